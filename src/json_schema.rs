//! JSON Schemas (2020-12) of the files a clinic writes, made from the tables of keys.
//!
//! Editors tell by them what a key is for while it is written, and what it cannot hold. A schema takes all that the program
//! takes, but for an empty value of another type (`draft = {}`), and says what the tables of keys say: what only a reader
//! knows (that an id is there, that an NPI has the right check digit) it leaves to the program.
//!
//! They use words that mean the same in draft 7, which is what Taplo reads, the TOML of most editors. It looks for help and
//! for words to propose in `properties`, `items` and `additionalProperties` alone, and takes nothing that stands beside a
//! `$ref`. So every table stands where it is used, and a condition behind `then` or `else`, never in an `allOf`.

mod shapes;
#[cfg(test)]
pub(crate) mod tests;
mod values;

use serde_json::{Map, Value, json};

use crate::explain::{FILES, about};
use crate::kinds::Kind;
use crate::schema::{Key, Need, Schema};

/// A schema, or a part of one.
type Object = Map<String, Value>;

/// Whether a value may be empty; what may be left out and is empty counts as not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Empty {
    Taken,
    Refused,
}

impl Empty {
    /// Of the value of a key.
    fn of(key: &Key) -> Empty {
        if matches!(key.need, Need::Required | Need::By(..)) { Empty::Refused } else { Empty::Taken }
    }
}

/// The names of all schemas: `site`, `prices`, `sources`, `theme`, and each kind of page.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    all().map(|(name, _)| name)
}

/// The names of all schemas, each with what it is of.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, String)> {
    let files = FILES.iter().map(|file| (file.word, file.path.to_owned()));
    files.chain(Kind::ALL.iter().map(|kind| (kind.name(), kind.spec().path())))
}

/// The schema of this name, as a text that ends with a line break.
pub(crate) fn of(name: &str) -> Option<String> {
    let file = FILES.iter().find(|file| file.is_called(name));
    let file = file.map(|file| root(file.path, file.about, file.schema));
    let kind = || Kind::ALL.iter().map(|kind| kind.spec()).find(|spec| spec.name == name);
    let front_matter = |spec: &crate::kinds::KindSpec| {
        root(&format!("Front matter of {}", spec.schema.what), spec.about, spec.schema)
    };
    let schema = file.or_else(|| kind().map(front_matter))?;
    Some(format!("{:#}\n", Value::Object(schema)))
}

/// The schema of a whole file.
fn root(title: &str, about: &str, schema: &'static Schema) -> Object {
    let mut root = object([
        ("$schema", json!("https://json-schema.org/draft/2020-12/schema")),
        ("title", json!(title)),
        ("description", json!(about)),
    ]);
    root.extend(table(schema, None, Empty::Refused));
    root.insert("$defs".to_owned(), shapes::definitions().into());
    root
}

/// The schema of a table; below names of the writer's own stand tables of `own`.
fn table(schema: &'static Schema, own: Option<&'static Schema>, empty: Empty) -> Object {
    let mut made = object([("type", json!("object"))]);
    if schema.parts.is_empty() {
        return made;
    }
    let keys = || schema.keys().filter(|key| key.need != Need::Later);
    let properties: Object = keys().map(|key| (key.name.to_owned(), property(key).into())).collect();
    made.insert("properties".to_owned(), properties.into());
    let others = own.map_or(Value::Bool(false), |own| table(own, None, Empty::Refused).into());
    made.insert("additionalProperties".to_owned(), others);
    let required: Vec<_> =
        keys().filter(|key| Empty::of(key) == Empty::Refused).map(|key| key.name).collect();
    let mut conditions = Vec::new();
    match empty {
        _ if required.is_empty() => {}
        Empty::Refused => drop(made.insert("required".to_owned(), json!(required))),
        Empty::Taken => {
            // What Taplo writes for a new table.
            made.insert("x-taplo".to_owned(), json!({ "initKeys": required }));
            conditions.push(json!({ "if": { "minProperties": 1 }, "then": { "required": required } }));
        }
    }
    conditions.extend(keys().filter_map(condition));
    made.extend(holds(conditions));
    made
}

/// What one key asks of another.
fn condition(key: &Key) -> Option<Value> {
    let then = json!({ "required": [key.name] });
    match key.need {
        Need::Unless(other) => Some(json!({ "if": { "not": { "required": [other] } }, "then": then })),
        Need::Beside(other, ..) => {
            let written = json!({ "not": { "enum": ["", [], {}] } });
            let written = json!({ "required": [other], "properties": { other: written } });
            Some(json!({ "if": written, "then": then }))
        }
        Need::Optional | Need::Usual | Need::Required | Need::By(..) | Need::Later => None,
    }
}

/// All conditions, as the words of a schema.
fn holds(mut conditions: Vec<Value>) -> Object {
    match (conditions.pop(), conditions.is_empty()) {
        (Some(Value::Object(only)), true) => only,
        (Some(last), false) => {
            conditions.push(last);
            object([("if", json!(true)), ("then", json!({ "allOf": conditions }))])
        }
        _ => Object::new(),
    }
}

/// The schema of what stands behind a key.
fn property(key: &Key) -> Object {
    let mut made = object([("description", json!(about(key)))]);
    made.extend(shapes::of(key.shape, Empty::of(key)));
    if let Some(default) = values::default(key) {
        made.insert("default".to_owned(), default);
    }
    if let Some(example) = values::example(key) {
        made.insert("examples".to_owned(), json!([example]));
    }
    made
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Object {
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
