//! Decoders of pictures, and the memory that they take.

use std::io::Cursor;

use image_webp::WebPDecoder;
use jpeg_decoder::PixelFormat;

use super::pixels::{Channels, Pixels};
use super::{Head, PictureFormat, Wrong};
use crate::source::Size;

/// A picture, decoded, with its colour profile (ICC).
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) pixels: Pixels,
    pub(super) profile: Option<Vec<u8>>,
}

/// The most memory of what a PNG holds beside its pixels: its colour profile, and rows of them.
const BESIDE: usize = 8_000_000;

/// Decodes a picture as it is stored, at least as large as `wanted` in both directions where it is: a JPEG may come at a
/// half, a quarter or an eighth of its size, since its blocks can be read so.
///
/// # Errors
/// If it is broken or cut off.
pub(super) fn decode(bytes: &[u8], head: &Head, wanted: Size) -> Result<Decoded, Wrong> {
    match head.format {
        PictureFormat::Jpeg => jpeg(bytes, wanted),
        PictureFormat::Png => png(bytes, head.size),
        PictureFormat::Webp => webp(bytes, head.size),
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
            // Planes, and the pixels of them, of up to four bytes.
            head.held.saturating_add(scaled.saturating_mul(8))
        }
        // Grey with transparency becomes four bytes of two.
        PictureFormat::Png => stored.pixels().saturating_mul(if head.alpha { 6 } else { 3 }),
        // Planes beside the pixels that come of them; a lossless one is four bytes first, and what is transparent is so too.
        PictureFormat::Webp => {
            let bytes = match (head.alpha, head.photograph) {
                (true, _) => 11,
                (false, true) => 5,
                (false, false) => 8,
            };
            stored.pixels().saturating_mul(bytes)
        }
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

/// The size at which a picture is decoded, as it is stored.
pub(super) fn decoded_size(head: &Head, wanted: Size) -> Size {
    let stored = head.size.turned(head.turn);
    if head.format != PictureFormat::Jpeg {
        return stored;
    }
    let part = eighths(stored, wanted);
    let side = |side: u32| u32::try_from((u64::from(side) * part).div_ceil(8)).unwrap_or(side);
    Size { width: side(stored.width), height: side(stored.height) }
}

fn jpeg(bytes: &[u8], wanted: Size) -> Result<Decoded, Wrong> {
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(bytes));
    decoder.read_info().map_err(of_jpeg)?;
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

fn png(bytes: &[u8], size: Size) -> Result<Decoded, Wrong> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: BESIDE });
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(of_png)?;
    let length = reader.output_buffer_size().ok_or(Wrong::TooLarge(size))?;
    let mut data = vec![0; length];
    let frame = reader.next_frame(&mut data).map_err(of_png)?;
    data.truncate(frame.buffer_size());
    let (channels, data) = match frame.color_type {
        png::ColorType::Grayscale => (Channels::Grey, data),
        png::ColorType::Rgb => (Channels::Rgb, data),
        png::ColorType::Rgba => (Channels::Rgba, data),
        png::ColorType::GrayscaleAlpha => {
            let mut four = Vec::with_capacity(data.len() * 2);
            for pixel in data.chunks_exact(2) {
                four.extend([pixel[0], pixel[0], pixel[0], pixel[1]]);
            }
            (Channels::Rgba, four)
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

fn webp(bytes: &[u8], size: Size) -> Result<Decoded, Wrong> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(of_webp)?;
    let length = decoder.output_buffer_size().ok_or(Wrong::TooLarge(size))?;
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
