//! The price list: what is offered, for how much, and what it comes to.
//!
//! Pure knowledge: no page, no HTML, no disk. Every amount that the site shows comes from here.

mod amounts;
mod check;
mod export;
mod read;

pub use amounts::{Amounts, Known};
pub use export::{to_csv, to_json};
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
    /// Where each id stands first.
    ids_at: std::collections::BTreeMap<String, std::ops::Range<usize>>,
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
    pub plan_prices: Vec<(String, Money)>,
    /// The plan or service that it is part of.
    pub included_in: Option<String>,
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
    pub services: Vec<String>,
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
    pub id: At<String>,
    /// Least and most; `None` means one, or a plan's periods of a year.
    pub count: Option<(u32, u32)>,
    pub option: Option<String>,
}

/// What others charge.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Comparison {
    pub id: String,
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

impl Entry<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
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

/// A worked example: its lines and what they come to.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is what its name says")]
pub struct Estimate {
    pub lines: Vec<EstimateLine>,
    /// `None` if something in it has no price.
    pub total: Option<Sum>,
}

/// One line of an estimate.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is what its name says")]
pub struct EstimateLine {
    pub id: String,
    pub name: String,
    pub count: (u32, u32),
    /// For one; `None` on request.
    pub each: Option<Sum>,
    pub amount: Option<Sum>,
    /// The line is a plan's joining fee, paid once.
    pub joining: bool,
}

impl PriceList {
    /// The entry of an id.
    pub fn lookup(&self, id: &str) -> Option<Entry<'_>> {
        let plan = self.plans.iter().find(|plan| plan.id == id).map(Entry::Plan);
        let service = || self.services.iter().find(|service| service.id == id).map(Entry::Service);
        let bundle = || self.bundles.iter().find(|bundle| bundle.id == id).map(Entry::Bundle);
        plan.or_else(service).or_else(bundle)
    }

    /// The example of an id.
    pub fn example(&self, id: &str) -> Option<&Example> {
        self.examples.iter().find(|example| example.id == id)
    }

    /// Where an id stands; the list as a whole if it has none of that name.
    pub fn place(&self, id: &str) -> Place {
        self.ids_at
            .get(id)
            .map_or_else(|| Place::file(&self.source), |span| Place::new(&self.source, span.clone()))
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
                .warn(Rule::ValidUntil, place, format!("the price list was valid until {until}"))
                .help("check the prices and set a new `valid_until`");
        }
    }

    /// Whether every line names an entry: only then a sum can be judged.
    fn has_all(&self, lines: &[Line]) -> bool {
        lines.iter().all(|line| self.lookup(&line.id.value).is_some())
    }

    /// The lines of an example and their sum. A plan in it makes its plan prices and included services count.
    pub fn estimate(&self, lines: &[Line]) -> Estimate {
        let plans: Vec<&str> = lines
            .iter()
            .map(|line| line.id.as_str())
            .filter(|id| self.plans.iter().any(|plan| plan.id == **id))
            .collect();
        let ids: Vec<&str> = lines.iter().map(|line| line.id.as_str()).collect();
        let mut done = Vec::new();
        for line in lines {
            let Some(entry) = self.lookup(&line.id.value) else { continue };
            let (each, usual) = match entry {
                Entry::Plan(plan) => (Some(Sum::exact(plan.price)), plan.period.per_year()),
                Entry::Service(service) => (self.price_within(service, line, &plans, &ids), 1),
                Entry::Bundle(bundle) => (Some(Sum::exact(bundle.price)), 1),
            };
            let count = line.count.unwrap_or((usual, usual));
            done.push(EstimateLine {
                id: line.id.value.clone(),
                name: match &line.option {
                    Some(option) => format!("{} ({option})", entry.name()),
                    None => entry.name().to_owned(),
                },
                count,
                each,
                amount: each.map(|each| each.times(count.0, count.1)),
                joining: false,
            });
            if let Entry::Plan(Plan { joining_fee: Some(fee), id, name, .. }) = entry {
                let once = Some(Sum::exact(*fee));
                done.push(EstimateLine {
                    id: id.clone(),
                    name: name.clone(),
                    count: (1, 1),
                    each: once,
                    amount: once,
                    joining: true,
                });
            }
        }
        let zero = Sum::exact(Money::zero(self.currency));
        let total = done.iter().try_fold(zero, |sum, line| Some(sum.plus(line.amount?)));
        Estimate { lines: done, total }
    }

    /// What a service costs somebody who has these plans and buys these things.
    fn price_within(&self, service: &Service, line: &Line, plans: &[&str], ids: &[&str]) -> Option<Sum> {
        if service.included_in.as_deref().is_some_and(|whole| ids.contains(&whole)) {
            return Some(Sum::exact(Money::zero(self.currency)));
        }
        if let Some((_, money)) = service.plan_prices.iter().find(|(plan, _)| plans.contains(&plan.as_str()))
        {
            return Some(Sum::exact(*money));
        }
        match (&service.price, &line.option) {
            (Amount::Options(options), Some(wanted)) => {
                options.iter().find(|(name, _)| name == wanted).map(|(_, money)| Sum::exact(*money))
            }
            (amount, _) => amount.sum(),
        }
    }

    /// What so many patients bring in a year, each as in the example.
    pub fn panel_year(&self, example: &Example, patients: u32) -> Option<Sum> {
        self.estimate(&example.lines).total.map(|total| total.times(patients, patients))
    }

    /// What a bundle saves against its parts, if they have prices.
    pub fn saving(&self, bundle: &Bundle) -> Option<Money> {
        let parts = self.estimate(&bundle.lines).total?;
        (parts.from > bundle.price).then(|| parts.from.minus(bundle.price))
    }
}

#[cfg(test)]
mod tests;
