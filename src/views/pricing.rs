//! The pricing page: the whole price list, with what it comes to in a year.

mod bars;
mod chapters;
pub(crate) mod entries;
mod others;

use std::cell::RefCell;

use self::chapters::{Chapter, Chapters, PriceAnchor, PriceWay};
pub(crate) use self::entries::PriceEntry;
pub(crate) use self::others::OutsideView;
use super::booking::Booking;
use super::cards::Link;
use super::example::ExampleView;
use super::page::{Day, PageBuilder};
use super::{Html, RenderContext, view};
use crate::page::{Data, Kind, Page};
use crate::prices::{Discount, EntryOffers, Plan, PriceList, Term};
use crate::resolve::References;
use crate::site::Fixture;

view! {
    /// The pricing page; its words are those of `content/pricing.md`.
    PricingView {
        /// The price list; none while it cannot be read.
        prices: Option<PricesView>,
        /// The chapters of the page, each with its anchor; none where there are few.
        contents: Vec<PriceAnchor>,
        /// How a visit with the clinic is booked.
        booking: Booking,
    }

    /// The price list, `content/prices.toml`.
    PricesView {
        /// A note on all prices.
        note_html: Option<Html>,
        /// Whether the note is as short as a badge.
        note_is_short: bool,
        /// The day of its last change.
        valid_from: Option<Day>,
        /// Its last day.
        valid_until: Option<Day>,
        /// How many entries the list has.
        count: usize,
        /// How many services its longest group has.
        longest_group: usize,
        /// The ways to pay, each a chapter of the list in a line; none where there is one alone, or more than nine.
        ways: Vec<PriceWay>,
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
        /// How one leaves each plan that says so.
        leaving: Vec<Leaving>,
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
        /// Its title; that of all services for those without a group.
        title: String,
        /// Its anchor on the page.
        anchor: String,
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

    /// How one leaves a plan.
    Leaving {
        /// The plan, where it stands on the page.
        link: Link,
        /// How long one stays in it at least.
        minimum: Option<String>,
        /// Its words, without the numbers of sources, which stand at the plan.
        html: Html,
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
    let Some(list) = &world.site.prices else {
        return (base, PricingView { prices: None, contents: Vec::new(), booking });
    };
    let references = RefCell::default();
    match world.edition.list(Kind::Pricing).next() {
        Some(page) => base.take(world, page, &world.words(page).first_on(&references)),
        None => {
            let clinic = &world.site.config.clinic.legal_name;
            base.view.summary = world.edition.phrase("pricing_summary", &[("clinic", clinic)]);
        }
    }
    let chapters = Chapters::of(world, list);
    let prices = PricesView::of_chapters(world, list, &chapters, &references);
    base.cite(world, &references.borrow().order);
    let contents = chapters.contents(world, &prices, &booking);
    (base, PricingView { prices: Some(prices), contents, booking })
}

/// The letters of a badge.
const SHORT_NOTE: usize = 40;

/// The questions that terms answer.
mod about {
    pub(super) const PAYING: &str = "paying";
    pub(super) const CANCELLING: &str = "cancelling";
    pub(super) const FAILING: &str = "failing";
    pub(super) const INSURER: &str = "insurer";
    pub(super) const OTHERS: &str = "others";
}

impl PricesView {
    /// The list. Its texts are taken in the order of the page, which numbers what they cite.
    pub(crate) fn of(world: RenderContext<'_>, list: &PriceList, references: &RefCell<References>) -> Self {
        PricesView::of_chapters(world, list, &Chapters::of(world, list), references)
    }

    fn of_chapters(
        world: RenderContext<'_>,
        list: &PriceList,
        chapters: &Chapters<'_>,
        references: &RefCell<References>,
    ) -> Self {
        let base = &world.site.config.base;
        let estimate = world.edition.address(Fixture::Estimate);
        let words = world.words_of_prices().on(references);
        let note_html = list.note.as_ref().map(|text| words.sentence(text));
        let entry = |offers: &&EntryOffers| PriceEntry::of(world, list, offers, &words);
        let entries = |chapter: &Chapter<'_>| chapter.offers.iter().map(entry).collect();
        let group = |chapter: &Chapter<'_>| PriceGroup {
            title: chapter.title.clone(),
            anchor: chapter.anchor.clone(),
            services: entries(chapter),
        };
        let (first, plans) = (entries(&chapters.first), entries(&chapters.plans));
        let groups: Vec<_> = chapters.groups.iter().map(group).collect();
        let term = |term: &Term| PriceTerm::of(world, term, words.sentence(&term.text));
        PricesView {
            note_html,
            note_is_short: list.note.as_ref().is_some_and(|note| note.value.chars().count() <= SHORT_NOTE),
            valid_from: list.valid_from.map(|day| Day::of(world, day)),
            valid_until: list.valid_until.map(|day| Day::of(world, day)),
            count: list.offers().len(),
            longest_group: groups.iter().map(|group| group.services.len()).max().unwrap_or_default(),
            ways: chapters.ways(world),
            first,
            plans,
            groups,
            bundles: entries(&chapters.bundles),
            discounts: list.discounts.iter().map(|one| DiscountView::of(world, list, one)).collect(),
            examples: list.examples.iter().map(|one| ExampleView::of(world, list, one)).collect(),
            outside: list.outside.iter().map(|one| OutsideView::of(world, one)).collect(),
            terms: list.terms.iter().map(term).collect(),
            leaving: list.plans.iter().filter_map(|plan| Leaving::of(world, plan)).collect(),
            failures: Failure::all(world, references),
            estimate_url: world.plan.jobs.contains_key(&estimate).then(|| base.link(&estimate)),
            json_url: base.link(&world.edition.address(Fixture::PricesJson)),
            csv_url: base.link(&world.edition.address(Fixture::PricesCsv)),
            not_insurance: !list.plans.is_empty(),
        }
    }
}

impl PriceTerm {
    fn of(world: RenderContext<'_>, term: &Term, html: Html) -> Self {
        let about = match term.key.as_str() {
            _ if term.title.is_some() => about::OTHERS,
            "payment" | "instalments" | "hsa" | "financial_help" => about::PAYING,
            "cancellation" | "no_show" | "refunds" => about::CANCELLING,
            "if_it_fails" => about::FAILING,
            "superbill" | "medicare" => about::INSURER,
            _ => about::OTHERS,
        };
        let known = || world.edition.phrase(&format!("terms_{}", term.key), &[]);
        PriceTerm { key: term.key.clone(), about, title: term.title.clone().unwrap_or_else(known), html }
    }
}

impl Leaving {
    /// How one leaves this plan, where it says so.
    fn of(world: RenderContext<'_>, plan: &Plan) -> Option<Self> {
        let html = world.words_of_prices().without_numbers().sentence(plan.cancel.as_ref()?);
        let link = Link { title: plan.name.clone(), url: entries::address(world, &plan.id) };
        Some(Leaving { link, minimum: plan.minimum.clone(), html })
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
