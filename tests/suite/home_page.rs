//! The home page: what it shows of a clinic, and what of it is left out where there is nothing to show.

use crate::clinic::{Clinic, Site};

const VISIT: &str = "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 120\nunit = \"visit\"\n";
const YEAR: &str =
    "[[examples]]\nid = \"year\"\nname = \"A quiet year\"\nlines = [{ id = \"visit\", count = 2 }]\n";

/// The ids of the sections of the page, in their order.
fn sections(site: &Site) -> Vec<&str> {
    let labels = site.main("/").split("<section class=\"band\" aria-labelledby=\"_").skip(1);
    labels.filter_map(|rest| rest.split('"').next()).collect()
}

/// The words of the head of the page.
fn hero(site: &Site) -> &str {
    site.main("/").split("<section").next().unwrap()
}

fn named(title: &str, keys: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n{keys}\n+++\n\nWords.\n")
}

fn event(title: &str, day: &str, keys: &str) -> String {
    named(title, &format!("start = {day}T18:00:00-05:00\nend = {day}T19:00:00-05:00\n{keys}"))
}

fn place(name: &str) -> String {
    named(name, "address = { street = \"1 A St\", locality = \"Salem\", country = \"US\" }")
}

#[test]
fn a_clinic_that_says_nothing_has_its_title_alone() {
    let site = Clinic::new().build();
    assert!(sections(&site).is_empty(), "{}", site.main("/"));
    site.shows("/", "<h1>Harbor Clinic</h1>");
    for nothing in ["<h2", "class=\"buttons\"", "class=\"ticket\"", "hero-for", "hero-facts", "<img"] {
        assert!(!site.main("/").contains(nothing), "{nothing}: {}", site.main("/"));
    }
}

#[test]
fn each_section_is_there_with_what_it_shows_and_in_its_order() {
    let site = Clinic::new()
        .page("content/_index.md", "", "Welcome.")
        .page("content/services/rest.md", "summary = \"S\"", "Words.")
        .file("content/providers/ana.md", &named("Ana Ortiz", "role = \"Nurse\""))
        .article("sleep", "Words.")
        .file("content/events/talk.md", &event("A talk", "2026-12-20", "format = \"online\""))
        .build();
    assert_eq!(sections(&site), ["start", "services", "providers", "articles", "event"]);
    let alone = Clinic::new().article("sleep", "Words.").build();
    assert_eq!(sections(&alone), ["articles"]);
}

#[test]
fn what_a_year_costs_stands_beside_the_title() {
    let with_year = Clinic::new().prices(&[VISIT, YEAR].concat()).build();
    assert!(hero(&with_year).contains("A quiet year") && hero(&with_year).contains("$240"));
    assert!(hero(&with_year).contains("href=\"/pricing/\""), "{}", hero(&with_year));
}

#[test]
fn without_a_year_the_first_prices_stand_there() {
    let entry =
        |id: &str, keys: &str| format!("[[services]]\nid = \"{id}\"\nname = \"Service {id}\"\n{keys}\n");
    let list = [
        entry("one", "price = 10"),
        entry("two", ""),
        entry("three", "included_in = \"one\""),
        entry("four", "price = { from = 40, to = 45 }\nunit = \"call\""),
        entry("five", "price = 50\nfirst = true"),
        entry("six", "price = 60"),
    ];
    let site = Clinic::new().prices(&list.concat()).build();
    let shown: Vec<_> = hero(&site).split("href=\"/pricing/#").skip(1).map(|rest| &rest[..3]).collect();
    assert_eq!(shown, ["fiv", "one", "fou"], "{}", hero(&site));
    assert!(
        hero(&site).contains("<span class=\"amount\">$40 to $45</span> <span class=\"per\">per call</span>")
    );
    let without_amounts = Clinic::new().prices(&entry("two", "")).build();
    assert!(!hero(&without_amounts).contains("class=\"ticket\""));
}

#[test]
fn without_prices_the_picture_of_the_page_stands_there() {
    let picture = "image = \"/favicon.svg\"\nimage_alt = \"Our house\"";
    let without = Clinic::new().page("content/_index.md", picture, "Welcome.").build();
    assert!(hero(&without).contains("alt=\"Our house\""));
    let with = Clinic::new().prices(VISIT).page("content/_index.md", picture, "Welcome.").build();
    assert!(!hero(&with).contains("alt=\"Our house\"") && hero(&with).contains("$120"));
}

#[test]
fn the_head_tells_whom_it_is_for_and_how_one_begins() {
    let clinic = "[clinic]\nniche = \"sore feet\"\narea = \"New England\"\nbooking_url = \"https://b.example/\"\n\
                  waiting = { days = 9, as_of = 2026-11-20 }\n";
    let open = Clinic::new().prices(VISIT).site(&format!("{clinic}accepting_new_patients = true\n")).build();
    for words in [
        "<span>sore feet</span> <span>New England</span>",
        "<a class=\"button\" href=\"https://b.example/\">Book a visit</a>",
        "<a class=\"button second\" href=\"/pricing/\">See all prices</a>",
        "We see new patients.",
        "about 9 days",
    ] {
        assert!(hero(&open).contains(words), "{words}: {}", hero(&open));
    }
    let full = format!("{clinic}accepting_new_patients = false\nwaitlist_url = \"https://w.example/\"\n");
    let full = Clinic::new().prices(VISIT).site(&full).build();
    for words in ["We take no new patients at present.", "https://w.example/", "See all prices"] {
        assert!(hero(&full).contains(words), "{words}: {}", hero(&full));
    }
    for words in ["https://b.example/", "We see new patients.", "about 9 days"] {
        assert!(!hero(&full).contains(words), "{words}: {}", hero(&full));
    }
    let silent = Clinic::new().site("[clinic]\narea = \"New England\"\n").build();
    assert!(
        hero(&silent).contains("<p class=\"hero-for\"> <span>New England</span></p>"),
        "{}",
        hero(&silent)
    );
    assert!(!hero(&silent).contains("new patients"));
}

#[test]
fn one_claim_of_the_newest_article_that_has_one_leads_to_it() {
    let library = "[[sources]]\nid = \"a\"\ntitle = \"A study\"\n";
    let myth = |claim: &str| {
        format!(
            "[[myths]]\nclaim = \"{claim}\"\nverdict = \"misleading\"\nfact = \"Some do [@a].\"\nsources = [\"a\"]"
        )
    };
    let site = Clinic::new()
        .file("content/sources.toml", library)
        .file("content/articles/new.md", &named("The newest", "date = 2026-06-01"))
        .file(
            "content/articles/mid.md",
            &named("Do they heal?", &format!("date = 2026-05-01\n{}", myth("It heals"))),
        )
        .file(
            "content/articles/old.md",
            &named("The oldest", &format!("date = 2026-04-01\n{}", myth("It never heals"))),
        )
        .build();
    let page = site.main("/");
    for words in ["It heals", "Misleading", "Some do.", "href=\"/articles/mid/\">Do they heal?</a>"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Its sources stand in the article, so no number leads nowhere.
    assert!(!page.contains("It never heals") && !page.contains("_ref-") && !page.contains("[1]"), "{page}");
}

#[test]
fn the_next_event_is_the_first_that_takes_place() {
    let clinic = |day: &str| {
        Clinic::new()
            .on(day)
            .file(
                "content/events/a.md",
                &event("Off", "2026-12-05", "format = \"online\"\nstatus = \"cancelled\""),
            )
            .file(
                "content/events/b.md",
                &event("First", "2026-12-10", "format = \"online\"\nregister_url = \"https://r.example/\""),
            )
            .file("content/events/c.md", &event("Second", "2026-12-20", "format = \"online\""))
            .build()
    };
    let before = clinic("2026-12-01");
    let page = before.main("/");
    assert!(
        page.contains(">First</a>")
            && page.contains("https://r.example/")
            && page.contains("December 10, 2026")
    );
    assert!(!page.contains(">Off</a>") && !page.contains(">Second</a>"), "{page}");
    assert!(clinic("2026-12-15").main("/").contains(">Second</a>"));
    assert!(sections(&clinic("2026-12-25")).is_empty());
}

#[test]
fn a_section_has_the_title_and_the_words_of_its_list() {
    let site = Clinic::new()
        .file(
            "content/services/_index.md",
            &named("Visits and treatments", "summary = \"What we do for feet.\""),
        )
        .page("content/services/rest.md", "summary = \"S\"", "Words.")
        .file("content/providers/ana.md", &named("Ana Ortiz", "role = \"Nurse\""))
        .build();
    let page = site.main("/");
    assert!(
        page.contains("<h2 id=\"_services\">Visits and treatments</h2>\n<p>What we do for feet.</p>"),
        "{page}"
    );
    assert!(page.contains("<h2 id=\"_providers\">Our people</h2>"), "{page}");
    assert!(!page.contains("class=\"more\""), "a list of one leads nowhere else: {page}");
}

#[test]
fn the_first_of_many_are_shown_with_the_way_to_all() {
    let many = |clinic: Clinic, folder: &str, page: &dyn Fn(usize) -> String| {
        (1..=9).fold(clinic, |clinic, n| clinic.file(&format!("content/{folder}/p{n}.md"), &page(n)))
    };
    let clinic = many(Clinic::new(), "services", &|n| named(&format!("Service {n}"), "summary = \"S\""));
    let clinic = many(clinic, "providers", &|n| named(&format!("Person {n}"), "role = \"Nurse\""));
    let clinic =
        many(clinic, "articles", &|n| named(&format!("Article {n}"), &format!("date = 2026-05-0{n}")));
    let site = many(clinic, "locations", &|n| place(&format!("Place {n}"))).build();
    let page = site.main("/");
    for (folder, shown) in [("services", 6), ("providers", 4), ("articles", 4), ("locations", 3)] {
        assert_eq!(page.matches(&format!("<a href=\"/{folder}/p")).count(), shown, "{folder}: {page}");
        assert!(page.contains(&format!("<a class=\"more\" href=\"/{folder}/\">")), "{folder}: {page}");
    }
    let few = Clinic::new().file("content/locations/a.md", &place("Salem")).build();
    assert!(few.main("/").contains("<h2 id=\"_start\">Locations</h2>"), "{}", few.main("/"));
    assert!(!few.main("/").contains("See all locations"));
}

#[test]
fn the_headings_of_the_page_leave_out_no_level() {
    let picture = "image = \"/favicon.svg\"\nimage_alt = \"Our house\"";
    let site = Clinic::new()
        .prices(&format!("{VISIT}{YEAR}"))
        .page("content/_index.md", picture, "Welcome.\n\n## Where to begin\n\nHere.")
        .page("content/services/rest.md", "summary = \"S\"\nprices = [\"visit\"]", "Words.")
        .file("content/locations/a.md", &place("Salem"))
        .file("content/providers/ana.md", &named("Ana Ortiz", "role = \"Nurse\""))
        .article("sleep", "Words.")
        .build();
    let levels =
        site.main("/").match_indices("<h").filter_map(|(at, _)| site.main("/")[at + 2..].chars().next());
    let levels: Vec<u32> = levels.filter_map(|c| c.to_digit(10)).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}
