//! People, places and conditions: what their pages tell, and of whom.

use crate::clinic::{Clinic, SITE};

const OF_ANA: &str = r#"
title = "Ana Ortiz, MD"
role = "Anesthesiologist"
credentials = ["MD", "PhD"]
specialty = "Anesthesiology"
locations = ["boston"]
licenses = [
  { region = "MA", number = "123", expires = 2027-06-30 },
  { region = "ME", expires = 2026-12-01 },
  { region = "VT", number = "321", expires = 2026-11-30 },
  { region = "Ontario" },
]
medicare_opt_out = 2026-01-01
training = [
  { what = "Residency", where = "Harbor Hospital", from = 2008, to = 2012 },
  { what = "Medical school", where = "Harbor University", to = 2008 },
  { what = "Teaching", where = "Harbor Hospital", from = 2015 },
]
publications = ["patch"]
experience = [{ what = "patches", count = 640, as_of = 2026-09-01 }]
"#;

fn person(clinic: Clinic, keys: &str) -> Clinic {
    clinic.file("content/providers/ana.md", &format!("+++{keys}+++\n\nAna founded the clinic.\n"))
}

const WORK: &str =
    "[[sources]]\nid = \"patch\"\nauthors = \"Ortiz A\"\ntitle = \"On patches\"\nyear = 2024\n";

const BOSTON: &str = "+++\ntitle = \"Boston\"\n\
    address = { street = \"1 Harbor Street\", locality = \"Boston\", region = \"MA\", postal_code = \"02110\", country = \"US\" }\n\
    directions_url = \"https://maps.example/us\"\n+++\n\nBy the harbor.\n";

fn us() -> Clinic {
    let clinic = Clinic::new().site("[clinic]\ncountry = \"US\"\n");
    person(clinic, OF_ANA).file("content/sources.toml", WORK).file("content/locations/boston.md", BOSTON)
}

#[test]
fn a_persons_page_reads_like_a_cv() {
    let talk = |day: &str, host: &str| {
        format!(
            "start = {day}T18:00:00Z\nend = {day}T19:00:00Z\nhosts = [\"{host}\"]\nsummary = \"About {day}.\"\n"
        )
    };
    let site = us()
        .page("content/events/next.md", &talk("2026-12-10", "ana"), "Come.")
        .page("content/events/last.md", &talk("2026-06-10", "ana"), "It was.")
        .page("content/events/other.md", &talk("2026-12-11", "ben"), "Come too.")
        .page("content/providers/ben.md", "role = \"Nurse\"", "Ben.")
        .build();
    let page = site.main("/providers/ana/");
    for text in [
        "<h1>Ana Ortiz,\u{a0}MD, PhD</h1>",
        "Anesthesiologist, Anesthesiology",
        "<dd>Massachusetts, Maine, and Ontario<br>",
        "Massachusetts: no. 123, until June 30, 2027",
        "Maine: until December 1, 2026",
        "<dd>Opted out from January 1, 2026</dd>",
        "Residency<br><span class=\"small\">Harbor Hospital</span></span> <span class=\"small nowrap\">2008 to 2012</span>",
        "Harbor University</span></span> <span class=\"small nowrap\">2008</span>",
        "Harbor Hospital</span></span> <span class=\"small nowrap\">since 2015</span>",
        "<li>Ortiz A. <cite>On patches</cite>. 2024.</li>",
        "<strong class=\"amount\">640</strong> <span>patches, as of September 1, 2026</span>",
        "<a href=\"/locations/boston/\">Boston</a>",
    ] {
        assert!(page.contains(text), "`{text}`:\n{page}");
    }
    assert!(!page.contains("Vermont") && !page.contains("321"), "a license that has expired is not shown");
    let (upcoming, talks) = (page.find("_upcoming").unwrap(), page.find("_talks").unwrap());
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(
        upcoming < at("About 2026-12-10.")
            && at("About 2026-12-10.") < talks
            && talks < at("About 2026-06-10.")
    );
    assert!(!page.contains("About 2026-12-11."), "the talk of somebody else");
}

#[test]
fn machines_read_of_a_person_what_the_page_shows() {
    let site = us().build();
    let page = site.get("/providers/ana/");
    let (_, json) = page.split_once("application/ld+json\">").unwrap();
    let graph: serde_json::Value = serde_json::from_str(json.split_once("</script>").unwrap().0).unwrap();
    let person = &graph["@graph"][0]["mainEntity"];
    assert_eq!(person["name"], "Ana Ortiz");
    assert_eq!(person["honorificSuffix"], "MD, PhD");
    let credentials = person["hasCredential"].as_array().unwrap();
    let of =
        |kind: &str| credentials.iter().filter(|one| one["credentialCategory"] == kind).collect::<Vec<_>>();
    assert_eq!(of("degree").len(), 2);
    let licenses = of("license");
    assert_eq!(licenses.len(), 3, "one has expired");
    assert_eq!(licenses[0]["validIn"]["name"], "Massachusetts");
    assert_eq!(licenses[0]["identifier"], "123");
    assert_eq!(licenses[0]["expires"], "2027-06-30");
    let schools: Vec<_> = person["alumniOf"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(schools, ["Harbor Hospital", "Harbor University"]);
}

#[test]
fn credentials_stand_once_wherever_a_name_stands() {
    let site = us()
        .article("rest", "Rest.")
        .file("content/articles/rest.md", "+++\ntitle = \"Rest\"\ndate = 2026-05-04\nauthors = [\"ana\"]\nreviewer = \"ana\"\nreviewed = 2026-05-04\n+++\n\nRest helps.\n")
        .page("content/services/visit.md", "summary = \"A visit.\"\nproviders = [\"ana\"]", "An hour.")
        .build();
    for (path, text) in &site.files {
        for doubled in ["MD, MD", "MD, PhD, MD", "MD</a>, MD", "PhD, PhD"] {
            assert!(!text.contains(doubled), "{path} has `{doubled}`:\n{text}");
        }
    }
    for path in ["/articles/rest/", "/providers/", "/services/visit/"] {
        site.shows(path, "Ana Ortiz,\u{a0}MD, PhD");
    }
    site.shows("articles/feed.xml", "Ana Ortiz, MD, PhD");
}

#[test]
fn a_license_ends_by_itself_and_the_build_names_the_day() {
    let change = us().build().next_change.unwrap();
    assert_eq!(
        change,
        ("2026-12-02".parse().unwrap(), "providers/ana.md has a license that ends".to_owned())
    );
    let later = us().on("2026-12-02").build();
    assert!(!later.get("/providers/ana/").contains("Maine"));
}

#[test]
fn a_state_is_named_by_its_code_in_the_us_alone() {
    let license = "\ntitle = \"Ana\"\nrole = \"Surgeon\"\nlicenses = [{ region = \"WA\" }]\n";
    let at =
        |country: &str| person(Clinic::new().site(&format!("[clinic]\ncountry = \"{country}\"\n")), license);
    assert!(at("US").build().get("/providers/ana/").contains("Washington"));
    assert!(!at("AU").build().get("/providers/ana/").contains("Washington"));
    let messages = person(us(), &license.replace("WA", "MQ")).messages();
    assert!(messages.contains("error[bad-value]: `MQ` is not the code of a state of the US"), "{messages}");
    assert!(messages.contains("providers/ana.md:4:24"), "{messages}");
}

#[test]
fn training_goes_forward() {
    let keys = "\ntitle = \"Ana\"\nrole = \"Surgeon\"\ntraining = [{ what = \"A\", where = \"B\", from = 2012, to = 2008 }]\n";
    let messages = person(Clinic::new(), keys).messages();
    assert!(messages.contains("error[bad-value]: `to` is before `from`"), "{messages}");
    assert!(messages.contains("write from = 2008, to = 2012, if they are the wrong way round"), "{messages}");
}

#[test]
fn publications_are_works_of_the_library_and_use_them() {
    let found = |clinic: Clinic| clinic.findings().iter().map(|one| one.rule.id()).collect::<Vec<_>>();
    assert!(!found(us()).contains(&"M10"));
    let unknown = person(us(), &OF_ANA.replace("[\"patch\"]", "[\"pacth\"]"));
    let messages = unknown.messages();
    assert!(messages.contains("error[M09]: there is no source `pacth`"), "{messages}");
    assert!(messages.contains("did you mean `patch`"), "{messages}");
}

#[test]
fn a_place_shows_who_works_there_and_the_way_to_it() {
    let booking = "booking_url = \"https://booking.example/us\"\n";
    let clinic = us().site(booking).page("content/providers/ben.md", "role = \"Nurse\"", "Ben.");
    let site = clinic.build();
    let page = site.main("/locations/boston/");
    assert!(page.contains("href=\"https://booking.example/us\""), "{page}");
    let own =
        BOSTON.replace("directions_url", "booking_url = \"https://booking.example/boston\"\ndirections_url");
    let own = clinic.file("content/locations/boston.md", &own).build();
    assert!(own.main("/locations/boston/").contains("href=\"https://booking.example/boston\""));
    assert!(page.contains("<a href=\"/providers/ana/\">Ana Ortiz,\u{a0}MD, PhD</a>"), "{page}");
    assert!(!page.contains("/providers/ben/"));
    assert!(page.contains("<a href=\"https://maps.example/us\">Get directions</a>"), "{page}");
    assert!(!page.contains("<iframe"));
}

/// A clinic with a service, an article and a question about one condition.
fn about_heels() -> Clinic {
    let condition = "conditions = [\"Heel pain\"]";
    us().prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 120\nunit = \"visit\"\n")
        .file(
            "content/services/feet.md",
            &format!("+++\ntitle = \"Visit for feet\"\nsummary = \"An hour.\"\nprices = [\"visit\"]\nproviders = [\"ana\"]\n{condition}\n+++\n\nAn hour.\n"),
        )
        .file(
            "content/articles/heel.md",
            &format!("+++\ntitle = \"All about heels\"\ndate = 2026-05-04\n{condition}\n+++\n\nHeels.\n"),
        )
        .file(
            "content/faq/rest.md",
            &format!("+++\ntitle = \"How long must I rest?\"\nservices = [\"feet\"]\n{condition}\n+++\n\nA week or two.\n"),
        )
}

#[test]
fn the_page_of_a_condition_leads_to_all_about_it() {
    let site = about_heels().build();
    let page = site.main("/conditions/heel-pain/");
    for text in [
        "Visit for feet",
        "$120",
        "Ana Ortiz,\u{a0}MD, PhD",
        "<h3>How long must I rest?</h3>",
        "A week or two.",
        "All about heels",
    ] {
        assert!(page.contains(text), "`{text}`:\n{page}");
    }
    site.shows("/conditions/", "1 article");
}

#[test]
fn the_articles_of_a_condition_come_in_pages_and_the_rest_stands_on_the_first() {
    let clinic = about_heels().file("site.toml", &format!("{SITE}paginate_by = 1\n"));
    let more = "+++\ntitle = \"More\"\ndate = 2026-05-05\nconditions = [\"Heel pain\"]\n+++\n\nMore.\n";
    let site = clinic.file("content/articles/more.md", more).build();
    assert!(site.main("/conditions/heel-pain/").contains("Visit for feet"));
    let second = site.main("/conditions/heel-pain/page/2/");
    assert!(second.contains("All about heels") && !second.contains("Visit for feet"), "{second}");
}

#[test]
fn a_service_or_a_question_alone_makes_a_condition() {
    for path in ["content/services/gout.md", "content/faq/gout.md"] {
        let words = "+++\ntitle = \"Gout\"\n+++\n\nA sore toe.\n";
        let clinic = Clinic::new().file("content/conditions/gout.md", words);
        assert!(clinic.messages().contains("warning[unknown-term]: no page names the condition `gout`"));
        let site = clinic.page(path, "summary = \"Short.\"\nconditions = [\"Gout\"]", "Long.").build();
        assert_eq!(site.warnings, "");
        assert!(site.main("/conditions/gout/").contains("A sore toe."));
        assert!(site.main("/conditions/gout/").contains("A title"), "{path}");
        assert!(!site.main("/conditions/").contains("row-by"), "no articles are not counted");
    }
}

#[test]
fn a_service_shows_the_questions_about_it() {
    let site = about_heels().page("content/faq/other.md", "", "Of something else.").build();
    let page = site.main("/services/feet/");
    assert!(page.contains("<h3>How long must I rest?</h3><div><p>A week or two.</p>"), "{page}");
    assert!(!page.contains("Of something else."));
    let messages = about_heels().page("content/faq/other.md", "services = [\"foot\"]", "Text.").messages();
    assert!(
        messages.contains("error[unknown-page]: there is no page `foot` in `content/services/`"),
        "{messages}"
    );
}

#[test]
fn what_has_aged_is_shown_no_longer_and_told() {
    let waiting =
        |day: &str| Clinic::new().site(&format!("[clinic]\nwaiting = {{ days = 9, as_of = {day} }}\n"));
    assert!(waiting("2026-11-01").build().get("/").contains("about 9 days"));
    let old = waiting("2026-10-31");
    assert!(!old.build().get("/").contains("9 days"));
    let told = |clinic: &Clinic, id: &str| {
        let found = clinic.findings();
        let found: Vec<_> = found.iter().filter(|one| one.rule.id() == id).collect();
        found.iter().map(|one| (one.place.line_column().unwrap().0, one.message.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&waiting("2026-11-01"), "stale-waiting"), []);
    assert_eq!(
        told(&old, "stale-waiting"),
        [(4, "the waiting time is of 2026-10-31, so it is not shown".to_owned())]
    );
    assert_eq!(
        told(&us(), "expired-license"),
        [(10, "the license of Vermont ended on 2026-11-30, so it is not shown".to_owned())]
    );
}

#[test]
fn an_answer_on_another_page_numbers_its_references_there() {
    let asked = |answer: &str| {
        let keys = "title = \"How long must I rest?\"\nservices = [\"feet\"]\nconditions = [\"Heel pain\"]";
        about_heels()
            .file("content/faq/rest.md", &format!("+++\n{keys}\n+++\n\n{answer}\n"))
            .file("content/sources.toml", &format!("{WORK}[[sources]]\nid = \"rest\"\ntitle = \"On rest\"\n"))
            .file(
                "content/conditions/heel-pain.md",
                "+++\ntitle = \"Heel pain\"\n+++\n\nIt hurts [@patch].\n",
            )
            .build()
    };
    let site = asked("A week [@rest; @patch], and it is [](price:visit).");
    let page = site.main("/conditions/heel-pain/");
    assert!(page.contains("id=\"_cite-2-1\"") && page.contains("id=\"_cite-1-2\""), "{page}");
    assert!(
        page.contains("<li id=\"_ref-1\">Ortiz A.") && page.contains("<li id=\"_ref-2\"><cite>On rest"),
        "{page}"
    );
    assert!(site.main("/services/feet/").contains("<li id=\"_ref-1\"><cite>On rest"));
    assert!(site.main("/services/feet/").contains("and it is <a"), "{}", site.main("/services/feet/"));
    let long = asked("A week.\n\n# Later\n\nMore.");
    let page = long.main("/services/feet/");
    assert!(page.contains("<h3><a href=\"/faq/#rest\">How long must I rest?</a></h3>"), "{page}");
    assert!(!page.contains("Later"), "{page}");
}

#[test]
fn a_person_who_is_to_review_has_not_reviewed() {
    let site = |day: &str| {
        Clinic::new()
            .page("content/providers/ana.md", "role = \"Physician\"\ncredentials = [\"MD\"]", "Ana.")
            .page(
                "content/articles/flu.md",
                &format!("date = 2026-05-04\nreviewer = \"ana\"\n{day}"),
                "Rest.",
            )
            .build()
    };
    let (named, done) = (site(""), site("reviewed = 2026-06-01"));
    for (page, words) in [
        ("/articles/flu/", "Medically reviewed by"),
        ("/articles/flu/", "\"reviewedBy\""),
        ("/articles/", "Medically reviewed by"),
        ("/providers/ana/", "href=\"/articles/flu/\""),
    ] {
        named.hides(page, words);
        done.shows(page, words);
    }
}

#[test]
fn who_may_not_opt_out_of_medicare_is_not_asked_to() {
    let person = |letters: &str| {
        Clinic::new()
            .site("[clinic]\ncountry = \"US\"\n[legal]\nmedicare = \"opted-out\"\n")
            .prices("valid_from = 2026-11-01\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 90\n")
            .page(
                "content/providers/tom.md",
                &format!("role = \"Clinician\"\ncredentials = [{letters}]"),
                "Tom.",
            )
            .page(
                "content/services/visit.md",
                "summary = \"A visit.\"\nprices = [\"visit\"]\nproviders = [\"tom\"]",
                "Words.",
            )
            .findings()
            .iter()
            .any(|problem| problem.message.contains("`tom` has no `medicare_opt_out`"))
    };
    assert!(person("\"MD\"") && person("") && person("\"DPT\", \"PA-C\""));
    assert!(!person("\"PT\", \"DPT\"") && !person("\"D.C.\""));
}
