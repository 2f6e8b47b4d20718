//! Days and instants of front matter.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// A day, or an instant with the offset it was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day as written.
    pub day: Date,
    /// The instant and its offset, unless only a day was written.
    pub instant: Option<(Timestamp, Offset)>,
}

impl Moment {
    /// When it begins: the instant, or 00:00 of the day in `offset`.
    pub fn begins(self, offset: Offset) -> Timestamp {
        self.instant.map_or_else(|| day_begins(self.day, offset), |(instant, _)| instant)
    }

    /// The day on which it falls for somebody in `offset`.
    pub fn day_in(self, offset: Offset) -> Date {
        self.instant.map_or(self.day, |(instant, _)| offset.to_datetime(instant).date())
    }

    /// As RFC 3339; a day begins at 00:00 in `offset`.
    pub fn rfc3339(self, offset: Offset) -> String {
        let (instant, written) = self.instant.unwrap_or_else(|| (day_begins(self.day, offset), offset));
        instant.display_with_offset(written).to_string()
    }

    /// The day, or the instant, in the form of `datetime` attributes and W3C dates.
    pub fn iso(self) -> String {
        self.instant.map_or_else(
            || self.day.to_string(),
            |(instant, offset)| instant.display_with_offset(offset).to_string(),
        )
    }
}

pub(crate) fn day_begins(day: Date, offset: Offset) -> Timestamp {
    offset.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}
