//! Raw HTML in Markdown: read as browsers read it, filtered by lists of what passes, and written anew.
//!
//! Everything that passes is escaped again, so a browser sees the same tags as this filter. Tags are balanced within
//! the part of Markdown that they stand in.

use std::mem::{replace, take};
use std::ops::Range;

use pulldown_cmark::Event;

use super::HoleKind;
use super::render::Renderer;
use super::text::scheme;
use super::writer::Writer;
use crate::problem::{Problem, Rule, nearest};

mod attributes;
mod faults;
mod html;
mod read;
mod svg;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use read::{Piece, Reader, Stretch, Tag, What};
use table::Vocabulary;
#[cfg(test)]
pub(super) use table::element;
pub(crate) use table::{Element, Reads};
#[cfg(test)]
pub(super) use tests::well_formed;

use attributes::{Attributes, add};
use faults::{NO_PLACE, Wants, wants};
use read::Ending;

/// What is open of the raw HTML.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) reader: Reader,
    open: Vec<Open>,
    /// How many of them keep addresses and citations text.
    quiet: usize,
    /// How many of them are links.
    links: usize,
    /// What is left out with all it holds: its name and its start tag.
    dropped: (String, Range<usize>),
}

#[derive(Debug)]
struct Open {
    name: String,
    close: Close,
    /// The start tag, in the text.
    span: Range<usize>,
    quiet: bool,
    /// Whether words in it are drawn by no browser.
    undrawn: bool,
    /// What is missing if nothing is said before it ends.
    wants: Option<Wants>,
    /// How much was said when it began.
    said: usize,
}

#[derive(Debug)]
enum Close {
    Tag(String),
    Link,
    Amount(Amount),
    Nothing,
}

/// A link to a price or an estimate, whose words are gathered.
#[derive(Debug)]
struct Amount {
    id: String,
    price: bool,
    outer: Box<Writer>,
}

impl Raw {
    /// A part of Markdown begins.
    pub(super) fn enter(&mut self) {
        self.reader.enter();
    }

    /// How many tags are open.
    pub(super) fn count(&self) -> usize {
        self.reader.count()
    }

    /// Whether nothing was left open in the part of Markdown.
    pub(super) fn is_clean(&self) -> bool {
        self.reader.is_clean()
    }

    /// Whether text is inside of something where addresses stay text.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet > 0
    }

    /// Whether words stand in a drawing where no browser draws them: outside of `<text>`, `<title>` and `<desc>`.
    pub(super) fn is_undrawn(&self) -> bool {
        self.open.last().is_some_and(|open| open.undrawn)
    }

    /// The same, in an element that begins here; one that is left out changes nothing.
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

    fn push(&mut self, open: Open) {
        self.quiet += usize::from(open.quiet);
        self.links += usize::from(open.close.is_link());
        self.open.push(open);
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.quiet -= usize::from(open.quiet);
        self.links -= usize::from(open.close.is_link());
        Some(open)
    }
}

impl Close {
    fn is_link(&self) -> bool {
        matches!(self, Close::Link | Close::Amount(_))
    }
}

impl Renderer<'_, '_> {
    /// A part of Markdown ends: what was opened in it is closed.
    pub(super) fn leave(&mut self) {
        let pieces = self.raw.reader.leave();
        self.pieces(pieces, &|_| 0..0);
    }

    /// Closes raw tags until only so many are open, with a warning where one should have been closed.
    pub(super) fn close_raw(&mut self, count: usize) {
        let pieces = self.raw.reader.close(count);
        self.pieces(pieces, &|_| 0..0);
    }

    /// The text ends.
    pub(super) fn finish_raw(&mut self) {
        let pieces = self.raw.reader.finish();
        self.pieces(pieces, &|_| 0..0);
    }

    fn warn(&mut self, span: &Range<usize>, said: String) -> &mut Problem {
        let place = self.spot.place(span.clone());
        self.problems.report(Rule::RawHtml, place, said)
    }

    /// A block of HTML, which the parser hands over line by line. Gives the number of the next event.
    pub(super) fn html_block(&mut self, start: usize) -> usize {
        let events = self.events;
        let mut stretch = Stretch::default();
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

    /// A tag in a line.
    pub(super) fn inline_html(&mut self, html: &str, span: &Range<usize>) {
        let mut stretch = Stretch::default();
        stretch.push(html, span.clone());
        self.raw_html(&stretch);
    }

    fn raw_html(&mut self, stretch: &Stretch) {
        let pieces = self.raw.reader.read(&stretch.html);
        self.pieces(pieces, &|span| stretch.span(span));
    }

    /// Writes what passes; `at` tells the bytes of the text.
    fn pieces(&mut self, pieces: Vec<Piece>, at: &dyn Fn(Range<usize>) -> Range<usize>) {
        for Piece { what, span } in pieces {
            let span = at(span);
            match what {
                What::Start(tag, element) => self.start_tag(&tag, element, &span, true),
                What::Single(tag, element) => self.start_tag(&tag, element, &span, false),
                What::Unlisted(tag) => self.unlisted(tag, &span),
                What::End(ending) => self.end_tag(ending, &span),
                What::Text(text) => {
                    self.undrawn(&text, &span);
                    self.out.text(&text);
                    self.count(&text);
                }
                What::Dropped(name) => {
                    self.raw.dropped = (name, span);
                    self.out.muted = true;
                }
                What::Resumed => {
                    let (name, start) = take(&mut self.raw.dropped);
                    self.warn(&start, format!("the tag `<{name}>` is left out, with all up to its end"))
                        .help(NO_PLACE);
                    self.out.muted = false;
                }
                What::Lost => self.lost(),
                What::Fault(fault) => self.fault(fault, &span),
            }
        }
    }

    /// A tag that is not on the list: what it holds stays.
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
        self.raw.push(Open {
            name,
            close: Close::Nothing,
            span: span.clone(),
            quiet: false,
            undrawn,
            wants: None,
            said,
        });
    }

    /// The start tag of an element that passes; `holds` tells whether an end follows.
    fn start_tag(&mut self, tag: &Tag, element: &'static Element, span: &Range<usize>, holds: bool) {
        let written = match element.reads {
            Reads::Heading(level) => format!("h{}", self.close_up(level)),
            _ => element.name.to_owned(),
        };
        let mut attributes = Attributes::default();
        for (name, value) in &tag.attributes {
            self.attribute(element, name, value, span, &mut attributes);
        }
        self.check_tag(tag, element, span);
        let mut open = Open {
            name: element.name.to_owned(),
            close: Close::Nothing,
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
            open.close = self.start_link_tag(target, attributes, span);
            if matches!(open.close, Close::Link) {
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
        for (attribute, address, target) in attributes.sources {
            let at = self.spot.span(span.clone());
            self.out.hole(HoleKind::Source { attribute, address, target }, at);
        }
        self.out.tag(if holds || element.is_void() { ">" } else { "/>" });
        if holds {
            open.close = Close::Tag(written);
            self.raw.push(open);
        }
    }

    /// The start of a link that leads somewhere; gives how it ends.
    fn start_link_tag(&mut self, target: String, attributes: Attributes, span: &Range<usize>) -> Close {
        let Attributes { html, title, .. } = attributes;
        if let Some(name @ ("price" | "estimate")) = scheme(&target).as_deref() {
            if !html.is_empty() || !title.is_empty() {
                self.warn(span, format!("the other attributes of a link to `{name}:` are left out"))
                    .help(format!("write `<a href=\"{target}\">`"));
            }
            let id = target.split_once(':').map_or("", |(_, id)| id).trim().to_owned();
            let inner = Writer { plain: true, muted: self.out.muted, ..Writer::default() };
            let outer = Box::new(replace(&mut self.out, inner));
            return Close::Amount(Amount { id, price: name == "price", outer });
        }
        let at = self.spot.span(span.clone());
        self.out.hole(HoleKind::LinkStart { target, title, attributes: html, button: false }, at);
        Close::Link
    }

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
        match open.close {
            Close::Tag(name) => {
                self.out.tag("</");
                self.out.tag(&name);
                self.out.tag(">");
            }
            Close::Link => {
                let span = if span.is_empty() { &open.span } else { span };
                self.out.hole(HoleKind::LinkEnd, self.spot.span(span.clone()));
            }
            Close::Amount(amount) => self.end_amount(amount, &open.span),
            Close::Nothing => {}
        }
        self.out.muted = muted;
    }

    fn end_amount(&mut self, amount: Amount, span: &Range<usize>) {
        let Amount { id, price, outer } = amount;
        let inner = replace(&mut self.out, *outer);
        let words = inner.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let (text, html) = if words.is_empty() { (None, String::new()) } else { (Some(words), inner.html) };
        let kind = match price {
            true => HoleKind::Price { id, text, html },
            false => HoleKind::Estimate { id, text, html, alone: false },
        };
        self.out.muted = false;
        self.out.hole(kind, self.spot.span(span.clone()));
    }
}
