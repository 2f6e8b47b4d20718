//! `check` as a command: what it shows, in which form, and what it leaves out.

use std::fs;
use std::path::Path;

use crate::clinic::{Clinic, clinicsite};

const DAY: &str = "--as-of=2026-12-01";

fn clinic() -> Clinic {
    Clinic::new()
        .site("[clinic]\nemail = \"hello@clinic.example\"\n")
        .page(
            "content/articles/flu.md",
            "date = 2026-05-04\nauthors = [\"ana\"]\nreviewer = \"ana\"\nreviewed = 2024-01-01",
            "We guarantee relief [@cdc].\n\n90% get well. See [here](https://far.example/a).",
        )
        .page("content/providers/ana.md", "role = \"Doctor\"\ncredentials = [\"MD\"]", "A doctor.")
        .file(
            "content/sources.toml",
            "[[sources]]\nid = \"cdc\"\ntitle = \"About flu\"\nurl = \"https://cdc.example/flu\"\n",
        )
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let ran = clinicsite(folder, &[&["check", DAY], arguments].concat());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ran.status.code().unwrap(), text(&ran.stdout), text(&ran.stderr))
}

#[test]
fn findings_are_sorted_and_nothing_is_written() {
    let folder = clinic().lay();
    let (status, out, err) = run(folder.path(), &[]);
    assert_eq!((status, err.as_str()), (0, ""), "warnings do not fail; findings are results");
    let order: Vec<_> = ["[M13]", "[M14]", "[A03]"].iter().map(|rule| out.find(rule).unwrap()).collect();
    assert!(order.is_sorted(), "{out}");
    assert!(out.contains("0 errors") && out.contains("warnings"), "{out}");
    assert!(!folder.path().join("public").exists());
    assert_eq!(run(folder.path(), &["--strict"]).0, 1);
    let strict = clinicsite(folder.path(), &["build", "--strict", DAY]);
    assert_eq!(strict.status.code(), Some(1), "a strict build checks too");
    assert_eq!(clinicsite(folder.path(), &["build", DAY]).status.code(), Some(0));
}

#[test]
fn a_report_can_be_of_some_files_only() {
    let folder = clinic().lay();
    let (_, out, _) = run(folder.path(), &["content/articles"]);
    assert!(out.contains("content/articles/flu.md") && !out.contains("content/privacy.md"), "{out}");
    let (status, _, err) = run(folder.path(), &["content/lost.md"]);
    assert!(status == 3 && err.contains("there is no `content/lost.md`"), "{err}");
    let (_, out, _) = run(folder.path(), &["./content/articles/"]);
    assert!(out.contains("content/articles/flu.md"), "{out}");
    let (_, out, _) = run(folder.path(), &["content/providers/ana.md", "--format", "json"]);
    assert!(!out.is_empty() && out.lines().all(|line| line.contains("content/providers/ana.md")), "{out}");
}

#[test]
fn what_is_ignored_with_a_reason_is_not_told() {
    let ignored = clinic().site("[check]\nignore = [{ rule = \"A03\", reason = \"Our house style\" }]\n");
    let (_, out, _) = run(ignored.lay().path(), &[]);
    assert!(!out.contains("[A03]") && out.contains("[M13]") && !out.contains("[idle-ignore]"), "{out}");
    for (rule, told) in [("P01", "cannot be ignored"), ("M99", "there is no rule")] {
        let clinic = clinic().site(&format!("[check]\nignore = [{{ rule = \"{rule}\", reason = \"x\" }}]\n"));
        let (status, out, _) = run(clinic.lay().path(), &[]);
        assert!(status == 1 && out.contains(told), "{out}");
    }
}

#[test]
fn a_baseline_passes_over_what_is_known_though_lines_move() {
    let folder = clinic().lay();
    assert_eq!(run(folder.path(), &["--write-baseline", "known"]).0, 0);
    assert_eq!(run(folder.path(), &["--strict", "--baseline", "known"]).0, 0);
    let path = folder.path().join("content/articles/flu.md");
    let text =
        fs::read_to_string(&path).unwrap().replace("We guarantee", "Hello.\n\nRest well.\n\nWe guarantee");
    fs::write(&path, &text).unwrap();
    let (status, out, _) = run(folder.path(), &["--strict", "--baseline", "known"]);
    assert_eq!(status, 0, "{out}");
    fs::write(&path, text + "\nWe guarantee relief [@cdc].\n").unwrap();
    let (status, out, _) = run(folder.path(), &["--strict", "--baseline", "known"]);
    assert!(status == 1 && out.matches("[M13]").count() == 1, "the same fault once more is new: {out}");
    assert_eq!(run(folder.path(), &["--baseline", "lost"]).0, 3);
}

#[test]
fn other_forms_are_for_people_and_workflows() {
    let folder = clinic().lay();
    let (_, html, _) = run(folder.path(), &["--format", "html"]);
    assert!(html.starts_with("<!doctype html>") && html.contains("We guarantee relief"), "{html}");
    assert!(!html.contains("<script") && !html.contains("<link"), "it needs nothing else");
    let (_, github, _) = run(folder.path(), &["--format", "github"]);
    assert!(github.contains("::warning file=content/articles/flu.md,line=9,col=4,title=M13::"), "{github}");
    assert!(github.lines().all(|line| line.starts_with("::")), "{github}");
    run(folder.path(), &["--links-out", "links"]);
    let links = fs::read_to_string(folder.path().join("links")).unwrap();
    assert_eq!(
        links,
        "https://cdc.example/flu\tcontent/articles/flu.md\nhttps://far.example/a\tcontent/articles/flu.md\n"
    );
    assert_eq!(clinicsite(folder.path(), &["build", "--format", "html"]).status.code(), Some(2));
    let wrong = clinicsite(folder.path(), &["check", "--lunch"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("--launch"));
}

#[test]
fn a_form_is_looked_at_by_names_and_labels() {
    let form =
        "<form action=\"/x/\" method=\"post\"><label>Date of birth <input name=\"day\"></label></form>";
    let folder = clinic().file("templates/page.html", form).lay();
    let (_, out, _) = run(folder.path(), &[]);
    assert_eq!(out.matches("[V04]").count(), 1, "{out}");
    assert!(out.contains("templates/page.html:1:"), "{out}");
}

#[test]
fn reviewers_see_what_is_overdue_first() {
    let folder = clinic()
        .page(
            "content/articles/cold.md",
            "date = 2026-05-04\nreviewed = 2026-06-01\nauthors = [\"ana\"]",
            "Rest.",
        )
        .page("content/articles/never.md", "date = 2026-05-04", "Rest.")
        .lay();
    let (status, out, _) = run(folder.path(), &["--reviews"]);
    assert_eq!(status, 0);
    let lines: Vec<_> = out.lines().collect();
    assert!(lines[1].starts_with("never reviewed  overdue  content/articles/never.md"), "{out}");
    assert!(lines[2].starts_with("2026-01-01"), "{out}");
    assert!(lines[3].starts_with("2028-06-01") && !lines[3].contains("overdue"), "{out}");
    let (_, csv, _) = run(folder.path(), &["--reviews", "--format", "csv"]);
    assert!(csv.starts_with("due,state,article,authors,reviewer,grade,sources\n"), "{csv}");
    assert!(csv.contains("2026-01-01,overdue,content/articles/flu.md,ana,ana,,1\n"), "{csv}");
}

#[test]
fn the_example_site_is_clean_but_not_ready_to_go_live() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (status, out, _) = run(root, &["--strict"]);
    assert_eq!(status, 0, "{out}");
    let (status, out, _) = run(root, &["--launch", "--format", "json"]);
    assert_eq!(status, 1);
    for wanted in ["\"path\":\"site.toml\",\"line\":16", "K01"] {
        assert!(out.contains(wanted), "its telephone is invented: {out}");
    }
    let errors = out.lines().filter(|line| line.contains("\"error\""));
    assert!(errors.clone().all(|line| line.contains("K01")), "nothing else is missing: {out}");
}

#[test]
fn many_findings_are_counted_by_rule_and_the_first_of_each_are_shown() {
    let dead = |count: usize| "[lost](lost.md) and [relief](gone.md).\n\n".repeat(count / 2);
    let few = Clinic::new().article("flu", &dead(40)).lay();
    let (_, out, _) = run(few.path(), &[]);
    assert!(!out.contains("--verbose") && out.contains("flu.md:44:"), "{out}");
    let many =
        Clinic::new().article("flu", &dead(40)).article("cold", &dead(40)).article("cough", &dead(40)).lay();
    let (status, out, _) = run(many.path(), &[]);
    assert_eq!(status, 1);
    assert!(
        out.contains("   120  error    dead-link           a link to a page that does not exist\n"),
        "{out}"
    );
    assert!(out.contains("… and 117 more of `dead-link`") && out.contains("120 errors"), "{out}");
    assert_eq!(out.matches("error[dead-link]").count(), 3, "{out}");
    assert_eq!(run(many.path(), &["--verbose"]).1.matches("error[dead-link]").count(), 120);
    let json = run(many.path(), &["--format", "json"]).1;
    assert_eq!(json.matches("\"rule\":\"dead-link\"").count(), 120);
    let build = clinicsite(many.path(), &["build", DAY]);
    let err = String::from_utf8_lossy(&build.stderr).into_owned();
    assert!(err.contains("… and 117 more of `dead-link`"), "a build tells them the same way: {err}");
}
