//! `docs/reference/`: every key and every rule, made of the tables that `clinicsite explain` tells.
//! `SNAPSHOTS=overwrite cargo test --lib reference` makes the files anew.

use std::fmt::Write as _;
use std::path::Path;

use super::layout::about;
use super::{FILES, File, LEGAL, NAMED, TEXT, TOML, legal_pages};
use crate::kinds::Kind;
use crate::lint;
use crate::rules::{Explanation, Part, Rule};
use crate::schema::{Heading, Key, Need, Schema};
use crate::theme;

/// What the letters in the ids of rules stand for, in the order of the reference.
const LETTERS: &[(&str, &str)] = &[
    ("P", "Prices"),
    ("M", "Medicine"),
    ("R", "Reading"),
    ("L", "Law"),
    ("A", "Everybody can read it"),
    ("V", "Privacy"),
    ("W", "Pages and pictures"),
    ("S", "What machines are told"),
    ("K", "The day before going live"),
    ("I", "Language"),
];

/// The heading over the rules whose ids are words.
const WORDS: &str = "Files, keys and links";

const WARNING: &str = "<!-- This file is made: SNAPSHOTS=overwrite cargo test --lib reference -->";

/// Words as Markdown shows them as they are; names in backticks stay code. `|` would end a cell of a table.
fn plain(words: &str) -> String {
    let mut out = String::new();
    for (at, part) in words.split('`').enumerate() {
        out.push_str(if at > 0 { "`" } else { "" });
        for sign in part.chars() {
            let means_something = if at % 2 == 1 { sign == '|' } else { "\\[]<>*_|".contains(sign) };
            out.push_str(if means_something { "\\" } else { "" });
            out.push(sign);
        }
    }
    out
}

/// The anchor of a heading, as hosts of repositories make it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | ' '));
    kept.flat_map(char::to_lowercase).map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

/// Markdown with one empty line between its parts, and a line that says where it comes from.
fn document(parts: &[String]) -> String {
    let parts: Vec<_> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    format!("{WARNING}\n\n{}\n", parts.join("\n\n"))
}

/// A block of code, between fences that are longer than any in it.
fn fenced(language: &str, text: &str) -> String {
    let fence = if text.contains("```") { "`````" } else { "```" };
    format!("{fence}{language}\n{}\n{fence}", text.trim_end())
}

/// The reference of keys.
fn keys() -> String {
    let mut parts = vec![
        "# Every key".to_owned(),
        "What stands in `site.toml`, in the price list, in the citation library, and between the `+++` lines of each kind of \
         page. `clinicsite explain WORD` tells the same in the terminal, of one kind, file or key. The [guide](../index.md) \
         tells what they are for."
            .to_owned(),
        index(),
        "## How TOML is written".to_owned(),
        plain(TOML),
        "## How the text of a page is written".to_owned(),
        plain(TEXT),
        plain(NAMED),
        "## Keys of every page".to_owned(),
        rows("", common().collect()),
        "## Legal pages".to_owned(),
        format!("{} {}.", plain(LEGAL), legal_pages()),
    ];
    parts.extend(FILES.iter().map(of_file));
    parts.extend(Kind::ALL.iter().map(|kind| of_kind(*kind)));
    document(&parts)
}

fn index() -> String {
    let link = |name: &str| format!("[{name}](#{})", anchor(name));
    let files: Vec<_> = FILES.iter().map(|file| link(file.path)).collect();
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| link(kind.name())).collect();
    format!(
        "- Files: {}\n- Pages: {}, and what [every page](#keys-of-every-page) has",
        files.join(", "),
        kinds.join(", ")
    )
}

/// The keys of every page but `title`, which each kind has in its own words.
fn common() -> impl Iterator<Item = &'static Key> {
    Kind::Plain.spec().schema.keys().filter(|key| !key.is_required())
}

fn of_file(file: &File) -> String {
    let mut text = format!("## {}\n\n{}\n\n", file.path, plain(file.about));
    let _ = write!(text, "{}\n\n{}", fenced("toml", &sample(file.schema)), tables(file.schema, |_| true));
    if file.path.ends_with("/theme.toml") {
        let _ = write!(text, "\n\nOptions of meridian, the theme inside the program:\n\n");
        text.push_str("| option | what it is for |\n|---|---|\n");
        for (option, help) in theme::built_in_options() {
            let _ = writeln!(text, "| `{option}` | {} |", plain(&help));
        }
    }
    text
}

fn of_kind(kind: Kind) -> String {
    let spec = kind.spec();
    let page = format!("+++\n{}+++\n\n{}\n", sample(spec.schema), spec.text);
    let own = |key: &Key| key.is_required() || common().all(|one| one.name != key.name);
    format!(
        "## {}\n\n{}\n\nA short one, `{}`:\n\n{}\n\n{}\n\nIt may have the [keys of every page](#keys-of-every-page), too.",
        spec.name,
        plain(spec.about),
        spec.file,
        fenced("markdown", &page),
        tables(spec.schema, own)
    )
}

/// The keys that are required or usual, as a file has them.
fn sample(schema: &Schema) -> String {
    let mut page = super::layout::Page::default();
    page.sample(schema);
    let text: String = page.text().lines().map(|line| format!("{}\n", line.trim_start())).collect();
    text.trim_start().to_owned()
}

/// The keys of a file, those of each table below its heading.
fn tables(schema: &'static Schema, is_told: impl Fn(&Key) -> bool) -> String {
    let told = schema.keys().filter(|key| is_told(key)).collect();
    let mut parts = vec![rows("", told)];
    let headings: Vec<_> =
        schema.keys().filter(|key| is_told(key)).filter_map(|key| Some((key, key.heading("")?))).collect();
    headings.into_iter().for_each(|(key, heading)| table(key, &heading, &mut parts));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// A table below its heading, then the tables in it.
fn table(key: &Key, heading: &Heading, parts: &mut Vec<String>) {
    if key.need == Need::Later {
        return;
    }
    let required = if key.is_required() { " It is required." } else { "" };
    parts.push(format!("**`{heading}`** {}{required}", plain(&about(key))));
    parts.push(rows(&heading.path, heading.schema.keys().collect()));
    for inner in heading.schema.keys() {
        if let Some(below) = inner.heading(&heading.path) {
            table(inner, &below, parts);
        }
    }
}

/// Keys that are no tables, a row each; a table that is written in short is one with its own heading.
fn rows(above: &str, keys: Vec<&Key>) -> String {
    let mut out = String::new();
    for key in keys {
        if key.need == Need::Later || key.heading(above).is_some() {
            continue;
        }
        let required = if key.is_required() { " **required**" } else { "" };
        let example = format!("{} = {}", key.name, key.example()).replace('|', "\\|");
        let _ = writeln!(out, "| `` {example} ``{required} | {} |", plain(&about(key)));
    }
    if out.is_empty() { out } else { format!("| key | what it is for |\n|---|---|\n{}", out.trim_end()) }
}

/// The reference of rules.
fn rules() -> String {
    let mut parts = vec![
        "# Every rule".to_owned(),
        "What `clinicsite build` stops at (`error`), and what `clinicsite check` tells beside (`warning`, `info`). The id \
         stands in brackets in every message; `clinicsite explain ID` tells the same in the terminal. What is `due` was right and \
         has aged by itself: it stops no site. A rule \"in English\" looks for words, and is silent on a site in another language. \
         `ignore = [{ rule = \"ID\", reason = \"why\" }]` on a page, or in `[check]` of `site.toml`, silences one that is no error."
            .to_owned(),
    ];
    let groups = LETTERS.iter().map(|(letter, title)| (Some(*letter), *title)).chain([(None, WORDS)]);
    let groups: Vec<_> = groups.map(|(letter, title)| (title, of_letter(letter))).collect();
    for (title, rules) in &groups {
        parts.push(format!("## {title}\n\n{}", listed(rules)));
    }
    for (_, rules) in &groups {
        parts.extend(rules.iter().map(|rule| explained(*rule)));
    }
    document(&parts)
}

/// The letter of an id that is a letter and a number.
fn letter(id: &str) -> Option<&str> {
    let number = id.trim_start_matches(|sign: char| sign.is_ascii_uppercase());
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    id.strip_suffix(number).filter(|letter| is_number && letter.len() == 1)
}

fn of_letter(wanted: Option<&str>) -> Vec<Rule> {
    lint::rules().iter().copied().filter(|rule| letter(rule.id()) == wanted).collect()
}

fn in_english(rule: Rule) -> &'static str {
    if rule.language() == Some("en") { ", in English" } else { "" }
}

fn listed(rules: &[Rule]) -> String {
    let mut out = String::from("| rule | level | what breaks it |\n|---|---|---|\n");
    for rule in rules {
        let (id, level, what) = (rule.id(), rule.severity(), plain(rule.what()));
        let _ = writeln!(out, "| [`{id}`](#{}) | {level}{} | {what} |", anchor(id), in_english(*rule));
    }
    out
}

fn explained(rule: Rule) -> String {
    let Explanation { why, wrong, right, source } = rule.explanation();
    let level = format!("{}{}", rule.severity(), in_english(rule));
    let advice = if rule.is_of_law() { " This is no legal advice." } else { "" };
    format!(
        "### {}\n\n{} ({level}). {}{advice} Source: {}.\n\n*Wrong.* {}\n\n*Right.* {}",
        rule.id(),
        plain(&capital(rule.what())),
        plain(&why),
        plain(source.trim_end_matches('.')),
        example(&wrong),
        example(&right)
    )
}

/// With a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An example: words that name the place, and below them what stands there.
fn example(parts: &[Part]) -> String {
    let of_part = |Part { words, text }: &Part| match text {
        Some(text) => format!("{}\n\n{}", plain(words), fenced("text", text)),
        None => plain(words),
    };
    parts.iter().map(of_part).collect::<Vec<_>>().join("\n\n")
}

fn is_as_made(name: &str, made: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference").join(name);
    let expected = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text));
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(snapbox::Data::text(made), expected.raw());
}

#[test]
fn the_reference_of_keys_is_what_the_tables_say() {
    is_as_made("keys.md", keys());
}

#[test]
fn the_reference_of_rules_is_what_the_tables_say() {
    is_as_made("rules.md", rules());
}

#[test]
fn every_rule_and_every_kind_has_its_heading_once() {
    let (rules, keys) = (rules(), keys());
    for rule in lint::rules() {
        assert_eq!(rules.matches(&format!("\n### {}\n", rule.id())).count(), 1, "{}", rule.id());
    }
    for name in Kind::ALL.iter().map(|kind| kind.name()).chain(FILES.iter().map(|file| file.path)) {
        assert_eq!(keys.matches(&format!("\n## {name}\n")).count(), 1, "{name}");
    }
}

#[test]
fn words_show_as_they_are() {
    assert_eq!(plain("a [](price:ID) of `x|y[]` or _z_"), "a \\[\\](price:ID) of `x\\|y[]` or \\_z\\_");
    assert_eq!(
        (letter("M13"), letter("A"), letter("toml-1.1"), letter("not-utf8")),
        (Some("M"), None, None, None)
    );
}
