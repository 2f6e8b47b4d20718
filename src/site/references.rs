//! Every slug that a page names is looked up; those that lead nowhere are problems.

use jiff::civil::Date;

use super::Site;
use crate::page::{Data, Kind, Page};
use crate::prices::IdKind;
use crate::problem::{Place, Problems, Rule};
use crate::table::At;

/// Looks up every slug that a page names.
pub(super) fn check_references(site: &Site, problems: &mut Problems) {
    if let Some(list) = &site.prices {
        for page in list.services.iter().filter_map(|service| service.page.as_ref()) {
            check_name(site, page.place(&list.source), &page.value, Kind::Service, problems);
        }
    }
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
        problems.report(
            Rule::ReviewAhead,
            day.place(&page.source),
            format!("`reviewed` is in the future ({})", day.value),
        );
    }
}

fn check_prices(site: &Site, page: &Page, ids: &[At<String>], problems: &mut Problems) {
    for id in ids {
        let place = id.place(&page.source);
        match site.prices.as_ref().and_then(|list| Some((list, list.kind_of(&id.value)?))) {
            Some((list, IdKind::Example)) => {
                problems
                    .report(
                        Rule::WrongKind,
                        place,
                        format!(
                            "`prices` names plans, services and bundles, and `{}` is an example",
                            id.value
                        ),
                    )
                    .also(list.place(&id.value), "an example of this id")
                    .help(format!("write [](estimate:{}) into the text of the page to show it", id.value));
            }
            Some(_) => {}
            None if site.unread.prices => {}
            None => {
                problems
                    .report(Rule::UnknownPrice, place, format!("there is no price `{}`", id.value))
                    .label("no entry of content/prices.toml has this id")
                    .propose_or_list(&id.value, site.price_ids());
            }
        }
    }
}

fn check_name(site: &Site, place: Place, name: &str, kind: Kind, problems: &mut Problems) {
    let folder = kind.folder().unwrap_or_default();
    match site.by_slug.get(&(kind, name.to_owned())) {
        Some(at) if site.published[*at] => {}
        Some(_) => held_back(place, folder, name, problems),
        None if site.unread.has_draft(folder, name) => {
            held_back(place, folder, name, problems);
        }
        None if site.unread.has_file(folder, name) => {}
        None => {
            let rule = if kind == Kind::Provider { Rule::UnknownPerson } else { Rule::UnknownPage };
            let problem =
                problems.report(rule, place, format!("there is no page `{name}` in `content/{folder}/`"));
            match site.named(name) {
                Some(other) => {
                    let what = other.kind.in_words();
                    problem.label(format!("{what} has this name")).also(other.place(), what);
                    problem.help(format!("name a page of `content/{folder}/`, or take it out"));
                }
                None => {
                    problem.help(format!("write the page, content/{folder}/{name}.md, or take the name out"));
                    site.slugs(kind).map(|known| problem.propose_or_list(name, known));
                }
            }
        }
    }
}

fn held_back(place: Place, folder: &str, name: &str, problems: &mut Problems) {
    problems
        .report(
            Rule::HeldBack,
            place,
            format!("`{name}` in `content/{folder}/` is held back, so it is left out here"),
        )
        .help("publish that page, or take the name out; it comes back by itself with the page");
}
