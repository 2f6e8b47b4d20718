//! A theme's declaration, `theme.toml`: its options with the site's values. Each option is the one of the first layer
//! that declares it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::color;
use super::colors::{self, Color};
use super::contrast::{self, Pair};
use super::engine::Compiled;
use super::keys::THEME;
use super::layers::{BUILT_IN, Layer, Layers};
use super::reference::{self, OPTION_TYPES, OptionType};
use crate::config::{Config, OptionValue};
use crate::images::PictureSizes;
use crate::known::Dictionary;
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::source::{Bytes, Source, built_in_theme};
use crate::table::{At, Table, parse};

/// The options of all layers with the values of the site, or their defaults.
#[derive(Debug, Default)]
pub(super) struct Options {
    declared: BTreeMap<String, Declared>,
    /// Options whose declaration could not be read: what a site says of them is not held against it.
    unread: BTreeSet<String>,
    /// The colours of all layers.
    colors: BTreeMap<String, Color>,
    /// Colours that could not be read.
    unread_colors: BTreeSet<String>,
    pairs: Vec<Pair>,
    /// The widths of pictures, of the first layer that says any.
    widths: Option<Vec<u32>>,
    /// How wide a picture in running text is shown.
    in_text: Option<String>,
}

/// An option as a theme declares it.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) kind: OptionType,
    pub(super) choices: Vec<String>,
    pub(super) value: Value,
    pub(super) default: Value,
    /// Where its name stands, and in which layer.
    pub(super) name: Place,
    pub(super) declared_by: Layer,
    /// Where its value stands: in `site.toml`, else in the theme.
    pub(super) place: Place,
    pub(super) layer: Layer,
}

impl Options {
    /// Reads what the theme and the theme below it declare, and what the site says.
    pub(super) fn read(layers: &Layers<'_>, config: &Config, problems: &mut Problems) -> Self {
        let mut options = Options::default();
        for layer in [Layer::Theme, Layer::BuiltIn] {
            if let Some(source) = layers.text(layer, "theme.toml") {
                options.add(source, layer, problems);
            }
        }
        options.check_variables(layers, problems);
        options.check_colors(problems);
        options.set(config, problems);
        options.check_contrast(problems);
        options
    }

    /// The options of the built-in theme alone.
    #[cfg(test)]
    pub(super) fn built_in() -> Self {
        let sources = crate::source::Sources::from_files([] as [(&str, &str); 0]);
        let layers = Layers::new(&sources, crate::source::BUILT_IN_THEME);
        let source = layers.text(Layer::BuiltIn, "theme.toml").expect("the program has it");
        let mut options = Options::default();
        options.add(source, Layer::BuiltIn, &mut Problems::default());
        options
    }

    /// Holds the pairs of colours against their least contrast. A pair of a layer below goes by the names of that layer:
    /// where the theme means something else by one of them, it says nothing of the theme's own pages.
    fn check_contrast(&self, problems: &mut Problems) {
        let is_no_color = |name: &str, layer: Layer| {
            let option = self.declared.get(name);
            option.is_some_and(|option| option.declared_by < layer && option.kind != OptionType::Color)
        };
        let is_known = |pair: &&Pair| {
            let mut names = pair.names().into_iter();
            !names.any(|name| is_no_color(name, pair.layer) || self.unread_colors.contains(name))
        };
        contrast::check(self.pairs.iter().filter(is_known), self, problems);
    }

    /// Adds what a layer declares and no layer above it.
    fn add(&mut self, source: &Arc<Source>, layer: Layer, problems: &mut Problems) {
        let parsed = parse(source, 0..source.text.len(), problems);
        let mut table = parsed.table(&THEME);
        table.text("name");
        self.add_sizes(&mut table);
        for (name, mut entry) in table.named_tables("options") {
            let option = declared(&name, &mut entry, layer);
            match option.filter(|_| is_name(&name, &mut entry)) {
                Some(option) => drop(self.declared.entry(name.value.to_owned()).or_insert(option)),
                None => drop(self.unread.insert(name.value.to_owned())),
            }
            entry.finish(&mut table.problems);
        }
        for (name, color) in colors::read(&mut table, layer) {
            match color {
                Some(color) => drop(self.colors.entry(name.to_owned()).or_insert(color)),
                None => drop(self.unread_colors.insert(name.to_owned())),
            }
        }
        for pair in contrast::read(&mut table, layer) {
            if !self.pairs.iter().any(|known| known.has_names_of(&pair)) {
                self.pairs.push(pair);
            }
        }
        table.finish(problems);
    }

    /// What a layer says of pictures and no layer above it.
    fn add_sizes(&mut self, table: &mut Table<'_>) {
        let widths = table.wholes("image_widths").map(|widths| {
            let widths: BTreeSet<_> =
                widths.value.into_iter().filter_map(|width| width.try_into().ok()).collect();
            widths.into_iter().collect()
        });
        self.widths = self.widths.take().or(widths);
        let in_text = table.text("image_sizes").map(|sizes| sizes.value);
        self.in_text = self.in_text.take().or(in_text);
    }

    /// How the theme wants pictures.
    pub(super) fn pictures(&self) -> PictureSizes {
        PictureSizes {
            widths: self.widths.clone().unwrap_or_default(),
            in_text: self.in_text.clone().unwrap_or_else(|| "100vw".to_owned()),
        }
    }

    /// Tells of options whose variable the built-in style sheets set again, so that nobody sees what is chosen.
    fn check_variables(&self, layers: &Layers<'_>, problems: &mut Problems) {
        let is_served = |path: &str| path.starts_with(BUILT_IN) && path.ends_with(".css");
        let sheets = layers.files("assets/").into_iter().filter(|(_, path, _)| is_served(path));
        let sheets: Vec<_> = sheets
            .filter_map(|(_, _, sheet)| match sheet.bytes {
                Bytes::InMemory(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
                Bytes::OnDisk(_) => None,
            })
            .collect();
        let sets = |name: &str| {
            let variable = format!("--{name}");
            let mut rests = sheets.iter().flat_map(|sheet| sheet.split(variable.as_str()).skip(1));
            rests.any(|rest| rest.trim_start().starts_with(':'))
        };
        for (name, option) in &self.declared {
            // A colour under its name holds wherever no rule says otherwise.
            let is_variable = !matches!(option.kind, OptionType::Text | OptionType::Image);
            if is_variable && !self.colors.contains_key(name) && sets(name) {
                let said = format!(
                    "the option `{name}` has the name of a variable that the style sheets set themselves"
                );
                problems.report(Rule::Theme, option.name.clone(), said).help(format!(
                    "give it another name, such as `own_{name}`, and write `--{name}: var(--own_{name})` in a style \
                     sheet of the theme"
                ));
            }
        }
    }

    /// Takes the values of the site.
    fn set(&mut self, config: &Config, problems: &mut Problems) {
        for (name, value) in &config.theme_options {
            let place = value.place(&config.source);
            match self.declared.entry(name.value.clone()) {
                Entry::Occupied(mut option) => {
                    let option = option.get_mut();
                    match fit(option.kind, &option.choices, &value.value) {
                        Ok(fitted) => {
                            (option.value, option.place, option.layer) = (fitted, place, Layer::Site)
                        }
                        Err(wanted) => {
                            let said = format!("the option `{}` wants {wanted}", name.value);
                            problems.report(Rule::BadValue, place, said);
                        }
                    }
                }
                Entry::Vacant(_) if self.unread.contains(&name.value) => {}
                Entry::Vacant(_) => {
                    let said = format!("the theme has no option `{}`", name.value);
                    let known: Dictionary = self.declared.keys().map(String::as_str).collect();
                    problems
                        .report(Rule::UnknownKey, name.place(&config.source), said)
                        .propose_or_list(&name.value, &known);
                }
            }
        }
    }

    /// An option.
    pub(super) fn declared(&self, name: &str) -> Option<&Declared> {
        self.declared.get(name)
    }

    /// Tells of colours that go by an option which is none for them; they are no colours then.
    fn check_colors(&mut self, problems: &mut Problems) {
        let Options { declared, unread, colors, unread_colors, .. } = self;
        for (name, color) in std::mem::take(colors) {
            if color.options().any(|option| unread.contains(&option.value))
                || !color.fits(&name, declared, problems)
            {
                unread_colors.insert(name);
            } else {
                colors.insert(name, color);
            }
        }
    }

    /// The name of an option.
    pub(super) fn name_of(&self, name: &str) -> Option<&str> {
        self.declared.get_key_value(name).map(|(name, _)| name.as_str())
    }

    /// A colour of the theme.
    pub(super) fn color(&self, name: &str) -> Option<&Color> {
        self.colors.get(name)
    }

    /// The names of the colours.
    pub(super) fn colors(&self) -> impl Iterator<Item = &str> {
        self.colors.keys().map(String::as_str)
    }

    /// The pairs that are laid on one another.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter()
    }

    /// The values, for templates; nothing for an option that could not be read, so that no template is blamed for it.
    pub(super) fn values(&self) -> BTreeMap<String, Value> {
        let unread = self.unread.iter().map(|name| (name.clone(), Value::String(String::new())));
        let declared = self.declared.iter().map(|(name, option)| (name.clone(), option.value.clone()));
        unread.chain(declared).collect()
    }

    /// The addresses that are chosen, each with its place: of pictures, and those that templates give to `url`.
    pub(super) fn addresses(&self, compiled: &Compiled) -> impl Iterator<Item = (Place, Route)> {
        let asked: BTreeSet<&str> =
            compiled.asked.values().flat_map(|asked| &asked.address_options).map(String::as_str).collect();
        let is_address = move |name: &str, kind| kind == OptionType::Image || asked.contains(name);
        let chosen = self.declared.iter().filter(move |(name, option)| is_address(name, option.kind));
        chosen.filter_map(|(_, option)| {
            let target = option.value.as_str()?.split(['?', '#']).next()?;
            Some((option.place.clone(), Route::absolute(target)?))
        })
    }

    /// The colours that a layer declares and no layer above it, each with the place of its name.
    pub(super) fn colors_of(&self, layer: Layer) -> impl Iterator<Item = (&str, &Place)> {
        let of_layer = self.colors.iter().filter(move |(_, color)| color.declared_by == layer);
        of_layer.map(|(name, color)| (name.as_str(), &color.name))
    }

    /// Whether a colour goes by an option.
    pub(super) fn decides_on_colors(&self, option: &str) -> bool {
        self.colors.values().flat_map(Color::options).any(|one| one.value == option)
    }

    /// The options that a layer declares and no layer above it, each with the place of its name.
    pub(super) fn of(&self, layer: Layer) -> impl Iterator<Item = (&str, &Place)> {
        let of_layer = self.declared.iter().filter(move |(_, option)| option.declared_by == layer);
        of_layer.map(|(name, option)| (name.as_str(), &option.name))
    }
}

/// The options of the theme inside the program: each with its value, as `[theme_options]` has it, and what it is for.
pub(crate) fn built_in() -> Vec<(String, String)> {
    let Some(source) = built_in_theme().texts.get("themes/builtin/theme.toml") else { return Vec::new() };
    let parsed = parse(source, 0..source.text.len(), &mut Problems::default());
    let mut table = parsed.table(&THEME);
    let mut options = Vec::new();
    for (name, mut entry) in table.named_tables("options") {
        let default = entry.raw("default").and_then(|(_, span)| source.text.get(span)).unwrap_or("\"\"");
        let help = entry.text("help").map_or_else(String::new, |help| help.value);
        options.push((format!("{} = {default}", name.value), help));
    }
    options
}

/// Whether templates and style sheets can ask for an option of this name. Tells where they cannot.
fn is_name(name: &At<&str>, entry: &mut Table<'_>) -> bool {
    let (name, span) = (name.value, name.span.clone());
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if begins && name.chars().all(is_part) {
        return true;
    }
    let mut other: String = name.chars().map(|c| if is_part(c) { c } else { '_' }).collect();
    if !begins {
        other.insert_str(0, "own_");
    }
    let place = Place::new(entry.source(), span);
    entry
        .problems
        .report(Rule::Theme, place, format!("an option cannot be called `{name}`"))
        .label(format!("no template can ask for `site.options.{name}`"))
        .help(format!("write letters from a to z, digits and low lines, such as `{other}`"));
    false
}

/// One option of `theme.toml`; nothing if it could not be read, which is told.
fn declared(name: &At<&str>, entry: &mut Table<'_>, layer: Layer) -> Option<Declared> {
    let (name, at) = (name.value, Place::new(entry.source(), name.span.clone()));
    let written = entry.text("type");
    let choices: Vec<String> = entry.texts("choices").into_iter().map(|choice| choice.value).collect();
    let default = entry.raw("default");
    entry.text("help");
    let (kind, about) = type_of(name, &written?, entry)?;
    if *kind == OptionType::Choice && choices.is_empty() {
        entry
            .problems
            .report(Rule::Theme, entry.place(), format!("the option `{name}` has nothing to choose from"))
            .help("add what there is: choices = [\"one\", \"another\"]");
        return None;
    }
    let (value, place) = match default {
        Some((value, span)) => {
            let place = Place::new(entry.source(), span);
            let fitted = OptionValue::of(value).ok_or_else(|| wanted(*kind, &choices));
            match fitted.and_then(|value| fit(*kind, &choices, &value)) {
                Ok(value) => (value, place),
                Err(wanted) => {
                    entry
                        .problems
                        .report(
                            Rule::Theme,
                            place,
                            format!("the default of the option `{name}` is not {wanted}"),
                        )
                        .help("write a value of the option's type");
                    return None;
                }
            }
        }
        // A style sheet that asks for a variable without a value draws nothing.
        None if !matches!(kind, OptionType::Text | OptionType::Image) => {
            entry
                .problems
                .report(Rule::Theme, entry.place(), format!("the option `{name}` has no default"))
                .label(format!("`{}`: {}", about.name, about.help))
                .help(format!("add what it is where a site says nothing: {}", about.example));
            return None;
        }
        None => (Value::Null, entry.place()),
    };
    Some(Declared {
        kind: *kind,
        choices,
        default: value.clone(),
        value,
        name: at,
        declared_by: layer,
        place,
        layer,
    })
}

/// The type of an option. Tells where there is no such type.
fn type_of(
    name: &str,
    written: &At<String>,
    entry: &mut Table<'_>,
) -> Option<&'static (OptionType, reference::Entry)> {
    let known = OPTION_TYPES.iter().find(|(_, one)| one.name == written.value);
    if known.is_none() {
        let names: Vec<_> = OPTION_TYPES.iter().map(|(_, one)| one.name).collect();
        let place = written.place(entry.source());
        entry
            .problems
            .report(Rule::Theme, place, format!("the option `{name}` has no type that is known"))
            .help(format!("write one of: {}", names.join(", ")));
    }
    known
}

/// The value as templates see it, or what is wanted instead.
fn fit(kind: OptionType, choices: &[String], value: &OptionValue) -> Result<Value, String> {
    match (kind, value) {
        (OptionType::Color, OptionValue::Text(text)) if color::parse(text).is_some() => {
            Ok(text.as_str().into())
        }
        (OptionType::Choice, OptionValue::Text(text)) if choices.contains(text) => Ok(text.as_str().into()),
        (OptionType::Text | OptionType::Image, OptionValue::Text(text)) => Ok(text.as_str().into()),
        (OptionType::Number, OptionValue::Number(number)) => Ok(number.as_str().into()),
        (OptionType::Bool, OptionValue::Flag(flag)) => Ok(Value::Bool(*flag)),
        _ => Err(wanted(kind, choices)),
    }
}

fn wanted(kind: OptionType, choices: &[String]) -> String {
    match kind {
        OptionType::Color => "a colour such as \"#0b6e6e\"".to_owned(),
        OptionType::Choice => format!("one of: {}", choices.join(", ")),
        OptionType::Number => "a number".to_owned(),
        OptionType::Bool => "`true` or `false`".to_owned(),
        OptionType::Text | OptionType::Image => "a text in quotes".to_owned(),
    }
}
