//! Events: webinars and talks.

pub(crate) mod list;
pub(crate) mod view;

use jiff::civil::Date;

use super::common::{COMMON, start_and_end};
use super::spec::{Day, Feed, KindSpec, List, Order, PageKind, Readers};
use crate::identifiers::{WebAddress, keys};
use crate::problem::Rule;
use crate::schema::Reference::Page;
use crate::schema::{Key, Schema, Shape, Word, key, words};
use crate::table::{At, Moment, Table};
use crate::zone::Zone;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "event",
    plural: "events",
    folder: Some("events"),
    schema: &SCHEMA,
    list: List::Whole,
    order: Order::Soonest,
    readers: Readers::Patients,
    feed: Feed::Site,
    about: "A webinar or talk. Its file is content/events/NAME.md, its address /events/NAME/. It has a calendar file, and moves to the past ones by itself.",
    file: "content/events/how-we-find-a-leak.md",
    text: "We show what an MRI can tell, and what it cannot.",
    outline: "Say what it is about, whom it is for, and what it costs.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "an event", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[
    key("title", Shape::Text, "What it is called").like(r#""How we find a leak""#).required().words(),
    key("start", Shape::Instant, "When it begins").required(),
    key("end", Shape::Instant, "When it ends").like("2026-12-03T19:00:00-05:00").required(),
    key("format", Shape::Choice(Format::WORDS), "How one takes part")
        .usual()
        .or("in-person with a `location`, else online"),
    key("status", Shape::Choice(Status::WORDS), "Whether it takes place").or("scheduled").desk(),
    key("register_url", Shape::Web, "Where one registers").like(r#""https://register.example/leak""#).usual(),
    key("recording_url", Shape::Web, "A recording of it, for afterwards")
        .like(r#""https://video.example/leak""#),
    key("hosts", Shape::List(&Shape::Text), "Who speaks")
        .like(r#"["ana-ortiz"]"#)
        .usual()
        .names(Page("providers")),
    key("location", Shape::Text, "Where it is, if it is at one of the clinic's places")
        .like(r#""boston""#)
        .names(Page("locations")),
];

/// What an event holds.
#[derive(Debug)]
pub struct Event {
    /// When it begins, always with a time.
    pub start: Moment,
    /// When it ends, always with a time.
    pub end: Moment,
    /// How it is attended.
    pub format: Option<Format>,
    /// Whether it takes place.
    pub status: Status,
    /// Where one registers.
    pub register_url: Option<WebAddress>,
    /// A recording of it.
    pub recording_url: Option<WebAddress>,
    /// Slugs of people.
    pub hosts: Vec<At<String>>,
    /// The slug of a location.
    pub location: Option<At<String>>,
}

words! {
    /// How an event is attended.
    Format {
        /// By a link.
        Online = "online",
        /// At a place.
        InPerson = "in-person",
        /// Either way.
        Mixed = "mixed",
    }
}

words! {
    /// Whether an event takes place.
    Status {
        /// As announced.
        Scheduled = "scheduled",
        /// On another day.
        Postponed = "postponed",
        /// Not at all.
        Cancelled = "cancelled",
    }
}

impl PageKind for Event {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let moments = start_and_end(table);
        for (key, moment) in moments.into_iter().flat_map(|(start, end)| [("start", start), ("end", end)]) {
            if moment.clock.is_none() {
                let place = table.key_place(key);
                table
                    .problems
                    .report(Rule::BadDate, place, format!("`{key}` of an event needs a time"))
                    .help(format!("write it as {}T18:00:00-05:00", moment.day));
            }
        }
        let (format, status) = (table.choice("format"), table.choice("status").unwrap_or(Status::Scheduled));
        let register_url = keys::web_address(table, "register_url");
        let recording_url = keys::web_address(table, "recording_url");
        let (hosts, location) = (table.texts("hosts"), table.text("location"));
        let (start, end) = moments?;
        Some(Event { start, end, format, status, register_url, recording_url, hosts, location })
    }

    fn day(&self) -> Option<Day> {
        Some(Day::TakesPlace(self.start))
    }

    fn turns(&self, zone: &Zone) -> Vec<(Date, &'static str)> {
        vec![(self.end.day_in(zone), "is over")]
    }
}
