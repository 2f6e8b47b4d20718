//! Conditions: the list of them, and the page of each with its services, people, questions and articles.

use std::cell::RefCell;
use std::cmp::Reverse;

use super::cards::Card;
use super::page::PageBuilder;
use super::parts::FaqQuestion;
use super::{RenderContext, Shared, view};
use crate::address::page_count;
use crate::page::{Data, Kind};
use crate::resolve::References;
use crate::site::{Condition, Fixture, PageId};

view! {
    /// The list of the conditions that articles, services and questions are about.
    ConditionsView {
        /// The conditions, by title.
        items: Vec<ConditionCard>,
    }

    /// A condition in a list.
    ConditionCard: Card {
        /// How many articles are about it.
        count: usize,
        /// How many articles are about it, in words; empty where none is.
        count_text: String,
    }

    /// The page of a condition. Services, people and questions stand on its first page alone.
    ConditionView {
        /// What the clinic does about it.
        services: Vec<Shared<Card>>,
        /// Who gives those services.
        providers: Vec<Shared<Card>>,
        /// Questions of `content/faq/` about it.
        questions: Vec<FaqQuestion>,
        /// The articles about it, in their order.
        items: Vec<Shared<Card>>,
    }
}

/// How many conditions stand beside the list of articles, so that its pages do not grow with the site.
const MOST: usize = 12;

impl ConditionCard {
    fn of(world: RenderContext<'_>, condition: &Condition) -> Self {
        let words = condition.words.map(|at| &world.site.pages[at]);
        let url = world.site.config.base.link(&world.edition.condition_address(condition));
        ConditionCard {
            base: Card {
                summary: words.map(|page| page.summary.clone()).unwrap_or_default(),
                ..Card::named(condition.title.clone(), url)
            },
            count: condition.articles.len(),
            count_text: count_text(world, condition),
        }
    }

    /// Those of the conditions that most articles are about, by title.
    pub(super) fn most_written(world: RenderContext<'_>) -> Vec<Self> {
        let all = world.edition.conditions().iter().enumerate();
        let mut most: Vec<_> = all.filter(|(_, condition)| !condition.articles.is_empty()).collect();
        most.sort_by_key(|(_, condition)| Reverse(condition.articles.len()));
        most.truncate(MOST);
        most.sort_by_key(|(at, _)| *at);
        most.into_iter().map(|(_, condition)| ConditionCard::of(world, condition)).collect()
    }
}

fn count_text(world: RenderContext<'_>, condition: &Condition) -> String {
    match condition.articles.len() {
        0 => String::new(),
        articles => world.edition.count("articles_count", articles as u64),
    }
}

impl ConditionView {
    /// The first page, to which these articles belong; what its answers cite is numbered behind what its words do.
    fn first(
        world: RenderContext<'_>,
        condition: &Condition,
        items: Vec<Shared<Card>>,
        references: &RefCell<References>,
    ) -> Self {
        let about = |kind| world.shared.about(world, kind, condition.slug.clone());
        let services = about(Kind::Service);
        ConditionView {
            services: world.shared.cards(world, services),
            providers: world.shared.cards(world, &providers(world, services)),
            questions: FaqQuestion::list(world, about(Kind::Faq), |page| world.words(page).on(references)),
            items,
        }
    }
}

/// Who gives some services, each once, in the order of the list of people.
fn providers(world: RenderContext<'_>, services: &[PageId]) -> Vec<PageId> {
    let named = services.iter().flat_map(|id| match &world.site.pages[*id].data {
        Data::Service(service) => service.providers.as_slice(),
        _ => &[],
    });
    let mut ids: Vec<_> =
        named.filter_map(|slug| world.edition.visible_id(Kind::Provider, &slug.value)).collect();
    ids.sort_by_key(|id| world.edition.rank(*id));
    ids.dedup();
    ids
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
) -> (PageBuilder, ConditionView) {
    let references = RefCell::default();
    let mut base = PageBuilder::new(world, "condition", String::new());
    if let Some(at) = condition.words {
        let page = &world.site.pages[at];
        base.take(world, page, &world.words(page).first_on(&references));
    } else if !condition.articles.is_empty() {
        base.view.summary = format!("{}: {}", condition.title, count_text(world, condition));
    }
    base.view.title.clone_from(&condition.title);
    let each = world.site.config.paginate_by;
    let articles = condition.articles.iter().skip((number - 1) * each).take(each);
    let items = world.shared.cards(world, articles);
    let own = match number {
        1 => ConditionView::first(world, condition, items, &references),
        _ => ConditionView { services: Vec::new(), providers: Vec::new(), questions: Vec::new(), items },
    };
    base.cite(world, &references.borrow().order);
    base.step(world.edition.list_title("conditions"), world.edition.address(Fixture::Conditions));
    base.number(
        world,
        &world.edition.condition_address(condition),
        number,
        page_count(condition.articles.len(), each),
    );
    (base, own)
}
