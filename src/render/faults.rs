//! Faults of templates: each with a page that was being made, and once, however many pages it stops.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::{Job, Planned};
use crate::kinds::Standing;
use crate::page::{Kind, Page};
use crate::problem::{Place, Problem, Problems};
use crate::route::Route;
use crate::site::Site;
use crate::views::RenderContext;
use crate::views::words::TABLE;

/// Stands under the line of a template that failed, and nowhere else.
const LABEL: &str = "here";

/// Says of a fault which page could not be made, and where its words are.
pub(crate) fn name_page(route: &Route, place: Option<Place>, fault: &mut Problem) {
    fault.label(LABEL).help(help(route, 0));
    if let Some(place) = place {
        fault.also(place, "this page was being made");
    }
}

/// Worked years that the texts of an address show, and no template could make a table of.
pub(super) fn of_tables(world: RenderContext<'_>, route: &Route, planned: &Planned, faults: &mut Problems) {
    let (site, edition) = (world.site, world.edition);
    let beside: Vec<&Page> = match &planned.job {
        // Notices stand on every page: their faults are told once.
        Job::Home => edition.list(Kind::Announcement).collect(),
        Job::List(kind, _) if matches!(kind.spec().stands, Standing::Anchor | Standing::Beside) => {
            edition.list(*kind).collect()
        }
        _ => Vec::new(),
    };
    let own = planned.page(site);
    let boxed = own.filter(|page| page.wants_urgent_help()).and_then(|_| edition.urgent_help());
    for page in own.into_iter().chain(boxed).chain(beside) {
        for year in &world.words(page).answers().examples {
            let Some(Err(error)) = world.table(year.number) else { continue };
            let place = Some(Place::new(&page.source, year.span.clone()));
            name_page(route, place, world.theme.report(error, TABLE, faults));
        }
    }
}

fn help(route: &Route, more: usize) -> String {
    match more {
        0 => format!("mend this line of the template: `{route}` is made with it"),
        1 => format!("mend this line of the template: `{route}` and another page are made with it"),
        more => format!("mend this line of the template: `{route}` and {more} more pages are made with it"),
    }
}

/// What stands in messages of the engine before the names that there are.
const LIST: &str = ". Available fields: ";

/// The message of one fault of two pages: of the names that it lists, those that both have.
fn common(one: &str, other: &str) -> String {
    match (one.split_once(LIST), other.split_once(LIST)) {
        (Some((said, names)), Some((_, others))) => {
            let others: BTreeSet<&str> = others.split(", ").collect();
            let names: Vec<_> = names.split(", ").filter(|name| others.contains(name)).collect();
            format!("{said}{LIST}{}", names.join(", "))
        }
        _ => one.to_owned(),
    }
}

/// What to do where a page asks for the template of another kind of page.
fn of_another_kind(page: &Page) -> Option<String> {
    let template = &page.template.as_ref()?.value;
    let named = template.strip_suffix(".html")?;
    let kind = Kind::ALL.iter().find(|kind| kind.name() == named && **kind != page.kind)?;
    let (path, kind) = (&page.source.path, kind.name());
    Some(format!("`{template}` is made for pages of the kind `{kind}`: take `template` out of `{path}`"))
}

/// The problems of all addresses, in their order. Of the pages that one fault stops the first is named, a draft only
/// where there is no other.
pub(crate) fn gather(site: &Site, found: impl IntoIterator<Item = (Route, Problems)>) -> Problems {
    let is_draft = |fault: &Problem| {
        let page = fault.also.as_ref().and_then(|(place, _)| site.by_path(&place.source.path));
        page.is_some_and(|(page, _)| page.draft)
    };
    let mut problems = Problems::default();
    let mut faults: BTreeMap<_, (Route, Problem, usize)> = BTreeMap::new();
    for (route, found) in found {
        for mut problem in found {
            if problem.label != LABEL {
                problems.push(problem);
                continue;
            }
            let start = problem.place.span.as_ref().map(|span| span.start);
            // Kinds have different variables: of those that the engine lists, what all of them have is told.
            let message = problem.message.split(LIST).next().unwrap_or_default().to_owned();
            let key = (problem.place.source.path.clone(), start, message);
            match faults.get_mut(&key) {
                Some((first, known, more)) => {
                    *more += 1;
                    let common = common(&known.message, &problem.message);
                    (known.message, problem.message) = (common.clone(), common);
                    if is_draft(known) && !is_draft(&problem) {
                        (*first, *known) = (route.clone(), problem);
                    }
                }
                None => drop(faults.insert(key, (route.clone(), problem, 0))),
            }
        }
    }
    for (route, mut fault, more) in faults.into_values() {
        let path = fault.also.as_ref().map(|(place, _)| place.source.path.clone());
        let page = path.and_then(|path| site.by_path(&path)).map(|(page, _)| page);
        fault.help(help(&route, more)).help_if(page.and_then(of_another_kind));
        problems.push(fault);
    }
    problems
}
