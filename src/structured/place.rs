//! A place for machines: its postal address, its point on the map, its hours.

use super::Node;
use crate::page::{Closing, Hours, Location};

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
