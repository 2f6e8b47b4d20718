//! The price list: what is offered, for how much, and what it comes to.
//!
//! Pure knowledge: no page, no HTML, no disk. Every amount that the site shows comes from here.

mod amounts;
mod estimate;
mod export;
mod ids;
mod read;
mod resolve;

pub use amounts::{Amounts, Known};
pub use estimate::{Estimate, EstimateLine};
pub use export::{to_csv, to_json};
pub use ids::{BundleId, EntryId, IdKind, PlanId, ServiceId, Whole};
pub use read::read;

use std::sync::Arc;

use jiff::civil::Date;

use crate::money::{Currency, Money, Sum};
use crate::problem::{Place, Problems, Rule};
use crate::source::Source;
use crate::table::At;

/// `content/prices.toml`.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct PriceList {
    pub source: Arc<Source>,
    pub currency: Currency,
    /// The day of the last change.
    pub valid_from: Option<Date>,
    pub valid_from_span: Option<std::ops::Range<usize>>,
    pub valid_until: Option<Date>,
    pub valid_until_span: Option<std::ops::Range<usize>>,
    pub note: Option<At<String>>,
    pub plans: Vec<Plan>,
    pub services: Vec<Service>,
    pub bundles: Vec<Bundle>,
    pub discounts: Vec<Discount>,
    pub examples: Vec<Example>,
    pub comparisons: Vec<Comparison>,
    /// `payment`, `cancellation`, `refunds`, `medicare`, those there are.
    pub terms: Vec<(&'static str, At<String>)>,
    /// Every id: what has it, and where.
    names: ids::Names,
}

/// How often a plan is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words of the format")]
pub enum Period {
    Week,
    Month,
    Quarter,
    Year,
}

impl Period {
    /// How often it comes in a year.
    pub fn per_year(self) -> u32 {
        match self {
            Period::Week => 52,
            Period::Month => 12,
            Period::Quarter => 4,
            Period::Year => 1,
        }
    }

    /// The word of the format.
    pub fn word(self) -> &'static str {
        match self {
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        }
    }
}

/// A recurring fee.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Plan {
    pub id: String,
    pub name: String,
    pub price: Money,
    pub period: Period,
    pub minimum: Option<String>,
    pub cancel: Option<At<String>>,
    pub unused: Option<At<String>>,
    pub joining_fee: Option<Money>,
    pub details: Details,
}

/// What plans and services both have.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Details {
    pub includes: Vec<At<String>>,
    pub excludes: Vec<At<String>>,
    pub note: Option<At<String>>,
    /// The announced price and its first day.
    pub next: Option<(Amount, Date)>,
}

/// The price of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// None is given.
    OnRequest,
    /// One amount, or a range, perhaps open.
    Sum(Sum),
    /// One amount for each of several cases.
    Options(Vec<(String, Money)>),
}

impl Amount {
    /// From the cheapest to the dearest; `None` on request.
    pub fn sum(&self) -> Option<Sum> {
        match self {
            Amount::OnRequest => None,
            Amount::Sum(sum) => Some(*sum),
            Amount::Options(options) => {
                let least = options.iter().map(|(_, money)| *money).min_by_key(|money| money.minor())?;
                let most = options.iter().map(|(_, money)| *money).max_by_key(|money| money.minor())?;
                Some(Sum { from: least, to: Some(most) })
            }
        }
    }
}

/// Something that a patient pays for.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Service {
    pub id: String,
    pub name: String,
    pub group: Option<String>,
    pub price: Amount,
    pub unit: Option<String>,
    pub duration_min: Option<i64>,
    pub billing_codes: Vec<String>,
    pub plan_prices: Vec<(PlanId, Money)>,
    /// The plan or service that it is part of.
    pub included_in: Option<Whole>,
    pub deposit: Option<Money>,
    pub page: Option<At<String>>,
    pub details: Details,
}

/// Several services for one price.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Bundle {
    pub id: String,
    pub name: String,
    pub lines: Vec<Line>,
    pub price: Money,
}

/// A reduction that is told, never taken off.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Discount {
    pub name: String,
    pub percent: Option<String>,
    pub amount: Option<Money>,
    pub services: Vec<EntryId>,
}

/// A year, worked out.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Example {
    pub id: String,
    pub name: String,
    pub lines: Vec<Line>,
}

/// So many of something.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Line {
    pub entry: EntryId,
    /// Least and most; `None` means one, or a plan's periods of a year.
    pub count: Option<(u32, u32)>,
    /// The name of one of its options.
    pub option: Option<String>,
}

/// What others charge.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Comparison {
    pub entry: EntryId,
    pub label: String,
    pub price: Sum,
    /// An id of the citation library, or an address.
    pub source: At<String>,
    pub retrieved: Date,
}

/// What an id of the list means.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Entry<'a> {
    Plan(&'a Plan),
    Service(&'a Service),
    Bundle(&'a Bundle),
}

impl<'a> Entry<'a> {
    /// Its id, the anchor on the pricing page.
    pub fn id(&self) -> &'a str {
        match self {
            Entry::Plan(plan) => &plan.id,
            Entry::Service(service) => &service.id,
            Entry::Bundle(bundle) => &bundle.id,
        }
    }

    /// Its name.
    pub fn name(&self) -> &'a str {
        match self {
            Entry::Plan(plan) => &plan.name,
            Entry::Service(service) => &service.name,
            Entry::Bundle(bundle) => &bundle.name,
        }
    }

    /// What it costs; `None` on request or where it is part of something else.
    pub fn sum(&self) -> Option<Sum> {
        match self {
            Entry::Plan(plan) => Some(Sum::exact(plan.price)),
            Entry::Service(service) => service.price.sum(),
            Entry::Bundle(bundle) => Some(Sum::exact(bundle.price)),
        }
    }
}

impl PriceList {
    /// Where an id stands; the list as a whole if it has none of that name.
    pub fn place(&self, id: &str) -> Place {
        self.names
            .get(id)
            .map_or_else(|| Place::file(&self.source), |named| Place::new(&self.source, named.span.clone()))
    }

    /// All ids that a price link can name.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let plans = self.plans.iter().map(|plan| plan.id.as_str());
        let services = self.services.iter().map(|service| service.id.as_str());
        plans.chain(services).chain(self.bundles.iter().map(|bundle| bundle.id.as_str()))
    }

    /// The list as it is on a day: announced prices that have come take the place of the old ones.
    #[must_use]
    pub fn in_force(&self, day: Date) -> PriceList {
        let mut list = self.clone();
        let mut last = list.valid_from;
        for plan in &mut list.plans {
            if let Some((Amount::Sum(sum), from)) = plan.details.next.take_if(|(_, from)| *from <= day) {
                plan.price = sum.from;
                last = last.max(Some(from));
            }
        }
        for service in &mut list.services {
            if let Some((amount, from)) = service.details.next.take_if(|(_, from)| *from <= day) {
                service.price = amount;
                last = last.max(Some(from));
            }
        }
        list.valid_from = last;
        list
    }

    /// Announced changes after a day, with their words.
    pub fn upcoming(&self, day: Date) -> Vec<(Date, String)> {
        let plans = self.plans.iter().map(|plan| (&plan.id, &plan.details));
        let services = self.services.iter().map(|service| (&service.id, &service.details));
        let next = |(id, details): (&String, &Details)| {
            details.next.as_ref().map(|(_, from)| (*from, format!("the price of `{id}` changes")))
        };
        plans.chain(services).filter_map(next).filter(|(from, _)| *from > day).collect()
    }

    /// Warns of a list past its last day (P03).
    pub fn warn_if_past(&self, today: Date, problems: &mut Problems) {
        if let Some(until) = self.valid_until.filter(|until| *until < today) {
            let place = self
                .valid_until_span
                .clone()
                .map_or_else(|| Place::file(&self.source), |span| Place::new(&self.source, span));
            problems
                .report(Rule::ValidUntil, place, format!("the price list was valid until {until}"))
                .help("check the prices and set a new `valid_until`");
        }
    }
}

#[cfg(test)]
mod tests;
