//! GIF (version 89a): blocks, whose texts are in pieces of at most 255 bytes.

use std::io::{Read, Seek};

use super::no_pixels;
use super::walk::{Rest, Stop, Walk};
use crate::images::{Head, PictureFormat, Turn, Wrong};
use crate::source::Size;

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;
const TRAILER: u8 = 0x3B;
const CONTROL: u8 = 0xF9;
const APPLICATION: u8 = 0xFF;

/// Reads up to the second frame, or to the end of a picture that has one.
pub(crate) fn head<R: Read + Seek>(walk: &mut Walk<'_, R>) -> Result<Head, Stop> {
    let [_, _, _, _, _, _, width, wide, height, high, flags, _, _] = walk.array()?;
    walk.pass(colours(flags) as u64)?;
    let mut alpha = false;
    let mut frames = 0;
    while frames < 2 {
        match walk.byte()? {
            EXTENSION => {
                let is_control = walk.byte()? == CONTROL;
                let first = pass_pieces(walk)?;
                alpha |= is_control && first.is_some_and(|flags| flags & 1 != 0);
            }
            IMAGE => {
                frames += 1;
                let [.., flags] = walk.array::<9>()?;
                walk.pass(colours(flags) as u64 + 1)?;
                pass_pieces(walk)?;
            }
            // Browsers take any other byte for the trailer.
            _ if frames == 0 => return Err(no_pixels().into()),
            _ => break,
        }
    }
    Ok(Head {
        format: PictureFormat::Gif,
        size: Size {
            width: u16::from_le_bytes([width, wide]).into(),
            height: u16::from_le_bytes([height, high]).into(),
        },
        turn: Turn::None,
        alpha,
        moves: frames > 1,
        photograph: false,
        profile: false,
        held: 0,
    })
}

/// How many bytes the table of colours has that such flags announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 6 << (flags & 7) }
}

/// Passes over the pieces of a text, up to the empty one; tells its first byte.
fn pass_pieces<R: Read + Seek>(walk: &mut Walk<'_, R>) -> Result<Option<u8>, Stop> {
    let mut first = None;
    loop {
        let length = walk.byte()?;
        if length == 0 {
            return Ok(first);
        }
        let byte = walk.byte()?;
        first.get_or_insert(byte);
        walk.pass(u64::from(length) - 1)?;
    }
}

/// The picture up to its trailer, with its frames, how long each is shown, and how often all are.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Wrong> {
    let mut rest = Rest(bytes);
    let mut kept = Vec::with_capacity(bytes.len());
    let head = rest.array::<13>()?;
    kept.extend(head);
    let [.., flags, _, _] = head;
    kept.extend(rest.bytes(colours(flags))?);
    let mut control = None;
    let mut has_pixels = false;
    loop {
        match rest.byte()? {
            EXTENSION => match rest.byte()? {
                // It is for the next frame, whatever stands between them.
                CONTROL => control = pieces(&mut rest)?.first().and_then(|text| text.first_chunk::<4>()),
                APPLICATION => kept.extend(repeats(&pieces(&mut rest)?).unwrap_or_default()),
                _ => {
                    pieces(&mut rest)?;
                }
            },
            IMAGE => {
                if let Some(control) = control.take() {
                    kept.extend([&[EXTENSION, CONTROL, 4], &control[..], &[0]].concat());
                }
                kept.push(IMAGE);
                frame(&mut rest, &mut kept)?;
                has_pixels = true;
            }
            _ if has_pixels => break,
            _ => return Err(no_pixels()),
        }
    }
    kept.push(TRAILER);
    Ok(kept)
}

/// Copies what stands behind the mark of a frame: its place, its colours, its pixels.
fn frame(rest: &mut Rest<'_>, kept: &mut Vec<u8>) -> Result<(), Wrong> {
    let whole = rest.0;
    let [.., flags] = rest.array::<9>()?;
    rest.bytes(colours(flags) + 1)?;
    pieces(rest)?;
    kept.extend(whole.get(..whole.len() - rest.0.len()).unwrap_or_default());
    Ok(())
}

/// The pieces of a text, up to the empty one.
fn pieces<'a>(rest: &mut Rest<'a>) -> Result<Vec<&'a [u8]>, Wrong> {
    let mut pieces = Vec::new();
    loop {
        match rest.byte()? {
            0 => return Ok(pieces),
            length => pieces.push(rest.bytes(length.into())?),
        }
    }
}

/// The extension that tells how often a picture moves, if this is the one.
fn repeats(pieces: &[&[u8]]) -> Option<Vec<u8>> {
    let [name @ (b"NETSCAPE2.0" | b"ANIMEXTS1.0"), times, ..] = pieces else { return None };
    let times = times.first_chunk::<3>().filter(|times| times.starts_with(&[1]))?;
    Some([&[EXTENSION, APPLICATION, 11], *name, &[3], times, &[0]].concat())
}
