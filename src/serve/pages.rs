//! What stands at an address of the preview: the bytes of a build, a redirect, or the site's own page for what is lost.

use std::sync::Arc;

use crate::Prepared;
use crate::render::Output;
use crate::route::{Requested, Route};
use crate::serve::board::Shown;
use crate::site::{EditionId, Fixture};

/// What a path leads to.
#[derive(Debug)]
pub(super) enum Found {
    /// A file of the site; a lost address has the site's own page for that.
    File { route: Route, output: Output, lost: bool },
    /// Another address.
    Elsewhere(String),
    /// The site has errors, and no page of it was ever good.
    Nothing,
}

/// Looks a path up, as it stands in a request, without its query.
pub(super) fn find(shown: &Shown, path: &str) -> Found {
    let Some(site) = &shown.current else { return Found::Nothing };
    match site.site.config.base.find(path) {
        Requested::Inside(route) if site.plan.jobs.contains_key(&route) => file(shown, route, false),
        Requested::Inside(route) => match elsewhere(site, &route) {
            Some(route) => Found::Elsewhere(site.site.config.base.link(&route)),
            // A draft that cannot be read: what is wrong with it is the page.
            None if site.site.unread().may_be(&route) => Found::Nothing,
            None => lost(shown),
        },
        Requested::Above => Found::Elsewhere(site.site.config.base.link(&Route::home())),
        Requested::Outside => lost(shown),
    }
}

/// A page without its last slash, or by the name of its file.
fn elsewhere(site: &Prepared, route: &Route) -> Option<Route> {
    let folder = route.as_str().strip_suffix("index.html").map(|folder| Route::page(&[folder]));
    let slash = route.join("/");
    [folder, Some(slash)].into_iter().flatten().find(|route| site.plan.jobs.contains_key(route))
}

fn lost(shown: &Shown) -> Found {
    let Some(site) = &shown.current else { return Found::Nothing };
    file(shown, site.site.edition(EditionId::FIRST).address(Fixture::NotFound), true)
}

/// A page that has an error is shown as it last was; a draft, whatever is wrong with it, as far as it goes.
fn file(shown: &Shown, route: Route, lost: bool) -> Found {
    for site in [&shown.current, &shown.good].into_iter().flatten() {
        let Some(rendered) = site.render(&route) else { continue };
        if let Some(output) = rendered.output.clone().filter(|_| site.is_good(&rendered.problems)) {
            return Found::File { route, output, lost };
        }
    }
    Found::Nothing
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
