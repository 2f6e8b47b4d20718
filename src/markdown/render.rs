//! The renderer: from the parser's events to HTML and holes.
//!
//! One walk over the events. Notes are walked last, in the order of their mentions. Knows nothing of the site;
//! raw HTML is filtered next door, in `raw_html`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use unicase::UniCase;

use super::raw_html::RawHtml;
use super::signs::{is_in_braces, strikes};
use super::text;
use super::writer::{Cut, Writer, divide};
use super::{Body, Frame, Kind, PlaceholderKind, Spot, escape, is_block};
use crate::problem::Problems;
use crate::text_map::TextMap;

/// Schemes that a link may have.
pub(super) const LINKS: &[&str] = &["http", "https", "mailto", "tel", "sms", "price", "estimate", "book"];
/// Schemes of what a page loads.
pub(super) const LOADED: &[&str] = &["http", "https"];

/// A run of adjacent text events.
#[derive(Debug, Default)]
pub(super) struct Run<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Range<usize>,
    /// Where each byte of it stands in the text of the body.
    pub(super) map: TextMap,
    /// The next text belongs to it, though signs of the line's beginning stand between.
    pub(super) joined: bool,
}

/// A footnote: where its definition is among the events, and how often it is mentioned.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) events: Range<usize>,
    pub(super) mentions: usize,
}

#[derive(Debug)]
pub(super) struct Renderer<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) events: &'a [(Event<'a>, Range<usize>)],
    pub(super) spot: &'a Spot<'a>,
    pub(super) kind: Kind,
    pub(super) frame: Frame<'a>,
    pub(super) problems: &'p mut Problems,
    pub(super) out: Writer,
    pub(super) raw: RawHtml,
    pub(super) run: Run<'a>,
    /// The links of Markdown that are open, each with whether it has holes.
    pub(super) links: Vec<bool>,
    pub(super) code_block: bool,
    /// The label of a task is open; so many raw tags were when it began.
    pub(super) label: Option<usize>,
    table: Columns<'a>,
    /// Levels of the headings above: as written, as published.
    pub(super) levels: Vec<(u8, u8)>,
    pub(super) reserved: HashSet<String>,
    pub(super) seen: HashMap<String, Range<usize>>,
    pub(super) counts: HashMap<String, usize>,
    pub(super) body: Body,
    pub(super) depth: usize,
    pub(super) summary: Option<String>,
    /// Where the block of the top level begins that is being written.
    pub(super) block: Cut,
    /// Where the one begins in which the first heading stands.
    pub(super) first_heading: Option<Cut>,
    /// Notes by their names, of which letter case is no part: the parser takes `[^A]` for a mention of `[^a]:`.
    pub(super) definitions: HashMap<UniCase<&'a str>, Range<usize>>,
    pub(super) numbers: HashMap<UniCase<&'a str>, usize>,
    pub(super) notes: Vec<Note>,
    /// Numbers of the events at which notes begin that cannot stand here, which is told.
    pub(super) refused: Vec<usize>,
}

/// The table that is being written.
#[derive(Debug, Default)]
struct Columns<'a> {
    alignments: &'a [Alignment],
    /// The number of the next cell in its row.
    column: usize,
    part: TablePart,
}

/// How far a table has been written.
#[derive(Debug, Default, PartialEq, Eq)]
enum TablePart {
    #[default]
    Head,
    HeadIsOver,
    Rows,
}

impl<'a, 'p> Renderer<'a, 'p> {
    pub(super) fn new(
        text: &'a str,
        events: &'a [(Event<'a>, Range<usize>)],
        spot: &'a Spot<'a>,
        kind: Kind,
        frame: Frame<'a>,
        problems: &'p mut Problems,
    ) -> Self {
        let out = Writer { html: String::with_capacity(text.len() + text.len() / 4), ..Writer::default() };
        Renderer {
            text,
            events,
            spot,
            kind,
            frame,
            problems,
            out,
            raw: RawHtml::default(),
            run: Run::default(),
            links: Vec::new(),
            code_block: false,
            label: None,
            table: Columns::default(),
            levels: Vec::new(),
            reserved: HashSet::new(),
            seen: HashMap::new(),
            counts: HashMap::new(),
            body: Body::default(),
            depth: 0,
            summary: None,
            block: Cut::default(),
            first_heading: None,
            definitions: HashMap::new(),
            numbers: HashMap::new(),
            notes: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// All of the text, and the numbers of the events at which the notes begin that are shown; a `bare` text is a
    /// single paragraph without its tags.
    pub(super) fn run(mut self, bare: bool) -> (Body, HashSet<usize>) {
        self.survey();
        match bare {
            true => {
                self.summary = Some(String::new());
                self.raw.enter();
                self.walk(1..self.events.len() - 1);
                self.flush();
                self.leave();
                self.take_summary();
            }
            false => self.walk(0..self.events.len()),
        }
        self.flush();
        self.finish_raw();
        let mut done = self.out.finish();
        self.body.lead = self.first_heading.map_or(0, |at| divide(&mut done, at));
        self.finish_notes(&mut done);
        self.body.parts = done;
        (self.body, self.notes.iter().map(|note| note.events.start).chain(self.refused).collect())
    }

    pub(super) fn end_of(&self, start: usize) -> usize {
        let mut depth = 0;
        for (at, (event, _)) in self.events.iter().enumerate().skip(start) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        self.events.len() - 1
    }

    pub(super) fn walk(&mut self, range: Range<usize>) {
        let events = self.events;
        let mut at = range.start;
        while at < range.end {
            let (event, span) = &events[at];
            at = match event {
                Event::Start(tag) => self.start(tag, span, at),
                Event::End(tag) => {
                    self.end(tag, span);
                    at + 1
                }
                event => {
                    self.leaf(event, span);
                    at + 1
                }
            };
        }
    }

    fn leaf(&mut self, event: &'a Event<'a>, span: &Range<usize>) {
        match event {
            Event::Text(text) if self.code_block => {
                self.out.text(text);
                self.summarize(text);
            }
            Event::Text(text) => return self.push_text(text, span),
            Event::InlineHtml(html) if is_in_braces(self.text, span) => {
                return self.push_text(html, span);
            }
            Event::SoftBreak if text::is_open_citation(&self.run.text) => {
                self.run.joined = true;
                return;
            }
            _ => self.flush(),
        }
        match event {
            Event::Code(code) => {
                self.out.tag("<code>");
                self.out.text(code);
                self.out.tag("</code>");
                self.summarize(code);
            }
            Event::InlineHtml(html) | Event::Html(html) => self.inline_html(html, span),
            Event::FootnoteReference(name) => self.mention(name, span),
            Event::SoftBreak | Event::HardBreak => {
                self.out.tag(if *event == Event::HardBreak { "<br>\n" } else { "\n" });
                self.summarize("\n");
            }
            Event::Rule => {
                self.end_label();
                self.new_line();
                self.out.tag("<hr>\n");
            }
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked" } else { "" };
                let _ = write!(self.out.html, "<label><input type=\"checkbox\" disabled{checked}> ");
                self.label = Some(self.raw.count());
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &'a Tag<'a>, span: &Range<usize>, at: usize) -> usize {
        if *tag == Tag::Strikethrough && !strikes(self.text, span) {
            self.raw.enter();
            self.push_text("~", &(span.start..span.start + 1));
            return at + 1;
        }
        self.flush();
        if is_block(&self.events[at].0) || *tag == Tag::Paragraph {
            self.end_label();
            self.summarize("\n");
            if self.depth == 0 && self.raw.is_clean() {
                self.block = self.out.here();
            }
        }
        match tag {
            Tag::FootnoteDefinition(_) => return self.end_of(at) + 1,
            Tag::HtmlBlock => return self.html_block(at),
            Tag::Image { dest_url, title, .. } => return self.image(dest_url, title, span, at),
            Tag::Link { link_type, dest_url, title, .. } => {
                return self.start_link(*link_type, dest_url, title, span, at);
            }
            Tag::Paragraph => {
                if let Some(next) = self.paragraph(at) {
                    return next;
                }
            }
            Tag::Heading { level, id, classes, attrs } => {
                self.new_line();
                self.heading(*level as u8, id.as_deref(), classes, attrs, span, at);
            }
            Tag::BlockQuote(None) => self.open("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind, span),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(Some(1)) => self.open("<ol>\n"),
            Tag::List(Some(start)) => {
                self.new_line();
                let _ = writeln!(self.out.html, "<ol start=\"{start}\">");
            }
            Tag::List(None) => self.open("<ul>\n"),
            Tag::Item => {
                let mut next = self.events[at + 1..].iter().map(|(event, _)| event);
                let next = next.find(|event| **event != Event::Start(Tag::Paragraph));
                let task = matches!(next, Some(Event::TaskListMarker(_)));
                self.open(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::DefinitionList => self.open("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>"),
            Tag::DefinitionListDefinition => self.open("<dd>"),
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => self.table_tag(tag),
            Tag::Emphasis => self.out.tag("<em>"),
            Tag::Strong => self.out.tag("<strong>"),
            Tag::Strikethrough => self.out.tag("<del>"),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
        self.depth += usize::from(is_block(&self.events[at].0));
        self.raw.enter();
        at + 1
    }

    /// A paragraph; where a worked year alone stands for all of it, the event behind it.
    fn paragraph(&mut self, at: usize) -> Option<usize> {
        let end = self.end_of(at);
        if self.depth == 0 && self.body.text.is_empty() && !self.shows_price(at..end) {
            self.summary = Some(String::new());
        }
        if self.is_alone(at + 1, end - 1) && self.leads_to(at + 1, "estimate") {
            self.raw.enter();
            self.walk(at + 1..end);
            self.flush();
            self.leave();
            self.summary = None;
            return Some(end + 1);
        }
        self.new_line();
        self.out.tag("<p>");
        None
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.new_line();
        let info = if let CodeBlockKind::Fenced(info) = kind { info.as_ref() } else { "" };
        self.out.tag("<pre><code");
        if let Some(language) = info.split_whitespace().next() {
            self.out.tag(" class=\"language-");
            escape(&mut self.out.html, language);
            self.out.tag("\"");
        }
        self.out.tag(">");
        self.code_block = true;
    }

    fn table_tag(&mut self, tag: &'a Tag<'a>) {
        match tag {
            Tag::Table(alignments) => {
                self.table = Columns { alignments, column: 0, part: TablePart::Head };
                self.open("<div class=\"table-scroll\" tabindex=\"0\"><table>");
            }
            Tag::TableHead => self.out.tag("<thead><tr>"),
            Tag::TableRow => {
                self.table.column = 0;
                let is_first = self.table.part != TablePart::Rows;
                self.out.tag(if is_first { "<tbody>\n<tr>" } else { "<tr>" });
                self.table.part = TablePart::Rows;
            }
            _ => {
                self.summarize("\n");
                let class = match self.table.alignments.get(self.table.column) {
                    Some(Alignment::Left) => " class=\"align-left\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    _ => "",
                };
                self.table.column += 1;
                let is_head = self.table.part == TablePart::Head;
                let cell = if is_head { "<th scope=\"col\"" } else { "<td" };
                let _ = write!(self.out.html, "{cell}{class}>");
            }
        }
    }

    fn end(&mut self, tag: &TagEnd, span: &Range<usize>) {
        if *tag == TagEnd::Strikethrough && !strikes(self.text, span) {
            if !self.raw.is_clean() {
                self.flush();
            }
            self.leave();
            return self.push_text("~", &(span.end - 1..span.end));
        }
        self.flush();
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item) {
            self.end_label();
        }
        self.leave();
        match tag {
            TagEnd::Paragraph => {
                self.out.tag("</p>\n");
                self.take_summary();
            }
            TagEnd::Heading(_) => {
                // A heading of raw HTML inside it has a level of its own.
                let level = self.body.headings.last().map_or(2, |heading| heading.level);
                let _ = writeln!(self.out.html, "</h{level}>");
            }
            TagEnd::BlockQuote(None) => self.out.tag("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.tag("</div>\n"),
            TagEnd::CodeBlock => {
                self.out.tag("</code></pre>\n");
                self.code_block = false;
            }
            TagEnd::List(ordered) => self.out.tag(if *ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.out.tag("</li>\n"),
            TagEnd::DefinitionList => self.out.tag("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.tag("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.tag("</dd>\n"),
            TagEnd::Table => {
                let has_rows = self.table.part == TablePart::Rows;
                self.out.tag(if has_rows { "</tbody></table></div>\n" } else { "</table></div>\n" });
            }
            TagEnd::TableHead => {
                self.out.tag("</tr></thead>");
                self.table.part = TablePart::HeadIsOver;
            }
            TagEnd::TableRow => self.out.tag("</tr>\n"),
            TagEnd::TableCell => {
                self.out.tag(if self.table.part == TablePart::Head { "</th>" } else { "</td>" })
            }
            TagEnd::Emphasis => self.out.tag("</em>"),
            TagEnd::Strong => self.out.tag("</strong>"),
            TagEnd::Strikethrough => self.out.tag("</del>"),
            TagEnd::Link => self.end_link(span),
            _ => {}
        }
        self.depth -= usize::from(is_block_end(tag));
    }

    fn take_summary(&mut self) {
        if let Some(text) = self.summary.take() {
            self.body.text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    fn open(&mut self, tag: &str) {
        self.new_line();
        self.out.tag(tag);
    }

    pub(super) fn new_line(&mut self) {
        if !self.out.html.is_empty() && !self.out.html.ends_with('\n') {
            self.out.html.push('\n');
        }
    }

    fn end_label(&mut self) {
        if let Some(count) = self.label.take() {
            self.close_raw(count);
            self.out.tag("</label>");
        }
    }

    fn alert(&mut self, kind: BlockQuoteKind, span: &Range<usize>) {
        let key = match kind {
            BlockQuoteKind::Note => "alert_note",
            BlockQuoteKind::Tip => "alert_tip",
            BlockQuoteKind::Important => "alert_important",
            BlockQuoteKind::Warning => "alert_warning",
            BlockQuoteKind::Caution => "alert_caution",
        };
        self.new_line();
        let class = key.trim_start_matches("alert_");
        let _ = write!(
            self.out.html,
            "<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">"
        );
        self.out.hole(PlaceholderKind::Phrase { key }, self.spot.span(span.clone()));
        self.out.tag("</p>\n");
    }
}

fn is_block_end(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::DefinitionList
            | TagEnd::Table
    )
}
