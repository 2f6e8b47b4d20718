//! `time_zone` and `utc_offset`: by which clock the clinic goes.

use jiff::tz::Offset;

use crate::identifiers::{Fault, abbreviated};
use crate::problem::Rule;
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
    parse(&name.value).map_err(|fault| refuse(site, name, fault)).ok()
}

/// Parses the name of a zone.
///
/// # Errors
/// If it is none; the help names the one that was probably meant.
pub(crate) fn parse(name: &str) -> Result<Zone, Fault> {
    Zone::named(name).ok_or_else(|| {
        let help = match (parse_offset(name), Zone::guess(name)) {
            (Some(_), _) => format!("write it as an offset: utc_offset = \"{name}\""),
            (_, Some(meant)) => format!("write \"{meant}\""),
            _ => "write the IANA name of the nearest city that has the same clock: \"America/New_York\", \"Europe/Berlin\""
                .to_owned(),
        };
        Fault { message: format!("`{}` is no time zone", abbreviated(name)), help }
    })
}

fn fixed(site: &mut Table<'_>, text: &At<String>) -> Option<Zone> {
    let offset = parse_offset(&text.value);
    if offset.is_none() {
        let help = match Zone::named(&text.value) {
            Some(_) => format!("write it as a zone: time_zone = \"{}\"", text.value),
            None => "write a sign, hours and minutes: \"-05:00\"".to_owned(),
        };
        let message = format!("`{}` is no offset from UTC", abbreviated(&text.value));
        refuse(site, text, Fault { message, help });
    }
    offset.map(Zone::fixed)
}

fn refuse(site: &mut Table<'_>, text: &At<String>, fault: Fault) {
    let place = text.place(site.source());
    site.problems.report(Rule::BadValue, place, fault.message).help(fault.help);
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
