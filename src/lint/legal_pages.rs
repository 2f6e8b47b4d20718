//! Pages that a clinic's site has by law, and what must stand on them.

use super::{Context, Look, published};
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::site::Site;

lint! {
    Look::Site(look);
    LegalPages = "L05", Warning, "a legal page that is missing";
    AccessibilityContact = "accessibility-contact", Warning, "an accessibility page that names no way to reach anybody";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    let site = context.site;
    for (path, words) in missing(site) {
        let place = site.by_path(path).map_or_else(|| Place::path(path), |(page, _)| page.place());
        problems
            .report(Rule::LegalPages, place, words)
            .help("write it, and link it from every page's footer");
    }
    if let Some(page) = unreachable(site) {
        problems
            .report(
                Rule::AccessibilityContact,
                page.place(),
                "the accessibility page names no way to reach anybody",
            )
            .help("write a mail address or telephone number on it");
    }
}

/// Paths of the legal pages that are missing, and why each is asked for.
pub(super) fn missing(site: &Site) -> Vec<(&'static str, String)> {
    let mut missing = Vec::new();
    for path in ["content/privacy.md", "content/accessibility.md"] {
        if published(site, path).is_none() {
            missing.push((path, format!("there is no {path}")));
        }
    }
    let in_washington = |page: &Page| {
        let Data::Location(location) = &page.data else { return false };
        location.is_in_us_state("WA")
    };
    let washington = site.every(Kind::Location).any(in_washington);
    let form = site.is_us() && site.pages.iter().any(|page| page.source.text.contains("<form"));
    let path = "content/consumer-health-data.md";
    if (washington || form) && published(site, path).is_none() {
        let why = if washington { "a clinic in Washington" } else { "a form" };
        missing.push((path, format!("{why}, and no {path}")));
    }
    missing
}

/// The accessibility page, if it names no way to reach anybody.
pub(super) fn unreachable(site: &Site) -> Option<&Page> {
    let page = published(site, "content/accessibility.md")?;
    let text = &page.source.text;
    let phone = site.config.clinic.phone.as_ref();
    let reachable = ["mailto:", "@", "tel:"].iter().any(|sign| text.contains(sign))
        || phone.is_some_and(|phone| text.contains(phone.value.as_str()));
    (!reachable).then_some(page)
}
