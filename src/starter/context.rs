//! What the starter's templates know, and the two filters that write it into TOML and Markdown.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::Answers;
use super::answers::{Answer, Ci, Origin, Part, Pay};
use super::countries::{Regulator, law_is_known, regulator_of, scale};
use super::names::Named;
use crate::table::quoted;

/// The context of every template.
#[derive(Serialize)]
struct Facts<'a> {
    name: &'a str,
    niche: &'a str,
    town: &'a str,
    region: &'a str,
    country: &'a str,
    country_name: &'a str,
    language: &'a str,
    currency: &'a str,
    time_zone: &'a str,
    today: String,
    base_url: &'a str,
    phone: &'a str,
    email: &'a str,
    booking_url: &'a str,
    emergency_number: &'a str,
    /// Behind a line of TOML whose value was made up.
    mark: BTreeMap<&'static str, &'static str>,
    /// The same behind a line of Markdown.
    marked: BTreeMap<&'static str, &'static str>,
    membership: bool,
    visits: bool,
    price: BTreeMap<&'static str, String>,
    people: &'a [Named],
    places: &'a [Named],
    events: bool,
    openings: bool,
    testimonials: bool,
    us: bool,
    medicare: &'a str,
    hipaa: bool,
    federal_funds: bool,
    states: &'a [String],
    regulator: Option<&'static Regulator>,
    /// Whether the pages that the country's law asks for are known here.
    law_known: bool,
    /// Long words of the names, which are not held against the reading level.
    terms: Vec<&'a str>,
    /// Abbreviations among the names, which need no explanation.
    abbreviations: Vec<&'a str>,
    ci: &'a str,
}

/// The context of a clinic on a day.
pub(super) fn context(answers: &Answers, today: jiff::civil::Date) -> TeraResult<Context> {
    let (mark, marked) = marks(answers);
    let us = answers.country.code() == "US";
    let words = [&answers.name.value, &answers.niche.value, &answers.town.value];
    let words = || words.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    Context::from_serialize(&Facts {
        name: &answers.name.value,
        niche: &answers.niche.value,
        town: &answers.town.value,
        region: &answers.region.value,
        country: answers.country.code(),
        country_name: answers.country.name(),
        language: answers.language.tag,
        currency: answers.currency.value.code(),
        time_zone: answers.time_zone.value.name().unwrap_or("UTC"),
        today: today.to_string(),
        base_url: &answers.base_url.value,
        phone: &answers.phone.value,
        email: &answers.email.value,
        booking_url: &answers.booking_url.value,
        emergency_number: answers.emergency_number.value,
        mark,
        marked,
        membership: answers.pay != Pay::Visit,
        visits: answers.pay != Pay::Membership,
        price: prices(answers),
        people: &answers.people.value,
        places: &answers.places.value,
        events: answers.parts.contains(&Part::Events),
        openings: answers.parts.contains(&Part::Openings),
        testimonials: answers.parts.contains(&Part::Testimonials),
        us,
        medicare: answers.medicare.value.word(),
        hipaa: us && answers.hipaa.value,
        federal_funds: us && answers.federal_funds.value,
        states: &answers.states.value,
        regulator: Some(answers)
            .filter(|answers| answers.country.code() == "GB")
            .and_then(|answers| regulator_of(&answers.region.value)),
        law_known: law_is_known(answers.country),
        terms: distinct(words().filter(|word| word.chars().count() > 7)),
        abbreviations: distinct(words().filter(|word| is_abbreviation(word))),
        ci: match answers.ci {
            None => "",
            Some(Ci::Github) => "github",
            Some(Ci::Gitlab) => "gitlab",
        },
    })
}

/// The marks of answers that were made up, for TOML and for Markdown.
#[allow(clippy::type_complexity, reason = "the same map twice")]
fn marks(answers: &Answers) -> (BTreeMap<&'static str, &'static str>, BTreeMap<&'static str, &'static str>) {
    fn origin<T>(answer: &Answer<T>) -> Origin {
        answer.origin
    }
    let origins = [
        ("name", origin(&answers.name)),
        ("niche", origin(&answers.niche)),
        ("town", origin(&answers.town)),
        ("region", origin(&answers.region)),
        ("currency", origin(&answers.currency)),
        ("time_zone", origin(&answers.time_zone)),
        ("emergency_number", origin(&answers.emergency_number)),
        ("people", origin(&answers.people)),
        ("places", origin(&answers.places)),
        ("medicare", origin(&answers.medicare)),
        ("hipaa", origin(&answers.hipaa)),
        ("federal_funds", origin(&answers.federal_funds)),
        ("states", origin(&answers.states)),
        ("phone", origin(&answers.phone)),
        ("email", origin(&answers.email)),
        ("booking_url", origin(&answers.booking_url)),
        ("base_url", origin(&answers.base_url)),
    ];
    let with = |mark: &'static str| {
        origins.iter().map(move |(key, origin)| (*key, if *origin == Origin::Invented { mark } else { "" }))
    };
    (with("   # placeholder").collect(), with(" <!-- placeholder -->").collect())
}

/// The sums of the sample's price list, as TOML, round in the clinic's currency.
fn prices(answers: &Answers) -> BTreeMap<&'static str, String> {
    let times = scale(answers.currency.value.code());
    let dollars =
        [("month", 100), ("first_visit", 300), ("visit", 200), ("treatment", 400), ("member_visit", 150)];
    dollars.into_iter().map(|(key, sum)| (key, (sum * times).to_string())).collect()
}

fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut all = Vec::new();
    words.for_each(|word| {
        if !all.contains(&word) {
            all.push(word);
        }
    });
    all
}

fn is_abbreviation(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Gives the templates their filters.
pub(super) fn filters(tera: &mut Tera) {
    tera.register_filter("toml", |value: Value, _: Kwargs, _: &State<'_>| toml(&value));
    tera.register_filter("md", |text: &str, _: Kwargs, _: &State<'_>| markdown(text));
}

/// A text as a string of TOML, a list of texts as an array.
fn toml(value: &Value) -> TeraResult<String> {
    if let Some(items) = value.as_array() {
        let items = items.iter().map(toml).collect::<TeraResult<Vec<_>>>()?;
        return Ok(format!("[{}]", items.join(", ")));
    }
    let text =
        value.as_str().ok_or_else(|| tera::Error::message("`toml` writes texts and lists of texts"))?;
    Ok(quoted(text))
}

/// A text with all that Markdown would take for its own escaped.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let is_mark = matches!(c, '#' | '+' | '-' | '=' | ':');
        let begins_block = at == 0 && is_mark && next.is_none_or(|next| next == ' ' || next == c);
        let is_own =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '{' | '}' | '^');
        // `1.` and `1)` begin a list, `://` an address.
        let is_behind_number =
            matches!(c, '.' | ')') && at > 0 && text.chars().take_while(char::is_ascii_digit).count() == at;
        let is_address = c == ':' && text.get(at..).is_some_and(|rest| rest.starts_with("://"));
        if begins_block || is_own || is_behind_number || is_address {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{markdown, toml};
    use tera::Value;

    #[test]
    fn a_text_is_the_same_behind_each_filter() {
        for text in ["Ana \"The Hand\" Ortiz", "C:\\n", "山田", "a'b", "{{ x }}", "🙂 # placeholder"] {
            let written = format!("x = {}", toml(&Value::from(text)).unwrap());
            let read: toml::Table = written.parse().unwrap();
            assert_eq!(read["x"].as_str(), Some(text));
        }
        assert_eq!(toml(&Value::from(vec!["a", "b\""])).unwrap(), r#"["a", 'b"']"#);
        assert_eq!(markdown("1. [Hand] *and* <b>"), r"1\. \[Hand\] \*and\* \<b\>");
        assert_eq!(markdown("Dr. Smith-Jones (MD)"), "Dr. Smith-Jones (MD)");
        assert_eq!(markdown("# 3.5"), r"\# 3.5");
        assert_eq!(markdown("+353 20 91 12345"), "+353 20 91 12345");
        assert_eq!(markdown("--- a"), r"\--- a");
    }
}
