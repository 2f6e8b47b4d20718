//! What only a careful editor would notice (HEALTHCARE C5): stale reviews, numbers without a source, typed prices, hard
//! words, promises, pages that nobody finds.
//!
//! Every check looks at the joined site and at the words of its pages; none of them changes anything. What breaks a rule
//! is told by the same [`Problems`] as everything else; what a page or `[check]` ignores is taken out at the end.

mod access;
mod fiction;
mod ignore;
mod launch;
mod legal;
mod marked_up;
mod medical;
mod prices;
mod prose;
mod reading;
mod sentences;
mod syllables;
mod usage;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::Prepared;
use crate::page::Page;
use crate::problem::{Place, Problems, Rule};
use crate::render::Outputs;
use crate::site::{Edition, Site};
use crate::source::Sources;
use prose::Prose;

pub(crate) use ignore::silence;
pub(crate) use legal::{errors, trackers};
pub(crate) use medical::due;

/// How hard a page is to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The school year that its words ask for.
    pub grade: f64,
    /// Bytes of the hardest sentences, each with its own grade.
    pub hardest: Vec<(Range<usize>, f64)>,
    /// The words that cost most, the dearest first, each with the byte of its first use.
    pub costly: Vec<(String, usize)>,
    /// How many terms of `check.terms` it uses.
    pub terms: usize,
}

/// A published page with its words.
struct Text<'a> {
    page: &'a Page,
    /// The language that they are in.
    edition: &'a Edition,
    prose: Prose,
    reading: Option<Reading>,
}

/// What the checks have before them.
struct Desk<'a> {
    sources: &'a Sources,
    prepared: &'a Prepared,
    site: &'a Site,
    /// What is published, where it could be rendered.
    outputs: &'a Outputs,
    texts: Vec<Text<'a>>,
    problems: Problems,
}

/// Whether the rules on wording can be asked: they know English only.
fn is_english(edition: &Edition) -> bool {
    edition.language().tag.starts_with("en")
}

/// All findings about a site that builds; with `launch` also what it may not go live with.
pub fn check(prepared: &Prepared, outputs: &Outputs, launch: bool) -> Problems {
    let site = &prepared.site;
    let mut desk = Desk {
        sources: &prepared.sources,
        prepared,
        site,
        outputs,
        texts: texts(site),
        problems: Problems::default(),
    };
    prices::check(&mut desk);
    medical::check(&mut desk);
    words::check(&mut desk);
    reading::check(&mut desk);
    access::check(&mut desk);
    legal::check(&mut desk);
    marked_up::check(&mut desk);
    usage::check(&mut desk);
    if launch {
        launch::launch(&mut desk);
    }
    desk.problems
}

/// How many different sources a page cites.
pub(crate) fn sources_of(page: &Page) -> usize {
    prose::read(page).cited.into_iter().collect::<std::collections::BTreeSet<_>>().len()
}

/// Every address of another host that a published page leads to, with the paths of those pages.
pub fn links_out(site: &Site) -> BTreeMap<String, Vec<String>> {
    let mut links: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |address: &str, path: &str| {
        let pages = links.entry(address.to_owned()).or_default();
        if pages.last().is_none_or(|last| last != path) {
            pages.push(path.to_owned());
        }
    };
    for text in texts(site) {
        let path = &text.page.source.path;
        let marks = text
            .prose
            .marks
            .iter()
            .filter(|mark| crate::identifiers::WebAddress::of_link(&mark.target).is_ok());
        marks.for_each(|mark| add(&mark.target, path));
        for id in &text.prose.cited {
            let works = site.library.get(id).into_iter().flat_map(|work| work.links());
            works.for_each(|(address, _)| add(&address, path));
        }
    }
    links
}

/// The reading grades of published pages, by path.
pub fn readings(site: &Site) -> BTreeMap<String, Reading> {
    let texts = texts(site).into_iter();
    texts.filter_map(|text| Some((text.page.source.path.clone(), text.reading?))).collect()
}

fn texts(site: &Site) -> Vec<Text<'_>> {
    let published: Vec<_> = site.pages.published().collect();
    let scale = |edition: &Edition| reading::Scale::new(edition.language(), &site.config.check.terms);
    let scales: Vec<_> = site.editions().iter().map(scale).collect();
    published
        .into_par_iter()
        .map(|(id, page)| {
            let (edition, scale) = (site.edition(id.edition()), &scales[id.edition().number()]);
            let prose = prose::read(page);
            let reading = reading::measure(&prose, scale);
            Text { page, edition, prose, reading }
        })
        .collect()
}

impl Desk<'_> {
    /// Notes a finding about words of a page.
    fn report(
        &mut self,
        rule: Rule,
        text: usize,
        span: Range<usize>,
        message: String,
    ) -> &mut crate::problem::Problem {
        let place = Place::new(&self.texts[text].page.source, span);
        self.problems.report(rule, place, message)
    }
}
