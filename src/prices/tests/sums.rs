//! Any list at all: it is refused, or every example comes to the sum that a person with a pencil gets.

use std::cell::Cell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::parsed;
use crate::prices::IdKind;

/// An entry of a made-up list. Names are numbers of ids, whether or not anything has them.
#[derive(Debug, Clone)]
enum Made {
    Plan { price: u64, joining: Option<u64> },
    Service { price: Option<u64>, part_of: Option<usize>, on_plan: Option<(usize, u64)> },
    Bundle { price: u64, lines: Vec<(usize, Option<u64>)> },
    Example { lines: Vec<(usize, Option<u64>)> },
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
        let head = |kind: &str| format!("[[{kind}]]\nid = \"{0}\"\nname = \"{0}\"\n", id(number));
        match made {
            Made::Plan { price, joining } => {
                text += &format!("{}price = {price}\nperiod = \"quarter\"\n", head("plans"));
                text += &joining.map(|fee| format!("joining_fee = {fee}\n")).unwrap_or_default();
            }
            Made::Service { price, part_of, on_plan } => {
                text += &head("services");
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
            Made::Example { lines: all } => text += &format!("{}{}", head("examples"), lines(all)),
        }
    }
    text
}

/// With a pencil: what each line costs, one after the other; `None` where something is on request.
fn by_hand(list: &[Made], lines: &[(usize, Option<u64>)]) -> Option<u64> {
    let bought = |name: usize| lines.iter().any(|(line, _)| *line == name);
    let mut sum = 0;
    let mut joined = BTreeMap::new();
    for (name, count) in lines {
        let one = match &list[*name] {
            Made::Plan { price, joining } => {
                joined.insert(*name, joining.unwrap_or(0));
                sum += price * count.unwrap_or(4);
                continue;
            }
            Made::Service { part_of: Some(whole), .. } if bought(*whole) => 0,
            Made::Service { on_plan: Some((plan, price)), .. } if bought(*plan) => *price,
            Made::Service { price, .. } => (*price)?,
            Made::Bundle { price, .. } => *price,
            Made::Example { .. } => panic!("a sum of sums was let through"),
        };
        sum += one * count.unwrap_or(1);
    }
    Some(sum + joined.values().sum::<u64>())
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
    prop_oneof![
        2 => (1u64..9, prop::option::of(1u64..9)).prop_map(|(price, joining)| Made::Plan { price, joining }),
        4 => (prop::option::weighted(0.8, 1u64..99), prop::option::weighted(0.2, name.clone()),
              prop::option::weighted(0.2, (name, 0u64..9)))
            .prop_map(|(price, part_of, on_plan)| Made::Service { price, part_of, on_plan }),
        1 => (0u64..5, all.clone()).prop_map(|(price, lines)| Made::Bundle { price, lines }),
        2 => all.prop_map(|lines| Made::Example { lines }),
    ]
}

#[test]
fn a_list_is_refused_or_its_sums_are_right() {
    let config = ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (sums, refused) = (Cell::new(0), Cell::new(0));
    let tried = runner.run(&prop::collection::vec(made(), 6), |list| {
        let (read, problems) = parsed(&toml(&list));
        if problems.contains("error[") {
            refused.set(refused.get() + 1);
            return Ok(());
        }
        let read = read.unwrap();
        prop_assert!(!(0..list.len()).any(|number| leads_back(&list, number)));
        for (number, made) in list.iter().enumerate() {
            let Made::Example { lines } = made else { continue };
            prop_assert_eq!(read.kind_of(&id(number)), Some(IdKind::Example));
            let total = read.year(read.example(&id(number)).unwrap()).total;
            let total = total.map(|sum| sum.as_exact().unwrap().minor());
            prop_assert_eq!(total, by_hand(&list, lines).map(|sum| sum * 100));
            sums.set(sums.get() + 1);
        }
        Ok(())
    });
    tried.unwrap();
    assert!(sums.get() > 100 && refused.get() > 100, "{} sums, {} refused", sums.get(), refused.get());
}
