//! The table of pages: by id, path and stem, each with whether it is published.

use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::Arc;

use super::edition::EditionId;
use crate::page::Page;
use crate::source::page_stem;

/// The number of a page in [`Pages`], which knows the edition that the page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId {
    edition: EditionId,
    number: u32,
}

impl PageId {
    /// The edition that the page belongs to.
    pub fn edition(self) -> EditionId {
        self.edition
    }

    /// The place of the page among all, from 0.
    pub fn number(self) -> usize {
        self.number as usize
    }
}

/// Every page that could be read, by path.
#[derive(Debug, Default)]
pub struct Pages {
    list: Vec<Arc<Page>>,
    published: Vec<bool>,
    by_path: BTreeMap<String, PageId>,
    by_stem: BTreeMap<String, PageId>,
}

impl Pages {
    /// The pages, with whether each is published.
    pub(super) fn new(list: Vec<Arc<Page>>, published: Vec<bool>) -> Self {
        let mut pages = Pages { list, published, ..Pages::default() };
        let (mut by_path, mut by_stem) = (BTreeMap::new(), BTreeMap::new());
        for (id, page) in pages.entries() {
            by_path.insert(page.source.path.clone(), id);
            by_stem.entry(page_stem(&page.source.path).unwrap_or_default().to_owned()).or_insert(id);
        }
        (pages.by_path, pages.by_stem) = (by_path, by_stem);
        pages
    }

    /// All of them, by path.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<Page>> {
        self.list.iter()
    }

    /// All of them, with their numbers.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (PageId, &Arc<Page>)> {
        let id = |number: usize| PageId { edition: EditionId::FIRST, number: number as u32 };
        self.list.iter().enumerate().map(move |(number, page)| (id(number), page))
    }

    /// Those that are published, with their numbers.
    pub fn published(&self) -> impl DoubleEndedIterator<Item = (PageId, &Arc<Page>)> {
        self.entries().filter(|(id, _)| self.is_published(*id))
    }

    /// Whether a page is published.
    pub fn is_published(&self, id: PageId) -> bool {
        self.published[id.number()]
    }

    /// Takes a page back that the day alone would have published.
    pub(super) fn hold_back(&mut self, id: PageId) {
        self.published[id.number()] = false;
    }

    /// The number of a page.
    pub(crate) fn id_of(&self, page: &Page) -> Option<PageId> {
        self.by_path(&page.source.path)
    }

    /// The page of this file.
    pub fn by_path(&self, path: &str) -> Option<PageId> {
        self.by_path.get(path).copied()
    }

    /// The page of this file; the file by its path inside `content/`, without its ending.
    pub fn by_stem(&self, stem: &str) -> Option<PageId> {
        self.by_stem.get(stem).copied()
    }
}

impl Index<PageId> for Pages {
    type Output = Arc<Page>;

    fn index(&self, id: PageId) -> &Arc<Page> {
        &self.list[id.number()]
    }
}
