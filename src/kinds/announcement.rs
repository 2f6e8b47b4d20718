//! Announcements: notices that stand on every page for some days.

use super::common::{COMMON, start_and_end};
use super::spec::{Day, KindSpec, Order, PageKind, Standing};
use crate::schema::{Key, Schema, Shape, Word, key, words};
use crate::table::{Moment, Table};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "announcement",
    plural: "announcements",
    folder: Some("announcements"),
    schema: &SCHEMA,
    stands: Standing::EveryPage,
    order: Order::Newest,
    about: "A notice on every page of the site, for some days. The file is content/announcements/NAME.md.",
    file: "content/announcements/holidays.md",
    text: "We are closed from December 24 to January 1.",
    outline: "Say what changes, from when to when, and whom to call.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "an announcement", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[
    key("title", Shape::Text, "What there is to say").like(r#""Closed for the holidays""#).required().words(),
    key("start", Shape::Moment, "The first day on which it is shown").like("2026-12-20").required().desk(),
    key("end", Shape::Moment, "The last day on which it is shown").like("2027-01-02").required().desk(),
    key("level", Shape::Choice(Level::WORDS), "How much it matters").or("info").desk(),
];

/// What an announcement holds.
#[derive(Debug)]
pub struct Announcement {
    /// The first moment at which it is shown.
    pub start: Moment,
    /// The last one.
    pub end: Moment,
    /// How much it matters.
    pub level: Level,
}

words! {
    /// How much an announcement matters.
    Level {
        /// Good to know.
        Info = "info",
        /// It changes what one should do.
        Warning = "warning",
        /// Nobody should miss it.
        Urgent = "urgent",
    }
}

impl PageKind for Announcement {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let moments = start_and_end(table);
        let level = table.choice("level").unwrap_or(Level::Info);
        moments.map(|(start, end)| Announcement { start, end, level })
    }

    fn heading_level(&self) -> u8 {
        3
    }

    fn day(&self) -> Option<Day> {
        Some(Day::Appeared(self.start))
    }

    fn begins(&self) -> Vec<(&'static str, Moment)> {
        vec![("start", self.start)]
    }

    fn ends(&self) -> Vec<(&'static str, Moment)> {
        vec![("end", self.end)]
    }
}
