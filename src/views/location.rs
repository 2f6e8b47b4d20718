//! A location: a place of the clinic, with its address and its hours.

use super::World;
use super::cards::{OpeningHours, phone_link};
use super::words::Words;
use super::{Html, view};
use crate::identifiers::MailAddress;
use crate::page::{Closing, Closure, Hours, Location, Page};
use crate::structured::{Graph, Node};

view! {
    /// A place of `content/locations/`.
    LocationView {
        /// The lines of its postal address, as its country writes them.
        address: Vec<String>,
        /// Its telephone number, as written.
        phone: Option<String>,
        /// The address that dials it: `tel:+1…`.
        phone_link: Option<String>,
        /// Its address for mail.
        email: Option<String>,
        /// The address that writes a mail: `mailto:…`.
        email_link: Option<String>,
        /// Where it is on a map.
        geo: Option<GeoView>,
        /// When it is open.
        hours: Vec<OpeningHours>,
        /// Whether it is open on every day of the week.
        every_day: bool,
        /// When it is closed, from today on.
        closures: Vec<ClosureView>,
        /// How to get there and in, a sentence each.
        access: Vec<Html>,
    }

    /// A point on a map.
    GeoView {
        /// Degrees north, as written.
        latitude: String,
        /// Degrees east, as written.
        longitude: String,
    }

    /// Days on which a place is closed.
    ClosureView {
        /// The first day, in words.
        from: String,
        /// The last day, in words.
        to: String,
        /// Why; may be empty.
        reason: String,
    }
}

/// What templates see of a location.
pub(crate) fn view(world: World<'_>, location: &Location, words: &Words<'_>) -> LocationView {
    let open_on = |day: usize| location.hours.iter().any(|hours| hours.days.contains(&day));
    let closures = location.closures.iter().filter(|closure| closure.to >= world.site.config.today);
    let geo = location.geo.as_ref();
    LocationView {
        address: location.address.lines(),
        phone: location.phone.as_ref().map(|phone| phone.value.to_string()),
        phone_link: phone_link(world, location),
        email: location.email.as_ref().map(ToString::to_string),
        email_link: location.email.as_ref().map(|email| MailAddress::link(email).to_owned()),
        geo: geo.map(|geo| GeoView { latitude: geo.latitude.clone(), longitude: geo.longitude.clone() }),
        hours: location.hours.iter().map(|hours| OpeningHours::of(world, hours)).collect(),
        every_day: (0..7).all(open_on),
        closures: closures.map(|closure| ClosureView::of(world, closure)).collect(),
        access: location.access.iter().map(|text| words.html(text)).collect(),
    }
}

impl ClosureView {
    fn of(world: World<'_>, closure: &Closure) -> Self {
        let language = world.edition.language();
        let reason = closure.reason.clone();
        ClosureView { from: language.date(closure.from), to: language.date(closure.to), reason }
    }
}

/// What machines read of a location.
pub(crate) fn json_ld(graph: &Graph<'_>, page: &Page, location: &Location) -> Vec<Node> {
    let mut node = Node::of("MedicalClinic");
    node.put("@id", format!("{}#location", graph.url))
        .put("name", format!("{}, {}", graph.world.site.config.title, page.title.value))
        .put("url", graph.url)
        .node("parentOrganization", graph.organization())
        .put_some("telephone", location.phone.as_ref().map(|phone| &phone.value))
        .put_some("email", location.email.as_ref())
        .put_some("image", graph.image());
    put_place(&mut node, location);
    vec![graph.web_page("WebPage"), node]
}

/// The postal address of a place.
pub(crate) fn address(location: &Location) -> Node {
    let from = &location.address;
    let mut node = Node::of("PostalAddress");
    node.put("streetAddress", &from.street)
        .put("addressLocality", &from.locality)
        .put_some("addressRegion", from.region.as_ref())
        .put_some("postalCode", from.postal_code.as_ref())
        .put("addressCountry", from.country);
    node
}

/// Adds where a place is and when it is open.
pub(crate) fn put_place(node: &mut Node, location: &Location) {
    node.node("address", &address(location));
    if let Some(place) = &location.geo {
        let number = |text: &str| text.parse::<serde_json::Number>().ok();
        let mut geo = Node::of("GeoCoordinates");
        geo.put("latitude", number(&place.latitude)).put("longitude", number(&place.longitude));
        node.node("geo", &geo);
    }
    let hours: Vec<Node> = location.hours.iter().map(opening_hours).collect();
    node.nodes("openingHoursSpecification", &hours);
}

fn opening_hours(hours: &Hours) -> Node {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let days: Vec<String> =
        hours.days.iter().map(|day| format!("https://schema.org/{}", DAYS[*day])).collect();
    let mut node = Node::of("OpeningHoursSpecification");
    node.put("dayOfWeek", days)
        .put("opens", hours.opens.strftime("%H:%M").to_string())
        .put("closes", closes(hours.closes));
    node
}

/// schema.org has no 24:00; the last minute of the day is how open until midnight, and all day, is written there.
fn closes(closing: Closing) -> String {
    match closing {
        Closing::At(time) => time.strftime("%H:%M").to_string(),
        Closing::Midnight => "23:59".to_owned(),
    }
}
