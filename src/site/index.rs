//! The lazily built lookup tables of a site.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use super::{PageId, Site, Unread};
use crate::known::Dictionary;
use crate::page::{Kind, Page};
use crate::prices::PriceList;
use crate::problem::Problem;
use crate::route::{Route, slug};
use crate::source::page_stem;

/// The tables, each built at its first use.
#[derive(Debug, Default)]
pub(super) struct Index {
    slugs: OnceLock<BTreeMap<Kind, Dictionary>>,
    names: OnceLock<HashMap<String, PageId>>,
    files: OnceLock<Dictionary>,
    prices: OnceLock<Dictionary>,
    examples: OnceLock<Dictionary>,
    anchors: OnceLock<Dictionary>,
    sources: OnceLock<Dictionary>,
    /// By the page's number.
    ids: OnceLock<Vec<OnceLock<Dictionary>>>,
    held: OnceLock<HashMap<Route, PageId>>,
    held_lists: OnceLock<HashMap<Route, PageId>>,
}

impl Site {
    /// The slugs of all pages of a kind.
    pub fn slugs(&self, kind: Kind) -> Option<&Dictionary> {
        let make = || {
            let mut slugs: BTreeMap<Kind, Vec<&str>> = BTreeMap::new();
            for page in self.pages.iter() {
                slugs.entry(page.kind).or_default().push(&page.slug);
            }
            slugs.into_iter().map(|(kind, slugs)| (kind, slugs.into_iter().collect())).collect()
        };
        self.index.slugs.get_or_init(make).get(&kind)
    }

    /// The first page of this slug in any of the folders of a kind.
    pub fn named(&self, slug: &str) -> Option<&Page> {
        let make = || {
            let mut names = HashMap::new();
            for (id, page) in self.pages.entries().filter(|(_, page)| page.kind.folder().is_some()) {
                names.entry(page.slug.clone()).or_insert(id);
            }
            names
        };
        let id = *self.index.names.get_or_init(make).get(slug)?;
        Some(&self.pages[id])
    }

    /// The paths of all pages.
    pub fn page_files(&self) -> &Dictionary {
        let paths = || self.pages.iter().map(|page| page.source.path.as_str()).collect();
        self.index.files.get_or_init(paths)
    }

    /// Every id that a price link can name.
    pub fn price_ids(&self) -> &Dictionary {
        self.index.prices.get_or_init(|| self.prices.iter().flat_map(PriceList::ids).collect())
    }

    /// Every id that a link to an estimate can name.
    pub fn example_ids(&self) -> &Dictionary {
        let examples = || self.prices.iter().flat_map(|list| &list.examples);
        self.index.examples.get_or_init(|| examples().map(|example| example.id.as_str()).collect())
    }

    /// Every id that the price list puts on its page.
    pub fn price_anchors(&self) -> &Dictionary {
        let make = || self.prices.iter().flat_map(PriceList::anchors).collect();
        self.index.anchors.get_or_init(make)
    }

    /// The ids of the citation library.
    pub fn source_ids(&self) -> &Dictionary {
        self.index.sources.get_or_init(|| self.library.ids().collect())
    }

    /// The ids in the words of the page of that number.
    pub fn ids_at(&self, id: PageId) -> Option<&Dictionary> {
        let all = self.index.ids.get_or_init(|| self.pages.iter().map(|_| OnceLock::new()).collect());
        let ids = || self.pages[id].body.ids.iter().map(String::as_str);
        Some(all.get(id.number())?.get_or_init(|| ids().collect()))
    }

    /// The ids in the words of a page.
    pub fn ids_of(&self, page: &Page) -> Option<&Dictionary> {
        self.ids_at(self.pages.by_path(&page.source.path)?)
    }

    /// The page of this address that is held back, with its reason; for a list, the first of its pages.
    pub(crate) fn held_back_at(&self, route: &Route) -> Option<HeldBack<'_>> {
        let id = self.held().get(route).or_else(|| self.held_lists().get(route))?;
        let path = self.pages[*id].source.path.as_str();
        let at = self.held_back.binary_search_by(|(held, _)| held.as_str().cmp(path)).ok()?;
        Some(HeldBack { path, reason: &self.held_back.get(at)?.1 })
    }

    /// Whether this is the address of a page that is held back.
    pub fn is_held_back(&self, route: &Route) -> bool {
        self.held().contains_key(route)
    }

    /// By the addresses of their lists, the first page of each kind that is held back.
    fn held_lists(&self) -> &HashMap<Route, PageId> {
        let make = || {
            let mut lists = HashMap::new();
            for (id, page) in self.pages.entries().filter(|(id, _)| !self.pages.is_published(*id)) {
                if page.kind.folder().is_some() {
                    let list = self.edition(id.edition()).list_address(page.kind);
                    lists.entry(list).or_insert(id);
                }
            }
            lists
        };
        self.index.held_lists.get_or_init(make)
    }

    /// The pages that are held back, by their addresses.
    fn held(&self) -> &HashMap<Route, PageId> {
        let pages = || self.pages.entries().filter(|(id, _)| !self.pages.is_published(*id));
        let held = || pages().map(|(id, page)| (page.route.clone(), id));
        self.index.held.get_or_init(|| held().collect())
    }
}

/// A page that is held back, and why.
#[derive(Debug)]
pub(crate) struct HeldBack<'a> {
    path: &'a str,
    reason: &'a str,
}

impl HeldBack<'_> {
    /// Says of a problem with its address that the page is there, and not published.
    pub(crate) fn explain(&self, problem: &mut Problem) {
        problem
            .label(format!("`{}` is held back: {}", self.path, self.reason))
            .help("publish that page, or take this out; it comes back by itself with the page");
    }
}

/// The addresses and slugs that unreadable files may have, so that links to them are not reported.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    /// As [`page_stem`] names them.
    stems: HashSet<String>,
    addresses: HashSet<String>,
    /// The folders of kinds that they are in.
    folders: HashSet<String>,
    /// Slugs, with the files that would have them, as [`page_stem`] names them.
    files: BTreeMap<String, Vec<String>>,
}

impl Guesses {
    fn new(paths: &BTreeSet<String>) -> Self {
        let mut guesses = Guesses::default();
        for path in paths {
            let stem = page_stem(path).unwrap_or_default();
            let parts: Vec<String> = stem.split('/').map(slug).collect();
            let address = parts.join("/");
            let address = address.strip_suffix("/index").unwrap_or(&address);
            let name = address.rsplit('/').next().unwrap_or_default().to_owned();
            guesses.addresses.insert(address.to_owned());
            guesses.files.entry(name).or_default().push(stem.to_owned());
            guesses.stems.insert(stem.to_owned());
            let folder = stem.split('/').next().filter(|folder| Kind::of_folder(folder).is_some());
            guesses.folders.extend(folder.map(str::to_owned));
        }
        guesses
    }

    /// Whether one of them may stand in the list at this address, or in that of a condition which it may name.
    fn may_be_listed_at(&self, address: &str) -> bool {
        let (folder, page) = address.split_once('/').unwrap_or((address, "page/"));
        (folder == "conditions" && !self.folders.is_empty())
            || (self.folders.contains(folder) && page.starts_with("page/"))
    }

    /// Whether there is a file of this slug in a kind's folder.
    fn has(&self, folder: &str, name: &str) -> bool {
        let files = self.files.get(name).into_iter().flatten();
        files.filter_map(|stem| stem.strip_prefix(folder)).any(|inside| inside.starts_with('/'))
    }
}

impl Unread {
    fn guesses(&self) -> &Guesses {
        self.guesses.get_or_init(|| Guesses::new(&self.pages))
    }

    fn draft_guesses(&self) -> &Guesses {
        self.draft_guesses.get_or_init(|| Guesses::new(&self.drafts))
    }

    /// Whether an address may be that of a page that could not be read.
    pub fn may_be(&self, route: &Route) -> bool {
        let (address, guesses) = (route.as_str().trim_matches('/'), self.guesses());
        (self.prices && route.as_str().starts_with("/pricing/"))
            || guesses.addresses.contains(address)
            || guesses.may_be_listed_at(address)
    }

    /// Whether an address may be that of a draft that could not be read.
    pub(crate) fn may_be_draft(&self, route: &Route) -> bool {
        self.draft_guesses().addresses.contains(route.as_str().trim_matches('/'))
    }

    /// Whether a file of this slug in a kind's folder could not be read.
    pub(super) fn has_file(&self, folder: &str, name: &str) -> bool {
        self.guesses().has(folder, name)
    }

    /// Whether a draft of this slug in a kind's folder could not be read.
    pub(super) fn has_draft(&self, folder: &str, name: &str) -> bool {
        self.draft_guesses().has(folder, name)
    }
}
