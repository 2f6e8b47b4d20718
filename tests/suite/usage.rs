//! Pages that nothing leads to, by what texts, menu, lists and templates lead to.

use clinicsite::rules::Rule;

use crate::clinic::Clinic;

/// The pages that are told as led to by nothing.
fn lost(clinic: &Clinic) -> Vec<String> {
    let findings = clinic.findings();
    let orphans = findings.iter().filter(|one| one.rule == Rule::Orphan);
    orphans.map(|one| one.place.source.path.clone()).collect()
}

fn clinic(other: &str) -> Clinic {
    let about = "[About](/about/)";
    Clinic::new().page("content/about.md", "", about).page("content/_index.md", "", other)
}

#[test]
fn a_page_is_found_by_links_and_not_by_its_name() {
    for (other, is_lost) in [
        ("[About](/about/)", false),
        ("[About](about.md)", false),
        ("[About](https://clinic.example/about/)", false),
        ("<a href=\"/about/\">About</a>", false),
        ("About", true),
        ("`<a href=\"/about/\">`", true),
        ("    href=\"/about/\"", true),
        ("[Gone](/gone/)", true),
    ] {
        let told = lost(&clinic(other));
        assert_eq!(told, if is_lost { vec!["content/about.md"] } else { vec![] }, "{other}");
    }
}

#[test]
fn menu_sections_old_addresses_and_templates_lead_to_pages() {
    let bare = || clinic("Welcome");
    assert_eq!(lost(&bare().site("[[menu]]\ntitle = \"About\"\nto = \"/about/\"\n")), Vec::<String>::new());
    assert_eq!(lost(&bare().site("[redirects]\n\"/old/\" = \"/about/\"\n")), Vec::<String>::new());
    let template = "{% extends \"builtin/home.html\" %}{% block main %}<a href=\"{{ url(to='/about/') }}\">x</a>{% endblock %}";
    assert_eq!(lost(&bare().file("templates/home.html", template)), Vec::<String>::new());
    let section = bare().page("content/us/_index.md", "", "Us").page("content/us/team.md", "", "Team");
    assert_eq!(lost(&section), ["content/about.md", "content/us/_index.md"]);
}

#[test]
fn who_could_not_be_read_may_lead_anywhere() {
    let clinic = Clinic::new().page("content/about.md", "summary = \"Us.\"", "About us.");
    let told = |home: &str| {
        let found = clinic.clone().file("content/_index.md", home).findings();
        found.iter().any(|one| one.rule.id() == "W03" && one.place.source.path == "content/about.md")
    };
    assert!(told("+++\ntitle = \"Home\"\n+++\n\nWelcome.\n"));
    assert!(!told("+++\ntitle = \"Home\n+++\n\n[About](about.md)\n"));
}
