//! Which addresses a site has, as far as its pages, lists and files say, and the job that makes each. Two jobs for one
//! address are a problem.

mod claims;
pub(crate) mod destination;
mod files;
pub(crate) mod redirects;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

pub(crate) use self::claims::folded;
use self::claims::{Claim, Claims, Taken};
pub(crate) use self::files::{Shelf, code, used_files};
use crate::calendar::Span;
use crate::images::{PictureSizes, Rendition};
use crate::kinds::{Empty, Generated, List, Standing};
use crate::known::Dictionary;
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems};
use crate::route::Route;
use crate::site::{Edition, EditionId, Fixture, PageId, Site};
use crate::source::{Asset, LeftOut, Sources};
use crate::table::Moment;
use crate::theme::Theme;

/// What makes the bytes of an address.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each is the output of that name")]
pub(crate) enum Job {
    Home,
    Page(PageId),
    /// That a page has ended, where there was one.
    Ended(PageId),
    /// A list of a kind; articles come in pages, numbered from 1.
    List(Kind, usize),
    Conditions,
    /// A condition by its number in its edition, and the page of its list, numbered from 1.
    Condition(usize, usize),
    Pricing,
    Estimate,
    NotFound,
    Redirect(String),
    /// The file of that number among those that the generator makes beside the pages.
    Generated(usize),
    /// The part of the sitemap of that number, from 1.
    SitemapPart(usize),
    Calendar(PageId),
    Bytes(Arc<[u8]>),
    Copy(Arc<std::path::Path>),
    Picture(Arc<Rendition>),
}

/// A file that is published at an address of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublishedFile {
    /// Its path from the site's root.
    pub(crate) path: String,
    /// What is known of it.
    pub(crate) asset: Asset,
}

/// A file that the generator makes beside the pages.
#[derive(Debug)]
pub(crate) struct GeneratedFile {
    /// What it is, for messages.
    pub(crate) what: &'static str,
    /// How often there is one.
    pub(crate) per: Per,
}

/// How often a site has a file.
#[derive(Debug)]
pub(crate) enum Per {
    /// Once in each language.
    Edition {
        /// Its address.
        address: fn(&Edition) -> Route,
        /// Whether it is made.
        wanted: fn(&Site, &Edition) -> bool,
    },
    /// Once, whatever the languages, under this name at the root.
    Site(&'static str),
}

impl Job {
    /// The rendition that it makes, if it makes one.
    pub(crate) fn picture(&self) -> Option<&Rendition> {
        match self {
            Job::Picture(rendition) => Some(rendition),
            _ => None,
        }
    }

    /// Whether words of a page may stand at its address.
    pub(crate) fn has_words(&self) -> bool {
        matches!(
            self,
            Job::Home
                | Job::Page(_)
                | Job::List(..)
                | Job::Conditions
                | Job::Condition(..)
                | Job::Pricing
                | Job::Estimate
        )
    }
}

/// A job of one edition of the site.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    /// Whose words it shows.
    pub(crate) edition: EditionId,
    /// What it makes.
    pub(crate) job: Job,
}

impl Planned {
    /// The page whose words stand at the address, if one has written any.
    pub(crate) fn page<'a>(&self, site: &'a Site) -> Option<&'a Page> {
        let edition = site.edition(self.edition);
        match &self.job {
            Job::Page(id) => Some(&site.pages[*id]),
            Job::Home => edition.list(Kind::Home).next(),
            Job::List(kind, _) => edition.index_of(kind.folder().unwrap_or_default()),
            Job::Conditions => edition.index_of("conditions"),
            Job::Condition(at, _) => edition.conditions()[*at].words.map(|id| &*site.pages[id]),
            Job::Pricing => edition.list(Kind::Pricing).next(),
            Job::Estimate => edition.list(Kind::Estimate).next(),
            _ => None,
        }
    }

    /// Whether search engines may list the page that it makes, and then perhaps the day of its last change.
    pub(crate) fn indexed(&self, site: &Site) -> Option<Option<Moment>> {
        let of = |page: Option<&Page>| {
            let day = page.and_then(|page| page.updated.or(page.date));
            page.is_none_or(|page| !page.noindex).then_some(day)
        };
        let page = self.page(site);
        match &self.job {
            Job::Page(_) | Job::Home | Job::List(..) | Job::Conditions | Job::Condition(..) => of(page),
            Job::Pricing => of(page).map(|_| {
                let day = site.prices.as_ref()?.valid_from?;
                Some(Moment::of_day(day))
            }),
            Job::Estimate => Some(None),
            _ => None,
        }
    }
}

/// Every address of the site that is known before anybody looks into a text.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    /// The job of each address.
    pub(crate) jobs: BTreeMap<Route, Planned>,
    /// Where each file of `content/` is published that something refers to.
    pub(crate) files: BTreeMap<String, Route>,
    /// Where each file is published, with what is known of it, for pictures.
    pub(crate) assets: BTreeMap<Route, PublishedFile>,
    /// Files that templates, style sheets and options name.
    pub(crate) named: BTreeSet<Route>,
    /// How the theme wants pictures.
    pub(crate) pictures: PictureSizes,
    /// Files of `content/` that are not published, with their reasons.
    pub(crate) left_out: Vec<LeftOut>,
    /// Redirects that only the rules of a host can make.
    pub(crate) queries: redirects::Queries,
    claims: Claims,
    known: OnceLock<Dictionary>,
    /// Each address by its letters in lower case.
    lower: OnceLock<BTreeMap<String, Route>>,
}

impl Addresses {
    /// Every address, for those that lead to none.
    pub(crate) fn known(&self) -> &Dictionary {
        self.known.get_or_init(|| self.jobs.keys().map(Route::as_str).collect())
    }

    /// The address of these letters, whatever their case.
    pub(crate) fn in_any_case(&self, address: &str) -> Option<&Route> {
        let lower = || self.jobs.keys().map(|route| (route.as_str().to_lowercase(), route.clone())).collect();
        self.lower.get_or_init(lower).get(&address.to_lowercase())
    }

    /// Whether there is something at an address that a link can lead to: what only says that it has ended is not.
    pub(crate) fn lead_to(&self, route: &Route) -> bool {
        self.jobs.get(route).is_some_and(|planned| !matches!(planned.job, Job::Ended(_)))
    }

    /// Gives an address a job, if nothing else stands in its way.
    pub(crate) fn claim(&mut self, wanted: AddressRequest<'_>, problems: &mut Problems) {
        let AddressRequest { route, edition, job, place, what, days } = wanted;
        let claim = Claim { route: route.clone(), place, what: what.to_owned(), days };
        match self.claims.take(claim, problems) {
            Taken::Alone => drop(self.jobs.insert(route, Planned { edition, job })),
            // Where pages of other days are shown too, one of those that share an address is shown.
            Taken::InTurn => drop(self.jobs.entry(route).or_insert(Planned { edition, job })),
            Taken::No => {}
        }
    }
}

/// An address that something wants.
pub(crate) struct AddressRequest<'a> {
    route: Route,
    edition: EditionId,
    job: Job,
    /// Where it is written who wants it.
    place: Place,
    /// Who wants it, for messages.
    what: &'a str,
    /// On which days.
    days: Span,
}

impl AddressRequest<'_> {
    /// What belongs to no language.
    pub(crate) fn of_site(route: Route, job: Job, place: Place, what: &str) -> AddressRequest<'_> {
        AddressRequest { route, edition: EditionId::FIRST, job, place, what, days: Span::ALWAYS }
    }

    /// What is wanted on these days alone.
    pub(crate) fn on(self, days: Span) -> Self {
        AddressRequest { days, ..self }
    }
}

/// How many pages a list of so many entries has.
pub(crate) fn page_count(entries: usize, each: usize) -> usize {
    entries.div_ceil(each).max(1)
}

/// The address of the page of that number of a list.
pub(crate) fn numbered(list: &Route, number: usize) -> Route {
    if number == 1 { list.clone() } else { list.join(&format!("page/{number}/")) }
}

/// Finds the addresses of the site.
pub(crate) fn addresses<'f>(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    generated: impl Iterator<Item = &'f GeneratedFile> + Clone,
    problems: &mut Problems,
) -> Addresses {
    let mut addresses = Addresses { pictures: theme.pictures.clone(), ..Addresses::default() };
    for id in EditionId::all(site.editions().len()) {
        let mut part = Part { site, id, edition: site.edition(id), addresses: &mut addresses };
        part.home(problems);
        part.pages(problems);
        part.lists(problems);
        part.conditions(problems);
        part.made_pages(problems);
        generated.clone().enumerate().for_each(|(number, file)| part.generated(number, file, problems));
    }
    for (number, file) in generated.enumerate() {
        if let Per::Site(name) = file.per {
            let (route, place) = (Route::home().join(name), Place::path(name));
            addresses
                .claim(AddressRequest::of_site(route, Job::Generated(number), place, file.what), problems);
        }
    }
    redirects::aliases(site, &mut addresses, problems);
    files::files(site, theme, sources, &mut addresses, problems);
    redirects::redirects(site, &mut addresses, problems);
    addresses
}

/// One edition, while its addresses are planned.
struct Part<'a> {
    site: &'a Site,
    id: EditionId,
    edition: &'a Edition,
    addresses: &'a mut Addresses,
}

impl Part<'_> {
    fn claim(&mut self, route: Route, job: Job, place: Place, what: &str, problems: &mut Problems) {
        self.claim_on(Span::ALWAYS, route, job, place, what, problems);
    }

    fn claim_on(
        &mut self,
        days: Span,
        route: Route,
        job: Job,
        place: Place,
        what: &str,
        problems: &mut Problems,
    ) {
        self.addresses.claim(AddressRequest { route, edition: self.id, job, place, what, days }, problems);
    }

    fn home(&mut self, problems: &mut Problems) {
        let mut pages = self.site.pages.entries();
        let home = pages.find(|(id, page)| id.edition() == self.id && page.kind == Kind::Home);
        let place = home.map_or_else(|| Place::path("content/_index.md"), |(_, page)| page.place());
        self.claim(self.edition.address(Fixture::Home), Job::Home, place, "the home page", problems);
    }

    fn pages(&mut self, problems: &mut Problems) {
        let site = self.site;
        let own = site.pages.published().filter(|(id, _)| id.edition() == self.id);
        for (id, page) in own.collect::<Vec<_>>() {
            let own = match page.kind.spec().stands {
                Standing::Own => true,
                Standing::Generated(Generated::List) => {
                    let folder = page.route.as_str().trim_matches('/');
                    Kind::of_folder(folder).is_none() && folder != "conditions"
                }
                Standing::Generated(_)
                | Standing::Anchor
                | Standing::Beside
                | Standing::EveryPage
                | Standing::Box => false,
            };
            if own {
                let what = format!("`{}`", page.source.path);
                let days = site.days_of(page);
                self.claim_on(days, page.route.clone(), Job::Page(id), page.place(), &what, problems);
            }
            if matches!(page.data, Data::Event(_)) {
                let (days, route) = (site.days_of(page), page.route.join("event.ics"));
                let what = "the calendar file of an event";
                self.claim_on(days, route, Job::Calendar(id), page.place(), what, problems);
            }
        }
        let ended =
            site.pages.entries().filter(|(id, _)| id.edition() == self.id && site.has_ended_page(*id));
        for (id, page) in ended.collect::<Vec<_>>() {
            let what = format!("`{}`", page.source.path);
            let days = site.days_of(page);
            self.claim_on(days, page.route.clone(), Job::Ended(id), page.place(), &what, problems);
        }
    }

    fn lists(&mut self, problems: &mut Problems) {
        let (each, edition) = (self.site.config.paginate_by, self.edition);
        for (kind, folder) in Kind::folders() {
            if !edition.has_list(kind) {
                continue;
            }
            let route = edition.list_address(kind);
            let place = edition
                .index_of(folder)
                .map_or_else(|| Place::path(&format!("content/{folder}")), Page::place);
            let numbers = match kind.spec().list {
                List::None => 0,
                List::Whole => 1,
                List::Paged => page_count(edition.list(kind).len(), each),
            };
            let days = match edition.index_of(folder) {
                Some(words) if kind.spec().empty == Empty::Stays => self.site.days_of(words),
                _ => self.site.days_of_all(edition.list(kind)),
            };
            for number in 1..=numbers {
                let what = format!("the list of `content/{folder}/`");
                let job = Job::List(kind, number);
                self.claim_on(days, numbered(&route, number), job, place.clone(), &what, problems);
            }
        }
    }

    fn conditions(&mut self, problems: &mut Problems) {
        let (each, edition) = (self.site.config.paginate_by, self.edition);
        if edition.conditions().is_empty() {
            return;
        }
        let list = edition.address(Fixture::Conditions);
        let place = Place::path("content/conditions");
        let articles = edition.conditions().iter().flat_map(|condition| &condition.articles);
        let days = self.site.days_of_all(articles.map(|id| &*self.site.pages[*id]));
        self.claim_on(days, list, Job::Conditions, place, "the list of conditions", problems);
        for (at, condition) in edition.conditions().iter().enumerate() {
            let what = format!("the page of the condition `{}`", condition.title);
            let days = self.site.days_of_all(condition.articles.iter().map(|id| &*self.site.pages[*id]));
            for number in 1..=page_count(condition.articles.len(), each) {
                let route = numbered(&edition.condition_address(condition), number);
                let job = Job::Condition(at, number);
                self.claim_on(days, route, job, condition.place.clone(), &what, problems);
            }
        }
    }

    /// Pages that the generator makes by itself.
    fn made_pages(&mut self, problems: &mut Problems) {
        let pricing = self.site.prices.is_some();
        let estimate = self.site.has_estimate_page();
        for (is_made, fixture, job, what) in [
            (pricing, Fixture::Pricing, Job::Pricing, "the pricing page"),
            (estimate, Fixture::Estimate, Job::Estimate, "the Good Faith Estimate page"),
            (true, Fixture::NotFound, Job::NotFound, "the generated 404 page"),
        ] {
            if is_made {
                self.made(self.edition.address(fixture), job, what, problems);
            }
        }
    }

    /// A file of which each language has its own.
    fn generated(&mut self, number: usize, file: &GeneratedFile, problems: &mut Problems) {
        if let Per::Edition { address, wanted } = file.per
            && wanted(self.site, self.edition)
        {
            self.made(address(self.edition), Job::Generated(number), file.what, problems);
        }
    }

    fn made(&mut self, route: Route, job: Job, what: &str, problems: &mut Problems) {
        let place = Place::path(route.as_str().trim_start_matches('/'));
        self.claim(route, job, place, what, problems);
    }
}
