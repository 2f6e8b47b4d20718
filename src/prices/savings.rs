//! What a bundle saves, and whom: against what each buyer would pay for its parts.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Bundle, ConditionKind, EntryId, PlanId, PriceList, Whole};
use crate::money::{Money, Sum};

/// What a bundle saves against its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Savings {
    /// Everybody saves as much.
    All(Money),
    /// Those who save something, each group of buyers by itself; empty if nobody does.
    Some(Vec<Saving>),
}

/// What some buyers save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Saving {
    /// The plan that they are on; nothing for those on none that counts here.
    pub(crate) plan: Option<PlanId>,
    pub(crate) amount: Money,
}

/// Buyers who pay more for a bundle than for its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Loss {
    pub(crate) plan: PlanId,
    /// The most that the parts cost them.
    pub(crate) parts: Money,
    /// The first day of that, where it is one of announced prices.
    pub(crate) from: Option<Date>,
}

impl PriceList {
    /// What a bundle saves at least, and whom.
    pub(crate) fn savings(&self, bundle: &Bundle) -> Savings {
        let plans = self.plans_that_count(bundle);
        let buyers = std::iter::once(None).chain(plans.into_iter().map(Some));
        let saved = |plan: Option<PlanId>| {
            let parts = self.parts_for(bundle, plan).total;
            let amount = parts.map(|parts| parts.from.minus(bundle.price));
            amount.filter(|amount| !amount.is_zero()).map(|amount| Saving { plan, amount })
        };
        let all: Vec<Option<Saving>> = buyers.map(saved).collect();
        match all.first().copied().flatten() {
            Some(first) if all.iter().all(|one| one.is_some_and(|one| one.amount == first.amount)) => {
                Savings::All(first.amount)
            }
            _ => Savings::Some(all.into_iter().flatten().collect()),
        }
    }

    /// Those on a plan who would pay more for a bundle than for its parts, today or with announced prices.
    pub(crate) fn losses(&self, bundle: &Bundle) -> Vec<Loss> {
        let loss = |plan: PlanId| {
            let year = self.parts_for(bundle, Some(plan));
            let today = year.total.map(|total| (None, total));
            let later = year.later.iter().map(|later| (Some(later.from), later.total));
            let dear = |sum: Sum| sum.to.filter(|most| bundle.price > *most);
            let mut sums = today.into_iter().chain(later);
            sums.find_map(|(from, sum)| Some(Loss { plan, parts: dear(sum)?, from }))
        };
        self.plans_that_count(bundle).into_iter().filter_map(loss).collect()
    }

    /// The plans, not in the bundle itself, on which a part of it costs something else.
    fn plans_that_count(&self, bundle: &Bundle) -> BTreeSet<PlanId> {
        let entries: BTreeSet<EntryId> = bundle.lines.iter().map(|line| line.entry).collect();
        let of_offers = |entry: &EntryId| {
            let conditions = self.offers_of(*entry).conditional();
            conditions.map(|(condition, _)| match condition.kind {
                ConditionKind::Plan(id) => id,
            })
        };
        let including = entries.iter().filter_map(|entry| match entry {
            EntryId::Service(id) => match self[*id].included_in {
                Some(Whole::Plan(id)) => Some(id),
                Some(Whole::Service(_)) | None => None,
            },
            EntryId::Plan(_) | EntryId::Bundle(_) => None,
        });
        let plans = entries.iter().flat_map(of_offers).chain(including);
        let bought = self.bought(&bundle.lines);
        plans.filter(|plan| !bought.contains(&EntryId::Plan(*plan))).collect()
    }
}
