//! Pages in any other folder.

use super::common::COMMON;
use super::spec::{KindSpec, PageKind};
use crate::schema::{Key, Schema, Shape, key};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "page",
    plural: "other pages",
    schema: &SCHEMA,
    about: "A page of its own, such as about, contact or privacy: any file in content/ that is of no other kind. Its address is its path: content/about.md becomes /about/.",
    file: "content/about.md",
    text: "We opened in 2020. You reach us at the address below.",
    outline: "Say what there is to say, the most important first.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a page", parts: &[COMMON, KEYS] };

const KEYS: &[Key] =
    &[key("title", Shape::Text, "The page's heading, and its name in lists and search results")
        .like(r#""About us""#)
        .required()
        .words()];

/// It has the keys of all, and no other.
#[derive(Debug)]
pub struct Plain;

impl PageKind for Plain {
    fn read(_: &mut Table<'_>) -> Option<Self> {
        Some(Plain)
    }
}
