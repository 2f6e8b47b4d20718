//! Markdown of one text as safe HTML with holes.
//!
//! Knows CommonMark, the extensions of the design, and the bytes of the one text that it is given. It knows no
//! other page, no price, no source, no host: links, pictures, prices, citations and phrases are left as
//! [`Placeholder`]s, which another room fills. What is not a placeholder is safe to publish as it stands.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use crate::problem::{Place, Problems, Rule};
use crate::source::Source;
use crate::table::At;
use crate::text_map::TextMap;
use render::Renderer;

mod addresses;
mod blocks;
#[cfg(test)]
mod conformance;
mod headings;
mod inline;
mod lost;
mod near;
pub(crate) mod raw_html;
mod render;
mod signs;
#[cfg(test)]
mod soup;
#[cfg(test)]
mod tests;
mod text;
mod writer;

pub(crate) use blocks::{Block, BlockKind, Mark, Prose, Role};
pub(crate) use text::scheme;

/// A parsed text: HTML with holes, and the facts that other modules need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The byte of the file at which the text begins: its name among the texts of the file.
    pub at: usize,
    /// HTML and holes, in the order of the page.
    pub parts: Vec<Part>,
    /// How many of the parts stand above the first heading; none where there is no heading.
    pub lead: usize,
    /// The headings that are written in Markdown, in the order of the page.
    pub headings: Vec<Heading>,
    /// All ids that a link can lead to: of headings and of raw HTML.
    pub ids: Vec<String>,
    /// The first paragraph in plain words: one of the top level that shows no price of the list.
    pub text: String,
    /// Its words as a reader meets them.
    pub(crate) prose: Prose,
}

impl Body {
    /// The ids of the sources that it cites.
    pub(crate) fn cited(&self) -> Vec<&str> {
        let ids = |part| match part {
            &Part::Placeholder(Placeholder { kind: PlaceholderKind::Cite { ref ids }, .. }) => ids.as_slice(),
            _ => &[],
        };
        self.parts.iter().flat_map(ids).map(|(id, _)| id.as_str()).collect()
    }
}

/// A piece of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// HTML that is safe as it stands.
    Html(String),
    /// Something that another room fills in.
    Placeholder(Placeholder),
}

/// A placeholder that is resolved when the site is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// What belongs here.
    pub kind: PlaceholderKind,
    /// Bytes in the file.
    pub span: Range<usize>,
}

/// The kind of a hole. Texts are decoded and not escaped, except `html` and `attributes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceholderKind {
    /// The start tag of a link. Its scheme is allowed: http, https, mailto, tel, sms, book or none.
    LinkStart {
        /// The address as written.
        target: String,
        /// The title, or nothing.
        title: String,
        /// Other attributes of a raw `<a>`, escaped, each with a space before it.
        attributes: String,
        /// A `book:` link alone in its paragraph.
        button: bool,
    },
    /// The end tag of the link that was begun last. Links do not nest.
    LinkEnd,
    /// A picture; by the ending of `target` a video or a sound.
    Image {
        /// The address as written.
        target: String,
        /// The title, or nothing.
        title: String,
        /// The alternative text; empty where the picture is marked decorative.
        alt: String,
    },
    /// `[words](price:id)`.
    Price {
        /// The id of the price.
        id: String,
        /// The words in plain text; `None` when there are none.
        text: Option<String>,
        /// The words as HTML.
        html: String,
    },
    /// `[words](estimate:id)`.
    Estimate {
        /// The id of the estimate.
        id: String,
        /// The words in plain text; `None` when there are none.
        text: Option<String>,
        /// The words as HTML.
        html: String,
        /// Whether it is alone in its paragraph; then no `<p>` stands around it.
        alone: bool,
    },
    /// `[@a; @b]`.
    Cite {
        /// Ids of sources, each with its bytes in the file.
        ids: Vec<(String, Range<usize>)>,
    },
    /// A whole attribute of a raw HTML tag, to be written with a space before it: ` src="…"`.
    Source {
        /// Its name.
        attribute: &'static str,
        /// What becomes of the address.
        address: Address,
        /// The address as written.
        target: String,
    },
    /// Words of the site's language.
    Phrase {
        /// `alert_note`, `alert_tip`, `alert_important`, `alert_warning` or `alert_caution`.
        key: &'static str,
    },
}

/// The use of an address in an attribute by the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// It goes there when the reader says so.
    Leads,
    /// It loads it with the page.
    Loads,
    /// It loads one of several, which stand with their widths: `srcset`.
    LoadsEach,
    /// It sends a form there.
    Posts,
}

/// A heading that is written in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its id, unique in the text.
    pub id: String,
    /// 2 to 6, closed up.
    pub level: u8,
    /// Its words in plain text.
    pub text: String,
    /// Its words escaped, without tags.
    pub html: String,
    /// Bytes in the file.
    pub span: Range<usize>,
}

/// The source map of a text, with its file.
#[derive(Debug, Clone)]
struct Spot<'a> {
    source: &'a Arc<Source>,
    map: TextMap,
}

impl Spot<'_> {
    /// Bytes in the file, of bytes in the text.
    fn span(&self, inside: Range<usize>) -> Range<usize> {
        self.map.span(inside)
    }

    fn place(&self, inside: Range<usize>) -> Place {
        Place::new(self.source, self.span(inside))
    }
}

/// The heading levels and the id prefix of the page that shows a body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'a> {
    /// Stands before each id of a body that shares its page with others.
    pub prefix: &'a str,
    /// The level of its first heading.
    pub level: u8,
}

impl Frame<'static> {
    /// A page of its own: the title is its only h1.
    pub(crate) const PAGE: Self = Frame { prefix: "", level: 2 };
}

/// Reads the Markdown in these bytes of a file.
pub(crate) fn body(
    source: &Arc<Source>,
    range: Range<usize>,
    frame: Frame<'_>,
    problems: &mut Problems,
) -> Body {
    let text = source.text.get(range.clone()).unwrap_or_default();
    let map = TextMap::verbatim(range.start, text.len());
    Body { at: range.start, ..read(text, &Spot { source, map }, Kind::Body, frame, problems) }
}

/// Reads the Markdown of a sentence in TOML: one paragraph stands without `<p>`, several keep it.
pub(crate) fn inline(source: &Arc<Source>, text: &At<String>, problems: &mut Problems) -> Body {
    let spot = Spot { source, map: text.map(source) };
    Body { at: text.span.start, ..read(text.as_str(), &spot, Kind::Sentence, Frame::PAGE, problems) }
}

/// The kind of text to parse: a body, or a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Body,
    Sentence,
}

/// CommonMark and these, as the design has it.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

fn read<'a>(text: &'a str, spot: &Spot<'_>, kind: Kind, frame: Frame<'_>, problems: &mut Problems) -> Body {
    let mut undefined = Vec::new();
    let note = |link: BrokenLink<'a>| -> Option<(CowStr<'a>, CowStr<'a>)> {
        let written = text.get(link.span.clone()).unwrap_or_default();
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) && !is_row_of_marks(written) {
            undefined.push((link.span, link.reference.to_string()));
        }
        None
    };
    let mut parser = Parser::new_with_broken_link_callback(text, EXTENSIONS, Some(note)).into_offset_iter();
    let events: Vec<(Event<'_>, Range<usize>)> = parser.by_ref().collect();
    let references = lost::references(parser.reference_definitions(), &events);
    drop(parser);
    for (span, name) in undefined {
        problems
            .report(Rule::DeadFootnote, spot.place(span), format!("the reference `{name}` is not defined"))
            .label("nothing to link to")
            .help(format!("add a line `[{name}]: address`, or write `[words](address)`"));
    }
    let bare = kind == Kind::Sentence && is_one_paragraph(&events);
    let (mut body, notes) = Renderer::new(text, &events, spot, kind, frame, problems).run(bare);
    body.prose = blocks::read(&events, &body.parts, &spot.map, kind);
    let parsed = lost::ParsedText { text, events: &events, references: &references, notes: &notes };
    lost::report(parsed, spot, problems);
    near::report(text, &events, spot, problems);
    body
}

/// Whether `[a][b]` is no link that lacks its definition, but marks one behind the other: citations, notes, and
/// numbers or years of works, as in `[1][2]`.
fn is_row_of_marks(written: &str) -> bool {
    let inner = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
    inner.split_once("][").is_some_and(|(words, label)| {
        label.starts_with(['@', '^']) || (is_reference_mark(words) && is_reference_mark(label))
    })
}

/// Whether these words name a work of a list: `3`, `4, 7-9`, `Shin 2022`.
fn is_reference_mark(words: &str) -> bool {
    let numbers = |c: char| c.is_ascii_digit() || c.is_ascii_whitespace() || ",;-–*".contains(c);
    let year =
        words.rsplit(' ').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    words.contains(|c: char| c.is_ascii_digit())
        && (words.chars().all(numbers) || (is_year && year.bytes().all(|byte| byte.is_ascii_digit())))
}

fn is_one_paragraph(events: &[(Event<'_>, Range<usize>)]) -> bool {
    let mut paragraphs = events.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)));
    let first = matches!(events.first(), Some((Event::Start(Tag::Paragraph), _)));
    let last = matches!(events.last(), Some((Event::End(pulldown_cmark::TagEnd::Paragraph), _)));
    first && last && paragraphs.nth(1).is_none() && events.iter().all(|(event, _)| !is_block(event))
}

/// Whether something other than a paragraph begins here that cannot stand in a line of text.
fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionList
                | Tag::Table(_)
        ),
        Event::Rule => true,
        _ => false,
    }
}

/// Makes the blank at the end of some HTML one at which no line ends: what follows, a raised number, says nothing without the
/// word before it.
pub(crate) fn hold_line(html: &mut String) {
    let words = html.trim_end_matches([' ', '\n']);
    let (kept, blank) = html.split_at(words.len());
    // Behind a tag a new line may be no blank of a sentence.
    if blank.starts_with(' ') || (!blank.is_empty() && !kept.ends_with('>')) {
        html.truncate(kept.len());
        html.push('\u{a0}');
    }
}

/// Appends the text with the signs of HTML escaped, for content and for quoted attributes.
pub(crate) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, behind)) = sign(rest.as_bytes()).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let mut behind = behind.chars();
        out.push_str(match behind.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            _ => "&quot;",
        });
        rest = behind.as_str();
    }
    out.push_str(rest);
}

/// Where the first sign of HTML stands. Most texts have none, so that sixteen bytes are asked together.
fn sign(bytes: &[u8]) -> Option<usize> {
    let is_sign = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    let (chunks, _) = bytes.as_chunks::<16>();
    let is_plain = |chunk: &&[u8; 16]| !chunk.iter().fold(false, |found, byte| found | is_sign(byte));
    let skipped = chunks.iter().take_while(is_plain).count() * 16;
    let rest = bytes.get(skipped..)?;
    rest.iter().position(is_sign).map(|at| at + skipped)
}
