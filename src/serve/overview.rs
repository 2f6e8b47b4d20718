//! The page for reviewers at `/__clinicsite/`: every page and what becomes of it, what is wrong, what prices change.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::Depth;
use crate::lint::Readability;
use crate::page::{Kind, Page};
use crate::prices::{EntryOffers, PriceList};
use crate::problem::Level;
use crate::serve::board::Snapshot;
use crate::serve::inject;
use crate::site::{Edition, EditionId, Site};

/// The page in HTML.
pub(super) fn page(shown: &Snapshot, badges: bool) -> String {
    let news = &shown.news;
    let (findings, grades) = shown.site.as_ref().map_or_else(Default::default, |site| look(site));
    let site = shown.site.as_ref().map(|site| {
        let Site { config, .. } = &site.site;
        let edition = site.site.edition(EditionId::FIRST);
        let link = |page: &Page| {
            let published = site.plan.jobs.contains_key(&page.route);
            (page.has_address() && published).then(|| config.base.link(&page.route))
        };
        let kinds: Vec<_> = Kind::ALL
            .iter()
            .map(|kind| {
                let pages = site.site.pages.iter().filter(|page| page.kind == *kind);
                let pages: Vec<_> = pages
                    .map(|page| {
                        let (state, word) = state(&site.site, page);
                        let review = review_due(&site.site, page);
                        let overdue = review.filter(|due| *due < config.today);
                        json!({
                            "title": page.title.value, "path": page.source.path, "url": link(page), "state": state,
                            "word": word, "overdue": overdue.map(|due| due.to_string()),
                            "grade": grades.get(&page.source.path).map(|reading| format!("{:.1}", reading.grade)),
                        })
                    })
                    .collect();
                json!({ "name": kind.spec().plural, "pages": pages })
            })
            .filter(|kind| kind["pages"].as_array().is_some_and(|pages| !pages.is_empty()))
            .collect();
        let prices: Vec<_> = site.site.prices.iter().flat_map(|list| prices(list, edition)).collect();
        let next = site.site.next_change.as_ref();
        json!({
            "title": config.title, "home": config.base.link(&crate::route::Route::home()), "today": config.today.to_string(),
            "language": edition.tag(), "kinds": kinds, "prices": prices, "pages": site.pages(),
            "next_change": next.map(|(day, what)| json!({ "day": day.to_string(), "what": what })),
        })
    });
    let base = shown.base_path();
    let view = json!({
        "findings_html": findings, "site": site, "errors": news.errors, "warnings": news.warnings, "problems_html": news.html,
        "css": format!("{base}{}live.css", inject::OWN), "production": !badges,
    });
    inject::template("overview.html", &view)
}

/// More pages are not looked at closely each time that somebody opens the overview.
const MOST_PAGES: usize = 2000;

/// What `check` would tell beyond the build, and how hard the pages are to read.
fn look(site: &crate::Prepared) -> (Option<String>, BTreeMap<String, Readability>) {
    if site.pages() > MOST_PAGES {
        return (None, BTreeMap::new());
    }
    let mut findings = crate::lint::check(site, Depth::Check);
    let idle = crate::lint::silence(&site.site, &mut findings);
    findings.extend(idle);
    findings.retain(|finding| finding.level == Level::Warning);
    (Some(inject::problems(&findings)), crate::lint::readings(&site.site))
}

/// A class for the state, and its words.
fn state(site: &Site, page: &Page) -> (&'static str, String) {
    let find = |list: &[(String, String)]| {
        list.iter().find(|(path, _)| *path == page.source.path).map(|(_, reason)| reason.clone())
    };
    if let Some(reason) = find(&site.early) {
        return ("early", reason);
    }
    if let Some(reason) = find(&site.held_back) {
        return ("held", reason);
    }
    match site.last_day(page) {
        Some(day) => ("published", format!("published until {day}")),
        None => ("published", "published".to_owned()),
    }
}

/// The day on which the next review is due.
fn review_due(site: &Site, page: &Page) -> Option<Date> {
    page.data.own().review()?.due(site.config.check.review_months)
}

fn prices(list: &PriceList, edition: &Edition) -> Vec<Value> {
    let line = |offers: &EntryOffers| {
        let next = offers
            .next
            .map(|next| json!({ "day": next.from.to_string(), "amount": edition.sum(next.price) }));
        json!({
            "name": offers.name, "amount": edition.cost(offers.cost), "per": edition.per(&offers.per), "next": next,
        })
    };
    list.offers().iter().map(line).collect()
}
