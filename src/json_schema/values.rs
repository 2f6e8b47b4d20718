//! Values of TOML as those of JSON: examples, and what holds without a key.

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::language::Language;
use crate::schema::{Key, Shape};

/// A value of the key; tables show theirs key by key.
pub(super) fn example(key: &Key) -> Option<Value> {
    if key.heading("").is_some() {
        return None;
    }
    of_toml(&key.example())
}

/// What holds without the key, where that is a value rather than a sentence.
pub(super) fn default(key: &Key) -> Option<Value> {
    let written = key.default?;
    match key.shape {
        Shape::Flag => written.parse().ok().map(Value::Bool),
        Shape::Whole(..) => written.parse::<i64>().ok().map(Value::from),
        Shape::Choice(words) => words.contains(&written).then(|| written.into()),
        Shape::Language => Language::find(written).map(|language| language.tag.into()),
        Shape::Offset => Some(written.into()),
        _ => None,
    }
}

/// A value as TOML writes it.
fn of_toml(written: &str) -> Option<Value> {
    let file = format!("value = {written}");
    let table = DeTable::parse(&file).ok()?;
    table.get_ref().get("value").and_then(|value| json(value.get_ref()))
}

pub(super) fn json(value: &DeValue<'_>) -> Option<Value> {
    Some(match value {
        DeValue::String(text) => Value::String(text.clone().into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok()?.into(),
        DeValue::Float(number) => serde_json::from_str(number.as_str()).ok()?,
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(datetime) => Value::String(datetime.to_string()),
        DeValue::Array(items) => {
            items.iter().map(|item| json(item.get_ref())).collect::<Option<Vec<_>>>()?.into()
        }
        DeValue::Table(entries) => {
            let each = entries
                .iter()
                .map(|(name, value)| Some((name.get_ref().to_string(), json(value.get_ref())?)));
            Value::Object(each.collect::<Option<_>>()?)
        }
    })
}
