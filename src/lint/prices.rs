//! The price list: what is missing in it, and what is too old.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Context, Look};
use crate::prices::{Bundle, Cost, EntryId, PriceList};
use crate::problem::{Place, Problems, Rule};
use crate::site::{Edition, EditionId};

lint! {
    Look::Site(look);
    NoPrice = "P02", Warning, "a service without a price";
    OldPrices = "P03", Warning(due), "a price list that is over a year old";
    UndatedPrices = "undated-prices", Warning, "a price list that does not say since when it holds";
    ProcedureParts = "P06", Warning, "a procedure that does not say what its price includes and what not";
    PlanEnd = "P12", Warning, "a plan that does not say how it is ended";
    ComparisonNote = "P15", Info, "a comparison that does not say what it includes and leaves out";
    OldComparison = "old-comparison", Warning(due), "a price of others that was looked up over a year ago";
    DearBundle = "dear-bundle", Warning, "a bundle for which those on a plan pay more than for its parts";
}

/// Months after which a list or a comparison is too old.
const MONTHS: i32 = 12;

fn look(context: &Context<'_>, problems: &mut Problems) {
    let Some(list) = &context.site.prices else { return };
    let today = context.site.config.today;
    let old = today.checked_sub(MONTHS.months()).unwrap_or(today);
    age(list, old, problems);
    for (who, found) in list.looked_up().filter(|(_, found)| found.retrieved < old) {
        let place = found.source.place(&list.source);
        let said =
            format!("what {who} charges was looked up on {}, over {MONTHS} months ago", found.retrieved);
        problems
            .report(Rule::OldComparison, place, said)
            .help("look it up again, and set the new `retrieved`");
    }
    services(list, problems);
    plans(list, problems);
    comparisons(list, problems);
    let edition = context.site.edition(EditionId::FIRST);
    list.bundles.iter().for_each(|bundle| dear(list, bundle, edition, problems));
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

fn plans(list: &PriceList, problems: &mut Problems) {
    for plan in list.plans.iter().filter(|plan| plan.cancel.is_none()) {
        problems
            .report(
                Rule::PlanEnd,
                list.place(&plan.id),
                format!("the plan `{}` does not say how it is ended", plan.id),
            )
            .help("write it: cancel = \"Any time, to the end of the month.\"");
    }
}

fn comparisons(list: &PriceList, problems: &mut Problems) {
    for comparison in list.comparisons.iter().filter(|one| one.note.is_none()) {
        let said = format!("the comparison `{}` does not say what its price includes", comparison.label);
        problems
            .report(Rule::ComparisonNote, comparison.found.source.place(&list.source), said)
            .help("say what it includes and leaves out: note = \"With the fee of the hospital.\"");
    }
}

/// Tells each plan on which a bundle costs more than its parts.
fn dear(list: &PriceList, bundle: &Bundle, edition: &Edition, problems: &mut Problems) {
    for loss in list.losses(bundle) {
        let day = loss.from.map(|from| format!("from {from} on, ")).unwrap_or_default();
        let (price, parts) = (edition.money(bundle.price), edition.money(loss.parts));
        let plan = &list[loss.plan].id;
        let said = format!(
            "{day}those on `{plan}` pay {price} for the bundle `{}`, and {parts} for its parts",
            bundle.id
        );
        problems.report(Rule::DearBundle, list.place(&bundle.id), said).help(format!(
            "write at most price = {}; where it is meant for others, ignore `dear-bundle` in `[check]` of site.toml",
            loss.parts.toml()
        ));
    }
}
