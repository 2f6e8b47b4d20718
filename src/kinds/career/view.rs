//! A career page: an opening, with its pay and how one applies.

use super::{Career, Employment};
use crate::identifiers::Country;
use crate::markdown::{Body, escape};
use crate::money::Money;
use crate::page::{Data, Kind, Page};
use crate::site::{Pay, Workplace};
use crate::structured::place::address;
use crate::structured::{Graph, Node};
use crate::views::cards::{Card, Place};
use crate::views::page::{Day, PageBuilder};
use crate::views::shown::Shown;
use crate::views::words::Words;
use crate::views::{Html, RenderContext, Shared, view};

view! {
    /// An opening of `content/careers/`.
    CareerView {
        /// When it was posted.
        posted: Day,
        /// Until when one can apply.
        closes: Option<Day>,
        /// Full-time, part-time …, in words.
        employment_text: Option<String>,
        /// Where the work is done.
        location: Option<Shared<Place>>,
        /// Whether the work is done wherever one likes.
        remote: bool,
        /// The pay, in words.
        pay: Option<String>,
        /// What one must have, a sentence each.
        requirements: Vec<Html>,
        /// What to send or show, a sentence each.
        evidence: Vec<Html>,
        /// What will be asked, a sentence each.
        questions: Vec<Html>,
        /// How one applies.
        apply: Option<ApplyView>,
    }

    /// How one applies for an opening.
    ApplyView {
        /// The address that leads there: of the web, or `mailto:…`.
        url: String,
        /// The address for mail, as one types it; none where one applies on the web.
        email: Option<String>,
    }

    /// The list of openings.
    CareersView {
        /// The openings, newest first.
        items: Vec<CareerCard>,
    }

    /// An opening in a list.
    CareerCard: Card {
        /// Where the work is done, in words.
        location_text: Option<String>,
        /// The pay, in words.
        pay: Option<String>,
    }
}

impl Shown for Career {
    type Page = CareerView;
    type List = CareersView;

    fn page(&self, world: RenderContext<'_>, page: &Page, words: &Words<'_>) -> CareerView {
        let place = world.edition.workplace(self);
        let there = match place {
            Workplace::At(there) => world.edition.visible_id(Kind::Location, &there.slug),
            Workplace::Remote | Workplace::Unknown => None,
        };
        let employment = |one: Employment| {
            world.edition.phrase(&format!("employment_{}", one.word().replace('-', "_")), &[])
        };
        let texts = |list: &[Body]| list.iter().map(|text| words.html(text)).collect();
        CareerView {
            posted: Day::of(world, self.posted),
            closes: self.closes.map(|closes| Day::of_moment(world, closes)),
            employment_text: self.employment.map(employment),
            location: there.and_then(|id| world.shared.place(world, id)),
            remote: matches!(place, Workplace::Remote),
            pay: pay_text(world, page),
            requirements: texts(&self.requirements),
            evidence: texts(&self.evidence),
            questions: texts(&self.questions),
            apply: self.apply.as_deref().map(ApplyView::of),
        }
    }

    fn nodes(&self, graph: &Graph<'_>, page: &Page) -> Vec<Node> {
        let page_node = graph.web_page("WebPage");
        let is_over = self.closes.is_some_and(|closes| graph.world.site.is_past(closes));
        let posting = if is_over { None } else { posting(graph, page, self) };
        [Some(page_node), posting].into_iter().flatten().collect()
    }

    fn list(world: RenderContext<'_>, kind: Kind, _: usize) -> (PageBuilder, CareersView) {
        let items = world.edition.list(kind).map(|page| CareerCard::of(world, page)).collect();
        (PageBuilder::of_list(world, kind), CareersView { items })
    }
}

impl CareerCard {
    fn of(world: RenderContext<'_>, page: &Page) -> Self {
        let (mut location_text, mut pay) = (None, None);
        if let Data::Career(career) = &page.data {
            location_text = match world.edition.workplace(career) {
                Workplace::At(place) => Some(place.title.value.clone()),
                Workplace::Remote => Some(world.edition.phrase("remote", &[])),
                Workplace::Unknown => None,
            };
            pay = pay_text(world, page);
        }
        CareerCard { base: Card::of(world, page), location_text, pay }
    }
}

impl ApplyView {
    fn of(url: &str) -> Self {
        let address = |rest: &str| rest.split('?').next().unwrap_or_default().to_owned();
        ApplyView { url: url.to_owned(), email: url.strip_prefix("mailto:").map(address) }
    }
}

/// The pay of an opening in words.
fn pay_text(world: RenderContext<'_>, page: &Page) -> Option<String> {
    let pay = world.site.pay(page)?;
    let amount = world.edition.sum(pay.sum);
    Some(world.edition.phrase(&format!("pay_{}", pay.period.word()), &[("amount", &amount)]))
}

/// The opening; none without a place, since the markup would lack what a reader of it must have.
fn posting(graph: &Graph<'_>, page: &Page, career: &Career) -> Option<Node> {
    let config = &graph.world.site.config;
    let mut about = String::from("<p>");
    escape(&mut about, &page.summary);
    about.push_str("</p>");
    about.push_str(&graph.page.html.0);
    let closes = career.closes.map(|closes| closes.end().rfc3339(&config.zone));
    let mut node = Node::of("JobPosting");
    node.put("@id", format!("{}#job", graph.url))
        .put("title", &page.title.value)
        .put("description", graph.portable(&about))
        .put("datePosted", career.posted.to_string())
        .node("hiringOrganization", graph.organization())
        .put_some("validThrough", closes)
        .put_some("employmentType", career.employment.map(employment_type));
    match graph.world.edition.workplace(career) {
        Workplace::At(page) => {
            let Data::Location(location) = &page.data else { return None };
            let mut place = Node::of("Place");
            place.node("address", &address(location));
            node.node("jobLocation", &place);
        }
        Workplace::Remote => {
            node.put("jobLocationType", "TELECOMMUTE");
            if let Some(code) = country(graph.world) {
                let mut country = Node::of("Country");
                country.put("name", code);
                node.node("applicantLocationRequirements", &country);
            }
        }
        Workplace::Unknown => return None,
    }
    if let Some(pay) = graph.world.site.pay(page) {
        node.node("baseSalary", &salary(pay));
    }
    Some(node)
}

/// The word of schema.org for a kind of employment.
fn employment_type(employment: Employment) -> &'static str {
    match employment {
        Employment::FullTime => "FULL_TIME",
        Employment::PartTime => "PART_TIME",
        Employment::Contract => "CONTRACTOR",
        Employment::Temporary => "TEMPORARY",
        Employment::Intern => "INTERN",
        Employment::Volunteer => "VOLUNTEER",
        Employment::PerDiem => "PER_DIEM",
    }
}

/// Pay as a range or as one number, each without the zeros that it does not need.
fn salary(pay: Pay) -> Node {
    let number = |money: Money| money.toml().parse::<serde_json::Number>().ok();
    let mut value = Node::of("QuantitativeValue");
    value.put("unitText", pay.period.word().to_uppercase());
    match pay.sum.as_exact() {
        Some(money) => value.put_some("value", number(money)),
        None => {
            value.put_some("minValue", number(pay.sum.from)).put_some("maxValue", pay.sum.to.and_then(number))
        }
    };
    let mut salary = Node::of("MonetaryAmount");
    salary.put("currency", pay.sum.from.currency().code()).node("value", &value);
    salary
}

/// The country that the clinic works in, as far as it says so.
fn country(world: RenderContext<'_>) -> Option<&'static str> {
    let site = world.site;
    let of_place = || {
        let Data::Location(location) = &site.every(Kind::Location).next()?.data else { return None };
        Some(location.address.country)
    };
    let country = site.config.clinic.country.map(Country::code);
    country.or_else(|| site.is_us().then_some("US")).or_else(|| of_place().map(Country::code))
}
