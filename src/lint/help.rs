//! An article on a condition or treatment says when to get help.

use super::{Context, Kind, Look, Text};
use crate::page::Data;
use crate::problem::{Problems, Rule};

lint! {
    Look::Page(look);
    Help = "M17", Warning in "en", "an article that does not say when to get help";
}

/// Words of headings below which stands when to get help.
const SIGNS: [&str; 10] =
    ["help", "emergency", "911", "999", "112", "call us", "see a doctor", "urgent", "doctor", "warning"];

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    if is_asked(text) && !is_said(text) {
        problems
            .report(
                Rule::Help,
                text.page.place(),
                "this article has no heading and no alert that says when to get help",
            )
            .help("add a heading such as `When to get help`, or an alert `> [!WARNING]`");
    }
}

/// Whether readers of a page may be ill with what it is about.
pub(super) fn is_asked(text: &Text<'_>) -> bool {
    let Data::Article(article) = &text.page.data else { return false };
    !article.conditions.is_empty() || !article.services.is_empty()
}

/// Whether a page says, in English, when to get help.
pub(super) fn is_said(text: &Text<'_>) -> bool {
    text.prose.blocks.iter().any(|block| {
        let heading = || {
            let words = block.text.to_lowercase();
            SIGNS.iter().any(|sign| words.contains(sign))
        };
        block.alert || (matches!(block.kind, Kind::Heading(_)) && heading())
    })
}
