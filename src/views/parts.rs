//! What pages of several kinds show: questions with their answers, conditions, reviews.

use super::RenderContext;
use super::booking::Booking;
use super::cards::{Card, Person};
use super::page::Day;
use super::pricing::entries;
use super::words::Words;
use super::{Html, Shared, view};
use crate::page::{Data, Kind, Page, Question, Review};
use crate::route::encode_fragment;
use crate::site::PageId;
use crate::table::At;

view! {
    /// A question with its answer.
    QuestionView {
        /// The id for its heading.
        id: String,
        /// The question.
        question: String,
        /// The answer.
        answer_html: Html,
    }

    /// A question of `content/faq/`, on the page of a service or condition.
    FaqQuestion {
        /// The question.
        question: String,
        /// Its answer; empty where that has headings of its own, which stand on the list of questions alone.
        answer_html: Html,
        /// The address of the answer on the list of questions.
        url: String,
    }

    /// What a service costs, on a page that speaks of it.
    PriceInPlace {
        /// The service, with its price.
        service: Shared<Card>,
        /// How it is booked.
        booking: Booking,
        /// Whether its page tells what is included in the price.
        tells_included: bool,
    }

    /// A condition that a page names.
    Term {
        /// Its name.
        title: String,
        /// The address of its page, if it has one.
        url: Option<String>,
    }
}

impl QuestionView {
    /// The questions of a page, numbered.
    pub(crate) fn list(questions: &[Question], words: &Words<'_>) -> Vec<Self> {
        let one = |(at, one): (usize, &Question)| QuestionView {
            id: format!("_q-{}", at + 1),
            question: one.question.clone(),
            answer_html: words.html(&one.answer),
        };
        questions.iter().enumerate().map(one).collect()
    }
}

impl FaqQuestion {
    /// Questions of the list of them; `words` has the answer of one with its references as the page numbers them.
    pub(crate) fn list<'w>(
        world: RenderContext<'w>,
        ids: &[PageId],
        words: impl Fn(&Page) -> Words<'w>,
    ) -> Vec<Self> {
        let list = world.site.config.base.link(&world.edition.list_address(Kind::Faq));
        let one = |id: &PageId| {
            let page = &*world.site.pages[*id];
            let answer = Some(page).filter(|page| page.body.ids.is_empty());
            FaqQuestion {
                question: page.title.value.clone(),
                answer_html: answer.map(|page| words(page).html(&page.body)).unwrap_or_default(),
                url: format!("{list}#{}", encode_fragment(&page.slug)),
            }
        };
        ids.iter().map(one).collect()
    }
}

impl PriceInPlace {
    /// The first of these services that has a price.
    pub(crate) fn first(world: RenderContext<'_>, slugs: &[At<String>]) -> Option<Self> {
        slugs.iter().find_map(|slug| {
            let id = world.edition.visible_id(Kind::Service, &slug.value)?;
            let Data::Service(service) = &world.site.pages[id].data else { return None };
            entries::priced(world, &service.prices).next().is_some().then(|| PriceInPlace {
                service: world.shared.card(world, id),
                booking: Booking::of_service(world, service),
                tells_included: entries::tell_included(world, &service.prices),
            })
        })
    }
}

impl Term {
    /// The conditions that a page names.
    pub(crate) fn list(world: RenderContext<'_>, terms: &[At<String>]) -> Vec<Self> {
        let one = |term: &At<String>| match world.edition.condition(&term.value) {
            Some(condition) => {
                let url = world.site.config.base.link(&world.edition.condition_address(condition));
                Term { title: condition.title.clone(), url: Some(url) }
            }
            None => Term { title: term.value.trim().to_owned(), url: None },
        };
        terms.iter().map(one).collect()
    }
}

/// Who reviewed a page.
pub(crate) fn reviewer(world: RenderContext<'_>, review: &Review) -> Option<Shared<Person>> {
    world.shared.person(world, &review.done_by()?.value)
}

/// When a page was reviewed.
pub(crate) fn reviewed(world: RenderContext<'_>, review: &Review) -> Option<Day> {
    review.reviewed.as_ref().map(|day| Day::of(world, day.value))
}

/// Whether a page was reviewed, and its next review is not due before today.
pub(crate) fn is_review_current(world: RenderContext<'_>, review: &Review) -> bool {
    let config = &world.site.config;
    review.due(config.check.review_months).is_some_and(|due| due >= config.today)
}
