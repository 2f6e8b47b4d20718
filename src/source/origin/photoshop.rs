//! Photoshop documents: the resources between head and layers, among them Exif and XMP.

use std::io::{Read, Result, Seek};

use super::{Origin, exif, number_at, part, xmp};

const EXIF: u64 = 1058;
const XMP: u64 = 1060;

/// The most resources that are looked at.
const MOST: usize = 4096;

/// What the resources of a document tell.
pub(super) fn origin(file: &mut (impl Read + Seek), length: u64) -> Result<Option<Origin>> {
    let Some(colors) = number_at(&part(file, 26, 4)?, 0, 4) else { return Ok(None) };
    let start = colors.saturating_add(30);
    let Some(size) = number_at(&part(file, start, 4)?, 0, 4) else { return Ok(None) };
    let mut at = start.saturating_add(4);
    let end = at.saturating_add(size).min(length);
    let mut found: Option<Origin> = None;
    for _ in 0..MOST {
        // The name is told by a byte of length, and filled up to an even number of bytes with it.
        let head = part(file, at, 7)?;
        let (Some(b"8BIM"), Some(id), Some(name)) = (head.get(..4), number_at(&head, 4, 2), head.get(6))
        else {
            break;
        };
        let name = u64::from(*name) / 2 * 2 + 2;
        let Some(size) = number_at(&part(file, at.saturating_add(6 + name), 4)?, 0, 4) else { break };
        let from = at.saturating_add(10 + name);
        let to = from.saturating_add(size);
        if to > end {
            break;
        }
        let told = match id {
            EXIF => exif::origin(file, from..to)?,
            XMP => xmp::origin(&part(file, from, size)?),
            _ => None,
        };
        found = found.map(|found| found.or(told)).or(told);
        at = to.saturating_add(size % 2);
    }
    Ok(found)
}
