//! The CSS variables of a site: what its options and the colours of its theme come to.

use std::collections::BTreeMap;

use serde_json::Value;

use super::color::{Rgb, hex, parse};
use super::colors::{Scheme, Shade};
use super::options::Options;

/// Whose values of the options hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Site,
    Theme,
}

/// A choice of values: the site's, or others that are tried.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    whose: Whose,
    instead: BTreeMap<String, String>,
}

impl Chosen {
    /// What the site has chosen, and the defaults of all else.
    pub(super) fn by_site() -> Self {
        Chosen { whose: Whose::Site, instead: BTreeMap::new() }
    }

    /// The defaults.
    pub(super) fn by_theme() -> Self {
        Chosen { whose: Whose::Theme, instead: BTreeMap::new() }
    }

    /// The same with another value of an option.
    pub(super) fn with(mut self, option: &str, value: &str) -> Self {
        self.instead.insert(option.to_owned(), value.to_owned());
        self
    }

    /// The values that are tried, in words.
    pub(super) fn words(&self) -> Vec<String> {
        self.instead.iter().map(|(option, value)| format!("{option} = \"{value}\"")).collect()
    }

    fn text<'t>(&'t self, options: &'t Options, name: &str) -> Option<&'t str> {
        if let Some(value) = self.instead.get(name) {
            return Some(value);
        }
        match self.whose {
            Whose::Site => options.declared(name)?.value.as_str(),
            Whose::Theme => options.declared(name)?.default.as_str(),
        }
    }
}

impl Options {
    /// The colour that a name means in a scheme: one of the theme, an option, or one that is written.
    pub(super) fn rgb(&self, name: &str, scheme: Scheme, chosen: &Chosen) -> Option<Rgb> {
        match self.color(name).map(|color| color.in_scheme(scheme)) {
            Some(Shade::Written(rgb)) => Some(*rgb),
            Some(Shade::ByWord { option, words }) => words.get(chosen.text(self, &option.value)?).copied(),
            Some(Shade::From { option, change }) => {
                Some(change.of(parse(chosen.text(self, &option.value)?)?))
            }
            None if self.declared(name).is_some() => parse(chosen.text(self, name)?),
            None => parse(name),
        }
    }

    /// The options and colours as CSS variables: `:root{--accent:#0b6e6e;}`, and what differs in the dark. Texts and pictures
    /// are for templates only.
    pub(super) fn css(&self) -> String {
        let mut light = BTreeMap::new();
        let mut dark = BTreeMap::new();
        for (name, value) in self.values() {
            let is_variable = |text: &str| {
                parse(text).is_some() || text.chars().all(|c| c.is_ascii_alphanumeric() || ".%-".contains(c))
            };
            match value {
                Value::String(text) if is_variable(&text) => drop(light.insert(name, text)),
                Value::Bool(flag) => drop(light.insert(name, u8::from(flag).to_string())),
                _ => {}
            }
        }
        let chosen = Chosen::by_site();
        for name in self.colors() {
            let in_scheme = |scheme| self.rgb(name, scheme, &chosen);
            if let (Some(by_day), Some(by_night)) = (in_scheme(Scheme::Light), in_scheme(Scheme::Dark)) {
                light.insert(name.to_owned(), hex(by_day));
                if by_day != by_night {
                    dark.insert(name.to_owned(), hex(by_night));
                }
            }
        }
        let mut css = root(&light);
        if !dark.is_empty() {
            css.push_str(&format!("@media (prefers-color-scheme:dark){{{}}}", root(&dark)));
        }
        css + "\n"
    }
}

/// The colours of the built-in theme with its own options: each by its name, by day and by night.
#[cfg(test)]
pub(crate) fn built_in_colors() -> Vec<(String, String, String)> {
    let options = Options::built_in();
    let chosen = Chosen::by_theme();
    let of = |name: &str, scheme| hex(options.rgb(name, scheme, &chosen).expect("a colour"));
    options.colors().map(|name| (name.to_owned(), of(name, Scheme::Light), of(name, Scheme::Dark))).collect()
}

fn root(variables: &BTreeMap<String, String>) -> String {
    let variables: String = variables.iter().map(|(name, value)| format!("--{name}:{value};")).collect();
    format!(":root{{{variables}}}")
}
