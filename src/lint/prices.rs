//! The price list: what is missing in it, and what is too old.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Context, Look};
use crate::prices::{Cost, EntryId, PriceList};
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Site(look);
    NoPrice = "P02", Warning, "a service without a price";
    OldPrices = "P03", Warning, "a price list that is over a year old";
    UndatedPrices = "undated-prices", Warning, "a price list that does not say since when it holds";
    ProcedureParts = "P06", Warning, "a procedure that does not say what its price includes and what not";
    OldComparison = "old-comparison", Warning, "a comparison that was looked up over a year ago";
}

/// Months after which a list or a comparison is too old.
const MONTHS: i32 = 12;

fn look(context: &Context<'_>, problems: &mut Problems) {
    let Some(list) = &context.site.prices else { return };
    let today = context.site.config.today;
    let old = today.checked_sub(MONTHS.months()).unwrap_or(today);
    age(list, old, problems);
    for comparison in list.comparisons.iter().filter(|one| one.retrieved < old) {
        let place = comparison.source.place(&list.source);
        problems
            .report(
                Rule::OldComparison,
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

/// Since when the list holds.
fn age(list: &PriceList, old: Date, problems: &mut Problems) {
    match list.valid_from {
        None => {
            problems
                .report(
                    Rule::UndatedPrices,
                    Place::file(&list.source),
                    "the price list does not say since when it holds",
                )
                .help("write `valid_from`, the day of the last change");
        }
        Some(from) if from < old => {
            let span = list.valid_from_span.clone();
            let place = span.map_or_else(|| Place::file(&list.source), |span| Place::new(&list.source, span));
            problems
                .report(
                    Rule::OldPrices,
                    place,
                    format!("the price list is from {from}, over {MONTHS} months ago"),
                )
                .help("check the prices and set a new `valid_from`");
        }
        Some(_) => {}
    }
}

fn services(list: &PriceList, problems: &mut Problems) {
    for offers in list.offers() {
        let EntryId::Service(id) = offers.entry else { continue };
        let service = &list[id];
        let place = || list.place(&service.id);
        if offers.cost == Cost::OnRequest {
            problems
                .report(Rule::NoPrice, place(), format!("`{}` has no price", service.id))
                .help("give its price, from the cheapest to the dearest if it differs, or say what it is included in");
        }
        let details = &service.details;
        if list.is_procedure(offers.entry) && (details.includes.is_empty() || details.excludes.is_empty()) {
            let missing = match (details.includes.is_empty(), details.excludes.is_empty()) {
                (true, true) => "`includes` and `excludes`",
                (true, false) => "`includes`",
                _ => "`excludes`",
            };
            problems
                .report(
                    Rule::ProcedureParts,
                    place(),
                    format!("the procedure `{}` lacks {missing}", service.id),
                )
                .help("say what the price covers, and who else may send a bill");
        }
    }
}
