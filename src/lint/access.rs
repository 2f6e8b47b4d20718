//! Pictures, links, headings, tables and titles, as those meet them who do not see the page.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::prose::{Kind, Mark};
use super::{Desk, Text};
use crate::problem::{Place, Problem, Problems, Rule};

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

pub(super) fn check(desk: &mut Desk<'_>) {
    for text in &desk.texts {
        let problems = &mut desk.problems;
        let has_transcript = LazyCell::new(|| has_transcript(text));
        for mark in &text.prose.marks {
            match mark.picture {
                true if is_recording(mark) => {
                    if !*has_transcript {
                        recording(text, mark, problems);
                    }
                }
                true => picture(text, mark, problems),
                false => link(text, mark, problems),
            }
        }
        if let Some(image) = &text.page.image
            && let Some(fault) = alt_fault(&image.alt)
        {
            tell_alt(image.path.place(&text.page.source), fault, problems);
        }
        headings(text, problems);
        for span in &text.prose.bare_heads {
            problems
                .report(
                    Rule::TableHead,
                    Place::new(&text.page.source, span.clone()),
                    "a column without a heading",
                )
                .help("name in the first row what the column holds");
        }
    }
    titles(desk);
}

/// Whether a picture is a video or a sound, by its ending.
fn is_recording(mark: &Mark) -> bool {
    let target = mark.target.to_lowercase();
    [".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".wav"].iter().any(|ending| target.ends_with(ending))
}

/// Whether a page speaks of a transcript.
fn has_transcript(text: &Text<'_>) -> bool {
    let blocks = text.prose.blocks.iter().map(|block| &block.text);
    let mut all = blocks.chain(text.prose.marks.iter().map(|mark| &mark.text));
    all.any(|words| words.to_lowercase().contains("transcript"))
}

fn recording(text: &Text<'_>, mark: &Mark, problems: &mut Problems) {
    let place = Place::new(&text.page.source, mark.span.clone());
    problems
        .report(Rule::Transcript, place, "a recording without a transcript")
        .help("put what is said below it, or on a page that is linked with the word `transcript`");
}

fn picture(text: &Text<'_>, mark: &Mark, problems: &mut Problems) {
    if let Some(fault) = alt_fault(&mark.text) {
        tell_alt(Place::new(&text.page.source, mark.span.clone()), fault, problems);
    }
}

fn tell_alt(place: Place, fault: &str, problems: &mut Problems) {
    problems
        .report(Rule::AltWords, place, format!("the alternative text {fault}"))
        .help("say what the picture shows, as you would on the telephone");
}

fn alt_fault(alt: &str) -> Option<&'static str> {
    let lower = alt.trim().to_lowercase();
    let endings = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".avif"];
    let numbered =
        ["img_", "img-", "dsc", "dcim", "pxl_", "screenshot"].iter().any(|start| lower.starts_with(start));
    let named =
        ["image of", "picture of", "photo of", "graphic of", "an image of", "a picture of", "a photo of"];
    if endings.iter().any(|ending| lower.ends_with(ending))
        || (numbered && lower.contains(|c: char| c.is_ascii_digit()))
    {
        Some("is the name of a file")
    } else if named.iter().any(|start| lower.starts_with(start)) {
        Some("says that it is a picture, which a reader hears anyway")
    } else if alt.chars().count() > 150 {
        Some("has over 150 characters")
    } else {
        None
    }
}

fn link(text: &Text<'_>, mark: &Mark, problems: &mut Problems) {
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

/// Levels go down one at a time; the generator closes gaps, but the outline was meant otherwise.
fn headings(text: &Text<'_>, problems: &mut Problems) {
    let mut before: Option<u8> = None;
    for block in &text.prose.blocks {
        let Kind::Heading(level) = block.kind else { continue };
        if let Some(before) = before.filter(|before| level > before + 1) {
            problems
                .report(
                    Rule::SkippedLevel,
                    Place::new(&text.page.source, block.span.clone()),
                    format!("from a heading of level {before} to one of level {level}"),
                )
                .help(format!("write {} signs `#`", before + 1));
        }
        before = Some(level);
    }
}

/// Each page has a title and a summary of its own.
fn titles(desk: &mut Desk<'_>) {
    let mut titles: BTreeMap<String, Place> = BTreeMap::new();
    let mut summaries: BTreeMap<String, Place> = BTreeMap::new();
    let mut tell = |seen: &mut BTreeMap<String, Place>, words: &str, place: Place, what: &str| {
        if let Some(first) = seen.get(&words.to_lowercase()) {
            let problem: &mut Problem = desk.problems.report(
                Rule::SameTitle,
                place,
                format!("another page has the {what} `{words}`"),
            );
            problem.also(first.clone(), "that one").help("tell them apart: this is what search results show");
        } else {
            seen.insert(words.to_lowercase(), place);
        }
    };
    for text in desk.texts.iter().filter(|text| text.page.has_address()) {
        let page = text.page;
        tell(&mut titles, page.title.value.trim(), page.place(), "title");
        let written = text.prose.blocks.iter().find(|block| block.kind == Kind::Key("summary"));
        if let Some(block) = written {
            tell(
                &mut summaries,
                page.summary.trim(),
                Place::new(&page.source, block.span.clone()),
                "summary",
            );
        }
    }
}
