//! The price list: what is missing in it, and what is too old.

use std::ops::Range;
use std::sync::Arc;

use jiff::ToSpan;
use toml::de::{DeTable, DeValue};

use super::Desk;
use crate::prices::{Amount, PriceList};
use crate::problem::{Place, Problems, Rule};
use crate::source::Source;

/// Months after which a list or a comparison is too old.
const MONTHS: i32 = 12;

/// The place of the entry with this id, in one of these arrays of tables.
fn place_of(source: &Arc<Source>, arrays: &[&str], key: &str, id: &str) -> Place {
    let table = DeTable::parse(&source.text).ok();
    let find = || -> Option<Range<usize>> {
        let table = table.as_ref()?.get_ref();
        arrays.iter().find_map(|array| {
            let DeValue::Array(entries) = table.get(*array)?.get_ref() else { return None };
            entries.iter().find_map(|entry| {
                let value = entry.get_ref().as_table()?.get(key)?;
                (value.get_ref().as_str() == Some(id)).then(|| value.span())
            })
        })
    };
    find().map_or_else(|| Place::file(source), |span| Place::new(source, span))
}

pub(super) fn check(desk: &mut Desk<'_>) {
    let Some(list) = &desk.site.prices else { return };
    let today = desk.site.config.today;
    let problems = &mut desk.problems;
    let old = today.checked_sub(MONTHS.months()).unwrap_or(today);
    match list.valid_from {
        None => {
            problems
                .find(
                    Rule::ValidUntil,
                    Place::file(&list.source),
                    "the price list does not say since when it holds",
                )
                .help("write `valid_from`, the day of the last change");
        }
        Some(from) if from < old => {
            let at = list.source.text.find("valid_from").unwrap_or(0);
            let place = Place::new(&list.source, at..at + "valid_from".len());
            problems
                .find(
                    Rule::ValidUntil,
                    place,
                    format!("the price list is from {from}, over {MONTHS} months ago"),
                )
                .help("check the prices and set a new `valid_from`");
        }
        Some(_) => {}
    }
    for comparison in list.comparisons.iter().filter(|one| one.retrieved < old) {
        let place = place_of(&list.source, &["comparisons"], "label", &comparison.label);
        problems
            .warn(
                Rule::Comparison,
                place,
                format!(
                    "what {} charges was looked up on {}, over {MONTHS} months ago",
                    comparison.label, comparison.retrieved
                ),
            )
            .help("look it up again, and set the new `retrieved`");
    }
    services(list, problems);
}

fn services(list: &PriceList, problems: &mut Problems) {
    for service in &list.services {
        let place = || place_of(&list.source, &["services"], "id", &service.id);
        if service.price == Amount::OnRequest && service.included_in.is_none() {
            problems
                .find(Rule::NoPrice, place(), format!("`{}` has no price", service.id))
                .help("give its price, from the cheapest to the dearest if it differs, or say what it is included in");
        }
        let procedure = !service.billing_codes.is_empty() || service.unit.as_deref() == Some("procedure");
        let details = &service.details;
        if procedure && (details.includes.is_empty() || details.excludes.is_empty()) {
            let missing = match (details.includes.is_empty(), details.excludes.is_empty()) {
                (true, true) => "`includes` and `excludes`",
                (true, false) => "`includes`",
                _ => "`excludes`",
            };
            problems
                .find(
                    Rule::ProcedureParts,
                    place(),
                    format!("the procedure `{}` lacks {missing}", service.id),
                )
                .help("say what the price covers, and who else may send a bill");
        }
    }
}
