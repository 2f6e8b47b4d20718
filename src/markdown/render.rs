//! The events of pulldown-cmark → parts. What that parser leaves to its user (ids, notes, alerts, bare addresses,
//! citations) is done here; the traps are those measured for its version 0.13.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag,
    TagEnd, TextMergeWithOffset,
};

use super::raw_html::{self, State};
use super::{Body, Heading, Hole, HoleKind, Part, Spot, check_scheme, escape, scheme};
use crate::problem::{Problems, Rule};
use crate::route::slug;

type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Writes parts; the raw HTML filter writes through it too.
pub(super) struct Writer<'s, 'p> {
    pub(super) spot: &'s Spot<'s>,
    pub(super) problems: &'p mut Problems,
    pub(super) raw: State,
    parts: Vec<Part>,
    ids: BTreeSet<String>,
    id_list: Vec<String>,
}

impl Writer<'_, '_> {
    pub(super) fn push(&mut self, html: &str) {
        match self.parts.last_mut() {
            Some(Part::Html(last)) => last.push_str(html),
            _ => self.parts.push(Part::Html(html.to_owned())),
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Html(last)) => escape(text, last),
            _ => {
                let mut html = String::new();
                escape(text, &mut html);
                self.parts.push(Part::Html(html));
            }
        }
    }

    /// A hole with the place of `range` of the text.
    pub(super) fn hole(&mut self, kind: HoleKind, range: Range<usize>) {
        let span = self.spot.span(range);
        self.parts.push(Part::Hole(Hole { kind, span }));
    }

    /// Takes an id that was written out; twice is an error.
    pub(super) fn claim_id(&mut self, id: &str, range: Range<usize>) {
        let place = self.spot.place(range);
        if id.is_empty() || id.starts_with('_') || id.contains(char::is_whitespace) {
            self.problems
                .error(Rule::HeadingId, place, format!("`{id}` cannot be an id"))
                .help("an id has no blanks and does not begin with `_`");
        } else if !self.ids.insert(id.to_owned()) {
            self.problems.error(Rule::HeadingId, place, format!("the id `{id}` stands twice on this page"));
        } else {
            self.id_list.push(id.to_owned());
        }
    }

    /// A free id made of words.
    fn free_id(&mut self, words: &str) -> String {
        let base = match slug(words) {
            base if base.is_empty() => "section".to_owned(),
            base => base,
        };
        let mut id = base.clone();
        let mut number = 1;
        while !self.ids.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        self.id_list.push(id.clone());
        id
    }
}

/// Footnotes of one text.
#[derive(Default)]
struct Notes<'a> {
    /// Labels in the order of their first mention, with the number of mentions.
    mentioned: Vec<(CowStr<'a>, usize)>,
    written: BTreeMap<String, (Vec<Part>, Range<usize>)>,
}

pub(super) fn render(text: &str, spot: &Spot<'_>, options: Options, problems: &mut Problems) -> Body {
    let events = read(text, spot, options, problems);
    let mut writer = Writer {
        spot,
        problems,
        raw: State::default(),
        parts: Vec::new(),
        ids: BTreeSet::new(),
        id_list: Vec::new(),
    };
    for (event, range) in &events {
        if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
            writer.claim_id(id, range.clone());
        }
    }
    let mut run = Run {
        text,
        events: &events,
        at: 0,
        notes: Notes::default(),
        headings: Vec::new(),
        levels: Vec::new(),
        table: Table::default(),
        first: None,
    };
    while run.at < events.len() {
        run.step(&mut writer);
    }
    raw_html::finish(&mut writer);
    run.write_notes(&mut writer);
    Body {
        parts: writer.parts,
        headings: run.headings,
        ids: writer.id_list,
        text: run.first.unwrap_or_default(),
    }
}

/// All events with their places; undefined references are reported on the way.
fn read<'a>(text: &'a str, spot: &Spot<'_>, options: Options, problems: &mut Problems) -> Events<'a> {
    let broken = RefCell::new(Vec::new());
    let events: Events<'a> = {
        let callback = |link: BrokenLink<'a>| -> Option<(CowStr<'a>, CowStr<'a>)> {
            let full = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
            if full && !link.reference.starts_with(['@', '^']) {
                broken.borrow_mut().push((link.reference.to_string(), link.span));
            }
            None
        };
        let parser = Parser::new_with_broken_link_callback(text, options, Some(callback));
        TextMergeWithOffset::new(parser.into_offset_iter()).collect()
    };
    for (reference, span) in broken.into_inner() {
        problems
            .error(
                Rule::DeadFootnote,
                spot.place(span),
                format!("the reference `{reference}` is not defined"),
            )
            .help(format!("add a line `[{reference}]: address`, or write the address in round brackets"));
    }
    events
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

struct Run<'a, 'e> {
    text: &'a str,
    events: &'e Events<'a>,
    at: usize,
    notes: Notes<'a>,
    headings: Vec<Heading>,
    /// Source levels of the headings that the current one stands under.
    levels: Vec<u8>,
    table: Table,
    /// The plain words of the first paragraph.
    first: Option<String>,
}

impl<'a> Run<'a, '_> {
    fn step(&mut self, w: &mut Writer<'_, '_>) {
        let (event, range) = &self.events[self.at];
        let (event, range) = (event.clone(), range.clone());
        self.at += 1;
        if w.raw.dropping.is_some()
            && !matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(_) | Event::End(_))
        {
            return;
        }
        match event {
            Event::Start(tag) => self.start(w, tag, range),
            Event::End(end) => self.end(w, end, range),
            Event::Text(text) => self.write_text(w, &text, range),
            Event::Code(code) => {
                w.push("<code>");
                w.push_text(&code);
                w.push("</code>");
            }
            Event::InlineHtml(html) => {
                raw_html::write(w, &html, range.clone(), self.text.get(range) == Some(&*html))
            }
            Event::Html(html) => {
                raw_html::write(w, &html, range.clone(), self.text.get(range) == Some(&*html))
            }
            Event::SoftBreak => w.push("\n"),
            Event::HardBreak => w.push("<br>\n"),
            Event::Rule => w.push("<hr>\n"),
            Event::FootnoteReference(label) => self.mention(w, label, range),
            Event::TaskListMarker(done) => {
                let mark = if done { "task_done" } else { "task_open" };
                w.push(if done {
                    "<input type=\"checkbox\" disabled checked aria-label=\""
                } else {
                    "<input type=\"checkbox\" disabled aria-label=\""
                });
                w.hole(HoleKind::Phrase { key: mark }, range);
                w.push("\"> ");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => w.push_text(&text),
        }
    }

    fn start(&mut self, w: &mut Writer<'_, '_>, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(w),
            Tag::Heading { level, id, classes, .. } => self.heading(w, level as u8, id, &classes, range),
            Tag::BlockQuote(None) => w.push("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let (class, key) = match kind {
                    BlockQuoteKind::Note => ("note", "alert_note"),
                    BlockQuoteKind::Tip => ("tip", "alert_tip"),
                    BlockQuoteKind::Important => ("important", "alert_important"),
                    BlockQuoteKind::Warning => ("warning", "alert_warning"),
                    BlockQuoteKind::Caution => ("caution", "alert_caution"),
                };
                w.push(&format!(
                    "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">"
                ));
                w.hole(HoleKind::Phrase { key }, range);
                w.push("</p>\n");
            }
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                if language.is_empty() {
                    w.push("<pre><code>");
                } else {
                    w.push("<pre><code class=\"language-");
                    w.push_text(language);
                    w.push("\">");
                }
                self.code(w);
            }
            Tag::HtmlBlock => self.html_block(w, range),
            Tag::List(None) => w.push("<ul>\n"),
            Tag::List(Some(1)) => w.push("<ol>\n"),
            Tag::List(Some(start)) => w.push(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => w.push("<li>"),
            Tag::FootnoteDefinition(label) => self.note(w, &label, range),
            Tag::DefinitionList => w.push("<dl>\n"),
            Tag::DefinitionListTitle => w.push("<dt>"),
            Tag::DefinitionListDefinition => w.push("<dd>"),
            Tag::Table(alignments) => {
                self.table = Table { alignments, column: 0, head: false };
                w.push("<div class=\"table-scroll\"><table>");
            }
            Tag::TableHead => {
                self.table.head = true;
                self.table.column = 0;
                w.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                w.push("<tr>");
            }
            Tag::TableCell => {
                let class = match self.table.alignments.get(self.table.column) {
                    Some(Alignment::Left) => " class=\"align-left\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    _ => "",
                };
                let open = if self.table.head {
                    format!("<th scope=\"col\"{class}>")
                } else {
                    format!("<td{class}>")
                };
                w.push(&open);
                self.table.column += 1;
            }
            Tag::Emphasis => w.push("<em>"),
            Tag::Strong => w.push("<strong>"),
            Tag::Strikethrough => w.push(if self.is_single(&range) { "~" } else { "<del>" }),
            Tag::Link { dest_url, title, .. } => self.link(w, &dest_url, &title, range, false),
            Tag::Image { dest_url, title, .. } => self.image(w, &dest_url, &title, range),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, w: &mut Writer<'_, '_>, end: TagEnd, range: Range<usize>) {
        match end {
            TagEnd::Paragraph => w.push("</p>\n"),
            TagEnd::BlockQuote(None) => w.push("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => w.push("</div>\n"),
            TagEnd::List(true) => w.push("</ol>\n"),
            TagEnd::List(false) => w.push("</ul>\n"),
            TagEnd::Item => w.push("</li>\n"),
            TagEnd::DefinitionList => w.push("</dl>\n"),
            TagEnd::DefinitionListTitle => w.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => w.push("</dd>\n"),
            TagEnd::Table => w.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table.head = false;
                w.push("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => w.push("</tr>\n"),
            TagEnd::TableCell => w.push(if self.table.head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => w.push("</em>"),
            TagEnd::Strong => w.push("</strong>"),
            TagEnd::Strikethrough => w.push(if self.is_single(&range) { "~" } else { "</del>" }),
            TagEnd::Link => w.hole(HoleKind::LinkEnd, range),
            _ => {}
        }
    }

    /// `~$5~` is money between two tildes, not struck through.
    fn is_single(&self, range: &Range<usize>) -> bool {
        !self.text[range.clone()].starts_with("~~")
    }

    /// The events up to the end of the element that has just begun.
    fn skip(&mut self) -> &[(Event<'a>, Range<usize>)] {
        let start = self.at;
        let mut depth = 1;
        while depth > 0 && self.at < self.events.len() {
            match self.events[self.at].0 {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        &self.events[start..self.at.saturating_sub(1).max(start)]
    }

    /// A paragraph. A price example or a booking link alone in it is more than a link.
    fn paragraph(&mut self, w: &mut Writer<'_, '_>) {
        let start = self.at;
        let inside = self.skip();
        let words = plain(inside);
        let alone = match inside {
            [
                (Event::Start(Tag::Link { dest_url, title, .. }), range),
                ..,
                (Event::End(TagEnd::Link), last),
            ] if range == last => Some((dest_url.clone(), title.clone(), range.clone())),
            _ => None,
        };
        if self.first.is_none() && !words.trim().is_empty() {
            self.first = Some(words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let end = self.at;
        self.at = start;
        match alone.as_ref().and_then(|(target, _, _)| scheme(target)).as_deref() {
            Some("estimate") => {
                let (target, title, range) = alone.expect("matched just now");
                self.at += 1;
                self.link(w, &target, &title, range, true);
                self.at = end;
            }
            Some("book") => {
                let (target, title, range) = alone.expect("matched just now");
                w.push("<p>");
                self.at += 1;
                self.link(w, &target, &title, range, true);
            }
            _ => w.push("<p>"),
        }
    }

    fn heading(
        &mut self,
        w: &mut Writer<'_, '_>,
        level: u8,
        id: Option<CowStr<'a>>,
        classes: &[CowStr<'a>],
        range: Range<usize>,
    ) {
        let start = self.at;
        let inside = self.skip();
        let words = plain(inside).trim().to_owned();
        let end = self.at;
        if words.is_empty() && !inside_has_image(&self.events[start..end]) {
            let place = w.spot.place(range.clone());
            w.problems
                .error(Rule::EmptyHeading, place, "a heading without words")
                .help("write its words, or take the signs out");
        }
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        let shown = (self.levels.len() as u8 + 1).min(6);
        let id = id.map_or_else(|| w.free_id(&words), |id| id.to_string());
        let mut open = format!("<h{shown} id=\"");
        escape(&id, &mut open);
        open.push('"');
        if !classes.is_empty() {
            open.push_str(" class=\"");
            escape(&classes.join(" "), &mut open);
            open.push('"');
        }
        open.push('>');
        w.push(&open);
        self.at = start;
        while self.at + 1 < end {
            self.step(w);
        }
        self.at = end;
        w.push(&format!("</h{shown}>\n"));
        self.headings.push(Heading { id, level: shown, text: words, span: w.spot.span(range) });
    }

    fn code(&mut self, w: &mut Writer<'_, '_>) {
        let inside: String = self
            .skip()
            .iter()
            .map(|(event, _)| if let Event::Text(text) = event { text } else { "" })
            .collect();
        w.push_text(&inside);
        w.push("</code></pre>\n");
    }

    /// Raw HTML comes line by line; a tag can go over several.
    fn html_block(&mut self, w: &mut Writer<'_, '_>, range: Range<usize>) {
        let inside = self.skip();
        let html: String =
            inside.iter().map(|(event, _)| if let Event::Html(html) = event { html } else { "" }).collect();
        let start = inside.first().map_or(range.start, |(_, first)| first.start);
        let exact = self.text.get(start..start + html.len()) == Some(html.as_str());
        raw_html::write(w, &html, if exact { start..start + html.len() } else { range }, exact);
    }

    fn link(&mut self, w: &mut Writer<'_, '_>, target: &str, title: &str, range: Range<usize>, alone: bool) {
        if !check_scheme(target, || w.spot.place(range.clone()), w.problems) {
            // The words stay; the end of the link must not close what was not opened.
            w.hole(
                HoleKind::LinkStart {
                    target: "#".into(),
                    title: String::new(),
                    attributes: String::new(),
                    button: false,
                },
                range,
            );
            return;
        }
        let kind = scheme(target);
        let rest = target.split_once(':').map_or("", |(_, rest)| rest).to_owned();
        match kind.as_deref() {
            Some(kind @ ("price" | "estimate")) => {
                let start = self.at;
                let words = plain(self.skip());
                let end = self.at;
                let text = (!words.trim().is_empty()).then_some(words);
                let kept = std::mem::take(&mut w.parts);
                self.at = start;
                while self.at + 1 < end {
                    self.step(w);
                }
                self.at = end;
                let inside = std::mem::replace(&mut w.parts, kept);
                let html = inside
                    .into_iter()
                    .map(|part| if let Part::Html(html) = part { html } else { String::new() })
                    .collect();
                let hole = if kind == "price" {
                    HoleKind::Price { id: rest, text, html }
                } else {
                    HoleKind::Estimate { id: rest, text, html, alone }
                };
                w.hole(hole, range);
            }
            Some("book") => {
                w.hole(
                    HoleKind::LinkStart {
                        target: "book:".into(),
                        title: title.to_owned(),
                        attributes: String::new(),
                        button: alone,
                    },
                    range,
                );
            }
            _ => {
                w.hole(
                    HoleKind::LinkStart {
                        target: target.to_owned(),
                        title: title.to_owned(),
                        attributes: String::new(),
                        button: false,
                    },
                    range,
                );
            }
        }
    }

    fn image(&mut self, w: &mut Writer<'_, '_>, target: &str, title: &str, range: Range<usize>) {
        let alt = plain(self.skip());
        if !check_scheme(target, || w.spot.place(range.clone()), w.problems) {
            return;
        }
        if alt.trim().is_empty() && title != "decorative" {
            let place = w.spot.place(range.clone());
            w.problems
                .error(Rule::NoAlt, place, "a picture without alternative text")
                .help("say what it shows in the square brackets; if it only decorates, give it the title \"decorative\"");
        }
        let title = if title == "decorative" { String::new() } else { title.to_owned() };
        w.hole(HoleKind::Image { target: target.to_owned(), title, alt }, range);
    }

    fn mention(&mut self, w: &mut Writer<'_, '_>, label: CowStr<'a>, _range: Range<usize>) {
        let (number, mentions) = match self.notes.mentioned.iter().position(|(known, _)| *known == label) {
            Some(at) => {
                self.notes.mentioned[at].1 += 1;
                (at + 1, self.notes.mentioned[at].1)
            }
            None => {
                self.notes.mentioned.push((label, 1));
                (self.notes.mentioned.len(), 1)
            }
        };
        let again = if mentions == 1 { String::new() } else { format!("-{mentions}") };
        w.push(&format!("<sup class=\"footnote\"><a href=\"#_fn-{number}\" id=\"_fnref-{number}{again}\" role=\"doc-noteref\">{number}</a></sup>"));
    }

    fn note(&mut self, w: &mut Writer<'_, '_>, label: &str, range: Range<usize>) {
        let kept = std::mem::take(&mut w.parts);
        let start = self.at;
        self.skip();
        let end = self.at;
        self.at = start;
        while self.at + 1 < end {
            self.step(w);
        }
        self.at = end;
        let parts = std::mem::replace(&mut w.parts, kept);
        self.notes.written.entry(label.to_owned()).or_insert((parts, range));
    }

    fn write_notes(&mut self, w: &mut Writer<'_, '_>) {
        let mentioned = std::mem::take(&mut self.notes.mentioned);
        let mut written = std::mem::take(&mut self.notes.written);
        if !mentioned.is_empty() {
            w.push("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
            for (at, (label, mentions)) in mentioned.iter().enumerate() {
                let number = at + 1;
                w.push(&format!("<li id=\"_fn-{number}\">"));
                if let Some((parts, _)) = written.remove(&**label) {
                    for part in parts {
                        match part {
                            Part::Html(html) => w.push(&html),
                            Part::Hole(hole) => w.parts.push(Part::Hole(hole)),
                        }
                    }
                }
                for mention in 1..=*mentions {
                    let again = if mention == 1 { String::new() } else { format!("-{mention}") };
                    w.push(&format!(
                        "<a href=\"#_fnref-{number}{again}\" role=\"doc-backlink\" aria-label=\""
                    ));
                    w.hole(HoleKind::Phrase { key: "back_to_text" }, 0..0);
                    w.push("\">↩</a> ");
                }
                w.push("</li>\n");
            }
            w.push("</ol></section>\n");
        }
        for (label, (_, range)) in written {
            let place = w.spot.place(range);
            w.problems
                .warn(
                    Rule::DeadFootnote,
                    place,
                    format!("the footnote `{label}` is never mentioned, so it is left out"),
                )
                .help(format!("write `[^{label}]` where it belongs"));
        }
    }

    /// Text: citations, undefined footnotes and bare addresses are found in it.
    fn write_text(&mut self, w: &mut Writer<'_, '_>, text: &str, range: Range<usize>) {
        let exact = self.text.get(range.clone()) == Some(text);
        let in_link = self.in_link();
        let mut rest = text;
        let mut done = 0;
        while let Some(at) = rest.find(['[', ':']) {
            let here = done + at;
            let found = if rest[at..].starts_with("[@") {
                self.citation(w, text, here, &range, exact, done)
            } else if rest[at..].starts_with("[^") {
                self.undefined_note(w, text, here, &range, exact);
                None
            } else if rest[at..].starts_with("://") && !in_link {
                bare_address(w, text, here, done, &range, exact)
            } else {
                None
            };
            let next = found.unwrap_or_else(|| {
                let end = here + 1;
                w.push_text(&text[done..end]);
                end
            });
            done = next;
            rest = &text[done..];
        }
        w.push_text(rest);
    }

    fn in_link(&self) -> bool {
        let mut depth = 0;
        for (event, _) in self.events[..self.at].iter().rev() {
            match event {
                Event::End(TagEnd::Link) => depth += 1,
                Event::Start(Tag::Link { .. }) if depth == 0 => return true,
                Event::Start(Tag::Link { .. }) => depth -= 1,
                Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. } | Tag::TableCell) => {
                    return false;
                }
                _ => {}
            }
        }
        false
    }

    /// `[@a; @b]` at `here`; written with the text before it. The end of it, if it is one.
    fn citation(
        &self,
        w: &mut Writer<'_, '_>,
        text: &str,
        here: usize,
        range: &Range<usize>,
        exact: bool,
        done: usize,
    ) -> Option<usize> {
        let close = here + text[here..].find(']')?;
        let inside = &text[here + 1..close];
        let mut ids = Vec::new();
        let mut offset = here + 1;
        for item in inside.split(';') {
            let id = item.trim().strip_prefix('@')?;
            let fine = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_:.".contains(c));
            if !fine {
                return None;
            }
            let start = offset + item.find('@')?;
            let place =
                if exact { range.start + start..range.start + start + 1 + id.len() } else { range.clone() };
            ids.push((id.to_owned(), w.spot.span(place)));
            offset += item.len() + 1;
        }
        if !exact && self.text[range.clone()].contains("\\[@") {
            return None;
        }
        // The space before the number goes: it hangs on the word.
        w.push_text(text[done..here].trim_end_matches(' '));
        let place = if exact { range.start + here..range.start + close + 1 } else { range.clone() };
        w.hole(HoleKind::Cite { ids }, place);
        Some(close + 1)
    }

    fn undefined_note(
        &self,
        w: &mut Writer<'_, '_>,
        text: &str,
        here: usize,
        range: &Range<usize>,
        exact: bool,
    ) {
        let Some(length) = text[here..].find(']') else { return };
        let label = &text[here + 2..here + length];
        let escaped = self.text[range.clone()].contains("\\[");
        if label.is_empty() || label.contains(char::is_whitespace) || (!exact && escaped) {
            return;
        }
        let place = if exact { range.start + here..range.start + here + length + 1 } else { range.clone() };
        let place = w.spot.place(place);
        w.problems
            .error(Rule::DeadFootnote, place, format!("the footnote `{label}` is not defined"))
            .help(format!("add a paragraph that begins with `[^{label}]:`"));
    }
}

/// `https://…` in running text becomes a link. The end of the address, if there is one.
fn bare_address(
    w: &mut Writer<'_, '_>,
    text: &str,
    colon: usize,
    done: usize,
    range: &Range<usize>,
    exact: bool,
) -> Option<usize> {
    let head = &text[done..colon];
    let scheme = ["https", "http"].into_iter().find(|scheme| head.ends_with(scheme))?;
    let start = colon - scheme.len();
    if text[..start].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let length = text[start..]
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
        .unwrap_or(text.len() - start);
    let mut address = &text[start..start + length];
    loop {
        let cut = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        let unopened = cut.ends_with(')') && cut.matches(')').count() > cut.matches('(').count();
        address = if unopened { &cut[..cut.len() - 1] } else { cut };
        if !unopened {
            break;
        }
    }
    if address.len() <= scheme.len() + 3 || !crate::config::is_web_address(address) {
        return None;
    }
    w.push_text(&text[done..start]);
    let end = start + address.len();
    let place = if exact { range.start + start..range.start + end } else { range.clone() };
    w.hole(
        HoleKind::LinkStart {
            target: address.to_owned(),
            title: String::new(),
            attributes: String::new(),
            button: false,
        },
        place.clone(),
    );
    w.push_text(address);
    w.hole(HoleKind::LinkEnd, place);
    Some(end)
}

/// The words of some events, without citations.
fn plain(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) => push_without_citations(&mut words, text),
            Event::Code(code) => words.push_str(code),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

fn push_without_citations(words: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[@") {
        let Some((_, behind)) = after.split_once(']') else { break };
        words.push_str(before.trim_end_matches(' '));
        rest = behind;
    }
    words.push_str(rest);
}

fn inside_has_image(events: &[(Event<'_>, Range<usize>)]) -> bool {
    events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })))
}
