//! The page of a procedure has a heading for its risks and one for the alternatives.

use crate::clinic::Clinic;

#[test]
fn a_heading_that_denies_the_risks_is_none() {
    let told = |headings: &str| {
        let clinic = Clinic::new()
            .prices("[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 30\nunit = \"procedure\"\n")
            .page("content/services/shot.md", "summary = \"A shot.\"\nprices = [\"shot\"]", headings);
        let found = clinic.findings();
        let mine = found.iter().find(|one| one.rule.id() == "M18");
        mine.map(|one| one.message.split("for ").last().unwrap().to_owned())
    };
    for (risks, named) in [
        ("Risks", true),
        ("Side effects and how we avoid them", true),
        ("What can go wrong", true),
        ("No risk", false),
        ("A risk-free shot", false),
        ("Without any risk", false),
        ("What it costs", false),
    ] {
        let wanted = (!named).then(|| "its risks".to_owned());
        assert_eq!(
            told(&format!("## {risks}\n\nA sore arm.\n\n## Alternatives\n\nTo wait.")),
            wanted,
            "{risks}"
        );
    }
    for (other, named) in [
        ("Alternatives", true),
        ("What you can do instead", true),
        ("Other ways", true),
        ("No alternative", false),
    ] {
        let wanted = (!named).then(|| "its alternatives".to_owned());
        assert_eq!(told(&format!("## Risks\n\nA sore arm.\n\n## {other}\n\nTo wait.")), wanted, "{other}");
    }
    assert_eq!(told("It helps.").as_deref(), Some("its risks and alternatives"));
}

/// Whether an entry that does not say what its price includes is told for it.
fn lacks_parts(prices: &str, id: &str) -> bool {
    let found = Clinic::new().prices(prices).findings();
    found.iter().any(|one| one.rule.id() == "P06" && one.message.contains(&format!("`{id}`")))
}

#[test]
fn a_procedure_is_known_by_its_unit_and_its_heading_in_each_language() {
    let shot = |key: &str| {
        lacks_parts(&format!("[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 30\n{key}\n"), "shot")
    };
    for word in ["Procedure", "Eingriff", "Opération", "Intervención", "procedimiento", "Intervention"] {
        assert!(shot(&format!("unit = \"{word}\"")) && shot(&format!("group = \"{word}\"")), "{word}");
    }
    for word in ["visit", "Sitzung", "séance", "sesión"] {
        assert!(!shot(&format!("unit = \"{word}\"")), "{word}");
    }
}

#[test]
fn a_bundle_of_bundles_is_a_procedure_where_one_is_in_it() {
    let bundle = |id: &str, part: &str| {
        format!("[[bundles]]\nid = \"{id}\"\nname = \"{id}\"\nprice = 1\nlines = [{{ id = \"{part}\" }}]\n")
    };
    let told = |last: &str| {
        let list = [
            "[[services]]\nid = \"shot\"\nname = \"Shot\"\nprice = 30\nprocedure = true\n",
            &bundle("inner", last),
            &bundle("outer", "inner"),
        ];
        let found = Clinic::new()
            .prices(&list.concat())
            .page("content/services/shot.md", "summary = \"S.\"\nprices = [\"outer\"]", "It helps.")
            .findings();
        found.iter().any(|one| one.rule.id() == "M18")
    };
    assert!(told("shot"));
    // Two that hold one another are told as a circle, and looked into once.
    assert!(!told("outer"));
}
