//! What stands at an address of the preview: the bytes of a build, a redirect, or the site's own page for what is lost.

use std::sync::Arc;

use crate::Prepared;
use crate::render::Output;
use crate::route::{Requested, Route};
use crate::serve::board::Snapshot;
use crate::serve::darkroom;
use crate::site::{EditionId, Fixture};

/// The response to a requested path.
#[derive(Debug)]
pub(super) enum Lookup {
    /// A file of the site; a lost address has the site's own page for that.
    File { route: Route, output: Output, lost: bool },
    /// Another address.
    Elsewhere(String),
    /// No site was ever without error, or no template makes this page.
    Nothing,
}

/// Looks a path up, as it stands in a request, without its query.
pub(super) fn find(shown: &Snapshot, path: &str) -> Lookup {
    let Some(site) = &shown.site else { return Lookup::Nothing };
    match site.site.config.base.find(path) {
        Requested::Inside(route) if site.plan.jobs.contains_key(&route) => file(shown, site, route, false),
        Requested::Inside(route) => match elsewhere(site, &route) {
            Some(route) => Lookup::Elsewhere(site.site.config.base.link(&route)),
            // A draft that cannot be read: what is wrong with it is the page.
            None if site.site.unread().may_be(&route) => Lookup::Nothing,
            None => lost(shown, site),
        },
        Requested::Above => Lookup::Elsewhere(site.site.config.base.link(&Route::home())),
        Requested::Outside => lost(shown, site),
    }
}

/// A page without its last slash, or by the name of its file.
fn elsewhere(site: &Prepared, route: &Route) -> Option<Route> {
    let folder = route.as_str().strip_suffix("index.html").map(|folder| Route::page(&[folder]));
    let slash = route.join("/");
    [folder, Some(slash)].into_iter().flatten().find(|route| site.plan.jobs.contains_key(route))
}

fn lost(shown: &Snapshot, site: &Prepared) -> Lookup {
    file(shown, site, site.site.edition(EditionId::FIRST).address(Fixture::NotFound), true)
}

fn file(shown: &Snapshot, site: &Prepared, route: Route, lost: bool) -> Lookup {
    let picture = site.plan.jobs.get(&route).and_then(|planned| planned.job.picture());
    let output = match picture {
        Some(rendition) => Some(darkroom::shown(&shown.pictures, rendition)),
        None => site.render(&route).and_then(|rendered| rendered.output.clone()),
    };
    output.map_or(Lookup::Nothing, |output| Lookup::File { route, output, lost })
}

/// Why a build would hold back what is shown at an address, for each page that is.
pub(super) fn held_back(site: &Arc<Prepared>, route: &Route) -> Vec<String> {
    let mut reasons = Vec::new();
    for (path, reason) in &site.site.early {
        let Some((page, _)) = site.site.by_path(path) else { continue };
        if &page.shown_at() == route {
            let name = if page.has_address() { String::new() } else { format!("{}: ", page.title.value) };
            reasons.push(format!("{name}{reason}"));
        }
    }
    reasons
}
