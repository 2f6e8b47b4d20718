//! A source map: from byte offsets in a text to byte ranges in the file that it was read from, exact for escapes too.
//!
//! A text comes from a TOML string with escapes, or from several ranges of a Markdown file. Every problem in it needs a
//! place in the file; this is the one way to get it.

use std::ops::Range;

/// The source map of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextMap {
    segments: Vec<Segment>,
}

/// A byte range of the text and the byte range of the file that it was read from. If both have one length they
/// correspond byte for byte, else (an escape) as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    text: Range<usize>,
    file: Range<usize>,
}

impl TextMap {
    /// The map of a text that stands in the file as it is, from the byte offset `base`.
    pub fn verbatim(base: usize, length: usize) -> Self {
        TextMap { segments: vec![Segment { text: 0..length, file: base..base + length }] }
    }

    /// The map of the value of a TOML string. `literal` is the string as written, with its quotes, at the byte offset
    /// `base` of the file (TOML 1.0, "String").
    pub fn toml_string(literal: &str, base: usize) -> Self {
        let (quotes, basic) = match literal {
            _ if literal.starts_with("\"\"\"") => (3, true),
            _ if literal.starts_with("'''") => (3, false),
            _ => (1, literal.starts_with('"')),
        };
        let inner = literal.get(quotes..literal.len().saturating_sub(quotes)).unwrap_or_default();
        // A line break right after three quotes is no part of the value.
        let skipped = if quotes == 3 && inner.starts_with('\n') { 1 } else { 0 };
        let start = base + quotes + skipped;
        let inner = inner.get(skipped..).unwrap_or_default();
        let mut map = TextMap::default();
        let mut from = 0;
        while basic && let Some(at) = inner.get(from..).and_then(|rest| rest.find('\\')).map(|at| from + at) {
            map.push(at - from, start + from..start + at);
            let Escape { value, written } = escape(inner.get(at..).unwrap_or_default());
            map.push(value, start + at..start + at + written);
            from = at + written;
        }
        map.push(inner.len().saturating_sub(from), start + from..start + inner.len());
        map
    }

    /// Appends `length` bytes of text that were read from the byte range `file`.
    pub fn push(&mut self, length: usize, file: Range<usize>) {
        let from = self.length();
        match self.segments.last_mut() {
            // Adjacent verbatim segments are merged.
            Some(last)
                if last.file.end == file.start
                    && last.text.len() == last.file.len()
                    && length == file.len() =>
            {
                last.text.end += length;
                last.file.end = file.end;
            }
            _ if length > 0 => self.segments.push(Segment { text: from..from + length, file }),
            _ => {}
        }
    }

    /// Appends the byte range `text` of another map's text.
    pub fn append(&mut self, other: &TextMap, text: Range<usize>) {
        let first = other.segments.partition_point(|segment| segment.text.end <= text.start);
        let within = other.segments.iter().skip(first).take_while(|segment| segment.text.start < text.end);
        for segment in within {
            let part = segment.text.start.max(text.start)..segment.text.end.min(text.end);
            let file = if segment.text.len() == segment.file.len() {
                let base = segment.file.start;
                base + (part.start - segment.text.start)..base + (part.end - segment.text.start)
            } else {
                segment.file.clone()
            };
            self.push(part.len(), file);
        }
    }

    /// The length of the text in bytes.
    pub fn length(&self) -> usize {
        self.segments.last().map_or(0, |segment| segment.text.end)
    }

    /// The byte range of the file that a byte range of the text was read from.
    pub fn span(&self, text: Range<usize>) -> Range<usize> {
        let start = self.byte(text.start).start;
        let end = if text.end > text.start { self.byte(text.end - 1).end } else { start };
        start..end.max(start)
    }

    /// The byte range of the file for one byte of the text; the empty range at the end for an offset behind the text.
    fn byte(&self, at: usize) -> Range<usize> {
        let index = self.segments.partition_point(|segment| segment.text.end <= at);
        let Some(segment) = self.segments.get(index) else {
            let end = self.segments.last().map_or(0, |segment| segment.file.end);
            return end..end;
        };
        if segment.text.len() == segment.file.len() {
            let byte = segment.file.start + at.saturating_sub(segment.text.start);
            return byte..byte + 1;
        }
        segment.file.clone()
    }
}

/// The lengths of an escape in bytes.
struct Escape {
    /// The length of its value.
    value: usize,
    /// The length as it is written.
    written: usize,
}

/// Measures the escape at the beginning of a text.
fn escape(text: &str) -> Escape {
    let digits = |count: usize| {
        let written = 2 + count;
        let code = text.get(2..written).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let value = code.and_then(char::from_u32).map_or(0, char::len_utf8);
        Escape { value, written: written.min(text.len()) }
    };
    match text.as_bytes().get(1) {
        Some(b'u') => digits(4),
        Some(b'U') => digits(8),
        Some(b'x') => digits(2),
        // A backslash at the end of a line removes the white space after it.
        Some(b' ' | b'\t' | b'\n') => {
            let rest = text.trim_start_matches(['\\', ' ', '\t', '\n']);
            Escape { value: 0, written: text.len() - rest.len() }
        }
        Some(_) => Escape { value: 1, written: 2 },
        None => Escape { value: 0, written: 1 },
    }
}

/// The nearest character boundary at or before a byte offset.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The nearest character boundary at or after a byte offset.
pub(crate) fn ceil_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each character of the value with the text of the file that it was read from.
    fn told(literal: &str) -> Vec<(char, String)> {
        let file = format!("k = {literal}\n");
        let table: toml::Table = file.parse().unwrap();
        let value = table["k"].as_str().unwrap().to_owned();
        let map = TextMap::toml_string(literal, 4);
        assert_eq!(map.length(), value.len(), "{literal}");
        value.char_indices().map(|(at, c)| (c, file[map.span(at..at + c.len_utf8())].to_owned())).collect()
    }

    #[test]
    fn each_character_is_found_where_it_is_written() {
        for literal in [
            r#""plain ü""#,
            r#""say \"rest\" – or \u00fc, \U0001F600 ü""#,
            r"'C:\Users ü'",
            "\"\"\"\nü \\\n   next \\\" \"\" end\"\"\"",
            "'''\nü \\ '' end'''",
        ] {
            for (c, written) in told(literal) {
                let escaped = written.starts_with('\\') && written.len() > 1;
                assert!(escaped || written == c.to_string(), "{literal}: {c:?} is {written:?}");
            }
        }
        let told = told(r#""a\"b\u00fc""#);
        let written: Vec<_> = told.iter().map(|(_, written)| written.as_str()).collect();
        assert_eq!(written, ["a", r#"\""#, "b", r"\u00fc"]);
    }

    proptest! {
        #[test]
        fn a_stretch_of_a_text_is_mapped_as_the_whole_was(value in "[ab\"\\\\ü\n]{0,20}", from in 0usize..20, more in 0usize..20) {
            let map = TextMap::toml_string(&toml::Value::String(value).to_string(), 4);
            let part = from.min(map.length())..(from + more).min(map.length());
            let mut appended = TextMap::default();
            appended.append(&map, part.clone());
            prop_assert_eq!(appended.length(), part.len());
            for at in 0..part.len() {
                prop_assert_eq!(appended.span(at..at + 1), map.span(part.start + at..part.start + at + 1));
            }
        }

        #[test]
        fn any_value_survives_being_written_and_mapped(value in "[\\PC\n\t\"\\\\]{0,30}") {
            let literal = toml::Value::String(value).to_string();
            for (c, written) in told(&literal) {
                prop_assert!(written.starts_with('\\') || written == c.to_string());
            }
        }

        #[test]
        fn no_map_points_outside_of_its_literal(literal in "[\"'\\\\uU0-9a-fü\n ]{0,20}", from in 0usize..40, more in 0usize..9) {
            let span = TextMap::toml_string(&literal, 7).span(from..from + more);
            prop_assert!(span.start <= span.end && span.end <= 8 + literal.len());
        }
    }
}
