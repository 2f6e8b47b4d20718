//! What of the clinic's folder is read and goes on line, and what does not.

use std::fs;
use std::path::Path;

use crate::clinic::{Clinic, clinicsite};
use crate::photo;

/// Lays the clinic, with these files beside, and lets it be changed before it is built. Those with the name of a picture hold
/// one.
pub(crate) fn laid(clinic: &Clinic, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = clinic.lay();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let picture = photo::by_name(path.to_str().unwrap());
        fs::write(&path, picture.unwrap_or_else(|| text.as_bytes().to_vec())).unwrap();
    }
    folder
}

/// A build: whether it succeeded, and all that it said.
pub(crate) fn build(folder: &Path) -> (bool, String) {
    let ran = clinicsite(folder, &["build", "--as-of", "2026-12-01", "--verbose"]);
    let said = [ran.stdout, ran.stderr].concat();
    (ran.status.success(), String::from_utf8(said).unwrap())
}

/// Everything that is published, as one text.
pub(crate) fn published(folder: &Path) -> String {
    let files = walkdir(&folder.join("public"));
    files.iter().map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()).collect()
}

fn walkdir(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walkdir(&path)) } else { files.push(path) }
    }
    files
}

fn clinic() -> Clinic {
    Clinic::new().page("content/_index.md", "", "Welcome.")
}

#[test]
fn what_programs_leave_behind_is_neither_published_nor_read() {
    let leftovers = clinicsite::source::leftovers::LEFTOVERS;
    let site = clinic().article("flu", "Rest.");
    let mut files = Vec::new();
    for entry in leftovers {
        for folder in ["content", "content/articles", "static", "static/files"] {
            files.push((format!("{folder}/{}", entry.example), "+++\nLEFT-BEHIND\n"));
        }
    }
    files.push(("static/.env".to_owned(), "LEFT-BEHIND"));
    files.push(("static/.git/config".to_owned(), "LEFT-BEHIND"));
    files.push(("content/.obsidian/app.json".to_owned(), "LEFT-BEHIND"));
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let folder = laid(&site, &files);
    let (good, said) = build(folder.path());
    assert!(good, "{said}");
    assert!(!published(folder.path()).contains("LEFT-BEHIND"));
    assert!(said.contains(&format!(", {} files left out, ", files.len())), "{said}");
    assert!(said.contains("left out: static/.git/: hidden\n"), "{said}");
    assert!(said.contains("left out: content/articles/flu.md~: an editor's backup\n"), "{said}");
}

#[test]
fn a_second_copy_of_a_page_is_told() {
    let folder = laid(
        &clinic(),
        &[
            (
                "content/hours (Ben's conflicted copy 2026-11-28).md",
                "+++\ntitle = \"Hours\"\n+++\nSECOND-COPY\n",
            ),
            ("content/prices.sync-conflict-20261128-101010-ABCDEFG.toml", "currency = \"USD\"\n"),
            ("static/room (conflicted copy).jpg", "SECOND-COPY"),
        ],
    );
    let (good, said) = build(folder.path());
    assert!(good && !published(folder.path()).contains("SECOND-COPY"), "{said}");
    assert_eq!(said.matches("warning[second-copy]").count(), 2, "{said}");
    assert!(said.contains(", 3 files left out, 2 warnings"), "{said}");
}

#[test]
fn a_copy_beside_its_page_is_told_and_a_number_alone_is_not() {
    let site = clinic()
        .page("content/hours.md", "", "We open at nine.")
        .page("content/hours (1).md", "", "We open at eight.")
        .page("content/hours - Copy.MD", "", "We open at ten.")
        .page("content/room (2).md", "", "The second room.");
    let folder = laid(&site, &[]);
    let (good, said) = build(folder.path());
    assert!(good, "{said}");
    for copy in ["content/hours (1).md", "content/hours - Copy.MD"] {
        assert!(
            said.contains(&format!(
                "second copy of `content/hours.md`, and it goes on line beside it\n--> {copy}"
            )),
            "{said}"
        );
    }
    assert_eq!(said.matches("warning[").count(), 2, "{said}");
}

#[test]
fn files_that_hosts_ask_for_are_published() {
    let kept = [".well-known/security.txt", ".nojekyll", ".htaccess", "CNAME", "_forms/intake.pdf"];
    let files: Vec<_> = kept.iter().map(|name| (format!("static/{name}"), "KEPT")).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let folder = laid(&clinic(), &files);
    let (good, said) = build(folder.path());
    assert!(good, "{said}");
    for name in kept {
        assert!(folder.path().join("public").join(name).exists(), "{name}");
    }
}

#[test]
fn pages_are_known_by_either_ending_in_any_letter_case() {
    let page = |title: &str, body: &str| format!("+++\ntitle = \"{title}\"\n+++\n\n{body}\n");
    let article =
        |title: &str, body: &str| format!("+++\ntitle = \"{title}\"\ndate = 2026-05-04\n+++\n\n{body}\n");
    let site = clinic()
        .file(
            "content/articles/flu.MD",
            &article("Flu", "See [cough](Cough.Markdown) and [visit](visit/index.MD)."),
        )
        .file("content/articles/Cough.Markdown", &article("Cough", "See [the flu](/articles/flu.MD)."))
        .file("content/articles/visit/index.MD", &article("Visit", "A visit."))
        .file("content/articles/_index.MD", &page("All we wrote", "Read on."))
        .file("content/later.MD", "+++\ntitle = \"Later\"\ndraft = true\n+++\n\nNOT-YET\n")
        .file("content/privacy.Md", &page("Our privacy", "Nothing is kept."))
        .build();
    site.shows("/articles/flu/", "href=\"/articles/cough/\"");
    site.shows("/articles/flu/", "href=\"/articles/visit/\"");
    site.shows("/articles/cough/", "href=\"/articles/flu/\"");
    site.shows("/articles/", "All we wrote");
    site.shows("/articles/flu/", "Our privacy");
    assert!(site.files.values().all(|text| !text.contains("NOT-YET")));
    assert!(site.files.keys().all(|path| !path.to_lowercase().ends_with(".md")));
}

#[test]
fn a_text_in_another_encoding_names_it_and_nothing_hangs_on_it() {
    let wide: Vec<u8> = "+++\ntitle = \"Fees\"\n+++\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = laid(&clinic().page("content/about.md", "", "See [fees](fees.md) and [all](/fees/)."), &[]);
    fs::write(folder.path().join("content/fees.md"), [&[0xff, 0xfe], &*wide].concat()).unwrap();
    let (good, said) = build(folder.path());
    assert!(!good);
    assert!(said.contains("error[not-utf8]: this file is UTF-16, not UTF-8\n--> content/fees.md"), "{said}");
    assert!(said.contains("Encoding: UTF-8"), "{said}");
    assert_eq!(said.matches("error").count(), 2, "{said}");
}

#[cfg(unix)]
mod links_and_pipes {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    /// A folder beside the clinic with something of every kind in it.
    fn outside() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in
            ["page.html", "outside.md", "base.html", "theme.toml", "en.toml", "c.css", "articles/x.md"]
        {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "+++\ntitle = \"OUTSIDE\"\n+++\nOUTSIDE\n").unwrap();
        }
        folder
    }

    #[test]
    fn a_part_of_the_site_that_is_a_link_is_an_error_and_not_followed() {
        let away = outside();
        for part in clinicsite::source::FOLDERS {
            let folder = laid(&Clinic::new(), &[]);
            symlink(away.path(), folder.path().join(part)).unwrap();
            let (good, said) = build(folder.path());
            assert!(
                !good && said.contains(&format!("error[not-plain]: `{part}` is a symbolic link")),
                "{said}"
            );
            assert!(!said.contains("OUTSIDE") && !folder.path().join("public").exists(), "{said}");
        }
        let folder = laid(&clinic(), &[]);
        fs::remove_file(folder.path().join("site.toml")).unwrap();
        symlink(away.path().join("theme.toml"), folder.path().join("site.toml")).unwrap();
        let (good, said) = build(folder.path());
        assert!(
            !good && said.contains("`site.toml` is a symbolic link") && !said.contains("OUTSIDE"),
            "{said}"
        );
        assert!(!said.contains("no-site"), "{said}");
    }

    #[test]
    fn links_below_are_named_and_left_out() {
        let away = outside();
        let folder = laid(&clinic(), &[("static/here.txt", "HERE")]);
        for link in ["content/x.md", "content/articles", "static/page.html", "static/deep", "themes/mine"] {
            let link = folder.path().join(link);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(away.path(), link).unwrap();
        }
        symlink("../content", folder.path().join("static/sources")).unwrap();
        symlink("ana@desk.4711:1760000000", folder.path().join("content/.#flu.md")).unwrap();
        let (good, said) = build(folder.path());
        assert!(good, "{said}");
        assert_eq!(said.matches("warning[symbolic-link]").count(), 6, "{said}");
        assert!(!published(folder.path()).contains("OUTSIDE"));
        assert!(
            walkdir(&folder.path().join("public")).iter().all(|path| path.extension() != Some("md".as_ref()))
        );
    }

    #[test]
    fn pipes_are_never_waited_for() {
        let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        let folder = laid(&clinic(), &[("static/here.txt", "HERE")]);
        for path in ["content/wait.md", "static/wait.pdf"] {
            pipe(&folder.path().join(path));
        }
        let (good, said) = build(folder.path());
        assert!(good, "{said}");
        for path in ["content/wait.md", "static/wait.pdf"] {
            assert!(
                said.contains(&format!("a pipe, a socket or a device is left out\n--> {path}")),
                "{said}"
            );
        }
        for path in ["content/prices.toml", "site.toml"] {
            let _ = fs::remove_file(folder.path().join(path));
            pipe(&folder.path().join(path));
            let (good, said) = build(folder.path());
            assert!(!good && said.contains(&format!("error[not-plain]: `{path}` is a pipe")), "{said}");
        }
    }

    #[test]
    fn names_that_no_address_can_be_made_of_are_refused_by_name() {
        for (name, wanted) in [
            (&b"static/price\\list.pdf"[..], "static/price\\list.pdf"),
            (b"static/a\tb.pdf", "static/a\\u{9}b.pdf"),
            (b"content/articles/a\nb.md", "content/articles/a\\u{a}b.md"),
            (b"static/caf\xe9.pdf", "static/caf\\xE9.pdf"),
            ("static/invoice\u{202e}fdp.exe".as_bytes(), "static/invoice\\u{202e}fdp.exe"),
        ] {
            let folder = laid(&clinic(), &[]);
            let path = folder.path().join(OsStr::from_bytes(name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "ODD").unwrap();
            let (good, said) = build(folder.path());
            assert!(
                !good && said.contains("error[bad-name]") && said.contains(&format!("--> {wanted}\n")),
                "{said}"
            );
        }
    }

    #[test]
    fn two_files_that_other_systems_take_for_one_are_refused() {
        for (one, two, points) in [
            ("static/Fees.txt", "static/fees.txt", None),
            ("content/about.md", "content/About.MD", None),
            ("static/caf\u{e9}.txt", "static/cafe\u{301}.txt", Some(("U+00E9", "U+0065 U+0301"))),
        ] {
            let page = "+++\ntitle = \"A page\"\n+++\n\nWords.\n";
            let folder = laid(&clinic(), &[(one, page), (two, page)]);
            if walkdir(folder.path().join(one).parent().unwrap()).len() < 2 {
                continue;
            }
            let (good, said) = build(folder.path());
            assert!(!good && said.matches("error[").count() == 1, "{said}");
            assert!(
                said.contains("error[twin-names]") && said.contains(&format!("`{one}`")) || points.is_some(),
                "{said}"
            );
            if let Some((one, two)) = points {
                assert!(said.contains(one) && said.contains(two), "{said}");
            }
        }
    }

    #[test]
    fn a_link_finds_a_file_in_either_unicode_form() {
        for (written, linked) in [("u\u{308}ben.pdf", "\u{fc}ben.pdf"), ("\u{fc}ben.pdf", "u\u{308}ben.pdf")]
        {
            let site = clinic().page(
                "content/about.md",
                "",
                &format!("[Our form (PDF)]({linked}), [page](U\u{308}ber.md)."),
            );
            let folder = laid(&site, &[(&format!("content/{written}"), "FORM-BODY")]);
            fs::write(folder.path().join("content/\u{dc}ber.md"), "+++\ntitle = \"About\"\n+++\n\nWords.\n")
                .unwrap();
            let (good, said) = build(folder.path());
            assert!(good && published(folder.path()).contains("FORM-BODY"), "{said}");
        }
    }
}

/// A GIF of one dot on a screen of this size.
fn gif(width: u8, height: u8) -> Vec<u8> {
    let screen = [width, 0, height, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0];
    let dot = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];
    [&b"GIF89a"[..], &screen, &dot].concat()
}

#[test]
fn a_file_that_is_as_long_and_as_old_as_it_was_is_not_looked_into_again() {
    let folder = laid(&clinic(), &[]);
    let path = folder.path().join("static/dot.gif");
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(400_000);
    let lay = |bytes: &[u8], age| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(age).unwrap();
    };
    let width = |sources: &clinicsite::Sources| sources.assets["static/dot.gif"].size.unwrap().width;
    lay(&gif(3, 2), old);
    let first = clinicsite::source::read(folder.path());
    assert_eq!(width(&first), 3);
    lay(&gif(5, 4), old);
    assert_eq!(width(&clinicsite::source::reread(folder.path(), &first)), 3);
    let newer = old + std::time::Duration::from_secs(1);
    lay(&gif(5, 4), newer);
    let second = clinicsite::source::reread(folder.path(), &first);
    assert_eq!(width(&second), 5);
    lay(&[gif(7, 6), vec![0]].concat(), newer);
    assert_eq!(width(&clinicsite::source::reread(folder.path(), &second)), 7);
}
