//! What each kind of page shows beside its words.

use serde_json::{Value, json};

use super::World;
use super::views::{self, View};
use super::words::Words;
use crate::identifiers::MailAddress;
use crate::money::{Money, Sum};
use crate::page::{
    Article, Career, Closing, Data, Event, Format, Kind, Location, Page, Provider, Question, Review, Service,
    Status,
};
use crate::prices::EntryId;
use crate::site::{PageId, Workplace};
use crate::table::At;

/// Adds the fields of the page's kind.
pub(super) fn add(world: World<'_>, page: &Page, view: &mut View, words: &Words<'_>) {
    match &page.data {
        Data::Article(article) => add_article(world, page, article, view, words),
        Data::Service(service) => add_service(world, service, view, words),
        Data::Provider(provider) => add_provider(world, page, provider, view, words),
        Data::Location(location) => add_location(world, location, view, words),
        Data::Event(event) => add_event(world, page, event, view),
        Data::Career(career) => add_career(world, career, view, words),
        _ => {}
    }
}

fn add_review(world: World<'_>, review: &Review, view: &mut View) {
    let reviewer = review.reviewer.as_ref().and_then(|slug| views::person(world, &slug.value));
    view.set("reviewer", json!(reviewer));
    view.set("reviewed", review.reviewed.as_ref().map_or(Value::Null, |day| views::day(world, day.value)));
}

fn add_questions(questions: &[Question], view: &mut View, words: &Words<'_>) {
    let questions: Vec<_> = questions
        .iter()
        .enumerate()
        .map(|(at, question)| json!({ "id": format!("_q-{}", at + 1), "question": question.question, "answer_html": words.html(&question.answer) }))
        .collect();
    view.set("questions", json!(questions));
}

fn terms(world: World<'_>, terms: &[At<String>]) -> Value {
    let link = |term: &At<String>| {
        let condition = world.edition.condition(&term.value)?;
        Some(
            json!({ "title": condition.title, "url": world.site.config.base.link(&world.edition.condition_address(condition)) }),
        )
    };
    terms
        .iter()
        .map(|term| link(term).unwrap_or_else(|| json!({ "title": term.value.trim(), "url": null })))
        .collect()
}

fn neighbour(world: World<'_>, page: Option<&Page>) -> Value {
    page.map_or(
        Value::Null,
        |page| json!({ "title": page.title.value, "url": world.site.config.base.link(&page.route) }),
    )
}

fn add_article(world: World<'_>, page: &Page, article: &Article, view: &mut View, words: &Words<'_>) {
    let authors: Vec<_> =
        article.authors.iter().filter_map(|slug| views::person(world, &slug.value)).collect();
    view.set("authors", json!(authors));
    add_review(world, &article.review, view);
    let myths: Vec<_> = article
        .myths
        .iter()
        .map(|myth| {
            json!({
                "claim": myth.claim, "verdict": myth.verdict.word(), "verdict_text": world.edition.phrase(&format!("verdict_{}", myth.verdict.word()), &[]),
                "fact_html": words.html(&myth.fact), "refs_html": words.beside(&myth.fact),
            })
        })
        .collect();
    view.set("myths", json!(myths));
    add_questions(&article.questions, view, words);
    let changes: Vec<_> = article
        .changes
        .iter()
        .map(|change| json!({ "date": views::day(world, change.date), "html": words.html(&change.text) }))
        .collect();
    view.set("changes", json!(changes));
    let clinic = &world.site.config.clinic.legal_name;
    let disclosure = article.disclosure.as_ref().map_or_else(
        || {
            let mut html = String::new();
            crate::markdown::escape(
                &mut html,
                &world.edition.phrase("disclosure_default", &[("clinic", clinic)]),
            );
            html
        },
        |text| words.html(text),
    );
    view.set("disclosure_html", json!(disclosure));
    view.set("conditions", terms(world, &article.conditions));
    view.set("services", views::cards(world, Kind::Service, &article.services));
    let (newer, older) = world.edition.neighbours(page);
    view.set("next", neighbour(world, newer));
    view.set("previous", neighbour(world, older));
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
    let related: Vec<_> = related.into_iter().map(|at| views::card(world, &world.site.pages[at])).collect();
    view.set("related", json!(related));
}

fn add_service(world: World<'_>, service: &Service, view: &mut View, words: &Words<'_>) {
    let list = world.site.prices.as_ref();
    let prices: Vec<_> =
        service.prices.iter().filter_map(|id| super::prices::line(world, list?, &id.value)).collect();
    let minutes = service.duration_min.or_else(|| match (service.prices.as_slice(), list) {
        ([only], Some(list)) => match list.find(&only.value)?.entry {
            EntryId::Service(id) => list[id].duration_min,
            EntryId::Plan(_) | EntryId::Bundle(_) => None,
        },
        _ => None,
    });
    view.set("prices", json!(prices));
    view.set(
        "duration",
        json!(minutes.map(|minutes| world.edition.count("minutes", minutes.unsigned_abs()))),
    );
    view.set("referral", json!(service.referral));
    view.set("telehealth", json!(service.telehealth));
    view.set("providers", views::cards(world, Kind::Provider, &service.providers));
    view.set("locations", views::cards(world, Kind::Location, &service.locations));
    view.set("conditions", terms(world, &service.conditions));
    add_review(world, &service.review, view);
    add_questions(&service.questions, view, words);
    let language = world.edition.language();
    let measures: Vec<_> = service
        .measures
        .iter()
        .map(|measure| {
            let period = world.edition.phrase("price_range", &[("from", &language.date(measure.from)), ("to", &language.date(measure.to))]);
            json!({ "what": measure.what, "value": measure.value, "period": period, "note_html": measure.note.as_ref().map(|note| words.html(note)) })
        })
        .collect();
    view.set("measures", json!(measures));
}

fn add_provider(world: World<'_>, page: &Page, provider: &Provider, view: &mut View, words: &Words<'_>) {
    let language = world.edition.language();
    view.set("name", json!(page.title.value));
    view.set("role", json!(provider.role));
    view.set("credentials", json!(provider.credentials.join(", ")));
    view.set("specialty", json!(provider.specialty));
    let registration: Vec<_> = provider
        .registration
        .iter()
        .map(|one| json!({ "authority": one.authority, "number": one.number }))
        .collect();
    view.set("registration", json!(registration));
    view.set("languages", json!(language.list(&provider.languages)));
    view.set("locations", views::cards(world, Kind::Location, &provider.locations));
    view.set("accepting", json!(provider.accepting_new_patients));
    view.set("booking_url", json!(provider.booking_url));
    let experience: Vec<_> = provider
        .experience
        .iter()
        .map(|one| {
            let count = language.number(one.count.unsigned_abs());
            json!({ "text": world.edition.phrase("experience_line", &[("count", &count), ("what", &one.what), ("date", &language.date(one.as_of))]) })
        })
        .collect();
    view.set("experience", json!(experience));
    let disclosures: Vec<_> = provider.disclosures.iter().map(|text| words.html(text)).collect();
    view.set("disclosures", json!(disclosures));
    view.set("same_as", json!(provider.same_as));
    let wrote = |other: &&Page| match &other.data {
        Data::Article(article) => article.authors.iter().any(|author| author.value == page.slug),
        _ => false,
    };
    let articles: Vec<_> = world
        .edition
        .list(Kind::Article)
        .filter(wrote)
        .take(world.site.config.paginate_by)
        .map(|page| views::card(world, page))
        .collect();
    view.set("articles", json!(articles));
}

fn hours(world: World<'_>, location: &Location) -> Vec<Value> {
    let language = world.edition.language();
    let mut rows = Vec::new();
    for hours in &location.hours {
        let names: Vec<_> = hours.days.iter().map(|day| language.weekday(*day)).collect();
        let run = hours.days.windows(2).all(|pair| (pair[0] + 1) % 7 == pair[1]);
        let days = match names.as_slice() {
            [first, .., last] if run && names.len() > 2 => {
                world.edition.phrase("price_range", &[("from", first), ("to", last)])
            }
            _ => language.list(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()),
        };
        let closes = match hours.closes {
            Closing::At(time) => language.time(time),
            Closing::Midnight => world.edition.phrase("midnight", &[]),
        };
        rows.push(json!({
            "days": days, "opens": language.time(hours.opens), "closes": closes, "all_day": hours.is_all_day(),
        }));
    }
    rows
}

fn phone_link(world: World<'_>, location: &Location) -> Option<String> {
    views::phone_link(world, location.phone.as_ref(), Some(location.address.country))
}

/// A place as footers show it.
pub(super) fn location_brief(world: World<'_>, page: &Page) -> Value {
    let mut card = views::card(world, page);
    if let (Data::Location(location), Some(card)) = (&page.data, card.as_object_mut()) {
        card.insert("address".into(), json!(location.address.lines()));
        card.insert("phone".into(), json!(location.phone.as_ref().map(|phone| &phone.value)));
        card.insert("phone_link".into(), json!(phone_link(world, location)));
        card.insert("hours".into(), json!(hours(world, location)));
    }
    card
}

fn add_location(world: World<'_>, location: &Location, view: &mut View, words: &Words<'_>) {
    view.set("address", json!(location.address.lines()));
    view.set("phone", json!(location.phone.as_ref().map(|phone| &phone.value)));
    view.set("phone_link", json!(phone_link(world, location)));
    view.set("email", json!(location.email));
    view.set("email_link", json!(location.email.as_ref().map(MailAddress::link)));
    view.set(
        "geo",
        json!(
            location.geo.as_ref().map(|geo| json!({ "latitude": geo.latitude, "longitude": geo.longitude }))
        ),
    );
    view.set("hours", json!(hours(world, location)));
    let every_day = (0..7).all(|day| location.hours.iter().any(|hours| hours.days.contains(&day)));
    view.set("every_day", json!(every_day));
    let language = world.edition.language();
    let closures: Vec<_> = location
        .closures
        .iter()
        .filter(|closure| closure.to >= world.site.config.today)
        .map(|closure| json!({ "from": language.date(closure.from), "to": language.date(closure.to), "reason": closure.reason }))
        .collect();
    view.set("closures", json!(closures));
    let access: Vec<_> = location.access.iter().map(|text| words.html(text)).collect();
    view.set("access", json!(access));
}

/// The words for how an event is attended.
pub(super) fn format_key(event: &Event) -> &'static str {
    match event.format {
        Some(Format::Online) => "format_online",
        Some(Format::Mixed) => "format_mixed",
        Some(Format::InPerson) => "format_in_person",
        None if event.location.is_some() => "format_in_person",
        None => "format_online",
    }
}

/// The word for whether an event takes place.
pub(super) fn status(event: &Event) -> &'static str {
    match event.status {
        Status::Scheduled => "scheduled",
        Status::Postponed => "postponed",
        Status::Cancelled => "cancelled",
    }
}

fn add_event(world: World<'_>, page: &Page, event: &Event, view: &mut View) {
    let (start, end) = views::times(world, event);
    view.set("start", start);
    view.set("end", end);
    view.set("format_text", json!(world.edition.phrase(format_key(event), &[])));
    view.set("status", json!(status(event)));
    view.set("status_text", json!(world.edition.phrase(&format!("status_{}", status(event)), &[])));
    let past = world.site.is_past(event.end);
    view.set("is_past", json!(past));
    view.set("register_url", json!(event.register_url.as_ref().filter(|_| !past)));
    view.set("recording_url", json!(event.recording_url));
    let hosts: Vec<_> = event.hosts.iter().filter_map(|slug| views::person(world, &slug.value)).collect();
    view.set("hosts", json!(hosts));
    let place = event.location.as_ref().and_then(|slug| world.edition.visible(Kind::Location, &slug.value));
    view.set("location", json!(place.map(|page| location_brief(world, page))));
    let file = page.route.join("event.ics");
    view.set("ics_url", json!(world.site.config.base.link(&file)));
}

fn add_career(world: World<'_>, career: &Career, view: &mut View, words: &Words<'_>) {
    view.set("posted", views::day(world, career.posted));
    view.set("closes", career.closes.map_or(Value::Null, |closes| views::moment(world, closes)));
    view.set(
        "employment_text",
        json!(
            career.employment.map(|word| world
                .edition
                .phrase(&format!("employment_{}", word.word().replace('-', "_")), &[]))
        ),
    );
    let place = world.edition.workplace(career);
    let there = if let Workplace::At(there) = place { Some(location_brief(world, there)) } else { None };
    view.set("location", json!(there));
    view.set("remote", json!(matches!(place, Workplace::Remote)));
    view.set("pay", json!(pay(world, career)));
    for (key, list) in [
        ("requirements", &career.requirements),
        ("evidence", &career.evidence),
        ("questions", &career.questions),
    ] {
        let texts: Vec<_> = list.iter().map(|text| words.html(text)).collect();
        view.set(key, json!(texts));
    }
    view.set("apply", json!(career.apply));
}

/// The pay of an opening in words.
pub(super) fn pay(world: World<'_>, career: &Career) -> Option<String> {
    let pay = career.pay.as_ref()?;
    let currency = world.site.prices.as_ref().map(|prices| prices.currency);
    let currency = currency.or_else(|| crate::money::Currency::find("USD"))?;
    let read = |text: &At<String>| Money::read(&text.value, currency).ok();
    let from = read(&pay.from)?;
    let to = match &pay.to {
        Some(to) => read(to)?,
        None => from,
    };
    let sum = Sum { from, to: Some(to) };
    Some(world.edition.phrase(&format!("pay_{}", pay.period.word()), &[("amount", &world.edition.sum(sum))]))
}
