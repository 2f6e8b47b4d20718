//! The templates of the starter, inside the program: a folder for each language, and what is the same in all.

use include_dir::{Dir, include_dir};

use crate::language::Language;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/starter/files");

/// The folder of a language, with or without its region.
fn folder(language: &Language) -> &str {
    language.tag.split('-').next().unwrap_or_default()
}

/// Whether there is a starter in a language.
pub(super) fn has(language: &Language) -> bool {
    FILES.get_file(format!("{}/site.toml", folder(language))).is_some()
}

/// The templates in a language, each with the path at which it is laid down, in order.
pub(super) fn templates(language: &Language) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    let mut folders: Vec<&Dir<'static>> = FILES.get_dir(folder(language)).into_iter().collect();
    while let Some(one) = folders.pop() {
        folders.extend(one.dirs());
        found.extend(one.files().filter_map(|file| {
            let path = file.path().to_str()?.replace('\\', "/");
            Some((path.split_once('/')?.1.to_owned(), file.contents_utf8()?))
        }));
    }
    found.sort();
    found
}

/// A template that is the same in all languages.
pub(super) fn common(name: &str) -> Option<&'static str> {
    FILES.get_file(format!("common/{name}"))?.contents_utf8()
}
