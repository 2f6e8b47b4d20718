//! What differs by country: telephone numbers, addresses, hours, clocks, languages; old addresses; signs nobody sees.

use crate::clinic::Clinic;

fn location(country: &str, keys: &str) -> Clinic {
    let address = format!(
        "address = {{ street = \"1 Quay\", locality = \"Town\", region = \"RE\", postal_code = \"C0DE\", country = \"{country}\" }}"
    );
    Clinic::new().page("content/locations/place.md", &format!("{address}\n{keys}"), "Come in.")
}

#[test]
fn a_telephone_link_dials_what_is_written() {
    for (country, number, link) in [
        ("US", "(207) 555-0117 ext. 42", "tel:+12075550117;ext=42"),
        ("US", "1-800-555-REST", "tel:+18005557378"),
        ("GB", "015394 96018", "tel:+441539496018"),
        ("GB", "+44 (0)1539 496018", "tel:+441539496018"),
        ("DE", "0431 / 99 76-0", "tel:+49431 99760"),
        ("FR", "02 99 00 12 34 poste 5", "tel:+33299001234;ext=5"),
        ("AU", "(08) 5550 4321", "tel:+61855504321"),
    ] {
        let link = link.replace(' ', "");
        let site = Clinic::new()
            .site(&format!("[clinic]\ncountry = \"{country}\"\nphone = \"{number}\"\n"))
            .article(
                "call",
                &format!("[Ring]({})", format!("tel:{number}").replace(' ', "%20").replace(['(', ')'], "")),
            )
            .build();
        site.shows("/", &format!("href=\"{link}\"><bdi>{number}<"));
        site.shows("/articles/call/", &format!("href=\"{link}\">Ring<"));
        let site = location(country, &format!("phone = \"{number}\"")).build();
        site.shows("/locations/place/", &format!("href=\"{link}\"><bdi>{number}<"));
    }
}

#[test]
fn a_number_that_rings_nowhere_is_told_where_it_stands() {
    for number in [
        "call us",
        "207-555",
        "555-0117",
        "207-555-0117 or 207-555-0118",
        "+1 207 555 01177",
        "+44 7946 0018",
        "desk@a.example",
    ] {
        let messages =
            Clinic::new().site(&format!("[clinic]\ncountry = \"US\"\nphone = \"{number}\"\n")).messages();
        assert!(
            messages.contains(&format!("error[bad-value]: `{number}` is no telephone number")),
            "{messages}"
        );
        assert!(messages.contains("site.toml:5:") && messages.contains("help: "), "{messages}");
        let messages = location("US", &format!("phone = \"{number}\"")).messages();
        assert!(messages.contains("place.md:4:"), "{messages}");
        if number == "207-555" {
            // In a text it may be the number of a service, as 116117 is.
            continue;
        }
        let messages = Clinic::new().article("call", &format!("[Ring us](<tel:{number}>)")).messages();
        assert!(messages.contains("error[bad-address]") && messages.contains("call.md:6:"), "{messages}");
    }
    let nowhere = Clinic::new().site("language = \"de\"\n[clinic]\nphone = \"0431 99760\"\n").messages();
    assert!(nowhere.contains("set `country` in `[clinic]`"), "{nowhere}");
    // A place in the clinic's country and one abroad: each number as it is dialled there.
    let site = location("IE", "phone = \"091 555 432\"")
        .site("[clinic]\ncountry = \"GB\"\nphone = \"01539 555142\"\n")
        .build();
    site.shows("/locations/place/", "tel:+35391555432");
    site.shows("/locations/place/", "tel:+441539555142");
}

#[test]
fn emergency_numbers_and_messages_are_links_too() {
    let site = Clinic::new()
        .article(
            "help",
            "[Call 911](tel:911), <a href=\"tel:988\">988</a>, [write](sms:+1-617-555-0142?body=Hello%20you).",
        )
        .build();
    for href in ["tel:911", "tel:988", "sms:+16175550142?body=Hello%20you"] {
        site.shows("/articles/help/", &format!("href=\"{href}\""));
    }
}

#[test]
fn an_address_has_the_lines_of_its_country() {
    for (country, lines) in [
        ("US", "1 Quay<br>Town, RE C0DE<br>"),
        ("CA", "1 Quay<br>Town RE C0DE<br>"),
        ("AU", "1 Quay<br>Town RE C0DE<br>"),
        ("GB", "1 Quay<br>Town<br>RE<br>C0DE<br>"),
        ("IE", "1 Quay<br>Town<br>RE<br>C0DE<br>"),
        ("NZ", "1 Quay<br>Town C0DE<br>RE<br>"),
        ("AT", "1 Quay<br>C0DE Town<br>RE<br>"),
        ("IT", "1 Quay<br>C0DE Town RE<br>"),
    ] {
        let site = location(country, "").build();
        for path in ["/locations/place/", "/locations/", "/"] {
            site.shows(path, &format!("<address>{lines}"));
        }
    }
}

#[test]
fn hours_may_end_at_midnight_or_never() {
    for (hours, shown, record) in [
        ("Mo-Su 00:00-24:00", "Open day and night", ("00:00", "23:59")),
        ("Mo-Su", "Open day and night", ("00:00", "23:59")),
        ("Mo-Fr 00:00-23:59", "Open day and night", ("00:00", "23:59")),
        ("Sa,Su 18:00-24:00", "6:00\u{a0}PM to midnight", ("18:00", "23:59")),
        ("Fr 22:00-02:00", "10:00\u{a0}PM to 2:00\u{a0}AM", ("22:00", "02:00")),
        ("Sa–Mo 9:00–17:30", "9:00\u{a0}AM to 5:30\u{a0}PM", ("09:00", "17:30")),
    ] {
        let site = location("US", &format!("hours = [\"{hours}\"]")).build();
        site.shows("/locations/place/", &format!("<td>{shown}</td>"));
        site.shows("/locations/place/", &format!("\"opens\":\"{}\",\"closes\":\"{}\"", record.0, record.1));
    }
    let week = location("US", "hours = [\"Mo-Su 08:00-20:00\"]").build();
    week.hides("/locations/place/", "Closed");
    for bad in [
        "Mo-Su 00:00-24:30",
        "Mo 25:00-26:00",
        "Mo 09:00",
        "Mo 09:00-09:00",
        "Mo 9-17",
        "Mon 09:00-17:00",
        "Mo 09:00-12:00,13:00-17:00",
        "24:00",
        "Mo 24:00-24:00",
        "Mo 09:60-10:00",
        "",
    ] {
        let messages = location("US", &format!("hours = [\"{bad}\"]")).messages();
        assert!(messages.contains("error[bad-value]"), "{bad}: {messages}");
    }
    assert!(location("US", "hours = [\"Sa 18:00-24:30\"]").messages().contains("23:59"));
}

#[test]
fn an_event_says_by_which_clock_it_goes() {
    let event = |keys: &str| {
        let times = "start = 2027-02-18T17:00:00-08:00\nend = 2027-02-18T18:30:00-08:00";
        Clinic::new()
            .page("content/events/talk.md", &format!("{times}\n{keys}"), "Bring questions.")
            .site("utc_offset = \"-05:00\"\n")
    };
    let online = event("format = \"online\"").build();
    let main = online.main("/events/talk/");
    assert!(
        main.contains(
            "February 18, 2027,</span> <time datetime=\"2027-02-18T17:00:00-08:00\">5:00\u{a0}PM</time> to "
        ),
        "{main}"
    );
    assert!(main.contains(">6:30\u{a0}PM UTC-08:00</time>"), "{main}");
    online.shows("/events/", ">February 18, 2027, 5:00\u{a0}PM</time> to ");
    online.shows("/events/", ">6:30\u{a0}PM UTC-08:00</time>");
    let here = event("format = \"in-person\"").build();
    here.hides("/events/talk/", "UTC-");
    here.hides("/events/", "UTC-");
    let mixed = event("format = \"mixed\"").build();
    mixed.shows("/events/talk/", "UTC-08:00");
    let two = Clinic::new()
        .page(
            "content/events/talk.md",
            "start = 2027-02-18T17:00:00-08:00\nend = 2027-02-19T02:00:00Z",
            "Bring questions.",
        )
        .build();
    let main = two.main("/events/talk/");
    assert!(
        main.contains("5:00\u{a0}PM UTC-08:00</time>")
            && main.contains("February 19, 2027, 2:00\u{a0}AM UTC</time>"),
        "{main}"
    );
    let french = event("format = \"online\"").site("language = \"fr-FR\"\n").build();
    french.shows("/events/", ">18 février 2027, 17:00</time> à ");
    french.shows("/events/", ">18:30 UTC-08:00</time>");
}

#[test]
fn a_language_is_written_as_its_country_does_or_not_at_all() {
    let clinic = |language: &str| {
        let list =
            "currency = \"AUD\"\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = \"1200.50\"\n";
        Clinic::new()
            .site(&format!("language = \"{language}\"\n"))
            .file("content/prices.toml", list)
            .article("cost", "It is [](price:visit).")
    };
    for (language, day, amount) in [
        ("en-AU", "4 May 2026", "$1,200.50"),
        ("en-NZ", "4 May 2026", "AUD\u{a0}1,200.50"),
        ("en-IE", "4 May 2026", "AUD\u{a0}1,200.50"),
        ("en-CA", "May 4, 2026", "AUD\u{a0}1,200.50"),
        ("de-DE", "4. Mai 2026", "1.200,50\u{a0}AUD"),
        ("fr-FR", "4 mai 2026", "1\u{202f}200,50\u{a0}AUD"),
        ("es-US", "4 de mayo de 2026", "AUD\u{a0}1,200.50"),
    ] {
        let site = clinic(language).build();
        site.shows("/articles/cost/", day);
        site.shows("/articles/cost/", &format!(">{amount}</a>"));
        site.shows("/articles/cost/", &format!("lang=\"{language}\""));
    }
    for (language, rule, help) in [
        ("es", "language", "es-US"),
        ("es-MX", "language", "write one of"),
        ("de-AT", "language", "write one of"),
        ("fr-CA", "language", "write one of"),
        ("en-ZA", "language", "write one of"),
        ("en-UK", "W03", "write \"en-GB\""),
        ("en_US", "W03", "write \"en-US\""),
        ("english", "W03", "write \"en\""),
    ] {
        let messages = clinic(language).messages();
        assert!(
            messages.contains("site.toml:3:") && messages.contains(&format!("help: {help}"))
                || messages.contains(help),
            "{language}: {messages}"
        );
        let told = messages.lines().next().unwrap_or_default();
        assert!(
            told.starts_with("error[") && (rule != "language" || told.starts_with("error[language]")),
            "{told}"
        );
    }
}

#[test]
fn an_old_address_with_a_query_is_a_rule_for_hosts_that_know_queries() {
    let site = Clinic::new()
        .site("[redirects]\n\"/?p=123\" = \"/articles/flu/#rest\"\n\"/services/index.php?id=4&lang=de%20x\" = \"https://a.example/\"\n\"/old\" = \"/articles/flu/\"\n")
        .page("content/articles/flu.md", "date = 2026-05-04\naliases = [\"/?page_id=7\", \"/flu.html\"]", "## Rest\n\nRest.")
        .build();
    for rule in [
        "/ p=123 https://clinic.example/articles/flu/#rest 301!\n",
        "/services/index.php id=4 lang=de%20x https://a.example/ 301!\n",
        "/ page_id=7 https://clinic.example/articles/flu/ 301!\n",
        "/old/ https://clinic.example/articles/flu/ 301\n",
        "/flu.html https://clinic.example/articles/flu/ 301\n",
    ] {
        site.shows("_redirects", rule);
    }
    for path in site.files.keys() {
        assert!(!path.contains(['?', '*', ':']), "{path}");
    }
}

#[test]
fn what_no_host_can_answer_is_no_old_address() {
    for bad in [
        "/blog/*",
        "/:year/flu/",
        "/a*b/",
        "/old/#part",
        "/?p",
        "/?=3",
        "/?p=:id",
        "/x%3Fy/",
        "/x%2A/",
        "old/",
        "//old/",
        "/a/../b/",
        "/a<b>/",
        "/?p=1 2",
    ] {
        for clinic in [
            Clinic::new()
                .article("flu", "Rest.")
                .site(&format!("[redirects]\n\"{bad}\" = \"/articles/flu/\"\n")),
            Clinic::new().page(
                "content/articles/flu.md",
                &format!("date = 2026-05-04\naliases = [\"{bad}\"]"),
                "Rest.",
            ),
        ] {
            let messages = clinic.messages();
            assert!(
                messages.contains("error[bad-slug]") && messages.contains(&format!("`{bad}`")),
                "{bad}: {messages}"
            );
            assert!(messages.contains("help: "), "{messages}");
        }
    }
    let twice = Clinic::new()
        .page("content/articles/flu.md", "date = 2026-05-04\naliases = [\"/?p=1\"]", "Rest.")
        .page("content/articles/cold.md", "date = 2026-05-04\naliases = [\"/?p=1\"]", "Rest.")
        .messages();
    assert!(twice.contains("error[duplicate-address]"), "{twice}");
}

#[test]
fn the_law_of_a_state_holds_in_that_country_alone() {
    let place = |region: &str, country: &str| {
        let address = format!(
            "address = {{ street = \"2 B St\", locality = \"Town\", region = \"{region}\", country = \"{country}\" }}"
        );
        Clinic::new().page("content/locations/town.md", &address, "Here.").findings()
    };
    for (region, country, wanted) in [("WA", "US", true), ("WA", "AU", false), ("CA", "US", false)] {
        let found = place(region, country);
        let told = found.iter().any(|one| one.message.contains("consumer-health-data"));
        assert_eq!(told, wanted, "{region} {country}");
    }
}

#[test]
fn a_place_lies_between_the_poles() {
    for (latitude, longitude, fine) in [
        ("90", "180.0", true),
        ("-90.0", "-180", true),
        ("90.9", "0", false),
        ("0", "-180.5", false),
        ("89.999", "179.9", true),
    ] {
        let keys = format!(
            "address = {{ street = \"2 B St\", locality = \"Town\", country = \"US\" }}\ngeo = {{ latitude = {latitude}, longitude = {longitude} }}"
        );
        let said = Clinic::new().page("content/locations/town.md", &keys, "Here.").messages();
        assert_eq!(!said.contains("degrees"), fine, "{latitude} {longitude}: {said}");
    }
}
