//! What a list of lines comes to: worked examples, and the parts of bundles.

use std::collections::BTreeSet;

use super::{Amount, Bundle, EntryId, Example, Line, Plan, PriceList, Service, Whole};
use crate::money::{Money, Sum};

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
    pub entry: EntryId,
    pub name: String,
    pub count: (u32, u32),
    /// For one; `None` on request.
    pub each: Option<Sum>,
    pub amount: Option<Sum>,
    /// The line is a plan's joining fee, paid once.
    pub joining: bool,
}

impl PriceList {
    /// The lines of an example and their sum. A plan in it makes its plan prices and included services count; its
    /// joining fee is paid once.
    pub fn estimate(&self, lines: &[Line]) -> Estimate {
        let bought: BTreeSet<EntryId> = lines.iter().map(|line| line.entry).collect();
        let mut joined = BTreeSet::new();
        let mut done = Vec::new();
        for line in lines {
            let (each, usual) = match line.entry {
                EntryId::Plan(id) => (Some(Sum::exact(self[id].price)), self[id].period.per_year()),
                EntryId::Service(id) => (self.price_within(&self[id], line, &bought), 1),
                EntryId::Bundle(id) => (Some(Sum::exact(self[id].price)), 1),
            };
            let count = line.count.unwrap_or((usual, usual));
            let name = self.entry(line.entry).name();
            done.push(EstimateLine {
                entry: line.entry,
                name: match &line.option {
                    Some(option) => format!("{name} ({option})"),
                    None => name.to_owned(),
                },
                count,
                each,
                amount: each.map(|each| each.times(count.0, count.1)),
                joining: false,
            });
            if let EntryId::Plan(id) = line.entry
                && let Plan { joining_fee: Some(fee), name, .. } = &self[id]
                && joined.insert(id)
            {
                let once = Some(Sum::exact(*fee));
                done.push(EstimateLine {
                    entry: line.entry,
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

    /// What a service costs somebody who buys these things too.
    fn price_within(&self, service: &Service, line: &Line, bought: &BTreeSet<EntryId>) -> Option<Sum> {
        if service.included_in.is_some_and(|whole: Whole| bought.contains(&whole.into())) {
            return Some(Sum::exact(Money::zero(self.currency)));
        }
        let within = |plan| bought.contains(&EntryId::Plan(plan));
        if let Some((_, money)) = service.plan_prices.iter().find(|(plan, _)| within(*plan)) {
            return Some(Sum::exact(*money));
        }
        if let (Amount::Options(options), Some(wanted)) = (&service.price, &line.option)
            && let Some((_, money)) = options.iter().find(|(name, _)| name == wanted)
        {
            return Some(Sum::exact(*money));
        }
        service.price.sum()
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
