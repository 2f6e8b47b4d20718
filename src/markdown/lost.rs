//! The check for lost words: text that the Markdown parser drops, found by comparing its events with the source.
//!
//! Each word of the source lies in the range of an event that is shown, or in syntax that is never shown: the address
//! of a link, a link reference definition, the label of a footnote, the language of code. A word in neither is lost,
//! whatever the reason, and is reported.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, RefDefs, Tag, TagEnd};
use unicase::UniCase;

use super::Spot;
use crate::problem::{Problem, Problems, Rule};

/// A link reference definition, `[label]: address "title"`: the first of its label.
#[derive(Debug)]
pub(super) struct LinkDefinition {
    /// The label as written.
    label: String,
    /// Whether it is a comment: it leads nowhere, as in `[//]: # (a note of the writer)`.
    is_comment: bool,
    /// The indexes of the events at which links and pictures begin that use it.
    users: Vec<usize>,
    /// The byte range in the text.
    span: Range<usize>,
}

/// The link reference definitions of a text, in their order.
pub(super) fn references(defined: &RefDefs<'_>, events: &[(Event<'_>, Range<usize>)]) -> Vec<LinkDefinition> {
    let mut users: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, (event, _)) in events.iter().enumerate() {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = event
            && let Some(one) = defined.get(id)
        {
            users.entry(one.span.start).or_default().push(at);
        }
    }
    let mut references: Vec<_> = defined
        .iter()
        .map(|(label, one)| LinkDefinition {
            label: label.to_owned(),
            is_comment: matches!(one.dest.as_ref(), "" | "#"),
            users: users.remove(&one.span.start).unwrap_or_default(),
            span: one.span.clone(),
        })
        .collect();
    references.sort_by_key(|one| one.span.start);
    references
}

/// A text, and what the parser made of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct ParsedText<'a> {
    pub(super) text: &'a str,
    pub(super) events: &'a [(Event<'a>, Range<usize>)],
    /// In the order of the text.
    pub(super) references: &'a [LinkDefinition],
    /// The indexes of the events at which those footnotes begin that are shown.
    pub(super) notes: &'a HashSet<usize>,
}

/// Reports the lost words of a text.
pub(super) fn report(parsed: ParsedText<'_>, spot: &Spot<'_>, problems: &mut Problems) {
    let mut finder = LostWordsFinder {
        parsed,
        spot,
        problems,
        done: 0,
        open: Vec::new(),
        first: HashMap::new(),
        hidden: Vec::new(),
    };
    finder.walk();
    finder.gap(parsed.text.len(), None);
    for one in parsed.references.iter().filter(|one| !one.is_comment) {
        if one.users.iter().any(|at| !finder.is_hidden(*at)) {
            continue;
        }
        let label = &one.label;
        finder.lost(&one.span, format!("the reference `{label}` is never used, so this line is lost")).help(
            format!(
                "write `[words][{label}]` where it belongs, or `\\[{label}]:` if readers are to see the line"
            ),
        );
    }
}

#[cfg(test)]
mod tests;

/// Walks through the events, and looks at the gaps between them.
struct LostWordsFinder<'a, 'p> {
    parsed: ParsedText<'a>,
    spot: &'a Spot<'a>,
    problems: &'p mut Problems,
    /// The byte offset up to which all is shown, syntax or reported.
    done: usize,
    /// The indexes of the events at which the open elements began.
    open: Vec<usize>,
    /// The byte range of the first definition of each footnote.
    first: HashMap<UniCase<&'a str>, Range<usize>>,
    /// The event ranges of footnotes that are not shown.
    hidden: Vec<Range<usize>>,
}

impl<'a> LostWordsFinder<'a, '_> {
    fn walk(&mut self) {
        let events = self.parsed.events;
        let mut at = 0;
        while let Some((event, span)) = events.get(at) {
            match event {
                Event::Start(tag) => {
                    self.gap(span.start, self.open.last().copied());
                    self.open.push(at);
                    self.start(tag, span, at);
                    if matches!(tag, Tag::FootnoteDefinition(_)) && !self.parsed.notes.contains(&at) {
                        self.done = self.done.max(span.end);
                        let end = self.end_of(at);
                        self.hidden.push(at..end);
                        at = end;
                        continue;
                    }
                }
                Event::End(tag) => {
                    let start = self.open.pop();
                    match tag {
                        // The address, the label, the title.
                        TagEnd::Link | TagEnd::Image => self.done = self.done.max(span.end),
                        // The ranges of other elements can be too long (that of a definition list is).
                        TagEnd::TableRow | TagEnd::TableHead | TagEnd::Heading(_) => {
                            self.gap(span.end, start)
                        }
                        _ => {}
                    }
                }
                _ => {
                    self.gap(span.start, self.open.last().copied());
                    self.done = self.done.max(span.end);
                }
            }
            at += 1;
        }
    }

    /// Passes over the syntax at the beginning of an element.
    fn start(&mut self, tag: &'a Tag<'a>, span: &Range<usize>, at: usize) {
        let source = self.source(span);
        let rest = match tag {
            Tag::Item => source.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()),
            Tag::FootnoteDefinition(name) => {
                self.check_footnote(name, span, at);
                source.split_once("]:").map_or(source, |(_, behind)| behind)
            }
            Tag::BlockQuote(Some(_)) => source.split_once(']').map_or(source, |(_, behind)| behind),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.check_info_string(info, span);
                source.split_once('\n').map_or("", |(_, behind)| behind)
            }
            Tag::Image { .. } => "",
            _ => source,
        };
        self.done = self.done.max(span.end - rest.len());
    }

    /// Reports a footnote that is not shown: the second of its name, or one that is never mentioned.
    fn check_footnote(&mut self, name: &'a str, span: &Range<usize>, at: usize) {
        let key = UniCase::new(name);
        let first = self.first.get(&key).cloned();
        self.first.entry(key).or_insert_with(|| span.clone());
        if self.parsed.notes.contains(&at) {
            return;
        }
        let whole = span.start..span.start + self.source(span).trim_end().len();
        let words = self.source(span).split_once("]:").map_or("", |(_, words)| words);
        if !words.contains(char::is_alphanumeric) {
            return;
        }
        match first {
            Some(first) => {
                let first = self.spot.place(self.line(first.start, first.end));
                self.lost(&whole, format!("the footnote `{name}` is defined twice, so these words are lost"))
                    .also(first, "the first is here")
                    .help(format!("name it `[^{name}-2]`, and mention it where it belongs"));
            }
            None => {
                self.lost(&whole, format!("the footnote `{name}` is never mentioned, so its words are lost"))
                    .help(format!("write `[^{name}]` where it belongs"));
            }
        }
    }

    /// Reports words after a code fence, where only a language belongs.
    fn check_info_string(&mut self, info: &str, span: &Range<usize>) {
        let plain = |word: &str| word.trim_end_matches([',', '.', ':', '!']).chars().all(char::is_alphabetic);
        if info.split_whitespace().count() > 2 && info.split_whitespace().all(plain) {
            let line = self.line(span.start, span.end);
            self.lost(&line, "the words behind the fence are lost".to_owned()).help(format!(
                "write them in the next line: \"{info}\"; behind the fence stands a language alone"
            ));
        }
    }

    /// Looks at the gap between the last event and this byte offset, inside the element that event `element` began.
    fn gap(&mut self, to: usize, element: Option<usize>) {
        let from = self.done;
        self.done = from.max(to);
        if from >= to {
            return;
        }
        let tag = element.and_then(|at| match self.parsed.events.get(at) {
            Some((Event::Start(tag), _)) => Some(tag),
            _ => None,
        });
        for piece in self.without_definitions(from..to) {
            let source = self.source(&piece);
            let in_row = matches!(tag, Some(Tag::TableRow));
            let word = |c: char| match in_row {
                true => !c.is_whitespace() && c != '|',
                false => c.is_alphanumeric() || !(c.is_ascii() || c.is_whitespace() || c.is_control()),
            };
            let (Some(first), Some(last)) = (source.find(word), source.rfind(word)) else { continue };
            let last =
                last + source.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            self.report_gap(piece.start + first..piece.start + last, piece, tag);
        }
    }

    /// Reports words in a gap; `piece` has the syntax around them too.
    fn report_gap(&mut self, words: Range<usize>, piece: Range<usize>, tag: Option<&Tag<'_>>) {
        let source = self.source(&piece);
        match tag {
            Some(Tag::TableRow) => {
                let columns = self.columns();
                let many = if columns == 1 { "1 column".to_owned() } else { format!("{columns} columns") };
                self.lost(
                    &words,
                    format!("the head of the table has {many}, so this part of the row is lost"),
                )
                .help(
                    "add a column to the head and to the line of hyphens below it, \
                     or write `\\|` for a stroke that belongs to the words",
                );
            }
            Some(Tag::Heading { attrs, .. }) if source.contains('{') => {
                if attrs.iter().any(|(name, _)| !matches!(name.as_ref(), "lang" | "dir")) {
                    let start = piece.start + source.rfind('{').unwrap_or(0);
                    let block = self.source(&(start..piece.end));
                    let block = block.split_inclusive('}').next().unwrap_or_default().to_owned();
                    let inner = block.trim_matches(['{', '}']).to_owned();
                    let said =
                        format!("`{block}` is read as attributes of the heading, so these words are lost");
                    self.lost(&(start..start + block.len()), said).help(format!(
                        "write `({inner})`; known in braces are `#id`, `.class`, `lang` and `dir`"
                    ));
                }
            }
            _ if source.trim_start().starts_with('[') && source.contains("]:") => {
                let label = source.trim_start().trim_start_matches('[').split(']').next().unwrap_or_default();
                let said = format!("the reference `{label}` is defined twice, so this line is lost");
                let start = piece.start + source.len() - source.trim_start().len();
                let whole = start..piece.start + source.trim_end().len();
                self.lost(&whole, said).help("take one of them out, or give it another name");
            }
            _ => {
                self.lost(&words, "these words are lost: Markdown takes them for a sign".to_owned())
                    .help("write a `\\` before them, or give them a paragraph of their own");
            }
        }
    }

    /// Reports a byte range as lost.
    fn lost(&mut self, span: &Range<usize>, said: String) -> &mut Problem {
        self.problems
            .report(Rule::LostWords, self.spot.place(span.clone()), said)
            .label("no reader sees this")
    }

    /// The parts of a gap between the link reference definitions in it.
    fn without_definitions(&self, gap: Range<usize>) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut from = gap.start;
        let first = self.parsed.references.partition_point(|one| one.span.end <= gap.start);
        for one in self.parsed.references.iter().skip(first).take_while(|one| one.span.start < gap.end) {
            pieces.push(from..one.span.start.max(from));
            from = from.max(one.span.end);
        }
        pieces.push(from..gap.end.max(from));
        pieces
    }

    /// Whether an event is in a footnote that is not shown.
    fn is_hidden(&self, at: usize) -> bool {
        let index = self.hidden.partition_point(|events| events.end <= at);
        self.hidden.get(index).is_some_and(|events| events.contains(&at))
    }

    /// The number of columns of the open table.
    fn columns(&self) -> usize {
        let tables = self.open.iter().rev().filter_map(|at| match self.parsed.events.get(*at) {
            Some((Event::Start(Tag::Table(columns)), _)) => Some(columns.len()),
            _ => None,
        });
        tables.take(1).sum()
    }

    fn source(&self, span: &Range<usize>) -> &'a str {
        self.parsed.text.get(span.clone()).unwrap_or_default()
    }

    /// The byte range of the first line of a range.
    fn line(&self, start: usize, end: usize) -> Range<usize> {
        let line = self.source(&(start..end)).lines().next().unwrap_or_default().trim_end();
        start..start + line.len()
    }

    /// The index of the event at which an element ends.
    fn end_of(&self, start: usize) -> usize {
        let mut depth = 0;
        let ends = |(event, _): &(Event<'_>, Range<usize>)| {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            depth == 0
        };
        let rest = self.parsed.events.get(start..).unwrap_or_default();
        rest.iter().position(ends).map_or(self.parsed.events.len(), |at| start + at)
    }
}
