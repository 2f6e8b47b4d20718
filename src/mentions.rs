//! The collector of references to files, as they are written: in Markdown bodies, TOML texts, templates, HTML pages,
//! style sheets and scripts. It knows no site: whether such a file exists is checked elsewhere.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::markdown::{self, Address, Body, Part, PlaceholderKind};
use crate::problem::Problems;
use crate::source::Source;
use crate::srcset;
use crate::table::At;

/// A reference to something that may be a file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    /// Linked, or loaded by raw HTML, a key or a template.
    Address(String),
    /// Embedded as Markdown embeds pictures: a video brings its captions and its poster.
    Embedded(String),
}

/// Collects the references of a body.
pub(crate) fn of_body(body: &Body, found: &mut Vec<Mention>) {
    for part in &body.parts {
        let Part::Placeholder(hole) = part else { continue };
        match &hole.kind {
            PlaceholderKind::LinkStart { target, .. } => found.push(Mention::Address(target.clone())),
            PlaceholderKind::Image { target, .. } => found.push(Mention::Embedded(target.clone())),
            PlaceholderKind::Source { address: Address::LoadsEach, target, .. } => {
                found.extend(srcset::candidates(target).map(|one| Mention::Address(one.address.to_owned())));
            }
            PlaceholderKind::Source { target, .. } => found.push(Mention::Address(target.clone())),
            // The words of a link to a price hold no other link.
            PlaceholderKind::Price { .. }
            | PlaceholderKind::Estimate { .. }
            | PlaceholderKind::LinkEnd
            | PlaceholderKind::Cite { .. }
            | PlaceholderKind::Phrase { .. } => {}
        }
    }
}

/// Collects the references of the texts of a TOML file, which are read as inline Markdown. `leads` says whether a text
/// below a top-level key is also an address itself.
pub(crate) fn of_toml(
    source: &Arc<Source>,
    texts: Vec<(&str, At<String>)>,
    leads: fn(&str, &str) -> bool,
    found: &mut Vec<Mention>,
) {
    for (key, text) in texts {
        if leads(key, &text.value) {
            found.push(Mention::Address(text.value.clone()));
        }
        // Most texts have no link, and are not parsed.
        if text.value.contains(['[', '<']) || text.value.contains("://") || text.value.contains("www.") {
            of_body(&markdown::inline(source, &text, &mut Problems::default()), found);
        }
    }
}

/// The kind of a code file, which decides how its comments look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeKind {
    /// A template or an HTML page.
    Markup,
    /// A style sheet.
    Style,
    /// A script, whose comments cannot be told from its strings.
    Script,
}

impl CodeKind {
    /// The kind of a file by its ending; `None` if it is no code.
    pub(crate) fn of(path: &str) -> Option<CodeKind> {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(CodeKind::Markup),
            "css" => Some(CodeKind::Style),
            // Data have no comments, or need none to be told apart.
            "js" | "mjs" | "json" | "webmanifest" | "svg" | "xml" | "txt" => Some(CodeKind::Script),
            _ => None,
        }
    }

    /// The code without its comments; a comment that is not closed goes to the end.
    fn without_comments(self, text: &str) -> std::borrow::Cow<'_, str> {
        static MARKUP: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?s)\{#.*?(#\}|$)|<!--.*?(-->|$)").expect("a test looks at it"));
        static STYLE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?s)/\*.*?(\*/|$)").expect("a test looks at it"));
        match self {
            CodeKind::Markup => MARKUP.replace_all(text, " "),
            CodeKind::Style => STYLE.replace_all(text, " "),
            CodeKind::Script => text.into(),
        }
    }
}

/// Collects all that may be an address in code, comments left out.
pub(crate) fn of_code(text: &str, code: CodeKind) -> Vec<Mention> {
    let text = code.without_comments(text);
    let pieces = text.split(['"', '\'', '(', ')', ',', '<', '>', '{', '}', '=', ' ', '\t', '\n', '\r']);
    let pieces = pieces.filter(|piece| piece.contains(['/', '.']));
    pieces.map(|piece| Mention::Address(piece.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_code_refers_to_is_found_and_what_it_says_in_comments_is_not() {
        let markup = "<a href=\"{{ url(to=\"/files/a.pdf\") }}\">{# /files/b.pdf #}<img srcset='/c.png 1x, d.png 2x'>\n\
                      <!-- /files/e.pdf --><input accept=\"image/*\" src=f.png><br>{# open /h.pdf";
        let style = "a { background: url(f.woff2) /* g.png */; src: url('../i.png') } /* j.png";
        for (text, code, wanted) in [
            (markup, CodeKind::Markup, &["/files/a.pdf", "/c.png", "d.png", "image/*", "f.png"][..]),
            (style, CodeKind::Style, &["f.woff2", "../i.png"]),
            ("load('/k.json') // l.js", CodeKind::Script, &["/k.json", "//", "l.js"]),
        ] {
            let wanted: Vec<_> = wanted.iter().map(|one| Mention::Address((*one).to_owned())).collect();
            assert_eq!(of_code(text, code), wanted);
        }
    }
}
