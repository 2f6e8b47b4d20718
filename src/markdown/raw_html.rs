//! Raw HTML in Markdown: read as browsers read it, filtered, and written anew.
//!
//! Knows which tags and attributes pass. Everything that passes is escaped again, so a browser sees the same tags
//! as this filter. Tags are balanced within the part of Markdown that they stand in.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::mem::take;
use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{EndTag, Error, StartTag, Token, Tokenizer};
use pulldown_cmark::Event;

use super::render::{LINKS, LOADED, Renderer};
use super::text::scheme;
use super::{HoleKind, escape};
use crate::problem::Rule;

/// Tags that are left out; what stands between them stays.
const LEFT_OUT: &[&str] = &[
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "base",
    "meta",
    "link",
    "html",
    "head",
    "body",
    "noscript",
    "param",
    "plaintext",
    "portal",
    "fencedframe",
    "foreignobject",
    "animate",
    "animatemotion",
    "animatetransform",
    "set",
];
/// Tags that are left out with all that stands between them.
const LEFT_OUT_WHOLE: &[&str] =
    &["script", "style", "iframe", "template", "title", "math", "xmp", "noembed", "noframes", "listing"];
const VOID: &[&str] =
    &["area", "br", "col", "hr", "img", "input", "source", "track", "wbr", "embed", "base", "meta", "link"];
/// Elements that HTML closes without an end tag.
const CLOSE_THEMSELVES: &[&str] = &[
    "li", "dt", "dd", "p", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup",
    "caption", "rt", "rp",
];
/// Elements in which addresses and citations stay text.
const QUIET: &[&str] =
    &["a", "code", "pre", "kbd", "samp", "button", "textarea", "select", "option", "svg", "label"];
/// Attributes that load or lead somewhere and have no place in a text.
const NO_PLACE: &[&str] = &[
    "style",
    "srcdoc",
    "formaction",
    "ping",
    "background",
    "data",
    "codebase",
    "classid",
    "lowsrc",
    "dynsrc",
    "manifest",
    "profile",
    "archive",
    "icon",
    "http-equiv",
    "imagesrcset",
    "attributename",
    "nonce",
];

/// What is open of the raw HTML.
#[derive(Debug, Default)]
pub(super) struct Raw {
    open: Vec<Open>,
    /// How many were open where each part of Markdown began.
    barriers: Vec<usize>,
    /// The name of the element that is left out with all inside, and the part of Markdown that it began in.
    dropping: Option<(String, usize)>,
}

#[derive(Debug)]
struct Open {
    name: String,
    close: Close,
    span: Range<usize>,
}

#[derive(Debug)]
enum Close {
    Tag(String),
    Link,
    Nothing,
}

impl Raw {
    /// A part of Markdown begins.
    pub(super) fn enter(&mut self) {
        self.barriers.push(self.open.len());
    }

    /// How many tags are open.
    pub(super) fn count(&self) -> usize {
        self.open.len()
    }

    fn barrier(&self) -> usize {
        self.barriers.last().copied().unwrap_or(0)
    }

    /// Whether nothing was left open in the part of Markdown.
    pub(super) fn is_clean(&self) -> bool {
        self.open.len() <= self.barrier() && self.dropping.is_none()
    }

    /// Whether text is inside of something where addresses stay text.
    pub(super) fn is_quiet(&self) -> bool {
        self.open.iter().any(|open| QUIET.contains(&open.name.as_str()))
    }

    /// Whether a raw link is open.
    pub(super) fn has_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open.close, Close::Link))
    }
}

impl Renderer<'_, '_> {
    /// A part of Markdown ends: what was opened in it is closed.
    pub(super) fn leave(&mut self) {
        let barrier = self.raw.barriers.pop().unwrap_or(0);
        self.close_raw(barrier);
        if self.raw.dropping.as_ref().is_some_and(|(_, depth)| *depth > self.raw.barriers.len()) {
            self.raw.dropping = None;
            self.out.muted = false;
        }
    }

    /// Closes raw tags until only so many are open, with a warning where one should have been closed.
    pub(super) fn close_raw(&mut self, count: usize) {
        while self.raw.open.len() > count {
            let Some(open) = self.raw.open.pop() else { return };
            if !CLOSE_THEMSELVES.contains(&open.name.as_str()) {
                self.warn(&open.span, format!("the tag `<{}>` is not closed", open.name))
                    .help(format!("write `</{}>` where it ends, in the same part of the text", open.name));
                self.close(open.close, &open.span);
            }
        }
    }

    fn close(&mut self, close: Close, span: &Range<usize>) {
        // The end may lie in something that is left out; the beginning was written.
        let muted = take(&mut self.out.muted);
        match close {
            Close::Tag(name) => {
                let _ = write!(Tags(self), "</{name}>");
            }
            Close::Link => self.out.hole(HoleKind::LinkEnd, self.spot.span(span.clone())),
            Close::Nothing => {}
        }
        self.out.muted = muted;
    }

    fn warn(&mut self, span: &Range<usize>, said: String) -> &mut crate::problem::Problem {
        let place = self.spot.place(span.clone());
        self.problems.warn(Rule::RawHtml, place, said)
    }

    /// A block of HTML, which the parser hands over line by line. Gives the number of the next event.
    pub(super) fn html_block(&mut self, start: usize) -> usize {
        let events = self.events;
        let mut html = Cow::Borrowed("");
        let mut map: Vec<(usize, usize)> = Vec::new();
        let mut at = start + 1;
        let mut next = usize::MAX;
        while let Some((Event::Html(line) | Event::Text(line), span)) = events.get(at) {
            if span.start != next || map.is_empty() {
                map.push((html.len(), span.start));
            }
            match (&html, map.as_slice()) {
                // One stretch of the source needs no copy.
                (Cow::Borrowed(_), [(_, begin)])
                    if self
                        .text
                        .get(*begin..span.end)
                        .is_some_and(|s| s.ends_with(&**line) && s.len() == html.len() + line.len()) =>
                {
                    html = Cow::Borrowed(&self.text[*begin..span.end]);
                }
                _ => html.to_mut().push_str(line),
            }
            next = span.end;
            at += 1;
        }
        self.new_line();
        self.raw_html(&html, &map);
        self.new_line_after_block();
        at + 1
    }

    fn new_line_after_block(&mut self) {
        if !self.raw.is_quiet() {
            self.new_line();
        }
    }

    /// Filters a stretch of raw HTML; `map` has pairs of a byte in it and the byte in the text.
    pub(super) fn raw_html(&mut self, html: &str, map: &[(usize, usize)]) {
        let place = |range: Range<usize>| {
            let one = |at: usize| {
                let index = map.partition_point(|(from, _)| *from <= at).saturating_sub(1);
                let (from, to) = map.get(index).copied().unwrap_or((0, 0));
                to + (at - from)
            };
            let start = one(range.start);
            start..one(range.end).max(start)
        };
        let mut from = 0;
        while from < html.len() {
            if let Some((name, _)) = &self.raw.dropping {
                let Some(end) = end_of_element(&html[from..], name) else { return };
                from += end;
                self.raw.dropping = None;
                self.out.muted = false;
                continue;
            }
            if let Some((sign, end)) = [("<?", "?>"), ("<![CDATA[", "]]>")]
                .into_iter()
                .find(|(sign, _)| html[from..].trim_start().starts_with(sign))
            {
                let length = html[from..].find(end).map_or(html.len() - from, |at| at + end.len());
                self.warn(&place(from..from + length), format!("`{sign}` is left out"))
                    .help("it means nothing in a page");
                from += length;
                continue;
            }
            from += self.tokens(&html[from..], from, &place);
        }
    }

    /// Handles tokens until the end, or behind a tag whose content is left out. Gives the bytes that are done.
    fn tokens(&mut self, html: &str, from: usize, place: &dyn Fn(Range<usize>) -> Range<usize>) -> usize {
        let at = |span: html5gum::Span<usize>| {
            let start = (span.start + from).min(from + html.len());
            place(start..(span.end + from).clamp(start, from + html.len()))
        };
        for token in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let end = tag.span.end;
                    let span = at(tag.span);
                    self.start_tag(tag, &span);
                    if self.raw.dropping.is_some() {
                        return behind_tag(html, end);
                    }
                }
                Token::EndTag(tag) => {
                    let span = at(tag.span);
                    self.end_tag(&tag, &span);
                }
                Token::String(text) => {
                    let text = String::from_utf8_lossy(&text.value);
                    self.out.text(&text);
                    self.count(&text);
                }
                Token::Doctype(doctype) => {
                    let span = at(doctype.span);
                    self.warn(&span, "`<!DOCTYPE>` is left out".to_owned());
                }
                Token::Error(error) if error.value == Error::EofInTag => {
                    let start = html.rfind('<').unwrap_or(0) + from;
                    self.warn(
                        &place(start..from + html.len()),
                        "a tag that does not end is left out".to_owned(),
                    )
                    .help("write `>`; an empty line ends a block of HTML");
                }
                Token::Comment(_) | Token::Error(_) => {}
            }
        }
        html.len()
    }

    fn start_tag(&mut self, tag: StartTag<usize>, span: &Range<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let whole = LEFT_OUT_WHOLE.contains(&name.as_str());
        if whole || LEFT_OUT.contains(&name.as_str()) || !is_name(&name) {
            self.warn(span, format!("the tag `<{name}>` is left out"))
                .help("scripts, styles and frames have no place in a text; a template can hold them");
            if whole {
                self.raw.dropping = Some((name, self.raw.barriers.len()));
                self.out.muted = true;
            }
            return;
        }
        let written = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => format!("h{}", self.close_up(level - b'0')),
            _ => name.clone(),
        };
        let svg = name == "svg" || self.raw.open.iter().any(|open| open.name == "svg");
        let mut attributes = String::new();
        let mut sources = Vec::new();
        let mut href = None;
        let mut title = String::new();
        for (key, value) in &tag.attributes {
            let key = String::from_utf8_lossy(key);
            let value = String::from_utf8_lossy(value);
            match key.as_ref() {
                "href" | "xlink:href" if name == "a" => {
                    href = self.check_scheme(&value, LINKS, span).then(|| value.into_owned());
                }
                "title" if name == "a" => title = value.into_owned(),
                key => self.attribute(&name, key, &value, span, &mut attributes, &mut sources),
            }
        }
        self.check_tag(&name, &tag, span);
        if name == "a" && (self.link.is_some() || self.raw.has_link()) {
            self.warn(span, "a link inside of a link is left out".to_owned());
            return self.push(name, Close::Nothing, span);
        }
        if let Some(target) = href {
            let at = self.spot.span(span.clone());
            self.out.hole(HoleKind::LinkStart { target, title, attributes, button: false }, at);
            return self.push(name, Close::Link, span);
        }
        if !title.is_empty() {
            add(&mut attributes, "title", &title);
        }
        let mut out = Tags(self);
        let _ = write!(out, "<{written}{attributes}");
        for (attribute, target) in sources {
            let at = self.spot.span(span.clone());
            self.out.hole(HoleKind::Source { attribute, target }, at);
        }
        let closed = svg && tag.self_closing;
        self.out.tag(if closed { "/>" } else { ">" });
        if !closed && !VOID.contains(&name.as_str()) {
            self.push(name, Close::Tag(written), span);
        }
    }

    fn push(&mut self, name: String, close: Close, span: &Range<usize>) {
        self.raw.open.push(Open { name, close, span: span.clone() });
    }

    fn attribute(
        &mut self,
        tag: &str,
        key: &str,
        value: &str,
        span: &Range<usize>,
        attributes: &mut String,
        sources: &mut Vec<(&'static str, String)>,
    ) {
        let behaves = match key {
            "autoplay" => Some("plays by itself"),
            "autofocus" => Some("moves the focus"),
            "tabindex" if value.trim().parse::<i64>().is_ok_and(|order| order > 0) => {
                Some("changes the order of the focus")
            }
            _ => None,
        };
        if let Some(behaves) = behaves {
            let place = self.spot.place(span.clone());
            self.problems
                .error(Rule::Behaviour, place, format!("`{key}` {behaves}"))
                .help(format!("take `{key}` out; visitors decide"));
            return;
        }
        let loads = |attribute: &'static str| Some((attribute, LOADED));
        let source = match key {
            "src" => loads("src"),
            "poster" => loads("poster"),
            "srcset" => loads("srcset"),
            "action" => loads("action"),
            "href" | "xlink:href" => Some(("href", LINKS)),
            _ => None,
        };
        if let Some((attribute, allowed)) = source {
            let fine = match attribute {
                "srcset" => value.split(',').all(|one| self.check_scheme(one, allowed, span)),
                _ => self.check_scheme(value, allowed, span),
            };
            if fine {
                sources.push((attribute, value.to_owned()));
            }
            return;
        }
        if matches!(key, "cite" | "longdesc") && !self.check_scheme(value, LOADED, span) {
            return;
        }
        let bad_scheme = matches!(scheme(value).as_deref(), Some("javascript" | "vbscript" | "data"));
        let loads = value.contains("url(") && !value.contains("url(#");
        if key.starts_with("on") || NO_PLACE.contains(&key) || !is_name(key) || bad_scheme || loads {
            self.warn(span, format!("the attribute `{key}` of `<{tag}>` is left out")).help(
                "handlers and inline styles have no place in a text; a class can be styled by the theme",
            );
            return;
        }
        if key == "id" && !self.take_id(value, span) {
            return;
        }
        add(attributes, key, value);
    }

    fn check_tag(&mut self, name: &str, tag: &StartTag<usize>, span: &Range<usize>) {
        let place = self.spot.place(span.clone());
        if name == "img" && !tag.attributes.contains_key(b"alt".as_slice()) {
            self.problems
                .error(Rule::NoAlt, place, "a picture without alternative text")
                .help("add `alt=\"what it shows\"`, or `alt=\"\"` if it tells nothing");
        } else if name == "form" {
            let method = tag.attributes.get(b"method".as_slice());
            if !method.is_some_and(|method| method.eq_ignore_ascii_case(b"post")) {
                self.problems
                    .error(Rule::Form, place, "a form that does not post")
                    .help("add `method=\"post\"`: with any other method the answers stand in the address");
            }
        }
    }

    fn end_tag(&mut self, tag: &EndTag<usize>, span: &Range<usize>) {
        let name = String::from_utf8_lossy(&tag.name);
        if LEFT_OUT.contains(&name.as_ref()) || LEFT_OUT_WHOLE.contains(&name.as_ref()) {
            return;
        }
        let barrier = self.raw.barrier();
        let found = self.raw.open[barrier..].iter().rposition(|open| open.name == *name);
        let Some(found) = found else {
            self.warn(span, format!("the end tag `</{name}>` is left out"))
                .label(format!("no `<{name}>` is open in this part of the text"));
            return;
        };
        self.close_raw(barrier + found + 1);
        if let Some(open) = self.raw.open.pop() {
            self.close(open.close, span);
        }
    }
}

/// Writes tags through the renderer.
struct Tags<'r, 'a, 'p>(&'r mut Renderer<'a, 'p>);

impl std::fmt::Write for Tags<'_, '_, '_> {
    fn write_str(&mut self, html: &str) -> std::fmt::Result {
        self.0.out.tag(html);
        Ok(())
    }
}

fn add(attributes: &mut String, key: &str, value: &str) {
    attributes.push(' ');
    attributes.push_str(key);
    attributes.push_str("=\"");
    escape(attributes, value);
    attributes.push('"');
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte))
}

/// Behind the `>` of the tag that ends about here.
fn behind_tag(html: &str, end: usize) -> usize {
    let end = end.min(html.len());
    match html.as_bytes().get(end.wrapping_sub(1)) {
        Some(b'>') => end,
        _ => {
            html.as_bytes()[end..].iter().position(|byte| *byte == b'>').map_or(html.len(), |at| end + at + 1)
        }
    }
}

/// Behind the end tag of the element, wherever it stands in the text, as browsers look for it.
fn end_of_element(html: &str, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    for (at, _) in html.match_indices("</") {
        let rest = &bytes[at + 2..];
        let same = rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes());
        let over = rest.get(name.len()).is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte));
        if same && over {
            let end = at + 2 + name.len();
            return Some(html[end..].find('>').map_or(html.len(), |close| end + close + 1));
        }
    }
    None
}
