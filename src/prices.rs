//! The price list: what is offered, for how much, and what it comes to.
//!
//! Pure knowledge: no page, no HTML, no disk. Every amount that the site shows comes from here.

mod amounts;
mod choices;
mod export;
mod ids;
mod keys;
mod offers;
mod others;
mod plan;
mod procedure;
mod read;
mod resolve;
mod savings;
mod terms;
mod texts;
mod worked_year;

pub(crate) use amounts::{Amounts, Known};
pub(crate) use choices::{Choices, LineChoices, PlanChoice};
pub(crate) use export::{cell, sum_to_json, to_csv, to_json};
pub(crate) use ids::{BundleId, EntryId, IdKind, OutsideId, PlanId, ServiceId, Whole};
pub(crate) use keys::PRICES;
pub(crate) use offers::{Announced, Condition, ConditionKind, Cost, EntryOffers, Offer, Per};
pub(crate) use others::{Comparison, LookedUp, Outside};
pub(crate) use plan::{Period, Plan};
pub(crate) use read::read;
pub(crate) use savings::{Saving, Savings};
pub(crate) use terms::Term;
pub(crate) use worked_year::{Fee, LaterTotal, Priced, WorkedLine, WorkedYear};

use std::sync::Arc;

use jiff::civil::Date;

use crate::language::Language;
use crate::money::{Currency, Money, Sum};
use crate::problem::{Place, Problems, Rule};

use crate::source::Source;
use crate::table::{At, Told};

/// `content/prices.toml`.
#[derive(Debug, Clone)]
pub struct PriceList {
    /// The file.
    pub source: Arc<Source>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The day of the last change.
    pub valid_from: Option<Date>,
    /// Where that day stands.
    pub valid_from_span: Option<std::ops::Range<usize>>,
    /// The last day on which it holds.
    pub valid_until: Option<Date>,
    /// Where that day stands.
    pub valid_until_span: Option<std::ops::Range<usize>>,
    /// What stands above the prices; inline Markdown.
    pub note: Option<At<String>>,
    /// What is paid again and again.
    pub plans: Vec<Plan>,
    /// What a patient pays for, in the order of the page.
    pub services: Vec<Service>,
    /// Several entries for one price.
    pub bundles: Vec<Bundle>,
    /// Reductions that are told.
    pub discounts: Vec<Discount>,
    /// Years, worked out; first years stand before the others.
    pub examples: Vec<Example>,
    /// What others charge for the same.
    pub comparisons: Vec<Comparison>,
    /// What others will bill for beside us.
    pub outside: Vec<Outside>,
    /// How one pays, cancels and gets money back, in the order of the page.
    pub terms: Vec<Term>,
    /// Every id: what has it, and where.
    names: ids::Names,
    /// What each entry costs.
    offers: Vec<EntryOffers>,
    /// Its days that tell of what has happened.
    pub(crate) told: Vec<Told>,
}

/// What plans and services both have.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// What the price includes; inline Markdown.
    pub includes: Vec<At<String>>,
    /// What it does not, and who sends a bill for it; inline Markdown.
    pub excludes: Vec<At<String>>,
    /// What else there is to know; inline Markdown.
    pub note: Option<At<String>>,
    /// The announced price.
    pub(crate) next: Option<Announced>,
}

/// The price of a plan or service; a plan has neither none nor a range.
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

    /// The cases that have a price each, where it has such.
    pub fn options(&self) -> &[(String, Money)] {
        match self {
            Amount::Options(options) => options,
            Amount::OnRequest | Amount::Sum(_) => &[],
        }
    }
}

/// Something that a patient pays for.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its id, the anchor on the pricing page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The heading it stands under.
    pub group: Option<String>,
    /// What it costs.
    pub price: Amount,
    /// Whether it is what a new patient books first.
    pub first: bool,
    /// Whether the list says that it is done to the body.
    pub procedure: bool,
    /// What one of it is, in the singular: "visit".
    pub unit: Option<String>,
    /// How long it takes, in minutes.
    pub duration_min: Option<i64>,
    /// Its codes, as insurers know them: "CPT 62273".
    pub billing_codes: Vec<String>,
    /// What those on a plan pay.
    pub plan_prices: Vec<(PlanId, Money)>,
    /// The plan or service that it is part of.
    pub included_in: Option<Whole>,
    /// What others bill for beside it.
    pub outside: Vec<OutsideId>,
    /// What is paid ahead: a part of the price.
    pub deposit: Option<Money>,
    /// The slug of its page; else the page whose `prices` name it.
    pub page: Option<At<String>>,
    /// What it has in common with plans.
    pub details: Details,
}

/// Several services for one price.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// Its id, the anchor on the pricing page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub lines: Vec<Line>,
    /// What all of it costs: no more than its parts.
    pub price: Money,
}

/// A reduction that is told, never taken off.
#[derive(Debug, Clone)]
pub struct Discount {
    /// Who gets it.
    pub name: String,
    /// How much it takes off in hundredths, as typed; or `amount`.
    pub percent: Option<String>,
    /// How much it takes off in money; or `percent`.
    pub amount: Option<Money>,
    /// What it is for; nothing here means everything.
    pub services: Vec<EntryId>,
}

/// A year, worked out.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its id, which `[](estimate:ID)` names.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is a patient's first.
    pub first_year: bool,
    /// What is paid in the year.
    pub lines: Vec<Line>,
    /// What others bill for in it, which is not in its sum.
    pub outside: Vec<OutsideId>,
}

/// So many of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is paid.
    pub entry: EntryId,
    /// Least and most; `None` means one, or a plan's periods of a year.
    pub count: Option<(u32, u32)>,
    /// The name of one of its options.
    pub option: Option<String>,
}

impl PriceList {
    /// Where an id stands; the list as a whole if it has none of that name.
    pub fn place(&self, id: &str) -> Place {
        self.names
            .get(id)
            .map_or_else(|| Place::file(&self.source), |named| Place::new(&self.source, named.span.clone()))
    }

    /// All ids that a price link can name.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.offers.iter().map(|offers| offers.id.as_str())
    }

    /// All ids that are anchors on its page.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = &str> {
        let examples = self.examples.iter().map(|example| example.id.as_str());
        self.ids().chain(examples).chain(self.outside.iter().map(|one| one.id.as_str()))
    }

    /// The list as it is on a day: announced prices that have come take the place of the old ones. A last day before such
    /// a change was that of the old prices.
    #[must_use]
    pub fn in_force(mut self, day: Date) -> PriceList {
        let mut last = None;
        let mut come = |details: &mut Details| {
            let next = details.next.take_if(|next| next.from <= day)?;
            last = last.max(Some(next.from));
            Some(next.price)
        };
        for plan in &mut self.plans {
            if let Some(price) = come(&mut plan.details) {
                plan.price = Amount::Sum(price);
            }
        }
        for service in &mut self.services {
            if let Some(price) = come(&mut service.details) {
                service.price = Amount::Sum(price);
            }
        }
        self.valid_from = self.valid_from.max(last);
        self.valid_until = self.valid_until.filter(|until| last.is_none_or(|last| *until >= last));
        self.make_offers();
        self
    }

    /// Whether an announced price has come by a day.
    pub(crate) fn has_changed(&self, day: Date) -> bool {
        self.offers.iter().any(|offers| offers.next.is_some_and(|next| next.from <= day))
    }

    /// Announced changes after a day, with their words.
    pub(crate) fn upcoming(&self, day: Date) -> impl Iterator<Item = (Date, String)> {
        let announced = self.offers.iter().filter_map(|offers| Some((&offers.id, offers.next?.from)));
        let later = announced.filter(move |(_, from)| *from > day);
        later.map(|(id, from)| (from, format!("the price of `{id}` changes")))
    }

    /// Tells of bundles that announced prices have made dearer than their parts; `problems` has what was told of the list as
    /// it is written.
    pub(crate) fn tell_aged_bundles(&self, language: &Language, problems: &mut Problems) {
        let mut found = Problems::default();
        self.bundles.iter().for_each(|bundle| resolve::sums::check_parts(self, bundle, language, &mut found));
        let mut aged = found.take_others(&problems.places());
        aged.age();
        problems.extend(aged);
    }

    /// Warns of a list past its last day (P03).
    pub fn warn_if_past(&self, today: Date, problems: &mut Problems) {
        if let Some(until) = self.valid_until.filter(|until| *until < today) {
            let place = self
                .valid_until_span
                .clone()
                .map_or_else(|| Place::file(&self.source), |span| Place::new(&self.source, span));
            problems
                .report(Rule::PastPrices, place, format!("the price list was valid until {until}"))
                .help("check the prices and set a new `valid_until`");
        }
    }
}

#[cfg(test)]
mod tests;
