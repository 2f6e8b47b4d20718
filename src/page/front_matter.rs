//! Splits front matter from the body, and converts its free tables for templates.

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;
use toml::de::DeValue;

use crate::problem::{Place, Problems, Rule};
use crate::source::Source;
use crate::table::Table;

/// The bytes between the `+++` lines, and those of the body. Blanks after a fence are allowed.
pub(super) fn split(source: &Arc<Source>, problems: &mut Problems) -> Option<(Range<usize>, Range<usize>)> {
    let text = &source.text;
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    let first = opening.trim_end_matches('\n');
    let first_end = first.len();
    if !is_fence(first) {
        let place = Place::new(source, 0..first_end);
        if first.trim_end() == "---" {
            problems
                .report(Rule::FrontMatter, place, "front matter begins with `+++`, not with `---`")
                .help("write TOML between two `+++` lines: title = \"…\"");
        } else {
            problems
                .report(Rule::FrontMatter, place, "there is no front matter: a page begins with a line `+++`")
                .help("begin the file with +++, title = \"…\" and +++, each on a line of its own");
        }
        return None;
    }
    let start = opening.len();
    let mut at = start;
    for line in lines {
        if is_fence(line.trim_end_matches('\n')) {
            return Some((start..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    problems
        .report(Rule::FrontMatter, Place::new(source, 0..first_end), "the front matter is not closed")
        .label("begins here")
        .help("end it with a line `+++`");
    None
}

fn is_fence(line: &str) -> bool {
    line.trim_end_matches([' ', '\t']) == "+++"
}

/// A table with free keys, for templates. Dates become text.
pub(super) fn free_table(table: &Table<'_>) -> Value {
    Value::Object(table.entries().map(|(key, value, _)| (key.value.to_owned(), free(value))).collect())
}

fn free(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.clone().into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::String(number.to_string()), Value::from),
        // Numbers with a point stay as they were typed: 45.10 must not become 45.1.
        DeValue::Float(number) => Value::String(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(datetime) => Value::String(datetime.to_string()),
        DeValue::Array(items) => Value::Array(items.iter().map(|item| free(item.get_ref())).collect()),
        DeValue::Table(entries) => Value::Object(
            entries.iter().map(|(key, value)| (key.get_ref().to_string(), free(value.get_ref()))).collect(),
        ),
    }
}
