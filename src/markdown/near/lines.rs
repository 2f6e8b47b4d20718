//! Lines that were meant to begin a heading, a list, a table or a box, and are text.

use super::{BlockKind, NearMiss, short};

/// Blanks and invisible characters that Markdown does not take for a blank.
const ODD_BLANKS: &[char] = &[
    '\u{a0}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}', '\u{2007}',
    '\u{2008}', '\u{2009}', '\u{200a}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{202f}', '\u{205f}',
    '\u{2060}', '\u{3000}', '\u{feff}',
];
/// Characters that a word processor puts before the items of a list.
const BULLETS: &[char] = &[
    '•', '·', '‣', '◦', '●', '○', '▪', '▫', '■', '□', '➢', '➤', '►', '∙', '⁃', '◆', '✓', '✔', '–', '—', '―',
];
/// The alerts of GitHub's Markdown.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// A line of a block.
#[derive(Clone, Copy)]
struct BlockLine<'t> {
    /// The byte offset of its start in the block's text.
    start: usize,
    text: &'t str,
}

/// Finds lines of a block that were meant to be something else.
pub(super) fn find(text: &str, block: BlockKind, found: &mut Vec<NearMiss>) {
    let mut lines: Vec<BlockLine<'_>> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        lines.push(BlockLine { start: at, text: line });
        at += line.len() + 1;
    }
    for line in &lines {
        let near = heading(*line, &lines)
            .or_else(|| odd_blank(*line))
            .or_else(|| foreign_box(*line))
            .or_else(|| task(*line));
        found.extend(near);
    }
    if let Some(first) = lines.first() {
        found.extend(alert(*first, block));
    }
    list(&lines, found);
    table(&lines, found);
}

/// A near-miss that is a whole line.
fn near(line: BlockLine<'_>, message: impl Into<String>, help: impl Into<String>) -> Option<NearMiss> {
    let range = line.start..line.start + line.text.trim_end().len();
    Some(NearMiss { range, message: message.into(), help: help.into() })
}

/// Finds `##Costs` and `####### Costs`, and `#Costs` where it stands alone, since `#flu` may be a hashtag.
fn heading(line: BlockLine<'_>, block: &[BlockLine<'_>]) -> Option<NearMiss> {
    let words = line.text.trim_start_matches('#');
    let count = line.text.len() - words.len();
    if count > 6 && words.starts_with(' ') {
        return near(line, "a heading has at most six `#`", format!("write `###### {}`", short(words)));
    }
    let sure = match count {
        0 => false,
        1 => block.len() == 1 && !words.contains(['#', '\u{fffc}']),
        _ => true,
    };
    if !sure || count > 6 || !words.starts_with(char::is_alphabetic) {
        return None;
    }
    let message = format!("`{}` is no heading: a blank is missing behind `#`", short(line.text));
    near(line, message, format!("write `{} {}`", "#".repeat(count), short(words)))
}

/// Finds `## Costs`, `- one`, `1. one` with an odd blank after or before the marker.
fn odd_blank(line: BlockLine<'_>) -> Option<NearMiss> {
    let text = line.text.trim_start_matches(ODD_BLANKS);
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
    let (sign, before) = (text.strip_suffix(rest)?, line.text.len() > text.len());
    let odd = rest.starts_with(ODD_BLANKS);
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
    let odd = if odd { rest.chars().next() } else { line.text.chars().next() }?;
    let message = format!("`{sign}` makes {what} here: the blank beside it is U+{:04X}", u32::from(odd));
    near(
        line,
        message,
        format!("type a plain blank: `{sign} {}`", short(rest.trim_start_matches(ODD_BLANKS).trim())),
    )
}

/// Finds boxes of other programs: `::: note`, `!!! note`, `.. note::`.
fn foreign_box(line: BlockLine<'_>) -> Option<NearMiss> {
    let text = line.text;
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
    let message = format!("`{}` makes no box here: readers would see it as it stands", short(text));
    near(line, message, "write `> [!NOTE]`, and `> ` before each line of the box")
}

/// Finds tasks without their hyphen, `[ ] Bring a card`, or their blank, `-[ ] Bring a card`.
fn task(line: BlockLine<'_>) -> Option<NearMiss> {
    let text = line.text.strip_prefix('-').unwrap_or(line.text);
    let signs = [("[ ]", "[ ] "), ("[x]", "[x] "), ("[x]", "[X] "), ("[ ]", "[] ")];
    let (sign, rest) = signs.iter().find_map(|(sign, written)| Some((sign, text.strip_prefix(written)?)))?;
    near(
        line,
        format!("`{}` is no task: it begins with `- `", short(line.text)),
        format!("write `- {sign} {}`", short(rest)),
    )
}

/// Finds alerts that are none: `> [!DANGER]`, `> [!NOTE] words`, `[!NOTE]` without its `>`.
fn alert(line: BlockLine<'_>, block: BlockKind) -> Option<NearMiss> {
    let (name, rest) = line.text.trim_start().strip_prefix("[!")?.split_once(']')?;
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphabetic() || c == '-') {
        return None;
    }
    let known = ALERTS.iter().find(|known| known.eq_ignore_ascii_case(name));
    let upper = name.to_ascii_uppercase();
    match known {
        Some(known) if block != BlockKind::Quote => near(
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

/// Finds items with typed bullets or letters, or without the blank after their marker: readers get one paragraph.
fn list(lines: &[BlockLine<'_>], found: &mut Vec<NearMiss>) {
    let mut from = 0;
    while let Some(line) = lines.get(from) {
        let Some(ListItem { kind, marker: sign, words }) = list_item(line.text) else {
            from += 1;
            continue;
        };
        let more = lines
            .iter()
            .skip(from)
            .take_while(|line| list_item(line.text).is_some_and(|other| other.kind == kind))
            .count();
        let sure = more > 1 || (sign == "•" && words.contains(char::is_alphabetic));
        if sure && (kind != MarkerKind::Letter || sign.contains(['a', 'A', '1'])) {
            let mark = if kind == MarkerKind::Letter || kind == MarkerKind::Number { "1." } else { "-" };
            let message = match kind {
                MarkerKind::Glued | MarkerKind::Number => {
                    format!("`{}` is no item of a list: a blank is missing behind `{sign}`", short(line.text))
                }
                _ => format!("`{sign}` makes no list: readers get one paragraph"),
            };
            found.extend(near(
                *line,
                message,
                format!("write `{mark} {}`, and so in each line", short(words)),
            ));
        }
        from += more;
    }
}

/// The kind of a list marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkerKind {
    /// `• one`
    Bullet(char),
    /// `-one`
    Glued,
    /// `1.one`
    Number,
    /// `a) one`, `(1) one`
    Letter,
}

/// A line that was meant as an item of a list.
struct ListItem<'t> {
    kind: MarkerKind,
    marker: &'t str,
    words: &'t str,
}

/// Splits a line that was meant as an item of a list.
fn list_item(line: &str) -> Option<ListItem<'_>> {
    let first = line.chars().next()?;
    let split = |length: usize| line.split_at_checked(length);
    if BULLETS.contains(&first) {
        let (marker, words) = split(first.len_utf8())?;
        let dash = matches!(first, '–' | '—' | '―');
        let fine = !dash || words.starts_with(char::is_whitespace);
        return (fine && !words.trim().is_empty()).then(|| ListItem {
            kind: MarkerKind::Bullet(first),
            marker,
            words: words.trim(),
        });
    }
    if matches!(first, '-' | '+') || (first == '*' && line.matches('*').count() == 1) {
        let (marker, words) = split(1)?;
        return words.starts_with(char::is_alphabetic).then_some(ListItem {
            kind: MarkerKind::Glued,
            marker,
            words,
        });
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if (1..=2).contains(&(line.len() - digits.len())) {
        let (marker, words) = split(line.len() - digits.len() + 1)?;
        let fine = marker.ends_with(['.', ')']) && words.starts_with(char::is_alphabetic);
        return fine.then_some(ListItem { kind: MarkerKind::Number, marker, words });
    }
    let inner = line.strip_prefix('(').unwrap_or(line);
    let mut signs = inner.chars();
    let (letter, close, blank) = (signs.next()?, signs.next()?, signs.next()?);
    let fine = letter.is_ascii_alphanumeric() && close == ')' && blank == ' ';
    let (marker, words) = split(line.len() - inner.len() + 2)?;
    fine.then(|| ListItem { kind: MarkerKind::Letter, marker, words: words.trim() })
}

/// Finds lines between vertical bars that make no table.
fn table(lines: &[BlockLine<'_>], found: &mut Vec<NearMiss>) {
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
    let rows = lines.iter().filter(|line| is_row(line.text)).count();
    let rule = lines.iter().position(|line| is_rule(line.text));
    let Some(index) =
        rule.or_else(|| (rows > 1).then(|| lines.iter().position(|line| is_row(line.text))).flatten())
    else {
        return;
    };
    let Some(line) = lines.get(index) else { return };
    let head = match rule {
        Some(_) => index.checked_sub(1).and_then(|at| lines.get(at)),
        None => Some(line),
    };
    let Some(head) = head.filter(|head| head.text.contains('|')) else { return };
    let columns = cells(head.text);
    let wanted = format!("|{}", " --- |".repeat(columns));
    let many = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
    let below = cells(line.text);
    let message = match rule {
        Some(_) if columns != below => {
            format!("this makes no table: the head has {}, the line below it {}", many(columns), many(below))
        }
        Some(_) if line.text.contains(['–', '—']) => {
            "this makes no table: the line below the head wants hyphens".to_owned()
        }
        Some(_) => return,
        None => "this makes no table: the line below the head is missing".to_owned(),
    };
    found.extend(near(*line, message, format!("write `{wanted}` below the head")));
}
