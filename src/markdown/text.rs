//! The scanner of plain text: bare addresses, citations, undefined footnotes.
//!
//! Knows strings only; the renderer decides where these are looked for.

use std::ops::Range;

use super::addresses;

/// More bytes than an address or citation has.
pub(super) const LONGEST: usize = 2000;

/// Something found in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum InlineToken {
    /// An address, a DOI or a PMID, with the address that it leads to.
    Link(String),
    /// `[@a; @b]`: ids with their bytes in the text.
    Cite(Vec<(String, Range<usize>)>),
    /// `[@a, p. 3]`: begins as a citation and is none.
    NoCite,
    /// `[^id]`, which would not be text if it were defined.
    DeadNote(String),
}

/// The first thing at or behind `from`. A sign at byte 0 that is `escaped` means nothing.
pub(super) fn find(text: &str, from: usize, escaped: bool) -> Option<(Range<usize>, InlineToken)> {
    for (at, byte) in text.bytes().enumerate().skip(from) {
        let found = match byte {
            b'[' if at > 0 || !escaped => bracket(text, at),
            b':' | b'P' | b'w' | b'W' | b'@' => {
                addresses::find(text, at, from).map(|(range, target)| (range, InlineToken::Link(target)))
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The text without citations.
pub(super) fn without_citations(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in text.match_indices("[@") {
        if let Some((range, InlineToken::Cite(_))) = bracket(text, at)
            && let Some(before) = text.get(done..at)
        {
            kept.push_str(before.trim_end());
            done = range.end;
        }
    }
    kept.push_str(text.get(done..).unwrap_or_default());
    kept
}

/// The citations of a text: their bytes, and the ids that they name.
pub(super) fn citations(text: &str) -> Vec<(Range<usize>, Vec<String>)> {
    let found = text.match_indices("[@").filter_map(|(at, _)| bracket(text, at));
    let cites = found.filter_map(|(range, found)| match found {
        InlineToken::Cite(ids) => Some((range, ids.into_iter().map(|(id, _)| id).collect())),
        _ => None,
    });
    cites.collect()
}

/// Whether the text ends inside a citation that may go on in the next line.
pub(super) fn is_open_citation(text: &str) -> bool {
    text.rsplit_once("[@").is_some_and(|(_, behind)| !behind.contains(']') && behind.len() < LONGEST)
}

fn bracket(text: &str, at: usize) -> Option<(Range<usize>, InlineToken)> {
    let sign = *text.as_bytes().get(at + 1)?;
    if sign != b'@' && sign != b'^' {
        return None;
    }
    let end = at + text.bytes().skip(at).take(LONGEST).position(|byte| byte == b']')?;
    let range = at..end + 1;
    if sign == b'^' {
        let id = text.get(at + 2..end)?;
        let fine = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c == '[');
        return fine.then(|| (range, InlineToken::DeadNote(id.to_owned())));
    }
    let mut ids = Vec::new();
    let mut start = at + 1;
    for item in text.get(at + 1..end)?.split(';') {
        let before = start + (item.len() - item.trim_start().len());
        start += item.len() + 1;
        let id = item.trim().strip_prefix('@').unwrap_or_default();
        let rest = id.trim_start_matches(|c: char| c.is_alphanumeric() || "_-.:/".contains(c));
        if id.is_empty() || !rest.is_empty() {
            // `[@name and others]` is text; what has a comma or more ids was meant as a citation.
            let meant = !ids.is_empty() || rest.starts_with(',');
            return meant.then_some((range, InlineToken::NoCite));
        }
        ids.push((id.to_owned(), before..before + 1 + id.len()));
    }
    Some((range, InlineToken::Cite(ids)))
}

/// The scheme of an address in lower case, in whatever way it is spelt: browsers skip control characters and
/// white space, so they are skipped here.
pub(crate) fn scheme(target: &str) -> Option<String> {
    let skipped = |c: &char| {
        !(c.is_control() || c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}'))
    };
    let (before, _) = target.split_once(':')?;
    let word: String = before.chars().filter(skipped).collect::<String>().to_ascii_lowercase();
    let fine = word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    fine.then_some(word)
}
