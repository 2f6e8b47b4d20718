//! What a reader is told of prices: the order of the page of prices, a service's page, cards, how a visit is booked.

use crate::clinic::{Clinic, Site};

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
    let template = "{% for card in pages(kind=\"service\") %}{{ card.meta }}|{% endfor %}";
    for (prices, amount, per) in [
        ("\"visit\"", "$120", "per visit"),
        ("\"wave\", \"visit\"", "from $120", "per visit"),
        ("\"visit\", \"call\"", "$120", "per visit"),
        ("\"call\"", "included in Visit", ""),
        ("\"study\"", "on request", ""),
        ("\"study\", \"wave\"", "$185", "per session"),
        ("\"access\", \"visit\"", "from $40", "a month"),
    ] {
        let clinic = service(&list, &format!("prices = [{prices}]"));
        let site = clinic.clone().build();
        let wanted = match per {
            "" => format!("<p class=\"price-row-amount\"><span class=\"per\">{amount}</span></p>"),
            per => format!("<span class=\"amount\">{amount}</span> <span class=\"per\">{per}</span></p>"),
        };
        site.shows("/services/", &wanted);
        site.shows("/", &wanted);
        let words = format!("{amount} {per}").trim_end().to_owned();
        clinic.file("templates/404.html", template).build().shows("/404.html", &format!("{words}|"));
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
            "What you pay for",
            "Plans",
            "Services",
            "Who else sends you a bill",
            "When and how you pay",
            "If you cancel",
            "If it does not work",
            "What you get for your insurer",
            "How to begin",
            "Good Faith Estimate",
            "The next step",
        ]
    );
    let bare = Clinic::new().prices(STUDY).build();
    assert_eq!(bare.main("/pricing/").matches("<h2").count(), 3, "{}", bare.main("/pricing/"));
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

#[test]
fn words_that_two_pages_show_lead_to_the_same_place_from_both() {
    let list = format!("{VISIT}note = \"See [calls](#call).\"\n{CALL}");
    let keys = "summary = \"S\"\nprices = [\"visit\"]\nif_it_fails = \"See [risks](#risks), [all](#top).\"";
    let site = Clinic::new()
        .prices(&list)
        .page("content/services/feet.md", keys, "[Up](#risks)\n\n## Risks\n")
        .build();
    for page in ["/services/feet/", "/pricing/"] {
        site.shows(page, "See <a href=\"/pricing/#call\">calls</a>.");
        site.shows(
            page,
            "See <a href=\"/services/feet/#risks\">risks</a>, <a href=\"/services/feet/#top\">all</a>.",
        );
    }
    site.shows("/services/feet/", "<a href=\"#risks\">Up</a>");
}

const SCAN: &str = "[[outside]]\nid = \"scan\"\nname = \"Scan of the foot\"\nwho = \"The imaging center\"\n\
                    price = { from = 90, to = 150 }\nsource = \"https://data.example/p/1\"\nretrieved = 2026-10-01\n";

#[test]
fn who_else_sends_a_bill_stands_with_the_price_the_year_and_by_itself() {
    let year = "[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"visit\" }]\noutside = [\"scan\"]\n";
    let visit = format!("{VISIT}outside = [\"scan\"]\n");
    let site = service(&[&visit, year, SCAN].concat(), "prices = [\"visit\"]").build();
    let bill = "<a href=\"/pricing/#scan\">Scan of the foot</a>: <span class=\"nowrap\">$90 to $150</span> \
                <span class=\"small\">(The imaging center)</span>";
    assert_eq!(site.main("/pricing/").matches(bill).count(), 2, "{}", site.main("/pricing/"));
    site.shows("/services/feet/", bill);
    site.shows("/", bill);
    let section = "<div id=\"scan\"><dt>Scan of the foot</dt><dd>The imaging center: ";
    site.shows("/pricing/", section);
    site.shows("/pricing/", "https://data.example/p/1");
    // The sum is that of what the clinic asks.
    site.shows("/pricing/", "<p class=\"estimate-name\">A year</p>\n<p class=\"estimate-year amount\"><bdi class=\"total\">$120</bdi>");
    site.hides("/pricing/", "names nobody else");
    Clinic::new()
        .prices(VISIT)
        .build()
        .shows("/pricing/", "This list names nobody else who sends you a bill.");
}

#[test]
fn what_a_new_patient_books_first_stands_first_and_where_one_begins() {
    let list = format!("{WAVE}group = \"Visits\"\n{VISIT}group = \"Visits\"\nfirst = true\n{PLAN}");
    let site = Clinic::new().prices(&list).build();
    let page = site.main("/pricing/");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(at("id=\"_first\">Your first visit<") < at("id=\"visit\""));
    assert!(at("id=\"visit\"") < at("id=\"access\"") && at("id=\"access\"") < at("id=\"wave\""));
    let begin = &page[at("id=\"_begin\"")..];
    assert!(
        begin.contains("<a href=\"/pricing/#visit\">Visit</a> <span><span class=\"amount\">$120</span>"),
        "{page}"
    );
    assert_eq!(page.matches("id=\"visit\"").count(), 1);
}

#[test]
fn a_year_tells_what_it_will_cost_and_what_is_included() {
    let list = format!(
        "{PLAN}{VISIT}next = {{ price = 135, from = 2027-04-01 }}\n\
         [[services]]\nid = \"call\"\nname = \"Call\"\nincluded_in = \"access\"\n\
         [[examples]]\nid = \"first\"\nname = \"A first year\"\nfirst_year = true\n\
         lines = [{{ id = \"access\" }}, {{ id = \"visit\", count = {{ from = 2, to = 3 }} }}, {{ id = \"call\" }}]\n"
    );
    let site = Clinic::new().prices(&list).page("content/_index.md", "", "Words.").build();
    for page in ["/", "/pricing/"] {
        site.shows(page, ">Your first year</p>");
        site.shows(page, ">A first year</p>");
        site.shows(page, ">With the prices from April 1, 2027</");
        site.shows(page, ">$750 to $885</bdi>");
        site.shows(page, ">included in Access plan</bdi>");
        site.hides(page, "$0");
    }
}

#[test]
fn terms_stand_below_the_question_that_they_answer() {
    let terms = "[terms]\npayment = \"By card.\"\nno_show = \"Half.\"\nif_it_fails = \"We talk.\"\n\
                 superbill = \"With codes.\"\ntravel = \"Plan a night.\"\nparking = { title = \"Parking\", text = \"Behind.\" }\n";
    let site = Clinic::new().prices(&format!("{VISIT}{terms}")).build();
    let (_, page) = site.main("/pricing/").split_once("class=\"chapters\"").unwrap();
    let mut last = 0;
    for text in [
        ">When and how you pay<",
        "By card.",
        ">If you cancel<",
        "Half.",
        ">If it does not work<",
        "<p>We talk.</p>",
        ">What you get for your insurer<",
        "With codes.",
        ">Good to know<",
        "Plan a night.",
        "<dt>Parking</dt><dd>Behind.</dd>",
    ] {
        let at = page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
        assert!(at > last, "{text}: {page}");
        last = at;
    }
}

/// What the script of the only worked year is given.
fn choices(prices: &str) -> Option<serde_json::Value> {
    let site = Clinic::new().prices(prices).build();
    let (_, rest) = site.main("/pricing/").split_once("data-choices=\"")?;
    let text = rest.split('"').next().unwrap().replace("&quot;", "\"").replace("&#39;", "'");
    Some(serde_json::from_str(&text).unwrap())
}

#[test]
fn a_reader_can_choose_plan_and_option_of_a_year() {
    let opinion = "[[services]]\nid = \"opinion\"\nname = \"Opinion\"\n\
                   options = [{ name = \"Short\", price = 50 }, { name = \"Long\", price = \"149.50\" }]\n";
    let visit = VISIT.replace("price = 120", "price = 120\nplan_prices = { access = 100 }");
    let call = CALL.replace("visit", "access");
    let list = format!(
        "{PLAN}joining_fee = 75\n{visit}next = {{ price = 135, from = 2027-04-01 }}\n{opinion}{call}price = 20\n\
         [[examples]]\nid = \"year\"\nname = \"A year\"\n\
         lines = [{{ id = \"access\", count = 6 }}, {{ id = \"visit\", count = 2 }}, {{ id = \"opinion\", option = \"Long\" }}, {{ id = \"call\" }}]\n"
    );
    let year = choices(&list).unwrap();
    assert_eq!(year["plan"], 1);
    assert_eq!(year["plans"][0]["name"], "No plan");
    assert_eq!(year["plans"][1]["count"], serde_json::json!([6, 6]));
    assert_eq!(year["plans"][1]["fee"], serde_json::json!([7500, 7500]));
    assert_eq!(year["days"][0], "With the prices from April 1, 2027");
    assert_eq!(year["format"], serde_json::json!(["$", "", ",", "."]));
    assert_eq!(
        year["lines"][0]["prices"],
        serde_json::json!([[[12000, 12000, 1, 13500, 13500], [10000, 10000]]])
    );
    assert_eq!(year["lines"][1]["options"], serde_json::json!(["Short", "Long"]));
    assert_eq!(year["lines"][1]["keys"], serde_json::json!(["short", "long"]));
    assert_eq!(year["lines"][1]["option"], 1);
    assert_eq!(year["lines"][1]["prices"][0][0], serde_json::json!([5000, 5000]));
    assert_eq!(year["lines"][2]["prices"], serde_json::json!([[[2000, 2000], "included in Access plan"]]));
}

#[test]
fn a_year_with_something_on_request_has_nothing_to_choose() {
    let year = |lines: &str| format!("[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{lines}]\n");
    let open = WAVE.replace("price = 185", "price = { from = 185 }");
    let from =
        choices(&format!("{open}{}", year("{ id = \"wave\" }, { id = \"wave\", count = 2 }"))).unwrap();
    assert_eq!(from["lines"][0]["prices"], serde_json::json!([[[18500, null]]]));
    assert_eq!((&from["lines"][0]["key"], &from["lines"][1]["key"]), (&"wave".into(), &"wave.2".into()));
    assert!(choices(&format!("{STUDY}{}", year("{ id = \"study\" }"))).is_none());
    // What a plan alone gives leaves no other choice.
    let call = CALL.replace("visit", "access");
    let both = year("{ id = \"access\" }, { id = \"call\" }");
    let only = choices(&format!("{PLAN}{call}{both}")).unwrap();
    assert_eq!(only["plans"].as_array().unwrap().len(), 1);
    assert_eq!(only["plan"], 0);
}

#[test]
fn among_very_many_plans_or_options_there_is_no_choice() {
    let plan = |at: usize| PLAN.replace("\"access\"", &format!("\"plan-{at}\""));
    let plans: String = (0..40).map(plan).collect();
    let options = (0..40).map(|at| format!("{{ name = \"Case {at}\", price = {at} }}")).collect::<Vec<_>>();
    let scan = format!("[[services]]\nid = \"scan\"\nname = \"Scan\"\noptions = [{}]\n", options.join(", "));
    let lines = "{ id = \"plan-3\" }, { id = \"scan\", option = \"Case 7\" }";
    let year = format!("[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{lines}]\n");
    let given = choices(&[plans, scan, year].concat()).unwrap();
    assert_eq!(given["plans"], serde_json::json!([]));
    assert_eq!(given["lines"][0]["prices"], serde_json::json!([[[4000, 4000]]]));
    assert_eq!(given["lines"][1]["name"], "Scan (Case 7)");
    assert_eq!(given["lines"][1]["prices"], serde_json::json!([[[700, 700]]]));
}

#[test]
fn a_year_has_a_bar_of_its_lines_and_both_ends_in_words() {
    let list = format!(
        "{PLAN}{VISIT}[[examples]]\nid = \"year\"\nname = \"A year\"\n\
         lines = [{{ id = \"access\", count = 3 }}, {{ id = \"visit\", count = {{ from = 1, to = 2 }} }}]\n"
    );
    let site = Clinic::new().prices(&list).build();
    for words in [
        "role=\"img\" aria-label=\"A year, $240 to $360\"",
        "<rect class=\"part-1\" x=\"0\" width=\"330\" height=\"28\"/>",
        "<rect class=\"part-2\" x=\"333\" width=\"330\" height=\"28\"/>",
        "<rect class=\"part-2 open\" x=\"666\" width=\"334\" height=\"28\"/>",
        "<bdi>At least $240</bdi> <bdi>At most $360</bdi>",
    ] {
        site.shows("/pricing/", words);
    }
    let study = "[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"study\" }]\n";
    let site = Clinic::new().prices(&[STUDY, study].concat()).build();
    site.shows("/pricing/", "<bdi class=\"total\">on request</bdi>");
    site.hides("/pricing/", "class=\"year-bar\"");
}

#[test]
fn a_page_that_shows_a_year_in_any_of_its_texts_has_its_style_and_its_script() {
    let year = "[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"visit\" }]\n";
    let clinic = || {
        let clinic = Clinic::new().prices(&[VISIT, year].concat());
        clinic.page("content/about.md", "", "Words.").page(
            "content/services/care.md",
            "summary = \"Care\"",
            "Care.",
        )
    };
    let has = |site: &Site, path: &str| {
        let page = site.get(path);
        (page.contains("/assets/prices."), page.contains("/assets/estimate."))
    };
    assert_eq!(has(&clinic().build(), "/about/"), (false, false));
    let shown = "[](estimate:year)";
    for (file, keys, path) in [
        ("content/about.md", "", "/about/"),
        ("content/services/care.md", "summary = \"Care\"", "/services/care/"),
        ("content/faq/cost.md", "services = [\"care\"]", "/faq/"),
        ("content/faq/cost.md", "services = [\"care\"]", "/services/care/"),
        ("content/announcements/new.md", "start = 2026-11-20\nend = 2027-01-02", "/about/"),
    ] {
        let site = clinic().page(file, keys, shown).build();
        assert!(site.get(path).contains("class=\"estimate\""), "{file} is shown at {path}");
        assert_eq!(has(&site, path), (true, true), "{file} at {path}");
    }
}
