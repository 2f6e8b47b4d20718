//! What `clinicsite explain` tells of a key or a table: what it takes, wherever it may stand.

use super::FILES;
use super::layout::Page;
use crate::kinds::Kind;
use crate::schema::{Key, Need};
use crate::theme;

/// A key, and the words for where it stands.
struct Standing {
    place: String,
    key: &'static Key,
}

/// The keys of this name, each once with all places where it may stand; `None` if there is none.
pub(super) fn explain(word: &str) -> Option<String> {
    let mut told: Vec<(Vec<String>, String)> = Vec::new();
    for Standing { place, key } in all().into_iter().filter(|one| one.key.name == word) {
        let mut page = Page::default();
        page.keys([key].into_iter());
        let text = page.text();
        match told.iter_mut().find(|(_, known)| *known == text) {
            Some((places, _)) => places.push(place),
            None => told.push((vec![place], text)),
        }
    }
    if told.is_empty() {
        return None;
    }
    let mut page = Page::default();
    for (at, (places, text)) in told.iter().enumerate() {
        if at > 0 {
            page.line(0, "");
        }
        page.paragraph(0, &format!("`{word}` of {}:", places.join("; of ")));
        page.line(0, "");
        text.lines().for_each(|line| page.line(0, line));
    }
    if word == "theme_options" {
        page.line(0, "");
        options(&mut page);
    }
    Some(page.text())
}

/// The names of all keys.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    all().into_iter().map(|one| one.key.name)
}

/// The options of the theme inside the program, with their values.
pub(super) fn options(page: &mut Page) {
    page.line(0, "Options of meridian, the theme inside the program");
    page.line(0, "");
    for (option, help) in theme::built_in_options() {
        page.entry(&option, &format!("{help}."));
    }
}

/// Every key of every file, those of every page once.
fn all() -> Vec<Standing> {
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let spec = kind.spec();
        let (common, own) = spec.schema.parts.split_at(1);
        if *kind == Kind::Plain {
            add("every page", common.iter().flat_map(|part| *part), &mut found);
        }
        let file =
            spec.folder.map_or_else(|| spec.file.to_owned(), |folder| format!("content/{folder}/NAME.md"));
        add(&format!("{}, {file}", spec.schema.what), own.iter().flat_map(|part| *part), &mut found);
    }
    for file in &FILES {
        add(file.path, file.schema.keys(), &mut found);
    }
    found
}

fn add(place: &str, keys: impl Iterator<Item = &'static Key>, found: &mut Vec<Standing>) {
    for key in keys.filter(|key| key.need != Need::Later) {
        found.push(Standing { place: place.to_owned(), key });
        if let Some((heading, schema)) = key.heading() {
            let inner: Vec<_> = schema.keys().collect();
            add(&format!("{heading} in {place}"), inner.into_iter(), found);
        }
    }
}
