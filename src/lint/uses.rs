//! The uses of files on pages: where each is first shown, and where it is first named at all.

use std::collections::BTreeMap;

use super::Context;
use crate::address::Shelf;
use crate::markdown::{Address, Body, Part, Placeholder, PlaceholderKind};
use crate::page::{Page, Words};
use crate::problem::Place;
use crate::srcset;

/// What pages do with the files of the site, by the paths of these.
pub(super) struct Uses<'a> {
    shelf: Shelf<'a>,
    shown: BTreeMap<&'a str, Place>,
    named: BTreeMap<&'a str, Place>,
}

/// How an address is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Its file is part of the page.
    Shown,
    /// A reader opens it, if at all.
    Linked,
}

impl<'a> Uses<'a> {
    /// Looks into all that is published.
    pub(super) fn of(context: &Context<'a>) -> Self {
        let shelf = Shelf::of_all(context.site, context.sources);
        let mut uses = Uses { shelf, shown: BTreeMap::new(), named: BTreeMap::new() };
        for text in &context.texts {
            let page = text.page;
            if let Some(image) = &page.image {
                uses.add(page, &image.path.value, Use::Shown, || image.path.place(&page.source));
            }
            for words in page.texts() {
                if let Words::Text(body) | Words::Shared(body) = words {
                    uses.body(page, body);
                }
            }
        }
        uses
    }

    fn body(&mut self, page: &Page, body: &Body) {
        for part in &body.parts {
            let Part::Placeholder(Placeholder { kind, span }) = part else { continue };
            let place = || Place::new(&page.source, span.clone());
            match kind {
                PlaceholderKind::Image { target, .. }
                | PlaceholderKind::Source { address: Address::Loads, target, .. } => {
                    self.add(page, target, Use::Shown, place);
                }
                PlaceholderKind::Source { address: Address::LoadsEach, target, .. } => {
                    srcset::candidates(target).for_each(|one| self.add(page, one.address, Use::Shown, place));
                }
                PlaceholderKind::LinkStart { target, .. }
                | PlaceholderKind::Source { address: Address::Leads, target, .. } => {
                    self.add(page, target, Use::Linked, place);
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, page: &Page, target: &str, how: Use, place: impl Fn() -> Place) {
        let Some(path) = self.shelf.named_on(page, target) else { return };
        if how == Use::Shown {
            self.shown.entry(path).or_insert_with(&place);
        }
        self.named.entry(path).or_insert_with(place);
    }

    /// Where a file is first shown, if it is.
    pub(super) fn shown(&self, path: &str) -> Option<&Place> {
        self.shown.get(path)
    }

    /// Where a file is first shown or linked; else the file itself.
    pub(super) fn place(&self, path: &str) -> Place {
        self.named.get(path).cloned().unwrap_or_else(|| Place::path(path))
    }
}
