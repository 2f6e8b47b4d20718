//! The TOML reader: typed access to the keys of a table, with a problem at its place for each mistake.
//!
//! A [`Table`] is read by its schema: that says which keys there are, what each holds and which must be there.
//! [`Table::finish`] reports all others, with a proposal, and those that are missing. In a debug build a key that the schema
//! does not have, that is asked for in another shape, or that no reader asks for, ends the program: any test names it.

pub(crate) mod dates;
mod finish;
mod moment;
mod parse;
mod range;
mod slips;
mod typed;
mod unknown;
mod usual;
mod version;
mod wholes;

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use crate::problem::{Place, Problems, Rule};
use crate::schema::{Key, MOST_COUNT, Reference, Schema, Shape, Tells, Word};
use crate::source::Source;
use crate::text_map::TextMap;
pub(crate) use moment::{Moment, Timed};
pub(crate) use parse::parse;
pub(crate) use range::WrittenRange;
pub(crate) use slips::quoted;

/// Whether readers are held to the tables of keys: in unit tests, optimized or not, and in builds for trying things.
const HELD: bool = cfg!(any(test, debug_assertions));

/// A value with its byte range in the file.
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

    /// The source map of the text.
    pub fn map(&self, source: &Source) -> TextMap {
        let literal = source.text.get(self.span.clone()).unwrap_or_default();
        TextMap::toml_string(literal, self.span.start)
    }
}

/// The name of something that stands elsewhere, as a key has it.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// What it is the name of.
    pub(crate) what: Reference,
    /// The name.
    pub(crate) text: At<String>,
}

/// A day that tells of something that has happened.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// Its key.
    pub(crate) key: &'static str,
    /// Of what it tells.
    pub(crate) of: Tells,
    /// The day.
    pub(crate) day: At<Date>,
}

/// One table of a TOML file, while it is read.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    source: &'a Arc<Source>,
    base: usize,
    /// The sections of the file that do not parse.
    broken: &'a parse::Broken,
    entries: &'a DeTable<'a>,
    schema: &'static Schema,
    span: Range<usize>,
    /// Which keys of the schema were asked for, as bits.
    asked: Cell<u64>,
    /// All tables of the file that were read.
    tables: &'a unknown::Tables,
    /// All that keys of the file name.
    names: &'a RefCell<Vec<Named>>,
    /// All moments in it that have a time.
    timed: &'a RefCell<Vec<Timed>>,
    /// What a table under a name of the writer's own holds, where there may be such.
    own: Option<&'static Schema>,
    /// All days of the file that tell of what has happened.
    told: &'a RefCell<Vec<Told>>,
    is_root: bool,
    /// Problems found in this table so far; [`Table::finish`] hands them on.
    pub problems: Problems,
}

/// A value of either form.
#[derive(Debug)]
pub(crate) enum TextOrTable<'a> {
    /// A text.
    Text(At<String>),
    /// A table.
    Table(Table<'a>),
}

impl<'a> Table<'a> {
    fn within(&self, entries: &'a DeTable<'a>, span: Range<usize>, schema: &'static Schema) -> Self {
        let Table { source, base, broken, tables, names, timed, told, .. } = *self;
        let (asked, problems) = (Cell::default(), Problems::default());
        let (span, is_root, own) = (self.shift(span), false, None);
        Table {
            source,
            base,
            broken,
            entries,
            schema,
            span,
            asked,
            tables,
            names,
            timed,
            own,
            told,
            is_root,
            problems,
        }
    }

    /// The key of this name, which must be one of the schema, in a shape that the caller takes.
    fn key(&self, name: &str, takes: impl Fn(Shape) -> bool) -> Option<&'static Key> {
        let at = self.schema.keys().position(|key| key.name == name);
        assert!(!HELD || at.is_some(), "{} has no key `{name}`", self.schema.what);
        self.asked.set(self.asked.get() | 1 << at?);
        let key = self.schema.key(name)?;
        assert!(!HELD || takes(key.shape), "`{name}` of {} is {:?}", self.schema.what, key.shape);
        Some(key)
    }

    /// The file.
    pub(crate) fn source(&self) -> &'a Arc<Source> {
        self.source
    }

    /// Where the table stands.
    pub(crate) fn place(&self) -> Place {
        Place::new(self.source, self.span.clone())
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.base..span.end + self.base
    }

    /// The value of a key, whatever it is, with its span.
    pub(crate) fn raw(&self, key: &str) -> Option<(&'a DeValue<'a>, Range<usize>)> {
        self.value(self.key(key, |_| true)?)
    }

    fn value(&self, key: &Key) -> Option<(&'a DeValue<'a>, Range<usize>)> {
        let value = self.entries.get(key.name)?;
        key.is_written(value.get_ref()).then(|| (value.get_ref(), self.shift(value.span())))
    }

    /// The value of a key in a shape that the caller takes.
    fn shaped(
        &self,
        name: &str,
        takes: impl Fn(Shape) -> bool,
    ) -> Option<(&'static Key, &'a DeValue<'a>, Range<usize>)> {
        let key = self.key(name, takes)?;
        let (value, span) = self.value(key)?;
        Some((key, value, span))
    }

    /// Whether the key stands in the table, with something in it.
    pub(crate) fn has(&self, key: &str) -> bool {
        let written = |value: &DeValue<'_>| self.schema.key(key).is_none_or(|key| key.is_written(value));
        self.entries.get(key).is_some_and(|value| written(value.get_ref()))
    }

    /// Where a key stands, or the table if it does not.
    pub(crate) fn key_place(&self, key: &str) -> Place {
        let span = self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(name, _)| name.span());
        span.map_or_else(|| self.place(), |span| Place::new(self.source, self.shift(span)))
    }

    /// Reports that a value has the wrong type.
    pub(crate) fn wrong_type(&mut self, key: &str, span: Range<usize>, wanted: &str) {
        let place = Place::new(self.source, span);
        self.problems.report(Rule::WrongType, place, format!("`{key}` wants {wanted}"));
    }

    /// Reports a value of another type than the key has, with the value as that type has it.
    fn mistyped(&mut self, key: &Key, span: Range<usize>, wanted: typed::ExpectedType) {
        let typed = self.source.text.get(span.clone()).unwrap_or_default();
        let help = wanted.help(key, typed);
        let place = Place::new(self.source, span);
        let name = key.name;
        self.problems.report(Rule::WrongType, place, format!("`{name}` wants {}", wanted.words())).help(help);
    }

    /// A text of whatever shape, trimmed of nothing; with at least one sign that shows, unless its shape says otherwise.
    pub(crate) fn text(&mut self, key: &str) -> Option<At<String>> {
        self.text_that(key, Shape::is_text)
    }

    /// Notes what a key names.
    fn note(&self, key: &Key, text: &At<String>) {
        if let Some(what) = key.refers_to {
            self.names.borrow_mut().push(Named { what, text: text.clone() });
        }
    }

    /// A text of this shape.
    pub(crate) fn text_of(&mut self, key: &str, shape: Shape) -> Option<At<String>> {
        self.text_that(key, |found| found.is_like(shape))
    }

    fn text_that(&mut self, key: &str, takes: impl Fn(Shape) -> bool) -> Option<At<String>> {
        let (key, value, span) = self.shaped(key, takes)?;
        let DeValue::String(text) = value else {
            self.mistyped(key, span, typed::ExpectedType::Text);
            return None;
        };
        let value = self.without_unseen(text, &span);
        let text = At { value, span };
        self.note(key, &text);
        if !key.shape.may_be_empty() && crate::unseen::is_blank(&text.value) {
            let place = text.place(self.source);
            self.problems
                .report(Rule::BadValue, place, format!("`{}` is empty", key.name))
                .help("write it, or take the line out");
            return None;
        }
        Some(text)
    }

    /// What an escape writes can be unseen too; what stands as it is was told when the file was read.
    fn without_unseen(&mut self, text: &str, span: &Range<usize>) -> String {
        let (clean, found) = crate::unseen::remove(text.to_owned());
        if let Some(one) = found.first() {
            one.report(Place::new(self.source, span.clone()), &mut self.problems);
        }
        clean
    }

    /// The first line of the table, where something that is missing is reported.
    fn head(&self) -> Place {
        let text = &self.source.text;
        let start = self.span.start.min(text.len());
        let end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| start + at);
        Place::new(self.source, start..end.min(self.span.end.max(start)).max(start))
    }

    /// One of a few words.
    pub(crate) fn choice<T: Word>(&mut self, key: &str) -> Option<T> {
        self.choice_at(key).map(|word| word.value)
    }

    /// One of a few words, with its place.
    pub(crate) fn choice_at<T: Word>(&mut self, key: &str) -> Option<At<T>> {
        let takes = |shape| matches!(shape, Shape::Choice(words) if words == T::WORDS);
        let text = self.text_that(key, takes)?;
        let found = T::WORDS.iter().position(|word| *word == text.value);
        if found.is_none() {
            let place = text.place(self.source);
            self.problems
                .report(Rule::BadValue, place, format!("`{key}` cannot be `{}`", text.value))
                .help(format!("write one of: {}", T::WORDS.join(", ")))
                .label("not one of the words that it takes");
        }
        let value = *T::ALL.get(found?)?;
        Some(At { value, span: text.span })
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, key: &str) -> Option<bool> {
        self.flag_at(key).map(|flag| flag.value)
    }

    /// `true` or `false`, with its place.
    pub(crate) fn flag_at(&mut self, key: &str) -> Option<At<bool>> {
        let (key, value, span) = self.shaped(key, |shape| matches!(shape, Shape::Flag))?;
        let DeValue::Boolean(flag) = value else {
            self.mistyped(key, span, typed::ExpectedType::Flag);
            return None;
        };
        Some(At { value: *flag, span })
    }

    /// A whole number in the range of its shape.
    pub(crate) fn whole(&mut self, key: &str) -> Option<At<i64>> {
        let takes = |shape| matches!(shape, Shape::Whole(..) | Shape::Count);
        let (key, value, span) = self.shaped(key, takes)?;
        let (least, most) = match key.shape {
            Shape::Whole(least, most) => (least, most),
            _ => (0, MOST_COUNT),
        };
        let number = match value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            // A field of a form that takes a range too writes a text.
            DeValue::String(text) if matches!(key.shape, Shape::Count) => text.trim().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) if (least..=most).contains(&number) => Some(At { value: number, span }),
            Some(_) => {
                let place = Place::new(self.source, span);
                let said = format!("`{}` wants a whole number from {least} to {most}", key.name);
                let nearest = number.map_or(least, |number| number.clamp(least, most));
                let help = format!("write it in this range: {} = {nearest}", key.name);
                self.problems.report(Rule::BadValue, place, said).help(help);
                None
            }
            None => {
                self.mistyped(key, span, typed::ExpectedType::Whole);
                None
            }
        }
    }

    /// A number as it was typed, checked against a range only by the caller.
    pub(crate) fn number(&mut self, key: &str) -> Option<At<String>> {
        let takes =
            |shape| matches!(shape, Shape::Degrees(_) | Shape::Percent | Shape::Share | Shape::Amount);
        let (key, value, span) = self.shaped(key, takes)?;
        let text = match value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            DeValue::String(text) if matches!(key.shape, Shape::Amount) => text,
            _ => {
                self.mistyped(key, span, typed::ExpectedType::Number);
                return None;
            }
        };
        Some(At { value: text.to_owned(), span })
    }

    /// A list of texts; items of another type are reported one by one.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<At<String>> {
        self.texts_that(key, |shape| matches!(shape, Shape::List(item) if item.is_text()))
    }

    /// A list of texts of this shape.
    pub(crate) fn texts_of(&mut self, key: &str, shape: Shape) -> Vec<At<String>> {
        self.texts_that(key, |found| matches!(found, Shape::List(item) if item.is_like(shape)))
    }

    fn texts_that(&mut self, key: &str, takes: impl Fn(Shape) -> bool) -> Vec<At<String>> {
        let Some((key, value, span)) = self.shaped(key, takes) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            self.mistyped(key, span, typed::ExpectedType::Texts);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let span = self.shift(item.span());
            match item.get_ref() {
                DeValue::String(text) if crate::unseen::is_blank(text) => {
                    let place = Place::new(self.source, span);
                    self.problems
                        .report(Rule::BadValue, place, format!("an item of `{}` is empty", key.name))
                        .help("write it, or take it out");
                }
                DeValue::String(text) => {
                    let value = self.without_unseen(text, &span);
                    let text = At { value, span };
                    self.note(key, &text);
                    texts.push(text);
                }
                _ => self.mistyped(key, span, typed::ExpectedType::Item),
            }
        }
        texts
    }

    /// A table below a key.
    pub(crate) fn table(&mut self, key: &str) -> Option<Table<'a>> {
        let takes = |shape: Shape| !matches!(shape, Shape::Tables(_)) && shape.schema().is_some();
        let (key, value, span) = self.shaped(key, takes)?;
        let DeValue::Table(entries) = value else {
            self.mistyped(key, span, typed::ExpectedType::Table);
            return None;
        };
        let span = span.start - self.base..span.end - self.base;
        Some(self.within(entries, span, key.shape.schema()?))
    }

    /// A colour of one scheme: a text, or a table whose schema goes by what else is said of the colour.
    pub(crate) fn text_or_table(&mut self, key: &str, schema: &'static Schema) -> Option<TextOrTable<'a>> {
        let (key, value, span) = self.shaped(key, |shape| matches!(shape, Shape::Shade))?;
        match value {
            DeValue::String(text) => {
                Some(TextOrTable::Text(At { value: self.without_unseen(text, &span), span }))
            }
            DeValue::Table(entries) => {
                let span = span.start - self.base..span.end - self.base;
                Some(TextOrTable::Table(self.within(entries, span, schema)))
            }
            _ => {
                self.mistyped(key, span, typed::ExpectedType::Text);
                None
            }
        }
    }

    /// A list of tables, `[[key]]` or `key = [{ … }]`.
    pub(crate) fn tables(&mut self, key: &str) -> Vec<Table<'a>> {
        let found = self.shaped(key, |shape| matches!(shape, Shape::Tables(_)));
        let Some((key, value, span)) = found else { return Vec::new() };
        let DeValue::Array(items) = value else {
            self.mistyped(key, span, typed::ExpectedType::Tables);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match (item.get_ref(), key.shape.schema()) {
                (DeValue::Table(entries), Some(schema)) => {
                    tables.push(self.within(entries, item.span(), schema));
                }
                _ => {
                    let span = self.shift(item.span());
                    self.mistyped(key, span, typed::ExpectedType::Tables);
                }
            }
        }
        tables
    }

    /// The tables below free names, `[key.NAME]`, in the order of the file.
    pub(crate) fn named_tables(&mut self, key: &str) -> Vec<(At<&'a str>, Table<'a>)> {
        let found = self.key(key, |shape| matches!(shape, Shape::Map(_, Shape::Table(_))));
        let Some(Shape::Map(_, Shape::Table(schema))) = found.map(|key| key.shape) else { return Vec::new() };
        let Some(names) = self.table(key) else { return Vec::new() };
        let mut tables = Vec::new();
        for (name, value, span) in names.entries() {
            match value {
                DeValue::Table(entries) => {
                    let span = span.start - self.base..span.end - self.base;
                    tables.push((name, self.within(entries, span, schema)));
                }
                _ => {
                    let (place, name) = (Place::new(self.source, span), name.value);
                    self.problems
                        .report(Rule::WrongType, place, format!("`{name}` wants a table"))
                        .help(format!("write it in this form: {name} = {}", schema.example()));
                }
            }
        }
        tables
    }

    /// The tables under names that the schema does not have, which are the writer's own, in the order of the file.
    pub(crate) fn own_tables(&mut self, schema: &'static Schema) -> Vec<(At<&'a str>, Table<'a>)> {
        self.own = Some(schema);
        let mut tables = Vec::new();
        for (name, value, span) in self.entries().filter(|(name, ..)| self.schema.key(name.value).is_none()) {
            if let DeValue::Table(entries) = value {
                let span = span.start - self.base..span.end - self.base;
                tables.push((name, self.within(entries, span, schema)));
            }
        }
        tables
    }

    /// All entries of a table with free keys, in the order of the file.
    pub(crate) fn entries(
        &self,
    ) -> impl Iterator<Item = (At<&'a str>, &'a DeValue<'a>, Range<usize>)> + use<'a> {
        let base = self.base;
        let shift = move |span: Range<usize>| span.start + base..span.end + base;
        self.entries.iter().map(move |(key, value)| {
            let name = At { value: key.get_ref().as_ref(), span: shift(key.span()) };
            (name, value.get_ref(), shift(value.span()))
        })
    }
}
