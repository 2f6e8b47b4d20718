//! Addresses that one folder cannot hold beside each other, or no disk at all: told at their sources, before anything is written.

use crate::clinic::{Clinic, clinicsite};

/// Lays a clinic with these files, builds it, and finds all of these words in what is said; nothing may be written.
#[track_caller]
fn refused(clinic: &Clinic, files: &[(&str, &str)], words: &[&str]) {
    let folder = clinic.lay();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let entries = || {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = entries();
    let ran = clinicsite(folder.path(), &["build"]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    for word in words {
        assert!(said.contains(word), "`{word}` in\n{said}");
    }
    assert_eq!(entries(), before, "nothing is left");
}

fn clinic() -> Clinic {
    Clinic::new()
        .article("sleep", "Sleep.")
        .page("content/team.md", "", "We.")
        .prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 90\n")
        .file("assets/css/more.css", "a { color: red }\n")
}

#[test]
fn a_file_where_a_folder_is_needed_is_told_with_both() {
    for (path, other) in [
        ("static/team", "content/team.md"),
        ("static/articles/sleep", "content/articles/sleep.md"),
        ("static/articles", "content/articles/sleep.md"),
        ("static/pricing", "the pricing page"),
        ("static/assets/css", "assets/css/more.css"),
        ("static/articles/feed.xml/a.pdf", "the feed of articles"),
        ("static/llms.txt/a/b/c.pdf", "llms.txt"),
        ("static/404.html/x", "404"),
        ("static/_redirects/x", "_redirects"),
        ("static/team/index.html/x", "content/team.md"),
    ] {
        refused(
            &clinic(),
            &[(path, "X")],
            &["error[duplicate-address]", path, other, "would be a file and a folder"],
        );
    }
}

#[test]
fn a_redirect_or_alias_that_needs_a_folder_of_a_file_is_told_at_its_line() {
    for address in ["/_headers", "/robots.txt/x/", "/sitemap.xml/", "/pricing/prices.csv/old/"] {
        let redirect = format!("[redirects]\n\"{address}\" = \"/articles/sleep/\"\n");
        refused(&clinic().site(&redirect), &[], &["error[duplicate-address]", "site.toml:4:1", address]);
        let alias = format!("date = 2026-05-04\naliases = [\"{address}\"]");
        let page = clinic().page("content/articles/rest.md", &alias, "Rest.");
        refused(&page, &[], &["error[duplicate-address]", "content/articles/rest.md:4:12", address]);
    }
}

#[test]
fn addresses_that_differ_in_letter_case_alone_are_told_with_both() {
    for (one, other) in [
        ("static/Plan.pdf", "static/plan.pdf"),
        ("static/Ärzte.pdf", "static/ärzte.pdf"),
        ("static/Forms/a.pdf", "static/forms/b.pdf"),
        ("static/Team/a.pdf", "content/team.md"),
        ("static/ROBOTS.TXT", "robots.txt"),
    ] {
        refused(&clinic(), &[(one, "X"), (other, "+++\ntitle = \"Y\"\n+++\n")], &[one, other, "letter case"]);
    }
}

#[test]
fn what_is_too_long_for_a_disk_is_told_where_it_is_written() {
    let (name, deep) = ("ü".repeat(128), "deep/".repeat(200));
    let article = |keys: &str| {
        clinic().page("content/articles/rest.md", &format!("date = 2026-05-04\n{keys}"), "Rest.")
    };
    let at = ["error[bad-slug]", "content/articles/rest.md:4:"];
    refused(&article(&format!("slug = \"{name}\"")), &[], &at);
    refused(&article(&format!("aliases = [\"/a/\", \"/old/{name}/\"]")), &[], &at);
    refused(&article(&format!("aliases = [\"/{deep}\"]")), &[], &at);
    refused(&article(&format!("conditions = [\"Flu\", \"{name}\"]")), &[], &at);
    let redirect = format!("[redirects]\n\"/{name}/\" = \"/articles/sleep/\"\n");
    refused(&clinic().site(&redirect), &[], &["error[bad-slug]", "site.toml:4:1"]);
    let asset = format!("assets/{}.css", "n".repeat(250));
    refused(&clinic(), &[(&asset, "a {}\n")], &["error[bad-slug]", &asset]);
}

#[test]
fn addresses_of_our_own_files_and_of_version_control_are_refused() {
    for address in ["/.git/", "/.clinicsite", "/.CLINICSITE-x/y/"] {
        let alias = format!("aliases = [\"{address}\"]");
        refused(&clinic().page("content/rest.md", &alias, "Rest."), &[], &["content/rest.md:3:12", address]);
    }
}

#[test]
fn a_name_of_255_bytes_is_built_again_and_again() {
    let name = "脊".repeat(85);
    let longest = format!("static/{}.pdf", "n".repeat(251));
    let folder = clinic()
        .page("content/articles/rest.md", &format!("date = 2026-05-04\nconditions = [\"{name}\"]"), "Rest.")
        .lay();
    std::fs::create_dir_all(folder.path().join("static")).unwrap();
    for text in ["one", "two", "three"] {
        std::fs::write(folder.path().join(&longest), text).unwrap();
        let page = format!(
            "+++\ntitle = \"{text}\"\ndate = 2026-05-04\nconditions = [\"{name}\"]\n+++\n\nRest {text}.\n"
        );
        std::fs::write(folder.path().join("content/articles/rest.md"), page).unwrap();
        let ran = clinicsite(folder.path(), &["build"]);
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let public = folder.path().join("public");
        let file = std::fs::read_to_string(public.join(longest.trim_start_matches("static/"))).unwrap();
        assert_eq!(file, text);
        let page = std::fs::read_to_string(public.join(format!("conditions/{name}/index.html"))).unwrap();
        assert!(page.contains(text));
    }
}

#[test]
fn redirects_that_lead_to_one_another_lead_to_the_page_in_any_order() {
    let lines = ["\"/a/\" = \"/b/\"\n", "\"/b/\" = \"/articles/sleep#more\"\n"];
    for order in [[0, 1], [1, 0]] {
        let redirects: String = order.into_iter().map(|at| lines[at]).collect();
        let menu = "[[menu]]\ntitle = \"Sleep\"\nto = \"/articles/sleep\"\n";
        let site =
            clinic().article("sleep", "Rest.").site(&format!("{menu}[redirects]\n{redirects}")).build();
        for old in ["/a/", "/b/"] {
            site.shows(old, "https://clinic.example/articles/sleep/#more");
        }
        site.shows("/", "href=\"/articles/sleep/\"");
    }
    let circle = "[redirects]\n\"/a/\" = \"/b/\"\n\"/b/\" = \"/a/\"\n";
    let messages = clinic().article("sleep", "Rest.").site(circle).messages();
    assert!(messages.contains("error[dead-link]: `/b/` is no address of the site"), "{messages}");
    assert!(messages.contains("error[dead-link]: `/a/` is no address of the site"), "{messages}");
}
