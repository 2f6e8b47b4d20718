//! Headings: their levels, closed up below the title, and the ids of a text, each once.
//!
//! Ids that the text gives are kept exactly; the others are made of the words and step aside.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};
use unicase::UniCase;

use super::render::Renderer;
use super::{Heading, escape, text};
use crate::problem::Rule;
use crate::route;
use crate::text_map::floor_boundary;

/// More bytes than an id has.
const LONGEST_ID: usize = 1000;

impl Renderer<'_, '_> {
    /// Looks ahead for what must be known first: ids that are given, and the definitions of notes.
    pub(super) fn survey(&mut self) {
        for (at, (event, _)) in self.events.iter().enumerate() {
            match event {
                Event::Start(Tag::Heading { id: Some(id), .. }) => drop(self.reserved.insert(id.to_string())),
                Event::Html(html) | Event::InlineHtml(html) => self.reserve(html),
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    let end = self.end_of(at);
                    self.definitions.entry(UniCase::new(name)).or_insert(at..end);
                }
                _ => {}
            }
        }
    }

    /// Whatever may be an id in raw HTML; one too many does no harm.
    fn reserve(&mut self, html: &str) {
        let mut rest = html;
        while let Some((before, value)) = rest.split_once('=') {
            rest = value;
            let name = before.trim_end();
            if !name
                .len()
                .checked_sub(2)
                .and_then(|at| name.get(at..))
                .is_some_and(|n| n.eq_ignore_ascii_case("id"))
            {
                continue;
            }
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            // A quote that is never closed must not make each value the rest of the text.
            let value = value.get(..floor_boundary(value, LONGEST_ID)).unwrap_or_default();
            let value = value.trim_start_matches(['"', '\'']);
            let ends = |c: char| quote.map_or(c.is_whitespace() || c == '>', |quote| c == quote);
            self.reserved.insert(value.split(ends).next().unwrap_or_default().to_owned());
        }
    }

    /// The published level of a heading: one more than that of the heading above it.
    pub(super) fn close_up(&mut self, written: u8) -> u8 {
        while self.levels.last().is_some_and(|(above, _)| *above >= written) {
            self.levels.pop();
        }
        self.first_heading.get_or_insert(self.block);
        let level = self.levels.last().map_or(self.frame.level, |(_, above)| (above + 1).min(6));
        self.levels.push((written, level));
        level
    }

    pub(super) fn heading(
        &mut self,
        written: u8,
        given: Option<&str>,
        classes: &[CowStr<'_>],
        attributes: &[(CowStr<'_>, Option<CowStr<'_>>)],
        span: &Range<usize>,
        at: usize,
    ) {
        let inside = at + 1..self.end_of(at);
        let text = text::without_citations(&self.plain(inside.clone()));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let place = trimmed(self.text, span);
        if text.is_empty() && !self.shows_price(inside) {
            self.problems
                .report(Rule::EmptyHeading, self.spot.place(place.clone()), "a heading without words")
                .help("write its words, or take it out");
        }
        let given = given.filter(|id| self.take_id(id, &place)).map(str::to_owned);
        let id = given.unwrap_or_else(|| self.new_id(&text, &place));
        let level = self.close_up(written);
        let _ = write!(self.out.html, "<h{level} id=\"");
        escape(&mut self.out.html, &id);
        for (index, class) in classes.iter().enumerate() {
            self.out.tag(if index == 0 { "\" class=\"" } else { " " });
            escape(&mut self.out.html, class);
        }
        self.out.tag("\"");
        for (name, value) in attributes {
            if matches!(name.as_ref(), "lang" | "dir") {
                let _ = write!(self.out.html, " {name}=\"");
                escape(&mut self.out.html, value.as_deref().unwrap_or_default());
                self.out.tag("\"");
            }
        }
        self.out.tag(">");
        let mut html = String::with_capacity(text.len());
        escape(&mut html, &text);
        self.body.headings.push(Heading { id, level, text, html, span: self.spot.span(place) });
    }

    /// Takes an id that the text gives; tells whether it is free and fit.
    pub(super) fn take_id(&mut self, id: &str, span: &Range<usize>) -> bool {
        let place = self.spot.place(span.clone());
        if id.is_empty() || id.starts_with('_') || id.contains(char::is_whitespace) {
            self.problems
                .report(Rule::BadId, place, format!("`{id}` cannot be an id"))
                .help("write letters, digits and hyphens; ids that begin with `_` are the theme's own");
            return false;
        }
        if let Some(first) = self.seen.get(id) {
            let first = self.spot.place(first.clone());
            self.problems
                .report(Rule::HeadingId, place, format!("the id `{id}` stands twice"))
                .label("here again")
                .help("give one of them another id")
                .also(first, "the first is here");
            return false;
        }
        self.seen.insert(id.to_owned(), span.clone());
        self.body.ids.push(id.to_owned());
        true
    }

    fn new_id(&mut self, text: &str, span: &Range<usize>) -> String {
        let mut base = route::slug(text);
        if base.is_empty() {
            base.push_str("section");
        }
        base.insert_str(0, self.frame.prefix);
        let mut id = base.clone();
        while self.reserved.contains(&id) || self.seen.contains_key(&id) {
            let count = self.counts.entry(base.clone()).or_default();
            *count += 1;
            id = format!("{base}-{count}");
        }
        self.seen.insert(id.clone(), span.clone());
        self.body.ids.push(id.clone());
        id
    }
}

/// The span without white space at its end.
fn trimmed(text: &str, span: &Range<usize>) -> Range<usize> {
    span.start..span.start + text.get(span.clone()).unwrap_or_default().trim_end().len()
}
