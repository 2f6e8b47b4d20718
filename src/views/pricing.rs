//! The pricing page: the whole price list, with what it comes to in a year.

pub(crate) mod entries;
mod others;

use std::cell::RefCell;
use std::collections::HashMap;

pub(crate) use self::entries::PriceEntry;
pub(crate) use self::others::OutsideView;
use super::booking::Booking;
use super::cards::Link;
use super::example::ExampleView;
use super::page::{Day, PageBuilder};
use super::words::Words;
use super::{Html, RenderContext, view};
use crate::page::{Data, Kind, Page};
use crate::prices::{Discount, EntryId, PriceList, Term};
use crate::resolve::References;
use crate::site::Fixture;

view! {
    /// The pricing page; its words are those of `content/pricing.md`.
    PricingView {
        /// The price list; none while it cannot be read.
        prices: Option<PricesView>,
        /// How a visit with the clinic is booked.
        booking: Booking,
    }

    /// The price list, `content/prices.toml`.
    PricesView {
        /// A note on all prices.
        note_html: Option<Html>,
        /// The day of its last change.
        valid_from: Option<Day>,
        /// Its last day.
        valid_until: Option<Day>,
        /// What a new patient books first; it stands in no group.
        first: Vec<PriceEntry>,
        /// Plans, in their order.
        plans: Vec<PriceEntry>,
        /// Services by group, each group in the order of its first service.
        groups: Vec<PriceGroup>,
        /// Several services for one price.
        bundles: Vec<PriceEntry>,
        /// Reductions, which are told and never taken off.
        discounts: Vec<DiscountView>,
        /// Years, worked out; first years stand before the others.
        examples: Vec<ExampleView>,
        /// What others will bill for beside the clinic.
        outside: Vec<OutsideView>,
        /// The terms that the clinic has: payment, cancellation and so on, then those of its own.
        terms: Vec<PriceTerm>,
        /// What it means for a patient if a service does not work, as the pages of services say it.
        failures: Vec<Failure>,
        /// The address of the notice on Good Faith Estimates, if the clinic has one.
        estimate_url: Option<String>,
        /// The address of the list as JSON.
        json_url: String,
        /// The address of the list as CSV.
        csv_url: String,
        /// Whether it is to be said that a plan is no insurance: whether there are plans.
        not_insurance: bool,
    }

    /// Services of a group.
    PriceGroup {
        /// The title of the group; empty for the services without one.
        title: String,
        /// Its services.
        services: Vec<PriceEntry>,
    }

    /// A reduction.
    DiscountView {
        /// Its name.
        name: String,
        /// How much: a percentage or an amount.
        value: Option<String>,
        /// The names of the services it is for; empty for all.
        services: Vec<String>,
    }

    /// What it means for a patient if a service does not work.
    Failure {
        /// The page of the service.
        link: Link,
        /// Its words.
        html: Html,
    }

    /// One of the terms.
    PriceTerm {
        /// `payment`, `cancellation` and so on, or a name of the clinic's own.
        key: String,
        /// Which question it answers: `paying`, `cancelling`, `failing`, `insurer` or `others`.
        about: &'static str,
        /// Its title in the site's language, or of the clinic's own.
        title: String,
        /// Its words.
        html: Html,
    }
}

/// What templates see of the pricing page.
pub(crate) fn view(world: RenderContext<'_>) -> (PageBuilder, PricingView) {
    let mut base = PageBuilder::new(world, "pricing", world.edition.phrase("pricing", &[]));
    let booking = Booking::of_clinic(world);
    let Some(list) = &world.site.prices else { return (base, PricingView { prices: None, booking }) };
    let references = RefCell::default();
    match world.edition.list(Kind::Pricing).next() {
        Some(page) => base.take(world, page, &world.words(page).first_on(&references)),
        None => {
            let clinic = &world.site.config.clinic.legal_name;
            base.view.summary = world.edition.phrase("pricing_summary", &[("clinic", clinic)]);
        }
    }
    let prices = PricesView::of(world, list, &references);
    base.cite(world, &references.borrow().order);
    (base, PricingView { prices: Some(prices), booking })
}

impl PricesView {
    /// The list. Its texts are taken in the order of the page, which numbers what they cite.
    pub(crate) fn of(world: RenderContext<'_>, list: &PriceList, references: &RefCell<References>) -> Self {
        let base = &world.site.config.base;
        let estimate = world.edition.address(Fixture::Estimate);
        let words = world.words_of_prices().on(references);
        let note_html = list.note.as_ref().map(|text| words.sentence(text));
        let Entries { first, plans, groups, bundles } = Entries::of(world, list, &words);
        let term = |term: &Term| PriceTerm::of(world, term, words.sentence(&term.text));
        PricesView {
            note_html,
            valid_from: list.valid_from.map(|day| Day::of(world, day)),
            valid_until: list.valid_until.map(|day| Day::of(world, day)),
            first,
            plans,
            groups,
            bundles,
            discounts: list.discounts.iter().map(|one| DiscountView::of(world, list, one)).collect(),
            examples: list.examples.iter().map(|one| ExampleView::of(world, list, one)).collect(),
            outside: list.outside.iter().map(|one| OutsideView::of(world, one)).collect(),
            terms: list.terms.iter().map(term).collect(),
            failures: Failure::all(world, references),
            estimate_url: world.plan.jobs.contains_key(&estimate).then(|| base.link(&estimate)),
            json_url: base.link(&world.edition.address(Fixture::PricesJson)),
            csv_url: base.link(&world.edition.address(Fixture::PricesCsv)),
            not_insurance: !list.plans.is_empty(),
        }
    }
}

/// The entries of the price list as its page sets them out.
struct Entries {
    first: Vec<PriceEntry>,
    plans: Vec<PriceEntry>,
    groups: Vec<PriceGroup>,
    bundles: Vec<PriceEntry>,
}

impl Entries {
    fn of(world: RenderContext<'_>, list: &PriceList, words: &Words<'_>) -> Self {
        let (mut first, mut plans, mut bundles) = (Vec::new(), Vec::new(), Vec::new());
        let mut groups: Vec<PriceGroup> = Vec::new();
        // The place of each group, by its title.
        let mut by_title: HashMap<&str, usize> = HashMap::new();
        for offers in list.offers() {
            let entry = PriceEntry::of(world, list, offers, words);
            match offers.entry {
                EntryId::Plan(_) => plans.push(entry),
                EntryId::Bundle(_) => bundles.push(entry),
                EntryId::Service(id) if list[id].first => first.push(entry),
                EntryId::Service(id) => {
                    let title = list[id].group.as_deref().unwrap_or_default();
                    let at = *by_title.entry(title).or_insert(groups.len());
                    if at == groups.len() {
                        groups.push(PriceGroup { title: title.to_owned(), services: Vec::new() });
                    }
                    groups[at].services.push(entry);
                }
            }
        }
        Entries { first, plans, groups, bundles }
    }
}

impl PriceTerm {
    fn of(world: RenderContext<'_>, term: &Term, html: Html) -> Self {
        let about = match term.key.as_str() {
            _ if term.title.is_some() => "others",
            "payment" | "instalments" | "hsa" | "financial_help" => "paying",
            "cancellation" | "no_show" | "refunds" => "cancelling",
            "if_it_fails" => "failing",
            "superbill" | "medicare" => "insurer",
            _ => "others",
        };
        let known = || world.edition.phrase(&format!("terms_{}", term.key), &[]);
        PriceTerm { key: term.key.clone(), about, title: term.title.clone().unwrap_or_else(known), html }
    }
}

impl Failure {
    /// What the pages of services say.
    fn all(world: RenderContext<'_>, references: &RefCell<References>) -> Vec<Self> {
        let one = |page: &Page| {
            let Data::Service(service) = &page.data else { return None };
            let text = service.if_it_fails.as_ref()?;
            let html = world.words(page).on(references).html(text);
            Some(Failure { link: Link::of(world, page), html })
        };
        world.edition.list(Kind::Service).filter_map(one).collect()
    }
}

impl DiscountView {
    fn of(world: RenderContext<'_>, list: &PriceList, discount: &Discount) -> Self {
        let percent = || Some(world.edition.language().percent(discount.percent.as_ref()?));
        DiscountView {
            name: discount.name.clone(),
            value: discount.amount.map(|money| world.edition.money(money)).or_else(percent),
            services: discount.services.iter().map(|id| list.offers_of(*id).name.clone()).collect(),
        }
    }
}
