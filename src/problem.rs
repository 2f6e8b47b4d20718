//! What is wrong with a clinic's folder, where, and how to mend it.
//!
//! Every stage pushes [`Problem`]s into [`Problems`] and goes on, so that one run reports all. A problem
//! is plain data; this room also writes it for a terminal (with the source line) and as a line of JSON.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Origin, Renderer, Snippet};

pub use crate::rules::Rule;
use crate::source::Source;
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
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
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

    /// Proposes the nearest of the known words, or, if none is near, shows them.
    pub fn propose_or_list(&mut self, word: &str, known: &[&str]) -> &mut Self {
        self.help = match (nearest(word, known.iter().copied()), known) {
            (Some(near), _) => Some(format!("did you mean `{near}`?")),
            (None, []) => self.help.take(),
            (None, known) => {
                let shown = known.iter().take(MOST_LISTED).copied().collect::<Vec<_>>().join(", ");
                let more = if known.len() > MOST_LISTED { ", …" } else { "" };
                Some(format!("there are: {shown}{more}"))
            }
        };
        self
    }

    /// Names the other place that this is about.
    pub fn also(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.also = Some((place, label.into()));
        self
    }

    /// The message with its source line, as a terminal shows it.
    pub fn render(&self, renderer: &Renderer) -> String {
        let mark = match self.level {
            Level::Error => Mark::ERROR,
            Level::Warning => Mark::WARNING,
            Level::Info => Mark::INFO,
        };
        let mut group = Group::with_title(mark.primary_title(self.message.as_str()).id(self.rule.id()));
        group = add_place(group, &self.place, &self.label, AnnotationKind::Primary);
        if let Some((place, label)) = &self.also {
            group = add_place(group, place, label, AnnotationKind::Primary);
        }
        let message = renderer.render(&[group]);
        match &self.help {
            Some(help) => {
                let help = renderer.render(&[Group::with_title(Mark::HELP.primary_title(help.as_str()))]);
                format!("{message}\n{help}")
            }
            None => message,
        }
    }

    /// One line of JSON: level, path, line, column, rule, message, help.
    pub fn json(&self) -> String {
        let (line, column) = self.place.line_column().unzip();
        serde_json::json!({
            "level": self.level.word(), "path": self.place.source.path, "line": line, "column": column,
            "rule": self.rule.id(), "message": self.message, "help": self.help,
        })
        .to_string()
    }
}

/// So many words are shown where none is near.
const MOST_LISTED: usize = 40;

fn add_place<'a>(group: Group<'a>, place: &'a Place, label: &'a str, kind: AnnotationKind) -> Group<'a> {
    let path = place.source.path.as_str();
    let Some(span) = place.span.clone() else { return group.element(Origin::path(path)) };
    let text = place.source.text.as_str();
    // Only the lines that are shown are handed over: a message of a long article costs no more.
    let Range { start, end } = place.source.line_at(span.start);
    let shown = span.start - start..span.end.clamp(span.start, end) - start;
    let line = place.source.line_column(span.start).0;
    let mut annotation = kind.span(shown);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    group.element(Snippet::source(&text[start..end]).line_start(line).path(path).annotation(annotation))
}

/// The word of `known` that `word` was most likely meant to be.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = word.chars().count().div_ceil(3).clamp(1, 4);
    known
        .into_iter()
        .map(|one| (strsim::osa_distance(&word.to_lowercase(), &one.to_lowercase()), one))
        .filter(|(far, _)| *far <= most)
        .min()
        .map(|(_, one)| one)
}

/// All problems of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl Problems {
    /// Notes something that stops publishing.
    pub fn error(&mut self, rule: Rule, place: Place, message: impl Into<String>) -> &mut Problem {
        self.push(Level::Error, rule, place, message.into())
    }

    /// Notes something that was mended, left out, or is going to be wrong.
    pub fn warn(&mut self, rule: Rule, place: Place, message: impl Into<String>) -> &mut Problem {
        self.push(Level::Warning, rule, place, message.into())
    }

    /// Notes something at the level of its rule.
    pub fn find(&mut self, rule: Rule, place: Place, message: impl Into<String>) -> &mut Problem {
        self.push(rule.level(), rule, place, message.into())
    }

    /// Leaves out those that are not wanted.
    pub fn retain(&mut self, wanted: impl FnMut(&Problem) -> bool) {
        self.list.retain(wanted);
    }

    /// Makes notes of some of them.
    pub(crate) fn lower(&mut self, wanted: impl Fn(&Problem) -> bool) {
        self.list
            .iter_mut()
            .filter(|problem| wanted(problem))
            .for_each(|problem| problem.level = Level::Info);
    }

    /// Takes one over as it is.
    pub(crate) fn take(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    fn push(&mut self, level: Level, rule: Rule, place: Place, message: String) -> &mut Problem {
        let problem = Problem { level, rule, message, place, label: String::new(), also: None, help: None };
        self.list.push(problem);
        self.list.last_mut().expect("one was just pushed")
    }

    /// Takes over the problems of another stage.
    pub fn extend(&mut self, other: Problems) {
        self.list.extend(other.list);
    }

    /// In order of path and place, each once.
    pub fn sorted(mut self) -> Self {
        self.list.sort_by(|a, b| {
            (a.place.order(), a.level, a.rule, &a.message).cmp(&(
                b.place.order(),
                b.level,
                b.rule,
                &b.message,
            ))
        });
        self.list.dedup();
        self
    }

    /// Errors before warnings before notes, each of them in the order that they had.
    pub fn by_level(mut self) -> Self {
        self.list.sort_by_key(|problem| problem.level);
        self
    }

    /// How many there are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|problem| problem.level == level).count()
    }

    /// The problems as they stand.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// Every message with its source line, a blank line between them; colours where `renderer` has them.
    pub fn render(&self, renderer: &Renderer) -> String {
        let mut text = String::new();
        for problem in &self.list {
            let _ = writeln!(text, "{}\n", problem.render(renderer).trim_end());
        }
        text
    }
}
