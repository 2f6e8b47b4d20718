//! Reading TOML that a person wrote: each key asked for by name and type, every mistake reported with its place.
//!
//! A [`Table`] remembers which keys it was asked for; [`Table::finish`] reports all others, with a proposal. It
//! knows nothing of clinics.

pub(crate) mod dates;
mod moment;
mod parse;
mod slips;
mod typed;
mod unknown;
mod usual;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use toml::de::{DeTable, DeValue};

use crate::problem::{Place, Problems, Rule};
use crate::source::Source;
use crate::text_map::TextMap;
pub use moment::Moment;
pub(crate) use moment::day_begins;
pub use parse::{Parsed, parse};
use unknown::Unknown;

/// A value with the bytes of the file that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Bytes in the file.
    pub span: Range<usize>,
}

impl<T> At<T> {
    /// The place of the value in its file.
    pub fn place(&self, source: &Arc<Source>) -> Place {
        Place::new(source, self.span.clone())
    }
}

impl At<String> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Where each byte of the text stands in its file.
    pub fn map(&self, source: &Source) -> TextMap {
        let literal = source.text.get(self.span.clone()).unwrap_or_default();
        TextMap::toml_string(literal, self.span.start)
    }
}

/// One table of a TOML file, while it is read.
#[derive(Debug)]
pub struct Table<'a> {
    source: &'a Arc<Source>,
    base: usize,
    /// The sections of the file that do not parse.
    broken: &'a parse::Broken,
    entries: &'a DeTable<'a>,
    what: &'static str,
    span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
    /// What was asked of all tables of the file.
    keys: &'a unknown::Keys,
    is_root: bool,
    missing: Vec<Missing>,
    /// Problems found in this table so far; [`Table::finish`] hands them on.
    pub problems: Problems,
}

/// A key that is not there.
#[derive(Debug)]
struct Missing {
    key: &'static str,
    rule: Rule,
    help: String,
}

impl<'a> Table<'a> {
    fn within(&self, entries: &'a DeTable<'a>, span: Range<usize>, what: &'static str) -> Self {
        let Table { source, base, broken, keys, .. } = *self;
        let (asked, problems) = (RefCell::default(), Problems::default());
        let (span, is_root, missing) = (self.shift(span), false, Vec::new());
        Table { source, base, broken, entries, what, span, asked, keys, is_root, missing, problems }
    }

    /// The file.
    pub fn source(&self) -> &'a Arc<Source> {
        self.source
    }

    /// Where the table stands.
    pub fn place(&self) -> Place {
        Place::new(self.source, self.span.clone())
    }

    /// Bytes of the table in its file.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.base..span.end + self.base
    }

    /// The value of a key, whatever it is, with its span.
    pub fn raw(&self, key: &'static str) -> Option<(&'a DeValue<'a>, Range<usize>)> {
        self.asked.borrow_mut().push(key);
        let value = self.entries.get(key)?;
        Some((value.get_ref(), self.shift(value.span())))
    }

    /// Whether the key stands in the table.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Where a key stands, or the table if it does not.
    pub fn key_place(&self, key: &str) -> Place {
        let span = self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(name, _)| name.span());
        span.map_or_else(|| self.place(), |span| Place::new(self.source, self.shift(span)))
    }

    /// Reports that a value has the wrong type.
    pub fn wrong_type(&mut self, key: &str, span: Range<usize>, wanted: &str) {
        let place = Place::new(self.source, span);
        self.problems.report(Rule::WrongType, place, format!("`{key}` wants {wanted}"));
    }

    /// Reports a value of another type than the key has, with the value as that type has it.
    fn mistyped(&mut self, key: &str, span: Range<usize>, wanted: typed::Wanted) {
        let typed = self.source.text.get(span.clone()).unwrap_or_default();
        let help = wanted.help(key, typed);
        let place = Place::new(self.source, span);
        self.problems.report(Rule::WrongType, place, format!("`{key}` wants {}", wanted.words())).help(help);
    }

    /// A text, trimmed of nothing.
    pub fn text(&mut self, key: &'static str) -> Option<At<String>> {
        let (value, span) = self.raw(key)?;
        let DeValue::String(text) = value else {
            self.mistyped(key, span, typed::Wanted::Text);
            return None;
        };
        let value = self.without_unseen(text, &span);
        Some(At { value, span })
    }

    /// What an escape writes can be unseen too; what stands as it is was told when the file was read.
    fn without_unseen(&mut self, text: &str, span: &Range<usize>) -> String {
        let (clean, found) = crate::unseen::without(text.to_owned());
        if let Some(one) = found.first() {
            one.report(Place::new(self.source, span.clone()), &mut self.problems);
        }
        clean
    }

    /// A text with at least one sign that shows.
    pub fn filled_text(&mut self, key: &'static str) -> Option<At<String>> {
        let text = self.text(key)?;
        if crate::unseen::is_blank(&text.value) {
            let place = text.place(self.source);
            self.problems
                .report(Rule::BadValue, place, format!("`{key}` is empty"))
                .help("write it, or take the line out");
            return None;
        }
        Some(text)
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str) -> Option<At<String>> {
        self.require(key);
        self.filled_text(key)
    }

    /// Reports a key that is not there. True if it is.
    pub fn require(&mut self, key: &'static str) -> bool {
        self.require_for(key, Rule::MissingKey, format!("write it: {}", typed::example(key)))
    }

    /// Reports a key that is not there by a rule of its own. True if it is.
    pub fn require_for(&mut self, key: &'static str, rule: Rule, help: impl Into<String>) -> bool {
        let there = self.has(key);
        if !there {
            self.asked.borrow_mut().push(key);
            self.missing.push(Missing { key, rule, help: help.into() });
        }
        there
    }

    /// The first line of the table, where something that is missing is reported.
    fn head(&self) -> Place {
        let text = &self.source.text;
        let start = self.span.start.min(text.len());
        let end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| start + at);
        Place::new(self.source, start..end.min(self.span.end.max(start)).max(start))
    }

    /// One of a few words.
    pub fn choice(&mut self, key: &'static str, choices: &[&'static str]) -> Option<&'static str> {
        let text = self.text(key)?;
        let found = choices.iter().find(|choice| **choice == text.value).copied();
        if found.is_none() {
            let place = text.place(self.source);
            self.problems
                .report(Rule::BadValue, place, format!("`{key}` cannot be `{}`", text.value))
                .help(format!("write one of: {}", choices.join(", ")))
                .label("not one of the words that it takes");
        }
        found
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let (value, span) = self.raw(key)?;
        let DeValue::Boolean(flag) = value else {
            self.mistyped(key, span, typed::Wanted::Flag);
            return None;
        };
        Some(*flag)
    }

    /// A whole number from `least` to `most`.
    pub fn whole(&mut self, key: &'static str, least: i64, most: i64) -> Option<At<i64>> {
        let (value, span) = self.raw(key)?;
        let number = match value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        match number {
            Some(number) if (least..=most).contains(&number) => Some(At { value: number, span }),
            Some(_) => {
                let place = Place::new(self.source, span);
                let said = format!("`{key}` wants a whole number from {least} to {most}");
                self.problems.report(Rule::BadValue, place, said);
                None
            }
            None => {
                self.mistyped(key, span, typed::Wanted::Whole);
                None
            }
        }
    }

    /// A number as it was typed, checked against a range only by the caller.
    pub fn number(&mut self, key: &'static str) -> Option<At<String>> {
        let (value, span) = self.raw(key)?;
        let text = match value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => {
                self.mistyped(key, span, typed::Wanted::Number);
                return None;
            }
        };
        Some(At { value: text.to_owned(), span })
    }

    /// A day, or an instant with an offset.
    pub fn moment(&mut self, key: &'static str) -> Option<At<Moment>> {
        let (value, span) = self.raw(key)?;
        let place = Place::new(self.source, span.clone());
        let DeValue::Datetime(datetime) = value else {
            let readings = match value {
                DeValue::String(text) => dates::readings(text),
                DeValue::Integer(number) => dates::readings(number.as_str()),
                _ => Vec::new(),
            };
            let help = match readings.as_slice() {
                [] => "write a date such as 2026-05-04".to_owned(),
                [one] => format!("write the date without quotes: {one}"),
                all => format!("write the date without quotes, year first: {}", all.join(" or ")),
            };
            self.problems.report(Rule::BadDate, place, format!("`{key}` wants a date")).help(help);
            return None;
        };
        let Some(date) = datetime.date else {
            self.problems
                .report(Rule::BadDate, place, format!("`{key}` wants a date, not a time of day"))
                .help("write a date such as 2026-05-04");
            return None;
        };
        let day = Date::new(date.year as i16, date.month as i8, date.day as i8).ok();
        let instant = match (datetime.time, datetime.offset) {
            (None, _) => None,
            (Some(_), None) => {
                self.problems
                    .report(Rule::BadDate, place, format!("`{key}` is neither a date nor an instant"))
                    .label("a time without an offset")
                    .help("write the date alone, or add an offset: 2026-05-04T18:00:00-05:00");
                return None;
            }
            (Some(_), Some(offset)) => {
                let minutes = match offset {
                    toml::value::Offset::Z => 0,
                    toml::value::Offset::Custom { minutes } => minutes,
                };
                let offset = Offset::from_seconds(i32::from(minutes) * 60).ok();
                datetime.to_string().parse::<Timestamp>().ok().zip(offset)
            }
        };
        match day {
            Some(day) if datetime.time.is_none() || instant.is_some() => {
                Some(At { value: Moment { day, instant }, span })
            }
            _ => {
                self.problems.report(Rule::BadDate, place, format!("`{key}` is no day of the calendar"));
                None
            }
        }
    }

    /// A day without a time.
    pub fn day(&mut self, key: &'static str) -> Option<At<Date>> {
        let moment = self.moment(key)?;
        if moment.value.instant.is_some() {
            let place = moment.place(self.source);
            self.problems
                .report(Rule::BadDate, place, format!("`{key}` wants a date without a time"))
                .help(format!("write {}", moment.value.day));
            return None;
        }
        Some(At { value: moment.value.day, span: moment.span })
    }

    /// A list of texts; items of another type are reported one by one.
    pub fn texts(&mut self, key: &'static str) -> Vec<At<String>> {
        let Some((value, span)) = self.raw(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            self.mistyped(key, span, typed::Wanted::Texts);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let span = self.shift(item.span());
            match item.get_ref() {
                DeValue::String(text) if crate::unseen::is_blank(text) => {
                    let place = Place::new(self.source, span);
                    self.problems
                        .report(Rule::BadValue, place, format!("an item of `{key}` is empty"))
                        .help("write it, or take it out");
                }
                DeValue::String(text) => {
                    let value = self.without_unseen(text, &span);
                    texts.push(At { value, span });
                }
                _ => self.mistyped(key, span, typed::Wanted::Item),
            }
        }
        texts
    }

    /// A table below a key.
    pub fn table(&mut self, key: &'static str, what: &'static str) -> Option<Table<'a>> {
        let (value, span) = self.raw(key)?;
        let DeValue::Table(entries) = value else {
            self.mistyped(key, span, typed::Wanted::Table);
            return None;
        };
        let span = span.start - self.base..span.end - self.base;
        Some(self.within(entries, span, what))
    }

    /// A list of tables, `[[key]]` or `key = [{ … }]`.
    pub fn tables(&mut self, key: &'static str, what: &'static str) -> Vec<Table<'a>> {
        let Some((value, span)) = self.raw(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            self.mistyped(key, span, typed::Wanted::Tables);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(entries) => {
                    tables.push(self.within(entries, item.span(), what));
                }
                _ => {
                    let span = self.shift(item.span());
                    self.mistyped(key, span, typed::Wanted::Tables);
                }
            }
        }
        tables
    }

    /// The tables below free names, `[key.NAME]`, in the order of the file.
    pub(crate) fn named_tables(&mut self, what: &'static str) -> Vec<(At<&'a str>, Table<'a>)> {
        let mut tables = Vec::new();
        for (name, value, span) in self.entries() {
            match value {
                DeValue::Table(entries) => {
                    let span = span.start - self.base..span.end - self.base;
                    tables.push((name, self.within(entries, span, what)));
                }
                _ => self.mistyped(name.value, span, typed::Wanted::Table),
            }
        }
        tables
    }

    /// All entries of a table with free keys, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (At<&'a str>, &'a DeValue<'a>, Range<usize>)> + use<'a> {
        let base = self.base;
        let shift = move |span: Range<usize>| span.start + base..span.end + base;
        self.entries.iter().map(move |(key, value)| {
            let name = At { value: key.get_ref().as_ref(), span: shift(key.span()) };
            (name, value.get_ref(), shift(value.span()))
        })
    }

    /// Hands on the problems, without looking for unknown keys: a table whose keys are free.
    pub fn finish_free(self, problems: &mut Problems) {
        self.hand_on(&[], problems);
    }

    /// Reports the keys that nobody asked for, and hands on all problems.
    pub fn finish(mut self, problems: &mut Problems) {
        let mut keys = self.asked.take();
        keys.sort_unstable();
        keys.dedup();
        let strangers =
            self.entries.iter().filter(|(name, _)| keys.binary_search(&name.get_ref().as_ref()).is_err());
        let unknown: Vec<Unknown> = strangers
            .map(|(name, value)| Unknown {
                name: name.get_ref().to_string(),
                span: self.shift(name.span()),
                value: self.shift(value.span()),
            })
            .collect();
        // What stands there under another name is not missing.
        let meant: Vec<_> = unknown.iter().filter_map(|one| unknown::meant(&one.name, &keys)).collect();
        self.keys.note(self.what, self.span.clone(), keys, unknown);
        if self.is_root {
            self.keys.tell(self.source, &mut self.problems);
        }
        self.hand_on(&meant, problems);
    }

    /// Hands on the problems. Of a section that does not parse only that is told: what it lacks may stand in the line
    /// that could not be read.
    fn hand_on(mut self, meant: &[&str], problems: &mut Problems) {
        let (head, what, broken) = (self.head(), self.what, self.broken);
        for Missing { key, rule, help } in self.missing.into_iter().filter(|one| !meant.contains(&one.key)) {
            self.problems
                .report(rule, head.clone(), format!("{what} needs the key `{key}`"))
                .label(format!("`{key}` is missing"))
                .help(help);
        }
        self.problems
            .retain(|problem| problem.place.span.as_ref().is_none_or(|span| !broken.holds(span.start)));
        problems.extend(self.problems);
    }
}
