//! WebM and Matroska: the tags of a segment (RFC 9559).

use std::io::{Read, Result, Seek};

use super::{Coordinates, Origin, number, part};

const SEGMENT: u64 = 0x1853_8067;
const TAGS: u64 = 0x1254_C367;
const TAG: u64 = 0x7373;
const SIMPLE_TAG: u64 = 0x67C8;
const TAG_NAME: u64 = 0x45A3;
const TAG_STRING: u64 = 0x4487;

/// The most elements of a segment that are passed over: a cluster of it lasts for seconds.
const MOST: usize = 100_000;

/// The deepest tag within a tag.
const DEEPEST: usize = 8;

/// An element: its id, and how many bytes its head and its content have; nothing for a length that nobody wrote down.
struct Element {
    id: u64,
    head: usize,
    length: Option<u64>,
}

/// Reads the head of the element that begins with these bytes.
fn element(bytes: &[u8]) -> Option<Element> {
    let of_id = bytes.first()?.leading_zeros() as usize + 1;
    let id = number(bytes.get(..of_id).filter(|_| of_id <= 4)?);
    let rest = bytes.get(of_id..)?;
    let of_length = rest.first()?.leading_zeros() as usize + 1;
    let marked = number(rest.get(..of_length).filter(|_| of_length <= 8)?);
    let mark = 1_u64 << (7 * of_length);
    let length = marked & (mark - 1);
    Some(Element { id, head: of_id + of_length, length: (length != mark - 1).then_some(length) })
}

/// What the tags of the segments tell.
pub(super) fn origin(file: &mut (impl Read + Seek), length: u64) -> Result<Option<Origin>> {
    let mut at = 0;
    let mut found: Option<Origin> = None;
    for _ in 0..MOST {
        if at >= length {
            break;
        }
        let Some(Element { id, head, length: own }) = element(&part(file, at, 12)?) else { break };
        at += head as u64;
        // What stands in a segment is walked as if it stood beside it, as is what stands in an element of which nobody wrote
        // down how long it is: those of a live recording.
        let Some(own) = own.filter(|_| id != SEGMENT) else { continue };
        if id == TAGS {
            let told = tags(&part(file, at, own)?, DEEPEST);
            found = found.map(|found| found.or(told)).or(told);
        }
        at = at.saturating_add(own);
    }
    Ok(found)
}

/// What tags tell, and tags in them.
fn tags(mut bytes: &[u8], deepest: usize) -> Option<Origin> {
    let mut found: Option<Origin> = None;
    let (mut name, mut said) = (String::new(), None);
    while let Some(Element { id, head, length }) = element(bytes) {
        let content = bytes.get(head..).unwrap_or_default();
        let length = usize::try_from(length.unwrap_or(u64::MAX)).unwrap_or(usize::MAX).min(content.len());
        let (own, rest) = content.split_at_checked(length).unwrap_or((content, &[]));
        let text = || String::from_utf8_lossy(own).trim_end_matches('\0').to_owned();
        match id {
            TAG | SIMPLE_TAG if deepest > 0 => {
                let told = tags(own, deepest - 1);
                found = found.map(|found| found.or(told)).or(told);
            }
            TAG_NAME => name = text().to_ascii_uppercase(),
            TAG_STRING => said = Some(text()),
            _ => {}
        }
        bytes = rest;
    }
    let said = said.filter(|said| name.contains("LOCATION") && !said.trim().is_empty());
    let told = said.and_then(|said| of_text(&said));
    found.map(|found| found.or(told)).or(told)
}

/// The place of a text of ISO 6709, or of other words.
pub(super) fn of_text(text: &str) -> Option<Origin> {
    let numbers = text.chars().any(|c| c.is_alphabetic() || matches!(c, '1'..='9'));
    let place = Coordinates::of_iso_6709(text).map(Origin::At);
    // Words without a letter and a number but 0 are those of a device that does not know where it is.
    place.or(numbers.then_some(Origin::Somewhere))
}
