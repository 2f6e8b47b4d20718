//! Notices that the law asks for, without which nothing is published or every build warns.

use super::{Look, published};
use crate::page::{Data, Kind};
use crate::problem::{Place, Problems, Rule};
use crate::site::Site;
use crate::source::Sources;

lint! {
    Look::Build(look);
    NoEstimate = "L01", Warning, "a US clinic without a Good Faith Estimate page";
    EstimateContact = "estimate-contact", Warning, "a Good Faith Estimate page that names no way to ask for one";
    OpenPayments = "L02", Error, "a clinic in California without the Open Payments notice";
    Nondiscrimination = "L04", Error, "federal funds without the notice of nondiscrimination";
}

fn look(site: &Site, _: &Sources, problems: &mut Problems) {
    estimate(site, problems);
    open_payments(site, problems);
    nondiscrimination(site, problems);
}

/// The Good Faith Estimate page is there, and says how to ask for one.
fn estimate(site: &Site, problems: &mut Problems) {
    let config = &site.config;
    if site.has_estimate_page() && config.clinic.phone.is_none() && config.clinic.email.is_none() {
        problems
            .report(
                Rule::EstimateContact,
                Place::file(&config.source),
                "the Good Faith Estimate page names no way to ask for one",
            )
            .help("set `phone` or `email` in `[clinic]`");
    }
    if let Some(flag) = config.legal.good_faith_estimate.as_ref().filter(|flag| !flag.value && site.is_us()) {
        problems
            .report(
                Rule::NoEstimate,
                flag.place(&config.source),
                "a US clinic without a Good Faith Estimate page",
            )
            .help("45 CFR 149.610 asks every provider for this notice; take the line out to have it");
    }
}

fn open_payments(site: &Site, problems: &mut Problems) {
    let in_california = |page: &&crate::page::Page| {
        let Data::Location(location) = &page.data else { return false };
        location.is_in_us_state("CA")
    };
    let notice = published(site, "content/open-payments.md")
        .is_some_and(|page| page.source.text.contains("openpaymentsdata.cms.gov"));
    if let Some(place) = site.every(Kind::Location).find(in_california).filter(|_| !notice) {
        problems
            .report(Rule::OpenPayments, place.place(), "a clinic in California without the Open Payments notice")
            .help("write content/open-payments.md with the text of Bus. & Prof. Code § 663 and a link to openpaymentsdata.cms.gov");
    }
}

fn nondiscrimination(site: &Site, problems: &mut Problems) {
    let funded = site.config.legal.federal_funds.as_ref().filter(|flag| flag.value);
    if let Some(flag) = funded.filter(|_| published(site, "content/nondiscrimination.md").is_none()) {
        problems
            .report(
                Rule::Nondiscrimination,
                flag.place(&site.config.source),
                "federal funds, and no notice of nondiscrimination",
            )
            .help("write content/nondiscrimination.md, with the notice of language help");
    }
}
