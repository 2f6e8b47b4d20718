//! The words of a condition.

use super::common::{COMMON, TITLE};
use super::spec::{Generated, KindSpec, PageKind, Readers, Standing};
use crate::schema::{Key, Schema};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "condition",
    plural: "conditions",
    schema: &SCHEMA,
    stands: Standing::Generated(Generated::Condition),
    readers: Readers::Patients,
    about: "The words of a condition's page. The page is there without them, as soon as an article names the condition; the title is that name.",
    file: "content/conditions/spinal-csf-leak.md",
    text: "The fluid that cushions brain and spine gets out.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a page", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[TITLE.like(r#""Spinal CSF leak""#)];

/// It has the keys of all, and no other.
#[derive(Debug)]
pub struct Condition;

impl PageKind for Condition {
    fn read(_: &mut Table<'_>) -> Option<Self> {
        Some(Condition)
    }
}
