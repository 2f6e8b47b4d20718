//! Exif: the way up of a picture, and nothing else.
//!
//! The tag stands in the first list of tags (IFD0). A reader of all of Exif would follow what leads from there, which a
//! hostile file makes quadratic: lists that overlap each other.

use crate::images::Turn;

/// How much of Exif is looked at; its first list is at its beginning in all that cameras write.
pub(super) const ENOUGH: u64 = 1 << 20;

/// The number behind the order of a TIFF.
const TIFF: u16 = 42;
const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;
const LONG: u16 = 4;

/// The turn that Exif asks for. Nothing where it tells none or is broken, which is no fault of the picture.
pub(super) fn turn(exif: &[u8]) -> Option<Turn> {
    let tiff = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let order = Order::of(tiff)?;
    if order.short(tiff.get(2..)?)? != TIFF {
        return None;
    }
    let list = tiff.get(usize::try_from(order.long(tiff.get(4..)?)?).ok()?..)?;
    let count = usize::from(order.short(list)?);
    list.get(2..)?.chunks_exact(12).take(count).find_map(|tag| {
        if order.short(tag)? != ORIENTATION || order.long(tag.get(4..)?)? != 1 {
            return None;
        }
        let value = tag.get(8..)?;
        let orientation = match order.short(tag.get(2..)?)? {
            SHORT => u32::from(order.short(value)?),
            LONG => order.long(value)?,
            _ => return None,
        };
        (1..=8).contains(&orientation).then(|| Turn::of_exif(orientation))
    })
}

/// Which end of a number comes first in a TIFF, and so in Exif.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Order {
    LittleEndian,
    BigEndian,
}

impl Order {
    /// The order that the first bytes of a TIFF tell.
    pub(crate) fn of(tiff: &[u8]) -> Option<Self> {
        match tiff.first_chunk()? {
            b"II" => Some(Order::LittleEndian),
            b"MM" => Some(Order::BigEndian),
            _ => None,
        }
    }

    /// The number of two bytes at the beginning of these.
    pub(crate) fn short(self, bytes: &[u8]) -> Option<u16> {
        let bytes = *bytes.first_chunk()?;
        Some(match self {
            Order::LittleEndian => u16::from_le_bytes(bytes),
            Order::BigEndian => u16::from_be_bytes(bytes),
        })
    }

    /// The number of four bytes at the beginning of these.
    pub(crate) fn long(self, bytes: &[u8]) -> Option<u32> {
        let bytes = *bytes.first_chunk()?;
        Some(match self {
            Order::LittleEndian => u32::from_le_bytes(bytes),
            Order::BigEndian => u32::from_be_bytes(bytes),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::built::exif;
    use super::*;

    #[test]
    fn exif_that_lies_turns_nothing() {
        let right = exif(b"II", 1, 6);
        assert_eq!(turn(&right), Some(Turn::Right));
        let with = |at: usize, lie: &[u8]| {
            let mut bytes = right.clone();
            bytes[at..at + lie.len()].copy_from_slice(lie);
            turn(&bytes)
        };
        assert_eq!(with(0, b"XX"), None, "the order of bytes");
        assert_eq!(with(2, &[43]), None, "the mark");
        assert_eq!(with(4, &[0xFF; 4]), None, "the place of the list");
        assert_eq!(with(4, &[0, 0, 0, 0]), None, "a list that is the head");
        assert_eq!(with(8, &[1]), None, "too few tags");
        assert_eq!(with(8, &[0xFF; 2]), Some(Turn::Right), "too many tags");
        assert_eq!(with(24, &[2]), None, "a text");
        assert_eq!(with(24, &[4]), Some(Turn::Right), "a longer number");
        assert_eq!(with(26, &[0xFF; 4]), None, "many numbers");
        assert_eq!(with(30, &[0]), None, "no orientation");
        assert_eq!(with(30, &[9]), None, "an orientation that there is not");
    }

    #[test]
    fn exif_may_end_anywhere() {
        let whole = [b"Exif\0\0", &exif(b"MM", 1, 6)[..]].concat();
        let first = (0..whole.len()).find(|length| turn(&whole[..*length]).is_some());
        assert_eq!(first, Some(6 + 8 + 2 + 12 + 12));
    }
}
