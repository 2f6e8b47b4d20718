//! A prescription-only medicine that a clinic in Great Britain offers to the public by name.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::passage::{is_negated, pattern};
use super::{Block, Context, Look};
use crate::page::Kind;
use crate::problem::{Place, Problems, Rule};
use crate::source::Source;

lint! {
    Look::Site(look);
    PrescriptionMedicine = "L12", Warning, "a clinic in GB that names a prescription-only medicine to the public";
}

/// Medicines that are given on prescription only and are often advertised all the same: substances and their brands.
const MEDICINES: [&str; 21] = [
    // Botulinum toxins.
    "botulinum",
    "botox",
    "vistabel",
    "dysport",
    "azzalure",
    "bocouture",
    "xeomin",
    "alluzience",
    "letybo",
    "nuceiva",
    "relfydess",
    // Injections and tablets to lose weight.
    "semaglutide",
    "wegovy",
    "ozempic",
    "rybelsus",
    "tirzepatide",
    "mounjaro",
    "zepbound",
    "liraglutide",
    "saxenda",
    "victoza",
];

static NAMES: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{})\b", MEDICINES.join("|"))));

/// The first of them that a text names and does not say no to.
fn named(text: &str) -> Option<(Range<usize>, &str)> {
    let mut names = NAMES.find_iter(text).filter(|name| !is_negated(text, name.start()));
    names.next().map(|name| (name.range(), name.as_str()))
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    let site = context.site;
    if site.config.clinic.country.is_none_or(|country| country.code() != "GB") {
        return;
    }
    for text in &context.texts {
        // An article that cites what it says of a medicine informs; it offers nothing.
        let informs = |block: &&Block| text.page.kind == Kind::Article && block.cited;
        let blocks = text.prose.blocks.iter().filter(|block| !informs(block));
        blocks.for_each(|block| tell(&text.page.source, block, problems));
    }
    for edition in site.editions() {
        let common = context.prepared.resolved().common(edition.id());
        let prices = site.prices.as_ref().map(|list| (&list.source, &common.prices));
        for (source, answers) in prices.into_iter().chain([(&site.config.source, &common.config)]) {
            let blocks = answers.sentences().flat_map(|body| &body.prose.blocks);
            blocks.for_each(|block| tell(source, block, problems));
        }
    }
    let entries = site.prices.iter().flat_map(|list| list.offers().iter().map(move |offers| (list, offers)));
    for (list, offers) in entries {
        if let Some((_, name)) = named(&offers.name) {
            report(list.place(&offers.id), name, problems);
        }
    }
}

fn tell(source: &Arc<Source>, block: &Block, problems: &mut Problems) {
    if let Some((range, name)) = named(&block.text) {
        report(Place::new(source, block.map.span(range)), name, problems);
    }
}

fn report(place: Place, name: &str, problems: &mut Problems) {
    problems
        .report(Rule::PrescriptionMedicine, place, format!("`{name}` is a prescription-only medicine"))
        .help("name what is treated and the consultation, not the medicine: it may not be advertised to the public");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_medicine_is_named_whole_and_not_denied() {
        let name = |text| named(text).map(|(_, name)| name);
        assert_eq!(name("Botox from £450 this week only."), Some("Botox"));
        assert_eq!(name("Lose weight with OZEMPIC"), Some("OZEMPIC"));
        assert_eq!(name("We do not offer Botox."), None);
        assert_eq!(name("The botoxlike glow"), None);
    }
}
