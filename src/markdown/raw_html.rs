//! The sanitizer of raw HTML in Markdown: parsed as browsers parse it, filtered by an allow list, and serialized anew.
//!
//! Everything that passes is escaped again, so a browser sees the same tags as this filter. Tags are balanced within
//! the Markdown element that they stand in.

use std::mem::{replace, take};
use std::ops::Range;

use pulldown_cmark::Event;

use super::PlaceholderKind;
use super::render::Renderer;
use super::text::scheme;
use super::writer::Writer;
use crate::problem::{Problem, Rule, nearest};

mod attributes;
mod faults;
mod html;
mod read;
pub(crate) mod styles;
mod svg;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use attributes::is_open_ended;
pub(crate) use read::{HtmlParser, HtmlSource, Piece, PieceKind, Tag};
pub(crate) use svg::ELEMENTS as DRAWN;
pub(crate) use table::{Element, Reads, Value, Vocabulary, element};
#[cfg(test)]
pub(super) use tests::well_formed;

use attributes::{AddressAttribute, Attributes, add};
use faults::{NO_PLACE, Wants, wants};
use read::{Attribute, Ending};

/// The state of the sanitizer: the open elements of raw HTML.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    pub(super) reader: HtmlParser,
    open: Vec<OpenElement>,
    /// The number of open elements in which addresses and citations stay text.
    quiet: usize,
    /// The number of open links.
    links: usize,
    /// The element that is being left out with its contents.
    dropped: DroppedElement,
}

/// An element that is left out with its contents.
#[derive(Debug, Default)]
struct DroppedElement {
    name: String,
    /// The byte range of its start tag.
    start: Range<usize>,
}

/// An open element of raw HTML.
#[derive(Debug)]
struct OpenElement {
    name: String,
    end: EndTag,
    /// The byte range of its start tag.
    span: Range<usize>,
    /// Whether addresses and citations stay text in it.
    quiet: bool,
    /// Whether no browser draws words in it.
    undrawn: bool,
    /// What it lacks if it ends without words.
    wants: Option<Wants>,
    /// The number of words and pictures that had been written when it began.
    said: usize,
}

/// What is written at the end of an element.
#[derive(Debug)]
enum EndTag {
    /// The end tag of this name.
    Tag(String),
    Link,
    Amount(AmountLink),
    /// Nothing: its start tag was left out.
    Nothing,
}

/// An open link to a price or an estimate; its words are collected.
#[derive(Debug)]
struct AmountLink {
    id: String,
    kind: AmountKind,
    /// The writer to go on with after the link.
    outer: Box<Writer>,
}

/// The scheme of a link to an amount.
#[derive(Debug, Clone, Copy)]
enum AmountKind {
    Price,
    Estimate,
}

impl AmountKind {
    /// The kind of a target with the scheme `price:` or `estimate:`.
    fn of(target: &str) -> Option<Self> {
        match scheme(target).as_deref() {
            Some("price") => Some(AmountKind::Price),
            Some("estimate") => Some(AmountKind::Estimate),
            _ => None,
        }
    }

    fn scheme(self) -> &'static str {
        match self {
            AmountKind::Price => "price",
            AmountKind::Estimate => "estimate",
        }
    }
}

impl RawHtml {
    /// Enters an element of Markdown.
    pub(super) fn enter(&mut self) {
        self.reader.enter();
    }

    /// The number of open elements.
    pub(super) fn count(&self) -> usize {
        self.reader.count()
    }

    /// Whether no element is open in the current element of Markdown.
    pub(super) fn is_clean(&self) -> bool {
        self.reader.is_clean()
    }

    /// Whether addresses and citations stay text here.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet > 0
    }

    /// Whether no browser draws words here: in a drawing, outside of `<text>`, `<title>` and `<desc>`.
    pub(super) fn is_undrawn(&self) -> bool {
        self.open.last().is_some_and(|open| open.undrawn)
    }

    /// The same inside an element that begins here; `None` is an element that is left out and changes nothing.
    fn is_undrawn_in(&self, element: Option<&Element>) -> bool {
        match element {
            None => self.is_undrawn(),
            Some(element) if element.of == Vocabulary::Html => element.name == "svg",
            Some(Element { name: "text" | "title" | "desc", .. }) => false,
            Some(Element { name: "svg", .. }) => true,
            Some(_) => self.is_undrawn(),
        }
    }

    /// Whether a raw link is open.
    pub(super) fn has_link(&self) -> bool {
        self.links > 0
    }

    fn push(&mut self, open: OpenElement) {
        self.quiet += usize::from(open.quiet);
        self.links += usize::from(open.end.is_link());
        self.open.push(open);
    }

    fn pop(&mut self) -> Option<OpenElement> {
        let open = self.open.pop()?;
        self.quiet -= usize::from(open.quiet);
        self.links -= usize::from(open.end.is_link());
        Some(open)
    }
}

/// Whether contents and an end tag follow a start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TagContents {
    Follow,
    None,
}

impl EndTag {
    fn is_link(&self) -> bool {
        matches!(self, EndTag::Link | EndTag::Amount(_))
    }
}

impl Renderer<'_, '_> {
    /// Leaves an element of Markdown, and closes what was opened in it.
    pub(super) fn leave(&mut self) {
        let pieces = self.raw.reader.leave();
        self.pieces(pieces, &|_| 0..0);
    }

    /// Closes elements until only `count` are open, and reports those that should have been closed.
    pub(super) fn close_raw(&mut self, count: usize) {
        let pieces = self.raw.reader.close(count);
        self.pieces(pieces, &|_| 0..0);
    }

    /// Closes all elements at the end of the text.
    pub(super) fn finish_raw(&mut self) {
        let pieces = self.raw.reader.finish();
        self.pieces(pieces, &|_| 0..0);
    }

    fn warn(&mut self, span: &Range<usize>, said: String) -> &mut Problem {
        let place = self.spot.place(span.clone());
        self.problems.report(Rule::RawHtml, place, said)
    }

    /// Writes a block of HTML, which the parser hands over line by line. Returns the index of the next event.
    pub(super) fn html_block(&mut self, start: usize) -> usize {
        let events = self.events;
        let mut stretch = HtmlSource::default();
        let mut at = start + 1;
        while let Some((Event::Html(line) | Event::Text(line), span)) = events.get(at) {
            stretch.push(line, span.clone());
            at += 1;
        }
        self.new_line();
        self.raw_html(&stretch);
        if !self.raw.is_quiet() {
            self.new_line();
        }
        at + 1
    }

    /// Writes a tag within a line.
    pub(super) fn inline_html(&mut self, html: &str, span: &Range<usize>) {
        let mut stretch = HtmlSource::default();
        stretch.push(html, span.clone());
        self.raw_html(&stretch);
    }

    fn raw_html(&mut self, stretch: &HtmlSource) {
        let pieces = self.raw.reader.read(&stretch.html);
        self.pieces(pieces, &|span| stretch.span(span));
    }

    /// Writes what passes; `at` maps a byte range of the raw HTML to one of the text.
    fn pieces(&mut self, pieces: Vec<Piece>, at: &dyn Fn(Range<usize>) -> Range<usize>) {
        for Piece { what, span } in pieces {
            let span = at(span);
            match what {
                PieceKind::Start(tag, element) => self.start_tag(&tag, element, &span, TagContents::Follow),
                PieceKind::Single(tag, element) => self.start_tag(&tag, element, &span, TagContents::None),
                PieceKind::Unlisted(tag) => self.unlisted(tag, &span),
                PieceKind::End(ending) => self.end_tag(ending, &span),
                PieceKind::Text(text) => {
                    self.undrawn(&text, &span);
                    self.out.text(&text);
                    self.summarize(&text);
                }
                PieceKind::Dropped(name) => {
                    self.raw.dropped = DroppedElement { name, start: span };
                    self.out.muted = true;
                }
                PieceKind::Resumed => {
                    let DroppedElement { name, start } = take(&mut self.raw.dropped);
                    self.warn(&start, format!("the tag `<{name}>` is left out, with all up to its end"))
                        .help(NO_PLACE);
                    self.out.muted = false;
                }
                PieceKind::Lost => self.lost(),
                PieceKind::Malformed(what) => self.malformed(what, &span),
            }
        }
    }

    /// Leaves out a tag that is not on the list; its contents stay.
    fn unlisted(&mut self, tag: Tag, span: &Range<usize>) {
        let name = tag.name;
        let help = match table::instead(&name) {
            Some(instead) => instead.to_owned(),
            None => match nearest(&name, table::names()).filter(|near| near.len() == name.len()) {
                Some(near) => format!("did you mean `<{near}>`?"),
                None => format!(
                    "if these are words, write `\\<{name}`; else take the tag out: what it holds stays"
                ),
            },
        };
        self.warn(span, format!("the tag `<{name}>` is left out")).help(help);
        let (said, undrawn) = (self.out.said, self.raw.is_undrawn_in(None));
        self.raw.push(OpenElement {
            name,
            end: EndTag::Nothing,
            span: span.clone(),
            quiet: false,
            undrawn,
            wants: None,
            said,
        });
    }

    /// Writes the start tag of an element that passes.
    fn start_tag(
        &mut self,
        tag: &Tag,
        element: &'static Element,
        span: &Range<usize>,
        contents: TagContents,
    ) {
        let written = match element.reads {
            Reads::Heading(level) => format!("h{}", self.close_up(level)),
            _ => element.name.to_owned(),
        };
        let mut attributes = Attributes::default();
        for Attribute { name, value } in &tag.attributes {
            self.attribute(element, name, value, span, &mut attributes);
        }
        self.check_tag(tag, element, span);
        let mut open = OpenElement {
            name: element.name.to_owned(),
            end: EndTag::Nothing,
            span: span.clone(),
            quiet: element.is_quiet(),
            undrawn: self.raw.is_undrawn_in(Some(element)),
            wants: wants(tag, element),
            said: self.out.said,
        };
        let is_link = element.name == "a";
        if is_link && (!self.links.is_empty() || self.raw.has_link()) {
            self.warn(span, "a link inside of a link is left out".to_owned())
                .help("end the first link before this one begins");
            open.wants = None;
            return self.raw.push(open);
        }
        if let Some(target) = attributes.href.take() {
            open.end = self.start_link_tag(target, attributes, span);
            if matches!(open.end, EndTag::Link) {
                open.said = self.out.said;
            }
            return self.raw.push(open);
        }
        if !attributes.title.is_empty() {
            let title = take(&mut attributes.title);
            add(&mut attributes.html, "title", &title);
        }
        self.out.tag("<");
        self.out.tag(&written);
        self.out.tag(&attributes.html);
        for AddressAttribute { name: attribute, address, target } in attributes.sources {
            let at = self.spot.span(span.clone());
            self.out.hole(PlaceholderKind::Source { attribute, address, target }, at);
        }
        let has_contents = contents == TagContents::Follow;
        self.out.tag(if has_contents || element.is_void() { ">" } else { "/>" });
        if has_contents {
            open.end = EndTag::Tag(written);
            self.raw.push(open);
        }
    }

    /// Writes the start of a link with a target, and returns what belongs at its end.
    fn start_link_tag(&mut self, target: String, attributes: Attributes, span: &Range<usize>) -> EndTag {
        let Attributes { html, title, .. } = attributes;
        if let Some(kind) = AmountKind::of(&target) {
            if !html.is_empty() || !title.is_empty() {
                let scheme = kind.scheme();
                self.warn(span, format!("the other attributes of a link to `{scheme}:` are left out"))
                    .help(format!("write `<a href=\"{target}\">`"));
            }
            let id = target.split_once(':').map_or("", |(_, id)| id).trim().to_owned();
            let inner = Writer { plain: true, muted: self.out.muted, ..Writer::default() };
            let outer = Box::new(replace(&mut self.out, inner));
            return EndTag::Amount(AmountLink { id, kind, outer });
        }
        let at = self.spot.span(span.clone());
        self.out.hole(PlaceholderKind::LinkStart { target, title, attributes: html, button: false }, at);
        EndTag::Link
    }

    /// Writes the end of the innermost element.
    fn end_tag(&mut self, ending: Ending, span: &Range<usize>) {
        let Some(open) = self.raw.pop() else { return };
        if ending == Ending::Missing {
            self.warn(&open.span, format!("the tag `<{}>` is not closed", open.name))
                .help(format!("write `</{}>` where it ends, in the same part of the text", open.name));
        }
        if let Some(wants) =
            open.wants.filter(|wants| *wants == Wants::Captions || open.said == self.out.said)
        {
            self.missing(wants, &open.span);
        }
        // The end may lie in something that is left out; the beginning was written.
        let muted = take(&mut self.out.muted);
        match open.end {
            EndTag::Tag(name) => {
                self.out.tag("</");
                self.out.tag(&name);
                self.out.tag(">");
            }
            EndTag::Link => {
                let span = if span.is_empty() { &open.span } else { span };
                self.out.hole(PlaceholderKind::LinkEnd, self.spot.span(span.clone()));
            }
            EndTag::Amount(amount) => self.end_amount(amount, &open.span),
            EndTag::Nothing => {}
        }
        self.out.muted = muted;
    }

    /// Writes a link to an amount, of the words that were collected.
    fn end_amount(&mut self, amount: AmountLink, span: &Range<usize>) {
        let AmountLink { id, kind, outer } = amount;
        let inner = replace(&mut self.out, *outer);
        let words = inner.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let (text, html) = if words.is_empty() { (None, String::new()) } else { (Some(words), inner.html) };
        let kind = match kind {
            AmountKind::Price => PlaceholderKind::Price { id, text, html },
            AmountKind::Estimate => PlaceholderKind::Estimate { id, text, html, alone: false },
        };
        self.out.muted = false;
        self.out.hole(kind, self.spot.span(span.clone()));
    }
}
