//! What the preview adds to a page as it leaves: the script that reloads it, and a badge where a build would hold
//! the page back. Nothing of it is in the output of a build.

use std::ops::Range;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::markdown::escape;
use crate::problem::{Level, Place, Problem, Problems};

/// Where the preview's own addresses begin, below the base path.
pub(super) const OWN: &str = "/__clinicsite/";

/// What identifies a page as it is shown: its bytes and its badge.
pub(super) fn identity(html: &[u8], reasons: &[String]) -> String {
    let mut hash = Sha256::new_with_prefix(html);
    reasons.iter().for_each(|reason| hash.update(reason));
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The page with the script behind its end, where no comment and no string of a script can hide it; and its badge.
pub(super) fn into_page(html: &[u8], base: &str, path: &str, reasons: &[String]) -> Vec<u8> {
    let added = snippet(base, path, &identity(html, reasons), reasons);
    [html, added.as_bytes()].concat()
}

fn snippet(base: &str, path: &str, identity: &str, reasons: &[String]) -> String {
    let mut out =
        format!("<!-- clinicsite serve --><script src=\"{base}{OWN}live.js\" data-is=\"{identity}\"");
    out.push_str(" data-path=\"");
    escape(&mut out, path);
    out.push_str("\" defer></script>");
    if !reasons.is_empty() {
        out.push_str(&format!(
            "<link rel=\"stylesheet\" href=\"{base}{OWN}live.css\">\
             <aside class=\"clinicsite-badge\" aria-label=\"Preview\"><strong>Not published yet:</strong> "
        ));
        escape(&mut out, &reasons.join("; "));
        out.push_str("</aside>");
    }
    out.push_str("<!-- /clinicsite serve -->");
    out
}

/// Text of the preview's own pages.
pub(super) fn template(name: &str, view: &Value) -> String {
    let mut tera = tera::Tera::default();
    let templates = [
        ("problems.html", include_str!("door/problems.html")),
        ("blank.html", include_str!("door/blank.html")),
        ("overview.html", include_str!("door/overview.html")),
    ];
    let mut context = tera::Context::new();
    context.insert("it", view);
    let text = tera.add_raw_templates(templates).and_then(|()| tera.render(name, &context));
    // The templates are part of the program and every test of the preview goes through them.
    text.unwrap_or_else(|error| format!("<pre>{}</pre>", escaped(&error.to_string())))
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

/// More are told by the terminal alone.
const MOST_PROBLEMS: usize = 100;

/// The problems as a list in HTML; nothing where there are none.
pub(super) fn problems(problems: &Problems) -> String {
    let list: Vec<_> = problems.iter().take(MOST_PROBLEMS).map(view).collect();
    if list.is_empty() {
        return String::new();
    }
    template("problems.html", &json!({ "problems": list, "more": problems.iter().count() - list.len() }))
}

fn view(problem: &Problem) -> Value {
    let places =
        [Some((&problem.place, &problem.label)), problem.also.as_ref().map(|(place, label)| (place, label))];
    let places: Vec<_> =
        places.into_iter().flatten().map(|(place, label)| place_view(place, label)).collect();
    json!({
        "level": problem.level.word(), "rule": problem.tag(), "message": crate::report::with_code(&problem.message),
        "error": problem.level == Level::Error, "places": places, "help": problem.help.as_deref().map(crate::report::with_code),
    })
}

/// The beginning of a part of a line: some lines are whole books.
fn first(text: &str) -> String {
    let mut chars = text.chars();
    let part: String = chars.by_ref().take(LONGEST_PART).collect();
    if chars.next().is_some() { part + "…" } else { part }
}

fn last(text: &str) -> String {
    match text.char_indices().rev().nth(LONGEST_PART - 1) {
        Some((at, _)) if at > 0 => format!("…{}", text.split_at(at).1),
        _ => text.to_owned(),
    }
}

/// Signs of each part of a source line that are shown.
const LONGEST_PART: usize = 160;

fn place_view(place: &Place, label: &str) -> Value {
    let path = &place.source.path;
    let (Some(span), Some((line, column))) = (&place.span, place.line_column()) else {
        return json!({ "at": path, "label": crate::report::with_code(label) });
    };
    let part = |range: Range<usize>| place.source.text.get(range).unwrap_or_default();
    let Range { start, end } = place.source.line_at(span.start);
    let marked = span.end.clamp(span.start, end);
    json!({
        "at": format!("{path}:{line}:{column}"), "line": line, "label": crate::report::with_code(label),
        "before": last(part(start..span.start)), "marked": first(part(span.start..marked)), "after": first(part(marked..end)),
    })
}
