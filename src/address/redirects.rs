//! Old addresses and where they lead: `aliases` of pages, `[redirects]` of `site.toml`.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{AddressRequest, Addresses, Job};
use crate::identifiers::keys::Destination;
use crate::identifiers::{Fault, abbreviated, encode_href};
use crate::known::Dictionary;
use crate::problem::{Problems, Rule};
use crate::route::Route;
use crate::site::Site;
use crate::source::Source;
use crate::table::At;

/// A rule of `_redirects` for an address with a query, which no file can answer: WordPress had `/?p=123`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct QueryRule {
    /// The address before its `?`.
    pub(crate) path: Route,
    /// Names and values, encoded.
    pub(crate) query: Vec<String>,
}

/// An address that a site no longer has.
enum Old {
    /// A file can stand there.
    Path(Route),
    /// Only a host that reads `_redirects` can answer it.
    Query(QueryRule),
}

/// An address that a person wrote for a page: without its last slash it is a page's all the same.
fn written_route(written: &str) -> Option<Route> {
    let route = Route::absolute(written)?;
    let last = route.as_str().rsplit('/').next().unwrap_or_default();
    if last.is_empty() || last.contains('.') { Some(route) } else { Some(route.join("/")) }
}

/// Reads an old address.
fn old(written: &str) -> Result<Old, Fault> {
    let fault =
        |help: String| Fault { message: format!("`{}` cannot be redirected", abbreviated(written)), help };
    let (path, query) = match written.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (written, None),
    };
    if written.contains('#') {
        let before = written.split('#').next().unwrap_or_default();
        return Err(fault(format!("no host ever sees what stands behind `#`: write \"{before}\"")));
    }
    if written.contains('*') || path.split('/').any(|part| part.starts_with(':')) {
        let help = "a pattern is no address: name each old address by itself, as in \"/blog/first-post/\"";
        return Err(fault(help.to_owned()));
    }
    let route = written_route(path);
    let Some(route) =
        route.filter(|route| !route.as_str().contains(['?', '*', ':', '<', '>', '|', '"', '#']))
    else {
        let help =
            "write an address of this site from its root, of letters, digits and hyphens, as in \"/old/\"";
        return Err(fault(help.to_owned()));
    };
    let Some(query) = query else { return Ok(Old::Path(route)) };
    // The rule names the file or folder as hosts see it asked for, without a slash of our own.
    let asked = Route::absolute(path).unwrap_or(route);
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        let fine =
            |text: &str| !text.is_empty() && !text.starts_with(':') && !text.contains(char::is_whitespace);
        (fine(name) && fine(value)).then(|| encode_href(pair))
    };
    match query.split('&').map(pair).collect::<Option<Vec<_>>>() {
        Some(query) => Ok(Old::Query(QueryRule { path: asked, query })),
        None => Err(fault("write names and values behind `?`, as in \"/?p=123\"".to_owned())),
    }
}

impl Addresses {
    /// Takes up an old address, or tells why not.
    fn redirect(
        &mut self,
        source: &Arc<Source>,
        from: &At<String>,
        target: Option<String>,
        what: &str,
        problems: &mut Problems,
    ) {
        let place = from.place(source);
        match (old(&from.value), target) {
            (Err(fault), _) => {
                problems.report(Rule::BadSlug, place, fault.message).help(fault.help);
            }
            (Ok(_), None) => {}
            (Ok(Old::Path(route)), Some(target)) => {
                self.claim(AddressRequest::of_site(route, Job::Redirect(target), place, what), problems);
            }
            (Ok(Old::Query(rule)), Some(target)) => match self.queries.get(&rule) {
                Some((_, first)) => {
                    let message = format!("two sources want the address `{}`", from.value);
                    problems
                        .report(Rule::DuplicateAddress, place, message)
                        .also(first.clone(), "the first one")
                        .help("take one of them out");
                }
                None => drop(self.queries.insert(rule, (target, place))),
            },
        }
    }
}

/// Rules for addresses with a query, with where they lead and where they are written.
pub(crate) type Queries = BTreeMap<QueryRule, (String, crate::problem::Place)>;

/// `aliases` of pages.
pub(super) fn aliases(site: &Site, addresses: &mut Addresses, problems: &mut Problems) {
    for (id, page) in site.pages.entries() {
        for alias in &page.aliases {
            let there = site.pages.is_published(id) && page.has_address();
            let target = there.then(|| site.config.base.absolute(&page.route));
            let what = format!("an alias of `{}`", page.source.path);
            addresses.redirect(&page.source, alias, target, &what, problems);
        }
    }
}

/// `[redirects]`.
pub(super) fn redirects(site: &Site, addresses: &mut Addresses, problems: &mut Problems) {
    let config = &site.config;
    let words: LazyCell<Dictionary, _> = {
        let routes: Vec<Route> = addresses.jobs.keys().cloned().collect();
        LazyCell::new(move || routes.iter().map(Route::as_str).collect())
    };
    for (from, to) in &config.redirects {
        let target = match &to.value {
            Destination::Web(address) => Some(address.to_string()),
            Destination::Site(written) => {
                let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
                let route = written_route(path);
                let unread = route.as_ref().is_some_and(|route| site.unread().may_be(route));
                let known = route.clone().filter(|route| addresses.jobs.contains_key(route));
                if known.is_none() && !unread {
                    let problem = problems.report(
                        Rule::DeadLink,
                        to.place(&config.source),
                        format!("`{}` is no address of the site", abbreviated(written)),
                    );
                    problem.propose_of(written, &words);
                    if let Some(held) = route.and_then(|route| site.held_back_at(&route)) {
                        held.explain(problem);
                    }
                }
                let mark = if fragment.is_empty() { "" } else { "#" };
                known.map(|route| format!("{}{mark}{}", config.base.absolute(&route), encode_href(fragment)))
            }
        };
        addresses.redirect(&config.source, from, target, "a redirect of `site.toml`", problems);
    }
}
