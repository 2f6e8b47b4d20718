//! The layers of files, each of which has only what it changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::{Asset, PLAIN_THEME, Source, Sources, built_in_theme, plain_theme};

/// The folder of the theme inside the program.
pub(super) const BUILT_IN: &str = "themes/builtin/";

/// A layer of files, the first of them wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// The site's own `templates/`, `assets/`, `static/` and `phrases/`.
    Site,
    /// Its theme, `themes/NAME/`.
    Theme,
    /// The theme inside the program.
    BuiltIn,
}

impl Layer {
    pub(super) const ALL: [Layer; 3] = [Layer::Site, Layer::Theme, Layer::BuiltIn];
}

/// The files of all layers.
pub(super) struct Layers<'a> {
    sources: &'a Sources,
    /// The folder of the theme, with `/` at its end.
    theme: String,
    /// Where that folder is: the clinic's own, else that of the program.
    of_theme: &'a Sources,
}

impl<'a> Layers<'a> {
    /// The layers of a clinic's folder with the theme of this name.
    pub(super) fn new(sources: &'a Sources, theme: &str) -> Self {
        let folder = format!("themes/{theme}/");
        let is_inside = theme == PLAIN_THEME && !sources.has_folder(&folder);
        Layers { sources, theme: folder, of_theme: if is_inside { plain_theme() } else { sources } }
    }

    pub(super) fn of(&self, layer: Layer) -> (&'a Sources, &str) {
        match layer {
            Layer::Site => (self.sources, ""),
            Layer::Theme => (self.of_theme, &self.theme),
            Layer::BuiltIn => (built_in_theme(), BUILT_IN),
        }
    }

    /// Whether a layer is inside the program.
    pub(super) fn is_inside(&self, layer: Layer) -> bool {
        !std::ptr::eq(self.of(layer).0, self.sources)
    }

    /// The file of this name in a layer.
    pub(super) fn text(&self, layer: Layer, name: &str) -> Option<&'a Arc<Source>> {
        let (sources, prefix) = self.of(layer);
        sources.texts.get(&format!("{prefix}{name}"))
    }

    /// The file of this name in each layer that has it, the first layer first.
    pub(super) fn texts(&self, name: &str) -> Vec<&'a Arc<Source>> {
        Layer::ALL.into_iter().filter_map(|layer| self.text(layer, name)).collect()
    }

    /// The templates of a layer, each with its name.
    pub(super) fn templates(
        &self,
        layer: Layer,
    ) -> impl Iterator<Item = (&'a str, &'a Arc<Source>)> + use<'a> {
        self.texts_below(layer, "templates/")
    }

    /// The texts below a folder of a layer, each with the rest of its path.
    pub(super) fn texts_below(
        &self,
        layer: Layer,
        folder: &str,
    ) -> impl Iterator<Item = (&'a str, &'a Arc<Source>)> + use<'a> {
        let (sources, prefix) = self.of(layer);
        let below = format!("{prefix}{folder}");
        let texts = sources.texts.range(below.clone()..);
        texts.map_while(move |(path, source)| Some((path.strip_prefix(&below)?, source)))
    }

    /// All files below a folder, each from its first layer: name, path, bytes.
    pub(super) fn files(&self, folder: &str) -> Vec<(String, String, Asset)> {
        let mut files = BTreeMap::new();
        for (name, path, asset) in self.each_file(folder) {
            files.entry(name).or_insert((path, asset));
        }
        files
            .into_iter()
            .map(|(name, (path, asset))| (name.to_owned(), path.to_owned(), asset.clone()))
            .collect()
    }

    /// The files below a folder in each layer, the first layer first: name, path, bytes.
    pub(super) fn each_file(
        &self,
        folder: &str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Asset)> + use<'a> {
        let layers =
            Layer::ALL.map(|layer| self.of(layer)).map(|(files, prefix)| (files, prefix.to_owned() + folder));
        layers.into_iter().flat_map(|(sources, below)| {
            let files = sources.assets.range(below.clone()..);
            files.map_while(move |(path, asset)| Some((path.strip_prefix(&below)?, path.as_str(), asset)))
        })
    }
}
