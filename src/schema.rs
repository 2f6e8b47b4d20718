//! Keys of TOML tables as data: what each holds, whether it must be there, and one line that tells what it is for.
//!
//! A [`crate::table::Table`] is read by its [`Schema`], so what a key takes is written once: the reader, the proposals
//! for unknown keys and `clinicsite explain` all look here. Knows nothing of clinics.

mod example;
mod heading;
mod words;

use toml::de::DeValue;

use crate::rules::Rule;
pub(crate) use heading::Heading;
pub(crate) use words::{Word, words};

/// The keys of one table, and how messages name it.
#[derive(Debug)]
pub(crate) struct Schema {
    /// The table, as messages name it: "an article", "`geo`".
    pub(crate) what: &'static str,
    /// Its keys in the order in which they are written. A key of a later part takes the place of one of that name before
    /// it: an article's `date` is required, that of other pages is not.
    pub(crate) parts: &'static [&'static [Key]],
}

impl Schema {
    /// A table whose keys are the writer's own.
    pub(crate) const fn free(what: &'static str) -> Schema {
        Schema { what, parts: &[] }
    }

    /// Its keys, each once.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static Key> {
        let parts = self.parts;
        parts.iter().enumerate().flat_map(move |(at, part)| {
            let later = parts.get(at + 1..).unwrap_or_default();
            let is_there = |key: &Key| later.iter().flat_map(|part| *part).any(|one| one.name == key.name);
            part.iter().filter(move |key| !is_there(key))
        })
    }

    /// The key of this name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.parts.iter().rev().flat_map(|part| *part).find(|key| key.name == name)
    }

    /// The names of its keys, sorted.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.keys().map(|key| key.name).collect();
        names.sort_unstable();
        names
    }
}

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) shape: Shape,
    /// A value as TOML, where the shape alone does not tell one.
    sample: &'static str,
    /// What it is for, in a line.
    pub(crate) help: &'static str,
    /// Whether it must be there.
    pub(crate) need: Need,
    /// Whether a plain text is prose: words that a translation may change; in front matter `check` reads them.
    pub(crate) words: bool,
    /// What it names.
    pub(crate) refers_to: Option<Reference>,
    /// Of what its day tells, where that has happened.
    pub(crate) tells: Option<Tells>,
    /// What a number counts.
    pub(crate) unit: Option<&'static str>,
    /// What holds without it.
    pub(crate) default: Option<&'static str>,
    /// Whether a front desk changes it from day to day.
    pub(crate) desk: bool,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It may be left out.
    Optional,
    /// It may be left out, and stands in the short example.
    Usual,
    /// It must be there.
    Required,
    /// It must be there by a rule of its own, with what to write.
    By(Rule, &'static str),
    /// It must be there, unless this other key is.
    Unless(&'static str),
    /// It must be there beside this other key, by a rule, with what to write.
    Beside(&'static str, Rule, &'static str),
    /// A key of the format that this version does not build.
    Later,
}

/// Of what a day tells that has happened: it cannot lie ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    /// Of the world: a review, a consent, a count.
    World,
    /// Of the page itself, which may appear on a later day.
    Page,
}

/// What a key refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// A page of this folder of `content/`, by its slug.
    Page(&'static str),
    /// The same, or a word that stands for none of them.
    PageOr(&'static str, &'static str),
    /// A condition, by its name; the first page that names it makes it.
    Condition,
    /// A plan, service or bundle of the price list, by its id.
    Price,
    /// What others bill, by its id in the price list.
    Outside,
    /// A work of the citation library, by its id.
    Source,
    /// The same, or a whole address of the web.
    SourceOrWeb,
    /// A rule of `clinicsite check`.
    Rule,
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// A text with at least one sign that shows.
    Text,
    /// A text that may be empty.
    AnyText,
    /// Inline Markdown: a sentence or two with links, emphasis and citations.
    Markdown,
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// Degrees, from minus this number to it.
    Degrees(i32),
    /// More than 0, up to 100.
    Percent,
    /// From 0 to 1.
    Share,
    /// Money in the currency of the price list.
    Amount,
    /// Money, or a range of it: `{ from, to }`, `{ from }`, "1400 to 2100".
    Amounts,
    /// A whole number, or a range: `{ from, to }`, "2 to 3".
    Count,
    /// A day.
    Day,
    /// A day, or a moment of it.
    Moment,
    /// A day with a time.
    Instant,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The id of an entry: letters and digits in lower case, with single hyphens between.
    Id,
    /// The last part of an address.
    Slug,
    /// A language tag.
    Language,
    /// A currency's code.
    Currency,
    /// An offset from UTC.
    Offset,
    /// A time zone of the IANA database.
    Zone,
    /// A whole address of the web.
    Web,
    /// A whole address of the web, or a `mailto:` link.
    WebOrMail,
    /// An address of the site, or a whole one of the web.
    Destination,
    /// An address of the site, that is to lead to the page.
    SitePath,
    /// The path of a picture.
    Picture,
    /// The name of a host.
    Host,
    /// An address of mail.
    Mail,
    /// A telephone number.
    Phone,
    /// A country's code.
    Country,
    /// A National Provider Identifier.
    Npi,
    /// A Digital Object Identifier.
    Doi,
    /// An id of PubMed.
    Pmid,
    /// An id of PubMed Central.
    Pmcid,
    /// Opening hours.
    Hours,
    /// A colour, `#` and hexadecimal digits, or the name of an option that is one.
    Color,
    /// A colour of one scheme: as it is, by the words of an option, or how it is made from one.
    Shade,
    /// A list of these.
    List(&'static Shape),
    /// A table.
    Table(&'static Schema),
    /// A table that may also hold tables under names of the writer's own: its keys, and theirs.
    OpenTable(&'static Schema, &'static Schema),
    /// A list of tables.
    Tables(&'static Schema),
    /// A table whose keys are the writer's own: what they are, and what each holds.
    Map(&'static str, &'static Shape),
    /// Whatever TOML has.
    Any,
}

/// `{ from = 1400, to = 2100 }`.
static AMOUNTS: Schema = Schema {
    what: "a range",
    parts: &[&[
        key("from", Shape::Amount, "The least").like("1400").required(),
        key("to", Shape::Amount, "The most; without it the range is open").like("2100"),
    ]],
};

/// `{ from = 2, to = 3 }`.
static COUNTS: Schema = Schema {
    what: "a range",
    parts: &[&[
        key("from", Shape::Whole(0, MOST_COUNT), "The least").like("2").required(),
        key("to", Shape::Whole(0, MOST_COUNT), "The most").like("3").required(),
    ]],
};

/// The most that can be counted.
pub(crate) const MOST_COUNT: i64 = 100_000;

static FREE: Schema = Schema::free("a table of your own keys");

impl Shape {
    /// Whether it is written as a text in quotes.
    pub(crate) fn is_text(self) -> bool {
        use Shape::*;
        match self {
            Text | AnyText | Markdown | Choice(_) | Id | Slug | Language | Currency | Offset | Zone | Web
            | WebOrMail | Destination | SitePath | Picture | Host | Mail | Phone | Country | Npi | Doi
            | Pmid | Pmcid | Hours | Color => true,
            Flag | Whole(..) | Degrees(_) | Percent | Share | Shade | Amount | Amounts | Count | Day
            | Moment | Instant | List(_) | Table(_) | OpenTable(..) | Tables(_) | Map(..) | Any => false,
        }
    }

    /// Whether a text of it may be empty; what cannot be used then is told by its own check.
    pub(crate) fn may_be_empty(self) -> bool {
        matches!(self, Shape::AnyText | Shape::Choice(_))
    }

    /// The keys of a table of this shape.
    pub(crate) fn schema(self) -> Option<&'static Schema> {
        match self {
            Shape::Table(schema) | Shape::OpenTable(schema, _) | Shape::Tables(schema) => Some(schema),
            Shape::Amounts => Some(&AMOUNTS),
            Shape::Count => Some(&COUNTS),
            Shape::Map(..) => Some(&FREE),
            _ => None,
        }
    }

    /// Whether both are of one form, whatever it is of.
    pub(crate) fn is_like(self, other: Shape) -> bool {
        match (self, other) {
            (Shape::List(one), Shape::List(other)) => one.is_like(*other),
            _ => std::mem::discriminant(&self) == std::mem::discriminant(&other),
        }
    }
}

/// A key with its shape and what it is for.
pub(crate) const fn key(name: &'static str, shape: Shape, help: &'static str) -> Key {
    Key {
        name,
        shape,
        sample: "",
        help,
        need: Need::Optional,
        words: false,
        refers_to: None,
        tells: None,
        unit: None,
        default: None,
        desk: false,
    }
}

impl Key {
    /// A value of it, as TOML.
    pub(crate) const fn like(self, sample: &'static str) -> Key {
        Key { sample, ..self }
    }

    /// The key must be there.
    pub(crate) const fn required(self) -> Key {
        Key { need: Need::Required, ..self }
    }

    /// The key must be there by a rule of its own; `help` says what to write.
    pub(crate) const fn required_by(self, rule: Rule, help: &'static str) -> Key {
        Key { need: Need::By(rule, help), ..self }
    }

    /// The key must be there, unless the other one is.
    pub(crate) const fn required_unless(self, other: &'static str) -> Key {
        Key { need: Need::Unless(other), ..self }
    }

    /// The key must be there beside the other one, by a rule; `help` says what to write.
    pub(crate) const fn required_beside(self, other: &'static str, rule: Rule, help: &'static str) -> Key {
        Key { need: Need::Beside(other, rule, help), ..self }
    }

    /// The key stands in the short example.
    pub(crate) const fn usual(self) -> Key {
        Key { need: Need::Usual, ..self }
    }

    /// The key is one of a later version.
    pub(crate) const fn later(self) -> Key {
        Key { need: Need::Later, ..self }
    }

    /// Its plain text is prose.
    pub(crate) const fn words(self) -> Key {
        Key { words: true, ..self }
    }

    /// It names something.
    pub(crate) const fn names(self, what: Reference) -> Key {
        Key { refers_to: Some(what), ..self }
    }

    /// Its day tells of something that has happened.
    pub(crate) const fn tells(self, of: Tells) -> Key {
        Key { tells: Some(of), ..self }
    }

    /// What its number counts.
    pub(crate) const fn unit(self, unit: &'static str) -> Key {
        Key { unit: Some(unit), ..self }
    }

    /// What holds without it.
    pub(crate) const fn or(self, default: &'static str) -> Key {
        Key { default: Some(default), ..self }
    }

    /// A front desk changes it.
    pub(crate) const fn desk(self) -> Key {
        Key { desk: true, ..self }
    }

    /// Whether a value of it says something. Editors of forms write every key, an empty one too: one that may be left out
    /// then counts as not written, unless no text is a text of it.
    pub(crate) fn is_written(&self, value: &DeValue<'_>) -> bool {
        let is_empty = match value {
            DeValue::String(text) => text.is_empty() && !matches!(self.shape, Shape::AnyText),
            DeValue::Array(items) => items.is_empty(),
            DeValue::Table(entries) => entries.is_empty(),
            _ => false,
        };
        matches!(self.need, Need::Required | Need::By(..)) || !is_empty
    }

    /// Whether it must be there, whatever else is; one that another may take the place of counts too.
    pub(crate) fn is_required(&self) -> bool {
        matches!(self.need, Need::Required | Need::By(..) | Need::Unless(_))
    }
}
