//! The line index of a text: from byte offsets to lines and columns without reading the text again.

use std::ops::Range;
use std::sync::OnceLock;

use crate::text_map::floor_boundary;

/// The distance in bytes between two stored character counts, over which a column is counted at most.
const STRIDE: usize = 1024;

/// The lazily built line index of a text, which the caller passes to each method.
#[derive(Debug, Default)]
pub(crate) struct Lines(OnceLock<LineIndex>);

/// An index is derived from its text, so it does not count for the equality of what holds both.
impl PartialEq for Lines {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Lines {}

#[derive(Debug)]
struct LineIndex {
    /// The byte offset of each line's start.
    starts: Vec<usize>,
    /// The number of characters before each multiple of [`STRIDE`].
    counts: Vec<usize>,
}

impl LineIndex {
    fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let mut counts = vec![0];
        for part in text.as_bytes().chunks(STRIDE) {
            counts.push(counts.last().copied().unwrap_or_default() + count_characters(part));
        }
        LineIndex { starts, counts }
    }

    /// The line of a byte offset, from 0.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The number of characters before a byte offset.
    fn characters(&self, text: &str, at: usize) -> usize {
        let stride = at / STRIDE;
        let count = self.counts.get(stride).copied().unwrap_or_default();
        count + text.as_bytes().get(stride * STRIDE..at).map_or(0, count_characters)
    }
}

/// The number of characters that begin in these bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count()
}

impl Lines {
    fn index(&self, text: &str) -> &LineIndex {
        self.0.get_or_init(|| LineIndex::new(text))
    }

    /// The byte range of the line that holds a byte offset, without its line break.
    pub(crate) fn line_at(&self, text: &str, at: usize) -> Range<usize> {
        let index = self.index(text);
        let line = index.line(floor_boundary(text, at));
        let start = index.starts.get(line).copied().unwrap_or_default();
        let end = index.starts.get(line + 1).map_or(text.len(), |next| next - 1);
        start..end
    }

    /// The line and the column of a byte offset, in characters, both from 1.
    pub(crate) fn line_column(&self, text: &str, at: usize) -> (usize, usize) {
        let index = self.index(text);
        let at = floor_boundary(text, at);
        let line = index.line(at);
        let start = index.starts.get(line).copied().unwrap_or_default();
        (line + 1, index.characters(text, at) - index.characters(text, start) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_and_columns_are_those_that_counting_finds(text in "[aü中\u{1f600}\n]{0,3000}", at in 0usize..9000) {
            let lines = Lines::default();
            let at = at.min(text.len() + 2);
            let (before, behind) = text.split_at(floor_boundary(&text, at));
            let line = before.rsplit('\n').next().unwrap();
            let counted = (before.matches('\n').count() + 1, line.chars().count() + 1);
            prop_assert_eq!(lines.line_column(&text, at), counted);
            let start = before.len() - line.len();
            let end = before.len() + behind.find('\n').unwrap_or(behind.len());
            prop_assert_eq!(lines.line_at(&text, at), start..end);
        }
    }
}
