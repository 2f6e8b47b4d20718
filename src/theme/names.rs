//! The names by which templates know each other: `page.html` is that of the first layer that has it, `NAME/page.html` the
//! theme's or the one below it, `builtin/page.html` the one inside the program, whatever stands above it.

use std::collections::BTreeMap;

use super::engine::Files;
use super::layers::{Layer, Layers};
use super::tags::{self, Asked, Needs};
use crate::problem::{Place, Problems, Rule, nearest};

/// Templates by the name that the engine knows.
pub(super) fn files(layers: &Layers<'_>, theme: &str) -> Files {
    let mut files = Files::new();
    let named = format!("{theme}/");
    for (layer, engine) in [(Layer::Site, ""), (Layer::Theme, named.as_str()), (Layer::BuiltIn, "builtin/")] {
        for (name, source) in layers.templates(layer) {
            files.insert(format!("{engine}{name}"), source.clone());
        }
    }
    files
}

/// What each template asks for. What one names as the theme's and the theme leaves to the one below it is added to `files`.
pub(super) fn asked(files: &mut Files, theme: &str) -> BTreeMap<String, Asked> {
    let asked: BTreeMap<_, _> =
        files.iter().map(|(name, source)| (name.clone(), tags::read(&source.text))).collect();
    for name in asked.values().flat_map(|asked| &asked.templates).map(|template| &template.name) {
        let below = name.strip_prefix(theme).and_then(|rest| rest.strip_prefix('/'));
        let below = below.and_then(|name| files.get(&format!("builtin/{name}"))).cloned();
        if let Some(source) = below {
            files.entry(name.clone()).or_insert(source);
        }
    }
    asked
}

/// The template that a name means.
fn resolve<'a>(name: &str, files: &'a Files, theme: &str) -> Option<&'a str> {
    let prefixed = |prefix: &str| files.get_key_value(&format!("{prefix}/{name}"));
    let found = files.get_key_value(name).or_else(|| prefixed(theme)).or_else(|| prefixed("builtin"));
    found.map(|(name, _)| name.as_str())
}

/// The template that one stands in at last: the end of what it extends.
pub(super) fn frame<'a>(
    name: &str,
    asked: &BTreeMap<String, Asked>,
    files: &'a Files,
    theme: &str,
) -> Option<&'a str> {
    let mut at = files.get_key_value(name)?.0.as_str();
    // As many steps as there are templates: a circle has no end.
    for _ in 0..files.len() {
        let wanted = asked
            .get(at)
            .and_then(|asked| asked.templates.iter().find(|template| template.needs == Needs::Extends));
        match wanted {
            Some(wanted) => at = resolve(&wanted.name, files, theme)?,
            None => return Some(at),
        }
    }
    None
}

/// Tells of names of no template, and of templates that name themselves. The engine would stop at the first.
pub(super) fn check<'a>(
    asked: impl Iterator<Item = (&'a String, &'a Asked)>,
    files: &Files,
    theme: &str,
    problems: &mut Problems,
) {
    for (name, asked) in asked {
        for wanted in &asked.templates {
            let Some(source) = files.get(name) else { continue };
            let place = Place::new(source, wanted.span.clone());
            let doing = match wanted.needs {
                Needs::Extends => "extends",
                Needs::Includes => "includes",
            };
            match resolve(&wanted.name, files, theme) {
                Some(right) if right == name => {
                    let said = format!("this template {doing} itself");
                    problems.report(Rule::Template, place, said).help(below(name, files, theme));
                }
                Some(_) => {}
                None => {
                    let said = format!("there is no template `{}`, which this one {doing}", wanted.name);
                    problems.report(Rule::Template, place, said).help(remedy(&wanted.name, files, theme));
                }
            }
        }
    }
}

/// How to name the template below one.
fn below(name: &str, files: &Files, theme: &str) -> String {
    let named = format!("{theme}/");
    let bare = name.strip_prefix(&named).unwrap_or(name);
    let candidates = [format!("{named}{bare}"), format!("builtin/{bare}")];
    match candidates.iter().find(|one| *one != name && files.contains_key(*one)) {
        Some(below) => format!("to build on the one below it, write `{below}`"),
        None => "no layer below has a template of this name: name another one".to_owned(),
    }
}

/// What to write instead of a name of no template.
fn remedy(name: &str, files: &Files, theme: &str) -> String {
    let named = format!("{theme}/");
    // A folder that is no theme of this site: its name was misspelt, or it is another theme's.
    if let Some((folder, rest)) = name.split_once('/')
        && folder != theme
        && let Some(right) = [format!("{named}{rest}"), format!("builtin/{rest}")]
            .into_iter()
            .find(|right| files.contains_key(right))
    {
        return format!("did you mean `{right}`?");
    }
    let short =
        files.keys().map(|name| name.strip_prefix(&named).or(name.strip_prefix("builtin/")).unwrap_or(name));
    match nearest(name, files.keys().map(String::as_str).chain(short)) {
        Some(right) => format!("did you mean `{right}`?"),
        None => {
            "add the file to `templates/`, or name one that is there: `builtin/page.html` is the built-in theme's"
                .to_owned()
        }
    }
}
