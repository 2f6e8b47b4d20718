//! What a site looks like: templates, assets, static files and phrases, each from the first layer that has it.
//!
//! The layers are the site's own folders, its theme, and the theme inside the program. One rule serves all four
//! kinds of files. A theme is data: it declares options, which become CSS variables, and brings no code.

mod assets;
mod faults;
mod options;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;
use tera::{Kwargs, State, Tera, TeraResult};
use toml::de::DeValue;

pub use self::assets::Assets;
use crate::config::Config;
use crate::language::Locale;
use crate::phrases::{Phrase, Phrases};
use crate::problem::{Place, Problem, Problems, Rule};
use crate::route::{Base, Route};
use crate::source::{Asset, BUILT_IN_THEME, Source, Sources, built_in_theme};
use crate::table::parse;

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    /// All templates, compiled.
    pub tera: Tera,
    /// Files of `static/` of all layers, by address.
    pub statics: BTreeMap<String, (String, Asset)>,
    /// Assets by the address with their fingerprint.
    pub assets: Assets,
    /// Values of the options, for templates.
    pub options: BTreeMap<String, Value>,
    /// The phrases of each language of the site, in their order.
    pub phrases: Vec<Arc<Phrases>>,
    files: BTreeMap<String, Arc<Source>>,
}

impl Theme {
    /// All templates that may be rendered.
    pub fn templates(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.files.values()
    }

    /// Reports what a template did wrong, at its place.
    pub fn report<'p>(
        &self,
        error: &tera::Error,
        template: &str,
        problems: &'p mut Problems,
    ) -> &'p mut Problem {
        faults::report(error, template, &self.files, problems)
    }
}

/// Loads the site's theme over the built-in one.
pub fn load(sources: &Sources, config: &Config, problems: &mut Problems) -> Option<Theme> {
    let builtin = built_in_theme();
    let named = format!("themes/{}/", config.theme);
    let there = sources.texts.keys().any(|path| path.starts_with(&named))
        || sources.assets.keys().any(|path| path.starts_with(&named));
    if !there && config.theme != BUILT_IN_THEME {
        let names: BTreeSet<&str> =
            sources.texts.keys().filter_map(|path| path.strip_prefix("themes/")?.split('/').next()).collect();
        problems
            .report(Rule::Theme, config.theme_place.clone(), format!("there is no theme `{}`", config.theme))
            .label("no such folder in themes/")
            .propose(&config.theme, names.into_iter().chain([BUILT_IN_THEME]));
        return None;
    }
    let layers = Layers { sources, builtin: &builtin, prefixes: ["", &named, "themes/builtin/"] };
    let options = options::read(&layers, config, problems);
    let phrases: Vec<_> =
        config.locales.iter().map(|locale| Arc::new(read_phrases(&layers, locale, problems))).collect();
    let (assets, names) = assets::fingerprint(&layers, &config.base, &options::css(&options), problems);
    let names = Arc::new(names);
    let statics =
        layers.files("static/").into_iter().map(|(name, path, asset)| (name, (path, asset))).collect();
    let files = template_files(&layers, &config.theme);
    let tera =
        compile(&files, &config.theme, Speak::new(config, &phrases), names, config.base.clone(), problems)?;
    Some(Theme { tera, statics, assets, options, phrases, files })
}

struct Layers<'a> {
    sources: &'a Sources,
    builtin: &'a Sources,
    prefixes: [&'a str; 3],
}

impl<'a> Layers<'a> {
    fn of(&self, layer: usize) -> (&'a Sources, &str) {
        (if layer == 2 { self.builtin } else { self.sources }, self.prefixes[layer])
    }

    /// The file of this name in each layer that has it, the first layer first.
    fn texts(&self, name: &str) -> Vec<&'a Arc<Source>> {
        (0..3)
            .filter_map(|layer| {
                let (sources, prefix) = self.of(layer);
                sources.texts.get(&format!("{prefix}{name}"))
            })
            .collect()
    }

    /// All files below a folder, each from its first layer: name, path, bytes.
    fn files(&self, folder: &str) -> Vec<(String, String, Asset)> {
        let mut files = BTreeMap::new();
        for layer in (0..3).rev() {
            let (sources, prefix) = self.of(layer);
            let below = format!("{prefix}{folder}");
            for (path, asset) in sources.assets.range(below.clone()..) {
                let Some(name) = path.strip_prefix(&below) else { break };
                files.insert(name.to_owned(), (path.clone(), asset.clone()));
            }
        }
        files.into_iter().map(|(name, (path, asset))| (name, path, asset)).collect()
    }
}

/// Templates by the name that the engine knows: `page.html`, `NAME/page.html`, `builtin/page.html`.
fn template_files(layers: &Layers<'_>, theme: &str) -> BTreeMap<String, Arc<Source>> {
    let mut files = BTreeMap::new();
    for (layer, engine) in [(0, String::new()), (1, format!("{theme}/")), (2, "builtin/".to_owned())] {
        let (sources, prefix) = layers.of(layer);
        let below = format!("{prefix}templates/");
        for (path, source) in sources.texts.range(below.clone()..) {
            let Some(name) = path.strip_prefix(&below) else { break };
            files.insert(format!("{engine}{name}"), source.clone());
            // What the site's copy of the built-in theme leaves out is the theme's all the same.
            if layer == 2 && theme == BUILT_IN_THEME {
                files.entry(format!("{theme}/{name}")).or_insert_with(|| source.clone());
            }
        }
    }
    files
}

/// Which phrases a template speaks: those of the language of the page that is made, its variable `lang`.
struct Speak {
    by_tag: BTreeMap<String, Arc<Phrases>>,
    only: Option<Arc<Phrases>>,
}

impl Speak {
    fn new(config: &Config, phrases: &[Arc<Phrases>]) -> Self {
        let tags = config.locales.iter().map(|locale| locale.tag.clone());
        let only = if let [only] = phrases { Some(only.clone()) } else { None };
        Speak { by_tag: tags.zip(phrases.iter().cloned()).collect(), only }
    }

    fn phrases(&self, state: &State<'_>) -> Option<&Phrases> {
        let by_tag = || self.by_tag.get(&state.get::<String>("lang").ok()??);
        self.only.as_ref().or_else(by_tag).map(|phrases| &**phrases)
    }
}

fn compile(
    files: &BTreeMap<String, Arc<Source>>,
    theme: &str,
    speak: Speak,
    assets: Arc<BTreeMap<String, String>>,
    base: Base,
    problems: &mut Problems,
) -> Option<Tera> {
    let mut tera = Tera::default();
    let prefixes = [format!("{theme}/"), "builtin/".to_owned()];
    tera.set_fallback_prefixes(prefixes).ok()?;
    tera.register_function("t", move |kwargs: Kwargs, state: &State<'_>| -> TeraResult<String> {
        let key = kwargs.must_get::<String>("key")?;
        let number = kwargs.get::<u64>("n")?;
        let values: Vec<(String, String)> = kwargs
            .iter()
            .map(|(name, value)| {
                (name.to_string(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            })
            .collect();
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        speak
            .phrases(state)
            .and_then(|phrases| phrases.say(&key, number, &values))
            .ok_or_else(|| tera::Error::message(format!("there is no phrase `{key}`")))
    });
    tera.register_function("asset", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let path = kwargs.must_get::<String>("path")?;
        assets.get(&path).cloned().ok_or_else(|| tera::Error::message(format!("there is no asset `{path}`")))
    });
    tera.register_function("url", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let to = kwargs.must_get::<String>("to")?;
        let route = Route::absolute(&to)
            .ok_or_else(|| tera::Error::message(format!("`{to}` is no address of the site")))?;
        Ok(base.link(&route))
    });
    // Each alone first, so that every syntax error is told; then all together, for references between them.
    let mut good = true;
    for (name, source) in files {
        let mut alone = Tera::default();
        if let Err(error) = alone.add_raw_template(name, &source.text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            faults::report(&error, name, files, problems);
            good = false;
        }
    }
    if !good {
        return None;
    }
    if let Err(error) =
        tera.add_raw_templates(files.iter().map(|(name, source)| (name.as_str(), source.text.as_str())))
    {
        faults::unfit(&error, files, problems);
        return None;
    }
    Some(tera)
}

/// The phrases of a language, the first layer winning; keys that any layer has in English must be there.
fn read_phrases(layers: &Layers<'_>, locale: &Locale, problems: &mut Problems) -> Phrases {
    let primary = locale.primary().to_ascii_lowercase();
    let mut words = BTreeMap::new();
    let mut wanted = BTreeSet::new();
    for source in layers.texts("phrases/en.toml") {
        wanted.extend(phrases_of(source, &mut Problems::default()).into_keys());
    }
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
    let missing: Vec<_> = wanted.iter().filter(|key| !words.contains_key(*key)).cloned().collect();
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
    Phrases::new(words, locale.language)
}

fn phrases_of(source: &Arc<Source>, problems: &mut Problems) -> BTreeMap<String, Phrase> {
    let parsed = parse(source, 0..source.text.len(), problems);
    let mut table = parsed.table("a file of phrases");
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
