//! schema.org JSON-LD: one graph for each page, only of what the page shows.
//!
//! Made of the model and of what the page's view says in typed fields; what each kind of page tells of itself stands
//! beside its view.

mod node;
mod offers;
pub(crate) mod place;

use std::sync::OnceLock;

pub(crate) use self::node::Node;
pub(crate) use self::offers::marked_up;
use crate::identifiers::WebAddress;
use crate::kinds::provider::PersonName;
use crate::page::{Data, Kind, Page, Review};
use crate::portable;
use crate::route::Route;
use crate::site::PageId;
use crate::table::At;
use crate::views::RenderContext;
use crate::views::page::{PageView, is_of_dots};

/// The words of `MedicalSpecialty` that a clinic's `specialty` can be (schema.org 30).
pub(crate) const SPECIALTIES: [(&str, &str); 10] = [
    ("anesthesia", "Anesthesia"),
    ("anesthesiology", "Anesthesia"),
    ("neurology", "Neurologic"),
    ("neurologic", "Neurologic"),
    ("musculoskeletal", "Musculoskeletal"),
    ("radiology", "Radiography"),
    ("dermatology", "Dermatology"),
    ("cardiovascular", "Cardiovascular"),
    ("physiotherapy", "Physiotherapy"),
    ("psychiatry", "Psychiatric"),
];

/// A number that an authority gave, as an `identifier`.
pub(crate) fn number(authority: &str, number: &str, url: Option<&WebAddress>) -> Node {
    let mut node = Node::of("PropertyValue");
    node.put("propertyID", authority).put("value", number).put_some("url", url);
    node
}

/// Nodes that many pages carry, made once for each joined site.
#[derive(Debug)]
pub(crate) struct SharedNodes {
    organization: OnceLock<Node>,
    website: OnceLock<Node>,
    /// By the number of the page.
    people: Vec<OnceLock<Node>>,
}

impl SharedNodes {
    /// Room for the nodes of a site of so many pages.
    pub(crate) fn new(pages: usize) -> Self {
        let people = std::iter::repeat_with(OnceLock::new).take(pages).collect();
        SharedNodes { organization: OnceLock::new(), website: OnceLock::new(), people }
    }
}

/// The graph of a page while it is put together.
pub(crate) struct Graph<'a> {
    /// The site.
    pub(crate) world: RenderContext<'a>,
    /// The whole address of the page.
    pub(crate) url: &'a str,
    /// What the page shows.
    pub(crate) page: &'a PageView,
}

impl<'a> Graph<'a> {
    /// The graph of these nodes and the way to the page, as text that can stand in a script element.
    pub(crate) fn text(&self, mut nodes: Vec<Node>) -> String {
        nodes.extend(self.breadcrumbs());
        let mut whole = Node::new();
        whole.put("@context", "https://schema.org").list("@graph", &nodes);
        // Neither `</script>` nor `<!--` can end or change the block.
        whole.text().replace('<', "\\u003c")
    }

    /// The whole address of the home page.
    pub(crate) fn home(&self) -> String {
        self.world.site.config.base.absolute(&Route::home())
    }

    /// The clinic, as the one that stands behind a page.
    pub(crate) fn organization(&self) -> &'a Node {
        self.world.shared.nodes.organization.get_or_init(|| {
            let home = self.home();
            let mut node = Node::of("Organization");
            node.put("@id", format!("{home}#clinic"))
                .put("name", &self.world.site.config.clinic.legal_name)
                .put("url", home);
            node
        })
    }

    /// The site as a whole.
    pub(crate) fn website(&self) -> Node {
        let home = self.home();
        let mut node = Node::of("WebSite");
        node.put("@id", format!("{home}#website"))
            .put("url", home)
            .put("name", &self.world.site.config.title)
            .put("inLanguage", self.world.edition.tag())
            .node("publisher", self.organization());
        node
    }

    /// The site, as what a page is a part of.
    fn part_of(&self) -> &'a Node {
        self.world.shared.nodes.website.get_or_init(|| {
            let home = self.home();
            let mut node = Node::of("WebSite");
            node.put("@id", format!("{home}#website"))
                .put("name", &self.world.site.config.title)
                .put("url", home);
            node
        })
    }

    /// The picture to show beside the page: its own, else that of the clinic.
    pub(crate) fn image(&self) -> Option<&'a str> {
        self.page.share_image.as_ref().map(|image| image.absolute.as_str())
    }

    /// The page's own picture, where another one would show somebody or something else.
    pub(crate) fn own_image(&self) -> Option<&'a str> {
        self.page.image.as_ref().map(|image| image.absolute.as_str()).filter(|address| is_of_dots(address))
    }

    /// HTML of the page, for readers elsewhere.
    pub(crate) fn portable(&self, html: &str) -> String {
        portable::rewrite(html, self.url)
    }

    /// The page itself, as a page of this type.
    pub(crate) fn web_page(&self, kind: &str) -> Node {
        let mut node = Node::of(kind);
        node.put("@id", self.url)
            .put("url", self.url)
            .put("name", &self.page.title)
            .put("inLanguage", self.world.edition.tag())
            .node("isPartOf", self.part_of())
            .put_some("description", Some(&self.page.summary).filter(|text| !text.is_empty()));
        node
    }

    fn breadcrumbs(&self) -> Option<Node> {
        let crumbs = &self.page.breadcrumbs;
        if crumbs.len() < 2 {
            return None;
        }
        let origin = self.world.site.config.base.origin();
        let item = |(at, crumb): (usize, &crate::views::page::Crumb)| {
            let mut item = Node::of("ListItem");
            item.put("position", at + 1)
                .put("name", &crumb.title)
                .put("item", format!("{origin}{}", crumb.url));
            item
        };
        let items: Vec<Node> = crumbs.iter().enumerate().map(item).collect();
        let mut node = Node::of("BreadcrumbList");
        node.put("@id", format!("{}#breadcrumb", self.url)).list("itemListElement", &items);
        Some(node)
    }

    /// A person of the clinic.
    pub(crate) fn person(&self, page: &Page) -> Node {
        let url = self.world.site.config.base.absolute(&page.route);
        let mut node = Node::of("Person");
        let PersonName { name, credentials } = PersonName::of(page);
        node.put("@id", format!("{url}#person"))
            .put("name", name)
            .put("url", url)
            .put_some("honorificSuffix", Some(credentials).filter(|all| !all.is_empty()));
        if let Data::Provider(provider) = &page.data {
            node.put("jobTitle", &provider.role);
        }
        node.node("worksFor", self.organization());
        node
    }

    fn shared_person(&self, id: PageId) -> &'a Node {
        let people = &self.world.shared.nodes.people;
        people[id.number()].get_or_init(|| self.person(&self.world.site.pages[id]))
    }

    /// The people of these slugs, as far as they are published.
    pub(crate) fn people(&self, slugs: &[At<String>]) -> Vec<&'a Node> {
        let ids = slugs.iter().filter_map(|slug| self.world.edition.visible_id(Kind::Provider, &slug.value));
        ids.map(|id| self.shared_person(id)).collect()
    }

    /// Adds who reviewed the page, and when.
    pub(crate) fn review(&self, node: &mut Node, review: &Review) {
        node.put_some("lastReviewed", review.reviewed.as_ref().map(|day| day.value.to_string()));
        let slug = review.done_by();
        let id = slug.and_then(|slug| self.world.edition.visible_id(Kind::Provider, &slug.value));
        if let Some(id) = id {
            node.node("reviewedBy", self.shared_person(id));
        }
    }

    /// The works that a page cites.
    pub(crate) fn citations(&self, page: &Page) -> Vec<Node> {
        let cited = self.world.words(page).answers().references.iter();
        cited.filter_map(|cited| self.world.site.library.get(&cited.id)).map(work).collect()
    }
}

fn work(work: &crate::citations::Reference) -> Node {
    let mut node = Node::of(if work.journal.is_some() { "ScholarlyArticle" } else { "CreativeWork" });
    node.put("name", &work.title);
    node.put_some("sameAs", work.links().into_iter().next().map(|(href, _)| href));
    let ids = [("DOI", &work.doi), ("PMID", &work.pmid), ("PMCID", &work.pmcid)];
    let ids = ids.into_iter().filter_map(|(name, value)| {
        let mut node = Node::of("PropertyValue");
        node.put("propertyID", name).put("value", value.as_ref()?);
        Some(node)
    });
    node.nodes("identifier", &ids.collect::<Vec<_>>());
    node
}
