//! The index of a price list's amounts, against which typed amounts are checked.

use std::collections::BTreeMap;

use super::{Plan, PriceList};
use crate::money::{Money, Sum};

/// What an amount of the list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// The price of this id.
    Price(String),
    /// What the worked year of this id comes to.
    Example(String),
    /// A part of a sum, a deposit, a reduction, what is announced, or what others charge: no link shows it alone.
    Other,
}

/// The amounts of a list.
#[derive(Debug)]
pub(crate) struct Amounts {
    /// By minor units; what can be linked comes before what cannot.
    known: BTreeMap<u64, Known>,
}

impl Amounts {
    /// What an amount is.
    pub(crate) fn find(&self, money: Money) -> Option<&Known> {
        self.known.get(&money.minor())
    }

    /// Whether something costs nothing.
    pub(crate) fn has_zero(&self) -> bool {
        matches!(self.known.get(&0), Some(Known::Price(_)))
    }

    fn add(&mut self, sum: Sum, known: &Known) {
        for money in [Some(sum.from), sum.to].into_iter().flatten() {
            self.known.entry(money.minor()).or_insert_with(|| known.clone());
        }
    }
}

impl PriceList {
    /// Every amount that the list accounts for.
    pub(crate) fn amounts(&self) -> Amounts {
        let mut all = Amounts { known: BTreeMap::new() };
        for offers in self.offers() {
            let known = Known::Price(offers.id.clone());
            offers.offers.iter().filter_map(|offer| offer.sum).for_each(|sum| all.add(sum, &known));
        }
        let years: Vec<_> = self.examples.iter().map(|one| (&one.id, self.year(one))).collect();
        for (id, year) in &years {
            year.total.into_iter().for_each(|sum| all.add(sum, &Known::Example((*id).clone())));
        }
        let lines = years.iter().flat_map(|(_, year)| &year.lines);
        let alone = self.plans.iter().filter_map(|plan| plan.joining_fee);
        let alone = alone.chain(self.services.iter().filter_map(|service| service.deposit));
        let alone = alone.chain(self.discounts.iter().filter_map(|discount| discount.amount));
        let announced = self.offers().iter().filter_map(|offers| Some(offers.next?.price));
        let later = years.iter().flat_map(|(_, year)| year.later.iter().map(|later| later.total));
        let sums = lines.filter_map(|line| line.amount).chain(alone.map(Sum::exact));
        let sums = sums.chain(self.plans.iter().filter_map(Plan::a_year)).chain(announced).chain(later);
        let sums = sums.chain(self.looked_up().map(|(_, found)| found.price));
        sums.for_each(|sum| all.add(sum, &Known::Other));
        all
    }
}
