//! Every example is one that the readers take, and every key that must be there is missed.

use std::fmt::Write as _;

use jiff::civil::date;

use super::*;
use crate::config::Options;
use crate::json_schema::tests::{nothing, schema_faults, wrong};
use crate::page;
use crate::problem::{Level, Problems};
use crate::schema::{Heading, Need, Shape};
use crate::source::Sources;
use crate::{Depth, Memo, build_to};

/// The key that must stand beside another one.
fn companion(what: &str, key: &str) -> &'static str {
    match (what, key) {
        (_, "image") => "image_alt",
        (_, "image_alt") => "image",
        ("a discount", "name" | "services") => "percent",
        ("an option", "type" | "help" | "choices") => "default",
        _ => "",
    }
}

/// Keys whose example is right among other values than these: an option that the entry has, a bundle of two.
const ELSEWHERE: &[(&str, &str)] = &[("a line", "option"), ("a line", "id")];

/// Keys whose values nobody looks at when the file is read: amounts whose currency stands in another one.
const UNREAD: &[(&str, &str)] = &[("`pay`", "from"), ("`pay`", "to")];

fn options() -> Options {
    Options {
        now: "2026-12-01T12:00:00Z".parse().unwrap(),
        as_of: Some(date(2026, 12, 1)),
        base_url: None,
        drafts: true,
        future: true,
        expired: true,
    }
}

/// The problems of a file that are not its references to others.
fn problems_of(path: &str, text: &str) -> Problems {
    let sources = Sources::from_files([("site.toml", SITE_TEXT), (path, text)]);
    let mut problems = Problems::default();
    let source = sources.text(path).unwrap();
    match path {
        "site.toml" => drop(crate::config::read(&sources, &options(), &mut problems)),
        "content/prices.toml" => {
            drop(crate::prices::read(source, crate::language::Language::fallback(), &mut problems))
        }
        "content/sources.toml" => drop(crate::citations::read(source, &mut problems)),
        "themes/own/theme.toml" => {
            let build = build_to(&sources, &options(), &mut Memo::default(), Depth::Build);
            problems.extend(build.problems);
        }
        _ => drop(crate::page::read_all(&sources, &mut page::PageCache::default(), &mut problems)),
    }
    problems
}

const SITE_TEXT: &str = "title = \"A clinic\"\nbase_url = \"https://clinic.example\"\ntheme = \"own\"\n";

fn errors(problems: &Problems) -> String {
    let mut list = String::new();
    for problem in problems.iter().filter(|problem| problem.level == Level::Error) {
        let _ = writeln!(list, "{}: {} ({:?})", problem.rule.id(), problem.message, problem.help);
    }
    list
}

/// A schema on the way down from the root of a file, and how a text of its entries becomes that of the file.
struct Walk<'w> {
    /// What `explain` calls the file.
    word: &'w str,
    path: &'w str,
    schema: &'static Schema,
    /// Made of one entry a line at the root, of a table in braces below it.
    file: &'w dyn Fn(Vec<String>) -> String,
    is_root: bool,
}

fn entry(key: &Key) -> String {
    let example = match key.heading("") {
        Some(heading) if matches!(key.shape, Shape::Map(..)) => {
            format!("{{ {} = {} }}", key.example(), heading.schema.example())
        }
        _ => key.example(),
    };
    format!("{} = {example}", key.name)
}

impl Walk<'_> {
    /// The entries around one of this name: all that are required, at the root those that are usual too.
    fn others(&self, name: &str) -> Vec<String> {
        let beside = companion(self.schema.what, name);
        let with = |key: &&Key| {
            let need = match key.need {
                Need::Unless(other) => other != name,
                Need::Beside(..) => true,
                Need::Usual => self.is_root,
                _ => key.is_required(),
            };
            need || key.name == beside
        };
        // Of the two clocks of a site one is written.
        let without = |key: &&Key| key.name != name && (name, key.name) != ("utc_offset", "time_zone");
        self.schema.keys().filter(with).filter(without).map(entry).collect()
    }

    /// The JSON Schema refuses what the readers refuse, and takes a value that counts as not written.
    fn schema_is_right(&self, key: &Key) {
        let with = |value: &str| {
            (self.file)([self.others(key.name), vec![format!("{} = {value}", key.name)]].concat())
        };
        let unknown = (self.file)([self.others(key.name), vec![entry(key), "zzz = 1".to_owned()]].concat());
        assert!(schema_faults(self.word, &unknown).contains("zzz"), "{unknown}");
        for value in wrong(key.shape) {
            let text = with(value);
            let is_read = !UNREAD.contains(&(self.schema.what, key.name));
            let is_taken = is_read && errors(&problems_of(self.path, &text)).is_empty();
            assert!(!is_taken, "the readers take {text}");
            assert!(!schema_faults(self.word, &text).is_empty(), "the schema takes {text}");
        }
        if !matches!(key.need, Need::Required | Need::By(..)) {
            let text = with(nothing(key.shape));
            let faults = schema_faults(self.word, &text);
            assert!(faults.is_empty(), "{text}\n{faults}");
        }
    }

    fn all(&self) -> usize {
        let mut count = 0;
        for key in self.schema.keys().filter(|key| key.need != Need::Later) {
            let what = self.schema.what;
            assert!(!key.help.is_empty() && !key.help.ends_with('.'), "{what}: {}", key.name);
            assert!(!key.example().is_empty(), "{what}: {}", key.name);
            count += 1;
            if !ELSEWHERE.contains(&(what, key.name)) {
                let text = (self.file)([self.others(key.name), vec![entry(key)]].concat());
                let found = problems_of(self.path, &text);
                assert_eq!(errors(&found), "", "{}", text);
                assert_eq!(schema_faults(self.word, &text), "", "{text}");
            }
            self.schema_is_right(key);
            if key.is_required() {
                let text = (self.file)(self.others(key.name));
                let found = problems_of(self.path, &text);
                let missed = format!("{what} needs the key `{}`", key.name);
                assert!(
                    found.iter().any(|one| one.message == missed),
                    "{missed}\n{text}\n{}",
                    errors(&found)
                );
                let refused = schema_faults(self.word, &text);
                assert!(
                    refused.contains(&format!("\"{}\" is a required property", key.name)),
                    "{text}\n{refused}"
                );
            }
            if let Some(Heading { schema, .. }) = key.heading("") {
                let file = |inner: Vec<String>| {
                    let table = format!("{{ {} }}", inner.join(", "));
                    let value = match key.shape {
                        Shape::Tables(_) => format!("[{table}]"),
                        Shape::Map(..) => format!("{{ {} = {table} }}", key.example()),
                        _ => table,
                    };
                    let mut all = self.others(key.name);
                    all.push(format!("{} = {value}", key.name));
                    (self.file)(all)
                };
                count += Walk { word: self.word, path: self.path, schema, file: &file, is_root: false }.all();
            }
        }
        count
    }
}

#[test]
fn every_example_of_a_key_is_taken_and_what_must_be_there_is_missed() {
    let mut count = 0;
    for kind in Kind::ALL {
        let spec = kind.spec();
        let file = |lines: Vec<String>| format!("+++\n{}\n+++\n\n{}\n", lines.join("\n"), spec.text);
        let walk = Walk { word: spec.name, path: spec.file, schema: spec.schema, file: &file, is_root: true };
        count += walk.all();
    }
    for file in &FILES {
        let (word, path) = (file.word, file.path.replace("NAME", "own"));
        let text = |lines: Vec<String>| lines.join("\n") + "\n";
        count += Walk { word, path: &path, schema: file.schema, file: &text, is_root: true }.all();
    }
    assert!(count > 400, "{count}");
}

/// The short example in what is told, as a file.
fn sample(word: &str) -> String {
    let text = explain(word).unwrap();
    let lines = text.lines().skip_while(|line| !line.starts_with("A short one")).skip(2);
    let lines = lines.take_while(|line| line.is_empty() || line.starts_with("    "));
    lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn the_short_examples_together_are_a_clinic() {
    let mut files: Vec<(String, String)> = vec![
        ("site.toml".into(), sample("site")),
        ("content/prices.toml".into(), sample("prices")),
        ("content/sources.toml".into(), sample("sources")),
    ];
    files.extend(Kind::ALL.iter().map(|kind| (kind.spec().file.to_owned(), sample(kind.name()))));
    files.push(("content/providers/ben-lee.md".into(), sample("provider").replace("Ana Ortiz", "Ben Lee")));
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let build = build_to(&Sources::from_files(texts), &options(), &mut Memo::default(), Depth::Build);
    let told = build.problems.render(&annotate_snippets::Renderer::plain());
    assert_eq!(told, "");
}

#[test]
fn a_key_or_a_table_of_any_file_is_told() {
    let hours = explain("hours").unwrap();
    assert!(hours.starts_with("`hours` of a location, content/locations/NAME.md:"), "{hours}");
    assert!(hours.contains("\"Mo-Th 13:30-17:00\""), "{hours}");
    let plans = explain("[[plans]]").unwrap();
    assert!(plans.contains("content/prices.toml") && plans.contains("joining_fee = "), "{plans}");
    assert!(explain("menu").is_some_and(|text| text.contains("[[menu]]")));
    assert!(explain("theme_options").is_some_and(|text| text.contains("accent = \"#0b6e6e\"")));
    assert!(explain("from").is_some_and(|text| text.contains("[[closures]] in a location")));
    assert!(explain("theme.toml").is_some_and(|text| explain("theme").unwrap().starts_with(&text)));
    assert_eq!(explain("content/prices.toml"), explain("prices"));
    assert!(explain("themes").is_none());
    assert_eq!(nearest_to("theme_option"), Some("theme_options"));
    let common = explain("noindex").unwrap();
    assert!(common.starts_with("`noindex` of every page:") && common.matches("noindex = ").count() == 1);
}

#[test]
fn the_keys_of_every_page_are_told_once_and_tables_last() {
    assert!(explain("page").unwrap().contains("  noindex = "));
    for kind in Kind::ALL {
        let text = explain(kind.name()).unwrap();
        assert!(*kind == Kind::Plain || !text.contains("  noindex = "), "{text}");
        let keys = text.lines().skip_while(|line| !line.starts_with("Keys of")).skip(2);
        let keys = keys.take_while(|line| !line.starts_with("Keys of"));
        let own: Vec<bool> = keys
            .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
            .map(|line| line.starts_with("  ["))
            .collect();
        assert!(!own.is_empty() && own.is_sorted(), "{text}");
    }
}

#[test]
fn every_kind_has_a_title_of_its_own_and_every_list_is_named() {
    let mut titles = std::collections::BTreeSet::new();
    for kind in Kind::ALL {
        let title = kind.spec().schema.key("title").unwrap().example();
        assert!(titles.insert(title.clone()), "{}: {title}", kind.name());
        if let Some(folder) = kind.spec().folder.filter(|_| kind.spec().list != crate::kinds::List::None) {
            assert!(Kind::Section.spec().about.contains(folder), "{folder}");
        }
    }
}

#[test]
fn what_is_told_fits_a_terminal() {
    let kinds = Kind::ALL.iter().map(|kind| kind.name());
    for word in kinds.chain(FILES.iter().map(|file| file.word)) {
        let text = explain(word).unwrap();
        for line in text.lines().filter(|line| line.chars().count() > 80) {
            // An example is one line, however long.
            assert!(line.contains(" = "), "{word}: {line}");
        }
    }
    assert!(subjects().lines().all(|line| line.chars().count() <= 80));
    assert_eq!(nearest_to("artcle"), Some("article"));
    let theme = explain("theme").unwrap();
    let rule = "\n\nThe rule of this name\n\ntheme: a theme that is missing or broken (error)";
    assert!(theme.starts_with("themes/NAME/theme.toml") && theme.contains(rule), "{theme}");
    assert!(!explain("wrong-total").unwrap().contains("The rule of this name"));
}

#[test]
fn a_table_in_a_table_is_told_with_its_whole_heading() {
    for (word, headings) in [
        ("options", &["  [[services.options]]\n", "  [options.accent]\n"][..]),
        ("next", &["  [plans.next]\n", "  [services.next]\n"]),
        ("lines", &["  [[bundles.lines]]   (required)\n", "  [[examples.lines]]   (required)\n"]),
        ("waiting", &["  [clinic.waiting]\n"]),
        ("form_hosts", &["  [[privacy.form_hosts]]\n"]),
        ("ignore", &["  [[ignore]]\n", "  [[check.ignore]]\n"]),
        ("[[services.options]]", &["  [[services.options]]\n"]),
        (
            "prices",
            &[
                "      [[services.options]]\n",
                "      [plans.next]\n",
                "      [[examples.lines]]   (required)\n",
            ],
        ),
        ("site", &["      [clinic.waiting]\n", "      [[privacy.form_hosts]]\n", "      [[check.ignore]]\n"]),
    ] {
        let told = explain(word).unwrap();
        headings.iter().for_each(|heading| assert!(told.contains(heading), "{word}: {heading}\n{told}"));
    }
    let named = explain("price").unwrap();
    assert!(
        named.contains("of [[plans.options]] in content/prices.toml; of [[services.options]]"),
        "{named}"
    );
    let next = explain("services.next").unwrap();
    assert!(next.starts_with("`next` of [[services]] in") && !next.contains("[plans.next]"), "{next}");
    let lines = explain("lines").unwrap();
    assert!(lines.contains("In short: lines = [{ id = \"blood-patch\", count = 2 }]"), "{lines}");
}

#[test]
fn how_a_sum_is_made_is_told_with_the_keys_that_make_it() {
    let words = |word: &str| explain(word).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    for (word, said) in [
        ("terms", "parking = { title"),
        ("lines", "each with its price times its `count`"),
        ("lines", "a line on request leaves it without a sum"),
        ("joining_fee", "adds it once"),
        ("plan_prices", "in place of `price` and of an `option`"),
        ("included_in", "it counts as nothing"),
        ("total", "never `next`"),
        ("total", "nothing in the lines may be on request"),
        ("billing_codes", "makes the service a procedure (P06, M18)"),
        ("procedure", "P06 and M18 look at it"),
        ("unit", "`procedure` makes the service one (P06, M18)"),
        ("L05", "content/accessibility.md"),
        ("L05", "content/privacy.md"),
        ("wrong-price", "price = 30"),
        ("phone", "one of the keys that a front desk changes in daily work"),
    ] {
        assert!(words(word).contains(said), "{word}: {said}\n{}", words(word));
    }
}
