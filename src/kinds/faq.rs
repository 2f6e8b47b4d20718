//! Questions of the `faq`: one a file, all on one page. The title is the question.

pub(crate) mod view;

use super::common::{COMMON, plain};
use super::spec::{KindSpec, List, PageKind, Readers, Standing};
use crate::schema::Reference::{Condition, Page};
use crate::schema::{Key, Schema, Shape, key};
use crate::table::{At, Table};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "faq",
    plural: "faq",
    folder: Some("faq"),
    schema: &SCHEMA,
    stands: Standing::Anchor,
    list: List::Whole,
    readers: Readers::Patients,
    about: "A question that patients ask, and its answer. The file is content/faq/NAME.md; all questions stand at /faq/, each at its own anchor; the pages of its conditions and services lead there.",
    file: "content/faq/can-i-fly.md",
    text: "After a week, if you feel well.",
    outline: "Answer in two or three short sentences.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a question of the faq", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[
    key("title", Shape::Text, "The question").like(r#""Can I fly after a patch?""#).required().words(),
    key("topic", Shape::Text, "The heading that it stands under").like(r#""Travel""#).usual().words(),
    key("conditions", Shape::List(&Shape::Text), "Conditions whose pages show it")
        .like(r#"["Spinal CSF leak"]"#)
        .names(Condition),
    key("services", Shape::List(&Shape::Text), "Services whose pages show it")
        .like(r#"["blood-patch"]"#)
        .names(Page("services")),
];

/// What a question holds.
#[derive(Debug)]
pub struct Faq {
    /// The heading it stands under.
    pub topic: Option<String>,
    /// Names of conditions.
    pub conditions: Vec<At<String>>,
    /// Slugs of services.
    pub services: Vec<At<String>>,
}

impl PageKind for Faq {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let topic = plain(table, "topic");
        Some(Faq { topic, conditions: table.texts("conditions"), services: table.texts("services") })
    }

    fn conditions(&self) -> &[At<String>] {
        &self.conditions
    }

    fn heading_level(&self) -> u8 {
        if self.topic.is_some() { 4 } else { 3 }
    }
}
