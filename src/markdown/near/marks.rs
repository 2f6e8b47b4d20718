//! Marks of other programs within a line: shortcodes, templates, attributes, emoji codes.
//!
//! A table: each row has a pattern, the characters that a text must have to be searched for it, and the message.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::{Captures, Regex};

use super::{BlockKind, NearMiss, short};

/// A mark that means something to another program.
struct ForeignMark {
    /// ASCII characters that every match has: only a text with all of them is searched.
    required: &'static str,
    pattern: &'static str,
    /// The message; `{}` stands for the mark.
    message: &'static str,
    help: fn(&Captures<'_>) -> String,
    regex: OnceLock<Regex>,
}

const fn mark(
    required: &'static str,
    pattern: &'static str,
    message: &'static str,
    help: fn(&Captures<'_>) -> String,
) -> ForeignMark {
    ForeignMark { required, pattern, message, help, regex: OnceLock::new() }
}

const FOREIGN: &str = "`{}` is a mark of another generator: readers would see it as it stands";

/// Marks that can stand in text and in raw HTML.
static EVERYWHERE: [ForeignMark; 3] = [
    mark("{}", r"\{\{[^{}]*\}\}", FOREIGN, foreign),
    mark("{}", r"\{%[^{}]*%\}|\{#[^{}\n]*#\}", FOREIGN, foreign),
    mark("<%>", r"<%[^<>]*%>", FOREIGN, foreign),
];

/// Marks in text. If a pattern has a group, the group is the mark.
static IN_TEXT: [ForeignMark; 12] = [
    mark("%", r"%%[^%\n]+%%", "`{}` is no comment: readers would see it as it stands", |_| {
        "write `<!-- … -->`".to_owned()
    }),
    mark(
        "[]=",
        r#"\[/?[a-z][a-z0-9_-]*(?:[ \t]+[a-z][a-z0-9_-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s\[\]"']+))+[ \t]*/?\]"#,
        FOREIGN,
        foreign,
    ),
    mark("[/]", r"\[/[a-z][a-z0-9_-]*\]", FOREIGN, foreign),
    mark("[]", r"(?m)^(\[(?:\[?_?TOC_?\]?|toc)\])$", "`{}` makes no contents here", |_| {
        "take it out: a page with three headings has its contents by itself".to_owned()
    }),
    mark(":{}", r"\{:[^{}\n]*\}", "`{}` is no attribute here: readers would see it as it stands", attribute),
    mark(
        "{}",
        r"\{(?:[#.][A-Za-z]|[a-z-]+=)[^{}\n]*\}",
        "`{}` is no attribute here: readers would see it as it stands",
        attribute,
    ),
    mark("=", r"(?:^|\s)(==[^=\s](?:[^=\n]*[^=\s])?==)(?:$|[\s.,;:!?)])", "`{}` marks nothing", |found| {
        format!("write `<mark>{}</mark>`", group(found, 1).trim_matches('='))
    }),
    mark("~", r"[A-Za-z)\]](~([0-9A-Za-z+-]{1,3})~)", "`{}` sets nothing below the line", |found| {
        format!("write `<sub>{}</sub>`", group(found, 2))
    }),
    mark("^", r"[A-Za-z0-9)\]](\^([0-9A-Za-z+-]{1,4})\^)", "`{}` sets nothing above the line", |found| {
        format!("write `<sup>{}</sup>`", group(found, 2))
    }),
    mark(
        ":",
        r"(?:^|\s)(:[a-z][a-z0-9_+-]{1,30}:)(?:$|[\s.,;!?)])",
        "`{}` is no picture sign here",
        |found| format!("write the sign itself in place of `{}`, or words", group(found, 1)),
    ),
    mark(
        "&",
        r"(&(nbsp|amp|ndash|mdash|copy|reg|quot|lt|gt|deg|plusmn|micro|euro|hellip))(?:[^;A-Za-z0-9=]|$)",
        "`{}` is no sign without its semicolon",
        |found| format!("write `{};`", group(found, 1)),
    ),
    mark(
        "~",
        r"(?:^|[\s(])(~([$€£]?[0-9][^~\s]*)~)(?:$|[\s.,;:)])",
        "`{}` is not struck out: one `~` before a number says \"about\"",
        |found| format!("write `~~{}~~`", group(found, 2)),
    ),
];

/// Markdown in a block of raw HTML, where it is not parsed.
static IN_HTML: [ForeignMark; 2] = [
    mark("[]()", r"\[[^\[\]\n<>]+\]\([^()\s<>]+\)", UNREAD, unread),
    mark("*", r"\*\*[^*\s<>](?:[^*\n<>]*[^*\s<>])?\*\*", UNREAD, unread),
];

const UNREAD: &str = "`{}` is no Markdown inside of raw HTML: readers would see it as it stands";

static COMMENT: ForeignMark =
    mark("<!-", r"<!--[^\n]*", "`{}` is no comment: readers would see it as it stands", |_| {
        "write `-->` where it ends; within a paragraph a comment goes over no empty line".to_owned()
    });

/// Finds the marks of a block.
pub(super) fn find(text: &str, block: BlockKind, found: &mut Vec<NearMiss>) {
    let present = ascii_set(text);
    let marks: &mut dyn Iterator<Item = &ForeignMark> = match block {
        BlockKind::RawHtml => &mut EVERYWHERE.iter().chain(&IN_HTML),
        _ => &mut EVERYWHERE.iter().chain(&IN_TEXT).chain([&COMMENT]),
    };
    let mut code: Option<Vec<Range<usize>>> = None;
    for mark in marks.filter(|mark| ascii_set(mark.required) & !present == 0) {
        let regex = mark.regex.get_or_init(|| Regex::new(mark.pattern).expect("a test compiles them all"));
        for one in regex.captures_iter(text) {
            let Some(whole) = one.get(1).or_else(|| one.get(0)) else { continue };
            if block == BlockKind::RawHtml
                && is_within(code.get_or_insert_with(|| code_ranges(text)), whole.start())
            {
                continue;
            }
            let message = mark.message.replace("{}", &short(whole.as_str()));
            found.push(NearMiss { range: whole.range(), message, help: (mark.help)(&one) });
        }
    }
}

/// The set of ASCII characters of a text, as a bit for each.
fn ascii_set(text: &str) -> u128 {
    text.bytes().filter(u8::is_ascii).fold(0, |set, byte| set | 1 << byte)
}

/// The byte ranges of code and comments in a block of raw HTML.
fn code_ranges(html: &str) -> Vec<Range<usize>> {
    static TAGS: LazyLock<Regex> = LazyLock::new(|| {
        let names = super::CODE.join("|");
        Regex::new(&format!(r"(?i)<!--|-->|<(/?)(?:{names})[\s/>]")).expect("a test compiles it")
    });
    let mut code = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for one in TAGS.captures_iter(html) {
        let (Some(whole), end) = (one.get(0), one.get(1).map(|slash| !slash.is_empty())) else { continue };
        if end == Some(true) || (end.is_none() && whole.as_str() == "-->") {
            if depth == 1 {
                code.push(start..whole.start());
            }
            depth = depth.saturating_sub(1);
        } else {
            start = if depth == 0 { whole.start() } else { start };
            depth += 1;
        }
    }
    if depth > 0 {
        code.push(start..html.len());
    }
    code
}

fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).is_some_and(|range| range.contains(&at))
}

fn foreign(found: &Captures<'_>) -> String {
    format!(
        "write in Markdown what `{}` stood for, or as code if readers are to see it",
        short(group(found, 0))
    )
}

fn unread(_: &Captures<'_>) -> String {
    "leave a line empty before it and behind it, or write it as HTML".to_owned()
}

fn attribute(found: &Captures<'_>) -> String {
    let mark = group(found, 0);
    let inner = mark.trim_matches(['{', '}', ':', ' ']);
    match inner.starts_with('#') {
        true => format!("take it out, or put `{{{inner}}}` at the very end of a heading"),
        false => "take it out; `{#id}` and `{.class}` stand at the very end of a heading".to_owned(),
    }
}

fn group<'t>(found: &Captures<'t>, number: usize) -> &'t str {
    found.get(number).map_or("", |group| group.as_str())
}

#[test]
fn all_patterns_compile() {
    for mark in EVERYWHERE.iter().chain(&IN_TEXT).chain(&IN_HTML).chain([&COMMENT]) {
        assert!(Regex::new(mark.pattern).is_ok(), "{}", mark.pattern);
    }
}
