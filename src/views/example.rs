//! A year of the price list, worked out: on the pricing page, the home page and in running text.

use super::RenderContext;
use super::page::Day;
use super::pricing::OutsideView;
use super::view;
use crate::money::Sum;
use crate::prices::{Example, Fee, LaterTotal, PriceList, WorkedLine};
use crate::site::Fixture;

view! {
    /// A year, worked out: complete as a table, with what a script needs to change the counts.
    ExampleView {
        /// Its id, the anchor on the pricing page.
        id: String,
        /// Its name.
        name: String,
        /// What is bought.
        lines: Vec<ExampleLine>,
        /// The code of the currency: `USD`.
        currency: &'static str,
        /// How many decimals the currency has.
        digits: u32,
        /// What all comes to.
        total: String,
        /// What all comes to with prices that are announced, for each day on which that changes.
        later: Vec<LaterSum>,
        /// What others bill for in it, which is not in the sum.
        outside: Vec<OutsideView>,
        /// Whether it is a patient's first year.
        first_year: bool,
        /// Its address on the pricing page.
        url: String,
    }

    /// What a year comes to with announced prices.
    LaterSum {
        /// Their first day.
        from: Day,
        /// The sum.
        total: String,
    }

    /// What is bought in a year.
    ExampleLine {
        /// What.
        name: String,
        /// The address of its entry on the pricing page.
        url: String,
        /// How many, in words.
        count: String,
        /// How many at least.
        count_from: u32,
        /// How many at most.
        count_to: u32,
        /// What one costs, in words.
        each: String,
        /// What one costs, in the smallest unit of the currency; none for a range and on request.
        each_minor: Option<u64>,
        /// What all of them cost, in words.
        amount: String,
        /// What the amount of one is for: `a month`; may be empty.
        per: String,
    }
}

/// So many, in words.
pub(crate) fn count(world: RenderContext<'_>, (from, to): (u32, u32)) -> String {
    let number = |count: u32| world.edition.language().number(u64::from(count));
    if from == to {
        return number(from);
    }
    world.edition.phrase("price_range", &[("from", &number(from)), ("to", &number(to))])
}

impl ExampleView {
    /// A year of the price list.
    pub(crate) fn of(world: RenderContext<'_>, list: &PriceList, example: &Example) -> Self {
        let year = list.year(example);
        let later = |later: LaterTotal| LaterSum {
            from: Day::of(world, later.from),
            total: world.edition.sum(later.total),
        };
        let pricing = world.site.config.base.link(&world.edition.address(Fixture::Pricing));
        ExampleView {
            id: example.id.clone(),
            name: example.name.clone(),
            lines: year.lines.into_iter().map(|line| ExampleLine::of(world, list, &pricing, line)).collect(),
            currency: list.currency.code(),
            digits: list.currency.digits(),
            total: sum_or_request(world, year.total),
            later: year.later.into_iter().map(later).collect(),
            outside: OutsideView::list(world, list, &example.outside),
            first_year: example.first_year,
            url: format!("{pricing}#{}", example.id),
        }
    }
}

impl ExampleLine {
    fn of(world: RenderContext<'_>, list: &PriceList, pricing: &str, line: WorkedLine) -> Self {
        let offers = list.offers_of(line.entry);
        let (name, per) = match line.fee {
            Fee::Price => (line.name, world.edition.per(&offers.per)),
            Fee::Joining => (world.edition.phrase("joining_fee_of", &[("plan", &line.name)]), String::new()),
        };
        ExampleLine {
            name,
            url: format!("{pricing}#{}", offers.id),
            count: count(world, line.count),
            count_from: line.count.0,
            count_to: line.count.1,
            each: sum_or_request(world, line.each),
            each_minor: line.each.and_then(|sum| sum.as_exact()).map(|money| money.minor()),
            amount: sum_or_request(world, line.amount),
            per,
        }
    }
}

fn sum_or_request(world: RenderContext<'_>, sum: Option<Sum>) -> String {
    sum.map_or_else(|| world.edition.phrase("on_request", &[]), |sum| world.edition.sum(sum))
}
