//! The contrast check of a theme's pairs of colours.

use super::layers::Layer;
use super::options::Options;
use crate::problem::{Place, Problems, Rule};
use crate::table::Table;

/// Two colours that a theme lays on one another, each a colour or the name of an option.
#[derive(Debug)]
pub(super) struct Pair {
    text: String,
    background: String,
    /// The least contrast: less for large letters.
    least: f64,
    place: Place,
    /// The layer that declares it.
    pub(super) layer: Layer,
}

impl Pair {
    /// What it lays on one another.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [self.text.as_str(), self.background.as_str()].into_iter()
    }

    /// Whether another layer has already said how these two go together.
    pub(super) fn has_names_of(&self, other: &Pair) -> bool {
        self.text == other.text && self.background == other.background
    }
}

/// The pairs that a layer declares.
pub(super) fn read(table: &mut Table<'_>, layer: Layer) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for mut pair in table.tables("contrast") {
        let text = pair.text("text");
        let background = pair.text("background");
        let least = if pair.flag("large").unwrap_or(false) { 3.0 } else { 4.5 };
        let place = pair.place();
        pair.finish(&mut table.problems);
        if let (Some(text), Some(background)) = (text, background) {
            pairs.push(Pair { text: text.value, background: background.value, least, place, layer });
        }
    }
    pairs
}

/// Tells of a pair whose colours are too close: at the value that a layer above has chosen, else at the pair.
pub(super) fn check(pair: &Pair, options: &Options, problems: &mut Problems) {
    let Pair { text, background, least, place, layer } = pair;
    let (Some(front), Some(back)) = (options.color(text), options.color(background)) else {
        problems
            .report(Rule::Theme, place.clone(), "a pair of colours names neither an option nor a colour")
            .help("write the name of an option of the type `color`, or a colour such as \"#0b6e6e\"");
        return;
    };
    let seen = ratio(front, back);
    if seen < *least {
        let said =
            format!("`{text}` on `{background}` has the contrast {seen:.2}; at least {least} is needed");
        let chosen = [text, background].into_iter().find_map(|name| options.place_above(name, *layer));
        let problem = problems.report(Rule::Contrast, chosen.unwrap_or(place).clone(), said);
        problem.help("choose a darker or a lighter colour");
    }
}

/// `#rgb` or `#rrggbb` as three bytes.
pub(super) fn color(text: &str) -> Option<[u8; 3]> {
    let hex = text.strip_prefix('#')?;
    let wide: String = match hex.len() {
        3 => hex.chars().flat_map(|c| [c, c]).collect(),
        6 => hex.to_owned(),
        _ => return None,
    };
    let number = u32::from_str_radix(&wide, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// The contrast of two colours as WCAG 2.2 defines it, from 1 to 21.
fn ratio(one: [u8; 3], other: [u8; 3]) -> f64 {
    let luminance = |color: [u8; 3]| {
        let [red, green, blue] = color.map(|byte| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        for (one, other, wanted) in [
            ("#000000", "#ffffff", 21.0),
            ("#767676", "#ffffff", 4.5422),
            ("#777777", "#ffffff", 4.4781),
            ("#0b5c6b", "#14171a", 2.3624),
            ("#959595", "#ffffff", 2.9953),
        ] {
            let seen = ratio(color(one).unwrap(), color(other).unwrap());
            assert!((seen - wanted).abs() < 0.0001, "{one} {other} {seen}");
        }
    }
}
