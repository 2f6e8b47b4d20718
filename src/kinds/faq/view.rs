//! The list of questions: all of them with their answers, on one page.

use std::cell::RefCell;

use super::Faq;
use crate::page::{Data, Kind, Page};
use crate::resolve::References;
use crate::structured::{Graph, Node};
use crate::views::page::PageBuilder;
use crate::views::parts::QuestionView;
use crate::views::shown::Shown;
use crate::views::words::Words;
use crate::views::{Nothing, RenderContext, view};

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

impl Shown for Faq {
    type Page = Nothing;
    type List = FaqView;

    fn page(&self, _: RenderContext<'_>, _: &Page, _: &Words<'_>) -> Nothing {
        Nothing
    }

    /// The references of all questions are numbered through the page.
    fn list(world: RenderContext<'_>, kind: Kind, _: usize) -> (PageBuilder, FaqView) {
        let mut base = PageBuilder::of_list(world, kind);
        let above = world.edition.index_of("faq").map(|page| References::of(world.words(page).answers()));
        let references = RefCell::new(above.unwrap_or_default());
        let mut topics: Vec<Topic> = Vec::new();
        for page in world.edition.list(kind) {
            let Data::Faq(faq) = &page.data else { continue };
            let words = world.words(page).on(&references);
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
        base.cite(world, &references.borrow().order);
        (base, FaqView { topics })
    }

    fn list_nodes(graph: &Graph<'_>, view: &FaqView) -> Vec<Node> {
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
}
