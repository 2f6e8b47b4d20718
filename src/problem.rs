//! What is wrong with a clinic's folder, where, and how to mend it.
//!
//! Every stage pushes [`Problem`]s into [`Problems`] and goes on, so that one run reports all. A problem
//! is plain data; this room also writes it for a terminal (with the source line) and as a line of JSON.

mod list;
mod show;

use std::ops::Range;
use std::sync::Arc;

pub use self::list::Problems;
use crate::known::Words;
pub use crate::known::nearest;
pub use crate::rules::Rule;
use crate::source::text::Source;
use crate::text_map::{ceil_boundary, floor_boundary};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is published.
    Error,
    /// Something was mended or left out, or will soon be wrong; `build --strict` fails.
    Warning,
    /// Something that could be better; never fails.
    Info,
}

impl Level {
    /// The word that begins a message.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "info",
        }
    }
}

/// So many words are shown where none is near.
const MOST_LISTED: usize = 40;

/// A place in a file: the whole file, or a span of its text in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file; its text is empty where it is no text.
    pub source: Arc<Source>,
    /// Bytes of `source.text`; `None` speaks of the file as a whole.
    pub span: Option<Range<usize>>,
}

impl Place {
    /// The file as a whole.
    pub fn file(source: &Arc<Source>) -> Self {
        Place { source: source.clone(), span: None }
    }

    /// A path whose text is not at hand.
    pub fn path(path: &str) -> Self {
        Place { source: Source::new(path, ""), span: None }
    }

    /// A span of bytes of the file, widened to whole characters and cut to the file's length: no span, however it was
    /// reckoned, can end the program.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        let start = floor_boundary(&source.text, span.start);
        let end = ceil_boundary(&source.text, span.end.max(start));
        Place { source: source.clone(), span: Some(start..end) }
    }

    /// Line and column of the beginning, in characters, both from 1.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.span.as_ref().map(|span| self.source.line_column(span.start))
    }

    fn order(&self) -> (&str, usize) {
        (&self.source.path, self.span.as_ref().map_or(0, |span| span.start))
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub level: Level,
    /// The rule it breaks.
    pub rule: Rule,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Words under the marked span.
    pub label: String,
    /// A second place that belongs to it, with its words.
    pub also: Option<(Place, String)>,
    /// What to do: made of the value, or else where an example stands.
    pub help: Option<String>,
    /// How many others of its rule, level and file it stands for that are not told; 0 for a problem of its own.
    pub more: usize,
}

impl Problem {
    fn new(level: Level, rule: Rule, place: Place, message: String) -> Self {
        // No problem is without a remedy: where none was made of the value, the rule's own example is one.
        let help = Some(format!("`clinicsite explain {}` shows a right example", rule.id()));
        Problem { level, rule, message, place, label: String::new(), also: None, help, more: 0 }
    }

    /// The one that stands for all others of its rule, level and file.
    fn closing(level: Level, rule: Rule, place: Place, more: usize) -> Self {
        let mut closing = Problem::new(level, rule, place, String::new());
        closing.help("mend those that are told, then look again");
        closing.stand_for(more);
        closing
    }

    /// Makes it stand for another number of others.
    pub fn stand_for(&mut self, more: usize) {
        self.more = more;
        self.message = format!("and {more} more of `{}` in this file", self.rule.id());
    }

    /// How many problems it is.
    pub fn number(&self) -> usize {
        self.more.max(1)
    }

    /// Adds the words that stand under the marked span.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// Adds what to do.
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

    /// Adds what to do, where that is known better than before.
    pub fn help_if(&mut self, help: Option<String>) -> &mut Self {
        self.help = help.or(self.help.take());
        self
    }

    /// Proposes the nearest of the known words, or, if none is near, shows them.
    pub fn propose_or_list(&mut self, word: &str, known: &Words) -> &mut Self {
        if let Some(near) = known.nearest(word) {
            self.help = Some(format!("did you mean `{near}`?"));
        } else if !known.is_empty() {
            self.help = Some(format!("there are: {}", known.first(MOST_LISTED)));
        }
        self
    }

    /// Proposes the nearest of many known words, if one is near.
    pub fn propose_of(&mut self, word: &str, known: &Words) -> &mut Self {
        if let Some(near) = known.nearest(word) {
            self.help = Some(format!("did you mean `{near}`?"));
        }
        self
    }

    /// Names the other place that this is about.
    pub fn also(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.also = Some((place, label.into()));
        self
    }
}
