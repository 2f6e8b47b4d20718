//! What meridian makes of an accent holds its contrast in every hue.

use std::collections::BTreeMap;

use super::super::color::of_oklch;
use super::*;

/// The accents of all hues, from grey to as bright as there is.
fn accents(lightness: f64) -> impl Iterator<Item = Rgb> {
    let hues = (0..120_u8).map(|hue| 3.0 * f64::from(hue));
    hues.flat_map(move |hue| [0.02, 0.08, 0.14, 0.2, 0.25].map(|chroma| of_oklch(lightness, chroma, hue)))
}

/// The smallest contrast of two colours over all accents of a lightness and all words of choices.
fn smallest(options: &Options, names: [&str; 2], scheme: Scheme, lightness: f64) -> f64 {
    let words = options.every_word(names);
    let words = if words.is_empty() { vec![Chosen::by_theme()] } else { words };
    let chosen = accents(lightness)
        .flat_map(|accent| words.iter().map(move |one| one.clone().with("accent", &hex(accent))));
    let seen = chosen.map(|chosen| {
        let [text, background] = names.map(|name| options.rgb(name, scheme, &chosen).unwrap());
        contrast(text, background)
    });
    seen.fold(f64::MAX, f64::min)
}

#[test]
fn what_is_made_from_an_accent_has_its_contrast_in_every_hue() {
    let options = Options::built_in();
    let mut told = BTreeMap::new();
    for (text, background, by_day, by_night) in [
        ("ink", "tint", 14.22, 12.14),
        ("ink-2", "tint", 6.41, 7.38),
        ("on-deep", "deep", 13.92, 12.0),
        ("on-deep-2", "deep", 9.17, 8.36),
        ("honey", "deep", 8.70, 7.93),
        ("part-1", "deep", 8.02, 7.35),
        ("part-2", "deep", 11.23, 9.0),
        ("part-4", "deep", 3.0, 3.0),
        ("part-5", "deep", 3.0, 3.0),
        // By day the accent is as the clinic gives it: this is the lightest that passes in any hue.
        ("accent", "paper", 4.66, 9.40),
        ("accent", "bone", 4.66, 8.70),
        ("accent", "card", 4.66, 8.22),
        ("accent", "tint", 4.66, 7.69),
        ("on-accent", "accent", 4.66, 9.23),
        ("accent-strong", "card", 6.5, 9.0),
    ] {
        for (scheme, wanted) in [(Scheme::Light, by_day), (Scheme::Dark, by_night)] {
            let seen = smallest(&options, [text, background], scheme, 0.51);
            if seen < wanted - 0.05 {
                told.insert((text, background, scheme.name()), (seen, wanted));
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn an_accent_that_is_pressed_is_seen_better() {
    let options = Options::built_in();
    for accent in accents(0.51) {
        let chosen = Chosen::by_theme().with("accent", &hex(accent));
        for scheme in Scheme::BOTH {
            let [plain, strong, card] =
                ["accent", "accent-strong", "card"].map(|name| options.rgb(name, scheme, &chosen).unwrap());
            assert!(contrast(strong, card) > contrast(plain, card), "{} {}", hex(accent), scheme.name());
        }
    }
}
