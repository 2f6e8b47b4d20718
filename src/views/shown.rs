//! How a kind of page is shown. Each kind says it in its own file.

use super::cards::CardPrice;
use super::lists::{self, ListView};
use super::page::PageBuilder;
use super::plain::PlainView;
use super::words::Words;
use super::{Nothing, RenderContext, View};
use crate::kinds::{Announcement, Condition, Estimate, Home, Kind, Plain, Pricing, Section, UrgentHelp};
use crate::page::Page;
use crate::structured::{Graph, Node};

/// A kind of page, as readers and machines see its pages and their list.
pub(crate) trait Shown {
    /// What templates see of a page beside what every page has.
    type Page: View;
    /// What templates see of the list.
    type List: View;

    /// What templates see of a page.
    fn page(&self, world: RenderContext<'_>, page: &Page, words: &Words<'_>) -> Self::Page;

    /// What machines read of a page.
    fn nodes(&self, graph: &Graph<'_>, _: &Page) -> Vec<Node> {
        vec![graph.web_page("WebPage")]
    }

    /// What templates see of the list, or of its page of this number.
    fn list(world: RenderContext<'_>, kind: Kind, number: usize) -> (PageBuilder, Self::List);

    /// What machines read of the list.
    fn list_nodes(graph: &Graph<'_>, _: &Self::List) -> Vec<Node> {
        vec![graph.web_page("WebPage")]
    }

    /// The title of a page's card.
    fn card_title(&self, page: &Page) -> String {
        page.title.value.clone()
    }

    /// A short word beside that title.
    fn beside(&self, _: RenderContext<'_>) -> String {
        String::new()
    }

    /// What it costs.
    fn price(&self, _: RenderContext<'_>) -> Option<CardPrice> {
        None
    }

    /// The letters that stand for it where it has no picture.
    fn initials(&self, _: &Page) -> String {
        String::new()
    }
}

/// Kinds of pages that are their words alone.
macro_rules! words_alone {
    ($($kind:ident)*) => { $(
        impl Shown for $kind {
            type Page = Nothing;
            type List = ListView;

            fn page(&self, _: RenderContext<'_>, _: &Page, _: &Words<'_>) -> Nothing {
                Nothing
            }

            fn list(world: RenderContext<'_>, kind: Kind, number: usize) -> (PageBuilder, ListView) {
                lists::cards(world, kind, number)
            }
        }
    )* };
}

words_alone! { Home Pricing Estimate Condition Announcement UrgentHelp }

/// Any other page is its words alone, too, and may end with the call to book.
impl Shown for Plain {
    type Page = PlainView;
    type List = ListView;

    fn page(&self, world: RenderContext<'_>, page: &Page, _: &Words<'_>) -> PlainView {
        PlainView::of(world, page)
    }

    fn list(world: RenderContext<'_>, kind: Kind, number: usize) -> (PageBuilder, ListView) {
        lists::cards(world, kind, number)
    }
}

/// A section shows the pages of its folder.
impl Shown for Section {
    type Page = ListView;
    type List = ListView;

    fn page(&self, world: RenderContext<'_>, page: &Page, _: &Words<'_>) -> ListView {
        ListView { items: world.shared.cards(world, world.shared.section(world, page.folder())) }
    }

    fn list(world: RenderContext<'_>, kind: Kind, number: usize) -> (PageBuilder, ListView) {
        lists::cards(world, kind, number)
    }
}
