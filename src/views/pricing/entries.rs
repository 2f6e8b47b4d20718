//! The entries of the price list: plans and services with their prices.

use std::collections::{BTreeMap, HashMap};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{BundleView, PriceGroup};
use crate::citations::Reference;
use crate::identifiers::WebAddress;
use crate::markdown::escape;
use crate::page::Kind;
use crate::prices::{
    Comparison, Condition, ConditionKind, Details, EntryId, EntryOffers, Offer, Plan, PriceList, Service,
};
use crate::table::At;
#[cfg(test)]
use crate::views::describe::{Described, Description, Field, Shape, fields};
use crate::views::page::Day;
use crate::views::words::Words;
use crate::views::{Both, Html, RenderContext, View, references, view};

view! {
    /// A plan or a service with its price.
    EntryView {
        /// Its id, the anchor of the entry.
        id: String,
        /// Its name.
        name: String,
        /// What it costs, in words.
        amount: String,
        /// What the amount is for: `a month`, `per patch`; may be empty.
        per: String,
        /// Its price in each of several cases.
        options: Vec<PriceOption>,
        /// The price that is announced.
        next: Option<NextPrice>,
        /// What others ask for the same.
        comparisons: Vec<ComparisonView>,
        /// What belongs to it, a sentence each.
        includes: Vec<Html>,
        /// What does not belong to it, a sentence each.
        excludes: Vec<Html>,
        /// A note on it.
        note_html: Option<Html>,
        /// The address of its page among the services, if it has one.
        page_url: Option<String>,
        /// What a plan comes to in a year, where it is not paid by the year.
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
        included_in: Option<PriceLink>,
        /// What is paid beforehand for a service.
        deposit: Option<String>,
        /// How long a service takes.
        duration: Option<String>,
        /// The codes that a service is billed under, as a list; may be empty.
        codes: String,
    }

    /// The price in one of several cases.
    PriceOption {
        /// The case.
        name: String,
        /// What it costs.
        amount: Option<String>,
    }

    /// A price that is announced.
    NextPrice {
        /// What it will cost.
        amount: String,
        /// From which day on.
        from: Day,
    }

    /// What others ask.
    ComparisonView {
        /// Who asks it, for what.
        label: String,
        /// How much.
        amount: String,
        /// Where that is written.
        source_html: Html,
    }

    /// An entry of the price list by its name.
    PriceLink {
        /// Its name.
        name: String,
        /// Its address on the pricing page, which begins with `#`.
        url: String,
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
        doc: "A plan or a service with its price.",
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

/// The entries of a price list while their views are made.
pub(super) struct Entries<'a> {
    world: RenderContext<'a>,
    list: &'a PriceList,
    words: &'a Words<'a>,
    comparisons: BTreeMap<EntryId, Vec<&'a Comparison>>,
    pub(super) plans: Vec<PriceEntry>,
    pub(super) groups: Vec<PriceGroup>,
    /// The place of each group, by its title.
    by_title: HashMap<String, usize>,
    pub(super) bundles: Vec<BundleView>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(world: RenderContext<'a>, list: &'a PriceList, words: &'a Words<'a>) -> Self {
        let mut comparisons: BTreeMap<EntryId, Vec<&Comparison>> = BTreeMap::new();
        for one in &list.comparisons {
            comparisons.entry(one.entry).or_default().push(one);
        }
        let (plans, groups, bundles) = (Vec::new(), Vec::new(), Vec::new());
        Entries { world, list, words, comparisons, plans, groups, by_title: HashMap::new(), bundles }
    }

    pub(super) fn add(&mut self, offers: &EntryOffers) {
        match offers.entry {
            EntryId::Plan(id) => {
                let plan = self.plan(offers, &self.list[id]);
                self.plans.push(plan);
            }
            EntryId::Service(id) => {
                let service = self.service(offers, &self.list[id]);
                let title = self.list[id].group.clone().unwrap_or_default();
                let at = *self.by_title.entry(title.clone()).or_insert(self.groups.len());
                if at == self.groups.len() {
                    self.groups.push(PriceGroup { title, services: Vec::new() });
                }
                self.groups[at].services.push(service);
            }
            EntryId::Bundle(id) => {
                self.bundles.push(BundleView::of(self.world, self.list, offers, &self.list[id]));
            }
        }
    }

    fn text(&self, text: &At<String>) -> Html {
        self.words.sentence(text)
    }

    fn texts(&self, texts: &[At<String>]) -> Vec<Html> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    fn plan(&self, offers: &EntryOffers, plan: &Plan) -> PriceEntry {
        let edition = self.world.edition;
        let entry = EntryView {
            per_year: (plan.period.per_year() > 1).then(|| edition.money(plan.a_year())),
            minimum: plan.minimum.clone(),
            cancel_html: plan.cancel.as_ref().map(|text| self.text(text)),
            unused_html: plan.unused.as_ref().map(|text| self.text(text)),
            joining_fee: plan.joining_fee.map(|fee| edition.money(fee)),
            page_url: self.world.shared.page_of_price(self.world, &plan.id),
            ..self.entry(offers, &plan.details)
        };
        PriceEntry { entry, conditional: self.conditional(offers) }
    }

    fn service(&self, offers: &EntryOffers, service: &Service) -> PriceEntry {
        let (world, edition) = (self.world, self.world.edition);
        let page_url = match &service.page {
            Some(page) => {
                let page = edition.visible(Kind::Service, &page.value);
                page.map(|page| world.site.config.base.link(&page.route))
            }
            None => world.shared.page_of_price(world, &service.id),
        };
        let entry = EntryView {
            included_in: service.included_in.map(|whole| PriceLink::of(self.list.offers_of(whole.into()))),
            deposit: service.deposit.map(|money| edition.money(money)),
            duration: service.duration_min.map(|minutes| edition.count("minutes", minutes.unsigned_abs())),
            codes: service.billing_codes.join(", "),
            page_url,
            ..self.entry(offers, &service.details)
        };
        PriceEntry { entry, conditional: self.conditional(offers) }
    }

    /// What plans and services both show.
    fn entry(&self, offers: &EntryOffers, details: &Details) -> EntryView {
        let (world, edition) = (self.world, self.world.edition);
        let options = offers.options().map(|(name, offer)| PriceOption {
            name: name.to_owned(),
            amount: offer.sum.map(|sum| edition.sum(sum)),
        });
        let next = offers
            .next
            .map(|next| NextPrice { amount: edition.sum(next.price), from: Day::of(world, next.from) });
        let comparisons = self.comparisons.get(&offers.entry).into_iter().flatten();
        EntryView {
            id: offers.id.clone(),
            name: offers.name.clone(),
            amount: edition.cost(offers.cost),
            per: edition.per(&offers.per),
            options: options.collect(),
            next,
            comparisons: comparisons.map(|one| ComparisonView::of(world, one)).collect(),
            includes: self.texts(&details.includes),
            excludes: self.texts(&details.excludes),
            note_html: details.note.as_ref().map(|text| self.text(text)),
            page_url: None,
            per_year: None,
            minimum: None,
            cancel_html: None,
            unused_html: None,
            joining_fee: None,
            included_in: None,
            deposit: None,
            duration: None,
            codes: String::new(),
        }
    }

    fn conditional(&self, offers: &EntryOffers) -> ConditionalPrices {
        let one = |(condition, offer): (&Condition, &Offer)| ConditionalPrice {
            kind: condition.kind,
            name: condition.name.clone(),
            amount: offer.sum.map(|sum| self.world.edition.sum(sum)),
        };
        ConditionalPrices(offers.conditional().map(one).collect())
    }
}

impl PriceLink {
    fn of(offers: &EntryOffers) -> Self {
        PriceLink { name: offers.name.clone(), url: format!("#{}", offers.id) }
    }
}

impl ComparisonView {
    fn of(world: RenderContext<'_>, one: &Comparison) -> Self {
        let html = match world.site.library.get(&one.source.value) {
            Some(work) => {
                references::line(world, &Reference { retrieved: Some(one.retrieved), ..work.clone() })
            }
            None => {
                let address = WebAddress::parse(&one.source.value).ok();
                let mut link = String::new();
                escape(&mut link, address.as_ref().map_or("", WebAddress::as_str));
                let date = world.edition.language().date(one.retrieved);
                let retrieved = world.edition.phrase("retrieved", &[("date", &date)]);
                format!("<a href=\"{link}\">{link}</a>. {retrieved}")
            }
        };
        ComparisonView {
            label: one.label.clone(),
            amount: world.edition.sum(one.price),
            source_html: Html(html),
        }
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
