//! What is known of a clinic when a page is begun: the day, the clock, and what a page can name.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::citations;
use crate::config::{self, Options};
use crate::identifiers::Country;
use crate::kinds::Kind;
use crate::language::Language;
use crate::page::{self, PageCache};
use crate::prices::{self, PriceList};
use crate::problem::Problems;
use crate::route::slug;
use crate::schema::Reference;
use crate::source::{Sources, page_stem};
use crate::zone::Zone;

/// What is known of the clinic, as far as its files can be read.
#[derive(Debug)]
pub(crate) struct Facts {
    /// The day in the clinic's zone.
    pub(crate) today: Date,
    /// The clinic's clock.
    pub(super) zone: Zone,
    /// The clinic's country.
    pub(crate) country: Option<Country>,
    /// The names of pages in the folder of each kind, as others refer to them.
    pages: BTreeMap<Kind, Vec<String>>,
    /// The names of conditions, as pages write them.
    conditions: Vec<String>,
    /// The ids of the price list that cost something.
    prices: Vec<String>,
    /// The ids of what others bill.
    outside: Vec<String>,
    /// The ids of the citation library.
    works: Vec<String>,
}

impl Facts {
    /// Reads them; what is wrong in the files is told by `build`, not here.
    pub(crate) fn read(sources: &Sources, options: &Options) -> Facts {
        let mut unheard = Problems::default();
        let config = config::read(sources, options, &mut unheard);
        let zone =
            config.as_ref().map_or_else(|| Zone::fixed(jiff::tz::Offset::UTC), |config| config.zone.clone());
        let today = options.as_of.unwrap_or_else(|| zone.day_of(options.now));
        let country = config.and_then(|config| config.clinic.country);
        let list = sources.text("content/prices.toml");
        let list = list.and_then(|text| prices::read(text, Language::fallback(), &mut unheard));
        let library = sources.text("content/sources.toml").map(|text| citations::read(text, &mut unheard));
        let owned = |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect::<Vec<_>>();
        let ids = |list: &PriceList| owned(&mut list.ids());
        let outside = |list: &PriceList| owned(&mut list.outside.iter().map(|one| one.id.as_str()));
        let works = library.map(|library| library.ids().map(str::to_owned).collect());
        let (pages, conditions) = named(sources, &mut unheard);
        Facts {
            today,
            zone,
            country,
            pages,
            conditions,
            prices: list.as_ref().map(ids).unwrap_or_default(),
            outside: list.as_ref().map(outside).unwrap_or_default(),
            works: works.unwrap_or_default(),
        }
    }

    /// What a key of this reference can name here, in the order in which it is proposed.
    pub(super) fn proposals(&self, reference: Reference) -> Vec<&str> {
        let of = |folder: &str| {
            let kind = Kind::of_folder(folder);
            kind.and_then(|kind| self.pages.get(&kind)).into_iter().flatten().map(String::as_str)
        };
        match reference {
            Reference::Page(folder) => of(folder).collect(),
            Reference::PageOr(folder, word) => of(folder).chain([word]).collect(),
            Reference::Condition => texts(&self.conditions),
            Reference::Price => texts(&self.prices),
            Reference::Outside => texts(&self.outside),
            Reference::Source | Reference::SourceOrWeb => texts(&self.works),
            Reference::Rule => Vec::new(),
        }
    }
}

fn texts(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

/// The names of pages by kind, and the conditions that pages name. A page that cannot be read is known by its file.
fn named(sources: &Sources, unheard: &mut Problems) -> (BTreeMap<Kind, Vec<String>>, Vec<String>) {
    let (mut pages, mut conditions) = (BTreeMap::<Kind, Vec<String>>::new(), Vec::<String>::new());
    let read = page::read_all(sources, &mut PageCache::default(), unheard);
    for page in &read {
        pages.entry(page.kind).or_default().push(page.slug.clone());
        for condition in page.data.own().conditions() {
            let name = condition.value.trim();
            if !conditions.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
                conditions.push(name.to_owned());
            }
        }
    }
    let is_read = |path: &str| read.iter().any(|page| page.source.path == path);
    let there = sources.texts.keys().chain(&sources.unread);
    for path in there.filter(|path| !is_read(path)) {
        let kind = page::kind_of(path);
        let stem = page_stem(path).and_then(|stem| stem.rsplit('/').next());
        if let Some((kind, stem)) = kind.zip(stem) {
            pages.entry(kind).or_default().push(slug(stem));
        }
    }
    pages.values_mut().for_each(|names| names.sort());
    conditions.sort();
    (pages, conditions)
}
