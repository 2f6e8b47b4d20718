//! The words of `/good-faith-estimate/`.

use super::common::{COMMON, TITLE};
use super::spec::{Generated, KindSpec, PageKind, Standing};
use crate::schema::{Key, Schema};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "good-faith-estimate",
    plural: "good faith estimate",
    schema: &SCHEMA,
    stands: Standing::Generated(Generated::Estimate),
    about: "The words of /good-faith-estimate/, in place of the theme's own; `check` holds them against what the law wants said (L10). The page is there for clinics in the US, and where `good_faith_estimate` in `[legal]` of site.toml is true; where it is false these words are shown nowhere.",
    file: "content/good-faith-estimate.md",
    text: "You have the right to a Good Faith Estimate in writing before you get care: ask us for it. Keep a copy. If your \
           bill is $400 or more above it, you can dispute it: see www.cms.gov/nosurprises/consumers.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a page", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[TITLE.like(r#""Your right to an estimate""#)];

/// It has the keys of all, and no other.
#[derive(Debug)]
pub struct Estimate;

impl PageKind for Estimate {
    fn read(_: &mut Table<'_>) -> Option<Self> {
        Some(Estimate)
    }
}
