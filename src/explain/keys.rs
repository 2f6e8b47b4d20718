//! What `clinicsite explain` tells of a key or a table: what it takes, wherever it may stand.

use super::FILES;
use super::layout::Page;
use crate::kinds::Kind;
use crate::schema::{Heading, Key, Need};
use crate::theme;

/// A key, and where it stands.
struct Standing {
    /// In words.
    place: String,
    /// The path of the table that it stands in; empty at the root of a file.
    above: String,
    key: &'static Key,
}

impl Standing {
    /// Whether the word is its name, alone or behind those of the tables around it.
    fn is_called(&self, word: &str) -> bool {
        let own = |word: &str| word == self.key.name;
        own(word) || word.rsplit_once('.').is_some_and(|(above, name)| above == self.above && own(name))
    }
}

/// The keys of this name, each once with all places where it may stand; `None` if there is none.
pub(super) fn explain(word: &str) -> Option<String> {
    let mut told: Vec<(Vec<String>, String)> = Vec::new();
    for Standing { place, above, key } in all().into_iter().filter(|one| one.is_called(word)) {
        let mut page = Page::default();
        page.keys(&above, [key].into_iter());
        let text = page.text();
        match told.iter_mut().find(|(_, known)| *known == text) {
            Some((places, _)) => places.push(place),
            None => told.push((vec![place], text)),
        }
    }
    if told.is_empty() {
        return None;
    }
    let name = word.rsplit('.').next().unwrap_or(word);
    let mut page = Page::default();
    for (at, (places, text)) in told.iter().enumerate() {
        if at > 0 {
            page.line(0, "");
        }
        page.paragraph(0, &format!("`{name}` of {}:", places.join("; of ")));
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
            add("every page", None, common.iter().flat_map(|part| *part), &mut found);
        }
        let file = format!("{}, {}", spec.schema.what, spec.path());
        add(&file, None, own.iter().flat_map(|part| *part), &mut found);
    }
    for file in &FILES {
        add(file.path, None, file.schema.keys(), &mut found);
    }
    found
}

/// Adds the keys of a table of a file, or of its root, with those of the tables that they hold.
fn add(
    file: &str,
    table: Option<&Heading>,
    keys: impl Iterator<Item = &'static Key>,
    found: &mut Vec<Standing>,
) {
    let place = table.map_or_else(|| file.to_owned(), |table| format!("{table} in {file}"));
    let above = table.map_or("", |table| &table.path);
    for key in keys.filter(|key| key.need != Need::Later) {
        found.push(Standing { place: place.clone(), above: above.to_owned(), key });
        if let Some(table) = key.heading(above) {
            add(file, Some(&table), table.schema.keys(), found);
        }
    }
}
