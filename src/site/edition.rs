//! An edition: one language of the site, and all that differs between languages.
//!
//! Whoever writes for a reader is given the edition, and asks it for words, dates, amounts, lists and addresses. A site
//! has one edition today; nothing outside of this room may count on that.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::conditions::Condition;
use super::pages::{PageId, Pages};
use crate::kinds::{Empty, KindSpec, List, Order};
use crate::known::Dictionary;
use crate::language::{Language, Locale};
use crate::money::{Money, Sum};
use crate::page::{Career, Kind, Page};
use crate::phrases::Phrases;
use crate::prices::{Cost, Per};
use crate::route::{Route, slug};
use crate::zone::Zone;

/// The index of an edition in its site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionId(u8);

impl EditionId {
    /// The edition of the site's first language.
    pub const FIRST: EditionId = EditionId(0);

    /// The numbers of so many editions.
    pub(crate) fn all(count: usize) -> impl Iterator<Item = EditionId> {
        (0..=u8::MAX).map(EditionId).take(count)
    }

    /// The place of the edition in the site's list of them.
    pub(crate) fn number(self) -> usize {
        usize::from(self.0)
    }
}

/// The page that an edition links to: its own, or that of another language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// In the language of the edition.
    Same(PageId),
    /// In another language: the edition has no page of its own for it.
    Other(PageId),
}

impl Version {
    /// The page.
    pub fn page(self) -> PageId {
        let (Version::Same(id) | Version::Other(id)) = self;
        id
    }
}

/// The generated pages and files with fixed addresses, which every edition has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Fixture {
    Home,
    Pricing,
    PricesJson,
    PricesCsv,
    Estimate,
    Conditions,
    Feed,
    ArticleFeed,
    NotFound,
}

/// One language of the site.
#[derive(Debug)]
pub struct Edition {
    id: EditionId,
    locale: Locale,
    phrases: Arc<Phrases>,
    pages: Arc<Pages>,
    /// The published pages of a kind, in the order of its list.
    lists: BTreeMap<Kind, Vec<PageId>>,
    /// The place of a page in the list of its kind, by the page's number.
    ranks: Vec<usize>,
    by_slug: BTreeMap<(Kind, String), PageId>,
    /// The conditions that published pages name, by title.
    conditions: Vec<Condition>,
    condition_by_slug: BTreeMap<String, usize>,
    questions: OnceLock<Dictionary>,
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

impl Edition {
    pub(super) fn new(
        locale: Locale,
        phrases: Arc<Phrases>,
        pages: Arc<Pages>,
        lists: Lists,
        conditions: Vec<Condition>,
    ) -> Self {
        let Lists { edition: id, lists, ranks, by_slug } = lists;
        let slugs = conditions.iter().enumerate().map(|(at, condition)| (condition.slug.clone(), at));
        let condition_by_slug = slugs.collect();
        let questions = OnceLock::new();
        Edition {
            id,
            locale,
            phrases,
            pages,
            lists,
            ranks,
            by_slug,
            conditions,
            condition_by_slug,
            questions,
        }
    }

    /// Its number.
    pub fn id(&self) -> EditionId {
        self.id
    }

    /// Its language tag as the clinic writes it, for `lang`.
    pub fn tag(&self) -> &str {
        &self.locale.tag
    }

    /// The formats of its dates, numbers and amounts.
    pub fn language(&self) -> &'static Language {
        self.locale.language
    }

    /// Its phrases.
    pub(crate) fn phrases(&self) -> &Arc<Phrases> {
        &self.phrases
    }

    /// A phrase; every theme has it, since the built-in theme's phrases stand behind all others.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.phrases.say(key, None, values).unwrap_or_else(|| key.replace('_', " "))
    }

    /// A phrase with a number.
    pub fn count(&self, key: &str, number: u64) -> String {
        self.phrases.say(key, Some(number), &[]).unwrap_or_else(|| number.to_string())
    }

    /// So many minutes, as people say them: "3 hours", "1 hour 30 minutes", "45 minutes".
    pub(crate) fn duration(&self, minutes: u64) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        match (hours, rest) {
            (0, _) => self.count("minutes", rest),
            (_, 0) => self.count("hours_long", hours),
            _ => {
                let (hours, minutes) = (self.count("hours_long", hours), self.count("minutes", rest));
                self.phrase("hours_and_minutes", &[("hours", &hours), ("minutes", &minutes)])
            }
        }
    }

    /// What an entry of the price list costs, in words.
    pub(crate) fn cost(&self, cost: Cost) -> String {
        match cost {
            Cost::Sum(sum) => self.sum(sum),
            Cost::Included(_) => self.phrase("included", &[]),
            Cost::OnRequest => self.phrase("on_request", &[]),
        }
    }

    /// What one amount is for: "a month", "per patch".
    pub(crate) fn per(&self, per: &Per) -> String {
        match per {
            Per::Period(period) => self.phrase(&format!("per_{}", period.word()), &[]),
            Per::Unit(unit) => self.phrase("per_unit", &[("unit", unit)]),
            Per::Whole => String::new(),
        }
    }

    /// A sum in words: an amount, a range, or an open one.
    pub fn sum(&self, sum: Sum) -> String {
        let range = |from: &str, to: &str| self.phrase("price_range", &[("from", from), ("to", to)]);
        let open = |from: &str| self.phrase("price_from", &[("from", from)]);
        sum.describe(self.language(), range, open)
    }

    /// An amount as its readers write it.
    pub fn money(&self, money: Money) -> String {
        money.format(self.language())
    }

    /// The address of a page or file that the generator makes.
    pub fn address(&self, fixture: Fixture) -> Route {
        let pricing = || Route::page(&["pricing"]);
        match fixture {
            Fixture::Home => Route::home(),
            Fixture::Pricing => pricing(),
            Fixture::PricesJson => pricing().join("prices.json"),
            Fixture::PricesCsv => pricing().join("prices.csv"),
            Fixture::Estimate => Route::page(&["good-faith-estimate"]),
            Fixture::Conditions => Route::page(&["conditions"]),
            Fixture::Feed => self.address(Fixture::Home).join("feed.xml"),
            Fixture::ArticleFeed => self.list_address(Kind::Article).join("feed.xml"),
            Fixture::NotFound => self.address(Fixture::Home).join("404.html"),
        }
    }

    /// The place of an entry of the price list on the pricing page, by its id; `page` makes the address of that page.
    pub(crate) fn entry_address(&self, id: &str, page: impl FnOnce(&Route) -> String) -> String {
        format!("{}#{id}", page(&self.address(Fixture::Pricing)))
    }

    /// The address of a kind's list.
    pub fn list_address(&self, kind: Kind) -> Route {
        Route::page(&[kind.folder().unwrap_or_default()])
    }

    /// The address of the page of a condition.
    pub fn condition_address(&self, condition: &Condition) -> Route {
        self.address(Fixture::Conditions).join(&format!("{}/", condition.slug))
    }

    /// The published pages of a kind, in the order of its list.
    pub fn list(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Page> + ExactSizeIterator {
        self.ids(kind).iter().map(|id| &*self.pages[*id])
    }

    /// Their numbers.
    pub fn ids(&self, kind: Kind) -> &[PageId] {
        self.lists.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The page of this slug, if it exists and is published.
    pub fn visible(&self, kind: Kind, slug: &str) -> Option<&Page> {
        self.visible_id(kind, slug).map(|id| &*self.pages[id])
    }

    /// Its number.
    pub fn visible_id(&self, kind: Kind, slug: &str) -> Option<PageId> {
        self.by_slug(kind, slug).filter(|id| self.pages.is_published(*id))
    }

    /// The page of this slug, published or not.
    pub(super) fn by_slug(&self, kind: Kind, slug: &str) -> Option<PageId> {
        self.by_slug.get(&(kind, slug.to_owned())).copied()
    }

    /// The words for a folder: its `_index.md`, if published.
    pub fn index_of(&self, folder: &str) -> Option<&Page> {
        self.published_by_stem(&format!("{folder}/_index"))
    }

    /// The published page of a file, by its path inside `content/` without its ending.
    pub(super) fn published_by_stem(&self, stem: &str) -> Option<&Page> {
        let id = self.pages.by_stem(stem)?;
        self.pages.is_published(id).then(|| &*self.pages[id])
    }

    /// When to get help at once, in the box that pages show, if published.
    pub(crate) fn urgent_help(&self) -> Option<&Page> {
        self.list(Kind::UrgentHelp).next()
    }

    /// Whether a kind has a page for its list.
    pub(crate) fn has_list(&self, kind: Kind) -> bool {
        let KindSpec { list, empty, folder, .. } = kind.spec();
        let has_words = || self.index_of(folder.unwrap_or_default()).is_some();
        *list != List::None && (!self.ids(kind).is_empty() || (*empty == Empty::Stays && has_words()))
    }

    /// The title of a kind's list: its `_index.md`, else a phrase.
    pub(crate) fn list_title(&self, folder: &str) -> String {
        self.index_of(folder).map_or_else(|| self.phrase(folder, &[]), |page| page.title.value.clone())
    }

    /// The place of a published page in the list of its kind.
    pub(crate) fn rank(&self, id: PageId) -> usize {
        self.ranks[id.number()]
    }

    /// The published pages before and after a page in the list of its kind.
    pub fn neighbours(&self, page: &Page) -> (Option<&Page>, Option<&Page>) {
        let list = self.ids(page.kind);
        let rank = self.pages.by_path(&page.source.path).map(|id| self.ranks[id.number()]);
        let page_at = |rank: usize| list.get(rank).map(|id| &*self.pages[*id]);
        (rank.and_then(|rank| page_at(rank.checked_sub(1)?)), rank.and_then(|rank| page_at(rank + 1)))
    }

    /// The conditions that published pages name, by title.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The condition that a term means.
    pub fn condition(&self, term: &str) -> Option<&Condition> {
        self.conditions.get(*self.condition_by_slug.get(&slug(term))?)
    }

    /// The slugs of the questions on the list of questions.
    pub fn questions(&self) -> &Dictionary {
        let slugs = || self.list(Kind::Faq).map(|page| page.slug.as_str()).collect();
        self.questions.get_or_init(slugs)
    }

    /// Where the work of an opening is done.
    pub fn workplace(&self, career: &Career) -> Workplace<'_> {
        let mut places = self.list(Kind::Location);
        let place = match career.location.as_ref().map(|place| place.value.as_str()) {
            _ if career.is_remote() => return Workplace::Remote,
            Some(slug) => self.visible(Kind::Location, slug),
            None => places.next().filter(|_| places.next().is_none()),
        };
        place.map_or(Workplace::Unknown, Workplace::At)
    }
}

/// The pages of an edition by kind and by slug.
#[derive(Debug)]
pub(super) struct Lists {
    edition: EditionId,
    pub(super) lists: BTreeMap<Kind, Vec<PageId>>,
    pub(super) ranks: Vec<usize>,
    pub(super) by_slug: BTreeMap<(Kind, String), PageId>,
}

impl Lists {
    /// The lists, each in its order: weight, then newest first or by title, at last by address.
    pub(super) fn new(pages: &Pages, edition: EditionId, zone: &Zone) -> Self {
        let mut lists: BTreeMap<Kind, Vec<PageId>> = BTreeMap::new();
        for (id, page) in pages.published().filter(|(id, _)| id.edition() == edition) {
            lists.entry(page.kind).or_default().push(id);
        }
        for (kind, list) in &mut lists {
            list.sort_by_cached_key(|id| {
                let page = &pages[*id];
                let when = page.day().map_or(0, |day| day.begins(zone).as_nanosecond());
                let (when, title) = match kind.spec().order {
                    Order::Newest => (-when, String::new()),
                    Order::Soonest => (when, String::new()),
                    Order::Title => (0, page.title.value.to_lowercase()),
                };
                (page.weight, when, title, &page.route)
            });
        }
        let mut ranks = vec![0; pages.iter().len()];
        for list in lists.values() {
            list.iter().enumerate().for_each(|(rank, id)| ranks[id.number()] = rank);
        }
        let mut by_slug = BTreeMap::new();
        // A draft takes no name from a page that is published.
        let own = pages.entries().filter(|(id, _)| id.edition() == edition);
        let (drafts, others): (Vec<_>, Vec<_>) = own.partition(|(_, page)| page.draft);
        for (id, page) in others.into_iter().chain(drafts) {
            by_slug.entry((page.kind, page.slug.clone())).or_insert(id);
        }
        Lists { edition, lists, ranks, by_slug }
    }

    /// Whether a kind has a page for its list, on which words for it can stand.
    pub(super) fn have_page(&self, kind: Kind) -> bool {
        let KindSpec { list, empty, .. } = kind.spec();
        *list != List::None && (*empty == Empty::Stays || self.lists.contains_key(&kind))
    }

    /// The pages of the edition, published or not.
    pub(super) fn own<'p>(&self, pages: &'p Pages) -> impl Iterator<Item = (PageId, &'p Arc<Page>)> {
        let edition = self.edition;
        pages.entries().filter(move |(id, _)| id.edition() == edition)
    }
}
