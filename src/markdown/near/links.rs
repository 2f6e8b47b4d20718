//! Links that are none: a blank in the address or before it, brackets in the wrong order, wiki links.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{NearMiss, short};

/// Quotation marks around a title, straight or not.
const QUOTES: &[char] = &['"', '\'', '“', '”', '„', '‘', '’', '«', '»'];

/// Blanks that end an address.
const BLANKS: [char; 3] = [' ', '\t', '\u{a0}'];

/// Finds links that are none.
pub(super) fn find(text: &str, found: &mut Vec<NearMiss>) {
    if text.contains("](") {
        each(&BLANK, text, found, blank);
        each(&OPEN, text, found, open);
    }
    if text.contains(']') && text.contains('(') {
        each(&APART, text, found, apart);
    }
    if text.contains(")[") {
        each(&REVERSED, text, found, reversed);
    }
    if text.contains("[[") {
        each(&WIKI, text, found, wiki);
    }
    if text.contains("://") {
        each(&ANGLE, text, found, |one| {
            let address = &one[1];
            let message = "an address with a blank is no link".to_owned();
            Some(Advice { message, help: format!("write `<{}>`", encoded(address)) })
        });
    }
}

/// The texts of a problem.
struct Advice {
    message: String,
    help: String,
}

/// Adds the matches of a pattern for which `advise` has advice.
fn each(
    regex: &Regex,
    text: &str,
    found: &mut Vec<NearMiss>,
    advise: impl Fn(&Captures<'_>) -> Option<Advice>,
) {
    for one in regex.captures_iter(text) {
        if let (Some(whole), Some(Advice { message, help })) = (one.get(0), advise(&one)) {
            found.push(NearMiss { range: whole.range(), message, help });
        }
    }
}

/// Compiles a pattern, in which `ADDRESS` stands for an address.
fn regex(pattern: &str) -> Regex {
    let address = r"(?:https?://|mailto:|tel:|sms:|price:|estimate:|book:|www\.|\.{0,2}/)[^()\s]*|[^()\s]+\.(?:md|pdf|html?|jpe?g|png|webp|docx?)(?:[#?][^()\s]*)?";
    Regex::new(&pattern.replace("ADDRESS", address)).expect("a pattern that a test has seen")
}

/// `[words](an address.pdf)`.
static BLANK: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(!?)\[([^\[\]\n]*)\]\(((?:[^()\n]|\([^()\n]*\))*[ \t\u{a0}](?:[^()\n]|\([^()\n]*\))*)\)")
});
/// An address and its title in quotes.
static TITLED: LazyLock<Regex> = LazyLock::new(|| regex(r#"^([^"“”]*\S)\s+["“”]([^"“”]*)["“”]$"#));
/// `[words](https://… ` without its end.
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?m)!?\[([^\[\]\n]+)\]\(((?:https?://|mailto:|tel:|\.{0,2}/)[^()\s]+)(?:[ \t][^()\n]*)?$")
});
/// `[words] (https://…)`.
static APART: LazyLock<Regex> = LazyLock::new(|| regex(r"(!?)\[([^\[\]\n]+)\][ \t\n\u{a0}]+\((ADDRESS)\)"));
/// `(https://…)[words]`.
static REVERSED: LazyLock<Regex> = LazyLock::new(|| regex(r"\((ADDRESS)\)\[([^\[\]\n]+)\]"));
/// `[[words]]`.
static WIKI: LazyLock<Regex> = LazyLock::new(|| regex(r"(!?)\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]+))?\]\]"));
/// `<https://… …>`.
static ANGLE: LazyLock<Regex> = LazyLock::new(|| regex(r"<(https?://[^<>\n]*[^<>\s][ \t][^<>\n]+)>"));

fn blank(one: &Captures<'_>) -> Option<Advice> {
    let (sign, words, target) = (&one[1], &one[2], one[3].trim());
    // The mark of another generator is reported by `marks`.
    if target.contains("{{") || target.contains("{%") {
        return None;
    }
    let what = if sign.is_empty() { "link" } else { "picture" };
    let message = format!("`{}` is no {what}: a blank ends the address", short(&one[0]));
    // `my form.pdf "Title"`: the title is fine, the address is not.
    let titled = TITLED.captures(target);
    let (address, title) = match &titled {
        Some(found) if found[1].contains(BLANKS) => (found.get(1)?.as_str(), found[2].replace('"', "'")),
        _ => (target, String::new()),
    };
    let address = address.trim_matches(['<', '>']);
    let (first, rest) = address.split_once(BLANKS)?;
    let rest = rest.trim();
    if !(is_address(address) || is_address(first) || !sign.is_empty()) {
        return None;
    }
    let whole = match title.is_empty() {
        true => format!("`{sign}[{words}](<{address}>)` or `{sign}[{words}]({})`", encoded(address)),
        false => format!("`{sign}[{words}](<{address}> \"{title}\")`"),
    };
    if rest.starts_with('=') {
        let help = format!("write `{sign}[{words}]({first})`: the size comes from the file");
        return Some(Advice { message, help });
    }
    let bare = rest.trim_matches(QUOTES);
    let with_title = format!("`{sign}[{words}]({first} \"{}\")`", bare.replace('"', "'"));
    let is_title = is_address(first) && title.is_empty() && !rest.contains('/') && ending(rest).is_none();
    let help = match is_title {
        true if bare != rest => format!("write {with_title}: a title stands in straight quotes"),
        true => format!("write {whole}; a title stands in quotes: {with_title}"),
        false => format!("write {whole}"),
    };
    Some(Advice { message, help })
}

fn open(one: &Captures<'_>) -> Option<Advice> {
    let message = format!("`{}` is no link: its bracket is not closed", short(&one[0]));
    Some(Advice { message, help: format!("write `[{}]({})`", &one[1], &one[2]) })
}

fn apart(one: &Captures<'_>) -> Option<Advice> {
    let (sign, words, address) = (&one[1], &one[2], &one[3]);
    if is_mark(words) {
        return None;
    }
    let message =
        format!("`{}` is no link: nothing may stand between its brackets", short(&one[0].replace('\n', " ")));
    Some(Advice { message, help: format!("write `{sign}[{words}]({address})`") })
}

fn reversed(one: &Captures<'_>) -> Option<Advice> {
    let (address, words) = (&one[1], &one[2]);
    if is_mark(words) {
        return None;
    }
    let message = format!("`{}` is no link: its brackets stand in the wrong order", short(&one[0]));
    Some(Advice { message, help: format!("write `[{words}]({address})`") })
}

fn wiki(one: &Captures<'_>) -> Option<Advice> {
    let (sign, page) = (&one[1], one[2].trim());
    if is_mark(page) || page.is_empty() {
        return None;
    }
    let words = one.get(3).map_or(page, |words| words.as_str().trim());
    let file = match ending(page) {
        Some(_) => page.to_owned(),
        None => format!("{}.md", crate::route::slug(page)),
    };
    let file = if file.contains(' ') { format!("<{file}>") } else { file };
    let message = format!("`{}` is no link", short(&one[0]));
    Some(Advice { message, help: format!("write `{sign}[{words}]({file})`, with the path of the file") })
}

/// Whether the words are a footnote mark, a citation, or the check box of a task.
fn is_mark(words: &str) -> bool {
    words.starts_with(['@', '^'])
        || words.trim().is_empty()
        || matches!(words, "x" | "X")
        || words.chars().all(|c| c.is_ascii_digit() || ",;-–* ".contains(c))
}

/// Whether a text could be an address.
fn is_address(target: &str) -> bool {
    let schemes = ["mailto:", "tel:", "price:", "estimate:", "book:", "#", "/", "./", "../", "www."];
    target.contains("://")
        || schemes.iter().any(|scheme| target.starts_with(scheme))
        || ending(target).is_some()
}

/// The ending of a file name.
fn ending(path: &str) -> Option<&str> {
    let path = path.split(['?', '#']).next()?;
    let (name, ending) = path.rsplit_once('.')?;
    let fine = (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (fine && !name.is_empty() && ending.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(ending)
}

/// An address with its blanks encoded.
fn encoded(address: &str) -> String {
    address.replace(BLANKS, "%20")
}

#[test]
fn all_patterns_compile() {
    for regex in [&BLANK, &TITLED, &OPEN, &APART, &REVERSED, &WIKI, &ANGLE] {
        assert!(!regex.as_str().is_empty());
    }
}
