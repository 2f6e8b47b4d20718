//! The lists hold what the theme and the engine have, each once.

use std::collections::BTreeSet;

use super::*;

#[test]
fn the_blocks_are_those_of_the_base() {
    let base = include_str!("../../../themes/meridian/templates/base.html");
    let home = include_str!("../../../themes/meridian/templates/home.html");
    let pricing = include_str!("../../../themes/meridian/templates/pricing.html");
    for (text, blocks) in [(base, BLOCKS), (home, HOME_BLOCKS), (pricing, PRICING_BLOCKS)] {
        let written = text.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next());
        let own = |name: &&str| text == base || BLOCKS.iter().all(|block| block.name != *name);
        let written: Vec<_> = written.filter(own).collect();
        assert_eq!(blocks.iter().map(|block| block.name).collect::<Vec<_>>(), written);
    }
}

#[test]
fn what_the_engine_has_is_listed_whole() {
    let counts = format!("{:?}", tera::Tera::default());
    let lists = [("filters", FILTERS), ("tests", TESTS), ("functions", ENGINE_FUNCTIONS)];
    for (what, names) in lists {
        assert!(counts.contains(&format!(" {what}: {},", names.len())), "{what}: {counts}");
        assert!(names.is_sorted());
        for name in names {
            let text = match what {
                "filters" => format!("{{{{ 1 | {name} }}}}"),
                "tests" => format!("{{% if 1 is {name} %}}{{% endif %}}"),
                _ => format!("{{{{ {name}() }}}}"),
            };
            let compiled = tera::Tera::default().add_raw_template("page.html", &text);
            assert!(compiled.is_ok(), "{name}: {compiled:?}");
        }
    }
}

#[test]
fn names_stand_once_and_in_order() {
    let functions: Vec<_> = FUNCTIONS.iter().map(|function| function.entry.name).collect();
    assert!(functions.is_sorted());
    let types: BTreeSet<_> = OPTION_TYPES.iter().map(|(_, entry)| entry.name).collect();
    assert_eq!(types.len(), OPTION_TYPES.len());
    for function in FUNCTIONS {
        for argument in function.arguments.iter().filter(|argument| argument.need == Need::Required) {
            let given = format!("{}=", argument.name);
            assert!(function.entry.example.contains(&given), "{}", function.entry.example);
        }
    }
}
