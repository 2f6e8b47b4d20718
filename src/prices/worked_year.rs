//! A worked year: the lines of an example, priced and added up. The parts of a bundle are added up the same way.

use std::collections::BTreeSet;

use super::{Bundle, EntryId, Line, PriceList, Whole};
use crate::money::{Money, Sum};

/// Lines with their amounts, and what they come to.
#[derive(Debug, Clone)]
pub(crate) struct WorkedYear {
    pub(crate) lines: Vec<WorkedLine>,
    /// Nothing if something in it has no price.
    pub(crate) total: Option<Sum>,
}

/// One line of a worked year.
#[derive(Debug, Clone)]
pub(crate) struct WorkedLine {
    pub(crate) entry: EntryId,
    /// The name of the entry, with that of the option that is meant.
    pub(crate) name: String,
    /// Least and most.
    pub(crate) count: (u32, u32),
    /// For one; nothing on request.
    pub(crate) each: Option<Sum>,
    pub(crate) amount: Option<Sum>,
    pub(crate) fee: Fee,
}

/// What a line of a worked year pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fee {
    /// The entry itself.
    Price,
    /// The joining fee of a plan, once.
    Joining,
}

impl PriceList {
    /// Prices lines and adds them up. A plan among them makes its plan prices and included services count; its joining
    /// fee is paid once.
    pub(crate) fn work_out(&self, lines: &[Line]) -> WorkedYear {
        let bought: BTreeSet<EntryId> = lines.iter().map(|line| line.entry).collect();
        let mut joined = BTreeSet::new();
        let mut done = Vec::new();
        for line in lines {
            let usual = match line.entry {
                EntryId::Plan(id) => self[id].period.per_year(),
                EntryId::Service(_) | EntryId::Bundle(_) => 1,
            };
            let each = self.price_within(line, &bought);
            let count = line.count.unwrap_or((usual, usual));
            let name = &self.offers_of(line.entry).name;
            done.push(WorkedLine {
                entry: line.entry,
                name: match &line.option {
                    Some(option) => format!("{name} ({option})"),
                    None => name.clone(),
                },
                count,
                each,
                amount: each.map(|each| each.times(count.0, count.1)),
                fee: Fee::Price,
            });
            if let EntryId::Plan(id) = line.entry
                && let Some(fee) = self[id].joining_fee
                && joined.insert(id)
            {
                let once = Some(Sum::exact(fee));
                done.push(WorkedLine {
                    entry: line.entry,
                    name: name.clone(),
                    count: (1, 1),
                    each: once,
                    amount: once,
                    fee: Fee::Joining,
                });
            }
        }
        let zero = Sum::exact(Money::zero(self.currency));
        let total = done.iter().try_fold(zero, |sum, line| Some(sum.plus(line.amount?)));
        WorkedYear { lines: done, total }
    }

    /// What one of a line costs somebody who buys all these things.
    fn price_within(&self, line: &Line, bought: &BTreeSet<EntryId>) -> Option<Sum> {
        if let EntryId::Service(id) = line.entry
            && self[id].included_in.is_some_and(|whole: Whole| bought.contains(&whole.into()))
        {
            return Some(Sum::exact(Money::zero(self.currency)));
        }
        let offers = self.offers_of(line.entry);
        let mut conditional = offers.conditional();
        let met = conditional.find(|(condition, _)| condition.kind.is_met_by(bought)).map(|(_, offer)| offer);
        let wanted = |option: &str| line.option.as_deref() == Some(option);
        let chosen = || offers.options().find(|(option, _)| wanted(option)).map(|(_, offer)| offer);
        met.or_else(chosen).map_or(offers.cost.sum(), |offer| offer.sum)
    }

    /// What a bundle saves against its parts, if they have prices.
    pub(crate) fn saving(&self, bundle: &Bundle) -> Option<Money> {
        let parts = self.work_out(&bundle.lines).total?;
        (parts.from > bundle.price).then(|| parts.from.minus(bundle.price))
    }
}
