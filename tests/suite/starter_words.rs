//! The starters in German, French and Spanish, by country: what `init` lays down in them builds at once, says what the
//! country's law asks for, and marks all that is invented.

use std::collections::BTreeSet;

use annotate_snippets::Renderer;
use clinicsite::{Depth, Level, source};

use crate::clinic::{Clinic, clinicsite};
use crate::everything;

/// Each language in countries where somebody is likely to take it; Spanish, of which there is no row without a region, in
/// those whose law is known, too. German and French in the others are among the shapes of `src/starter/tests.rs`.
const CLINICS: [(&str, &str); 11] = [
    ("de-DE", "DE"),
    ("fr-FR", "FR"),
    ("fr", "BE"),
    ("fr", "CA"),
    ("es-US", "US"),
    ("es-US", "ES"),
    ("es-US", "MX"),
    ("es-US", "DE"),
    ("es-US", "AT"),
    ("es-US", "CH"),
    ("es-US", "GB"),
];

/// One of each language.
const SOME: [(&str, &str); 3] = [("de-DE", "DE"), ("fr", "CH"), ("es-US", "US")];

/// The files that `init` lays down, by path.
fn laid(language: &str, country: &str, more: &[&str]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["init", "praxis", "--yes", "--language", language, "--country", country];
    arguments.extend(more);
    let ran = clinicsite(folder.path(), &arguments);
    assert!(ran.status.success(), "{language} {country}: {}", String::from_utf8_lossy(&ran.stderr));
    let sources = source::read(&folder.path().join("praxis"));
    sources.texts.values().map(|one| (one.path.clone(), one.text.clone())).collect()
}

/// A clinic of these files, on the day on which they were laid down.
fn clinic(files: &[(String, String)]) -> Clinic {
    let (_, prices) = files.iter().find(|(path, _)| path == "content/prices.toml").unwrap();
    let (_, from) = prices.split_once("valid_from = ").unwrap();
    let clinic = Clinic::new().on(from.lines().next().unwrap());
    files.iter().fold(clinic, |clinic, (path, text)| clinic.file(path, text))
}

/// What is told of a clinic, as a terminal shows it.
fn told(clinic: &Clinic, depth: Depth) -> String {
    clinic.run_to(depth).problems.render(&Renderer::plain())
}

fn is_marked(line: &str) -> bool {
    line.ends_with("# placeholder") || line.ends_with("<!-- placeholder -->")
}

/// Everything that a starter may have.
const ALL: [&str; 5] = ["--events", "--openings", "--testimonials", "--hipaa", "--federal-funds"];

#[test]
fn each_builds_and_leaves_nothing_to_find() {
    for (language, country) in CLINICS {
        let told = told(&clinic(&laid(language, country, &ALL)), Depth::Check);
        assert_eq!(told, "", "{language} {country}");
    }
}

#[test]
fn each_way_to_be_paid_builds_in_spanish_too() {
    for more in [&[][..], &["--pay", "membership", "--medicare", "enrolled"], &["--pay", "visit"]] {
        assert_eq!(told(&clinic(&laid("es-US", "US", more)), Depth::Check), "", "{more:?}");
    }
}

#[test]
fn every_mark_is_told_before_going_on_line() {
    for (language, country) in SOME {
        let files = laid(language, country, &ALL);
        let build = clinic(&files).run_to(Depth::Launch);
        let found: BTreeSet<_> = build
            .problems
            .iter()
            .map(|problem| {
                assert_eq!(problem.rule.id(), "K01", "{language} {country}: {}", problem.message);
                (problem.place.source.path.clone(), problem.place.line_column().unwrap().0)
            })
            .collect();
        let marks: BTreeSet<_> = files
            .iter()
            .flat_map(|(path, text)| {
                let lines = text.lines().zip(1..).filter(|(line, _)| is_marked(line));
                lines.map(|(_, number)| (path.clone(), number))
            })
            .collect();
        assert!(marks.len() > 90, "{language} {country}: {}", marks.len());
        assert_eq!(found, marks, "{language} {country}");
    }
}

#[test]
fn a_line_with_something_made_up_is_marked() {
    for (language, country, made_up) in [
        ("de-DE", "DE", ["Praxis", "Kopfschmerzen", "Musterstadt", "Erika Muster", "Musterweg", "23125"]),
        (
            "fr",
            "CH",
            ["Praxis", "maux de tête", "Villeneuve", "Camille Exemple", "rue de l'Exemple", "clinic.example"],
        ),
        (
            "es-US",
            "US",
            ["Praxis", "dolor de cabeza", "Villanueva", "Ana Ejemplo", "Calle Ejemplo", "555-0142"],
        ),
    ] {
        for (path, text) in laid(language, country, &ALL) {
            for words in made_up {
                // What long words the reading level passes over is no claim.
                let mut lines =
                    text.lines().filter(|line| line.contains(words) && !line.starts_with("terms = "));
                let unmarked = lines.find(|line| !is_marked(line));
                assert_eq!(unmarked, None, "{language} {path}: {words}");
            }
        }
    }
}

/// Something true in place of what the starter made up.
const TRUE: [(&str, &str); 11] = [
    ("Sample Street", "Harbor Road"),
    ("Sample Hosting", "Harbor Hosting"),
    ("Sample Booking", "Harbor Booking"),
    ("Musterweg", "Hafenweg"),
    ("Muster-", "Hafen-"),
    ("rue de l'Exemple", "rue du Port"),
    ("Calle Ejemplo", "Calle Mayor"),
    ("Exemple-", "Port-"),
    ("Ejemplo ", "Puerto "),
    ("1000000004", "1234567893"),
    ("00000", "12345"),
];

#[test]
fn it_goes_on_line_when_a_script_has_put_true_values_in() {
    let true_values = [
        "--phone",
        "+49 561 7201234",
        "--email",
        "praxis@kopfwerk.de",
        "--base-url",
        "https://kopfwerk.de",
        "--booking-url",
        "https://termine.kopfwerk.de",
    ];
    for (language, country) in SOME {
        let files: Vec<_> = laid(language, country, &true_values)
            .into_iter()
            .map(|(path, text)| {
                let text = text.replace("kammer.example", "kammer.de");
                let text =
                    TRUE.iter().fold(text, |text, (invented, true_one)| text.replace(invented, true_one));
                (path, text.replace("   # placeholder", "").replace(" <!-- placeholder -->", ""))
            })
            .collect();
        assert_eq!(told(&clinic(&files), Depth::Launch), "", "{language} {country}");
    }
}

#[test]
fn any_kind_can_be_deleted_whole() {
    for (language, country) in SOME {
        let files = laid(language, country, &ALL);
        for kind in ["services", "providers", "locations", "faq", "events", "careers", "testimonials"] {
            let folder = format!("content/{kind}/");
            let rest: Vec<_> = files.iter().filter(|(path, _)| !path.starts_with(&folder)).cloned().collect();
            assert!(rest.len() < files.len(), "{language}: nothing in {folder}");
            assert_eq!(told(&clinic(&rest), Depth::Build), "", "{language} without {kind}");
        }
    }
}

#[test]
fn the_words_of_the_owner_stand_in_it_whatever_they_are() {
    let name = "Praxis \"Kopf & Co\" \\ [1] <b> *x* 山田 مرحبا 🙂";
    let long = "ä".repeat(200);
    for (language, country) in [("de-DE", "DE"), ("fr-FR", "FR"), ("es-US", "GB")] {
        for words in [name, long.as_str(), "# 3. {{ x }} |"] {
            let person = format!("Eva {}", words.chars().take(190).collect::<String>());
            let more = ["--name", words, "--niche", words, "--town", words, "--person", &person];
            let clinic = clinic(&laid(language, country, &more));
            let build = clinic.run_to(Depth::Build);
            let told = build.problems.render(&Renderer::plain());
            assert_eq!(
                build.problems.count(Level::Error) + build.problems.count(Level::Warning),
                0,
                "{told}"
            );
            let home = clinic.build();
            let shown =
                words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            home.shows("/", &shown);
        }
    }
}

#[test]
fn a_german_clinic_says_no_english_word_and_no_dollar() {
    let german: toml::Table = include_str!("../../themes/meridian/phrases/de.toml").parse().unwrap();
    let english: toml::Table = include_str!("../../themes/meridian/phrases/en.toml").parse().unwrap();
    let phrases: Vec<&str> = english
        .iter()
        .filter(|(key, words)| {
            german.get(key.as_str()).is_some_and(|own| own != *words) && !key.starts_with("gfe_model")
        })
        .filter_map(|(_, words)| words.as_str())
        .filter(|words| words.contains(' ') && !words.contains('{'))
        .collect();
    assert!(phrases.len() > 80, "{}", phrases.len());
    let says = |text: &str, words: &str| text.to_lowercase().contains(&format!(">{}<", words.to_lowercase()));
    let english =
        everything::FILES.iter().fold(Clinic::new(), |clinic, (path, text)| clinic.file(path, text));
    let english = english.build();
    let found = phrases.iter().filter(|words| english.files.values().any(|text| says(text, words))).count();
    assert!(found > 20, "an English one says {found} of them");
    let more = ["--currency", "EUR", "--niche", "Migräne", "--events", "--openings", "--testimonials"];
    let site = clinic(&laid("de", "DE", &more)).build();
    for (path, text) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!text.contains('$'), "{path}");
        for words in &phrases {
            assert!(!says(text, words), "`{words}` in {path}");
        }
    }
    site.shows("/", "Migräne");
    site.shows("/pricing/", "300\u{a0}€");
    site.shows("/pricing/", "Gebührenordnung für Ärzte (GOÄ)");
    site.shows("/", "href=\"/impressum/\"");
}

/// By country, the legal pages that stand there in every language, and a word of its law on one of them.
const LAWS: [(&str, &[&str], &str, &str); 6] = [
    ("DE", &["privacy", "accessibility", "impressum"], "impressum", "DDG"),
    ("AT", &["privacy", "accessibility", "impressum"], "impressum", "ECG"),
    ("CH", &["privacy", "accessibility", "impressum"], "impressum", "GLN"),
    ("GB", &["privacy", "accessibility", "complaints"], "complaints", "Care Quality Commission"),
    (
        "US",
        &[
            "privacy",
            "accessibility",
            "nondiscrimination",
            "consumer-health-data",
            "open-payments",
            "notice-of-privacy-practices",
        ],
        "open-payments",
        "openpaymentsdata.cms.gov",
    ),
    ("ES", &["privacy", "accessibility"], "privacy", "art"),
];

#[test]
fn each_country_has_the_pages_of_its_own_law_and_of_no_other() {
    let all: BTreeSet<&str> = LAWS.iter().flat_map(|(_, pages, ..)| pages.iter().copied()).collect();
    for language in ["de", "fr", "es-US"] {
        for (country, pages, page, word) in LAWS {
            let states: &[&str] = match country {
                "US" => &["--state", "CA", "--state", "WA", "--hipaa", "--federal-funds"],
                _ => &[],
            };
            let files = laid(language, country, states);
            let text = |name: &str| {
                let path = format!("content/{name}.md");
                files.iter().find(|(one, _)| *one == path).map(|(_, text)| text.to_lowercase())
            };
            for name in &all {
                assert_eq!(text(name).is_some(), pages.contains(name), "{language} {country} {name}");
            }
            assert!(
                text(page).unwrap().contains(&word.to_lowercase()),
                "{language} {country}: {word} on {page}"
            );
        }
    }
}

#[test]
fn a_regulator_is_named_by_nation() {
    for (nation, name) in [("England", "Care Quality Commission"), ("Wales", "Healthcare Inspectorate Wales")]
    {
        let files = laid("de", "GB", &["--region", nation]);
        let (_, site) = files.iter().find(|(path, _)| path == "site.toml").unwrap();
        assert!(site.contains(name), "{site}");
        assert!(!site.contains("[legal]"), "{site}");
    }
}

#[test]
fn switzerland_writes_no_sharp_s() {
    for (path, text) in laid("de", "CH", &ALL) {
        assert!(!text.contains('ß'), "{path}");
    }
    let german = laid("de", "DE", &[]);
    assert!(german.iter().any(|(_, text)| text.contains("große")), "Germany does");
}
