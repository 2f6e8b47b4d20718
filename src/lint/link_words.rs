//! The words of a link say where it leads, and how.

use super::{Context, Look, Mark, Text};
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Page(look);
    LinkWords = "A03", Warning, "a link whose words do not say where it leads";
    FileWords = "A11", Info, "a link to a file that does not name its type";
}

/// Words of links that say nothing of where they lead.
const EMPTY_WORDS: [&str; 14] = [
    "here",
    "click here",
    "read more",
    "more",
    "link",
    "this link",
    "learn more",
    "this",
    "details",
    "go",
    "click",
    "hier",
    "mehr",
    "aquí",
];

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    for mark in text.prose.marks.iter().filter(|mark| !mark.picture) {
        file_words(text, mark, problems);
        new_window(text, mark, problems);
        let words = mark.text.trim().trim_end_matches(['.', '…', '>', '»', '→']).trim().to_lowercase();
        let bare = words.starts_with("http://") || words.starts_with("https://") || words.starts_with("www.");
        if EMPTY_WORDS.contains(&words.as_str()) || bare {
            problems
                .report(
                    Rule::LinkWords,
                    Place::new(&text.page.source, mark.span.clone()),
                    format!("`{}` does not say where the link leads", mark.text.trim()),
                )
                .help("link the words that name the page");
        }
    }
}

/// Words that say of a link that it opens a window of its own.
const WINDOWS: [&str; 12] = [
    "new window",
    "new tab",
    "separate window",
    "another window",
    "another tab",
    "neues fenster",
    "neuem fenster",
    "neuer tab",
    "neuem tab",
    "nouvelle fenêtre",
    "nouvel onglet",
    "nueva",
];

/// Who does not see the page cannot see either that it stays open behind.
fn new_window(text: &Text<'_>, mark: &Mark, problems: &mut Problems) {
    let words = mark.text.to_lowercase();
    if mark.new_window && !WINDOWS.iter().any(|window| words.contains(window)) {
        problems
            .report(
                Rule::Behaviour,
                Place::new(&text.page.source, mark.span.clone()),
                format!("`{}` opens a new window without saying so", mark.text.trim()),
            )
            .help("take `target=\"_blank\"` out, or end the words of the link with `(opens a new window)`");
    }
}

/// Endings of files that open in another program.
const FILES: [&str; 9] = ["pdf", "docx", "doc", "xlsx", "xls", "odt", "zip", "pptx", "ics"];

/// A link to a file says what it is.
fn file_words(text: &Text<'_>, mark: &Mark, problems: &mut Problems) {
    let target = mark.target.split(['#', '?']).next().unwrap_or_default().to_lowercase();
    let Some(ending) = FILES.iter().find(|ending| target.ends_with(&format!(".{ending}"))) else { return };
    if !mark.text.to_lowercase().contains(ending) {
        problems
            .report(
                Rule::FileWords,
                Place::new(&text.page.source, mark.span.clone()),
                format!(
                    "`{}` does not say that it leads to a file ({})",
                    mark.text.trim(),
                    ending.to_uppercase()
                ),
            )
            .help("name its type and size in the words of the link");
    }
}
