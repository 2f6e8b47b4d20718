//! Colours of other profiles (ICC) as those of sRGB, which every screen is told in.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::pixels::{Channels, Pixels};

/// A picture with the profile that its colours are still told in; none for sRGB.
#[derive(Debug)]
pub(super) struct Coloured {
    pub(super) pixels: Pixels,
    pub(super) profile: Option<Vec<u8>>,
}

/// The colours of a picture in sRGB. A profile that the library cannot convert from stays with the picture, one of other
/// channels than those of the picture does not; inks without a profile are mixed as browsers mix them.
pub(super) fn to_srgb(pixels: Pixels, profile: Option<Vec<u8>>) -> Coloured {
    let read = profile.as_deref().and_then(|profile| ColorProfile::new_from_slice(profile).ok());
    let profile =
        profile.filter(|_| read.as_ref().is_none_or(|read| read.color_space == DataColorSpace::Rgb));
    let converted = read.and_then(|read| converted(&pixels, &read));
    match (converted, pixels.channels) {
        (Some(pixels), _) => Coloured { pixels, profile: None },
        (None, Channels::Cmyk) => Coloured { pixels: mixed(&pixels), profile: None },
        (None, Channels::Grey) => Coloured { pixels, profile: None },
        (None, Channels::Rgb | Channels::Rgba) => Coloured { pixels, profile },
    }
}

fn converted(pixels: &Pixels, profile: &ColorProfile) -> Option<Pixels> {
    let (space, from, channels, to) = match pixels.channels {
        Channels::Grey | Channels::Rgba if profile.color_space == DataColorSpace::Gray => {
            return brightened(pixels, profile);
        }
        Channels::Grey => return None,
        Channels::Rgb => (DataColorSpace::Rgb, Layout::Rgb, Channels::Rgb, Layout::Rgb),
        Channels::Rgba => (DataColorSpace::Rgb, Layout::Rgba, Channels::Rgba, Layout::Rgba),
        // Four channels, whatever they are.
        Channels::Cmyk => (DataColorSpace::Cmyk, Layout::Rgba, Channels::Rgb, Layout::Rgb),
    };
    if profile.color_space != space {
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

/// Grey in that of sRGB; transparent grey comes in four channels.
fn brightened(pixels: &Pixels, profile: &ColorProfile) -> Option<Pixels> {
    let srgb = ColorProfile::new_srgb();
    let transform =
        profile.create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, TransformOptions::default()).ok()?;
    let all: Vec<u8> = (0..=u8::MAX).collect();
    let mut seen = vec![0; all.len() * 3];
    transform.transform(&all, &mut seen).ok()?;
    let of = |grey: u8| seen.get(usize::from(grey) * 3).copied().unwrap_or(grey);
    let mut data = pixels.data.clone();
    for pixel in data.chunks_exact_mut(pixels.channels.count()) {
        pixel.iter_mut().take(3).for_each(|grey| *grey = of(*grey));
    }
    Some(Pixels { data, ..*pixels })
}

/// Inks mixed as light: what each lets through of the paper, times what black does.
fn mixed(pixels: &Pixels) -> Pixels {
    let light =
        |ink: u8, black: u8| u8::try_from((u32::from(ink) * u32::from(black) + 127) / 255).unwrap_or(u8::MAX);
    let one = |pixel: &[u8]| [0, 1, 2].map(|ink| light(pixel[ink], pixel[3]));
    let data = pixels.data.chunks_exact(4).flat_map(one).collect();
    Pixels { size: pixels.size, channels: Channels::Rgb, data }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Size;

    /// Grey whose numbers are light itself, as a scanner may write it.
    fn linear() -> Vec<u8> {
        ColorProfile::new_gray_with_gamma(1.0).encode().unwrap()
    }

    fn pixels(channels: Channels, data: &[u8]) -> Pixels {
        let size = Size { width: 1, height: 1 };
        Pixels::new(size, channels, data.to_vec()).unwrap()
    }

    #[test]
    fn grey_of_another_profile_becomes_that_of_srgb() {
        let coloured = to_srgb(pixels(Channels::Grey, &[55]), Some(linear()));
        assert!(coloured.profile.is_none());
        // A fifth of the light.
        assert!((127..=129).contains(&coloured.pixels.data[0]), "{:?}", coloured.pixels.data);
        let coloured = to_srgb(pixels(Channels::Rgba, &[55, 55, 55, 9]), Some(linear()));
        let [red, green, blue, alpha] = coloured.pixels.data[..] else { panic!("four channels") };
        assert!(coloured.profile.is_none() && (127..=129).contains(&red), "{red}");
        assert_eq!((green, blue, alpha), (red, red, 9));
    }

    #[test]
    fn a_profile_of_other_channels_is_none() {
        for channels in [Channels::Rgb, Channels::Cmyk] {
            let coloured = to_srgb(pixels(channels, &[55; 4][..channels.count()]), Some(linear()));
            assert!(coloured.profile.is_none(), "{channels:?}");
        }
        let coloured = to_srgb(pixels(Channels::Rgb, &[55, 60, 65]), Some(linear()));
        assert_eq!(coloured.pixels.data, [55, 60, 65]);
    }
}
