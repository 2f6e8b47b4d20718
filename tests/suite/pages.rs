//! Pages of every kind: what their keys show.

use crate::clinic::Clinic;

/// A clinic with one page of every kind, all keys at rest.
fn all_kinds() -> Clinic {
    Clinic::new()
        .file("content/providers/ana.md", "+++\ntitle = \"Ana Ortiz\"\nrole = \"Physician\"\n+++\n")
        .file("content/locations/boston.md", "+++\ntitle = \"Boston\"\naddress = { street = \"1 A St\", locality = \"Boston\", region = \"MA\", postal_code = \"02110\", country = \"US\" }\n+++\n")
        .file("content/sources.toml", "[[sources]]\nid = \"lee2020\"\ntitle = \"A trial of rest\"\n")
        .prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 300\nduration_min = 45\n")
        .site("[clinic]\nbooking_url = \"https://booking.example/a\"\ncountry = \"GB\"\n")
}

/// Each key of front matter changes what a reader or a machine sees: (path, keys, output, what it shows).
#[test]
fn each_key_of_front_matter_changes_some_output() {
    let article = "content/articles/x.md";
    let service = "content/services/x.md";
    let provider = "content/providers/x.md";
    let location = "content/locations/x.md";
    let event = "content/events/x.md";
    let career = "content/careers/x.md";
    let testimonial = "content/testimonials/x.md";
    let cases: &[(&str, &str, &str, &str, &str)] = &[
        (article, "date = 2026-05-04", "summary = \"In short\"", "/articles/", "In short"),
        (article, "date = 2026-05-04", "slug = \"other\"", "/articles/other/", "A title"),
        (
            article,
            "date = 2026-05-04",
            "aliases = [\"/old/\"]",
            "/old/",
            "https://clinic.example/articles/x/",
        ),
        (article, "date = 2026-05-04", "updated = 2026-06-01", "/articles/x/", "June 1, 2026"),
        (article, "date = 2026-05-04", "noindex = true", "/articles/x/", "noindex"),
        (
            article,
            "date = 2026-05-04",
            "image = \"/favicon.svg\"\nimage_alt = \"A cross\"",
            "/articles/x/",
            "alt=\"A cross\"",
        ),
        (article, "date = 2026-05-04", "template = \"page.html\"", "/articles/x/", "kind-article"),
        (article, "date = 2026-05-04", "authors = [\"ana\"]", "/articles/x/", "Ana Ortiz"),
        (
            article,
            "date = 2026-05-04\nreviewed = 2026-05-04",
            "reviewer = \"ana\"",
            "/articles/x/",
            "Medically reviewed by",
        ),
        (article, "date = 2026-05-04", "reviewed = 2026-07-02", "/articles/x/", "July 2, 2026"),
        (article, "date = 2026-05-04", "conditions = [\"Flu\"]", "/conditions/flu/", "A title"),
        (
            article,
            "date = 2026-05-04",
            "key_points = [\"Rest *well*\"]",
            "/articles/x/",
            "Rest <em>well</em>",
        ),
        (article, "date = 2026-05-04", "disclosure = \"Paid by nobody\"", "/articles/x/", "Paid by nobody"),
        (
            article,
            "date = 2026-05-04",
            "[[myths]]\nclaim = \"It is quick\"\nverdict = \"unproven\"\nfact = \"No\"\nsources = [\"lee2020\"]",
            "/articles/x/",
            "Not proven",
        ),
        (
            article,
            "date = 2026-05-04",
            "[[questions]]\nquestion = \"Can I fly?\"\nanswer = \"Ask.\"",
            "/articles/x/",
            "Can I fly?",
        ),
        (
            article,
            "date = 2026-05-04",
            "[[changes]]\ndate = 2026-08-03\ntext = \"New\"",
            "/articles/x/",
            "August 3, 2026",
        ),
        (service, "summary = \"S\"", "prices = [\"visit\"]", "/services/x/", "$300"),
        (service, "summary = \"S\"", "duration_min = 61", "/services/x/", "1 hour 1 minute"),
        (service, "summary = \"S\"", "referral = true", "/services/x/", "<dd>Needed</dd>"),
        (service, "summary = \"S\"", "telehealth = false", "/services/x/", "We do not give this by video."),
        (service, "summary = \"S\"", "providers = [\"ana\"]", "/services/x/", "/providers/ana/"),
        (service, "summary = \"S\"", "locations = [\"boston\"]", "/services/x/", "/locations/boston/"),
        (
            service,
            "summary = \"S\"",
            "[[measures]]\nwhat = \"Better\"\nvalue = \"41 of 60\"\nfrom = 2025-01-01\nto = 2025-12-31\nnote = \"Counted\"",
            "/services/x/",
            "41 of 60",
        ),
        (provider, "role = \"Nurse\"", "credentials = [\"RN\"]", "/providers/x/", "A title,\u{a0}RN"),
        (provider, "role = \"Nurse\"", "specialty = \"Wounds\"", "/providers/x/", "Wounds"),
        (
            provider,
            "role = \"Nurse\"",
            "registration = [{ authority = \"GMC\", number = \"77\" }]",
            "/providers/x/",
            "GMC",
        ),
        (provider, "role = \"Nurse\"", "languages = [\"Welsh\"]", "/providers/x/", "Welsh"),
        (provider, "role = \"Nurse\"", "locations = [\"boston\"]", "/providers/x/", "/locations/boston/"),
        (provider, "role = \"Nurse\"", "accepting_new_patients = true", "/providers/x/", "New patients"),
        (
            provider,
            "role = \"Nurse\"",
            "accepting_new_patients = false",
            "/providers/x/",
            "takes no new patients",
        ),
        (provider, "role = \"Nurse\"", "licenses = [{ region = \"MA\" }]", "/providers/x/", "Licensed in"),
        (
            provider,
            "role = \"Nurse\"",
            "medicare_opt_out = 2026-01-01",
            "/providers/x/",
            "Opted out from January 1, 2026",
        ),
        (
            provider,
            "role = \"Nurse\"",
            "training = [{ what = \"A course\", where = \"B\" }]",
            "/providers/x/",
            "A course",
        ),
        (provider, "role = \"Nurse\"", "publications = [\"lee2020\"]", "/providers/x/", "A trial of rest"),
        (
            provider,
            "role = \"Nurse\"",
            "booking_url = \"https://b.example/x\"",
            "/providers/x/",
            "https://b.example/x",
        ),
        (
            provider,
            "role = \"Nurse\"",
            "experience = [{ what = \"dressings\", count = 1640, as_of = 2026-09-01 }]",
            "/providers/x/",
            "1,640</strong> <span>dressings, as of September 1, 2026<",
        ),
        (provider, "role = \"Nurse\"", "disclosures = [\"Owns a share\"]", "/providers/x/", "Owns a share"),
        (
            provider,
            "role = \"Nurse\"",
            "same_as = [\"https://o.example/1\"]",
            "/providers/x/",
            "https://o.example/1",
        ),
        (location, ADDRESS, "phone = \"+1 617 555 0142\"", "/locations/x/", "tel:+16175550142"),
        (location, ADDRESS, "booking_url = \"https://b.example/x\"", "/locations/x/", "https://b.example/x"),
        (
            location,
            ADDRESS,
            "directions_url = \"https://m.example/x\"",
            "/locations/x/",
            "https://m.example/x",
        ),
        (location, ADDRESS, "email = \"a@b.example\"", "/locations/x/", "mailto:a@b.example"),
        (
            location,
            ADDRESS,
            "geo = { latitude = 42.36010, longitude = -71.05890 }",
            "/locations/x/",
            "\"latitude\":42.3601",
        ),
        (
            location,
            ADDRESS,
            "hours = [\"Mo-Th 09:00-17:00\"]",
            "/locations/x/",
            "9:00\u{a0}AM to 5:00\u{a0}PM",
        ),
        (
            location,
            ADDRESS,
            "closures = [{ from = 2026-12-24, to = 2027-01-01, reason = \"Rest\" }]",
            "/locations/x/",
            "Closed from December 24, 2026 to January 1, 2027.</strong> Rest",
        ),
        (location, ADDRESS, "access = [\"No steps\"]", "/locations/x/", "No steps"),
        ("content/faq/x.md", "", "topic = \"Money\"", "/faq/", "Money"),
        (event, EVENT, "format = \"mixed\"", "/events/x/", "In person and online"),
        (event, EVENT, "status = \"cancelled\"", "/events/x/", "EventCancelled"),
        (event, EVENT, "register_url = \"https://r.example/\"", "/events/x/", "https://r.example/"),
        (event, EVENT, "recording_url = \"https://v.example/\"", "/events/x/", "https://v.example/"),
        (event, EVENT, "hosts = [\"ana\"]", "/events/x/", "Ana Ortiz"),
        (event, EVENT, "location = \"boston\"", "/events/x/", "/locations/boston/"),
        (career, CAREER, "closes = 2027-01-31", "/careers/x/", "January 31, 2027"),
        (career, CAREER, "employment = \"per-diem\"", "/careers/x/", "PER_DIEM"),
        (career, CAREER, "location = \"remote\"", "/careers/x/", "Remote"),
        (
            career,
            CAREER,
            "pay = { from = 350000, to = 420000, period = \"year\" }",
            "/careers/x/",
            "$350,000 to $420,000 a year",
        ),
        (career, CAREER, "evidence = [\"A log\"]", "/careers/x/", "A log"),
        (career, CAREER, "questions = [\"When not?\"]", "/careers/x/", "When not?"),
        (career, CAREER, "apply = \"mailto:jobs@c.example\"", "/careers/x/", "mailto:jobs@c.example"),
        (testimonial, TESTIMONIAL, "name = \"A. B.\"", "/testimonials/", "A. B."),
        (
            testimonial,
            TESTIMONIAL,
            "source_url = \"https://w.example/\"",
            "/testimonials/",
            "https://w.example/",
        ),
        (
            "content/announcements/x.md",
            "start = 2026-11-01\nend = 2027-01-01",
            "level = \"urgent\"",
            "/",
            "notice-urgent",
        ),
    ];
    for (path, required, key, output, shown) in cases {
        let plain = all_kinds().page(path, required, "Words.").build();
        let with = all_kinds().page(path, &format!("{required}\n{key}"), "Words.").build();
        assert!(with.get(output).contains(shown), "{key}: `{shown}` in {output}\n{}", with.get(output));
        assert!(!plain.has(output) || plain.get(output) != with.get(output), "{key} changes {output}");
    }
}

const ADDRESS: &str = "address = { street = \"2 B St\", locality = \"Salem\", country = \"US\" }";
const EVENT: &str = "start = 2026-12-03T18:00:00-05:00\nend = 2026-12-03T19:00:00-05:00";
const CAREER: &str = "posted = 2026-11-01\nrequirements = [\"Patience\"]";
const TESTIMONIAL: &str =
    "consent = 2026-05-01\nrelationship = \"patient\"\ncompensated = false\ntypical = \"Most get better\"";

#[test]
fn each_key_of_site_toml_changes_some_output() {
    let cases = [
        ("description = \"What we do\"", "/", "What we do"),
        ("language = \"en-GB\"", "/articles/x/", "4 May 2026"),
        ("utc_offset = \"-05:00\"", "/feed.xml", "2026-05-04T00:00:00-05:00"),
        ("[[menu]]\ntitle = \"Reading\"\nto = \"/articles/\"", "/", "Reading"),
        ("[theme_options]\naccent = \"#123456\"", "/", "theme."),
        ("[redirects]\n\"/fees.html\" = \"/articles/\"", "/fees.html", "https://clinic.example/articles/"),
        (
            "[privacy]\nform_hosts = [{ host = \"forms.example\" }]",
            "/_headers",
            "form-action 'self' https://forms.example",
        ),
        ("[privacy]\nallow = [\"cdn.example\"]", "/_headers", "img-src 'self' https://cdn.example"),
        ("[legal]\ngood_faith_estimate = true", "/good-faith-estimate/", "Good Faith Estimate"),
        ("[clinic]\nlegal_name = \"Harbor LLC\"", "/", "Harbor LLC"),
        ("[clinic]\nniche = \"sore feet\"", "/", "sore feet"),
        ("[clinic]\nspecialty = \"Anesthesiology\"", "/", "https://schema.org/Anesthesia"),
        ("[clinic]\narea = \"New England\"", "/", "New England"),
        ("[clinic]\nphone = \"+1-617-555-0142\"", "/", "tel:+16175550142"),
        ("[clinic]\nemail = \"a@clinic.example\"", "/", "mailto:a@clinic.example"),
        ("[clinic]\nnpi = \"1234567893\"", "/", "NPI 1234567893"),
        ("[clinic]\nbooking_url = \"https://b.example/\"", "/", "https://b.example/"),
        ("[clinic]\naccepting_new_patients = true", "/", "We see new patients."),
        ("[clinic]\nwaiting = { days = 9, as_of = 2026-11-15 }", "/", "about 9 days"),
        ("[clinic]\nemergency = \"Call 911.\"", "/", "Call 911."),
        ("[clinic]\ninsurance = \"No bills to insurers.\"", "/", "No bills to insurers."),
        ("[clinic]\nsame_as = [\"https://s.example/c\"]", "/", "https://s.example/c"),
        ("[clinic]\ncountry = \"US\"", "/good-faith-estimate/", "You have the right"),
    ];
    let clinic = || Clinic::new().page("content/articles/x.md", "date = 2026-05-04", "Words.");
    let plain = clinic().build();
    for (key, output, shown) in cases {
        let with = clinic().site(key).build();
        assert!(with.get(output).contains(shown), "{key}: `{shown}` in {output}\n{}", with.get(output));
        assert!(!plain.has(output) || plain.get(output) != with.get(output), "{key} changes {output}");
    }
    let pages = (0..3).fold(clinic(), |clinic, n| clinic.article(&n.to_string(), "W."));
    assert!(pages.site("paginate_by = 2").build().has("/articles/page/2/"));
}

#[test]
fn the_waiting_time_is_shown_for_thirty_days() {
    let clinic = |day: &str| {
        Clinic::new().on(day).site("[clinic]\nwaiting = { days = 9, as_of = 2026-11-15 }").build()
    };
    clinic("2026-12-15").shows("/", "about 9 days");
    clinic("2026-12-16").hides("/", "about 9 days");
}

#[test]
fn an_empty_kind_leaves_no_trace() {
    let site = Clinic::new().article("flu", "Rest.").build();
    for address in ["/services/", "/events/", "/pricing/", "/faq/", "/conditions/", "/good-faith-estimate/"] {
        assert!(!site.has(address), "{address}");
        site.hides("/", &format!("href=\"{address}\""));
    }
}

#[test]
fn two_sources_for_one_address_are_named_together() {
    let messages = Clinic::new().article("sore throat", "A.").article("sore-throat", "B.").messages();
    assert!(messages.contains("two sources want the address `/articles/sore-throat/`"), "{messages}");
    assert!(
        messages.contains("content/articles/sore throat.md")
            && messages.contains("content/articles/sore-throat.md")
    );
}

#[test]
fn links_keep_the_base_path_and_the_last_slash_does_not_matter() {
    let clinic = |url: &str| {
        Clinic::new()
            .file("site.toml", &format!("title = \"C\"\nbase_url = \"{url}\"\n"))
            .article("flu", "See [rest](rest.md) and [all](/articles/).")
            .article("rest", "Sleep.")
    };
    let site = clinic("https://clinic.example/riverside").build();
    site.shows("/articles/flu/", "href=\"/riverside/articles/rest/\"");
    site.shows("/articles/flu/", "href=\"/riverside/articles/\"");
    assert_eq!(site.files, clinic("https://clinic.example/riverside/").build().files);
}

#[test]
fn a_title_cannot_end_a_script() {
    let title = "Eyes </script><script>window.BAD=1</script> & \\\"care\\\"";
    let site = Clinic::new()
        .file("content/articles/x.md", &format!("+++\ntitle = \"{title}\"\ndate = 2026-05-04\n+++\n\nA.\n"))
        .build();
    for (name, text) in
        site.files.iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".xml"))
    {
        assert!(!text.contains("<script>window.BAD"), "{name}");
    }
    let page = site.get("/articles/x/");
    let start = page.find("ld+json\">").unwrap() + 9;
    let block = &page[start..start + page[start..].find("</script>").unwrap()];
    let graph: serde_json::Value = serde_json::from_str(block).unwrap();
    assert_eq!(graph["@graph"][1]["headline"], "Eyes </script><script>window.BAD=1</script> & \"care\"");
}

/// A clinic that shares nothing with the example: German, euros, under a path, no plans, no people.
fn german() -> Clinic {
    Clinic::new()
        .file(
            "site.toml",
            "title = \"Praxis am Markt\"\nbase_url = \"https://praxis.example/hno/\"\nlanguage = \"de\"\n\
             utc_offset = \"+01:00\"\n[clinic]\nlegal_name = \"Praxis am Markt GbR\"\ncountry = \"DE\"\n\
             phone = \"+49 30 5550142\"\nbooking_url = \"https://termin.example/markt\"\n",
        )
        .file(
            "content/prices.toml",
            "currency = \"EUR\"\nvalid_from = 2026-03-01\n[[services]]\nid = \"beratung\"\nname = \"Beratung\"\n\
             price = 64.90\nunit = \"Gespräch\"\n[[services]]\nid = \"kur\"\nname = \"Kur\"\nprice = \"12345.50\"\n\
             [[examples]]\nid = \"jahr\"\nname = \"Ein Jahr\"\nlines = [{ id = \"beratung\", count = { from = 2, to = 3 } }]\n\
             total = { from = \"129.80\", to = \"194.70\" }\n[[discounts]]\nname = \"Unter 26\"\npercent = 7.5\n",
        )
        .page("content/_index.md", "", "Willkommen. Eine Beratung kostet [](price:beratung).")
        .page("content/services/beratung.md", "summary = \"Ein Gespräch.\"\nprices = [\"beratung\"]", "## Ablauf")
        .page("content/faq/dauer.md", "", "Etwa eine Stunde.")
        .page(
            "content/locations/markt.md",
            "address = { street = \"Markt 1\", locality = \"Köln\", postal_code = \"50667\", country = \"DE\" }\n\
             hours = [\"Mo-Fr 09:00-17:00\"]",
            "",
        )
        .page("content/events/vortrag.md", "start = 2026-12-20T18:00:00+01:00\nend = 2026-12-20T19:00:00+01:00", "")
        .article("heuschnupfen", "Pollen. Siehe [Beratung](../services/beratung.md) und [](estimate:jahr).")
}

#[test]
fn a_german_clinic_under_a_path_has_german_dates_and_amounts_and_links() {
    let site = german().build();
    site.shows("/articles/heuschnupfen/", "<html lang=\"de\" dir=\"ltr\">");
    site.shows("/articles/heuschnupfen/", ">4. Mai 2026</time>");
    site.shows("/articles/heuschnupfen/", "href=\"/hno/services/beratung/\"");
    site.shows("/", "64,90\u{a0}€");
    for text in [
        "64,90\u{a0}€",
        "12.345,50\u{a0}€",
        "129,80",
        "194,70\u{a0}€",
        "7,5\u{a0}%",
        "1. März 2026",
        "\"12345.50\"",
    ] {
        site.shows("/pricing/", text);
    }
    site.shows("/locations/markt/", "50667 Köln");
    assert!(!site.has("/good-faith-estimate/") && !site.has("/providers/"));
    for (name, text) in &site.files {
        for link in text.split("href=\"/").skip(1).chain(text.split("src=\"/").skip(1)) {
            assert!(link.starts_with("hno/"), "{name}: /{}", &link[..link.len().min(40)]);
        }
    }
}

#[test]
fn a_german_clinic_speaks_no_english() {
    let phrases = include_str!("../../themes/meridian/phrases/en.toml");
    let same = include_str!("../../themes/meridian/phrases/de.toml");
    let english: Vec<_> = phrases
        .lines()
        .filter_map(|line| line.split_once(" = \"")?.1.strip_suffix('"'))
        .filter(|phrase| phrase.contains(' ') && !phrase.contains('{') && !same.contains(phrase))
        .collect();
    assert!(english.len() > 50);
    for (name, text) in german().build().files {
        for phrase in &english {
            assert!(!text.contains(phrase), "{name} says `{phrase}`");
        }
    }
}

const SOURCE: &str = "[[sources]]\nid = \"a\"\ntitle = \"A study\"\n";

#[test]
fn answers_that_share_a_page_share_no_id() {
    let answer = "## Why\n\nSo[^1]. [@a]\n\n[^1]: Thus.";
    let site = Clinic::new()
        .file("content/sources.toml", SOURCE)
        .page("content/faq/one.md", "topic = \"Visits\"", answer)
        .page("content/faq/two.md", "", answer)
        .build();
    let page = site.get("/faq/");
    let mut ids: Vec<_> = page.split(" id=\"").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{page}");
    for text in ["<h4 id=\"one-why\">", "<h3 id=\"two-why\">", "href=\"#_fn-one-1\"", "id=\"_fn-two-1\""] {
        assert!(page.contains(text), "{text}\n{page}");
    }
    let messages = Clinic::new()
        .page("content/faq/one.md", "", "## Why {#why}")
        .page("content/faq/two.md", "", "## Why {#why}")
        .messages();
    assert!(
        messages.contains("the id `why` stands twice") && messages.contains("content/faq/two.md:6:1"),
        "{messages}"
    );
}

#[test]
fn a_citation_leads_to_its_reference_wherever_it_stands() {
    let clinic = || Clinic::new().file("content/sources.toml", SOURCE);
    let site = clinic()
        .prices("note = \"Whole amounts [@a].\"\n")
        .page("content/articles/x.md", "date = 2026-05-04\nkey_points = [\"Known [@b].\"]", "Body [@a].")
        .file("content/sources.toml", &format!("{SOURCE}[[sources]]\nid = \"b\"\ntitle = \"Another\"\n"))
        .build();
    site.shows("/pricing/", "<li id=\"_ref-1\">");
    site.shows("/articles/feed.xml", "https://clinic.example/articles/x/#_ref-2");
    let page =
        clinic().page("content/announcements/n.md", "start = 2026-11-01\nend = 2026-12-31", "New [@a].");
    let messages = page.messages();
    assert!(messages.contains("nothing can be cited here") && messages.contains("n.md:7:6"), "{messages}");
}

#[test]
fn words_with_their_sources_beside_them_have_no_numbers() {
    let site = Clinic::new()
        .file("content/sources.toml", SOURCE)
        .page(
            "content/testimonials/j.md",
            "consent = 2026-05-01\nrelationship = \"patient\"\ncompensated = false\ntypical = \"Most get better [@a].\"",
            "Good.",
        )
        .build();
    site.shows("/testimonials/", "Most get better.");
    site.shows("/testimonials/", "<cite>A study</cite>");
    site.hides("/testimonials/", "_ref-1");
}
