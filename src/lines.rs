//! Lines and columns of a text, found without reading it again for each place.

use std::ops::Range;
use std::sync::OnceLock;

use crate::text_map::floor_boundary;

/// Bytes between two counts of characters: no column is counted over more.
const STRIDE: usize = 1024;

/// Where the lines of a text begin and how many characters there are, counted at the first question.
#[derive(Debug, Default)]
pub struct Lines(OnceLock<Index>);

/// Made of the text beside it, it says nothing of its own.
impl PartialEq for Lines {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Lines {}

#[derive(Debug)]
struct Index {
    /// The byte at which each line begins.
    starts: Vec<usize>,
    /// Characters before each multiple of [`STRIDE`].
    counts: Vec<usize>,
}

impl Index {
    fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let mut counts = vec![0];
        for part in text.as_bytes().chunks(STRIDE) {
            counts.push(counts.last().copied().unwrap_or_default() + begun(part));
        }
        Index { starts, counts }
    }

    /// The number of a byte's line, from 0.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Characters before a byte.
    fn characters(&self, text: &str, at: usize) -> usize {
        let mark = at / STRIDE;
        let count = self.counts.get(mark).copied().unwrap_or_default();
        count + text.as_bytes().get(mark * STRIDE..at).map_or(0, begun)
    }
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count()
}

impl Lines {
    fn index(&self, text: &str) -> &Index {
        self.0.get_or_init(|| Index::new(text))
    }

    /// Bytes of the line in which a byte stands, without its end.
    pub fn line_at(&self, text: &str, at: usize) -> Range<usize> {
        let index = self.index(text);
        let line = index.line(floor_boundary(text, at));
        let start = index.starts.get(line).copied().unwrap_or_default();
        let end = index.starts.get(line + 1).map_or(text.len(), |next| next - 1);
        start..end
    }

    /// Line and column of a byte, in characters, both from 1.
    pub fn line_column(&self, text: &str, at: usize) -> (usize, usize) {
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
