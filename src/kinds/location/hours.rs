//! Opening hours, as schema.org's `openingHours` writes them: `Mo-Th 09:00-17:00`.

use jiff::civil::Time;

use crate::problem::Rule;
use crate::schema::Shape;
use crate::table::Table;

/// Opening hours of some days.
#[derive(Debug)]
pub struct Hours {
    /// Days of the week, Monday as 0.
    pub days: Vec<usize>,
    /// When it opens.
    pub opens: Time,
    /// When it closes.
    pub closes: Closing,
}

/// The end of opening hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// A time of day; one before the opening is of the next day.
    At(Time),
    /// Midnight at the end of the day, 24:00.
    Midnight,
}

impl Hours {
    /// Whether it is open all day and night.
    pub fn is_all_day(&self) -> bool {
        let last = matches!(self.closes, Closing::At(time) if (time.hour(), time.minute()) == (23, 59));
        self.opens == Time::midnight() && (last || self.closes == Closing::Midnight)
    }
}

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// `Mo-Th 09:00-17:00`, `Mo,We 09:00-12:00`, `Sa 18:00-24:00`; days alone are open day and night.
pub(super) fn read(table: &mut Table<'_>) -> Vec<Hours> {
    let mut all = Vec::new();
    for text in table.texts_of("hours", Shape::Hours) {
        match parse(&text.value) {
            Ok(hours) => all.push(hours),
            Err(wrong) => {
                let place = text.place(table.source());
                let example = match wrong {
                    Wrong::Day(name) => &format!("`{name}` is no day: the days are {}", DAYS.join(", ")),
                    Wrong::Times if text.value.contains("24:") => {
                        "a day ends at 24:00, or at 23:59, as in \"Sa 18:00-24:00\""
                    }
                    Wrong::Times => {
                        "write days and times as in \"Mo-Th 09:00-17:00\" or \"Sa,Su 10:00-12:00\", each span by itself"
                    }
                };
                table
                    .problems
                    .report(Rule::BadValue, place, format!("`{}` are no opening hours", text.value))
                    .help(example);
            }
        }
    }
    all
}

/// What of a text are no opening hours.
enum Wrong {
    /// This name of a day.
    Day(String),
    /// The times.
    Times,
}

fn parse(text: &str) -> Result<Hours, Wrong> {
    // A dash between days or times is a dash, whatever its length.
    let text = text.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-");
    let (days, times) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), "00:00-24:00"));
    let day = |name: &str| {
        let found = DAYS.iter().position(|day| *day == name);
        let is_word = !name.is_empty() && name.chars().all(char::is_alphabetic);
        found.ok_or_else(|| if is_word { Wrong::Day(name.to_owned()) } else { Wrong::Times })
    };
    let mut all = Vec::new();
    for part in days.split(',') {
        match part.split_once('-') {
            // From Saturday to Monday is three days.
            Some((first, last)) => {
                let (first, last) = (day(first)?, day(last)?);
                all.extend((0..=(last + 7 - first) % 7).map(|more| (first + more) % 7));
            }
            None => all.push(day(part)?),
        }
    }
    let (opens, closes) = span(times).ok_or(Wrong::Times)?;
    let open = closes != Closing::At(opens);
    open.then_some(Hours { days: all, opens, closes }).ok_or(Wrong::Times)
}

/// `09:00-17:00`.
fn span(times: &str) -> Option<(Time, Closing)> {
    let (opens, closes) = times.split_once('-')?;
    let time = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let digits = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let fine = minute.len() == 2 && digits(hour) && digits(minute);
        fine.then(|| Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()).flatten()
    };
    let opens = time(opens)?;
    let closes = match closes.trim() {
        "24:00" => Closing::Midnight,
        closes => Closing::At(time(closes)?),
    };
    Some((opens, closes))
}
