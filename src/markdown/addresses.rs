//! Autolinks: bare web and mail addresses, DOIs and PMIDs in text.
//!
//! The first two as GitHub has them (GFM 0.29, "Autolinks"): `www.` leads to `http://www.`, a mail address to `mailto:`.

use std::ops::Range;

use super::text::LONGEST;
use crate::identifiers::{MailAddress, WebAddress};
use crate::text_map::floor_boundary;

/// More bytes than the part of a mail address before its `@` may have (RFC 5321, 4.5.3.1.1).
const LONGEST_NAME: usize = 64;

/// The address around the sign at `at`, none of it before `from`, and where it leads.
pub(super) fn find(text: &str, at: usize, from: usize) -> Option<(Range<usize>, String)> {
    let (before, rest) = text.split_at_checked(at)?;
    let (_, open) = before.split_at_checked(from)?;
    // No more of the text than the longest address has, and what ends it: each colon costs the same.
    let rest = rest.get(..floor_boundary(rest, 2 * LONGEST))?;
    match rest.as_bytes().first()? {
        b':' => web(open, rest, at).or_else(|| doi(open, rest, at)),
        b'P' => pmid(open, rest, at),
        b'@' => mail(open, rest, at),
        _ => www(open, rest, at),
    }
}

/// `https://…`, around its colon.
fn web(open: &str, rest: &str, at: usize) -> Option<(Range<usize>, String)> {
    let behind = rest.strip_prefix("://")?;
    let word = ["https", "http"].into_iter().find(|word| ends_with(open, word))?;
    let start = at - word.len();
    if !begins_word(open, word) || !behind.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let (link, range) = whole(open, word.len(), rest, start)?;
    WebAddress::parse(&link).is_ok().then(|| (range, link.to_owned()))
}

/// `www.…`, at its first letter.
fn www(open: &str, rest: &str, at: usize) -> Option<(Range<usize>, String)> {
    let free = |c: char| c.is_whitespace() || "*_~([\"'“‘«„>".contains(c);
    let behind = rest.split_at_checked(4).filter(|(www, _)| www.eq_ignore_ascii_case("www."))?.1;
    if !open.is_empty() && !open.ends_with(free) {
        return None;
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '.';
    let host = behind.split(|c: char| !is_name(c)).next()?.trim_end_matches(['.', '-', '_']);
    let mut parts = host.rsplit('.');
    let fine = |part: &str| !part.contains('_') && !part.is_empty();
    if host.is_empty() || host.split('.').any(str::is_empty) || !parts.by_ref().take(2).all(fine) {
        return None;
    }
    let (link, range) = whole("", 0, rest, at)?;
    let link = format!("http://{link}");
    WebAddress::parse(&link).is_ok().then_some((range, link))
}

/// `name@host.example`, around its `@`, with `mailto:` before it or not.
fn mail(open: &str, rest: &str, at: usize) -> Option<(Range<usize>, String)> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_+".contains(byte);
    let length = open.bytes().rev().take(LONGEST_NAME + 1).take_while(is_name).count();
    let before = open.get(..open.len() - length)?;
    // A word in another script that goes on before it, and an address such as `https://name@host`, have no mail in them.
    if length == 0
        || length > LONGEST_NAME
        || before.ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '@')
    {
        return None;
    }
    let behind = rest.strip_prefix('@')?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.';
    let host = behind.split(|c: char| !is_host(c)).next()?;
    let dots = host.trim_end_matches('.');
    if dots.ends_with(['-', '_']) || !dots.contains('.') || dots.split('.').any(str::is_empty) {
        return None;
    }
    // `a@b.c@d` is none; a second `@` makes nothing of both.
    let goes_on = behind.get(host.len()..)?.starts_with(|c: char| c == '@' || c.is_alphanumeric());
    let end = at + 1 + dots.len();
    if goes_on || dots.len() > 255 {
        return None;
    }
    let name = open.get(open.len() - length..)?;
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let word = if ends_with(before, "mailto:") { "mailto:".len() } else { 0 };
    let address = MailAddress::parse(&format!("{name}@{dots}")).ok()?;
    Some((at - length - word..end, format!("mailto:{address}")))
}

/// `doi:10.…`, around its colon.
fn doi(open: &str, rest: &str, at: usize) -> Option<(Range<usize>, String)> {
    if !ends_with(open, "doi") || !begins_word(open, "doi") {
        return None;
    }
    let behind = rest.strip_prefix(':')?;
    let name = behind.trim_start_matches(' ');
    let (number, suffix) = name.strip_prefix("10.")?.split_once('/')?;
    if number.len() < 4 || !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let suffix = suffix.split(|c: char| !c.is_ascii_alphanumeric() && !"-._;()/:".contains(c)).next()?;
    if suffix.len() > LONGEST {
        return None;
    }
    let name = trim_end(name.get(.."10.".len() + number.len() + 1 + suffix.len())?);
    let end = at + rest.len() - behind.trim_start_matches(' ').len() + name.len();
    (!name.ends_with('/')).then(|| (at - 3..end, format!("https://doi.org/{name}")))
}

/// `PMID 16705110`, at its beginning.
fn pmid(open: &str, rest: &str, at: usize) -> Option<(Range<usize>, String)> {
    let behind = rest.strip_prefix("PMID")?;
    let number = behind.strip_prefix(':').unwrap_or(behind).trim_start_matches([' ', '\u{a0}']);
    let beyond = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = number.strip_suffix(beyond)?;
    let end = at + rest.len() - beyond.len();
    let whole = begins_word(open, "") && !beyond.starts_with(char::is_alphanumeric);
    (whole && (1..=8).contains(&digits.len()))
        .then(|| (at..end, format!("https://pubmed.ncbi.nlm.nih.gov/{digits}/")))
}

/// The address that begins with the last bytes of `open` and goes on in `rest`, without the sentence's own signs.
fn whole(open: &str, word: usize, rest: &str, start: usize) -> Option<(String, Range<usize>)> {
    let stops =
        |c: char| c.is_whitespace() || c.is_control() || "<>\"`|。、，；：！？）」』】》“”‘’«»".contains(c);
    let begin = open.get(open.len() - word..)?;
    let link = format!("{begin}{}", rest.split(stops).next()?);
    if link.len() > LONGEST {
        return None;
    }
    let link = trim_end(&link);
    Some((link.to_owned(), start..start + link.len()))
}

fn ends_with(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    start.and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// Whether the word at the end of the text is not the rest of a longer one.
fn begins_word(text: &str, word: &str) -> bool {
    let before = text.get(..text.len() - word.len()).unwrap_or_default();
    !before.ends_with(|c: char| c.is_alphanumeric())
}

/// Without signs that belong to the sentence; a closing bracket stays where its opening is in the address.
fn trim_end(mut link: &str) -> &str {
    let count = |link: &str, sign: char| link.matches(sign).count();
    loop {
        let Some(last) = link.chars().next_back() else { return link };
        let Some(shorter) = link.strip_suffix(last) else { return link };
        link = match last {
            ')' if count(link, '(') >= count(link, ')') => return link,
            ']' if count(link, '[') >= count(link, ']') => return link,
            '}' if count(link, '{') >= count(link, '}') => return link,
            ';' => without_entity(shorter).unwrap_or(shorter),
            ')' | ']' | '}' | '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' => shorter,
            _ => return link,
        };
    }
}

/// The address before `&name`, which stood before a semicolon.
fn without_entity(link: &str) -> Option<&str> {
    let (before, name) = link.rsplit_once('&')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(before)
}
