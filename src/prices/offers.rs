//! Offers: what each entry of the list costs, for whom and per what.
//!
//! Made once for each list, and the only answer to "which amounts has this entry": the pricing page, links, JSON, CSV,
//! JSON-LD, the check for typed amounts and the preview all take what they show from here.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    Amount, BundleId, Details, EntryId, Line, Period, Plan, PlanId, PriceList, Service, ServiceId, Whole,
};
use crate::money::{Money, Sum};

/// Everything that the list asks for one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryOffers {
    /// The entry.
    pub(crate) entry: EntryId,
    /// Its id, the anchor on the pricing page.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// What it costs, said once for all its offers.
    pub(crate) cost: Cost,
    /// What one amount is for.
    pub(crate) per: Per,
    /// The announced price.
    pub(crate) next: Option<Announced>,
    /// At least one: first those that everybody can take, then those with a condition.
    pub(crate) offers: Vec<Offer>,
}

/// One amount of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The name of the entry, with that of the option where it has several.
    pub(crate) label: String,
    /// The name of the option, where the entry has several.
    pub(crate) option: Option<String>,
    /// Who alone pays this amount; nothing if everybody can.
    pub(crate) condition: Option<Condition>,
    /// Exact, a range, or open; nothing on request.
    pub(crate) sum: Option<Sum>,
}

/// Who alone is offered an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    /// What is asked of the buyer.
    pub(crate) kind: ConditionKind,
    /// What stands for it in data.
    pub(crate) id: String,
    /// What stands for it in words.
    pub(crate) name: String,
}

/// What can be asked of the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConditionKind {
    /// To pay for a plan.
    Plan(PlanId),
}

impl ConditionKind {
    /// The keys of their prices in data and in views.
    pub(crate) const KEYS: [&str; 1] = ["plan_prices"];

    /// The key of its prices, one of [`ConditionKind::KEYS`].
    pub(crate) fn key(self) -> &'static str {
        match self {
            ConditionKind::Plan(_) => Self::KEYS[0],
        }
    }

    /// Its word, which its phrase begins with: `plan_price`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            ConditionKind::Plan(_) => "plan",
        }
    }

    /// Whether somebody who buys all these things fulfils it.
    pub(super) fn is_met_by(self, bought: &BTreeSet<EntryId>) -> bool {
        match self {
            ConditionKind::Plan(plan) => bought.contains(&EntryId::Plan(plan)),
        }
    }
}

/// What an entry costs, said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cost {
    /// From the cheapest option to the dearest.
    Sum(Sum),
    /// Nothing of its own: it is a part of this.
    Included(Whole),
    /// None is given.
    OnRequest,
}

impl Cost {
    /// The amount, if one is given.
    pub(crate) fn sum(self) -> Option<Sum> {
        match self {
            Cost::Sum(sum) => Some(sum),
            Cost::Included(_) | Cost::OnRequest => None,
        }
    }
}

/// What one amount is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Per {
    /// So long a time of a plan.
    Period(Period),
    /// One of the unit that the list names.
    Unit(String),
    /// The whole.
    Whole,
}

/// A price from a later day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Announced {
    pub(crate) price: Sum,
    /// Its first day.
    pub(crate) from: Date,
}

impl EntryOffers {
    /// The offers that everybody can take.
    pub(crate) fn for_everybody(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().filter(|offer| offer.condition.is_none())
    }

    /// The offers with a condition.
    pub(crate) fn conditional(&self) -> impl Iterator<Item = (&Condition, &Offer)> {
        self.offers.iter().filter_map(|offer| Some((offer.condition.as_ref()?, offer)))
    }

    /// Its options with their offers, where it has several.
    pub(crate) fn options(&self) -> impl Iterator<Item = (&str, &Offer)> {
        self.for_everybody().filter_map(|offer| Some((offer.option.as_deref()?, offer)))
    }

    /// The offer of the option that a line means, if the entry has it.
    pub(super) fn option(&self, line: &Line) -> Option<&Offer> {
        let wanted = line.option.as_deref()?;
        self.options().find(|(option, _)| *option == wanted).map(|(_, offer)| offer)
    }

    fn of_plan(id: PlanId, plan: &Plan) -> Self {
        EntryOffers {
            cost: plan.price.sum().map_or(Cost::OnRequest, Cost::Sum),
            per: Per::Period(plan.period),
            offers: Offer::for_everybody(&plan.name, &plan.price),
            ..EntryOffers::begin(EntryId::Plan(id), &plan.id, &plan.name, Some(&plan.details))
        }
    }

    fn of_service(list: &PriceList, id: ServiceId, service: &Service) -> Self {
        let mut offers = Offer::for_everybody(&service.name, &service.price);
        let on_plan = |(id, money): &(PlanId, Money)| {
            let plan = &list[*id];
            let kind = ConditionKind::Plan(*id);
            let condition = Condition { kind, id: plan.id.clone(), name: plan.name.clone() };
            let sum = Some(Sum::exact(*money));
            Offer { condition: Some(condition), ..Offer::alone(&service.name, sum) }
        };
        offers.extend(service.plan_prices.iter().map(on_plan));
        EntryOffers {
            cost: match (service.price.sum(), service.included_in) {
                (Some(sum), _) => Cost::Sum(sum),
                (None, Some(whole)) => Cost::Included(whole),
                (None, None) => Cost::OnRequest,
            },
            per: service.unit.clone().map_or(Per::Whole, Per::Unit),
            offers,
            ..EntryOffers::begin(EntryId::Service(id), &service.id, &service.name, Some(&service.details))
        }
    }

    fn begin(entry: EntryId, id: &str, name: &str, details: Option<&Details>) -> Self {
        EntryOffers {
            entry,
            id: id.to_owned(),
            name: name.to_owned(),
            cost: Cost::OnRequest,
            per: Per::Whole,
            next: details.and_then(|details| details.next),
            offers: Vec::new(),
        }
    }
}

impl Offer {
    /// What everybody can take: one, or one for each option.
    fn for_everybody(name: &str, price: &Amount) -> Vec<Self> {
        match price {
            Amount::Options(options) => {
                options.iter().map(|(option, money)| Offer::of_option(name, option, *money)).collect()
            }
            Amount::Sum(_) | Amount::OnRequest => vec![Offer::alone(name, price.sum())],
        }
    }

    /// The only amount of an entry for everybody.
    fn alone(name: &str, sum: Option<Sum>) -> Self {
        Offer { label: name.to_owned(), option: None, condition: None, sum }
    }

    fn of_option(name: &str, option: &str, money: Money) -> Self {
        Offer {
            label: format!("{name} ({option})"),
            option: Some(option.to_owned()),
            ..Offer::alone(name, Some(Sum::exact(money)))
        }
    }
}

impl PriceList {
    /// What each entry costs: plans, services, bundles, each in the order of the file.
    pub(crate) fn offers(&self) -> &[EntryOffers] {
        &self.offers
    }

    /// What an entry costs.
    pub(crate) fn offers_of(&self, entry: EntryId) -> &EntryOffers {
        let at = match entry {
            EntryId::Plan(PlanId(at)) => at,
            EntryId::Service(ServiceId(at)) => self.plans.len() + at,
            EntryId::Bundle(BundleId(at)) => self.plans.len() + self.services.len() + at,
        };
        &self.offers[at]
    }

    /// Makes the offers of the entries as they stand now.
    pub(super) fn make_offers(&mut self) {
        let list = &*self;
        let plans = list.plans.iter().enumerate().map(|(at, plan)| EntryOffers::of_plan(PlanId(at), plan));
        let service = |(at, one)| EntryOffers::of_service(list, ServiceId(at), one);
        let services = list.services.iter().enumerate().map(service);
        let bundles = list.bundles.iter().enumerate().map(|(at, bundle)| {
            let sum = Sum::exact(bundle.price);
            EntryOffers {
                cost: Cost::Sum(sum),
                offers: vec![Offer::alone(&bundle.name, Some(sum))],
                ..EntryOffers::begin(EntryId::Bundle(BundleId(at)), &bundle.id, &bundle.name, None)
            }
        });
        self.offers = plans.chain(services).chain(bundles).collect();
    }
}
