//! An abbreviation is explained where it comes first.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

use super::{Block, Context, Kind, Look, Text};
use crate::problem::{Place, Problems, Rule};
use crate::sentences::{TextSlice, words};

lint! {
    Look::Page(look);
    Abbreviation = "R03", Info in "en", "an abbreviation that is never explained";
}

/// Abbreviations that everybody reads as words.
const EVERYDAY: [&str; 22] = [
    "US", "USA", "UK", "EU", "OK", "TV", "AM", "PM", "ID", "FAQ", "PDF", "PO", "DVD", "SMS", "FDA", "CDC",
    "DNA", "HIV", "AIDS", "KB", "MB", "TTY",
];

/// The first use of an abbreviation stands in brackets behind its words, or has them in brackets behind it.
fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let listed = &context.site.config.check.abbreviations;
    let is_known = |short: &str| EVERYDAY.contains(&short) || listed.iter().any(|known| known == short);
    let mut seen: HashSet<&str> = HashSet::new();
    let small = LazyCell::new(|| small_words(text));
    for block in text.prose.blocks.iter().filter(|block| !matches!(block.kind, Kind::Key(_))) {
        for found in words(&block.text) {
            let word = found.text.trim_end_matches("'s").trim_end_matches("’s");
            let short = word.strip_suffix('s').filter(|stem| is_abbreviation(stem)).unwrap_or(word);
            if !is_abbreviation(short) || is_known(short) || !seen.insert(short) {
                continue;
            }
            // `NOT`: a word that the page has in small letters too.
            if is_stage(short) || small.contains(short.to_lowercase().as_str()) || is_explained(block, found)
            {
                continue;
            }
            let span = block.map.span(found.at..found.at + short.len());
            problems
                .report(
                    Rule::Abbreviation,
                    Place::new(&text.page.source, span),
                    format!("`{short}` is not explained where it comes first"),
                )
                .help(format!(
                    "write its words, then `({short})`; or add it to `abbreviations` of `[check]`"
                ));
        }
    }
}

/// Words in small letters that are as short as an abbreviation.
fn small_words<'a>(text: &'a Text<'_>) -> HashSet<&'a str> {
    let all = text.prose.blocks.iter().flat_map(|block| words(&block.text)).map(|word| word.text);
    all.filter(|word| word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_lowercase())).collect()
}

/// Whether what an abbreviation stands for is said right before or behind it.
fn is_explained(block: &Block, word: TextSlice<'_>) -> bool {
    let Range { start, end } = word.range();
    let before = block.text.get(..start).unwrap_or_default().trim_end();
    let behind = block.text.get(end..).unwrap_or_default();
    let named = [", or", " or", "called", "known as", "short for"];
    before.ends_with(['(', '“', '"'])
        || behind.split_inclusive(char::is_whitespace).take(3).any(|part| part.contains('('))
        || named.iter().any(|words| before.ends_with(words))
}

/// `IIIA`: a number in letters.
fn is_stage(word: &str) -> bool {
    let number = word.trim_end_matches(['A', 'B', 'C', 'S']);
    !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

fn is_abbreviation(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
