//! The lenient parser of dates as people type them, for proposals.

use jiff::civil::Date;
use toml::de::DeValue;

use crate::schema::Shape;

/// The beginnings of the months' names in the languages of our clinics.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz"],
    &["apr", "avr", "abr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû", "aou", "ago"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Every date or instant that a text can mean, as TOML; none if it is no day. `05/04/2026` has two readings, the month
/// first in the first of them.
pub(crate) fn readings(text: &str) -> Vec<String> {
    let straight =
        |sign: char| if matches!(sign, '‐' | '‑' | '–' | '—' | '−') { '-' } else { sign };
    let text: String = text.chars().map(straight).collect();
    let (day, time) = split(text.trim().trim_end_matches(['.', ',']));
    let Some(time) = time.map_or(Some(String::new()), clock) else { return Vec::new() };
    let mut all: Vec<String> = days(day).into_iter().map(|day| format!("{day}{time}")).collect();
    all.dedup();
    all
}

/// The day and the time behind it.
fn split(text: &str) -> (&str, Option<&str>) {
    let clock = text.char_indices().find_map(|(at, sign)| {
        let behind = text.get(at + sign.len_utf8()..)?;
        let before = text.get(..at)?.ends_with(|c: char| c.is_ascii_digit());
        let begins = before && (sign == 'T' || sign == 't' || sign.is_whitespace());
        (begins && is_clock(behind)).then_some((at, behind))
    });
    match clock {
        Some((at, behind)) => (text.get(..at).unwrap_or_default(), Some(behind)),
        None => (text, None),
    }
}

/// Whether a text begins like a time: digits with a colon, or with am or pm behind them.
fn is_clock(text: &str) -> bool {
    let digits = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = digits.trim_start().to_lowercase();
    digits.len() < text.trim_start().len()
        && (behind.starts_with(':') || behind.starts_with("am") || behind.starts_with("pm"))
}

/// A time as TOML writes it behind a day: `T18:00:00-05:00`.
fn clock(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let end = lower.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(lower.len());
    let (time, rest) = lower.split_at(end);
    let mut parts = time.split([':', '.']).map(|part| part.parse::<u32>().ok());
    let (mut hour, minute, second) =
        (parts.next()??, parts.next().unwrap_or(Some(0))?, parts.next().unwrap_or(Some(0))?);
    let rest = rest.trim_start();
    let rest = match (rest.strip_prefix("pm"), rest.strip_prefix("am")) {
        (Some(rest), _) => {
            hour = if hour < 12 { hour + 12 } else { hour };
            rest
        }
        (_, Some(rest)) => {
            hour %= 12;
            rest
        }
        _ => rest,
    };
    let offset = match rest.trim() {
        "" => String::new(),
        "z" | "utc" | "gmt" => "Z".to_owned(),
        rest => {
            let sign = rest.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
            let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
            let digits = if digits.len() <= 2 { format!("{digits:0>2}00") } else { format!("{digits:0>4}") };
            format!("{sign}{}:{}", digits.get(..2)?, digits.get(2..4)?)
        }
    };
    (hour < 24 && minute < 60 && second < 60).then(|| format!("T{hour:02}:{minute:02}:{second:02}{offset}"))
}

fn days(text: &str) -> Vec<Date> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let numbers: Vec<i16> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let named = parts.iter().find_map(|part| month(part));
    let digits = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<i16>().ok());
    let found = match (named, parts.as_slice(), numbers.as_slice()) {
        // `20260504`, written without signs between.
        (None, [all], _) if all.len() == 8 && all.bytes().all(|b| b.is_ascii_digit()) => {
            match (digits(0, 4), digits(4, 6), digits(6, 8)) {
                (Some(y), Some(m), Some(d)) if (1900..2100).contains(&y) => vec![day(y, m, d)],
                _ => Vec::new(),
            }
        }
        (Some(month), parts, _) if parts.len() <= 4 => named_day(month, parts).into_iter().collect(),
        (None, [year, _, _], [y, m, d]) if year.len() == 4 && plain(text) => match *m > 12 {
            true => vec![day(*y, *d, *m)],
            false => vec![day(*y, *m, *d)],
        },
        (None, [a, b, year], [m, d, y])
            if a.len() <= 2 && b.len() <= 2 && (year.len() == 4 || year.len() == 2) && plain(text) =>
        {
            let y = if year.len() == 2 { 2000 + y } else { *y };
            match text.contains('.') {
                true => vec![day(y, *d, *m)],
                false => vec![day(y, *m, *d), day(y, *d, *m)],
            }
        }
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// What to write for a value that is no date of TOML.
pub(super) fn meant(shape: Shape, value: &DeValue<'_>) -> String {
    let readings = match value {
        DeValue::String(text) => readings(text),
        DeValue::Integer(number) => readings(number.as_str()),
        _ => Vec::new(),
    };
    let readings: Vec<_> = readings.iter().map(|date| in_form(shape, date)).collect();
    match readings.as_slice() {
        [] => format!("write a date such as {}", in_form(shape, "2026-05-04")),
        [one] => format!("write {one}"),
        all => format!("write the date with the year first: {}", all.join(" or ")),
    }
}

/// A date as a key of this shape takes it: an instant has its time and offset.
pub(super) fn in_form(shape: Shape, date: &str) -> String {
    match shape {
        Shape::Instant if !date.contains(':') => format!("{date}T18:00:00-05:00"),
        _ => date.to_owned(),
    }
}

/// Nothing but digits and one kind of sign between them.
fn plain(text: &str) -> bool {
    ['/', '.', '-'].iter().any(|sign| text.chars().all(|c| c.is_ascii_digit() || c == *sign))
}

fn named_day(month: i16, parts: &[&str]) -> Option<Option<Date>> {
    let number = |part: &&str| {
        let digits = part.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse::<i16>().ok()
    };
    let numbers: Vec<i16> = parts.iter().filter_map(number).collect();
    match numbers.as_slice() {
        [a, b] if *b > 31 => Some(day(*b, month, *a)),
        [a, b] if *a > 31 => Some(day(*a, month, *b)),
        _ => None,
    }
}

fn month(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    Some(at as i16 + 1)
}

/// The day, or the last one of a month that is shorter.
fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    first.with().day(day.min(first.days_in_month())).build().ok()
}
