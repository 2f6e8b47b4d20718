//! Any list at all: it is refused, or every sum of it is that of a person with a pencil: of each example, today and on each
//! day with announced prices, on each plan that a reader can choose, and of each bundle, for each who buys it.

use std::cell::Cell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::parsed;
use crate::money::Sum;
use crate::prices::{Bundle, Example, IdKind, PlanChoice, PlanId, PriceList, Savings};

/// An entry of a made-up list. Names are numbers of ids, whether or not anything has them.
#[derive(Debug, Clone)]
enum Made {
    Plan { price: u64, joining: Option<u64>, next: Next },
    Service { price: Option<u64>, part_of: Option<usize>, on_plan: Option<(usize, u64)>, next: Next },
    Bundle { price: u64, lines: Lines },
    Example { first_year: bool, lines: Lines },
}

type Lines = Vec<(usize, Option<u64>)>;

/// The price from the first day of a month of the next year.
type Next = Option<(u64, i8)>;

/// Who pays for lines.
#[derive(Debug, Clone, Copy)]
struct Payer {
    /// A plan that is paid outside of them.
    on: Option<usize>,
    /// Whether the plans among them are joined now.
    joins: bool,
}

fn id(number: usize) -> String {
    format!("id{number}")
}

fn lines(lines: &[(usize, Option<u64>)]) -> String {
    let line = |(name, count): &(usize, Option<u64>)| match count {
        Some(count) => format!("{{ id = \"{}\", count = {count} }}", id(*name)),
        None => format!("{{ id = \"{}\" }}", id(*name)),
    };
    format!("lines = [{}]\n", lines.iter().map(line).collect::<Vec<_>>().join(", "))
}

fn toml(list: &[Made]) -> String {
    let mut text = "currency = \"USD\"\n".to_owned();
    for (number, made) in list.iter().enumerate() {
        let announced = |next: &Next| {
            let line = |(price, month)| format!("next = {{ price = {price}, from = 2027-{month:02}-01 }}\n");
            next.map(line).unwrap_or_default()
        };
        let head = |kind: &str| format!("[[{kind}]]\nid = \"{0}\"\nname = \"{0}\"\n", id(number));
        match made {
            Made::Plan { price, joining, next } => {
                text += &format!("{}price = {price}\nperiod = \"quarter\"\n", head("plans"));
                text += &announced(next);
                text += &joining.map(|fee| format!("joining_fee = {fee}\n")).unwrap_or_default();
            }
            Made::Service { price, part_of, on_plan, next } => {
                text += &head("services");
                text += &announced(next);
                text += &price.map(|price| format!("price = {price}\n")).unwrap_or_default();
                text +=
                    &part_of.map(|whole| format!("included_in = \"{}\"\n", id(whole))).unwrap_or_default();
                text += &on_plan
                    .map(|(plan, price)| format!("plan_prices = {{ {} = {price} }}\n", id(plan)))
                    .unwrap_or_default();
            }
            Made::Bundle { price, lines: all } => {
                text += &format!("{}price = {price}\n{}", head("bundles"), lines(all));
            }
            Made::Example { first_year, lines: all } => {
                text += &format!("{}first_year = {first_year}\n{}", head("examples"), lines(all));
            }
        }
    }
    text
}

/// With a pencil: what each line costs, one after the other; `None` where something is on request.
fn by_hand(list: &[Made], lines: &Lines, payer: Payer) -> Option<u64> {
    let has = |name: usize| payer.on == Some(name) || lines.iter().any(|(line, _)| *line == name);
    let mut sum = 0;
    let mut joined = BTreeMap::new();
    for (name, count) in lines {
        let one = match &list[*name] {
            Made::Plan { price, joining, .. } => {
                joined.insert(*name, joining.filter(|_| payer.joins).unwrap_or(0));
                sum += price * count.unwrap_or(4);
                continue;
            }
            Made::Service { part_of: Some(whole), .. } if has(*whole) => 0,
            Made::Service { on_plan: Some((plan, price)), .. } if has(*plan) => *price,
            Made::Service { price, .. } => (*price)?,
            Made::Bundle { price, .. } => *price,
            Made::Example { .. } => panic!("a sum of sums was let through"),
        };
        sum += one * count.unwrap_or(1);
    }
    Some(sum + joined.values().sum::<u64>())
}

/// The list as somebody would write it in a month of the next year, with the prices that have come until then.
fn rewritten(list: &[Made], month: i8) -> Vec<Made> {
    let mut list = list.to_vec();
    for made in &mut list {
        let come = |next: &Next| next.filter(|(_, from)| *from <= month).map(|(price, _)| price);
        match made {
            Made::Plan { price, next, .. } => *price = come(next).unwrap_or(*price),
            Made::Service { price, next, .. } => *price = come(next).or(*price),
            Made::Bundle { .. } | Made::Example { .. } => {}
        }
    }
    list
}

/// Whether an entry is a part of itself, over any number of steps.
fn leads_back(list: &[Made], start: usize) -> bool {
    let parts = |number: usize| match &list[number] {
        Made::Service { part_of: Some(whole), .. } => vec![*whole],
        Made::Bundle { lines, .. } => lines.iter().map(|(line, _)| *line).collect(),
        _ => Vec::new(),
    };
    let mut reached = parts(start);
    for _ in 0..list.len() {
        reached = reached.iter().flat_map(|number| parts(*number)).chain(parts(start)).collect();
        reached.sort_unstable();
        reached.dedup();
        if reached.contains(&start) {
            return true;
        }
    }
    false
}

fn made() -> impl Strategy<Value = Made> {
    let name = 0usize..6;
    let all = prop::collection::vec((name.clone(), prop::option::of(0u64..4)), 1..4);
    let next = || prop::option::weighted(0.4, (1u64..99, 1i8..4));
    prop_oneof![
        2 => (1u64..9, prop::option::of(1u64..9), next())
            .prop_map(|(price, joining, next)| Made::Plan { price, joining, next }),
        4 => (prop::option::weighted(0.8, 1u64..99), prop::option::weighted(0.2, name.clone()),
              prop::option::weighted(0.3, (name, 0u64..9)), next())
            .prop_map(|(price, part_of, on_plan, next)| Made::Service { price, part_of, on_plan, next }),
        1 => (0u64..5, all.clone()).prop_map(|(price, lines)| Made::Bundle { price, lines }),
        2 => (prop::bool::weighted(0.3), all).prop_map(|(first_year, lines)| Made::Example { first_year, lines }),
    ]
}

/// The months in which prices change.
const MONTHS: [i8; 3] = [1, 2, 3];

fn first_of(month: i8) -> Date {
    jiff::civil::date(2027, month, 1)
}

/// An exact sum in whole units.
fn units(sum: Sum) -> u64 {
    sum.as_exact().unwrap().minor() / 100
}

/// The sums of an example are those of a pencil, on each day.
fn check_example(
    list: &[Made],
    read: &PriceList,
    number: usize,
    lines: &Lines,
    joins: bool,
) -> Result<(), TestCaseError> {
    let payer = Payer { on: None, joins };
    let example = read.example(&id(number)).unwrap();
    let year = read.year(example);
    prop_assert_eq!(year.total.map(units), by_hand(list, lines, payer));
    let (mut now, mut told) = (year.total.map(units), 0);
    for month in MONTHS {
        let later = year.later.iter().find(|later| later.from == first_of(month));
        let then = by_hand(&rewritten(list, month), lines, payer);
        prop_assert_eq!(later.map(|later| units(later.total)), then.filter(|_| then != now));
        told += usize::from(later.is_some());
        now = then;
        // On that day the page says the same.
        let on_day = read.clone().in_force(first_of(month));
        prop_assert_eq!(on_day.year(on_day.example(&id(number)).unwrap()).total.map(units), then);
    }
    prop_assert_eq!(year.later.len(), told);
    check_choices(list, read, example, lines, joins)
}

/// What each choice of an example comes to is what a pencil says of the lines that are meant, on each day.
fn check_choices(
    list: &[Made],
    read: &PriceList,
    example: &Example,
    lines: &Lines,
    joins: bool,
) -> Result<(), TestCaseError> {
    let payer = Payer { on: None, joins };
    let Some(choices) = read.choices(example) else {
        prop_assert_eq!(by_hand(list, lines, payer), None);
        return Ok(());
    };
    let is_plan = |name: usize| matches!(list[name], Made::Plan { .. });
    let number = |plan: &PlanChoice| read[plan.plan].id.trim_start_matches("id").parse::<usize>().unwrap();
    let meant = |at: usize| match choices.plans.get(at) {
        None => lines.clone(),
        Some(plan) => {
            let others = lines.iter().copied().filter(|(name, _)| !is_plan(*name));
            let own = plan.iter().map(|plan| (number(plan), Some(u64::from(plan.count.0))));
            others.chain(own).collect()
        }
    };
    let sum = |at: usize, day: Option<Date>| {
        let plan = choices.plans.get(at).and_then(Option::as_ref);
        let fee = plan.and_then(|plan| plan.joining_fee).map_or(0, |fee| fee.minor() / 100);
        let own = plan.map(|plan| (plan.price, plan.count));
        let all = choices.lines.iter().map(|line| (line.prices[line.option][at], line.count)).chain(own);
        let amounts = all.map(|(price, count)| units(read.paid(price.on(day)).unwrap()) * u64::from(count.0));
        fee + amounts.sum::<u64>()
    };
    for at in 0..choices.plans.len().max(1) {
        prop_assert_eq!(Some(sum(at, None)), by_hand(list, &meant(at), payer));
        for month in MONTHS {
            let then = by_hand(&rewritten(list, month), &meant(at), payer);
            prop_assert_eq!(Some(sum(at, Some(first_of(month)))), then);
        }
    }
    prop_assert_eq!(read.year(example).total.map(units), Some(sum(choices.plan, None)));
    Ok(())
}

/// A bundle saves each buyer what a pencil says, and who loses by it is told with the first day.
fn check_bundle(
    list: &[Made],
    read: &PriceList,
    bundle: &Bundle,
    lines: &Lines,
) -> Result<(), TestCaseError> {
    let price = bundle.price.minor() / 100;
    let parts = |list: &[Made], on| by_hand(list, lines, Payer { on, joins: true });
    let saved = |on| parts(list, on).and_then(|parts| parts.checked_sub(price)).filter(|saved| *saved > 0);
    let told = |plan: Option<usize>| match read.savings(bundle) {
        Savings::All(money) => Some(money.minor() / 100),
        Savings::Some(all) => {
            let is_of = |one: Option<PlanId>| one.map(|one| read[one].id.clone()) == plan.map(id);
            all.iter().find(|one| is_of(one.plan)).map(|one| one.amount.minor() / 100)
        }
    };
    prop_assert_eq!(told(None), saved(None));
    let losses = read.losses(bundle);
    for plan in (0..list.len()).filter(|number| matches!(list[*number], Made::Plan { .. })) {
        // Of a plan that changes nothing nothing is told.
        prop_assert!(told(Some(plan)) == saved(Some(plan)) || saved(Some(plan)) == saved(None));
        let is_dear = |list: &[Made]| parts(list, Some(plan)).is_some_and(|parts| price > parts);
        let first = is_dear(list).then_some(None);
        let later = || MONTHS.into_iter().find(|month| is_dear(&rewritten(list, *month)));
        let wanted = first.or_else(|| later().map(|month| Some(first_of(month))));
        let loss = losses.iter().find(|loss| read[loss.plan].id == id(plan));
        prop_assert_eq!(loss.map(|loss| loss.from), wanted);
    }
    Ok(())
}

#[test]
fn a_list_is_refused_or_its_sums_are_right() {
    let config = ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (sums, bundles, refused) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let tried = runner.run(&prop::collection::vec(made(), 6), |list| {
        let (read, problems) = parsed(&toml(&list));
        if problems.contains("error[") {
            refused.set(refused.get() + 1);
            return Ok(());
        }
        let read = read.unwrap();
        prop_assert!(!(0..list.len()).any(|number| leads_back(&list, number)));
        let has_first = list.iter().any(|made| matches!(made, Made::Example { first_year: true, .. }));
        for (number, made) in list.iter().enumerate() {
            match made {
                Made::Example { first_year, lines } => {
                    prop_assert_eq!(read.kind_of(&id(number)), Some(IdKind::Example));
                    check_example(&list, &read, number, lines, *first_year || !has_first)?;
                    sums.set(sums.get() + 1);
                }
                Made::Bundle { lines, .. } => {
                    let bundle = read.bundles.iter().find(|bundle| bundle.id == id(number)).unwrap();
                    check_bundle(&list, &read, bundle, lines)?;
                    bundles.set(bundles.get() + 1);
                }
                Made::Plan { .. } | Made::Service { .. } => {}
            }
        }
        Ok(())
    });
    tried.unwrap();
    let counts = [sums.get(), bundles.get(), refused.get()];
    assert!(counts.iter().all(|count| *count > 100), "{counts:?}");
}
