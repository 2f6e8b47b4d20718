//! When to get help at once, and where: a box on the pages that ill people read.

use super::common::{COMMON, TITLE};
use super::spec::{KindSpec, PageKind, Readers, Standing};
use crate::schema::{Key, Schema};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "urgent-help",
    plural: "urgent help",
    schema: &SCHEMA,
    stands: Standing::Box,
    readers: Readers::Patients,
    about: "When to get help at once, and where, written once in content/urgent-help.md. It is no page of its own: title and text stand as a warning box on every article and service that names `conditions`, and on every other page with `urgent_help = true`, above the first heading of its text. `urgent_help = false` keeps it off a page. It cites nothing.",
    file: "content/urgent-help.md",
    text: "Call 911 if you cannot move a leg, or cannot hold urine.",
    outline: "Say which signs need help at once, and whom to call.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "the box of urgent help", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[TITLE.like(r#""When to get help at once""#)];

/// It has the keys of all, and no other.
#[derive(Debug)]
pub struct UrgentHelp;

impl PageKind for UrgentHelp {
    fn read(_: &mut Table<'_>) -> Option<Self> {
        Some(UrgentHelp)
    }

    fn heading_level(&self) -> u8 {
        3
    }
}
