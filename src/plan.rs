//! Everything that is published: the addresses that are known from the start, and those that the content asks for.

mod pictures;

use std::collections::{BTreeMap, BTreeSet};

use crate::address::{AddressRequest, Addresses, Job, Planned, PublishedFile, page_count};
use crate::problem::{Place, Problems};
use crate::resolve::Resolved;
use crate::route::Route;
use crate::site::Site;
use crate::source::LeftOut;

/// All that is published.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The job of each address.
    pub(crate) jobs: BTreeMap<Route, Planned>,
    /// Where each file is published, with what is known of it, for pictures.
    pub(crate) assets: BTreeMap<Route, PublishedFile>,
    /// Files that templates, style sheets and options name.
    pub(crate) named: BTreeSet<Route>,
    /// Files of `content/` that are not published, with their reasons.
    pub(crate) left_out: Vec<LeftOut>,
    /// Redirects that only the rules of a host can make.
    pub(crate) queries: crate::address::redirects::Queries,
}

/// The most addresses of one sitemap (sitemaps.org, protocol 0.9).
pub(crate) const SITEMAP_MOST: usize = 50_000;

/// Adds to the addresses what their content asks for.
pub(crate) fn plan(
    mut addresses: Addresses,
    site: &Site,
    resolved: &Resolved,
    problems: &mut Problems,
) -> Plan {
    pictures::pictures(&mut addresses, resolved, problems);
    sitemaps(site, &mut addresses, problems);
    let Addresses { jobs, assets, named, left_out, queries, .. } = addresses;
    Plan { jobs, assets, named, left_out, queries }
}

fn sitemaps(site: &Site, addresses: &mut Addresses, problems: &mut Problems) {
    let count = addresses.jobs.values().filter(|planned| planned.indexed(site).is_some()).count();
    let parts = page_count(count, SITEMAP_MOST);
    for number in (1..=parts).filter(|_| parts > 1) {
        let route = Route::home().join(&format!("sitemap-{number}.xml"));
        let place = Place::path(&route.file_path());
        let job = Job::SitemapPart(number);
        addresses
            .claim(AddressRequest::of_site(route, job, place, "a part of the generated sitemap"), problems);
    }
}
