//! The position on Medicare, which decides who may pay the clinic at all, and what follows from it.

use std::collections::BTreeSet;

use super::{Context, Look};
use crate::config::Medicare;
use crate::page::{Data, Kind};
use crate::prices::PriceList;
use crate::problem::{Place, Problems, Rule};
use crate::schema::Word;
use crate::site::Site;
use crate::table::At;

lint! {
    Look::Site(look);
    MedicarePosition = "L08", Warning, "a US clinic that does not tell in full where it stands with Medicare";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    let site = context.site;
    match &site.config.legal.medicare {
        _ if !site.is_us() => {}
        None => {
            problems
                .report(
                    Rule::MedicarePosition,
                    Place::file(&site.config.source),
                    "the clinic does not say where it stands with Medicare",
                )
                .help(format!("write `medicare` below `[legal]`, one of: {}", Medicare::WORDS.join(", ")));
        }
        Some(At { value: Medicare::OptedOut, .. }) => opted_out(site, problems),
        Some(At { value: Medicare::NoMedicarePatients, .. }) => {}
        Some(medicare @ At { value: Medicare::Enrolled, .. }) => {
            enrolled(site, medicare.place(&site.config.source), problems);
        }
    }
}

/// An opt-out is each clinician's own (42 CFR 405.410): who gives what has a price, and may opt out at all, tells the
/// day of it.
fn opted_out(site: &Site, problems: &mut Problems) {
    for edition in site.editions() {
        let services = edition.list(Kind::Service).filter_map(|page| {
            let Data::Service(service) = &page.data else { return None };
            (!service.prices.is_empty()).then_some(service)
        });
        let people: BTreeSet<&str> =
            services.flat_map(|service| &service.providers).map(At::as_str).collect();
        for page in people.into_iter().filter_map(|slug| edition.visible(Kind::Provider, slug)) {
            let Data::Provider(provider) = &page.data else { continue };
            if !Medicare::may_opt_out(provider.credentials.iter().map(String::as_str)) {
                continue;
            }
            let words = match provider.medicare_opt_out {
                Some(day) if day <= site.config.today => continue,
                Some(day) => {
                    format!("`{}` opts out of Medicare on {day}, and the clinic says it has", page.slug)
                }
                None => format!(
                    "the clinic has opted out of Medicare, and `{}` has no `medicare_opt_out`",
                    page.slug
                ),
            };
            problems
                .report(Rule::MedicarePosition, page.place(), words)
                .help("write the day from which the opt-out runs: medicare_opt_out = 2026-01-01; the letters of those who may not opt out, such as physical therapists, belong into `credentials`");
        }
    }
}

/// A plan of a clinic that is enrolled may not charge again for what Medicare covers.
fn enrolled(site: &Site, place: Place, problems: &mut Problems) {
    let silent =
        |list: &PriceList| !list.plans.is_empty() && list.terms.iter().all(|term| term.key != "medicare");
    if site.prices.as_ref().is_some_and(silent) {
        problems
            .report(
                Rule::MedicarePosition,
                place,
                "the clinic is enrolled in Medicare, and does not say what its plans cover beyond it",
            )
            .help("say so in `medicare` below `[terms]` of content/prices.toml");
    }
}
