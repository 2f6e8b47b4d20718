//! What is wrong in a draft stops nothing: a build says nothing of it, `check` notes it, the preview tells it and shows
//! all else.

use std::fs;

use annotate_snippets::Renderer;
use clinicsite::Depth;
use clinicsite::{Level, Problem};

use crate::clinic::{Clinic, clinicsite};
use crate::preview::{Preview, wait_for};

/// Bodies and keys as they are while somebody is still at work on them, each of them an error on any other page.
const UNFINISHED: &[(&str, &str)] = &[
    ("", "See [that page](not-written-yet.md)."),
    ("", "It costs [](price:not-set-yet)."),
    ("", "It helps [@not-found-yet]."),
    ("", "![A knee](not-drawn-yet.png)"),
    ("", "![](knee.png)"),
    ("", "# \n\nA heading without words."),
    ("authors = [\"not-hired-yet\"]", "Words."),
    ("colour = \"blue\"", "Words."),
    ("weight = \"heavy\"", "Words."),
    ("slug = \"Not Yet!\"", "Words."),
    ("image = \"knee.png\"", "Words."),
    ("summary = \"not closed", "Words."),
    ("sources = [1,,2]", "Words."),
    ("reviewer = \"not-hired-yet\"\nreviewed = 2027-01-01", "Words."),
    ("", "<script src=\"https://www.googletagmanager.com/gtag/js\"></script>"),
];

fn clinic() -> Clinic {
    Clinic::new().site("[clinic]\nemail = \"hello@clinic.example\"\n").article("flu", "Rest helps.").page(
        "content/about.md",
        "",
        "We read [about the flu](articles/flu.md).",
    )
}

fn draft(keys: &str, body: &str) -> String {
    format!("+++\ntitle = \"Later\"\ndate = 2026-05-04\ndraft = true\n{keys}\n+++\n\n{body}\n")
}

#[test]
fn a_build_is_not_stopped_by_a_draft_and_check_makes_notes_of_it() {
    let path = "content/articles/later.md";
    for (keys, body) in UNFINISHED {
        let what = format!("{keys} {body}");
        let of_draft = |problem: &&Problem| problem.place.source.path == path;
        let published = clinic().file(path, &draft(keys, body).replace("draft = true", "draft = false"));
        let published = published.run_to(Depth::Build).problems;
        let errors = published.iter().filter(of_draft).filter(|problem| problem.level == Level::Error);
        let errors: Vec<_> = errors.map(|problem| (problem.rule, problem.message.clone())).collect();
        assert!(!errors.is_empty(), "{what}");
        let unfinished = clinic().file(path, &draft(keys, body));
        let build = unfinished.run_to(Depth::Build);
        assert_eq!(build.problems.render(&Renderer::plain()), "", "{what}");
        assert!(!build.outputs.is_empty(), "{what}");
        assert_eq!(build.held_back, [(path.to_owned(), "a draft".to_owned())], "{what}");
        let check = unfinished.run_to(Depth::Check).problems;
        assert_eq!(check.count(Level::Error), 0, "{what}");
        let notes: Vec<_> = check.iter().filter(of_draft).collect();
        assert!(notes.iter().all(|note| note.level == Level::Info), "{what}");
        let notes: Vec<_> = notes.iter().map(|note| (note.rule, note.message.clone())).collect();
        assert!(errors.iter().all(|error| notes.contains(error)), "{what}: {errors:?} {notes:?}");
        let counted = unfinished.with(|options| options.drafts = true).run_to(Depth::Build).problems;
        assert!(counted.count(Level::Error) >= errors.len(), "with --drafts it counts: {what}");
    }
    // Notes are not told by a strict build either.
    let folder = clinic().file(path, &draft("", "![](knee.png)")).lay();
    let ran = clinicsite(folder.path(), &["build", "--strict", "--as-of", "2026-12-01"]);
    let told = [ran.stdout, ran.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    assert!(!told.contains("later.md"), "{told}");
}

#[test]
fn a_draft_that_cannot_be_read_is_held_back_and_so_are_links_to_it() {
    let clinic = clinic()
        .file(
            "content/articles/later.md",
            "+++\ntitle = \"Later\ndate = 2026-05-04\ndraft = true\n+++\nLATER-WORDS\n",
        )
        .file("content/providers/ana.md", "---\ntitle: Ana\ndraft: true\n---\nANA-WORDS\n")
        .file("content/services/walk/index.md", "+++\ntitle = \"Walk\ndraft = true\n+++\n")
        .page(
            "content/articles/now.md",
            "date = 2026-05-04\nauthors = [\"ana\"]",
            "See [later](later.md), [too](/articles/later/).",
        );
    let site = clinic.build();
    let paths: Vec<_> =
        site.held_back.iter().map(|(path, reason)| (path.as_str(), reason.as_str())).collect();
    for path in ["content/articles/later.md", "content/providers/ana.md", "content/services/walk/index.md"] {
        assert!(paths.contains(&(path, "a draft")), "{paths:?}");
    }
    assert_eq!(site.warnings.matches("[held-back, due]").count(), 3, "{}", site.warnings);
    assert_eq!(site.warnings.matches("warning[").count(), 3, "{}", site.warnings);
    site.shows("/articles/now/", "See later, too.");
    for (path, text) in &site.files {
        assert!(!text.contains("LATER-WORDS") && !text.contains("ANA-WORDS"), "{path}");
    }
}

#[test]
fn a_draft_takes_neither_a_name_nor_a_spelling_from_what_is_published() {
    let clinic = clinic()
        .page("content/articles/a.md", "date = 2026-05-04\ndraft = true\nconditions = [\"heel-Pain\"]", "A.")
        .page(
            "content/articles/b.md",
            "date = 2026-05-04\nconditions = [\"Heel pain\"]\nauthors = [\"ana\"]",
            "B.",
        )
        .page(
            "content/articles/c.md",
            "date = 2026-05-04\ndraft = true\nslug = \"b\"\naliases = [\"/about/\"]",
            "C.",
        )
        .page("content/providers/a/ana.md", "role = \"Nurse\"\ndraft = true\nslug = \"ana\"", "Old.")
        .page("content/providers/ana.md", "role = \"Nurse\"", "New.");
    let site = clinic.build();
    assert_eq!(site.warnings, "");
    site.shows("/conditions/heel-pain/", "Heel pain");
    assert!(site.main("/articles/b/").contains("/providers/ana/"));
}

#[test]
fn the_preview_tells_what_is_wrong_in_a_draft_and_shows_all_else() {
    let clinic = clinic()
        .file("content/articles/broken.md", "+++\ntitle = \"Broken\ndraft = true\n+++\nWords.\n")
        .file("content/articles/dead.md", &draft("", "Draft words and [no page](lost.md)."));
    let folder = clinic.lay();
    let preview = Preview::start(folder.path(), &[]);
    let built = preview.built();
    assert!(built[0].contains(", 2 errors in drafts, "), "{built:?}");
    for told in [preview.err(), preview.get("/__clinicsite/").text()] {
        for place in ["content/articles/broken.md:2", "content/articles/dead.md:8"] {
            assert!(told.contains(place), "{place}: {told}");
        }
    }
    let flu = preview.get("/articles/flu/");
    assert!(flu.status == 200 && !flu.text().contains("noindex"), "{}", flu.text());
    let dead = preview.get("/articles/dead/").text();
    assert!(dead.contains("Draft words and no page") && dead.contains("a draft"), "{dead}");
    assert!(dead.contains("<meta name=\"robots\" content=\"noindex\">"), "{dead}");
    let broken = preview.get("/articles/broken/");
    assert!(
        broken.status == 500 && broken.text().contains("content/articles/broken.md:2"),
        "{}",
        broken.text()
    );
    let events = preview.listen(Some(("/articles/broken/", &preview.identity("/articles/broken/"))));
    let path = folder.path().join("content/articles/broken.md");
    let mended = fs::read_to_string(&path).unwrap().replace("Broken\n", "Broken\"\ndate = 2026-05-04\n");
    fs::write(&path, mended).unwrap();
    events.expect("event: reload");
    preview.shows("/articles/broken/", "Words.");
    // An edit elsewhere shows, though there are errors in drafts; an error elsewhere stops it.
    let edit = |from: &str, to: &str| {
        let path = folder.path().join("content/about.md");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace(from, to)).unwrap();
    };
    edit("We read", "We wrote");
    preview.shows("/about/", "We wrote");
    edit("flu.md", "flue.md");
    wait_for("the error", || preview.err().contains("content/about.md:6").then_some(()));
    wait_for("the line", || preview.out().contains("; the pages stay as they last were").then_some(()));
    preview.shows("/about/", "about the flu</a>");
    let production = Preview::start(folder.path(), &["--production"]);
    assert!(!production.err().contains("content/articles/"), "{}", production.err());
}

#[test]
fn a_fault_in_a_template_names_a_page_that_is_made_with_it() {
    let template =
        "{% extends \"meridian/article.html\" %}{% block main %}{{ page.no.such.thing }}{% endblock %}";
    let base = (1..=3).fold(Clinic::new(), |clinic, at| clinic.article(&format!("a{at}"), "Words."));
    let told = base.file("templates/article.html", template).messages();
    assert_eq!(told.matches("error[template]").count(), 1, "{told}");
    for part in ["templates/article.html:1", "content/articles/a1.md:2", "`/articles/a1/` and 2 more pages"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // A draft is named only where no other page has the fault, and then it stops nothing.
    let only = |other: &str| {
        Clinic::new()
            .page("content/articles/a.md", "date = 2026-05-04\ndraft = true\ntemplate = \"odd.html\"", "A.")
            .page("content/articles/b.md", &format!("date = 2026-05-04\n{other}"), "B.")
            .file("templates/odd.html", template)
            .with(|options| options.drafts = true)
            .messages()
    };
    assert!(only("template = \"odd.html\"").contains("`/articles/b/` and another page"));
    assert!(only("").contains("`/articles/a/` is made with it"));
}
