//! The words of a list, `_index.md` of a folder.

use super::common::{COMMON, TITLE};
use super::spec::{Generated, KindSpec, PageKind, Standing};
use crate::schema::{Key, Schema};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "section",
    plural: "words for lists",
    schema: &SCHEMA,
    stands: Standing::Generated(Generated::List),
    about: "The words above a list, in the folder of what is listed: articles, careers, events, faq, locations, providers, services or testimonials, and conditions. The list is there without them, with a title from the theme, as soon as it has an entry.",
    file: "content/articles/_index.md",
    text: "What we tell our patients, written by those who treat them.",
    outline: "Say what stands below, in a sentence or two.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a page", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[TITLE.like(r#""What we tell our patients""#)];

/// It has the keys of all, and no other.
#[derive(Debug)]
pub struct Section;

impl PageKind for Section {
    fn read(_: &mut Table<'_>) -> Option<Self> {
        Some(Section)
    }
}
