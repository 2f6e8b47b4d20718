//! Every slug that a page names is looked up; those that lead nowhere are problems.

use jiff::civil::Date;

use super::{Edition, Site};
use crate::page::{Data, Kind, Page};
use crate::prices::IdKind;
use crate::problem::{Place, Problems, Rule};
use crate::table::At;

/// Looks up every slug that a page names.
pub(super) fn check_references(site: &Site, problems: &mut Problems) {
    if let Some(list) = &site.prices {
        for page in list.services.iter().filter_map(|service| service.page.as_ref()) {
            let name = Name { text: &page.value, kind: Kind::Service, place: page.place(&list.source) };
            site.editions().iter().for_each(|edition| check_name(site, edition, &name, problems));
        }
    }
    for (id, page) in site.pages.published() {
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
                let place = career.location.iter().filter(|_| !career.is_remote());
                names.extend(place.map(|name| (name, Kind::Location)));
            }
            _ => {}
        }
        for (name, kind) in names {
            let name = Name { text: &name.value, kind, place: name.place(&page.source) };
            check_name(site, site.edition(id.edition()), &name, problems);
        }
    }
}

fn check_review(site: &Site, page: &Page, reviewed: Option<&At<Date>>, problems: &mut Problems) {
    if let Some(day) = reviewed.filter(|day| day.value > site.config.today) {
        problems
            .report(
                Rule::ReviewAhead,
                day.place(&page.source),
                format!("`reviewed` is in the future ({})", day.value),
            )
            .help("write the day on which it was reviewed");
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

/// The name of a page of a kind, where it stands.
struct Name<'a> {
    text: &'a str,
    kind: Kind,
    place: Place,
}

fn check_name(site: &Site, edition: &Edition, name: &Name<'_>, problems: &mut Problems) {
    let Name { text: name, kind, ref place } = *name;
    let (folder, place) = (kind.folder().unwrap_or_default(), place.clone());
    match edition.by_slug(kind, name) {
        Some(id) if site.pages.is_published(id) => {}
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
