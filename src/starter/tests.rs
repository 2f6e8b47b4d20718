//! The starter in memory: every shape of it passes a strict build, on later days too, and with any kind deleted.

use std::collections::BTreeMap;

use annotate_snippets::Renderer;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rayon::prelude::*;

use super::*;
use crate::config::Medicare;
use crate::identifiers::Country;
use crate::kinds::Kind;
use crate::schema::Word;
use crate::{Depth, Level, Memo, Options, Problems, Sources, build_to};

/// The day on which the starter is laid down.
const TODAY: Date = date(2026, 12, 1);

type Files = BTreeMap<String, String>;

fn files(said: Said) -> Files {
    let answers = said.complete("harbor-clinic").unwrap_or_else(|faults| panic!("{faults:?}"));
    starter(&answers, TODAY).unwrap().into_iter().collect()
}

fn options(day: Date) -> Options {
    Options {
        now: "2026-12-01T17:00:00Z".parse().unwrap(),
        as_of: Some(day),
        base_url: None,
        drafts: false,
        future: false,
        expired: false,
    }
}

fn problems(files: &Files, day: Date, depth: Depth, memo: &mut Memo) -> Problems {
    let sources = Sources::from_files(files.iter().map(|(path, text)| (path.as_str(), text)));
    build_to(&sources, &options(day), memo, depth).problems
}

/// What stops a strict build.
fn stops(files: &Files, day: Date, memo: &mut Memo) -> String {
    let mut problems = problems(files, day, Depth::Check, memo);
    problems.retain(|one| !one.due && one.level < Level::Info);
    problems.render(&Renderer::plain())
}

/// Every finding of `check`, notes too; what days alone have made is none on the first day.
fn findings(files: &Files, memo: &mut Memo) -> String {
    problems(files, TODAY, Depth::Check, memo).render(&Renderer::plain())
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

/// The files with something true in each place that is marked, as a script would write it.
fn replaced(files: &Files) -> Files {
    let replace = |text: &String| {
        let text = text.replace("   # placeholder", "").replace(" <!-- placeholder -->", "");
        let text =
            text.replace("clinic.example", "harbor-clinic.org").replace("booking.example", "booking.org");
        let text = TRUE.iter().fold(text, |text, (invented, true_one)| text.replace(invented, true_one));
        text.replace("+1-555-555-0142", "+1-617-868-0100").replace("+44 20 7946 0018", "+44 20 7930 4832")
    };
    files.iter().map(|(path, text)| (path.clone(), replace(text))).collect()
}

fn in_country(code: &str) -> Said {
    Said { country: Country::find(code), ..Said::default() }
}

fn in_language(tag: &str, said: Said) -> Said {
    Said { language: Some(language(tag).unwrap()), ..said }
}

/// Every country with something of its own, in every way to pay, with and without parts.
fn shapes() -> Vec<(String, Said)> {
    let mut shapes = Vec::new();
    for code in ["US", "GB", "IE", "AU", "DE", "CH", "JP", "FJ", "AQ"] {
        for ((pay, word), parts) in
            Pay::ALL.iter().zip(Pay::WORDS).zip([&Part::ALL[..], &[], &Part::ALL[1..2]])
        {
            let said = Said { pay: Some(*pay), parts: parts.iter().copied().collect(), ..in_country(code) };
            shapes.push((format!("{code}, {word}, {} parts", parts.len()), in_language("en", said)));
        }
    }
    for (medicare, word) in Medicare::ALL.iter().zip(Medicare::WORDS) {
        for (state, bound) in [("CA", true), ("WA", false), ("TX", true)] {
            let said = Said {
                medicare: Some(*medicare),
                hipaa: Some(bound),
                federal_funds: Some(bound),
                region: Some(state.to_owned()),
                states: vec!["MA".to_owned(), "ME".to_owned()],
                people: vec!["Ana Ortiz".to_owned()],
                ..Said::default()
            };
            shapes.push((format!("{state}, {word}, {bound}"), said));
        }
    }
    for language in languages().filter(|language| !language.tag.contains('-') && language.tag != "en") {
        for code in ["DE", "AT", "CH", "US", "GB", "MX"] {
            for (pay, word) in Pay::ALL.iter().zip(Pay::WORDS) {
                let said =
                    Said { pay: Some(*pay), parts: Part::ALL.into_iter().collect(), ..in_country(code) };
                shapes.push((format!("{} in {code}, {word}", language.tag), in_language(language.tag, said)));
            }
        }
    }
    for nation in nations() {
        let said = Said { region: Some(nation.to_owned()), ..in_country("GB") };
        shapes.push((nation.to_owned(), said));
    }
    shapes
}

/// Names as hard as they come.
fn names() -> Vec<(String, Said)> {
    let letters = "Llanfairpwllgwyngyll ".repeat(9);
    let hard = [
        "Ana \"The Hand\" O'Ortiz \\ Sons",
        "山田太郎",
        "ليلى حداد",
        "🙂 Smile & Co <b>",
        "[x](y) *a* _b_ `c` {{ d }} {% e %}",
        "1. First",
        "# Hash +++ --- | ~x~",
        "CON",
        "Index",
        letters.trim(),
        "अनीता देसाई",
    ];
    let said = |name: &str| Said {
        name: Some(format!("{name} C")),
        niche: Some(format!("{name} N")),
        town: Some(format!("{name} T")),
        people: vec![format!("{name} P"), format!("{name} Q")],
        places: vec![name.to_owned(), format!("{name} 2")],
        parts: Part::ALL.into_iter().collect(),
        ..Said::default()
    };
    hard.iter().map(|name| ((*name).to_owned(), said(name))).collect()
}

/// What is found in each of these, looked at on all cores.
fn found_in<T: Send>(all: Vec<(String, T)>, look: impl Fn(T, &mut Memo) -> String + Sync) -> String {
    let found = all.into_par_iter().map_init(Memo::default, |memo, (what, one)| {
        let found = look(one, memo);
        if found.is_empty() { found } else { format!("{what}:\n{found}\n") }
    });
    found.collect::<Vec<_>>().concat()
}

#[test]
fn check_finds_nothing_in_any_shape() {
    let found = found_in(shapes(), |said, memo| findings(&files(said), memo));
    assert_eq!(found, "");
}

#[test]
fn names_in_any_script_pass_a_strict_build() {
    assert_eq!(found_in(names(), |said, memo| stops(&files(said), TODAY, memo)), "");
}

#[test]
fn with_something_true_for_all_that_is_marked_it_may_go_on_line() {
    let shapes = shapes().into_iter().filter(|(what, _)| what.starts_with("US") || what.starts_with("GB"));
    let found = found_in(shapes.collect(), |said, memo| {
        let files = files(said);
        let marked = problems(&files, TODAY, Depth::Launch, memo);
        assert!(marked.count(Level::Error) > 60, "{}", marked.count(Level::Error));
        let mut problems = problems(&replaced(&files), TODAY, Depth::Launch, memo);
        problems.retain(|one| one.level < Level::Info);
        problems.render(&Renderer::plain())
    });
    assert_eq!(found, "");
}

/// What stops a clinic with all parts on one of these days.
fn stopped_on(days: impl Iterator<Item = i32>) -> String {
    let all = files(Said { parts: Part::ALL.into_iter().collect(), ..Said::default() });
    let days = days.map(|day| TODAY.saturating_add(day.days()));
    found_in(days.map(|day| (day.to_string(), day)).collect(), |day, memo| stops(&all, day, memo))
}

#[test]
fn no_later_month_stops_it() {
    assert_eq!(stopped_on((0..=800).step_by(61)), "");
}

#[test]
#[ignore = "115 days take a minute: .ci/run asks for it"]
fn no_later_week_stops_it() {
    assert_eq!(stopped_on((0..=800).step_by(7)), "");
}

#[test]
fn any_kind_can_be_deleted() {
    let mut cases = Vec::new();
    for (at, (_, folder)) in Kind::folders().enumerate() {
        let pay = Pay::ALL.get(at % Pay::ALL.len()).copied();
        let all = files(Said { parts: Part::ALL.into_iter().collect(), pay, ..Said::default() });
        let folder = format!("content/{folder}/");
        let rest: Files = all.into_iter().filter(|(path, _)| !path.starts_with(&folder)).collect();
        cases.push((format!("{pay:?} without {folder}"), rest));
    }
    assert_eq!(found_in(cases, |rest, memo| stops(&rest, TODAY, memo)), "");
}

#[test]
fn a_line_that_was_made_up_is_marked_and_one_that_was_said_is_not() {
    let said = Said {
        name: Some("Foot & Co".to_owned()),
        niche: Some("foot pain".to_owned()),
        town: Some("Leeds".to_owned()),
        region: Some("England".to_owned()),
        people: vec!["Ana Ortiz".to_owned()],
        ..in_country("GB")
    };
    let files = files(said);
    let site = &files["site.toml"];
    for line in [
        "title       = \"Foot & Co\"\n",
        "niche       = \"foot pain\"\n",
        "phone       = \"+44 20 7946 0018\"   # placeholder\n",
        "time_zone   = \"Europe/London\"\n",
        "Care Quality Commission",
        "emergency   = \"In an emergency call 999. For urgent advice call NHS 111.\"\n",
    ] {
        assert!(site.contains(line), "{line}\n{site}");
    }
    assert!(files["content/providers/ana-ortiz.md"].contains("title       = \"Ana Ortiz\"\n"));
    assert!(files["content/prices.toml"].contains("currency   = \"GBP\"\n"));
    let sources = Sources::from_files(files.iter().map(|(path, text)| (path.as_str(), text)));
    let built = build_to(&sources, &options(TODAY), &mut Memo::default(), Depth::Build).outputs;
    let pages = built.values().filter_map(|output| match output {
        crate::Output::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        crate::Output::Copy(_) | crate::Output::Named(_) => None,
    });
    let pages: Vec<String> = pages.filter(|text| text.contains("<html")).collect();
    assert!(pages.len() > 15 && pages.iter().any(|page| page.contains("£300")));
    // Schemas tell of every key that there is.
    let texts = files.iter().filter(|(path, _)| !path.starts_with("schemas/")).map(|(_, text)| text);
    let all: String = texts.chain(&pages).map(String::as_str).collect();
    for other in ["Medicare", "HIPAA", "Good Faith", "$", "headache", "leak"] {
        assert!(!all.contains(other), "{other}");
    }
}

#[test]
fn what_does_not_go_together_is_told() {
    let faults = |said: Said| {
        let faults = said.complete("x").unwrap_err();
        faults.into_iter().map(|fault| format!("{}; {}", fault.message, fault.help)).collect::<Vec<_>>()
    };
    let twice = Said { people: vec!["Ana".to_owned(), "ana".to_owned()], ..Said::default() };
    assert_eq!(
        faults(twice),
        ["two people or places have the name `ana`; tell them apart: their pages have these titles"]
    );
    let nation = Said { region: Some("Britain".to_owned()), ..in_country("GB") };
    assert_eq!(
        faults(nation),
        [
            "`Britain` is no nation of the United Kingdom; write one of: England, Scotland, Wales, Northern Ireland"
        ]
    );
    assert!(line("a\u{200b}b").is_err() && line(" \u{2060}").is_err() && line("a\nb").is_err());
    assert!(line(&"x".repeat(201)).is_err());
    assert_eq!(line(" Ana "), Ok("Ana".to_owned()));
}
