//! The check of the box of urgent help: where a page asks for it, it is there, and no id stands twice with it.

use super::{Edition, Site};
use crate::kinds::{Kind, Standing};
use crate::page::Page;
use crate::problem::{Place, Problems, Rule};
use crate::source::page_stem;

/// Looks at every published page that says whether it wants the box, and at those that show it.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    let kind = Kind::UrgentHelp;
    let mut unread = site.unread.pages.iter().filter_map(|path| page_stem(path));
    let unread = unread.any(|stem| page_stem(kind.spec().file) == Some(stem));
    let held = site.pages.iter().any(|page| page.kind == kind);
    for edition in site.editions() {
        only_one(edition, problems);
    }
    for (id, page) in site.pages.published() {
        let shown = site.edition(id.edition()).urgent_help();
        if let Some(flag) = page.urgent_help.as_ref().filter(|flag| flag.value) {
            let place = flag.place(&page.source);
            match shown {
                _ if !page.has_address() => nowhere(page, place, problems),
                None if unread => {}
                None if held => held_back(place, problems),
                None => missing(place, problems),
                Some(_) => {}
            }
        }
        if let Some(shown) = shown.filter(|_| page.wants_urgent_help()) {
            same_ids(site, page, shown, problems);
        }
    }
}

/// The words are written once: of two files one would be shown nowhere.
fn only_one(edition: &Edition, problems: &mut Problems) {
    let Some(first) = edition.urgent_help() else { return };
    for other in edition.list(Kind::UrgentHelp).skip(1) {
        problems
            .report(Rule::DuplicateAddress, other.place(), "the box of urgent help is written twice")
            .also(first.place(), "that one is shown")
            .help("put the words into one file, and delete the other");
    }
}

/// The words of the page stand on a page with others.
fn nowhere(page: &Page, place: Place, problems: &mut Problems) {
    let said =
        format!("the words of {} have no page of their own for the box of urgent help", page.kind.in_words());
    let problem = problems.report(Rule::BadValue, place, said);
    problem.help(match (page.kind.spec().stands, page.kind.folder()) {
        (Standing::Anchor | Standing::Beside, Some(folder)) => {
            format!("take it out, and write it into content/{folder}/_index.md to have the box on that page")
        }
        _ => "take it out".to_owned(),
    });
}

fn held_back(place: Place, problems: &mut Problems) {
    problems
        .report(Rule::HeldBack, place, "the box of urgent help is held back, so it is left out here")
        .help(format!(
            "publish `{}`, or take this out; the box comes back by itself",
            Kind::UrgentHelp.spec().file
        ));
}

fn missing(place: Place, problems: &mut Problems) {
    problems
        .report(Rule::NoUrgentHelp, place, "there is no box of urgent help to show")
        .label("asked for here")
        .help(format!(
            "write `{}`: a title, and below it when to get help at once and where",
            Kind::UrgentHelp.spec().file
        ));
}

/// Ids of the box stand on every page that shows it.
fn same_ids(site: &Site, page: &Page, shown: &Page, problems: &mut Problems) {
    let Some(ids) = site.ids_of(page) else { return };
    for id in shown.body.ids.iter().filter(|id| ids.contains(id)) {
        let heading = page.body.headings.iter().find(|heading| heading.id == **id);
        let place =
            heading.map_or_else(|| page.place(), |heading| Place::new(&page.source, heading.span.clone()));
        problems
            .report(Rule::HeadingId, place, format!("the id `{id}` stands twice"))
            .label("here, and in the box of urgent help")
            .help("give one of them another id")
            .also(shown.place(), "the box is here");
    }
}
