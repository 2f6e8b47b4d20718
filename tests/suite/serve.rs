//! The preview: a real server on a free port, edits as editors make them, answers as browsers get them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::clinic::{Clinic, clinicsite};
use crate::preview::{DAY, LIMIT, Preview, wait_for};

/// What a build of the folder with the preview's flags writes, by path.
fn fresh(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    let arguments = ["build", DAY, "--drafts", "--future", "--expired", "--output", public.to_str().unwrap()];
    let ran = clinicsite(folder, &arguments);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&public).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(&public).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() && path != ".clinicsite" {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// A served page without what the preview adds to it.
fn bare(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    match (text.find("<!-- clinicsite serve -->"), text.find("<!-- /clinicsite serve -->")) {
        (Some(start), Some(end)) => {
            [&body[..start], &body[end + "<!-- /clinicsite serve -->".len()..]].concat()
        }
        _ => body.to_vec(),
    }
}

/// The first file that is not served as a build would write it.
fn difference(preview: &Preview, files: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    files.iter().find_map(|(path, bytes)| {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path)).replace(' ', "%20");
        let served = preview.get(&address);
        (served.status != 200 || &bare(&served.body) != bytes)
            .then(|| format!("{address}: {}", served.status))
    })
}

fn clinic() -> Clinic {
    Clinic::new()
        .site("[clinic]\nemail = \"hello@clinic.example\"\n")
        .article("flu", "Rest helps [@cdc].")
        .article("rest", "Sleep, see [flu](flu.md).")
        .page("content/about.md", "", "Who we are.")
        .page("content/faq/hours.md", "", "When are you open?")
        .prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n")
        .file("content/sources.toml", "[[sources]]\nid = \"cdc\"\ntitle = \"About flu\"\nyear = 2024\nurl = \"https://cdc.example/flu\"\n")
        .file("static/leaflet.txt", "one")
        .file("content/winter/tips/cold.md", "+++\ntitle = \"Cold days\"\n+++\nWear a hat.\n")
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn replace(folder: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(path)).unwrap();
    assert!(text.contains(from), "{path} has `{from}`");
    write(folder, path, &text.replace(from, to));
}

/// As many editors save: another file takes the name.
fn replace_by_renaming(folder: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(path)).unwrap();
    write(folder, &format!("{path}.new~"), &text.replace(from, to));
    fs::rename(folder.join(format!("{path}.new~")), folder.join(path)).unwrap();
}

type Edit = (&'static str, fn(&Path));

/// One after the other: each begins where the one before ended.
const EDITS: &[Edit] = &[
    ("words of an article", |at| replace(at, "content/articles/flu.md", "Rest helps", "Sleep helps")),
    ("title of an article", |at| replace(at, "content/articles/flu.md", "About flu", "All about the flu")),
    ("a save by renaming", |at| {
        replace_by_renaming(at, "content/articles/flu.md", "Sleep helps", "Tea helps");
    }),
    ("a second save by renaming", |at| {
        replace_by_renaming(at, "content/articles/flu.md", "Tea helps", "Time helps");
    }),
    ("a new article", |at| {
        write(at, "content/articles/new.md", "+++\ntitle = \"New\"\ndate = 2026-11-01\n+++\nNew.\n");
    }),
    ("a draft", |at| {
        write(
            at,
            "content/articles/draft.md",
            "+++\ntitle = \"Draft\"\ndate = 2026-11-02\ndraft = true\n+++\nSoon.\n",
        );
    }),
    ("an answer without a page of its own", |at| replace(at, "content/faq/hours.md", "open?", "closed?")),
    ("the box of urgent help", |at| {
        write(at, "content/urgent-help.md", "+++\ntitle = \"Help\"\n+++\nCall us.\n");
        replace(at, "content/about.md", "+++\ntitle", "+++\nurgent_help = true\ntitle");
    }),
    ("words of the box", |at| replace(at, "content/urgent-help.md", "Call us", "Call 911")),
    ("a price", |at| replace(at, "content/prices.toml", "80", "81")),
    ("a source", |at| replace(at, "content/sources.toml", "2024", "2025")),
    ("site.toml by renaming", |at| replace_by_renaming(at, "site.toml", "Harbor Clinic", "Harbour Clinic")),
    ("the first template", |at| {
        write(
            at,
            "templates/page.html",
            "{% extends \"meridian/page.html\" %}{% block head %}<!-- one -->{% endblock %}",
        );
    }),
    ("a template", |at| replace(at, "templates/page.html", "one", "two")),
    ("a template that lists pages", |at| {
        let list = "{% for card in pages(kind=\"article\", limit=2) %}{{ card.title }}{% endfor %}";
        write(at, "templates/page.html", &format!("<main>{list}</main>"));
    }),
    ("the title of a page that it lists", |at| replace(at, "content/articles/new.md", "New", "Newer")),
    ("no template", |at| fs::remove_dir_all(at.join("templates")).unwrap()),
    ("the first asset", |at| write(at, "assets/theme.css", "body { color: red }")),
    ("an asset", |at| replace(at, "assets/theme.css", "red", "blue")),
    ("a static file of the same length", |at| replace(at, "static/leaflet.txt", "one", "two")),
    ("a new static folder", |at| write(at, "static/a/b/c.txt", "c")),
    ("a phrase", |at| write(at, "phrases/en.toml", "pricing = \"What it costs\"\n")),
    ("a theme", |at| {
        write(at, "themes/plain/theme.toml", "name = \"plain\"\n");
        write(
            at,
            "themes/plain/templates/page.html",
            "{% extends \"builtin/page.html\" %}{% block head %}<!-- plain -->{% endblock %}",
        );
        replace(at, "site.toml", "title", "theme = \"plain\"\ntitle");
    }),
    ("a theme's template", |at| replace(at, "themes/plain/templates/page.html", "plain -->", "plainer -->")),
    ("folders in one step", |at| {
        write(at, "content/spring/walks/first.md", "+++\ntitle = \"Walks\"\n+++\nWalk.\n");
    }),
    ("a folder of another name", |at| {
        fs::rename(at.join("content/winter"), at.join("content/cold")).unwrap();
    }),
    ("a file in the renamed folder", |at| replace(at, "content/cold/tips/cold.md", "a hat", "a scarf")),
    ("a file of another name", |at| {
        fs::rename(at.join("content/articles/new.md"), at.join("content/articles/newer.md")).unwrap();
    }),
    ("a file that goes", |at| fs::remove_file(at.join("content/articles/newer.md")).unwrap()),
    ("a folder that goes", |at| fs::remove_dir_all(at.join("content/spring")).unwrap()),
    ("another content folder", |at| {
        fs::rename(at.join("content"), at.join("content-away")).unwrap();
        write(at, "content/articles/only.md", "+++\ntitle = \"Only\"\ndate = 2026-11-03\n+++\nOnly one.\n");
    }),
    ("a file in the new content folder", |at| {
        replace(at, "content/articles/only.md", "Only one", "Still one")
    }),
];

#[test]
fn after_every_edit_the_preview_is_a_fresh_build() {
    let folder = clinic().lay();
    let preview = Preview::start(folder.path(), &[]);
    assert_eq!(difference(&preview, &fresh(folder.path())), None);
    let events = preview.listen(None);
    let mut before = fresh(folder.path());
    for (name, edit) in EDITS {
        events.forget();
        edit(folder.path());
        let files = fresh(folder.path());
        let mut first = None;
        let end = Instant::now() + LIMIT;
        while Instant::now() < end {
            first = difference(&preview, &files);
            if first.is_none() {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(first, None, "after {name}\n{}{}", preview.out(), preview.err());
        for gone in before.keys().filter(|path| !files.contains_key(*path)) {
            let address = format!("/{}", gone.strip_suffix("index.html").unwrap_or(gone));
            assert_eq!(preview.get(&address).status, 404, "{address} after {name}");
        }
        events.expect("event: build");
        before = files;
    }
    assert_eq!(
        fs::read_dir(folder.path())
            .unwrap()
            .filter(|entry| { entry.as_ref().unwrap().file_name().to_str().unwrap().contains("public") })
            .count(),
        0,
        "nothing is written"
    );
}

#[test]
fn one_save_is_one_build_and_reading_is_none() {
    let folder = clinic().lay();
    let preview = Preview::start(folder.path(), &[]);
    for entry in walkdir::WalkDir::new(folder.path()).into_iter().map(Result::unwrap) {
        let _ = fs::read(entry.path());
    }
    // What was not to be built would be told before the next save.
    let save = |from: &str, to: &str, number: usize| {
        replace(folder.path(), "content/articles/flu.md", from, to);
        preview.shows("/articles/flu/", to);
        let built = wait_for("the build", || Some(preview.built()).filter(|built| built.len() >= number));
        assert_eq!(built.len(), number, "{}", preview.out());
        let last = built.last().unwrap();
        assert!(last.starts_with("content/articles/flu.md: 9 pages, 0 warnings, "), "{last}");
    };
    save("Rest", "Sleep", 2);
    clinicsite(folder.path(), &["build", DAY]);
    save("Sleep", "Tea", 3);
}

#[test]
fn with_an_error_the_last_good_pages_stay_and_everybody_is_told() {
    let folder = clinic().lay();
    let preview = Preview::start(folder.path(), &[]);
    let events = preview.listen(Some(("/articles/flu/", &preview.identity("/articles/flu/"))));
    for (path, from, to, told) in [
        ("content/articles/flu.md", "flu\"\n", "flu\n", "content/articles/flu.md:2"),
        ("site.toml", "title = \"", "title = ", "site.toml:1"),
        ("content/prices.toml", "price = 80", "price = ", "content/prices.toml:5"),
        ("content/articles/rest.md", "flu.md", "flue.md", "content/articles/rest.md:6"),
    ] {
        let good = fs::read_to_string(folder.path().join(path)).unwrap();
        let page = bare(&preview.get("/articles/rest/").body);
        events.forget();
        replace(folder.path(), path, from, to);
        events.expect("event: problems");
        wait_for(told, || preview.err().contains(told).then_some(()));
        assert_eq!(bare(&preview.get("/articles/rest/").body), page, "after {path}");
        // The closing line comes behind the problems, on a stream of its own.
        wait_for("the closing line", || {
            preview.built().last().filter(|line| line.contains(" error")).map(drop)
        });
        write(folder.path(), path, &good);
        wait_for("the repair", || events.has("data: {\"errors\":0").then_some(()));
    }
    assert!(!events.has("event: reload"), "the open page has not changed");
}

#[test]
fn a_first_build_that_fails_serves_its_problems_and_then_the_site() {
    let folder = clinic().lay();
    replace(folder.path(), "site.toml", "title = \"", "title = ");
    let preview = Preview::start(folder.path(), &[]);
    let page = preview.get("/articles/flu/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("site.toml:1:9") && page.text().contains("live.js"), "{}", page.text());
    let events = preview.listen(Some(("/articles/flu/", &preview.identity("/articles/flu/"))));
    replace(folder.path(), "site.toml", "title = ", "title = \"");
    events.expect("event: reload");
    preview.shows("/articles/flu/", "Rest helps");
}

#[test]
fn a_page_is_told_of_its_own_changes_only() {
    let folder = clinic().file("assets/own.css", "p { margin: 0 }").lay();
    let preview = Preview::start(folder.path(), &[]);
    let old = preview.identity("/about/");
    let events = preview.listen(Some(("/about/", &old)));
    events.forget();
    replace(folder.path(), "content/articles/flu.md", "Rest", "Sleep");
    preview.shows("/articles/flu/", "Sleep");
    write(folder.path(), "assets/theme.css", "p { color: red }");
    events.expect("event: style");
    let styled = preview.identity("/about/");
    assert_ne!(old, styled);
    replace(folder.path(), "content/about.md", "Who we are", "What we do");
    wait_for("a reload", || events.has("event: reload").then_some(()));
    let told = events.lines.lock().unwrap().iter().filter(|line| line.starts_with("event:")).count();
    assert_eq!(told, 1, "one event for one change");
    // A tab that slept through all this, and one that did not.
    preview.listen(Some(("/about/", &old))).expect("event: reload");
    let awake = preview.listen(Some(("/about/", &preview.identity("/about/"))));
    replace(folder.path(), "content/about.md", "What we do", "What we did");
    wait_for("a reload", || awake.has("event: reload").then_some(()));
    let reloads = awake.lines.lock().unwrap().iter().filter(|line| line.starts_with("event: reload")).count();
    assert_eq!(reloads, 1, "it was told of this alone");
}

#[test]
fn files_of_the_same_name_reload_who_shows_them_each_time() {
    let folder = clinic()
        .file("static/old.html", "<html><body>One</body></html>")
        .page("content/scan.md", "", "[leaflet](/leaflet.txt)")
        .lay();
    let preview = Preview::start(folder.path(), &[]);
    let scan = preview.listen(Some(("/scan/", &preview.identity("/scan/"))));
    let old = preview.listen(Some(("/old.html", &preview.identity("/old.html"))));
    for text in ["two", "six"] {
        write(folder.path(), "static/leaflet.txt", text);
        scan.expect("event: reload");
    }
    write(folder.path(), "static/old.html", "<html><body>Two</body></html>");
    old.expect("event: reload");
    assert!(!scan.has("event: reload"));
    let head = preview.with("HEAD", "/__clinicsite/events", "");
    assert_eq!((head.status, head.header("Content-Type")), (200, "text/event-stream"));
}

#[test]
fn noise_does_not_put_a_check_off() {
    let folder = clinic().lay();
    let preview = Preview::start(folder.path(), &[]);
    let events = preview.listen(None);
    let (stop, root) = (Arc::new(std::sync::atomic::AtomicBool::new(false)), folder.path().to_owned());
    let stopped = stop.clone();
    let noise = thread::spawn(move || {
        while !stopped.load(Ordering::Relaxed) {
            write(&root, "content/.noise", "x");
            thread::sleep(Duration::from_millis(30));
        }
    });
    replace(folder.path(), "content/articles/rest.md", "flu.md", "flue.md");
    wait_for("the error", || events.has("data: {\"errors\":1").then_some(()));
    events.forget();
    replace(folder.path(), "content/articles/rest.md", "flue.md", "flu.md");
    wait_for("the repair", || events.has("data: {\"errors\":0").then_some(()));
    stop.store(true, Ordering::Relaxed);
    noise.join().unwrap();
}

#[test]
fn one_run_tells_as_many_problems_as_a_build() {
    let folder = clinic()
        .page("content/a.md", "", "[a](lost-one.md)")
        .page("content/b.md", "", "[b](lost-two.md)")
        .lay();
    let preview = Preview::start(folder.path(), &[]);
    replace(folder.path(), "site.toml", "title", "colour = 1\ntitle");
    for wanted in ["unknown-key", "content/a.md:6:1", "content/b.md:6:1"] {
        wait_for(wanted, || preview.err().contains(wanted).then_some(()));
    }
}

#[test]
fn a_folder_that_goes_and_comes_again_is_served_again() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("clinic");
    let made = clinic().lay();
    let lay = || {
        for entry in walkdir::WalkDir::new(made.path()).into_iter().map(Result::unwrap) {
            let to = folder.join(entry.path().strip_prefix(made.path()).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    };
    lay();
    let preview = Preview::start(&folder, &["--root", folder.to_str().unwrap()]);
    fs::remove_dir_all(&folder).unwrap();
    wait_for("the error", || preview.err().contains("no-site").then_some(()));
    assert_eq!(preview.get("/articles/flu/").status, 200);
    lay();
    replace(&folder, "content/articles/flu.md", "Rest", "Sleep");
    preview.shows("/articles/flu/", "Sleep helps");
}

#[test]
fn what_a_build_holds_back_has_a_badge_that_says_why() {
    let folder = clinic()
        .page("content/articles/soon.md", "date = 2026-12-24", "Soon.")
        .page("content/draft.md", "draft = true", "A draft.")
        .page("content/faq/later.md", "publish = 2027-01-02", "Later?")
        .lay();
    let badge = "<aside class=\"clinicsite-badge\"";
    let preview = Preview::start(folder.path(), &[]);
    for (path, reason) in [
        ("/articles/soon/", "`date` is 2026-12-24"),
        ("/draft/", "a draft"),
        ("/faq/", "A title: `publish` is 2027-01-02"),
    ] {
        let page = preview.get(path).text();
        assert!(page.contains(badge) && page.contains(reason), "{path}: {page}");
    }
    assert!(!preview.get("/about/").text().contains(badge));
    let overview = preview.get("/__clinicsite/").text();
    for text in ["`date` is 2026-12-24", "content/draft.md", "$80", "published"] {
        assert!(overview.contains(text), "{text}: {overview}");
    }
    let production = Preview::start(folder.path(), &["--production", "--drafts"]);
    assert_eq!(production.get("/articles/soon/").status, 404);
    let draft = production.get("/draft/");
    assert!(draft.status == 200 && !draft.text().contains(badge));
}

#[test]
fn a_taken_port_is_status_3_and_ctrl_c_status_0() {
    let folder = clinic().lay();
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let ran = clinicsite(folder.path(), &["serve", "--port", &port]);
    let err = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(3), "{err}");
    assert!(err.contains(&format!("port {port} of 127.0.0.1 is already in use")), "{err}");
    assert!(ran.stdout.is_empty());
    assert_eq!(clinicsite(folder.path(), &["serve", "--root", "lost"]).status.code(), Some(3));
    if cfg!(unix) {
        let mut preview = Preview::start(folder.path(), &[]);
        let pid = preview.process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let status = wait_for("the end", || preview.process.try_wait().unwrap());
        assert_eq!(status.code(), Some(0));
    }
}

#[test]
fn on_another_day_what_is_due_appears() {
    let folder = clinic().page("content/articles/due.md", "date = 2026-12-02", "It is due.").lay();
    let clock =
        Arc::new(AtomicI64::new("2026-12-01T23:59:00Z".parse::<jiff::Timestamp>().unwrap().as_second()));
    let port = Arc::new(Mutex::new(None));
    let (now, known, root) = (clock.clone(), port.clone(), folder.path().to_owned());
    thread::spawn(move || {
        let options = || clinicsite::Options {
            now: jiff::Timestamp::from_second(now.load(Ordering::Relaxed)).unwrap(),
            as_of: None,
            ..crate::clinic::options()
        };
        let settings = clinicsite::serve::Settings {
            root,
            host: "127.0.0.1".into(),
            port: 0,
            production: true,
            notice: clinicsite::serve::Notice::Events,
        };
        clinicsite::serve::serve(&settings, &options, &mut |told| {
            if let clinicsite::serve::ServeEvent::Ready { address, .. } = told {
                *known.lock().unwrap() =
                    address.rsplit(':').next().unwrap().trim_end_matches('/').parse().ok();
            }
        })
        .unwrap();
    });
    let port: u16 = wait_for("the address", || *port.lock().unwrap());
    let get = || {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream
            .write_all(b"GET /articles/due/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    };
    assert!(get().starts_with("HTTP/1.1 404"), "{}", get());
    // The wait for midnight was reckoned for a minute; any event makes it look at the clock again.
    clock.fetch_add(61, Ordering::Relaxed);
    write(folder.path(), "content/about.md", "+++\ntitle = \"A title\"\n+++\n\nWho we are.\n");
    wait_for("the page", || get().contains("It is due.").then_some(()));
}

#[test]
fn errors_stand_above_warnings_wherever_the_preview_tells_them() {
    let folder = clinic()
        .page("content/a.md", "", "<p onclick=\"x()\">A.</p>")
        .page("content/b.md", "", "<p onclick=\"x()\">B.</p>")
        .lay();
    let preview = Preview::start(folder.path(), &[]);
    let events = preview.listen(None);
    events.forget();
    let known = preview.err().len();
    replace(folder.path(), "content/prices.toml", "price = 80", "price = \"$80\"");
    wait_for("the error", || events.has("data: {\"errors\":1").then_some(()));
    wait_for("the terminal", || preview.err()[known..].contains("content/b.md").then_some(()));
    let streamed = events.lines.lock().unwrap().concat();
    for told in [streamed, preview.get("/__clinicsite/").text(), preview.err()[known..].to_owned()] {
        let places: Vec<_> = ["content/prices.toml", "content/a.md", "content/b.md"]
            .map(|path| told.find(path).unwrap())
            .into();
        assert!(places.is_sorted(), "{told}");
    }
}
