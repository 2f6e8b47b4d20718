//! The names of the files of people and places: slugs that every system can hold, and no two alike.

use crate::config::Medicare;
use crate::identifiers::look_alike::mixed_scripts;
use crate::route::{Route, shortened, slug};

/// Somebody or something that has a page, with the name of its file.
#[derive(Debug, Clone, serde::Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) slug: String,
    /// The letters behind the name of a person.
    credentials: Vec<String>,
    /// Whether a person of these letters may opt out of Medicare.
    may_opt_out: bool,
}

/// Each item of a list with commas between; letters behind a name stay with it: `Ana Ortiz, MD, Ben Lee` are two.
pub(crate) fn split(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        match names.last_mut() {
            Some(name) if is_letters(item) => *name = format!("{name}, {item}"),
            _ => names.push(item.to_owned()),
        }
    }
    names
}

/// Whether a word is one of those that stand behind a name: MD, PhD, PA-C, FRCP.
fn is_letters(word: &str) -> bool {
    word.len() <= 8
        && word.chars().filter(char::is_ascii_uppercase).count() >= 2
        && word.chars().all(|c| c.is_ascii_alphabetic() || "-./".contains(c))
}

/// The people of these names, each with the letters behind it apart.
pub(super) fn people(names: &[String]) -> Vec<Named> {
    let parts = names.iter().map(|name| {
        let mut items: Vec<&str> = name.split(',').map(str::trim).collect();
        let first = items.iter().skip(1).position(|item| is_letters(item)).map_or(items.len(), |at| at + 1);
        let letters = items.split_off(first);
        (items.join(", "), letters.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    let (names, letters): (Vec<String>, Vec<Vec<String>>) = parts.unzip();
    let mut people = named(&names, "person");
    for (person, letters) in people.iter_mut().zip(letters) {
        person.may_opt_out = Medicare::may_opt_out(letters.iter().map(String::as_str));
        person.credentials = letters;
    }
    people
}

/// Gives each name its file; `other` stands for a name that no address can hold.
pub(super) fn named(names: &[String], other: &str) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for name in names {
        let short = shortened(&slug(name));
        let first = if is_free(&short) { short } else { other.to_owned() };
        let numbered = (2..).map(|number| format!("{first}-{number}"));
        let free = |slug: &String| all.iter().all(|one| one.slug != *slug);
        let slug = std::iter::once(first.clone()).chain(numbered).find(free).unwrap_or_default();
        all.push(Named { name: name.clone(), slug, credentials: Vec::new(), may_opt_out: true });
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

#[cfg(test)]
mod tests {
    use super::{named, people, split};

    #[test]
    fn letters_behind_a_name_stay_with_it() {
        assert_eq!(
            split("Dr. Ana Ortiz, MD, PhD, Tom Reyes, PT,, Li"),
            ["Dr. Ana Ortiz, MD, PhD", "Tom Reyes, PT", "Li"]
        );
        assert_eq!(split("Boston, MA North, New York"), ["Boston", "MA North", "New York"]);
        let of = people(&[
            "Ana Ortiz, PA-C".to_owned(),
            "Tom Reyes, PT, DPT".to_owned(),
            "Sons, Ltd., Jim".to_owned(),
        ]);
        let told: Vec<_> =
            of.iter().map(|one| (one.name.as_str(), one.slug.as_str(), one.may_opt_out)).collect();
        let expected = [
            ("Ana Ortiz", "ana-ortiz", true),
            ("Tom Reyes", "tom-reyes", false),
            ("Sons, Ltd., Jim", "sons-ltd-jim", true),
        ];
        assert_eq!(told, expected);
    }

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
