//! The reader of a drawing's XML: pieces with their byte ranges, tags with their attributes, references as what they stand for.
//!
//! It is as strict as browsers are, for what is kept must be to them what it was here. What is cut out need not be.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use quick_xml::events::Event;

use crate::text_map::TextMap;

/// A piece of XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    /// An element without contents: `<path/>`.
    Empty,
    End,
    /// Words, without references.
    Text,
    /// `<![CDATA[…]]>`.
    Verbatim,
    /// `&…;`.
    Reference,
    /// `<?xml …?>`.
    Declaration,
    Doctype,
    /// A comment or a processing instruction.
    Aside,
}

/// What keeps a browser from reading the XML on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) span: Range<usize>,
    /// What is wrong there, as a label.
    pub(super) what: String,
}

impl Broken {
    pub(super) fn new(span: Range<usize>, what: impl Into<String>) -> Self {
        Broken { span, what: what.into() }
    }
}

/// The pieces of a text, in order.
pub(super) struct Pieces<'t> {
    reader: quick_xml::Reader<&'t [u8]>,
    text: &'t str,
    /// The bytes before the first piece: a byte order mark.
    base: usize,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = quick_xml::Reader::from_str(rest);
        // Who walks through the pieces knows where the element began that has another end.
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        Pieces { reader, text, base: text.len() - rest.len() }
    }

    /// The next piece; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Broken> {
        let start = self.position();
        let kind = match self.reader.read_event() {
            Ok(Event::Start(_)) => Kind::Start,
            Ok(Event::Empty(_)) => Kind::Empty,
            Ok(Event::End(_)) => Kind::End,
            Ok(Event::Text(_)) => Kind::Text,
            Ok(Event::CData(_)) => Kind::Verbatim,
            Ok(Event::GeneralRef(_)) => Kind::Reference,
            // Elsewhere it is one of the instructions that say nothing.
            Ok(Event::Decl(_)) if start == self.base => Kind::Declaration,
            Ok(Event::DocType(_)) => Kind::Doctype,
            Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_)) => Kind::Aside,
            Ok(Event::Eof) => return Ok(None),
            Err(_) => return Err(self.endless(start)),
        };
        Ok(Some(Piece { kind, span: start..self.position() }))
    }

    fn position(&self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.base.saturating_add(at).min(self.text.len())
    }

    /// What has no end, from the byte at which it begins.
    fn endless(&self, start: usize) -> Broken {
        let rest = self.text.get(start..).unwrap_or_default();
        let (sign, what) = match rest {
            _ if rest.starts_with("<!--") => ("<!--", "this comment has no end: `-->`"),
            _ if rest.starts_with("<![CDATA[") => ("<![CDATA[", "this has no end: `]]>`"),
            _ if rest.starts_with("<?") => ("<?", "this has no end: `?>`"),
            _ if rest.starts_with("<!") => ("<!", "this declaration has no end: `>`"),
            _ if rest.starts_with('&') => ("&", "a `&` is written `&amp;`"),
            _ => ("<", "this tag has no end: `>`"),
        };
        Broken::new(start..start + sign.len(), what)
    }
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    /// `<name`.
    pub(super) span: Range<usize>,
    pub(super) attributes: Vec<Attribute<'t>>,
}

/// An attribute of a start tag.
#[derive(Debug)]
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    /// From the blank before it to its last quote.
    pub(super) span: Range<usize>,
    /// From its name to its last quote.
    pub(super) shown: Range<usize>,
    /// As it is written between the quotes.
    raw: &'t str,
    inside: Range<usize>,
}

/// The blanks of XML.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// The name at the beginning of a text; nothing if none is there.
fn name(text: &str) -> Option<&str> {
    let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-'));
    let name = text.split(ends).next().unwrap_or_default();
    name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':')).then_some(name)
}

/// Reads the start tag that is written in a byte range.
pub(super) fn tag<'t>(text: &'t str, span: &Range<usize>) -> Result<Tag<'t>, Broken> {
    let rest = |at: usize| text.get(at..span.end).unwrap_or_default();
    let at = span.start + 1;
    let name = name(rest(at)).ok_or_else(|| Broken::new(span.start..at, "no name of an element follows"))?;
    let mut tag = Tag { name, span: span.start..at + name.len(), attributes: Vec::new() };
    let (mut at, mut names) = (tag.span.end, BTreeSet::new());
    loop {
        let behind = rest(at).trim_start_matches(BLANKS);
        if matches!(behind, ">" | "/>") {
            return Ok(tag);
        }
        let start = span.end - behind.len();
        let Some(attribute) = attribute(behind, at..start).filter(|_| start > at) else {
            let word = behind.split(BLANKS).next().unwrap_or_default();
            return Err(Broken::new(start..start + word.len(), "no attribute with its value in quotes"));
        };
        if !names.insert(attribute.name) {
            let what = format!("`{}` stands in this tag twice", attribute.name);
            return Err(Broken::new(attribute.shown, what));
        }
        at = attribute.span.end;
        tag.attributes.push(attribute);
    }
}

/// Reads the attribute at the beginning of a text, which stands in the file behind these blanks.
fn attribute(text: &str, blanks: Range<usize>) -> Option<Attribute<'_>> {
    let name = name(text)?;
    let value = text.get(name.len()..)?.trim_start_matches(BLANKS).strip_prefix('=')?;
    let value = value.trim_start_matches(BLANKS);
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (raw, _) = value.get(1..)?.split_once(quote).filter(|(raw, _)| !raw.contains('<'))?;
    let inside = blanks.end + (text.len() - value.len()) + 1;
    let inside = inside..inside + raw.len();
    let end = inside.end + 1;
    Some(Attribute { name, span: blanks.start..end, shown: blanks.end..end, raw, inside })
}

/// The name in an end tag.
pub(super) fn end_name<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    let inside = text.get(span.start + 2..span.end.saturating_sub(1)).unwrap_or_default();
    inside.trim_end_matches(BLANKS)
}

/// A value or words as a browser has them, with the map back to where they are written.
#[derive(Debug, Default)]
pub(super) struct Decoded<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) map: TextMap,
}

impl<'t> Attribute<'t> {
    /// Its value, with what references stand for.
    pub(super) fn value(&self) -> Result<Decoded<'t>, Broken> {
        if !self.raw.contains('&') {
            let map = TextMap::verbatim(self.inside.start, self.raw.len());
            return Ok(Decoded { text: self.raw.into(), map });
        }
        let mut decoded = Decoded::default();
        let (mut at, mut rest) = (self.inside.start, self.raw);
        while let Some((before, behind)) = rest.split_once('&') {
            decoded.push(before, at..at + before.len());
            at += before.len();
            let Some((name, next)) = behind.split_once(';') else {
                return Err(Broken::new(at..at + 1, "a `&` is written `&amp;`"));
            };
            let end = at + name.len() + 2;
            decoded.reference(name, at..end)?;
            (at, rest) = (end, next);
        }
        decoded.push(rest, at..at + rest.len());
        Ok(decoded)
    }
}

impl Decoded<'_> {
    /// Adds words as they are written.
    pub(super) fn push(&mut self, words: &str, span: Range<usize>) {
        self.text.to_mut().push_str(words);
        self.map.push(words.len(), span);
    }

    /// Adds what a reference stands for: `amp`, `#38`, `#x26`.
    pub(super) fn reference(&mut self, name: &str, span: Range<usize>) -> Result<(), Broken> {
        let character = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => name.strip_prefix('#').and_then(numbered),
        };
        let Some(character) = character else {
            let what =
                match name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#' || byte == b'_') {
                    true => format!("XML has no `&{name};`"),
                    false => "a `&` is written `&amp;`".to_owned(),
                };
            return Err(Broken::new(span, what));
        };
        self.push(character.encode_utf8(&mut [0; 4]), span);
        Ok(())
    }
}

/// The character of a number, if XML may hold it.
fn numbered(number: &str) -> Option<char> {
    let (digits, base) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    let digits = digits.starts_with(|c: char| c.is_digit(base)).then_some(digits)?;
    char::from_u32(u32::from_str_radix(digits, base).ok()?).filter(|c| is_allowed(*c))
}

/// Whether a character may stand in XML.
pub(super) fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
