//! Old addresses and where they lead: `aliases` of pages, `[redirects]` of `site.toml`.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::destination::{self, written_route};
use super::{AddressRequest, Addresses, Job};
use crate::calendar::Span;
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

/// An old address that is to lead somewhere.
struct Redirect<'a> {
    source: &'a Arc<Source>,
    from: &'a At<String>,
    /// Where to; nothing if that is not there today.
    target: Option<String>,
    /// Who wants it, for messages.
    what: &'a str,
    days: Span,
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
    fn redirect(&mut self, wanted: Redirect<'_>, problems: &mut Problems) {
        let Redirect { source, from, target, what, days } = wanted;
        let place = from.place(source);
        match (old(&from.value), target) {
            (Err(fault), _) => {
                problems.report(Rule::BadSlug, place, fault.message).help(fault.help);
            }
            (Ok(_), None) => {}
            (Ok(Old::Path(route)), Some(target)) => {
                let wanted = AddressRequest::of_site(route, Job::Redirect(target), place, what);
                self.claim(wanted.on(days), problems);
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
            let there = (site.pages.is_published(id) && page.has_address()) || site.has_ended_page(id);
            let target = there.then(|| site.config.base.absolute(&page.route));
            let what = format!("an alias of `{}`", page.source.path);
            let (source, days) = (&page.source, site.days_of(page));
            addresses.redirect(Redirect { source, from: alias, target, what: &what, days }, problems);
        }
    }
}

/// `[redirects]`, in whatever order they are written: one that leads to another leads to where that one does.
pub(super) fn redirects(site: &Site, addresses: &mut Addresses, problems: &mut Problems) {
    let config = &site.config;
    let chains = Chains::new(&config.redirects, addresses);
    let words = LazyCell::new(|| addresses.jobs.keys().map(Route::as_str).collect::<Dictionary>());
    let target =
        |(_, to): &(At<String>, At<Destination>), problems: &mut Problems| match chains.end(&to.value) {
            Destination::Web(address) => Some(address.to_string()),
            Destination::Site(written) => {
                let here = (written.as_str(), to.place(&config.source));
                let found = destination::find(site, addresses, here, || &*words, problems)?;
                Some(found.print(config.base.absolute(&found.route)))
            }
        };
    let targets: Vec<_> = config.redirects.iter().map(|one| target(one, problems)).collect();
    drop(words);
    for ((from, _), target) in config.redirects.iter().zip(targets) {
        let (source, what) = (&config.source, "a redirect of `site.toml`");
        addresses.redirect(Redirect { source, from, target, what, days: Span::ALWAYS }, problems);
    }
}

/// Where the old addresses of `site.toml` lead that are none of the site.
struct Chains<'c>(BTreeMap<Route, &'c Destination>);

impl<'c> Chains<'c> {
    fn new(redirects: &'c [(At<String>, At<Destination>)], addresses: &Addresses) -> Self {
        let old = redirects.iter().filter_map(|(from, to)| Some((written_route(&from.value)?, &to.value)));
        Chains(old.filter(|(route, _)| !addresses.jobs.contains_key(route)).collect())
    }

    /// The last of the destinations that lead to one another; the first itself where they lead in a circle.
    fn end(&self, first: &'c Destination) -> &'c Destination {
        let mut last = first;
        for _ in 0..=self.0.len() {
            let Destination::Site(written) = last else { return last };
            let path = written.split('#').next().unwrap_or_default();
            match written_route(path).and_then(|route| self.0.get(&route)) {
                Some(next) => last = next,
                None => return last,
            }
        }
        first
    }
}
