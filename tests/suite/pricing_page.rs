//! The page of prices: its chapters, the ways to pay, comparisons as bars, long lists, and what stands on a small one.

use std::collections::BTreeSet;

use crate::clinic::{Clinic, Site};

/// A service of these keys.
fn service(id: &str, keys: &str) -> String {
    format!("[[services]]\nid = \"{id}\"\nname = \"Name of {id}\"\n{keys}\n")
}

const PLAN: &str = "[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 50\nperiod = \"month\"\n";

/// The list of a clinic with everything that the page can have a chapter for.
fn whole() -> Clinic {
    let services = [
        service("first", "price = 150\nfirst = true"),
        service("visit", "price = 120\nunit = \"visit\"\ngroup = \"Visits\""),
        service("call", "included_in = \"club\"\ngroup = \"Visits\""),
        service("cast", "price = { from = 200, to = 300 }\nunit = \"cast\"\ngroup = \"Small & large\""),
        service("odd", "group = \"small, LARGE\""),
        service("rest", "price = 9"),
    ];
    let rest = "[[bundles]]\nid = \"two\"\nname = \"Two visits\"\nlines = [{ id = \"visit\", count = 2 }]\nprice = 200\n\
                [[discounts]]\nname = \"Students\"\npercent = 10\n\
                [[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"club\" }]\n\
                [[examples]]\nid = \"more\"\nname = \"Another\"\nlines = [{ id = \"visit\" }]\n\
                [terms]\npayment = \"By card.\"\ncancellation = \"Free.\"\nif_it_fails = \"We talk.\"\n\
                superbill = \"With codes.\"\ntravel = \"Plan a night.\"\n";
    Clinic::new()
        .site("[clinic]\nphone = \"+1-617-555-0142\"\ncountry = \"US\"\n")
        .prices(&[PLAN, &services.concat(), rest].concat())
}

/// The parts of a page between two texts, wherever they stand.
fn between<'p>(page: &'p str, begin: &str, end: &str) -> Vec<&'p str> {
    page.split(begin).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}

fn contents(site: &Site) -> Vec<&str> {
    let nav = between(site.main("/pricing/"), "<nav class=\"jump\"", "</nav>");
    nav.first().map(|nav| between(nav, "href=\"#", "\"")).unwrap_or_default()
}

#[test]
fn the_contents_lead_to_each_chapter_in_its_order() {
    let site = whole().build();
    let page = site.main("/pricing/");
    let (_, list) = page.split_once("class=\"chapters\"").unwrap();
    let list = list.split("class=\"deep call\"").next().unwrap();
    assert_eq!(contents(&site), between(list, "<h2 id=\"", "\""));
    let ids = between(page, " id=\"", "\"");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "no id stands twice: {ids:?}");
    // Two titles that signs and capitals alone tell apart.
    assert!(
        contents(&site).contains(&"_group-small-large") && contents(&site).contains(&"_group-small-large-_2")
    );
    let nav = between(page, "<nav class=\"jump\"", "</nav>")[0];
    assert!(nav.contains("<a href=\"#_group-visits\">Visits</a> <span>2</span>"), "{nav}");
    assert!(nav.contains("<a href=\"#_years\">More years, worked out</a> <span>1</span>"), "{nav}");
    // What is seen at once needs none.
    let small = Clinic::new().prices(&service("visit", "price = 1")).build();
    assert_eq!(contents(&small), Vec::<&str>::new());
}

#[test]
fn the_ways_to_pay_go_from_the_cheapest_to_the_dearest() {
    let site = whole().build();
    let ways = between(site.main("/pricing/"), "<dl class=\"ways\">", "</dl>")[0];
    for (way, wanted) in [
        ("_first\">Your first visit", "$150"),
        ("_plans\">Plans", "$50</span> <span class=\"per\">a month"),
        ("_group-visits\">Visits", "$120</span> <span class=\"per\">per visit"),
        ("_group-small-large\">Small &amp; large", "$200 to $300</span> <span class=\"per\">per cast"),
        ("_group-small-large-_2\">small, LARGE", "on request"),
        ("_services\">Services", "$9"),
    ] {
        let wanted = format!("<a href=\"#{way}</a></dt><dd><span class=\"amount\">{wanted}");
        assert!(ways.contains(&wanted), "{wanted}\n{ways}");
    }
    assert!(ways.contains("Name of visit and Name of call"), "{ways}");
    let many: String =
        (1..=5).map(|at| service(&format!("s{at}"), &format!("price = {at}\ngroup = \"A\""))).collect();
    let open = service("open", "price = { from = 3 }\nunit = \"hour\"\ngroup = \"A\"");
    let site = Clinic::new().prices(&[PLAN, &open, &many].concat()).build();
    let ways = between(site.main("/pricing/"), "<dl class=\"ways\">", "</dl>")[0];
    assert!(ways.contains("from $1</span></dd>"), "of several units none: {ways}");
    assert!(ways.contains("Name of open, Name of s1, Name of s2, and 3 more"), "{ways}");
    // One way alone says what the list says; more than nine are no overview.
    let groups = |count: usize| -> String {
        (0..count)
            .map(|at| service(&format!("s{at}"), &format!("price = 1\ngroup = \"Group {at}\"")))
            .collect()
    };
    for (count, shown) in [(1, false), (2, true), (9, true), (10, false)] {
        let site = Clinic::new().prices(&groups(count)).build();
        assert_eq!(site.main("/pricing/").contains("class=\"ways\""), shown, "{count}");
    }
}

fn compared(price: &str, others: &str) -> String {
    let others: String = others
        .split(';')
        .map(|price| {
            format!(
                "[[comparisons]]\nid = \"visit\"\nlabel = \"Hospitals\"\nprice = {price}\n\
                 source = \"https://data.example/prices\"\nretrieved = 2026-10-01\nnote = \"Without *physician*.\"\n"
            )
        })
        .collect();
    let site = Clinic::new().prices(&[service("visit", price), others].concat()).build();
    between(site.main("/pricing/"), "<div class=\"compare\">", "</div>")[0].to_owned()
}

#[test]
fn a_comparison_is_bars_on_one_axis_with_note_source_and_day() {
    let bars = compared("price = 800", "{ from = 702, to = 1708 }");
    assert!(bars.contains("<span>Here</span> <span class=\"amount\">$800</span>"), "{bars}");
    assert!(bars.contains("<span>Hospitals</span> <span class=\"amount\">$702 to $1,708</span>"), "{bars}");
    assert_eq!(
        between(&bars, "<rect ", " height"),
        ["x=\"0\" y=\"2\" width=\"400\"", "x=\"351\" y=\"2\" width=\"503\""]
    );
    assert!(bars.contains("<span>$0</span><span>$2,000</span>"), "{bars}");
    for words in ["Without <em>physician</em>.", "https://data.example/prices", "Read on October 1, 2026"] {
        assert!(bars.contains(words), "{words}\n{bars}");
    }
    // A range of options, and prices that are open, which end in dots; of two each note says whose it is.
    let bars = compared(
        "options = [{ name = \"A\", price = 0 }, { name = \"B\", price = 90 }]",
        "{ from = 100 };120",
    );
    assert_eq!(between(&bars, "width=\"", "\""), ["450", "420", "600"], "{bars}");
    assert_eq!(bars.matches("class=\"on\"").count(), 1);
    assert_eq!(bars.matches("<strong>Hospitals:</strong>").count(), 2);
    // What has no price here has no bar, and what is free none either.
    for (price, words) in [("", "on request"), ("price = 0", "$0")] {
        let bars = compared(price, "120");
        assert_eq!(bars.matches("<rect").count(), 1, "{bars}");
        assert!(bars.contains(&format!("<span class=\"amount\">{words}</span>")), "{bars}");
    }
}

#[test]
fn a_long_list_is_folded_and_each_link_still_opens_its_entry() {
    let list = |count: usize, group: &dyn Fn(usize) -> usize| -> String {
        (0..count)
            .map(|at| service(&format!("s{at}"), &format!("price = 1\ngroup = \"Group {}\"", group(at))))
            .collect()
    };
    let folds = |prices: &str| {
        let site = Clinic::new().prices(prices).build();
        site.main("/pricing/").matches("<details").count()
    };
    assert_eq!(folds(&list(12, &|at| at % 2)), 0);
    assert_eq!(folds(&list(13, &|at| at % 2)), 13);
    assert_eq!(folds(&list(9, &|_| 0)), 9, "one group is long");
    let site = Clinic::new().prices(&list(60, &|at| at % 9)).build();
    let page = site.main("/pricing/");
    for details in between(page, "<details", "</details>") {
        let (summary, body) = details.split_once("</summary>").unwrap();
        // A link to an id opens what it stands in, and not what has it.
        assert!(!summary.contains("id=") && body.contains("id=\"s"), "{details}");
        assert!(!summary.contains("<a "), "what opens has no other link in it: {summary}");
    }
}

#[test]
fn what_a_new_patient_books_first_and_plans_are_never_folded() {
    let many: String = (0..30).map(|at| service(&format!("s{at}"), "price = 1")).collect();
    let site =
        Clinic::new().prices(&[PLAN, &many, &service("new", "price = 2\nfirst = true")].concat()).build();
    let page = site.main("/pricing/");
    for id in ["club", "new"] {
        assert!(page.contains(&format!("<div class=\"entry\" id=\"{id}\">")), "{id}: {page}");
    }
}

#[test]
fn a_short_note_is_a_badge_and_a_long_one_a_sentence() {
    let note = |note: &str| {
        Clinic::new().prices(&format!("note = \"{note}\"\n{}", service("visit", "price = 1"))).build()
    };
    let short = note("The whole amount you pay us");
    let badges = between(short.main("/pricing/"), "<li class=\"badge good\">", "</li>");
    assert!(
        badges.len() == 1 && badges[0].contains("<span>The whole amount you pay us</span>"),
        "{badges:?}"
    );
    let long = note("These are the prices for people who pay the clinic themselves.");
    long.hides("/pricing/", "badge");
    long.shows(
        "/pricing/",
        "<p><strong>These are the prices for people who pay the clinic themselves.</strong></p>",
    );
}

#[test]
fn the_days_of_the_list_are_told_in_one_phrase() {
    for (days, wanted) in [
        (
            "valid_from = 2026-09-01\nvalid_until = 2027-03-31",
            Some("Valid from September 1, 2026 to March 31, 2027"),
        ),
        ("valid_from = 2026-09-01", Some("Valid from September 1, 2026")),
        ("valid_until = 2027-03-31", Some("Valid until March 31, 2027")),
        ("", None),
    ] {
        let site = Clinic::new().prices(&format!("{days}\n{}", service("visit", "price = 1"))).build();
        let badges = between(site.main("/pricing/"), "<li class=\"badge\">", "</li>");
        assert_eq!(
            badges.iter().map(|badge| between(badge, "<span>", "</span>")[0].trim()).collect::<Vec<_>>(),
            wanted.into_iter().collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_price_on_request_leads_to_the_telephone_and_free_is_a_figure() {
    let list = [service("odd", ""), service("free", "price = 0")].concat();
    let site = Clinic::new().site("[clinic]\nphone = \"+1-617-555-0142\"\n").prices(&list).build();
    site.shows("/pricing/", "<p class=\"on-request\"><a href=\"tel:+16175550142\">on request</a></p>");
    site.shows("/pricing/", "<p class=\"amount\">$0</p>");
    Clinic::new().prices(&list).build().shows("/pricing/", "<p class=\"on-request\">on request</p>");
}

#[test]
fn a_list_without_plans_or_years_says_nothing_of_them() {
    let site = Clinic::new().prices(&service("visit", "price = 1")).build();
    for words in ["not insurance", "class=\"slab", "_examples", "_plans", "class=\"ways\"", "<details"] {
        site.hides("/pricing/", words);
    }
    let yen = service("scan", "price = { from = 1250000, to = 2680000 }");
    let site = Clinic::new().file("content/prices.toml", &format!("currency = \"JPY\"\n{yen}")).build();
    site.shows("/pricing/", "¥1,250,000 to ¥2,680,000");
}

#[test]
fn how_a_plan_is_left_stands_where_one_looks_for_it_and_its_source_once() {
    let plan = |keys: &str| {
        format!("[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 9\nperiod = \"month\"\n{keys}")
    };
    let clinic = |keys: &str| {
        let library = "[[sources]]\nid = \"a\"\ntitle = \"The law\"\n";
        Clinic::new().file("content/sources.toml", library).prices(&plan(keys)).build()
    };
    let site = clinic("minimum = \"3 months\"\ncancel = \"Any time [@a].\"\n");
    let page = site.main("/pricing/");
    let chapter = between(page, "id=\"_cancelling\"", "</section>");
    assert!(chapter[0].contains("For at least: 3 months. Any time."), "{chapter:?}");
    assert_eq!(page.matches("id=\"_cite-1-1\"").count(), 1, "{page}");
    clinic("").hides("/pricing/", "_cancelling");
}
