//! The error-tolerant TOML parser: each statement that does not parse is reported once, the rest is read.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::slips::{self, Cause};
use super::unknown::Tables;
use super::version;
use super::{At, Named, Table, Timed, Told};
use crate::problem::{Place, Problems, Rule};
use crate::schema::Schema;
use crate::source::Source;

/// The TOML in a byte range of a file.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    source: &'a Arc<Source>,
    base: usize,
    root: Spanned<DeTable<'a>>,
    broken: Broken,
    tables: Tables,
    names: RefCell<Vec<Named>>,
    timed: RefCell<Vec<Timed>>,
    told: RefCell<Vec<Told>>,
}

/// The sections of a file that do not parse, in order: what is said of them is said once they do.
#[derive(Debug, Default)]
pub(super) struct Broken(Vec<Range<usize>>);

impl Broken {
    /// Whether a byte of the file lies in one of them.
    pub(super) fn holds(&self, at: usize) -> bool {
        let before = self.0.partition_point(|section| section.start <= at);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|section| at < section.end)
    }
}

/// Parses TOML that stands in `range` of the file; each statement that does not parse is reported.
pub(crate) fn parse<'a>(source: &'a Arc<Source>, range: Range<usize>, problems: &mut Problems) -> Parsed<'a> {
    let base = range.start;
    let text = source.text.get(range.clone()).unwrap_or_default();
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut broken = Broken::default();
    let place = |span: Range<usize>| Place::new(source, span.start + base..span.end + base);
    if errors.is_empty() {
        for newer in version::newer(text) {
            problems
                .report(Rule::Toml11, place(newer.span), format!("{} is TOML 1.1", newer.message))
                .label("other programs that read this file know TOML 1.0")
                .help(newer.help);
        }
    } else {
        let found = slips::find(text, &errors);
        for slip in found.slips {
            let date = matches!(slip.cause, Some(Cause::Form(slips::Form::Date | slips::Form::NoDay)));
            let rule = if date { Rule::BadDate } else { Rule::Syntax };
            let problem = problems.report(rule, place(slip.span), slip.message);
            problem.help(slip.help);
            if let Some((span, words)) = slip.also {
                problem.also(place(span), words);
            }
        }
        let shift = |section: Range<usize>| section.start + base..section.end + base;
        broken.0 = found.broken.into_iter().map(shift).collect();
    }
    Parsed {
        source,
        base,
        root,
        broken,
        tables: Tables::default(),
        names: RefCell::default(),
        timed: RefCell::default(),
        told: RefCell::default(),
    }
}

impl Parsed<'_> {
    /// Whether all of it was understood.
    pub(crate) fn is_whole(&self) -> bool {
        self.broken.0.is_empty()
    }

    /// What the keys that were read name.
    pub(crate) fn names(&self) -> Vec<Named> {
        self.names.take()
    }

    /// The moments with a time among the keys that were read.
    pub(crate) fn timed(&self) -> Vec<Timed> {
        self.timed.take()
    }

    /// The days that were read and that tell of what has happened.
    pub(crate) fn told(&self) -> Vec<Told> {
        self.told.take()
    }

    /// Every text in it, with the key at the root that it stands below.
    pub(crate) fn texts(&self) -> Vec<(&str, At<String>)> {
        let mut found = Vec::new();
        for (key, value) in self.root.get_ref() {
            self.texts_of(key.get_ref(), value, &mut found);
        }
        found
    }

    fn texts_of<'t>(
        &self,
        key: &'t str,
        value: &Spanned<DeValue<'_>>,
        found: &mut Vec<(&'t str, At<String>)>,
    ) {
        match value.get_ref() {
            DeValue::String(text) => {
                let span = value.span().start + self.base..value.span().end + self.base;
                found.push((key, At { value: text.clone().into_owned(), span }));
            }
            DeValue::Array(items) => items.iter().for_each(|item| self.texts_of(key, item, found)),
            DeValue::Table(table) => table.iter().for_each(|(_, value)| self.texts_of(key, value, found)),
            _ => {}
        }
    }

    /// The words in it that are prose and no Markdown, with the names of their keys.
    pub(crate) fn words(&self, schema: &'static Schema) -> Vec<(&'static str, At<String>)> {
        let mut found = Vec::new();
        self.words_of(self.root.get_ref(), schema, &mut found);
        found
    }

    fn words_of(
        &self,
        table: &DeTable<'_>,
        schema: &'static Schema,
        found: &mut Vec<(&'static str, At<String>)>,
    ) {
        for (name, value) in table {
            let Some(key) = schema.key(name.get_ref()) else { continue };
            let mut tables = Vec::new();
            match (value.get_ref(), key.shape.schema()) {
                (DeValue::Table(table), Some(inner)) => tables.push((table, inner)),
                (DeValue::Array(items), Some(inner)) => {
                    tables.extend(items.iter().filter_map(|item| Some((item.get_ref().as_table()?, inner))));
                }
                _ if key.words => {
                    let mut texts = Vec::new();
                    self.texts_of(key.name, value, &mut texts);
                    found.extend(texts.into_iter().map(|(_, text)| (key.name, text)));
                }
                _ => {}
            }
            tables.into_iter().for_each(|(table, inner)| self.words_of(table, inner, found));
        }
    }

    /// The table at its root.
    pub(crate) fn table(&self, schema: &'static Schema) -> Table<'_> {
        let span = self.root.span();
        Table {
            source: self.source,
            base: self.base,
            broken: &self.broken,
            entries: self.root.get_ref(),
            schema,
            span: span.start + self.base..span.end + self.base,
            asked: Cell::default(),
            tables: &self.tables,
            names: &self.names,
            timed: &self.timed,
            own: None,
            told: &self.told,
            is_root: true,
            problems: Problems::default(),
        }
    }
}
