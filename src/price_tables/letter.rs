//! The differences of two price lists as a text that can go into a letter to members, and as data.

use serde_json::{Map, Value, json};

use super::changes::{Change, ChangeKind, Costs, Told, What};
use crate::prices::{Per, cell, sum_to_json};
use crate::site::Edition;

/// The letter: by the day from which something holds, then what is dearer, cheaper, new, gone.
pub(crate) fn letter(changes: &[Change], edition: &Edition, clinic: &str) -> String {
    let mut text = edition.phrase("letter_title", &[("clinic", clinic)]) + "\n";
    if changes.is_empty() {
        return format!("{text}\n{}\n", edition.phrase("letter_same", &[]));
    }
    for of_day in changes.chunk_by(|one, other| one.from == other.from) {
        if let Some(day) = of_day.first().and_then(|change| change.from) {
            let from = edition.phrase("letter_from", &[("date", &edition.language().date(day))]);
            text.push_str(&format!("\n{from}\n"));
        }
        for kind in ChangeKind::ALL {
            let lines: Vec<String> = of_day
                .iter()
                .filter(|change| change.kind == kind)
                .map(|change| line(change, edition))
                .collect();
            if !lines.is_empty() {
                let heading = edition.phrase(&format!("letter_{}", kind.word()), &[]);
                text.push_str(&format!("\n{heading}\n"));
                lines.iter().for_each(|line| text.push_str(&format!("- {line}\n")));
            }
        }
    }
    text
}

/// A difference in words.
fn line(change: &Change, edition: &Edition) -> String {
    let name = match &change.what {
        What::Whole => change.name.clone(),
        What::Option(option) => format!("{} ({option})", change.name),
        What::OnPlan(_, plan) => format!("{} ({plan})", change.name),
        What::Joining => edition.phrase("joining_fee_of", &[("plan", &change.name)]),
    };
    match (&change.before, &change.after) {
        (Some(before), Some(_)) if change.kind == ChangeKind::Renamed => {
            edition.phrase("letter_new_name", &[("name", &name), ("before", &before.name)])
        }
        (Some(before), Some(after)) => {
            // What both are for is said once.
            let is_same = before.per == after.per;
            let (before, after) = if is_same {
                (cost(before, edition), priced(after, edition))
            } else {
                (priced(before, edition), priced(after, edition))
            };
            let words =
                edition.phrase("letter_change", &[("name", &name), ("before", &before), ("after", &after)]);
            std::iter::once(words).chain(unchanged(change, edition)).collect::<Vec<_>>().join("; ")
        }
        (None, Some(after)) => {
            edition.phrase("letter_entry", &[("name", &name), ("amount", &priced(after, edition))])
        }
        (before, None) => {
            let before = before.as_ref().map(|before| priced(before, edition)).unwrap_or_default();
            edition.phrase("letter_until_now", &[("name", &name), ("amount", &before)])
        }
    }
}

/// What those on a plan pay as before.
fn unchanged<'c>(change: &'c Change, edition: &'c Edition) -> impl Iterator<Item = String> + 'c {
    change.unchanged.iter().map(|(plan, told)| {
        edition.phrase("letter_as_before", &[("plan", plan), ("amount", &cost(told, edition))])
    })
}

fn cost(told: &Told, edition: &Edition) -> String {
    match &told.cost {
        Costs::Sum(sum) => edition.sum(*sum),
        Costs::Included(name) => edition.phrase("included_in", &[("name", name)]),
        Costs::OnRequest => edition.phrase("on_request", &[]),
    }
}

/// What something costs, and for what: "$800 per patch".
fn priced(told: &Told, edition: &Edition) -> String {
    let cost = cost(told, edition);
    match (&told.cost, &told.per) {
        (Costs::Sum(_), Per::Period(_) | Per::Unit(_)) => format!("{cost} {}", edition.per(&told.per)),
        _ => cost,
    }
}

/// An object for each difference, as `prices.json` writes amounts.
pub(crate) fn to_json(changes: &[Change]) -> Value {
    let one = |change: &Change| {
        let mut one = Map::new();
        let mut put =
            |key: &str, value: Option<Value>| drop(value.map(|value| one.insert(key.to_owned(), value)));
        put("change", Some(json!(change.kind.word())));
        put("id", Some(json!(change.id)));
        put("name", Some(json!(change.name)));
        match &change.what {
            What::Whole => {}
            What::Option(option) => put("option", Some(json!(option))),
            What::OnPlan(plan, _) => put("plan", Some(json!(plan))),
            What::Joining => put("joining_fee", Some(json!(true))),
        }
        put("from", change.from.map(|day| json!(day.to_string())));
        if change.kind == ChangeKind::Renamed {
            put("before", change.before.as_ref().map(|before| json!(before.name)));
        } else {
            put("before", change.before.as_ref().map(value));
            put("after", change.after.as_ref().map(value));
        }
        Value::Object(one)
    };
    changes.iter().map(one).collect()
}

fn value(told: &Told) -> Value {
    match &told.cost {
        Costs::Sum(sum) => sum_to_json(*sum),
        Costs::Included(_) | Costs::OnRequest => Value::Null,
    }
}

/// The row of titles of [`to_csv`].
const TITLES: [&str; 11] = [
    "change",
    "id",
    "name",
    "option",
    "plan",
    "before_from",
    "before_to",
    "after_from",
    "after_to",
    "currency",
    "from",
];

/// A row for each difference.
pub(crate) fn to_csv(changes: &[Change]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(TITLES);
    for change in changes {
        let (option, plan) = match &change.what {
            What::Whole => ("", ""),
            What::Option(option) => (option.as_str(), ""),
            What::OnPlan(plan, _) => ("", plan.as_str()),
            What::Joining => ("joining_fee", ""),
        };
        let [before, after] =
            [&change.before, &change.after].map(|told| told.as_ref().map(ends).unwrap_or_default());
        let sums = [&change.after, &change.before].into_iter().flatten();
        let code = sums.filter_map(|told| match told.cost {
            Costs::Sum(sum) => Some(sum.from.currency().code()),
            Costs::Included(_) | Costs::OnRequest => None,
        });
        let code = code.into_iter().next().unwrap_or_default();
        let day = change.from.map(|day| day.to_string()).unwrap_or_default();
        let (name, option) = (cell(&change.name), cell(option));
        let _ = writer.write_record([
            change.kind.word(),
            &change.id,
            &name,
            &option,
            plan,
            &before.0,
            &before.1,
            &after.0,
            &after.1,
            code,
            &day,
        ]);
    }
    let rows = writer.into_inner().map(String::from_utf8);
    // Excel reads a file without a byte order mark in the code page of its machine.
    format!("\u{feff}{}", rows.ok().and_then(Result::ok).unwrap_or_default())
}

/// The least and the most for machines; an open range has no most.
fn ends(told: &Told) -> (String, String) {
    match &told.cost {
        Costs::Sum(sum) => (sum.from.decimal(), sum.to.map(|to| to.decimal()).unwrap_or_default()),
        Costs::Included(_) | Costs::OnRequest => Default::default(),
    }
}
