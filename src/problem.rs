//! Diagnostics: what is wrong with a clinic's folder, where, and how to mend it.
//!
//! Every stage reports [`Problem`]s to [`Problems`] and goes on, so that one run tells all. A problem is plain data;
//! this module also writes it for a terminal (with the source line) and as a line of JSON.

mod list;
mod show;

use std::ops::Range;
use std::sync::Arc;

pub use self::list::Problems;
use crate::known::Dictionary;
pub(crate) use crate::known::nearest;
pub(crate) use crate::rules::{Level, Rule};
use crate::source::text::Source;
use crate::text_map::{ceil_boundary, floor_boundary};

/// The most known words that a help lists where none is near.
const MOST_LISTED: usize = 40;

/// A place in a file: the whole file, or a span of its text in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file; its text is empty if the file is no text, or is not at hand.
    pub source: Arc<Source>,
    /// A byte range of `source.text`; `None` for the file as a whole.
    pub span: Option<Range<usize>>,
}

impl Place {
    /// The file as a whole.
    pub fn file(source: &Arc<Source>) -> Self {
        Place { source: source.clone(), span: None }
    }

    /// The file of a path as a whole, where its text is not at hand.
    pub fn path(path: &str) -> Self {
        Place { source: Source::new(path, ""), span: None }
    }

    /// A byte range of the file, widened to whole characters and cut to the file's length: no range, however wrong,
    /// makes the program panic.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        let start = floor_boundary(&source.text, span.start);
        let end = ceil_boundary(&source.text, span.end.max(start));
        Place { source: source.clone(), span: Some(start..end) }
    }

    /// The line and the column of the span's start, in characters, both from 1.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.span.as_ref().map(|span| self.source.line_column(span.start))
    }

    /// The sort key: path, then byte offset.
    fn order(&self) -> (&str, usize) {
        (&self.source.path, self.span.as_ref().map_or(0, |span| span.start))
    }
}

/// A diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The severity.
    pub level: Level,
    /// Whether it came as days went by, with the same files: then it stops no site, and `check --due` tells it.
    pub due: bool,
    /// The rule that is broken.
    pub rule: Rule,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Text under the marked span; may be empty.
    pub label: String,
    /// A second place that belongs to it, with the text under it.
    pub also: Option<(Place, String)>,
    /// What to do; by default where to find an example.
    pub help: Option<String>,
    /// For a summary: the number of problems of its rule, level and file that are not listed; 0 for any other problem.
    pub more: usize,
}

/// What problems are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Class {
    level: Level,
    due: bool,
    rule: Rule,
}

impl Problem {
    fn new(level: Level, rule: Rule, place: Place, message: String) -> Self {
        // Every problem has a remedy: the rule's own example, until `help` sets a better one.
        let help = Some(format!("`clinicsite explain {}` shows a right example", rule.id()));
        let due = rule.is_due();
        Problem { level, due, rule, message, place, label: String::new(), also: None, help, more: 0 }
    }

    /// The summary of `more` problems of a rule, level and file that are not listed.
    fn summary(class: Class, place: Place, more: usize) -> Self {
        let Class { level, due, rule } = class;
        let mut summary = Problem { due, ..Problem::new(level, rule, place, String::new()) };
        summary.help("mend those that are told, then look again");
        summary.stand_for(more);
        summary
    }

    fn class(&self) -> Class {
        Class { level: self.level, due: self.due, rule: self.rule }
    }

    /// What stands in brackets behind its level: `M06`, or `M06, due`.
    pub(crate) fn tag(&self) -> String {
        format!("{}{}", self.rule.id(), if self.due { ", due" } else { "" })
    }

    /// Makes it due, whatever its rule says: an error becomes a warning, a note stays one.
    fn age(&mut self) {
        if self.level < Level::Info {
            (self.level, self.due) = (Level::Warning, true);
        }
    }

    /// Makes it the summary of this many problems.
    pub fn stand_for(&mut self, more: usize) {
        self.more = more;
        self.message = format!("and {more} more of `{}` in this file", self.rule.id());
    }

    /// The number of problems that it counts as: 1, or as many as it summarises.
    pub fn number(&self) -> usize {
        self.more.max(1)
    }

    /// Sets the text under the marked span.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// Sets what to do.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Proposes the nearest of the known words, if one is near.
    pub fn propose<'a>(&mut self, word: &str, known: impl IntoIterator<Item = &'a str>) -> &mut Self {
        if let Some(near) = nearest(word, known) {
            self.help = Some(format!("did you mean `{near}`?"));
        }
        self
    }

    /// Sets what to do, if it is known; else keeps what was set before.
    pub fn help_if(&mut self, help: Option<String>) -> &mut Self {
        self.help = help.or(self.help.take());
        self
    }

    /// Proposes the nearest of the known words, or lists them if none is near.
    pub fn propose_or_list(&mut self, word: &str, known: &Dictionary) -> &mut Self {
        if let Some(near) = known.nearest(word) {
            self.help = Some(format!("did you mean `{near}`?"));
        } else if !known.is_empty() {
            self.help = Some(format!("there are: {}", known.first(MOST_LISTED)));
        }
        self
    }

    /// Proposes the nearest of the known words, if one is near.
    pub fn propose_of(&mut self, word: &str, known: &Dictionary) -> &mut Self {
        if let Some(near) = known.nearest(word) {
            self.help = Some(format!("did you mean `{near}`?"));
        }
        self
    }

    /// Adds a second place, with the text under it.
    pub fn also(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.also = Some((place, label.into()));
        self
    }
}
