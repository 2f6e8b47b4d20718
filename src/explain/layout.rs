//! Keys laid out for a terminal of 80 columns.

use crate::language::Language;
use crate::schema::{Heading, Key, Need, Reference, Schema, Shape};

/// Columns of the narrowest terminal that is written for.
const COLUMNS: usize = 80;

/// Lines of text, as they are laid out.
#[derive(Debug, Default)]
pub(super) struct Page(String);

impl Page {
    pub(super) fn text(self) -> String {
        self.0
    }

    /// A line as it stands.
    pub(super) fn line(&mut self, indent: usize, text: &str) {
        let indent = if text.is_empty() { 0 } else { indent };
        self.0.push_str(&format!("{:indent$}{text}\n", ""));
    }

    /// Words, broken into lines.
    pub(super) fn paragraph(&mut self, indent: usize, text: &str) {
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && indent + line.chars().count() + 1 + word.chars().count() > COLUMNS {
                self.line(indent, &line);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(indent, &line);
    }

    /// A word, and below it what it is.
    pub(super) fn entry(&mut self, word: &str, about: &str) {
        self.line(2, word);
        self.paragraph(6, about);
    }

    /// The keys that are required or usual, as a file has them.
    pub(super) fn sample(&mut self, schema: &Schema) {
        let shown = || schema.keys().filter(|key| key.is_shown());
        for key in shown().filter(|key| key.heading("").is_none()) {
            self.line(4, &format!("{} = {}", key.name, key.example()));
        }
        for heading in shown().filter_map(|key| key.heading("")) {
            self.line(0, "");
            self.line(4, &heading.to_string());
            for key in heading.schema.keys().filter(|key| key.is_shown()) {
                self.line(4, &format!("{} = {}", key.name, key.example()));
            }
        }
    }

    /// Each key of the table of a path with a value, what it is for and what it takes, tables last; keys of a table
    /// stand below it.
    pub(super) fn keys<'k>(&mut self, above: &str, keys: impl Iterator<Item = &'k Key>) {
        self.listing(2, above, keys.collect());
    }

    fn listing(&mut self, indent: usize, above: &str, mut keys: Vec<&Key>) {
        keys.retain(|key| key.need != Need::Later);
        // In a file a key behind a table is one of the table.
        keys.sort_by_key(|key| key.heading(above).is_some());
        keys.into_iter().for_each(|key| self.key(indent, above, key));
    }

    fn key(&mut self, indent: usize, above: &str, key: &Key) {
        let heading = key.heading(above);
        let short = format!("{} = {}", key.name, key.example());
        let written = heading.as_ref().map_or_else(|| short.clone(), Heading::to_string);
        let required = if key.is_required() { "   (required)" } else { "" };
        self.line(indent, &format!("{written}{required}"));
        self.paragraph(indent + 4, &about(key));
        let Some(heading) = heading else { return };
        if !above.is_empty() {
            self.line(indent + 4, &format!("In short: {short}"));
        }
        self.listing(indent + 4, &heading.path, heading.schema.keys().collect());
    }
}

/// What a key is for, what it takes, and what holds without it.
pub(crate) fn about(key: &Key) -> String {
    let mut said = format!("{}. {}", key.help, capital(&takes(key.shape)));
    let each = if matches!(key.shape, Shape::List(_)) { "each " } else { "" };
    if let Some(reference) = key.refers_to {
        said.push_str(&format!(": {each}{}", names(reference)));
    }
    if let Some(unit) = key.unit {
        said.push_str(&format!(", in {unit}"));
    }
    said.push('.');
    if let Some(default) = key.default {
        said.push_str(&format!(" Without it: {default}."));
    }
    if key.desk {
        said.push_str(" It is one of the keys that a front desk changes in daily work.");
    }
    said
}

/// With a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn names(reference: Reference) -> String {
    match reference {
        Reference::Page(folder) => format!("the name of a file in content/{folder}/, without .md"),
        Reference::PageOr(folder, word) => {
            format!("the name of a file in content/{folder}/, without .md, or \"{word}\"")
        }
        Reference::Condition => "a name, written alike on every page".to_owned(),
        Reference::Price => "the id of a plan, service or bundle in content/prices.toml".to_owned(),
        Reference::Outside => "the id of an [[outside]] in content/prices.toml".to_owned(),
        Reference::Source => "an id in content/sources.toml".to_owned(),
        Reference::SourceOrWeb => "an id in content/sources.toml, or a whole address of the web".to_owned(),
        Reference::Rule => "as in brackets in the message".to_owned(),
    }
}

/// What a value of the shape is.
fn takes(shape: Shape) -> String {
    let words = match shape {
        Shape::Text => "a text",
        Shape::AnyText => "a text",
        Shape::Markdown => "inline Markdown",
        Shape::Flag => "either true or false",
        Shape::Whole(least, most) => return format!("a whole number from {least} to {most}"),
        Shape::Degrees(most) => return format!("a number from -{most} to {most}"),
        Shape::Percent => "a number above 0 and up to 100",
        Shape::Share => "a number from 0 to 1",
        Shape::Amount => "an amount in the currency of the price list, such as 800 or 149.50",
        Shape::Amounts => {
            "an amount such as 149.50, or a range: \"1400 to 2100\" or \"from 1400\"; in full { from = 1400, to = 2100 } or \
             { from = 1400 }"
        }
        Shape::Count => "a whole number, or a range: \"2 to 3\" or { from = 2, to = 3 }",
        Shape::Day => "a date",
        Shape::Moment => {
            "a date, or a moment such as 2026-12-03T18:00:00-05:00; with `time_zone` in site.toml without the offset"
        }
        Shape::Instant => "date, time and offset from UTC; with `time_zone` in site.toml without the offset",
        Shape::Choice(words) => return format!("one of: {}", words.join(", ")),
        Shape::Id | Shape::Slug => "letters and digits in lower case, with single hyphens between",
        Shape::Language => return format!("a language tag, one of: {}", Language::tags().join(", ")),
        Shape::Currency => "a code of ISO 4217, such as USD, EUR or GBP",
        Shape::Offset => "a sign, hours and minutes",
        Shape::Zone => "a name of the IANA database: continent and city",
        Shape::Web => "a whole address of the web",
        Shape::WebOrMail => "a whole address of the web, or mailto: with an address of mail",
        Shape::Destination => "an address of the site such as /pricing/, or a whole one of the web",
        Shape::SitePath => "an address of the site, which begins with a slash",
        Shape::Picture => "a path, from this file's folder or, with a slash, from static/",
        Shape::Host => "the name of a host",
        Shape::Mail => "an address of mail",
        Shape::Phone => "a telephone number",
        Shape::Country => "a code of ISO 3166, such as US, GB or DE",
        Shape::Npi => "ten digits",
        Shape::Doi => "a DOI",
        Shape::Pmid => "digits, in quotes",
        Shape::Pmcid => "PMC and a number",
        Shape::Hours => "days and times, such as \"Mo-Th 09:00-17:00\", \"Sa,Su 10:00-12:00\" or \"Mo-Su\"",
        Shape::Color => "a colour such as \"#0b6e6e\", or the name of an option that is one",
        Shape::Shade => {
            "a colour such as \"#0b6e6e\"; with `option`, one for each of its words: { warm = \"#fffdf9\", cool = \"#ffffff\" }; \
             with `from`, what changes: { lightness = 0.285, chroma_max = 0.045 }, or { lightness_less = 0.1 }"
        }
        Shape::List(Shape::Text) => "a list of texts",
        Shape::List(item) => return format!("a list, in square brackets, each item {}", takes(*item)),
        Shape::Table(_) | Shape::OpenTable(..) => "a table with these keys",
        Shape::Tables(_) => "as many as you like, each a table with these keys",
        Shape::Map(what, Shape::Table(_)) => {
            return format!("a table for {what}, named by it, with these keys");
        }
        Shape::Map(what, value) => {
            return format!("a table of keys of your own, each {what}, its value {}", takes(*value));
        }
        Shape::Any => "a text, a number, true or false, or another value of TOML",
    };
    words.to_owned()
}
