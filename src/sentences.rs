//! Plain text divided: into what blanks divide, into words, into sentences; each with the byte at which it begins.

use std::ops::Range;

use crate::language::is_money;

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextSlice<'t> {
    /// The byte of the text at which it begins.
    pub(crate) at: usize,
    /// What it says.
    pub(crate) text: &'t str,
}

impl<'t> TextSlice<'t> {
    fn of(text: &'t str, range: Range<usize>) -> Self {
        TextSlice { at: range.start, text: text.get(range).unwrap_or_default() }
    }

    /// Its bytes in the text.
    pub(crate) fn range(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Without what is not wanted at its ends.
    fn trimmed(self, unwanted: impl Fn(char) -> bool) -> Self {
        let text = self.text.trim_start_matches(&unwanted);
        let at = self.at + self.text.len() - text.len();
        TextSlice { at, text: text.trim_end_matches(&unwanted) }
    }
}

/// What blanks divide.
pub(crate) fn stretches(text: &str) -> impl Iterator<Item = TextSlice<'_>> {
    let mut next = 0;
    text.split_inclusive(char::is_whitespace).map(move |part| {
        let at = next;
        next += part.len();
        TextSlice { at, text: part.trim_end_matches(char::is_whitespace) }
    })
}

/// The words of a text: letters and digits with what joins them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = TextSlice<'_>> {
    stretches(text).map(|part| part.trimmed(|c| !c.is_alphanumeric())).filter(|word| !word.text.is_empty())
}

/// The text with blanks in place of these bytes, each range of whole characters; as long as it was.
pub(crate) fn blank(text: &str, ranges: impl IntoIterator<Item = Range<usize>>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in ranges {
        bytes.get_mut(range).into_iter().for_each(|part| part.fill(b' '));
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Words with a point that ends no sentence.
const SHORT: [&str; 34] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "vs", "etc", "approx", "no", "fig", "inc", "jr",
    "sr", "dept", "u.s", "u.k", "a.m", "p.m", "sra", "dra", "p.ej", "ej", "bzw", "z.b", "ca", "nr", "d.h",
    "al", "ph.d", "m.d", "d.o",
];

/// The sentences of a text: ended by `.`, `!`, `?` or `…` where something else than a small letter follows.
pub(crate) fn sentences(text: &str) -> Vec<TextSlice<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, c)) = chars.peek().copied() {
            if !matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']' | '»') {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        let rest = text.get(end..).unwrap_or_default();
        let next = rest.trim_start().chars().next();
        let open = rest.starts_with(|c: char| !c.is_whitespace()) || next.is_some_and(char::is_lowercase);
        let before = text.get(start..at).unwrap_or_default();
        if open || (c == '.' && next.is_some_and(|next| is_short(before, next))) {
            continue;
        }
        found.push(TextSlice::of(text, start..end));
        start = end;
    }
    found.push(TextSlice::of(text, start..text.len()));
    let trimmed = found.into_iter().map(|sentence| sentence.trimmed(char::is_whitespace));
    trimmed.filter(|sentence| !sentence.text.is_empty()).collect()
}

/// Whether a sentence cannot end between these words and this character: the words end with an abbreviation or an
/// initial, or are the sign of an amount that follows (`Fr. 80`).
fn is_short(before: &str, next: char) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let lower = word.to_lowercase();
    SHORT.contains(&lower.as_str())
        || (next.is_ascii_digit() && is_money(&format!("{lower}.")))
        || (word.chars().count() == 1 && word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::{sentences, words};

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|sentence| sentence.text).collect()
    }

    #[test]
    fn a_point_in_a_number_or_short_word_ends_no_sentence() {
        let text = "Dr. Lee's fee is $800. It isn't covered by Medicare! Don't wait: call 617-555-0142 today. Follow-up visits \
                    (one every 3 months) cost $300 each. Yes. No problem. The well-known CSF-leak patch costs 2.5 times less \
                    than surgery, e.g. an open repair. Questions? Email us.";
        assert_eq!(split(text).len(), 9, "{:?}", split(text));
        assert_eq!(split("It is 5 p.m. in the U.S. We close."), ["It is 5 p.m. in the U.S. We close."]);
        assert_eq!(split("It is Fr. 80. Rest."), ["It is Fr. 80.", "Rest."]);
        assert_eq!(split("He said \"Rest.\" Then he left…"), ["He said \"Rest.\"", "Then he left…"]);
    }

    #[test]
    fn a_word_is_what_blanks_divide() {
        let text = "Well-known (2.5) – it's $800!";
        let found: Vec<_> = words(text).map(|word| word.text).collect();
        assert_eq!(found, ["Well-known", "2.5", "it's", "800"]);
    }
}
