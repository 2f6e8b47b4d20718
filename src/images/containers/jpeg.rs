//! JPEG (ITU T.81): markers with segments, and coded pixels behind the head of each scan.

use std::io::{Read, Seek};

use super::walk::{Rest, Stop, Walk};
use super::{exif, icc, no_pixels};
use crate::images::{Head, PictureFormat, Turn, Wrong};
use crate::source::Size;

const DHT: u8 = 0xC4;
const JPG: u8 = 0xC8;
const DAC: u8 = 0xCC;
const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DQT: u8 = 0xDB;
const DNL: u8 = 0xDC;
const DRI: u8 = 0xDD;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const JPEG_LS: u8 = 0xF7;

/// What a part of a colour profile begins with; its number and the number of parts follow.
const ICC: &[u8] = b"ICC_PROFILE\0";

/// The most scans of a picture, ten times those that programs write: a scan of a few bytes costs a decoder a look at all
/// coefficients.
const MOST_SCANS: u32 = 200;

/// The longest head of a frame that is looked at: of four components.
const FRAME: u64 = 6 + 4 * 3;

/// What the head of a frame tells.
struct Frame {
    size: Size,
    /// The bytes of coefficients that a decoder holds.
    held: u64,
}

/// What the segments before the first scan tell.
#[derive(Default)]
struct Found {
    frame: Option<Frame>,
    turn: Option<Turn>,
    profile: bool,
}

/// Reads the segments before the first scan.
pub(crate) fn head<R: Read + Seek>(walk: &mut Walk<'_, R>) -> Result<Head, Stop> {
    walk.pass(2)?;
    let mut found = Found::default();
    loop {
        match marker(|| walk.byte())? {
            SOS => break,
            EOI => return Err(no_pixels().into()),
            SOI => return Err(Wrong::Broken("another picture begins within its head".to_owned()).into()),
            marker if !has_segment(marker) => {}
            marker => {
                let length = u64::from(u16::from_be_bytes(walk.array()?)).saturating_sub(2);
                let end = walk.at() + length;
                segment(walk, marker, length, &mut found)?;
                walk.pass_to(end)?;
            }
        }
    }
    let frame = found.frame.ok_or_else(no_pixels)?;
    Ok(Head {
        format: PictureFormat::Jpeg,
        size: frame.size,
        turn: found.turn.unwrap_or_default(),
        alpha: false,
        moves: false,
        photograph: true,
        profile: found.profile,
        held: frame.held,
    })
}

/// Reads as much of a segment as there is to know.
fn segment<R: Read + Seek>(
    walk: &mut Walk<'_, R>,
    marker: u8,
    length: u64,
    found: &mut Found,
) -> Result<(), Stop> {
    match marker {
        0xC0..=0xCF | JPEG_LS if !matches!(marker, DHT | JPG | DAC) => {
            found.frame = Some(frame(marker, &walk.bytes(length.min(FRAME))?)?);
        }
        APP1 if found.turn.is_none() => {
            let text = walk.bytes(length)?;
            found.turn = text.strip_prefix(b"Exif\0").and_then(|text| exif::turn(text.get(1..)?));
        }
        APP2 if !found.profile => {
            let text = walk.bytes(length.min(icc::ENOUGH))?;
            // The first part has the name; the others follow in order.
            let part = text.strip_prefix(ICC).and_then(|part| part.split_first_chunk());
            found.profile = part.is_some_and(|([number, _], part)| *number == 1 && !icc::is_srgb(part));
        }
        _ => {}
    }
    Ok(())
}

/// What the head of a frame tells, if it is of a kind that browsers show.
fn frame(marker: u8, text: &[u8]) -> Result<Frame, Wrong> {
    let [precision, height @ .., left, right] = *text.first_chunk::<5>().ok_or_else(no_pixels)?;
    match marker {
        0xC3 | 0xC7 | 0xCB | 0xCF => return Err(Wrong::Unshown("a JPEG without loss")),
        0xC5 | 0xC6 | 0xCD | 0xCE => return Err(Wrong::Unshown("a hierarchical JPEG")),
        0xC9 | 0xCA => return Err(Wrong::Unshown("a JPEG with arithmetic coding")),
        JPEG_LS => return Err(Wrong::Unshown("a JPEG-LS")),
        _ => {}
    }
    if precision != 8 {
        return Err(Wrong::Unshown("a JPEG of more than 8 bits a colour"));
    }
    let height = u32::from(u16::from_be_bytes(height));
    if height == 0 {
        return Err(Wrong::Unshown("a JPEG that tells its height behind its pixels"));
    }
    let size = Size { width: u32::from(u16::from_be_bytes([left, right])), height };
    let all = coefficients(size, text.get(6..).unwrap_or_default());
    // In several passes all are there until the last, and again while they become pixels. In one they wait for that in rows,
    // half of them where a machine has much to do.
    let held = if marker == 0xC2 { all * 2 } else { all / 2 };
    Ok(Frame { size, held })
}

/// The bytes of all coefficients of a frame, two for each, by how finely its components are sampled.
fn coefficients(size: Size, components: &[u8]) -> u64 {
    let sampled = components.chunks_exact(3).map(|part| (u64::from(part[1] >> 4), u64::from(part[1] & 15)));
    let most = |side: fn((u64, u64)) -> u64| sampled.clone().map(side).max().unwrap_or(1).max(1);
    let units = |side: u32, most: u64| u64::from(side).div_ceil(8 * most);
    let units = units(size.width, most(|(wide, _)| wide)) * units(size.height, most(|(_, high)| high));
    sampled.map(|(wide, high)| units * wide * high * 64 * 2).sum()
}

/// The next marker; what stands before it is passed over, as browsers do.
fn marker<Error>(mut byte: impl FnMut() -> Result<u8, Error>) -> Result<u8, Error> {
    loop {
        while byte()? != 0xFF {}
        let mut code = byte()?;
        while code == 0xFF {
            code = byte()?;
        }
        if code != 0 {
            return Ok(code);
        }
    }
}

/// Whether a length and a text follow a marker.
fn has_segment(marker: u8) -> bool {
    !matches!(marker, 0x00..=0xBF | 0xD0..=EOI | 0xFF)
}

/// The picture from its first marker to its end, with the segments that show it.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Wrong> {
    let mut rest = Rest(bytes);
    rest.bytes(2)?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend([0xFF, SOI]);
    let mut scans = 0;
    loop {
        match marker(|| rest.byte())? {
            EOI if scans > 0 => break,
            EOI => return Err(no_pixels()),
            // The next picture of a file that has several: the end of this one is missing.
            SOI => return Err(Wrong::CutOff),
            SOS if scans == MOST_SCANS => {
                return Err(Wrong::Broken(format!("it comes in more than {MOST_SCANS} passes")));
            }
            marker if !has_segment(marker) => {}
            marker => {
                let length = usize::from(u16::from_be_bytes(rest.array()?)).saturating_sub(2);
                if let Some(text) = shown(marker, rest.bytes(length)?) {
                    let length = u16::try_from(text.len() + 2).map_err(|_| Wrong::CutOff)?;
                    kept.extend([0xFF, marker]);
                    kept.extend(length.to_be_bytes());
                    kept.extend(text);
                }
                if marker == SOS {
                    kept.extend(rest.bytes(coded(rest.0))?);
                    scans += 1;
                }
            }
        }
    }
    kept.extend([0xFF, EOI]);
    Ok(kept)
}

/// The text of a segment that is needed to show the picture; nothing of all others.
fn shown(marker: u8, text: &[u8]) -> Option<Vec<u8>> {
    match marker {
        DQT | DHT | DAC | DRI | DNL | SOS => Some(text.to_vec()),
        0xC0..=0xCF if marker != JPG => Some(text.to_vec()),
        // Without its small picture: a width and a height of 0.
        APP0 if text.starts_with(b"JFIF\0") && text.len() >= 14 => Some([text.get(..12)?, &[0, 0]].concat()),
        APP2 if text.starts_with(ICC) => Some(text.to_vec()),
        // Version, two fields of flags, and how the colours are coded.
        APP14 if text.starts_with(b"Adobe") => text.get(..12).map(<[u8]>::to_vec),
        _ => None,
    }
}

/// How many bytes of coded pixels come first: up to a marker that is no restart. Codes below the markers that have a
/// meaning are damage, which decoders get over.
fn coded(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(mark) = find(bytes, at, |byte| byte == 0xFF) {
        let Some(code) = find(bytes, mark, |byte| byte != 0xFF) else { break };
        if !matches!(bytes.get(code), Some(0x00..=0xBF | 0xD0..=0xD7)) {
            return mark;
        }
        at = code + 1;
    }
    bytes.len()
}

/// Where the first such byte is, from a place on.
fn find(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    bytes.get(from..)?.iter().position(|byte| is(*byte)).map(|at| from + at)
}
