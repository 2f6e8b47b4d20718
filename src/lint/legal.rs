//! Pages that the law asks for, trackers and forms.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::Desk;
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::render::Output;
use crate::site::{Fixture, Site};
use crate::source::{Bytes, Source, Sources, is_inside, is_page, page_stem};

/// What stops a build, seen without rendering it: notices that are missing, trackers, ratings.
pub(crate) fn errors(sources: &Sources, site: &Site, problems: &mut Problems) {
    let config = &site.config;
    let published = |path: &str| {
        let page = page_stem(path).and_then(|stem| site.by_stem(stem));
        page.filter(|(_, published)| *published).map(|(page, _)| page)
    };
    let in_region = |wanted: &str| {
        site.every(Kind::Location).find(|page| match &page.data {
            Data::Location(location) => {
                location.address.country.code() == "US" && location.address.region.as_deref() == Some(wanted)
            }
            _ => false,
        })
    };
    let notice = published("content/open-payments.md")
        .is_some_and(|page| page.source.text.contains("openpaymentsdata.cms.gov"));
    if let Some(place) = in_region("CA").filter(|_| !notice) {
        problems
            .report(Rule::OpenPayments, place.place(), "a clinic in California without the Open Payments notice")
            .help("write content/open-payments.md with the text of Bus. & Prof. Code § 663 and a link to openpaymentsdata.cms.gov");
    }
    let funded = config.legal.federal_funds.as_ref().filter(|flag| flag.value);
    if let Some(flag) = funded.filter(|_| published("content/nondiscrimination.md").is_none()) {
        problems
            .report(
                Rule::Nondiscrimination,
                flag.place(&config.source),
                "federal funds, and no notice of nondiscrimination",
            )
            .help("write content/nondiscrimination.md, with the notice of language help");
    }
    code(sources, problems);
}

/// Signs of trackers: the hosts and calls of their scripts.
const TRACKERS: [&str; 20] = [
    "googletagmanager.com",
    "google-analytics.com",
    "gtag('config'",
    "gtag(\"config\"",
    "fbevents.js",
    "fbq('init'",
    "fbq(\"init\"",
    "connect.facebook.net",
    "static.hotjar.com",
    "clarity.ms/tag",
    "doubleclick.net",
    "analytics.tiktok.com",
    "ttq.load",
    "snap.licdn.com",
    "cdn.segment.com",
    "cdn.mxpnl.com",
    "mixpanel.init",
    "fullstory.com/s/",
    "edge.fullstory.com",
    "px.ads.linkedin.com",
];

static TRACKER: LazyLock<Regex> = LazyLock::new(|| {
    let signs: Vec<_> = TRACKERS.iter().map(|sign| regex::escape(sign)).collect();
    Regex::new(&signs.join("|")).expect("escaped words are a pattern")
});

/// Trackers in the raw HTML of a page. Asked when the page is read, so that it is asked once for each text.
pub(crate) fn trackers(source: &Arc<Source>, problems: &mut Problems) {
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        // A text may name what it does not use; a tag or a call uses it.
        let used = line.find(['<', '(']).unwrap_or(line.len());
        for found in TRACKER.find_iter(line) {
            if found.start() > used || found.as_str().contains('(') {
                let span = at + found.start()..at + found.end();
                tracker(Place::new(source, span), found.as_str(), problems);
            }
        }
        at += line.len();
    }
}

/// Templates and scripts of the clinic's own.
fn code(sources: &Sources, problems: &mut Problems) {
    for (_, source) in sources.texts.iter().filter(|(path, _)| path.contains("templates/")) {
        for found in TRACKER.find_iter(&source.text) {
            tracker(Place::new(source, found.range()), found.as_str(), problems);
        }
        for (at, sign) in source.text.match_indices("aggregateRating") {
            problems
                .report(
                    Rule::Rating,
                    Place::new(source, at..at + sign.len()),
                    "a rating of the clinic in markup",
                )
                .help("take it out: search engines distrust ratings that one gives oneself");
        }
        frames(source, problems);
    }
    for (path, asset) in &sources.assets {
        let script = [".js", ".mjs", ".html", ".htm"].iter().any(|ending| path.ends_with(ending));
        let script = script && !is_inside(path, "static");
        let Bytes::Held(bytes) = &asset.bytes else { continue };
        if let (true, Ok(text)) = (script, std::str::from_utf8(bytes)) {
            TRACKER.find_iter(text).for_each(|found| tracker(Place::path(path), found.as_str(), problems));
        }
    }
}

fn tracker(place: Place, sign: &str, problems: &mut Problems) {
    problems
        .report(Rule::Tracker, place, format!("`{sign}` belongs to a tracker"))
        .help("take it out: what patients read about is nobody else's business");
}

/// What stands between each sign that opens and the next one that closes, with its bytes; up to the next that opens
/// where nothing closes.
fn between<'t>(
    text: &'t str,
    open: &'t str,
    close: &'t str,
) -> impl Iterator<Item = (Range<usize>, &'t str)> {
    let mut next = 0;
    let parts = text.split(open).map(move |part| {
        let at = next;
        next = at + part.len() + open.len();
        (at, part)
    });
    parts.skip(1).map(move |(at, part)| {
        let inside = part.split(close).next().unwrap_or(part);
        (at - open.len()..at + inside.len(), inside)
    })
}

/// Frames of templates have a title.
fn frames(source: &Arc<Source>, problems: &mut Problems) {
    for (span, inside) in between(&source.text, "<iframe", ">") {
        if !inside.contains("title=") {
            problems
                .report(Rule::Behaviour, Place::new(source, span), "a frame without a title")
                .help("say in `title` what it shows");
        }
    }
}

/// What a form on a clinic's site must not ask.
const HEALTH: [&str; 12] = [
    "symptom",
    "diagnos",
    "medication",
    "medical",
    "health",
    "birth",
    "dob",
    "insurance",
    "ssn",
    "social-security",
    "social_security",
    "pregnan",
];

fn questions(source: &Arc<Source>, problems: &mut Problems) {
    // A field by its name or id, a label by its words.
    for (sign, close) in [("<input", ">"), ("<textarea", ">"), ("<select", ">"), ("<label", "</label")] {
        for (span, inside) in between(&source.text, sign, close) {
            let tag = inside.to_lowercase();
            if let Some(word) = HEALTH.iter().find(|word| tag.contains(**word)) {
                problems
                    .report(
                        Rule::HealthQuestion,
                        Place::new(source, span),
                        format!("a form asks about `{word}`"),
                    )
                    .help("ask for a name and how to call back; the rest belongs into the patient portal");
            }
        }
    }
}

pub(super) fn check(desk: &mut Desk<'_>) {
    let site = desk.site;
    let asks = |path: &str| path.contains("templates/") || is_page(path);
    for (_, source) in desk.sources.texts.iter().filter(|(path, _)| asks(path)) {
        questions(source, &mut desk.problems);
    }
    insurance(desk);
    legal_pages(site, &mut desk.problems);
    for page in site.every(Kind::Event) {
        if let Data::Event(event) = &page.data
            && site.is_past(event.end)
            && event.recording_url.is_none()
            && page.expires.is_none()
        {
            desk.problems
                .report(
                    Rule::PastStays,
                    page.place(),
                    "this event is over, and its page has nothing to offer",
                )
                .help("add `recording_url`, or `expires`");
        }
    }
    for page in site.every(Kind::Career) {
        if let Data::Career(career) = &page.data
            && let Some(closes) =
                career.closes.filter(|closes| closes.day_in(site.config.offset) < site.config.today)
        {
            desk.problems
                .report(Rule::PastStays, page.place(), format!("this opening closed on {}", closes.day))
                .help("build without `--expired`, or set a new `closes`");
        }
    }
}

/// Where a price recurs the pricing page says that it is no insurance.
fn insurance(desk: &mut Desk<'_>) {
    let Some(list) = desk.site.prices.as_ref().filter(|list| !list.plans.is_empty()) else { return };
    for edition in desk.site.editions() {
        let page = desk.outputs.get(&edition.address(Fixture::Pricing));
        let Some(Output::Bytes(bytes)) = page.filter(|_| super::is_english(edition)) else { continue };
        let said = String::from_utf8_lossy(bytes).to_lowercase();
        if !said.contains("not insurance") && !said.contains("not health insurance") {
            desk.problems
                .report(
                    Rule::NotInsurance,
                    Place::file(&list.source),
                    "the pricing page does not say `not insurance`",
                )
                .help("say it in content/pricing.md, or in the theme's pricing page");
        }
    }
}

/// Paths of the legal pages, and where each is asked for.
pub(super) fn missing_pages(site: &Site) -> Vec<(&'static str, String)> {
    let published = |path: &str| {
        let page = page_stem(path).and_then(|stem| site.by_stem(stem));
        page.filter(|(_, published)| *published).map(|(page, _)| page)
    };
    let mut missing = Vec::new();
    if published("content/privacy.md").is_none() {
        missing.push(("content/privacy.md", "there is no content/privacy.md".to_owned()));
    }
    let reachable = |page: &Page| {
        let text = &page.source.text;
        let clinic = &site.config.clinic;
        text.contains("mailto:")
            || text.contains('@')
            || text.contains("tel:")
            || clinic.phone.as_ref().is_some_and(|phone| text.contains(phone.value.as_str()))
    };
    match published("content/accessibility.md") {
        None => missing.push(("content/accessibility.md", "there is no content/accessibility.md".to_owned())),
        Some(page) if !reachable(page) => {
            missing.push((
                "content/accessibility.md",
                "the accessibility page names no way to reach anybody".to_owned(),
            ));
        }
        Some(_) => {}
    }
    let washington = site.every(Kind::Location).any(|page| match &page.data {
        Data::Location(location) => location.address.region.as_deref() == Some("WA"),
        _ => false,
    });
    let form = site.pages.iter().any(|page| page.source.text.contains("<form"));
    if (washington || form) && published("content/consumer-health-data.md").is_none() {
        let why = if washington { "a clinic in Washington" } else { "a form" };
        let words = format!("{why}, and no content/consumer-health-data.md");
        missing.push(("content/consumer-health-data.md", words));
    }
    missing
}

fn legal_pages(site: &Site, problems: &mut Problems) {
    for (path, words) in missing_pages(site) {
        let place = site.by_path(path).map_or_else(|| Place::path(path), |(page, _)| page.place());
        problems
            .report(Rule::LegalPages, place, words)
            .help("write it, and link it from every page's footer");
    }
}
