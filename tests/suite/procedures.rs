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
