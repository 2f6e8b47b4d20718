//! What has its time: events, and openings.

use serde_json::{Value, json};

use super::{Graph, address, escape, put};
use crate::identifiers::{Country, WebAddress};
use crate::kinds::Employment;
use crate::page::{Career, Data, Event, Format, Kind, Page, Status};
use crate::site::Workplace;

impl Graph<'_> {
    pub(super) fn event(&self, page: &Page, event: &Event) -> Vec<Value> {
        let mut nodes = vec![self.web_page("WebPage")];
        let offset = self.world.site.config.offset;
        if self.world.site.is_past(event.end) {
            if let Some(recording) = &event.recording_url {
                let mut video = json!({
                    "@type": "VideoObject", "@id": format!("{}#video", self.url), "name": page.title.value, "description": page.summary,
                    "uploadDate": event.end.rfc3339(offset), "contentUrl": recording,
                });
                put(&mut video, "thumbnailUrl", self.own_image().map(|image| json!([image])));
                // Without a picture of its own the markup would lack what a reader of it must have.
                if video.get("thumbnailUrl").is_some() {
                    nodes.push(video);
                }
            }
            return nodes;
        }
        let place =
            event.location.as_ref().and_then(|slug| self.world.edition.visible(Kind::Location, &slug.value));
        let physical = place.and_then(|page| match &page.data {
            Data::Location(location) => {
                Some(json!({ "@type": "Place", "name": page.title.value, "address": address(location) }))
            }
            _ => None,
        });
        let online = json!({ "@type": "VirtualLocation", "url": event.register_url.as_ref().map_or(self.url.as_str(), WebAddress::as_str) });
        // As the page words it: what has a place and no format is held there.
        let format = event.format.unwrap_or(match event.location {
            Some(_) => Format::InPerson,
            None => Format::Online,
        });
        let (mode, place) = match (format, physical) {
            (Format::Mixed, Some(place)) => ("Mixed", Some(json!([place, online]))),
            (Format::Mixed, None) => ("Mixed", Some(online)),
            (Format::Online, _) => ("Online", Some(online)),
            (Format::InPerson, place) => ("Offline", place),
        };
        let status = match event.status {
            Status::Scheduled => "EventScheduled",
            Status::Postponed => "EventPostponed",
            Status::Cancelled => "EventCancelled",
        };
        let mut node = json!({
            "@type": "Event", "@id": format!("{}#event", self.url), "name": page.title.value, "url": self.url,
            "startDate": event.start.iso(), "endDate": event.end.iso(),
            "eventAttendanceMode": format!("https://schema.org/{mode}EventAttendanceMode"),
            "eventStatus": format!("https://schema.org/{status}"), "organizer": self.organization(),
        });
        put(&mut node, "location", place);
        put(&mut node, "description", (!page.summary.is_empty()).then(|| json!(page.summary)));
        put(&mut node, "image", self.image());
        let hosts = self.people(&event.hosts);
        put(&mut node, "performer", (!hosts.is_empty()).then(|| json!(hosts)));
        nodes.push(node);
        nodes
    }

    pub(super) fn career(&self, page: &Page, career: &Career) -> Vec<Value> {
        let mut nodes = vec![self.web_page("WebPage")];
        let config = &self.world.site.config;
        if career.closes.is_some_and(|closes| closes.day_in(config.offset) < config.today) {
            return nodes;
        }
        let mut node = json!({
            "@type": "JobPosting", "@id": format!("{}#job", self.url), "title": page.title.value,
            "description": self.portable(&format!("<p>{}</p>{}", escape(&page.summary), self.view.text("html"))),
            "datePosted": career.posted.to_string(), "hiringOrganization": self.organization(),
        });
        let closes = career.closes.map(|closes| match closes.instant {
            Some(_) => closes.iso(),
            None => format!("{}T23:59:59{}", closes.day, config.offset_text()),
        });
        put(&mut node, "validThrough", closes.map(|closes| json!(closes)));
        put(
            &mut node,
            "employmentType",
            career.employment.map(|word| {
                json!(match word {
                    Employment::FullTime => "FULL_TIME",
                    Employment::PartTime => "PART_TIME",
                    Employment::Contract => "CONTRACTOR",
                    Employment::Temporary => "TEMPORARY",
                    Employment::Intern => "INTERN",
                    Employment::Volunteer => "VOLUNTEER",
                    Employment::PerDiem => "PER_DIEM",
                })
            }),
        );
        match self.world.edition.workplace(career) {
            Workplace::At(page) => {
                let Data::Location(location) = &page.data else { return nodes };
                put(&mut node, "jobLocation", json!({ "@type": "Place", "address": address(location) }));
            }
            Workplace::Remote => {
                put(&mut node, "jobLocationType", json!("TELECOMMUTE"));
                let country = self.country().map(|country| json!({ "@type": "Country", "name": country }));
                put(&mut node, "applicantLocationRequirements", country);
            }
            // Without a place the markup would lack what a reader of it must have.
            Workplace::Unknown => return nodes,
        }
        if let (Some(pay), Some(list)) = (&career.pay, &self.world.site.prices) {
            let mut value =
                json!({ "@type": "QuantitativeValue", "unitText": pay.period.word().to_uppercase() });
            let number = |text: &str| text.parse::<serde_json::Number>().map(Value::Number).ok();
            match &pay.to {
                Some(to) => {
                    put(&mut value, "minValue", number(&pay.from.value));
                    put(&mut value, "maxValue", number(&to.value));
                }
                None => put(&mut value, "value", number(&pay.from.value)),
            }
            put(
                &mut node,
                "baseSalary",
                json!({ "@type": "MonetaryAmount", "currency": list.currency.code(), "value": value }),
            );
        }
        nodes.push(node);
        nodes
    }

    /// The country that the clinic works in, as far as it says so.
    fn country(&self) -> Option<&'static str> {
        let site = self.world.site;
        let of_place = || match &site.every(Kind::Location).next()?.data {
            Data::Location(location) => Some(location.address.country),
            _ => None,
        };
        let country = site.config.clinic.country.map(Country::code);
        country.or_else(|| site.is_us().then_some("US")).or_else(|| of_place().map(Country::code))
    }
}
