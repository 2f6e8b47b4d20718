//! WebP (RFC 9649): chunks of RIFF.

use std::io::{Read, Seek};

use super::walk::{Rest, Stop, Walk};
use super::{exif, icc, no_pixels};
use crate::images::{Head, PictureFormat, Turn, Wrong};
use crate::source::Size;

/// Flags of the chunk `VP8X`.
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;
const ANIMATION: u8 = 0x02;

/// What the chunks tell.
#[derive(Default)]
struct Found {
    size: Option<Size>,
    turn: Option<Turn>,
    alpha: bool,
    moves: bool,
    lossy: bool,
    profile: bool,
}

/// Reads the first chunk, and the heads of all others where it says that there are some.
pub(crate) fn head<R: Read + Seek>(walk: &mut Walk<'_, R>) -> Result<Head, Stop> {
    let [_, _, _, _, length @ .., _, _, _, _] = walk.array::<12>()?;
    let end = u64::from(u32::from_le_bytes(length)) + 8;
    if end > walk.at() + walk.left() {
        return Err(Wrong::CutOff.into());
    }
    let mut found = Found::default();
    let mut is_simple = false;
    while !is_simple && walk.at() + 8 <= end {
        let [name @ .., a, b, c, d] = walk.array::<8>()?;
        let name: [u8; 4] = name;
        let length = u64::from(u32::from_le_bytes([a, b, c, d]));
        let next = walk.at() + length;
        if next > end {
            return Err(Wrong::CutOff.into());
        }
        is_simple = found.size.is_none() && &name != b"VP8X";
        read(walk, name, length, &mut found)?;
        walk.pass_to(end.min(next + length % 2))?;
    }
    Ok(Head {
        format: PictureFormat::Webp,
        size: found.size.ok_or_else(no_pixels)?,
        turn: found.turn.unwrap_or_default(),
        alpha: found.alpha,
        moves: found.moves,
        photograph: found.lossy && !found.alpha,
        profile: found.profile,
        held: 0,
    })
}

/// Reads as much of a chunk as there is to know.
fn read<R: Read + Seek>(
    walk: &mut Walk<'_, R>,
    name: [u8; 4],
    length: u64,
    found: &mut Found,
) -> Result<(), Stop> {
    match &name {
        b"VP8X" => {
            let [flags, _, _, _, a, b, c, d, e, f] = part(walk, length)?;
            found.size = Some(Size {
                width: u32::from_le_bytes([a, b, c, 0]) + 1,
                height: u32::from_le_bytes([d, e, f, 0]) + 1,
            });
            found.alpha = flags & ALPHA != 0;
            found.moves = flags & ANIMATION != 0;
        }
        b"VP8 " => {
            let [a, _, _, mark @ .., width, wide, height, high] = part::<_, 10>(walk, length)?;
            if a & 1 != 0 || mark != [0x9D, 0x01, 0x2A] {
                return Err(no_pixels().into());
            }
            found.lossy = true;
            found.size.get_or_insert(Size {
                width: u32::from(u16::from_le_bytes([width, wide]) & 0x3FFF),
                height: u32::from(u16::from_le_bytes([height, high]) & 0x3FFF),
            });
        }
        b"VP8L" => {
            let [mark, a, b, c, d] = part(walk, length)?;
            if mark != 0x2F {
                return Err(no_pixels().into());
            }
            let bits = u32::from_le_bytes([a, b, c, d]);
            found.alpha |= bits & (1 << 28) != 0;
            found
                .size
                .get_or_insert(Size { width: (bits & 0x3FFF) + 1, height: ((bits >> 14) & 0x3FFF) + 1 });
        }
        b"ALPH" => found.alpha = true,
        b"ICCP" => found.profile = !icc::is_srgb(&walk.bytes(length.min(icc::ENOUGH))?),
        b"EXIF" if found.turn.is_none() => found.turn = exif::turn(&walk.bytes(length.min(exif::ENOUGH))?),
        _ => {}
    }
    Ok(())
}

/// The first bytes of a chunk.
fn part<R: Read + Seek, const COUNT: usize>(
    walk: &mut Walk<'_, R>,
    length: u64,
) -> Result<[u8; COUNT], Stop> {
    if length < COUNT as u64 {
        return Err(no_pixels().into());
    }
    walk.array()
}

/// Where chunks stand.
#[derive(Clone, Copy)]
enum Place {
    File,
    Frame,
}

/// The picture with the chunks that show it.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Wrong> {
    let mut rest = Rest(bytes);
    let [_, _, _, _, length @ .., _, _, _, _] = rest.array::<12>()?;
    let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| Wrong::CutOff)?;
    let chunks = rest.bytes(length.checked_sub(4).ok_or_else(no_pixels)?)?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend(b"WEBP");
    keep(chunks, Place::File, &mut kept)?;
    let mut file = b"RIFF".to_vec();
    append(&mut file, &kept)?;
    Ok(file)
}

/// Copies the chunks that show a picture, or a frame of one that moves.
fn keep(chunks: &[u8], place: Place, kept: &mut Vec<u8>) -> Result<(), Wrong> {
    let mut rest = Rest(chunks);
    let mut has_pixels = false;
    let mut is_extended = matches!(place, Place::Frame);
    while rest.0.len() >= 8 {
        let name = rest.array::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(rest.array()?)).map_err(|_| Wrong::CutOff)?;
        let text = rest.bytes(length)?;
        rest.bytes((length % 2).min(rest.0.len()))?;
        let text = match (place, &name) {
            (_, b"VP8 " | b"VP8L") => {
                has_pixels = true;
                text.to_vec()
            }
            (_, b"ALPH") | (Place::File, b"ANIM" | b"ICCP") => text.to_vec(),
            (Place::File, b"VP8X") => {
                is_extended = true;
                extended(text)?
            }
            (Place::File, b"ANMF") => {
                has_pixels = true;
                frame(text)?
            }
            _ => continue,
        };
        kept.extend(name);
        append(kept, &text)?;
        // A file that begins with its pixels has no other chunk.
        if has_pixels && !is_extended {
            break;
        }
    }
    if has_pixels { Ok(()) } else { Err(no_pixels()) }
}

/// The chunk `VP8X` without the flags that announce Exif and XMP.
fn extended(text: &[u8]) -> Result<Vec<u8>, Wrong> {
    let [flags, _, _, _, size @ ..] = *text.first_chunk::<10>().ok_or_else(no_pixels)?;
    Ok([&[flags & (PROFILE | ALPHA | ANIMATION), 0, 0, 0], &size[..]].concat())
}

/// A frame: where it stands and for how long, and its own chunks.
fn frame(text: &[u8]) -> Result<Vec<u8>, Wrong> {
    let (place, chunks) = text.split_at_checked(16).ok_or_else(no_pixels)?;
    let mut kept = place.to_vec();
    keep(chunks, Place::Frame, &mut kept)?;
    Ok(kept)
}

/// Appends a length, a text, and a byte that makes the text even.
fn append(kept: &mut Vec<u8>, text: &[u8]) -> Result<(), Wrong> {
    let length = u32::try_from(text.len()).map_err(|_| Wrong::Broken("it is too long".to_owned()))?;
    kept.extend(length.to_le_bytes());
    kept.extend(text);
    if text.len() % 2 == 1 {
        kept.push(0);
    }
    Ok(())
}
