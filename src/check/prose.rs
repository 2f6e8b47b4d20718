//! The words of a page as a reader meets them: blocks and sentences of plain text, each with its place in the file.
//!
//! Code, addresses and raw HTML are left out. What stands in quotation marks, in a quotation or in a question is kept
//! and marked, since rules about claims do not hold there.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use toml::de::{DeTable, DeValue};

use crate::page::Page;
use crate::source::Source;

/// What a block of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// With its level as written.
    Heading(u8),
    Item,
    Cell,
    HeadCell,
    /// A key of the front matter, by its name.
    Key(&'static str),
}

/// A link or picture, with its words.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) target: String,
    pub(super) span: Range<usize>,
    pub(super) picture: bool,
}

/// A block of words.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Plain words; what is left out leaves a space.
    pub(super) text: String,
    /// Whether somebody else's words are quoted as a whole.
    pub(super) quoted: bool,
    /// Whether a warning or caution stands around it.
    pub(super) alert: bool,
    /// Whether a source is cited in it.
    pub(super) cited: bool,
    /// Bytes in the file.
    pub(super) span: Range<usize>,
    /// Bytes of the text where a citation stood.
    cites: Vec<usize>,
    /// Where pieces of the text stand in the file: byte of the text, byte of the file.
    places: Vec<(usize, usize)>,
}

impl Block {
    fn new(kind: Kind, span: Range<usize>) -> Self {
        Block {
            kind,
            text: String::new(),
            quoted: false,
            alert: false,
            cited: false,
            span,
            cites: Vec::new(),
            places: Vec::new(),
        }
    }

    /// The bytes of the file of bytes of the text.
    pub(super) fn span_of(&self, text: Range<usize>) -> Range<usize> {
        let find = |at: usize| {
            let piece = self.places.partition_point(|(start, _)| *start <= at).checked_sub(1);
            piece.map_or(self.span.start, |piece| {
                let (start, file) = self.places[piece];
                file + (at - start)
            })
        };
        let start = find(text.start);
        start..(find(text.end.saturating_sub(1)) + 1).max(start + 1).min(self.span.end.max(start + 1))
    }

    fn push(&mut self, text: &str, file: usize) {
        self.places.push((self.text.len(), file));
        self.text.push_str(text);
    }

    /// Takes citations out of the text, and addresses.
    fn finish(&mut self) {
        let mut out = self.text.clone().into_bytes();
        let mut from = 0;
        while let Some(start) = self.text[from..].find("[@").map(|at| from + at) {
            let Some(end) = self.text[start..].find(']').map(|at| start + at + 1) else { break };
            self.cited = true;
            self.cites.push(start);
            out[start..end].fill(b' ');
            from = end;
        }
        // Whole words are overwritten, so it is UTF-8 still.
        self.text = String::from_utf8_lossy(&out).into_owned();
        let mut out = self.text.clone().into_bytes();
        let mut at = 0;
        for word in self.text.split(char::is_whitespace) {
            if word.contains("://") || word.starts_with("www.") || word.contains('@') {
                // The sign that ends the sentence is no part of the address.
                let address = word.trim_end_matches(['.', ',', '!', '?', ')', ';', ':']);
                out[at..at + address.len()].fill(b' ');
            }
            at += word.len() + self.text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        }
        self.text = String::from_utf8_lossy(&out).into_owned();
    }

    /// Its sentences, as bytes of its text.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        sentences(&self.text)
    }

    /// Whether a source is cited in a sentence.
    pub(super) fn cites_in(&self, sentence: &Range<usize>) -> bool {
        self.cites.iter().any(|at| (sentence.start..=sentence.end + 1).contains(at))
    }

    /// Whether it is running text, in which claims are made.
    pub(super) fn runs(&self) -> bool {
        matches!(self.kind, Kind::Paragraph | Kind::Item | Kind::Key(_)) && !self.quoted
    }
}

/// All that is said on one page.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Vec<Mark>,
    /// Every id of a source that is cited.
    pub(super) cited: Vec<String>,
    /// Heads of columns that hold nothing.
    pub(super) bare_heads: Vec<Range<usize>>,
}

/// Keys whose texts are read, as Markdown; the claim of a myth is somebody else's.
const KEYS: [&str; 9] =
    ["title", "summary", "key_points", "answer", "fact", "text", "disclosures", "typical", "question"];

/// The words of a page: its keys first, then its body.
pub(super) fn read(page: &Page) -> Prose {
    let mut prose = Prose::default();
    let matter = page.matter.clone();
    if let Ok(table) = DeTable::parse(&page.source.text[matter.clone()]) {
        read_keys(&page.source, matter.start, table.get_ref(), &mut prose);
    }
    read_markdown(&page.source.text, page.words.start, Where::File, None, &mut prose);
    prose.cited.extend(cited_ids(&page.source.text));
    prose
}

/// Ids within `[@…]` anywhere in a file, and those of a key `sources`.
fn cited_ids(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for (at, _) in text.match_indices("[@") {
        let inside = &text[at + 1..];
        let inside = &inside[..inside.find(']').unwrap_or(0)];
        ids.extend(
            inside
                .split(';')
                .map(|id| id.trim().trim_start_matches('@').to_owned())
                .filter(|id| !id.is_empty()),
        );
    }
    ids
}

fn read_keys(source: &Arc<Source>, base: usize, table: &DeTable<'_>, prose: &mut Prose) {
    let from = prose.blocks.len();
    read_entries(source, base, table, prose);
    let has_sources = |value: &DeValue<'_>| value.as_array().is_some_and(|items| !items.is_empty());
    if table.get("sources").is_some_and(|value| has_sources(value.get_ref())) {
        prose.blocks[from..].iter_mut().for_each(|block| block.cited = true);
    }
}

fn read_entries(source: &Arc<Source>, base: usize, table: &DeTable<'_>, prose: &mut Prose) {
    for (key, value) in table {
        let name = KEYS.iter().find(|name| **name == key.get_ref().as_ref());
        let span = base + value.span().start..base + value.span().end;
        match (value.get_ref(), name) {
            (DeValue::Array(items), _) if key.get_ref() == "sources" => {
                let ids = items.iter().filter_map(|item| item.get_ref().as_str().map(str::to_owned));
                prose.cited.extend(ids);
            }
            (DeValue::Array(items), _) => {
                for item in items.iter() {
                    match (item.get_ref(), name) {
                        (DeValue::Table(table), _) => read_keys(source, base, table, prose),
                        (DeValue::String(text), Some(name)) => {
                            let span = base + item.span().start..base + item.span().end;
                            read_key(source, name, text, span, prose);
                        }
                        _ => {}
                    }
                }
            }
            (DeValue::Table(table), _) if key.get_ref() != "extra" => read_keys(source, base, table, prose),
            (DeValue::String(text), Some(name)) => read_key(source, name, text, span, prose),
            _ => {}
        }
    }
}

fn read_key(source: &Arc<Source>, name: &'static str, text: &str, span: Range<usize>, prose: &mut Prose) {
    let quoted = &source.text[span.clone()];
    let place = match quoted.find(text) {
        Some(inside) => Where::Inside(span.start + inside),
        None => Where::Whole(span),
    };
    read_markdown(text, 0, place, Some(name), prose);
}

/// Where the text stands in its file.
#[derive(Clone)]
enum Where {
    File,
    Inside(usize),
    Whole(Range<usize>),
}

impl Where {
    fn at(&self, byte: usize) -> usize {
        match self {
            Where::File => byte,
            Where::Inside(base) => base + byte,
            Where::Whole(span) => span.start,
        }
    }

    fn span(&self, span: Range<usize>) -> Range<usize> {
        match self {
            Where::Whole(whole) => whole.clone(),
            _ => self.at(span.start)..self.at(span.end),
        }
    }
}

fn read_markdown(text: &str, from: usize, place: Where, key: Option<&'static str>, prose: &mut Prose) {
    let mut walk = Walk {
        prose,
        place,
        key,
        open: Vec::new(),
        quotes: 0,
        alerts: 0,
        code: false,
        notes: false,
        head: false,
        marks: Vec::new(),
    };
    for (event, span) in Parser::new_ext(&text[from..], crate::markdown::EXTENSIONS).into_offset_iter() {
        walk.event(event, span.start + from..span.end + from);
    }
    walk.close_all();
}

struct Walk<'p> {
    prose: &'p mut Prose,
    place: Where,
    key: Option<&'static str>,
    open: Vec<Block>,
    quotes: usize,
    alerts: usize,
    code: bool,
    /// Inside of a note, which is reference and no running text.
    notes: bool,
    head: bool,
    marks: Vec<Mark>,
}

impl Walk<'_> {
    fn begin(&mut self, kind: Kind, span: Range<usize>) {
        let kind = self.key.filter(|_| kind == Kind::Paragraph).map_or(kind, Kind::Key);
        let mut block = Block::new(kind, self.place.span(span));
        block.quoted = self.quotes > 0;
        block.alert = self.alerts > 0;
        self.open.push(block);
    }

    fn end(&mut self) {
        if let Some(mut block) = self.open.pop() {
            block.finish();
            if self.notes {
                return;
            }
            if !block.text.trim().is_empty() {
                self.prose.blocks.push(block);
            } else if block.kind == Kind::HeadCell {
                self.prose.bare_heads.push(block.span);
            }
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.end();
        }
    }

    fn push(&mut self, text: &str, at: usize) {
        let at = self.place.at(at);
        // The words of a price come from the list, or are held against it.
        let shown = |mark: &Mark| mark.target.starts_with("price:") || mark.target.starts_with("estimate:");
        let blank;
        let text = if self.marks.iter().any(shown) {
            blank = " ".repeat(text.len());
            &blank
        } else {
            text
        };
        // What a picture shows is no running text.
        let seen = self.marks.iter().any(|mark| mark.picture);
        if let Some(block) = self.open.last_mut().filter(|_| !seen) {
            block.push(text, at);
        }
        self.marks.iter_mut().for_each(|mark| mark.text.push_str(text));
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.finish(tag),
            Event::Text(_) if self.code => {}
            Event::Text(text) => self.push(&text, span.start),
            Event::Code(_) | Event::InlineHtml(_) => self.push(" ", span.start),
            Event::SoftBreak | Event::HardBreak => self.push(" ", span.start),
            Event::FootnoteReference(_) => {
                if let Some(block) = self.open.last_mut() {
                    block.cited = true;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph if !matches!(self.open.last(), Some(Block { kind: Kind::Item, text, .. }) if text.is_empty()) =>
            {
                self.begin(Kind::Paragraph, span);
            }
            Tag::Heading { level, .. } => self.begin(Kind::Heading(level as u8), span),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.begin(Kind::Item, span)
            }
            Tag::TableHead => self.head = true,
            Tag::TableCell => self.begin(if self.head { Kind::HeadCell } else { Kind::Cell }, span),
            Tag::BlockQuote(None) => self.quotes += 1,
            Tag::BlockQuote(Some(kind)) => {
                use pulldown_cmark::BlockQuoteKind::{Caution, Warning};
                self.alerts += usize::from(matches!(kind, Warning | Caution));
            }
            Tag::CodeBlock(_) => self.code = true,
            Tag::FootnoteDefinition(_) => self.notes = true,
            Tag::Link { dest_url, .. } => self.mark(dest_url.to_string(), span, false),
            Tag::Image { dest_url, .. } => self.mark(dest_url.to_string(), span, true),
            _ => {}
        }
    }

    fn mark(&mut self, target: String, span: Range<usize>, picture: bool) {
        self.marks.push(Mark { text: String::new(), target, span: self.place.span(span), picture });
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if !matches!(self.open.last(), Some(Block { kind: Kind::Item, .. })) => {
                self.end()
            }
            TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.end(),
            TagEnd::TableHead => self.head = false,
            TagEnd::BlockQuote(None) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::BlockQuote(Some(kind)) => {
                use pulldown_cmark::BlockQuoteKind::{Caution, Warning};
                self.alerts -= usize::from(matches!(kind, Warning | Caution));
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::FootnoteDefinition => self.notes = false,
            TagEnd::Link | TagEnd::Image => {
                self.prose.marks.extend(self.marks.pop().filter(|_| !self.notes));
            }
            _ => {}
        }
    }
}

/// Words with a point that ends no sentence.
const SHORT: [&str; 34] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "vs", "etc", "approx", "no", "fig", "inc", "jr",
    "sr", "dept", "u.s", "u.k", "a.m", "p.m", "sra", "dra", "p.ej", "ej", "bzw", "z.b", "ca", "nr", "d.h",
    "al", "ph.d", "m.d", "d.o",
];

/// Bytes of the sentences of a text: ended by `.`, `!`, `?` or `…` where something else than a small letter follows.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, c)) = chars.peek().copied() {
            if !matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']' | '»') {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        let rest = &text[end..];
        let next = rest.trim_start().chars().next();
        let open = rest.starts_with(|c: char| !c.is_whitespace()) || next.is_some_and(char::is_lowercase);
        if open || (c == '.' && next.is_some() && is_short(&text[start..at])) {
            continue;
        }
        found.push(start..end);
        start = end;
    }
    found.push(start..text.len());
    found.into_iter().map(|range| trimmed(text, range)).filter(|range| !range.is_empty()).collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Whether a sentence cannot end behind these words: they end with an abbreviation or an initial.
fn is_short(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let lower = word.to_lowercase();
    SHORT.contains(&lower.as_str()) || (word.chars().count() == 1 && word.chars().all(char::is_uppercase))
}

/// Bytes of the words of a text: letters and digits with what joins them.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(char::is_whitespace) {
        if part.chars().any(char::is_alphanumeric) {
            let start = part.find(char::is_alphanumeric).unwrap_or(0);
            let end = part
                .rfind(char::is_alphanumeric)
                .map_or(part.len(), |last| last + part[last..].chars().next().map_or(1, char::len_utf8));
            found.push(at + start..at + end);
        }
        at += part.len() + text[at + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{sentences, words};

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_point_in_a_number_or_short_word_ends_no_sentence() {
        let text = "Dr. Lee's fee is $800. It isn't covered by Medicare! Don't wait: call 617-555-0142 today. Follow-up visits \
                    (one every 3 months) cost $300 each. Yes. No problem. The well-known CSF-leak patch costs 2.5 times less \
                    than surgery, e.g. an open repair. Questions? Email us.";
        assert_eq!(split(text).len(), 9, "{:?}", split(text));
        assert_eq!(split("It is 5 p.m. in the U.S. We close."), ["It is 5 p.m. in the U.S. We close."]);
        assert_eq!(split("He said \"Rest.\" Then he left…"), ["He said \"Rest.\"", "Then he left…"]);
    }

    #[test]
    fn a_word_is_what_blanks_divide() {
        let text = "Well-known (2.5) – it's $800!";
        let found: Vec<_> = words(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Well-known", "2.5", "it's", "800"]);
    }
}
