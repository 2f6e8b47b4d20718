//! What all templates share: the site, the beginning of every page, cards, people, dates.

use jiff::civil::Date;
use jiff::tz::Offset;
use serde_json::{Map, Value, json};

use super::World;
use super::words::Words;
use crate::citations::Reference;
use crate::config::Waiting;
use crate::identifiers::{Country, MailAddress, Phone};
use crate::markdown;
use crate::page::{Data, Event, Kind, Page};
use crate::problem::Place;
use crate::resolve::{Cited, File};
use crate::route::Route;
use crate::site::Fixture;
use crate::table::{At, Moment};

/// A page while its view is put together.
#[derive(Debug)]
pub(crate) struct View {
    /// What templates see as `page`.
    pub(crate) fields: Map<String, Value>,
    /// The template's name.
    pub(crate) template: String,
    /// Where the template was named.
    pub(crate) template_place: Option<Place>,
    crumbs: Vec<(String, Route)>,
}

impl View {
    /// An empty view for a page of the generator's own.
    pub(crate) fn new(kind: &str, title: &str) -> Self {
        let mut view = View {
            fields: Map::new(),
            template: format!("{kind}.html"),
            template_place: None,
            crumbs: Vec::new(),
        };
        for (key, value) in [
            ("kind", json!(kind)),
            ("title", json!(title)),
            ("summary", json!("")),
            ("html", json!("")),
            ("noindex", json!(false)),
            ("image", Value::Null),
            ("share_image", Value::Null),
            ("date", Value::Null),
            ("updated", Value::Null),
            ("toc", json!([])),
            ("references", json!([])),
            ("extra", Value::Null),
            ("jsonld", json!("")),
            ("pagination", Value::Null),
        ] {
            view.set(key, value);
        }
        view
    }

    /// Sets a field.
    pub(crate) fn set(&mut self, key: &str, value: Value) {
        self.fields.insert(key.to_owned(), value);
    }

    /// A text field.
    pub(crate) fn text(&self, key: &str) -> &str {
        self.fields.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// Adds a step between the home page and this one.
    pub(crate) fn crumb(&mut self, step: Option<(String, Route)>) {
        self.crumbs.extend(step);
    }
}

/// A day for readers and for machines.
pub(crate) fn day(world: World<'_>, day: Date) -> Value {
    json!({ "iso": day.to_string(), "text": world.edition.language().date(day) })
}

/// A day or an instant, shown as the day that was written.
pub(crate) fn moment(world: World<'_>, moment: Moment) -> Value {
    json!({ "iso": moment.iso(), "text": world.edition.language().date(moment.day) })
}

/// The times of an event: when it begins, when it ends (on the same day the hour alone) and by which clock, which only
/// who is there in person need not be told.
pub(crate) fn times(world: World<'_>, event: &Event) -> (Value, Value) {
    let language = world.edition.language();
    let here = super::kinds::format_key(event) == "format_in_person";
    let text = |moment: Moment, with_day: bool, with_clock: bool| {
        let Some((instant, offset)) = moment.instant else { return language.date(moment.day) };
        let at = offset.to_datetime(instant);
        let mut text = language.time(at.time());
        if with_day {
            text = format!("{}, {text}", language.date(at.date()));
        }
        if with_clock && !here {
            text = format!("{text} {}", clock(world, offset));
        }
        text
    };
    let (start, end) = (event.start, event.end);
    let offset = |moment: Moment| moment.instant.map(|(_, offset)| offset);
    let one_clock = offset(start) == offset(end);
    let start_text = text(start, true, !one_clock);
    let end_text = text(end, end.day != start.day, true);
    (
        json!({ "iso": start.iso(), "text": start_text, "whole": text(start, true, true) }),
        json!({ "iso": end.iso(), "text": end_text }),
    )
}

/// The clock of an offset, in words: "UTC-05:00".
fn clock(world: World<'_>, offset: Offset) -> String {
    let shown = if offset.seconds() == 0 { String::new() } else { crate::config::offset_text(offset) };
    world.edition.phrase("clock", &[("offset", &shown)])
}

/// The beginning of the view of a page of the site.
pub(crate) fn start(world: World<'_>, page: &Page, template: &str, texts: &Words<'_>) -> View {
    let mut view = View::new(template, &page.title.value);
    words(world, page, &mut view, texts);
    view
}

/// Everything that the page's own file says, put into a view.
pub(crate) fn words(world: World<'_>, page: &Page, view: &mut View, words: &Words<'_>) {
    view.set("title", json!(page.title.value));
    view.set("summary", json!(page.summary));
    view.set("noindex", json!(page.noindex));
    view.set("date", page.date.map_or(Value::Null, |date| moment(world, date)));
    view.set("updated", page.updated.map_or(Value::Null, |date| moment(world, date)));
    view.set("extra", page.extra.clone());
    if let (Some(picture), Some(File { link, size })) = (&page.image, &words.answers().image) {
        let whole = whole(world, link);
        view.set(
            "image",
            json!({
                "src": link, "alt": picture.alt, "absolute": whole,
                "width": size.map(|size| size.width), "height": size.map(|size| size.height),
            }),
        );
    }
    if let Some(template) = &page.template {
        view.template.clone_from(&template.value);
        view.template_place = Some(template.place(&page.source));
    }
    if let Data::Article(article) = &page.data {
        // Numbered in the order in which a reader meets them: the key points stand above the body.
        let points: Vec<_> = article.key_points.iter().map(|point| words.html(point)).collect();
        view.set("key_points", json!(points));
    }
    view.set("html", json!(words.html(&page.body)));
    if page.body.headings.len() >= 3 {
        let toc: Vec<_> = page.body.headings.iter().map(|heading| json!({ "id": heading.id, "fragment": crate::route::encode_fragment(&heading.id), "text": heading.text, "level": heading.level })).collect();
        view.set("toc", json!(toc));
    }
}

/// The whole address of a file that pages link to.
fn whole(world: World<'_>, link: &str) -> String {
    if link.starts_with('/') { format!("{}{link}", world.site.config.base.origin()) } else { link.to_owned() }
}

/// The picture that stands for a page where it is shared: its own, else the clinic's, else that of the home page.
///
/// Neither messengers nor search engines show drawings, so it is a picture of dots.
pub(crate) fn share_image(world: World<'_>, view: &View) -> Value {
    let own = || {
        let image = view.fields.get("image")?;
        let absolute = image["absolute"].as_str().filter(|address| is_of_dots(address))?;
        Some(json!({ "absolute": absolute, "alt": image["alt"], "own": true }))
    };
    let of_clinic = || {
        let link = world.common().share_image.as_ref()?;
        Some(json!({ "absolute": whole(world, link), "alt": null, "own": false }))
    };
    let of_home = || {
        let home = world.edition.list(Kind::Home).next()?;
        let image = home.image.as_ref().filter(|image| is_of_dots(&image.path.value))?;
        let File { link, .. } = world.words(home).answers().image.as_ref()?;
        Some(json!({ "absolute": whole(world, link), "alt": image.alt, "own": false }))
    };
    own().or_else(of_clinic).or_else(of_home).unwrap_or(Value::Null)
}

/// Whether a file is a picture in a format that every reader of a shared page knows.
fn is_of_dots(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp")
}

/// The list of references, in the order of their numbers.
pub(crate) fn references(world: World<'_>, references: &[Cited]) -> Value {
    let one = |(at, cited): (usize, &Cited)| {
        let number = at + 1;
        let backs: Vec<_> = (1..=cited.mentions)
            .map(|mention| json!({ "href": format!("#_cite-{number}-{mention}"), "label": mention }))
            .collect();
        let html = world.site.library.get(&cited.id).map(|work| reference(world, work));
        json!({ "n": number, "id": format!("_ref-{number}"), "html": html, "backs": backs })
    };
    references.iter().enumerate().map(one).collect()
}

/// One reference: what is missing leaves no stray punctuation.
pub(crate) fn reference(world: World<'_>, work: &Reference) -> String {
    let mut html = String::new();
    let mut sentence = |text: &str, html_tag: Option<&str>| {
        let text = text.trim_end_matches('.');
        if let Some(tag) = html_tag {
            html.push_str(&format!("<{tag}>"));
        }
        markdown::escape(&mut html, text);
        if let Some(tag) = html_tag {
            html.push_str(&format!("</{tag}>"));
        }
        html.push_str(if text.ends_with(['?', '!']) { " " } else { ". " });
    };
    if let Some(authors) = &work.authors {
        sentence(authors, None);
    }
    sentence(&work.title, Some("cite"));
    let mut place = work.journal.clone().or_else(|| work.publisher.clone()).unwrap_or_default();
    if let Some(year) = work.year {
        place = if place.is_empty() { year.to_string() } else { format!("{place}, {year}") };
    }
    if let Some(locator) = &work.locator {
        place = if place.is_empty() { locator.clone() } else { format!("{place};{locator}") };
    }
    if !place.is_empty() {
        sentence(&place, None);
    }
    if let Some(evidence) = work.evidence {
        sentence(
            &world.edition.phrase(&format!("evidence_{}", evidence.word().replace('-', "_")), &[]),
            None,
        );
    }
    if let Some(day) = work.retrieved {
        sentence(&world.edition.phrase("retrieved", &[("date", &world.edition.language().date(day))]), None);
    }
    let links: Vec<_> = work
        .links()
        .into_iter()
        .map(|(href, words)| {
            let mut link = String::from("<a href=\"");
            markdown::escape(&mut link, &href);
            link.push_str("\">");
            markdown::escape(&mut link, &words);
            link.push_str("</a>");
            link
        })
        .collect();
    html.push_str(&links.join(", "));
    html.trim_end().to_owned()
}

/// A page in a list.
pub(crate) fn card(world: World<'_>, page: &Page) -> Value {
    let image = page.image.as_ref().and_then(|picture| {
        let File { link: src, size } = world.words(page).answers().image.as_ref()?;
        Some(json!({ "src": src, "alt": picture.alt, "width": size.map(|size| size.width), "height": size.map(|size| size.height) }))
    });
    json!({
        "title": full_name(page),
        "url": world.site.config.base.link(&page.route),
        "summary": page.summary,
        "image": image,
        "date": page.day().map(|date| moment(world, date)),
        "meta": meta(world, page),
    })
}

/// A short word beside a card's title: what a service costs, what a person does.
fn meta(world: World<'_>, page: &Page) -> String {
    match &page.data {
        Data::Provider(provider) => provider.role.clone(),
        Data::Location(location) => location.address.locality.clone(),
        Data::Service(service) => {
            let list = world.site.prices.as_ref();
            let first = service.prices.iter().find_map(|id| {
                let offers = list?.find(&id.value)?;
                Some(format!("{} {}", world.edition.sum(offers.cost.sum()?), world.edition.per(&offers.per)))
            });
            first.map(|price| price.trim_end().to_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Cards of the pages that these slugs name, as far as they are published.
pub(crate) fn cards(world: World<'_>, kind: Kind, slugs: &[At<String>]) -> Value {
    slugs
        .iter()
        .filter_map(|slug| world.edition.visible(kind, &slug.value))
        .map(|page| card(world, page))
        .collect()
}

/// A person as bylines show them.
pub(crate) fn person(world: World<'_>, slug: &str) -> Option<Value> {
    let page = world.edition.visible(Kind::Provider, slug)?;
    let Data::Provider(provider) = &page.data else { return None };
    Some(json!({
        "name": page.title.value, "credentials": provider.credentials.join(", "), "role": provider.role,
        "url": world.site.config.base.link(&page.route), "image": card(world, page)["image"],
    }))
}

/// The title of a kind's list: its `_index.md`, else a phrase.
pub(crate) fn list_title(world: World<'_>, _kind: Kind, folder: &str) -> String {
    world
        .edition
        .index_of(folder)
        .map_or_else(|| world.edition.phrase(folder, &[]), |page| page.title.value.clone())
}

/// What every page has at last: its address, its breadcrumbs, the title of the window.
pub(crate) fn finish(world: World<'_>, route: &Route, view: &mut View) {
    let config = &world.site.config;
    let title = view.text("title").to_owned();
    let home = route == &Route::home();
    let window =
        if home || title == config.title { title.clone() } else { format!("{title} · {}", config.title) };
    let window =
        if home && !title.contains(&config.title) { format!("{title} · {}", config.title) } else { window };
    view.set("window_title", json!(window));
    view.set("url", json!(config.base.link(route)));
    view.set("canonical", json!(config.base.absolute(route)));
    view.set("csp", json!(super::csp(world, false)));
    if view.text("summary").is_empty() {
        view.set("summary", json!(config.description));
    }
    let mut crumbs = Vec::new();
    if !home {
        crumbs.push(
            json!({ "title": world.edition.phrase("home", &[]), "url": config.base.link(&Route::home()) }),
        );
        let steps = std::mem::take(&mut view.crumbs);
        let known = steps.into_iter().filter(|(_, step)| world.plan.jobs.contains_key(step) && step != route);
        crumbs.extend(known.map(|(title, step)| json!({ "title": title, "url": config.base.link(&step) })));
        crumbs.push(json!({ "title": title, "url": config.base.link(route) }));
    }
    view.set("breadcrumbs", json!(crumbs));
}

/// The link that dials a number; where it is none, that is told already.
pub(crate) fn phone_link(
    world: World<'_>,
    phone: Option<&At<Phone>>,
    own: Option<Country>,
) -> Option<String> {
    phone.and_then(|phone| world.site.phone_link(&phone.value, own).ok())
}

/// What all templates see as `site`.
pub(crate) fn site(world: World<'_>) -> Value {
    let config = &world.site.config;
    let clinic = &config.clinic;
    let base = &config.base;
    let has = |route: &Route| world.plan.jobs.contains_key(route).then(|| base.link(route));
    let menu: Vec<_> = world
        .common()
        .menu
        .iter()
        .map(|entry| json!({ "title": entry.title, "url": entry.url, "external": entry.external }))
        .collect();
    let words = world.words_of_config();
    let emergency = clinic.emergency.as_ref().map(|text| words.sentence(text));
    let insurance = clinic.insurance.as_ref().map(|text| words.sentence(text));
    let waiting = clinic.waiting.filter(|waiting| (config.today - waiting.as_of).get_days() <= 30);
    let waiting = waiting.map(|Waiting { days, as_of }| {
        world.edition.phrase(
            "waiting",
            &[("days", &days.to_string()), ("date", &world.edition.language().date(as_of))],
        )
    });
    let announcements: Vec<_> = world
        .edition
        .list(Kind::Announcement)
        .filter_map(|page| {
            let Data::Announcement(notice) = &page.data else { return None };
            let html = world.words(page).html(&page.body);
            Some(json!({ "title": page.title.value, "level": notice.level.word(), "html": html }))
        })
        .collect();
    let locations: Vec<_> =
        world.edition.list(Kind::Location).map(|page| super::kinds::location_brief(world, page)).collect();
    let legal = ["privacy", "accessibility", "nondiscrimination", "consumer-health-data", "open-payments"];
    let legal: Vec<_> = legal
        .iter()
        .filter_map(|name| world.site.by_stem(name).filter(|(_, published)| *published))
        .map(|(page, _)| json!({ "title": page.title.value, "url": base.link(&page.route) }))
        .collect();
    json!({
        "title": config.title, "description": config.description, "language": world.edition.tag(),
        "home": base.link(&Route::home()), "base_path": base.path(), "origin": base.origin(),
        "feed_url": has(&world.edition.address(Fixture::Feed)), "articles_feed_url": has(&world.edition.address(Fixture::ArticleFeed)),
        "pricing_url": has(&world.edition.address(Fixture::Pricing)), "estimate_url": has(&world.edition.address(Fixture::Estimate)),
        "articles_url": has(&world.edition.list_address(Kind::Article)), "services_url": has(&world.edition.list_address(Kind::Service)),
        "providers_url": has(&world.edition.list_address(Kind::Provider)), "conditions_url": has(&world.edition.address(Fixture::Conditions)),
        "testimonials_url": has(&world.edition.list_address(Kind::Testimonial)),
        "options": world.theme.options, "menu": menu, "legal": legal, "announcements": announcements, "locations": locations,
        "clinic": {
            "name": clinic.legal_name, "niche": clinic.niche, "specialty": clinic.specialty, "area": clinic.area,
            "phone": clinic.phone.as_ref().map(|phone| &phone.value), "phone_link": phone_link(world, clinic.phone.as_ref(), None),
            "email": clinic.email,
            "email_link": clinic.email.as_ref().map(MailAddress::link),
            "npi": clinic.npi, "booking_url": clinic.booking_url, "accepting_new_patients": clinic.accepting_new_patients,
            "waiting": waiting, "emergency_html": emergency, "insurance_html": insurance, "same_as": clinic.same_as,
        },
    })
}

/// The title of a page as cards show it: a person with the credentials behind the name.
fn full_name(page: &Page) -> String {
    match &page.data {
        Data::Provider(provider) if !provider.credentials.is_empty() => {
            format!("{}, {}", page.title.value, provider.credentials.join(", "))
        }
        _ => page.title.value.clone(),
    }
}
