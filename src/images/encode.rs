//! Encoders of pictures.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::pixels::{Channels, Pixels};
use super::{PictureFormat, Wrong};

/// The quality of photographs that pages show, of 100: half of the bytes of 90, and nobody sees it at the size of a page.
pub(super) const SHOWN: u8 = 76;

/// The quality of photographs that are looked at by themselves, of 100.
pub(super) const WHOLE: u8 = 88;

/// A picture in this format, with the profile of its colours where they are not those of sRGB.
///
/// # Errors
/// If it is wider or higher than the format allows.
pub(super) fn encode(
    pixels: Pixels,
    profile: Option<&[u8]>,
    format: PictureFormat,
    quality: u8,
) -> Result<Vec<u8>, Wrong> {
    match format {
        PictureFormat::Png => png(&pixels, profile),
        PictureFormat::Webp => webp(&pixels, profile),
        PictureFormat::Jpeg | PictureFormat::Gif | PictureFormat::Avif => {
            jpeg(&pixels.opaque(), profile, quality)
        }
    }
}

fn failed(error: impl std::fmt::Display) -> Wrong {
    Wrong::Broken(error.to_string())
}

/// Progressive, so that all of it is there from the first bytes on, and since a baseline of this encoder comes in scans of
/// one component, which some decoders take wrong.
fn jpeg(pixels: &Pixels, profile: Option<&[u8]>, quality: u8) -> Result<Vec<u8>, Wrong> {
    let side = |side: u32| u16::try_from(side).map_err(failed);
    let (width, height) = (side(pixels.size.width)?, side(pixels.size.height)?);
    let mut out = Vec::with_capacity(pixels.data.len() / 16);
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).map_err(failed)?;
    }
    let kind = match pixels.channels {
        Channels::Grey => ColorType::Luma,
        Channels::Rgb => ColorType::Rgb,
        Channels::Rgba => ColorType::Rgba,
        Channels::Cmyk => ColorType::Cmyk,
    };
    encoder.encode(&pixels.data, width, height, kind).map_err(failed)?;
    Ok(out)
}

fn png(pixels: &Pixels, profile: Option<&[u8]>) -> Result<Vec<u8>, Wrong> {
    let mut info = png::Info::with_size(pixels.size.width, pixels.size.height);
    info.bit_depth = png::BitDepth::Eight;
    info.color_type = match pixels.channels {
        Channels::Grey => png::ColorType::Grayscale,
        Channels::Rgb => png::ColorType::Rgb,
        Channels::Rgba | Channels::Cmyk => png::ColorType::Rgba,
    };
    info.icc_profile = profile.map(|profile| profile.to_vec().into());
    let mut out = Vec::with_capacity(pixels.data.len() / 4);
    let mut encoder = png::Encoder::with_info(&mut out, info).map_err(failed)?;
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&pixels.data).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

/// Without loss: this is for the few that lie on their side and are linked to.
fn webp(pixels: &Pixels, profile: Option<&[u8]>) -> Result<Vec<u8>, Wrong> {
    let mut out = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut out);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec());
    }
    let kind = match pixels.channels {
        Channels::Grey => image_webp::ColorType::L8,
        Channels::Rgb => image_webp::ColorType::Rgb8,
        Channels::Rgba | Channels::Cmyk => image_webp::ColorType::Rgba8,
    };
    encoder.encode(&pixels.data, pixels.size.width, pixels.size.height, kind).map_err(failed)?;
    Ok(out)
}
