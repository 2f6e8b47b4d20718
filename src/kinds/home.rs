//! The words of the home page, `content/_index.md`.

use super::common::{COMMON, TITLE};
use super::spec::{Generated, KindSpec, PageKind, Standing};
use crate::schema::{Key, Schema};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "home",
    plural: "home",
    schema: &SCHEMA,
    stands: Standing::Generated(Generated::Home),
    about: "The home page. Below these words it shows services, articles, people and a worked year.",
    file: "content/_index.md",
    text: "We treat people with spinal fluid leaks. [What it costs](/pricing/) stands in the open.",
    outline: "Say in two or three sentences whom you treat, and what stands in the open.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a page", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[TITLE.like(r#""Clear Spine Clinic""#)];

/// It has the keys of all, and no other.
#[derive(Debug)]
pub struct Home;

impl PageKind for Home {
    fn read(_: &mut Table<'_>) -> Option<Self> {
        Some(Home)
    }
}
