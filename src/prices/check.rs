//! What only the whole list tells: that ids exist, that options are chosen, that bundles save.

use std::sync::Arc;

use super::{Amount, Entry, Line, PriceList, Service};
use crate::language::Language;
use crate::problem::{Place, Problems, Rule};
use crate::source::Source;

/// Checks a list whose entries were read.
pub(super) fn check(list: &PriceList, language: &Language, problems: &mut Problems) {
    let source = &list.source;
    let ids_at = &list.ids_at;
    let known = |id: &str| ids_at.contains_key(id);
    let ids: Vec<&str> = ids_at.keys().map(String::as_str).collect();
    let unknown = |place: Place, id: &str, problems: &mut Problems| {
        problems
            .error(Rule::UnknownPrice, place, format!("there is no price `{id}`"))
            .label("no entry of content/prices.toml has this id")
            .propose(id, ids.iter().copied());
    };
    let find = |id: &str| {
        let at = source.text.find(&format!("\"{id}\"")).unwrap_or(0);
        Place::new(source, at..at + id.len() + 2)
    };
    let lines = list
        .examples
        .iter()
        .map(|example| &example.lines)
        .chain(list.bundles.iter().map(|bundle| &bundle.lines));
    for line in lines.flatten() {
        match list.lookup(&line.id.value) {
            None if !known(&line.id.value) => unknown(line.id.place(source), &line.id.value, problems),
            Some(Entry::Service(service)) => check_option(service, line, source, problems),
            _ => {}
        }
    }
    for service in &list.services {
        for id in service.included_in.iter().filter(|id| !known(id)) {
            unknown(find(id), id, problems);
        }
        for (plan, _) in
            service.plan_prices.iter().filter(|(plan, _)| list.plans.iter().all(|one| one.id != *plan))
        {
            let at = source.text.find(plan.as_str()).unwrap_or(0);
            unknown(Place::new(source, at..at + plan.len()), plan, problems);
        }
    }
    for id in list.discounts.iter().flat_map(|discount| &discount.services).filter(|id| !known(id)) {
        unknown(find(id), id, problems);
    }
    for comparison in list.comparisons.iter().filter(|one| !known(&one.id)) {
        unknown(find(&comparison.id), &comparison.id, problems);
    }
    for bundle in &list.bundles {
        if list.has_all(&bundle.lines)
            && let Some(parts) = list.estimate(&bundle.lines).total.and_then(|total| total.to)
            && bundle.price > parts
        {
            let place = list.place(&bundle.id);
            let (price, parts) = (bundle.price.format(language), parts.format(language));
            problems.error(
                Rule::DearBundle,
                place,
                format!("the bundle costs {price}, its parts only {parts}"),
            );
        }
    }
}

fn check_option(service: &Service, line: &Line, source: &Arc<Source>, problems: &mut Problems) {
    let Amount::Options(options) = &service.price else {
        if let Some(option) = &line.option {
            problems.error(
                Rule::BadValue,
                line.id.place(source),
                format!("`{}` has no option `{option}`", service.id),
            );
        }
        return;
    };
    let names: Vec<&str> = options.iter().map(|(name, _)| name.as_str()).collect();
    match &line.option {
        Some(option) if !names.contains(&option.as_str()) => {
            problems
                .error(
                    Rule::BadValue,
                    line.id.place(source),
                    format!("`{}` has no option `{option}`", service.id),
                )
                .help(format!("write one of: {}", names.join(", ")));
        }
        _ => {}
    }
}
