//! The rewriting of a page's HTML for feeds and structured data, where it stands outside of its page.
//!
//! Relative addresses have no base there, so each is made absolute or left out; forms and scripts cannot work. Words
//! stay. All HTML that leaves its page goes through here, whatever template wrote it.

use std::ops::Range;

use fluent_uri::{Iri, IriRef};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use crate::markdown::escape;
use crate::srcset::{self, Candidate};

/// Attributes that hold addresses.
const ADDRESS_ATTRIBUTES: [&str; 8] =
    ["href", "xlink:href", "src", "poster", "action", "cite", "srcset", "background"];

/// Elements whose tags are left out and whose contents stay.
const UNWRAPPED: [&str; 6] = ["form", "fieldset", "legend", "label", "output", "noscript"];

/// Elements that are left out with their contents.
const REMOVED: [&str; 14] = [
    "button", "datalist", "embed", "iframe", "link", "math", "meta", "object", "option", "script", "select",
    "style", "template", "textarea",
];

/// An element that is being removed with its contents.
struct Removing {
    name: Vec<u8>,
    /// The number of open elements of this name.
    depth: usize,
}

/// Rewrites HTML of the page at this absolute address.
pub(crate) fn rewrite(html: &str, page: &str) -> String {
    let page = Iri::parse(page).ok();
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut done = 0;
    let mut removing: Option<Removing> = None;
    for token in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
        let Ok(token) = token;
        let (name, span, start) = match &token {
            Token::StartTag(tag) => (&tag.name, tag.span, Some(tag)),
            Token::EndTag(tag) => (&tag.name, tag.span, None),
            _ => continue,
        };
        let copy_to = |end: usize, out: &mut String, done: &mut usize| {
            out.push_str(html.get(*done..end).unwrap_or_default());
            *done = end;
        };
        if let Some(element) = &mut removing {
            if *element.name == **name {
                element.depth = if start.is_some() { element.depth + 1 } else { element.depth - 1 };
            }
            done = span.end;
            if element.depth == 0 {
                removing = None;
            }
            continue;
        }
        let known = String::from_utf8_lossy(name);
        let is_void = matches!(known.as_ref(), "embed" | "link" | "meta");
        if REMOVED.contains(&known.as_ref()) {
            copy_to(span.start, &mut out, &mut done);
            done = span.end;
            if start.is_some() && !is_void {
                removing = Some(Removing { name: name.to_vec(), depth: 1 });
            }
        } else if known == "input" {
            copy_to(span.start, &mut out, &mut done);
            out.push_str(start.map_or("", checkbox_sign));
            done = span.end;
        } else if UNWRAPPED.contains(&known.as_ref()) {
            copy_to(span.start, &mut out, &mut done);
            done = span.end;
        } else if let Some(tag) = start
            && let edits = absolute_addresses(tag, html, page.as_ref())
        {
            for TagEdit { span, text } in edits {
                copy_to(span.start, &mut out, &mut done);
                out.push_str(&text);
                done = span.end;
            }
        }
    }
    if removing.is_none() {
        out.push_str(html.get(done..).unwrap_or_default());
    }
    out
}

/// The check box of a task list as a character; nothing for other inputs.
fn checkbox_sign(tag: &StartTag<usize>) -> &'static str {
    let is_box = tag.attributes.get(b"type".as_slice()).is_some_and(|kind| kind.as_slice() == b"checkbox");
    match (is_box, tag.attributes.contains_key(b"checked".as_slice())) {
        (true, true) => "☑",
        (true, false) => "☐",
        _ => "",
    }
}

/// The replacement of a part of a tag.
struct TagEdit {
    span: Range<usize>,
    text: String,
}

/// The edits that make the addresses of a start tag absolute, in the order of the text.
fn absolute_addresses(tag: &StartTag<usize>, html: &str, page: Option<&Iri<&str>>) -> Vec<TagEdit> {
    let is_link = tag.name.as_slice() == b"a";
    let mut edits = Vec::new();
    for (key, attribute) in &tag.attributes {
        let key = String::from_utf8_lossy(key);
        let value = String::from_utf8_lossy(attribute);
        let made = match key.as_ref() {
            // A reference within the same drawing stays.
            "href" | "xlink:href" if !is_link && value.starts_with('#') => continue,
            "srcset" => absolute_srcset(&value, page),
            key if ADDRESS_ATTRIBUTES.contains(&key) => absolute(&value, page),
            _ => continue,
        };
        if made.as_deref() == Some(value.as_ref()) {
            continue;
        }
        let start = attribute.span.start;
        let mut span = start..start + attribute_length(html.get(start..tag.span.end).unwrap_or_default());
        let mut text = String::new();
        match made {
            Some(made) => {
                text.push_str(&key);
                text.push_str("=\"");
                escape(&mut text, &made);
                text.push('"');
            }
            // The attribute is removed, with the blank before it.
            None => span.start = span.start.saturating_sub(1),
        }
        edits.push(TagEdit { span, text });
    }
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

/// The length in bytes of the attribute that this part of a tag begins with (HTML, 13.1.2.3).
fn attribute_length(text: &str) -> usize {
    let name = text.trim_start_matches(|c: char| !(c.is_ascii_whitespace() || "/=>".contains(c)));
    let Some(value) = name.trim_start().strip_prefix('=').map(str::trim_start) else {
        return text.len() - name.len();
    };
    let behind = match value.chars().next().filter(|sign| matches!(sign, '"' | '\'')) {
        Some(quote) => value.splitn(3, quote).nth(2).unwrap_or_default(),
        None => value.trim_start_matches(|c: char| !(c.is_ascii_whitespace() || c == '>')),
    };
    text.len() - behind.len()
}

/// The absolute address of one on the page; `None` if it is invalid.
fn absolute(address: &str, page: Option<&Iri<&str>>) -> Option<String> {
    let address = IriRef::parse(address.trim()).ok()?;
    Some(address.resolve_against(page?).ok()?.into_string())
}

/// A `srcset` with absolute addresses; `None` if one is invalid.
fn absolute_srcset(list: &str, page: Option<&Iri<&str>>) -> Option<String> {
    let candidate = |Candidate { address, descriptor }: Candidate<'_>| {
        Some(format!("{} {}", absolute(address, page)?, descriptor.trim()).trim_end().to_owned())
    };
    let candidates: Option<Vec<_>> = srcset::candidates(list).map(candidate).collect();
    candidates.map(|candidates| candidates.join(", "))
}

#[cfg(test)]
mod tests {
    use super::rewrite;

    fn away(text: &str) -> String {
        rewrite(text, "https://a.example/b/c/")
    }

    #[test]
    fn every_address_is_absolute() {
        for (text, wanted) in [
            ("<p class=\"k\">ü &amp; <b>x</b></p>", "<p class=\"k\">ü &amp; <b>x</b></p>"),
            ("<a href=\"/d/#e\">x</a>", "<a href=\"https://a.example/d/#e\">x</a>"),
            ("<a href=\"../d?e&amp;f\">x</a>", "<a href=\"https://a.example/b/d?e&amp;f\">x</a>"),
            ("<a href=\"#d\" id=\"e\">x</a>", "<a href=\"https://a.example/b/c/#d\" id=\"e\">x</a>"),
            ("<a href=\"mailto:a@b.example\">x</a>", "<a href=\"mailto:a@b.example\">x</a>"),
            ("<img alt=\"\" src=\"//d.example/e\">", "<img alt=\"\" src=\"https://d.example/e\">"),
            (
                "<img alt=\"\" srcset=\"/d 1x, e.png 2x\">",
                "<img alt=\"\" srcset=\"https://a.example/d 1x, https://a.example/b/c/e.png 2x\">",
            ),
            ("<video poster=\"/d\"></video>", "<video poster=\"https://a.example/d\"></video>"),
            ("<q cite=\"/d\">x</q>", "<q cite=\"https://a.example/d\">x</q>"),
            ("<svg><use href=\"#d\"/></svg>", "<svg><use href=\"#d\"/></svg>"),
            ("<a href=\"http://[\">x</a>", "<a>x</a>"),
            (
                "<a title='&amp;\"' HREF = '/d?&amp;e'  id=x>x</a>",
                "<a title='&amp;\"' href=\"https://a.example/d?&amp;e\"  id=x>x</a>",
            ),
            (
                "<video controls src=/d poster=\"/e\"></video><img alt src='' id=x>",
                "<video controls src=\"https://a.example/d\" poster=\"https://a.example/e\"></video><img alt src=\"https://a.example/b/c/\" id=x>",
            ),
        ] {
            assert_eq!(away(text), wanted);
        }
    }

    #[test]
    fn nothing_is_left_that_asks_or_runs() {
        for (text, wanted) in [
            ("<form action=\"/d\"><p>a <input name=\"b\"> <button>c</button></p></form>d", "<p>a  </p>d"),
            ("<label><input type=\"checkbox\" disabled checked> Fast</label>", "☑ Fast"),
            ("<label><input type=\"checkbox\" disabled> Bring</label>", "☐ Bring"),
            ("a<select><option>b</select><textarea>c</textarea>d", "ad"),
            ("a<script src=\"/x.js\"></script><b>c</b>", "a<b>c</b>"),
            ("a<object><object>b</object></object>c", "ac"),
        ] {
            assert_eq!(away(text), wanted);
        }
    }
}
