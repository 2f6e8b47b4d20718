//! The check for unused parts of a theme, whose name is most often misspelt.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::PHRASES;
use super::engine::Compiled;
use super::layers::{Layer, Layers};
use super::options::Options;
use crate::problem::{Place, Problems, Rule, nearest};
use crate::source::{Bytes, Source, built_in_theme};
use crate::table::parse;

/// The layers of people, whose files may have slips.
const OWN: [Layer; 2] = [Layer::Site, Layer::Theme];

/// Tells of templates that neither the program, a page nor another template that is used asks for.
///
/// By name, not by file: a template of the theme that the site replaces is no fault of the theme. The program asks for those
/// that the built-in theme has; others at the top of a theme are offers, which a page of one clinic takes and a page of
/// another does not.
pub(super) fn templates<'a>(
    compiled: &'a Compiled,
    by_pages: impl Iterator<Item = &'a str>,
    problems: &mut Problems,
) {
    let built_in: BTreeSet<&str> =
        compiled.files.keys().filter_map(|name| name.strip_prefix("builtin/")).collect();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let is_slip = |name: &str| built_in.iter().any(|known| strsim::damerau_levenshtein(name, known) <= 2);
    let is_offer = |name: &&str| !name.contains('/') && !is_slip(name);
    let of_theme = compiled.files.iter().filter(|(_, source)| source.path.starts_with("themes/"));
    let offers = of_theme.map(|(name, _)| compiled.bare(name)).filter(is_offer);
    let mut next: Vec<&str> = built_in.iter().copied().chain(by_pages).chain(offers).collect();
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, asked) in &compiled.asked {
        let wanted = asked.templates.iter().map(|template| compiled.bare(&template.name));
        named.entry(compiled.bare(name)).or_default().extend(wanted);
    }
    while let Some(name) = next.pop() {
        if used.insert(name) {
            next.extend(named.get(name).into_iter().flatten());
        }
    }
    for (name, source) in compiled.files.iter().filter(|(name, _)| !used.contains(compiled.bare(name))) {
        let name = compiled.bare(name);
        let help = match nearest(name, built_in.iter().copied()) {
            Some(right) => format!("did you mean `{right}`?"),
            None => format!(
                "a page asks for it with `template = \"{name}\"`, a template with {{% include \"{name}\" %}}; \
                 else take it out"
            ),
        };
        problems
            .report(Rule::UnusedTemplate, Place::file(source), format!("nothing uses the template `{name}`"))
            .help(help);
    }
}

/// Tells of phrases that no template asks for and that the built-in theme does not have.
pub(super) fn phrases(layers: &Layers<'_>, compiled: &Compiled, problems: &mut Problems) {
    let known: BTreeSet<String> = built_in_theme()
        .text("themes/builtin/phrases/en.toml")
        .into_iter()
        .flat_map(|source| keys(source).into_iter().map(|(key, _)| key))
        .collect();
    let asked: Vec<_> = compiled.asked.values().flat_map(|asked| &asked.phrases).collect();
    for source in OWN.into_iter().flat_map(|layer| layers.texts_below(layer, "phrases/")) {
        for (key, place) in keys(source.1) {
            if known.contains(&key) || asked.iter().any(|word| word.may_be(&key)) {
                continue;
            }
            problems
                .report(Rule::UnusedPhrase, place, format!("nothing uses the phrase `{key}`"))
                .help(format!("a template asks for it with {{{{ t(key=\"{key}\") }}}}; else take it out"))
                .propose(&key, known.iter().map(String::as_str));
        }
    }
}

fn keys(source: &Arc<Source>) -> Vec<(String, Place)> {
    let parsed = parse(source, 0..source.text.len(), &mut Problems::default());
    let entries = parsed.table(&PHRASES).entries();
    entries.map(|(key, ..)| (key.value.to_owned(), Place::new(source, key.span))).collect()
}

/// Tells of options of the theme that no template and no style sheet or script of any layer asks for, and that no colour
/// goes by; and of its colours that no style sheet asks for.
pub(super) fn options(layers: &Layers<'_>, compiled: &Compiled, options: &Options, problems: &mut Problems) {
    let asked: Vec<_> = compiled.asked.values().flat_map(|asked| &asked.options).collect();
    for (name, place) in options.of(Layer::Theme) {
        let is_asked = asked.iter().any(|word| word.may_be(name)) || layers.has_variable(name);
        if is_asked || options.decides_on_colors(name) {
            continue;
        }
        problems
            .report(Rule::UnusedOption, place.clone(), format!("nothing uses the option `{name}`"))
            .help(format!(
                "a style sheet asks for it with `var(--{name})`, a template with {{{{ site.options.{name} }}}}; \
                 else take it out"
            ));
    }
    for (name, place) in options.colors_of(Layer::Theme).filter(|(name, _)| !layers.has_variable(name)) {
        problems
            .report(Rule::UnusedOption, place.clone(), format!("nothing uses the colour `{name}`"))
            .help(format!("a style sheet asks for it with `var(--{name})`; else take it out"));
    }
}

impl Layers<'_> {
    /// Whether a file of `assets/` or `static/` of any layer asks for this CSS variable.
    fn has_variable(&self, name: &str) -> bool {
        let variable = format!("--{name}");
        let asks = |text: &str| {
            text.match_indices(&variable).any(|(at, _)| {
                let rest = text.get(at + variable.len()..).unwrap_or_default();
                !rest.starts_with(|next: char| next.is_alphanumeric() || "-_".contains(next))
                    && !rest.trim_start().starts_with(':')
            })
        };
        Layer::ALL.into_iter().any(|layer| {
            let (sources, prefix) = self.of(layer);
            ["assets/", "static/"].into_iter().any(|folder| {
                let below = format!("{prefix}{folder}");
                let files =
                    sources.assets.range(below.clone()..).take_while(|(path, _)| path.starts_with(&below));
                files.map(|(_, file)| &file.bytes).any(|bytes| match bytes {
                    Bytes::InMemory(bytes) => std::str::from_utf8(bytes).is_ok_and(asks),
                    Bytes::OnDisk(_) => false,
                })
            })
        })
    }
}
