//! What is wrong with a clinic's folder, where, and how to mend it.
//!
//! Every stage pushes [`Problem`]s into [`Problems`] and goes on, so that one run reports all. A problem
//! is plain data; this room also writes it for a terminal (with the source line) and as a line of JSON.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Origin, Renderer, Snippet};

use crate::source::Source;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is published.
    Error,
    /// Something was mended or left out, or will soon be wrong; `build --strict` fails.
    Warning,
}

impl Level {
    /// The word that begins a message.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

macro_rules! rules {
    ($($name:ident = $id:literal, $why:literal;)*) => {
        /// A rule that a clinic's folder can break. Its id stands in brackets in every message.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $(#[doc = $why] $name,)* }

        impl Rule {
            /// All rules, in the order of this file.
            pub const ALL: &[Rule] = &[$(Rule::$name,)*];

            /// The id that messages show.
            pub fn id(self) -> &'static str {
                match self { $(Rule::$name => $id,)* }
            }
        }
    };
}

rules! {
    NoSite = "no-site", "there is no `site.toml`";
    Unreadable = "unreadable", "a file or folder cannot be read";
    NotUtf8 = "not-utf8", "a text file is not UTF-8";
    ControlCharacter = "control-character", "a control character stands in a text";
    SymbolicLink = "symbolic-link", "a symbolic link is not followed";
    UnusedFile = "unused-file", "a file of `content/` is neither page nor data";
    FrontMatter = "front-matter", "front matter is missing, not closed, or not TOML";
    Syntax = "syntax", "TOML that does not parse";
    UnknownKey = "unknown-key", "a key that the format does not have";
    MissingKey = "missing-key", "a required key is missing";
    WrongType = "wrong-type", "a value of another type is wanted";
    BadValue = "bad-value", "a value that the key does not take";
    BadDate = "bad-date", "a value that is no date or instant";
    BadSlug = "bad-slug", "a slug, address or alias that cannot be one";
    NotYet = "not-yet", "a part of the format that this version does not build";
    DuplicateAddress = "duplicate-address", "two sources want one address";
    DuplicateTerm = "duplicate-term", "two conditions want one address";
    DuplicateId = "duplicate-id", "an id is used twice";
    UnknownTerm = "unknown-term", "words for a condition that no article names";
    DeadLink = "dead-link", "a link to a page that does not exist";
    DeadFragment = "dead-fragment", "a link to a heading that does not exist";
    DeadFile = "dead-file", "a file that does not exist";
    DeadFootnote = "dead-footnote", "a footnote or reference that is not defined";
    Scheme = "scheme", "a link with a scheme that is not allowed";
    RawHtml = "raw-html", "raw HTML that is left out";
    EmptyLink = "empty-link", "a link without words";
    HeldBack = "held-back", "a reference to a page that is held back";
    UnknownPage = "unknown-page", "a reference to a page of a kind that does not exist";
    UnknownPrice = "unknown-price", "a price or estimate that does not exist";
    WrongPrice = "wrong-price", "a typed amount that differs from the price list";
    WrongTotal = "wrong-total", "a stated total that is not the sum";
    DearBundle = "dear-bundle", "a bundle that costs more than its parts";
    NoBooking = "no-booking", "a booking link without a booking address";
    Currency = "currency", "a currency that is unknown or cannot be written";
    Language = "language", "a language that this version cannot write";
    Theme = "theme", "a theme that is missing or broken";
    Template = "template", "a template that does not compile or render";
    Phrase = "I02", "a phrase that the site's language lacks";
    Amount = "P01", "an amount that is not an amount of the currency";
    ValidUntil = "P03", "a price list past its last day";
    PlanPeriod = "P07", "a plan without its period";
    Comparison = "P08", "a comparison without source or day";
    RangeOrder = "P09", "a range that falls, or a change before the list";
    UnknownPerson = "M01", "a person who has no page in `providers/`";
    ReviewAhead = "M05", "a review in the future";
    UnknownSource = "M09", "a citation of an unknown source";
    Identifier = "M11", "a DOI, PMID, PMCID or NPI that is malformed";
    Testimonial = "M19", "a testimonial without one of its four statements";
    NoAlt = "A01", "a picture without alternative text";
    EmptyHeading = "A04", "a heading without words";
    HeadingId = "A05", "an id that stands twice on a page";
    Contrast = "A07", "colours that are too close";
    Behaviour = "A09", "raw HTML that moves focus or plays by itself";
    Captions = "A10", "a video without captions";
    OtherHost = "V01", "something loaded from another host";
    Form = "V03", "a form that posts where it may not";
    NoEstimate = "L01", "a US clinic whose Good Faith Estimate page lacks something";
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

    /// A span of bytes of the file.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        let end = span.end.min(source.text.len());
        Place { source: source.clone(), span: Some(span.start.min(end)..end) }
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

fn add_place<'a>(group: Group<'a>, place: &'a Place, label: &'a str, kind: AnnotationKind) -> Group<'a> {
    let path = place.source.path.as_str();
    let Some(span) = place.span.clone() else { return group.element(Origin::path(path)) };
    let text = place.source.text.as_str();
    // Only the lines that are shown are handed over: a message of a long article costs no more.
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
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

impl Problems {
    /// Notes something that stops publishing.
    pub fn error(&mut self, rule: Rule, place: Place, message: impl Into<String>) -> &mut Problem {
        self.push(Level::Error, rule, place, message.into())
    }

    /// Notes something that was mended, left out, or is going to be wrong.
    pub fn warn(&mut self, rule: Rule, place: Place, message: impl Into<String>) -> &mut Problem {
        self.push(Level::Warning, rule, place, message.into())
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
