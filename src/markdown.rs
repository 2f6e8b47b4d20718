//! Markdown → a [`Body`]: safe HTML with holes for what only the whole site knows.
//!
//! Sees one text. Links, pictures, prices and citations become [`Hole`]s with their places and are filled when the
//! site is joined. Safe by construction: text is escaped, schemes are checked, raw HTML goes through one filter.

mod raw_html;
mod render;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Options;

use crate::problem::{Place, Problems, Rule};
use crate::source::Source;

/// A rendered text.
#[derive(Debug, Default, Clone)]
pub struct Body {
    /// HTML and holes, in order.
    pub parts: Vec<Part>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Every id in it.
    pub ids: Vec<String>,
    /// The plain words of its first paragraph.
    pub text: String,
}

/// A piece of a body.
#[derive(Debug, Clone)]
pub enum Part {
    /// Finished HTML.
    Html(String),
    /// To be filled.
    Hole(Hole),
}

/// Something that only the whole site can write.
#[derive(Debug, Clone)]
pub struct Hole {
    /// What it is.
    pub kind: HoleKind,
    /// Bytes of the file, for messages.
    pub span: Range<usize>,
}

/// The kinds of holes.
#[derive(Debug, Clone)]
pub enum HoleKind {
    /// `<a href=…>`; `attributes` are those of a raw tag, escaped, with a space before each.
    LinkStart {
        /// As written.
        target: String,
        /// Its title.
        title: String,
        /// Of a raw tag.
        attributes: String,
        /// A booking link alone in its paragraph.
        button: bool,
    },
    /// `</a>` of the last link that is open.
    LinkEnd,
    /// A picture, a video or a sound, by the ending of its target.
    Image {
        /// As written.
        target: String,
        /// Its title.
        title: String,
        /// Words for those who do not see it.
        alt: String,
    },
    /// A price.
    Price {
        /// Of `prices.toml`.
        id: String,
        /// The words of the link, plain; `None` if it has none.
        text: Option<String>,
        /// The same as HTML.
        html: String,
    },
    /// A worked example.
    Estimate {
        /// Of `prices.toml`.
        id: String,
        /// The words of the link, plain; `None` if it has none.
        text: Option<String>,
        /// The same as HTML.
        html: String,
        /// Alone in its paragraph: shown as a table.
        alone: bool,
    },
    /// Citations, each with its place.
    Cite {
        /// Ids of the citation library.
        ids: Vec<(String, Range<usize>)>,
    },
    /// A phrase of the theme.
    Phrase {
        /// Its key.
        key: &'static str,
    },
    /// The value of `src`, `poster` or the like of a raw tag.
    Source {
        /// As written.
        target: String,
    },
}

/// A heading of a body.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Unique on the page.
    pub id: String,
    /// 2 to 6.
    pub level: u8,
    /// Plain words.
    pub text: String,
    /// Bytes of the file.
    pub span: Range<usize>,
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Renders the Markdown in `range` of the file.
pub fn body(source: &Arc<Source>, range: Range<usize>, problems: &mut Problems) -> Body {
    let text = &source.text[range.clone()];
    render::render(text, &Spot::Body { source, base: range.start }, options(), problems)
}

/// Renders a sentence of a TOML value: no `<p>` around a single paragraph.
pub fn inline(source: &Arc<Source>, text: &str, span: Range<usize>, problems: &mut Problems) -> Body {
    // Where the value has no escapes, places inside it are exact.
    let exact = source.text.get(span.clone()).and_then(|raw| raw.find(text)).map(|at| span.start + at);
    let spot = Spot::Value { source, base: exact, span };
    let mut body = render::render(text, &spot, options(), problems);
    if let [Part::Html(first), .., Part::Html(last)] = body.parts.as_mut_slice()
        && first.starts_with("<p>")
        && !first[3..].contains("<p>")
        && last.trim_end().ends_with("</p>")
    {
        first.drain(..3);
        last.truncate(last.trim_end().len() - 4);
    } else if let [Part::Html(only)] = body.parts.as_mut_slice()
        && let Some(inner) = only.trim_end().strip_prefix("<p>").and_then(|text| text.strip_suffix("</p>"))
        && !inner.contains("<p>")
    {
        *only = inner.to_owned();
    }
    body
}

/// Where a text stands in its file.
pub(crate) enum Spot<'a> {
    /// A page's body: offsets are exact.
    Body { source: &'a Arc<Source>, base: usize },
    /// A TOML value: offsets are exact unless it holds escapes.
    Value { source: &'a Arc<Source>, base: Option<usize>, span: Range<usize> },
}

impl Spot<'_> {
    fn span(&self, range: Range<usize>) -> Range<usize> {
        match self {
            Spot::Body { base, .. } | Spot::Value { base: Some(base), .. } => {
                range.start + base..range.end + base
            }
            Spot::Value { span, .. } => span.clone(),
        }
    }

    fn place(&self, range: Range<usize>) -> Place {
        let (Spot::Body { source, .. } | Spot::Value { source, .. }) = self;
        Place::new(source, self.span(range))
    }
}

/// Schemes that a link may have; `None` (a path or a fragment) is allowed too.
const SCHEMES: [&str; 8] = ["http", "https", "mailto", "tel", "sms", "price", "estimate", "book"];

/// The scheme of a link as a browser sees it: signs that browsers pass over are taken out first.
pub fn scheme(target: &str) -> Option<String> {
    let clean: String =
        target.trim_start_matches(|c: char| c <= ' ').chars().filter(|c| !c.is_control()).collect();
    let (head, _) = clean.split_once(':')?;
    let fine = head.starts_with(|c: char| c.is_ascii_alphabetic())
        && head.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    fine.then(|| head.to_ascii_lowercase())
}

/// Reports a scheme that is not allowed. True if the link may stand.
fn check_scheme(target: &str, place: impl FnOnce() -> Place, problems: &mut Problems) -> bool {
    match scheme(target) {
        Some(scheme) if !SCHEMES.contains(&scheme.as_str()) => {
            problems
                .error(Rule::Scheme, place(), format!("a link may not have the scheme `{scheme}:`"))
                .help("links have http, https, mailto, tel, sms, or lead to a file of the site");
            false
        }
        _ => true,
    }
}

/// Escapes text for an element or an attribute in double quotes.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
