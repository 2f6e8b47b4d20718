//! What a kind of page is to the rest of the program.

use crate::markdown::Body;
use crate::schema::Schema;
use crate::table::{At, Table};

/// A kind of page, as far as it is the same for all its pages.
#[derive(Debug)]
pub(crate) struct KindSpec {
    /// The name in templates and messages.
    pub(crate) name: &'static str,
    /// The folder in `content/`, which is also the name of its list.
    pub(crate) folder: Option<&'static str>,
    /// The keys of its front matter.
    pub(crate) schema: &'static Schema,
    /// What it is, where its files are and where they appear.
    pub(crate) about: &'static str,
    /// The path of a file of it.
    pub(crate) file: &'static str,
    /// The text of such a file.
    pub(crate) text: &'static str,
}

/// What a page of a kind holds beside the keys of all.
pub(crate) trait PageKind {
    /// Reads its keys; `None` if one that is required is missing or bad (reported).
    fn read(table: &mut Table<'_>) -> Option<Self>
    where
        Self: Sized;

    /// The texts that stand above the body, in the order of the page.
    fn texts_above(&self) -> Vec<Words<'_>> {
        Vec::new()
    }

    /// The texts that stand below the body, in the order of the page.
    fn texts_below(&self) -> Vec<Words<'_>> {
        Vec::new()
    }

    /// The conditions that it names.
    fn conditions(&self) -> &[At<String>] {
        &[]
    }
}

/// Markdown of a page, or what is cited beside it.
#[derive(Debug, Clone)]
pub(crate) enum Words<'a> {
    /// A text.
    Text(&'a Body),
    /// The sources of a myth, behind its fact.
    Sources(&'a Body, &'a [At<String>]),
}
