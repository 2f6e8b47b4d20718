//! The inline half of the renderer: text, links, pictures, prices, footnotes.
//!
//! The second half of the renderer; it knows no more than the first.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::mem::take;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use unicase::UniCase;

use super::render::{LINKS, LOADED, Note, Renderer, Run};
use super::signs::strikes;
use super::text::{self, InlineToken, scheme};
use super::writer::Writer;
use super::{Kind, Part, PlaceholderKind, hold_line};
use crate::problem::Rule;
use crate::text_map::TextMap;

impl<'a> Renderer<'a, '_> {
    /// Takes a text event up into the run, if it stands next to it in the source.
    pub(super) fn push_text(&mut self, text: &'a str, span: &Range<usize>) {
        let verbatim = self.text.get(span.clone()) == Some(text);
        if self.run.text.is_empty() || !(self.run.joined || self.run.span.end == span.start) {
            self.flush();
            let mut map = TextMap::default();
            map.push(text.len(), span.clone());
            self.run = Run { text: Cow::Borrowed(text), span: span.clone(), map, joined: false };
            return;
        }
        let run = &mut self.run;
        // A line's end inside of a citation: its white space stays, other signs of the line's beginning do not.
        let between = self.text.get(run.span.end..span.start).unwrap_or_default();
        let verbatim = verbatim && between.trim().is_empty();
        let whole = self.text.get(run.span.start..span.end);
        run.text = match (take(&mut run.text), whole) {
            (Cow::Borrowed(before), Some(whole)) if verbatim && before.len() == run.span.len() => {
                run.map.push(between.len(), run.span.end..span.start);
                Cow::Borrowed(whole)
            }
            (mut long, _) => {
                if run.joined {
                    long.to_mut().push('\n');
                    run.map.push(1, run.span.end..span.start);
                }
                long.to_mut().push_str(text);
                long
            }
        };
        run.map.push(text.len(), span.clone());
        run.span.end = span.end;
        run.joined = false;
    }

    /// Writes the run that was gathered, with what is found in it.
    pub(super) fn flush(&mut self) {
        if self.run.text.is_empty() {
            return;
        }
        let Run { text, span, map, joined } = take(&mut self.run);
        let mut done = 0;
        self.undrawn(&text, &span);
        if self.links.is_empty() && !self.out.muted && !self.raw.is_quiet() {
            let escaped = span.start > 0 && self.text.as_bytes().get(span.start - 1) == Some(&b'\\');
            while let Some((range, found)) = text::find(&text, done, escaped) {
                self.write(text.get(done..range.start).unwrap_or_default());
                done = range.end;
                self.found(found, text.get(range.clone()).unwrap_or_default(), range, &map);
            }
        }
        self.write(text.get(done..).unwrap_or_default());
        if joined {
            self.write("\n");
        }
    }

    fn found(&mut self, found: InlineToken, words: &str, range: Range<usize>, map: &TextMap) {
        let span = map.span(range);
        match found {
            InlineToken::Link(target) => {
                let span = self.spot.span(span);
                let (title, attributes) = (String::new(), String::new());
                self.out.hole(
                    PlaceholderKind::LinkStart { target, title, attributes, button: false },
                    span.clone(),
                );
                self.write(words);
                self.out.hole(PlaceholderKind::LinkEnd, span);
            }
            InlineToken::Cite(ids) => {
                let ids = ids.into_iter().map(|(id, range)| (id, self.spot.span(map.span(range)))).collect();
                self.out.hole(PlaceholderKind::Cite { ids }, self.spot.span(span));
            }
            InlineToken::NoCite => {
                self.problems
                    .report(Rule::BadCitation, self.spot.place(span), format!("`{words}` is no citation"))
                    .help("write `[@id]` or `[@a; @b]`; pages and other words stand outside the brackets");
                self.write(words);
            }
            InlineToken::DeadNote(id) => {
                self.problems
                    .report(
                        Rule::DeadFootnote,
                        self.spot.place(span),
                        format!("the footnote `{id}` is not defined"),
                    )
                    .help(format!("add a line `[^{id}]: words`"));
                self.write(words);
            }
        }
    }

    fn write(&mut self, text: &str) {
        self.out.text(text);
        self.summarize(text);
    }

    /// Keeps the words of the summary.
    pub(super) fn summarize(&mut self, text: &str) {
        if !self.out.muted
            && let Some(summary) = &mut self.summary
        {
            summary.push_str(text);
        }
    }

    /// The plain words of these events, alternative texts of pictures included.
    pub(super) fn plain(&self, range: Range<usize>) -> String {
        let mut plain = String::new();
        for (event, span) in &self.events[range] {
            match event {
                Event::Text(text) | Event::Code(text) => plain.push_str(text),
                Event::SoftBreak | Event::HardBreak => plain.push(' '),
                Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough)
                    if !strikes(self.text, span) =>
                {
                    plain.push('~');
                }
                _ => {}
            }
        }
        plain
    }

    /// Whether a price or estimate of the list stands here without words of its own.
    pub(super) fn shows_price(&self, range: Range<usize>) -> bool {
        let mut pairs = self.events[range.clone()].windows(2);
        pairs.any(|pair| match (&pair[0].0, &pair[1].0) {
            (Event::Start(Tag::Link { dest_url, .. }), Event::End(TagEnd::Link)) => {
                matches!(scheme(dest_url).as_deref(), Some("price" | "estimate"))
            }
            _ => false,
        })
    }

    /// Whether the events from a link's start to its end are all that their paragraph holds.
    pub(super) fn is_alone(&self, start: usize, end: usize) -> bool {
        self.kind == Kind::Body
            && start > 0
            && matches!(self.events[start - 1].0, Event::Start(Tag::Paragraph))
            && matches!(self.events.get(end + 1), Some((Event::End(TagEnd::Paragraph), _)))
            && self.end_of(start) == end
    }

    /// Whether a link with this scheme begins here.
    pub(super) fn leads_to(&self, at: usize, name: &str) -> bool {
        match &self.events[at].0 {
            Event::Start(Tag::Link { dest_url, .. }) => scheme(dest_url).as_deref() == Some(name),
            _ => false,
        }
    }

    /// Reports a scheme that is not among the allowed ones; tells whether the address is fine.
    pub(super) fn check_scheme(&mut self, target: &str, allowed: &[&str], span: &Range<usize>) -> bool {
        let Some(scheme) = scheme(target).filter(|scheme| !allowed.contains(&scheme.as_str())) else {
            return true;
        };
        self.problems
            .report(
                Rule::Scheme,
                self.spot.place(span.clone()),
                format!("the scheme `{scheme}` is not allowed here"),
            )
            .label(format!("leads to `{scheme}:`"))
            .help(format!("allowed are {}, and addresses without a scheme", allowed.join(", ")));
        false
    }

    pub(super) fn start_link(
        &mut self,
        kind: LinkType,
        written: &str,
        title: &str,
        span: &Range<usize>,
        at: usize,
    ) -> usize {
        let target = match kind {
            LinkType::Email => format!("mailto:{written}"),
            _ => written.to_owned(),
        };
        let end = self.end_of(at);
        let fine = self.check_scheme(&target, LINKS, span);
        let amount = scheme(&target).filter(|_| fine && self.links.is_empty());
        if let Some(name @ ("price" | "estimate")) = amount.as_deref() {
            let id = target.split_once(':').map_or("", |(_, id)| id).trim().to_owned();
            let alone = self.is_alone(at, end);
            if !title.is_empty() {
                self.problems
                    .report(
                        Rule::LostWords,
                        self.spot.place(span.clone()),
                        format!("the title `{title}` is lost"),
                    )
                    .label("a link to a price has no title")
                    .help(format!("take the title out: `[…]({name}:{id})`"));
            }
            let (text, html) = self.amount_words(at, end);
            let kind = match name {
                "price" => PlaceholderKind::Price { id, text, html },
                _ => PlaceholderKind::Estimate { id, text, html, alone },
            };
            self.out.hole(kind, self.spot.span(span.clone()));
            return end + 1;
        }
        // CommonMark lets `<https://…>` stand in the words of a link; HTML has no link inside of a link.
        let outer = if self.raw.has_link() { Some("a raw `<a>`") } else { None };
        let outer = outer.or((!self.links.is_empty()).then_some("a link"));
        if let Some(outer) = outer {
            let said = format!("a link inside of {outer} is left out");
            self.problems
                .report(Rule::RawHtml, self.spot.place(span.clone()), said)
                .help("write one link behind the other");
        }
        if fine && !self.has_words(at + 1..end) {
            self.problems
                .report(Rule::EmptyLink, self.spot.place(span.clone()), "a link without words")
                .help("write in the square brackets where the link leads");
        }
        let holes = fine && outer.is_none();
        self.links.push(holes);
        if holes {
            let button = self.leads_to(at, "book") && self.is_alone(at, end);
            let (title, attributes) = (title.to_owned(), String::new());
            // The end of a link may lie behind the end of what is left out: both tags stand.
            let muted = take(&mut self.out.muted);
            self.out.hole(
                PlaceholderKind::LinkStart { target, title, attributes, button },
                self.spot.span(span.clone()),
            );
            self.out.muted = muted;
        }
        self.raw.enter();
        at + 1
    }

    pub(super) fn end_link(&mut self, span: &Range<usize>) {
        if self.links.pop() == Some(true) {
            let muted = take(&mut self.out.muted);
            self.out.hole(PlaceholderKind::LinkEnd, self.spot.span(span.clone()));
            self.out.muted = muted;
        }
    }

    fn has_words(&self, range: Range<usize>) -> bool {
        self.events[range].iter().any(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => !text.trim().is_empty(),
            Event::Start(Tag::Image { .. }) | Event::InlineHtml(_) => true,
            _ => false,
        })
    }

    /// The words of a link to an amount, plain and as HTML; none where it has none.
    fn amount_words(&mut self, start: usize, end: usize) -> (Option<String>, String) {
        let text = self.plain(start + 1..end).trim().to_owned();
        let inner = Writer { plain: true, muted: self.out.muted, ..Writer::default() };
        let outer = std::mem::replace(&mut self.out, inner);
        self.links.push(false);
        self.raw.enter();
        self.walk(start + 1..end);
        self.flush();
        self.leave();
        self.links.pop();
        let inner = std::mem::replace(&mut self.out, outer);
        self.out.muted = inner.muted;
        if text.is_empty() { (None, String::new()) } else { (Some(text), inner.html) }
    }

    pub(super) fn image(&mut self, target: &str, title: &str, span: &Range<usize>, at: usize) -> usize {
        let end = self.end_of(at);
        let alt = self.plain(at + 1..end).split_whitespace().collect::<Vec<_>>().join(" ");
        let decorative = title == "decorative";
        if alt.is_empty() && !decorative {
            self.problems
                .report(Rule::NoAlt, self.spot.place(span.clone()), "a picture without alternative text")
                .label("what does it show?")
                .help("write `![what it shows](file)`, or `![](file \"decorative\")` if it tells nothing");
        }
        if decorative && !alt.is_empty() {
            let said = format!("the picture is marked decorative, so its words `{alt}` are lost");
            self.problems
                .report(Rule::LostWords, self.spot.place(span.clone()), said)
                .label("no reader gets these words")
                .help(format!("write `![{alt}]({target})`, or take the words out"));
        }
        if self.out.plain {
            self.write(&alt);
        } else if self.check_scheme(target, LOADED, span) {
            let title = if decorative { String::new() } else { title.to_owned() };
            let alt = if decorative { String::new() } else { alt };
            let kind = PlaceholderKind::Image { target: target.to_owned(), title, alt };
            self.out.hole(kind, self.spot.span(span.clone()));
        }
        end + 1
    }

    pub(super) fn mention(&mut self, name: &'a str, span: &Range<usize>) {
        if self.kind == Kind::Sentence {
            self.problems
                .report(Rule::FootnotePlace, self.spot.place(span.clone()), "a footnote cannot stand here")
                .help("footnotes belong in the text of a page; here write the words in brackets");
            let definition = self.definitions.get(&UniCase::new(name));
            self.refused.extend(definition.map(|events| events.start));
            return;
        }
        let name = UniCase::new(name);
        let Some(events) = self.definitions.get(&name).cloned().filter(|_| !self.out.muted) else { return };
        let number = *self.numbers.entry(name).or_insert_with(|| {
            self.notes.push(Note { events, mentions: 0 });
            self.notes.len()
        });
        let note = &mut self.notes[number - 1];
        note.mentions += 1;
        let prefix = self.frame.prefix;
        let back = back(prefix, number, note.mentions);
        let start = if !self.links.is_empty() { "" } else { "<a href=\"#_fn-" };
        hold_line(&mut self.out.html);
        let _ = match start.is_empty() {
            true => write!(self.out.html, "<sup id=\"{back}\">{number}</sup>"),
            false => write!(
                self.out.html,
                "<sup class=\"footnote-ref\">{start}{prefix}{number}\" id=\"{back}\" role=\"doc-noteref\">{number}</a></sup>"
            ),
        };
    }

    /// Walks the notes, which may mention further notes, and puts them behind the text.
    pub(super) fn finish_notes(&mut self, parts: &mut Vec<Part>) {
        self.depth += 1;
        let mut bodies = Vec::new();
        while let Some(note) = self.notes.get(bodies.len()) {
            let events = note.events.clone();
            self.raw.enter();
            self.walk(events.start + 1..events.end);
            self.flush();
            self.leave();
            bodies.push(self.out.finish());
        }
        if bodies.is_empty() {
            return;
        }
        self.out.tag("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        for (index, mut body) in bodies.into_iter().enumerate() {
            let number = index + 1;
            let prefix = self.frame.prefix;
            let _ = write!(self.out.html, "<li id=\"_fn-{prefix}{number}\">");
            let last = match body.pop() {
                Some(Part::Html(html)) => html,
                other => {
                    body.extend(other);
                    String::new()
                }
            };
            let mut html = take(&mut self.out.html);
            match body.first_mut() {
                Some(Part::Html(first)) => first.insert_str(0, &html),
                Some(Part::Placeholder(_)) => body.insert(0, Part::Html(take(&mut html))),
                None => self.out.html = html,
            }
            parts.extend(body);
            let (before, after) = match last.strip_suffix("</p>\n") {
                Some(before) => (before, "</p>\n"),
                None => (last.as_str(), ""),
            };
            self.out.tag(before);
            for mention in 1..=self.notes[index].mentions {
                let back = back(self.frame.prefix, number, mention);
                let sign = if mention == 1 { String::new() } else { format!("<sup>{mention}</sup>") };
                let _ =
                    write!(self.out.html, " <a href=\"#{back}\" role=\"doc-backlink\">↩\u{fe0e}{sign}</a>");
            }
            self.out.tag(after);
            self.out.tag("</li>\n");
        }
        self.out.tag("</ol>\n</section>\n");
        parts.append(&mut self.out.finish());
    }
}

fn back(prefix: &str, number: usize, mention: usize) -> String {
    if mention == 1 {
        format!("_fnref-{prefix}{number}")
    } else {
        format!("_fnref-{prefix}{number}-{mention}")
    }
}
