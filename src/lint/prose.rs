//! The words of a page as a reader meets them: blocks and sentences of plain text, each with its place in the file.
//!
//! Code and addresses are left out; raw HTML is read as Markdown is. What stands in quotation marks, in a quotation or in a question is kept
//! and marked, since rules about claims do not hold there.

mod raw;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use toml::de::{DeTable, DeValue};

use super::sentences::{Stretch, blank, sentences, stretches};
use crate::markdown::citations;
use crate::page::Page;
use crate::schema::Schema;
use crate::text_map::TextMap;

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
    /// Whether the link opens a window of its own.
    pub(super) new_window: bool,
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
    /// Where its text stands in the file.
    pub(super) map: TextMap,
    /// Bytes of the text where a citation stood.
    cites: Vec<usize>,
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
            map: TextMap::default(),
            cites: Vec::new(),
        }
    }

    /// Takes citations out of the text, and addresses; the ids of what is cited.
    fn finish(&mut self) -> Vec<String> {
        let cites = citations(&self.text);
        self.cited |= !cites.is_empty();
        self.cites = cites.iter().map(|(range, _)| range.start).collect();
        self.text = blank(&self.text, cites.iter().map(|(range, _)| range.clone()));
        let is_address = |word: &str| word.contains("://") || word.starts_with("www.") || word.contains('@');
        let addresses = stretches(&self.text).filter(|word| is_address(word.text)).map(|word| {
            // The sign that ends the sentence is no part of the address.
            word.at..word.at + word.text.trim_end_matches(['.', ',', '!', '?', ')', ';', ':']).len()
        });
        self.text = blank(&self.text, addresses);
        cites.into_iter().flat_map(|(_, ids)| ids).collect()
    }

    /// Its sentences.
    pub(super) fn sentences(&self) -> Vec<Stretch<'_>> {
        sentences(&self.text)
    }

    /// Whether a source is cited in a sentence.
    pub(super) fn cites_in(&self, sentence: Stretch<'_>) -> bool {
        let Range { start, end } = sentence.range();
        let first = self.cites.partition_point(|at| *at < start);
        self.cites.get(first).is_some_and(|at| *at <= end + 1)
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

/// The words of a page: its keys first, then its body.
pub(super) fn read(page: &Page) -> Prose {
    let mut prose = Prose::default();
    let source = &page.source.text;
    let matter = source.get(page.matter.clone()).unwrap_or_default();
    if let Ok(table) = DeTable::parse(matter) {
        let mut keys = Keys { matter, base: page.matter.start, prose: &mut prose };
        keys.table(table.get_ref(), page.kind.spec().schema);
    }
    let words = source.get(page.words.clone()).unwrap_or_default();
    read_markdown(words, &TextMap::verbatim(page.words.start, words.len()), None, &mut prose);
    prose
}

/// The front matter, while its texts are read.
struct Keys<'a> {
    matter: &'a str,
    /// Where it begins in the file.
    base: usize,
    prose: &'a mut Prose,
}

impl Keys<'_> {
    fn table(&mut self, table: &DeTable<'_>, schema: &Schema) {
        let from = self.prose.blocks.len();
        for (key, value) in table {
            let key = key.get_ref().as_ref();
            let Some(known) = schema.key(key) else { continue };
            let name = known.is_prose().then_some(known.name);
            let inner = known.shape.schema().unwrap_or(schema);
            match value.get_ref() {
                DeValue::Array(items) if key == "sources" => {
                    let ids = items.iter().filter_map(|item| item.get_ref().as_str().map(str::to_owned));
                    self.prose.cited.extend(ids);
                }
                DeValue::Array(items) => {
                    for item in items.iter() {
                        match item.get_ref() {
                            DeValue::Table(table) => self.table(table, inner),
                            DeValue::String(text) => self.text(name, text, item.span()),
                            _ => {}
                        }
                    }
                }
                DeValue::Table(table) => self.table(table, inner),
                DeValue::String(text) => self.text(name, text, value.span()),
                _ => {}
            }
        }
        let sources = table.get("sources").and_then(|value| value.get_ref().as_array());
        if sources.is_some_and(|items| !items.is_empty()) {
            self.prose.blocks.iter_mut().skip(from).for_each(|block| block.cited = true);
        }
    }

    fn text(&mut self, name: Option<&'static str>, text: &str, span: Range<usize>) {
        let Some(name) = name else {
            self.prose.cited.extend(citations(text).into_iter().flat_map(|(_, ids)| ids));
            return;
        };
        let literal = self.matter.get(span.clone()).unwrap_or_default();
        let map = TextMap::toml_string(literal, self.base + span.start);
        read_markdown(text, &map, Some(name), self.prose);
    }
}

fn read_markdown(text: &str, map: &TextMap, key: Option<&'static str>, prose: &mut Prose) {
    let mut walk = Walk {
        prose,
        map,
        key,
        open: Vec::new(),
        quotes: 0,
        alerts: 0,
        code: false,
        notes: false,
        head: false,
        marks: Vec::new(),
        raw: raw::Raw::default(),
    };
    for (event, span) in Parser::new_ext(text, crate::markdown::EXTENSIONS).into_offset_iter() {
        walk.event(event, span);
    }
    walk.finish_raw();
    walk.close_all();
}

/// A walk over the events of one Markdown text. Spans are bytes of that text.
struct Walk<'p> {
    prose: &'p mut Prose,
    /// Where the text stands in its file.
    map: &'p TextMap,
    key: Option<&'static str>,
    open: Vec<Block>,
    quotes: usize,
    alerts: usize,
    code: bool,
    /// Inside of a note, which is reference and no running text.
    notes: bool,
    head: bool,
    marks: Vec<Mark>,
    raw: raw::Raw,
}

impl Walk<'_> {
    fn begin(&mut self, kind: Kind, span: Range<usize>) {
        let kind = self.key.filter(|_| kind == Kind::Paragraph).map_or(kind, Kind::Key);
        let mut block = Block::new(kind, self.map.span(span));
        block.quoted = self.quotes > 0;
        block.alert = self.alerts > 0;
        self.open.push(block);
    }

    fn end(&mut self) {
        if let Some(mut block) = self.open.pop() {
            self.prose.cited.extend(block.finish());
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

    /// Adds words that stand in `span`.
    fn push(&mut self, text: &str, span: Range<usize>) {
        if !self.raw.shows() {
            return;
        }
        // The words of a price come from the list, or are held against it.
        let shown = |mark: &Mark| mark.target.starts_with("price:") || mark.target.starts_with("estimate:");
        let hidden = self.marks.iter().any(shown);
        let text = if hidden { Cow::Owned(" ".repeat(text.len())) } else { Cow::Borrowed(text) };
        // What a picture shows is no running text.
        let seen = self.marks.iter().any(|mark| mark.picture);
        if let Some(block) = self.open.last_mut().filter(|_| !seen) {
            block.text.push_str(&text);
            match text.len() == span.len() {
                true => block.map.append(self.map, span),
                false => block.map.push(text.len(), self.map.span(span)),
            }
        }
        self.marks.iter_mut().for_each(|mark| mark.text.push_str(&text));
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.begin_html(),
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            Event::Start(tag) => {
                self.end_loose();
                self.start(tag, span);
                self.enter();
            }
            Event::End(tag) => {
                self.leave();
                self.finish(tag);
            }
            Event::Text(_) if self.code => {}
            Event::Html(text) | Event::Text(text) if self.html_line(&text, &span) => {}
            Event::Text(text) => self.push(&text, span),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::Code(_) | Event::SoftBreak | Event::HardBreak => self.push(" ", span),
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
            Tag::Paragraph if !self.is_holding(|text| text.trim().is_empty()) => {
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
        let span = self.map.span(span);
        self.marks.push(Mark { text: String::new(), target, span, picture, new_window: false });
    }

    fn end_mark(&mut self) {
        let shown = !self.notes && self.raw.shows();
        self.prose.marks.extend(self.marks.pop().filter(|_| shown));
    }

    /// Whether the innermost block holds its words without a paragraph of their own.
    fn is_holding(&self, words: impl Fn(&str) -> bool) -> bool {
        let holds = |kind| matches!(kind, Kind::Item | Kind::Cell | Kind::HeadCell);
        self.open.last().is_some_and(|block| holds(block.kind) && words(&block.text))
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if !self.is_holding(|_| true) => self.end(),
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
            TagEnd::Link | TagEnd::Image => self.end_mark(),
            _ => {}
        }
    }
}
