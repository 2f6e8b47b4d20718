//! Any list at all: it is refused, or every sum of it is that of a person with a pencil: of each example, today and on each
//! day with announced prices, on each plan that a reader can choose, and of each bundle, for each who buys it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::parsed;
use crate::money::Sum;
use crate::prices::{Bundle, Example, IdKind, LineChoices, PlanChoice, PlanId, PriceList, Savings};

/// An entry of a made-up list. Names are numbers of ids, whether or not anything has them.
#[derive(Debug, Clone)]
enum Made {
    Plan { prices: Vec<u64>, joining: Option<u64>, next: Next },
    Service { prices: Vec<u64>, part_of: Option<usize>, on_plan: Option<(usize, u64)>, next: Next },
    Bundle { price: u64, lines: Vec<MadeLine> },
    Example { first_year: bool, lines: Vec<MadeLine> },
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct MadeLine {
    name: usize,
    count: Option<u64>,
    /// The number of an option, where the entry has several.
    option: Option<usize>,
}

/// The price from the first day of a month of the next year.
type Next = Option<(u64, i8)>;

/// The least and the most.
type Least = (u64, u64);

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

/// The prices of an entry: none on request, several where it has options.
fn prices(made: &Made) -> &[u64] {
    match made {
        Made::Plan { prices, .. } | Made::Service { prices, .. } => prices,
        Made::Bundle { price, .. } => std::slice::from_ref(price),
        Made::Example { .. } => &[],
    }
}

fn lines(list: &[Made], lines: &[MadeLine]) -> String {
    let line = |line: &MadeLine| {
        let count = line.count.map(|count| format!(", count = {count}")).unwrap_or_default();
        let has_options = list.get(line.name).is_some_and(|made| prices(made).len() > 1);
        let option = line.option.filter(|_| has_options);
        let option = option.map(|option| format!(", option = \"o{option}\"")).unwrap_or_default();
        format!("{{ id = \"{}\"{count}{option} }}", id(line.name))
    };
    format!("lines = [{}]\n", lines.iter().map(line).collect::<Vec<_>>().join(", "))
}

fn price_or_options(prices: &[u64]) -> String {
    let option = |(at, price)| format!("{{ name = \"o{at}\", price = {price} }}");
    match prices {
        [] => String::new(),
        [one] => format!("price = {one}\n"),
        several => {
            format!("options = [{}]\n", several.iter().enumerate().map(option).collect::<Vec<_>>().join(", "))
        }
    }
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
            Made::Plan { prices, joining, next } => {
                text += &format!("{}{}period = \"quarter\"\n", head("plans"), price_or_options(prices));
                text += &announced(next);
                text += &joining.map(|fee| format!("joining_fee = {fee}\n")).unwrap_or_default();
            }
            Made::Service { prices, part_of, on_plan, next } => {
                text += &format!("{}{}", head("services"), price_or_options(prices));
                text += &announced(next);
                text +=
                    &part_of.map(|whole| format!("included_in = \"{}\"\n", id(whole))).unwrap_or_default();
                text += &on_plan
                    .map(|(plan, price)| format!("plan_prices = {{ {} = {price} }}\n", id(plan)))
                    .unwrap_or_default();
            }
            Made::Bundle { price, lines: all } => {
                text += &format!("{}price = {price}\n{}", head("bundles"), lines(list, all));
            }
            Made::Example { first_year, lines: all } => {
                text += &format!("{}first_year = {first_year}\n{}", head("examples"), lines(list, all));
            }
        }
    }
    text
}

/// Everything that somebody has who buys these lines, with what is in bundles.
fn had(list: &[Made], lines: &[MadeLine]) -> BTreeSet<usize> {
    let inside = |line: &MadeLine| match &list[line.name] {
        Made::Bundle { lines, .. } => had(list, lines),
        _ => BTreeSet::new(),
    };
    lines.iter().flat_map(|line| inside(line).into_iter().chain([line.name])).collect()
}

/// With a pencil: what each line costs, one after the other; `None` where something is on request.
fn by_hand(list: &[Made], lines: &[MadeLine], payer: Payer) -> Option<Least> {
    let has = |name: usize| payer.on == Some(name) || had(list, lines).contains(&name);
    let (mut least, mut most) = (0, 0);
    let mut joined = BTreeMap::new();
    for line in lines {
        let own = prices(&list[line.name]);
        let chosen = line.option.filter(|_| own.len() > 1).map(|option| own[option]);
        let alone = chosen.map(|price| (price, price));
        let alone = alone.or_else(|| Some((*own.iter().min()?, *own.iter().max()?)));
        let one = match &list[line.name] {
            Made::Plan { joining, .. } => {
                joined.insert(line.name, joining.filter(|_| payer.joins).unwrap_or(0));
                alone?
            }
            Made::Service { part_of: Some(whole), .. } if has(*whole) => (0, 0),
            Made::Service { on_plan: Some((plan, price)), .. } if has(*plan) => (*price, *price),
            Made::Service { .. } | Made::Bundle { .. } => alone?,
            Made::Example { .. } => panic!("a sum of sums was let through"),
        };
        let usual = if matches!(list[line.name], Made::Plan { .. }) { 4 } else { 1 };
        least += one.0 * line.count.unwrap_or(usual);
        most += one.1 * line.count.unwrap_or(usual);
    }
    let fees = joined.values().sum::<u64>();
    Some((least + fees, most + fees))
}

/// The list as somebody would write it in a month of the next year, with the prices that have come until then.
fn rewritten(list: &[Made], month: i8) -> Vec<Made> {
    let mut list = list.to_vec();
    for made in &mut list {
        let come = |next: &Next| next.filter(|(_, from)| *from <= month).map(|(price, _)| price);
        match made {
            Made::Plan { prices, next, .. } | Made::Service { prices, next, .. } => {
                come(next).into_iter().for_each(|price| *prices = vec![price]);
            }
            Made::Bundle { .. } | Made::Example { .. } => {}
        }
    }
    list
}

/// Whether an entry is a part of itself, over any number of steps.
fn leads_back(list: &[Made], start: usize) -> bool {
    let parts = |number: usize| match &list[number] {
        Made::Service { part_of: Some(whole), .. } => vec![*whole],
        Made::Bundle { lines, .. } => lines.iter().map(|line| line.name).collect(),
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
    let line = (name.clone(), prop::option::of(0u64..4), prop::option::of(0usize..2));
    let line = line.prop_map(|(name, count, option)| MadeLine { name, count, option });
    let all = prop::collection::vec(line, 1..4);
    let next = || prop::option::weighted(0.4, (1u64..99, 1i8..4));
    let prices = |least: usize, most: u64| prop::collection::vec(1u64..most, least..3);
    prop_oneof![
        2 => (prices(1, 9), prop::option::of(1u64..9), next())
            .prop_map(|(prices, joining, next)| Made::Plan { prices, joining, next }),
        4 => (prices(0, 99), prop::option::weighted(0.2, name.clone()),
              prop::option::weighted(0.3, (name, 0u64..9)), next())
            .prop_map(|(prices, part_of, on_plan, next)| Made::Service { prices, part_of, on_plan, next }),
        1 => (0u64..5, all.clone()).prop_map(|(price, lines)| Made::Bundle { price, lines }),
        2 => (prop::bool::weighted(0.3), all).prop_map(|(first_year, lines)| Made::Example { first_year, lines }),
    ]
}

/// The months in which prices change.
const MONTHS: [i8; 3] = [1, 2, 3];

fn first_of(month: i8) -> Date {
    jiff::civil::date(2027, month, 1)
}

/// A closed sum in whole units.
fn units(sum: Sum) -> Least {
    (sum.from.minor() / 100, sum.to.unwrap().minor() / 100)
}

/// The sums of an example are those of a pencil, on each day.
fn check_example(
    list: &[Made],
    read: &PriceList,
    number: usize,
    lines: &[MadeLine],
    joins: bool,
) -> Result<(), TestCaseError> {
    let payer = Payer { on: None, joins };
    let example = read.example(&id(number)).unwrap();
    let year = read.year(example);
    prop_assert_eq!(year.total.map(units), by_hand(list, lines, payer));
    let (mut now, mut told) = (year.total.map(units), 0);
    for month in MONTHS {
        let later = year.later.iter().find(|later| later.from == first_of(month));
        let come = rewritten(list, month);
        let then = by_hand(&come, lines, payer);
        prop_assert_eq!(later.map(|later| units(later.total)), then.filter(|_| then != now));
        told += usize::from(later.is_some());
        now = then;
        // On that day the page says the same, and can be chosen from.
        let on_day = read.clone().in_force(first_of(month));
        let example = on_day.example(&id(number)).unwrap();
        prop_assert_eq!(on_day.year(example).total.map(units), then);
        check_choices(&come, &on_day, example, lines, payer)?;
    }
    prop_assert_eq!(year.later.len(), told);
    check_choices(list, read, example, lines, payer)
}

/// What each choice of an example comes to is what a pencil says of the lines that are meant, on each day; and what is chosen
/// at first is the example.
fn check_choices(
    list: &[Made],
    read: &PriceList,
    example: &Example,
    lines: &[MadeLine],
    payer: Payer,
) -> Result<(), TestCaseError> {
    let Some(choices) = read.choices(example) else {
        prop_assert_eq!(by_hand(list, lines, payer), None);
        return Ok(());
    };
    let is_plan = |name: usize| matches!(list[name], Made::Plan { .. });
    let meant = |at: usize| match choices.plans.get(at) {
        None => lines.to_vec(),
        Some(plan) => {
            let others = lines.iter().copied().filter(|line| !is_plan(line.name));
            let own = plan.iter().map(|plan| plan_line(read, plan));
            others.chain(own).collect()
        }
    };
    let sum = |at: usize, day: Option<Date>| {
        let plan = choices.plans.get(at).and_then(Option::as_ref);
        let fee = plan.and_then(|plan| plan.joining_fee).map_or(0, |fee| fee.minor() / 100);
        let own = plan.map(|plan| (plan.price, plan.count));
        let chosen = |line: &LineChoices| (line.prices[line.option][at], line.count);
        let mut all = choices.lines.iter().map(chosen).chain(own);
        all.try_fold((fee, fee), |(least, most), (price, count)| {
            let (from, to) = units(read.paid(price.on(day))?.times(count.0, count.1));
            Some((least + from, most + to))
        })
    };
    for at in 0..choices.plans.len().max(1) {
        prop_assert_eq!(sum(at, None), by_hand(list, &meant(at), payer));
        for month in MONTHS {
            let then = by_hand(&rewritten(list, month), &meant(at), payer);
            prop_assert_eq!(sum(at, Some(first_of(month))), then);
        }
    }
    let year = read.year(example);
    let days = year.later.iter().map(|later| (Some(later.from), Some(later.total)));
    for (day, total) in days.chain([(None, year.total)]) {
        prop_assert_eq!(sum(choices.plan, day), total.map(units));
    }
    Ok(())
}

/// The line of a plan that can be chosen.
fn plan_line(read: &PriceList, plan: &PlanChoice) -> MadeLine {
    let number = |text: &str, before: &str| text.trim_start_matches(before).parse().unwrap();
    let option = plan.name.split_once(" (").map(|(_, option)| number(option.trim_end_matches(')'), "o"));
    MadeLine { name: number(&read[plan.plan].id, "id"), count: Some(u64::from(plan.count.0)), option }
}

/// A bundle saves each buyer what a pencil says, and who loses by it is told with the first day.
fn check_bundle(
    list: &[Made],
    read: &PriceList,
    bundle: &Bundle,
    lines: &[MadeLine],
) -> Result<(), TestCaseError> {
    let price = bundle.price.minor() / 100;
    let parts = |list: &[Made], on| by_hand(list, lines, Payer { on, joins: true });
    let saved =
        |on| parts(list, on).and_then(|(least, _)| least.checked_sub(price)).filter(|saved| *saved > 0);
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
        let is_dear = |list: &[Made]| parts(list, Some(plan)).is_some_and(|(_, most)| price > most);
        let first = is_dear(list).then_some(None);
        let later = || MONTHS.into_iter().find(|month| is_dear(&rewritten(list, *month)));
        let wanted = first.or_else(|| later().map(|month| Some(first_of(month))));
        // A bundle that is too dear for everybody is told of everybody.
        let wanted = wanted.filter(|_| counts(list, lines, plan));
        let loss = losses.iter().find(|loss| read[loss.plan].id == id(plan));
        prop_assert_eq!(loss.map(|loss| loss.from), wanted);
    }
    Ok(())
}

/// Whether something in these lines costs something else on a plan that is not in them.
fn counts(list: &[Made], lines: &[MadeLine], plan: usize) -> bool {
    let differs = |line: &MadeLine| match list[line.name] {
        Made::Service { part_of, on_plan, .. } => {
            part_of == Some(plan) || on_plan.is_some_and(|(on, _)| on == plan)
        }
        _ => false,
    };
    !had(list, lines).contains(&plan) && lines.iter().any(differs)
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
