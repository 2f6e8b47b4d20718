//! The boxes of videos, sounds and photographs of phones: MP4, QuickTime, 3GP, HEIC, JPEG XL (ISO/IEC 14496-12, QTFF).
//!
//! A place may stand in the user data of the film or of a track (`©xyz`, `loci`), in the metadata of either by a key, in XMP
//! (`uuid`), in the Exif of a photograph (an item, or a box), or in a track of its own, as action cameras write it.

use std::io::{Read, Result, Seek};
use std::ops::Range;

use super::matroska::of_text;
use super::{Coordinates, Origin, exif, items, number_at, part, xmp};

/// The most boxes of a file: one of fragments has two for each second or so.
const MOST: u32 = 50_000;

/// The deepest box within boxes.
const DEEPEST: u32 = 8;

/// The id of a `uuid` box that holds XMP, BE7ACFCB-97A9-42E8-9C71-999491E3AFAC.
const XMP: [u8; 16] =
    [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

/// The id of a `uuid` box that holds what a Canon camera wrote into a raw photograph, 85C0B687-820F-11E0-8111-F4CE462B6A48.
const CANON: [u8; 16] =
    [0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0, 0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A, 0x48];

/// What the boxes of a file tell.
pub(super) fn origin(file: &mut (impl Read + Seek), length: u64) -> Result<Option<Origin>> {
    let mut walk = Walk { file, left: MOST, found: None };
    walk.boxes(0..length, DEEPEST)?;
    Ok(walk.found)
}

/// A box: its type, and where its content stands.
struct Found {
    kind: [u8; 4],
    content: Range<u64>,
}

struct Walk<'f, F> {
    file: &'f mut F,
    /// How many boxes may yet be looked at.
    left: u32,
    found: Option<Origin>,
}

impl<F: Read + Seek> Walk<'_, F> {
    /// The box that begins at a place.
    fn next(&mut self, at: u64, end: u64) -> Result<Option<Found>> {
        if end.saturating_sub(at) < 8 || self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let head = part(self.file, at, 16)?;
        let (Some(size), Some(kind)) = (number_at(&head, 0, 4), head.get(4..8)) else { return Ok(None) };
        let (own, size) = match size {
            0 => (8, end - at),
            1 => (16, number_at(&head, 8, 8).unwrap_or(0)),
            size => (8, size),
        };
        let kind = [kind[0], kind[1], kind[2], kind[3]];
        Ok((size >= own).then(|| Found { kind, content: at + own..at.saturating_add(size).min(end) }))
    }

    fn take(&mut self, told: Option<Origin>) {
        self.found = self.found.map(|found| found.or(told)).or(told);
    }

    fn read(&mut self, content: &Range<u64>) -> Result<Vec<u8>> {
        part(self.file, content.start, content.end.saturating_sub(content.start))
    }

    fn boxes(&mut self, within: Range<u64>, deepest: u32) -> Result<()> {
        let mut at = within.start;
        while let Some(Found { kind, content }) = self.next(at, within.end)? {
            at = content.end;
            match &kind {
                b"moov" | b"trak" | b"udta" | b"mdia" | b"minf" | b"stbl" if deepest > 0 => {
                    self.boxes(content, deepest - 1)?;
                }
                b"meta" => self.meta(content)?,
                b"\xA9xyz" => {
                    let told = user_text(&self.read(&content)?);
                    self.take(told);
                }
                b"loci" => {
                    let told = location(&self.read(&content)?);
                    self.take(told);
                }
                b"stsd" => {
                    let told = tells_places(&self.read(&content)?).then_some(Origin::Somewhere);
                    self.take(told);
                }
                b"xml " => {
                    let told = xmp::origin(&self.read(&content)?);
                    self.take(told);
                }
                b"Exif" => self.exif(content)?,
                b"uuid" => self.uuid(content)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// A box of another maker, which its first 16 bytes name.
    fn uuid(&mut self, content: Range<u64>) -> Result<()> {
        let bytes = self.read(&content)?;
        if bytes.starts_with(&XMP) {
            self.take(xmp::origin(&bytes));
        } else if bytes.starts_with(&CANON) {
            self.take(Some(Origin::Camera));
        } else if bytes.get(16..).is_some_and(|rest| rest.starts_with(b"II*\0") || rest.starts_with(b"MM\0*"))
        {
            let told = exif::origin(self.file, content.start + 16..content.end)?;
            self.take(told);
        }
        Ok(())
    }

    /// Exif, behind the number of bytes that are left out between that number and its start.
    fn exif(&mut self, content: Range<u64>) -> Result<()> {
        let skipped = number_at(&part(self.file, content.start, 4)?, 0, 4).unwrap_or(0);
        let start = content.start.saturating_add(4).saturating_add(skipped);
        let told = exif::origin(self.file, start..content.end)?;
        self.take(told);
        Ok(())
    }

    /// Metadata: keys with their values, or the items of a photograph.
    fn meta(&mut self, content: Range<u64>) -> Result<()> {
        // QuickTime begins with the first box, the standard with a version.
        let bare = number_at(&part(self.file, content.start, 8)?, 4, 4) == Some(0x6864_6C72);
        let mut at = content.start.saturating_add(if bare { 0 } else { 4 });
        let (mut keys, mut list) = (Vec::new(), items::List::default());
        while let Some(Found { kind, content: own }) = self.next(at, content.end)? {
            at = own.end;
            match &kind {
                b"keys" => keys = names(&self.read(&own)?),
                b"ilst" => self.values(own, &keys)?,
                b"iinf" => list.kinds = self.read(&own)?,
                b"iloc" => list.places = self.read(&own)?,
                b"idat" => list.data = own,
                _ => {}
            }
        }
        for item in list.items() {
            match item.kind {
                items::Kind::Exif => self.exif(item.content)?,
                items::Kind::Xmp => {
                    let told = xmp::origin(&self.read(&item.content)?);
                    self.take(told);
                }
            }
        }
        Ok(())
    }

    /// The values of metadata, each of a key by its number, or by a name of four letters.
    fn values(&mut self, within: Range<u64>, keys: &[String]) -> Result<()> {
        let mut at = within.start;
        while let Some(Found { kind, content }) = self.next(at, within.end)? {
            at = content.end;
            let key = usize::try_from(super::number(&kind))
                .ok()
                .and_then(|number| keys.get(number.checked_sub(1)?));
            if kind == *b"\xA9xyz" || key.is_some_and(|key| is_place(key)) {
                // A box `data`: its head, its type, its language.
                let bytes = self.read(&content)?;
                let text = String::from_utf8_lossy(bytes.get(16..).unwrap_or_default()).into_owned();
                self.take(of_text(&text));
            }
        }
        Ok(())
    }
}

/// Whether a key of metadata tells a place: `com.apple.quicktime.location.ISO6709`, `location-eng`.
fn is_place(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.contains("location") && !key.contains("accuracy")
}

/// The names of keys.
fn names(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some(size) =
        number_at(rest, 0, 4).and_then(|size| usize::try_from(size).ok()).filter(|size| *size >= 8)
        && let Some((name, behind)) = rest.split_at_checked(size)
    {
        names.push(String::from_utf8_lossy(name.get(8..).unwrap_or_default()).into_owned());
        rest = behind;
    }
    names
}

/// A text of user data: its length, its language, itself.
fn user_text(bytes: &[u8]) -> Option<Origin> {
    let length = usize::try_from(number_at(bytes, 0, 2)?).ok()?;
    let text = bytes.get(4..)?;
    of_text(&String::from_utf8_lossy(text.get(..length).unwrap_or(text)))
}

/// The place of a 3GP: version, language, a name, a role, and the degrees, east before north, in 65,536 parts.
fn location(bytes: &[u8]) -> Option<Origin> {
    let named = bytes.get(6..)?;
    let end = match named {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => named.chunks_exact(2).position(|pair| pair == [0, 0])? * 2 + 2,
        _ => named.iter().position(|byte| *byte == 0)? + 1,
    };
    let numbers = named.get(end + 1..)?;
    let degrees = |at: usize| {
        let four: [u8; 4] = numbers.get(at..at + 4)?.try_into().ok()?;
        Some(f64::from(i32::from_be_bytes(four)) / 65_536.0)
    };
    let place = Coordinates::of_degrees(degrees(4)?, degrees(0)?).map(Origin::At);
    place.or((end > 1).then_some(Origin::Somewhere))
}

/// Whether the samples of a track are places: those of action cameras, of drones, and metadata with the key of a place.
fn tells_places(description: &[u8]) -> bool {
    let has =
        |words: &[u8]| description.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words));
    match description.get(12..16) {
        Some(b"gpmd" | b"djmd" | b"camm") => true,
        Some(b"mebx") => has(b"location.iso6709"),
        _ => false,
    }
}
