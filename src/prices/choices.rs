//! What a reader can choose in a worked year: the plan, and the option of each line.

use std::collections::BTreeSet;

use super::offers::Cost;
use super::worked_year::{Bought, Joining, Priced};
use super::{EntryId, Example, Fee, Line, PlanId, PriceList};
use crate::money::Money;

/// What a reader can choose in a worked year, with what each choice costs. Nothing in it is on request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choices {
    /// The plans, first none at all; empty where there is nothing to choose.
    pub(crate) plans: Vec<Option<PlanChoice>>,
    /// The number of the plan that the year holds.
    pub(crate) plan: usize,
    /// The lines of the year, but for that of a plan that can be chosen.
    pub(crate) lines: Vec<LineChoices>,
}

/// A plan that a reader can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanChoice {
    pub(crate) plan: PlanId,
    /// Its name, with that of the option that is meant.
    pub(crate) name: String,
    /// The name of that option.
    pub(crate) option: Option<String>,
    /// Least and most.
    pub(crate) count: (u32, u32),
    pub(crate) price: Priced,
    /// What is paid once, where the plan is joined in this year.
    pub(crate) joining_fee: Option<Money>,
}

/// A line with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineChoices {
    pub(crate) entry: EntryId,
    /// Its name; where there are options, that of the entry alone.
    pub(crate) name: String,
    /// Least and most.
    pub(crate) count: (u32, u32),
    /// The names of its options; empty where it has none.
    pub(crate) options: Vec<String>,
    /// The number of the option that the year holds.
    pub(crate) option: usize,
    /// What one costs, for each option on each plan.
    pub(crate) prices: Vec<Vec<Priced>>,
    pub(crate) fee: Fee,
}

/// So many plans or options can be chosen from: among more nobody finds his or hers, and what a page holds does not grow
/// with their product.
const MOST: usize = 12;

impl PriceList {
    /// What a reader can choose in an example; nothing where not even its own sum is known.
    pub(crate) fn choices(&self, example: &Example) -> Option<Choices> {
        let plans = self.plans_to_choose(&example.lines);
        let own = example.lines.iter().find(|line| matches!(line.entry, EntryId::Plan(_)));
        let plan = plans.iter().position(|plan| plan.as_ref() == own).unwrap_or_default();
        let others = |line: &&Line| plans.is_empty() || !matches!(line.entry, EntryId::Plan(_));
        let bought = self.bought(example.lines.iter().filter(others));
        let buyers: Vec<Bought> = match plans.as_slice() {
            [] => vec![bought],
            plans => {
                let with = |plan: &Option<Line>| {
                    let entries = plan.iter().map(|line| line.entry);
                    bought.iter().copied().chain(entries).collect()
                };
                plans.iter().map(with).collect()
            }
        };
        let mut lines = self.lines_to_choose(example, &buyers, !plans.is_empty());
        let joins = self.joining(example) == Joining::Now;
        let choice = |line: &Line| {
            let EntryId::Plan(plan) = line.entry else { return None };
            let price = self.priced(line, &Bought::new());
            let joining_fee = self[plan].joining_fee.filter(|_| joins);
            let (name, option) = (
                self.name(line),
                self.offers_of(line.entry).option(line).and_then(|offer| offer.option.clone()),
            );
            Some(PlanChoice { plan, name, option, count: self.count(line), price, joining_fee })
        };
        let mut plans: Vec<_> = plans.iter().map(|line| line.as_ref().and_then(choice)).collect();
        // What cannot be had on a plan, or is on request there, makes the plan no choice.
        let is_known = |at: usize| {
            let own = plans.get(at).and_then(Option::as_ref).map(|plan| plan.price);
            let prices =
                lines.iter().flat_map(|line| line.prices.iter().filter_map(|of| of.get(at).copied()));
            own.into_iter().chain(prices).all(|price| price.now != Cost::OnRequest)
        };
        let known: Vec<bool> = (0..buyers.len()).map(is_known).collect();
        if !known.get(plan).copied().unwrap_or_default() {
            return None;
        }
        let plan = known.iter().take(plan).filter(|known| **known).count();
        let mut keep = known.iter().copied();
        plans.retain(|_| keep.next().unwrap_or_default());
        for prices in lines.iter_mut().flat_map(|line| &mut line.prices) {
            let mut keep = known.iter().copied();
            prices.retain(|_| keep.next().unwrap_or_default());
        }
        Some(Choices { plans, plan, lines })
    }

    /// Lines of the plans that can be chosen in place of the one that these lines hold: first none, then each of its
    /// options. Nothing where the lines hold several, or the list so many.
    fn plans_to_choose(&self, lines: &[Line]) -> Vec<Option<Line>> {
        let mut own = lines.iter().filter(|line| matches!(line.entry, EntryId::Plan(_)));
        let (own, second) = (own.next(), own.next());
        if second.is_some() || self.plans.is_empty() {
            return Vec::new();
        }
        let plans = (0..self.plans.len()).map(|at| self.offers_of(EntryId::Plan(PlanId(at))));
        let each = plans.flat_map(|offers| {
            let own = own.filter(|own| own.entry == offers.entry);
            let line = |option| Line { entry: offers.entry, count: own.and_then(|own| own.count), option };
            let mut lines: Vec<Line> =
                offers.options().map(|(name, _)| line(Some(name.to_owned()))).collect();
            match own {
                // It means no one option, or one whose price an announced one has taken the place of.
                Some(own) if offers.option(own).is_none() => lines.insert(0, own.clone()),
                None if lines.is_empty() => lines.push(line(None)),
                _ => {}
            }
            lines
        });
        let all: Vec<_> = std::iter::once(None).chain(each.map(Some)).take(MOST + 2).collect();
        if all.len() > MOST + 1 { Vec::new() } else { all }
    }

    /// The lines of an example with what each of their options costs each buyer.
    fn lines_to_choose(&self, example: &Example, buyers: &[Bought], without_plan: bool) -> Vec<LineChoices> {
        let mut written = example.lines.iter();
        let mut lines = Vec::new();
        for worked in self.year(example).lines {
            let line = match worked.fee {
                Fee::Price => written.next(),
                Fee::Joining => None,
            };
            if without_plan && matches!(worked.entry, EntryId::Plan(_)) {
                continue;
            }
            let offers = self.offers_of(worked.entry);
            let (name, options, prices) = match line {
                Some(line) => {
                    let options: Vec<String> =
                        offers.options().map(|(name, _)| name.to_owned()).take(MOST + 1).collect();
                    let of = |option: Option<String>| {
                        let line = Line { option, ..line.clone() };
                        buyers.iter().map(|bought| self.priced(&line, bought)).collect()
                    };
                    // Without one that is meant all of them are, from the cheapest to the dearest.
                    let has_choice = offers.option(line).is_some() && (2..=MOST).contains(&options.len());
                    if has_choice {
                        let prices = options.iter().map(|option| of(Some(option.clone()))).collect();
                        (offers.name.clone(), options, prices)
                    } else {
                        (worked.name, Vec::new(), vec![of(line.option.clone())])
                    }
                }
                None => {
                    let once = Priced::steady(worked.each.map_or(Cost::OnRequest, Cost::Sum));
                    (worked.name, Vec::new(), vec![vec![once; buyers.len()]])
                }
            };
            let wanted = line.and_then(|line| line.option.as_ref());
            let option = options.iter().position(|option| Some(option) == wanted).unwrap_or_default();
            let (entry, count, fee) = (worked.entry, worked.count, worked.fee);
            lines.push(LineChoices { entry, name, count, options, option, prices, fee });
        }
        lines
    }
}

impl Choices {
    /// The days from which announced prices count in any of the choices, in their order.
    pub(crate) fn days(&self) -> BTreeSet<jiff::civil::Date> {
        let plans = self.plans.iter().flatten().map(|plan| plan.price);
        let lines = self.lines.iter().flat_map(|line| line.prices.iter().flatten().copied());
        plans.chain(lines).filter_map(|price| Some(price.next?.from)).collect()
    }
}
