//! Colours of other profiles (ICC) as those of sRGB, which every screen is told in.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::pixels::{Channels, Pixels};

/// A picture with the profile that its colours are still told in; none for sRGB.
#[derive(Debug)]
pub(super) struct Coloured {
    pub(super) pixels: Pixels,
    pub(super) profile: Option<Vec<u8>>,
}

/// The colours of a picture in sRGB. A profile that the library cannot convert from stays with the picture; inks without a
/// profile are mixed as browsers mix them.
pub(super) fn to_srgb(pixels: Pixels, profile: Option<Vec<u8>>) -> Coloured {
    let converted = profile.as_deref().and_then(|profile| converted(&pixels, profile));
    match (converted, pixels.channels) {
        (Some(pixels), _) => Coloured { pixels, profile: None },
        (None, Channels::Cmyk) => Coloured { pixels: mixed(&pixels), profile: None },
        (None, Channels::Grey) => Coloured { pixels, profile: None },
        (None, Channels::Rgb | Channels::Rgba) => Coloured { pixels, profile },
    }
}

fn converted(pixels: &Pixels, profile: &[u8]) -> Option<Pixels> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    let (space, from, channels, to) = match pixels.channels {
        Channels::Grey => (DataColorSpace::Gray, Layout::Gray, Channels::Grey, Layout::Gray),
        Channels::Rgb => (DataColorSpace::Rgb, Layout::Rgb, Channels::Rgb, Layout::Rgb),
        Channels::Rgba => (DataColorSpace::Rgb, Layout::Rgba, Channels::Rgba, Layout::Rgba),
        // Four channels, whatever they are.
        Channels::Cmyk => (DataColorSpace::Cmyk, Layout::Rgba, Channels::Rgb, Layout::Rgb),
    };
    if profile.color_space != space || pixels.channels == Channels::Grey {
        return None;
    }
    let inks: Vec<u8>;
    let data = if pixels.channels == Channels::Cmyk {
        inks = pixels.data.iter().map(|light| 255 - light).collect();
        &inks
    } else {
        &pixels.data
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(from, &srgb, to, TransformOptions::default()).ok()?;
    let mut out = vec![0; data.len() / pixels.channels.count() * channels.count()];
    transform.transform(data, &mut out).ok()?;
    Some(Pixels { size: pixels.size, channels, data: out })
}

/// Inks mixed as light: what each lets through of the paper, times what black does.
fn mixed(pixels: &Pixels) -> Pixels {
    let light =
        |ink: u8, black: u8| u8::try_from((u32::from(ink) * u32::from(black) + 127) / 255).unwrap_or(u8::MAX);
    let one = |pixel: &[u8]| [0, 1, 2].map(|ink| light(pixel[ink], pixel[3]));
    let data = pixels.data.chunks_exact(4).flat_map(one).collect();
    Pixels { size: pixels.size, channels: Channels::Rgb, data }
}
