//! The check of references: slugs of pages, people, prices and sources that a page names.

use super::{Edition, Site};
use crate::page::Kind;
use crate::prices::IdKind;
use crate::problem::{Place, Problems, Rule};
use crate::schema::Reference;
use crate::table::Named;

/// Looks up every slug that a page names.
pub(super) fn check_references(site: &Site, problems: &mut Problems) {
    if let Some(list) = &site.prices {
        for page in list.services.iter().filter_map(|service| service.page.as_ref()) {
            let name = Name { text: &page.value, kind: Kind::Service, place: page.place(&list.source) };
            site.editions().iter().for_each(|edition| check_name(site, edition, &name, problems));
        }
    }
    for (id, page) in site.pages.published() {
        for Named { what, text } in &page.names {
            let place = || text.place(&page.source);
            match *what {
                Reference::PageOr(_, word) if word == text.value => {}
                Reference::Page(folder) | Reference::PageOr(folder, _) => {
                    let Some(kind) = Kind::of_folder(folder) else { continue };
                    let name = Name { text: &text.value, kind, place: place() };
                    check_name(site, site.edition(id.edition()), &name, problems);
                }
                Reference::Price => check_price(site, place(), &text.value, problems),
                // A condition is made by its name; sources are cited; rules, and ids of the price list in it, are looked
                // up where they are read.
                Reference::Condition
                | Reference::Outside
                | Reference::Source
                | Reference::SourceOrWeb
                | Reference::Rule => {}
            }
        }
    }
}

fn check_price(site: &Site, place: Place, id: &str, problems: &mut Problems) {
    match site.prices.as_ref().and_then(|list| Some((list, list.kind_of(id)?))) {
        Some((list, kind @ (IdKind::Example | IdKind::Outside))) => {
            let what = kind.in_words();
            problems
                .report(
                    Rule::WrongKind,
                    place,
                    format!("`prices` names plans, services and bundles, and `{id}` is {what}"),
                )
                .also(list.place(id), format!("{what} of this id"))
                .help(match kind {
                    IdKind::Outside => {
                        format!("take it out here, and write outside = [\"{id}\"] below the service in content/prices.toml")
                    }
                    _ => format!("write [](estimate:{id}) into the text of the page to show it"),
                });
        }
        Some(_) => {}
        None if site.unread.prices => {}
        None => {
            problems
                .report(Rule::UnknownPrice, place, format!("there is no price `{id}`"))
                .label("no entry of content/prices.toml has this id")
                .propose_or_list(id, site.price_ids());
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
