//! `clinicsite init`: what it lays down, where it refuses to, and what is left when it is stopped.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::clinic::clinicsite;

fn init(folder: &Path, arguments: &[&str]) -> Output {
    let all = [&["init"], arguments].concat();
    Command::new(env!("CARGO_BIN_EXE_clinicsite"))
        .args(all)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn err(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

fn out(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn from_an_empty_folder_to_a_site_with_every_placeholder_named() {
    let root = tempfile::tempdir().unwrap();
    let ran = init(root.path(), &["harbor-clinic", "--niche", "foot pain"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    assert_eq!(err(&ran), "");
    assert!(out(&ran).contains("\nNext:\n  cd harbor-clinic\n  clinicsite serve --open "), "{}", out(&ran));
    assert_eq!(names(root.path()), ["harbor-clinic"]);
    let folder = root.path().join("harbor-clinic");
    let ran = clinicsite(&folder, &["build", "--strict"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    let home = fs::read_to_string(folder.join("public/index.html")).unwrap();
    assert!(home.contains("<h1>Care for foot pain</h1>"), "{home}");
    let ran = clinicsite(&folder, &["check", "--launch", "--verbose"]);
    assert_eq!(ran.status.code(), Some(1));
    for path in ["site.toml", "content/prices.toml", "content/contact.md", "content/providers/alex-sample.md"]
    {
        let text = fs::read_to_string(folder.join(path)).unwrap();
        let is_marked = |line: &str| line.ends_with("# placeholder") || line.contains("<!-- placeholder -->");
        for (number, _) in text.lines().enumerate().filter(|(_, line)| is_marked(line)) {
            let named = format!("--> {path}:{}:", number + 1);
            assert!(out(&ran).contains(&named), "{named} in {}", out(&ran));
        }
    }
}

#[test]
fn a_folder_that_is_not_empty_stays_as_it_is() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("clinic")).unwrap();
    fs::write(root.path().join("clinic/letters.doc"), "Dear").unwrap();
    fs::write(root.path().join("file"), "").unwrap();
    let ran = init(root.path(), &["clinic"]);
    assert_eq!(ran.status.code(), Some(3));
    let said = "error: `clinic` is not empty: it holds `letters.doc`; nothing was written\nhelp: name a folder that is not there yet, or an empty one\n";
    assert_eq!(err(&ran), said);
    assert_eq!(names(&root.path().join("clinic")), ["letters.doc"]);
    for place in ["file", "file/below"] {
        assert_eq!(init(root.path(), &[place]).status.code(), Some(3), "{place}");
    }
    assert_eq!(names(root.path()), ["clinic", "file"]);
    let ran = init(root.path(), &["below", "--root", "not/there"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    assert!(root.path().join("not/there/below/site.toml").is_file());
    let again = init(root.path(), &["new"]);
    assert_eq!(again.status.code(), Some(0), "{}", err(&again));
    let again = init(root.path(), &["new"]);
    assert_eq!(again.status.code(), Some(3), "a clinic is never laid over another");
}

#[test]
fn the_folder_one_stands_in_may_hold_a_repository() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join(".git")).unwrap();
    let ran = init(root.path(), &[".", "--name", "Harbor Clinic"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    assert!(out(&ran).contains(" in this folder: ") && !out(&ran).contains("  cd "), "{}", out(&ran));
    for name in [".git", ".gitignore", "README.md", "content", "site.toml"] {
        assert!(root.path().join(name).exists(), "{name}");
    }
    assert!(
        names(root.path()).iter().all(|name| !name.starts_with(".clinicsite")),
        "{:?}",
        names(root.path())
    );
}

#[test]
fn a_flag_that_cannot_be_taken_is_told_as_the_key_is_and_nothing_is_written() {
    let root = tempfile::tempdir().unwrap();
    let wrong = [
        "x",
        "--country",
        "UK",
        "--currency",
        "dollars",
        "--phone",
        "12",
        "--state",
        "XX",
        "--person",
        "\u{200b}",
    ];
    let ran = init(root.path(), &wrong);
    assert_eq!(ran.status.code(), Some(2));
    for line in [
        "error: --country: `UK` is no country\nhelp: write \"GB\" for United Kingdom\n",
        "error: --currency: `dollars` is no currency that can be counted\nhelp: write its code of ISO 4217: USD, EUR, GBP\n",
        "error: --phone: `12` is no telephone number\n",
        "error: --state: `XX` is no state of the US\nhelp: write its two letters: MA, CA, TX\n",
        "error: --person: ",
    ] {
        assert!(err(&ran).contains(line), "{line}\n{}", err(&ran));
    }
    assert_eq!(init(root.path(), &["x", "--pay", "nothing"]).status.code(), Some(2));
    assert_eq!(names(root.path()), [""; 0]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_at_any_moment_leaves_all_or_nothing() {
    let root = tempfile::tempdir().unwrap();
    let whole = root.path().join("whole");
    assert!(init(root.path(), &["whole"]).status.success());
    let count = walk(&whole);
    let mut stopped = 0;
    for delay in (0..80).step_by(2) {
        let place = format!("clinic-{delay}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_clinicsite"))
            .args(["init", &place])
            .current_dir(root.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        child.wait().unwrap();
        let folder = root.path().join(&place);
        if folder.exists() {
            assert_eq!(walk(&folder), count, "{place} is whole");
            fs::remove_dir_all(folder).unwrap();
        } else {
            stopped += 1;
        }
        assert_eq!(names(root.path()), ["whole"], "after {delay} ms");
    }
    assert!(stopped > 0, "no run was stopped");
}

/// How many files lie below a folder.
#[cfg(unix)]
fn walk(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}
