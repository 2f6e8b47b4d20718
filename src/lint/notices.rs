//! Notices that the law asks for, without which nothing is published or every build warns.

use std::sync::LazyLock;

use regex::Regex;

use super::passage::pattern;
use super::{Look, estimate_words, legal_pages, prose};
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::site::Site;
use crate::site::legal;
use crate::source::Sources;

lint! {
    Look::Build(look);
    NoEstimate = "L01", Warning, "a US clinic without a Good Faith Estimate page";
    EstimateContact = "estimate-contact", Warning, "a Good Faith Estimate page that names no way to ask for one";
    EstimateWords = "L10", Error, "a Good Faith Estimate notice that leaves out what it must say";
    OpenPayments = "L02", Error, "a clinic in California without the Open Payments notice";
    Nondiscrimination = "L04", Error, "federal funds without the notice of nondiscrimination";
    PrivacyPractices = "L07", Error, "a clinic under HIPAA without a Notice of Privacy Practices, or one without its day";
}

fn look(site: &Site, _: &Sources, problems: &mut Problems) {
    estimate(site, problems);
    open_payments(site, problems);
    nondiscrimination(site, problems);
    privacy_practices(site, problems);
}

/// The Good Faith Estimate page is there, says what it must, and how to ask for one.
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
    for edition in site.editions().iter().filter(|_| site.has_estimate_page()) {
        for page in edition.list(Kind::Estimate) {
            let missing = estimate_words::missing(page, edition.language().tag);
            if !missing.is_empty() {
                problems
                    .report(
                        Rule::EstimateWords,
                        page.place(),
                        format!("this notice on Good Faith Estimates leaves out: {}", missing.join("; ")),
                    )
                    .help("write it, or take the file away: the theme's own notice says all of it");
            }
        }
    }
}

fn open_payments(site: &Site, problems: &mut Problems) {
    let in_california = |page: &&Page| {
        let Data::Location(location) = &page.data else { return false };
        location.is_in_us_state("CA")
    };
    let notice = site
        .legal_page(&legal::OPEN_PAYMENTS)
        .is_some_and(|page| page.source.text.contains("openpaymentsdata.cms.gov"));
    if let Some(place) = site.every(Kind::Location).find(in_california).filter(|_| !notice) {
        problems
            .report(Rule::OpenPayments, place.place(), "a clinic in California without the Open Payments notice")
            .help("write content/open-payments.md with the text of Bus. & Prof. Code § 663 and a link to openpaymentsdata.cms.gov");
    }
}

fn nondiscrimination(site: &Site, problems: &mut Problems) {
    let funded = site.config.legal.federal_funds.as_ref().filter(|flag| flag.value);
    if let Some(flag) = funded.filter(|_| site.lacks(&legal::NONDISCRIMINATION)) {
        problems
            .report(
                Rule::Nondiscrimination,
                flag.place(&site.config.source),
                "federal funds, and no notice of nondiscrimination",
            )
            .help("write content/nondiscrimination.md, with the notice of language help");
    }
}

/// Whom HIPAA binds, posts the Notice of Privacy Practices on its website (45 CFR 164.520(c)(3)(i)), with the day from
/// which it is in force (164.520(b)(1)(viii)).
fn privacy_practices(site: &Site, problems: &mut Problems) {
    let Some(flag) = site.config.legal.hipaa() else { return };
    if site.lacks(&legal::PRIVACY_PRACTICES) {
        let write = || {
            "write content/notice-of-privacy-practices.md, with the day from which it is in force".to_owned()
        };
        let help = site.meant_as(&legal::PRIVACY_PRACTICES);
        let help = help.map_or_else(write, |meant| legal_pages::renamed(meant, &legal::PRIVACY_PRACTICES));
        problems
            .report(
                Rule::PrivacyPractices,
                flag.place(&site.config.source),
                "HIPAA binds the clinic, and there is no Notice of Privacy Practices",
            )
            .help(help);
    }
    if let Some(page) = site.legal_page(&legal::PRIVACY_PRACTICES).filter(|page| !names_a_day(page)) {
        problems
            .report(
                Rule::PrivacyPractices,
                page.place(),
                "the Notice of Privacy Practices does not say from which day it is in force",
            )
            .help("write the day into its text, as in `In force from February 1, 2026.`");
    }
}

/// A day of the calendar in whatever language and order: `February 1, 2026`, `1 de febrero de 2026`, `2026-02-01`.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:0?[1-9]|[12]\d|3[01])(?:[^\W\d_]{2})?\W+(?:[^\W\d_]+\W+|\d\d?\W+){0,3}(?:19|20)\d\d\b|\b(?:19|20)\d\d\W+(?:\w+\W+){0,2}(?:0?[1-9]|[12]\d|3[01])\b",
    )
});

fn names_a_day(page: &Page) -> bool {
    prose::read(page).blocks.iter().any(|block| DAY.is_match(&block.text))
}
