//! A text file of the clinic's folder, with the index of its lines.

use std::ops::Range;
use std::sync::Arc;

use crate::lines::Lines;

/// A text file: its path from the site's root, with `/`, and its whole text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Path from the site's root, with `/` on every system.
    pub path: String,
    /// The decoded text.
    pub text: String,
    lines: Lines,
}

impl Source {
    /// The file of a path and its text.
    pub fn new(path: &str, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Source { path: path.to_owned(), text: text.into(), lines: Lines::default() })
    }

    /// The byte range of the line that holds this byte, without its line break.
    pub fn line_at(&self, at: usize) -> Range<usize> {
        self.lines.line_at(&self.text, at)
    }

    /// The line and the column of a byte offset, in characters, both from 1.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        self.lines.line_column(&self.text, at)
    }
}
