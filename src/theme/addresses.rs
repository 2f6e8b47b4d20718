//! Addresses of the site in templates, and what is told of those at which there is nothing.

use super::engine::Compiled;
use super::tags::{Address, AddressKind, When};
use crate::known::Dictionary;
use crate::problem::{Place, Problems, Rule};
use crate::route::{BaseUrl, Requested, Route};

/// The addresses of all templates that can be judged by their text. That a page is there may be the very thing that an `if`
/// around its address asks for.
pub(super) fn of_templates(compiled: &Compiled, base: &BaseUrl) -> Vec<(Place, Route)> {
    let mut found = Vec::new();
    for (name, asked) in &compiled.asked {
        let Some(source) = compiled.files.get(name) else { continue };
        for address in &asked.addresses {
            let route = route(address, base).filter(|route| address.when == When::Always || !route.is_page());
            found.extend(route.map(|route| (Place::new(source, address.span.clone()), route)));
        }
    }
    found
}

fn route(address: &Address, base: &BaseUrl) -> Option<Route> {
    let target = address.target.split(['?', '#']).next()?;
    match address.kind {
        AddressKind::Url => Route::absolute(target),
        AddressKind::Attribute => match base.find(target) {
            Requested::Inside(route) => Some(route),
            _ => None,
        },
    }
}

/// Tells that there is nothing at an address.
pub(super) fn tell(place: Place, route: &Route, known: &Dictionary, problems: &mut Problems) {
    problems
        .report(Rule::DeadAddress, place, format!("there is nothing at `{route}` on this site"))
        .help("put the file into `static/`, or write an address that is there")
        .propose_of(route.as_str(), known);
}
