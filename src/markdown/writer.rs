//! The output buffer of the renderer: HTML and holes.

use std::mem::take;
use std::ops::Range;

use super::{Part, Placeholder, PlaceholderKind, escape};

/// A place in what was written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cut {
    /// So many parts stand before it.
    parts: usize,
    /// And so many bytes of HTML behind those.
    html: usize,
}

/// The output buffer.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) parts: Vec<Part>,
    pub(super) html: String,
    /// The words of a price: HTML only, holes are left out.
    pub(super) plain: bool,
    /// Inside of something that is left out: texts and holes go nowhere.
    pub(super) muted: bool,
    /// How often something was said: words that are not blank, and holes.
    pub(super) said: usize,
    /// The words without tags, of what is `plain`.
    pub(super) words: String,
}

impl Writer {
    pub(super) fn tag(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.muted {
            return;
        }
        escape(&mut self.html, text);
        self.said += usize::from(!text.trim().is_empty());
        if self.plain {
            self.words.push_str(text);
        }
    }

    pub(super) fn hole(&mut self, kind: PlaceholderKind, span: Range<usize>) {
        if self.plain || self.muted {
            return;
        }
        self.said += 1;
        self.close();
        self.parts.push(Part::Placeholder(Placeholder { kind, span }));
    }

    /// Ends a piece of HTML. Bodies live as long as the site: what a string has to spare would double them.
    fn close(&mut self) {
        if !self.html.is_empty() {
            self.parts.push(Part::Html(self.html.as_str().into()));
            self.html.clear();
        }
    }

    /// The place of what is written next.
    pub(super) fn here(&self) -> Cut {
        Cut { parts: self.parts.len(), html: self.html.len() }
    }

    pub(super) fn finish(&mut self) -> Vec<Part> {
        self.close();
        take(&mut self.parts)
    }
}

/// How many parts stand before a place: a piece of HTML in which it lies is divided.
pub(super) fn divide(parts: &mut Vec<Part>, at: Cut) -> usize {
    let Some(Part::Html(html)) = parts.get_mut(at.parts) else { return at.parts };
    if at.html == 0 || at.html >= html.len() {
        return at.parts;
    }
    let behind = html.split_off(at.html);
    parts.insert(at.parts + 1, Part::Html(behind));
    at.parts + 1
}
