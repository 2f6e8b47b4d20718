//! What others say of our schemas: a validator that knows nothing of us, by both drafts that editors read.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::{Draft, Validator};
use toml::de::{DeTable, DeValue};

use super::*;
use crate::page::{PageCache, read_all};
use crate::problem::Problems;
use crate::schema::Shape;

static VALIDATORS: LazyLock<BTreeMap<&str, [Validator; 2]>> = LazyLock::new(|| {
    let by = |name: &str, draft| {
        let schema: Value = serde_json::from_str(&of(name).unwrap()).unwrap();
        let options = jsonschema::options().with_draft(draft).should_validate_formats(true);
        options.build(&schema).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    names().map(|name| (name, [Draft::Draft202012, Draft::Draft7].map(|draft| by(name, draft)))).collect()
});

/// What the validator has against a file, by either draft.
pub(crate) fn schema_faults(name: &str, text: &str) -> String {
    let front_matter = || text.strip_prefix("+++\n")?.split_once("\n+++").map(|(matter, _)| matter);
    let table = DeTable::parse(front_matter().unwrap_or(text)).unwrap();
    let file = values::json(&DeValue::Table(table.into_inner())).unwrap();
    let [newest, seven] = VALIDATORS[name].each_ref().map(|validator| {
        let each = validator.iter_errors(&file).map(|error| format!("{}: {error}\n", error.instance_path()));
        each.collect::<String>()
    });
    assert_eq!(newest, seven, "{text}");
    newest
}

/// Values that no key of the shape can hold, as TOML.
pub(crate) fn wrong(shape: Shape) -> &'static [&'static str] {
    match shape {
        Shape::Flag => &["\"perhaps\"", "1"],
        Shape::Choice(_) => &["\"zzz\"", "3"],
        Shape::Whole(..) => &["\"many\"", "99_999_999", "1.5", "true"],
        Shape::Degrees(_) | Shape::Percent | Shape::Share => &["\"many\"", "-300", "true"],
        Shape::Amount | Shape::Amounts => &["\"$80\"", "-1", "true", "\"1,400\""],
        Shape::Count => &["\"many\"", "-1", "1.5", "100_001"],
        Shape::Day => &["\"2026-02-30\"", "\"May 4\"", "3", "2026-05-04T10:00:00Z", "10:00:00"],
        Shape::Moment => &["\"2026-02-30\"", "\"soon\"", "\"2026-04-31 10:00:00Z\"", "10:00:00"],
        Shape::Instant => &["2026-12-03", "\"2026-06-31T10:00:00Z\"", "\"at six\""],
        Shape::Id | Shape::Slug => &["\"Blood Patch\"", "\"a_b\"", "3"],
        Shape::Currency => &["\"dollars\"", "\"usd\""],
        Shape::Country => &["\"Germany\"", "\"de\""],
        Shape::Npi => &["\"12345\"", "1234567893"],
        Shape::Web | Shape::WebOrMail => &["\"clinic.example\"", "3"],
        Shape::Mail => &["\"clinic.example\"", "3"],
        Shape::Offset => &["\"EST\"", "-5"],
        Shape::Language => &["\"English\""],
        Shape::Hours => &["\"09:00-17:00\""],
        Shape::Doi | Shape::Pmid | Shape::Pmcid => &["\"none\"", "3"],
        Shape::List(Shape::Whole(..)) => &["3", "[\"many\"]", "[0]"],
        Shape::List(_) => &["3", "[3]", "[\"\"]"],
        Shape::Table(_) | Shape::OpenTable(..) | Shape::Tables(_) | Shape::Map(..) => &["3", "\"words\""],
        Shape::Any => &[],
        _ => &["3", "true"],
    }
}

/// A value that counts as not written, as editors of forms write it.
pub(crate) fn nothing(shape: Shape) -> &'static str {
    match shape {
        Shape::List(_) | Shape::Tables(_) => "[]",
        Shape::Table(_) | Shape::OpenTable(..) | Shape::Map(..) => "{}",
        _ => "\"\"",
    }
}

#[test]
fn every_file_of_the_clinics_in_this_repository_is_taken() {
    let mut count = 0;
    for clinic in ["", "tests/clinics/us", "tests/clinics/gb", "tests/clinics/de"] {
        let sources = crate::source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(clinic));
        let texts = sources.texts.iter();
        let named = texts.filter_map(|(path, source)| {
            let theme = path.starts_with("themes/") && path.ends_with("/theme.toml");
            let word = if theme { "theme" } else { path };
            Some((FILES.iter().find(|file| file.is_called(word))?.word, source.clone()))
        });
        let pages = read_all(&sources, &mut PageCache::default(), &mut Problems::default());
        let pages = pages.iter().map(|page| (page.kind.name(), page.source.clone()));
        for (name, source) in named.chain(pages) {
            assert_eq!(schema_faults(name, &source.text), "", "{}", source.path);
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn a_term_of_ones_own_has_a_title_and_a_text() {
    let faults = |term: &str| schema_faults("prices", &format!("currency = \"USD\"\n[terms]\n{term}"));
    assert_eq!(faults("parking = { title = \"Parking\", text = \"Behind the house.\" }"), "");
    assert!(faults("parking = { title = \"Parking\" }").contains("\"text\" is a required property"));
    assert!(faults("parking = \"Behind the house.\"").contains("is not of type \"object\""));
}

#[test]
fn a_date_is_refused_in_words_that_say_so() {
    let faults = |day: &str| {
        schema_faults("career", &format!("title = \"A\"\nposted = {day}\nrequirements = [\"A\"]"))
    };
    assert_eq!(faults("2028-02-29"), "");
    assert_eq!(faults("\" 2026-05-04 \""), "");
    assert_eq!(faults("\"2026-02-30\""), "/posted: \"2026-02-30\" is not a \"date\"\n");
}

#[test]
fn schemas_have_only_words_that_draft_7_has() {
    for name in names() {
        let text = of(name).unwrap();
        assert!(text.ends_with("}\n"), "{name}");
        for word in
            ["unevaluatedProperties", "prefixItems", "dependentRequired", "dependentSchemas", "$dynamicRef"]
        {
            assert!(!text.contains(word), "{name}: {word}");
        }
        look(name, &serde_json::from_str(&text).unwrap());
    }
}

/// What Taplo needs: nothing stands beside a `$ref`, and no `allOf` beside `properties`.
fn look(name: &str, value: &Value) {
    if let Value::Object(entries) = value {
        assert!(!entries.get("$ref").is_some_and(Value::is_string) || entries.len() == 1, "{name}: {value}");
        assert!(!entries.contains_key("allOf") || entries.len() == 1, "{name}: {value}");
        entries.values().for_each(|value| look(name, value));
    }
    if let Value::Array(items) = value {
        items.iter().for_each(|value| look(name, value));
    }
}
