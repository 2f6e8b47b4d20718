//! Running text as lints of wording read it: a block, divided into sentences, what is quoted blanked.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::off_label::OffLabelNames;
use super::{Block, Context, Kind, Said};
use crate::markdown::Role;
use crate::money::mentions::Mentions;
use crate::page::Page;
use crate::prices::Amounts;
use crate::problem::{Place, Problem, Problems, Rule};
use crate::sentences::{TextSlice, blank};
use crate::source::Source;

/// A block of running text: no heading, no cell of a table, no quotation.
pub(super) struct Passage<'a> {
    source: &'a Arc<Source>,
    /// The page that it stands on; nothing for a data file.
    pub(super) page: Option<&'a Page>,
    pub(super) block: &'a Block,
    /// The amounts of the price list, if there is one.
    pub(super) amounts: Option<&'a Amounts>,
    /// How amounts of its currency are typed, if there is one.
    pub(super) mentions: Option<&'a Mentions>,
    /// What services use off label, if any does.
    pub(super) off_label: Option<&'a OffLabelNames>,
    pub(super) sentences: Vec<Sentence<'a>>,
}

/// A sentence of running text.
pub(super) struct Sentence<'a> {
    /// Where it stands in the block.
    pub(super) stretch: TextSlice<'a>,
    /// What it says, with blanks in place of what is quoted.
    pub(super) words: String,
    /// Whether it is a question.
    pub(super) asks: bool,
}

impl<'a> Passage<'a> {
    pub(super) fn new(context: &'a Context<'_>, said: &Said<'a>, block: &'a Block) -> Self {
        let question = matches!(block.kind, Kind::Key(Role::Question));
        let sentence = |stretch: TextSlice<'a>| Sentence {
            stretch,
            words: unquoted(stretch.text),
            asks: question || stretch.text.trim_end_matches(['"', '”', ')']).ends_with('?'),
        };
        let sentences = block.sentences().into_iter().map(sentence).collect();
        let mentions = context.mentions.get(said.edition.id().number());
        let amounts = context.amounts.as_ref();
        let off_label = context.off_label.as_ref();
        Passage { source: said.source, page: said.page, block, amounts, mentions, off_label, sentences }
    }

    /// The sentences that state something; a question claims nothing.
    pub(super) fn statements(&self) -> impl Iterator<Item = &Sentence<'a>> {
        self.sentences.iter().filter(|sentence| !sentence.asks)
    }

    /// Tells of these bytes of a sentence.
    pub(super) fn report<'p>(
        &self,
        rule: Rule,
        sentence: &Sentence<'_>,
        range: &Range<usize>,
        message: impl Into<String>,
        problems: &'p mut Problems,
    ) -> &'p mut Problem {
        let at = sentence.stretch.at;
        let span = self.block.map.span(at + range.start..at + range.end);
        problems.report(rule, Place::new(self.source, span), message)
    }
}

static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"“[^”]*”|"[^"]*""#));

static NEGATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(no|not|nor|never|cannot|nobody|neither|without|none|nothing|hardly|rarely|doesn['’]t|don['’]t|can['’]t|won['’]t|isn['’]t|aren['’]t|wasn['’]t|didn['’]t|couldn['’]t|avoid|beware|distrust)\b",
    )
});

/// A pattern that is tested.
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the examples of the rules use every pattern")
}

/// The sentence with what is quoted in it blanked, of the same length.
fn unquoted(text: &str) -> String {
    blank(text, QUOTED.find_iter(text).map(|quote| quote.range()))
}

/// The text before a byte offset.
pub(super) fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// The text from a byte offset on.
pub(super) fn behind(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The clause before a byte offset: from the last punctuation mark on.
pub(super) fn clause(text: &str, at: usize) -> &str {
    before(text, at).rsplit([';', ':', '–', '—']).next().unwrap_or_default()
}

/// Whether what begins at a byte offset is negated before it, as by "not" or "nobody".
pub(super) fn is_negated(words: &str, at: usize) -> bool {
    NEGATED.is_match(clause(words, at))
}
