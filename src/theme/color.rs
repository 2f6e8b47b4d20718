//! A colour: as it is written, made from another one in OKLCH, and its contrast.
//!
//! Roots and powers are those of `libm`, so that every machine makes the same bytes.

use palette::convert::FromColorUnclamped;
use palette::{LinSrgb, Oklch, Srgb};

/// Red, green and blue of sRGB.
pub(super) type Rgb = [u8; 3];

/// `#rgb` or `#rrggbb`.
pub(super) fn parse(text: &str) -> Option<Rgb> {
    let hex = text.strip_prefix('#').filter(|hex| hex.chars().all(|c| c.is_ascii_hexdigit()))?;
    let wide: String = match hex.len() {
        3 => hex.chars().flat_map(|c| [c, c]).collect(),
        6 => hex.to_owned(),
        _ => return None,
    };
    let number = u32::from_str_radix(&wide, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// The colour as `#rrggbb`.
pub(super) fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// What becomes of a colour: in OKLCH its hue is kept, which is what people see as one colour.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Change {
    pub(super) lightness: Lightness,
    /// The most of chroma that is left.
    pub(super) chroma_max: Option<f64>,
}

/// The lightness of what is made.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Lightness {
    /// That of the colour it is made from.
    #[default]
    Kept,
    /// From 0, black, to 1, white.
    Fixed(f64),
    /// So much less.
    Less(f64),
}

impl Change {
    /// The changed colour. What screens of sRGB cannot show has as much chroma as they can, at the same lightness and hue.
    pub(super) fn of(self, [red, green, blue]: Rgb) -> Rgb {
        if self == Change::default() {
            return [red, green, blue];
        }
        let linear: LinSrgb<f64> = Srgb::new(red, green, blue).into_format::<f64>().into_linear();
        let mut color = Oklch::from_color_unclamped(linear);
        match self.lightness {
            Lightness::Kept => {}
            Lightness::Fixed(lightness) => color.l = lightness,
            Lightness::Less(less) => color.l -= less,
        }
        color.l = color.l.clamp(0.0, 1.0);
        color.chroma = color.chroma.min(self.chroma_max.unwrap_or(color.chroma));
        shown(color)
    }
}

/// The colour in sRGB, with the most chroma up to its own that fits there.
fn shown(color: Oklch<f64>) -> Rgb {
    /// Less than half a step of a byte.
    const NEAR: f64 = 1e-4;
    let at = |chroma: f64| LinSrgb::<f64>::from_color_unclamped(Oklch::new(color.l, chroma, color.hue));
    let fits =
        |c: LinSrgb<f64>| [c.red, c.green, c.blue].iter().all(|part| (-NEAR..=1.0 + NEAR).contains(part));
    let (mut fitting, mut most) = (color.chroma, color.chroma);
    if !fits(at(most)) {
        fitting = 0.0;
        // Halved so often, the difference is below what a byte can tell.
        for _ in 0..24 {
            let middle = f64::midpoint(fitting, most);
            *(if fits(at(middle)) { &mut fitting } else { &mut most }) = middle;
        }
    }
    let shown: Srgb<f64> = Srgb::from_linear(at(fitting));
    let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    [byte(shown.red), byte(shown.green), byte(shown.blue)]
}

/// A colour of this lightness, chroma and hue in degrees.
#[cfg(test)]
pub(super) fn of_oklch(lightness: f64, chroma: f64, hue: f64) -> Rgb {
    shown(Oklch::new(lightness, chroma, palette::OklabHue::from_degrees(hue)))
}

/// The contrast of two colours as WCAG 2.2 defines it, from 1 to 21.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |color: Rgb| {
        let [red, green, blue] = color.map(|byte| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(from: &str, lightness: Lightness, chroma_max: Option<f64>) -> String {
        hex(Change { lightness, chroma_max }.of(parse(from).unwrap()))
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        for (one, other, wanted) in [
            ("#000000", "#ffffff", 21.0),
            ("#767676", "#ffffff", 4.5422),
            ("#777777", "#ffffff", 4.4781),
            ("#0b5c6b", "#14171a", 2.3624),
            ("#959595", "#ffffff", 2.9953),
        ] {
            let seen = contrast(parse(one).unwrap(), parse(other).unwrap());
            assert!((seen - wanted).abs() < 0.0001, "{one} {other} {seen}");
        }
    }

    #[test]
    fn a_colour_is_three_or_six_hexadecimal_digits() {
        assert_eq!(parse("#0bf"), Some([0, 0xbb, 0xff]));
        assert_eq!(parse("#0b6E6e").map(hex).as_deref(), Some("#0b6e6e"));
        for text in ["", "#", "0b6e6e", "#0b6e6", "#+b6e6e", "#gggggg", "#ähn", "teal"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_change_keeps_the_hue() {
        let accent = "#0b6e6e";
        assert_eq!(made(accent, Lightness::Kept, None), accent);
        assert_eq!(made(accent, Lightness::Fixed(0.285), Some(0.045)), "#053131");
        assert_eq!(made(accent, Lightness::Fixed(0.81), Some(0.10)), "#7fd2d1");
        assert_eq!(made(accent, Lightness::Fixed(0.0), None), "#000000");
        assert_eq!(made(accent, Lightness::Less(1.0), None), "#000000");
        assert_eq!(made(accent, Lightness::Fixed(1.0), None), "#ffffff");
        assert_eq!(made("#808080", Lightness::Fixed(0.5), None), "#636363");
        assert_eq!(made("#000000", Lightness::Fixed(0.5), Some(0.1)), "#636363");
    }

    #[test]
    fn what_screens_cannot_show_loses_chroma_alone() {
        // A yellow as dark as this has no such chroma.
        let [red, green, blue] =
            Change { lightness: Lightness::Fixed(0.3), chroma_max: None }.of([255, 255, 0]);
        assert!(red.abs_diff(green) < 20 && blue < 3 && red < 70, "{red} {green} {blue}");
        let at = |color: &str| {
            let [red, green, blue] = parse(color).unwrap();
            Oklch::from_color_unclamped(Srgb::new(red, green, blue).into_format::<f64>().into_linear())
        };
        for color in ["#ff0000", "#ffff00", "#0000ff", "#ff00ff", "#00ff00"] {
            for step in 1..10 {
                let lightness = f64::from(step) / 10.0;
                let seen = at(&made(color, Lightness::Fixed(lightness), None));
                assert!((seen.l - lightness).abs() < 0.005, "{color} at {lightness}: {}", seen.l);
            }
        }
    }
}
