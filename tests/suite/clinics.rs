//! Three whole clinics, of the United States, Great Britain and Germany, kept in `tests/clinics/`: each as a careful clinic
//! would write it, with what is invented marked.

use std::path::{Path, PathBuf};

use annotate_snippets::Renderer;
use clinicsite::source;
use clinicsite::{Depth, Level};

use crate::clinic::{Clinic, Site};

fn root(country: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clinics").join(country)
}

/// A clinic that is kept, by its country.
fn kept(country: &str) -> Clinic {
    let sources = source::read(&root(country));
    sources.texts.values().fold(Clinic::new(), |clinic, source| clinic.file(&source.path, &source.text))
}

/// What stands in the footers: by country, the addresses in their order.
const FOOTERS: [(&str, &[&str]); 3] = [
    ("us", &["/pricing/", "/contact/", "/good-faith-estimate/", "/privacy/", "/accessibility/", "/terms/"]),
    ("gb", &["/pricing/", "/contact/", "/privacy/", "/accessibility/", "/complaints/", "/cookies/"]),
    ("de", &["/pricing/", "/kontakt/", "/datenschutz/", "/barrierefreiheit/", "/impressum/"]),
];

#[test]
fn each_builds_strictly_without_a_warning() {
    for (country, _) in FOOTERS {
        let build = kept(country).run_to(Depth::Check);
        let text = build.problems.render(&Renderer::plain());
        assert_eq!(
            build.problems.count(Level::Error) + build.problems.count(Level::Warning),
            0,
            "{country}\n{text}"
        );
        assert!(build.pages >= 15, "{country}: {} pages", build.pages);
    }
}

#[test]
fn what_its_law_asks_for_stands_in_every_footer() {
    for (country, links) in FOOTERS {
        let site = kept(country).build();
        let pages =
            site.files.iter().filter(|(path, text)| path.ends_with(".html") && text.contains("<main"));
        assert!(pages.clone().count() >= 15);
        for (path, text) in pages {
            let footer = &text[text.find("<footer").unwrap()..];
            let mut last = 0;
            for link in links {
                let at = footer.find(&format!("href=\"{link}\""));
                let at =
                    at.unwrap_or_else(|| panic!("{country}: no {link} in the footer of {path}\n{footer}"));
                assert!(at > last, "{country}: {link} in its place in the footer of {path}");
                last = at;
            }
        }
    }
}

#[track_caller]
fn shows(site: &Site, path: &str, texts: &[&str]) {
    texts.iter().for_each(|text| site.shows(path, text));
}

#[test]
fn each_says_what_its_country_wants_said() {
    let us = kept("us").build();
    shows(
        &us,
        "/good-faith-estimate/",
        &["explaining how much your health care will cost", "+1-207-555-0123"],
    );
    shows(&us, "/pricing/", &["Our clinicians have opted out of Medicare.", "The neurologist who does it"]);
    shows(&us, "/", &["NPI 1245319599", "call 911", "is owned by the surgeon"]);
    let gb = kept("gb").build();
    shows(
        &gb,
        "/",
        &["Health and Care Professions Council PH00000", "Registered in England and Wales.", "call 999"],
    );
    let de = kept("de").build();
    shows(&de, "/", &["Landesärztekammer Hessen, Mitgliedsnummer 000000", "Im Notfall rufen Sie 112."]);
    for (country, site) in [("gb", gb), ("de", de)] {
        assert!(!site.has("/good-faith-estimate/"), "{country}");
        site.hides("/pricing/", "Medicare");
    }
}

/// The rules that `check` tells of a clinic of which something is changed.
fn told(clinic: &Clinic) -> Vec<&'static str> {
    clinic.findings().iter().filter(|one| one.level < Level::Info).map(|one| one.rule.id()).collect()
}

#[test]
fn what_is_taken_out_is_missed() {
    let with = |country: &str, path: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(root(country).join(path)).unwrap();
        assert!(text.contains(from), "{path} has no `{from}`");
        told(&kept(country).file(path, &text.replace(from, to)))
    };
    assert_eq!(with("us", "site.toml", "medicare        = \"opted-out\"", ""), ["L08"]);
    assert_eq!(with("us", "content/providers/dana-pike.md", "medicare_opt_out = 2026-01-01", ""), ["L08"]);
    assert_eq!(with("us", "site.toml", "hipaa           = false", "hipaa = true"), ["L07"]);
    assert_eq!(with("gb", "site.toml", "registration = [", "# ["), ["L11"]);
    assert_eq!(with("gb", "content/privacy.md", "The controller of your data", "Who has your data"), ["L11"]);
    assert_eq!(with("de", "content/impressum.md", "summary", "draft = true\nsummary"), ["L11"]);
    assert_eq!(with("de", "content/privacy.md", "erantwortlich", "x"), ["L11"]);
}

#[test]
fn before_going_live_only_what_is_invented_is_told() {
    for (country, _) in FOOTERS {
        let build = kept(country).run_to(Depth::Launch);
        let others: Vec<_> =
            build.problems.iter().filter(|one| one.level < Level::Info && one.rule.id() != "K01").collect();
        assert!(others.is_empty(), "{country}: {others:?}");
        assert!(build.problems.count(Level::Error) > 10, "{country}");
    }
}
