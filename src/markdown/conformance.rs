//! The examples of CommonMark 0.31.2, and what differs on purpose.
//!
//! Both sides are tokenised, holes are printed back, our classes, ids and levels are taken off, what no list of raw
//! HTML has is left out, and tags are balanced as browsers would.

use html5gum::{Token, Tokenizer};

use super::raw_html::{Vocabulary, element};
use super::{Body, Frame, Part, PlaceholderKind, body, escape};
use crate::problem::Problems;
use crate::source::Source;

/// Examples that differ, with the reason.
const DIFFERENT: &[(u64, &str)] = &[
    (170, "scripts are left out"),
    (172, "styles are left out"),
    (173, "styles are left out"),
    (176, "styles are left out"),
    (178, "scripts are left out"),
    (180, "processing instructions are left out"),
    (181, "declarations are left out"),
    (596, "a scheme that is not allowed"),
    (598, "a scheme that is not allowed"),
    (599, "a scheme that is not allowed"),
    (601, "a scheme that is not allowed"),
    (602, "a bare web address becomes a link"),
    (608, "a bare web address becomes a link"),
    (611, "a bare web address becomes a link"),
    (612, "a bare mail address becomes a link"),
    (629, "a CDATA section is left out"),
];

/// The body with its holes printed as plain HTML.
pub(super) fn print(body: &Body) -> String {
    let mut out = String::new();
    let attribute = |out: &mut String, name: &str, value: &str| {
        if !value.is_empty() || name != "title" {
            out.push_str(&format!(" {name}=\""));
            escape(out, value);
            out.push('"');
        }
    };
    for part in &body.parts {
        let hole = match part {
            Part::Html(html) => {
                out.push_str(html);
                continue;
            }
            Part::Placeholder(hole) => hole,
        };
        match &hole.kind {
            PlaceholderKind::LinkStart { target, title, attributes, button } => {
                out.push_str(if *button { "<a class=\"button\"" } else { "<a" });
                attribute(&mut out, "href", target);
                attribute(&mut out, "title", title);
                out.push_str(attributes);
                out.push('>');
            }
            PlaceholderKind::LinkEnd => out.push_str("</a>"),
            PlaceholderKind::Image { target, title, alt } => {
                out.push_str("<img");
                attribute(&mut out, "src", target);
                attribute(&mut out, "alt", alt);
                attribute(&mut out, "title", title);
                out.push('>');
            }
            PlaceholderKind::Price { id, html, .. } => out.push_str(&format!("{{price {id}|{html}}}")),
            PlaceholderKind::Estimate { id, html, alone, .. } => {
                out.push_str(&format!("{{estimate {id}|{html}|{alone}}}"));
            }
            PlaceholderKind::Cite { ids } => {
                let ids: Vec<_> = ids.iter().map(|(id, _)| id.as_str()).collect();
                out.push_str(&format!("{{cite {}}}", ids.join(" ")));
            }
            PlaceholderKind::Source { attribute: name, target, .. } => attribute(&mut out, name, target),
            PlaceholderKind::Phrase { key } => out.push_str(&format!("{{{key}}}")),
        }
    }
    out
}

/// HTML as a browser understands it, one token after the other.
fn normal(html: &str) -> String {
    const VOID: &[&str] = &["br", "hr", "img", "input"];
    let mut out = String::new();
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let raw = String::from_utf8_lossy(&tag.name);
                // What the lists leave out is left out on both sides.
                let Some(element) = element(&raw, Vocabulary::Html) else { continue };
                let name = plain_name(&raw);
                out.truncate(out.trim_end_matches([' ', '\n']).len());
                out.push_str(&format!("<{name}"));
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key);
                    let ours = name == "h" && key == "id";
                    if !ours && element.attribute(&key).is_some() {
                        let value = percent_encoding::percent_decode(value).decode_utf8_lossy().into_owned();
                        out.push_str(&format!(" {key}={value:?}"));
                    }
                }
                out.push('>');
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = plain_name(&String::from_utf8_lossy(&tag.name));
                if let Some(at) = open.iter().rposition(|one| *one == name) {
                    for name in open.drain(at..).rev() {
                        end(&mut out, &name);
                    }
                }
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text.value).into_owned();
                if open.iter().any(|name| name == "pre") {
                    out.push_str(&text);
                } else {
                    let words: Vec<_> = text.split_whitespace().collect();
                    let gap = |yes: bool| if yes && !out.ends_with(['>', ' ']) { " " } else { "" };
                    let before = gap(text.starts_with(char::is_whitespace));
                    out.push_str(&format!("{before}{}", words.join(" ")));
                    if text.ends_with(char::is_whitespace) && !out.ends_with(['>', ' ']) {
                        out.push(' ');
                    }
                }
            }
            Token::Comment(_) => {}
            Token::Doctype(_) => out.push_str("<!doctype>"),
            Token::Error(_) => {}
        }
    }
    for name in open.drain(..).rev() {
        end(&mut out, &name);
    }
    out.trim().to_owned()
}

fn end(out: &mut String, name: &str) {
    if name != "code" {
        out.truncate(out.trim_end_matches([' ', '\n']).len());
    }
    out.push_str(&format!("</{name}>"));
}

fn plain_name(name: &str) -> String {
    match name.as_bytes() {
        [b'h', b'1'..=b'6'] => "h".to_owned(),
        _ => name.to_owned(),
    }
}

#[test]
#[ignore = "the examples come by npm: tests/commonmark/run"]
fn commonmark_holds_but_for_the_listed_examples() {
    let file =
        std::env::var("COMMONMARK_EXAMPLES").expect("tests/commonmark/run says where the examples are");
    let examples: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(examples.len(), 652);
    let mut wrong = String::new();
    for (number, example) in (1..).zip(&examples) {
        let markdown = example["markdown"].as_str().unwrap();
        let wanted = normal(example["html"].as_str().unwrap());
        let source = Source::new("a.md", markdown);
        let got = normal(&print(&body(&source, 0..markdown.len(), Frame::PAGE, &mut Problems::default())));
        let listed = DIFFERENT.iter().any(|(listed, _)| *listed == number);
        if (got == wanted) == listed {
            wrong.push_str(&format!("{number}: {markdown:?}\n  wanted {wanted:?}\n  got    {got:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{wrong}", wrong.matches("  got ").count());
}
