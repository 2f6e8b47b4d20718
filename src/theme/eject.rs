//! The files of the layers below the site, to be taken into it and changed there.

use std::collections::BTreeMap;

use super::layers::{Layer, Layers};
use crate::config::Config;
use crate::problem::Problems;
use crate::source::{BUILT_IN_THEME, Bytes, Sources};

/// The folders that a layer has, in the order in which they are listed.
const FOLDERS: [&str; 4] = ["templates/", "assets/", "static/", "phrases/"];

/// A file that the site can take from its theme.
#[derive(Debug)]
pub(crate) struct ThemeFile {
    /// Its path in the theme, and in the site.
    pub(crate) name: String,
    /// The theme that has it.
    pub(crate) theme: String,
    /// What is in it.
    pub(crate) contents: Contents,
    /// Whether the site has a file of its own in its place.
    pub(crate) is_replaced: bool,
    /// Whether nothing of the site reads it: phrases of another language.
    pub(crate) is_idle: bool,
}

/// The bytes of a file of a theme.
#[derive(Debug)]
pub(crate) enum Contents {
    /// They are in the program.
    BuiltIn(Vec<u8>),
    /// They are in this file, a path from the clinic's folder.
    OnDisk(String),
}

/// Every file of the site's theme and of the one below it, each from its first layer, by folder and path; nothing if there
/// is no such theme, which is told.
pub(crate) fn files(sources: &Sources, config: &Config, problems: &mut Problems) -> Option<Vec<ThemeFile>> {
    if !super::is_there(sources, config, problems) {
        return None;
    }
    let layers = Layers::new(sources, &config.theme);
    let mut all = Vec::new();
    for folder in FOLDERS {
        let mut files: BTreeMap<String, ThemeFile> = BTreeMap::new();
        for (layer, theme) in [(Layer::Theme, config.theme.as_str()), (Layer::BuiltIn, BUILT_IN_THEME)] {
            for (name, contents) in of_layer(&layers, layer, folder) {
                files.entry(name.clone()).or_insert_with(|| ThemeFile {
                    is_replaced: has_own(sources, &name),
                    is_idle: is_idle(config, &name),
                    theme: theme.to_owned(),
                    name,
                    contents,
                });
            }
        }
        all.extend(files.into_values());
    }
    Some(all)
}

/// Whether the site has a file of this path.
fn has_own(sources: &Sources, name: &str) -> bool {
    sources.texts.contains_key(name) || sources.assets.contains_key(name) || sources.is_unread(name)
}

/// Whether a file has phrases of a language that no page is in. Those in English say which there are.
fn is_idle(config: &Config, name: &str) -> bool {
    let tags = config.locales.iter().flat_map(|locale| [locale.tag.as_str(), locale.primary()]);
    let named = name.strip_prefix("phrases/").and_then(|name| name.strip_suffix(".toml"));
    named.is_some_and(|named| !tags.chain(["en"]).any(|tag| tag.eq_ignore_ascii_case(named)))
}

/// The files of a folder of a layer.
fn of_layer(layers: &Layers<'_>, layer: Layer, folder: &str) -> Vec<(String, Contents)> {
    let (sources, prefix) = layers.of(layer);
    let is_inside = layers.is_inside(layer);
    let contents = |name: &str, bytes: &[u8]| match is_inside {
        true => Contents::BuiltIn(bytes.to_owned()),
        // What was read of a text is not all of its bytes: line ends, a byte order mark.
        false => Contents::OnDisk(format!("{prefix}{name}")),
    };
    let below = format!("{prefix}{folder}");
    let named = |path: &str| Some(format!("{folder}{}", path.strip_prefix(&below)?));
    let texts = sources.texts.range(below.clone()..).map_while(|(path, source)| {
        let name = named(path)?;
        Some((name.clone(), contents(&name, source.text.as_bytes())))
    });
    let assets = sources.assets.range(below.clone()..).map_while(|(path, asset)| {
        let name = named(path)?;
        let bytes: &[u8] = match &asset.bytes {
            Bytes::InMemory(bytes) => bytes,
            Bytes::OnDisk(_) => &[],
        };
        Some((name.clone(), contents(&name, bytes)))
    });
    texts.chain(assets).collect()
}
