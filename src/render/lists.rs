//! Pages that list other pages, and those that the generator makes by itself.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::{Value, json};

use super::kinds::{format_key, location_brief, pay, status};
use super::views::{self, View};
use crate::links::{Filler, References, World};
use crate::page::{Data, Kind, Page};
use crate::plan::{numbered, page_count};
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::site::Fixture;

/// Begins a page with the words of a file, if there is one, else with a phrase as its title.
fn begin(world: World<'_>, kind: &str, key: &str, words: Option<&Page>, problems: &mut Problems) -> View {
    begin_with(world, kind, key, words, problems).0
}

/// The same, with the references that its words have mentioned.
fn begin_with(
    world: World<'_>,
    kind: &str,
    key: &str,
    words: Option<&Page>,
    problems: &mut Problems,
) -> (View, References) {
    let mut view = View::new(kind, &world.edition.phrase(key, &[]));
    let mut references = References::default();
    if let Some(page) = words {
        let mut filler = Filler::page(world, page, false, problems);
        views::words(world, page, &mut view, &mut filler);
        view.set("references", views::references(world, &filler.references));
        references = filler.references;
    }
    (view, references)
}

/// The home page.
pub(super) fn home(world: World<'_>, problems: &mut Problems) -> View {
    let words = world.edition.list(Kind::Home).next();
    let mut view = begin(world, "home", "home", words, problems);
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
pub(super) fn list(world: World<'_>, kind: Kind, number: usize, problems: &mut Problems) -> View {
    let folder = kind.folder().unwrap_or_default();
    let (mut view, references) = begin_with(world, folder, folder, world.edition.index_of(folder), problems);
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
        Kind::Faq => faq(world, &mut view, references, problems),
        Kind::Event => events(world, &mut view),
        Kind::Testimonial => testimonials(world, &mut view, problems),
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
        let remote = career.location.as_ref().is_some_and(|place| place.value == "remote");
        let place = place
            .map(|page| page.title.value.clone())
            .or_else(|| remote.then(|| world.edition.phrase("remote", &[])));
        card.insert("location_text".into(), json!(place));
        card.insert("pay".into(), json!(pay(world, page, career, None)));
    }
    card
}

/// All questions stand on one page: their references are numbered through it.
fn faq(world: World<'_>, view: &mut View, mut references: References, problems: &mut Problems) {
    let mut topics: Vec<(String, Vec<Value>)> = Vec::new();
    report_shared_ids(world, problems);
    for page in world.edition.list(Kind::Faq) {
        let Data::Faq(faq) = &page.data else { continue };
        let mut filler = Filler::page(world, page, false, problems);
        filler.references = references;
        let topic = faq.topic.clone().unwrap_or_default();
        let question =
            json!({ "id": page.slug, "question": page.title.value, "answer_html": filler.fill(&page.body) });
        references = filler.references;
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
    view.set("references", views::references(world, &references));
}

/// Ids are unique on a page: those that answers give by hand, and the answers' own.
fn report_shared_ids(world: World<'_>, problems: &mut Problems) {
    let pages = || world.edition.list(Kind::Faq);
    let mut seen: BTreeMap<&str, Place> = pages().map(|page| (page.slug.as_str(), page.place())).collect();
    for (page, id) in pages().flat_map(|page| page.body.ids.iter().map(move |id| (page, id))) {
        let heading = page.body.headings.iter().find(|heading| heading.id == *id);
        let place =
            heading.map_or_else(|| page.place(), |heading| Place::new(&page.source, heading.span.clone()));
        match seen.entry(id) {
            Entry::Vacant(free) => drop(free.insert(place)),
            Entry::Occupied(taken) => {
                problems
                    .report(
                        Rule::HeadingId,
                        place,
                        format!("the id `{id}` stands twice on the page of all questions"),
                    )
                    .also(taken.get().clone(), "the first is here")
                    .help("give one of them another id");
            }
        }
    }
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

fn testimonials(world: World<'_>, view: &mut View, problems: &mut Problems) {
    let mut items = Vec::new();
    for page in world.edition.list(Kind::Testimonial) {
        let Data::Testimonial(words) = &page.data else { continue };
        let mut filler = Filler::page(world, page, false, problems).without_numbers();
        let html = filler.fill(&page.body);
        let typical = filler.fill(&words.typical);
        let refs = views::references(world, &filler.references);
        // Each patient's words carry their own sources beside them.
        let sources: Vec<String> = refs
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| Some(one["html"].as_str()?.to_owned()))
            .collect();
        let paid = if words.compensated { "compensated_yes" } else { "compensated_no" };
        items.push(json!({
            "html": html, "name": words.name, "title": page.title.value,
            "relationship_text": world.edition.phrase(&format!("relationship_{}", words.relationship), &[]),
            "compensated_text": world.edition.phrase(paid, &[]), "typical_html": typical, "sources": sources,
            "consent": views::day(world, words.consent), "source_url": words.source_url,
        }));
    }
    view.set("items", json!(items));
}

/// The list of conditions.
pub(super) fn conditions(world: World<'_>, problems: &mut Problems) -> View {
    let mut view = begin(world, "conditions", "conditions", world.edition.index_of("conditions"), problems);
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
pub(super) fn condition(world: World<'_>, at: usize, number: usize, problems: &mut Problems) -> View {
    let condition = &world.edition.conditions()[at];
    let words = condition.words.map(|at| &*world.site.pages[at]);
    let mut view = begin(world, "condition", "conditions", words, problems);
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
pub(super) fn estimate_page(world: World<'_>, problems: &mut Problems) -> View {
    let words = world.edition.list(Kind::Estimate).next();
    let mut view = begin(world, "good-faith-estimate", "good_faith_estimate", words, problems);
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
