//! What is bought, what is chosen at first, and of what nothing is said: the sums of lists with a part that is missing.

use super::{parsed, words};
use crate::prices::{Choices, PriceList};

const PLANS: &str = r#"
currency = "USD"
[[plans]]
id = "access"
name = "Access"
period = "month"
options = [{ name = "One", price = 40 }, { name = "Two", price = 60 }]
[[services]]
id = "visit"
name = "Visit"
options = [{ name = "Short", price = 50 }, { name = "Long", price = 90 }]
plan_prices = { access = 30 }
[[services]]
id = "scan"
name = "Scan"
options = [{ name = "Small", price = 100 }, { name = "Large", price = 300 }]
"#;

fn year(text: &str, lines: &str) -> (PriceList, Choices) {
    let (list, problems) =
        parsed(&format!("{text}[[examples]]\nid = \"year\"\nname = \"Year\"\nlines = [{lines}]\n"));
    assert_eq!(problems, "");
    let list = list.unwrap();
    let choices = list.choices(list.example("year").unwrap()).unwrap();
    (list, choices)
}

#[test]
fn a_line_that_means_no_option_is_chosen_as_it_stands() {
    let (list, choices) = year(PLANS, "{ id = \"access\", count = 3 }, { id = \"scan\" }");
    assert_eq!(words(list.year(&list.examples[0]).total), "$220 to $480");
    let names: Vec<_> =
        choices.plans.iter().map(|plan| plan.as_ref().map(|plan| plan.name.as_str())).collect();
    assert_eq!(names, [None, Some("Access"), Some("Access (One)"), Some("Access (Two)")]);
    assert_eq!(choices.plan, 1);
    // Whoever takes another option of the plan takes it as long.
    assert!(choices.plans.iter().flatten().all(|plan| plan.count == (3, 3)));
    assert_eq!(choices.lines[0].options, [""; 0]);
    assert_eq!(words(choices.lines[0].prices[0][1].now.sum()), "$100 to $300");
}

#[test]
fn an_option_that_an_announced_price_ends_leaves_its_line() {
    let text =
        PLANS.replace("period = \"month\"", "period = \"month\"\nnext = { price = 50, from = 2027-04-01 }");
    let (list, _) = year(&text, "{ id = \"access\", option = \"Two\", count = 3 }, { id = \"visit\" }");
    let list = list.in_force("2027-04-01".parse().unwrap());
    let choices = list.choices(&list.examples[0]).unwrap();
    assert_eq!(choices.plan, 1);
    let own = choices.plans[1].as_ref().unwrap();
    assert_eq!((own.name.as_str(), own.count, choices.plans.len()), ("Access", (3, 3), 2));
    assert_eq!(words(list.year(&list.examples[0]).total), "$180");
}

#[test]
fn what_is_in_a_bundle_is_bought() {
    let text = PLANS.replace("currency = \"USD\"", "currency = \"USD\"\nnote = \"All.\"")
        + "[[bundles]]\nid = \"start\"\nname = \"Start\"\nprice = 40\nlines = [{ id = \"access\", option = \"Two\", count = 1 }]\n\
           [[bundles]]\nid = \"all\"\nname = \"All\"\nprice = 40\nlines = [{ id = \"start\" }]\n\
           [[services]]\nid = \"call\"\nname = \"Call\"\nprice = 20\nincluded_in = \"access\"\n";
    let (list, choices) =
        year(&text, "{ id = \"all\" }, { id = \"visit\", option = \"Long\" }, { id = \"call\" }");
    assert_eq!(words(list.year(&list.examples[0]).total), "$70");
    // Also for those who take another plan, or none.
    let sums = |at: usize| words(choices.lines[1].prices[choices.lines[1].option][at].now.sum());
    assert!((0..choices.plans.len()).all(|at| sums(at) == "$30"));
}

#[test]
fn an_open_range_can_be_chosen_from() {
    let text = "currency = \"USD\"\n[[services]]\nid = \"a\"\nname = \"A\"\nprice = { from = 10 }\n";
    let (_, choices) = year(text, "{ id = \"a\", count = 2 }");
    assert_eq!(words(choices.lines[0].prices[0][0].now.sum()), "from $10");
}

/// What cannot be read, or names nothing, is told; of the sums that it would change nothing is said.
#[test]
fn a_part_that_cannot_be_read_blames_no_sum() {
    let list = r#"
currency = "USD"
[[plans]]
id = "access"
name = "Access"
price = 40
period = "year"
joining_fee = 75
[[services]]
id = "visit"
name = "Visit"
price = 50
plan_prices = { access = 30 }
[[services]]
id = "call"
name = "Call"
price = 20
included_in = "access"
[[bundles]]
id = "both"
name = "Both"
lines = [{ id = "access" }, { id = "visit" }, { id = "call" }]
price = 145
[[examples]]
id = "first"
name = "First"
first_year = true
lines = [{ id = "access" }, { id = "visit" }, { id = "call" }]
total = 145
[[examples]]
id = "later"
name = "Later"
lines = [{ id = "access" }, { id = "visit" }]
total = 70
"#;
    assert_eq!(parsed(list).1, "");
    for (right, wrong, rule) in [
        ("joining_fee = 75", "joining_fee = \"much\"", "P01"),
        ("access = 30", "access = \"less\"", "P01"),
        ("access = 30", "acess = 30", "unknown-price"),
        ("{ access = 30 }", "30", "wrong-type"),
        ("included_in = \"access\"", "included_in = 4", "wrong-type"),
        ("included_in = \"access\"", "included_in = \"both\"", "wrong-kind"),
        // An example of a first year that is no example: whether the others count the fee is not known.
        ("id = \"first\"", "id = \"First Year\"", "bad-id"),
        ("first_year = true", "first_year = \"true\"", "wrong-type"),
    ] {
        let (_, problems) = parsed(&list.replacen(right, wrong, 1));
        assert!(problems.contains(&format!("error[{rule}]")), "{wrong}\n{problems}");
        assert_eq!(problems.matches("error[").count(), 1, "{wrong}\n{problems}");
    }
}
