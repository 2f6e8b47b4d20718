//! PNG (W3C, third edition), moving or not: chunks behind a signature.

use std::io::{Read, Seek};

use super::walk::{Rest, Stop, Walk};
use super::{exif, no_pixels};
use crate::images::{Head, PictureFormat, Turn, Wrong};
use crate::source::Size;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1A\n";
const END: &[u8; 12] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// The greatest length of a chunk.
const LONGEST: u32 = i32::MAX as u32;

/// Bytes of pixels that any drawing has, a small one too.
const ANY_HAS: u64 = 1000;

/// The chunks that show a picture, but for the last.
const SHOWN: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
    b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];

/// What the chunks tell.
#[derive(Default)]
struct Found {
    size: Option<Size>,
    turn: Option<Turn>,
    alpha: bool,
    moves: bool,
    profile: bool,
    coded: u64,
}

/// Reads the heads of all chunks, because the way up may be told behind the pixels.
pub(crate) fn head<R: Read + Seek>(walk: &mut Walk<'_, R>) -> Result<Head, Stop> {
    walk.pass(SIGNATURE.len() as u64)?;
    let mut found = Found::default();
    loop {
        let (length, name) = chunk(walk.array()?, found.size.is_some())?;
        if &name == b"IEND" {
            break;
        }
        let end = walk.at() + u64::from(length) + 4;
        read(walk, &name, u64::from(length), &mut found)?;
        walk.pass_to(end)?;
    }
    let size = found.size.ok_or_else(no_pixels)?;
    if found.coded == 0 {
        return Err(no_pixels().into());
    }
    let pixels = u64::from(size.width) * u64::from(size.height);
    let is_dense = found.coded.saturating_sub(ANY_HAS).saturating_mul(5) > pixels.saturating_mul(4);
    Ok(Head {
        format: PictureFormat::Png,
        size,
        turn: found.turn.unwrap_or_default(),
        alpha: found.alpha,
        moves: found.moves,
        photograph: is_dense && !found.alpha,
        profile: found.profile,
        held: 0,
    })
}

/// The length and the name of a chunk, whose order is that of a PNG: the first one tells the size.
fn chunk(head: [u8; 8], is_later: bool) -> Result<(u32, [u8; 4]), Wrong> {
    let [a, b, c, d, name @ ..] = head;
    let length = u32::from_be_bytes([a, b, c, d]);
    match &name {
        b"CgBI" => Err(Wrong::Unshown("a PNG for apps of Apple")),
        b"IHDR" if length != 13 || is_later => Err(disordered()),
        b"IHDR" => Ok((length, name)),
        _ if length > LONGEST || !is_later => Err(disordered()),
        _ => Ok((length, name)),
    }
}

/// Reads as much of a chunk as there is to know.
fn read<R: Read + Seek>(
    walk: &mut Walk<'_, R>,
    name: &[u8; 4],
    length: u64,
    found: &mut Found,
) -> Result<(), Stop> {
    match name {
        b"IHDR" => {
            let [a, b, c, d, e, f, g, h, _, colours] = walk.array()?;
            found.size = Some(Size {
                width: u32::from_be_bytes([a, b, c, d]),
                height: u32::from_be_bytes([e, f, g, h]),
            });
            found.alpha = matches!(colours, 4 | 6);
        }
        b"IDAT" => found.coded += length,
        b"acTL" if found.coded == 0 => found.moves = true,
        b"tRNS" => found.alpha = true,
        // Its name is all that is not compressed.
        b"iCCP" => found.profile = !walk.bytes(length.min(79))?.starts_with(b"sRGB"),
        b"eXIf" if found.turn.is_none() => found.turn = exif::turn(&walk.bytes(length.min(exif::ENOUGH))?),
        _ => {}
    }
    Ok(())
}

/// The picture up to its last chunk, with the chunks that show it.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Wrong> {
    let mut rest = Rest(bytes);
    rest.bytes(SIGNATURE.len())?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend(SIGNATURE);
    let mut has_pixels = false;
    loop {
        let whole = rest.0;
        let (length, name) = chunk(rest.array()?, kept.len() > SIGNATURE.len())?;
        if &name == b"IEND" {
            break;
        }
        let length = usize::try_from(length).map_err(|_| Wrong::CutOff)?;
        rest.bytes(length)?;
        rest.bytes(4)?;
        if SHOWN.contains(&&name) {
            kept.extend(whole.get(..length + 12).ok_or(Wrong::CutOff)?);
        }
        has_pixels |= &name == b"IDAT";
    }
    if !has_pixels {
        return Err(no_pixels());
    }
    kept.extend(END);
    Ok(kept)
}

fn disordered() -> Wrong {
    Wrong::Broken("its parts do not follow each other as those of a PNG do".to_owned())
}
