//! A map from the bytes of a text to the bytes of the file that it was read from, exact for escapes too.
//!
//! A text reaches a reader through a TOML string with escapes, or in stretches of a Markdown file. Every message
//! about it wants a place in the file; this is the one way to get it.

use std::ops::Range;

/// Where each byte of a text stands in its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextMap {
    pieces: Vec<Piece>,
}

/// A stretch of the text and the stretch of the file that says it: byte for byte where both are as long, else as a
/// whole (an escape).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: Range<usize>,
    file: Range<usize>,
}

impl TextMap {
    /// A text that stands in the file as it is, from the byte `base`.
    pub fn verbatim(base: usize, length: usize) -> Self {
        TextMap { pieces: vec![Piece { text: 0..length, file: base..base + length }] }
    }

    /// The value of a TOML string; `literal` is how it is written, quotes included, from the byte `base` of the file
    /// (TOML 1.0, "String").
    pub fn toml_string(literal: &str, base: usize) -> Self {
        let (quotes, basic) = match literal {
            _ if literal.starts_with("\"\"\"") => (3, true),
            _ if literal.starts_with("'''") => (3, false),
            _ => (1, literal.starts_with('"')),
        };
        let inner = literal.get(quotes..literal.len().saturating_sub(quotes)).unwrap_or_default();
        // A line break right behind three quotes is no part of the value.
        let skipped = if quotes == 3 && inner.starts_with('\n') { 1 } else { 0 };
        let start = base + quotes + skipped;
        let inner = inner.get(skipped..).unwrap_or_default();
        let mut map = TextMap::default();
        let mut from = 0;
        while basic && let Some(at) = inner.get(from..).and_then(|rest| rest.find('\\')).map(|at| from + at) {
            map.push(at - from, start + from..start + at);
            let (value, written) = escape(inner.get(at..).unwrap_or_default());
            map.push(value, start + at..start + at + written);
            from = at + written;
        }
        map.push(inner.len().saturating_sub(from), start + from..start + inner.len());
        map
    }

    /// Adds the next `length` bytes of the text, which stand in `file`.
    pub fn push(&mut self, length: usize, file: Range<usize>) {
        let from = self.length();
        match self.pieces.last_mut() {
            // Two neighbours that are both verbatim are one.
            Some(last)
                if last.file.end == file.start
                    && last.text.len() == last.file.len()
                    && length == file.len() =>
            {
                last.text.end += length;
                last.file.end = file.end;
            }
            _ if length > 0 => self.pieces.push(Piece { text: from..from + length, file }),
            _ => {}
        }
    }

    /// Adds the next bytes of the text, which are the bytes `text` of what another map knows: byte for byte.
    pub fn append(&mut self, other: &TextMap, text: Range<usize>) {
        let first = other.pieces.partition_point(|piece| piece.text.end <= text.start);
        let within = other.pieces.iter().skip(first).take_while(|piece| piece.text.start < text.end);
        for piece in within {
            let part = piece.text.start.max(text.start)..piece.text.end.min(text.end);
            let file = if piece.text.len() == piece.file.len() {
                let base = piece.file.start;
                base + (part.start - piece.text.start)..base + (part.end - piece.text.start)
            } else {
                piece.file.clone()
            };
            self.push(part.len(), file);
        }
    }

    /// Bytes of the text so far.
    pub fn length(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.text.end)
    }

    /// The bytes of the file that say these bytes of the text.
    pub fn span(&self, text: Range<usize>) -> Range<usize> {
        let start = self.byte(text.start).start;
        let end = if text.end > text.start { self.byte(text.end - 1).end } else { start };
        start..end.max(start)
    }

    /// The bytes of the file that say one byte of the text; the end of the last piece for what lies behind it.
    fn byte(&self, at: usize) -> Range<usize> {
        let index = self.pieces.partition_point(|piece| piece.text.end <= at);
        let Some(piece) = self.pieces.get(index) else {
            let end = self.pieces.last().map_or(0, |piece| piece.file.end);
            return end..end;
        };
        if piece.text.len() == piece.file.len() {
            let byte = piece.file.start + at.saturating_sub(piece.text.start);
            return byte..byte + 1;
        }
        piece.file.clone()
    }
}

/// How many bytes the escape at the beginning of this text stands for, and how many it is written in.
fn escape(text: &str) -> (usize, usize) {
    let digits = |count: usize| {
        let written = 2 + count;
        let code = text.get(2..written).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        (code.and_then(char::from_u32).map_or(0, char::len_utf8), written.min(text.len()))
    };
    match text.as_bytes().get(1) {
        Some(b'u') => digits(4),
        Some(b'U') => digits(8),
        Some(b'x') => digits(2),
        // A backslash at the end of a line takes the white space behind it away.
        Some(b' ' | b'\t' | b'\n') => {
            (0, text.len() - text.trim_start_matches(['\\', ' ', '\t', '\n']).len())
        }
        Some(_) => (1, 2),
        None => (0, 1),
    }
}

/// The byte, or the nearest one before it at which a character begins.
pub fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The byte, or the nearest one behind it at which a character begins.
pub fn ceil_boundary(text: &str, at: usize) -> usize {
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

    /// Each character of the value with the text of the file that says it.
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
