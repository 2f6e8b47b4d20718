//! `prices.csv`: the amounts as a table, for programs that calculate with tables.

use crate::money::Sum;
use crate::prices::{EntryId, EntryOffers, Per, PriceList};

/// The row of titles.
const TITLES: [&str; 11] = [
    "type",
    "id",
    "name",
    "group",
    "option",
    "plan",
    "unit",
    "price_from",
    "price_to",
    "currency",
    "valid_from",
];

/// A row for each amount that somebody can be asked for, and for each that is announced. Excel reads a file without a byte
/// order mark in the code page of its machine.
pub(crate) fn to_csv(list: &PriceList) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = list.offers().iter().flat_map(|offers| rows(list, offers));
    for row in std::iter::once(TITLES.map(str::to_owned)).chain(rows.map(Row::cells)) {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|text| cell(text)));
    }
    let rows = writer.into_inner().map(String::from_utf8);
    let rows = rows.ok().and_then(Result::ok).unwrap_or_default();
    format!("\u{feff}{rows}")
}

/// One row.
struct Row<'a> {
    kind: &'static str,
    offers: &'a EntryOffers,
    group: &'a str,
    option: &'a str,
    plan: &'a str,
    sum: Option<Sum>,
    currency: &'static str,
    valid_from: String,
}

impl Row<'_> {
    fn cells(self) -> [String; 11] {
        let unit = match &self.offers.per {
            Per::Period(period) => period.word(),
            Per::Unit(unit) => unit,
            Per::Whole => "",
        };
        let texts = [self.kind, &self.offers.id, &self.offers.name, self.group, self.option, self.plan, unit];
        let [kind, id, name, group, option, plan, unit] = texts.map(str::to_owned);
        let from = self.sum.map(|sum| sum.from.decimal()).unwrap_or_default();
        let to = self.sum.and_then(|sum| sum.to).map(|to| to.decimal()).unwrap_or_default();
        [kind, id, name, group, option, plan, unit, from, to, self.currency.to_owned(), self.valid_from]
    }
}

/// The rows of an entry: what everybody pays, what those on a plan pay, what is announced.
fn rows<'a>(list: &'a PriceList, offers: &'a EntryOffers) -> Vec<Row<'a>> {
    let (kind, group) = match offers.entry {
        EntryId::Plan(_) => ("plan", None),
        EntryId::Service(id) => ("service", list[id].group.as_deref()),
        EntryId::Bundle(_) => ("bundle", None),
    };
    let row = |sum| Row {
        kind,
        offers,
        group: group.unwrap_or_default(),
        option: "",
        plan: "",
        sum,
        currency: list.currency.code(),
        valid_from: list.valid_from.map(|day| day.to_string()).unwrap_or_default(),
    };
    let everybody = offers.for_everybody().map(|offer| match offer.option.as_deref() {
        Some(option) => Row { kind: "option", option, ..row(offer.sum) },
        None => row(offer.sum),
    });
    let some = offers.conditional().map(|(condition, offer)| Row {
        kind: "plan_price",
        plan: &condition.id,
        ..row(offer.sum)
    });
    let next = offers.next.map(|next| Row {
        kind: "next",
        valid_from: next.from.to_string(),
        ..row(Some(next.price))
    });
    everybody.chain(some).chain(next).collect()
}

/// A cell that no table program takes for a formula; some of them pass over blanks before it.
pub(crate) fn cell(text: &str) -> String {
    if text.trim_start().starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}
