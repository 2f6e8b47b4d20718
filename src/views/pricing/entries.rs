//! The entries of the price list, as every page tells them: plans, services and bundles with their prices.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::OutsideView;
use super::bars::ComparisonBars;
use crate::money::Sum;
use crate::page::Kind;
use crate::prices::{
    Bundle, Condition, ConditionKind, Cost, Details, EntryId, EntryOffers, Offer, Plan, PriceList, Saving,
    Savings, Service, Whole, WorkedLine,
};
use crate::table::At;
use crate::views::cards::CardPrice;
#[cfg(test)]
use crate::views::describe::{Described, Description, Field, Shape, fields};
use crate::views::example::count;
use crate::views::page::Day;
use crate::views::words::Words;
use crate::views::{Both, Html, RenderContext, View, view};

view! {
    /// A plan, a service or a bundle with its price.
    EntryView {
        /// Its id, the anchor on the pricing page.
        id: String,
        /// Its name.
        name: String,
        /// The address of the entry on the pricing page.
        url: String,
        /// What it costs, in words; of a part of something, what it is included in.
        amount: String,
        /// Whether no price is given, so that the amount says that it is told on request.
        on_request: bool,
        /// What the amount is for: `a month`, `per patch`; may be empty.
        per: String,
        /// Its price in each of several cases.
        options: Vec<PriceOption>,
        /// The price that is announced.
        next: Option<NextPrice>,
        /// Whether it is what a new patient books first.
        first: bool,
        /// What others bill for beside it.
        outside: Vec<OutsideView>,
        /// What it costs beside what others ask for the same; none where nothing is compared.
        bars: Option<ComparisonBars>,
        /// What belongs to it, a sentence each.
        includes: Vec<Html>,
        /// What does not belong to it, a sentence each.
        excludes: Vec<Html>,
        /// A note on it.
        note_html: Option<Html>,
        /// The address of its page among the services, if it has one.
        page_url: Option<String>,
        /// What a plan comes to in a year, where it is not paid by the year and has one price.
        per_year: Option<String>,
        /// How long one stays in a plan at least.
        minimum: Option<String>,
        /// How one leaves a plan.
        cancel_html: Option<Html>,
        /// What becomes of what is not used of a plan.
        unused_html: Option<Html>,
        /// What joining a plan costs once.
        joining_fee: Option<String>,
        /// The plan or service that a service is a part of.
        included_in: Option<Inclusion>,
        /// What is paid beforehand for a service.
        deposit: Option<String>,
        /// How long a service takes.
        duration: Option<String>,
        /// The codes that a service is billed under, as a list; may be empty.
        codes: String,
        /// What is in a bundle.
        lines: Vec<BundleLine>,
        /// What a bundle saves everybody against its parts.
        saves: Option<String>,
        /// What a bundle saves some, where not everybody saves the same.
        saves_for: Vec<BundleSaving>,
    }

    /// What a bundle saves some.
    BundleSaving {
        /// The name of the plan that they are on; none for those on no plan.
        plan: Option<String>,
        /// What they save.
        amount: String,
    }

    /// So many of something.
    BundleLine {
        /// What.
        name: String,
        /// How many, in words.
        count: String,
    }

    /// The price in one of several cases.
    PriceOption {
        /// The case.
        name: String,
        /// What it costs.
        amount: Option<String>,
        /// What it comes to in a year, for a plan that is not paid by the year.
        per_year: Option<String>,
    }

    /// A price that is announced.
    NextPrice {
        /// What it will cost.
        amount: String,
        /// From which day on.
        from: Day,
    }

    /// What something is a part of.
    Inclusion {
        /// The name of the plan or service.
        name: String,
        /// The address of the plan or service on the pricing page.
        url: String,
        /// Whether it has no price of its own: the `amount` says then what it is included in.
        alone: bool,
    }
}

/// An entry, with the prices that some alone are asked: `plan_prices` and so on, a list for each kind of condition.
#[derive(Debug, Clone)]
pub(crate) struct PriceEntry {
    entry: EntryView,
    conditional: ConditionalPrices,
}

impl Serialize for PriceEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Both(&self.entry, &self.conditional).serialize(serializer)
    }
}

#[cfg(test)]
impl Described for PriceEntry {
    const SHAPE: Shape = Shape::View(&Description {
        name: "PriceEntry",
        doc: "A plan, a service or a bundle with its price.",
        fields: &[
            fields(EntryView::SHAPE),
            &[Field {
                name: "plan_prices",
                doc: "What it costs for those who pay for a plan: of each the name, as `plan`, and the `amount`.",
                shape: Shape::List(&Shape::Any),
            }],
        ],
    });
}

#[derive(Debug, Clone)]
struct ConditionalPrices(Vec<ConditionalPrice>);

impl View for ConditionalPrices {
    const FIELDS: usize = ConditionKind::KEYS.len();

    fn write<S: SerializeStruct>(&self, map: &mut S) -> Result<(), S::Error> {
        for key in ConditionKind::KEYS {
            let prices: Vec<_> = self.0.iter().filter(|one| one.kind.key() == key).collect();
            map.serialize_field(key, &prices)?;
        }
        Ok(())
    }
}

/// A price under a condition: its name under the word of the condition, `plan`, and the amount.
#[derive(Debug, Clone)]
struct ConditionalPrice {
    kind: ConditionKind,
    name: String,
    amount: Option<String>,
}

impl Serialize for ConditionalPrice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("", 2)?;
        map.serialize_field(self.kind.word(), &self.name)?;
        map.serialize_field("amount", &self.amount)?;
        map.end()
    }
}

impl PriceEntry {
    /// An entry of the price list, with its texts as the page shows them.
    pub(crate) fn of(
        world: RenderContext<'_>,
        list: &PriceList,
        offers: &EntryOffers,
        words: &Words<'_>,
    ) -> Self {
        let teller = Teller { world, list, words };
        let entry = match offers.entry {
            EntryId::Plan(id) => teller.plan(offers, &list[id]),
            EntryId::Service(id) => teller.service(offers, &list[id]),
            EntryId::Bundle(id) => teller.bundle(offers, &list[id]),
        };
        PriceEntry { entry, conditional: ConditionalPrices::of(world, offers) }
    }
}

/// Tells the entries of a price list to the readers of a page.
struct Teller<'a> {
    world: RenderContext<'a>,
    list: &'a PriceList,
    words: &'a Words<'a>,
}

impl Teller<'_> {
    fn text(&self, text: &At<String>) -> Html {
        self.words.sentence(text)
    }

    fn texts(&self, texts: &[At<String>]) -> Vec<Html> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    fn plan(&self, offers: &EntryOffers, plan: &Plan) -> EntryView {
        let edition = self.world.edition;
        EntryView {
            per_year: self.a_year(plan, plan.price.sum().filter(|_| plan.price.options().is_empty())),
            options: offers.options().map(|one| self.option(one, self.a_year(plan, one.1.sum))).collect(),
            minimum: plan.minimum.clone(),
            cancel_html: plan.cancel.as_ref().map(|text| self.text(text)),
            unused_html: plan.unused.as_ref().map(|text| self.text(text)),
            joining_fee: plan.joining_fee.map(|fee| edition.money(fee)),
            ..self.detailed(offers, &plan.details)
        }
    }

    /// What an amount of a plan comes to in a year, where it is not paid by the year.
    fn a_year(&self, plan: &Plan, sum: Option<Sum>) -> Option<String> {
        let times = plan.period.per_year();
        sum.filter(|_| times > 1).map(|sum| self.world.edition.sum(sum.times(times, times)))
    }

    fn option(&self, (name, offer): (&str, &Offer), per_year: Option<String>) -> PriceOption {
        let amount = offer.sum.map(|sum| self.world.edition.sum(sum));
        PriceOption { name: name.to_owned(), amount, per_year }
    }

    fn service(&self, offers: &EntryOffers, service: &Service) -> EntryView {
        let (world, edition) = (self.world, self.world.edition);
        let base = self.detailed(offers, &service.details);
        let page_url = match &service.page {
            Some(page) => {
                let page = edition.visible(Kind::Service, &page.value);
                page.map(|page| world.site.config.base.link(&page.route))
            }
            None => base.page_url.clone(),
        };
        let included_in = service.included_in.map(|whole| {
            let whole = self.list.offers_of(whole.into());
            let alone = offers.cost.sum().is_none();
            Inclusion { name: whole.name.clone(), url: address(world, &whole.id), alone }
        });
        EntryView {
            included_in,
            deposit: service.deposit.map(|money| edition.money(money)),
            duration: service.duration_min.map(|minutes| edition.duration(minutes.unsigned_abs())),
            codes: service.billing_codes.join(", "),
            page_url,
            first: service.first,
            outside: OutsideView::list(world, self.list, &service.outside),
            ..base
        }
    }

    fn bundle(&self, offers: &EntryOffers, bundle: &Bundle) -> EntryView {
        let world = self.world;
        let lines = self.list.parts(bundle).lines;
        let line = |line: WorkedLine| BundleLine { name: line.name, count: count(world, line.count) };
        let saving = |saving: Saving| BundleSaving {
            plan: saving.plan.map(|plan| self.list[plan].name.clone()),
            amount: world.edition.money(saving.amount),
        };
        let (saves, saves_for) = match self.list.savings(bundle) {
            Savings::All(money) => (Some(world.edition.money(money)), Vec::new()),
            Savings::Some(all) => (None, all.into_iter().map(saving).collect()),
        };
        EntryView { lines: lines.into_iter().map(line).collect(), saves, saves_for, ..self.entry(offers) }
    }

    /// What plans and services both show.
    fn detailed(&self, offers: &EntryOffers, details: &Details) -> EntryView {
        EntryView {
            includes: self.texts(&details.includes),
            excludes: self.texts(&details.excludes),
            note_html: details.note.as_ref().map(|text| self.text(text)),
            ..self.entry(offers)
        }
    }

    /// What all entries show.
    fn entry(&self, offers: &EntryOffers) -> EntryView {
        let (world, edition) = (self.world, self.world.edition);
        let next = offers
            .next
            .map(|next| NextPrice { amount: edition.sum(next.price), from: Day::of(world, next.from) });
        let compared = world.shared.comparisons(world, offers.entry).iter();
        let compared = compared.filter_map(|number| self.list.comparisons.get(*number));
        let amount = amount(world, self.list, offers);
        EntryView {
            id: offers.id.clone(),
            name: offers.name.clone(),
            url: address(world, &offers.id),
            bars: ComparisonBars::of(world, self.words, (offers.cost, &amount), compared),
            amount,
            on_request: offers.cost == Cost::OnRequest,
            per: edition.per(&offers.per),
            options: offers.options().map(|one| self.option(one, None)).collect(),
            next,
            first: false,
            outside: Vec::new(),
            includes: Vec::new(),
            excludes: Vec::new(),
            note_html: None,
            page_url: world.shared.page_of_price(world, &offers.id),
            per_year: None,
            minimum: None,
            cancel_html: None,
            unused_html: None,
            joining_fee: None,
            included_in: None,
            deposit: None,
            duration: None,
            codes: String::new(),
            lines: Vec::new(),
            saves: None,
            saves_for: Vec::new(),
        }
    }
}

/// The link to an entry on the pricing page: to a price, a worked year, or what others bill.
pub(crate) fn address(world: RenderContext<'_>, id: &str) -> String {
    world.edition.entry_address(id, |route| world.site.config.base.link(route))
}

/// What an entry costs everybody, in words: an amount, "included in Clinic membership", "on request".
fn amount(world: RenderContext<'_>, list: &PriceList, offers: &EntryOffers) -> String {
    match offers.cost {
        Cost::Included(whole) => included_in(world, list, whole),
        Cost::Sum(_) | Cost::OnRequest => world.edition.cost(offers.cost),
    }
}

/// What stands in place of an amount where something costs nothing of its own.
pub(crate) fn included_in(world: RenderContext<'_>, list: &PriceList, whole: Whole) -> String {
    world.edition.phrase("included_in", &[("name", &list.offers_of(whole.into()).name)])
}

/// The entries of these ids.
pub(crate) fn priced<'a>(
    world: RenderContext<'a>,
    ids: &'a [At<String>],
) -> impl Iterator<Item = &'a EntryOffers> {
    let list = world.site.prices.as_ref();
    ids.iter().filter_map(move |id| list?.find(&id.value))
}

/// Whether any entry of these ids tells what is included in it.
pub(crate) fn tell_included(world: RenderContext<'_>, ids: &[At<String>]) -> bool {
    let includes = |list: &PriceList, offers: &EntryOffers| match offers.entry {
        EntryId::Plan(id) => !list[id].details.includes.is_empty(),
        EntryId::Service(id) => !list[id].details.includes.is_empty(),
        EntryId::Bundle(_) => false,
    };
    let list = world.site.prices.as_ref();
    list.is_some_and(|list| priced(world, ids).any(|offers| includes(list, offers)))
}

/// What the entries of these ids cost, in a few words: the amount of one, of several the least.
pub(crate) fn in_brief(world: RenderContext<'_>, ids: &[At<String>]) -> Option<CardPrice> {
    let list = world.site.prices.as_ref()?;
    let entries: Vec<_> = ids.iter().filter_map(|id| list.find(&id.value)).collect();
    let priced = || entries.iter().filter_map(|offers| Some((*offers, offers.cost.sum()?)));
    let Some((least, sum)) = priced().min_by_key(|(_, sum)| sum.from.minor()) else {
        let words = amount(world, list, entries.first()?);
        return Some(CardPrice { amount: words, per: String::new(), is_amount: false });
    };
    let alone = priced().all(|(offers, other)| other == sum && offers.per == least.per);
    let amount = if alone {
        world.edition.sum(sum)
    } else {
        world.edition.phrase("price_from", &[("from", &world.edition.money(sum.from))])
    };
    Some(CardPrice { amount, per: world.edition.per(&least.per), is_amount: true })
}

impl ConditionalPrices {
    fn of(world: RenderContext<'_>, offers: &EntryOffers) -> Self {
        let one = |(condition, offer): (&Condition, &Offer)| ConditionalPrice {
            kind: condition.kind,
            name: condition.name.clone(),
            amount: offer.sum.map(|sum| world.edition.sum(sum)),
        };
        ConditionalPrices(offers.conditional().map(one).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_tells_the_prices_of_each_condition() {
        let Shape::View(entry) = PriceEntry::SHAPE else { panic!("an entry is a view") };
        let told: Vec<_> = entry.fields[1].iter().map(|field| field.name).collect();
        assert_eq!(told, ConditionKind::KEYS);
    }
}
