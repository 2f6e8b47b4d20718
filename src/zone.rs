//! The clinic's clock: a time zone of the IANA database inside the program, or one offset from UTC.
//!
//! Never the machine's own database: the same site must give the same bytes everywhere.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

use crate::known::nearest;

/// A clock on the wall, which knows its offset from UTC at each moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    zone: TimeZone,
    /// Its IANA name, unless it is an offset.
    name: Option<String>,
}

/// How often the clock shows a time of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Once, as all but a few.
    Once,
    /// Never: it is put forward past it, from the first offset to the second.
    Never(Offset, Offset),
    /// Twice: it is put back over it, from the first offset to the second.
    Twice(Offset, Offset),
}

impl Zone {
    /// The clock that always has this offset.
    pub(crate) fn fixed(offset: Offset) -> Self {
        Zone { zone: TimeZone::fixed(offset), name: None }
    }

    /// The zone of an IANA name. A name without a region is none: `EST` is the clock of Panama, which New York has in
    /// winter alone.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let has_region = name.contains('/') || name.eq_ignore_ascii_case("UTC");
        let zone = TimeZoneDatabase::bundled().get(name).ok().filter(|_| has_region)?;
        let name = zone.iana_name().map(str::to_owned).filter(|_| !zone.is_unknown())?;
        Some(Zone { zone, name: Some(name) })
    }

    /// The name that was probably meant by a wrong one: what people call the zone, its city, or a slip of the keyboard.
    pub(crate) fn guess(name: &str) -> Option<String> {
        let called = name.trim().to_lowercase().replace([' ', '-'], "_");
        let usual = USUAL.iter().find(|(words, _)| words.contains(&called.as_str()));
        if let Some((_, zone)) = usual {
            return Some((*zone).to_owned());
        }
        let database = TimeZoneDatabase::bundled();
        let known: Vec<String> = database.available().map(|name| name.to_string()).collect();
        let with_region = known.iter().filter(|name| name.contains('/'));
        let city =
            |name: &&String| name.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&called));
        let found = with_region.clone().find(city).map(String::as_str);
        found.or_else(|| nearest(&called, with_region.map(String::as_str))).map(str::to_owned)
    }

    /// Its IANA name, unless it is an offset.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Its offset at a moment.
    pub(crate) fn offset_at(&self, instant: Timestamp) -> Offset {
        self.zone.to_offset(instant)
    }

    /// What it shows at a moment.
    pub(crate) fn shown(&self, instant: Timestamp) -> DateTime {
        self.zone.to_datetime(instant)
    }

    /// The day on it at a moment.
    pub(crate) fn day_of(&self, instant: Timestamp) -> Date {
        self.shown(instant).date()
    }

    /// The moment at which it shows this; of two the first, and of none that after the change.
    pub(crate) fn instant(&self, shown: DateTime) -> Timestamp {
        self.zone.to_timestamp(shown).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The moment at which a day begins.
    pub(crate) fn day_begins(&self, day: Date) -> Timestamp {
        self.instant(day.at(0, 0, 0, 0))
    }

    /// How often it shows this.
    pub(crate) fn reading(&self, shown: DateTime) -> Reading {
        match self.zone.to_ambiguous_timestamp(shown).offset() {
            AmbiguousOffset::Unambiguous { .. } => Reading::Once,
            AmbiguousOffset::Gap { before, after } => Reading::Never(before, after),
            AmbiguousOffset::Fold { before, after } => Reading::Twice(before, after),
        }
    }

    /// The letters by which it goes at a moment, such as EST; some zones have none.
    pub(crate) fn letters(&self, instant: Timestamp) -> Option<String> {
        let info = self.zone.to_offset_info(instant);
        let letters = info.abbreviation();
        letters.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| letters.to_owned())
    }
}

/// An offset as it stands in an instant: `-05:00`.
pub(crate) fn offset_text(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// What people call a zone, in small letters with `_` for blanks, and its name.
const USUAL: &[(&[&str], &str)] = &[
    (
        &["et", "est", "edt", "est5edt", "eastern", "eastern_time", "boston", "america/boston"],
        "America/New_York",
    ),
    (&["ct", "cst", "cdt", "cst6cdt", "central", "central_time"], "America/Chicago"),
    (&["mt", "mst", "mdt", "mst7mdt", "mountain", "mountain_time"], "America/Denver"),
    (&["pt", "pst", "pdt", "pst8pdt", "pacific", "pacific_time"], "America/Los_Angeles"),
    (&["gmt", "bst", "gb", "uk", "wet"], "Europe/London"),
    (&["cet", "cest", "mez", "mesz", "met"], "Europe/Berlin"),
    (&["aest", "aedt"], "Australia/Sydney"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_known_by_its_name_and_proposed_by_what_people_call_it() {
        for name in
            ["America/New_York", "Europe/Berlin", "UTC", "Etc/UTC", "US/Eastern", "America/Indiana/Knox"]
        {
            assert!(Zone::named(name).is_some(), "{name}");
        }
        for (name, meant) in [
            ("EST", Some("America/New_York")),
            ("Eastern Time", Some("America/New_York")),
            ("America/Boston", Some("America/New_York")),
            ("America/NewYork", Some("America/New_York")),
            ("new york", Some("America/New_York")),
            ("Berlin", Some("Europe/Berlin")),
            ("Europe/Berln", Some("Europe/Berlin")),
            ("CET", Some("Europe/Berlin")),
            ("Etc/Unknown", None),
            ("Moon/Tycho_crater_base", None),
            ("", None),
        ] {
            assert_eq!(Zone::named(name), None, "{name}");
            assert_eq!(Zone::guess(name).as_deref(), meant, "{name}");
        }
    }

    #[test]
    fn the_clock_changes_on_its_days() {
        let zone = Zone::named("America/New_York").unwrap();
        let read = |time: &str| zone.reading(time.parse().unwrap());
        let (winter, summer) = (jiff::tz::offset(-5), jiff::tz::offset(-4));
        assert_eq!(read("2027-03-14T02:30:00"), Reading::Never(winter, summer));
        assert_eq!(read("2027-11-07T01:30:00"), Reading::Twice(summer, winter));
        assert_eq!(read("2027-07-01T18:00:00"), Reading::Once);
        let letters = |time: &str| zone.letters(zone.instant(time.parse().unwrap()));
        assert_eq!(letters("2026-12-03T18:00:00").as_deref(), Some("EST"));
        assert_eq!(letters("2027-07-01T18:00:00").as_deref(), Some("EDT"));
        let nameless = Zone::named("America/Sao_Paulo").unwrap();
        assert_eq!(nameless.letters(Timestamp::UNIX_EPOCH), None);
    }
}
