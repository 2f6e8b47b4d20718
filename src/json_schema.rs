//! JSON Schemas (2020-12) of the files a clinic writes, made from the tables of keys.

/// The names of all schemas: `site`, `prices`, `sources`, `theme`, and each kind of page.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    std::iter::empty()
}

/// The schema of this name, as a text that ends with a line break.
pub(crate) fn of(_name: &str) -> Option<String> {
    None
}
