//! The report of unknown keys, made when the whole file was read, since only then it is known which table they belong to.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::usual::{self, Ours};
use crate::problem::{Place, Problems, Rule, nearest};
use crate::schema::{Heading, Key, Schema, Shape};
use crate::source::Source;

/// The tables of a file that were read.
#[derive(Debug, Default)]
pub(super) struct Tables(RefCell<Vec<Read>>);

/// A table that was read, with its unknown keys.
#[derive(Debug)]
struct Read {
    schema: &'static Schema,
    /// What a table under a name of the writer's own holds, where there may be such.
    own: Option<&'static Schema>,
    /// Bytes of the table in its file.
    span: Range<usize>,
    /// Keys that the schema does not have.
    unknown: Vec<Unknown>,
}

/// A key that the schema does not have: the name, and the bytes of name and value.
#[derive(Debug)]
pub(super) struct Unknown {
    pub(super) name: String,
    pub(super) span: Range<usize>,
    pub(super) value: Range<usize>,
}

/// The key of ours that somebody who wrote this one has most likely meant.
pub(super) fn meant(name: &str, keys: &[&'static str]) -> Option<&'static str> {
    match usual::ours(name, keys) {
        Some(Ours::Key(key) | Ours::List(key) | Ours::Like(key, _)) => Some(key),
        Some(Ours::In(..) | Ours::Note(_)) => None,
        None => nearest(name, keys.iter().copied())
            .and_then(|near| keys.iter().find(|key| **key == near).copied()),
    }
}

impl Tables {
    /// Notes a table that was read.
    pub(super) fn note(
        &self,
        schema: &'static Schema,
        own: Option<&'static Schema>,
        span: Range<usize>,
        unknown: Vec<Unknown>,
    ) {
        self.0.borrow_mut().push(Read { schema, own, span, unknown });
    }

    /// Tells every key that no schema has. The table at the root is the last that was read.
    pub(super) fn tell(&self, source: &Arc<Source>, problems: &mut Problems) {
        let tables = self.0.take();
        let Some(root) = tables.last().filter(|_| tables.iter().any(|table| !table.unknown.is_empty()))
        else {
            return;
        };
        let file = File {
            source,
            root,
            first: first_heading(source, root.span.start),
            headings: headings(source, &tables),
        };
        for table in &tables {
            for one in &table.unknown {
                let place = Place::new(source, one.span.clone());
                let (help, what) = (file.help(table, one), table.schema.what);
                problems
                    .report(Rule::UnknownKey, place, format!("unknown key `{}` in {what}", one.name))
                    .label(format!("not a key of {what}"))
                    .help(help);
            }
        }
    }
}

/// A file whose tables were all read.
struct File<'a> {
    source: &'a Source,
    root: &'a Read,
    /// Its first heading.
    first: Option<&'a str>,
    /// The heading below which a key belongs; none if it belongs below several.
    headings: BTreeMap<&'static str, Option<&'a str>>,
}

/// Every key that stands below headings, with the heading if it is one alone.
fn headings<'a>(source: &'a Source, tables: &[Read]) -> BTreeMap<&'static str, Option<&'a str>> {
    let mut headings: BTreeMap<&'static str, Option<&str>> = BTreeMap::new();
    for table in tables {
        let Some(heading) = heading(source, table.span.start) else { continue };
        for key in table.schema.keys() {
            let known = headings.entry(key.name).or_insert(Some(heading));
            *known = known.filter(|known| *known == heading);
        }
    }
    headings
}

impl File<'_> {
    fn help(&self, table: &Read, one: &Unknown) -> String {
        let value = self.source.text.get(one.value.clone()).unwrap_or_default();
        let keys = table.schema.names();
        let usual = usual::ours(&one.name, &keys);
        // `[[service]]`: a heading stays one.
        let before = self.source.text.get(..one.span.start).unwrap_or_default();
        let key = match usual {
            Some(Ours::Key(key) | Ours::List(key)) => Some(key),
            Some(_) => None,
            None => nearest(&one.name, keys.iter().copied()),
        };
        if let Some(help) = whole_heading(before, &table.schema.nested(&one.name)) {
            return help;
        }
        if let Some(key) = key.filter(|_| before.ends_with('[')) {
            return match before.ends_with("[[") {
                true => format!("write [[{key}]]"),
                false => format!("write [{key}]"),
            };
        }
        if let Some(ours) = usual.filter(|ours| !matches!(ours, Ours::Note(_))) {
            return write(ours, value);
        }
        if let Some(help) = self.above(table, one, value) {
            return help;
        }
        // What is known of a name counts for more than letters that are alike: `cost` is not `hosts`.
        let near = || nearest(&one.name, keys.iter().copied());
        if let Some(near) = usual.is_none().then(near).flatten() {
            return format!("did you mean `{near}`?");
        }
        if let Some(own) = table.own {
            let name = self.source.text.get(one.span.clone()).unwrap_or(&one.name);
            return format!("give it a title: {name} = {}", own_table(own, &one.name, value));
        }
        if let Some(Some(heading)) = self.headings.get(one.name.as_str()) {
            return format!("`{}` is a key of `{heading}`: write it below that heading", one.name);
        }
        if let Some(Ours::Note(note)) = usual {
            return note.to_owned();
        }
        format!("the keys of {} are: {}", table.schema.what, keys.join(", "))
    }

    /// A key of the whole file that stands below a heading, and so belongs to that.
    fn above(&self, table: &Read, one: &Unknown, value: &str) -> Option<String> {
        let own = heading(self.source, table.span.start).filter(|_| !std::ptr::eq(table, self.root))?;
        let ours = usual::ours(&one.name, &self.root.schema.names())
            .filter(|ours| !matches!(ours, Ours::Note(_)))?;
        let above = match self.first.filter(|first| *first != own) {
            Some(first) => format!("`{first}`, the first heading, and not below `{own}`"),
            None => format!("`{own}`"),
        };
        let key = match ours {
            Ours::Key(key) if key == one.name => format!("`{key}` is a key of {}", self.root.schema.what),
            ours => write(ours, value),
        };
        Some(format!("{key}: write it above {above}"))
    }
}

/// A table of the writer's own, with its name as the title and the value that stands there as the text.
fn own_table(own: &Schema, name: &str, value: &str) -> String {
    let is_line = value.starts_with('"') && value.lines().count() == 1;
    let spaced = name.replace('_', " ");
    let mut letters = spaced.chars();
    let capital = letters.next().into_iter().flat_map(char::to_uppercase);
    let title: String = capital.chain(letters).collect();
    let filled = |key: &Key| match key.shape {
        Shape::Text => format!("\"{title}\""),
        Shape::Markdown if is_line => value.to_owned(),
        _ => key.placeholder(),
    };
    let keys: Vec<_> = own.keys().map(|key| format!("{} = {}", key.name, filled(key))).collect();
    format!("{{ {} }}", keys.join(", "))
}

/// What to write for a heading that names a table of ours without the table around it: `[[options]]` below `[[services]]`.
/// Of several such tables the one around which stands nearest above is meant.
fn whole_heading(before: &str, nested: &[Heading]) -> Option<String> {
    if nested.is_empty() || !before.ends_with('[') {
        return None;
    }
    let names = before.lines().rev().filter_map(|line| line.trim_start().strip_prefix('['));
    let mut names = names.filter_map(|line| line.trim_start_matches('[').split(']').next());
    let near = names.find_map(|name| nested.iter().find(|one| one.above() == name));
    let all = || nested.iter().map(Heading::to_string).collect::<Vec<_>>().join(" or ");
    Some(format!("write the whole heading: {}", near.map_or_else(all, Heading::to_string)))
}

/// What to write in place of a usual name, made of the value that stands there.
fn write(ours: Ours, value: &str) -> String {
    let one_line = value.lines().next().unwrap_or_default();
    let value = if value.lines().count() > 1 { "…" } else { one_line };
    match ours {
        Ours::Key(key) => format!("write `{key}`: {key} = {value}"),
        Ours::List(key) if value.starts_with('[') => format!("write `{key}`: {key} = {value}"),
        Ours::List(key) => format!("write `{key}`: {key} = [{value}]"),
        Ours::Like(key, example) => format!("write `{key}`, as in {key} = {example}"),
        Ours::In(table, key) => format!("write `{key}` into `{table}`: {table} = {{ …, {key} = {value} }}"),
        Ours::Note(note) => note.to_owned(),
    }
}

/// The heading at a byte: `[clinic]`, `[[questions]]`.
fn heading(source: &Source, at: usize) -> Option<&str> {
    let line = source.text.get(at..)?.lines().next()?.trim();
    let end = line.rfind(']')?;
    line.starts_with('[').then(|| line.get(..=end)).flatten()
}

/// The first heading behind a byte.
fn first_heading(source: &Source, at: usize) -> Option<&str> {
    let lines = source.text.get(at..)?.lines().map(str::trim);
    let begins = |line: &&str| line.trim_start_matches('[').starts_with(|c: char| c.is_ascii_alphabetic());
    let mut lines = lines.filter(|line| line.starts_with('[') && !line.contains(',')).filter(begins);
    let line = lines.next()?;
    line.get(..=line.rfind(']')?)
}
