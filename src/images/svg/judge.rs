//! The walk through a drawing: what is kept as it is written, what is cut out, what is refused.

use std::ops::Range;

use super::embedded::{self, Fault};
use super::faults::{Teller, Words};
use super::names::{self, MOST_PREFIXES, Space, Spaces, Verdict};
use super::reader::{Attribute, Broken, Decoded, Kind, Piece, Pieces, Tag, end_name, is_allowed, tag};
use crate::markdown::raw_html::styles::{self, Load};
use crate::markdown::raw_html::{Value, is_open_ended};
use crate::markdown::scheme;

/// So many elements may be open at once; drawings have a dozen.
const DEEPEST: usize = 250;

/// Where a link of a drawing may lead; an address without a scheme may too.
const LINKS: &[&str] = &["http", "https", "mailto", "tel", "sms"];

/// A stretch of the text that is published otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Range<usize>,
    pub(super) instead: String,
}

/// An open element.
struct Open<'t> {
    name: &'t str,
    /// `<name`.
    span: Range<usize>,
    /// The styles in it, if it is `<style>`.
    styles: Option<Decoded<'t>>,
}

/// An element that is being left out.
struct Cut {
    /// How many elements are open around it.
    depth: usize,
    start: usize,
}

/// The state of the walk.
pub(super) struct Walk<'t, 'p> {
    text: &'t str,
    tell: Teller<'p>,
    open: Vec<Open<'t>>,
    spaces: Spaces<'t>,
    cut: Option<Cut>,
    edits: Vec<Edit>,
    has_root: bool,
    /// The brackets `]` at the end of the words before.
    brackets: usize,
}

impl<'t, 'p> Walk<'t, 'p> {
    pub(super) fn new(text: &'t str, tell: Teller<'p>) -> Self {
        let (open, spaces, edits) = (Vec::new(), Spaces::default(), Vec::new());
        Walk { text, tell, open, spaces, cut: None, edits, has_root: false, brackets: 0 }
    }

    /// What is to be changed, in order, if nothing is wrong.
    pub(super) fn edits(mut self) -> Option<Vec<Edit>> {
        if let Err(broken) = self.walk() {
            self.tell.broken(broken);
        }
        self.edits.sort_by_key(|edit| edit.span.start);
        self.tell.is_fine().then_some(self.edits)
    }

    fn walk(&mut self) -> Result<(), Broken> {
        let forbidden = self.text.char_indices().find(|(_, c)| !is_allowed(*c));
        if let Some((at, c)) = forbidden {
            let what = format!("the character U+{:04X} cannot stand in XML", u32::from(c));
            return Err(Broken::new(at..at + c.len_utf8(), what));
        }
        let mut pieces = Pieces::new(self.text);
        while let Some(piece) = pieces.next()? {
            self.piece(&piece)?;
            if !self.has_root && self.tell.has_told() {
                // What is no drawing is not looked into.
                return Ok(());
            }
        }
        match self.open.last() {
            Some(open) => Err(Broken::new(
                open.span.clone(),
                format!("`<{}>` has no end: `</{}>`", open.name, open.name),
            )),
            None if !self.has_root => {
                Err(Broken::new(0..self.text.len().min(1), "there is no `<svg>` in it"))
            }
            None => Ok(()),
        }
    }

    fn written(&self, span: &Range<usize>) -> &'t str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    fn leave_out(&mut self, span: Range<usize>) {
        if self.cut.is_none() {
            self.edits.push(Edit { span, instead: String::new() });
        }
    }

    fn piece(&mut self, piece: &Piece) -> Result<(), Broken> {
        let span = &piece.span;
        match piece.kind {
            Kind::Start | Kind::Empty => self.start(tag(self.text, span)?, piece)?,
            Kind::End => self.end(end_name(self.text, span), span)?,
            Kind::Text | Kind::Verbatim | Kind::Reference => return self.words(piece),
            Kind::Declaration => return self.declaration(span),
            Kind::Doctype => self.doctype(span),
            Kind::Aside => self.leave_out(span.clone()),
        }
        if piece.kind != Kind::Aside {
            self.brackets = 0;
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'t>, piece: &Piece) -> Result<(), Broken> {
        let depth = self.open.len();
        if depth == 0 && self.has_root {
            return Err(Broken::new(tag.span, "a second element stands behind the drawing"));
        }
        if depth >= DEEPEST {
            return Err(Broken::new(tag.span, format!("over {DEEPEST} elements stand within one another")));
        }
        let mut styles = None;
        if self.cut.is_none() {
            self.declare(&tag, depth)?;
            let name = self.element(&tag)?;
            match name {
                Some(name) => {
                    styles = (name == "style").then(Decoded::default);
                    self.attributes(&tag, &name)?;
                }
                None => self.cut = Some(Cut { depth, start: piece.span.start }),
            }
        }
        self.open.push(Open { name: tag.name, span: tag.span, styles });
        if piece.kind == Kind::Empty { self.close(&piece.span) } else { Ok(()) }
    }

    /// Takes the prefixes that an element declares.
    fn declare(&mut self, tag: &Tag<'t>, depth: usize) -> Result<(), Broken> {
        for attribute in &tag.attributes {
            let Some(prefix) = names::declared(attribute.name) else { continue };
            if !self.spaces.declare(prefix, attribute.value()?.text.trim(), depth) {
                let what = format!("over {MOST_PREFIXES} prefixes are declared");
                return Err(Broken::new(attribute.shown.clone(), what));
            }
        }
        Ok(())
    }

    /// The name of an element in lower case, if it is kept.
    fn element(&mut self, tag: &Tag<'t>) -> Result<Option<String>, Broken> {
        let (prefix, local) = names::split(tag.name);
        let (space, name) = (self.spaces.find(prefix), local.to_ascii_lowercase());
        if self.open.is_empty() {
            return Ok(self.root(tag, space, local).then_some(name));
        }
        match space {
            Some(Space::Svg) => match names::verdict(&name) {
                Verdict::Passes => return Ok(Some(name)),
                Verdict::Noise => {}
                // What Illustrator writes for itself, which no browser draws.
                Verdict::Refused if name == "foreignobject" && is_of_an_editor(tag)? => {}
                Verdict::Refused => self.tell.element(tag, &name),
            },
            Some(Space::Html) => self.tell.html(tag),
            _ => {}
        }
        Ok(None)
    }

    /// Whether the first element is that of a drawing.
    fn root(&mut self, tag: &Tag<'t>, space: Option<Space>, local: &str) -> bool {
        if local == "svg" && space == Some(Space::Svg) {
            self.has_root = true;
            return true;
        }
        match local.to_ascii_lowercase().as_str() {
            "svg" => self.tell.no_namespace(tag),
            "html" | "head" | "body" => self.tell.page(&tag.span),
            _ => self.tell.other_root(tag),
        }
        false
    }

    fn attributes(&mut self, tag: &Tag<'t>, element: &str) -> Result<(), Broken> {
        for attribute in &tag.attributes {
            let value = attribute.value()?;
            if self.is_kept(attribute, element, &value) {
                self.kept(attribute, element, &value);
            } else {
                self.leave_out(attribute.span.clone());
            }
        }
        Ok(())
    }

    /// Whether an attribute is of a drawing; one that is refused is told of when it is judged.
    fn is_kept(&self, attribute: &Attribute<'t>, element: &str, value: &Decoded<'t>) -> bool {
        if let Some(prefix) = names::declared(attribute.name) {
            let space = self.spaces.find(prefix);
            return space.is_some_and(|space| matches!(space, Space::Svg | Space::Xlink))
                && !value.text.is_empty();
        }
        let (prefix, local) = names::split(attribute.name);
        let local = local.to_ascii_lowercase();
        match (prefix, self.spaces.find(prefix)) {
            ("", _) if local == "data-name" => false,
            ("", _) => is_handler(&local) || is_open_ended(&local) || names::value(element, &local).is_some(),
            ("xlink", None) | (_, Some(Space::Xlink)) => {
                const SAID: &[&str] = &["actuate", "arcrole", "role", "show", "title", "type"];
                SAID.contains(&local.as_str()) || names::value(element, &local).is_some() && local == "href"
            }
            (_, Some(Space::Xml)) => ["id", "lang", "space"].contains(&local.as_str()),
            _ => false,
        }
    }

    /// Judges an attribute of a drawing.
    fn kept(&mut self, attribute: &Attribute<'t>, element: &str, value: &Decoded<'t>) {
        let (prefix, local) = names::split(attribute.name);
        let local = local.to_ascii_lowercase();
        if names::declared(attribute.name).is_some() || prefix == "xml" {
            return;
        }
        if prefix == "xlink" && self.spaces.find(prefix).is_none() {
            return self.tell.no_prefix(attribute);
        }
        if prefix.is_empty() && is_handler(&local) {
            return self.tell.handler(attribute);
        }
        if local == "attributename" && names::moves(element) {
            let (_, target) = names::split(value.text.trim());
            let target = target.to_ascii_lowercase();
            if target == "href" || is_handler(&target) {
                self.tell.moved(attribute, value.text.trim());
            }
            return;
        }
        if !prefix.is_empty() && local != "href" {
            return;
        }
        match names::value(element, &local) {
            Some(Value::Style) => self.styles(value, &attribute.shown),
            Some(Value::Within) => self.within(attribute, element, &value.text),
            Some(Value::Draws) => self.draws(attribute, element, value),
            Some(Value::Leads) => {
                if let Some(scheme) = scheme(&value.text).filter(|scheme| !LINKS.contains(&scheme.as_str())) {
                    self.tell.scheme(attribute, &scheme, LINKS);
                }
            }
            _ => {}
        }
    }

    /// An address that may lead to a part of the drawing alone.
    fn within(&mut self, attribute: &Attribute<'t>, element: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() && !value.starts_with('#') {
            self.tell.elsewhere(&attribute.shown, &Words::Element(element), value);
        }
    }

    /// An address of what is drawn: a part of the drawing, or a picture that stands in it.
    fn draws(&mut self, attribute: &Attribute<'t>, element: &str, value: &Decoded<'t>) {
        let address = value.text.trim();
        if element == "use" || address.is_empty() || address.starts_with('#') {
            return self.within(attribute, element, address);
        }
        match embedded::picture(address) {
            Ok(Some(instead)) => {
                let span = value.map.span(0..value.text.len());
                self.edits.push(Edit { span, instead });
            }
            Ok(None) => {}
            Err(Fault::Elsewhere) => self.tell.elsewhere(&attribute.shown, &Words::Element(element), address),
            Err(fault) => self.tell.embedded(&attribute.shown, &fault),
        }
    }

    /// Judges CSS, which stands in an attribute or in an element.
    fn styles(&mut self, css: &Decoded<'_>, around: &Range<usize>) {
        for (inside, load) in styles::loads(&css.text) {
            let span = css.map.span(inside);
            let span = if span.is_empty() { around.clone() } else { span };
            match load {
                Load::Address(address) if address.trim().is_empty() || address.trim().starts_with('#') => {}
                Load::Address(address) if embedded::is_font(&address) => {}
                Load::Address(address) => match embedded::picture(&address) {
                    Ok(Some(instead)) => self.edits.push(Edit { span, instead: format!("url({instead})") }),
                    Ok(None) => {}
                    Err(Fault::Elsewhere) => self.tell.elsewhere(&span, &Words::Styles, &address),
                    Err(fault) => self.tell.embedded(&span, &fault),
                },
                Load::Import => self.tell.import(&span),
                Load::Function(name) => self.tell.function(&span, &name),
                Load::Deep => self.tell.deep_styles(&span),
            }
        }
    }

    fn words(&mut self, piece: &Piece) -> Result<(), Broken> {
        let (span, written) = (&piece.span, self.written(&piece.span));
        let is_blank = piece.kind == Kind::Text && written.trim_matches([' ', '\t', '\r', '\n']).is_empty();
        if self.open.is_empty() && !is_blank {
            let start = span.end - written.trim_start().len();
            return Err(Broken::new(start..span.end, "words stand outside of the drawing"));
        }
        let mut decoded = Decoded::default();
        match piece.kind {
            Kind::Reference => {
                let name = written.trim_start_matches('&').trim_end_matches(';');
                decoded.reference(name, span.clone())?;
                self.brackets = 0;
            }
            Kind::Verbatim => {
                let inside = span.start + "<![CDATA[".len()..span.end - "]]>".len();
                decoded.push(self.written(&inside), inside);
                self.brackets = 0;
            }
            _ => {
                // Two pieces of words become one where a comment between them is cut out.
                let ends = written.contains("]]>")
                    || self.brackets >= 2 && written.starts_with('>')
                    || self.brackets >= 1 && written.starts_with("]>");
                if ends {
                    return Err(Broken::new(span.clone(), "`]]>` cannot stand in words"));
                }
                decoded.push(written, span.clone());
                let own = written.len() - written.trim_end_matches(']').len();
                self.brackets = if own == written.len() { self.brackets + own } else { own };
            }
        }
        if let Some(styles) = self.open.last_mut().and_then(|open| open.styles.as_mut()) {
            styles.text.to_mut().push_str(&decoded.text);
            styles.map.append(&decoded.map, 0..decoded.text.len());
        }
        Ok(())
    }

    fn end(&mut self, name: &str, span: &Range<usize>) -> Result<(), Broken> {
        match self.open.last() {
            Some(open) if open.name == name => self.close(span),
            Some(open) => {
                let what = format!("`<{}>` is open here, and `</{name}>` does not end it", open.name);
                Err(Broken::new(span.clone(), what))
            }
            None => Err(Broken::new(span.clone(), format!("no `<{name}>` is open here"))),
        }
    }

    /// Ends the innermost element, whose last tag has this range.
    fn close(&mut self, span: &Range<usize>) -> Result<(), Broken> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let depth = self.open.len();
        if let Some(styles) = open.styles {
            self.styles(&styles, &open.span);
        }
        if let Some(cut) = self.cut.take_if(|cut| cut.depth == depth) {
            self.leave_out(cut.start..span.end);
        }
        if self.cut.is_none() {
            self.spaces.leave(depth);
        }
        Ok(())
    }

    fn declaration(&mut self, span: &Range<usize>) -> Result<(), Broken> {
        let is_ascii = self.text.trim_start_matches('\u{feff}').is_ascii();
        match super::declaration::encoding(self.written(span)) {
            None => Err(Broken::new(span.clone(), "no declaration of XML")),
            Some(encoding) => {
                if !super::declaration::is_utf8(encoding, is_ascii) {
                    self.tell.encoding(span, encoding);
                }
                Ok(())
            }
        }
    }

    fn doctype(&mut self, span: &Range<usize>) {
        let written = self.written(span);
        let lower = written.to_ascii_lowercase();
        if let Some(at) = lower.find("<!entity") {
            let start = span.start + at;
            self.tell.entity(&(start..start + "<!ENTITY".len()));
        } else if lower.trim_start_matches("<!doctype").trim_start().starts_with("html") {
            self.tell.page(span);
        }
        self.leave_out(span.clone());
    }
}

/// Whether an attribute runs a script.
fn is_handler(name: &str) -> bool {
    name.strip_prefix("on").is_some_and(|event| event.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether an element asks for an editor that no browser is.
fn is_of_an_editor(tag: &Tag<'_>) -> Result<bool, Broken> {
    match tag.attributes.iter().find(|attribute| attribute.name == "requiredExtensions") {
        Some(attribute) => Ok(attribute.value()?.text.contains("ns.adobe.com")),
        None => Ok(false),
    }
}
