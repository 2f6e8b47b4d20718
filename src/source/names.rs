//! Names of files: which are pages, which no address can be made of, which two are one on other systems.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::problem::{Place, Problems, Rule};
use crate::unseen::turns;

/// A path from the site's root, with `/`. Names are put in form NFC, as the web and most systems write them.
pub(super) fn name_of(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    if let (false, Some(name)) = (cfg!(windows), inside.to_str().filter(|name| name.is_ascii())) {
        return name.to_owned();
    }
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy().nfc().collect::<String>()).collect();
    parts.join("/")
}

/// The name of a page's file without its ending, `.md` or `.markdown` in any letter case; nothing for other files.
pub fn without_page_ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let page = ["md", "markdown"].iter().any(|page| ending.eq_ignore_ascii_case(page));
    (page && !stem.is_empty() && !stem.ends_with('/')).then_some(stem)
}

/// The path of a page inside `content/`, without its ending: `articles/flu`. Nothing for what is no page.
pub fn page_stem(path: &str) -> Option<&str> {
    without_page_ending(path.strip_prefix("content/")?)
}

/// Whether the file at this path, from the site's root, is a page.
pub fn is_page(path: &str) -> bool {
    page_stem(path).is_some()
}

/// A name as messages show it: what is not UTF-8 as `\xE9`, control characters as `\u{9}`.
pub(super) fn shown(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() || turns(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
        }
        chunk.invalid().iter().for_each(|byte| out.push_str(&format!("\\x{byte:02X}")));
    }
    out
}

/// Why no address can be made of a name, in words; nothing where one can.
pub(super) fn unfit(name: &OsStr) -> Option<String> {
    let Some(text) = name.to_str() else { return Some("is not in UTF-8".to_owned()) };
    let bad = text.chars().find(|c| c.is_control() || turns(*c) || *c == '\\')?;
    Some(match bad {
        '\\' => "holds a backslash, which Windows takes for a folder".to_owned(),
        c => format!("holds U+{:04X}, a sign that nobody sees", u32::from(c)),
    })
}

/// Names that are one on systems that do not tell letter case, or forms of Unicode, apart.
fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// Files by name, and those of them that another system would take for one: the first by path stays.
pub(super) fn without_twins<T>(
    files: Vec<(String, T)>,
    written: impl Fn(&T) -> String,
    problems: &mut Problems,
) -> (Vec<(String, T)>, Vec<String>) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<(String, T)> = Vec::new();
    let mut lost = Vec::new();
    for (name, file) in files {
        let Some(at) = first.insert(folded(&name), kept.len()) else {
            kept.push((name, file));
            continue;
        };
        first.insert(folded(&name), at);
        let (other, twin) = (&kept[at].0, &kept[at].1);
        let differ = if *other == name { "the form of their letters" } else { "letter case" };
        let (one, two) = told_apart(&written(twin), &written(&file));
        problems
            .report(
                Rule::TwinNames,
                Place::path(other),
                format!("two files whose names differ only in {differ}: `{one}` and `{two}`"),
            )
            .also(Place::path(&name), "the other one")
            .help("take one away, or give it another name: Windows and Macs take both for one file");
        lost.push(name);
    }
    (kept, lost)
}

/// Two names as written, with the code points of what differs where it looks the same.
fn told_apart(one: &str, two: &str) -> (String, String) {
    if one.nfc().ne(two.nfc()) {
        return (one.to_owned(), two.to_owned());
    }
    let same = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let points = |text: &str| -> String {
        let differing = text.chars().skip(same).take_while(|c| !c.is_ascii() || c.is_ascii_alphabetic());
        let points: Vec<_> = differing.take(2).map(|c| format!("U+{:04X}", u32::from(c))).collect();
        format!("{text} ({})", points.join(" "))
    };
    (points(one), points(two))
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
        let (kept, lost) = without_twins(files, String::clone, &mut problems);
        assert_eq!((kept.len(), lost.len()), (3, 3));
        let text = problems.render(&annotate_snippets::Renderer::plain());
        assert!(text.contains("`a/\u{c9}.txt (U+00C9)` and `a/E\u{301}.txt (U+0045 U+0301)`"), "{text}");
        assert!(text.contains("letter case: `a/\u{c9}.txt` and `a/\u{e9}.TXT`"), "{text}");
    }

    #[test]
    fn odd_names_are_shown_in_signs_that_everybody_sees() {
        assert_eq!(shown(OsStr::new("a\tb\u{202e}.pdf")), "a\\u{9}b\\u{202e}.pdf");
        assert_eq!(unfit(OsStr::new("grüße 小児科.pdf")), None);
        for name in ["a\tb", "a\\b", "a\u{7f}", "a\u{2066}b"] {
            assert!(unfit(OsStr::new(name)).is_some(), "{name:?}");
        }
    }
}
