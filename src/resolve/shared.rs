//! What several texts of a site must agree on: ids of a page that they share, sources of comparisons.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::identifiers::WebAddress;
use crate::page::Kind;
use crate::problem::{Place, Problems, Rule};
use crate::site::{Edition, Site};

/// Prices of others must name a source that exists.
pub(super) fn sources_of_prices(site: &Site, problems: &mut Problems) {
    let Some(list) = &site.prices else { return };
    for (_, one) in list.looked_up() {
        if site.library.get(&one.source.value).is_some() {
            continue;
        }
        let Err(fault) = WebAddress::parse(&one.source.value) else { continue };
        let place = one.source.place(&list.source);
        if one.source.value.contains(['/', ':']) {
            problems.report(Rule::BadValue, place, fault.message).help(fault.help);
            continue;
        }
        problems
            .report(Rule::UnknownSource, place, format!("there is no source `{}`", one.source.value))
            .label("neither in content/sources.toml nor a web address")
            .help("write a web address, or the id of a source in content/sources.toml")
            .propose_of(&one.source.value, site.source_ids());
    }
}

/// Ids are unique on the page of all questions: those that answers give by hand, and the answers' own.
pub(super) fn ids_of_questions(edition: &Edition, problems: &mut Problems) {
    let pages = || edition.list(Kind::Faq);
    let mut seen: BTreeMap<&str, Place> = pages().map(|page| (page.slug.as_str(), page.place())).collect();
    for (page, id) in pages().flat_map(|page| page.body.ids.iter().map(move |id| (page, id))) {
        let heading = page.body.headings.iter().find(|heading| heading.id == *id);
        let place =
            heading.map_or_else(|| page.place(), |heading| Place::new(&page.source, heading.span.clone()));
        match seen.entry(id) {
            Entry::Vacant(free) => drop(free.insert(place)),
            Entry::Occupied(taken) => {
                problems
                    .report(
                        Rule::HeadingId,
                        place,
                        format!("the id `{id}` stands twice on the page of all questions"),
                    )
                    .also(taken.get().clone(), "the first is here")
                    .help("give one of them another id");
            }
        }
    }
}

/// Prices have ids on the page of prices, which no heading of its words can have.
pub(super) fn ids_of_prices(site: &Site, edition: &Edition, problems: &mut Problems) {
    let Some(page) = edition.list(Kind::Pricing).next() else { return };
    for heading in &page.body.headings {
        if site.price_anchors().contains(&heading.id) {
            problems
                .report(
                    Rule::HeadingId,
                    Place::new(&page.source, heading.span.clone()),
                    format!("the id `{}` is that of a price", heading.id),
                )
                .help("give the heading an id of its own: {#…}");
        }
    }
}
