//! File names: which are pages, which cannot be part of an address, which two collide on other systems.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::problem::{Place, Problems, Rule};
use crate::unseen::is_bidi_control;

/// The path of a file from the site's root, with `/` and in Unicode's form NFC, as the web and most systems write it.
pub(super) fn relative_path(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    if let (false, Some(name)) = (cfg!(windows), inside.to_str().filter(|name| name.is_ascii())) {
        return name.to_owned();
    }
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy().nfc().collect::<String>()).collect();
    parts.join("/")
}

/// The name of a page's file without its ending, `.md` or `.markdown` in any letter case; `None` for other files.
pub fn without_page_ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let page = ["md", "markdown"].iter().any(|page| ending.eq_ignore_ascii_case(page));
    (page && !stem.is_empty() && !stem.ends_with('/')).then_some(stem)
}

/// The path of a page inside `content/`, without its ending: `articles/flu`. `None` for other files.
pub fn page_stem(path: &str) -> Option<&str> {
    without_page_ending(path.strip_prefix("content/")?)
}

/// A path and the paths of the folders above it, outermost first.
pub(super) fn with_parents(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.filter_map(|end| path.get(..end))
}

/// Whether the file at this path, from the site's root, is a page.
pub fn is_page(path: &str) -> bool {
    page_stem(path).is_some()
}

/// A name for messages: bytes that are not UTF-8 as `\xE9`, control characters as `\u{9}`.
pub(super) fn printable(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() || is_bidi_control(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
        }
        chunk.invalid().iter().for_each(|byte| out.push_str(&format!("\\x{byte:02X}")));
    }
    out
}

/// Why a name cannot be part of an address, in words; `None` if it can.
pub(super) fn why_no_address(name: &OsStr) -> Option<String> {
    let Some(text) = name.to_str() else { return Some("is not in UTF-8".to_owned()) };
    let bad = text.chars().find(|c| c.is_control() || is_bidi_control(*c) || *c == '\\')?;
    Some(match bad {
        '\\' => "holds a backslash, which Windows takes for a folder".to_owned(),
        c => format!("holds U+{:04X}, a sign that nobody sees", u32::from(c)),
    })
}

/// A name folded for comparison: equal for names that are one on systems that ignore letter case or Unicode forms.
fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// Files whose names do not collide, and the names of the others.
pub(super) struct WithoutTwins<T> {
    pub(super) kept: Vec<(String, T)>,
    pub(super) dropped: Vec<String>,
}

/// Drops files whose names another system would take for that of an earlier one, and reports them. `path_of` gives a
/// file's path as it is written on the disk.
pub(super) fn without_twins<T>(
    files: Vec<(String, T)>,
    path_of: impl Fn(&T) -> String,
    problems: &mut Problems,
) -> WithoutTwins<T> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<(String, T)> = Vec::new();
    let mut dropped = Vec::new();
    for (name, file) in files {
        let Some(at) = first.insert(folded(&name), kept.len()) else {
            kept.push((name, file));
            continue;
        };
        first.insert(folded(&name), at);
        let (other, twin) = (&kept[at].0, &kept[at].1);
        let differ = if *other == name { "the form of their letters" } else { "letter case" };
        let both = with_differences(&path_of(twin), &path_of(&file));
        problems
            .report(
                Rule::TwinNames,
                Place::path(other),
                format!("two files whose names differ only in {differ}: {both}"),
            )
            .also(Place::path(&name), "the other one")
            .help("take one away, or give it another name: Windows and Macs take both for one file");
        dropped.push(name);
    }
    WithoutTwins { kept, dropped }
}

/// Two names as a message has them: where their difference cannot be seen, the code points of what differs follow each.
fn with_differences(one: &str, two: &str) -> String {
    if one.nfc().ne(two.nfc()) {
        return format!("`{one}` and `{two}`");
    }
    let same = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let points = |text: &str| -> String {
        let differing = text.chars().skip(same).take_while(|c| !c.is_ascii() || c.is_ascii_alphabetic());
        let points: Vec<_> = differing.take(2).map(|c| format!("U+{:04X}", u32::from(c))).collect();
        format!("`{text} ({})`", points.join(" "))
    };
    format!("{} and {}", points(one), points(two))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_ending_in_any_letter_case() {
        for (path, wanted) in [
            ("content/flu.md", Some("flu")),
            ("content/a/flu.MD", Some("a/flu")),
            ("content/a.b/cough.Markdown", Some("a.b/cough")),
            ("content/_index.mD", Some("_index")),
            ("content/rash.md.txt", None),
            ("content/.md", None),
            ("content/a/.md", None),
            ("content/md", None),
            ("static/flu.md", None),
        ] {
            assert_eq!(page_stem(path), wanted, "{path}");
        }
    }

    #[test]
    fn twins_are_told_with_what_tells_them_apart() {
        let mut problems = Problems::default();
        let files = ["a/\u{c9}.txt", "a/E\u{301}.txt", "a/\u{e9}.TXT", "b/\u{e9}.txt", "Σας", "ΣΑΣ"];
        let files = files.iter().map(|name| (name.nfc().collect::<String>(), (*name).to_owned())).collect();
        let unique = without_twins(files, String::clone, &mut problems);
        assert_eq!((unique.kept.len(), unique.dropped.len()), (3, 3));
        let text = problems.render(&annotate_snippets::Renderer::plain());
        assert!(text.contains("`a/\u{c9}.txt (U+00C9)` and `a/E\u{301}.txt (U+0045 U+0301)`"), "{text}");
        assert!(text.contains("letter case: `a/\u{c9}.txt` and `a/\u{e9}.TXT`"), "{text}");
    }

    #[test]
    fn odd_names_are_printed_in_visible_characters() {
        assert_eq!(printable(OsStr::new("a\tb\u{202e}.pdf")), "a\\u{9}b\\u{202e}.pdf");
        assert_eq!(why_no_address(OsStr::new("grüße 小児科.pdf")), None);
        for name in ["a\tb", "a\\b", "a\u{7f}", "a\u{2066}b"] {
            assert!(why_no_address(OsStr::new(name)).is_some(), "{name:?}");
        }
    }
}
