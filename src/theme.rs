//! What a site looks like: templates, assets, static files and phrases, each from the first layer that has it.
//!
//! The layers are the site's own folders, its theme, and the theme inside the program. One rule serves all four
//! kinds of files. A theme is data: it declares options, which become CSS variables, and brings no code.

mod addresses;
mod assets;
mod color;
mod colors;
mod contrast;
mod drawing;
mod eject;
mod engine;
mod faults;
mod functions;
mod keys;
mod layers;
mod names;
mod open_tags;
mod options;
pub(crate) mod reference;
mod sheets;
mod tags;
mod unused;
mod variables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Tera, Value};
use toml::de::DeValue;

pub(crate) use self::assets::Assets;
use self::assets::Fingerprinted;
use self::engine::Compiled;
pub(crate) use self::engine::TemplateCache;
use self::functions::Known;
pub(crate) use self::functions::PagesOf;
use self::layers::Layers;
use self::options::Options;
use crate::config::Config;
use crate::images::PictureSizes;
use crate::known::Dictionary;
use crate::language::Locale;
use crate::phrases::{Phrase, Phrases};
use crate::problem::{Place, Problem, Problems, Rule};
use crate::route::{BaseUrl, Route};
use crate::schema::Schema;
use crate::source::{Asset, BUILT_IN_THEME, PLAIN_THEME, Source, Sources};
use crate::table::parse;
pub(crate) use eject::{Contents, ThemeFile, files};
pub(crate) use keys::THEME;
pub(crate) use options::built_in as built_in_options;
#[cfg(test)]
pub(crate) use variables::built_in_colors;

/// A theme, ready to render.
#[derive(Debug)]
pub(crate) struct Theme {
    /// Files of `static/` of all layers, by address.
    pub statics: BTreeMap<String, (String, Asset)>,
    /// Assets by the address with their fingerprint.
    pub assets: Assets,
    /// The address of each asset.
    names: Arc<BTreeMap<String, String>>,
    /// Values of the options, for templates.
    pub options: BTreeMap<String, serde_json::Value>,
    /// How it wants pictures.
    pub pictures: PictureSizes,
    /// The phrases of each language of the site, in their order.
    pub phrases: Vec<Arc<Phrases>>,
    compiled: Arc<Compiled>,
    /// Addresses from the root of the site in style sheets.
    addresses: Vec<(Place, Route)>,
    base: BaseUrl,
}

impl Theme {
    /// Whether another theme has the same templates, phrases and options, so that pages fail in neither or in both.
    pub(crate) fn is_like(&self, other: &Theme) -> bool {
        let has_phrases_of = |(one, other): (&Arc<Phrases>, &Arc<Phrases>)| **one == **other;
        Arc::ptr_eq(&self.compiled, &other.compiled)
            && self.options == other.options
            && self.phrases.len() == other.phrases.len()
            && self.phrases.iter().zip(&other.phrases).all(has_phrases_of)
    }

    /// All templates that may be rendered.
    pub(crate) fn templates(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.compiled.files.values()
    }

    /// The compiled templates with their functions, for one edition. `pages` answers what they ask of its pages.
    pub(crate) fn engine<Pages>(&self, phrases: &Arc<Phrases>, pages: Pages) -> Tera
    where
        Pages: Fn(PagesOf) -> Result<Value, String> + Send + Sync + 'static,
    {
        let Theme { names, base, compiled, .. } = self;
        let known = Known { phrases: phrases.clone(), assets: names.clone(), base: base.clone(), pages };
        functions::engine(&compiled.tera, known)
    }

    /// Tells of templates that neither the program, a page (`by_pages`) nor another template uses.
    pub(crate) fn check_templates<'a>(
        &'a self,
        by_pages: impl Iterator<Item = &'a str>,
        problems: &mut Problems,
    ) {
        unused::templates(&self.compiled, by_pages, problems);
    }

    /// Tells of addresses in templates and style sheets at which there is nothing.
    pub(crate) fn check_addresses<'k>(
        &self,
        is_there: &dyn Fn(&Route) -> bool,
        known: &dyn Fn() -> &'k Dictionary,
        problems: &mut Problems,
    ) {
        let in_templates = addresses::of_templates(&self.compiled, &self.base);
        let dead = self.addresses.iter().cloned().chain(in_templates);
        for (place, route) in dead.filter(|(_, route)| !is_there(route)) {
            addresses::tell(place, &route, known(), problems);
        }
    }

    /// Reports what a template did wrong, at its place.
    pub(crate) fn report<'p>(
        &self,
        error: &tera::Error,
        template: &str,
        problems: &'p mut Problems,
    ) -> &'p mut Problem {
        faults::report(error, template, &self.compiled.files, problems)
    }
}

/// Loads the site's theme over the built-in one.
pub(crate) fn load(
    sources: &Sources,
    config: &Config,
    memo: &mut TemplateCache,
    problems: &mut Problems,
) -> Option<Theme> {
    if !is_there(sources, config, problems) {
        return None;
    }
    let layers = Layers::new(sources, &config.theme);
    let options = Options::read(&layers, config, problems);
    let phrases: Vec<_> =
        config.locales.iter().map(|locale| Arc::new(read_phrases(&layers, locale, problems))).collect();
    let Fingerprinted { assets, names, mut addresses } =
        assets::fingerprint(&layers, &config.base, &options.css(), problems);
    let statics =
        layers.files("static/").into_iter().map(|(name, path, asset)| (name, (path, asset))).collect();
    let compiled = engine::compile(names::files(&layers, &config.theme), &config.theme, memo, problems)?;
    // A template that could not be read may use anything.
    if !sources.unread.iter().any(|path| path.contains("templates/")) {
        unused::phrases(&layers, &compiled, problems);
        unused::options(&layers, &compiled, &options, problems);
    }
    addresses.extend(options.addresses(&compiled));
    let pictures = options.pictures();
    let (options, base, names) = (options.values(), config.base.clone(), Arc::new(names));
    Some(Theme { statics, assets, names, options, pictures, phrases, compiled, addresses, base })
}

/// Whether the site's theme can be used: it has a folder with a `theme.toml`, or is inside the program.
fn is_there(sources: &Sources, config: &Config, problems: &mut Problems) -> bool {
    let theme = &config.theme;
    let folder = format!("themes/{theme}/");
    let is_own = sources.has_folder(&folder);
    if theme == BUILT_IN_THEME || theme == PLAIN_THEME && !is_own {
        return true;
    }
    if !is_own {
        let inside = sources.texts.keys().filter_map(|path| path.strip_prefix("themes/"));
        let names: BTreeSet<&str> = inside.filter_map(|path| Some(path.split_once('/')?.0)).collect();
        problems
            .report(Rule::Theme, config.theme_place.clone(), format!("there is no theme `{theme}`"))
            .label(format!("there is no file `{folder}theme.toml`"))
            .help(format!("write that file with this line: name = \"{theme}\""))
            .propose(theme, names.into_iter().chain([BUILT_IN_THEME, PLAIN_THEME]));
        return false;
    }
    if theme == "builtin" {
        problems
            .report(Rule::Theme, config.theme_place.clone(), "a theme cannot be called `builtin`")
            .label("in templates, `builtin/…` is the theme inside the program")
            .help("give the folder another name, here and in `themes/`");
        return false;
    }
    let declaration = format!("{folder}theme.toml");
    if sources.text(&declaration).is_none() && !sources.is_unread(&declaration) {
        let elsewhere = sources.texts.keys().chain(&sources.unknown_at_root);
        let elsewhere =
            elsewhere.into_iter().find(|path| ["theme.toml", "themes/theme.toml"].contains(&path.as_str()));
        problems
            .report(
                Rule::Theme,
                Place::path(&declaration),
                format!("the theme `{theme}` has no `theme.toml`"),
            )
            .also(config.theme_place.clone(), "the site asks for this theme")
            .help(format!("write the file with this line: name = \"{theme}\""))
            .help_if(elsewhere.map(|path| format!("move `{path}` into the theme's folder")));
    }
    true
}

/// How the keys begin that are no part of the site, so that a language which lacks them has them in English: forms that US
/// law words, and the letter of `clinicsite prices --diff`.
const APART: [&str; 2] = ["us_", "letter_"];

/// The phrases of a language, the first layer winning; keys that any layer has in English must be there.
fn read_phrases(layers: &Layers<'_>, locale: &Locale, problems: &mut Problems) -> Phrases {
    let primary = locale.primary().to_ascii_lowercase();
    let mut words = BTreeMap::new();
    let mut english = BTreeMap::new();
    for source in layers.texts("phrases/en.toml") {
        for (key, phrase) in phrases_of(source, &mut Problems::default()) {
            english.entry(key).or_insert(phrase);
        }
    }
    let (apart, wanted): (BTreeMap<_, _>, BTreeMap<_, _>) =
        english.into_iter().partition(|(key, _)| APART.iter().any(|beginning| key.starts_with(beginning)));
    for tag in [locale.tag.as_str(), primary.as_str()] {
        for source in layers.texts(&format!("phrases/{tag}.toml")) {
            for (key, phrase) in phrases_of(source, problems) {
                words.entry(key).or_insert(phrase);
            }
        }
        if tag == primary {
            break;
        }
    }
    let missing: Vec<_> = wanted.into_keys().filter(|key| !words.contains_key(key)).collect();
    if !missing.is_empty() {
        let shown: Vec<_> = missing.iter().take(8).map(|key| format!("`{key}`")).collect();
        let more = if missing.len() > 8 { format!(" and {} more", missing.len() - 8) } else { String::new() };
        problems
            .report(
                Rule::Phrase,
                Place::path(&format!("phrases/{}.toml", locale.tag)),
                format!("the language `{}` lacks the phrases {}{more}", locale.tag, shown.join(", ")),
            )
            .help(format!("add them to `phrases/{}.toml`", locale.tag));
    }
    Phrases::new(words, locale.language).or_english(apart)
}

/// The keys of a file of phrases are those that the layers have.
static PHRASES: Schema = Schema::free("a file of phrases");

fn phrases_of(source: &Arc<Source>, problems: &mut Problems) -> BTreeMap<String, Phrase> {
    let parsed = parse(source, 0..source.text.len(), problems);
    let mut table = parsed.table(&PHRASES);
    let mut phrases = BTreeMap::new();
    for (key, value, span) in table.entries() {
        let phrase = match value {
            DeValue::String(text) => Phrase::One(text.clone().into_owned()),
            DeValue::Table(forms) => {
                let form = |name: &str| match forms.get(name).map(|form| form.get_ref()) {
                    Some(DeValue::String(text)) => Some(text.clone().into_owned()),
                    _ => None,
                };
                match form("one").zip(form("other")) {
                    Some((one, other)) => Phrase::Plural { one, other },
                    None => {
                        table.wrong_type(key.value, span, "a text, or the forms `one` and `other`");
                        continue;
                    }
                }
            }
            _ => {
                table.wrong_type(key.value, span, "a text, or the forms `one` and `other`");
                continue;
            }
        };
        phrases.insert(key.value.to_owned(), phrase);
    }
    table.finish_free(problems);
    phrases
}
