//! An article: patient education, with who wrote and who reviewed it.

use super::{Article, Myth};
use crate::markdown::escape;
use crate::page::{Kind, Page};
use crate::site::PageId;
use crate::structured::{Graph, Node};
use crate::table::At;
use crate::views::booking::Booking;
use crate::views::cards::{Card, Link, Person};
use crate::views::lists::{self, ArticlesView};
use crate::views::page::{Day, PageBuilder};
use crate::views::parts::{PriceInPlace, QuestionView, Term, is_review_current, reviewed, reviewer};
use crate::views::shown::Shown;
use crate::views::words::Words;
use crate::views::{Html, RenderContext, Shared, view};

view! {
    /// An article of `content/articles/`.
    ArticleView {
        /// What matters most, a sentence each.
        key_points: Vec<Html>,
        /// Who wrote it.
        authors: Vec<Shared<Person>>,
        /// Who reviewed it.
        reviewer: Option<Shared<Person>>,
        /// When it was reviewed last.
        reviewed: Option<Day>,
        /// Whether that review still holds: the next one is not due yet.
        review_current: bool,
        /// Widespread claims and what is known of them.
        myths: Vec<MythView>,
        /// Questions and answers at its end.
        questions: Vec<QuestionView>,
        /// What changed in it, and when.
        changes: Vec<ChangeView>,
        /// Who paid for it; without words of its own that nobody but the clinic did.
        disclosure_html: Html,
        /// The conditions it is about.
        conditions: Vec<Term>,
        /// The services it is about.
        services: Vec<Shared<Card>>,
        /// The first of these that has a price.
        price_in_place: Option<PriceInPlace>,
        /// How a visit is booked: for its only service, else with the clinic.
        booking: Booking,
        /// The newer article.
        next: Option<Link>,
        /// The older article.
        previous: Option<Link>,
        /// Up to four articles on the same conditions.
        related: Vec<Shared<Card>>,
    }

    /// A widespread claim.
    MythView {
        /// The claim, as people say it.
        claim: String,
        /// `false`, `misleading`, `unproven` or `true`.
        verdict: &'static str,
        /// The verdict in words.
        verdict_text: String,
        /// What is known.
        fact_html: Html,
        /// The numbers of the sources, as links to the references.
        refs_html: Html,
    }

    /// What changed on a day.
    ChangeView {
        /// The day.
        date: Day,
        /// What changed.
        html: Html,
    }
}

impl Shown for Article {
    type Page = ArticleView;
    type List = ArticlesView;

    fn page(&self, world: RenderContext<'_>, page: &Page, words: &Words<'_>) -> ArticleView {
        let (newer, older) = world.edition.neighbours(page);
        ArticleView {
            key_points: self.key_points.iter().map(|point| words.html(point)).collect(),
            authors: world.shared.people(world, &self.authors),
            reviewer: reviewer(world, &self.review),
            reviewed: reviewed(world, &self.review),
            review_current: is_review_current(world, &self.review),
            myths: self.myths.iter().map(|myth| MythView::of(world, myth, words)).collect(),
            questions: QuestionView::list(&self.questions, words),
            changes: self
                .changes
                .iter()
                .map(|change| ChangeView {
                    date: Day::of(world, change.date),
                    html: words.html(&change.text),
                })
                .collect(),
            disclosure_html: disclosure(world, self, words),
            conditions: Term::list(world, &self.conditions),
            services: world.shared.cards_of(world, Kind::Service, &self.services),
            price_in_place: PriceInPlace::first(world, &self.services),
            booking: Booking::of_article(world, self),
            next: newer.map(|page| Link::of(world, page)),
            previous: older.map(|page| Link::of(world, page)),
            related: world.shared.cards(world, &related(world, page, self)),
        }
    }

    fn nodes(&self, graph: &Graph<'_>, page: &Page) -> Vec<Node> {
        let config = &graph.world.site.config;
        let published = page.date.map(|date| date.rfc3339(&config.zone));
        let modified = page.updated.or(page.date).map(|date| date.rfc3339(&config.zone));
        let authors = graph.people(&self.authors);
        let mut medical = graph.web_page("MedicalWebPage");
        medical.put_some("datePublished", published.as_ref()).put_some("dateModified", modified.as_ref());
        graph.review(&mut medical, &self.review);
        let mut audience = Node::of("MedicalAudience");
        audience.put("audienceType", "Patient");
        medical
            .nodes("author", &authors)
            .node("publisher", graph.organization())
            .node("medicalAudience", &audience)
            .nodes("about", &about(&self.conditions))
            .nodes("citation", &graph.citations(page));
        let mut node = Node::of("Article");
        node.put("@id", format!("{}#article", graph.url))
            .node("mainEntityOfPage", &Node::reference(graph.url))
            .put("headline", &page.title.value)
            .put("inLanguage", graph.world.edition.tag())
            .node("publisher", graph.organization())
            .put_some("datePublished", published)
            .put_some("dateModified", modified)
            .nodes("author", &authors)
            .put_some("image", graph.image());
        vec![medical, node]
    }

    fn list(world: RenderContext<'_>, kind: Kind, number: usize) -> (PageBuilder, ArticlesView) {
        let (base, list) = lists::cards(world, kind, number);
        (base, ArticlesView { base: list, conditions: world.shared.most_written(world) })
    }
}

impl MythView {
    /// A claim, with what is known of it as the page shows it.
    pub(crate) fn of(world: RenderContext<'_>, myth: &Myth, words: &Words<'_>) -> Self {
        MythView {
            claim: myth.claim.clone(),
            verdict: myth.verdict.word(),
            verdict_text: world.edition.phrase(&format!("verdict_{}", myth.verdict.word()), &[]),
            fact_html: words.html(&myth.fact),
            refs_html: words.beside(&myth.fact),
        }
    }
}

fn disclosure(world: RenderContext<'_>, article: &Article, words: &Words<'_>) -> Html {
    if let Some(text) = &article.disclosure {
        return words.html(text);
    }
    let clinic = &world.site.config.clinic.legal_name;
    let mut html = String::new();
    escape(&mut html, &world.edition.phrase("disclosure_default", &[("clinic", clinic)]));
    Html(html)
}

/// Up to four other articles on the same conditions, newest first.
fn related(world: RenderContext<'_>, page: &Page, article: &Article) -> Vec<PageId> {
    let mut related: Vec<PageId> = Vec::new();
    let conditions = article.conditions.iter().filter_map(|term| world.edition.condition(&term.value));
    for other in conditions.flat_map(|condition| &condition.articles) {
        if related.len() == 4 {
            break;
        }
        if world.site.pages[*other].source.path != page.source.path && !related.contains(other) {
            related.push(*other);
        }
    }
    related
}

fn about(terms: &[At<String>]) -> Vec<Node> {
    let one = |term: &At<String>| {
        let mut node = Node::of("MedicalCondition");
        node.put("name", term.value.trim());
        node
    };
    terms.iter().map(one).collect()
}
