//! The whole cost: what a new patient books first, what others bill, what prices will be, and whom a bundle saves money.

use crate::clinic::Clinic;

const LIST: &str = r#"
valid_from = 2026-09-01
valid_until = 2027-03-31
[[plans]]
id = "access"
name = "Access"
period = "month"
cancel = "Any time."
joining_fee = 75
options = [{ name = "One person", price = 40 }, { name = "A couple", price = 70 }]
[[services]]
id = "patch"
name = "=Patch"
group = "Procedures"
price = 800
unit = "patch"
plan_prices = { access = 700 }
outside = ["mri"]
includes = ["Physician"]
excludes = ["MRI"]
next = { price = 850, from = 2027-04-01 }
[[services]]
id = "first-visit"
name = "First visit"
group = "Visits"
price = 350
first = true
[[services]]
id = "call"
name = "Call"
price = 20
included_in = "access"
next = { price = 30, from = 2027-01-01 }
[[outside]]
id = "mri"
name = "MRI of the spine"
who = "The imaging center"
price = { from = 400, to = 1200 }
source = "https://data.example/mri"
retrieved = 2026-10-01
[[outside]]
id = "laboratory"
name = "Blood tests"
who = "The laboratory"
[[examples]]
id = "later-year"
name = "A later year"
lines = [{ id = "access", option = "A couple" }, { id = "call" }]
total = 840
[[examples]]
id = "patch-year"
name = "A year on no plan"
lines = [{ id = "patch", count = { from = 2, to = 3 } }, { id = "call" }]
outside = ["mri", "laboratory"]
total = { from = 1620, to = 2420 }
[[examples]]
id = "first-year"
name = "A first year"
first_year = true
lines = [{ id = "first-visit" }, { id = "access", option = "One person" }]
total = 905
[[comparisons]]
id = "patch"
label = "Hospitals"
price = 1000
source = "https://data.example/patch"
retrieved = 2026-10-01
note = "Without the *physician*."
[terms]
superbill = "On request."
parking = { title = "Parking", text = "Behind the *house*." }
no_show = "Half of it."
payment = "By card."
"#;

fn json(list: &str, day: &str) -> serde_json::Value {
    let site = Clinic::new().on(day).prices(list).build();
    serde_json::from_str(site.get("/pricing/prices.json")).unwrap()
}

#[test]
fn what_a_new_patient_needs_stands_first() {
    let json = json(LIST, "2026-12-01");
    let ids = |list: &str| -> Vec<&str> {
        json[list].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
    };
    assert_eq!(ids("services"), ["first-visit", "patch", "call"]);
    assert_eq!(ids("examples"), ["first-year", "later-year", "patch-year"]);
    assert_eq!(json["services"][0]["first"], true);
    assert!(json["services"][1].get("first").is_none());
}

#[test]
fn a_joining_fee_is_paid_in_a_first_year_alone_where_there_is_one() {
    let without = LIST.replace("first_year = true\n", "");
    let messages = Clinic::new().prices(&without).messages();
    assert!(messages.contains("the total says $840, the sum of its lines is $915"), "{messages}");
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    // A first year that is refused itself blames no other.
    let broken = LIST.replace("lines = [{ id = \"first-visit\" }", "lines = [{ id = \"frist-visit\" }");
    let messages = Clinic::new().prices(&broken).messages();
    assert!(messages.contains("error[unknown-price]") && !messages.contains("wrong-total"), "{messages}");
}

#[test]
fn each_announced_day_has_a_sum_of_its_own() {
    let later = |day: &str| json(LIST, day)["examples"][2].clone();
    let wanted = serde_json::json!([
        { "from": "2027-01-01", "total": { "from": "1630.00", "to": "2430.00" } },
        { "from": "2027-04-01", "total": { "from": "1730.00", "to": "2580.00" } },
    ]);
    assert_eq!(later("2026-12-01")["later"], wanted);
    let january = later("2027-01-01");
    assert_eq!((&january["total"], &january["later"][0]), (&wanted[0]["total"], &wanted[1]));
    assert!(later("2027-04-01").get("later").is_none());
    // Whoever is on the plan pays nothing for calls, before and after.
    assert!(json(LIST, "2026-12-01")["examples"][1].get("later").is_none());
}

#[test]
fn a_last_day_before_an_applied_change_was_that_of_the_old_prices() {
    let last = |list: &str, day: &str| json(list, day)["valid_until"].clone();
    assert_eq!(last(LIST, "2027-01-01"), "2027-03-31");
    assert!(last(LIST, "2027-04-01").is_null());
    let longer = LIST.replace("valid_until = 2027-03-31", "valid_until = 2027-04-01");
    assert_eq!(last(&longer, "2027-04-02"), "2027-04-01");
    Clinic::new().on("2027-04-02").prices(LIST).build().hides("/pricing/", "March 31, 2027");
}

#[test]
fn data_for_others_holds_all_that_the_page_shows() {
    let json = json(LIST, "2026-12-01");
    assert_eq!(json["plans"][0]["options"][1]["price"], "70.00");
    assert_eq!(json["plans"][0]["per_year"], serde_json::json!({ "from": "480.00", "to": "840.00" }));
    assert_eq!(json["services"][1]["outside"], serde_json::json!(["mri"]));
    assert_eq!(json["outside"][0]["price"]["to"], "1200.00");
    assert_eq!(json["outside"][0]["source"], "https://data.example/mri");
    assert_eq!(
        json["outside"][1],
        serde_json::json!({ "id": "laboratory", "name": "Blood tests", "who": "The laboratory" })
    );
    assert_eq!(json["examples"][2]["outside"], serde_json::json!(["mri", "laboratory"]));
    assert_eq!(json["comparisons"][0]["note"], "Without the *physician*.");
    let terms: Vec<_> = json["terms"].as_object().unwrap().keys().collect();
    assert_eq!(terms, ["payment", "no_show", "superbill", "parking"]);
    assert_eq!(json["terms"]["parking"]["title"], "Parking");
}

#[test]
fn the_table_has_a_row_for_each_amount_and_no_formula() {
    let list = LIST.replace("name = \"First visit\"", "name = \"@First, \\\"visit\\\"\"");
    let site = Clinic::new().prices(&list).build();
    let wanted = "\u{feff}type,id,name,group,option,plan,unit,price_from,price_to,currency,valid_from
option,access,Access,,One person,,month,40.00,40.00,USD,2026-09-01
option,access,Access,,A couple,,month,70.00,70.00,USD,2026-09-01
service,first-visit,\"'@First, \"\"visit\"\"\",Visits,,,,350.00,350.00,USD,2026-09-01
service,patch,'=Patch,Procedures,,,patch,800.00,800.00,USD,2026-09-01
plan_price,patch,'=Patch,Procedures,,access,patch,700.00,700.00,USD,2026-09-01
next,patch,'=Patch,Procedures,,,patch,850.00,850.00,USD,2027-04-01
service,call,Call,,,,,20.00,20.00,USD,2026-09-01
next,call,Call,,,,,30.00,30.00,USD,2027-01-01
";
    assert_eq!(site.get("/pricing/prices.csv"), wanted);
    // Some programs pass over blanks before they look for a formula.
    let site = Clinic::new()
        .prices("[[services]]\nid = \"a\"\nname = \" =1+1\"\ngroup = \"\\t@sum\"\nprice = 1\n")
        .build();
    assert!(site.get("/pricing/prices.csv").contains("service,a,' =1+1,'\t@sum,"));
}

#[test]
fn what_a_list_names_twice_is_shown_once() {
    let site = Clinic::new()
        .prices(
            "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 1\noutside = [\"mri\", \"lab\", \"mri\"]\n\
             [[outside]]\nid = \"mri\"\nname = \"MRI\"\nwho = \"The imaging center\"\n\
             [[outside]]\nid = \"lab\"\nname = \"Blood\"\nwho = \"The laboratory\"\n\
             [[discounts]]\nname = \"Students\"\npercent = 5\nservices = [\"visit\", \"visit\"]\n",
        )
        .build();
    let json: serde_json::Value = serde_json::from_str(site.get("/pricing/prices.json")).unwrap();
    assert_eq!(json["services"][0]["outside"], serde_json::json!(["mri", "lab"]));
    assert_eq!(json["discounts"][0]["services"], serde_json::json!(["visit"]));
}

/// The one error of a list: its first line, the places in it, its help.
#[track_caller]
fn told(list: &str, wanted: &[&str]) {
    let messages = Clinic::new().prices(list).messages();
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    wanted.iter().for_each(|words| assert!(messages.contains(words), "{words}\n{messages}"));
}

#[test]
fn what_others_bill_is_named_where_it_belongs() {
    let line = LIST.replace("{ id = \"call\" }]\noutside", "{ id = \"mri\" }]\noutside");
    told(
        &line,
        &["error[wrong-kind]", "`mri` is an entry of `[[outside]]`", "outside = [\"mri\"] below `lines`"],
    );
    let comparison = LIST.replace("[[comparisons]]\nid = \"patch\"", "[[comparisons]]\nid = \"mri\"");
    told(&comparison, &["error[wrong-kind]", "write one of: access, call, first-visit, patch"]);
    let unknown = LIST.replace("outside = [\"mri\"]\n", "outside = [\"mir\"]\n");
    told(
        &unknown,
        &["error[unknown-price]: there is no `[[outside]]` of the id `mir`", "did you mean `mri`?"],
    );
    let service = LIST.replace("outside = [\"mri\"]\n", "outside = [\"call\"]\n");
    told(&service, &["error[wrong-kind]: `outside` names what others bill, and `call` is a service"]);
    let twice = LIST.replace("id = \"laboratory\"", "id = \"call\"");
    assert!(Clinic::new().prices(&twice).messages().contains("error[duplicate-id]"));
    let shown = Clinic::new().prices(LIST).article("a", "It costs [](price:mri).").messages();
    assert!(
        shown.contains("`price:` shows a price of the clinic") && shown.contains("[words](/pricing/#mri)"),
        "{shown}"
    );
    let page = Clinic::new().prices(LIST).page(
        "content/services/a.md",
        "summary = \"A.\"\nprices = [\"mri\"]",
        "A.",
    );
    assert!(page.messages().contains("`mri` is an entry of `[[outside]]`"), "{}", page.messages());
    let heading =
        Clinic::new().prices(LIST).file("content/pricing.md", "+++\ntitle = \"P\"\n+++\n\n## A {#mri}\n");
    assert!(heading.messages().contains("the id `mri` is that of a price"), "{}", heading.messages());
}

#[test]
fn a_price_of_others_needs_its_source_and_its_day() {
    let list = |keys: &str| format!("[[outside]]\nid = \"mri\"\nname = \"MRI\"\n{keys}\n");
    told(
        &list("who = \"B\"\nprice = 400\nsource = \"https://data.example/x\""),
        &["error[P08]", "`retrieved`"],
    );
    told(&list("who = \"B\"\nprice = 400\nretrieved = 2026-10-01"), &["error[P08]", "`source`"]);
    told(
        &list("who = \"B\"\nsource = \"https://data.example/x\""),
        &["error[missing-key]", "needs the key `price`"],
    );
    told(&list(""), &["error[missing-key]", "needs the key `who`"]);
    told(&list("who = \"B\"\nprice = 4\nsource = \"lost\"\nretrieved = 2026-10-01"), &["error[M09]"]);
    let old = list("who = \"B\"\nprice = 4\nsource = \"https://data.example/x\"\nretrieved = 2025-10-01");
    let found = Clinic::new().prices(&old).findings();
    assert!(
        found.iter().any(|one| one.rule.id() == "old-comparison" && one.message.contains("what B charges"))
    );
}

#[test]
fn a_plan_has_a_price_or_options() {
    let list = |keys: &str| format!("[[plans]]\nid = \"a\"\nname = \"A\"\nperiod = \"month\"\n{keys}\n");
    told(
        &list(""),
        &["error[missing-key]: a plan needs the key `price`", "write it: price = 100, or `options`"],
    );
    told(&list("options = []"), &["error[missing-key]: a plan needs the key `price`"]);
    told(&list("cost = 100"), &["error[unknown-key]", "price = 100"]);
    told(&list("price = { from = 1, to = 2 }"), &["`price` wants an amount"]);
    told(
        &list("price = 100\noptions = [{ name = \"A\", price = 1 }]"),
        &["a plan has `price` or `options`, not both"],
    );
    let example = "[[examples]]\nid = \"y\"\nname = \"Y\"\nlines = [{ id = \"a\", option = \"Pair\" }]\n";
    let options = "options = [{ name = \"One\", price = 10 }, { name = \"Two\", price = 15 }]";
    told(&(list(options) + example), &["`a` has no option `Pair`", "write one of: One, Two"]);
    let site = Clinic::new().prices(&list(options)).build();
    site.shows("/pricing/", "\"price\":\"10.00\"");
    site.shows("/pricing/", "A (Two)");
}

#[test]
fn a_term_of_ones_own_has_a_title() {
    let list = |terms: &str| format!("[terms]\n{terms}\n");
    told(
        &list("garage = \"Behind the house.\""),
        &[
            "error[unknown-key]: unknown key `garage` in [terms]",
            "give it a title: garage = { title = \"Garage\", text = \"Behind the house.\" }",
        ],
    );
    told(&list("cancelation = \"Free.\""), &["error[unknown-key]", "did you mean `cancellation`?"]);
    told(&list("garage = { title = \"Garage\" }"), &["a term of your own needs the key `text`"]);
    told(&list("garage = { title = \"Garage\", text = \"x\", url = \"y\" }"), &["error[unknown-key]"]);
    told(&list("payment = { title = \"Pay\", text = \"By card.\" }"), &["`payment` wants a text"]);
    let site = Clinic::new().prices(LIST).build();
    let page = site.get("/pricing/");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}\n{page}"));
    let order = [
        "By card.",
        "If you do not come",
        "Half of it.",
        "On request.",
        "Parking",
        "Behind the <em>house</em>.",
    ];
    assert!(order.map(at).is_sorted(), "{page}");
}

/// A bundle of two patches for this much, beside entries.
fn bundle(price: &str, entries: &str) -> Clinic {
    Clinic::new().prices(&format!(
        "valid_from = 2026-09-01\n[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 10\nperiod = \"month\"\ncancel = \"Any time.\"\n\
         {entries}\n[[bundles]]\nid = \"two\"\nname = \"Two\"\nlines = [{{ id = \"shot\", count = 2 }}]\nprice = {price}\n",
    ))
}

fn saves(clinic: &Clinic) -> serde_json::Value {
    let json: serde_json::Value = serde_json::from_str(clinic.build().get("/pricing/prices.json")).unwrap();
    json["bundles"][0]["saves"].clone()
}

fn dear(clinic: &Clinic) -> Vec<String> {
    let found = clinic.findings();
    found.iter().filter(|one| one.rule.id() == "dear-bundle").map(|one| one.message.clone()).collect()
}

#[test]
fn a_saving_is_told_to_those_who_have_it() {
    let shot = "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 100\n";
    assert_eq!(saves(&bundle("180", shot)), "20.00");
    assert!(saves(&bundle("200", shot)).is_null());
    let cheaper = format!("{shot}plan_prices = {{ club = 80 }}\n");
    let none = serde_json::json!([{ "plan": null, "amount": "20.00" }]);
    assert_eq!(saves(&bundle("180", &cheaper)), none);
    let both =
        serde_json::json!([{ "plan": null, "amount": "50.00" }, { "plan": "club", "amount": "10.00" }]);
    assert_eq!(saves(&bundle("150", &cheaper)), both);
    let part = format!("{shot}included_in = \"club\"\n");
    assert_eq!(saves(&bundle("180", &part)), none);
    bundle("180", &cheaper).build().hides("/pricing/", "You save $20");
    bundle("180", shot).build().shows("/pricing/", "You save $20");
}

#[test]
fn a_bundle_that_is_dear_for_those_on_a_plan_is_told_before_it_is() {
    let shot = |more: &str| format!("[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 100\n{more}\n");
    let cheaper = "plan_prices = { club = 80 }";
    assert_eq!(dear(&bundle("160", &shot(cheaper))), [""; 0]);
    let said = "those on `club` pay $170 for the bundle `two`, and $160 for its parts";
    assert_eq!(dear(&bundle("170", &shot(cheaper))), [said]);
    bundle("170", &shot(cheaper)).build();
    let said = "those on `club` pay $170 for the bundle `two`, and $0 for its parts";
    assert_eq!(dear(&bundle("170", &shot("included_in = \"club\""))), [said]);
    // The clinic that means it says so.
    let meant = bundle("170", &shot(cheaper))
        .site("[check]\nignore = [{ rule = \"dear-bundle\", reason = \"For others\" }]\n");
    assert_eq!(dear(&meant), [""; 0]);
    // A price that falls makes a bundle dear for all, from its day on: that stops no site.
    let falls = bundle("170", &shot("next = { price = 70, from = 2027-04-01 }"));
    assert!(!falls.messages().contains("over-parts"));
    let messages = falls.on("2027-04-01").messages();
    let said = "warning[over-parts, due]: the bundle costs $170, its parts only $140";
    assert!(messages.contains(said), "{messages}");
}

#[test]
fn a_procedure_is_one_by_any_of_four_signs() {
    let lacks = |keys: &str| {
        let list =
            format!("valid_from = 2026-09-01\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n{keys}\n");
        Clinic::new().prices(&list).findings().iter().any(|one| one.rule.id() == "P06")
    };
    for keys in [
        "procedure = true",
        "unit = \"procedure\"",
        "billing_codes = [\"CPT 62273\"]",
        "group = \"Procedures\"",
    ] {
        assert!(lacks(keys), "{keys}");
    }
    for keys in
        ["procedure = false", "unit = \"visit\"", "billing_codes = [\"CPT 99213\"]", "group = \"Visits\""]
    {
        assert!(!lacks(keys), "{keys}");
    }
}

#[test]
fn a_list_says_how_a_plan_ends_and_what_is_compared() {
    let found = |list: &str| -> Vec<&str> {
        let clinic = Clinic::new().prices(list).findings();
        clinic.iter().map(|one| one.rule.id()).filter(|id| ["P12", "P15"].contains(id)).collect()
    };
    assert_eq!(found(LIST), [""; 0]);
    assert_eq!(found(&LIST.replace("cancel = \"Any time.\"\n", "")), ["P12"]);
    assert_eq!(found(&LIST.replace("note = \"Without the *physician*.\"\n", "")), ["P15"]);
}

#[test]
fn amounts_that_the_list_knows_are_not_told_as_unknown() {
    let clinic =
        Clinic::new().prices(LIST).article("a", "From April a patch is $850, a year $1,730, a scan $400.");
    let found = clinic.findings();
    let typed: Vec<_> = found.iter().filter(|one| ["P04", "P10"].contains(&one.rule.id())).collect();
    assert!(typed.is_empty(), "{typed:?}");
}
