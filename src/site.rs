//! Everything joined: pages by kind, people, places, terms; what is published today, what is held back and why.
//!
//! A [`Site`] never changes after [`assemble`]. What a reference means is decided here; what an address shows is
//! decided in `plan`, how it looks in `render`.

mod index;
mod references;
mod schedule;
mod telephones;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::citations::Library;
use crate::config::{Config, Options};
use crate::page::{Career, Data, Kind, Page};
use crate::prices::PriceList;
use crate::problem::{Place, Problems, Rule};
use crate::route::{Route, slug};
use crate::source::page_stem;
use crate::table::{At, Moment};

/// The whole site, as templates and feeds will see it.
#[derive(Debug)]
pub struct Site {
    /// `site.toml`.
    pub config: Config,
    /// The price list of today.
    pub prices: Option<PriceList>,
    /// The citation library.
    pub library: Library,
    /// Every page that could be read, by path.
    pub pages: Vec<Arc<Page>>,
    /// Whether the page of that number is published.
    pub published: Vec<bool>,
    /// The published pages of a kind, in the order of its list.
    pub lists: BTreeMap<Kind, Vec<usize>>,
    /// The conditions that published articles name, by title.
    pub conditions: Vec<Condition>,
    /// Pages that are held back, and why.
    pub held_back: Vec<(String, String)>,
    /// Pages that are shown only because the options ask for them, and why they would be held back.
    pub early: Vec<(String, String)>,
    /// The next day on which the site changes by itself, and what happens then.
    pub next_change: Option<(Date, String)>,
    unread: Unread,
    by_slug: BTreeMap<(Kind, String), usize>,
    by_path: BTreeMap<String, usize>,
    by_stem: BTreeMap<String, usize>,
    condition_by_slug: BTreeMap<String, usize>,
    /// The place of the page of that number in the list of its kind.
    ranks: Vec<usize>,
    index: index::Index,
}

/// What is there but could not be read. Whoever refers to it is not at fault, so that is not reported again.
#[derive(Debug, Default)]
pub struct Unread {
    /// Paths of pages.
    pub pages: BTreeSet<String>,
    /// Those of them that are drafts and held back as such.
    pub drafts: BTreeSet<String>,
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

/// A term with a page of its own.
#[derive(Debug)]
pub struct Condition {
    /// As the first file by path writes it.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// Its articles, newest first.
    pub articles: Vec<usize>,
    /// Its own words, a page of `content/conditions/`.
    pub words: Option<usize>,
    /// Where an article names it.
    pub place: Place,
}

impl Condition {
    /// The address of its page.
    pub fn route(&self) -> Route {
        Route::page(&["conditions", &self.slug])
    }
}

impl Site {
    /// The page of this slug, if it exists and is published.
    pub fn visible(&self, kind: Kind, slug: &str) -> Option<&Page> {
        let at = *self.by_slug.get(&(kind, slug.to_owned()))?;
        self.published[at].then(|| &*self.pages[at])
    }

    /// What is there but could not be read.
    pub fn unread(&self) -> &Unread {
        &self.unread
    }

    /// The page of this file and whether it is published.
    pub fn by_path(&self, path: &str) -> Option<(&Page, bool)> {
        let at = *self.by_path.get(path)?;
        Some((&self.pages[at], self.published[at]))
    }

    /// The page of this file and whether it is published; the file by its path inside `content/`, without its ending.
    pub fn by_stem(&self, stem: &str) -> Option<(&Page, bool)> {
        let at = *self.by_stem.get(stem)?;
        Some((&self.pages[at], self.published[at]))
    }

    /// The published pages of a kind, in the order of its list.
    pub fn list(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Page> + ExactSizeIterator {
        self.lists.get(&kind).map_or(&[][..], Vec::as_slice).iter().map(|at| &*self.pages[*at])
    }

    /// Where the work of an opening is done.
    pub fn workplace(&self, career: &Career) -> Workplace<'_> {
        let mut places = self.list(Kind::Location);
        let place = match career.location.as_ref().map(|place| place.value.as_str()) {
            Some("remote") => return Workplace::Remote,
            Some(slug) => self.visible(Kind::Location, slug),
            None => places.next().filter(|_| places.next().is_none()),
        };
        place.map_or(Workplace::Unknown, Workplace::At)
    }

    /// The published pages before and after a page in the list of its kind.
    pub fn neighbours(&self, page: &Page) -> (Option<&Page>, Option<&Page>) {
        let list = self.lists.get(&page.kind).map_or(&[][..], Vec::as_slice);
        let rank = self.by_path.get(&page.source.path).map(|at| self.ranks[*at]);
        let page_at = |rank: usize| list.get(rank).map(|at| &*self.pages[*at]);
        (rank.and_then(|rank| page_at(rank.checked_sub(1)?)), rank.and_then(|rank| page_at(rank + 1)))
    }

    /// Words for a page that the generator makes, where it makes none, are shown nowhere.
    fn hold_back_words_without_page(&mut self) {
        for at in 0..self.pages.len() {
            let without = self.published[at].then(|| self.without_page(at)).flatten();
            if let Some(why) = without {
                self.held_back.push((self.pages[at].source.path.clone(), why.to_owned()));
                self.published[at] = false;
            }
        }
        self.held_back.sort();
    }

    /// Why the generator makes no page for the words of a page, if they are such.
    fn without_page(&self, at: usize) -> Option<&'static str> {
        let page = &self.pages[at];
        let list = || page_stem(&page.source.path)?.strip_suffix("/_index").map(str::to_owned);
        match page.kind {
            Kind::Section => {
                let folder = list()?;
                let is_empty = match Kind::of_folder(&folder) {
                    Some(Kind::Announcement) => true,
                    Some(kind) => self.list(kind).len() == 0,
                    None => folder == "conditions" && self.conditions.is_empty(),
                };
                is_empty.then_some("no page for its list is published")
            }
            Kind::Pricing if !self.unread.prices => self.prices.is_none().then_some("there is no price list"),
            Kind::Estimate => {
                (!self.has_estimate_page()).then_some("the site has no Good Faith Estimate page")
            }
            _ => None,
        }
    }

    /// The words for a folder: its `_index.md`, if published.
    pub fn index_of(&self, folder: &str) -> Option<&Page> {
        let (page, published) = self.by_stem(&format!("{folder}/_index"))?;
        published.then_some(page)
    }

    /// The condition that a term means.
    pub fn condition(&self, term: &str) -> Option<&Condition> {
        self.conditions.get(*self.condition_by_slug.get(&slug(term))?)
    }

    /// Whether the clinic is bound by US rules.
    pub fn is_us(&self) -> bool {
        match &self.config.clinic.country {
            Some(country) => country.code() == "US",
            None => self.prices.as_ref().is_some_and(|prices| prices.currency.code() == "USD"),
        }
    }

    /// Whether the Good Faith Estimate page is made.
    pub fn has_estimate_page(&self) -> bool {
        self.config.legal.good_faith_estimate.as_ref().map_or(self.is_us(), |flag| flag.value)
    }

    /// Whether an event is over: the day of its end has passed.
    pub fn is_past(&self, end: Moment) -> bool {
        end.day_in(self.config.offset) < self.config.today
    }
}

/// Joins what was read. Every reference is looked up; those that lead nowhere are problems.
pub fn assemble(
    config: Config,
    pages: Vec<Arc<Page>>,
    prices: Option<PriceList>,
    library: Library,
    unread: Unread,
    options: &Options,
    problems: &mut Problems,
) -> Site {
    let mut changes = Vec::new();
    let schedule = schedule::schedule(&config, &pages, options, &mut changes);
    if let Some(prices) = &prices {
        prices.warn_if_past(config.today, problems);
        if let Some(until) = prices.valid_until {
            schedule::add(&mut changes, &config, schedule::after(until), || {
                "content/prices.toml: the list ends".to_owned()
            });
        }
        changes.extend(
            prices
                .upcoming(config.today)
                .into_iter()
                .map(|(day, what)| (day, format!("content/prices.toml: {what}"))),
        );
    }
    if let Some((_, as_of)) = config.clinic.waiting {
        schedule::add(&mut changes, &config, as_of.checked_add(31.days()).ok(), || {
            "site.toml: the waiting time is too old to show".to_owned()
        });
    }
    let prices = prices.map(|prices| prices.in_force(config.today));
    let by_path = pages.iter().enumerate().map(|(at, page)| (page.source.path.clone(), at)).collect();
    let mut by_stem = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        by_stem.entry(page_stem(&page.source.path).unwrap_or_default().to_owned()).or_insert(at);
    }
    let mut by_slug = BTreeMap::new();
    // A draft takes no name from a page that is published.
    let (drafts, others): (Vec<usize>, _) = (0..pages.len()).partition(|at| pages[*at].draft);
    for at in others.into_iter().chain(drafts) {
        by_slug.entry((pages[at].kind, pages[at].slug.clone())).or_insert(at);
    }
    let mut held_back = schedule.held_back;
    held_back.extend(unread.drafts.iter().map(|path| (path.clone(), "a draft".to_owned())));
    let lists = lists(&pages, &schedule.published);
    let mut ranks = vec![0; pages.len()];
    for list in lists.values() {
        list.iter().enumerate().for_each(|(rank, at)| ranks[*at] = rank);
    }
    let mut site = Site {
        config,
        prices,
        library,
        lists,
        pages,
        published: schedule.published,
        conditions: Vec::new(),
        held_back,
        early: schedule.early,
        next_change: changes.into_iter().min(),
        unread,
        by_slug,
        by_path,
        by_stem,
        condition_by_slug: BTreeMap::new(),
        ranks,
        index: index::Index::default(),
    };
    site.conditions = conditions(&site, problems);
    site.condition_by_slug =
        site.conditions.iter().enumerate().map(|(at, condition)| (condition.slug.clone(), at)).collect();
    site.hold_back_words_without_page();
    references::check_references(&site, problems);
    telephones::check_telephones(&site, problems);
    site
}

/// Where the work of an opening is done.
#[derive(Debug, Clone, Copy)]
pub enum Workplace<'a> {
    /// At this place of the clinic: the one that is named, else its only one.
    At(&'a Page),
    /// Wherever one likes, as `location = "remote"` says.
    Remote,
    /// Nobody says where.
    Unknown,
}

/// The lists, each in its order: weight, then newest first or by title, at last by address.
fn lists(pages: &[Arc<Page>], published: &[bool]) -> BTreeMap<Kind, Vec<usize>> {
    let mut lists: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate().filter(|(at, _)| published[*at]) {
        lists.entry(page.kind).or_default().push(at);
    }
    for (kind, list) in &mut lists {
        list.sort_by_cached_key(|at| {
            let page = &pages[*at];
            let when = page.day().map_or(0, |day| day.begins(jiff::tz::Offset::UTC).as_nanosecond());
            let (when, title) = match kind {
                Kind::Article | Kind::Career | Kind::Announcement => (-when, String::new()),
                Kind::Event => (when, String::new()),
                _ => (0, page.title.value.to_lowercase()),
            };
            (page.weight, when, title, &page.route)
        });
    }
    lists
}

/// The terms of articles and services as pages; two terms for one address are a problem.
fn conditions(site: &Site, problems: &mut Problems) -> Vec<Condition> {
    struct Found<'a> {
        term: &'a At<String>,
        page: &'a Page,
        articles: Vec<usize>,
    }
    let mut by_term: BTreeMap<String, Found<'_>> = BTreeMap::new();
    // The words of a draft decide nothing for others: it comes last.
    let (drafts, others): (Vec<_>, Vec<_>) = site.pages.iter().enumerate().partition(|(_, page)| page.draft);
    for (at, page) in others.into_iter().chain(drafts) {
        let Data::Article(article) = &page.data else { continue };
        for term in &article.conditions {
            let key = term.value.trim().to_lowercase();
            if !by_term.contains_key(&key) && slug(&key).is_empty() {
                problems
                    .report(
                        Rule::BadSlug,
                        term.place(&page.source),
                        format!("the condition `{}` has neither letter nor digit", term.value),
                    )
                    .help("write its name in letters");
                continue;
            }
            let found = by_term.entry(key).or_insert(Found { term, page, articles: Vec::new() });
            // Pages come one after the other, so one that names the term twice is the last.
            if site.published[at] && found.articles.last() != Some(&at) {
                found.articles.push(at);
            }
        }
    }
    let mut by_slug: BTreeMap<String, &Found<'_>> = BTreeMap::new();
    let mut conditions = Vec::new();
    let mut found: Vec<_> = by_term.values().collect();
    found.sort_by_key(|found| (found.page.draft, &found.page.source.path, found.term.span.start));
    for one in found {
        let slug = slug(&one.term.value);
        if let Some(first) = by_slug.get(&slug) {
            problems
                .report(
                    Rule::DuplicateTerm,
                    first.term.place(&first.page.source),
                    format!(
                        "the conditions `{}` and `{}` want one address, `/conditions/{slug}/`",
                        first.term.value, one.term.value
                    ),
                )
                .also(one.term.place(&one.page.source), "the other one")
                .help("write both alike, or change the words of one");
            continue;
        }
        by_slug.insert(slug.clone(), one);
        if one.articles.is_empty() {
            continue;
        }
        let mut articles = one.articles.clone();
        articles.sort_by_key(|at| site.ranks[*at]);
        let words = site.by_slug.get(&(Kind::Condition, slug.clone())).copied();
        let words = words.filter(|at| site.published[*at]);
        let (title, place) = (one.term.value.trim().to_owned(), one.term.place(&one.page.source));
        conditions.push(Condition { title, slug, articles, words, place });
    }
    for page in site.list(Kind::Condition) {
        if !by_slug.contains_key(&page.slug) {
            problems
                .report(
                    Rule::UnknownTerm,
                    page.place(),
                    format!("no article names the condition `{}`", page.slug),
                )
                .help("name the file as the condition's address, or add the condition to an article");
        }
    }
    conditions.sort_by_key(|condition| (condition.title.to_lowercase(), condition.slug.clone()));
    conditions
}
