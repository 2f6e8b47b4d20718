//! The origin of a file: what it tells of the place where it was taken.
//!
//! A phone writes into a video where it stood. Pictures that browsers show are cleaned before they are published; all other
//! files go on line as they are, so they are looked into. Only boxes, elements and entries that can tell are read, by seeks: a
//! film of an hour costs as much as one of a second. Nothing is believed of a length: what is malformed tells nothing.
//!
//! What is not found: places in subtitles, in the picture itself, in pictures that a PDF or an office file holds, in AVI and
//! transport streams, and in the samples of a track: that there is such a track is told.

mod boxes;
mod coordinates;
mod exif;
mod items;
mod matroska;
mod photoshop;
mod xmp;

use std::io::{Read, Result, Seek, SeekFrom};

pub use self::coordinates::Coordinates;

/// What a file tells of where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The camera that took it, and when.
    Camera,
    /// The place, in words or numbers that the program does not read.
    Somewhere,
    /// The place.
    At(Coordinates),
}

impl Origin {
    /// The one of two that tells more; of two that tell as much, the first.
    fn or(self, other: Option<Origin>) -> Origin {
        let telling = |origin: &Origin| match origin {
            Origin::Camera => 0,
            Origin::Somewhere => 1,
            Origin::At(_) => 2,
        };
        other.filter(|other| telling(other) > telling(&self)).unwrap_or(self)
    }
}

/// The most bytes of a text or a list that are read.
const MOST_BYTES: u64 = 1 << 20;

/// Reads the origin of a file from its beginning, whatever its name.
pub(super) fn read(file: &mut (impl Read + Seek)) -> Result<Option<Origin>> {
    let length = file.seek(SeekFrom::End(0))?;
    let start = part(file, 0, 16)?;
    Ok(match start.as_slice() {
        [0x1A, 0x45, 0xDF, 0xA3, ..] => matroska::origin(file, length)?,
        [b'I', b'I', b'*' | b'U', 0, ..]
        | [b'I', b'I', b'R', b'O' | b'S', ..]
        | [b'M', b'M', 0, b'*', ..] => exif::origin(file, 0..length)?,
        [b'8', b'B', b'P', b'S', ..] => photoshop::origin(file, length)?,
        [b'%', b'P', b'D', b'F', ..] => in_document(file, length)?,
        // The raw photograph of a Fujifilm camera: always with all that it knows.
        [b'F', b'U', b'J', b'I', b'F', b'I', b'L', b'M', ..] => Some(Origin::Camera),
        [_, _, _, _, b'f', b't', b'y', b'p', ..]
        | [_, _, _, _, b'm', b'o', b'o', b'v', ..]
        | [_, _, _, _, b'm', b'd', b'a', b't', ..]
        | [_, _, _, _, b'w', b'i', b'd', b'e', ..]
        | [_, _, _, _, b'f', b'r', b'e', b'e', ..]
        | [_, _, _, _, b's', b'k', b'i', b'p', ..]
        | [0, 0, 0, 12, b'J', b'X' | b'P', ..] => boxes::origin(file, length)?,
        [0, 0, 0, 12, b'j', b'P', ..] => boxes::origin(file, length)?,
        _ => None,
    })
}

/// What a picture tells that is broken, or something else than its name says: it cannot be cleaned, so the signs of Exif and XMP
/// near its beginning are enough.
pub(super) fn of_broken(file: &mut (impl Read + Seek)) -> Result<Option<Origin>> {
    const SIGNS: [&[u8]; 4] = [b"Exif", b"eXIf", b"EXIF", b"http://ns.adobe.com/xap/"];
    if let Some(found) = read(file)? {
        return Ok(Some(found));
    }
    let first = part(file, 0, MOST_BYTES)?;
    let has = |sign: &&[u8]| first.windows(sign.len()).any(|part| part == *sign);
    Ok(SIGNS.iter().any(has).then_some(Origin::Camera))
}

/// The place that the XMP of a document tells, where it stands uncompressed near an end of it.
fn in_document(file: &mut (impl Read + Seek), length: u64) -> Result<Option<Origin>> {
    let first = part(file, 0, MOST_BYTES)?;
    if let Some(found) = xmp::origin(&first) {
        return Ok(Some(found));
    }
    let last = length.saturating_sub(MOST_BYTES).max(first.len() as u64);
    Ok(xmp::origin(&part(file, last, MOST_BYTES)?))
}

/// This many bytes of a file from a place on, or fewer where it ends before.
fn part(file: &mut (impl Read + Seek), from: u64, length: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // No file is as long, and some systems refuse to go there.
    if from <= i64::MAX.unsigned_abs() {
        file.seek(SeekFrom::Start(from))?;
        file.take(length.min(MOST_BYTES)).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The number of these bytes, the first of which counts most.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The number of so many bytes at a place, where they are there.
fn number_at(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(length)?).map(number)
}

#[cfg(test)]
mod tests;
