//! Headings of tables, made of how the tables stand in one another: `[clinic]`, `[[services.options]]`.

use std::fmt;

use super::{Key, Schema, Shape};

/// The heading of a table, as it stands in a file.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    /// Its name behind those of the tables around it, with dots between.
    pub(crate) path: String,
    /// The keys of the table.
    pub(crate) schema: &'static Schema,
    count: Count,
}

/// How many tables of a heading there may be.
#[derive(Debug, Clone, Copy)]
enum Count {
    One,
    Several,
}

impl Heading {
    /// The path of the table around it; empty at the root.
    pub(crate) fn above(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(above, _)| above)
    }
}

impl fmt::Display for Heading {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            Count::One => write!(out, "[{}]", self.path),
            Count::Several => write!(out, "[[{}]]", self.path),
        }
    }
}

impl Key {
    /// How a table of it begins below the table of this path, which is empty at the root.
    pub(crate) fn heading(&self, above: &str) -> Option<Heading> {
        let (schema, count) = match self.shape {
            Shape::Table(schema) | Shape::OpenTable(schema, _) | Shape::Map(_, &Shape::Table(schema)) => {
                (schema, Count::One)
            }
            Shape::Tables(schema) => (schema, Count::Several),
            _ => return None,
        };
        let mut path = if above.is_empty() { self.name.to_owned() } else { format!("{above}.{}", self.name) };
        if matches!(self.shape, Shape::Map(..)) {
            path = format!("{path}.{}", self.example());
        }
        Some(Heading { path, schema, count })
    }
}

impl Schema {
    /// The headings of the tables of this name that stand in other tables, in the order of the keys.
    pub(crate) fn nested(&self, name: &str) -> Vec<Heading> {
        let mut found = Vec::new();
        let mut tables: Vec<Heading> = self.keys().filter_map(|key| key.heading("")).collect();
        tables.reverse();
        while let Some(table) = tables.pop() {
            for key in table.schema.keys() {
                let Some(heading) = key.heading(&table.path) else { continue };
                if key.name == name {
                    found.push(heading.clone());
                }
                tables.push(heading);
            }
        }
        found
    }
}
