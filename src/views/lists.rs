//! The list of a kind, and how lists come in pages.

use super::RenderContext;
use super::cards::Card;
use super::conditions::ConditionCard;
use super::page::{PageBuilder, Pagination, PaginationEntry};
use super::{Shared, view};
use crate::address::{numbered, page_count};
use crate::kinds::List;
use crate::page::{Kind, Page};
use crate::route::Route;

view! {
    /// A list of pages, or a section of them.
    ListView {
        /// The pages of the list, in their order.
        items: Vec<Shared<Card>>,
    }

    /// The list of articles.
    ArticlesView: ListView {
        /// The twelve conditions that most articles are about, by title.
        conditions: Shared<Vec<ConditionCard>>,
    }
}

impl PageBuilder {
    /// A page with the words of a file, if there is one.
    pub(crate) fn with_words(
        world: RenderContext<'_>,
        kind: &'static str,
        title: String,
        words: Option<&Page>,
    ) -> Self {
        let mut base = PageBuilder::new(world, kind, title);
        if let Some(page) = words {
            let words = world.words(page);
            base.take(world, page, &words);
            base.cite(world, &words.answers().references);
        }
        base
    }

    /// The page of a kind's list, with the words of its `_index.md`.
    pub(crate) fn of_list(world: RenderContext<'_>, kind: Kind) -> Self {
        let folder = kind.folder().unwrap_or_default();
        let title = world.edition.phrase(folder, &[]);
        PageBuilder::with_words(world, folder, title, world.edition.index_of(folder))
    }

    /// One page of several: it links the others; the second and later say their number, and lead back to the first.
    pub(crate) fn number(&mut self, world: RenderContext<'_>, list: &Route, number: usize, count: usize) {
        self.view.pagination = Pagination::of(world, list, number, count);
        if number > 1 {
            let view = &mut self.view;
            let page = world.edition.phrase("page_n", &[("number", &number.to_string())]);
            let title = std::mem::take(&mut view.title);
            view.title = format!("{title}: {page}");
            view.summary = format!("{} {page}.", view.summary);
            view.html = super::Html::default();
            view.toc = Vec::new();
            self.step(title, list.clone());
        }
    }
}

impl Pagination {
    /// The pages of a list of more than one.
    fn of(world: RenderContext<'_>, list: &Route, current: usize, total: usize) -> Option<Self> {
        let link = |number: usize| world.site.config.base.link(&numbered(list, number));
        let entry = |number: Option<usize>| PaginationEntry {
            n: number,
            url: number.map(link),
            current: number == Some(current),
            gap: number.is_none(),
        };
        (total > 1).then(|| Pagination {
            current,
            total,
            pages: near(current, total).into_iter().map(entry).collect(),
            previous_url: (current > 1).then(|| link(current - 1)),
            next_url: (current < total).then(|| link(current + 1)),
        })
    }
}

/// The numbers of the pages that one of them links, with `None` where some are left out: all of up to five, else the
/// first, the last, this one and its neighbours. So a list of any length costs each of its pages the same.
fn near(current: usize, total: usize) -> Vec<Option<usize>> {
    if total <= 5 {
        return (1..=total).map(Some).collect();
    }
    let mut numbers = vec![1, current.saturating_sub(1), current, current + 1, total];
    numbers.retain(|number| (1..=total).contains(number));
    numbers.sort_unstable();
    numbers.dedup();
    let mut near = Vec::new();
    let mut last = 0;
    for number in numbers {
        match number - last {
            1 => {}
            // A gap would take the place of one number.
            2 => near.push(Some(last + 1)),
            _ => near.push(None),
        }
        near.push(Some(number));
        last = number;
    }
    near
}

/// The list of a kind that shows its pages as cards; a long one comes in pages.
pub(crate) fn cards(world: RenderContext<'_>, kind: Kind, number: usize) -> (PageBuilder, ListView) {
    let mut base = PageBuilder::of_list(world, kind);
    let all = world.edition.ids(kind);
    let items = match kind.spec().list {
        List::None | List::Whole => world.shared.cards(world, all),
        List::Paged => {
            let each = world.site.config.paginate_by;
            base.number(world, &world.edition.list_address(kind), number, page_count(all.len(), each));
            world.shared.cards(world, all.iter().skip((number - 1) * each).take(each))
        }
    };
    (base, ListView { items })
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_page_of_a_list_links_the_ends_and_its_neighbours() {
        let shown = |current, total| {
            let words =
                near(current, total).into_iter().map(|n| n.map_or("…".to_owned(), |n| n.to_string()));
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(1, 5), "1 2 3 4 5");
        assert_eq!(shown(1, 6), "1 2 … 6");
        assert_eq!(shown(3, 6), "1 2 3 4 5 6");
        assert_eq!(shown(4, 9), "1 2 3 4 5 … 9");
        assert_eq!(shown(250, 500), "1 … 249 250 251 … 500");
        assert_eq!(shown(500, 500), "1 … 499 500");
    }
}
