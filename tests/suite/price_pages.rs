//! What a reader is told of prices: the order of the page of prices, a service's page, cards, how a visit is booked.

use crate::clinic::Clinic;

const VISIT: &str = "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 120\nunit = \"visit\"\n";
const WAVE: &str = "[[services]]\nid = \"wave\"\nname = \"Shock wave\"\nprice = 185\nunit = \"session\"\n";
const CALL: &str = "[[services]]\nid = \"call\"\nname = \"Call\"\nincluded_in = \"visit\"\n";
const STUDY: &str = "[[services]]\nid = \"study\"\nname = \"Study\"\n";
const PLAN: &str = "[[plans]]\nid = \"access\"\nname = \"Access plan\"\nprice = 40\nperiod = \"month\"\n";

/// A clinic with a service that has these keys.
fn service(prices: &str, keys: &str) -> Clinic {
    Clinic::new().prices(prices).page(
        "content/services/feet.md",
        &format!("summary = \"What we do.\"\n{keys}"),
        "Text.",
    )
}

#[test]
fn the_card_of_a_service_tells_the_least_of_its_prices() {
    let list = [VISIT, WAVE, CALL, STUDY, PLAN].concat();
    for (prices, wanted) in [
        ("\"visit\"", "$120 per visit"),
        ("\"wave\", \"visit\"", "from $120 per visit"),
        ("\"visit\", \"call\"", "$120 per visit"),
        ("\"call\"", "included in Visit"),
        ("\"study\"", "on request"),
        ("\"study\", \"wave\"", "$185 per session"),
        ("\"access\", \"visit\"", "from $40 a month"),
    ] {
        let site = service(&list, &format!("prices = [{prices}]")).build();
        site.shows("/services/", &format!("<p class=\"card-meta\">{wanted}</p>"));
        site.shows("/", &format!("<p class=\"card-meta\">{wanted}</p>"));
    }
}

#[test]
fn a_service_shows_all_that_its_prices_hold() {
    let visit = format!(
        "{VISIT}includes = [\"An hour with Ana\"]\nexcludes = [\"Braces: the [shop](/about/) bills you [@a]\"]\n\
         next = {{ price = 135, from = 2027-04-01 }}\ndeposit = 30\nplan_prices = {{ access = 100 }}\n"
    );
    let two = "[[bundles]]\nid = \"two\"\nname = \"Two visits\"\nlines = [{ id = \"visit\", count = 2 }]\nprice = 200\n";
    let site = service(
        &[PLAN, &visit, CALL, two].concat(),
        "prices = [\"visit\", \"call\", \"two\"]\nif_it_fails = \"The second one costs half.\"",
    )
    .page("content/about.md", "", "We.")
    .file("content/sources.toml", "[[sources]]\nid = \"a\"\ntitle = \"On braces\"\n")
    .build();
    for words in [
        "An hour with Ana",
        "Braces: the <a href=\"/about/\">shop</a> bills you",
        "id=\"_cite-1-1\"",
        "id=\"_ref-1\"",
        "From April 1, 2027: $135",
        "Of this, $30 is due",
        "With Access plan: <span class=\"amount\">$100</span>",
        "<a href=\"/pricing/#visit\">included in Visit</a>",
        "2 × Visit",
        "The second one costs half.",
    ] {
        site.shows("/services/feet/", words);
    }
    // Its anchors belong to the page of prices, which tells the same.
    site.hides("/services/feet/", "id=\"visit\"");
    site.shows("/pricing/", "id=\"visit\"");
    site.shows(
        "/pricing/",
        "<a href=\"/services/feet/\">A title</a></dt><dd>The second one costs half.</dd>",
    );
}

#[test]
fn sources_are_numbered_through_the_page_of_a_service() {
    let library = "[[sources]]\nid = \"a\"\ntitle = \"Rest\"\n[[sources]]\nid = \"b\"\ntitle = \"Walk\"\n";
    let list =
        format!("{STUDY}note = \"Not this one [@b].\"\n{VISIT}note = \"As said [@a], and new [@b].\"\n");
    let site = Clinic::new()
        .prices(&list)
        .file("content/sources.toml", library)
        .page("content/services/feet.md", "summary = \"S\"\nprices = [\"visit\"]", "It helps [@a].")
        .build();
    let page = site.main("/services/feet/");
    for id in ["_cite-1-1", "_cite-1-2", "_cite-2-1"] {
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}: {page}");
        assert_eq!(page.matches(&format!("href=\"#{id}\"")).count(), 1, "{id}: {page}");
    }
    assert!(!page.contains("_cite-2-2"), "{page}");
}

#[test]
fn a_service_is_booked_where_it_says_or_its_person_or_the_clinic() {
    let clinic = |keys: &str| {
        service(VISIT, &format!("prices = [\"visit\"]\n{keys}"))
            .site("[clinic]\nbooking_url = \"https://booking.example/clinic\"\n")
            .page(
                "content/providers/ana.md",
                "role = \"Surgeon\"\nbooking_url = \"https://booking.example/ana\"",
                "Ana.",
            )
            .page("content/providers/ben.md", "role = \"Nurse\"", "Ben.")
    };
    for (keys, wanted) in [
        ("booking_url = \"https://booking.example/feet\"\nproviders = [\"ana\"]", "feet"),
        ("providers = [\"ana\"]", "ana"),
        ("providers = [\"ana\", \"ben\"]", "clinic"),
        ("providers = [\"ben\"]", "clinic"),
        ("", "clinic"),
    ] {
        let site = clinic(keys).build();
        let links = site.main("/services/feet/").matches("https://booking.example/").count();
        let wanted = format!("class=\"button\" href=\"https://booking.example/{wanted}\"");
        assert_eq!(site.main("/services/feet/").matches(&wanted).count(), links, "{keys}");
        assert_eq!(links, 2, "{keys}");
    }
}

#[test]
fn the_page_of_prices_answers_in_the_order_of_the_questions() {
    let example = "[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"visit\" }]\n";
    let terms = "[terms]\npayment = \"By card.\"\ncancellation = \"Free.\"\nmedicare = \"Opted out.\"\n";
    let site = service(&[PLAN, VISIT, example, terms].concat(), "if_it_fails = \"Half.\"")
        .site("[clinic]\nphone = \"+1-617-555-0142\"\nbooking_url = \"https://booking.example/clinic\"\n")
        .build();
    let page = site.main("/pricing/");
    let headings: Vec<_> =
        page.split("<h2").skip(1).map(|rest| rest.split(['>', '<']).nth(1).unwrap()).collect();
    assert_eq!(
        headings,
        [
            "What it costs you in all",
            "Plans",
            "Services",
            "When and how you pay",
            "If you cancel",
            "If it does not work",
            "What you get for your insurer",
            "How to begin",
        ]
    );
    let bare = Clinic::new().prices(STUDY).build();
    assert_eq!(bare.main("/pricing/").matches("<h2").count(), 1, "{}", bare.main("/pricing/"));
}

#[test]
fn times_are_told_as_people_say_them() {
    for (language, minutes, wanted) in [
        ("en", 45, "45 minutes"),
        ("en", 60, "1 hour"),
        ("en", 90, "1 hour 30 minutes"),
        ("en", 180, "3 hours"),
        ("en", 121, "2 hours 1 minute"),
        ("de", 90, "1 Stunde 30 Minuten"),
        ("es-US", 150, "2 horas y 30 minutos"),
        ("fr", 61, "1 heure 1 minute"),
    ] {
        let site = service(VISIT, &format!("duration_min = {minutes}"))
            .site(&format!("language = \"{language}\"\n"))
            .build();
        site.shows("/services/feet/", &format!("<dd>{wanted}</dd>"));
    }
}
