//! The words of a condition.

use super::common::COMMON;
use super::spec::{Generated, KindSpec, PageKind, Readers, Standing};
use crate::schema::{Key, Schema, Shape, key};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "condition",
    plural: "conditions",
    schema: &SCHEMA,
    stands: Standing::Generated(Generated::Condition),
    readers: Readers::Patients,
    about: "The words of a condition's page. The page is there without them, as soon as an article names the condition. The file's name is the last part of the page's address: that of `Spinal CSF leak` is spinal-csf-leak.md.",
    file: "content/conditions/spinal-csf-leak.md",
    text: "The fluid that cushions brain and spine gets out.",
    outline: "Say what it is, in two or three plain sentences.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a page", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[key(
    "title",
    Shape::Text,
    "For those who write: the page's heading is the name that articles give the condition",
)
.like(r#""Spinal CSF leak""#)
.required()
.words()];

/// It has the keys of all, and no other.
#[derive(Debug)]
pub struct Condition;

impl PageKind for Condition {
    fn read(_: &mut Table<'_>) -> Option<Self> {
        Some(Condition)
    }
}
