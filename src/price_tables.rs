//! The price list as text for a terminal: tables of its entries and worked years, what a panel of patients pays, and how it
//! differs from an older list.
//!
//! For those who run a clinic, and never a part of its site. Words are the site's phrases and amounts are in its format, so
//! that all of it can be copied into a letter.

mod changes;
mod layout;
mod letter;
mod panel;

pub(crate) use changes::{changes, in_two_currencies};
pub(crate) use layout::{Room, text};
pub(crate) use letter::{letter, to_csv, to_json};
pub(crate) use panel::Panel;

use crate::prices::{Cost, EntryId, EntryOffers, Example, Fee, Offer, PriceList, WorkedLine};
use crate::site::Edition;

/// A table with a heading over it.
#[derive(Debug)]
pub(crate) struct Table {
    title: String,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug)]
struct Column {
    title: String,
    cells: Cells,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    /// On one line, from the left: an id.
    Whole,
    /// On one line, from the right: a number or an amount.
    Number,
    /// Words, which may take several lines where there is little room.
    Words,
}

impl Column {
    fn new(title: impl Into<String>, cells: Cells) -> Column {
        Column { title: title.into(), cells }
    }
}

/// The list and its worked years; what a panel pays, if one is asked for.
pub(crate) fn tables(list: &PriceList, edition: &Edition, panel: Option<Panel>) -> Vec<Table> {
    let mut tables = entries(list, edition);
    tables.extend(list.examples.iter().map(|example| year(list, edition, example)));
    tables.extend(panel.map(|panel| panel.table(list, edition)));
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// A line above all tables: whose prices these are, in which currency, and when they hold.
pub(crate) fn heading(list: &PriceList, edition: &Edition, clinic: &str) -> String {
    let day = |day| edition.language().date(day);
    let holds = match (list.valid_from, list.valid_until) {
        (Some(from), Some(until)) => {
            edition.phrase("valid_between", &[("from", &day(from)), ("until", &day(until))])
        }
        (Some(from), None) => edition.phrase("valid_from", &[("from", &day(from))]),
        (None, Some(until)) => edition.phrase("valid_until", &[("until", &day(until))]),
        (None, None) => String::new(),
    };
    let code = list.currency.code();
    if holds.is_empty() { format!("{clinic}, {code}") } else { format!("{clinic}, {code}. {holds}") }
}

/// Plans, services by their groups, bundles.
fn entries(list: &PriceList, edition: &Edition) -> Vec<Table> {
    let group_of = |offers: &EntryOffers| match offers.entry {
        EntryId::Plan(_) => edition.phrase("plans", &[]),
        EntryId::Service(id) => list[id].group.clone().unwrap_or_else(|| edition.phrase("ways", &[])),
        EntryId::Bundle(_) => edition.phrase("bundles", &[]),
    };
    let mut tables: Vec<Table> = Vec::new();
    for offers in list.offers() {
        let title = group_of(offers);
        let rows = offers.offers.iter().enumerate().map(|(at, offer)| row(list, edition, offers, offer, at));
        let rows: Vec<_> = rows.chain(joining_fee(list, edition, offers)).collect();
        match tables.iter_mut().find(|table| table.title == title) {
            Some(table) => table.rows.extend(rows),
            None => tables.push(Table { title, columns: columns(edition), rows }),
        }
    }
    tables
}

fn columns(edition: &Edition) -> Vec<Column> {
    vec![
        Column::new("ID", Cells::Whole),
        Column::new(edition.phrase("what", &[]), Cells::Words),
        Column::new(edition.phrase("price", &[]), Cells::Number),
        Column::new("", Cells::Words),
        Column::new("", Cells::Words),
    ]
}

/// One amount of an entry: what, how much, for what, and what is announced.
fn row(list: &PriceList, edition: &Edition, offers: &EntryOffers, offer: &Offer, at: usize) -> Vec<String> {
    let name = match &offer.condition {
        Some(condition) => format!("{} ({})", offers.name, condition.name),
        None => offer.label.clone(),
    };
    let (price, per) = match (offer.sum, offers.cost) {
        (Some(sum), _) => (edition.sum(sum), edition.per(&offers.per)),
        // What has no amount is no number, so it stands beside them.
        (None, cost) => (String::new(), cost_in_words(list, edition, cost)),
    };
    // What is announced takes the place of all options, so it is said once.
    let next = offers.next.filter(|_| at == 0).map(|next| {
        let (day, amount) = (edition.language().date(next.from), edition.sum(next.price));
        edition.phrase("next_price", &[("date", &day), ("amount", &amount)])
    });
    vec![offers.id.clone(), name, price, per, next.unwrap_or_default()]
}

fn joining_fee(list: &PriceList, edition: &Edition, offers: &EntryOffers) -> Option<Vec<String>> {
    let EntryId::Plan(id) = offers.entry else { return None };
    let fee = edition.money(list[id].joining_fee?);
    let name = edition.phrase("joining_fee_of", &[("plan", &offers.name)]);
    Some(vec![offers.id.clone(), name, fee, String::new(), String::new()])
}

/// What something costs that has no amount, too.
fn cost_in_words(list: &PriceList, edition: &Edition, cost: Cost) -> String {
    match cost {
        Cost::Included(whole) => {
            let name = &list.offers_of(whole.into()).name;
            edition.phrase("included_in", &[("name", name)])
        }
        Cost::Sum(_) | Cost::OnRequest => edition.cost(cost),
    }
}

/// A worked year: its lines, and what they come to, today and with announced prices.
fn year(list: &PriceList, edition: &Edition, example: &Example) -> Table {
    let worked = list.year(example);
    let mut rows: Vec<_> =
        worked.lines.iter().map(|line| line_of_year(list, edition, &example.id, line)).collect();
    let sum = |name: String, sum| vec![example.id.clone(), name, String::new(), String::new(), sum];
    let total = worked.total.map_or_else(|| edition.phrase("on_request", &[]), |total| edition.sum(total));
    rows.push(sum(edition.phrase("total_year", &[]), total));
    rows.extend(worked.later.iter().map(|later| {
        let day = edition.language().date(later.from);
        sum(edition.phrase("later_sum", &[("date", &day)]), edition.sum(later.total))
    }));
    let first = example.first_year.then(|| format!("{}: ", edition.phrase("first_year", &[])));
    let columns = vec![
        Column::new("ID", Cells::Whole),
        Column::new(edition.phrase("what", &[]), Cells::Words),
        Column::new(edition.phrase("count", &[]), Cells::Number),
        Column::new(edition.phrase("price", &[]), Cells::Number),
        Column::new(edition.phrase("sum", &[]), Cells::Number),
    ];
    Table { title: format!("{}{}", first.unwrap_or_default(), example.name), columns, rows }
}

fn line_of_year(list: &PriceList, edition: &Edition, id: &str, line: &WorkedLine) -> Vec<String> {
    let name = match line.fee {
        Fee::Price => line.name.clone(),
        Fee::Joining => edition.phrase("joining_fee_of", &[("plan", &line.name)]),
    };
    let on_request = || edition.phrase("on_request", &[]);
    let (each, amount) = match line.included_in {
        Some(whole) => (String::new(), cost_in_words(list, edition, Cost::Included(whole))),
        None => {
            let sum = |sum: Option<_>| sum.map_or_else(on_request, |sum| edition.sum(sum));
            (sum(line.each), sum(line.amount))
        }
    };
    vec![id.to_owned(), name, count(edition, line.count), each, amount]
}

fn count(edition: &Edition, (least, most): (u32, u32)) -> String {
    let number = |count: u32| edition.language().number(count);
    if least == most {
        return number(least);
    }
    edition.phrase("price_range", &[("from", &number(least)), ("to", &number(most))])
}
