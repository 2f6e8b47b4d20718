//! Conditions: the list of them, and the page of each with its articles.

use super::RenderContext;
use super::cards::Card;
use super::lists::ListView;
use super::page::PageBuilder;
use super::view;
use crate::address::page_count;
use crate::site::Condition;
use crate::site::Fixture;

view! {
    /// The list of the conditions that articles are about.
    ConditionsView {
        /// The conditions, by title.
        items: Vec<ConditionCard>,
    }

    /// A condition in a list.
    ConditionCard: Card {
        /// How many articles are about it, in words.
        count_text: String,
    }
}

impl ConditionCard {
    fn of(world: RenderContext<'_>, condition: &Condition) -> Self {
        let words = condition.words.map(|at| &world.site.pages[at]);
        ConditionCard {
            base: Card {
                title: condition.title.clone(),
                url: world.site.config.base.link(&world.edition.condition_address(condition)),
                summary: words.map(|page| page.summary.clone()).unwrap_or_default(),
                image: None,
                date: None,
                meta: String::new(),
            },
            count_text: count_text(world, condition),
        }
    }
}

fn count_text(world: RenderContext<'_>, condition: &Condition) -> String {
    world.edition.count("articles_count", condition.articles.len() as u64)
}

/// What templates see of the list of conditions.
pub(crate) fn list(world: RenderContext<'_>) -> (PageBuilder, ConditionsView) {
    let (title, words) = (world.edition.phrase("conditions", &[]), world.edition.index_of("conditions"));
    let base = PageBuilder::with_words(world, "conditions", title, words);
    let items = world.edition.conditions().iter().map(|one| ConditionCard::of(world, one)).collect();
    (base, ConditionsView { items })
}

/// What templates see of a page of a condition.
pub(crate) fn view(
    world: RenderContext<'_>,
    condition: &Condition,
    number: usize,
) -> (PageBuilder, ListView) {
    let words = condition.words.map(|at| &*world.site.pages[at]);
    let mut base = PageBuilder::with_words(world, "condition", String::new(), words);
    base.view.title.clone_from(&condition.title);
    if words.is_none() {
        base.view.summary = format!("{}: {}", condition.title, count_text(world, condition));
    }
    let each = world.site.config.paginate_by;
    let articles = condition.articles.iter().skip((number - 1) * each).take(each);
    let items = world.shared.cards(world, articles);
    base.step(world.edition.list_title("conditions"), world.edition.address(Fixture::Conditions));
    base.number(
        world,
        &world.edition.condition_address(condition),
        number,
        page_count(condition.articles.len(), each),
    );
    (base, ListView { items })
}
