//! Decoders of pictures, within a bound of memory.

use std::io::Cursor;

use image_webp::WebPDecoder;
use jpeg_decoder::{CodingProcess, PixelFormat};

use super::pixels::{Channels, Pixels};
use super::{Head, PictureFormat, Wrong};
use crate::source::Size;

/// A picture, decoded, with its colour profile (ICC).
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) pixels: Pixels,
    pub(super) profile: Option<Vec<u8>>,
}

/// The most memory of one picture's pixels while it is decoded, in bytes.
const MOST_MEMORY: u64 = 420_000_000;

/// Decodes a picture as it is stored, at least as large as `wanted` in both directions where it is: a JPEG may come at a
/// half, a quarter or an eighth of its size, since its blocks can be read so.
///
/// # Errors
/// If it is broken or cut off, or would take more memory than one picture may.
pub(super) fn decode(bytes: &[u8], head: &Head, wanted: Size) -> Result<Decoded, Wrong> {
    match head.format {
        PictureFormat::Jpeg => jpeg(bytes, head, wanted),
        PictureFormat::Png => png(bytes, head),
        PictureFormat::Webp => webp(bytes, head),
        PictureFormat::Gif | PictureFormat::Avif => Err(Wrong::Unshown("a picture that is not decoded")),
    }
}

/// The memory that decoding takes at most, in bytes: what the decoders keep beside the pixels is counted too.
pub(super) fn memory(head: &Head, wanted: Size) -> u64 {
    let stored = head.size.turned(head.turn);
    match head.format {
        PictureFormat::Jpeg => {
            let part = eighths(stored, wanted);
            let scaled = stored.pixels().saturating_mul(part * part) / 64;
            // Three planes and the pixels of them, of up to four bytes.
            scaled.saturating_mul(8)
        }
        PictureFormat::Png => stored.pixels().saturating_mul(4),
        // Three planes beside the pixels.
        PictureFormat::Webp => stored.pixels().saturating_mul(6),
        PictureFormat::Gif | PictureFormat::Avif => 0,
    }
}

/// How many eighths of its size a JPEG is decoded at: 1, 2, 4 or 8.
fn eighths(stored: Size, wanted: Size) -> u64 {
    let enough = |part: &u64| {
        let side = |side: u32| (u64::from(side) * part).div_ceil(8);
        side(stored.width) >= u64::from(wanted.width) && side(stored.height) >= u64::from(wanted.height)
    };
    [1, 2, 4].into_iter().find(enough).unwrap_or(8)
}

fn within(memory: u64, head: &Head) -> Result<(), Wrong> {
    if memory > MOST_MEMORY { Err(Wrong::TooLarge(head.size)) } else { Ok(()) }
}

fn jpeg(bytes: &[u8], head: &Head, wanted: Size) -> Result<Decoded, Wrong> {
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(bytes));
    decoder.read_info().map_err(of_jpeg)?;
    let stored = head.size.turned(head.turn);
    let mut needed = memory(head, wanted);
    if decoder.info().is_some_and(|info| info.coding_process == CodingProcess::DctProgressive) {
        // All coefficients of all scans, of two bytes.
        needed = needed.saturating_add(stored.pixels().saturating_mul(6));
    }
    within(needed, head)?;
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    decoder.scale(side(wanted.width.max(1)), side(wanted.height.max(1))).map_err(of_jpeg)?;
    let mut data = decoder.decode().map_err(of_jpeg)?;
    let Some(info) = decoder.info() else { return Err(Wrong::CutOff) };
    let channels = match info.pixel_format {
        PixelFormat::L8 => Channels::Grey,
        PixelFormat::RGB24 => Channels::Rgb,
        PixelFormat::CMYK32 => Channels::Cmyk,
        PixelFormat::L16 => return Err(Wrong::Unshown("a JPEG of more than 8 bits")),
    };
    if channels == Channels::Cmyk {
        // The decoder gives inks as ink; they are kept as light.
        data.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    let size = Size { width: info.width.into(), height: info.height.into() };
    Ok(Decoded { pixels: Pixels::new(size, channels, data)?, profile: decoder.icc_profile() })
}

fn of_jpeg(error: jpeg_decoder::Error) -> Wrong {
    match error {
        jpeg_decoder::Error::Io(_) => Wrong::CutOff,
        jpeg_decoder::Error::Unsupported(_) => Wrong::Unshown("a JPEG of a kind that browsers do not show"),
        error => Wrong::Broken(error.to_string()),
    }
}

fn png(bytes: &[u8], head: &Head) -> Result<Decoded, Wrong> {
    within(memory(head, head.size), head)?;
    let bound = usize::try_from(MOST_MEMORY).unwrap_or(usize::MAX);
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: bound });
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(of_png)?;
    let length = reader.output_buffer_size().ok_or(Wrong::TooLarge(head.size))?;
    within(length as u64, head)?;
    let mut data = vec![0; length];
    let frame = reader.next_frame(&mut data).map_err(of_png)?;
    data.truncate(frame.buffer_size());
    let (channels, data) = match frame.color_type {
        png::ColorType::Grayscale => (Channels::Grey, data),
        png::ColorType::Rgb => (Channels::Rgb, data),
        png::ColorType::Rgba => (Channels::Rgba, data),
        png::ColorType::GrayscaleAlpha => {
            let four = data.chunks_exact(2).flat_map(|pixel| [pixel[0], pixel[0], pixel[0], pixel[1]]);
            (Channels::Rgba, four.collect())
        }
        png::ColorType::Indexed => return Err(Wrong::Broken("its palette is missing".to_owned())),
    };
    let size = Size { width: frame.width, height: frame.height };
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    Ok(Decoded { pixels: Pixels::new(size, channels, data)?, profile })
}

fn of_png(error: png::DecodingError) -> Wrong {
    match error {
        png::DecodingError::IoError(_) => Wrong::CutOff,
        error => Wrong::Broken(error.to_string()),
    }
}

fn webp(bytes: &[u8], head: &Head) -> Result<Decoded, Wrong> {
    within(memory(head, head.size), head)?;
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(of_webp)?;
    decoder.set_memory_limit(usize::try_from(MOST_MEMORY).unwrap_or(usize::MAX));
    let length = decoder.output_buffer_size().ok_or(Wrong::TooLarge(head.size))?;
    within(length as u64, head)?;
    let mut data = vec![0; length];
    decoder.read_image(&mut data).map_err(of_webp)?;
    let channels = if decoder.has_alpha() { Channels::Rgba } else { Channels::Rgb };
    let (width, height) = decoder.dimensions();
    // A broken profile is none: the picture is shown as browsers show it then.
    let profile = decoder.icc_profile().ok().flatten();
    Ok(Decoded { pixels: Pixels::new(Size { width, height }, channels, data)?, profile })
}

fn of_webp(error: image_webp::DecodingError) -> Wrong {
    match error {
        image_webp::DecodingError::IoError(_) => Wrong::CutOff,
        error => Wrong::Broken(error.to_string()),
    }
}
