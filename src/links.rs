//! Fills the holes of a body: links, pictures, prices, citations — all that only the whole site knows.
//!
//! What leads nowhere is reported at its place; what is held back loses its link and keeps its words.

mod amounts;
mod formats;
mod media;
mod nowhere;
mod remedy;
mod target;

pub use formats::Formats;
pub(crate) use target::join;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::markdown::{Body, Hole, HoleKind, Part, escape};
use crate::page::{Data, Page};
use crate::plan::Plan;
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::site::{Edition, EditionId, Site};
use crate::source::Source;
use crate::theme::Theme;

/// The joined site, as far as filling goes.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "each is what its type says")]
pub struct World<'a> {
    pub site: &'a Site,
    pub edition: &'a Edition,
    pub theme: &'a Theme,
    pub plan: &'a Plan,
}

impl<'a> World<'a> {
    /// The site for readers of an edition.
    pub fn new(site: &'a Site, edition: EditionId, theme: &'a Theme, plan: &'a Plan) -> Self {
        World { site, edition: site.edition(edition), theme, plan }
    }
}

/// The references of one page, numbered by their first mention.
#[derive(Debug, Default)]
pub struct References {
    /// Ids in their order, with the number of mentions.
    pub order: Vec<(String, usize)>,
    numbers: BTreeMap<String, usize>,
}

impl References {
    /// The number of a source, and which mention of it this is.
    fn mention(&mut self, id: &str) -> (usize, usize) {
        let number = *self.numbers.entry(id.to_owned()).or_insert_with(|| {
            self.order.push((id.to_owned(), 0));
            self.order.len()
        });
        self.order[number - 1].1 += 1;
        (number, self.order[number - 1].1)
    }
}

/// How the words show what they cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Citing {
    /// By numbers that lead to the list of references.
    Numbers,
    /// Not at all: the sources stand right beside the words.
    Beside,
    /// They may cite nothing, since no list of references could follow them.
    Refused,
}

/// Fills texts of one file.
#[derive(Debug)]
pub struct Filler<'a, 'p> {
    world: World<'a>,
    source: &'a Arc<Source>,
    /// The address that fragments and relative files count from.
    route: Route,
    /// The page of the texts, where they are those of one.
    page: Option<&'a Page>,
    /// Whole addresses: for feeds.
    absolute: bool,
    /// The references met so far.
    pub references: References,
    citing: Citing,
    /// Where problems go.
    pub problems: &'p mut Problems,
}

impl<'a, 'p> Filler<'a, 'p> {
    /// For the texts of a page.
    pub fn page(world: World<'a>, page: &'a Page, absolute: bool, problems: &'p mut Problems) -> Self {
        Filler {
            world,
            source: &page.source,
            route: page.route.clone(),
            page: Some(page),
            absolute,
            references: References::default(),
            citing: Citing::Numbers,
            problems,
        }
    }

    /// For sentences of a data file, shown at `route`.
    pub fn data(world: World<'a>, source: &'a Arc<Source>, route: Route, problems: &'p mut Problems) -> Self {
        Filler {
            world,
            source,
            route,
            page: None,
            absolute: false,
            references: References::default(),
            citing: Citing::Numbers,
            problems,
        }
    }

    /// For words that stand on every page, where no list of references could follow them.
    pub fn without_references(self) -> Self {
        Filler { citing: Citing::Refused, ..self }
    }

    /// For words that have their sources right beside them.
    pub fn without_numbers(self) -> Self {
        Filler { citing: Citing::Beside, ..self }
    }

    /// The finished HTML of a text.
    pub fn fill(&mut self, body: &Body) -> String {
        let length =
            body.parts.iter().map(|part| if let Part::Html(html) = part { html.len() } else { 64 }).sum();
        let mut out = String::with_capacity(length);
        let mut open = Vec::new();
        for part in &body.parts {
            match part {
                Part::Html(html) => out.push_str(html),
                Part::Hole(hole) => self.hole(hole, &mut open, &mut out),
            }
        }
        out
    }

    /// A citation outside of a text, such as the sources of a myth.
    pub fn cite(&mut self, ids: &[(String, Range<usize>)]) -> String {
        let mut out = String::new();
        let here =
            if self.absolute { self.world.site.config.base.absolute(&self.route) } else { String::new() };
        for (id, span) in ids {
            if self.citing == Citing::Refused {
                self.problems
                    .report(
                        Rule::UnknownSource,
                        Place::new(self.source, span.clone()),
                        "nothing can be cited here",
                    )
                    .label("these words stand where no list of references follows")
                    .help("cite it on a page, and link to that page from here");
                continue;
            }
            if self.world.site.library.get(id).is_none() {
                if self.world.site.unread().library {
                    continue;
                }
                let place = Place::new(self.source, span.clone());
                self.problems
                    .report(Rule::UnknownSource, place, format!("there is no source `{id}`"))
                    .label("not in content/sources.toml")
                    .help(format!("add it there: [[sources]] with id = \"{id}\", or take the citation out"))
                    .propose_of(id, self.world.site.source_ids());
                continue;
            }
            let (number, mention) = self.references.mention(id);
            if self.citing == Citing::Beside {
                continue;
            }
            let words = self.world.edition.phrase("reference_n", &[("number", &number.to_string())]);
            out.push_str(&format!(
                "<sup class=\"cite\"><a href=\"{here}#_ref-{number}\" id=\"_cite-{number}-{mention}\" aria-label=\""
            ));
            escape(&mut out, &words);
            out.push_str(&format!("\">[{number}]</a></sup>"));
        }
        out
    }

    fn hole(&mut self, hole: &Hole, open: &mut Vec<bool>, out: &mut String) {
        match &hole.kind {
            HoleKind::LinkStart { target, title, attributes, button } => {
                let link = self.target(target, &hole.span);
                open.push(link.is_some());
                if let Some(link) = link {
                    out.push_str("<a href=\"");
                    escape(out, &link);
                    out.push('"');
                    if !title.is_empty() {
                        out.push_str(" title=\"");
                        escape(out, title);
                        out.push('"');
                    }
                    if *button {
                        out.push_str(" class=\"button\"");
                    }
                    out.push_str(attributes);
                    out.push('>');
                }
            }
            HoleKind::LinkEnd => {
                if open.pop() == Some(true) {
                    out.push_str("</a>");
                }
            }
            HoleKind::Image { target, title, alt } => self.media(target, title, alt, &hole.span, out),
            HoleKind::Price { id, text, html } => {
                let own = amounts::Words { text: text.as_deref(), html, in_link: open.contains(&true) };
                self.price(id, own, &hole.span, out);
            }
            HoleKind::Estimate { id, text, html, alone } => {
                let own = amounts::Words { text: text.as_deref(), html, in_link: open.contains(&true) };
                self.estimate(id, own, *alone, &hole.span, out);
            }
            HoleKind::Cite { ids } => {
                let marks = self.cite(ids);
                if marks.is_empty() {
                    // The space that stood before the number.
                    out.truncate(out.trim_end_matches(' ').len());
                }
                out.push_str(&marks);
            }
            HoleKind::Phrase { key } => escape(out, &self.world.edition.phrase(key, &[])),
            HoleKind::Source { attribute, address, target } => {
                self.attribute(attribute, *address, target, &hole.span, out);
            }
        }
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.source, span.clone())
    }

    fn link(&self, route: &Route) -> String {
        let base = &self.world.site.config.base;
        if self.absolute { base.absolute(route) } else { base.link(route) }
    }
}

/// The clinic's own pages that carry a person's name: credentials behind it.
pub fn full_name(page: &Page) -> String {
    match &page.data {
        Data::Provider(provider) if !provider.credentials.is_empty() => {
            format!("{}, {}", page.title.value, provider.credentials.join(", "))
        }
        _ => page.title.value.clone(),
    }
}
