//! Every address that the site has, and the job that makes it. Two jobs for one address are a problem.

mod claims;
mod files;
pub mod redirects;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub(crate) use self::claims::folded;
use self::claims::{Claim, Claims};
use crate::known::Words;
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems};
use crate::route::Route;
use crate::site::Site;
use crate::source::{Asset, LeftOut, Sources};
use crate::table::Moment;
use crate::theme::Theme;

/// What makes the bytes of an address. Numbers are those of `site.pages` or `site.conditions`.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is the output of that name")]
pub enum Job {
    Home,
    Page(usize),
    /// A list of a kind; articles come in pages, numbered from 1.
    List(Kind, usize),
    Conditions,
    Condition(usize, usize),
    Pricing,
    Estimate,
    NotFound,
    Redirect(String),
    Feed,
    ArticleFeed,
    /// The part of that number from 1, or as 0 all of it: the whole, or the index of the parts.
    Sitemap(usize),
    Robots,
    Llms,
    Headers,
    Redirects,
    PricesJson,
    PricesCsv,
    Calendar(usize),
    Bytes(Arc<[u8]>),
    Copy(Arc<std::path::Path>),
}

impl Job {
    /// The page whose words stand at the address, if one has written any.
    pub(crate) fn page<'a>(&self, site: &'a Site) -> Option<&'a Page> {
        match self {
            Job::Page(at) => Some(&site.pages[*at]),
            Job::Home => site.list(Kind::Home).next(),
            Job::List(kind, _) => site.index_of(kind.folder().unwrap_or_default()),
            Job::Conditions => site.index_of("conditions"),
            Job::Condition(at, _) => site.conditions[*at].words.map(|at| &*site.pages[at]),
            Job::Pricing => site.list(Kind::Pricing).next(),
            Job::Estimate => site.list(Kind::Estimate).next(),
            _ => None,
        }
    }

    /// Whether search engines may list the page that it makes, and then perhaps the day of its last change.
    pub fn indexed(&self, site: &Site) -> Option<Option<Moment>> {
        let of = |page: Option<&Page>| {
            let day = page.and_then(|page| page.updated.or(page.date));
            page.is_none_or(|page| !page.noindex).then_some(day)
        };
        let page = self.page(site);
        match self {
            Job::Page(_) | Job::Home | Job::List(..) | Job::Conditions | Job::Condition(..) => of(page),
            Job::Pricing => of(page).map(|_| {
                let day = site.prices.as_ref()?.valid_from?;
                Some(Moment { day, instant: None })
            }),
            Job::Estimate => Some(None),
            _ => None,
        }
    }
}

/// All addresses.
#[derive(Debug, Default)]
pub struct Plan {
    /// The job of each address.
    pub jobs: BTreeMap<Route, Job>,
    /// Where each file of `content/` is published that something refers to.
    pub files: BTreeMap<String, Route>,
    /// Where each file is published, with what is known of it, for pictures.
    pub assets: BTreeMap<Route, Asset>,
    /// Files of `content/` that are not published, with their reasons.
    pub left_out: Vec<LeftOut>,
    /// Redirects that only the rules of a host can make.
    pub queries: redirects::Queries,
    claims: Claims,
    addresses: OnceLock<Words>,
    /// Each address by its letters in lower case.
    lower: OnceLock<BTreeMap<String, Route>>,
}

impl Plan {
    /// Every address, for those that lead to none.
    pub fn addresses(&self) -> &Words {
        self.addresses.get_or_init(|| self.jobs.keys().map(Route::as_str).collect())
    }

    /// The address of these letters, whatever their case.
    pub fn in_any_case(&self, address: &str) -> Option<&Route> {
        let lower = || self.jobs.keys().map(|route| (route.as_str().to_lowercase(), route.clone())).collect();
        self.lower.get_or_init(lower).get(&address.to_lowercase())
    }

    /// Gives an address a job, if nothing else stands in its way.
    fn claim(&mut self, route: Route, job: Job, place: Place, what: &str, problems: &mut Problems) {
        let claim = Claim { route: route.clone(), place, what: what.to_owned() };
        if self.claims.take(claim, problems) {
            self.jobs.insert(route, job);
        }
    }
}

/// How many pages a list of so many entries has.
pub fn page_count(entries: usize, each: usize) -> usize {
    entries.div_ceil(each).max(1)
}

/// The address of the page of that number of a list.
pub fn numbered(list: &Route, number: usize) -> Route {
    if number == 1 { list.clone() } else { list.join(&format!("page/{number}/")) }
}

/// The address of a kind's list.
pub fn list_route(kind: Kind) -> Route {
    Route::page(&[kind.folder().unwrap_or_default()])
}

/// Plans the site.
pub fn plan(site: &Site, theme: &Theme, sources: &Sources, problems: &mut Problems) -> Plan {
    let mut plan = Plan::default();
    pages(site, &mut plan, problems);
    lists(site, &mut plan, problems);
    generated(site, &mut plan, problems);
    redirects::aliases(site, &mut plan, problems);
    files::files(site, theme, sources, &mut plan, problems);
    redirects::redirects(site, &mut plan, problems);
    sitemaps(site, &mut plan, problems);
    plan
}

/// The most addresses of one sitemap (sitemaps.org, protocol 0.9).
pub const SITEMAP_MOST: usize = 50_000;

fn sitemaps(site: &Site, plan: &mut Plan, problems: &mut Problems) {
    let count = plan.jobs.values().filter(|job| job.indexed(site).is_some()).count();
    let parts = page_count(count, SITEMAP_MOST);
    for number in (1..=parts).filter(|_| parts > 1) {
        let route = Route::home().join(&format!("sitemap-{number}.xml"));
        let place = Place::path(&route.file_path());
        plan.claim(route, Job::Sitemap(number), place, "a part of the generated sitemap", problems);
    }
}

fn pages(site: &Site, plan: &mut Plan, problems: &mut Problems) {
    let home = site.pages.iter().find(|page| page.kind == Kind::Home);
    let place = home.map_or_else(|| Place::path("content/_index.md"), |page| page.place());
    plan.claim(Route::home(), Job::Home, place, "the home page", problems);
    for (at, page) in site.pages.iter().enumerate().filter(|(at, _)| site.published[*at]) {
        let of_list = page.kind == Kind::Section && {
            let folder = page.route.as_str().trim_matches('/');
            Kind::of_folder(folder).is_some() || folder == "conditions"
        };
        let own = page.has_address()
            && !matches!(page.kind, Kind::Home | Kind::Pricing | Kind::Estimate | Kind::Condition);
        if own && !of_list {
            let what = format!("`{}`", page.source.path);
            plan.claim(page.route.clone(), Job::Page(at), page.place(), &what, problems);
        }
        if matches!(page.data, Data::Event(_)) {
            let route = page.route.join("event.ics");
            plan.claim(route, Job::Calendar(at), page.place(), "the calendar file of an event", problems);
        }
    }
}

fn lists(site: &Site, plan: &mut Plan, problems: &mut Problems) {
    let each = site.config.paginate_by;
    for (kind, folder) in Kind::FOLDERS {
        let entries = site.list(kind).len();
        if entries == 0 || kind == Kind::Announcement {
            continue;
        }
        let route = list_route(kind);
        let place =
            site.index_of(folder).map_or_else(|| Place::path(&format!("content/{folder}")), Page::place);
        let numbers = if kind == Kind::Article { page_count(entries, each) } else { 1 };
        for number in 1..=numbers {
            let what = format!("the list of `content/{folder}/`");
            plan.claim(numbered(&route, number), Job::List(kind, number), place.clone(), &what, problems);
        }
    }
    if site.conditions.is_empty() {
        return;
    }
    let place = Place::path("content/conditions");
    plan.claim(
        Route::page(&["conditions"]),
        Job::Conditions,
        place.clone(),
        "the list of conditions",
        problems,
    );
    for (at, condition) in site.conditions.iter().enumerate() {
        let what = format!("the page of the condition `{}`", condition.title);
        for number in 1..=page_count(condition.articles.len(), each) {
            let route = numbered(&condition.route(), number);
            plan.claim(route, Job::Condition(at, number), condition.place.clone(), &what, problems);
        }
    }
}

fn generated(site: &Site, plan: &mut Plan, problems: &mut Problems) {
    let mut add = |path: &str, job: Job, what: &str| {
        if let Some(route) = Route::absolute(path) {
            plan.claim(route, job, Place::path(path.trim_start_matches('/')), what, problems);
        }
    };
    if site.prices.is_some() {
        add("/pricing/", Job::Pricing, "the pricing page");
        add("/pricing/prices.json", Job::PricesJson, "the prices as JSON");
        add("/pricing/prices.csv", Job::PricesCsv, "the prices as CSV");
    }
    if site.has_estimate_page() {
        add("/good-faith-estimate/", Job::Estimate, "the Good Faith Estimate page");
    }
    let dated = |kind: Kind| site.list(kind).any(|page| page.day().is_some() && !page.noindex);
    if dated(Kind::Article) {
        add("/articles/feed.xml", Job::ArticleFeed, "the feed of articles");
    }
    if dated(Kind::Article) || dated(Kind::Event) || dated(Kind::Career) {
        add("/feed.xml", Job::Feed, "the feed");
    }
    add("/sitemap.xml", Job::Sitemap(0), "the generated sitemap");
    add("/robots.txt", Job::Robots, "the generated robots.txt");
    add("/llms.txt", Job::Llms, "the generated llms.txt");
    add("/404.html", Job::NotFound, "the generated 404 page");
    add("/_headers", Job::Headers, "the generated _headers");
    add("/_redirects", Job::Redirects, "the generated _redirects");
}
