//! The chapters of the price list on its page: what is booked first, plans, groups of services, bundles; with the ways to
//! pay that they are, and the contents of the page.

use std::collections::HashMap;

use super::{PricesView, about};
use crate::money::Sum;
use crate::prices::{Cost, EntryId, EntryOffers, PriceList};
use crate::route::slug;
use crate::views::booking::Booking;
use crate::views::{RenderContext, view};

view! {
    /// A way to pay: a chapter of the list in a line.
    PriceWay {
        /// The title of the chapter.
        title: String,
        /// Its anchor on the page.
        anchor: String,
        /// What it costs, from the cheapest entry to the dearest.
        amount: String,
        /// What the amount is for, where that is the same for all entries; may be empty.
        per: String,
        /// The names of its first three entries, and how many more there are.
        names: String,
    }

    /// A line of the contents of the page of prices.
    PriceAnchor {
        /// The title of the chapter.
        title: String,
        /// Its anchor on the page.
        anchor: String,
        /// How many entries it has; none for what is no list of entries.
        count: Option<usize>,
        /// Whether it is one of the ways to pay, too.
        is_way: bool,
    }
}

/// A chapter of the list.
#[derive(Debug)]
pub(super) struct Chapter<'l> {
    pub(super) title: String,
    pub(super) anchor: String,
    /// What it offers; may be empty.
    pub(super) offers: Vec<&'l EntryOffers>,
}

/// The chapters in the order of the page.
#[derive(Debug)]
pub(super) struct Chapters<'l> {
    pub(super) first: Chapter<'l>,
    pub(super) plans: Chapter<'l>,
    /// Services, each group in the order of its first service.
    pub(super) groups: Vec<Chapter<'l>>,
    pub(super) bundles: Chapter<'l>,
}

/// Above so many ways to pay they are no overview.
const MOST_WAYS: usize = 9;
/// The names that a way to pay tells.
const NAMES: usize = 3;
/// Fewer chapters are seen at once.
const LEAST_CONTENTS: usize = 5;

impl<'l> Chapters<'l> {
    pub(super) fn of(world: RenderContext<'_>, list: &'l PriceList) -> Self {
        let named = |phrase: &str, anchor: &str| Chapter {
            title: world.edition.phrase(phrase, &[]),
            anchor: anchor.to_owned(),
            offers: Vec::new(),
        };
        let mut chapters = Chapters {
            first: named("first_visit", "_first"),
            plans: named("plans", "_plans"),
            groups: Vec::new(),
            bundles: named("bundles", "_bundles"),
        };
        // The place of each group, by its title.
        let mut by_title: HashMap<&str, usize> = HashMap::new();
        for offers in list.offers() {
            let chapter = match offers.entry {
                EntryId::Plan(_) => &mut chapters.plans,
                EntryId::Bundle(_) => &mut chapters.bundles,
                EntryId::Service(id) if list[id].first => &mut chapters.first,
                EntryId::Service(id) => {
                    let title = list[id].group.as_deref().unwrap_or_default();
                    let at = *by_title.entry(title).or_insert(chapters.groups.len());
                    if at == chapters.groups.len() {
                        let group = match title {
                            "" => named("services", "_services"),
                            _ => Chapter { title: title.to_owned(), ..named("services", "") },
                        };
                        chapters.groups.push(group);
                    }
                    &mut chapters.groups[at]
                }
            };
            chapter.offers.push(offers);
        }
        chapters.set_anchors();
        chapters
    }

    /// Gives each group an anchor of its title; of two that only signs and capitals tell apart, the later has a number.
    fn set_anchors(&mut self) {
        let mut taken: HashMap<String, usize> = HashMap::new();
        for group in self.groups.iter_mut().filter(|group| group.anchor.is_empty()) {
            let anchor = format!("_group-{}", slug(&group.title));
            let times = taken.entry(anchor.clone()).or_default();
            *times += 1;
            group.anchor = if *times == 1 { anchor } else { format!("{anchor}-_{times}") };
        }
    }

    /// Those that offer something, in the order of the page.
    fn filled(&self) -> impl Iterator<Item = &Chapter<'l>> {
        let services = [&self.first, &self.plans].into_iter().chain(&self.groups);
        services.chain([&self.bundles]).filter(|chapter| !chapter.offers.is_empty())
    }

    /// The ways to pay; none where a reader sees at once what there is, or where there are too many.
    pub(super) fn ways(&self, world: RenderContext<'_>) -> Vec<PriceWay> {
        let ways: Vec<_> = self.filled().filter(|chapter| chapter.anchor != self.bundles.anchor).collect();
        match ways.len() {
            2..=MOST_WAYS => ways.into_iter().map(|chapter| chapter.way(world)).collect(),
            _ => Vec::new(),
        }
    }

    /// The contents of the page; none where there is little on it.
    pub(super) fn contents(
        &self,
        world: RenderContext<'_>,
        prices: &PricesView,
        booking: &Booking,
    ) -> Vec<PriceAnchor> {
        let config = &world.site.config;
        let line = |phrase: &str, anchor: &str, count: Option<usize>| PriceAnchor {
            title: world.edition.phrase(phrase, &[]),
            anchor: anchor.to_owned(),
            count,
            is_way: false,
        };
        let has = |what: &str| prices.terms.iter().any(|term| term.about == what);
        let years = prices.examples.len().saturating_sub(1);
        let medicare = config.legal.medicare.is_some() && world.site.is_us();
        let insurer = has(about::INSURER) || config.clinic.insurance.is_some() || medicare;
        let begin = booking.url.is_some() || booking.full.is_some() || config.clinic.phone.is_some();
        let rest = [
            (!prices.discounts.is_empty(), "discounts", "_discounts", None),
            (years > 0, "more_years", "_years", Some(years)),
            (true, "outside", "_outside", None),
            (has(about::PAYING), "paying", "_paying", None),
            (has(about::CANCELLING) || !prices.leaving.is_empty(), "cancelling", "_cancelling", None),
            (has(about::FAILING) || !prices.failures.is_empty(), "failing", "_failing", None),
            (insurer, "insurer", "_insurer", None),
            (has(about::OTHERS), "good_to_know", "_others", None),
            (begin || !prices.first.is_empty(), "begin", "_begin", None),
            (prices.estimate_url.is_some(), "good_faith_estimate", "_estimate", None),
        ];
        let counted = self.filled().map(|chapter| PriceAnchor {
            title: chapter.title.clone(),
            anchor: chapter.anchor.clone(),
            count: Some(chapter.offers.len()),
            is_way: prices.ways.iter().any(|way| way.anchor == chapter.anchor),
        });
        let there = rest.into_iter().filter(|(there, ..)| *there);
        let contents: Vec<_> =
            counted.chain(there.map(|(_, phrase, anchor, count)| line(phrase, anchor, count))).collect();
        if contents.len() < LEAST_CONTENTS { Vec::new() } else { contents }
    }
}

impl Chapter<'_> {
    fn way(&self, world: RenderContext<'_>) -> PriceWay {
        let priced = || self.offers.iter().filter_map(|offers| Some((&offers.per, offers.cost.sum()?)));
        let amount = match priced().map(|(_, sum)| sum).reduce(Sum::or) {
            Some(sum) => world.edition.sum(sum),
            None if self.offers.iter().any(|offers| offers.cost == Cost::OnRequest) => {
                world.edition.phrase("on_request", &[])
            }
            None => world.edition.phrase("included", &[]),
        };
        let per = priced().map(|(per, _)| per).next().filter(|first| priced().all(|(per, _)| per == *first));
        let mut names: Vec<_> = self.offers.iter().take(NAMES).map(|offers| offers.name.clone()).collect();
        let more = self.offers.len() - names.len();
        if more > 0 {
            names.push(world.edition.count("more_entries", more as u64));
        }
        PriceWay {
            title: self.title.clone(),
            anchor: self.anchor.clone(),
            amount,
            per: per.map(|per| world.edition.per(per)).unwrap_or_default(),
            names: world.edition.language().list(&names),
        }
    }
}
