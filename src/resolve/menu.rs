//! The menu and the footer as written, each address checked; without a menu, the lists that exist.

use crate::address::Addresses;
use crate::address::destination;
use crate::config::MenuItem;
use crate::identifiers::keys::Destination;
use crate::page::Kind;
use crate::problem::{Place, Problems};
use crate::route::Route;
use crate::site::{Edition, Fixture, Site};

/// A line of the menu or the footer.
#[derive(Debug)]
pub(crate) struct MenuEntry {
    /// Its words.
    pub(crate) title: String,
    /// Its address, as links have it.
    pub(crate) url: String,
    /// The page of this site that it leads to.
    pub(crate) route: Option<Route>,
    /// Whether it leads to another site.
    pub(crate) external: bool,
}

/// So many lists are in a menu that nobody has written.
const MOST_LISTS: usize = 7;

impl MenuEntry {
    /// An entry that leads to an address of the site.
    fn inside(title: String, route: Route, url: String) -> Self {
        MenuEntry { title, url, route: Some(route), external: false }
    }
}

/// The menu of a clinic that has written none: its lists, as far as there are entries, and the prices.
fn lists(site: &Site, edition: &Edition, addresses: &Addresses) -> Vec<MenuEntry> {
    let lists = Kind::folders().take(MOST_LISTS);
    let mut routes: Vec<_> =
        lists.map(|(kind, folder)| (edition.list_title(folder), edition.list_address(kind))).collect();
    routes.insert(1, (edition.phrase("pricing", &[]), edition.address(Fixture::Pricing)));
    let there = routes.into_iter().filter(|(_, route)| addresses.jobs.contains_key(route));
    let entry = |(title, route): (String, Route)| {
        let url = site.config.base.link(&route);
        MenuEntry::inside(title, route, url)
    };
    there.map(entry).collect()
}

/// The menu: as written, or the lists that there are.
pub(super) fn menu(
    site: &Site,
    edition: &Edition,
    addresses: &Addresses,
    problems: &mut Problems,
) -> Vec<MenuEntry> {
    if site.config.menu.is_empty() {
        return lists(site, edition, addresses);
    }
    entries(site, &site.config.menu, addresses, problems)
}

/// Entries as written, each address looked up; those that lead nowhere are problems.
pub(super) fn entries(
    site: &Site,
    written: &[MenuItem],
    addresses: &Addresses,
    problems: &mut Problems,
) -> Vec<MenuEntry> {
    let config = &site.config;
    let mut entries = Vec::new();
    for item in written {
        let written = match &item.to.value {
            Destination::Web(address) => {
                entries.push(MenuEntry {
                    title: item.title.clone(),
                    url: address.to_string(),
                    route: None,
                    external: true,
                });
                continue;
            }
            Destination::Site(written) => written,
        };
        let here = (written.as_str(), Place::new(&config.source, item.to.span.clone()));
        if let Some(found) = destination::find(site, addresses, here, || addresses.known(), problems) {
            let url = found.print(config.base.link(&found.route));
            entries.push(MenuEntry::inside(item.title.clone(), found.route, url));
        }
    }
    entries
}
