//! What is used off label: the page of the service says so, and no text calls it approved.

use crate::clinic::{Clinic, SITE};

/// A clinic with a service that uses glue off label, and says this of it.
fn clinic(said: &str) -> Clinic {
    let keys = "summary = \"A patch.\"\noff_label = [\"Fibrin glue\", \"Drug X\"]";
    Clinic::new().page("content/services/patch.md", keys, said)
}

/// The words that `check` tells of as a rule, in the order of the files.
fn told(clinic: &Clinic, rule: &str) -> Vec<String> {
    let found = clinic.findings();
    let mine = found.iter().filter(|one| one.rule.id() == rule);
    let words = mine.map(|one| {
        let span = one.place.span.clone().unwrap();
        one.place.source.text[span].to_owned()
    });
    words.collect()
}

#[test]
fn the_page_of_the_service_says_it_in_the_language_of_the_site() {
    clinic("We patch.").build().shows(
        "/services/patch/",
        "<strong>Off-label use.</strong> Fibrin glue and Drug X: this use is outside the approval. Ask us why we use it, what is \
         known about it, and what other choices you have.</p>",
    );
    let german = clinic("Wir kleben.").file("site.toml", &format!("{SITE}language = \"de\"\n")).build();
    german.shows(
        "/services/patch/",
        "</strong> Fibrin glue und Drug X: Diese Anwendung liegt außerhalb der Zulassung.",
    );
    let none = clinic("We patch.").page(
        "content/services/patch.md",
        "summary = \"A.\"\noff_label = []",
        "We patch.",
    );
    none.build().hides("/services/patch/", "Off-label");
}

#[test]
fn what_is_used_off_label_is_called_approved_nowhere() {
    for (said, words) in [
        ("We use fibrin glue, an approved treatment.", "approved"),
        ("Fibrin glue is FDA-approved.", "FDA-approved"),
        ("Fibrin  glues are now well established.", "well established"),
        ("The gold standard is fibrin glue.", "gold standard"),
        ("For most leaks the standard treatment is a patch with fibrin glue.", "standard treatment"),
        ("Drug X has FDA approval.", "FDA approval"),
        ("Some get fibrin glue. It is an approved use.", "approved"),
        ("Some get fibrin glue. This product is standard of care.", "standard of care"),
        ("- Fibrin glue: approved and safe", "approved"),
    ] {
        assert_eq!(told(&clinic(said), "M22"), [words], "{said}");
    }
    for said in [
        "Fibrin glue is not approved for leaks.",
        "Fibrin glue is approved to stop bleeding, not for leaks.",
        "Fibrin glue is approved for another use; here it is off label.",
        "This use of fibrin glue is outside the approval.",
        "Is fibrin glue approved?",
        "When the standard treatment fails, we talk about fibrin glue.",
        "We use fibrin glue in standard doses.",
        "Our clinic was established in 2010. Fibrin glue came later.",
        "A blood patch is the standard treatment.",
        "Some get fibrin glue. A blood patch is the standard treatment.",
        "They say \"fibrin glue is approved\".",
    ] {
        assert_eq!(told(&clinic(said), "M22"), [""; 0], "{said}");
    }
}

#[test]
fn every_text_of_the_site_is_read_for_it() {
    let clinic = clinic("We patch.")
        .page("content/about.md", "summary = \"Fibrin glue is approved.\"", "We.")
        .page("content/faq/glue.md", "", "Fibrin glue is standard.")
        .file("content/urgent-help.md", "+++\ntitle = \"Help\"\n+++\n\nDrug X is established.\n")
        .page("content/articles/heel.md", "date = 2026-05-04\nconditions = [\"Heel pain\"]", "Rest.")
        .prices("[[services]]\nid = \"patch\"\nname = \"Patch\"\nprice = 9\nnote = \"Fibrin glue is approved.\"\n")
        .site("[clinic]\ninsurance = \"Drug X is an approved drug.\"\n");
    assert_eq!(told(&clinic, "M22").len(), 5);
    let german = clinic.site("").file("site.toml", &format!("{SITE}language = \"de\"\n"));
    assert_eq!(told(&german, "M22"), [""; 0], "its words are English");
}

#[test]
fn whoever_reads_of_it_finds_the_statement() {
    let rule = "off-label-statement";
    let about = |body: &str| clinic("We use fibrin glue.").page("content/about.md", "", body);
    assert_eq!(told(&about("Some get fibrin glue, twice fibrin glue."), rule), ["fibrin glue"]);
    assert_eq!(told(&about("Some get [fibrin glue](services/patch.md)."), rule), [""; 0]);
    assert_eq!(told(&about("Some get fibrin glue, in [our way](/services/patch/)."), rule), [""; 0]);
    assert_eq!(told(&about("Fibrin gluey stays."), rule), [""; 0]);
    let article = |keys: &str| {
        let keys = format!("date = 2026-05-04\n{keys}");
        clinic("We.").page("content/articles/heel.md", &keys, "## Drug X\n\nIt helps.")
    };
    assert_eq!(told(&article(""), rule), ["Drug X"]);
    assert_eq!(told(&article("services = [\"patch\"]"), rule), [""; 0]);
    let list = clinic("We.").page("content/services/_index.md", "", "Fibrin glue and more.");
    assert_eq!(told(&list, rule), [""; 0], "it lists the service");
}
