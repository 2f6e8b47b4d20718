//! Exif: the entries of a TIFF, and of a raw photograph, which is one (TIFF 6.0, CIPA DC-008).

use std::io::{Read, Result, Seek};
use std::ops::Range;

use super::{Coordinates, MOST_BYTES, Origin, part, xmp};
use crate::images::Order;

/// Entries that are looked for.
const XMP: u16 = 700;
const EXIF: u16 = 0x8769;
const GPS: u16 = 0x8825;
const SOUTH_OR_NORTH: u16 = 1;
const LATITUDE: u16 = 2;
const EAST_OR_WEST: u16 = 3;
const LONGITUDE: u16 = 4;

/// What stands in a TIFF, which begins at the start of a part of a file.
pub(super) fn origin(file: &mut (impl Read + Seek), within: Range<u64>) -> Result<Option<Origin>> {
    let head = part(file, within.start, 8)?;
    let Some(order) = Order::of(&head) else { return Ok(None) };
    let mut tiff = Tiff { file, within, order };
    let Some(first) = head.get(4..).and_then(|number| order.long(number)) else { return Ok(None) };
    let entries = tiff.directory(first)?;
    let own = |tag| entries.iter().find(|entry| entry.tag == tag);
    if let Some(gps) = own(GPS)
        && let Some(place) = tiff.place(gps.offset)?
    {
        return Ok(Some(Origin::At(place)));
    }
    if let Some(packet) = own(XMP)
        && let Some(found) = xmp::origin(&tiff.part(packet.offset, u64::from(packet.count))?)
    {
        return Ok(Some(found));
    }
    Ok(own(EXIF).map(|_| Origin::Camera))
}

struct Tiff<'f, F> {
    file: &'f mut F,
    within: Range<u64>,
    order: Order,
}

/// An entry of a directory.
struct Entry {
    tag: u16,
    count: u32,
    /// Where its value stands; the value itself where that has four bytes.
    offset: u32,
    /// The first of these four bytes.
    letter: u8,
}

impl<F: Read + Seek> Tiff<'_, F> {
    fn part(&mut self, offset: u32, length: u64) -> Result<Vec<u8>> {
        let from = self.within.start.saturating_add(u64::from(offset));
        part(self.file, from, length.min(self.within.end.saturating_sub(from)))
    }

    fn directory(&mut self, offset: u32) -> Result<Vec<Entry>> {
        let bytes = self.part(offset, MOST_BYTES)?;
        let order = self.order;
        let count = order.short(&bytes).map_or(0, usize::from);
        let entries = bytes.get(2..).unwrap_or_default().chunks_exact(12).take(count);
        let entry = |bytes: &[u8]| {
            Some(Entry {
                tag: order.short(bytes)?,
                count: order.long(bytes.get(4..)?)?,
                offset: order.long(bytes.get(8..)?)?,
                letter: *bytes.get(8)?,
            })
        };
        Ok(entries.filter_map(entry).collect())
    }

    /// The place of a directory of GPS; nothing where it is left open.
    fn place(&mut self, offset: u32) -> Result<Option<Coordinates>> {
        let entries = self.directory(offset)?;
        let own = |tag| entries.iter().find(|entry| entry.tag == tag);
        let (Some(north), Some(east)) = (own(LATITUDE), own(LONGITUDE)) else { return Ok(None) };
        let (north, east) = (self.degrees(north.offset)?, self.degrees(east.offset)?);
        let side = |tag, other| if own(tag).is_some_and(|entry| entry.letter == other) { -1.0 } else { 1.0 };
        Ok(north.zip(east).and_then(|(north, east)| {
            Coordinates::of_degrees(north * side(SOUTH_OR_NORTH, b'S'), east * side(EAST_OR_WEST, b'W'))
        }))
    }

    /// Degrees, minutes and seconds, each as a fraction.
    fn degrees(&mut self, offset: u32) -> Result<Option<f64>> {
        let bytes = self.part(offset, 24)?;
        let mut sum = 0.0;
        for (fraction, share) in bytes.chunks_exact(8).zip([1.0, 60.0, 3600.0]) {
            let under = fraction.get(4..).and_then(|under| self.order.long(under));
            match (self.order.long(fraction), under) {
                (Some(over), Some(under)) if under > 0 => sum += f64::from(over) / f64::from(under) / share,
                // Seconds may be left open, degrees not.
                _ if share > 1.0 => {}
                _ => return Ok(None),
            }
        }
        Ok((bytes.len() == 24).then_some(sum))
    }
}
