//! What would stop or mislead somebody who writes a first clinic: each message leads on to what is right.

use clinicsite::Depth;

use crate::clinic::{Clinic, clinicsite};

fn told(clinic: &Clinic) -> String {
    clinic.findings().render(&annotate_snippets::Renderer::plain())
}

#[test]
fn a_time_without_an_offset_is_told_with_what_its_key_takes() {
    let event =
        |keys: &str| Clinic::new().page("content/events/leak.md", keys, "We show what an MRI can tell.");
    let end = "end = 2026-12-10T19:00:00-05:00";
    let no_offset = told(&event(&format!("start = 2026-12-10T18:00:00\n{end}")));
    assert!(
        no_offset.contains("help: add the offset from UTC, such as 2026-12-10T18:00:00-05:00"),
        "{no_offset}"
    );
    let day = told(&event(&format!("start = 2026-12-10\n{end}")));
    assert!(day.contains("help: write it as 2026-12-10T18:00:00-05:00"), "{day}");
    let quoted = told(&event(&format!("start = \"2026-12-10\"\n{end}")));
    assert!(quoted.contains("help: write it as 2026-12-10T18:00:00-05:00"), "{quoted}");
    let page = told(&Clinic::new().page("content/about.md", "publish = 2026-12-10T18:00:00", "We opened."));
    assert!(page.contains("write the date alone, 2026-12-10, or add the offset"), "{page}");
}

#[test]
fn check_names_the_pages_that_are_held_back() {
    let words = "title = \"Your right\"\n+++\n\nCall us.\n";
    let folder = Clinic::new()
        .site("[legal]\ngood_faith_estimate = false\n")
        .file("content/good-faith-estimate.md", &format!("+++\n{words}"))
        .lay();
    let out = |arguments: &[&str]| {
        let ran = clinicsite(folder.path(), &[&["check", "--as-of=2026-12-01"], arguments].concat());
        String::from_utf8(ran.stdout).unwrap()
    };
    let held = "held back: content/good-faith-estimate.md: the site has no Good Faith Estimate page\n";
    assert!(out(&["--verbose"]).contains(held), "{}", out(&["--verbose"]));
    assert!(!out(&[]).contains("held back") && !out(&["--verbose", "--format=json"]).contains("held back"));
}

#[test]
fn an_address_of_a_page_that_is_held_back_is_told_as_such() {
    let told = told(
        &Clinic::new()
            .site("[[menu]]\ntitle = \"About\"\nto = \"/about/\"\n[redirects]\n\"/old/\" = \"/about/\"\n")
            .page("content/about.md", "expires = 2026-11-01", "We opened in 2020."),
    );
    let label = "`content/about.md` is held back: `expires` was 2026-11-01";
    assert_eq!(told.matches(label).count(), 2, "{told}");
}

#[test]
fn what_could_not_be_read_makes_no_finding_of_its_own() {
    let error = "date = 2026-02-31";
    let clinic = Clinic::new()
        .file("static/img/harbor.png", "no picture")
        .page(
            "content/articles/leak.md",
            &format!("{error}\nconditions = [\"Leak\"]"),
            "![The harbor](/img/harbor.png)",
        )
        .page("content/conditions/leak.md", "", "The fluid gets out.");
    let told_all = told(&clinic);
    assert!(told_all.contains("`2026-02-31` is not a date"), "{told_all}");
    assert!(!told_all.contains("[W01]") && !told_all.contains("[unknown-term]"), "{told_all}");
    let unused = told(&Clinic::new().file("static/img/harbor.png", "no picture"));
    assert!(unused.contains("[W01]"), "{unused}");

    let clinic = Clinic::new().site("[[clinic]]\nbooking_url = \"https://booking.example/a\"\n").page(
        "content/about.md",
        "",
        "[Book](book:)",
    );
    let told = told(&clinic);
    assert!(told.contains("`clinic` wants a table") && !told.contains("no booking address"), "{told}");
}

#[test]
fn a_table_and_a_list_of_tables_of_one_name_are_told_as_what_they_are() {
    let told = told(&Clinic::new().prices(
        "[services]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n\n[[services]]\nid = \"scan\"\nname = \"Scan\"\nprice = 90\n",
    ));
    assert!(told.contains("each begins with a line such as [[services]]"), "{told}");
    assert!(!told.contains("title = \"About us\""), "{told}");
}

#[test]
fn hours_with_another_name_of_a_day_name_the_day() {
    let address = "address = { street = \"12 Harbor Street\", locality = \"Boston\", country = \"US\" }";
    let told = told(&Clinic::new().page(
        "content/locations/boston.md",
        &format!("{address}\nhours = [\"Fri 9:00-13:00\"]"),
        "By the harbor.",
    ));
    assert!(told.contains("help: `Fri` is no day: the days are Mo, Tu, We, Th, Fr, Sa, Su"), "{told}");
}

#[test]
fn a_theme_and_its_options_are_told_with_what_there_is() {
    let site = |line: &str| told(&Clinic::new().site(line));
    let option = site("[theme_options]\nzebra = 1\n");
    assert!(option.contains("there are: ") && option.contains("accent"), "{option}");
    let theme = site("theme = \"own\"\n");
    assert!(theme.contains("there is no file `themes/own/theme.toml`"), "{theme}");
    assert!(theme.contains("help: write that file with this line: name = \"own\""), "{theme}");
}

#[test]
fn the_template_of_another_kind_is_told_as_such() {
    let clinic = Clinic::new().page("content/about.md", "template = \"service.html\"", "We opened in 2020.");
    let told = clinic.run_to(Depth::Check).problems.render(&annotate_snippets::Renderer::plain());
    let help = "help: `service.html` is made for pages of the kind `service`: take `template` out of `content/about.md`";
    assert!(told.contains(help), "{told}");
}
