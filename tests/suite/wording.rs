//! Rules of wording, with signs of more than one byte and with escapes before the words: found, and at the very words.

use std::collections::BTreeMap;

use clinicsite::rules::{Rule, Spot};

use crate::clinic::Clinic;

/// What stands before the words: in a body, and as a TOML string writes it.
const BEFORE: [(&str, &str); 14] = [
    ("Ask why —", "Ask why —"),
    ("Ask why –", "Ask why –"),
    ("Ask on …", "Ask on …"),
    ("Our friends’ word,", "Our friends’ word,"),
    ("Say “yes” and", "Say “yes” and"),
    ("Say “yes and", "Say “yes and"),
    ("Über", "Über"),
    ("中文", "中文"),
    ("😀😀", "😀😀"),
    ("A\u{a0}word,", "A\u{a0}word,"),
    ("Say \"yes\" and", r#"Say \"yes\" and"#),
    ("C:\\\\Users –", r"C:\\\\Users –"),
    ("Caf\u{e9} &amp; bar —", r"Caf\u00e9 &amp; bar \u2014"),
    ("*Ask* **why** — `code` and", r"*Ask* **why** \u2014 `code` and"),
];

/// Rules that look for words, with their wrong example.
fn rules() -> Vec<(Rule, String)> {
    let english = clinicsite::every_rule().iter().filter(|rule| rule.language() == Some("en"));
    let words = english.filter_map(|rule| match rule.explanation().wrong.as_slice() {
        [part] if part.spot() == Some(Spot::Body) => Some((*rule, part.text.as_ref()?.trim_end().to_owned())),
        _ => None,
    });
    words.filter(|(_, text)| !text.contains('\n')).collect()
}

fn clinic() -> Clinic {
    let price = "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n";
    let source = "[[sources]]\nid = \"cdc\"\ntitle = \"About flu\"\n";
    Clinic::new().prices(price).file("content/sources.toml", source)
}

/// The words that a rule marks, by the articles whose names begin with its id; the column must be where they stand.
fn marked(clinic: &Clinic) -> BTreeMap<String, Vec<String>> {
    let findings = clinic.findings();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in findings.iter() {
        let name = one.place.source.path.trim_start_matches("content/articles/").trim_end_matches(".md");
        if !name.starts_with(one.rule.id()) {
            continue;
        }
        let text = &one.place.source.text;
        let span = one.place.span.clone().unwrap();
        let (line, column) = one.place.line_column().unwrap();
        let before: String = text.lines().nth(line - 1).unwrap().chars().take(column - 1).collect();
        assert!(text.get(..span.start).unwrap().ends_with(&before), "{name}: {}", one.message);
        found.entry(name.to_owned()).or_default().push(text.get(span).unwrap().to_owned());
    }
    found
}

/// One article for each rule and each of `BEFORE`; every one must be marked as the example alone is.
fn expect_marked(add: impl Fn(Clinic, &str, usize, &str) -> Clinic) {
    let rules = rules();
    assert!(rules.len() >= 9, "{rules:?}");
    let alone = rules.iter().fold(clinic(), |clinic, (rule, text)| clinic.article(rule.id(), text));
    let alone = marked(&alone);
    let mut wanted = BTreeMap::new();
    let mut with_signs = clinic();
    for (rule, text) in rules {
        let words = &alone[rule.id()];
        assert_eq!(words.len(), 1, "{}: {words:?}", rule.id());
        for number in 0..BEFORE.len() {
            let name = format!("{}-{number:02}", rule.id());
            with_signs = add(with_signs, &name, number, &text);
            wanted.insert(name, words.clone());
        }
    }
    assert_eq!(marked(&with_signs), wanted);
}

#[test]
fn words_are_found_and_marked_behind_any_sign() {
    expect_marked(|clinic, name, number, text| clinic.article(name, &format!("{} {text}", BEFORE[number].0)));
}

#[test]
fn words_in_keys_are_found_and_marked_behind_any_sign_and_escape() {
    expect_marked(|clinic, name, number, text| {
        if name.starts_with(Rule::Abbreviation.id()) {
            // Short forms are looked for in what is read after the front matter.
            return clinic.article(name, text);
        }
        let quotes = ["\"", "\"\"\""][number % 2];
        let answer = format!("answer = {quotes}{} {text}{quotes}", BEFORE[number].1);
        let keys = format!("date = 2026-05-04\n[[questions]]\nquestion = \"Why?\"\n{answer}");
        clinic.page(&format!("content/articles/{name}.md"), &keys, "Rest.")
    });
}

#[test]
fn an_escape_within_the_words_is_marked_as_it_is_written() {
    for (written, words) in [
        (r"We \u0067uarantee relief.", r"\u0067uarantee"),
        (r"We guarante\u0065 relief.", r"guarante\u0065"),
        ("We guaran\\\n   tee relief.", "guaran\\\n   tee"),
    ] {
        let keys = format!("date = 2026-05-04\nkey_points = [\"\"\"{written}\"\"\"]");
        let clinic = clinic().page("content/articles/M13.md", &keys, "Rest.");
        assert_eq!(marked(&clinic)["M13"], [words]);
    }
}

#[test]
fn a_citation_in_code_cites_nothing() {
    let clinic = clinic().article("code", "Write `[@cdc]` where you cite.");
    let rules: Vec<_> = clinic.findings().iter().map(|one| one.rule).collect();
    assert!(rules.contains(&Rule::NoSource), "{rules:?}");
    let clinic = self::clinic().page(
        "content/articles/a.md",
        "date = 2026-05-04\ndisclosure = \"So it is [@cdc].\"",
        "Rest.",
    );
    let rules: Vec<_> = clinic.findings().iter().map(|one| one.rule).collect();
    assert!(!rules.contains(&Rule::NoSource), "{rules:?}");
}
