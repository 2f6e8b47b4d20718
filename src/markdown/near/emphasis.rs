//! Asterisks and underscores that were meant as emphasis and are shown as text.

use std::sync::LazyLock;

use regex::Regex;

use super::{NearMiss, short};

/// Words between two double delimiters.
static STRONG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\*\*[^*\n]+\*\*|__[^_\n]+__)").expect("a pattern that a test has seen"));

/// Words between two single delimiters, with a blank before the second.
static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s(])(\*[A-Za-z][^*\n]*[ \t]\*|_[A-Za-z][^_\n]*[ \t]_)(?:$|[\s.,;:!?)])")
        .expect("a pattern that a test has seen")
});

/// Finds emphasis that is none.
pub(super) fn find(text: &str, found: &mut Vec<NearMiss>) {
    let stars = text.contains(['*', '_']);
    for one in EMPHASIS.captures_iter(text).take_while(|_| stars).filter_map(|found| found.get(1)) {
        let sign = one.as_str().chars().take(1).collect::<String>();
        let message = format!("`{}` is not slanted: readers would see the signs", short(one.as_str()));
        let help = format!("write `{sign}{}{sign}`", one.as_str().trim_matches(['*', '_', ' ', '\t']));
        found.push(NearMiss { range: one.range(), message, help });
    }
    if !text.contains("**") && !text.contains("__") {
        return;
    }
    let mut end = 0;
    for one in STRONG.find_iter(text) {
        end = one.end();
        let before = text.get(..one.start()).and_then(|text| text.chars().next_back());
        let behind = text.get(one.end()..).and_then(|text| text.chars().next());
        let Some((sign, inner)) = one.as_str().split_at_checked(2) else { continue };
        let inner = inner.strip_suffix(sign).unwrap_or(inner);
        let is_word = |c: char| c.is_alphanumeric();
        // `5**, 3**` are stars for notes, `____` a line to fill in.
        let begins = !before.is_some_and(|c| is_word(c) || sign.starts_with(c));
        let lone = inner.starts_with(' ') && inner.ends_with(' ');
        let words = inner.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if !begins
            || !words
            || behind.is_some_and(|c| sign.starts_with(c))
            || (lone && inner.contains(is_digit))
        {
            continue;
        }
        let whole = inner.trim();
        let gap = if behind.is_some_and(is_word) { " " } else { "" };
        let help = match inner == whole {
            // `**Note:**Read` is not closed, since punctuation stands before the delimiter and a letter after it.
            true if gap.is_empty() => continue,
            true => format!("write `{sign}{whole}{sign} ` with a blank behind it"),
            false => format!("write `{sign}{whole}{sign}{gap}` without blanks inside of the signs"),
        };
        let message = format!("`{}` is not bold: readers would see the signs", short(one.as_str()));
        found.push(NearMiss { range: one.range(), message, help });
    }
    unclosed(text, end, found);
}

/// Finds `**Bring this` without its end, in a block that has no other double asterisk.
fn unclosed(text: &str, from: usize, found: &mut Vec<NearMiss>) {
    let Some(rest) = text.get(from..) else { return };
    let mut stars = rest.match_indices("**");
    let (Some((at, _)), None) = (stars.next(), stars.next()) else { return };
    let (before, behind) = (rest.get(..at).unwrap_or_default(), rest.get(at + 2..).unwrap_or_default());
    let begins = text.get(..from + at).is_none_or(|text| text.is_empty() || text.ends_with([' ', '\n', '(']));
    let line = behind.lines().next().unwrap_or_default();
    if begins
        && from == 0
        && before.trim().is_empty()
        && line.starts_with(char::is_alphabetic)
        && !line.contains('*')
    {
        let message = format!("`{}` is not bold: its stars are not closed", short(&format!("**{line}")));
        let help = format!("write `**{}**`, or take the stars out", short(line));
        found.push(NearMiss { range: from + at..from + at + 2 + line.len(), message, help });
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}
