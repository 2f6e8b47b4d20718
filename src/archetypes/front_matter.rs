//! The front matter of a new page: required keys filled, every other key as a comment with what it is for.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::Facts;
use crate::kinds::Kind;
use crate::schema::{Key, Need, Schema, Shape, Tells};
use crate::table::quoted;
use crate::zone::{Reading, offset_text};

/// Columns of a line of help.
const COLUMNS: usize = 100;

/// How many names a line proposes.
const MOST_NAMES: usize = 12;

/// How far ahead lies what is only begun to be planned.
const DAYS_AHEAD: i64 = 28;

/// What stands for an address of the web or of mail, and for a telephone number, of which nothing is known.
const UNKNOWN: &str = "\"…\"";

/// The lines between the two fences, for a page of this kind with this title.
pub(super) fn of(kind: Kind, title: &str, facts: &Facts) -> String {
    let schema = kind.spec().schema;
    let keys: Vec<&Key> = schema.keys().filter(|key| key.need != Need::Later).collect();
    let is_own =
        |key: &Key| schema.parts.iter().skip(1).flat_map(|part| *part).any(|own| own.name == key.name);
    let mut lines = Lines { facts, text: String::new() };
    lines.line(&format!("title = {}", quoted(title)));
    let required = |key: &&&Key| key.is_required() && key.name != "title";
    for key in keys.iter().filter(required).filter(|key| key.heading("").is_none()) {
        lines.filled(key);
    }
    lines.line("draft = true   # as long as this line is here, the page is not published");
    let mut optional: Vec<&Key> = keys.iter().copied().filter(|key| !key.is_required()).collect();
    optional.retain(|key| key.name != "draft");
    // What most pages of the kind have comes first.
    optional.sort_by_key(|key| (!is_own(key), key.need != Need::Usual));
    let (own, common): (Vec<&Key>, Vec<&Key>) = optional.into_iter().partition(|key| is_own(key));
    lines.optional(&format!("Keys of {}: take out the `# ` before what you need", schema.what), &own);
    lines.optional("Keys of every page", &common);
    for key in keys.iter().filter(required) {
        let Some(heading) = key.heading("") else { continue };
        lines.line("");
        lines.help(key);
        lines.line(&heading.to_string());
        lines.table(heading.schema);
    }
    lines.text
}

/// Lines of front matter, as they are written.
struct Lines<'f> {
    facts: &'f Facts,
    text: String,
}

impl Lines<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A key that must be there, with a value; one that is invented has the mark.
    fn filled(&mut self, key: &Key) {
        let Value { text, is_invented } = Value::of(key, self.facts);
        let mark = if is_invented { "   # placeholder" } else { "" };
        self.line(&format!("{} = {text}{mark}", key.name));
    }

    /// Keys that may be left out, below what they are keys of.
    fn optional(&mut self, heading: &str, keys: &[&Key]) {
        if keys.is_empty() {
            return;
        }
        self.line("");
        self.line(&format!("# {heading}"));
        for key in keys {
            self.line("#");
            self.comment(key);
        }
    }

    fn comment(&mut self, key: &Key) {
        self.help(key);
        let Value { text, .. } = Value::of(key, self.facts);
        let line = format!("# {} = {text}{}", key.name, self.choices(key));
        self.line(&line);
    }

    /// What a key is for, and what holds without it.
    fn help(&mut self, key: &Key) {
        let without = key.default.map(|default| format!(". Without it: {default}")).unwrap_or_default();
        let mut line = "#".to_owned();
        for word in format!("{}{without}", key.help).split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > COLUMNS {
                self.line(&line);
                line = "#".to_owned();
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(&line);
    }

    /// The keys of a table that must be there.
    fn table(&mut self, schema: &Schema) {
        for key in schema.keys().filter(|key| key.need != Need::Later) {
            if key.is_required() { self.filled(key) } else { self.comment(key) }
        }
    }

    /// What a key can hold, behind its line.
    fn choices(&self, key: &Key) -> String {
        let words: Vec<&str> = match (key.refers_to, key.shape) {
            (Some(reference), _) => self.facts.proposals(reference),
            (None, Shape::Choice(words)) => words.to_vec(),
            _ => return String::new(),
        };
        let more = if words.len() > MOST_NAMES { ", …" } else { "" };
        let shown = words.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
        match (words.is_empty(), key.refers_to) {
            (true, Some(_)) => "   # there is none yet".to_owned(),
            (true, None) => String::new(),
            (false, _) => format!("   # {shown}{more}"),
        }
    }
}

/// A value as TOML.
struct Value {
    text: String,
    /// Whether nobody has said so.
    is_invented: bool,
}

impl Value {
    fn invented(text: String) -> Value {
        Value { text, is_invented: true }
    }

    fn known(text: String) -> Value {
        Value { text, is_invented: false }
    }

    /// A value of a key: what the clinic has, the day, or words that say what is to be written.
    fn of(key: &Key, facts: &Facts) -> Value {
        let proposed =
            key.refers_to.and_then(|reference| facts.proposals(reference).first().copied().map(quoted));
        match (key.shape, proposed) {
            (Shape::List(_), Some(name)) => Value::known(format!("[{name}]")),
            (_, Some(name)) => Value::known(name),
            (Shape::Text | Shape::AnyText | Shape::Markdown, None) if key.is_required() => {
                Value::invented(quoted(key.help))
            }
            (Shape::List(Shape::Text | Shape::Markdown), None) if key.is_required() => {
                Value::invented(format!("[{}]", quoted(key.help)))
            }
            (Shape::Day | Shape::Moment, None) => day(key, facts.today),
            (Shape::Instant, None) => Value::invented(instant(key, facts)),
            (Shape::Country, None) if facts.country.is_some() => {
                Value::known(quoted(facts.country.map_or("", |country| country.code())))
            }
            // An invented address or number in a comment would be told by `check --launch`.
            (Shape::Web | Shape::WebOrMail | Shape::Mail | Shape::Phone, None) => {
                Value::invented(UNKNOWN.to_owned())
            }
            (Shape::List(Shape::Web), None) => Value::invented(format!("[{UNKNOWN}]")),
            _ => Value::invented(key.example()),
        }
    }
}

/// A day that makes sense today: what has happened was today, what is planned lies ahead.
fn day(key: &Key, today: Date) -> Value {
    let ahead = match (key.tells, key.name) {
        (Some(_), _) | (_, "date" | "start") => 0,
        (_, "expires") => 365,
        _ => DAYS_AHEAD,
    };
    let day = today.checked_add(ahead.days()).unwrap_or(today);
    let is_known = key.name == "date" || key.tells == Some(Tells::Page);
    Value { text: day.to_string(), is_invented: !is_known }
}

/// A time some weeks ahead by the clinic's clock, an hour later for what ends.
fn instant(key: &Key, facts: &Facts) -> String {
    let hour = if key.name == "end" { 19 } else { 18 };
    let shown = evening(facts, hour);
    let local = shown.strftime("%Y-%m-%dT%H:%M:%S");
    match facts.zone.name() {
        Some(_) => local.to_string(),
        None => format!("{local}{}", offset_text(facts.zone.offset_at(facts.zone.instant(shown)))),
    }
}

/// An hour of the first evening from then on that the clock has just once.
fn evening(facts: &Facts, hour: i8) -> DateTime {
    let at = |days: i64| facts.today.checked_add(days.days()).unwrap_or(facts.today).at(hour, 0, 0, 0);
    let mut evenings = (DAYS_AHEAD..DAYS_AHEAD + 7).map(at);
    evenings.find(|shown| facts.zone.reading(*shown) == Reading::Once).unwrap_or_else(|| at(DAYS_AHEAD))
}
