//! The words of a text as a reader meets them: blocks of plain words, links and pictures, each with its place in the file.
//!
//! Made of the very events that the HTML is made of. Code and addresses are left out. What stands in quotation marks, in
//! a quotation or in a question is kept and marked, since rules about claims do not hold there.

mod raw;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::text::citations;
use super::{Kind, Part, Placeholder, PlaceholderKind};
use crate::sentences::{TextSlice, blank, sentences, stretches};
use crate::text_map::TextMap;

/// What a block of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Paragraph,
    /// With its level as written.
    Heading(u8),
    Item,
    Cell,
    HeadCell,
    /// A paragraph outside of the body.
    Key(Role),
}

/// What words outside of a body are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Title,
    Summary,
    Question,
    KeyPoint,
    /// Markdown of any other key.
    Sentence,
    /// Plain words of any other key.
    Words,
}

/// A link or picture, with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) text: String,
    pub(crate) target: String,
    pub(crate) span: Range<usize>,
    pub(crate) picture: bool,
    /// Whether the link opens a window of its own.
    pub(crate) new_window: bool,
}

/// A block of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    /// Plain words; what is left out leaves a space.
    pub(crate) text: String,
    /// Whether somebody else's words are quoted as a whole.
    pub(crate) quoted: bool,
    /// Whether a warning or caution stands around it.
    pub(crate) alert: bool,
    /// Whether a source is cited in it.
    pub(crate) cited: bool,
    /// Bytes in the file.
    pub(crate) span: Range<usize>,
    /// Where its text stands in the file.
    pub(crate) map: TextMap,
    /// Bytes of the text where a citation stood.
    cites: Vec<usize>,
}

impl Block {
    fn new(kind: BlockKind, span: Range<usize>) -> Self {
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

    /// Words that are no Markdown.
    pub(crate) fn plain(role: Role, text: &str, map: TextMap) -> Self {
        let mut block = Block::new(BlockKind::Key(role), map.span(0..map.length()));
        (block.text, block.map) = (text.to_owned(), map);
        block.blank_addresses();
        block
    }

    /// Takes citations out of the text, and addresses. `cites` are the bytes of the file at which citations begin.
    fn finish(&mut self, cites: &[usize]) {
        // Most blocks have neither.
        if self.text.contains("[@") {
            self.blank_citations(cites);
        }
        if self.text.contains('@') || self.text.contains("://") || self.text.contains("www.") {
            self.blank_addresses();
        }
    }

    fn blank_citations(&mut self, cites: &[usize]) {
        // What looks like a citation in the words of a link is none.
        let found = citations(&self.text).into_iter().map(|(range, _)| range);
        let found: Vec<_> =
            found.filter(|range| cites.binary_search(&self.map.span(range.clone()).start).is_ok()).collect();
        self.cited |= !found.is_empty();
        self.cites = found.iter().map(|range| range.start).collect();
        self.text = blank(&self.text, found);
    }

    fn blank_addresses(&mut self) {
        let is_address = |word: &str| word.contains("://") || word.starts_with("www.") || word.contains('@');
        let addresses = stretches(&self.text).filter(|word| is_address(word.text)).map(|word| {
            // The sign that ends the sentence is no part of the address.
            word.at..word.at + word.text.trim_end_matches(['.', ',', '!', '?', ')', ';', ':']).len()
        });
        self.text = blank(&self.text, addresses);
    }

    /// Its sentences.
    pub(crate) fn sentences(&self) -> Vec<TextSlice<'_>> {
        sentences(&self.text)
    }

    /// Whether a source is cited in a sentence.
    pub(crate) fn cites_in(&self, sentence: TextSlice<'_>) -> bool {
        let Range { start, end } = sentence.range();
        let first = self.cites.partition_point(|at| *at < start);
        self.cites.get(first).is_some_and(|at| *at <= end + 1)
    }

    /// Whether it is running text, in which claims are made.
    pub(crate) fn runs(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Key(_)) && !self.quoted
    }
}

/// All that a text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Prose {
    pub(crate) blocks: Vec<Block>,
    pub(crate) marks: Vec<Mark>,
    /// Heads of columns that hold nothing.
    pub(crate) bare_heads: Vec<Range<usize>>,
}

/// The words of a text, of the events and parts that its HTML is made of. `map` says where it stands in its file.
pub(super) fn read(events: &[(Event<'_>, Range<usize>)], parts: &[Part], map: &TextMap, kind: Kind) -> Prose {
    let cite = |part: &Part| match part {
        Part::Placeholder(Placeholder { kind: PlaceholderKind::Cite { .. }, span }) => Some(span.start),
        _ => None,
    };
    let mut cites: Vec<usize> = parts.iter().filter_map(cite).collect();
    cites.sort_unstable();
    let mut walk = ProseWalker {
        prose: Prose::default(),
        map,
        kind,
        cites,
        open: Vec::new(),
        quotes: 0,
        alerts: 0,
        code: false,
        notes: false,
        head: false,
        marks: Vec::new(),
        raw: raw::RawText::default(),
    };
    for (event, span) in events {
        walk.event(event, span.clone());
    }
    walk.finish_raw();
    walk.close_all();
    walk.prose
}

/// A walk over the events of one Markdown text. Spans are bytes of that text.
struct ProseWalker<'p> {
    prose: Prose,
    /// Where the text stands in its file.
    map: &'p TextMap,
    kind: Kind,
    /// Bytes of the file at which citations begin.
    cites: Vec<usize>,
    open: Vec<Block>,
    quotes: usize,
    alerts: usize,
    code: bool,
    /// Inside of a note, which is reference and no running text.
    notes: bool,
    head: bool,
    marks: Vec<Mark>,
    raw: raw::RawText,
}

impl ProseWalker<'_> {
    fn begin(&mut self, kind: BlockKind, span: Range<usize>) {
        let kind = match (kind, self.kind) {
            (BlockKind::Paragraph, Kind::Sentence) => BlockKind::Key(Role::Sentence),
            (kind, _) => kind,
        };
        let mut block = Block::new(kind, self.map.span(span));
        block.quoted = self.quotes > 0;
        block.alert = self.alerts > 0;
        self.open.push(block);
    }

    fn end(&mut self) {
        if let Some(mut block) = self.open.pop() {
            block.finish(&self.cites);
            if self.notes {
                return;
            }
            if !block.text.trim().is_empty() {
                self.prose.blocks.push(block);
            } else if block.kind == BlockKind::HeadCell {
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

    fn event(&mut self, event: &Event<'_>, span: Range<usize>) {
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
                self.finish(*tag);
            }
            Event::Text(_) if self.code => {}
            Event::Html(text) | Event::Text(text) if self.html_line(text, &span) => {}
            Event::Text(text) => self.push(text, span),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(html, span),
            Event::Code(_) | Event::SoftBreak | Event::HardBreak => self.push(" ", span),
            Event::FootnoteReference(_) => {
                if let Some(block) = self.open.last_mut() {
                    block.cited = true;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph if !self.is_holding(|text| text.trim().is_empty()) => {
                self.begin(BlockKind::Paragraph, span);
            }
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(*level as u8), span),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.begin(BlockKind::Item, span)
            }
            Tag::TableHead => self.head = true,
            Tag::TableCell => self.begin(if self.head { BlockKind::HeadCell } else { BlockKind::Cell }, span),
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
        let holds = |kind| matches!(kind, BlockKind::Item | BlockKind::Cell | BlockKind::HeadCell);
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
