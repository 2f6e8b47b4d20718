//! The names of the files of people and places: slugs that every system can hold, and no two alike.

use crate::identifiers::look_alike::mixed_scripts;
use crate::route::{Route, slug};

/// Somebody or something that has a page, with the name of its file.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) slug: String,
}

/// The longest name of such a file, in bytes.
const LONGEST: usize = 80;

/// Gives each name its file; `other` stands for a name that no address can hold.
pub(super) fn named(names: &[String], other: &str) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for name in names {
        let short = shortened(&slug(name));
        let first = if is_free(&short) { short } else { other.to_owned() };
        let numbered = (2..).map(|number| format!("{first}-{number}"));
        let free = |slug: &String| all.iter().all(|one| one.slug != *slug);
        let slug = std::iter::once(first.clone()).chain(numbered).find(free).unwrap_or_default();
        all.push(Named { name: name.clone(), slug });
    }
    all
}

/// Whether a file can have this name: `index` is that of its folder.
fn is_free(slug: &str) -> bool {
    !slug.is_empty()
        && slug != "index"
        && mixed_scripts(slug).is_ok()
        && Route::page(&["providers", slug]).fault().is_none()
}

/// The slug up to the last word that leaves it short enough, or up to the last letter.
fn shortened(slug: &str) -> String {
    if slug.len() <= LONGEST {
        return slug.to_owned();
    }
    let mut short = String::new();
    for letter in slug.chars().take_while({
        let mut length = 0;
        move |letter| {
            length += letter.len_utf8();
            length <= LONGEST
        }
    }) {
        short.push(letter);
    }
    let word = short.rsplit_once('-').map(|(words, _)| words.to_owned());
    word.unwrap_or(short)
}

#[cfg(test)]
mod tests {
    use super::named;

    fn slugs(names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        named(&names, "person").into_iter().map(|one| one.slug).collect()
    }

    #[test]
    fn each_name_has_a_file_of_its_own_on_every_system() {
        assert_eq!(
            slugs(&["Ana Ortiz", "ana ortíz", "Ana-Ortiz!"]),
            ["ana-ortiz", "ana-ortíz", "ana-ortiz-2"]
        );
        assert_eq!(
            slugs(&["CON", "aux", "🙂", "Index", "\\\"'"]),
            ["person", "person-2", "person-3", "person-4", "person-5"]
        );
        assert_eq!(slugs(&["山田 太郎", "ليلى حداد"]), ["山田-太郎", "ليلى-حداد"]);
        assert_eq!(slugs(&["\u{410}na Ortiz"]), ["person"], "a Cyrillic letter among Latin ones");
        for slug in slugs(&["ab ".repeat(70).as_str(), "語".repeat(200).as_str()]) {
            assert!((60..=80).contains(&slug.len()) && !slug.ends_with('-'), "{slug}");
        }
    }
}
