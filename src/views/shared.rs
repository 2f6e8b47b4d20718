//! What many pages show, made once for each joined site: on demand, by whichever page asks first.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use tera::Tera;

use super::RenderContext;
use super::Shared;
use super::cards::{Card, Person, Place};
use super::conditions::ConditionCard;
use super::page::ShareImage;
use super::site::SiteView;
use super::words::Tables;
use crate::identifiers::Host;
use crate::markdown::escape;
use crate::page::{Article, Data, Kind, Page};
use crate::prices::EntryId;
use crate::route::slug;
use crate::site::{PageId, Site};
use crate::source::page_stem;
use crate::structured::SharedNodes;
use crate::table::At;

/// What many pages of a site show.
#[derive(Debug)]
pub(crate) struct SiteViews {
    /// The templates, with functions that ask this very site.
    pub(crate) engine: Tera,
    /// What machines read of the clinic and its people.
    pub(crate) nodes: SharedNodes,
    /// The worked years of the price list as tables.
    pub(super) tables: Tables,
    site: OnceLock<Shared<SiteView>>,
    csp: OnceLock<Shared<String>>,
    share_image: OnceLock<Option<ShareImage>>,
    urgent_help: OnceLock<String>,
    /// By the number of the page, as the two below.
    cards: Vec<OnceLock<Shared<Card>>>,
    people: Vec<OnceLock<Option<Shared<Person>>>>,
    places: Vec<OnceLock<Option<Shared<Place>>>>,
    /// The pages of a folder, in the order of its section.
    sections: OnceLock<HashMap<String, Vec<PageId>>>,
    /// The articles of an author, in the order of their list.
    written: OnceLock<HashMap<String, Vec<PageId>>>,
    /// The articles of a reviewer, in the order of their list.
    reviewed: OnceLock<HashMap<String, Vec<PageId>>>,
    /// The events of a host, in the order of their list.
    hosted: OnceLock<HashMap<String, Vec<PageId>>>,
    /// The people of a place, in the order of their list.
    staff: OnceLock<HashMap<String, Vec<PageId>>>,
    /// The questions about a service, in the order of their list.
    questions: OnceLock<HashMap<String, Vec<PageId>>>,
    /// Whether a text that stands on pages of others shows a worked year.
    year_beside: OnceLock<bool>,
    /// The pages of each kind about each condition.
    about: OnceLock<About>,
    /// The conditions that any page is about.
    conditions: OnceLock<HashSet<String>>,
    /// The conditions that most articles are about.
    most_written: OnceLock<Shared<Vec<ConditionCard>>>,
    /// The address of the first service that names a price.
    services: OnceLock<HashMap<String, String>>,
    /// The comparisons of each entry of the price list, by their numbers.
    comparisons: OnceLock<BTreeMap<EntryId, Vec<usize>>>,
}

/// Pages by their kind and the slug of a condition.
type About = HashMap<(Kind, String), Vec<PageId>>;

impl SiteViews {
    /// Room for the views of a site.
    pub(crate) fn new(site: &Site, engine: Tera) -> Self {
        let pages = site.pages.iter().len();
        fn empty<T>(pages: usize) -> Vec<OnceLock<T>> {
            std::iter::repeat_with(OnceLock::new).take(pages).collect()
        }
        SiteViews {
            engine,
            nodes: SharedNodes::new(pages),
            tables: Tables::new(site.prices.as_ref()),
            site: OnceLock::new(),
            csp: OnceLock::new(),
            share_image: OnceLock::new(),
            urgent_help: OnceLock::new(),
            cards: empty(pages),
            people: empty(pages),
            places: empty(pages),
            sections: OnceLock::new(),
            written: OnceLock::new(),
            reviewed: OnceLock::new(),
            hosted: OnceLock::new(),
            staff: OnceLock::new(),
            questions: OnceLock::new(),
            year_beside: OnceLock::new(),
            about: OnceLock::new(),
            conditions: OnceLock::new(),
            most_written: OnceLock::new(),
            services: OnceLock::new(),
            comparisons: OnceLock::new(),
        }
    }

    /// What all templates see as `site`.
    pub(crate) fn site(&self, world: RenderContext<'_>) -> tera::Value {
        self.site.get_or_init(|| Shared::new(&SiteView::of(world))).value()
    }

    /// The content security policy of a page.
    pub(crate) fn csp(&self, world: RenderContext<'_>) -> Shared<String> {
        self.csp.get_or_init(|| Shared::new(&policy(world))).clone()
    }

    /// The picture that stands for a page without one of its own: the clinic's, else that of the home page.
    pub(crate) fn share_image(&self, world: RenderContext<'_>) -> Option<ShareImage> {
        self.share_image.get_or_init(|| share_image(world)).clone()
    }

    /// The box of urgent help as HTML; empty where there is none.
    pub(crate) fn urgent_help(&self, world: RenderContext<'_>) -> &str {
        self.urgent_help
            .get_or_init(|| world.edition.urgent_help().map_or_else(String::new, |page| boxed(world, page)))
    }

    /// Whether a text that stands on pages of others shows a worked year: a question, a notice, the box of urgent help. On
    /// which of them is not asked, since that hardly ever is.
    pub(crate) fn shows_year_beside(&self, world: RenderContext<'_>) -> bool {
        *self.year_beside.get_or_init(|| {
            let mut beside = world.site.pages.published().filter(|(_, page)| !page.has_address());
            beside.any(|(_, page)| world.words(page).shows_year())
        })
    }

    /// The card of a page.
    pub(crate) fn card(&self, world: RenderContext<'_>, id: PageId) -> Shared<Card> {
        self.cards[id.number()].get_or_init(|| Shared::new(&Card::of(world, &world.site.pages[id]))).clone()
    }

    /// Cards of some pages.
    pub(crate) fn cards<'n>(
        &self,
        world: RenderContext<'_>,
        ids: impl IntoIterator<Item = &'n PageId>,
    ) -> Vec<Shared<Card>> {
        ids.into_iter().map(|id| self.card(world, *id)).collect()
    }

    /// Cards of the pages that these slugs name, as far as they are published.
    pub(crate) fn cards_of(
        &self,
        world: RenderContext<'_>,
        kind: Kind,
        slugs: &[At<String>],
    ) -> Vec<Shared<Card>> {
        let ids: Vec<_> =
            slugs.iter().filter_map(|slug| world.edition.visible_id(kind, &slug.value)).collect();
        self.cards(world, &ids)
    }

    /// The person of this slug, if published.
    pub(crate) fn person(&self, world: RenderContext<'_>, slug: &str) -> Option<Shared<Person>> {
        let id = world.edition.visible_id(Kind::Provider, slug)?;
        let make = || {
            let page = &world.site.pages[id];
            let Data::Provider(provider) = &page.data else { return None };
            Some(Shared::new(&Person::of(world, page, provider)))
        };
        self.people[id.number()].get_or_init(make).clone()
    }

    /// The people of these slugs, as far as they are published.
    pub(crate) fn people(&self, world: RenderContext<'_>, slugs: &[At<String>]) -> Vec<Shared<Person>> {
        slugs.iter().filter_map(|slug| self.person(world, &slug.value)).collect()
    }

    /// A place.
    pub(crate) fn place(&self, world: RenderContext<'_>, id: PageId) -> Option<Shared<Place>> {
        let make = || {
            let page = &world.site.pages[id];
            let Data::Location(location) = &page.data else { return None };
            Some(Shared::new(&Place::of(world, page, location)))
        };
        self.places[id.number()].get_or_init(make).clone()
    }

    /// All places, in the order of their list.
    pub(crate) fn all_places(&self, world: RenderContext<'_>) -> Vec<Shared<Place>> {
        world.edition.ids(Kind::Location).iter().filter_map(|id| self.place(world, *id)).collect()
    }

    /// The pages of a section's folder, in their order.
    pub(crate) fn section(&self, world: RenderContext<'_>, folder: &str) -> &[PageId] {
        self.sections.get_or_init(|| sections(world)).get(folder).map_or(&[], Vec::as_slice)
    }

    /// The address of the page of a price: that of the first service that names it.
    pub(crate) fn page_of_price(&self, world: RenderContext<'_>, id: &str) -> Option<String> {
        self.services.get_or_init(|| services(world)).get(id).cloned()
    }

    /// The comparisons of an entry of the price list, by their numbers.
    pub(crate) fn comparisons(&self, world: RenderContext<'_>, entry: EntryId) -> &[usize] {
        self.comparisons.get_or_init(|| comparisons(world)).get(&entry).map_or(&[], Vec::as_slice)
    }

    /// The pages of a kind about a condition, by its slug, in the order of their list.
    pub(crate) fn about(&self, world: RenderContext<'_>, kind: Kind, condition: String) -> &[PageId] {
        self.about.get_or_init(|| about(world)).get(&(kind, condition)).map_or(&[], Vec::as_slice)
    }

    /// Whether any page, published or not, is about the condition of this slug.
    pub(crate) fn knows_condition(&self, world: RenderContext<'_>, condition: &str) -> bool {
        self.conditions.get_or_init(|| conditions(world)).contains(condition)
    }

    /// Those of the conditions that most articles are about.
    pub(crate) fn most_written(&self, world: RenderContext<'_>) -> Shared<Vec<ConditionCard>> {
        self.most_written.get_or_init(|| Shared::new(&ConditionCard::most_written(world))).clone()
    }

    /// The articles of an author, in the order of their list.
    pub(crate) fn written_by(&self, world: RenderContext<'_>, slug: &str) -> &[PageId] {
        self.written
            .get_or_init(|| articles_by(world, |article| &article.authors))
            .get(slug)
            .map_or(&[], Vec::as_slice)
    }

    /// The articles that a person reviewed, in the order of their list.
    pub(crate) fn reviewed_by(&self, world: RenderContext<'_>, slug: &str) -> &[PageId] {
        self.reviewed
            .get_or_init(|| {
                articles_by(world, |article| article.review.done_by().map_or(&[], std::slice::from_ref))
            })
            .get(slug)
            .map_or(&[], Vec::as_slice)
    }

    /// The events of a host, in the order of their list.
    pub(crate) fn hosted_by(&self, world: RenderContext<'_>, slug: &str) -> &[PageId] {
        let make = || {
            by_name(world, Kind::Event, |data| match data {
                Data::Event(event) => &event.hosts,
                _ => &[],
            })
        };
        self.hosted.get_or_init(make).get(slug).map_or(&[], Vec::as_slice)
    }

    /// The people of a place, in the order of their list.
    pub(crate) fn staff_of(&self, world: RenderContext<'_>, slug: &str) -> &[PageId] {
        let make = || {
            by_name(world, Kind::Provider, |data| match data {
                Data::Provider(provider) => &provider.locations,
                _ => &[],
            })
        };
        self.staff.get_or_init(make).get(slug).map_or(&[], Vec::as_slice)
    }

    /// The questions about a service, in the order of their list.
    pub(crate) fn questions_on(&self, world: RenderContext<'_>, slug: &str) -> &[PageId] {
        let make = || {
            by_name(world, Kind::Faq, |data| match data {
                Data::Faq(faq) => &faq.services,
                _ => &[],
            })
        };
        self.questions.get_or_init(make).get(slug).map_or(&[], Vec::as_slice)
    }
}

/// The address of the first service that names each price.
fn services(world: RenderContext<'_>) -> HashMap<String, String> {
    let mut services = HashMap::new();
    for page in world.edition.list(Kind::Service) {
        let Data::Service(service) = &page.data else { continue };
        for price in &service.prices {
            let address = || world.site.config.base.link(&page.route);
            services.entry(price.value.clone()).or_insert_with(address);
        }
    }
    services
}

/// The comparisons of each entry, in the order of the price list.
fn comparisons(world: RenderContext<'_>) -> BTreeMap<EntryId, Vec<usize>> {
    let mut all: BTreeMap<EntryId, Vec<usize>> = BTreeMap::new();
    let list = world.site.prices.iter().flat_map(|list| list.comparisons.iter().enumerate());
    list.for_each(|(number, one)| all.entry(one.entry).or_default().push(number));
    all
}

/// The policy that every page is shown under: nothing from elsewhere, no script or style of its own.
pub(crate) fn policy(world: RenderContext<'_>) -> String {
    let config = &world.site.config;
    let hosts = |list: Vec<&Host>| list.iter().map(|host| format!(" https://{host}")).collect::<String>();
    let allow = hosts(config.allow.iter().collect());
    let forms = hosts(config.form_hosts.iter().map(|one| &one.host).collect());
    format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'{allow}; media-src 'self'{allow}; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'{forms}; base-uri 'none'"
    )
}

fn share_image(world: RenderContext<'_>) -> Option<ShareImage> {
    let of_clinic = world.common().share_image.as_ref();
    let of_clinic = of_clinic.and_then(|file| ShareImage::of(world, file, None));
    let of_home = || ShareImage::of_page(world, world.edition.list(Kind::Home).next()?);
    of_clinic.or_else(of_home)
}

/// The words of a file as a warning in the words of a page.
fn boxed(world: RenderContext<'_>, page: &Page) -> String {
    let mut html = "<section class=\"alert alert-warning\" aria-labelledby=\"_urgent-help\">".to_owned();
    html.push_str("<h2 class=\"alert-title\" id=\"_urgent-help\">");
    escape(&mut html, &page.title.value);
    html.push_str("</h2>\n");
    html.push_str(&world.words(page).html(&page.body).0);
    html.push_str("</section>\n");
    html
}

/// The published pages by folder: those that stand in it, and those that have a folder of their own in it.
fn sections(world: RenderContext<'_>) -> HashMap<String, Vec<PageId>> {
    let site = world.site;
    let mut sections: HashMap<String, Vec<PageId>> = HashMap::new();
    for (id, page) in
        site.pages.published().filter(|(id, page)| id.edition() == world.edition.id() && page.has_address())
    {
        let folder = page.folder();
        if page.kind != Kind::Section {
            sections.entry(folder.to_owned()).or_default().push(id);
        }
        if page_stem(&page.source.path).is_some_and(|stem| stem.ends_with("/index"))
            && let Some((above, _)) = folder.rsplit_once('/')
        {
            sections.entry(above.to_owned()).or_default().push(id);
        }
    }
    for list in sections.values_mut() {
        list.sort_by_cached_key(|id| {
            let page = &site.pages[*id];
            (page.weight, page.title.value.to_lowercase(), page.route.clone())
        });
    }
    sections
}

/// The pages of each kind about each condition, by its slug.
fn about(world: RenderContext<'_>) -> About {
    let mut about = About::new();
    for (kind, id) in
        Kind::folders().flat_map(|(kind, _)| world.edition.ids(kind).iter().map(move |id| (kind, *id)))
    {
        for name in world.site.pages[id].data.own().conditions() {
            let list = about.entry((kind, slug(&name.value))).or_default();
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
    }
    about
}

/// The slugs of conditions that any page names or is about, published or not.
fn conditions(world: RenderContext<'_>) -> HashSet<String> {
    let named =
        |page: &Page| page.data.own().conditions().iter().map(|name| slug(&name.value)).collect::<Vec<_>>();
    let own = |page: &Page| (page.kind == Kind::Condition).then(|| page.slug.clone());
    world.site.pages.iter().flat_map(|page| named(page).into_iter().chain(own(page))).collect()
}

/// The pages of a kind by each slug that they name, in the order of their list.
fn by_name(
    world: RenderContext<'_>,
    kind: Kind,
    names: fn(&Data) -> &[At<String>],
) -> HashMap<String, Vec<PageId>> {
    let mut pages: HashMap<String, Vec<PageId>> = HashMap::new();
    for id in world.edition.ids(kind) {
        for name in names(&world.site.pages[*id].data) {
            let list = pages.entry(name.value.clone()).or_default();
            if list.last() != Some(id) {
                list.push(*id);
            }
        }
    }
    pages
}

/// The articles by the people that each names in this way, as many as a page lists.
fn articles_by(
    world: RenderContext<'_>,
    names: fn(&Article) -> &[At<String>],
) -> HashMap<String, Vec<PageId>> {
    let mut articles: HashMap<String, Vec<PageId>> = HashMap::new();
    for id in world.edition.ids(Kind::Article) {
        let Data::Article(article) = &world.site.pages[*id].data else { continue };
        for person in names(article) {
            let list = articles.entry(person.value.clone()).or_default();
            if list.len() < world.site.config.paginate_by && list.last() != Some(id) {
                list.push(*id);
            }
        }
    }
    articles
}
