//! A year of the price list, worked out: on the pricing page, the home page and in running text.

mod bar;

pub(crate) use self::bar::BarPart;
use super::RenderContext;
use super::choices;
use super::page::Day;
use super::pricing::{OutsideView, entries};
use super::view;
use crate::money::{Money, Sum};
use crate::prices::{EntryId, Example, Fee, LaterTotal, PriceList, WorkedLine};
use crate::site::Fixture;

view! {
    /// A year, worked out: complete as a table, with what a script needs to let a reader change it.
    ExampleView {
        /// Its id, the anchor on the pricing page.
        id: String,
        /// Its name.
        name: String,
        /// What is bought.
        lines: Vec<ExampleLine>,
        /// What all comes to.
        total: String,
        /// What it comes to at least, in words; none where that is the sum.
        least: Option<String>,
        /// What it comes to at most, in words; none where that is the sum, and where it is open.
        most: Option<String>,
        /// The bar of the year, a part after the other; empty where nothing is paid, or something is on request.
        parts: Vec<BarPart>,
        /// What all comes to with prices that are announced, for each day on which that changes.
        later: Vec<LaterSum>,
        /// What others bill for in it, which is not in the sum.
        outside: Vec<OutsideView>,
        /// Whether it is a patient's first year.
        first_year: bool,
        /// The plans and options that a reader can choose, with what each costs, for `estimate.js`, as JSON; none where
        /// something in the year is on request.
        choices: Option<String>,
        /// Its address on the pricing page.
        url: String,
        /// The address of the notice on Good Faith Estimates, if the clinic has one.
        estimate_url: Option<String>,
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
        /// What one costs, in words; empty where it is included in something.
        each: String,
        /// What all of them cost, in words, or what they are included in.
        amount: String,
        /// What the amount of one is for: `a month`; may be empty.
        per: String,
        /// What `choices` knows the line by: `plan`, `fee` for what joining the plan costs, or the line's number.
        row: String,
        /// The number of its colour in the bar, from 1 to 5.
        part: usize,
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
        let choices = list.choices(example);
        let chosen = choices.as_ref().is_some_and(|choices| !choices.plans.is_empty());
        let mut numbers = 0..;
        let row = |line: &WorkedLine| match (line.entry, line.fee) {
            (EntryId::Plan(_), Fee::Price) if chosen => "plan".to_owned(),
            (EntryId::Plan(_), Fee::Joining) if chosen => "fee".to_owned(),
            _ => numbers.next().map(|number: usize| number.to_string()).unwrap_or_default(),
        };
        let rows: Vec<String> = year.lines.iter().map(row).collect();
        let amounts: Option<Vec<Sum>> = year.lines.iter().map(|line| line.amount).collect();
        let lines = year.lines.into_iter().zip(rows).enumerate();
        let base = &world.site.config.base;
        let estimate = world.edition.address(Fixture::Estimate);
        let spread = year.total.filter(|total| total.as_exact().is_none());
        let say =
            |key: &str, money: Money| world.edition.phrase(key, &[("amount", &world.edition.money(money))]);
        ExampleView {
            id: example.id.clone(),
            name: example.name.clone(),
            lines: lines.map(|(at, (line, row))| ExampleLine::of(world, list, line, row, at)).collect(),
            total: of_sum(world, year.total),
            least: spread.map(|total| say("at_least", total.from)),
            most: spread.and_then(|total| Some(say("at_most", total.to?))),
            parts: bar::parts(&amounts.unwrap_or_default()),
            later: year.later.into_iter().map(later).collect(),
            outside: OutsideView::list(world, list, &example.outside),
            first_year: example.first_year,
            choices: choices.map(|choices| choices::json(world, list, example, &choices)),
            url: entries::address(world, &example.id),
            estimate_url: world.plan.jobs.contains_key(&estimate).then(|| base.link(&estimate)),
        }
    }
}

impl ExampleLine {
    fn of(world: RenderContext<'_>, list: &PriceList, line: WorkedLine, row: String, at: usize) -> Self {
        let offers = list.offers_of(line.entry);
        let (each, amount, per) = match (line.included_in, line.fee) {
            (Some(whole), _) => (String::new(), entries::included_in(world, list, whole), String::new()),
            (None, Fee::Price) => {
                (of_sum(world, line.each), of_sum(world, line.amount), world.edition.per(&offers.per))
            }
            (None, Fee::Joining) => (of_sum(world, line.each), of_sum(world, line.amount), String::new()),
        };
        let name = match line.fee {
            Fee::Price => line.name,
            Fee::Joining => world.edition.phrase("joining_fee_of", &[("plan", &line.name)]),
        };
        let (url, count) = (entries::address(world, &offers.id), count(world, line.count));
        ExampleLine { name, url, count, each, amount, per, row, part: bar::colour(at) }
    }
}

/// A sum, or that it is on request.
fn of_sum(world: RenderContext<'_>, sum: Option<Sum>) -> String {
    sum.map_or_else(|| world.edition.phrase("on_request", &[]), |sum| world.edition.sum(sum))
}
