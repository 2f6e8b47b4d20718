//! What the tour of `lib.rs` says of the program's rooms, held against their text.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of the program, each with its path below `src/` and its text.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(files.len() > 100, "the program's files were not found: {}", files.len());
    files.sort();
    files
}

/// Lines of code with one of the words, outside of the files that may have them.
fn lines_with(words: &[&str], but: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files() {
        let own = but.iter().any(|room| name.starts_with(room)) || name.contains("tests");
        for (at, line) in text.lines().enumerate().filter(|_| !own) {
            let code = line.trim_start();
            if !code.starts_with("//") && words.iter().any(|word| code.contains(word)) {
                found.push(format!("{name}:{}: {}", at + 1, code.trim()));
            }
        }
    }
    found
}

#[test]
fn a_language_is_asked_of_an_edition() {
    let found = lines_with(
        &["config.language", "config.locales", ".phrases.say("],
        &["site", "config", "phrases.rs", "theme", "lib.rs"],
    );
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn an_address_of_the_generator_is_asked_of_an_edition() {
    let written = [
        "&[\"pricing\"]",
        "&[\"good-faith-estimate\"]",
        "&[\"conditions\"]",
        "\"/404.html\"",
        "\"feed.xml\"",
        "\"/pricing/\"",
    ];
    let found = lines_with(&written, &["site/", "table/usual.rs"]);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_kind_of_page_is_asked_and_not_matched() {
    // What is written for some kinds and has an arm for all others is silently wrong for the next one. Two rooms hand a
    // page to its kind, by the list of kinds.
    let found = lines_with(
        &["match page.kind {", "match self.kind {", "match &page.data {", "match &self.data {"],
        &["kinds", "prices", "markdown", "render.rs", "views/cards.rs"],
    );
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn disk_network_terminal_and_clock_are_touched_at_the_ends() {
    let ends = ["cli", "main.rs", "source", "publish", "serve", "images/cache"];
    let words = [
        "std::fs",
        "TcpListener",
        "UdpSocket",
        "std::env",
        "std::process",
        "fs::read",
        "fs::write",
        "Timestamp::now",
        "SystemTime::now",
        "Instant::now",
    ];
    let found = lines_with(&words, &[&ends[..], &["markdown/conformance.rs", "views/reference.rs"]].concat());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_reads_a_file_knows_no_site() {
    let later = [
        "site",
        "views",
        "structured",
        "feeds",
        "report",
        "cli",
        "address",
        "resolve",
        "plan",
        "render",
        "lint",
        "prepared",
        "serve",
        "publish",
    ];
    let later: Vec<String> = later.iter().map(|room| format!("crate::{room}")).collect();
    let later: Vec<&str> = later.iter().map(String::as_str).collect();
    let reads = |name: &str| {
        ["config", "page", "markdown", "prices", "citations", "money", "table", "schema"]
            .iter()
            .any(|room| name.starts_with(room))
            || name.strip_prefix("kinds/").is_some_and(|rest| !rest.split(':').next().unwrap().contains('/'))
    };
    let found: Vec<_> = lines_with(&later, &[]).into_iter().filter(|line| reads(line)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn money_is_no_binary_fraction_and_prices_know_no_page() {
    let words =
        ["f64", "f32", "crate::markdown", "crate::page", "crate::kinds", "crate::theme", "crate::views"];
    let found: Vec<_> = lines_with(&words, &[])
        .into_iter()
        .filter(|line| line.starts_with("money") || line.starts_with("prices"))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
