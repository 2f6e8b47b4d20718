//! The colours of a theme, `[colors.NAME]`: for each scheme a colour, one for each word of an option, or one that is made
//! from an option. The build computes them, so what is served are plain values that old browsers know, too.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::color::{Change, Lightness, Rgb, parse};
use super::keys::{CHANGE, WORDS};
use super::layers::Layer;
use super::options::Declared;
use super::reference::OptionType;
use crate::problem::{Place, Problems, Rule};
use crate::table::{At, Table, TextOrTable};

/// What a reader's device asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    pub(super) const BOTH: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        }
    }
}

/// A colour as a theme declares it.
#[derive(Debug)]
pub(super) struct Color {
    light: Shade,
    dark: Shade,
    /// Where its name stands, and in which layer.
    pub(super) name: Place,
    pub(super) declared_by: Layer,
}

/// A colour in one scheme.
#[derive(Debug, Clone)]
pub(super) enum Shade {
    Written(Rgb),
    /// One for each word of an option that is a choice.
    ByWord {
        option: At<String>,
        words: BTreeMap<String, Rgb>,
    },
    /// Made from an option that is a colour.
    From {
        option: At<String>,
        change: Change,
    },
}

impl Color {
    pub(super) fn in_scheme(&self, scheme: Scheme) -> &Shade {
        match scheme {
            Scheme::Light => &self.light,
            Scheme::Dark => &self.dark,
        }
    }

    /// Whether it goes by options that are there and are of the right type, with a colour for each of their words. Tells
    /// where it does not: at the option, if that is one of a layer above.
    pub(super) fn fits(
        &self,
        name: &str,
        declared: &BTreeMap<String, Declared>,
        problems: &mut Problems,
    ) -> bool {
        [&self.light, &self.dark].into_iter().all(|shade| {
            let (option, kind, words) = match shade {
                Shade::Written(_) => return true,
                Shade::ByWord { option, words } => (option, OptionType::Choice, Some(words)),
                Shade::From { option, .. } => (option, OptionType::Color, None),
            };
            let place = option.place(&self.name.source);
            let Some(known) = declared.get(&option.value) else {
                problems
                    .report(Rule::Theme, place, format!("there is no option `{}`", option.value))
                    .help("declare it in `[options]`, or name one that is there")
                    .propose(&option.value, declared.keys().map(String::as_str));
                return false;
            };
            let above = (known.declared_by < self.declared_by).then(|| known.name.clone());
            if known.kind != kind {
                let wanted = if kind == OptionType::Color { "color" } else { "choice" };
                let said = format!(
                    "the colour `{name}` goes by the option `{}`, which is no `{wanted}`",
                    option.value
                );
                problems
                    .report(Rule::Theme, above.unwrap_or(place), said)
                    .help("give the option another name, or declare the colour anew in `[colors]`");
                return false;
            }
            let Some(words) = words else { return true };
            let lacking = known.choices.iter().find(|word| !words.contains_key(*word));
            let unknown = words.keys().find(|word| !known.choices.contains(word));
            if let Some(word) = lacking {
                let said =
                    format!("the colour `{name}` has nothing for the word `{word}` of `{}`", option.value);
                problems
                    .report(Rule::Theme, above.unwrap_or(place), said)
                    .help(format!("declare it for each word: {}", known.choices.join(", ")));
            } else if let Some(word) = unknown.filter(|_| above.is_none()) {
                let said = format!("the option `{}` has no word `{word}`", option.value);
                problems
                    .report(Rule::Theme, place, said)
                    .help(format!("its words are: {}", known.choices.join(", ")));
            } else {
                return true;
            }
            false
        })
    }

    /// The options that decide on it.
    pub(super) fn options(&self) -> impl Iterator<Item = &At<String>> {
        [&self.light, &self.dark].into_iter().filter_map(|shade| match shade {
            Shade::Written(_) => None,
            Shade::ByWord { option, .. } | Shade::From { option, .. } => Some(option),
        })
    }
}

/// The colours that a layer declares; nothing for one that cannot be read, which is told.
pub(super) fn read<'a>(table: &mut Table<'a>, layer: Layer) -> Vec<(&'a str, Option<Color>)> {
    let mut colors = Vec::new();
    for (name, mut entry) in table.named_tables("colors") {
        let color = color(&name, &mut entry, layer).filter(|_| is_name(&name, &mut entry));
        entry.finish(&mut table.problems);
        colors.push((name.value, color));
    }
    colors
}

fn color(name: &At<&str>, entry: &mut Table<'_>, layer: Layer) -> Option<Color> {
    let (option, from) = (entry.text("option"), entry.text("from"));
    let by = match (option, from) {
        (Some(_), Some(from)) => {
            for key in ["light", "dark"] {
                entry.raw(key);
            }
            let place = from.place(entry.source());
            entry
                .problems
                .report(Rule::Theme, place, "a colour goes by `option`, or is made `from` one, not both")
                .help("take one of the two lines out");
            return None;
        }
        (Some(option), None) => By::Word(option),
        (None, Some(from)) => By::Change(from),
        (None, None) => By::Nothing,
    };
    let (light, dark) = (shade("light", &by, entry), shade("dark", &by, entry));
    let (light, dark) = match (light?, dark?, by) {
        (None, None, By::Nothing) => {
            let said = format!("the colour `{}` has no value", name.value);
            entry
                .problems
                .report(Rule::Theme, entry.place(), said)
                .help("write it: light = \"#0b6e6e\", and dark = \"…\" where it differs");
            return None;
        }
        // What is made from an option is as given where nothing is said of a scheme.
        (light, dark, By::Change(option)) => {
            let given = Shade::From { option, change: Change::default() };
            (light.unwrap_or_else(|| given.clone()), dark.unwrap_or(given))
        }
        (Some(light), dark, _) => (light.clone(), dark.unwrap_or(light)),
        (None, dark, _) => {
            let dark = dark?;
            (dark.clone(), dark)
        }
    };
    let name = Place::new(entry.source(), name.span.clone());
    Some(Color { light, dark, name, declared_by: layer })
}

/// What decides on a colour.
enum By {
    Nothing,
    Word(At<String>),
    Change(At<String>),
}

/// The colour in a scheme, if anything is said of it; nothing at all if that cannot be read.
fn shade(key: &'static str, by: &By, entry: &mut Table<'_>) -> Option<Option<Shade>> {
    let schema = if matches!(by, By::Word(_)) { &WORDS } else { &CHANGE };
    let written = entry.text_or_table(key, schema);
    let (source, place) = (entry.source(), entry.key_place(key));
    let shade = match (written, by) {
        (None, _) if entry.has(key) => return None,
        (None, _) => return Some(None),
        (Some(TextOrTable::Text(text)), _) => {
            let Some(rgb) = parse(&text.value) else {
                tell_no_color(&text.value, text.place(source), entry);
                return None;
            };
            Shade::Written(rgb)
        }
        (Some(TextOrTable::Table(table)), By::Word(option)) => {
            Shade::ByWord { option: option.clone(), words: words(table, entry)? }
        }
        (Some(TextOrTable::Table(table)), By::Change(option)) => {
            Shade::From { option: option.clone(), change: change(table, entry)? }
        }
        (Some(TextOrTable::Table(table)), By::Nothing) => {
            table.finish_free(&mut entry.problems);
            entry.problems.report(Rule::Theme, place, format!("nothing says by what `{key}` goes")).help(
                "add the option that it goes by, option = \"neutral\", or is made from, from = \"accent\"",
            );
            return None;
        }
    };
    Some(Some(shade))
}

fn words(table: Table<'_>, entry: &mut Table<'_>) -> Option<BTreeMap<String, Rgb>> {
    let mut words = BTreeMap::new();
    let mut is_whole = true;
    for (word, value, span) in table.entries() {
        let place = Place::new(table.source(), span);
        match value {
            DeValue::String(text) => match parse(text) {
                Some(rgb) => drop(words.insert(word.value.to_owned(), rgb)),
                None => {
                    is_whole = false;
                    tell_no_color(text, place, entry);
                }
            },
            _ => {
                is_whole = false;
                let said = format!("`{}` wants a colour in quotes", word.value);
                let help = format!("write it in this form: {} = \"#0b6e6e\"", word.value);
                entry.problems.report(Rule::WrongType, place, said).help(help);
            }
        }
    }
    table.finish_free(&mut entry.problems);
    is_whole.then_some(words)
}

fn change(mut table: Table<'_>, entry: &mut Table<'_>) -> Option<Change> {
    let lightness = number("lightness", &mut table);
    let less = number("lightness_less", &mut table);
    let chroma_max = number("chroma_max", &mut table);
    let place = table.key_place("lightness_less");
    table.finish(&mut entry.problems);
    let lightness = match (lightness?, less?) {
        (Some(_), Some(_)) => {
            entry
                .problems
                .report(Rule::Theme, place, "a lightness is given, and how much less it is")
                .help("take one of the two out");
            return None;
        }
        (Some(lightness), None) => Lightness::Fixed(lightness),
        (None, Some(less)) => Lightness::Less(less),
        (None, None) => Lightness::Kept,
    };
    Some(Change { lightness, chroma_max: chroma_max? })
}

/// The number of a key, if there is one; nothing at all if it cannot be read.
fn number(key: &'static str, table: &mut Table<'_>) -> Option<Option<f64>> {
    let Some(text) = table.number(key) else { return (!table.has(key)).then_some(None) };
    match text.value.replace('_', "").parse().ok().filter(|number| (0.0..=1.0).contains(number)) {
        Some(number) => Some(Some(number)),
        None => {
            let (place, said) = (text.place(table.source()), format!("`{key}` wants a number from 0 to 1"));
            table
                .problems
                .report(Rule::BadValue, place, said)
                .help(format!("write it in this range: {key} = 0.5"));
            None
        }
    }
}

fn tell_no_color(text: &str, place: Place, entry: &mut Table<'_>) {
    entry
        .problems
        .report(Rule::BadValue, place, format!("`{text}` is no colour"))
        .help("write # and six hexadecimal digits, such as \"#0b6e6e\"");
}

/// Whether style sheets can ask for a colour of this name. Tells where they cannot.
fn is_name(name: &At<&str>, entry: &mut Table<'_>) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if name.value.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.value.chars().all(is_part)
    {
        return true;
    }
    let place = Place::new(entry.source(), name.span.clone());
    entry
        .problems
        .report(Rule::Theme, place, format!("a colour cannot be called `{}`", name.value))
        .label("it becomes a CSS variable")
        .help("begin with a letter from a to z; letters, digits, `-` and `_` may follow");
    false
}
