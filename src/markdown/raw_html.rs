//! The filter that raw HTML in Markdown goes through: what may stay, what is left out (with a warning), what is an
//! error. Tags that need no change pass as they were typed.

use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{Span, Tokenizer};

use super::render::Writer;
use super::{HoleKind, check_scheme, escape};
use crate::problem::Rule;

/// Elements that are left out with all they hold.
const DROPPED: [&str; 12] = [
    "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "noscript", "template",
    "title", "textarea",
];
/// Tags that are left out alone: they belong to the page around, not to a body.
const UNWRAPPED: [&str; 9] = ["html", "head", "body", "base", "meta", "link", "main", "dialog", "slot"];
const VOID: [&str; 11] =
    ["area", "br", "col", "hr", "img", "input", "source", "track", "wbr", "param", "embed"];
/// Attributes that hold an address that a reader follows or a form posts to.
const LINKS: [&str; 3] = ["href", "action", "cite"];
/// Attributes that load something.
const LOADS: [&str; 3] = ["src", "poster", "data"];

/// What the filter remembers from one piece of raw HTML to the next.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The element that is being left out.
    pub(super) dropping: Option<String>,
    /// Raw elements that are open, with their places.
    pub(super) open: Vec<(String, Range<usize>, bool)>,
}

/// Writes a piece of raw HTML that stands at `at` of the text; `exact` if its bytes are those of the text.
pub(super) fn write(writer: &mut Writer<'_, '_>, html: &str, at: Range<usize>, exact: bool) {
    let place =
        |span: &Span<usize>| if exact { at.start + span.start..at.start + span.end } else { at.clone() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => start_tag(writer, html, &tag, place(&tag.span)),
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                end_tag(writer, &name, place(&tag.span));
            }
            Token::String(string) if writer.raw.dropping.is_none() => {
                let shown = html
                    .get(string.span.start..string.span.end)
                    .map_or_else(|| text(&string.value), str::to_owned);
                // A lone `<` that begins no tag must not begin one later.
                writer.push(&shown.replace('<', "&lt;"));
            }
            _ => {}
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn left_out(writer: &mut Writer<'_, '_>, span: Range<usize>, what: &str) {
    let place = writer.spot.place(span);
    writer
        .problems
        .warn(Rule::RawHtml, place, format!("{what} is left out"))
        .help("pages hold no scripts, frames or inline styles; use Markdown, a class or the theme");
}

fn start_tag(writer: &mut Writer<'_, '_>, html: &str, tag: &StartTag<usize>, span: Range<usize>) {
    let name = text(&tag.name);
    if writer.raw.dropping.is_some() {
        return;
    }
    if DROPPED.contains(&name.as_str()) {
        left_out(writer, span, &format!("`<{name}>`"));
        if !VOID.contains(&name.as_str()) && name != "frame" {
            writer.raw.dropping = Some(name);
        }
        return;
    }
    if UNWRAPPED.contains(&name.as_str()) {
        left_out(writer, span, &format!("`<{name}>`"));
        return;
    }
    let void = VOID.contains(&name.as_str());
    let mut changed = name == "h1" || (tag.self_closing && !void);
    let shown = if name == "h1" { "h2" } else { name.as_str() };
    let mut attributes: Vec<(String, Attribute)> = Vec::new();
    for (key, value) in &tag.attributes {
        let (key, value) = (text(key), text(&value.value));
        match attribute(writer, &name, &key, value, &span) {
            Some(attribute) => {
                changed |= !matches!(attribute, Attribute::Text(_));
                attributes.push((key, attribute));
            }
            None => changed = true,
        }
    }
    if name == "img" && !tag.attributes.contains_key(b"alt".as_slice()) {
        let place = writer.spot.place(span.clone());
        writer
            .problems
            .error(Rule::NoAlt, place, "a picture without alternative text")
            .help("add alt=\"…\", empty if it only decorates");
    }
    if name == "form" {
        writer.raw.open.push((name.clone(), span, false));
        left_out(writer, writer.raw.open.last().map_or(0..0, |open| open.1.clone()), "`<form>`");
        return;
    }
    if name == "a"
        && attributes.iter().any(|(key, value)| key == "href" && matches!(value, Attribute::Link(_)))
    {
        let mut others = String::new();
        let mut target = String::new();
        for (key, value) in attributes {
            match value {
                Attribute::Link(link) if key == "href" => target = link,
                value => write_attribute(&mut others, &key, value.text()),
            }
        }
        writer.raw.open.push((name, span.clone(), true));
        writer.hole(
            HoleKind::LinkStart { target, title: String::new(), attributes: others, button: false },
            span,
        );
        return;
    }
    if !changed {
        let range = tag.span.start..tag.span.end;
        writer.push(html.get(range).unwrap_or_default());
    } else {
        writer.push(&format!("<{shown}"));
        for (key, value) in attributes {
            match value {
                Attribute::Load(target) => {
                    writer.push(&format!(" {key}=\""));
                    writer.hole(HoleKind::Source { target }, span.clone());
                    writer.push("\"");
                }
                value => {
                    let mut one = String::new();
                    write_attribute(&mut one, &key, value.text());
                    writer.push(&one);
                }
            }
        }
        writer.push(">");
        if tag.self_closing && !void {
            writer.push(&format!("</{shown}>"));
            return;
        }
    }
    if !void {
        writer.raw.open.push((name, span, false));
    }
}

enum Attribute {
    Text(String),
    Link(String),
    Load(String),
}

impl Attribute {
    fn text(&self) -> &str {
        match self {
            Attribute::Text(text) | Attribute::Link(text) | Attribute::Load(text) => text,
        }
    }
}

fn write_attribute(out: &mut String, key: &str, value: &str) {
    out.push(' ');
    out.push_str(key);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

/// Whether an attribute may stay, and as what.
fn attribute(
    writer: &mut Writer<'_, '_>,
    tag: &str,
    key: &str,
    value: String,
    span: &Range<usize>,
) -> Option<Attribute> {
    let fine = key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.@".contains(&b));
    if !fine
        || key.starts_with("on")
        || matches!(key, "style" | "srcdoc" | "formaction" | "srcset" | "xlink:href" | "ping" | "background")
    {
        left_out(writer, span.clone(), &format!("`{key}` of `<{tag}>`"));
        return None;
    }
    let place = writer.spot.place(span.clone());
    if key == "autoplay" {
        writer
            .problems
            .error(Rule::Behaviour, place, "`autoplay` is not allowed")
            .help("let the reader start it");
        return None;
    }
    if key == "tabindex" && value.trim().parse::<i64>().is_ok_and(|index| index > 0) {
        writer
            .problems
            .error(Rule::Behaviour, place, "a positive `tabindex` moves the focus out of order")
            .help("write 0, or leave it out");
        return None;
    }
    if key == "id" {
        writer.claim_id(&value, span.clone());
        return Some(Attribute::Text(value));
    }
    if LINKS.contains(&key) || LOADS.contains(&key) {
        if !check_scheme(&value, || place, writer.problems) {
            return None;
        }
        if LOADS.contains(&key) {
            return Some(Attribute::Load(value));
        }
        return Some(if tag == "a" && key == "href" {
            Attribute::Link(value)
        } else {
            Attribute::Text(value)
        });
    }
    Some(Attribute::Text(value))
}

fn end_tag(writer: &mut Writer<'_, '_>, name: &str, span: Range<usize>) {
    if let Some(dropping) = &writer.raw.dropping {
        if dropping == name {
            writer.raw.dropping = None;
        }
        return;
    }
    if DROPPED.contains(&name) || UNWRAPPED.contains(&name) || VOID.contains(&name) {
        return;
    }
    let Some(at) = writer.raw.open.iter().rposition(|(open, _, _)| open == name) else {
        left_out(writer, span, &format!("`</{name}>`, which closes nothing,"));
        return;
    };
    // What was opened inside and not closed ends here too.
    let closed = writer.raw.open.split_off(at);
    for (name, span, link) in closed.into_iter().rev() {
        close(writer, &name, span, link);
    }
}

fn close(writer: &mut Writer<'_, '_>, name: &str, span: Range<usize>, link: bool) {
    match name {
        _ if link => writer.hole(HoleKind::LinkEnd, span),
        "form" => {}
        "h1" => writer.push("</h2>"),
        name => writer.push(&format!("</{name}>")),
    }
}

/// Closes what the text left open.
pub(super) fn finish(writer: &mut Writer<'_, '_>) {
    while let Some((name, span, link)) = writer.raw.open.pop() {
        if !matches!(
            name.as_str(),
            "p" | "li" | "dt" | "dd" | "td" | "th" | "tr" | "tbody" | "thead" | "option"
        ) {
            let place = writer.spot.place(span.clone());
            writer
                .problems
                .warn(Rule::RawHtml, place, format!("`<{name}>` is not closed; it ends with the text"))
                .help(format!("write `</{name}>` where it ends"));
        }
        close(writer, &name, span, link);
    }
}
