//! What is published on which day, and what is said of the rest.

use crate::clinic::Clinic;

#[test]
fn dates_begin_and_end_at_the_clinics_midnight() {
    let page = |keys: &str, day: &str| {
        Clinic::new().on(day).page("content/notes/x.md", keys, "W.").build().has("/notes/x/")
    };
    for (keys, out, there) in [
        ("publish = 2026-12-02", "2026-12-01", "2026-12-02"),
        ("date = 2026-12-02", "2026-12-01", "2026-12-02"),
        ("expires = 2026-12-02", "2026-12-03", "2026-12-02"),
    ] {
        assert!(!page(keys, out), "{keys} on {out}");
        assert!(page(keys, there), "{keys} on {there}");
    }
}

#[test]
fn today_is_that_of_the_clinics_offset() {
    let clinic = |offset: &str| {
        Clinic::new()
            .with(|options| {
                options.as_of = None;
                options.now = "2026-12-02T03:00:00Z".parse().unwrap();
            })
            .site(&format!("utc_offset = \"{offset}\"\n"))
            .page("content/x.md", "publish = 2026-12-02", "W.")
            .build()
            .has("/x/")
    };
    assert!(clinic("+00:00") && !clinic("-05:00"));
}

#[test]
fn every_page_held_back_has_its_reason_and_the_next_change_is_named() {
    let site = Clinic::new()
        .page("content/a.md", "draft = true", "W.")
        .page("content/b.md", "publish = 2027-02-01", "W.")
        .page(
            "content/careers/nurse.md",
            "posted = 2026-11-01\ncloses = 2027-01-31\nrequirements = [\"Care\"]",
            "W.",
        )
        .build();
    assert_eq!(
        site.held_back,
        [
            ("content/a.md".into(), "a draft".into()),
            ("content/b.md".into(), "`publish` is 2027-02-01".into())
        ]
    );
    let (day, what) = site.next_change.unwrap();
    assert_eq!((day.to_string().as_str(), what.as_str()), ("2027-02-01", "b.md appears"));
}

#[test]
fn flags_publish_what_is_held_back() {
    let clinic = || {
        Clinic::new()
            .page("content/a.md", "draft = true", "W.")
            .page("content/b.md", "publish = 2027-02-01", "W.")
            .page("content/c.md", "expires = 2026-01-01", "W.")
    };
    let site = clinic()
        .with(|options| {
            options.drafts = true;
            options.future = true;
            options.expired = true;
        })
        .build();
    assert!(site.has("/a/") && site.has("/b/") && site.has("/c/"));
    let site = clinic().build();
    assert!(!site.has("/a/") && !site.has("/b/") && !site.has("/c/"));
}

#[test]
fn a_job_that_closes_loses_its_links_but_never_stops_a_build() {
    let site = Clinic::new()
        .on("2027-02-01")
        .page(
            "content/careers/nurse.md",
            "posted = 2026-11-01\ncloses = 2027-01-31\nrequirements = [\"Care\"]",
            "W.",
        )
        .page("content/about.md", "", "We look for [a nurse](careers/nurse.md).")
        .build();
    assert!(!site.has("/careers/"));
    site.shows("/about/", "We look for a nurse.");
    assert!(site.warnings.contains("warning[held-back, due]"), "{}", site.warnings);
}

#[test]
fn an_event_that_is_over_loses_its_markup_and_keeps_its_recording() {
    let keys = "start = 2026-12-03T18:00:00-05:00\nend = 2026-12-03T19:00:00-05:00\nrecording_url = \"https://v.example/1\"\nimage = \"/favicon.svg\"\nimage_alt = \"A cross\"";
    let site = |day: &str| Clinic::new().on(day).page("content/events/x.md", keys, "W.").build();
    site("2026-12-03").shows("/events/x/", "\"@type\":\"Event\"");
    let after = site("2026-12-05");
    after.hides("/events/x/", "\"@type\":\"Event\"");
    // A drawing is no picture for machines, and without one a video is not told to them.
    after.hides("/events/x/", "\"@type\":\"VideoObject\"");
    after.shows("/events/x/", "https://v.example/1");
    after.shows("/events/", "Recordings");
}

#[test]
fn words_for_a_list_without_entries_are_held_back_by_name() {
    let site = Clinic::new().page("content/services/_index.md", "", "Our services.").build();
    assert!(!site.has("/services/"));
    assert_eq!(site.held_back[0].0, "content/services/_index.md");
}

#[test]
fn a_menu_entry_of_a_list_goes_with_its_last_page_and_stops_nothing() {
    let clinic = Clinic::new()
        .site("[[menu]]\ntitle = \"Work\"\nto = \"/careers/\"\n[redirects]\n\"/jobs/\" = \"/careers/\"\n")
        .page(
            "content/careers/nurse.md",
            "summary = \"A post.\"\nposted = 2026-11-01\ncloses = 2026-12-01\nrequirements = [\"Care\"]",
            "Come.",
        );
    clinic.clone().on("2026-12-01").build().shows("/", "href=\"/careers/\"");
    let site = clinic.on("2026-12-02").build();
    assert!(!site.get("/").contains("/careers/"));
    let told = site
        .warnings
        .matches("warning[held-back, due]: `/careers/` is held back, so it is left out here")
        .count();
    assert_eq!(told, 2, "{}", site.warnings);
}
