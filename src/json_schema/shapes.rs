//! What a key holds, in the words of JSON Schema.
//!
//! Dates of TOML are texts here: readers of both hand them on as they are written. A blank around a date in quotes is
//! taken, as the program does.

use serde_json::{Value, json};

use super::{Empty, Object, object, table};
use crate::schema::{MOST_COUNT, Shape};

/// A day of the calendar, but for the 29th of February in a common year.
const DAY: &str = "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))";

/// A time of day, perhaps with its offset from UTC.
const TIME: &str =
    "[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-6][0-9](?:\\.[0-9]+)?)?(?:[Zz]|[+-][0-2][0-9]:[0-5][0-9])?";

/// What dates are, each in one place.
pub(super) fn definitions() -> Object {
    let day = json!({ "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    let instant = json!({ "pattern": format!("^{DAY}{TIME}$") });
    let moment = json!({
        "if": { "pattern": "^[^Tt: ]*$" },
        "then": { "$ref": "#/$defs/day" },
        "else": { "$ref": "#/$defs/instant" },
    });
    object([("day", day), ("instant", instant), ("moment", moment)])
}

/// What a value of the shape is.
pub(super) fn of(shape: Shape, empty: Empty) -> Object {
    match shape {
        Shape::Flag => match empty {
            Empty::Taken => object([("enum", json!([true, false, ""]))]),
            Empty::Refused => object([("type", json!("boolean"))]),
        },
        Shape::Choice(words) => {
            let none = (empty == Empty::Taken).then_some("");
            object([("enum", words.iter().copied().chain(none).collect())])
        }
        Shape::Whole(least, most) => number("integer", json!({ "minimum": least, "maximum": most }), empty),
        Shape::Degrees(most) => number("number", json!({ "minimum": -most, "maximum": most }), empty),
        Shape::Percent => number("number", json!({ "exclusiveMinimum": 0, "maximum": 100 }), empty),
        Shape::Share => number("number", json!({ "minimum": 0, "maximum": 1 }), empty),
        Shape::Amount => object([
            ("type", json!(["number", "string"])),
            ("minimum", json!(0)),
            ("pattern", pattern("[0-9_]+(?:\\.[0-9_]+)?", empty)),
        ]),
        Shape::Amounts => range(shape, json!(["number", "string", "object"]), "[0-9][0-9_.]*", empty),
        Shape::Count => {
            let mut count = range(shape, json!(["integer", "string", "object"]), "\\+?[0-9]+", empty);
            count.insert("maximum".to_owned(), json!(MOST_COUNT));
            count
        }
        Shape::Day => date("day", empty),
        Shape::Moment => date("moment", empty),
        Shape::Instant => date("instant", empty),
        Shape::List(item) => list(of(*item, Empty::Refused), empty),
        Shape::Tables(schema) => list(table(schema, None, Empty::Refused), empty),
        Shape::Table(schema) => table(schema, None, empty),
        Shape::OpenTable(schema, own) => table(schema, Some(own), empty),
        Shape::Map(_, value) => {
            object([("type", json!("object")), ("additionalProperties", of(*value, Empty::Refused).into())])
        }
        Shape::Shade => shade(),
        Shape::Any => Object::new(),
        _ => text(shape, empty),
    }
}

/// The form of a text, where one tells what is none of it at a glance; all else is for the program to say.
fn form(shape: Shape) -> Option<&'static str> {
    Some(match shape {
        Shape::Id | Shape::Slug => "[^\\sA-Z!-,./:-@\\[-`{-~]+",
        Shape::Language => "[A-Za-z]{2,3}(?:-[0-9A-Za-z]{1,8})*",
        Shape::Currency => "[A-Z]{3}",
        Shape::Country => "[A-Z]{2}",
        Shape::Offset => "[+\\-\u{2212}][0-9]{2}:[0-5][0-9]",
        Shape::Web => "\\s*[Hh][Tt][Tt][Pp][Ss]?://.*",
        Shape::WebOrMail => "(?:[Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:).*",
        Shape::Mail => ".+@.+",
        Shape::Npi => "[0-9]{10}",
        Shape::Doi => ".*10\\.[0-9]{4,9}/.*",
        Shape::Pmid => ".*[1-9][0-9]{0,7}\\s*",
        Shape::Pmcid => ".*PMC[0-9]{1,8}\\s*",
        Shape::Hours => "\\s*(?:Mo|Tu|We|Th|Fr|Sa|Su).*",
        _ => return None,
    })
}

fn text(shape: Shape, empty: Empty) -> Object {
    let mut made = object([("type", json!("string"))]);
    match form(shape) {
        Some(form) => drop(made.insert("pattern".to_owned(), pattern(form, empty))),
        None if empty == Empty::Refused && !shape.may_be_empty() => {
            made.insert("minLength".to_owned(), json!(1));
        }
        None => {}
    }
    made
}

/// A pattern of the whole text.
fn pattern(form: &str, empty: Empty) -> Value {
    match empty {
        Empty::Taken => json!(format!("^(?:{form})?$")),
        Empty::Refused => json!(format!("^(?:{form})$")),
    }
}

/// A number; an editor of forms writes a text where there is none.
fn number(kind: &str, limits: Value, empty: Empty) -> Object {
    let mut made = object([("type", json!(kind))]);
    made.extend(limits.as_object().cloned().unwrap_or_default());
    match empty {
        Empty::Refused => made,
        Empty::Taken => object([
            ("type", json!([kind, "string"])),
            ("if", json!({ "const": "" })),
            ("else", Value::Object(made)),
        ]),
    }
}

/// A number, or a range of them: as a table, or as one text.
fn range(shape: Shape, kinds: Value, number: &str, empty: Empty) -> Object {
    let mut made = shape.schema().map(|schema| table(schema, None, empty)).unwrap_or_default();
    let form = format!("\\s*(?:[Ff][Rr][Oo][Mm]\\s+)?{number}(?:\\s+[Tt][Oo]\\s+{number})?\\s*");
    made.insert("type".to_owned(), kinds);
    made.insert("minimum".to_owned(), json!(0));
    made.insert("pattern".to_owned(), pattern(&form, empty));
    made.remove("x-taplo");
    made
}

/// A date of this definition.
fn date(definition: &str, empty: Empty) -> Object {
    let blank = if empty == Empty::Taken { "^$|^\\s|\\s$" } else { "^\\s|\\s$" };
    object([
        ("type", json!("string")),
        ("if", json!({ "pattern": blank })),
        ("else", json!({ "$ref": format!("#/$defs/{definition}") })),
    ])
}

fn list(item: Object, empty: Empty) -> Object {
    let mut made = object([("type", json!("array")), ("items", item.into())]);
    if empty == Empty::Refused {
        made.insert("minItems".to_owned(), json!(1));
    }
    made
}

/// A colour, one for each word of an option, or what changes in one.
fn shade() -> Object {
    let number = json!({ "type": ["number", "string"], "minimum": 0, "maximum": 1 });
    object([("type", json!(["string", "object"])), ("additionalProperties", number)])
}
