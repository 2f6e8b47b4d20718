//! AVIF (MIAF, ISO 23000-22): boxes, of which `meta` lists the items that a picture is made of.
//!
//! Places of items are told from the beginning of the file, so nothing can be cut out. What no viewer needs is blanked
//! where it stands: it becomes free space of the same length.

use std::io::{Read, Seek};
use std::ops::Range;

use super::icc;
use super::walk::{Rest, Stop, Walk};
use crate::images::{Head, PictureFormat, Turn, Wrong};
use crate::source::Size;

type Name = [u8; 4];

/// Items that are pixels, or made of those of others; all other items tell something about a picture.
const PIXELS: [&Name; 6] = [b"av01", b"grid", b"iovl", b"iden", b"tmap", b"sato"];

/// Boxes of other boxes lie no deeper than this.
const DEEPEST: u8 = 8;

/// Stands for the file in a list of boxes within boxes.
const FILE: &Name = b"file";

/// What the auxiliary picture of transparency is called.
const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";

/// Reads `meta`, and of all other boxes how long they are.
pub(crate) fn head<R: Read + Seek>(walk: &mut Walk<'_, R>) -> Result<Head, Stop> {
    let mut read = Vec::new();
    let mut moves = false;
    let mut has_data = false;
    while walk.left() > 0 {
        let [a, b, c, d, name @ ..] = walk.array::<8>()?;
        let length = match u32::from_be_bytes([a, b, c, d]) {
            0 => walk.left(),
            1 => u64::from_be_bytes(walk.array()?).checked_sub(16).ok_or_else(disordered)?,
            length => u64::from(length).checked_sub(8).ok_or_else(disordered)?,
        };
        if matches!(&name, b"ftyp" | b"meta") {
            let text = walk.bytes(length)?;
            moves |= &name == b"ftyp" && text.starts_with(b"avis");
            let length = u32::try_from(text.len() + 8).map_err(|_| disordered())?;
            read.extend([&length.to_be_bytes(), &name, &text[..]].concat());
        } else {
            has_data |= &name == b"mdat";
            walk.pass(length)?;
        }
    }
    let told = inspect(&read)?;
    if !has_data && !told.has_data {
        return Err(Wrong::CutOff.into());
    }
    Ok(Head {
        format: PictureFormat::Avif,
        size: size(&read)?,
        turn: Turn::None,
        alpha: told.alpha,
        moves,
        photograph: false,
        profile: told.profile,
        held: 0,
    })
}

/// The size of a file of which these are the boxes that tell it; with its rotation, which browsers heed.
fn size(boxes: &[u8]) -> Result<Size, Wrong> {
    let size = imagesize::blob_size(boxes).map_err(|_| disordered())?;
    let side = |pixels: usize| u32::try_from(pixels).map_err(|_| disordered());
    Ok(Size { width: side(size.width)?, height: side(size.height)? })
}

/// What the boxes of a file tell.
#[derive(Default)]
struct Told {
    has_data: bool,
    alpha: bool,
    profile: bool,
}

/// Looks at the items of a file, none of which may be anything but pixels, and at their properties.
fn inspect(file: &[u8]) -> Result<Told, Wrong> {
    let mut told = Told::default();
    for part in parts(file, 0..file.len())? {
        match &part.name {
            b"mdat" => told.has_data = true,
            b"meta" => part.parts(file)?.iter().try_for_each(|part| list_tells(file, part, &mut told))?,
            _ => {}
        }
    }
    Ok(told)
}

/// Notes what a part of `meta` tells.
fn list_tells(file: &[u8], part: &Part, told: &mut Told) -> Result<(), Wrong> {
    match &part.name {
        b"idat" => told.has_data = true,
        b"iinf" => items(file, part)?,
        b"iprp" => {
            for part in part.parts(file)?.iter().filter(|part| &part.name == b"ipco") {
                for property in part.parts(file)? {
                    property_tells(property.text(file), &property.name, told);
                }
            }
        }
        _ => {}
    }
    Ok(())
}

fn property_tells(text: &[u8], name: &Name, told: &mut Told) {
    match name {
        b"auxC" => told.alpha |= text.get(4..).is_some_and(|name| name.starts_with(ALPHA)),
        b"colr" => {
            let profile = text.strip_prefix(b"prof").or(text.strip_prefix(b"rICC"));
            told.profile |= profile.is_some_and(|profile| !icc::is_srgb(profile));
        }
        _ => {}
    }
}

/// Refuses items that are no pixels: Exif, XMP, addresses, and those that do not say what they are.
fn items(file: &[u8], list: &Part) -> Result<(), Wrong> {
    let text = list.text(file);
    // The number of items takes 2 bytes in version 0, and 4 in later ones.
    let count = if text.first() == Some(&0) { 6 } else { 8 };
    if text.len() < count {
        return Err(disordered());
    }
    for item in parts(file, list.text.start + count..list.text.end)? {
        let text = item.text(file);
        let kind = match text.first() {
            Some(2) => text.get(8..12),
            Some(3) => text.get(10..14),
            _ => None,
        };
        if !kind.is_some_and(|kind| PIXELS.iter().any(|known| kind == *known)) {
            return Err(Wrong::Private);
        }
    }
    Ok(())
}

/// The picture with the same length, and blank where a box is none of those that show it.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Wrong> {
    if !inspect(bytes)?.has_data {
        return Err(Wrong::CutOff);
    }
    let mut kept = bytes.to_vec();
    blank(bytes, FILE, 0..bytes.len(), 0, &mut kept)?;
    Ok(kept)
}

/// Makes free space of all boxes within a box that are not needed to show a picture.
fn blank(bytes: &[u8], parent: &Name, within: Range<usize>, depth: u8, kept: &mut [u8]) -> Result<(), Wrong> {
    if depth > DEEPEST {
        return Err(disordered());
    }
    for part in parts(bytes, within)? {
        if !is_shown(parent, &part.name) {
            let name = kept.get_mut(part.start + 4..part.start + 8);
            name.ok_or(Wrong::CutOff)?.copy_from_slice(b"free");
            kept.get_mut(part.text).ok_or(Wrong::CutOff)?.fill(0);
        } else if matches!(&part.name, b"meta" | b"iprp" | b"ipco" | b"moov" | b"trak" | b"mdia" | b"minf") {
            blank(bytes, &part.name, part.parts_within()?, depth + 1, kept)?;
        }
    }
    Ok(())
}

/// Whether a box is needed within another one.
fn is_shown(parent: &Name, name: &Name) -> bool {
    let shown: &[&Name] = match parent {
        FILE => &[b"ftyp", b"meta", b"mdat", b"moov"],
        b"meta" => &[b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat", b"dinf", b"grpl"],
        b"moov" => &[b"mvhd", b"trak"],
        b"trak" => &[b"tkhd", b"tref", b"edts", b"mdia"],
        b"mdia" => &[b"mdhd", b"hdlr", b"minf"],
        b"minf" => &[b"vmhd", b"nmhd", b"hdlr", b"dinf", b"stbl"],
        // Properties have no end, and a viewer refuses an item with an essential one that it does not know.
        _ => return !matches!(name, b"udes" | b"crtt" | b"mdft" | b"uuid" | b"free" | b"skip"),
    };
    shown.contains(&name)
}

/// A box: its name, and where it stands.
struct Part {
    name: Name,
    start: usize,
    text: Range<usize>,
}

impl Part {
    fn text<'a>(&self, file: &'a [u8]) -> &'a [u8] {
        file.get(self.text.clone()).unwrap_or_default()
    }

    /// Where the boxes within it stand.
    fn parts_within(&self) -> Result<Range<usize>, Wrong> {
        // A version and flags come first in `meta`.
        let skipped = if &self.name == b"meta" { 4 } else { 0 };
        if self.text.len() < skipped {
            Err(disordered())
        } else {
            Ok(self.text.start + skipped..self.text.end)
        }
    }

    fn parts(&self, file: &[u8]) -> Result<Vec<Part>, Wrong> {
        parts(file, self.parts_within()?)
    }
}

/// The boxes of a range, one after another.
fn parts(file: &[u8], within: Range<usize>) -> Result<Vec<Part>, Wrong> {
    let mut rest = Rest(file.get(within.clone()).ok_or(Wrong::CutOff)?);
    let mut parts = Vec::new();
    while !rest.0.is_empty() {
        let start = within.end - rest.0.len();
        let length = u32::from_be_bytes(rest.array()?);
        let name = rest.array()?;
        let length = match length {
            0 => rest.0.len(),
            1 => {
                let length = u64::from_be_bytes(rest.array()?).checked_sub(16).ok_or_else(disordered)?;
                usize::try_from(length).map_err(|_| Wrong::CutOff)?
            }
            length => usize::try_from(length)
                .ok()
                .and_then(|length| length.checked_sub(8))
                .ok_or_else(disordered)?,
        };
        let from = within.end - rest.0.len();
        rest.bytes(length)?;
        parts.push(Part { name, start, text: from..from + length });
    }
    Ok(parts)
}

fn disordered() -> Wrong {
    Wrong::Broken("its boxes are not those of an AVIF".to_owned())
}
