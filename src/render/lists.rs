//! Pages that list other pages, and those that the generator makes by itself.

use serde_json::{Value, json};

use super::World;
use super::kinds::{format_key, location_brief, pay, status};
use super::views::{self, View};
use crate::page::{Data, Kind, Page};
use crate::plan::{numbered, page_count};
use crate::resolve::References;
use crate::route::Route;
use crate::site::Fixture;

/// Begins a page with the words of a file, if there is one, else with a phrase as its title.
fn begin(world: World<'_>, kind: &str, key: &str, words: Option<&Page>) -> View {
    let mut view = View::new(kind, &world.edition.phrase(key, &[]));
    if let Some(page) = words {
        let words = world.words(page);
        views::words(world, page, &mut view, &words);
        view.set("references", views::references(world, &words.answers().references));
    }
    view
}

/// The home page.
pub(super) fn home(world: World<'_>) -> View {
    let words = world.edition.list(Kind::Home).next();
    let mut view = begin(world, "home", "home", words);
    if words.is_none() {
        view.set("title", json!(world.site.config.title));
    }
    let some = |kind: Kind, most: usize| -> Value {
        world.edition.list(kind).take(most).map(|page| views::card(world, page)).collect()
    };
    view.set("services", some(Kind::Service, 6));
    view.set("articles", some(Kind::Article, 6));
    view.set("providers", some(Kind::Provider, 4));
    let teaser = world.site.prices.as_ref().and_then(|list| {
        let example = list.examples.first()?;
        Some(super::prices::example_view(world, list, example))
    });
    view.set("example", json!(teaser));
    view
}

fn pagination(world: World<'_>, list: &Route, number: usize, count: usize) -> Value {
    if count < 2 {
        return Value::Null;
    }
    let link = |number: usize| world.site.config.base.link(&numbered(list, number));
    let pages: Vec<_> =
        (1..=count).map(|n| json!({ "n": n, "url": link(n), "current": n == number })).collect();
    json!({
        "current": number, "total": count, "pages": pages,
        "previous_url": (number > 1).then(|| link(number - 1)), "next_url": (number < count).then(|| link(number + 1)),
    })
}

/// The list of a kind.
pub(super) fn list(world: World<'_>, kind: Kind, number: usize) -> View {
    let folder = kind.folder().unwrap_or_default();
    let mut view = begin(world, folder, folder, world.edition.index_of(folder));
    let all = || world.edition.list(kind);
    match kind {
        Kind::Article => {
            let each = world.site.config.paginate_by;
            let items: Vec<_> =
                all().skip((number - 1) * each).take(each).map(|page| views::card(world, page)).collect();
            view.set("items", json!(items));
            let count = page_count(all().len(), each);
            view.set("pagination", pagination(world, &world.edition.list_address(kind), number, count));
            number_title(world, &mut view, number, world.edition.list_address(kind));
        }
        Kind::Faq => faq(world, &mut view),
        Kind::Event => events(world, &mut view),
        Kind::Testimonial => testimonials(world, &mut view),
        Kind::Location => view.set("items", all().map(|page| location_brief(world, page)).collect()),
        Kind::Career => view.set("items", all().map(|page| career_card(world, page)).collect()),
        _ => view.set("items", all().map(|page| views::card(world, page)).collect()),
    }
    view
}

/// The second and later pages of a list say their number, and lead back to the first.
fn number_title(world: World<'_>, view: &mut View, number: usize, list: Route) {
    if number > 1 {
        let title = view.text("title").to_owned();
        view.crumb(Some((title.clone(), list)));
        let page = world.edition.phrase("page_n", &[("number", &number.to_string())]);
        view.set("title", json!(format!("{title}: {page}")));
        view.set("summary", json!(format!("{} {page}.", view.text("summary"))));
        view.set("html", json!(""));
        view.set("toc", json!([]));
    }
}

fn career_card(world: World<'_>, page: &Page) -> Value {
    let mut card = views::card(world, page);
    if let (Data::Career(career), Some(card)) = (&page.data, card.as_object_mut()) {
        let place =
            career.location.as_ref().and_then(|slug| world.edition.visible(Kind::Location, &slug.value));
        let place = place
            .map(|page| page.title.value.clone())
            .or_else(|| career.is_remote().then(|| world.edition.phrase("remote", &[])));
        card.insert("location_text".into(), json!(place));
        card.insert("pay".into(), json!(pay(world, career)));
    }
    card
}

/// All questions stand on one page: their references are numbered through it.
fn faq(world: World<'_>, view: &mut View) {
    let mut topics: Vec<(String, Vec<Value>)> = Vec::new();
    let mut references = References::default();
    if let Some(page) = world.edition.index_of("faq") {
        references.join(world.words(page).answers());
    }
    for page in world.edition.list(Kind::Faq) {
        let Data::Faq(faq) = &page.data else { continue };
        let words = world.words(page).on(&mut references);
        let topic = faq.topic.clone().unwrap_or_default();
        let question =
            json!({ "id": page.slug, "question": page.title.value, "answer_html": words.html(&page.body) });
        match topics.iter_mut().find(|(title, _)| *title == topic) {
            Some((_, questions)) => questions.push(question),
            None => topics.push((topic, vec![question])),
        }
    }
    let topics: Vec<_> = topics
        .into_iter()
        .map(|(title, questions)| json!({ "title": title, "questions": questions }))
        .collect();
    view.set("topics", json!(topics));
    view.set("references", views::references(world, &references.order));
}

fn events(world: World<'_>, view: &mut View) {
    let (mut upcoming, mut recordings, mut past) = (Vec::new(), Vec::new(), Vec::new());
    for page in world.edition.list(Kind::Event) {
        let Data::Event(event) = &page.data else { continue };
        let mut card = views::card(world, page);
        if let Some(card) = card.as_object_mut() {
            card.insert("start".into(), views::times(world, event).0);
            card.insert("format_text".into(), json!(world.edition.phrase(format_key(event), &[])));
            card.insert("status".into(), json!(status(event)));
            card.insert(
                "status_text".into(),
                json!(world.edition.phrase(&format!("status_{}", status(event)), &[])),
            );
            card.insert("recording_url".into(), json!(event.recording_url));
        }
        match (world.site.is_past(event.end), &event.recording_url) {
            (false, _) => upcoming.push(card),
            (true, Some(_)) => recordings.push(card),
            (true, None) => past.push(card),
        }
    }
    recordings.reverse();
    past.reverse();
    view.set("upcoming", json!(upcoming));
    view.set("recordings", json!(recordings));
    view.set("past", json!(past));
}

fn testimonials(world: World<'_>, view: &mut View) {
    let mut items = Vec::new();
    for page in world.edition.list(Kind::Testimonial) {
        let Data::Testimonial(testimonial) = &page.data else { continue };
        let words = world.words(page);
        // Each patient's words carry their own sources beside them.
        let cited = words.answers().references.iter().filter_map(|cited| world.site.library.get(&cited.id));
        let sources: Vec<String> = cited.map(|work| views::reference(world, work)).collect();
        let paid = if testimonial.compensated { "compensated_yes" } else { "compensated_no" };
        items.push(json!({
            "html": words.html(&page.body), "name": testimonial.name, "title": page.title.value,
            "relationship_text": world.edition.phrase(&format!("relationship_{}", testimonial.relationship.word()), &[]),
            "compensated_text": world.edition.phrase(paid, &[]), "typical_html": words.html(&testimonial.typical), "sources": sources,
            "consent": views::day(world, testimonial.consent), "source_url": testimonial.source_url,
        }));
    }
    view.set("items", json!(items));
}

/// The list of conditions.
pub(super) fn conditions(world: World<'_>) -> View {
    let mut view = begin(world, "conditions", "conditions", world.edition.index_of("conditions"));
    let items: Vec<_> = world
        .edition
        .conditions()
        .iter()
        .map(|condition| {
            let words = condition.words.map(|at| &world.site.pages[at]);
            json!({
                "title": condition.title, "url": world.site.config.base.link(&world.edition.condition_address(condition)),
                "summary": words.map(|page| page.summary.clone()).unwrap_or_default(), "image": null, "date": null, "meta": "",
                "count_text": world.edition.count("articles_count", condition.articles.len() as u64),
            })
        })
        .collect();
    view.set("items", json!(items));
    view
}

/// The page of a condition.
pub(super) fn condition(world: World<'_>, at: usize, number: usize) -> View {
    let condition = &world.edition.conditions()[at];
    let words = condition.words.map(|at| &*world.site.pages[at]);
    let mut view = begin(world, "condition", "conditions", words);
    view.set("title", json!(condition.title));
    if words.is_none() {
        let count = world.edition.count("articles_count", condition.articles.len() as u64);
        view.set("summary", json!(format!("{}: {count}", condition.title)));
    }
    let each = world.site.config.paginate_by;
    let items: Vec<_> = condition
        .articles
        .iter()
        .skip((number - 1) * each)
        .take(each)
        .map(|at| views::card(world, &world.site.pages[*at]))
        .collect();
    view.set("items", json!(items));
    view.set(
        "pagination",
        pagination(
            world,
            &world.edition.condition_address(condition),
            number,
            page_count(condition.articles.len(), each),
        ),
    );
    let list = world.edition.address(Fixture::Conditions);
    view.crumb(Some((
        world
            .edition
            .index_of("conditions")
            .map_or_else(|| world.edition.phrase("conditions", &[]), |page| page.title.value.clone()),
        list,
    )));
    number_title(world, &mut view, number, world.edition.condition_address(condition));
    view
}

/// The Good Faith Estimate notice (45 CFR 149.610).
pub(super) fn estimate_page(world: World<'_>) -> View {
    let words = world.edition.list(Kind::Estimate).next();
    let mut view = begin(world, "good-faith-estimate", "good_faith_estimate", words);
    view.set("own_words", json!(words.is_some()));
    if words.is_none() {
        view.set("summary", json!(world.edition.phrase("gfe_summary", &[])));
    }
    let clinic = &world.site.config.clinic;
    view.set("noindex", json!(false));
    view.set("contact_phone", json!(clinic.phone.as_ref().map(|phone| &phone.value)));
    view.set("contact_email", json!(clinic.email));
    view
}

/// The page for addresses that do not exist.
pub(super) fn not_found(world: World<'_>) -> View {
    let mut view = View::new("404", &world.edition.phrase("not_found", &[]));
    view.set("noindex", json!(true));
    view
}
