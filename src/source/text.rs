//! One text of the clinic's folder, as every message names it.

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
    /// A text with its path.
    pub fn new(path: &str, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Source { path: path.to_owned(), text: text.into(), lines: Lines::default() })
    }

    /// Bytes of the line in which a byte stands, without its end.
    pub fn line_at(&self, at: usize) -> Range<usize> {
        self.lines.line_at(&self.text, at)
    }

    /// Line and column of a byte, in characters, both from 1.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        self.lines.line_column(&self.text, at)
    }
}
