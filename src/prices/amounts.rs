//! Every amount that a price list accounts for, to hold typed ones against.

use std::collections::BTreeMap;

use super::{Amount, PriceList};
use crate::money::{Currency, Money, Sum};

/// What an amount of the list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// The price of this id.
    Price(String),
    /// The sum of the worked example of this id.
    Estimate(String),
    /// A part of a sum, a deposit, a reduction, or what others charge: no link shows it alone.
    Other,
}

/// The amounts of a list.
#[derive(Debug)]
pub struct Amounts {
    /// The currency of all of them.
    pub currency: Currency,
    /// By minor units; what can be linked comes before what cannot.
    known: BTreeMap<u64, Known>,
}

impl Amounts {
    /// What an amount is.
    pub fn find(&self, money: Money) -> Option<&Known> {
        self.known.get(&money.minor())
    }

    /// Whether something costs nothing.
    pub fn has_zero(&self) -> bool {
        matches!(self.known.get(&0), Some(Known::Price(_)))
    }

    /// The sign that people type before an amount.
    pub fn sign(&self) -> &'static str {
        match self.currency.code() {
            "EUR" => "€",
            "GBP" => "£",
            _ => "$",
        }
    }

    fn add(&mut self, sum: Sum, known: &Known) {
        for money in [Some(sum.from), sum.to].into_iter().flatten() {
            self.known.entry(money.minor()).or_insert_with(|| known.clone());
        }
    }
}

impl PriceList {
    /// Every amount that the list accounts for.
    pub fn amounts(&self) -> Amounts {
        let mut all = Amounts { currency: self.currency, known: BTreeMap::new() };
        for plan in &self.plans {
            all.add(Sum::exact(plan.price), &Known::Price(plan.id.clone()));
        }
        for service in &self.services {
            let known = Known::Price(service.id.clone());
            if let Amount::Options(options) = &service.price {
                options.iter().for_each(|(_, money)| all.add(Sum::exact(*money), &known));
            }
            service.price.sum().into_iter().for_each(|sum| all.add(sum, &known));
            service.plan_prices.iter().for_each(|(_, money)| all.add(Sum::exact(*money), &known));
        }
        for bundle in &self.bundles {
            all.add(Sum::exact(bundle.price), &Known::Price(bundle.id.clone()));
        }
        let estimates: Vec<_> =
            self.examples.iter().map(|one| (&one.id, self.estimate(&one.lines))).collect();
        for (id, estimate) in &estimates {
            estimate.total.into_iter().for_each(|sum| all.add(sum, &Known::Estimate((*id).clone())));
        }
        let lines = estimates.iter().flat_map(|(_, estimate)| &estimate.lines);
        let years = self.plans.iter().map(|plan| plan.price.times(plan.period.per_year()));
        let alone = self.plans.iter().filter_map(|plan| plan.joining_fee).chain(years);
        let alone = alone.chain(self.services.iter().filter_map(|service| service.deposit));
        let alone = alone.chain(self.discounts.iter().filter_map(|discount| discount.amount));
        let others = lines.filter_map(|line| line.amount).chain(alone.map(Sum::exact));
        let others = others.chain(self.comparisons.iter().map(|comparison| comparison.price));
        others.for_each(|sum| all.add(sum, &Known::Other));
        all
    }
}
