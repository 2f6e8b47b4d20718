//! Days and moments of front matter, as they were written: by which clock a time without an offset goes is not known
//! before the site is joined.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use toml::de::DeValue;
use toml::value::Datetime;

use super::{At, Table, Told, dates};
use crate::problem::{Place, Rule};
use crate::schema::{Key, Shape};
use crate::zone::Zone;

/// A day, or a day with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day as written.
    pub day: Date,
    /// The time as written, unless only a day was.
    pub clock: Option<ClockTime>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockTime {
    /// What the clock shows.
    pub time: Time,
    /// The offset of the clock from UTC; without one it is the clinic's.
    pub offset: Option<Offset>,
}

/// A moment with a time, as a key has it.
#[derive(Debug, Clone)]
pub(crate) struct Timed {
    /// The key.
    pub(crate) key: &'static Key,
    /// The moment.
    pub(crate) moment: At<Moment>,
    /// What the clock shows.
    pub(crate) clock: ClockTime,
}

impl Moment {
    /// A day without a time.
    pub fn of_day(day: Date) -> Self {
        Moment { day, clock: None }
    }

    /// The instant, and the offset of the clock that shows it, unless only a day was written.
    pub fn instant(self, zone: &Zone) -> Option<(Timestamp, Offset)> {
        let ClockTime { time, offset } = self.clock?;
        let shown = self.day.to_datetime(time);
        let instant = offset.and_then(|offset| offset.to_timestamp(shown).ok());
        let instant = instant.unwrap_or_else(|| zone.instant(shown));
        Some((instant, offset.unwrap_or_else(|| zone.offset_at(instant))))
    }

    /// When it begins: the instant, or the first one of the day.
    pub fn begins(self, zone: &Zone) -> Timestamp {
        self.instant(zone).map_or_else(|| zone.day_begins(self.day), |(instant, _)| instant)
    }

    /// The day on which it falls for somebody in the zone.
    pub fn day_in(self, zone: &Zone) -> Date {
        self.instant(zone).map_or(self.day, |(instant, _)| zone.day_of(instant))
    }

    /// As RFC 3339; a day has the first instant of it.
    pub fn rfc3339(self, zone: &Zone) -> String {
        let (instant, offset) = self.instant(zone).unwrap_or_else(|| {
            let begins = zone.day_begins(self.day);
            (begins, zone.offset_at(begins))
        });
        instant.display_with_offset(offset).to_string()
    }

    /// Its last second, if it is a day.
    pub(crate) fn end(self) -> Self {
        let last = ClockTime { time: Time::constant(23, 59, 59, 0), offset: None };
        Moment { day: self.day, clock: self.clock.or(Some(last)) }
    }

    /// The day, or the instant, in the form of `datetime` attributes and W3C dates.
    pub fn iso(self, zone: &Zone) -> String {
        match self.clock {
            Some(_) => self.rfc3339(zone),
            None => self.day.to_string(),
        }
    }

    /// Whether it lies before another one; where only one of them has an offset or a time, by what stands there.
    pub(crate) fn is_before(self, other: Moment) -> bool {
        match (self.clock, other.clock) {
            (Some(one), Some(two)) => {
                let shown = (self.day.to_datetime(one.time), other.day.to_datetime(two.time));
                let both = one.offset.zip(two.offset).and_then(|(one, two)| {
                    Some((one.to_timestamp(shown.0).ok()?, two.to_timestamp(shown.1).ok()?))
                });
                both.map_or(shown.0 < shown.1, |(one, two)| one < two)
            }
            _ => self.day < other.day,
        }
    }
}

impl Timed {
    /// What the clock shows, with the day.
    pub(crate) fn shown(&self) -> DateTime {
        self.moment.value.day.to_datetime(self.clock.time)
    }
}

impl Table<'_> {
    /// A day, or a moment of it.
    pub(crate) fn moment(&mut self, key: &str) -> Option<At<Moment>> {
        let (key, moment) = self.moment_that(key, |shape| matches!(shape, Shape::Moment | Shape::Instant))?;
        if let Some(clock) = moment.value.clock {
            self.timed.borrow_mut().push(Timed { key, moment: moment.clone(), clock });
        }
        self.note_day(key, moment.value.day, &moment.span);
        Some(moment)
    }

    /// A day without a time.
    pub(crate) fn day(&mut self, key: &str) -> Option<At<Date>> {
        let (key, moment) = self.moment_that(key, |shape| matches!(shape, Shape::Day))?;
        if moment.value.clock.is_some() {
            let place = moment.place(self.source);
            self.problems
                .report(Rule::BadDate, place, format!("`{}` wants a date without a time", key.name))
                .help(format!("write {}", moment.value.day));
            return None;
        }
        self.note_day(key, moment.value.day, &moment.span);
        Some(At { value: moment.value.day, span: moment.span })
    }

    /// A first and a last day, the second not before the first.
    pub(crate) fn first_and_last_day(&mut self, first: &str, last: &str) -> [Option<At<Date>>; 2] {
        let days = [self.day(first), self.day(last)];
        if let [Some(from), Some(to)] = &days
            && to.value < from.value
        {
            let place = to.place(self.source);
            self.problems.report(Rule::BadValue, place, format!("`{last}` is before `{first}`")).help(
                format!("write {} or a later day; around New Year the two are of two years", from.value),
            );
        }
        days
    }

    /// Notes a day that tells of what has happened.
    fn note_day(&self, key: &Key, day: Date, span: &Range<usize>) {
        if let Some(of) = key.tells {
            let day = At { value: day, span: span.clone() };
            self.told.borrow_mut().push(Told { key: key.name, of, day });
        }
    }

    fn moment_that(
        &mut self,
        key: &str,
        takes: impl Fn(Shape) -> bool,
    ) -> Option<(&'static Key, At<Moment>)> {
        let (key, value, span) = self.shaped(key, takes)?;
        let place = Place::new(self.source, span.clone());
        let datetime = match value {
            DeValue::Datetime(datetime) => Some(*datetime),
            // Editors of forms write what TOML has without quotes in quotes.
            DeValue::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let Some(datetime) = datetime else {
            let help = dates::meant(key.shape, value);
            let said = format!("`{}` wants a date", key.name);
            self.problems.report(Rule::BadDate, place, said).help(help);
            return None;
        };
        let Some(date) = datetime.date else {
            self.problems
                .report(Rule::BadDate, place, format!("`{}` wants a date, not a time of day", key.name))
                .help(format!("write a date such as {}", dates::in_form(key.shape, "2026-05-04")));
            return None;
        };
        let Some(value) = moment(date, &datetime) else {
            let said = format!("`{}` is no day of the calendar", key.name);
            self.problems.report(Rule::BadDate, place, said);
            return None;
        };
        Some((key, At { value, span }))
    }
}

/// The moment that TOML has; `None` if the calendar has no such day.
fn moment(date: toml::value::Date, datetime: &Datetime) -> Option<Moment> {
    let day = Date::new(date.year as i16, date.month as i8, date.day as i8).ok()?;
    let Some(time) = datetime.time else { return Some(Moment::of_day(day)) };
    // A leap second is shown as the second before it.
    let second = time.second.unwrap_or_default().min(59) as i8;
    let nanosecond = time.nanosecond.unwrap_or_default() as i32;
    let time = Time::new(time.hour as i8, time.minute as i8, second, nanosecond).ok()?;
    let offset = match datetime.offset {
        None => None,
        Some(toml::value::Offset::Z) => Some(Offset::UTC),
        Some(toml::value::Offset::Custom { minutes }) => {
            Some(Offset::from_seconds(i32::from(minutes) * 60).ok()?)
        }
    };
    Some(Moment { day, clock: Some(ClockTime { time, offset }) })
}
