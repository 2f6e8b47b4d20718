//! Reading the keys of each kind, checked as far as one file can tell.

use jiff::civil::{Date, Time};

use super::Kind;
use super::kinds::{
    Address, Announcement, Article, Career, Change, Closing, Closure, Data, Event, Experience, Faq, Format,
    Hours, Location, Measure, Myth, Pay, Provider, Question, Registration, Review, Service, Status,
    Testimonial,
};
use crate::identifiers::{Npi, keys};
use crate::markdown::{self, Body};
use crate::problem::Rule;
use crate::table::{At, Moment, Table};

/// Reads the keys of a kind; `None` if one that is required is missing or bad (reported).
pub(super) fn read(kind: Kind, table: &mut Table<'_>) -> Option<Data> {
    Some(match kind {
        Kind::Article => Data::Article(Box::new(article(table))),
        Kind::Service => Data::Service(Box::new(service(table))),
        Kind::Provider => Data::Provider(Box::new(provider(table)?)),
        Kind::Location => Data::Location(Box::new(location(table)?)),
        Kind::Faq => Data::Faq(Faq { topic: plain(table, "topic") }),
        Kind::Event => Data::Event(Box::new(event(table)?)),
        Kind::Career => Data::Career(Box::new(career(table)?)),
        Kind::Testimonial => Data::Testimonial(Box::new(testimonial(table)?)),
        Kind::Announcement => Data::Announcement(announcement(table)?),
        _ => Data::Plain,
    })
}

fn plain(table: &mut Table<'_>, key: &'static str) -> Option<String> {
    table.filled_text(key).map(|text| text.value)
}

fn plains(table: &mut Table<'_>, key: &'static str) -> Vec<String> {
    table.texts(key).into_iter().map(|text| text.value).collect()
}

fn inline(table: &mut Table<'_>, text: &At<String>) -> Body {
    markdown::inline(table.source(), text, &mut table.problems)
}

fn sentence(table: &mut Table<'_>, key: &'static str) -> Option<Body> {
    let text = table.filled_text(key)?;
    Some(inline(table, &text))
}

fn sentences(table: &mut Table<'_>, key: &'static str) -> Vec<Body> {
    table.texts(key).iter().map(|text| inline(table, text)).collect()
}

fn required_day(table: &mut Table<'_>, key: &'static str) -> Option<Date> {
    table.require(key);
    table.day(key).map(|day| day.value)
}

/// Both ends of a time, each required, the second not before the first.
fn required_moments(
    table: &mut Table<'_>,
    first: &'static str,
    last: &'static str,
) -> Option<(Moment, Moment)> {
    table.require(first);
    table.require(last);
    let (from, to) = (table.moment(first), table.moment(last));
    let (from, to) = (from?, to?);
    let late = match (from.value.instant, to.value.instant) {
        (Some((from, _)), Some((to, _))) => to < from,
        _ => to.value.day < from.value.day,
    };
    if late {
        let place = to.place(table.source());
        table.problems.report(Rule::BadValue, place, format!("`{last}` is before `{first}`"));
        return None;
    }
    Some((from.value, to.value))
}

fn review(table: &mut Table<'_>) -> Review {
    Review {
        reviewer: table.filled_text("reviewer"),
        reviewed: table.day("reviewed"),
        months: table.whole("review_months", 1, 240).map(|months| months.value),
    }
}

fn questions(table: &mut Table<'_>) -> Vec<Question> {
    let mut questions = Vec::new();
    for mut entry in table.tables("questions", "a question") {
        let question = entry.required_text("question");
        entry.require("answer");
        let answer = sentence(&mut entry, "answer");
        entry.finish(&mut table.problems);
        if let (Some(question), Some(answer)) = (question, answer) {
            questions.push(Question { question: question.value, answer });
        }
    }
    questions
}

fn article(table: &mut Table<'_>) -> Article {
    let mut myths = Vec::new();
    for mut entry in table.tables("myths", "a myth") {
        let claim = entry.required_text("claim");
        entry.require("verdict");
        let verdict = entry.choice("verdict", &["false", "misleading", "unproven", "true"]);
        entry.require("fact");
        let fact = sentence(&mut entry, "fact");
        let sources = entry.texts("sources");
        entry.finish(&mut table.problems);
        if let (Some(claim), Some(verdict), Some(fact)) = (claim, verdict, fact) {
            myths.push(Myth { claim: claim.value, verdict, fact, sources });
        }
    }
    let mut changes = Vec::new();
    for mut entry in table.tables("changes", "a change") {
        let date = required_day(&mut entry, "date");
        entry.require("text");
        let text = sentence(&mut entry, "text");
        entry.finish(&mut table.problems);
        if let (Some(date), Some(text)) = (date, text) {
            changes.push(Change { date, text });
        }
    }
    Article {
        authors: table.texts("authors"),
        review: review(table),
        conditions: table.texts("conditions"),
        services: table.texts("services"),
        key_points: sentences(table, "key_points"),
        myths,
        questions: questions(table),
        changes,
        disclosure: sentence(table, "disclosure"),
    }
}

fn service(table: &mut Table<'_>) -> Service {
    // Read as "all" reads it; only here it must be there.
    table.require("summary");
    let mut measures = Vec::new();
    for mut entry in table.tables("measures", "a measure") {
        let (what, value) = (entry.required_text("what"), entry.required_text("value"));
        let (from, to) = (required_day(&mut entry, "from"), required_day(&mut entry, "to"));
        let note = sentence(&mut entry, "note");
        entry.finish(&mut table.problems);
        if let (Some(what), Some(value), Some(from), Some(to)) = (what, value, from, to) {
            measures.push(Measure { what: what.value, value: value.value, from, to, note });
        }
    }
    Service {
        prices: table.texts("prices"),
        duration_min: table.whole("duration_min", 1, 100_000).map(|number| number.value),
        referral: table.flag("referral"),
        telehealth: table.flag("telehealth"),
        providers: table.texts("providers"),
        locations: table.texts("locations"),
        conditions: table.texts("conditions"),
        review: review(table),
        questions: questions(table),
        measures,
    }
}

fn provider(table: &mut Table<'_>) -> Option<Provider> {
    let role = table.required_text("role");
    let mut registration = Vec::new();
    for mut entry in table.tables("registration", "a registration") {
        let (authority, number) = (entry.required_text("authority"), entry.required_text("number"));
        if let (Some(authority), Some(number)) = (&authority, &number)
            && authority.value == "NPI"
            && let Err(fault) = Npi::read(&number.value)
        {
            let place = number.place(entry.source());
            entry.problems.report(Rule::Identifier, place, fault.message).help(fault.help);
        }
        entry.finish(&mut table.problems);
        if let (Some(authority), Some(number)) = (authority, number) {
            registration.push(Registration { authority: authority.value, number: number.value });
        }
    }
    let mut experience = Vec::new();
    for mut entry in table.tables("experience", "an experience") {
        let what = entry.required_text("what");
        entry.require("count");
        let count = entry.whole("count", 0, 10_000_000);
        let as_of = required_day(&mut entry, "as_of");
        entry.finish(&mut table.problems);
        if let (Some(what), Some(count), Some(as_of)) = (what, count, as_of) {
            experience.push(Experience { what: what.value, count: count.value, as_of });
        }
    }
    let provider = Provider {
        role: role.as_ref().map(|role| role.value.clone()).unwrap_or_default(),
        credentials: plains(table, "credentials"),
        specialty: plain(table, "specialty"),
        registration,
        languages: plains(table, "languages"),
        locations: table.texts("locations"),
        accepting_new_patients: table.flag("accepting_new_patients"),
        booking_url: keys::web_address(table, "booking_url"),
        experience,
        disclosures: sentences(table, "disclosures"),
        same_as: keys::web_addresses(table, "same_as"),
    };
    role.map(|_| provider)
}

fn location(table: &mut Table<'_>) -> Option<Location> {
    table.require("address");
    let address = table.table("address", "an address").and_then(|mut entry| {
        let street = entry.required_text("street");
        let locality = entry.required_text("locality");
        let (region, postal_code) = (plain(&mut entry, "region"), plain(&mut entry, "postal_code"));
        entry.require("country");
        let country = keys::country(&mut entry, "country");
        entry.finish(&mut table.problems);
        let (street, locality, country) = (street?.value, locality?.value, country?);
        Some(Address { street, locality, region, postal_code, country })
    });
    let geo = table.table("geo", "`geo`").and_then(|mut entry| {
        entry.require("latitude");
        entry.require("longitude");
        let latitude = degrees(&mut entry, "latitude", 90);
        let longitude = degrees(&mut entry, "longitude", 180);
        entry.finish(&mut table.problems);
        latitude.zip(longitude)
    });
    let hours = hours(table);
    let mut closures = Vec::new();
    for mut entry in table.tables("closures", "a closure") {
        let (from, to) = (required_day(&mut entry, "from"), required_day(&mut entry, "to"));
        let reason = plain(&mut entry, "reason").unwrap_or_default();
        entry.finish(&mut table.problems);
        if let (Some(from), Some(to)) = (from, to) {
            closures.push(Closure { from, to, reason });
        }
    }
    let location = Location {
        phone: keys::phone(table, "phone"),
        email: keys::mail(table, "email"),
        geo,
        hours,
        closures,
        access: sentences(table, "access"),
        address: address?,
    };
    Some(location)
}

fn degrees(table: &mut Table<'_>, key: &'static str, most: i32) -> Option<String> {
    let number = table.number(key)?;
    let whole = number.value.split('.').next().and_then(|whole| whole.parse::<i32>().ok());
    if whole.is_some_and(|whole| whole.abs() <= most) {
        return Some(number.value);
    }
    let place = number.place(table.source());
    table.problems.report(Rule::BadValue, place, format!("`{key}` lies between -{most} and {most} degrees"));
    None
}

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// `Mo-Th 09:00-17:00`, `Mo,We 09:00-12:00`, `Sa 18:00-24:00`; days alone are open day and night.
fn hours(table: &mut Table<'_>) -> Vec<Hours> {
    let mut all = Vec::new();
    for text in table.texts("hours") {
        match read_hours(&text.value) {
            Some(hours) => all.push(hours),
            None => {
                let place = text.place(table.source());
                let example = match text.value.contains("24:") {
                    true => "a day ends at 24:00, or at 23:59, as in \"Sa 18:00-24:00\"",
                    false => {
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

fn read_hours(text: &str) -> Option<Hours> {
    // A dash between days or times is a dash, whatever its length.
    let text = text.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-");
    let (days, times) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), "00:00-24:00"));
    let day = |name: &str| DAYS.iter().position(|day| *day == name);
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
    let open = closes != Closing::At(opens);
    open.then_some(Hours { days: all, opens, closes })
}

fn event(table: &mut Table<'_>) -> Option<Event> {
    let moments = required_moments(table, "start", "end");
    for key in ["start", "end"] {
        if let Some((start, end)) = moments
            && (if key == "start" { start } else { end }).instant.is_none()
        {
            let place = table.key_place(key);
            table
                .problems
                .report(Rule::BadDate, place, format!("`{key}` of an event needs a time and an offset"))
                .help("write it as 2026-12-03T18:00:00-05:00");
        }
    }
    let format = table.choice("format", &["online", "in-person", "mixed"]).map(|word| match word {
        "online" => Format::Online,
        "in-person" => Format::InPerson,
        _ => Format::Mixed,
    });
    let status = table.choice("status", &["scheduled", "postponed", "cancelled"]);
    let event = Event {
        start: moments.map_or_else(zero, |(start, _)| start),
        end: moments.map_or_else(zero, |(_, end)| end),
        format,
        status: match status {
            Some("postponed") => Status::Postponed,
            Some("cancelled") => Status::Cancelled,
            _ => Status::Scheduled,
        },
        register_url: keys::web_address(table, "register_url"),
        recording_url: keys::web_address(table, "recording_url"),
        hosts: table.texts("hosts"),
        location: table.filled_text("location"),
    };
    moments.map(|_| event)
}

fn zero() -> Moment {
    Moment { day: Date::ZERO, instant: None }
}

fn career(table: &mut Table<'_>) -> Option<Career> {
    let posted = required_day(table, "posted");
    let pay = table.table("pay", "`pay`").and_then(|mut entry| {
        entry.require("from");
        entry.require("period");
        let amount = |entry: &mut Table<'_>, key| entry.number(key);
        let (from, to) = (amount(&mut entry, "from"), amount(&mut entry, "to"));
        let period = entry.choice("period", &["hour", "day", "week", "month", "year"]);
        entry.finish(&mut table.problems);
        Some(Pay { from: from?, to, period: period? })
    });
    table.require("requirements");
    let employment = table.choice(
        "employment",
        &["full-time", "part-time", "contract", "temporary", "intern", "volunteer", "per-diem"],
    );
    let career = Career {
        posted: posted.unwrap_or(Date::ZERO),
        closes: table.moment("closes").map(|moment| moment.value),
        employment,
        location: table.filled_text("location"),
        pay,
        requirements: sentences(table, "requirements"),
        evidence: sentences(table, "evidence"),
        questions: sentences(table, "questions"),
        apply: keys::web_or_mail(table, "apply"),
    };
    posted.map(|_| career)
}

fn testimonial(table: &mut Table<'_>) -> Option<Testimonial> {
    for key in ["consent", "relationship", "compensated", "typical"] {
        let why =
            "the law asks to show who speaks, whether they were paid, and what most patients can expect";
        table.require_for(key, Rule::Testimonial, why);
    }
    let consent = table.day("consent");
    let relationship = table.choice("relationship", &["patient", "relative", "employee"]);
    let compensated = table.flag("compensated");
    let typical = sentence(table, "typical");
    let (name, source_url) = (plain(table, "name"), keys::web_address(table, "source_url"));
    Some(Testimonial {
        consent: consent?.value,
        relationship: relationship?,
        compensated: compensated?,
        typical: typical?,
        name,
        source_url,
    })
}

fn announcement(table: &mut Table<'_>) -> Option<Announcement> {
    let moments = required_moments(table, "start", "end");
    let level = table.choice("level", &["info", "warning", "urgent"]).unwrap_or("info");
    moments.map(|(start, end)| Announcement { start, end, level })
}
