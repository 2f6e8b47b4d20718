//! The words of `/pricing/`.

use super::common::{COMMON, TITLE};
use super::spec::{Generated, KindSpec, PageKind, Standing};
use crate::schema::{Key, Schema};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "pricing",
    plural: "pricing",
    schema: &SCHEMA,
    stands: Standing::Generated(Generated::Pricing),
    about: "The words above the price list, at /pricing/. The page is there without them, if there is a price list.",
    file: "content/pricing.md",
    text: "You pay what stands here, and nothing else.",
    outline: "Say what the prices are for, and how one pays.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a page", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[TITLE.like(r#""What it costs""#)];

/// It has the keys of all, and no other.
#[derive(Debug)]
pub struct Pricing;

impl PageKind for Pricing {
    fn read(_: &mut Table<'_>) -> Option<Self> {
        Some(Pricing)
    }
}
