//! The pages of articles and services: who answers for the words, what the treatment costs, what they rest on.

use crate::clinic::{Clinic, Site};

const PRICES: &str = "[[services]]\nid = \"patch\"\nname = \"Patch\"\nprice = 800\nunit = \"patch\"\n\
                      includes = [\"The physician\"]\n[[services]]\nid = \"talk\"\nname = \"Talk\"\nprice = 90\n";
const SOURCES: &str = "[[sources]]\nid = \"a\"\ntitle = \"Rest\"\nevidence = \"trial\"\n[[sources]]\nid = \"b\"\ntitle = \"Sleep\"\n";

/// A clinic of four people with prices and sources.
fn clinic() -> Clinic {
    let people = ["ana", "ben", "cleo", "dan"];
    let clinic = Clinic::new()
        .site("[clinic]\nbooking_url = \"https://booking.example/us\"\n")
        .prices(PRICES)
        .file("content/sources.toml", SOURCES);
    people.iter().fold(clinic, |clinic, name| {
        let path = format!("content/providers/{name}.md");
        clinic.file(
            &path,
            &format!(
                "+++\ntitle = \"Dr {name}\"\nrole = \"Doctor\"\ncredentials = [\"MD\"]\n+++\n\nA doctor.\n"
            ),
        )
    })
}

/// That clinic with an article.
fn article(keys: &str, words: &str) -> Site {
    clinic().page("content/articles/leaks.md", &format!("date = 2026-05-04\n{keys}"), words).build()
}

/// That clinic with a service.
fn service(keys: &str, words: &str) -> Site {
    clinic().page("content/services/patch.md", &format!("summary = \"A patch.\"\n{keys}"), words).build()
}

/// The words of a page between two marks.
fn between<'s>(page: &'s str, from: &str, to: &str) -> &'s str {
    page.split_once(from)
        .and_then(|(_, rest)| rest.split_once(to))
        .map_or_else(|| panic!("{from} {to}: {page}"), |(part, _)| part)
}

#[test]
fn up_to_three_authors_are_shown_and_more_are_named() {
    let site =
        article("authors = [\"ana\", \"ben\", \"cleo\"]\nreviewer = \"dan\"\nreviewed = 2026-06-01", "Rest.");
    let head = between(site.main("/articles/leaks/"), "<h1", "<article");
    assert_eq!(head.matches("class=\"byline\"").count(), 4, "{head}");
    assert!(head.contains("<a href=\"/providers/dan/\">Dr dan,\u{a0}MD</a>"), "{head}");
    let site = article("authors = [\"ana\", \"ben\", \"cleo\", \"dan\"]", "Rest.");
    let head = between(site.main("/articles/leaks/"), "<h1", "<article");
    assert!(!head.contains("class=\"byline\""), "{head}");
    assert!(head.contains("Dr ana,\u{a0}MD</a>, <a"), "{head}");
}

#[test]
fn a_review_that_is_due_again_says_its_day_and_no_more() {
    let shown = |day: &str, keys: &str| {
        let page = format!("date = 2026-05-04\nreviewer = \"dan\"\nreviewed = 2026-06-01\n{keys}");
        let site = clinic().page("content/articles/leaks.md", &page, "Rest.").on(day).build();
        let badge = between(site.main("/articles/leaks/"), "<li class=\"badge", "</li>").to_owned();
        assert!(badge.contains("datetime=\"2026-06-01\">June 1, 2026</time>"), "{badge}");
        (badge.starts_with(" good"), badge.contains("icon-shield"), site.next_change)
    };
    for (day, keys, current) in [
        ("2026-12-01", "", true),
        ("2028-06-01", "", true),
        ("2028-06-02", "", false),
        ("2026-12-01", "review_months = 6", true),
        ("2026-12-02", "review_months = 6", false),
    ] {
        let (good, shield, _) = shown(day, keys);
        assert_eq!((good, shield), (current, current), "{day} {keys}");
    }
    let (.., change) = shown("2026-11-01", "review_months = 6");
    let change = change.map(|(day, what)| (day.to_string(), what)).unwrap();
    assert_eq!(change, ("2026-12-02".to_owned(), "articles/leaks.md is due for its next review".to_owned()));
}

#[test]
fn sources_are_counted_in_the_head_and_listed_with_their_evidence() {
    let site = article("", "One [@a]. Two [@a; @b].[@b]");
    let page = site.main("/articles/leaks/");
    assert!(between(page, "<h1", "<article").contains("href=\"#_references\""), "{page}");
    assert!(page.contains("2 sources"), "{page}");
    assert!(page.contains("<span class=\"evidence\">Trial</span>"), "{page}");
    assert_eq!(page.matches("class=\"back\"").count(), 4);
    let none = article("", "Rest.");
    for absent in ["_references", "sources"] {
        assert!(!none.main("/articles/leaks/").contains(absent), "{absent}");
    }
}

#[test]
fn no_line_begins_with_the_number_of_a_source_or_a_note() {
    let site = article("", "One [@a], two\n[@b; @a]. Three.[@b] Four [^n].\n\n[^n]: A note.");
    let page = site.main("/articles/leaks/");
    for joined in
        ["One\u{a0}<sup", "two\u{a0}<sup", "</sup>\u{2060}<sup", "Three.\u{2060}<sup", "Four\u{a0}<sup"]
    {
        assert!(page.contains(joined), "{joined:?}: {page}");
    }
    assert!(!page.contains(" <sup") && !page.contains("\n<sup"), "{page}");
}

#[test]
fn a_claim_has_its_verdict_and_the_sources_that_its_fact_does_not_cite() {
    let myths = "[[myths]]\nclaim = \"It heals\"\nverdict = \"unproven\"\nfact = \"Some do [@a].\"\nsources = [\"a\", \"b\"]\n\
                 [[myths]]\nclaim = \"It hurts\"\nverdict = \"true\"\nfact = \"It does [@a].\"\nsources = [\"a\"]";
    let site = article(myths, "Rest.");
    let page = between(site.main("/articles/leaks/"), "id=\"_myths\"", "</section>");
    assert!(page.contains("<h3>It heals</h3>") && page.contains("Not proven</p>"), "{page}");
    assert!(page.contains("Sources <sup class=\"cite\"><a href=\"#_ref-2\""), "{page}");
    assert_eq!(page.matches("Sources").count(), 1, "the second claim has none beside: {page}");
}

#[test]
fn the_price_in_an_article_is_that_of_its_first_service_that_has_one() {
    let with = |site: &str, services: &str| {
        let keys = format!("date = 2026-05-04\nservices = [{services}]");
        clinic()
            .site(site)
            .page("content/services/free.md", "summary = \"Free.\"", "Come.")
            .page("content/services/patch.md", "summary = \"A patch.\"\nprices = [\"patch\"]\nbooking_url = \"https://booking.example/patch\"", "Blood.")
            .page("content/services/talk.md", "summary = \"A talk.\"\nprices = [\"talk\"]", "Words.")
            .page("content/articles/leaks.md", &keys, "## A\n\nRest.\n\n## B\n\nRest.\n\n## C\n\nRest.")
            .build()
    };
    let site = with("", "\"free\", \"patch\", \"talk\"");
    let card = between(site.main("/articles/leaks/"), "class=\"card in-place\"", "</div>");
    for part in [
        "href=\"/services/patch/\"",
        "$800",
        "per patch",
        "href=\"https://booking.example/patch\"",
        "<a href=\"/services/patch/#_price\">What is included</a>",
    ] {
        assert!(card.contains(part), "{part}: {card}");
    }
    let only = with("", "\"talk\"");
    let card = between(only.main("/articles/leaks/"), "class=\"card in-place\"", "</div>");
    assert!(card.contains("A talk.") && card.contains("#_price\">The price in full</a>"), "{card}");
    assert!(!only.main("/articles/leaks/").contains("id=\"_services\""), "its only service is said once");
    let full = with("accepting_new_patients = false\n", "\"patch\"");
    let card = between(full.main("/articles/leaks/"), "class=\"card in-place\"", "<article");
    assert!(card.contains("We take no new patients") && !card.contains("https://booking"), "{card}");
    let none = with("", "\"free\"");
    assert!(!none.main("/articles/leaks/").contains("in-place"));
    assert!(none.main("/articles/leaks/").contains("id=\"_services\""));
}

#[test]
fn the_contents_name_what_follows_the_words() {
    let keys = "[[questions]]\nquestion = \"Why?\"\nanswer = \"So [@a].\"";
    let site = article(keys, "## A\n\nRest.\n\n### B\n\nRest.\n\n## C\n\nRest.");
    let page = site.main("/articles/leaks/");
    let contents = between(page, "<nav class=\"toc\"", "</nav>");
    let targets: Vec<_> =
        contents.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(targets, ["a", "b", "c", "_questions", "_references"]);
    for target in targets {
        assert_eq!(page.matches(&format!(" id=\"{target}\"")).count(), 1, "{target}");
    }
}

#[test]
fn a_service_begins_with_its_price() {
    let site = service(
        "prices = [\"patch\"]\nduration_min = 180\nreferral = false\n\
         measures = [{ what = \"Better\", value = \"41 of 60\", from = 2025-01-01, to = 2025-12-31, note = \"All who answered.\" }]",
        "1. One.\n2. Two.",
    );
    let page = site.main("/services/patch/");
    let facts = between(page, "<dl class=\"fact-row\">", "</dl>");
    assert!(
        facts.trim_start().starts_with("<div><dt>Price</dt><dd><span class=\"amount\">$800</span>"),
        "{facts}"
    );
    for fact in ["per patch", "3 hours", "Not needed"] {
        assert!(facts.contains(fact), "{fact}: {facts}");
    }
    let head = between(page, "</dl>", "<article");
    assert!(head.contains("href=\"https://booking.example/us\""), "{head}");
    assert!(head.contains("href=\"#_price\">What is included</a>"), "{head}");
    assert!(page.contains("id=\"_price\"") && page.contains("The physician"), "{page}");
    let measure = between(page, "id=\"_measures\"", "</section>");
    for part in ["41 of 60", "Better", "January 1, 2025 to December 31, 2025", "All who answered."] {
        assert!(measure.contains(part), "{part}: {measure}");
    }
}

#[test]
fn a_service_without_facts_has_no_empty_part() {
    let site = clinic().page("content/services/talk.md", "summary = \"A talk.\"", "Words.").build();
    let page = site.main("/services/talk/");
    for absent in [
        "<dl",
        "<h2 id=\"_price\"",
        "_measures",
        "_questions",
        "_providers",
        "_locations",
        "class=\"rail\"",
        "badges",
    ] {
        assert!(!page.contains(absent), "{absent}: {page}");
    }
}
