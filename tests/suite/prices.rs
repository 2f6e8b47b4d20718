//! One price list, shown the same everywhere.

use crate::clinic::Clinic;

const LIST: &str = r#"
valid_from = 2026-09-01
valid_until = 2027-03-31
note = "Whole *amounts*."
[[plans]]
id = "membership"
name = "Membership"
price = 100
period = "month"
minimum = "3 months"
cancel = "Any time."
unused = "They end."
joining_fee = 75
[[services]]
id = "patch"
name = "Blood patch"
group = "Procedures"
price = 800
unit = "patch"
duration_min = 180
includes = ["Physician"]
excludes = ["MRI"]
billing_codes = ["CPT 62273"]
plan_prices = { membership = 750 }
deposit = 50
next = { price = 850, from = 2027-04-01 }
[[services]]
id = "opinion"
name = "Second opinion"
options = [{ name = "Members", price = 0 }, { name = "Others", price = "149.50" }]
[[services]]
id = "call"
name = "Call"
included_in = "patch"
[[services]]
id = "range"
name = "Fibrin"
price = { from = 1400, to = 2100 }
[[services]]
id = "study"
name = "Study"
[[bundles]]
id = "two"
name = "Two patches"
lines = [{ id = "patch", count = 2 }]
price = 1500
[[discounts]]
name = "Under 26"
percent = 10
services = ["patch"]
[[examples]]
id = "year"
name = "A year"
lines = [{ id = "patch", count = { from = 2, to = 3 } }]
total = { from = 1600, to = 2400 }
[[comparisons]]
id = "patch"
label = "Hospitals, middle half"
price = { from = 702, to = 1708 }
source = "https://data.example/prices"
retrieved = 2026-01-28
[terms]
payment = "By card."
cancellation = "Free."
refunds = "Soon."
medicare = "Opted out."
"#;

#[test]
fn the_pricing_page_shows_every_key() {
    let site = Clinic::new().prices(LIST).build();
    for text in [
        "September 1, 2026",
        "March 31, 2027",
        "Whole <em>amounts</em>.",
        "$100",
        "a month",
        "$1,200 a year",
        "3 months",
        "Any time.",
        "They end.",
        "$75",
        "Procedures",
        "$800",
        "per patch",
        "3 hours",
        "Physician",
        "MRI",
        "CPT 62273",
        "$750",
        "$50",
        "From April 1, 2027: $850",
        "Members",
        "$0",
        "$149.50",
        "$1,400 to $2,100",
        "on request",
        "Two patches",
        "Under 26",
        "10%",
        "$1,600 to $2,400",
        "Hospitals, middle half",
        "$702 to $1,708",
        "https://data.example/prices",
        "January 28, 2026",
        "By card.",
        "Free.",
        "Soon.",
        "Opted out.",
        "A plan is not insurance.",
        "This is an example, not your Good Faith Estimate.",
        "href=\"/good-faith-estimate/\"",
        "id=\"patch\"",
    ] {
        assert!(site.main("/pricing/").contains(text), "`{text}`\n{}", site.main("/pricing/"));
    }
}

#[test]
fn data_for_others_is_the_same_list() {
    let site = Clinic::new().prices(LIST).build();
    let json: serde_json::Value = serde_json::from_str(site.get("/pricing/prices.json")).unwrap();
    assert_eq!(json["currency"], "USD");
    assert_eq!(json["plans"][0]["per_year"], "1200.00");
    assert_eq!(json["services"][3]["price"]["to"], "2100.00");
    assert!(json["services"][4]["price"].is_null());
    assert_eq!(json["examples"][0]["total"]["from"], "1600.00");
    let csv = site.get("/pricing/prices.csv");
    assert!(
        csv.starts_with(
            "\u{feff}type,id,name,group,option,plan,unit,price_from,price_to,currency,valid_from\n"
        ),
        "{csv}"
    );
    assert!(
        csv.contains("service,patch,Blood patch,Procedures,,,patch,800.00,800.00,USD,2026-09-01\n"),
        "{csv}"
    );
    assert!(csv.contains("option,opinion,Second opinion,,Others,,,149.50,149.50,USD,2026-09-01\n"), "{csv}");
    assert!(csv.contains("service,study,Study,,,,,,,USD,2026-09-01\n"), "{csv}");
}

#[test]
fn an_announced_price_takes_its_place_everywhere() {
    let clinic = |day: &str| {
        Clinic::new()
            .on(day)
            .prices(&LIST.replace("valid_until = 2027-03-31", ""))
            .article("a", "It costs [](price:patch).")
            .build()
    };
    let (before, after) = (clinic("2027-03-31"), clinic("2027-04-01"));
    before.shows("/articles/a/", ">$800</a>");
    after.shows("/articles/a/", ">$850</a>");
    after.shows("/pricing/", "\"price\":\"850.00\"");
    after.shows("/pricing/prices.json", "\"valid_from\": \"2027-04-01\"");
    after.hides("/pricing/", "$800");
    assert_eq!(before.next_change.unwrap().0.to_string(), "2027-04-01");
}

#[test]
fn prices_in_text_are_links_and_a_wrong_amount_is_an_error() {
    let clinic = |body: &str| Clinic::new().prices(LIST).article("a", body);
    clinic("[](price:patch), [about](price:range), [$800](price:patch)")
        .build()
        .shows("/articles/a/", "href=\"/pricing/#patch\">$800</a>");
    clinic("In a year [](estimate:year).").build().shows("/articles/a/", ">$1,600 to $2,400</a>");
    clinic("[](estimate:year)").build().shows("/articles/a/", "<table>");
    let messages = clinic("[$740](price:patch)").messages();
    assert!(messages.contains("error[wrong-price]: the text says `$740`, the price list $800"), "{messages}");
    let messages = clinic("[](price:pach)").messages();
    assert!(
        messages.contains("error[unknown-price]: there is no price `pach`")
            && messages.contains("help: did you mean `patch`?"),
        "{messages}"
    );
}

#[test]
fn a_list_past_its_last_day_warns() {
    let site = Clinic::new().on("2027-04-01").prices(LIST).build();
    assert!(
        site.warnings.contains("warning[past-prices, due]: the price list was valid until 2027-03-31"),
        "{}",
        site.warnings
    );
}

#[test]
fn a_wrong_total_names_both_sums_and_its_line() {
    let messages = Clinic::new().prices(&LIST.replace("to = 2400 }", "to = 2401 }")).messages();
    assert!(
        messages.contains("the total says $1,600 to $2,401, the sum of its lines is $1,600 to $2,400"),
        "{messages}"
    );
    assert!(messages.contains("content/prices.toml:56:9"), "{messages}");
}

/// What is told of the total of a year with one scan, whose entry holds these lines.
fn total_of_a_scan(scan: &str) -> String {
    let example = "[[examples]]\nid = \"y\"\nname = \"Y\"\nlines = [{ id = \"scan\" }, { id = \"visit\" }]\ntotal = 100\n";
    let visit = "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 20\n";
    let scan = format!("[[services]]\nid = \"scan\"\nname = \"Scan\"\n{scan}\n");
    let messages = Clinic::new().prices(&format!("{visit}{scan}{example}")).messages();
    messages.split("\n\n").filter(|one| one.contains("[wrong-total]")).collect()
}

#[test]
fn a_total_with_a_line_on_request_names_the_line() {
    let told = total_of_a_scan("");
    assert!(told.contains("the total says $100, and `scan` among its lines has no price"), "{told}");
    assert!(told.contains("help: write the price of `scan`, or take `total` out"), "{told}");
    assert_eq!(total_of_a_scan("price = 80"), "");
}

#[test]
fn a_total_is_held_against_the_prices_before_the_announced_ones() {
    let next = "next = { price = 90, from = 2027-01-01 }";
    assert_eq!(total_of_a_scan(&format!("price = 80\n{next}")), "");
    let told = total_of_a_scan(&format!("price = 70\n{next}"));
    let said = "the sum of its lines is $90, with each `price` and not yet `next`";
    assert!(told.contains(said), "{told}");
    assert!(!total_of_a_scan("price = 70").contains("next"));
}

#[test]
fn a_price_that_cannot_be_read_is_told_once_and_no_sum_is_blamed() {
    let messages = Clinic::new()
        .prices(
            "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80.999\n\
             [[examples]]\nid = \"year\"\nname = \"A year\"\ntotal = 160\nlines = [{ id = \"visit\", count = 2 }]\n",
        )
        .messages();
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    assert!(messages.contains("more decimals"), "{messages}");
}

#[test]
fn two_options_of_one_name_are_an_error_with_both_places() {
    let service = "[[services]]\nid = \"visit\"\nname = \"Visit\"\n";
    let options = "options = [{ name = \"New\", price = 80 },\n{ name = \"New\", price = 90 }]\n";
    let messages = Clinic::new().prices(&format!("{service}{options}")).messages();
    assert!(messages.contains("the option `New` stands twice"), "{messages}");
    assert!(messages.contains("content/prices.toml:6:10"), "{messages}");
    assert!(messages.contains("the first one"), "{messages}");
}

#[test]
fn a_discount_of_a_percentage_and_an_amount_is_an_error() {
    let service = "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n";
    let discount = "[[discounts]]\nname = \"Students\"\npercent = 10\namount = 5\nservices = [\"visit\"]\n";
    let messages = Clinic::new().prices(&format!("{service}{discount}")).messages();
    assert!(messages.contains("a discount has `percent` or `amount`, not both"), "{messages}");
}

#[test]
fn no_part_of_a_price_is_more_than_the_whole() {
    let list = |lines: &str, discount: &str| {
        Clinic::new().prices(&format!(
            "[[services]]\nid = \"visit\"\nname = \"Visit\"\n{lines}\n[[discounts]]\nname = \"Students\"\n{discount}\n"
        ))
    };
    for (lines, discount, said, help) in [
        ("price = 80", "percent = 150", "cannot be 150 percent", "up to 100"),
        ("price = 80", "percent = -5", "cannot be -5 percent", "up to 100"),
        ("price = 80", "percent = 100.5", "cannot be 100.5 percent", "up to 100"),
        ("price = 80", "percent = 0.0", "cannot be 0.0 percent", "up to 100"),
        ("price = 80", "percent = nan", "cannot be nan percent", "up to 100"),
        ("price = 80\ndeposit = 80.01", "percent = 5", "the deposit is more than the price", "deposit = 80"),
        (
            "options = [{ name = \"A\", price = 5 }, { name = \"B\", price = 9 }]\ndeposit = 10",
            "percent = 5",
            "the deposit",
            "deposit = 9",
        ),
        (
            "price = 80",
            "amount = 81\nservices = [\"visit\"]",
            "$81 off `visit`, which costs $80",
            "amount = 80",
        ),
    ] {
        let told = list(lines, discount).messages();
        assert_eq!(told.matches("error[").count(), 1, "{told}");
        assert!(told.contains(said) && told.contains(help), "{told}");
    }
    let next = "next = { price = 60, from = 2027-01-01 }";
    let falls = format!("price = 80\ndeposit = 70\n{next}");
    assert!(list(&falls, "percent = 5").messages().contains("the deposit is more than the announced price"));
    // What is proposed is a part of both.
    let both = list(&format!("price = 80\ndeposit = 90\n{next}"), "percent = 5").messages();
    assert!(both.contains("write at most deposit = 60"), "{both}");
    let falls = format!("price = 80\n{next}");
    let told = list(&falls, "amount = 70\nservices = [\"visit\"]").messages();
    assert!(told.contains("$70 off `visit`, which costs $60 from 2027-01-01 on"), "{told}");
    for (lines, discount) in [
        ("price = 80\ndeposit = 80", "percent = 100"),
        ("price = { from = 80 }\ndeposit = 500", "percent = 0.5"),
        ("deposit = 50", "amount = 81"),
        ("price = { from = 80, to = 90 }\ndeposit = 90", "amount = 90\nservices = [\"visit\"]"),
    ] {
        list(lines, discount).build();
    }
}

#[test]
fn an_amount_in_the_words_of_a_raw_link_is_no_second_link() {
    let site = Clinic::new()
        .prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n")
        .article(
            "cost",
            "See <a href=\"/pricing/\">all prices, a visit is [](price:visit)</a>, or [](price:visit).",
        )
        .build();
    site.shows(
        "/articles/cost/",
        "<a href=\"/pricing/\">all prices, a visit is $80</a>, or <a class=\"price\"",
    );
}

#[test]
fn a_typed_price_is_told_in_the_currency_of_the_list_alone() {
    let told = |currency: &str, site: &str, body: &str| -> Vec<String> {
        let list = format!(
            "currency = \"{currency}\"\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n"
        );
        let clinic = Clinic::new().site(site).file("content/prices.toml", &list).article("cost", body);
        let findings = clinic.findings();
        let typed = findings.iter().filter(|one| ["P04", "P10"].contains(&one.rule.id()));
        typed
            .map(|one| {
                let text = &one.place.source.text;
                format!("{} {}", one.rule.id(), text.get(one.place.span.clone().unwrap()).unwrap())
            })
            .collect()
    };
    let nothing: [&str; 0] = [];
    for (currency, site, body, wanted) in [
        ("CHF", "", "In the US it is $80.", &nothing[..]),
        ("CHF", "", "Here it is CHF 80, or Fr. 90.", &["P10 CHF 80", "P04 Fr. 90"]),
        ("USD", "", "It is $80, in Australia A$80, and CHF 90 in Bern.", &["P10 $80"]),
        ("USD", "", "It is 80 USD or US$90.", &["P10 80 USD", "P04 US$90"]),
        ("AUD", "language = \"en-AU\"\n", "It is $80, and US$80 there.", &["P10 $80"]),
        ("CAD", "", "It is CA$80, and $80 in Boston.", &["P10 CA$80"]),
        ("EUR", "language = \"en-IE\"\n", "It is 80 €, not £80.", &["P10 80 €"]),
        ("SEK", "language = \"en-GB\"\n", "It is 80 kr.", &["P10 80 kr."]),
    ] {
        assert_eq!(told(currency, site, body), wanted, "{currency}: {body}");
    }
}
