//! Lists of pages: services by group, articles with their conditions, people, events, openings.

use crate::clinic::Clinic;

fn named(title: &str, keys: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n{keys}\n+++\n\nWords.\n")
}

fn headings(page: &str) -> Vec<&str> {
    let found = page.split("<h2 id=\"_group-").skip(1);
    found.filter_map(|rest| rest.split_once('>')?.1.split('<').next()).collect()
}

#[test]
fn services_stand_in_the_groups_of_the_price_list() {
    let list = "[[plans]]\nid = \"plan\"\nname = \"Access\"\nprice = 40\nperiod = \"month\"\n\
                [[services]]\nid = \"talk\"\nname = \"Talk\"\ngroup = \"Visits\"\nprice = 90\n\
                [[services]]\nid = \"cut\"\nname = \"Cut\"\ngroup = \"Procedures\"\nprice = 900\n";
    let service = |title: &str, prices: &str, weight: i32| {
        named(title, &format!("summary = \"S\"\nweight = {weight}\nprices = [{prices}]"))
    };
    let clinic = Clinic::new()
        .prices(list)
        .file("content/services/cut.md", &service("Cutting", "\"cut\", \"talk\"", 1))
        .file("content/services/talk.md", &service("Talking", "\"talk\"", 2))
        .file("content/services/club.md", &service("Club", "\"plan\"", 3))
        .file("content/services/second.md", &service("Talking again", "\"talk\"", 4));
    let site = clinic.clone().build();
    assert_eq!(headings(site.main("/services/")), ["Procedures", "Visits", "Plans"]);
    let page = site.main("/services/");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(at(">Talking<") < at(">Talking again<") && at(">Talking again<") < at("Plans"), "{page}");
    let with_other = clinic.file("content/services/bare.md", &service("Bare", "", 0)).build();
    assert_eq!(headings(with_other.main("/services/")), ["Procedures", "Visits", "Plans", "More services"]);
}

#[test]
fn services_without_groups_have_no_heading_between_title_and_names() {
    let site = Clinic::new().file("content/services/a.md", &named("Rest", "summary = \"S\"")).build();
    let page = site.main("/services/");
    assert!(headings(page).is_empty());
    assert!(page.contains("<h2 class=\"row-title\"><a href=\"/services/a/\">Rest</a></h2>"), "{page}");
    assert!(!page.contains("price-row-amount"), "{page}");
}

#[test]
fn an_article_in_a_list_tells_who_reviewed_it_and_when() {
    let site = Clinic::new()
        .file("content/providers/ana.md", &named("Ana Ortiz", "role = \"Nurse\"\ncredentials = [\"RN\"]"))
        .file(
            "content/articles/a.md",
            &named(
                "Rest",
                "date = 2026-05-01\nreviewer = \"ana\"\nreviewed = 2026-07-02\nsummary = \"Sleep.\"",
            ),
        )
        .file("content/articles/b.md", &named("Walk", "date = 2026-04-01"))
        .build();
    let page = site.main("/articles/");
    assert!(
        page.contains("Medically reviewed by Ana Ortiz,\u{a0}RN</span> <time datetime=\"2026-07-02\">"),
        "{page}"
    );
    assert!(
        page.contains("<p class=\"row-by\"><time datetime=\"2026-04-01\">April 1, 2026</time></p>"),
        "{page}"
    );
    assert!(!page.contains("May 1, 2026"), "one day stands for one article: {page}");
}

#[test]
fn the_conditions_beside_the_articles_are_those_that_most_are_about() {
    let about = |n: usize, conditions: &str| {
        named(&format!("Article {n}"), &format!("date = 2026-05-{:02}\nconditions = [{conditions}]", n + 1))
    };
    let clinic = Clinic::new().site("paginate_by = 5\n");
    let clinic = (0..14).fold(clinic, |clinic, n| {
        let rare = format!("\"Rare {n:02}\"");
        let both = if n < 3 { format!("\"Gout\", {rare}") } else { rare };
        clinic.file(&format!("content/articles/a{n}.md"), &about(n, &both))
    });
    let site = clinic.build();
    for address in ["/articles/", "/articles/page/2/"] {
        let (_, list) = site.main(address).split_once("<ul class=\"plain counts\">").unwrap();
        let (list, _) = list.split_once("</ul>").unwrap();
        assert_eq!(list.matches("<li>").count(), 12, "{list}");
        let gout = "<li><a href=\"/conditions/gout/\">Gout</a> <span aria-hidden=\"true\">3</span>";
        assert!(list.contains(gout) && list.contains("3 articles"), "{list}");
    }
    let without = Clinic::new().article("rest", "Words.").build();
    assert!(!without.main("/articles/").contains("counts"), "{}", without.main("/articles/"));
}

#[test]
fn a_person_without_a_picture_is_shown_by_initials() {
    let picture = "role = \"Nurse\"\nimage = \"/favicon.svg\"\nimage_alt = \"Ben at work\"";
    let site = Clinic::new()
        .file(
            "content/providers/a.md",
            &named("Dr. Ana Ortiz", "role = \"Physician\"\nsummary = \"Sees feet.\""),
        )
        .file("content/providers/b.md", &named("Ben Lee", picture))
        .build();
    let page = site.main("/providers/");
    for words in ["AO", "alt=\"Ben at work\"", "Sees feet.", "<p class=\"person-role\">Physician</p>"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("BL") && !page.contains("people alone"), "{page}");
    let one =
        Clinic::new().file("content/providers/a.md", &named("Ana Ortiz", "role = \"Physician\"")).build();
    assert!(one.main("/providers/").contains("class=\"plain people alone\""));
}

#[test]
fn the_list_of_events_tells_what_one_can_do() {
    let event = |title: &str, day: &str, keys: &str| {
        named(
            title,
            &format!("start = {day}T18:00:00-05:00\nend = {day}T19:00:00-05:00\nformat = \"online\"\n{keys}"),
        )
    };
    let site = Clinic::new()
        .file("content/providers/ana.md", &named("Ana Ortiz", "role = \"Nurse\""))
        .file(
            "content/events/a.md",
            &event("Open", "2026-12-10", "register_url = \"https://r.example/a\"\nhosts = [\"ana\"]"),
        )
        .file(
            "content/events/b.md",
            &event("Off", "2026-12-11", "register_url = \"https://r.example/b\"\nstatus = \"cancelled\""),
        )
        .file(
            "content/events/c.md",
            &event(
                "Filmed",
                "2026-10-10",
                "recording_url = \"https://v.example/c\"\nregister_url = \"https://r.example/c\"",
            ),
        )
        .file("content/events/d.md", &event("Gone", "2026-09-10", ""))
        .build();
    let page = site.main("/events/");
    for words in ["https://r.example/a", "With Ana Ortiz", "Cancelled", "https://v.example/c", ">Gone</a>"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("https://r.example/b") && !page.contains("https://r.example/c"), "{page}");
    let only_past = Clinic::new().file("content/events/d.md", &event("Gone", "2026-09-10", "")).build();
    let page = only_past.main("/events/");
    assert!(
        page.contains("Past events") && !page.contains("Coming up") && !page.contains("Recordings"),
        "{page}"
    );
}

#[test]
fn a_list_of_openings_says_that_there_is_none() {
    let words = named("Work with us", "summary = \"S\"");
    let none = Clinic::new().file("content/careers/_index.md", &words).build();
    assert!(none.main("/careers/").contains("We have no opening at present."));
    let nurse = named(
        "Nurse",
        "posted = 2026-11-01\nrequirements = [\"Patience\"]\npay = { from = 30, period = \"hour\" }",
    );
    let one = Clinic::new()
        .prices("")
        .file("content/careers/_index.md", &words)
        .file("content/careers/n.md", &nurse);
    let site = one.build();
    let page = site.main("/careers/");
    assert!(
        page.contains("<span class=\"amount\">$30 an hour</span>") && page.contains("November 1, 2026"),
        "{page}"
    );
    assert!(!page.contains("no opening"), "{page}");
}

#[test]
fn a_condition_shows_what_is_done_who_does_it_and_what_it_costs() {
    let service = "summary = \"S\"\nprices = [\"talk\"]\nproviders = [\"ana\"]\nconditions = [\"Gout\"]";
    let site = Clinic::new()
        .prices("[[services]]\nid = \"talk\"\nname = \"Talk\"\nprice = 90\nunit = \"talk\"\n")
        .file("content/providers/ana.md", &named("Ana Ortiz", "role = \"Nurse\""))
        .file("content/services/talk.md", &named("Talking", service))
        .file("content/faq/q.md", &named("How long?", "conditions = [\"Gout\"]"))
        .file("content/articles/a.md", &named("On gout", "date = 2026-05-01\nconditions = [\"Gout\"]"))
        .build();
    let page = site.main("/conditions/gout/");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(at("Talking") < at("$90") && at("$90") < at("Ana Ortiz"));
    assert!(at("Ana Ortiz") < at("How long?") && at("How long?") < at("On gout"));
}
