//! `clinicsite forms`: what the sheets say, where they are written, and where they are not.

use std::fs;
use std::path::Path;

use clinicsite::source::Sources;
use clinicsite::{Memo, Sheets};

use crate::clinic::{Clinic, clinicsite, options};

const PRICES: &str = "valid_from = 2026-09-01\n\
    [[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 50\nperiod = \"month\"\ncancel = \"Any day.\"\n\
    [[services]]\nid = \"first\"\nname = \"First look\"\nprice = 150\nfirst = true\n\
    [[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 120\nunit = \"visit\"\nplan_prices = { club = 90 }\n\
    next = { price = 130, from = 2027-04-01 }\n\
    [[services]]\nid = \"cast\"\nname = \"Cast\"\nprice = { from = 200, to = 300 }\nbilling_codes = [\"CPT 29405\"]\n\
    [[services]]\nid = \"call\"\nname = \"Call\"\nincluded_in = \"club\"\n\
    [[services]]\nid = \"odd\"\nname = \"Odd job\"\n\
    [[outside]]\nid = \"mri\"\nname = \"MRI\"\nwho = \"The imaging center\"\n\
    [[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"club\" }, { id = \"visit\", count = 2 }]\n\
    [terms]\npayment = \"By card [@paper].\"\n";

fn clinic() -> Clinic {
    Clinic::new()
        .site("[clinic]\nphone = \"+1-617-555-0142\"\nnpi = \"1234567893\"\n")
        .prices(PRICES)
        .file("content/sources.toml", "[[sources]]\nid = \"paper\"\ntitle = \"A paper\"\n")
        .file(
            "content/providers/ana.md",
            "+++\ntitle = \"Ana Ortiz\"\nrole = \"Doctor\"\ncredentials = [\"MD\"]\n\
             registration = [{ authority = \"NPI\", number = \"1245319599\" }]\n+++\n\nA doctor.\n",
        )
        .file(
            "content/locations/boston.md",
            "+++\ntitle = \"Boston\"\naddress = { street = \"12 Harbor Street\", locality = \"Boston\", region = \"MA\", \
             postal_code = \"02110\", country = \"US\" }\n+++\n\nBy the harbor.\n",
        )
}

fn sheets(clinic: &Clinic) -> Sheets {
    let folder = clinic.lay();
    let sources = clinicsite::source::read(folder.path());
    clinicsite::forms(&sources, &options(), &mut Memo::default()).sheets
}

/// The row of the only service on the sheet of prices.
fn row(keys: &str) -> String {
    let plan = "[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 50\nperiod = \"month\"\n";
    let list = format!(
        "{plan}[[services]]\nid = \"a\"\nname = \"Call\"\nunit = \"call\"\nincluded_in = \"club\"\n{keys}\n"
    );
    let sheets = sheets(&Clinic::new().prices(&list));
    let (_, row) = sheets["price-sheet.html"].split_once(">Call").unwrap();
    row.split_once("</tr>").unwrap().0.to_owned()
}

#[test]
fn a_part_of_a_plan_that_has_a_price_of_its_own_tells_it_once_with_its_unit() {
    let priced = row("price = 20");
    assert_eq!(priced.matches("$20").count(), 1, "{priced}");
    assert!(priced.contains("per call") && priced.contains("included in Club"), "{priced}");
    let options = row("options = [{ name = \"Short\", price = 20 }, { name = \"Long\", price = 30 }]");
    assert_eq!(options.matches("$20").count(), 1, "{options}");
    assert!(options.contains("included in Club") && options.contains("per call"), "{options}");
    let alone = row("");
    assert!(alone.contains("included in Club") && !alone.contains("per call"), "{alone}");
}

fn run(folder: &Path, to: &str) -> (Option<i32>, String) {
    let ran = clinicsite(folder, &["forms", to, "--as-of", "2026-12-01"]);
    (
        ran.status.code(),
        String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr),
    )
}

#[track_caller]
fn shows(sheets: &Sheets, name: &str, texts: &[&str]) {
    for text in texts {
        assert!(sheets[name].contains(text), "{name} shows `{text}`:\n{}", sheets[name]);
    }
}

#[test]
fn the_prices_stand_on_one_page() {
    let sheets = sheets(&clinic());
    shows(
        &sheets,
        "price-sheet.html",
        &[
            "<html lang=\"en-US\"",
            "@page",
            "<strong>$50</strong> <span class=\"small nowrap\">a month</span>",
            "Your first visit",
            "First look",
            "<strong>$150</strong>",
            "A plan is not insurance.",
            "<strong>$120</strong> <span class=\"small nowrap\">per visit</span>",
            "With Club: <strong>$90</strong>",
            "From April 1, 2027: $130",
            "<strong>$200 to $300</strong>",
            "included in Club",
            "Who else sends a bill",
            "MRI: The imaging center",
            "on request",
            "12 × Club, 2 × Visit",
            "<strong>$780</strong>",
            "By card",
            "Any day.",
            "+1-617-555-0142",
            "September 1, 2026",
            "As of December 1, 2026",
            "clinic.example/pricing/",
        ],
    );
    assert!(!sheets["price-sheet.html"].contains("https://"), "nothing to load");
}

#[test]
fn an_estimate_has_what_the_rule_wants_of_it() {
    let sheets = sheets(&clinic());
    shows(
        &sheets,
        "good-faith-estimate.html",
        &[
            "Date of birth",
            "In plain words",
            "Scheduled for",
            "Cast</th><td class=\"nowrap\">CPT 29405</td>",
            "$200 to $300",
            "Visit (Club)</th>",
            "The imaging center</th>",
            "Diagnosis code",
            "Harbor Clinic</th><td>1234567893</td>",
            "Ana Ortiz, MD</th><td>1245319599</td>",
            "12 Harbor Street",
            "<td>MA</td>",
            "TIN",
            "separate good faith estimate",
            "must be scheduled or requested apart",
            "only an estimate",
            "$400 or more",
            "120 calendar days",
            "www.cms.gov/nosurprises/consumers",
            "quality of your care",
            "not a contract",
            "Date of this estimate",
            "One copy is for the patient",
        ],
    );
    assert!(!sheets["good-faith-estimate.html"].contains("Odd job"), "no charge, no row");
    shows(
        &sheets,
        "superbill.html",
        &[
            "Date of service",
            "Place of service",
            "1245319599",
            "CPT 29405",
            "Units",
            "Amount paid",
            "Paid on",
        ],
    );
    shows(&sheets, "notice.html", &["You have the right to a Good Faith Estimate.", "+1-617-555-0142"]);
}

#[test]
fn forms_of_the_us_are_made_there_alone_and_fall_back_to_english() {
    let german = |country: &str| {
        sheets(
            &Clinic::new()
                .site(&format!("language = \"de-DE\"\n[clinic]\ncountry = \"{country}\"\n"))
                .prices(PRICES.replace("[@paper]", "").as_str()),
        )
    };
    let here = german("DE");
    assert_eq!(here.keys().copied().collect::<Vec<_>>(), ["price-sheet.html"]);
    shows(&here, "price-sheet.html", &["<html lang=\"de-DE\"", "Unsere Preise", "Stand: 1. Dezember 2026"]);
    let there = german("US");
    shows(&there, "good-faith-estimate.html", &["<html lang=\"en\"", "Date of birth"]);
    shows(&there, "notice.html", &["<html lang=\"de-DE\"", "Kostenschätzung"]);
    for (language, words) in [("es-US", "Fecha de nacimiento"), ("en-US", "Date of birth")] {
        let there = sheets(
            &Clinic::new()
                .site(&format!("language = \"{language}\"\n"))
                .prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = 5\n"),
        );
        shows(&there, "good-faith-estimate.html", &[&format!("<html lang=\"{language}\""), words]);
    }
}

#[test]
fn the_notice_for_the_wall_is_that_of_the_site() {
    let own = clinic().file(
        "content/good-faith-estimate.md",
        "+++\ntitle = \"Your Good Faith Estimate\"\n+++\n\nYou have the right to a Good Faith Estimate in writing, before you \
         get care. It lists related costs such as tests. Ask Ana for it. We send it within 3 business days after you ask. \
         Keep a copy: if your bill is $400 or more above it, you can dispute the bill. More is on [the federal \
         page](https://www.cms.gov/nosurprises/consumers).\n",
    );
    let notice = &sheets(&own)["notice.html"];
    assert!(
        notice.contains("<h1>Your Good Faith Estimate") && notice.contains("Ask Ana for it."),
        "{notice}"
    );
    assert!(!notice.contains("If you do not have insurance"), "{notice}");
    let notice = &sheets(&clinic().site("[legal]\ngood_faith_text = \"model\"\n"))["notice.html"];
    assert!(notice.contains("Under the law, health care providers"), "{notice}");
}

#[test]
fn the_position_on_medicare_stands_where_money_is_told() {
    let sheets = sheets(&clinic().site("[legal]\nmedicare = \"opted-out\"\n"));
    for name in ["price-sheet.html", "good-faith-estimate.html", "superbill.html"] {
        shows(&sheets, name, &["Our clinicians have opted out of Medicare."]);
    }
}

#[test]
fn a_site_replaces_templates_and_words() {
    let own = clinic()
        .file(
            "templates/forms/notice.html",
            "{% extends \"builtin/forms/notice.html\" %}{% block title %}Ours{% endblock %}",
        )
        .file("phrases/en.toml", "us_copies = \"Keep it.\"\n");
    let sheets = sheets(&own);
    shows(&sheets, "notice.html", &["<title>Ours"]);
    shows(&sheets, "good-faith-estimate.html", &["Keep it."]);
    let build = own.build();
    assert!(!build.warnings.contains("unused-"), "{}", build.warnings);
    assert!(!build.files.keys().any(|path| path.contains("forms") || path.contains("superbill")));
}

#[test]
fn sheets_are_written_beside_what_is_there_and_anew() {
    let folder = clinic().lay();
    fs::create_dir(folder.path().join("paper")).unwrap();
    fs::write(folder.path().join("paper/notes.txt"), "mine").unwrap();
    let (status, said) = run(folder.path(), "paper");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.starts_with("4 sheets in "), "{said}");
    let read = || fs::read(folder.path().join("paper/price-sheet.html")).unwrap();
    let first = read();
    assert_eq!(run(folder.path(), "paper").0, Some(0));
    assert_eq!(read(), first);
    let names = fs::read_dir(folder.path().join("paper")).unwrap().count();
    assert_eq!(names, 5, "the note, and four sheets");
    assert_eq!(fs::read_to_string(folder.path().join("paper/notes.txt")).unwrap(), "mine");
    // A build does not see them.
    let ran = clinicsite(folder.path(), &["build", "--as-of", "2026-12-01"]);
    assert_eq!(ran.status.code(), Some(0));
    assert!(!folder.path().join("public/price-sheet.html").exists());
}

#[test]
fn somebody_elses_file_of_that_name_stops_all_of_them() {
    let folder = clinic().lay();
    fs::create_dir(folder.path().join("paper")).unwrap();
    fs::write(folder.path().join("paper/notice.html"), "mine").unwrap();
    let (status, said) = run(folder.path(), "paper");
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("notice.html") && said.contains("nothing was written"), "{said}");
    assert_eq!(fs::read_dir(folder.path().join("paper")).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_published_or_read_is_refused() {
    let folder = clinic().lay();
    fs::write(folder.path().join("a-file"), "").unwrap();
    for to in [
        "public",
        "public/forms",
        "content",
        "content/x",
        "static/forms",
        "themes",
        ".",
        "./content/../static",
        "a-file",
    ] {
        let (status, said) = run(folder.path(), to);
        assert_eq!(status, Some(3), "{to}: {said}");
        assert!(said.contains("nothing was written"), "{to}: {said}");
    }
    assert!(!folder.path().join("public").exists() && !folder.path().join("static").exists());
    let ran = clinicsite(folder.path(), &["build", "--output", "elsewhere", "--as-of", "2026-12-01"]);
    assert_eq!(ran.status.code(), Some(0));
    let (status, said) = run(folder.path(), "elsewhere/forms");
    assert_eq!(status, Some(3));
    assert!(said.contains("is published"), "{said}");
}

#[test]
fn a_site_with_errors_or_without_prices_has_no_sheets() {
    let folder = clinic().page("content/about.md", "", "[gone](gone.md)").lay();
    let (status, said) = run(folder.path(), "paper");
    assert_eq!(status, Some(1));
    assert!(said.contains("error[dead-link]") && said.contains("1 error; nothing was written"), "{said}");
    assert!(!folder.path().join("paper").exists());
    let bare = Clinic::new().page("content/about.md", "", "Hello.").lay();
    let (status, said) = run(bare.path(), "paper");
    assert_eq!(status, Some(1));
    assert!(said.contains("nothing to print"), "{said}");
    let sources = Sources::from_files([("site.toml", "title = 5\n")]);
    let forms = clinicsite::forms(&sources, &options(), &mut Memo::default());
    assert!(forms.sheets.is_empty() && forms.problems.iter().next().is_some());
}
