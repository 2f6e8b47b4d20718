//! Values that show how a key is written, as TOML.

use super::{Key, Need, Schema, Shape};

impl Key {
    /// A value of it.
    pub(crate) fn example(&self) -> String {
        if !self.sample.is_empty() {
            return self.sample.to_owned();
        }
        match self.shape {
            Shape::Table(schema) | Shape::OpenTable(schema, _) => schema.example(),
            Shape::Tables(schema) => format!("[{}]", schema.example()),
            Shape::Choice(words) => format!("\"{}\"", words.first().unwrap_or(&"")),
            shape => shape.example().to_owned(),
        }
    }

    /// A value of it in a message: words that only the writer knows are left to be written.
    pub(crate) fn placeholder(&self) -> String {
        match self.shape {
            Shape::Text | Shape::AnyText | Shape::Markdown => "\"…\"".to_owned(),
            Shape::List(Shape::Text | Shape::Markdown) => "[\"…\"]".to_owned(),
            _ => self.example(),
        }
    }

    /// Whether it stands in a short example of its table.
    pub(crate) fn is_shown(&self) -> bool {
        self.is_required() || self.need == Need::Usual
    }
}

impl Shape {
    /// A value that shows the form.
    fn example(self) -> &'static str {
        match self {
            Shape::Flag => "true",
            Shape::Whole(..) | Shape::Count => "4",
            Shape::Percent => "10",
            Shape::Share => "0.5",
            Shape::Amount | Shape::Amounts => "80",
            Shape::Day | Shape::Moment => "2026-05-04",
            Shape::Instant => "2026-12-03T18:00:00-05:00",
            Shape::Language => "\"en-US\"",
            Shape::Currency => "\"USD\"",
            Shape::Offset => "\"-05:00\"",
            Shape::Zone => "\"America/New_York\"",
            Shape::Web => "\"https://clinic.example\"",
            Shape::Mail => "\"hello@clinic.example\"",
            Shape::Phone => "\"+1-617-555-0142\"",
            Shape::Country => "\"US\"",
            Shape::Npi => "\"1234567893\"",
            Shape::Color | Shape::Shade => "\"#0b6e6e\"",
            // Of these a schema gives an example of its own; a test looks that none is left without.
            _ => "",
        }
    }
}

impl Schema {
    /// A table with the keys that are required or usual.
    pub(crate) fn example(&self) -> String {
        let keys = self.keys().filter(|key| key.is_shown());
        let all: Vec<_> = keys.map(|key| format!("{} = {}", key.name, key.example())).collect();
        format!("{{ {} }}", all.join(", "))
    }
}
