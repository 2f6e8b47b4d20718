//! The pricing page: the whole price list, with what it comes to in a year.

mod entries;

use self::entries::{Entries, PriceEntry};
use super::example::{ExampleView, count};
use super::page::{Day, PageBuilder};
use super::words::Words;
use super::{Html, RenderContext, view};
use crate::page::Kind;
use crate::prices::{Bundle, Discount, EntryOffers, PriceList, WorkedLine};
use crate::resolve::References;
use crate::site::Fixture;

view! {
    /// The pricing page; its words are those of `content/pricing.md`.
    PricingView {
        /// The price list; none while it cannot be read.
        prices: Option<PricesView>,
    }

    /// The price list, `content/prices.toml`.
    PricesView {
        /// A note on all prices.
        note_html: Option<Html>,
        /// The day of its last change.
        valid_from: Option<Day>,
        /// Its last day.
        valid_until: Option<Day>,
        /// Plans, in their order.
        plans: Vec<PriceEntry>,
        /// Services by group, each group in the order of its first service.
        groups: Vec<PriceGroup>,
        /// Several services for one price.
        bundles: Vec<BundleView>,
        /// Reductions, which are told and never taken off.
        discounts: Vec<DiscountView>,
        /// Years, worked out.
        examples: Vec<ExampleView>,
        /// The terms: payment, cancellation, refunds, Medicare, as far as there are any.
        terms: Vec<PriceTerm>,
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

    /// Several services for one price.
    BundleView {
        /// Its id, the anchor of the entry.
        id: String,
        /// Its name.
        name: String,
        /// What it costs.
        amount: String,
        /// What is in it.
        lines: Vec<BundleLine>,
        /// What it saves against its parts.
        saves: Option<String>,
    }

    /// So many of something.
    BundleLine {
        /// What.
        name: String,
        /// How many, in words.
        count: String,
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

    /// One of the terms.
    PriceTerm {
        /// `payment`, `cancellation`, `refunds` or `medicare`.
        key: &'static str,
        /// Its title in the site's language.
        title: String,
        /// Its words.
        html: Html,
    }
}

/// What templates see of the pricing page.
pub(crate) fn view(world: RenderContext<'_>) -> (PageBuilder, PricingView) {
    let mut base = PageBuilder::new(world, "pricing", world.edition.phrase("pricing", &[]));
    let Some(list) = &world.site.prices else { return (base, PricingView { prices: None }) };
    let mut references = References::default();
    match world.edition.list(Kind::Pricing).next() {
        Some(page) => base.take(world, page, &world.words(page).on(&mut references)),
        None => {
            let clinic = &world.site.config.clinic.legal_name;
            base.view.summary = world.edition.phrase("pricing_summary", &[("clinic", clinic)]);
        }
    }
    let prices = PricesView::of(world, list, &world.words_of_prices().on(&mut references));
    base.cite(world, &references.order);
    (base, PricingView { prices: Some(prices) })
}

impl PricesView {
    fn of(world: RenderContext<'_>, list: &PriceList, words: &Words<'_>) -> Self {
        let base = &world.site.config.base;
        let estimate = world.edition.address(Fixture::Estimate);
        let note_html = list.note.as_ref().map(|text| words.sentence(text));
        let terms = list.terms.iter().map(|(key, text)| PriceTerm {
            key,
            title: world.edition.phrase(&format!("terms_{key}"), &[]),
            html: words.sentence(text),
        });
        let terms = terms.collect();
        let mut entries = Entries::new(world, list, words);
        list.offers().iter().for_each(|offers| entries.add(offers));
        PricesView {
            note_html,
            valid_from: list.valid_from.map(|day| Day::of(world, day)),
            valid_until: list.valid_until.map(|day| Day::of(world, day)),
            plans: entries.plans,
            groups: entries.groups,
            bundles: entries.bundles,
            discounts: list.discounts.iter().map(|one| DiscountView::of(world, list, one)).collect(),
            examples: list.examples.iter().map(|one| ExampleView::of(world, list, one)).collect(),
            terms,
            estimate_url: world.plan.jobs.contains_key(&estimate).then(|| base.link(&estimate)),
            json_url: base.link(&world.edition.address(Fixture::PricesJson)),
            csv_url: base.link(&world.edition.address(Fixture::PricesCsv)),
            not_insurance: !list.plans.is_empty(),
        }
    }
}

impl BundleView {
    fn of(world: RenderContext<'_>, list: &PriceList, offers: &EntryOffers, bundle: &Bundle) -> Self {
        let lines = list.work_out(&bundle.lines).lines;
        let line = |line: WorkedLine| BundleLine { name: line.name, count: count(world, line.count) };
        BundleView {
            id: offers.id.clone(),
            name: offers.name.clone(),
            amount: world.edition.cost(offers.cost),
            lines: lines.into_iter().map(line).collect(),
            saves: list.saving(bundle).map(|money| world.edition.money(money)),
        }
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
