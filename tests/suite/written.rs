//! Our files as editors of forms write them: dates in quotes, ranges as one text, empty keys; and as other readers of TOML
//! know it.

use crate::clinic::Clinic;

const PRICES: &str = "[[services]]\nid = \"patch\"\nname = \"Patch\"\nprice = \"1400 to 2100\"\n\
    next = { price = \"from 1500\", from = \"2027-04-01\" }\n\
    [[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = \"300\"\n\
    [[comparisons]]\nid = \"visit\"\nlabel = \"Others\"\nprice = \"350 to 420\"\nsource = \"https://prices.example\"\n\
    retrieved = \"2026-11-01\"\n\
    [[examples]]\nid = \"year\"\nname = \"A year\"\ntotal = \"from 3100\"\n\
    lines = [{ id = \"visit\", count = \"1\" }, { id = \"patch\", count = \"2 to 3\" }]\n";

#[test]
fn ranges_may_be_one_text() {
    let prices = PRICES.replace("total = \"from 3100\"\n", "");
    let site = Clinic::new().prices(&prices).build();
    site.shows("/pricing/", "$1,400 to $2,100");
    site.shows("/pricing/", "$350 to $420");
    site.shows("/pricing/", "$3,100 to $6,600");
    let later = Clinic::new().prices(&prices).on("2027-04-01").build();
    later.shows("/pricing/", "from $1,500");
}

#[test]
fn a_bad_end_of_a_range_in_a_text_is_told() {
    for (from, to, rule, help) in [
        ("1400 to 2100", "1400 to x", "P01", "`1400 to x` cannot be `price`"),
        ("1400 to 2100", "2100 to 1400", "P09", "price = { from = 1400, to = 2100 }"),
        ("2 to 3", "3 to 2", "P09", "count = { from = 2, to = 3 }"),
        ("2 to 3", "two", "wrong-type", "`count` wants a whole number"),
        ("2 to 3", "from 2", "wrong-type", "`count` wants a whole number"),
        ("from 3100", "3100 to 6000", "wrong-total", "6600"),
    ] {
        let messages = Clinic::new().prices(&PRICES.replace(from, to)).messages();
        assert!(messages.contains(&format!("error[{rule}]")) && messages.contains(help), "{to}: {messages}");
    }
}

#[test]
fn dates_in_quotes_are_dates() {
    let site = Clinic::new()
        .page(
            "content/events/talk.md",
            "date = \"2026-11-01\"\nstart = \"2026-12-03T18:00:00.000-05:00\"\nend = '2026-12-03 19:00:00-05:00'",
            "W.",
        )
        .page("content/x.md", "publish = \"2026-12-02\"", "W.")
        .build();
    site.shows("/events/talk/event.ics", "DTSTART:20261203T230000Z");
    assert_eq!(site.held_back, [("content/x.md".to_owned(), "`publish` is 2026-12-02".to_owned())]);
}

#[test]
fn an_empty_key_that_may_be_left_out_is_not_written() {
    let site = Clinic::new()
        .site("description = \"\"\ntime_zone = \"\"\nutc_offset = \"-05:00\"\n[clinic]\nphone = \"\"\nnpi = ''\nsame_as = []\nwaiting = {}\n")
        .page(
            "content/x.md",
            "slug = \"\"\nupdated = \"\"\nexpires = \"\"\nimage = \"\"\nimage_alt = \"\"\naliases = []\nextra = {}",
            "W.",
        )
        .page("content/providers/ana.md", "role = \"Doctor\"\nregistration = []\ncredentials = []", "W.")
        .prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = \"\"\noptions = []\nnext = {}\ndeposit = \"\"\nplan_prices = {}\nunit = \"\"\n")
        .build();
    assert!(!site.warnings.contains("content/"), "{}", site.warnings);
    site.shows("/pricing/", "on request");
}

#[test]
fn an_empty_key_that_must_be_there_is_missing() {
    let career = |keys: &str| Clinic::new().page("content/careers/nurse.md", keys, "W.").messages();
    let messages = career("posted = 2026-11-01\nrequirements = []");
    assert!(messages.contains("error[missing-key]") && messages.contains("nurse.md:4:16"), "{messages}");
    let messages = career("posted = \"\"\nrequirements = [\"Care\"]");
    assert!(messages.contains("error[bad-date]") && messages.contains("nurse.md:3:10"), "{messages}");
    let messages = Clinic::new().file("content/x.md", "+++\ntitle = \"\"\n+++\n\nW.\n").messages();
    assert!(messages.contains("`title` is empty"), "{messages}");
}

#[test]
fn what_only_toml_1_1_has_is_told_with_the_same_in_1_0() {
    let entry = "[[services]]\nid = \"a\"\nname = \"A\"\nprice = {\n  from = 30, # least\n  to = 40,\n}\n";
    let site = Clinic::new().prices(entry).build();
    let wanted = "help: write it in one line: { from = 30, to = 40 }";
    assert!(
        site.warnings.contains("warning[toml-1.1]") && site.warnings.contains(wanted),
        "{}",
        site.warnings
    );
    assert!(site.warnings.contains("content/prices.toml:5:"), "{}", site.warnings);
    assert_eq!(site.warnings.matches("toml-1.1").count(), 1, "{}", site.warnings);
    let warnings = Clinic::new().page("content/x.md", "summary = \"\\x41 b\"", "W.").build().warnings;
    assert!(warnings.contains("content/x.md:3:11") && warnings.contains("write it as \\u0041"), "{warnings}");
}
