//! Everything joined: pages by kind, people, places, terms; what is published today, what is held back and why.
//!
//! A [`Site`] never changes after [`assemble`]. What a reference means is decided here; what an address shows is
//! decided in `plan`, how it looks in `render`.

mod clock;
mod conditions;
mod edition;
mod index;
pub(crate) mod legal;
mod licenses;
mod pages;
mod pay;
mod price_days;
mod references;
mod schedule;
mod telephones;
mod told;
mod urgent_help;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

pub(crate) use self::conditions::Condition;
use self::edition::Lists;
pub(crate) use self::edition::{Edition, EditionId, Fixture, Version, Workplace};
pub(crate) use self::licenses::ByVideo;
pub(crate) use self::pages::{PageId, Pages};
pub(crate) use self::pay::Pay;
use self::pay::PayCurrency;
use self::price_days::PriceDays;
use self::schedule::Schedule;
use crate::calendar::{Days, Reading};
use crate::citations::Library;
use crate::config::{Config, Options};
use crate::kinds::{Generated, Standing};
use crate::page::{Kind, Page};
use crate::phrases::Phrases;
use crate::prices::PriceList;
use crate::problem::Problems;
use crate::source::page_stem;
use crate::table::Moment;

/// The whole site, as templates and feeds will see it.
#[derive(Debug)]
pub struct Site {
    /// `site.toml`.
    pub config: Config,
    /// The price list of today.
    pub prices: Option<PriceList>,
    /// The citation library.
    pub library: Library,
    /// Every page that could be read.
    pub pages: Arc<Pages>,
    /// Its languages, at least one; the first is that of the site.
    editions: Vec<Edition>,
    /// Pages that are held back, and why.
    pub held_back: Vec<(String, String)>,
    /// Pages that are shown only because the options ask for them, and why they would be held back.
    pub early: Vec<(String, String)>,
    /// The next day on which the site changes by itself, and what happens then.
    pub next_change: Option<(Date, String)>,
    price_days: PriceDays,
    /// What days have done to it, and will do.
    pub(crate) days: Days,
    unread: Unread,
    /// What published openings pay.
    pay: BTreeMap<PageId, Pay>,
    index: index::Index,
}

/// The files that exist and could not be read. A reference to one of them is not reported again.
#[derive(Debug, Default)]
pub struct Unread {
    /// Paths of pages.
    pub pages: BTreeSet<String>,
    /// Those of them that are drafts and held back as such.
    pub drafts: BTreeSet<String>,
    /// A part of `site.toml`.
    pub config: bool,
    /// The price list, or a part of it.
    pub prices: bool,
    /// The citation library, or a part of it.
    pub library: bool,
    guesses: OnceLock<index::Guesses>,
    draft_guesses: OnceLock<index::Guesses>,
}

impl Unread {
    /// Whether everything could be read.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && !self.prices && !self.library
    }
}

impl Site {
    /// The languages of the site.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The edition of that number.
    pub fn edition(&self, id: EditionId) -> &Edition {
        &self.editions[id.number()]
    }

    /// A page as an edition can lead to it.
    pub fn version(&self, page: PageId, edition: EditionId) -> Version {
        if page.edition() == edition { Version::Same(page) } else { Version::Other(page) }
    }

    /// The published pages of a kind in all languages, for what is asked of the site and not of its words.
    pub fn every(&self, kind: Kind) -> impl Iterator<Item = &Page> {
        self.editions.iter().flat_map(move |edition| edition.list(kind))
    }

    /// What is there but could not be read.
    pub fn unread(&self) -> &Unread {
        &self.unread
    }

    /// Whether a page's words stand anywhere: it is published, and words for a condition have a page to stand on.
    pub fn is_shown(&self, id: PageId) -> bool {
        let page = &self.pages[id];
        let has_place = || {
            let condition = self.edition(id.edition()).condition(&page.slug);
            condition.is_some_and(|condition| condition.words == Some(id))
        };
        self.pages.is_published(id) && (page.kind != Kind::Condition || has_place())
    }

    /// The page of this file and whether it is published.
    pub fn by_path(&self, path: &str) -> Option<(&Page, bool)> {
        let id = self.pages.by_path(path)?;
        Some((&self.pages[id], self.pages.is_published(id)))
    }

    /// The page of this file and whether it is published; the file by its path inside `content/`, without its ending.
    pub fn by_stem(&self, stem: &str) -> Option<(&Page, bool)> {
        let id = self.pages.by_stem(stem)?;
        Some((&self.pages[id], self.pages.is_published(id)))
    }

    /// Whether the clinic is bound by US rules.
    pub fn is_us(&self) -> bool {
        is_us(&self.config, self.prices.as_ref())
    }

    /// Whether the Good Faith Estimate page is made.
    pub fn has_estimate_page(&self) -> bool {
        has_estimate_page(&self.config, self.prices.as_ref())
    }

    /// Whether an event is over: the day of its end has passed.
    pub fn is_past(&self, end: Moment) -> bool {
        end.day_in(&self.config.zone) < self.config.today
    }
}

fn is_us(config: &Config, prices: Option<&PriceList>) -> bool {
    match &config.clinic.country {
        Some(country) => country.code() == "US",
        None => prices.is_some_and(|prices| prices.currency.code() == "USD"),
    }
}

fn has_estimate_page(config: &Config, prices: Option<&PriceList>) -> bool {
    config.legal.good_faith_estimate.as_ref().map_or(is_us(config, prices), |flag| flag.value)
}

/// The inputs of [`assemble`] beside the pages.
#[derive(Debug)]
pub(crate) struct SiteInputs {
    /// `site.toml`.
    pub config: Config,
    /// The price list as written.
    pub prices: Option<PriceList>,
    /// The citation library.
    pub library: Library,
    /// The phrases of each language of the site, in their order.
    pub phrases: Vec<Arc<Phrases>>,
    /// What could not be read.
    pub unread: Unread,
    /// What counts as published.
    pub reading: Reading,
}

/// Joins what was read. Every reference is looked up; those that lead nowhere are problems.
pub(crate) fn assemble(
    parts: SiteInputs,
    pages: Vec<Arc<Page>>,
    options: &Options,
    problems: &mut Problems,
) -> Site {
    let SiteInputs { config, prices, library, phrases, unread, reading } = parts;
    let mut changes = Vec::new();
    let Schedule { published, mut held_back, early, mut days } =
        schedule::schedule(&config, &pages, options, &mut changes);
    schedule::of_data(&config, prices.as_ref(), &mut changes);
    days.have_priced = prices.as_ref().is_some_and(|list| list.has_changed(config.today));
    let price_days = PriceDays::new(prices);
    let prices = prices_of(&price_days, reading, &config, &unread, problems);
    held_back.extend(unread.drafts.iter().map(|path| (path.clone(), "a draft".to_owned())));
    let mut pages = Pages::new(pages, published);
    let mut drawn = Vec::new();
    for id in EditionId::all(config.locales.len()) {
        let lists = Lists::new(&pages, id, &config.zone);
        let conditions = conditions::conditions(&pages, &lists, &unread, problems);
        drawn.push((lists, conditions));
    }
    let made = GeneratedPage {
        editions: &drawn,
        has_prices: prices.is_some() || unread.prices,
        has_estimate_page: has_estimate_page(&config, prices.as_ref()),
    };
    for (id, why) in made.words_without_page(&pages) {
        held_back.push((pages[id].source.path.clone(), why.to_owned()));
        pages.hold_back(id);
    }
    held_back.sort();
    let pages = Arc::new(pages);
    let languages = config.locales.iter().zip(phrases).zip(drawn);
    let editions = languages.map(|((locale, phrases), (lists, conditions))| {
        Edition::new(locale.clone(), phrases, pages.clone(), lists, conditions)
    });
    let editions = editions.collect();
    let next_change = changes.into_iter().min();
    let index = index::Index::default();
    let currency = match &prices {
        Some(prices) => PayCurrency::Known(prices.currency),
        None if unread.prices => PayCurrency::Unread,
        None => PayCurrency::Nowhere,
    };
    let pay = pay::read(&pages, currency, problems);
    let site = Site {
        config,
        prices,
        library,
        pages,
        editions,
        held_back,
        early,
        next_change,
        price_days,
        days,
        unread,
        pay,
        index,
    };
    check(&site, problems);
    site
}

/// Looks at what only the joined site knows: what pages name, days, times and numbers.
fn check(site: &Site, problems: &mut Problems) {
    references::check_references(site, problems);
    clock::check_times(site, problems);
    licenses::check_regions(site, problems);
    telephones::check_telephones(site, problems);
    told::check_days(site, problems);
    urgent_help::check(site, problems);
}

/// The prices that a reading shows; what days have made of the list is told.
fn prices_of(
    list: &PriceDays,
    reading: Reading,
    config: &Config,
    unread: &Unread,
    problems: &mut Problems,
) -> Option<PriceList> {
    let written = list.written()?;
    written.warn_if_past(config.today, problems);
    let prices = written.clone().in_force(reading.day_of_prices(config.today));
    if let (Some(locale), false) = (config.locales.first(), unread.prices) {
        prices.tell_aged_bundles(locale.language, problems);
    }
    Some(prices)
}

/// The lists and pages that the generator makes by itself, for which a clinic may write the words.
struct GeneratedPage<'a> {
    /// The lists and the conditions of each edition.
    editions: &'a [(Lists, Vec<Condition>)],
    has_prices: bool,
    has_estimate_page: bool,
}

impl GeneratedPage<'_> {
    /// Published words for a page that the generator does not make, or for pages of which none is there, and why: they are
    /// shown nowhere.
    fn words_without_page(&self, pages: &Pages) -> Vec<(PageId, &'static str)> {
        let is_wanted = pages.published().any(|(_, page)| page.wants_urgent_help());
        let unasked = (!is_wanted).then_some("no page asks for it");
        pages
            .published()
            .filter_map(|(id, page)| match page.kind.spec().stands {
                Standing::Box => Some((id, unasked?)),
                _ => Some((id, self.without_page(id.edition(), page)?)),
            })
            .collect()
    }

    /// Why the generator makes no page for the words of a page, if they are such.
    fn without_page(&self, edition: EditionId, page: &Page) -> Option<&'static str> {
        let (lists, conditions) = &self.editions[edition.number()];
        let list = || page_stem(&page.source.path)?.strip_suffix("/_index").map(str::to_owned);
        let Standing::Generated(generated) = page.kind.spec().stands else { return None };
        match generated {
            Generated::List => {
                let folder = list()?;
                let is_empty = match Kind::of_folder(&folder) {
                    Some(kind) => !lists.have_page(kind),
                    None => folder == "conditions" && conditions.is_empty(),
                };
                is_empty.then_some("no page for its list is published")
            }
            Generated::Pricing => (!self.has_prices).then_some("there is no price list"),
            Generated::Estimate => {
                (!self.has_estimate_page).then_some("the site has no Good Faith Estimate page")
            }
            Generated::Home | Generated::Condition => None,
        }
    }
}
