mod sums;
mod whole;

use super::*;
use crate::language::Language;

const FOUNDER: &str = r#"
currency = "USD"
[[plans]]
id = "membership"
name = "Membership"
price = 100
period = "month"
[[services]]
id = "visit"
name = "Visit"
price = 300
[[services]]
id = "patch"
name = "Patch"
price = 800
next = { price = 850, from = 2027-04-01 }
[[examples]]
id = "quiet"
name = "Without a patch"
lines = [{ id = "membership" }, { id = "visit", count = 4 }]
total = 2400
[[examples]]
id = "typical"
name = "With two or three"
lines = [{ id = "membership" }, { id = "visit", count = 4 }, { id = "patch", count = { from = 2, to = 3 } }]
total = { from = 4000, to = 4800 }
"#;

fn parsed(text: &str) -> (Option<PriceList>, String) {
    let mut problems = Problems::default();
    let language = Language::find("en-US").unwrap();
    let list = read(&Source::new("content/prices.toml", text), language, &mut problems);
    (list, problems.sorted().render(&annotate_snippets::Renderer::plain()))
}

fn words(sum: Option<Sum>) -> String {
    let language = Language::find("en-US").unwrap();
    sum.map_or_else(String::new, |sum| {
        sum.describe(language, |from, to| format!("{from} to {to}"), |from| format!("from {from}"))
    })
}

#[test]
fn the_founders_figures_come_out() {
    let (list, problems) = parsed(FOUNDER);
    assert_eq!(problems, "");
    let list = list.unwrap();
    let year = |id| list.year(list.example(id).unwrap()).total;
    assert_eq!(words(year("quiet")), "$2,400");
    assert_eq!(words(year("typical")), "$4,000 to $4,800");
    let panel = year("typical").map(|one| one.times(200, 200));
    assert_eq!(words(panel), "$800,000 to $960,000");
}

#[test]
fn an_announced_price_is_applied_on_its_day() {
    let list = parsed(FOUNDER).0.unwrap();
    let on = |day: &str| list.clone().in_force(day.parse().unwrap());
    let patch = |day: &str| words(on(day).find("patch").unwrap().cost.sum());
    assert_eq!(patch("2027-03-31"), "$800");
    assert_eq!(patch("2027-04-01"), "$850");
    assert_eq!(
        on("2027-03-31").find("patch").unwrap().next.map(|next| words(Some(next.price))).unwrap(),
        "$850"
    );
    assert_eq!(on("2027-04-01").find("patch").unwrap().next, None);
}

#[test]
fn an_entry_has_an_offer_for_each_amount_that_somebody_pays() {
    let text = r#"
currency = "USD"
[[plans]]
id = "access"
name = "Access"
price = 40
period = "quarter"
[[services]]
id = "opinion"
name = "Opinion"
unit = "letter"
options = [{ name = "Members", price = 0 }, { name = "Others", price = "149.50" }]
plan_prices = { access = 100 }
[[services]]
id = "call"
name = "Call"
included_in = "access"
[[services]]
id = "scan"
name = "Scan"
[[bundles]]
id = "two"
name = "Two letters"
lines = [{ id = "opinion", count = 2 }]
price = 150
"#;
    let (list, problems) = parsed(text);
    assert_eq!(problems, "");
    let list = list.unwrap();
    let offer = |offer: &offers::Offer| {
        let condition = offer.condition.as_ref().map(|one| format!(" for {} {}", one.kind.word(), one.id));
        format!("{}: {}{}", offer.label, words(offer.sum), condition.unwrap_or_default())
    };
    let all: Vec<_> = list.offers().iter().flat_map(|entry| entry.offers.iter().map(offer)).collect();
    assert_eq!(
        all,
        [
            "Access: $40",
            "Opinion (Members): $0",
            "Opinion (Others): $149.50",
            "Opinion: $100 for plan access",
            "Call: ",
            "Scan: ",
            "Two letters: $150",
        ]
    );
    let costs: Vec<_> = list.offers().iter().map(|entry| entry.cost).collect();
    let [Cost::Sum(_), Cost::Sum(opinion), Cost::Included(Whole::Plan(_)), Cost::OnRequest, Cost::Sum(_)] =
        costs[..]
    else {
        panic!("{costs:?}")
    };
    assert_eq!(words(Some(opinion)), "$0 to $149.50");
    assert!(list.ids().all(|id| list.offers_of(list.find(id).unwrap().entry).id == id));
}

#[test]
fn a_total_that_is_not_the_sum_names_both_and_its_line() {
    let (_, problems) = parsed(&FOUNDER.replace("to = 4800 }", "to = 4801 }"));
    assert!(
        problems.contains(
            "error[wrong-total]: the total says $4,000 to $4,801, the sum of its lines is $4,000 to $4,800"
        ),
        "{problems}"
    );
    assert!(problems.contains("content/prices.toml:26:9"), "{problems}");
}

#[test]
fn each_fault_is_told_with_its_rule_and_line() {
    for (text, rule, line) in [
        ("currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1.005", "P01", 5),
        ("currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = \"19,90\"", "P01", 5),
        ("currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = -1", "P01", 5),
        ("currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = nan", "P01", 5),
        ("currency = \"EUR\"\n[[plans]]\nid = \"a\"\nname = \"A\"\nprice = 1", "P07", 2),
        (
            "currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = { from = 3, to = 2 }",
            "P09",
            5,
        ),
        (
            "currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\n[[services]]\nid = \"a\"\nname = \"B\"",
            "duplicate-id",
            6,
        ),
        ("currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"\"", "bad-value", 4),
        ("currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprize = 1", "unknown-key", 5),
        ("currency = \"dollars\"", "currency", 1),
        (
            "currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n[[comparisons]]\nid = \"a\"\nlabel = \"B\"\nprice = 1",
            "P08",
            6,
        ),
        (
            "currency = \"EUR\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n[[bundles]]\nid = \"b\"\nname = \"B\"\nprice = 3\nlines = [{ id = \"a\", count = 2 }]",
            "over-parts",
            7,
        ),
        (
            "currency = \"EUR\"\n[[examples]]\nid = \"b\"\nname = \"B\"\nlines = [{ id = \"lost\" }]",
            "unknown-price",
            5,
        ),
    ] {
        let (_, problems) = parsed(text);
        assert!(
            problems.contains(&format!("[{rule}]")) && problems.contains(&format!("prices.toml:{line}:")),
            "{rule} {line}\n{problems}"
        );
    }
}

#[test]
fn a_plan_in_an_example_makes_its_prices_count() {
    let text = r#"
currency = "USD"
[[plans]]
id = "access"
name = "Access"
price = 40
period = "quarter"
joining_fee = 75
[[services]]
id = "review"
name = "Review"
price = 200
plan_prices = { access = 150 }
[[services]]
id = "call"
name = "Call"
price = 20
included_in = "access"
[[services]]
id = "open"
name = "Open"
price = { from = 10 }
[[examples]]
id = "year"
name = "Year"
lines = [{ id = "access" }, { id = "review", count = 2 }, { id = "call" }]
total = 535
[[examples]]
id = "open-year"
name = "Open year"
lines = [{ id = "open" }]
total = { from = 10 }
"#;
    assert_eq!(parsed(text).1, "");
}
