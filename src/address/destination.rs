//! Addresses of the site as `site.toml` names them, in its menu and its redirects.

use super::Addresses;
use crate::identifiers::{abbreviated, encode_href};
use crate::kinds::List;
use crate::known::Dictionary;
use crate::page::Kind;
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::site::{Fixture, Site};

/// An address of the site, and what stands behind its `#`.
pub(crate) struct Destination<'w> {
    pub(crate) route: Route,
    fragment: &'w str,
}

impl Destination<'_> {
    /// The address as it is linked, with its fragment.
    pub(crate) fn print(&self, address: String) -> String {
        let mark = if self.fragment.is_empty() { "" } else { "#" };
        format!("{address}{mark}{}", encode_href(self.fragment))
    }
}

/// An address that a person wrote for a page: without its last slash it is a page's all the same.
pub(super) fn written_route(written: &str) -> Option<Route> {
    let route = Route::absolute(written)?;
    let last = route.as_str().rsplit('/').next().unwrap_or_default();
    if last.is_empty() || last.contains('.') { Some(route) } else { Some(route.join("/")) }
}

/// The folder of the kind, or of the conditions, whose list would stand at an address if it had an entry.
fn empty_list(site: &Site, route: &Route) -> Option<&'static str> {
    site.editions().iter().find_map(|edition| {
        let mut kinds = Kind::folders().filter(|(kind, _)| kind.spec().list != List::None);
        let kind = kinds.find(|(kind, _)| edition.list_address(*kind) == *route);
        let conditions = edition.address(Fixture::Conditions) == *route;
        kind.map(|(_, folder)| folder).or(conditions.then_some("articles"))
    })
}

/// Looks an address of `site.toml` up; one that leads nowhere is a problem, and gets one of the `known` proposed.
pub(crate) fn find<'w, 'k>(
    site: &Site,
    addresses: &Addresses,
    (written, place): (&'w str, Place),
    known: impl FnOnce() -> &'k Dictionary,
    problems: &mut Problems,
) -> Option<Destination<'w>> {
    let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
    let route = written_route(path);
    if let Some(route) = route.clone().filter(|route| addresses.lead_to(route)) {
        return Some(Destination { route, fragment });
    }
    // What could not be read is told where it stands.
    if route.as_ref().is_some_and(|route| site.unread().may_be(route)) {
        return None;
    }
    // Days come and go: what is held back for now stops nothing.
    if let Some(held) = route.as_ref().and_then(|route| site.held_back_at(route)) {
        let message = format!("`{}` is held back, so it is left out here", abbreviated(written));
        held.explain(problems.report(Rule::HeldBack, place, message));
        return None;
    }
    if let Some(folder) = route.and_then(|route| empty_list(site, &route)) {
        let message =
            format!("`{}` is a list without an entry, so it is left out here", abbreviated(written));
        problems.report(Rule::HeldBack, place, message).label("there is nothing to list").help(format!(
            "write a page in `content/{folder}/`, or take this out; it comes back by itself with the first page"
        ));
        return None;
    }
    let message = format!("`{}` is no address of the site", abbreviated(written));
    problems.report(Rule::DeadLink, place, message).propose_of(written, known());
    None
}
