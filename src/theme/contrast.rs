//! The contrast check of a theme's pairs of colours: in both schemes, with what the site has chosen and with all that it
//! could have chosen.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::color::{Change, Lightness, Rgb, contrast, hex, parse};
use super::colors::Scheme;
use super::layers::Layer;
use super::options::Options;
use super::reference::OptionType;
use super::variables::Chosen;
use crate::problem::{Place, Problems, Rule};
use crate::table::{At, Table};

/// Two colours that a theme lays on one another, each a colour or the name of one or of an option.
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
    pub(super) fn names(&self) -> [&str; 2] {
        [self.text.as_str(), self.background.as_str()]
    }

    /// Whether another layer has already said how these two go together.
    pub(super) fn has_names_of(&self, other: &Pair) -> bool {
        self.text == other.text && self.background == other.background
    }

    /// The scheme in which the two are closest, if that is too close.
    fn fault(&self, options: &Options, chosen: &Chosen) -> Option<Fault> {
        let [text, background] = self.names();
        let in_scheme = |scheme| {
            let front = options.rgb(text, scheme, chosen)?;
            let back = options.rgb(background, scheme, chosen)?;
            Some(Fault { scheme, front, back, seen: contrast(front, back) })
        };
        let both = Scheme::BOTH.into_iter().filter_map(in_scheme);
        both.min_by(|one, other| one.seen.total_cmp(&other.seen)).filter(|worst| worst.seen < self.least)
    }
}

/// Two colours that are too close.
#[derive(Clone, Copy)]
struct Fault {
    scheme: Scheme,
    front: Rgb,
    back: Rgb,
    seen: f64,
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

/// Tells of pairs whose colours are too close: of those that one value decides on, the closest.
pub(super) fn check<'p>(pairs: impl Iterator<Item = &'p Pair>, options: &Options, problems: &mut Problems) {
    let mut found: Vec<Found<'_>> = Vec::new();
    for pair in pairs {
        let Some(one) = find(pair, options, problems) else { continue };
        match found.iter_mut().find(|other| other.place == one.place) {
            Some(other) => {
                other.others += 1;
                if one.fault.seen / one.pair.least < other.fault.seen / other.pair.least {
                    *other = Found { others: other.others, ..one };
                }
            }
            None => found.push(one),
        }
    }
    for one in found {
        one.tell(options, problems);
    }
}

/// What is wrong with a pair; nothing where all is right, or where it names no colours, which is told.
fn find<'o>(pair: &'o Pair, options: &'o Options, problems: &mut Problems) -> Option<Found<'o>> {
    let site = Chosen::by_site();
    let is_color = |name: &&str| options.rgb(name, Scheme::Light, &site).is_some();
    if !pair.names().iter().all(is_color) {
        problems
            .report(Rule::Theme, pair.place.clone(), "a pair of colours names neither an option nor a colour")
            .help(
                "write the name of a colour of `[colors]`, of an option of the type `color`, or a colour such as \
                 \"#0b6e6e\"",
            );
        return None;
    }
    let of = |fault, with: Vec<String>| {
        let by = if with.is_empty() { By::Value } else { By::Declaration };
        let decider = options.decider(pair.names(), pair.layer, by);
        let (place, option) = decider.map_or((&pair.place, None), |decider| (decider.place, decider.option));
        Found { pair, fault, with, place, option, others: 0 }
    };
    if let Some(fault) = pair.fault(options, &site) {
        return Some(of(fault, Vec::new()));
    }
    // What a site could choose is the theme's business, with the theme's own values of all else.
    let words = options.every_word(pair.names());
    words.iter().find_map(|chosen| Some(of(pair.fault(options, chosen)?, chosen.words())))
}

/// A pair that is too close, and where that is decided: at what a layer above the pair says, else at the pair.
struct Found<'o> {
    pair: &'o Pair,
    fault: Fault,
    /// The words with which it is so.
    with: Vec<String>,
    place: &'o Place,
    /// The option of a site's own colour.
    option: Option<&'o str>,
    /// How many other pairs are too close by the same value.
    others: usize,
}

impl Found<'_> {
    fn tell(&self, options: &Options, problems: &mut Problems) {
        let Pair { text, background, least, .. } = self.pair;
        let Fault { scheme, front, back, seen } = self.fault;
        let with = if self.with.is_empty() { "" } else { &format!(" with {}", self.with.join(", ")) };
        let others = match self.others {
            0 => String::new(),
            1 => "; one other pair is too close, too".to_owned(),
            others => format!("; {others} other pairs are too close, too"),
        };
        let said = format!(
            "`{text}` on `{background}` has the contrast {seen:.2}{with}; at least {least} is needed{others}"
        );
        let better = self.option.and_then(|option| options.passing(option));
        let better = better.map(|better| format!(", such as \"{better}\"")).unwrap_or_default();
        problems
            .report(Rule::Contrast, self.place.clone(), said)
            .label(format!("in the {} scheme {} on {}", scheme.name(), hex(front), hex(back)))
            .help(format!("choose a darker or a lighter colour{better}"));
    }
}

/// By what a layer has decided: the value of an option, or the declaration of all its values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Value,
    Declaration,
}

/// Who has decided on a pair: a value of an option, or the declaration of a colour.
struct Decider<'o> {
    place: &'o Place,
    /// The option, if it is a colour.
    option: Option<&'o str>,
}

impl Options {
    /// What a layer above a pair says of its colours: values of options first, those that are colours before all.
    fn decider(&self, names: [&str; 2], layer: Layer, by: By) -> Option<Decider<'_>> {
        let named: Vec<_> = names.into_iter().flat_map(|name| self.options_of(name)).collect();
        let options = named.iter().filter_map(|name| self.declared(name).map(|option| (*name, option)));
        let mut above: Vec<_> = options
            .filter_map(|(name, option)| {
                let (place, decided_by) = match by {
                    By::Value => (&option.place, option.layer),
                    By::Declaration => (&option.name, option.declared_by),
                };
                let is_color = by == By::Value && option.kind == OptionType::Color;
                (decided_by < layer).then_some(Decider { place, option: is_color.then_some(name) })
            })
            .collect();
        above.sort_by_key(|decider| decider.option.is_none());
        let colors = names.into_iter().filter_map(|name| self.color(name));
        let mut colors = colors.filter(|color| color.declared_by < layer);
        let color = || Some(Decider { place: &colors.next()?.name, option: None });
        above.into_iter().next().or_else(color)
    }

    /// The options that decide on a colour: those that it goes by, or the one that it is.
    fn options_of(&self, name: &str) -> Vec<&str> {
        match self.color(name) {
            Some(color) => color.options().map(At::as_str).collect(),
            None => self.name_of(name).into_iter().collect(),
        }
    }

    /// The values of a theme with each word of the choices that decide on these colours.
    fn every_word(&self, names: [&str; 2]) -> Vec<Chosen> {
        let options: BTreeSet<&str> = names.into_iter().flat_map(|name| self.options_of(name)).collect();
        let declared = options.into_iter().filter_map(|name| Some((name, self.declared(name)?)));
        let choices: Vec<_> = declared.filter(|(_, option)| option.kind == OptionType::Choice).collect();
        if choices.is_empty() {
            return Vec::new();
        }
        choices.into_iter().fold(vec![Chosen::by_theme()], |chosen, (name, option)| {
            let each =
                |chosen: Chosen| option.choices.iter().map(move |word| chosen.clone().with(name, word));
            chosen.into_iter().flat_map(each).collect()
        })
    }

    /// The nearest colour of the same hue with which all pairs have enough contrast, in place of what a site has chosen.
    fn passing(&self, option: &str) -> Option<String> {
        let chosen = parse(self.declared(option)?.value.as_str()?)?;
        let steps = (1..100_u8).map(|step| f64::from(step) / 100.0);
        let candidates = steps
            .flat_map(|step| [step, -step])
            .map(|less| hex(Change { lightness: Lightness::Less(less), chroma_max: None }.of(chosen)));
        let passes = |color: &String| {
            let tried = Chosen::by_site().with(option, color);
            self.pairs().all(|pair| pair.fault(self, &tried).is_none())
        };
        candidates.into_iter().find(passes)
    }
}
