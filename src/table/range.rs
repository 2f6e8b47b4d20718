//! Ranges as one text, as editors of forms write them: "1400 to 2100", "from 1400".

use std::ops::Range;

use toml::de::DeValue;

use super::Table;
use crate::schema::Shape;

/// The ends of a range that stands in one text, as typed; `to` is missing if it is open.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct WrittenRange<'t> {
    /// The least.
    pub(crate) from: &'t str,
    /// The most.
    pub(crate) to: Option<&'t str>,
}

impl<'t> WrittenRange<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let is = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted);
        let is_number = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit())
                && word.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '_')
        };
        let range = match words.as_slice() {
            [first, from] if is(first, "from") => WrittenRange { from, to: None },
            [from, sep, to] if is(sep, "to") => WrittenRange { from, to: Some(to) },
            [first, from, sep, to] if is(first, "from") && is(sep, "to") => {
                WrittenRange { from, to: Some(to) }
            }
            _ => return None,
        };
        (is_number(range.from) && range.to.is_none_or(is_number)).then_some(range)
    }
}

impl<'a> Table<'a> {
    /// The range in the text of a key that takes one, with its place; nothing if it is written otherwise.
    pub(crate) fn range(&self, key: &str) -> Option<(WrittenRange<'a>, Range<usize>)> {
        let takes = |shape| matches!(shape, Shape::Amounts | Shape::Count);
        let (value, span) = self.value(self.key(key, takes)?)?;
        let DeValue::String(text) = value else { return None };
        Some((WrittenRange::read(text)?, span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_numbers_with_the_words_from_and_to() {
        let read = |text| WrittenRange::read(text).map(|range| (range.from, range.to));
        assert_eq!(read("1400 to 2100"), Some(("1400", Some("2100"))));
        assert_eq!(read(" from  1400 "), Some(("1400", None)));
        assert_eq!(read("From 2 to 3"), Some(("2", Some("3"))));
        let other =
            ["", "1400", "1400-2100", "from", "to 3", "2 to", "2 to 3 to 4", "from x", "$2 to $3", "1 to x"];
        for text in other {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
