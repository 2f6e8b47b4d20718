//! Archetypes: the text of a new page of each kind, and of a new entry of the price list.
//!
//! Made from the tables of keys, so a new key of a kind is in its archetype by itself. What a page can name, such as
//! people, places and prices, is proposed as far as the clinic has it. Errors elsewhere stop nothing: a writer begins a
//! page whatever a colleague is in the middle of.

mod facts;
mod front_matter;
mod path;
pub(crate) mod price;

pub(crate) use facts::Facts;
pub(crate) use path::{Wanted, path, taken};

use crate::kinds::Kind;

/// The mark of a line of Markdown that is to be written anew before the site goes on line.
const MARK: &str = "<!-- placeholder -->";

/// The text of a new page.
pub(crate) fn page(kind: Kind, title: &str, facts: &Facts) -> String {
    let front_matter = front_matter::of(kind, title, facts);
    format!("+++\n{front_matter}+++\n\n{}", outline(kind))
}

/// What a page says until its writer does: each paragraph with its mark, headings as they can stay.
fn outline(kind: Kind) -> String {
    let spec = kind.spec();
    let words = if spec.outline.is_empty() { spec.text } else { spec.outline };
    let marked = |part: &str| {
        if part.starts_with('#') { part.to_owned() } else { format!("{part} {MARK}") }
    };
    let parts: Vec<String> = words.split("\n\n").map(marked).collect();
    parts.join("\n\n") + "\n"
}

/// A text on one line without control characters, as a title is one.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
