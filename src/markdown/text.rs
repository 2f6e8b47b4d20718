//! What stands in running text without Markdown's signs: addresses, citations, notes that are not defined.
//!
//! Knows strings only; the renderer decides where these are looked for.

use std::ops::Range;

/// More bytes than an address or citation has.
const LONGEST: usize = 2000;

/// Something found in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
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
pub(super) fn find(text: &str, from: usize, escaped: bool) -> Option<(Range<usize>, Found)> {
    for (at, byte) in text.bytes().enumerate().skip(from) {
        let found = match byte {
            b'[' if at > 0 || !escaped => bracket(text, at),
            b':' => address(text, at, from).or_else(|| doi(text, at, from)),
            b'P' => pmid(text, at),
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
        if let Some((range, Found::Cite(_))) = bracket(text, at)
            && at >= done
        {
            kept.push_str(text[done..at].trim_end());
            done = range.end;
        }
    }
    kept.push_str(&text[done..]);
    kept
}

/// The citations of a text: their bytes, and the ids that they name.
pub(crate) fn citations(text: &str) -> Vec<(Range<usize>, Vec<String>)> {
    let found = text.match_indices("[@").filter_map(|(at, _)| bracket(text, at));
    let cites = found.filter_map(|(range, found)| match found {
        Found::Cite(ids) => Some((range, ids.into_iter().map(|(id, _)| id).collect())),
        _ => None,
    });
    cites.collect()
}

/// Whether the text ends inside a citation that may go on in the next line.
pub(super) fn is_open_citation(text: &str) -> bool {
    text.rfind("[@").is_some_and(|at| !text[at..].contains(']') && text.len() - at < LONGEST)
}

fn bracket(text: &str, at: usize) -> Option<(Range<usize>, Found)> {
    let sign = *text.as_bytes().get(at + 1)?;
    if sign != b'@' && sign != b'^' {
        return None;
    }
    let end = at + text.bytes().skip(at).take(LONGEST).position(|byte| byte == b']')?;
    let range = at..end + 1;
    if sign == b'^' {
        let id = &text[at + 2..end];
        let fine = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c == '[');
        return fine.then(|| (range, Found::DeadNote(id.to_owned())));
    }
    let mut ids = Vec::new();
    let mut start = at + 1;
    for item in text[at + 1..end].split(';') {
        let before = start + (item.len() - item.trim_start().len());
        start += item.len() + 1;
        let id = item.trim().strip_prefix('@').unwrap_or_default();
        let stop = id.find(|c: char| !c.is_alphanumeric() && !"_-.:/".contains(c)).unwrap_or(id.len());
        if stop == 0 || stop < id.len() {
            // `[@name and others]` is text; what has a comma or more ids was meant as a citation.
            let meant = !ids.is_empty() || id[stop..].starts_with(',');
            return meant.then_some((range, Found::NoCite));
        }
        ids.push((id.to_owned(), before..before + 1 + id.len()));
    }
    Some((range, Found::Cite(ids)))
}

/// An address of the web around the colon at `at`.
fn address(text: &str, at: usize, from: usize) -> Option<(Range<usize>, Found)> {
    let rest = text[at..].strip_prefix("://")?;
    let word = ["https", "http"].into_iter().find(|word| ends_with(&text[from..at], word))?;
    let start = at - word.len();
    if !begins_word(text, start) || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let stops =
        |c: char| c.is_whitespace() || c.is_control() || "<>\"`|。、，；：！？）」』】》“”‘’«»".contains(c);
    let end = at + 3 + rest.find(stops).unwrap_or(rest.len());
    if end - start > LONGEST {
        return None;
    }
    let link = trim_end(&text[start..end]);
    (link.len() > word.len() + 3).then(|| (start..start + link.len(), Found::Link(link.to_owned())))
}

/// `doi:10.…` around the colon at `at`.
fn doi(text: &str, at: usize, from: usize) -> Option<(Range<usize>, Found)> {
    if !ends_with(&text[from..at], "doi") || !begins_word(text, at - 3) {
        return None;
    }
    let rest = &text[at + 1..];
    let name = rest.trim_start_matches(' ');
    let (number, suffix) = name.strip_prefix("10.")?.split_once('/')?;
    if number.len() < 4 || !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let stops = |c: char| !c.is_ascii_alphanumeric() && !"-._;()/:".contains(c);
    if suffix.find(stops).unwrap_or(suffix.len()) > LONGEST {
        return None;
    }
    let length = name.len() - suffix.len() + suffix.find(stops).unwrap_or(suffix.len());
    let name = trim_end(&name[..length]);
    let end = at + 1 + (rest.len() - rest.trim_start_matches(' ').len()) + name.len();
    (!name.ends_with('/')).then(|| (at - 3..end, Found::Link(format!("https://doi.org/{name}"))))
}

/// `PMID 16705110` at `at`.
fn pmid(text: &str, at: usize) -> Option<(Range<usize>, Found)> {
    let rest = text[at..].strip_prefix("PMID")?;
    let number = rest.strip_prefix(':').unwrap_or(rest).trim_start_matches([' ', '\u{a0}']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let end = text.len() - number.len() + digits;
    let whole = begins_word(text, at) && !number[digits..].starts_with(char::is_alphanumeric);
    let link = || format!("https://pubmed.ncbi.nlm.nih.gov/{}/", &number[..digits]);
    (whole && (1..=8).contains(&digits)).then(|| (at..end, Found::Link(link())))
}

fn ends_with(text: &str, word: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= word.len() && bytes[bytes.len() - word.len()..].eq_ignore_ascii_case(word.as_bytes())
}

fn begins_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric())
}

/// Without signs that belong to the sentence; a closing bracket stays where its opening is in the address.
fn trim_end(mut link: &str) -> &str {
    loop {
        let Some(last) = link.chars().next_back() else { return link };
        let open = match last {
            ')' => '(',
            ']' => '[',
            '}' => '{',
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' => last,
            _ => return link,
        };
        if open != last && link.matches(open).count() >= link.matches(last).count() {
            return link;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
}

/// The scheme of an address in lower case, in whatever way it is spelt: browsers skip control characters and
/// white space, so they are skipped here.
pub fn scheme(target: &str) -> Option<String> {
    let colon = target.find(':')?;
    let skipped = |c: &char| {
        !(c.is_control() || c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}'))
    };
    let word: String = target[..colon].chars().filter(skipped).collect::<String>().to_ascii_lowercase();
    let fine = word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    fine.then_some(word)
}
