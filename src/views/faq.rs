//! The list of questions: all of them with their answers, on one page.

use super::World;
use super::article::QuestionView;
use super::page::PageBuilder;
use super::view;
use crate::page::{Data, Kind};
use crate::resolve::References;
use crate::structured::{Graph, Node};

view! {
    /// The list of questions of `content/faq/`.
    FaqView {
        /// The questions by topic, each topic in the order of its first question.
        topics: Vec<Topic>,
    }

    /// Questions on one topic.
    Topic {
        /// The topic; empty for the questions without one.
        title: String,
        /// Its questions.
        questions: Vec<QuestionView>,
    }
}

/// What templates see of the questions. Their references are numbered through the page.
pub(crate) fn view(world: World<'_>) -> (PageBuilder, FaqView) {
    let mut base = PageBuilder::of_list(world, Kind::Faq);
    let mut references = References::default();
    if let Some(page) = world.edition.index_of("faq") {
        references.join(world.words(page).answers());
    }
    let mut topics: Vec<Topic> = Vec::new();
    for page in world.edition.list(Kind::Faq) {
        let Data::Faq(faq) = &page.data else { continue };
        let words = world.words(page).on(&mut references);
        let title = faq.topic.clone().unwrap_or_default();
        let question = QuestionView {
            id: page.slug.clone(),
            question: page.title.value.clone(),
            answer_html: words.html(&page.body),
        };
        match topics.iter_mut().find(|topic| topic.title == title) {
            Some(topic) => topic.questions.push(question),
            None => topics.push(Topic { title, questions: vec![question] }),
        }
    }
    base.cite(world, &references.order);
    (base, FaqView { topics })
}

/// What machines read of the questions.
pub(crate) fn json_ld(graph: &Graph<'_>, view: &FaqView) -> Vec<Node> {
    let one = |one: &QuestionView| {
        let mut answer = Node::of("Answer");
        answer.put("text", graph.portable(&one.answer_html.0));
        let mut question = Node::of("Question");
        question.put("name", &one.question).node("acceptedAnswer", &answer);
        question
    };
    let questions: Vec<Node> = view.topics.iter().flat_map(|topic| &topic.questions).map(one).collect();
    let mut node = graph.web_page("FAQPage");
    node.list("mainEntity", &questions);
    vec![node]
}
