//! `clinicsite new`: what it writes, what that makes of the site, and what it leaves alone.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::clinic::{Clinic, clinicsite};
use crate::everything;

fn out(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn err(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

/// Runs `new` on the 1st of December 2026; the path it prints.
#[track_caller]
fn write(folder: &Path, arguments: &[&str]) -> String {
    let ran = clinicsite(folder, &[&["new"], arguments, &["--as-of", "2026-12-01"]].concat());
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    out(&ran).trim_end().to_owned()
}

#[track_caller]
fn refused(folder: &Path, arguments: &[&str], status: i32) -> String {
    let ran = clinicsite(folder, &[&["new"], arguments].concat());
    assert_eq!(ran.status.code(), Some(status), "{}{}", out(&ran), err(&ran));
    assert_eq!(out(&ran), "");
    err(&ran)
}

/// What a strict build of the day tells.
fn strict(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let ran = clinicsite(folder, &[&["build", "--strict", "--as-of", "2026-12-01"], more].concat());
    (ran.status.code(), err(&ran))
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

/// Takes a page out of its draft.
fn publish(folder: &Path, path: &str) {
    let text = read(folder, path).replace("draft = true ", "draft = false ");
    fs::write(folder.join(path), text).unwrap();
}

/// A clinic that builds strictly.
fn sound() -> Clinic {
    Clinic::new()
        .site("time_zone = \"Europe/London\"\n[clinic]\nemail = \"desk@harbor.test\"\n[[menu]]\ntitle = \"About\"\nto = \"/about/\"\n")
        .page("content/about.md", "", "We treat headaches.")
        .file("content/privacy.md", "+++\ntitle = \"Privacy\"\n+++\n\nWe keep nothing.\n")
        .file(
            "content/accessibility.md",
            "+++\ntitle = \"Access\"\n+++\n\nWrite to [desk@harbor.test](mailto:desk@harbor.test) if you cannot read a page.\n",
        )
}

#[test]
fn every_kind_is_written_as_a_draft_that_builds_strictly_and_can_be_published() {
    let folder = sound().lay();
    let kinds = [
        ("home", "content/_index.md"),
        ("pricing", "content/pricing.md"),
        ("service", "content/services/a-new-service.md"),
        ("article", "content/articles/a-new-article.md"),
        ("condition", "content/conditions/a-new-condition.md"),
        ("provider", "content/providers/a-new-provider.md"),
        ("location", "content/locations/a-new-location.md"),
        ("faq", "content/faq/a-new-faq.md"),
        ("event", "content/events/a-new-event.md"),
        ("career", "content/careers/a-new-career.md"),
        ("testimonial", "content/testimonials/a-new-testimonial.md"),
        ("announcement", "content/announcements/a-new-announcement.md"),
        ("page", "content/a-new-page.md"),
        ("section", "content/events/_index.md"),
        ("good-faith-estimate", "content/good-faith-estimate.md"),
        ("urgent-help", "content/urgent-help.md"),
    ];
    let before = strict(folder.path(), &[]);
    assert_eq!(before.0, Some(0), "{}", before.1);
    for (kind, path) in kinds {
        let title = format!("A new {kind}");
        let more: &[&str] = if kind == "section" { &["--folder", "events"] } else { &[] };
        assert_eq!(write(folder.path(), &[&[kind, title.as_str()], more].concat()), path);
        let text = read(folder.path(), path);
        assert!(text.starts_with(&format!("+++\ntitle = \"{title}\"\n")), "{text}");
        assert!(text.contains("\ndraft = true "), "{text}");
        assert!(text.ends_with("<!-- placeholder -->\n"), "{text}");
    }
    let drafts = strict(folder.path(), &[]);
    assert_eq!(drafts, before);
    for (_, path) in kinds {
        publish(folder.path(), path);
    }
    let ran = clinicsite(folder.path(), &["build", "--as-of", "2026-12-01"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    let ran = clinicsite(folder.path(), &["check", "--format", "json", "--as-of", "2026-12-01"]);
    let told = out(&ran);
    let told = told.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let told =
        told.filter(|one| one["level"] != "info").map(|one| format!("{} {}", one["path"], one["rule"]));
    // What only people can add: who wrote and reviewed an article, on what it rests, and what leads to a page.
    let wanted = [
        "\"content/a-new-page.md\" \"W03\"",
        "\"content/articles/a-new-article.md\" \"M03\"",
        "\"content/articles/a-new-article.md\" \"M08\"",
        "\"content/articles/a-new-article.md\" \"no-author\"",
        "\"content/conditions/a-new-condition.md\" \"unknown-term\"",
    ];
    assert_eq!(told.collect::<Vec<_>>(), wanted);
}

#[test]
fn what_the_clinic_has_is_proposed() {
    let all = everything::FILES.iter().fold(Clinic::new(), |clinic, (path, text)| clinic.file(path, text));
    let folder = all.lay();
    write(folder.path(), &["article", "Rest"]);
    let text = read(folder.path(), "content/articles/rest.md");
    for line in [
        "date = 2026-12-01",
        "# Who wrote it",
        "# authors = [\"ana-ortiz\"]   # ana-ortiz, ben-lee",
        "# services = [\"visit\"]   # visit",
        "# reviewed = 2026-12-01",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}:\n{text}");
    }
    write(folder.path(), &["service", "Rest"]);
    let text = read(folder.path(), "content/services/rest.md");
    assert!(
        text.contains(
            "\nsummary = \"A sentence or two for lists, search results and feeds\"   # placeholder\n"
        )
    );
    assert!(text.contains("\n# prices = [\"access\"]   # access, visit, "), "{text}");
    let empty = sound().lay();
    write(empty.path(), &["article", "Rest"]);
    let text = read(empty.path(), "content/articles/rest.md");
    assert!(text.contains("\n# authors = [\"ana-ortiz\"]   # there is none yet\n"), "{text}");
}

#[test]
fn every_key_of_a_kind_is_there_once_and_can_be_taken_out_of_its_comment() {
    let folder = sound().lay();
    write(folder.path(), &["career", "Nurse"]);
    let text = read(folder.path(), "content/careers/nurse.md");
    let written: Vec<_> = text
        .lines()
        .map(|line| line.strip_prefix("# ").unwrap_or(line))
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key)
        .filter(|key| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect();
    for key in [
        "title",
        "posted",
        "closes",
        "employment",
        "pay",
        "requirements",
        "apply",
        "weight",
        "ignore",
        "extra",
    ] {
        assert_eq!(written.iter().filter(|one| **one == key).count(), 1, "{key}: {written:?}");
    }
    let mut open = text.replace("draft = true", "draft = false");
    for key in ["closes", "employment", "pay", "evidence", "questions", "updated", "expires", "weight"] {
        let before = open.clone();
        open = open.replace(&format!("\n# {key} = "), &format!("\n{key} = "));
        assert_ne!(open, before, "{key}");
    }
    fs::write(folder.path().join("content/careers/nurse.md"), open).unwrap();
    fs::write(folder.path().join("content/prices.toml"), "currency = \"GBP\"\n").unwrap();
    let ran = clinicsite(folder.path(), &["build", "--as-of", "2026-12-01"]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
}

#[test]
fn check_before_going_live_names_the_lines_with_a_mark_and_no_other() {
    let folder = sound().lay();
    let kinds = ["article", "service", "provider", "location", "event", "career", "faq"];
    let paths = kinds.map(|kind| write(folder.path(), &[kind, "Rest"]));
    paths.iter().for_each(|path| publish(folder.path(), path));
    let ran = clinicsite(folder.path(), &["check", "--launch", "--format", "json", "--as-of", "2026-12-01"]);
    for path in paths {
        let told = out(&ran);
        let told = told.lines().filter(|line| line.contains("\"K01\"") && line.contains(&path));
        let text = read(folder.path(), &path);
        let is_marked =
            |line: &&str| line.ends_with("# placeholder") || line.ends_with("<!-- placeholder -->");
        assert_eq!(told.count(), text.lines().filter(is_marked).count(), "{path}: {}", out(&ran));
    }
}

#[test]
fn times_go_by_the_clinics_clock() {
    for (clock, start) in [
        ("time_zone = \"America/New_York\"\n", "start = 2026-12-29T18:00:00   # placeholder"),
        ("utc_offset = \"+05:30\"\n", "start = 2026-12-29T18:00:00+05:30   # placeholder"),
        ("", "start = 2026-12-29T18:00:00+00:00   # placeholder"),
    ] {
        let folder = Clinic::new().site(clock).page("content/about.md", "", "Hello.").lay();
        let path = write(folder.path(), &["event", "A talk"]);
        let text = read(folder.path(), &path);
        assert!(text.contains(start), "{text}");
    }
}

#[test]
fn a_title_of_any_script_makes_a_file_and_stays_as_it_is() {
    let folder = sound().lay();
    let long = "ساق".repeat(70);
    for title in [
        "هل يمكنني السفر بالطائرة؟",
        "片頭痛とは何ですか",
        "Say \"hello\" \\ 'bye' # not a comment",
        "Ist Ruhe gut? Ja — oft",
        "Rest 🎉",
        "CON",
        "aux",
        "index",
        &long,
    ] {
        let path = write(folder.path(), &["faq", title]);
        assert!(path.starts_with("content/faq/") && path.len() < 120, "{path}");
    }
    let (status, told) = strict(folder.path(), &["--drafts"]);
    assert_eq!(status, Some(0), "{told}");
    let page = read(folder.path(), "public/faq/index.html");
    for title in ["هل يمكنني السفر بالطائرة؟", "Say &quot;hello&quot; \\ ", "Rest 🎉"]
    {
        assert!(page.contains(title), "{title}: {page}");
    }
    let told = refused(folder.path(), &["faq", "🎉"], 2);
    assert_eq!(
        told,
        "error: `🎉` has no letter or digit to name a file by\nhelp: name the file too: --slug first-visit\n"
    );
    assert_eq!(write(folder.path(), &["faq", "🎉", "--slug", "party"]), "content/faq/party.md");
    assert!(read(folder.path(), "content/faq/party.md").contains("title = \"🎉\"\n"));
    write(folder.path(), &["faq", "Two\nlines\tand\u{7} a bell"]);
    assert!(
        read(folder.path(), "content/faq/two-lines-and-a-bell.md")
            .contains("title = \"Two lines and a bell\"\n")
    );
}

#[test]
fn a_page_that_is_there_is_never_touched() {
    let folder = sound().page("content/articles/Do Leaks Heal.MD", "date = 2026-05-04", "Old.").lay();
    let told = refused(folder.path(), &["article", "Do leaks heal?"], 3);
    assert_eq!(
        told,
        "error: `content/articles/Do Leaks Heal.MD` is there already; nothing was written\n\
         help: change that file, or name the new one by --slug NAME\n"
    );
    write(folder.path(), &["home", "Welcome"]);
    let home = read(folder.path(), "content/_index.md");
    let told = refused(folder.path(), &["home", "Hello"], 3);
    assert!(told.ends_with("help: change that file, or move it away first\n"), "{told}");
    assert_eq!(read(folder.path(), "content/_index.md"), home);
    // A folder of that name, which is no page.
    fs::create_dir_all(folder.path().join("content/faq/rest.md")).unwrap();
    refused(folder.path(), &["faq", "Rest"], 3);
    // A folder that is a file.
    fs::write(folder.path().join("content/events"), "").unwrap();
    let told = refused(folder.path(), &["event", "Rest"], 3);
    assert!(told.starts_with("error: `content/events"), "{told}");
    let left: Vec<_> =
        fs::read_dir(folder.path().join("content")).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".clinicsite")), "{left:?}");
}

#[test]
fn a_broken_file_elsewhere_stops_no_writer() {
    let folder = sound()
        .file("content/articles/broken.md", "+++\ntitle = \n+++\n")
        .file("content/providers/ana-ortiz.md", "+++\nrole = 3\n")
        .file("content/prices.toml", "currency = [")
        .lay();
    let path = write(folder.path(), &["article", "Rest"]);
    assert!(read(folder.path(), &path).contains("# authors = [\"ana-ortiz\"]   # ana-ortiz\n"));
    fs::write(folder.path().join("site.toml"), "title = ").unwrap();
    write(folder.path(), &["event", "A talk"]);
    fs::remove_file(folder.path().join("site.toml")).unwrap();
    let told = refused(folder.path(), &["faq", "Rest"], 1);
    assert!(told.starts_with("error: there is no `site.toml` in this folder\nhelp: "), "{told}");
    assert!(!folder.path().join("content/faq").exists());
}

#[test]
fn the_command_line_is_told_what_it_lacks() {
    let folder = sound().lay();
    let told = refused(folder.path(), &["artikle", "Rest"], 2);
    assert!(told.contains("a similar value exists: 'article'"), "{told}");
    assert_eq!(write(folder.path(), &["articles", "Rest"]), "content/articles/rest.md");
    refused(folder.path(), &["article", "Rest", "--price", "8"], 2);
    refused(folder.path(), &["price", "rest", "--slug", "x"], 2);
    refused(folder.path(), &["article"], 2);
    let ran = clinicsite(folder.path(), &["new", "faq", "Rest", "--root", "lost"]);
    assert_eq!(ran.status.code(), Some(3));
    let elsewhere = tempfile::tempdir().unwrap();
    let root = folder.path().display().to_string();
    let ran = clinicsite(elsewhere.path(), &["new", "faq", "Rest", "--root", &root]);
    assert_eq!(out(&ran), format!("{root}/content/faq/rest.md\n"));
}

#[test]
fn a_price_is_added_and_all_else_stays() {
    let list = "# Ours\r\ncurrency = 'GBP'\r\nvalid_from = 2026-09-01\r\n\r\n[[services]]\r\nid = \"visit\" # first\r\nname = \"Visit\"\r\nprice = 80\r\n[terms]\r\npayment = \"Card\"\r\n";
    let folder = sound().file("content/prices.toml", list).lay();
    assert_eq!(
        write(folder.path(), &["price", "mri-review", "--name", "MRI \"review\"", "--price", "149.50"]),
        "content/prices.toml"
    );
    let added =
        "\r\n[[services]]\r\nid = \"mri-review\"\r\nname = 'MRI \"review\"'\r\nprice = 149.50\r\n\r\n";
    assert_eq!(
        read(folder.path(), "content/prices.toml"),
        list.replace("[terms]", &format!("{}[terms]", added))
    );
    let (status, told) = strict(folder.path(), &[]);
    assert_eq!(status, Some(0), "{told}");
    write(folder.path(), &["price", "club", "--plan", "--price", "10"]);
    write(folder.path(), &["price", "year-club", "--plan=year", "--price", "100", "--name", "A year"]);
    let (_, told) = strict(folder.path(), &[]);
    let told: Vec<_> = told.lines().filter(|line| line.starts_with("warning")).collect();
    // Only the clinic knows how its plans are ended.
    assert_eq!(
        told,
        [
            "warning[P12]: the plan `club` does not say how it is ended",
            "warning[P12]: the plan `year-club` does not say how it is ended"
        ]
    );
    assert_eq!(clinicsite(folder.path(), &["build"]).status.code(), Some(0));
    let data = read(folder.path(), "public/pricing/prices.csv");
    assert!(data.contains("plan,year-club,A year,,,,year,100.00,100.00,GBP,"), "{data}");
    let now = read(folder.path(), "content/prices.toml");
    for (id, more, status) in [
        ("visit", &[][..], 2),
        ("No slug", &[], 2),
        ("scan", &["--price", "-5"], 2),
        ("scan", &["--price", "1.999"], 2),
        ("other-club", &["--plan"], 2),
        ("other-club", &["--plan=decade", "--price", "1"], 2),
        ("scan", &["--currency", "EUR"], 2),
    ] {
        let told = refused(folder.path(), &[&["price", id], more].concat(), status);
        assert!(told.starts_with("error: "), "{told}");
        assert_eq!(read(folder.path(), "content/prices.toml"), now);
    }
    fs::write(folder.path().join("content/prices.toml"), "currency = \"USD\n").unwrap();
    let told = refused(folder.path(), &["price", "scan"], 1);
    assert!(told.contains("content/prices.toml:1:"), "{told}");
}

#[test]
fn the_first_price_makes_the_list() {
    let folder = sound().lay();
    let told = refused(folder.path(), &["price", "visit", "--price", "80"], 2);
    assert!(told.ends_with("help: say its code of ISO 4217: --currency EUR\n"), "{told}");
    write(folder.path(), &["price", "visit", "--price", "80", "--name", "Visit", "--currency", "GBP"]);
    assert_eq!(
        read(folder.path(), "content/prices.toml"),
        "# The price list: the only place where a price is written.\n\ncurrency = \"GBP\"\nvalid_from = 2026-12-01\n\n\
         [[services]]\nid    = \"visit\"\nname  = \"Visit\"\nprice = 80\n"
    );
    assert_eq!(clinicsite(folder.path(), &["build"]).status.code(), Some(0));
    let us = Clinic::new().site("[clinic]\ncountry = \"US\"\n").page("content/about.md", "", "Hello.").lay();
    write(us.path(), &["price", "first-visit"]);
    let text = read(us.path(), "content/prices.toml");
    assert!(
        text.contains("currency = \"USD\"\n") && text.contains("\n# price = 80   # on request"),
        "{text}"
    );
    assert!(text.contains("name  = \"First visit\"   # placeholder\n"), "{text}");
    assert_eq!(clinicsite(us.path(), &["build"]).status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_list_behind_a_link_or_marked_as_read_only_is_treated_as_such() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = sound().lay();
    let list = folder.path().join("shared.toml");
    fs::write(&list, "currency = \"GBP\"\n").unwrap();
    symlink("../shared.toml", folder.path().join("content/prices.toml")).unwrap();
    fs::set_permissions(&list, PermissionsExt::from_mode(0o640)).unwrap();
    write(folder.path(), &["price", "visit", "--price", "80"]);
    assert!(fs::read_to_string(&list).unwrap().contains("id    = \"visit\""));
    assert!(folder.path().join("content/prices.toml").symlink_metadata().unwrap().is_symlink());
    assert_eq!(list.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    fs::set_permissions(&list, PermissionsExt::from_mode(0o444)).unwrap();
    let told = refused(folder.path(), &["price", "scan"], 3);
    assert!(told.contains("read-only"), "{told}");
}
