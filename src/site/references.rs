//! Every slug that a page names is looked up; those that lead nowhere are problems.

use jiff::civil::Date;

use super::Site;
use crate::page::{Data, Kind, Page};
use crate::prices::PriceList;
use crate::problem::{Place, Problems, Rule};
use crate::route::slug;
use crate::source::page_stem;
use crate::table::At;

/// Looks up every slug that a page names.
pub(super) fn check_references(site: &Site, problems: &mut Problems) {
    for (at, page) in site.pages.iter().enumerate() {
        if !site.published[at] {
            continue;
        }
        let mut names: Vec<(&At<String>, Kind)> = Vec::new();
        match &page.data {
            Data::Article(article) => {
                names.extend(article.authors.iter().map(|name| (name, Kind::Provider)));
                names.extend(article.review.reviewer.iter().map(|name| (name, Kind::Provider)));
                names.extend(article.services.iter().map(|name| (name, Kind::Service)));
                check_review(site, page, article.review.reviewed.as_ref(), problems);
            }
            Data::Service(service) => {
                names.extend(service.providers.iter().map(|name| (name, Kind::Provider)));
                names.extend(service.review.reviewer.iter().map(|name| (name, Kind::Provider)));
                names.extend(service.locations.iter().map(|name| (name, Kind::Location)));
                check_review(site, page, service.review.reviewed.as_ref(), problems);
                check_prices(site, page, &service.prices, problems);
            }
            Data::Provider(provider) => {
                names.extend(provider.locations.iter().map(|name| (name, Kind::Location)))
            }
            Data::Event(event) => {
                names.extend(event.hosts.iter().map(|name| (name, Kind::Provider)));
                names.extend(event.location.iter().map(|name| (name, Kind::Location)));
            }
            Data::Career(career) => {
                let place = career.location.iter().filter(|name| name.value != "remote");
                names.extend(place.map(|name| (name, Kind::Location)));
            }
            _ => {}
        }
        for (name, kind) in names {
            check_name(site, name.place(&page.source), &name.value, kind, problems);
        }
    }
}

fn check_review(site: &Site, page: &Page, reviewed: Option<&At<Date>>, problems: &mut Problems) {
    if let Some(day) = reviewed.filter(|day| day.value > site.config.today) {
        problems.error(
            Rule::ReviewAhead,
            day.place(&page.source),
            format!("`reviewed` is in the future ({})", day.value),
        );
    }
}

fn check_prices(site: &Site, page: &Page, ids: &[At<String>], problems: &mut Problems) {
    for id in ids {
        let known = site.prices.as_ref().is_some_and(|prices| prices.lookup(&id.value).is_some());
        if !known && !site.unread.prices {
            let ids = site.prices.iter().flat_map(PriceList::ids);
            problems
                .error(
                    Rule::UnknownPrice,
                    id.place(&page.source),
                    format!("there is no price `{}`", id.value),
                )
                .label("no entry of content/prices.toml has this id")
                .propose(&id.value, ids);
        }
    }
}

fn check_name(site: &Site, place: Place, name: &str, kind: Kind, problems: &mut Problems) {
    let folder = kind.folder().unwrap_or_default();
    match site.by_slug.get(&(kind, name.to_owned())) {
        Some(at) if site.published[*at] => {}
        Some(_) => {
            problems.warn(
                Rule::HeldBack,
                place,
                format!("`{name}` in `content/{folder}/` is held back, so it is left out here"),
            );
        }
        None if site.unread.pages.iter().any(|path| is_file_of(path, folder, name)) => {}
        None => {
            let rule = if kind == Kind::Provider { Rule::UnknownPerson } else { Rule::UnknownPage };
            let known = site.pages.iter().filter(|page| page.kind == kind).map(|page| page.slug.as_str());
            problems
                .error(rule, place, format!("there is no page `{name}` in `content/{folder}/`"))
                .propose(name, known);
        }
    }
}

/// Whether a path is most likely the file of this slug in a kind's folder.
pub(super) fn is_file_of(path: &str, folder: &str, name: &str) -> bool {
    let inside = page_stem(path).and_then(|stem| stem.strip_prefix(folder)?.strip_prefix('/'));
    let stem = inside.map(|inside| inside.strip_suffix("/index").unwrap_or(inside));
    stem.and_then(|stem| stem.rsplit('/').next()).is_some_and(|stem| slug(stem) == name)
}
