//! The items of a photograph of a phone: HEIC and its kin (ISO/IEC 14496-12, 8.11), those that hold Exif and XMP.

use std::ops::Range;

use super::number_at;

/// What an item is, of those that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Exif,
    Xmp,
}

/// An item and its place in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) content: Range<u64>,
}

/// The boxes that list items.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The content of `iinf`: what they are.
    pub(super) kinds: Vec<u8>,
    /// The content of `iloc`: where they are.
    pub(super) places: Vec<u8>,
    /// The content of `idat`, in which some stand.
    pub(super) data: Range<u64>,
}

/// Bytes that are read from the front.
struct Front<'b>(&'b [u8]);

impl<'b> Front<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (front, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(front)
    }

    fn number(&mut self, length: usize) -> Option<u64> {
        self.take(length).map(super::number)
    }
}

impl List {
    /// The items, in the order of their list.
    pub(super) fn items(&self) -> Vec<Item> {
        let wanted = self.wanted();
        let mut items = Vec::new();
        if !wanted.is_empty() {
            self.locate(&wanted, &mut items);
        }
        items
    }

    /// The numbers of the items that are looked for.
    fn wanted(&self) -> Vec<(u64, Kind)> {
        let mut wanted = Vec::new();
        // The version, then how many there are.
        let head = if self.kinds.first() == Some(&0) { 6 } else { 8 };
        let mut front = Front(self.kinds.get(head..).unwrap_or_default());
        while let Some(size) = front.number(4)
            && let Some(entry) = usize::try_from(size).ok().and_then(|size| front.take(size.checked_sub(4)?))
        {
            let (of_id, behind) = match entry.get(4) {
                Some(2) => (2, 12),
                Some(3) => (4, 14),
                _ => continue,
            };
            let Some(id) = number_at(entry, 8, of_id) else { continue };
            let Some(kind) = entry.get(behind..behind + 4) else { continue };
            match kind {
                b"Exif" => wanted.push((id, Kind::Exif)),
                b"mime" if entry.windows(7).any(|window| window == b"rdf+xml") => {
                    wanted.push((id, Kind::Xmp))
                }
                _ => {}
            }
        }
        wanted
    }

    /// Adds the items with these numbers; nothing of those in several pieces but the first.
    fn locate(&self, wanted: &[(u64, Kind)], items: &mut Vec<Item>) -> Option<()> {
        let version = *self.places.first()?;
        let mut front = Front(self.places.get(4..)?);
        let sizes = front.number(2)?;
        let size = |shift: u32| ((sizes >> shift) & 15) as usize;
        let (of_offset, of_length, of_base) = (size(12), size(8), size(4));
        let of_index = if version == 0 { 0 } else { size(0) };
        let of_id = if version < 2 { 2 } else { 4 };
        for _ in 0..front.number(of_id)? {
            let id = front.number(of_id)?;
            let method = if version == 0 { 0 } else { front.number(2)? & 15 };
            front.number(2)?;
            let base = front.number(of_base)?;
            let pieces = usize::try_from(front.number(2)?).ok()?;
            let mut piece = Front(front.take(pieces.checked_mul(of_index + of_offset + of_length)?)?);
            piece.take(of_index)?;
            let (offset, length) = (piece.number(of_offset)?, piece.number(of_length)?);
            let from = base.saturating_add(offset);
            let Some((_, kind)) = wanted.iter().find(|(own, _)| *own == id) else { continue };
            let from = match method {
                0 => from,
                1 => self.data.start.saturating_add(from),
                _ => continue,
            };
            items.push(Item { kind: *kind, content: from..from.saturating_add(length) });
        }
        Some(())
    }
}
