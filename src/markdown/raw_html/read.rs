//! The parser of raw HTML: it pairs tags and decodes words as browsers do, and keeps the byte range of each piece.
//!
//! The sanitizer writes what passes, the rules of words check what is said; both read HTML by this parser. It knows
//! which elements pass, and nothing of how its callers go on.

use std::collections::HashMap;
use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{EndTag, Error, StartTag, Token, Tokenizer};

use super::table::{self, Element, End, Vocabulary};
use crate::text_map::{TextMap, ceil_boundary, floor_boundary};

/// Raw HTML that the Markdown parser hands over line by line, with its source map.
#[derive(Debug, Default)]
pub(crate) struct HtmlSource {
    pub(crate) html: String,
    map: TextMap,
}

impl HtmlSource {
    /// Adds a line, which has the byte range `span` in the Markdown.
    pub(crate) fn push(&mut self, line: &str, span: Range<usize>) {
        self.html.push_str(line);
        self.map.push(line.len(), span);
    }

    /// Maps a byte range of the HTML to one of the Markdown.
    pub(crate) fn span(&self, inside: Range<usize>) -> Range<usize> {
        self.map.span(inside)
    }
}

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The name in lower case.
    pub(crate) name: String,
    /// The attributes in order: names in lower case, values decoded.
    pub(crate) attributes: Vec<Attribute>,
}

/// An attribute of a start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: String,
}

impl Tag {
    fn new(tag: &StartTag<usize>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let attributes =
            tag.attributes.iter().map(|(name, value)| Attribute { name: text(name), value: text(value) });
        Tag { name: text(&tag.name), attributes: attributes.collect() }
    }

    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|attribute| attribute.value.as_str())
    }
}

/// A piece of the HTML, with its byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) what: PieceKind,
    pub(crate) span: Range<usize>,
}

/// The contents of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// The start of an element; its [`PieceKind::End`] follows.
    Start(Tag, &'static Element),
    /// An element without contents.
    Single(Tag, &'static Element),
    /// The start of an element that is not on the list. Its contents stay, and its [`PieceKind::End`] follows.
    Unlisted(Tag),
    /// The end of the innermost element.
    End(Ending),
    /// Words, decoded.
    Text(String),
    /// The start of an element that is left out with its contents: nothing more is read until its end tag.
    Dropped(String),
    /// The end tag of that element.
    Resumed,
    /// The end of that element's Markdown element or text, before its end tag.
    Lost,
    /// HTML that is no element.
    Malformed(Malformed),
}

/// How an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// By its end tag.
    Written,
    /// By what follows, as HTML allows.
    Implied,
    /// By what follows, though HTML asks for an end tag.
    Missing,
}

/// HTML that is no element, and is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// An end tag of an element that is not open.
    StrayEnd(String),
    /// `<!DOCTYPE>`, `<?…?>`, `<![CDATA[…]]>`: its first characters.
    Declaration(&'static str),
    /// A declaration or a comment without an end, with all that follows it.
    Endless(&'static str),
    /// A tag without its `>`.
    EndlessTag,
}

/// An open element.
#[derive(Debug)]
struct OpenTag {
    name: String,
    /// `None` if it is not on the list.
    element: Option<&'static Element>,
}

/// The parser's state: the open elements of a text.
#[derive(Debug, Default)]
pub(crate) struct HtmlParser {
    open: Vec<OpenTag>,
    /// The indexes in `open` of each name, so that an end tag finds its start without a search.
    places: HashMap<String, Vec<usize>>,
    /// The number of open elements at the start of each open Markdown element.
    barriers: Vec<usize>,
    /// The element that is being left out with its contents.
    dropping: Option<Dropping>,
}

/// An element that is being left out with its contents.
#[derive(Debug)]
struct Dropping {
    name: String,
    /// The number of open Markdown elements where it began.
    depth: usize,
}

impl HtmlParser {
    /// Enters an element of Markdown.
    pub(crate) fn enter(&mut self) {
        self.barriers.push(self.open.len());
    }

    /// Leaves an element of Markdown, and ends all that was opened in it.
    pub(crate) fn leave(&mut self) -> Vec<Piece> {
        let barrier = self.barriers.pop().unwrap_or(0);
        let mut pieces = Vec::new();
        if self.dropping.as_ref().is_some_and(|dropping| dropping.depth > self.barriers.len()) {
            self.lose(&mut pieces);
        }
        self.close_to(barrier, 0..0, &mut pieces);
        pieces
    }

    /// Ends all that is open, at the end of the text.
    pub(crate) fn finish(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.lose(&mut pieces);
        self.close_to(0, 0..0, &mut pieces);
        pieces
    }

    /// Ends elements until only `count` are open.
    pub(crate) fn close(&mut self, count: usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.close_to(count, 0..0, &mut pieces);
        pieces
    }

    /// The number of open elements.
    pub(crate) fn count(&self) -> usize {
        self.open.len()
    }

    /// Whether no element is open in the current element of Markdown.
    pub(crate) fn is_clean(&self) -> bool {
        self.open.len() <= self.barrier() && self.dropping.is_none()
    }

    /// The number of elements that were open before the current element of Markdown.
    fn barrier(&self) -> usize {
        self.barriers.last().copied().unwrap_or(0)
    }

    /// Parses the next part of the HTML.
    pub(crate) fn read(&mut self, html: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut from = 0;
        while let Some(rest) = html.get(from..).filter(|rest| !rest.is_empty()) {
            if let Some(dropping) = &self.dropping {
                let Some(end) = end_of_element(rest, &dropping.name) else { break };
                self.dropping = None;
                pieces.push(Piece { what: PieceKind::Resumed, span: from..from + end });
                from += end;
                continue;
            }
            if let Some((sign, end)) = [("<?", "?>"), ("<![CDATA[", "]]>")]
                .into_iter()
                .find(|(sign, _)| rest.trim_start().starts_with(sign))
            {
                let ends = rest.find(end).map(|at| at + end.len());
                let fault =
                    if ends.is_some() { Malformed::Declaration(sign) } else { Malformed::Endless(sign) };
                let end = from + ends.unwrap_or(rest.len());
                pieces.push(Piece { what: PieceKind::Malformed(fault), span: from..end });
                from = end;
                continue;
            }
            from += self.tokens(rest, from, &mut pieces);
        }
        pieces
    }

    /// Parses until the end, or up to the contents of an element that is left out. Returns the number of bytes parsed.
    fn tokens(&mut self, html: &str, from: usize, pieces: &mut Vec<Piece>) -> usize {
        let mut endless = false;
        for token in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
            let Ok(token) = token;
            let inside = |span: html5gum::Span<usize>| {
                let start = floor_boundary(html, span.start);
                start..ceil_boundary(html, span.end.max(start))
            };
            let at = |span: Range<usize>| from + span.start..from + span.end;
            match token {
                Token::StartTag(tag) => {
                    let span = inside(tag.span);
                    let end = span.end;
                    self.start(&tag, at(span), pieces);
                    if self.dropping.is_some() {
                        return behind_tag(html, end);
                    }
                }
                Token::EndTag(tag) => self.end(&tag, at(inside(tag.span)), pieces),
                Token::String(text) => {
                    let span = inside(text.span);
                    let raw = html.get(span.clone()).unwrap_or_default();
                    words(raw, &String::from_utf8_lossy(&text.value), from + span.start, pieces);
                }
                Token::Doctype(doctype) => {
                    let what = PieceKind::Malformed(Malformed::Declaration("<!DOCTYPE"));
                    pieces.push(Piece { what, span: at(inside(doctype.span)) });
                }
                Token::Error(error) if error.value == Error::EofInTag => {
                    let start = html.rfind('<').unwrap_or(0);
                    pieces.push(Piece {
                        what: PieceKind::Malformed(Malformed::EndlessTag),
                        span: at(start..html.len()),
                    });
                }
                Token::Error(error) => endless |= error.value == Error::EofInComment,
                Token::Comment(comment) => {
                    let span = inside(comment.span);
                    let written = html.get(span.clone()).unwrap_or_default();
                    let fault = match written {
                        _ if endless => Malformed::Endless("<!--"),
                        _ if written.starts_with("<!--") => continue,
                        _ if written.starts_with("<?") => Malformed::Declaration("<?"),
                        _ if written.starts_with("</") => Malformed::Declaration("</"),
                        _ => Malformed::Declaration("<!"),
                    };
                    pieces.push(Piece { what: PieceKind::Malformed(fault), span: at(span) });
                }
            }
        }
        html.len()
    }

    fn start(&mut self, tag: &StartTag<usize>, span: Range<usize>, pieces: &mut Vec<Piece>) {
        let closed = tag.self_closing;
        let tag = Tag::new(tag);
        let context = self.vocabulary();
        let Some(element) = table::element(&tag.name, context) else {
            if table::is_without_content(&tag.name) {
                self.dropping = Some(Dropping { name: tag.name.clone(), depth: self.barriers.len() });
                pieces.push(Piece { what: PieceKind::Dropped(tag.name), span });
            } else {
                self.push(tag.name.clone(), None);
                pieces.push(Piece { what: PieceKind::Unlisted(tag), span });
            }
            return;
        };
        while self.open.len() > self.barrier()
            && let Some(last) = self.open.last()
            && element.closes.contains(&last.name.as_str())
        {
            let count = self.open.len() - 1;
            self.close_to(count, span.clone(), pieces);
        }
        // Only in drawings does `/>` mean anything.
        let single =
            element.end == End::Void || (closed && (context == Vocabulary::Svg || tag.name == "svg"));
        let what = if single {
            PieceKind::Single(tag, element)
        } else {
            self.push(tag.name.clone(), Some(element));
            PieceKind::Start(tag, element)
        };
        pieces.push(Piece { what, span });
    }

    fn end(&mut self, tag: &EndTag<usize>, span: Range<usize>, pieces: &mut Vec<Piece>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let found = self.places.get(&name).and_then(|places| places.last().copied());
        let found = found.filter(|at| *at >= self.barrier());
        let what = match found {
            Some(at) => {
                self.close_to(at + 1, span.clone(), pieces);
                self.pop();
                PieceKind::End(Ending::Written)
            }
            // Browsers take `</br>` for `<br>`.
            None if name == "br"
                && self.vocabulary() == Vocabulary::Html
                && let Some(element) = table::element("br", Vocabulary::Html) =>
            {
                PieceKind::Single(Tag { name, attributes: Vec::new() }, element)
            }
            None => PieceKind::Malformed(Malformed::StrayEnd(name)),
        };
        pieces.push(Piece { what, span });
    }

    /// The language of the elements that begin here.
    fn vocabulary(&self) -> Vocabulary {
        let in_drawing = self.places.get("svg").is_some_and(|places| !places.is_empty());
        if in_drawing { Vocabulary::Svg } else { Vocabulary::Html }
    }

    fn push(&mut self, name: String, element: Option<&'static Element>) {
        self.places.entry(name.clone()).or_default().push(self.open.len());
        self.open.push(OpenTag { name, element });
    }

    fn pop(&mut self) -> Option<OpenTag> {
        let open = self.open.pop()?;
        self.places.get_mut(&open.name)?.pop();
        Some(open)
    }

    fn close_to(&mut self, count: usize, span: Range<usize>, pieces: &mut Vec<Piece>) {
        while self.open.len() > count
            && let Some(open) = self.pop()
        {
            let missing = open.element.is_some_and(|element| element.end == End::Tag);
            let ending = if missing { Ending::Missing } else { Ending::Implied };
            pieces.push(Piece { what: PieceKind::End(ending), span: span.clone() });
        }
    }

    fn lose(&mut self, pieces: &mut Vec<Piece>) {
        if self.dropping.take().is_some() {
            pieces.push(Piece { what: PieceKind::Lost, span: 0..0 });
        }
    }
}

/// Splits decoded words into pieces with exact byte ranges: a character reference is a piece of its own.
fn words(raw: &str, decoded: &str, from: usize, pieces: &mut Vec<Piece>) {
    let mut push = |text: &str, span: Range<usize>| {
        if !text.is_empty() {
            pieces.push(Piece {
                what: PieceKind::Text(text.to_owned()),
                span: from + span.start..from + span.end,
            });
        }
    };
    if raw == decoded {
        return push(raw, 0..raw.len());
    }
    let mut found = Vec::new();
    let mut done = 0;
    for part in raw.split_inclusive('&') {
        // The rest of the reference whose `&` ends the part before.
        let start = done;
        done += part.len();
        let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let (reference, rest) = match start {
            0 => ("", part),
            _ => {
                let end = part.find(|c: char| !name(c)).unwrap_or(part.len());
                part.split_at(end + usize::from(part.get(end..).is_some_and(|rest| rest.starts_with(';'))))
            }
        };
        if start > 0 {
            found.push((reference_text(reference), start - 1..start + reference.len()));
        }
        let text = rest.strip_suffix('&').unwrap_or(rest);
        let begin = start + reference.len();
        found.push((text.to_owned(), begin..begin + text.len()));
    }
    if raw.ends_with('&') {
        found.push(("&".to_owned(), raw.len() - 1..raw.len()));
    }
    let whole: String = found.iter().map(|(text, _)| text.as_str()).collect();
    match whole == decoded {
        true => found.into_iter().for_each(|(text, span)| push(&text, span)),
        false => push(decoded, 0..raw.len()),
    }
}

/// Decodes the character reference of `&` and these characters.
fn reference_text(name: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(&format!("&{name}")) {
        let Ok(token) = token;
        if let Token::String(one) = token {
            text.push_str(&String::from_utf8_lossy(&one));
        }
    }
    text
}

/// The byte offset after the `>` of the tag that ends near `end`.
fn behind_tag(html: &str, end: usize) -> usize {
    match html.as_bytes().get(end.wrapping_sub(1)) {
        Some(b'>') => end,
        _ => html.get(end..).and_then(|rest| rest.find('>')).map_or(html.len(), |at| end + at + 1),
    }
}

/// The byte offset after the first end tag of this name, which browsers find in any context.
fn end_of_element(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").find_map(|(at, _)| {
        let begin = at + 2;
        let same = html.get(begin..begin + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        let rest = html.get(begin + name.len()..).filter(|_| same)?;
        let over = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
        if !rest.is_empty() && !rest.starts_with(over) {
            return None;
        }
        Some(rest.find('>').map_or(html.len(), |close| begin + name.len() + close + 1))
    })
}

#[cfg(test)]
mod tests;
