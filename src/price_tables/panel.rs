//! A panel: what a clinic takes in if each of so many patients has a worked year. Only those who run it see this.

use serde_json::{Value, json};

use super::{Cells, Column, Table};
use crate::money::{Sum, Takings};
use crate::prices::{Example, PriceList, cell};
use crate::site::Edition;

/// So many patients.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Panel(pub(crate) u64);

/// A year for all of them.
struct Year<'l> {
    id: &'l str,
    name: &'l str,
    /// Of announced prices, their first day.
    from: Option<jiff::civil::Date>,
    /// For one; nothing where something in it is on request.
    each: Option<Sum>,
}

impl Panel {
    /// The years of all examples, with today's prices and with those that are announced.
    fn years(self, list: &PriceList) -> Vec<Year<'_>> {
        let of = |example: &'_ Example| {
            let worked = list.year(example);
            let today = (None, worked.total);
            let later = worked.later.into_iter().map(|later| (Some(later.from), Some(later.total)));
            std::iter::once(today).chain(later).collect::<Vec<_>>()
        };
        let years = list.examples.iter().flat_map(|example| {
            let sums = of(example).into_iter();
            sums.map(|(from, each)| Year { id: &example.id, name: &example.name, from, each })
        });
        years.collect()
    }

    fn all(self, sum: Sum) -> (Takings, Option<Takings>) {
        (sum.from.of_all(self.0), sum.to.map(|to| to.of_all(self.0)))
    }

    /// The table of them.
    pub(super) fn table(self, list: &PriceList, edition: &Edition) -> Table {
        let on_request = || edition.phrase("on_request", &[]);
        let row = |year: &Year<'_>| {
            let name = match year.from {
                Some(from) => edition.phrase("later_sum", &[("date", &edition.language().date(from))]),
                None => year.name.to_owned(),
            };
            let each = year.each.map_or_else(on_request, |sum| edition.sum(sum));
            let all = year.each.map_or_else(on_request, |sum| self.in_words(sum, edition));
            vec![year.id.to_owned(), name, each, all]
        };
        let number = edition.language().number(self.0);
        let patients = if self.0 == 1 { "patient" } else { "patients" };
        Table {
            title: format!("A year of the clinic with {number} {patients}"),
            columns: vec![
                Column::new("ID", Cells::Whole),
                Column::new("If each has", Cells::Words),
                Column::new("One pays", Cells::Number),
                Column::new("All pay", Cells::Number),
            ],
            rows: self.years(list).iter().map(row).collect(),
        }
    }

    fn in_words(self, sum: Sum, edition: &Edition) -> String {
        let (from, to) = self.all(sum);
        let least = from.format(edition.language());
        match to {
            Some(to) if to == from => least,
            Some(to) => {
                let most = to.format(edition.language());
                edition.phrase("price_range", &[("from", &least), ("to", &most)])
            }
            None => edition.phrase("price_from", &[("from", &least)]),
        }
    }

    /// The same beside `prices.json`.
    pub(crate) fn to_json(self, list: &PriceList) -> Value {
        let amount = |sum: Sum| match self.all(sum) {
            (from, Some(to)) if to == from => json!(from.decimal()),
            (from, Some(to)) => json!({ "from": from.decimal(), "to": to.decimal() }),
            (from, None) => json!({ "from": from.decimal() }),
        };
        let one = |year: &Year<'_>| {
            let mut one = json!({ "id": year.id, "total": year.each.map_or(Value::Null, amount) });
            if let Some(from) = year.from {
                one["from"] = json!(from.to_string());
            }
            one
        };
        json!({ "patients": self.0, "examples": self.years(list).iter().map(one).collect::<Value>() })
    }

    /// The same as rows behind those of `prices.csv`: the number of patients stands as the unit.
    pub(crate) fn to_csv(self, list: &PriceList) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for year in self.years(list) {
            let sums = year.each.map(|sum| self.all(sum));
            let from = sums.map(|(from, _)| from.decimal()).unwrap_or_default();
            let to = sums.and_then(|(_, to)| to).map(Takings::decimal).unwrap_or_default();
            let day = year.from.or(list.valid_from).map(|day| day.to_string()).unwrap_or_default();
            let unit = format!("{} patients", self.0);
            let code = list.currency.code();
            // Writing into memory cannot fail.
            let _ = writer.write_record([
                "panel",
                year.id,
                &cell(year.name),
                "",
                "",
                "",
                &unit,
                &from,
                &to,
                code,
                &day,
            ]);
        }
        let rows = writer.into_inner().map(String::from_utf8);
        rows.ok().and_then(Result::ok).unwrap_or_default()
    }
}
