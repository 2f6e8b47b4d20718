//! What a build does to its output folder: any site after any other, links, others' files, faults of the disk, locks.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clinicsite::Route;
use clinicsite::publish::{OutputLock, PublishError, Published};
use clinicsite::{Output, Outputs};
use proptest::prelude::*;

use crate::clinic::{Clinic, clinicsite};

/// An empty clinic's folder, and the outputs published from it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Desk(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Publishes these files to `public/`.
    fn publish(&self, files: &[(&str, &str)]) -> Result<Published, PublishError> {
        let outputs = files.iter().map(|(path, text)| {
            (Route::absolute(&format!("/{path}")).unwrap(), Output::Bytes(text.as_bytes().into()))
        });
        self.publish_outputs("public", &outputs.collect())
    }

    fn publish_outputs(&self, name: &str, outputs: &Outputs) -> Result<Published, PublishError> {
        OutputLock::acquire(self.0.path(), &self.path(name), &mut || {})?.publish(outputs)
    }

    /// The names that lie in the clinic's folder.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// Everything below a folder: folders as `None`, files with their bytes, links as where they lead.
fn all(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let inside = |path: &Path| path.strip_prefix(folder).unwrap().to_owned();
    entries
        .map(|entry| {
            let bytes = match entry.file_type() {
                kind if kind.is_dir() => None,
                kind if kind.is_symlink() => {
                    Some(fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes())
                }
                _ => Some(fs::read(entry.path()).unwrap()),
            };
            (inside(entry.path()), bytes)
        })
        .collect()
}

/// Small sites whose addresses are files in one and folders in another.
fn sites() -> impl Strategy<Value = Vec<BTreeMap<String, String>>> {
    let path = prop::collection::vec(prop::sample::select(vec!["a", "b", "c.html", "A", "é"]), 1..5)
        .prop_map(|parts| parts.join("/"));
    let site = prop::collection::btree_map(path, "[xy]{0,2}", 0..8).prop_map(|files| {
        // One folder cannot hold a file and a folder of one name, nor names that differ in letter case alone.
        let mut kept: BTreeMap<String, String> = BTreeMap::new();
        for (path, text) in files {
            let (low, lowered) = (path.to_lowercase(), |other: &String| other.to_lowercase());
            let clash = |other: &String| {
                let other_low = lowered(other);
                let inside = |one: &str, two: &str| one.starts_with(&format!("{two}/"));
                let same_parts = path
                    .split('/')
                    .zip(other.split('/'))
                    .all(|(one, two)| one == two || one.to_lowercase() != two.to_lowercase());
                other_low == low || inside(&low, &other_low) || inside(&other_low, &low) || !same_parts
            };
            if !kept.keys().any(clash) {
                kept.insert(path, text);
            }
        }
        kept
    });
    prop::collection::vec(site, 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_site_after_any_other_is_as_in_a_new_folder(sites in sites(), copies in any::<bool>()) {
        let desk = Desk::new();
        for (turn, site) in sites.iter().enumerate() {
            let outputs: Outputs = site
                .iter()
                .enumerate()
                .map(|(number, (path, text))| {
                    let source = format!("static/{turn}-{number}");
                    desk.write(&source, text);
                    let output = match copies && number % 2 == 0 {
                        true => Output::Copy(desk.path(&source).into()),
                        false => Output::Bytes(text.as_bytes().into()),
                    };
                    (Route::absolute(&format!("/{path}")).unwrap(), output)
                })
                .collect();
            desk.publish_outputs("public", &outputs).unwrap();
            desk.publish_outputs("fresh", &outputs).unwrap();
            prop_assert_eq!(all(&desk.path("public")), all(&desk.path("fresh")));
            prop_assert_eq!(
                desk.publish_outputs("public", &outputs).unwrap(),
                Published { written: 0, removed: 0 }
            );
            fs::remove_dir_all(desk.path("fresh")).unwrap();
        }
        prop_assert_eq!(desk.names(), ["public", "static"].map(str::to_owned)[..if sites.iter().all(BTreeMap::is_empty) { 1 } else { 2 }].to_vec());
    }
}

#[test]
fn what_others_put_into_the_output_stays() {
    let desk = Desk::new();
    for name in [".git/HEAD", ".gitkeep", ".DS_Store", "Thumbs.db"] {
        desk.write(&format!("public/{name}"), "theirs");
    }
    desk.publish(&[("index.html", "1"), ("old/index.html", "1")]).unwrap();
    desk.write("public/old/notes.txt", "theirs");
    desk.write("public/CNAME", "theirs");
    assert_eq!(desk.publish(&[("index.html", "2")]).unwrap(), Published { written: 1, removed: 1 });
    for name in [".git/HEAD", ".gitkeep", ".DS_Store", "Thumbs.db", "old/notes.txt", "CNAME"] {
        assert_eq!(desk.read(&format!("public/{name}")), "theirs", "{name}");
    }
    assert!(!desk.path("public/old/index.html").exists());
}

#[test]
fn a_file_of_others_is_never_written_over() {
    let desk = Desk::new();
    desk.publish(&[("index.html", "1")]).unwrap();
    for (theirs, ours) in [("fees.pdf", "fees.pdf"), ("fees.pdf", "fees.pdf/x"), ("fees.pdf/x", "fees.pdf")] {
        desk.write(&format!("public/{theirs}"), "theirs");
        let before = all(&desk.path("public"));
        let refused = desk.publish(&[("index.html", "2"), (ours, "ours")]).unwrap_err().to_string();
        assert!(refused.contains(theirs) && refused.contains("did not write it"), "{refused}");
        assert_eq!(all(&desk.path("public")), before);
        let folder = theirs.split('/').next().unwrap();
        let path = desk.path(&format!("public/{folder}"));
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    // One that says the same is as good as ours.
    desk.write("public/fees.pdf", "ours");
    desk.publish(&[("index.html", "2"), ("fees.pdf", "ours")]).unwrap();
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_replaced_and_never_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let site = |text| [("a/b/page.html", text), ("a/top.html", text), ("feed.xml", text)];
    let check = |link: &str, before: &str, after: &[(&str, &str)]| {
        let _ = fs::remove_dir_all(desk.path("public"));
        desk.publish(&site("1")).unwrap();
        for file in ["away/b/page.html", "away/page.html", "away/top.html", "away/feed.xml"] {
            desk.write(file, "1");
        }
        let path = desk.path(&format!("public/{link}"));
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap()
        } else {
            drop(fs::remove_file(&path))
        }
        symlink(desk.path(before), &path).unwrap();
        let away = all(&desk.path("away"));
        desk.publish(after).unwrap();
        assert_eq!(all(&desk.path("away")), away, "{link} -> {before}");
        for (path, text) in after {
            assert_eq!(desk.read(&format!("public/{path}")), *text, "{link} -> {before}");
            let parts: Vec<_> = path.split('/').collect();
            for length in 1..=parts.len() {
                let part = desk.path(&format!("public/{}", parts[..length].join("/")));
                assert!(!part.is_symlink(), "{}", part.display());
            }
        }
    };
    for text in ["1", "2"] {
        check("a", "away", &site(text));
        check("a/b", "away", &site(text));
        check("a/b", "nowhere", &site(text));
        check("feed.xml", "away/feed.xml", &site(text));
        check("a/b/page.html", "away", &site(text));
        check(".clinicsite.lock", "away/feed.xml", &site(text));
    }
    // Pages that are gone are not removed through a link either.
    check("a", "away", &[("feed.xml", "2")]);
    check("a/b", "away", &[("a/top.html", "2")]);
}

#[test]
fn a_manifest_of_an_older_version_is_understood() {
    let desk = Desk::new();
    for name in ["index.html", "old.html", "mine.html"] {
        desk.write(&format!("public/{name}"), "1");
    }
    desk.write("public/.clinicsite", "../index.html\nindex.html\nold.html\n");
    desk.publish(&[("index.html", "2")]).unwrap();
    assert_eq!(desk.read("public/mine.html"), "1");
    assert_eq!(desk.read("public/index.html"), "2");
    assert!(!desk.path("public/old.html").exists());
}

#[test]
fn no_file_of_the_output_names_a_page_that_is_not_to_be_found() {
    let folder = Clinic::new()
        .article("open", "A.")
        .page("content/staff-only.md", "noindex = true\naliases = [\"/private-link/\"]", "A.")
        .lay();
    for _ in 0..2 {
        assert!(clinicsite(folder.path(), &["build"]).status.success());
    }
    let manifest = fs::read_to_string(folder.path().join("public/.clinicsite")).unwrap();
    assert!(!manifest.contains("staff-only") && !manifest.contains("private-link"), "{manifest}");
}

#[cfg(unix)]
#[test]
fn copies_are_writable_whatever_their_source_is() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.write("static/a.pdf", "1");
    desk.write("fresh", "");
    let source = desk.path("static/a.pdf");
    let outputs: Outputs =
        [(Route::absolute("/a.pdf").unwrap(), Output::Copy(source.as_path().into()))].into();
    let mode = |path: &str| fs::metadata(desk.path(path)).unwrap().permissions().mode();
    for (text, name) in [("1", "new"), ("2", "new")] {
        fs::set_permissions(&source, fs::Permissions::from_mode(0o644)).unwrap();
        fs::write(&source, text).unwrap();
        fs::set_permissions(&source, fs::Permissions::from_mode(0o444)).unwrap();
        desk.publish_outputs(name, &outputs).unwrap();
        assert_eq!(mode(&format!("{name}/a.pdf")), mode("fresh"));
        assert_eq!(desk.read(&format!("{name}/a.pdf")), text);
    }
}

#[test]
fn a_large_file_that_differs_in_its_last_byte_is_written() {
    let desk = Desk::new();
    let mut bytes = vec![7_u8; 300_000];
    let outputs = |bytes: &[u8]| -> Outputs {
        let bytes: Arc<[u8]> = bytes.into();
        [(Route::absolute("/a.mp4").unwrap(), Output::Bytes(bytes))].into()
    };
    desk.publish_outputs("public", &outputs(&bytes)).unwrap();
    *bytes.last_mut().unwrap() = 8;
    let done = desk.publish_outputs("public", &outputs(&bytes)).unwrap();
    assert_eq!(done, Published { written: 1, removed: 0 });
    assert_eq!(fs::read(desk.path("public/a.mp4")).unwrap(), bytes);
}

#[test]
fn an_output_that_two_dots_or_a_link_lead_into_the_site_is_refused() {
    let desk = Desk::new();
    desk.write("content/a.md", "A");
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.path("content"), desk.path("elsewhere")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(std::env::temp_dir(), desk.path("outside")).unwrap();
    let before = all(&desk.path(""));
    let outside = format!("../{}/static", desk.path("").file_name().unwrap().to_str().unwrap());
    for output in [
        "nope/../content/x",
        "nope/more/../../themes",
        "content/../templates/a/b",
        ".",
        "nope/..",
        ".git/x",
        &outside,
    ] {
        assert!(desk.publish_outputs(output, &Outputs::new()).is_err(), "{output}");
    }
    if cfg!(unix) {
        assert!(desk.publish_outputs("elsewhere/x/y", &Outputs::new()).is_err());
        assert!(desk.publish_outputs("nope/../elsewhere/", &Outputs::new()).is_err());
        assert!(desk.publish_outputs("outside/", &Outputs::new()).is_err());
    }
    assert_eq!(all(&desk.path("")), before);
    desk.publish_outputs("nope/../x/y/../z", &Outputs::new()).unwrap();
    assert!(desk.path("x/z/.clinicsite").is_file());
}

#[test]
fn names_beside_the_output_are_left_to_their_owners() {
    let desk = Desk::new();
    desk.write(".public.partial/notes.txt", "theirs");
    desk.write(".clinicsite-0123456789ab/notes.txt", "theirs");
    for text in ["1", "2"] {
        desk.publish(&[("index.html", text)]).unwrap();
        assert_eq!(desk.read(".public.partial/notes.txt"), "theirs");
        assert_eq!(desk.read(".clinicsite-0123456789ab/notes.txt"), "theirs");
    }
    assert_eq!(desk.names(), [".clinicsite-0123456789ab", ".public.partial", "public"]);
}

#[test]
fn what_a_killed_build_left_goes_away() {
    let desk = Desk::new();
    desk.write(".clinicsite-00000000000a/.clinicsite", "");
    desk.write(".clinicsite-00000000000a/half", "");
    fs::create_dir(desk.path(".clinicsite-00000000000b")).unwrap();
    desk.write(".clinicsite.lock", "");
    desk.publish(&[("index.html", "1")]).unwrap();
    assert_eq!(desk.names(), ["public"]);
    desk.write("public/.clinicsite-00000000000c/0", "");
    desk.write("public/.clinicsite.lock", "");
    desk.publish(&[("index.html", "1")]).unwrap();
    assert_eq!(all(&desk.path("public")).len(), 3, "{:?}", all(&desk.path("public")).keys());
}

#[test]
fn a_lock_lasts_until_its_build_has_ended() {
    let desk = Desk::new();
    for _ in ["a new folder", "an old folder"] {
        let first = OutputLock::acquire(desk.0.path(), &desk.path("public"), &mut || {}).unwrap();
        std::thread::scope(|scope| {
            let (waits, waiting) = std::sync::mpsc::channel();
            let desk = &desk;
            let second = scope.spawn(move || {
                let mut told = 0;
                let mut tell = || {
                    told += 1;
                    waits.send(()).unwrap();
                };
                let lock = OutputLock::acquire(desk.0.path(), &desk.path("public"), &mut tell).unwrap();
                let outputs = [(Route::absolute("/a").unwrap(), Output::Bytes((*b"2").into()))];
                lock.publish(&outputs.into()).unwrap();
                told
            });
            waiting.recv_timeout(std::time::Duration::from_secs(60)).expect("that it waits is told");
            let outputs = [(Route::absolute("/a").unwrap(), Output::Bytes((*b"1").into()))];
            first.publish(&outputs.into()).unwrap();
            assert_eq!(second.join().unwrap(), 1);
        });
        assert_eq!(desk.read("public/a"), "2");
        assert_eq!(desk.names(), ["public"]);
    }
}
