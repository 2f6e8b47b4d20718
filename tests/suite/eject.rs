//! `clinicsite theme eject`: what it lays down changes nothing, until somebody changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use clinicsite::source::Sources;
use clinicsite::{Depth, Memo, Output, build_to};

use crate::clinic::{Clinic, clinicsite, options};
use crate::everything;

const THEMES: [&str; 2] = ["meridian", "plain"];

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let ran = clinicsite(folder, arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ran.status.code(), text(ran.stdout), text(ran.stderr))
}

/// The files that the site of this theme can take, each with the theme that has it.
fn listed(folder: &Path) -> Vec<(String, String)> {
    let (status, out, err) = run(folder, &["theme", "eject"]);
    assert_eq!(status, Some(0), "{err}");
    let line = |line: &str| {
        let (name, theme) = line.split_once(' ').unwrap();
        (name.to_owned(), theme.trim().to_owned())
    };
    out.lines().map(line).collect()
}

fn clinic_of(theme: &str) -> BTreeMap<String, Vec<u8>> {
    let of_theme = |path: &str| ["templates/", "phrases/"].iter().any(|folder| path.starts_with(folder));
    let files = everything::FILES.iter().filter(|(path, _)| !of_theme(path));
    let files = files.map(|(path, text)| (path.to_string(), text.as_bytes().to_vec()));
    let mut files: BTreeMap<_, _> = files.collect();
    let site = files.get_mut("site.toml").unwrap();
    *site = [format!("theme = \"{theme}\"\n").as_bytes(), site.as_slice()].concat();
    files
}

/// Every file of the built site, and what a strict build has to say.
fn built(files: &BTreeMap<String, Vec<u8>>, memo: &mut Memo) -> (BTreeMap<String, Vec<u8>>, String) {
    let sources = Sources::from_files(files.iter().map(|(path, bytes)| (path.as_str(), bytes)));
    let build = build_to(&sources, &options(), memo, Depth::Check);
    let outputs = build.outputs.iter().map(|(route, output)| {
        let Output::Bytes(bytes) = output else { panic!("a file in memory") };
        (route.file_path(), bytes.to_vec())
    });
    let told = build.problems.iter().map(|one| format!("{}: {}\n", one.place.source.path, one.message));
    (outputs.collect(), told.collect())
}

#[test]
fn every_file_of_a_theme_that_is_taken_leaves_the_site_as_it_was() {
    let mut seen = BTreeSet::new();
    for theme in THEMES {
        let folder = Clinic::new().site(&format!("theme = \"{theme}\"\n")).lay();
        let files = listed(folder.path());
        assert!(files.len() > 80, "{}", files.len());
        let mut clinic = clinic_of(theme);
        let mut memo = Memo::default();
        let before = built(&clinic, &mut memo);
        assert!(before.0.len() > 10, "{}", before.1);
        for (name, of) in &files {
            let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(of).join(name);
            let bytes = fs::read(own).unwrap();
            // One file of two themes is laid down by the program once.
            if seen.insert((name.clone(), of.clone())) {
                let (status, out, err) = run(folder.path(), &["theme", "eject", name]);
                assert_eq!((status, err.as_str()), (Some(0), ""), "{name}");
                assert!(out.starts_with(&format!("{}\n", Path::new(name).display())), "{out}");
                let taken = fs::read(folder.path().join(name)).unwrap();
                assert!(taken == bytes, "{name} is as {of} has it");
            }
            clinic.insert(name.clone(), bytes);
        }
        let (after, told) = built(&clinic, &mut memo);
        assert_eq!(told, before.1, "{theme}");
        assert!(after.keys().eq(before.0.keys()), "{:?} {:?}", after.keys(), before.0.keys());
        for (path, bytes) in &after {
            assert!(before.0[path] == *bytes, "{theme}: {path}\n{}", String::from_utf8_lossy(bytes));
        }
    }
}

/// In the theme that has another one below it, so that names of templates may lead to either.
#[test]
fn a_template_alone_leaves_the_site_as_it_was() {
    let folder = Clinic::new().site("theme = \"plain\"\n").lay();
    let mut memo = Memo::default();
    let before = built(&clinic_of("plain"), &mut memo);
    let is_tried =
        |name: &str, of: &str| of == "plain" || name.starts_with("templates/") && !name.contains("/parts/");
    for (name, of) in listed(folder.path()).iter().filter(|(name, of)| is_tried(name, of)) {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(of).join(name);
        let mut clinic = clinic_of("plain");
        clinic.insert(name.clone(), fs::read(own).unwrap());
        assert!(built(&clinic, &mut memo) == before, "{name} of {of}");
    }
}

#[test]
fn nothing_is_overwritten_and_a_slip_is_answered() {
    let folder = Clinic::new().file("templates/home.html", "{% extends \"builtin/home.html\" %}").lay();
    let (status, out, err) = run(folder.path(), &["theme", "eject", "templates/home.html"]);
    assert_eq!((status, out.as_str()), (Some(3), ""));
    assert!(err.contains("templates/home.html` is there already; nothing was written\n"), "{err}");
    assert_eq!(
        fs::read_to_string(folder.path().join("templates/home.html")).unwrap(),
        "{% extends \"builtin/home.html\" %}"
    );
    assert!(run(folder.path(), &["theme", "eject"]).1.contains("templates/home.html"));
    for (name, near) in [
        ("templates/articel.html", "templates/article.html"),
        ("article.html", "templates/article.html"),
        ("themes/meridian/assets/theme.css", "assets/theme.css"),
    ] {
        let (status, _, err) = run(folder.path(), &["theme", "eject", name]);
        assert_eq!(status, Some(2));
        assert_eq!(err, format!("error: the theme has no file `{name}`\nhelp: did you mean `{near}`?\n"));
    }
    for name in ["../site.toml", "/etc/passwd", "theme.toml", ""] {
        let (status, _, err) = run(folder.path(), &["theme", "eject", name]);
        assert_eq!(status, Some(2), "{name}: {err}");
    }
}

#[test]
fn a_file_of_a_theme_of_ones_own_keeps_every_byte() {
    let folder = Clinic::new()
        .site("theme = \"own\"\n")
        .file("themes/own/theme.toml", "name = \"own\"\n")
        .file("themes/own/templates/home.html", "\u{feff}{% extends \"builtin/home.html\" %}\r\n")
        .lay();
    let files = listed(folder.path());
    assert!(files.contains(&("templates/home.html".to_owned(), "own".to_owned())), "{files:?}");
    assert!(files.contains(&("templates/base.html".to_owned(), "meridian".to_owned())), "{files:?}");
    let (status, _, err) = run(folder.path(), &["theme", "eject", "templates/home.html"]);
    assert_eq!(status, Some(0), "{err}");
    let taken = fs::read_to_string(folder.path().join("templates/home.html")).unwrap();
    assert_eq!(taken, "\u{feff}{% extends \"builtin/home.html\" %}\r\n");
}

#[test]
fn what_the_owner_should_know_is_told() {
    let folder = Clinic::new().lay();
    let told = |name: &str| run(folder.path(), &["theme", "eject", name]).1;
    assert!(told("templates/home.html").contains("{% extends \"builtin/home.html\" %}"));
    assert!(told("phrases/fr.toml").contains("nothing reads it"));
    assert!(!told("phrases/en.toml").contains("nothing reads it"));
    assert!(told("templates/parts/mark.html").contains("does not reach you"));
    let no_site = tempfile::tempdir().unwrap();
    let (status, _, err) = run(no_site.path(), &["theme", "eject"]);
    assert!(status == Some(1) && err.contains("error[no-site]"), "{err}");
    let lost = Clinic::new().site("theme = \"plane\"\n").lay();
    let (status, _, err) = run(lost.path(), &["theme", "eject"]);
    assert!(status == Some(1) && err.contains("there is no theme `plane`"), "{err}");
}
