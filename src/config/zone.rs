//! `time_zone` and `utc_offset`: by which clock the clinic goes.

use jiff::tz::Offset;

use crate::identifiers::abbreviated;
use crate::problem::{Problem, Rule};
use crate::table::{At, Table};
use crate::zone::Zone;

/// The clinic's clock; UTC without either key.
pub(super) fn read(site: &mut Table<'_>) -> Zone {
    let (zone, offset) = (site.text("time_zone"), site.text("utc_offset"));
    if zone.is_some() && offset.is_some() {
        let (place, other) = (site.key_place("utc_offset"), site.key_place("time_zone"));
        site.problems
            .report(Rule::BadValue, place, "`time_zone` and `utc_offset` are both there")
            .also(other, "knows its offset on every day")
            .help("take `utc_offset` out");
    }
    let named = zone.map(|zone| named(site, &zone));
    let fixed = offset.map(|offset| fixed(site, &offset));
    named.or(fixed).flatten().unwrap_or_else(|| Zone::fixed(Offset::UTC))
}

fn named(site: &mut Table<'_>, name: &At<String>) -> Option<Zone> {
    let zone = Zone::named(&name.value);
    if zone.is_none() {
        let problem = refuse(site, name, "is no time zone");
        match (parse_offset(&name.value), Zone::guess(&name.value)) {
            (Some(_), _) => problem.help(format!("write it as an offset: utc_offset = \"{}\"", name.value)),
            (_, Some(meant)) => problem.help(format!("write \"{meant}\"")),
            _ => problem.help(
                "write the IANA name of the nearest city that has the same clock: \"America/New_York\", \"Europe/Berlin\"",
            ),
        };
    }
    zone
}

fn fixed(site: &mut Table<'_>, text: &At<String>) -> Option<Zone> {
    let offset = parse_offset(&text.value);
    if offset.is_none() {
        let problem = refuse(site, text, "is no offset from UTC");
        match Zone::named(&text.value) {
            Some(_) => problem.help(format!("write it as a zone: time_zone = \"{}\"", text.value)),
            None => problem.help("write a sign, hours and minutes: \"-05:00\""),
        };
    }
    offset.map(Zone::fixed)
}

fn refuse<'t>(site: &'t mut Table<'_>, text: &At<String>, what: &str) -> &'t mut Problem {
    let place = text.place(site.source());
    site.problems.report(Rule::BadValue, place, format!("`{}` {what}", abbreviated(&text.value)))
}

fn parse_offset(text: &str) -> Option<Offset> {
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix(['-', '\u{2212}'])) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let digits = |part: &str| (part.len() == 2).then(|| part.parse::<u8>().ok()).flatten();
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
    (hours <= 14 && minutes < 60).then(|| Offset::from_seconds(seconds).ok()).flatten()
}
