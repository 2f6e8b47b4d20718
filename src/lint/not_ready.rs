//! Something that a clinic may not go live without.

use super::{Context, Look, legal_pages};
use crate::page::{Data, Kind};
use crate::problem::{Place, Problems, Rule};
use crate::site::Site;

lint! {
    Look::Launch(look);
    NotReady = "K02", Error, "something that a clinic may not go live without";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    let site = context.site;
    let mut missing = |place: Place, words: String, help: &str| {
        problems.report(Rule::NotReady, place, words).help(help);
    };
    let config = Place::file(&site.config.source);
    match &site.prices {
        None => missing(
            Place::path("content/prices.toml"),
            "there are no prices".to_owned(),
            "write content/prices.toml",
        ),
        Some(list) if !list.services.iter().any(|service| service.first) => missing(
            Place::file(&list.source),
            "no price is that of what a new patient books first".to_owned(),
            "write first = true below that service",
        ),
        Some(_) => {}
    }
    if !can_be_booked(site) {
        missing(
            config.clone(),
            "there is no way to book".to_owned(),
            "set `booking_url` or `phone` in `[clinic]`",
        );
    }
    if site.is_us() && !site.has_estimate_page() {
        missing(
            config,
            "there is no Good Faith Estimate page".to_owned(),
            "take `good_faith_estimate` out of `[legal]`",
        );
    }
    for legal_pages::Missing { place, words, help, .. } in legal_pages::missing(site) {
        missing(place, words, &help);
    }
    if let Some(page) = legal_pages::unreachable(site) {
        let words = "the accessibility page names no way to reach anybody".to_owned();
        missing(page.place(), words, "write a mail address or telephone number on it");
    }
    for page in site.every(Kind::Article) {
        if let Data::Article(article) = &page.data
            && (article.review.reviewer.is_none() || article.review.reviewed.is_none())
        {
            missing(page.place(), "an article that nobody has reviewed".to_owned(), "have it reviewed");
        }
    }
}

/// Whether a new patient can book or call: the clinic, or what a page tells of.
fn can_be_booked(site: &Site) -> bool {
    let clinic = &site.config.clinic;
    let anywhere = || site.pages.published().any(|(_, page)| page.data.own().can_be_booked());
    clinic.booking_url.is_some() || clinic.phone.is_some() || anywhere()
}
