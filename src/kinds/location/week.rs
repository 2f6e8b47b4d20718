//! The week of a place: seven days, each with its hours in words and as bars on one line.

use super::{Closing, Hours};
use crate::views::cards::closing_text;
use crate::views::{RenderContext, view};

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

/// The hours that the line of a week has at least, so that a short day looks short.
const USUAL: (u32, u32) = (7 * HOUR, 19 * HOUR);

view! {
    /// The opening hours of a week, for a table with bars on one line.
    Week {
        /// The length of the line in minutes: from the earliest hour of the week to the latest, at least from 7 to 19.
        minutes: u32,
        /// The seven days, Monday first.
        days: Vec<WeekDay>,
    }

    /// A day of the week.
    WeekDay {
        /// Its name.
        name: String,
        /// When it is open, the first span first; none where it is closed.
        spans: Vec<Span>,
    }

    /// A time without a pause.
    Span {
        /// In words: `9:00 AM to 5:00 PM`.
        text: String,
        /// How many minutes behind the begin of the line it begins.
        start: u32,
        /// How many minutes it lasts; what ends past midnight stands on the day on which it began.
        minutes: u32,
    }
}

impl Week {
    /// The week of these hours, if there are any.
    pub(super) fn of(world: RenderContext<'_>, hours: &[Hours]) -> Option<Self> {
        let (begins, ends) = line(hours)?;
        let day = |day: usize| WeekDay {
            name: world.edition.language().weekday(day).to_owned(),
            spans: spans_of(hours, day).into_iter().map(|hours| Span::of(world, hours, begins)).collect(),
        };
        Some(Week { minutes: ends - begins, days: (0..7).map(day).collect() })
    }
}

impl Span {
    fn of(world: RenderContext<'_>, hours: &Hours, begins: u32) -> Self {
        let (opens, closes) = minutes(hours);
        let text = if hours.is_all_day() {
            world.edition.phrase("open_all_day", &[])
        } else {
            let (from, to) = (world.edition.language().time(hours.opens), closing_text(world, hours.closes));
            world.edition.phrase("price_range", &[("from", &from), ("to", &to)])
        };
        Span { text, start: opens - begins, minutes: closes - opens }
    }
}

/// The hours of a day, the first one first and each once.
fn spans_of(hours: &[Hours], day: usize) -> Vec<&Hours> {
    let mut spans: Vec<_> = hours.iter().filter(|hours| hours.days.contains(&day)).collect();
    spans.sort_by_key(|hours| minutes(hours));
    spans.dedup_by_key(|hours| minutes(hours));
    spans
}

/// The minutes of a day between which the bars of all days lie, each a full hour.
fn line(hours: &[Hours]) -> Option<(u32, u32)> {
    let opens = hours.iter().map(|hours| minutes(hours).0).min()?;
    let closes = hours.iter().map(|hours| minutes(hours).1).max()?;
    Some((USUAL.0.min(opens / HOUR * HOUR), USUAL.1.max(closes.div_ceil(HOUR) * HOUR)))
}

/// When it opens and closes, in minutes from the midnight before it opens.
fn minutes(hours: &Hours) -> (u32, u32) {
    let of = |time: jiff::civil::Time| {
        u32::from(time.hour().unsigned_abs()) * HOUR + u32::from(time.minute().unsigned_abs())
    };
    let opens = of(hours.opens);
    let closes = match hours.closes {
        _ if hours.is_all_day() => DAY,
        Closing::Midnight => DAY,
        Closing::At(time) if of(time) <= opens => of(time) + DAY,
        Closing::At(time) => of(time),
    };
    (opens, closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(days: &[usize], opens: &str, closes: &str) -> Hours {
        let closes = match closes {
            "24:00" => Closing::Midnight,
            time => Closing::At(time.parse().unwrap()),
        };
        Hours { days: days.to_vec(), opens: opens.parse().unwrap(), closes }
    }

    #[test]
    fn the_line_reaches_from_the_first_hour_of_the_week_to_the_last() {
        for (opens, closes, wanted) in [
            ("09:00", "17:00", (7, 19)),
            ("06:30", "12:00", (6, 19)),
            ("13:00", "21:15", (7, 22)),
            ("18:00", "24:00", (7, 24)),
            ("22:00", "02:00", (7, 26)),
            ("00:00", "23:59", (0, 24)),
            ("00:00", "24:00", (0, 24)),
        ] {
            let line = line(&[hours(&[0], opens, closes)]).unwrap();
            assert_eq!(line, (wanted.0 * HOUR, wanted.1 * HOUR), "{opens} {closes}");
        }
        assert_eq!(line(&[]), None);
    }

    #[test]
    fn a_day_has_each_of_its_hours_once_in_their_order() {
        let all = [
            hours(&[0, 1], "13:30", "17:00"),
            hours(&[0], "09:00", "12:30"),
            hours(&[0, 4], "13:30", "17:00"),
        ];
        let of = |day| spans_of(&all, day).into_iter().map(minutes).collect::<Vec<_>>();
        assert_eq!(of(0), [(540, 750), (810, 1020)]);
        assert_eq!(of(4), [(810, 1020)]);
        assert_eq!(of(6), []);
    }
}
