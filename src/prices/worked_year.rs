//! A worked year: the lines of an example, priced and added up. The parts of a bundle are added up the same way.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::offers::{Announced, Cost};
use super::{Bundle, EntryId, Example, Line, PlanId, PriceList, Whole};
use crate::money::{Money, Sum};

/// Lines with their amounts, and what they come to.
#[derive(Debug, Clone)]
pub(crate) struct WorkedYear {
    pub(crate) lines: Vec<WorkedLine>,
    /// Nothing if something in it has no price.
    pub(crate) total: Option<Sum>,
    /// What it comes to from each day on which announced prices change that, in the order of the days.
    pub(crate) later: Vec<LaterTotal>,
}

/// What lines come to with the prices of a later day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LaterTotal {
    /// The first day of these prices.
    pub(crate) from: Date,
    pub(crate) total: Sum,
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
    /// What gives it at no price of its own.
    pub(crate) included_in: Option<Whole>,
    pub(crate) fee: Fee,
}

/// What one of something costs somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Priced {
    /// Today.
    pub(crate) now: Cost,
    /// What is announced.
    pub(crate) next: Option<Announced>,
}

impl Priced {
    /// A price that stays.
    pub(super) fn steady(now: Cost) -> Self {
        Priced { now, next: None }
    }

    /// The cost from a day on; without one today's.
    pub(super) fn on(self, day: Option<Date>) -> Cost {
        let next = self.next.filter(|next| day.is_some_and(|day| next.from <= day));
        next.map_or(self.now, |next| Cost::Sum(next.price))
    }
}

/// What a line of a worked year pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fee {
    /// The entry itself.
    Price,
    /// The joining fee of a plan, once.
    Joining,
}

/// A buyer of lines: what applies to him or her beside the lines themselves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Buyer {
    /// A plan that is paid anyway, outside of the lines.
    pub(super) on: Option<PlanId>,
    pub(super) joining: Joining,
}

/// Whether plans are joined in these lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joining {
    /// Each is, so its joining fee is paid once.
    Now,
    /// They were joined before.
    Before,
}

/// The entries that a buyer has, which decide what others cost.
pub(super) type Bought = BTreeSet<EntryId>;

impl PriceList {
    /// An example, worked out. Where one example is that of a first year, plans are joined in such years alone.
    pub(crate) fn year(&self, example: &Example) -> WorkedYear {
        self.work_out(&example.lines, Buyer { on: None, joining: self.joining(example) })
    }

    /// Whether plans are joined in an example.
    pub(super) fn joining(&self, example: &Example) -> Joining {
        // First years stand first.
        let has_first = self.examples.first().is_some_and(|first| first.first_year);
        if example.first_year || !has_first { Joining::Now } else { Joining::Before }
    }

    /// The parts of a bundle, added up for somebody on no plan.
    pub(crate) fn parts(&self, bundle: &Bundle) -> WorkedYear {
        self.parts_for(bundle, None)
    }

    /// The parts of a bundle, added up for somebody on a plan.
    pub(super) fn parts_for(&self, bundle: &Bundle, on: Option<PlanId>) -> WorkedYear {
        self.work_out(&bundle.lines, Buyer { on, joining: Joining::Now })
    }

    /// Prices lines and adds them up. A plan among them makes its plan prices and included services count.
    fn work_out(&self, lines: &[Line], buyer: Buyer) -> WorkedYear {
        let mut bought = self.bought(lines);
        bought.extend(buyer.on.map(EntryId::Plan));
        let fees = match buyer.joining {
            Joining::Now => self.joining_fees(lines),
            Joining::Before => Vec::new(),
        };
        let mut done = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let count = self.count(line);
            let price = self.priced(line, &bought);
            let each = self.paid(price.now);
            let amount = each.map(|each| each.times(count.0, count.1));
            let included_in = match price.now {
                Cost::Included(whole) => Some(whole),
                Cost::Sum(_) | Cost::OnRequest => None,
            };
            let (entry, name, fee) = (line.entry, self.name(line), Fee::Price);
            done.push(WorkedLine { entry, name, count, each, amount, included_in, fee });
            done.extend(fees.iter().filter(|(of, _)| *of == at).map(|(_, fee)| {
                let once = Some(Sum::exact(*fee));
                let name = self.offers_of(line.entry).name.clone();
                WorkedLine {
                    entry: line.entry,
                    name,
                    count: (1, 1),
                    each: once,
                    amount: once,
                    included_in: None,
                    fee: Fee::Joining,
                }
            }));
        }
        let total = self.sum(done.iter().map(|line| line.amount));
        let later = self.later(lines, &bought, total, &fees);
        WorkedYear { lines: done, total, later }
    }

    /// What lines come to from each day on which an announced price changes that.
    fn later(
        &self,
        lines: &[Line],
        bought: &Bought,
        today: Option<Sum>,
        fees: &[(usize, Money)],
    ) -> Vec<LaterTotal> {
        let announced = lines.iter().filter_map(|line| Some(self.offers_of(line.entry).next?.from));
        let days: BTreeSet<Date> = announced.collect();
        let (mut before, mut later) = (today, Vec::new());
        for from in days {
            let amounts = lines.iter().map(|line| {
                let (least, most) = self.count(line);
                self.paid(self.priced(line, bought).on(Some(from))).map(|each| each.times(least, most))
            });
            let total = self.sum(amounts.chain(fees.iter().map(|(_, fee)| Some(Sum::exact(*fee)))));
            if total != before {
                later.extend(total.map(|total| LaterTotal { from, total }));
            }
            before = total;
        }
        later
    }

    /// What somebody has who buys these lines: their entries, and what is in bundles among them.
    pub(super) fn bought<'l>(&'l self, lines: impl IntoIterator<Item = &'l Line>) -> Bought {
        let mut bought = Bought::new();
        let mut open: Vec<&Line> = lines.into_iter().collect();
        while let Some(line) = open.pop() {
            if bought.insert(line.entry)
                && let EntryId::Bundle(id) = line.entry
            {
                open.extend(&self[id].lines);
            }
        }
        bought
    }

    /// The joining fee of each plan among lines that has one, with the number of the first line that names the plan.
    fn joining_fees(&self, lines: &[Line]) -> Vec<(usize, Money)> {
        let mut joined = BTreeSet::new();
        let fee = |(at, line): (usize, &Line)| match line.entry {
            EntryId::Plan(id) => Some((at, self[id].joining_fee.filter(|_| joined.insert(id))?)),
            EntryId::Service(_) | EntryId::Bundle(_) => None,
        };
        lines.iter().enumerate().filter_map(fee).collect()
    }

    /// The sum of amounts; nothing if one of them is on request.
    fn sum(&self, mut amounts: impl Iterator<Item = Option<Sum>>) -> Option<Sum> {
        let zero = Sum::exact(Money::zero(self.currency));
        amounts.try_fold(zero, |sum, amount| Some(sum.plus(amount?)))
    }

    /// How many of a line are bought, least and most.
    pub(super) fn count(&self, line: &Line) -> (u32, u32) {
        let usual = match line.entry {
            EntryId::Plan(id) => self[id].period.per_year(),
            EntryId::Service(_) | EntryId::Bundle(_) => 1,
        };
        line.count.unwrap_or((usual, usual))
    }

    /// The name of the entry of a line, with that of the option that is meant.
    pub(super) fn name(&self, line: &Line) -> String {
        let offers = self.offers_of(line.entry);
        offers.option(line).map_or(&offers.name, |offer| &offer.label).clone()
    }

    /// What one of a line costs somebody who has all these things.
    pub(super) fn priced(&self, line: &Line, bought: &Bought) -> Priced {
        if let EntryId::Service(id) = line.entry
            && let Some(whole) = self[id].included_in.filter(|whole| bought.contains(&(*whole).into()))
        {
            return Priced::steady(Cost::Included(whole));
        }
        let offers = self.offers_of(line.entry);
        let cost = |sum: Option<Sum>| sum.map_or(Cost::OnRequest, Cost::Sum);
        let mut conditional = offers.conditional();
        if let Some((_, met)) = conditional.find(|(condition, _)| condition.kind.is_met_by(bought)) {
            return Priced::steady(cost(met.sum));
        }
        let sum = offers.option(line).map_or(offers.cost.sum(), |offer| offer.sum);
        Priced { now: cost(sum), next: offers.next }
    }

    /// What is paid for something in its own right.
    pub(super) fn paid(&self, cost: Cost) -> Option<Sum> {
        match cost {
            Cost::Included(_) => Some(Sum::exact(Money::zero(self.currency))),
            Cost::Sum(_) | Cost::OnRequest => cost.sum(),
        }
    }
}
