//! The sums of the price list, checked: totals as they are stated, bundles against their parts.

use crate::language::Language;
use crate::money::Sum;
use crate::prices::{Bundle, Example, PriceList, WorkedYear};
use crate::problem::{Problems, Rule};
use crate::table::At;

/// The total that an example states is the sum of its lines, and each of its sums is one that can be reckoned with.
pub(super) fn check_total(
    list: &PriceList,
    example: &Example,
    stated: Option<At<Sum>>,
    language: &Language,
    problems: &mut Problems,
) {
    let year = list.year(example);
    if is_too_large(list, &example.id, &year, problems) {
        return;
    }
    let Some(total) = year.total else {
        let open = year.lines.iter().find(|line| line.each.is_none());
        if let (Some(stated), Some(open)) = (stated, open) {
            let id = &list.offers_of(open.entry).id;
            problems
                .report(
                    Rule::WrongTotal,
                    stated.place(&list.source),
                    format!(
                        "the total says {}, and `{id}` among its lines has no price",
                        describe(stated.value, language)
                    ),
                )
                .label("cannot be the sum of the lines")
                .also(list.place(id), "on request")
                .help(format!("write the price of `{id}`, or take `total` out"));
        }
        return;
    };
    let Some(stated) = stated.filter(|stated| stated.value != total) else { return };
    let (says, is) = (describe(stated.value, language), describe(total, language));
    // The total is held against the file, whatever the day: what is announced in it does not count yet.
    let announced = example.lines.iter().any(|line| list.offers_of(line.entry).next.is_some());
    let prices = if announced { ", with each `price` and not yet `next`" } else { "" };
    problems
        .report(
            Rule::WrongTotal,
            stated.place(&list.source),
            format!("the total says {says}, the sum of its lines is {is}{prices}"),
        )
        .label("is not the sum of the lines")
        .help(format!("if the lines and the prices are right, write total = {}", total.toml()));
}

/// A sum in a message.
fn describe(sum: Sum, language: &Language) -> String {
    sum.describe(language, |from, to| format!("{from} to {to}"), |from| format!("from {from}"))
}

/// Whether a sum of today or of a later day is too large, which is told.
fn is_too_large(list: &PriceList, id: &str, year: &WorkedYear, problems: &mut Problems) -> bool {
    let mut sums = year.total.into_iter().chain(year.later.iter().map(|later| later.total));
    let found = sums.any(Sum::is_too_large);
    if found {
        problems
            .report(Rule::TooLarge, list.place(id), format!("the sum of `{id}` is too large"))
            .help("write smaller counts or prices");
    }
    found
}

/// A bundle costs at most what its parts do. What they will with prices that are announced is told when these have come.
pub(in crate::prices) fn check_parts(
    list: &PriceList,
    bundle: &Bundle,
    language: &Language,
    problems: &mut Problems,
) {
    let parts = list.parts(bundle);
    if is_too_large(list, &bundle.id, &parts, problems) {
        return;
    }
    let Some(most) = parts.total.and_then(|total| total.to).filter(|most| bundle.price > *most) else {
        return;
    };
    let (price, parts) = (bundle.price.format(language), most.format(language));
    problems
        .report(
            Rule::OverParts,
            list.place(&bundle.id),
            format!("the bundle costs {price}, its parts only {parts}"),
        )
        .help(format!("write a price below {}, or take the bundle out", most.toml()));
}
