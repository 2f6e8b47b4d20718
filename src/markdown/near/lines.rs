//! Lines that were to begin a heading, a list, a table, a box, and are text.

use super::{Near, Part, short};

/// Blanks and signs that no one sees, which Markdown does not take for a blank.
const ODD: &[char] = &[
    '\u{a0}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}', '\u{2007}',
    '\u{2008}', '\u{2009}', '\u{200a}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{202f}', '\u{205f}',
    '\u{2060}', '\u{3000}', '\u{feff}',
];
/// Signs that a word processor sets before the items of a list.
const BULLETS: &[char] = &[
    '•', '·', '‣', '◦', '●', '○', '▪', '▫', '■', '□', '➢', '➤', '►', '∙', '⁃', '◆', '✓', '✔', '–', '—', '―',
];
/// Alerts that Markdown has.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// A line of a part with the byte at which it begins.
type Line<'t> = (usize, &'t str);

/// Finds lines of a part that were to be something else.
pub(super) fn find(text: &str, part: Part, found: &mut Vec<Near>) {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        lines.push((at, line));
        at += line.len() + 1;
    }
    for (index, line) in lines.iter().enumerate() {
        let near = heading(*line, index == 0 && lines.len() == 1)
            .or_else(|| odd_blank(*line))
            .or_else(|| foreign_box(*line))
            .or_else(|| task(*line));
        found.extend(near);
    }
    if let Some(first) = lines.first() {
        found.extend(alert(*first, part));
    }
    list(&lines, found);
    table(&lines, found);
}

fn near((at, line): Line<'_>, said: impl Into<String>, help: impl Into<String>) -> Option<Near> {
    Some(Near { range: at..at + line.trim_end().len(), said: said.into(), help: help.into() })
}

/// `##Costs`, `####### Costs`; `#Costs` where it stands alone, since `#flu` may be a word of a network.
fn heading(line: Line<'_>, alone: bool) -> Option<Near> {
    let words = line.1.trim_start_matches('#');
    let count = line.1.len() - words.len();
    if count > 6 && words.starts_with(' ') {
        return near(line, "a heading has at most six `#`", format!("write `###### {}`", short(words)));
    }
    let sure = match count {
        0 => false,
        1 => alone && !words.contains(['#', '\u{fffc}']),
        _ => true,
    };
    if !sure || count > 6 || !words.starts_with(char::is_alphabetic) {
        return None;
    }
    let said = format!("`{}` is no heading: a blank is missing behind `#`", short(line.1));
    near(line, said, format!("write `{} {}`", "#".repeat(count), short(words)))
}

/// `## Costs`, `- one`, `1. one` with a blank that is none, behind the sign or before it.
fn odd_blank(line: Line<'_>) -> Option<Near> {
    let text = line.1.trim_start_matches(ODD);
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match text.len() - digits.len() {
        1..=9 => digits.strip_prefix(['.', ')'])?,
        _ => {
            let heading = text.trim_start_matches('#');
            match text.len() - heading.len() {
                1..=6 => heading,
                _ => text.strip_prefix(['-', '*', '+', '>'])?,
            }
        }
    };
    let (sign, before) = (text.strip_suffix(rest)?, line.1.len() > text.len());
    let odd = rest.starts_with(ODD);
    if !(odd || before && (rest.starts_with(' ') || sign == ">")) {
        return None;
    }
    let what = if sign.starts_with('#') {
        "no heading"
    } else if sign == ">" {
        "no quotation"
    } else {
        "no item of a list"
    };
    let odd = if odd { rest.chars().next() } else { line.1.chars().next() }?;
    let said = format!("`{sign}` makes {what} here: the blank beside it is U+{:04X}", u32::from(odd));
    near(line, said, format!("type a plain blank: `{sign} {}`", short(rest.trim_start_matches(ODD).trim())))
}

/// `::: note`, `!!! note`, `.. note::` of other programs.
fn foreign_box(line: Line<'_>) -> Option<Near> {
    let text = line.1;
    let word = |text: &str| {
        text.trim_start_matches(['+', ' ']).starts_with(|c: char| c.is_ascii_alphabetic() || c == '{')
    };
    let colons = text.strip_prefix(":::").map(|rest| rest.trim_start_matches(':'));
    let sure = colons.is_some_and(|rest| rest.trim().is_empty() || word(rest))
        || ["!!! ", "??? ", "???+ "].iter().any(|sign| text.strip_prefix(sign).is_some_and(word))
        || text.strip_prefix(".. ").is_some_and(|rest| word(rest) && rest.contains("::"));
    if !sure {
        return None;
    }
    let said = format!("`{}` makes no box here: readers would see it as it stands", short(text));
    near(line, said, "write `> [!NOTE]`, and `> ` before each line of the box")
}

/// `[ ] Bring a card` without its hyphen, `-[ ] Bring a card` without its blank.
fn task(line: Line<'_>) -> Option<Near> {
    let text = line.1.strip_prefix('-').unwrap_or(line.1);
    let signs = [("[ ]", "[ ] "), ("[x]", "[x] "), ("[x]", "[X] "), ("[ ]", "[] ")];
    let (sign, rest) = signs.iter().find_map(|(sign, written)| Some((sign, text.strip_prefix(written)?)))?;
    near(
        line,
        format!("`{}` is no task: it begins with `- `", short(line.1)),
        format!("write `- {sign} {}`", short(rest)),
    )
}

/// `> [!DANGER]`, `> [!NOTE] words`, `[!NOTE]` without its `>`.
fn alert(line: Line<'_>, part: Part) -> Option<Near> {
    let (name, rest) = line.1.trim_start().strip_prefix("[!")?.split_once(']')?;
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphabetic() || c == '-') {
        return None;
    }
    let known = ALERTS.iter().find(|known| known.eq_ignore_ascii_case(name));
    let upper = name.to_ascii_uppercase();
    match known {
        Some(known) if part != Part::Quote => near(
            line,
            format!("`[!{name}]` makes no alert: its lines begin with `>`"),
            format!("write `> [!{known}]`, and `> ` before each line"),
        ),
        Some(known) if !rest.trim().is_empty() => near(
            line,
            format!("`[!{name}]` makes no alert: words stand in its line"),
            format!(
                "write `> [!{known}]` alone in its line, and `> {}` in the next",
                short(rest.trim_start_matches(['-', '+']))
            ),
        ),
        Some(known) => near(
            line,
            format!("`[!{name}]` makes no alert here"),
            format!("write `> [!{known}]` at the very beginning of the quotation"),
        ),
        None => {
            let like = match upper.as_str() {
                "DANGER" | "ERROR" | "BUG" | "FAILURE" | "FAIL" | "ATTENTION" => "CAUTION",
                "HINT" | "SUCCESS" | "CHECK" | "DONE" => "TIP",
                "ALERT" | "WARN" => "WARNING",
                _ => "NOTE",
            };
            let help = format!("write `[!{like}]`; known are {}", ALERTS.join(", "));
            near(line, format!("there is no alert `[!{name}]`: readers would see it as it stands"), help)
        }
    }
}

/// Items with typed bullets or letters, or without the blank behind their sign: one paragraph for readers.
fn list(lines: &[Line<'_>], found: &mut Vec<Near>) {
    let mut from = 0;
    while let Some(line) = lines.get(from) {
        let Some((kind, sign, words)) = item(line.1) else {
            from += 1;
            continue;
        };
        let more = lines
            .iter()
            .skip(from)
            .take_while(|line| item(line.1).is_some_and(|(other, ..)| other == kind))
            .count();
        let sure = more > 1 || (sign == "•" && words.contains(char::is_alphabetic));
        if sure && (kind != Item::Letter || sign.contains(['a', 'A', '1'])) {
            let mark = if kind == Item::Letter || kind == Item::Number { "1." } else { "-" };
            let said = match kind {
                Item::Glued | Item::Number => {
                    format!("`{}` is no item of a list: a blank is missing behind `{sign}`", short(line.1))
                }
                _ => format!("`{sign}` makes no list: readers get one paragraph"),
            };
            found.extend(near(*line, said, format!("write `{mark} {}`, and so in each line", short(words))));
        }
        from += more;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// `• one`
    Bullet(char),
    /// `-one`
    Glued,
    /// `1.one`
    Number,
    /// `a) one`, `(1) one`
    Letter,
}

/// The kind of a line that was to be an item, its sign and its words.
fn item(line: &str) -> Option<(Item, &str, &str)> {
    let first = line.chars().next()?;
    let split = |length: usize| line.split_at_checked(length);
    if BULLETS.contains(&first) {
        let (sign, words) = split(first.len_utf8())?;
        let dash = matches!(first, '–' | '—' | '―');
        let fine = !dash || words.starts_with(char::is_whitespace);
        return (fine && !words.trim().is_empty()).then_some((Item::Bullet(first), sign, words.trim()));
    }
    if matches!(first, '-' | '+') || (first == '*' && line.matches('*').count() == 1) {
        let (sign, words) = split(1)?;
        return words.starts_with(char::is_alphabetic).then_some((Item::Glued, sign, words));
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if (1..=2).contains(&(line.len() - digits.len())) {
        let (sign, words) = split(line.len() - digits.len() + 1)?;
        return (sign.ends_with(['.', ')']) && words.starts_with(char::is_alphabetic)).then_some((
            Item::Number,
            sign,
            words,
        ));
    }
    let inner = line.strip_prefix('(').unwrap_or(line);
    let mut signs = inner.chars();
    let (letter, close, blank) = (signs.next()?, signs.next()?, signs.next()?);
    let fine = letter.is_ascii_alphanumeric() && close == ')' && blank == ' ';
    let (sign, words) = split(line.len() - inner.len() + 2)?;
    fine.then_some((Item::Letter, sign, words.trim()))
}

/// Lines between strokes that make no table.
fn table(lines: &[Line<'_>], found: &mut Vec<Near>) {
    let cells = |line: &str| line.trim().trim_matches('|').split('|').count();
    let is_row =
        |line: &str| line.trim().len() > 2 && line.trim().starts_with('|') && line.trim().ends_with('|');
    let is_rule = |line: &str| {
        let cell = |cell: &str| {
            let cell = cell.trim().trim_matches(':');
            !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | '–' | '—'))
        };
        line.contains('|') && line.trim().trim_matches('|').split('|').all(cell)
    };
    let rows = lines.iter().filter(|line| is_row(line.1)).count();
    let rule = lines.iter().position(|line| is_rule(line.1));
    let Some(index) =
        rule.or_else(|| (rows > 1).then(|| lines.iter().position(|line| is_row(line.1))).flatten())
    else {
        return;
    };
    let Some(line) = lines.get(index) else { return };
    let head = match rule {
        Some(_) => index.checked_sub(1).and_then(|at| lines.get(at)),
        None => Some(line),
    };
    let Some(head) = head.filter(|head| head.1.contains('|')) else { return };
    let columns = cells(head.1);
    let wanted = format!("|{}", " --- |".repeat(columns));
    let many = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
    let below = cells(line.1);
    let said = match rule {
        Some(_) if columns != below => {
            format!("this makes no table: the head has {}, the line below it {}", many(columns), many(below))
        }
        Some(_) if line.1.contains(['–', '—']) => {
            "this makes no table: the line below the head wants hyphens".to_owned()
        }
        Some(_) => return,
        None => "this makes no table: the line below the head is missing".to_owned(),
    };
    found.extend(near(*line, said, format!("write `{wanted}` below the head")));
}
