//! Every rule against its own two examples: the wrong one breaks it, and nothing else; the right one does not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clinicsite::Memo;
use clinicsite::rules::Rule;
use clinicsite::{Depth, build_to, report, source};

use crate::clinic::clinicsite;

/// A clinic that breaks no rule.
const BASE: &[(&str, &str)] = &[
    (
        "site.toml",
        "title = \"Harbor Clinic\"\nbase_url = \"https://clinic.example\"\ntheme = \"meridian\"\nlanguage = \"en-US\"\n\
         paginate_by = 12\ndescription = \"Sore feet\"\n[clinic]\nemail = \"hello@clinic.example\"\n",
    ),
    (
        "content/about.md",
        "+++\ntitle = \"About\"\nsummary = \"Who we are.\"\n+++\n\nWe treat feet. [Privacy](/privacy/)\n",
    ),
    (
        "content/_index.md",
        "+++\ntitle = \"Harbor Clinic\"\nsummary = \"Feet.\"\n+++\n\nFeet. [About us](/about/) [Access](/accessibility/)\n",
    ),
    ("content/privacy.md", "+++\ntitle = \"Privacy\"\nsummary = \"What we keep.\"\n+++\n\nNothing.\n"),
    (
        "content/accessibility.md",
        "+++\ntitle = \"Accessibility\"\nsummary = \"For all.\"\n+++\n\nTell us: hello@clinic.example\n",
    ),
    (
        "content/providers/ana.md",
        "+++\ntitle = \"Ana Ortiz\"\nrole = \"Doctor\"\ncredentials = [\"MD\"]\nsummary = \"A doctor.\"\n+++\n\nA doctor.\n",
    ),
    (
        "content/providers/ben.md",
        "+++\ntitle = \"Ben Lee\"\nrole = \"Doctor\"\ncredentials = [\"MD\"]\nsummary = \"He listens.\"\n+++\n\nA doctor.\n",
    ),
    (
        "content/services/visit.md",
        "+++\ntitle = \"Visit\"\nsummary = \"A visit.\"\nprices = [\"visit\"]\n+++\n\nWe look.\n",
    ),
    (
        "content/sources.toml",
        "[[sources]]\nid = \"cdc\"\ntitle = \"About flu\"\nyear = 2024\nurl = \"https://cdc.example/flu\"\n",
    ),
    (
        "content/prices.toml",
        "currency = \"USD\"\nvalid_from = 2026-09-01\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n",
    ),
];

const KEYS: &str = "title = \"Flu\"\ndate = 2026-05-04\nsummary = \"What helps.\"\nauthors = [\"ana\"]\nreviewer = \"ben\"\n\
                    reviewed = 2026-06-01\nconditions = [\"Flu\"]\nkey_points = [\"Rest.\", \"Drink.\", \"Wait.\"]\n";
const WORDS: &str = "Rest helps [@cdc].\n\n## When to get help\n\nCall 911 if you cannot breathe.\n";

type Files = BTreeMap<String, String>;

/// The files of the clinic with an example in it, and where the example stands: path, first and last line.
fn files(parts: &[(&str, &str)]) -> (Files, Vec<(String, usize, usize)>) {
    let mut files: Files = BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let (mut keys, mut words) = (KEYS.to_owned(), WORDS.to_owned());
    let mut changed = Vec::new();
    for (place, text) in parts {
        match *place {
            "article alone" => {
                words = (*text).to_owned();
                changed.push("content/articles/flu.md".to_owned());
            }
            "article" => {
                words = format!("{text}\n{words}");
                changed.push("content/articles/flu.md".to_owned());
            }
            "article keys" => {
                keys = replaced(&keys, text);
                changed.push("content/articles/flu.md".to_owned());
            }
            "site.toml" => {
                let site = replaced(&files["site.toml"], text);
                files.insert("site.toml".to_owned(), site);
                changed.push("site.toml".to_owned());
            }
            "prices.toml" if !text.starts_with('[') => {
                let list = replaced(&files["content/prices.toml"], text);
                files.insert("content/prices.toml".to_owned(), list);
                changed.push("content/prices.toml".to_owned());
            }
            "prices.toml" | "sources.toml" => {
                let path = format!("content/{place}");
                files.get_mut(&path).unwrap().push_str(text);
                changed.push(path);
            }
            path => {
                files.insert(path.to_owned(), (*text).to_owned());
                changed.push(path.to_owned());
            }
        }
    }
    files.insert("content/articles/flu.md".to_owned(), format!("+++\n{keys}+++\n\n{words}"));
    let texts: Vec<&str> = parts.iter().map(|(_, text)| *text).collect();
    let spans = changed.into_iter().zip(texts).map(|(path, text)| {
        let whole = &files[&path];
        let at = whole.find(text.trim_end()).unwrap_or(0);
        let first = whole[..at].matches('\n').count() + 1;
        (path, first, first + text.trim_end().matches('\n').count())
    });
    let spans = spans.collect();
    (files, spans)
}

/// Lines with keys that the new lines have too give way to them; a table of the same name takes them in.
fn replaced(old: &str, new: &str) -> String {
    let name = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let (top, table) = match new.split_once('[').filter(|_| new.starts_with('[')) {
        Some(_) => ("", new),
        None => (new, ""),
    };
    let names: Vec<String> =
        new.lines().filter(|line| line.contains('=') || line.starts_with('[')).map(name).collect();
    let mut kept: String =
        old.lines().filter(|line| !names.contains(&name(line))).map(|line| format!("{line}\n")).collect();
    if !table.is_empty() {
        return kept + table;
    }
    match kept.find("\n[") {
        Some(at) => kept.insert_str(at + 1, top),
        None => kept.push_str(top),
    }
    kept
}

/// Findings of `check`: rule, path, line.
fn findings(files: &Files, launch: bool) -> Vec<(String, String, Option<u64>, String)> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    run(folder.path(), launch)
}

fn run(folder: &Path, launch: bool) -> Vec<(String, String, Option<u64>, String)> {
    let depth = if launch { Depth::Launch } else { Depth::Check };
    let build = build_to(&source::read(folder), &crate::clinic::options(), &mut Memo::default(), depth);
    let found = build.problems.iter().map(|problem| {
        let line = problem.place.line_column().map(|(line, _)| u64::try_from(line).unwrap());
        (problem.rule.id().to_owned(), problem.place.source.path.clone(), line, problem.message.clone())
    });
    found.collect()
}

/// Rules whose examples are no texts: their tests stand in `problems`, `output` and below.
const NO_TEXTS: [Rule; 11] = [
    Rule::EstimateContact,
    Rule::NoSite,
    Rule::Unreadable,
    Rule::NotUtf8,
    Rule::SymbolicLink,
    Rule::Captions,
    Rule::HeavyPicture,
    Rule::NotPlain,
    Rule::SpecialFile,
    Rule::TwinNames,
    Rule::BadName,
];

#[test]
fn the_clinic_of_the_examples_breaks_no_rule() {
    assert_eq!(findings(&files(&[]).0, false), []);
}

/// What is wrong with the examples of a rule.
fn faults_of(rule: Rule) -> Vec<String> {
    let mut faults = Vec::new();

    let card = rule.card();
    let launch = matches!(rule, Rule::Placeholder | Rule::NotReady);
    let (wrong, spans) = files(card.wrong);
    let found = findings(&wrong, launch);
    let of_rule = |id: &str| id == rule.id();
    let here = |path: &str, line: Option<u64>| {
        path.starts_with('/')
            || spans.iter().any(|(at, first, last)| {
                // What is said of a page as a whole stands at its title.
                at == path
                    && line.is_none_or(|line| {
                        line == 2 || (*first..=*last).contains(&usize::try_from(line).unwrap())
                    })
            })
    };
    if !found.iter().any(|(id, path, line, _)| of_rule(id) && here(path, *line)) {
        faults.push(format!(
            "{}: the wrong example does not break it in its lines: {found:?} {spans:?}",
            rule.id()
        ));
    }
    // What is only told before going live is broken by every invented clinic.
    if !launch && found.iter().any(|(id, ..)| !of_rule(id)) {
        faults.push(format!("{}: the wrong example breaks others: {found:?}", rule.id()));
    }
    let right: Vec<_> = findings(&files(card.right).0, launch)
        .into_iter()
        .filter(|(id, ..)| !launch || (of_rule(id) && rule == Rule::NotReady))
        .collect();
    if !right.is_empty() {
        faults.push(format!("{}: the right example breaks {right:?}", rule.id()));
    }
    faults
}

#[test]
fn the_wrong_example_breaks_its_rule_alone_and_the_right_one_none() {
    let rules: Vec<_> = Rule::ALL.iter().filter(|rule| !NO_TEXTS.contains(rule)).collect();
    let faults: Vec<String> = std::thread::scope(|scope| {
        let halves = rules.chunks(rules.len().div_ceil(4));
        let threads: Vec<_> = halves
            .map(|rules| scope.spawn(|| rules.iter().flat_map(|rule| faults_of(**rule)).collect::<Vec<_>>()))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_rule_is_explained_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let list = clinicsite(folder.path(), &["check", "--list"]);
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    for rule in Rule::ALL {
        assert!(list.lines().any(|line| line.starts_with(rule.id())), "{}", rule.id());
        let text = report::explain(*rule);
        assert!(
            text.contains(rule.card().why) && text.contains("wrong\n") && text.contains("right\n"),
            "{text}"
        );
    }
    let ran = clinicsite(folder.path(), &["explain", "M09"]);
    assert_eq!(String::from_utf8_lossy(&ran.stdout), report::explain(Rule::UnknownSource));
    let ran = clinicsite(folder.path(), &["explain", "M9"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("did you mean `M09`?"));
}

#[test]
fn a_heavy_picture_is_told_and_a_light_one_not() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files(&[(
        "article",
        "![A foot](/foot.jpg) [@cdc]\n\n## When to get help\n\nCall 911 if you cannot breathe.\n",
    )])
    .0
    {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::create_dir_all(folder.path().join("static")).unwrap();
    for (size, told) in [(400_000, true), (100_000, false)] {
        fs::write(folder.path().join("static/foot.jpg"), vec![0; size]).unwrap();
        let found = run(folder.path(), false);
        assert_eq!(
            found.iter().any(|(rule, path, ..)| rule == "W04" && path == "static/foot.jpg"),
            told,
            "{found:?}"
        );
    }
}

#[test]
fn faults_of_many_rules_in_one_site_are_told_in_one_run_and_in_order() {
    let mut site = files(&[]).0;
    let mut wanted = Vec::new();
    for rule in Rule::ALL.iter().filter(|rule| !NO_TEXTS.contains(rule)) {
        let card = rule.card();
        let own = |place: &str| {
            place.starts_with("article")
                || (place.ends_with(".md") && BASE.iter().all(|(path, _)| *path != place))
        };
        // The first needs two pages, the second a site that is rendered, the third `--launch`; the last has four faults.
        let not_here = [Rule::DuplicateAddress, Rule::Orphan, Rule::NotReady, Rule::Testimonial];
        let free = card.wrong.iter().all(|(place, _)| own(place) && !site.contains_key(*place));
        if !free || not_here.contains(rule) {
            continue;
        }
        let example = files(card.wrong).0;
        let article = format!("content/articles/x-{}.md", rule.id().to_lowercase());
        let mut paths = Vec::new();
        for (place, text) in card.wrong {
            if place.starts_with("article") {
                let text = example["content/articles/flu.md"]
                    .replace("title = \"Flu\"", &format!("title = \"About {}\"", rule.id()))
                    .replace("summary = \"What helps.\"", &format!("summary = \"Of {}.\"", rule.id()));
                site.insert(article.clone(), text);
                paths.push(article.clone());
            } else {
                site.insert((*place).to_owned(), (*text).to_owned());
                paths.push((*place).to_owned());
            }
        }
        wanted.push((rule.id().to_owned(), paths));
    }
    assert!(wanted.len() >= 50, "{} rules", wanted.len());
    let found = findings(&site, false);
    let missing: Vec<_> = wanted
        .iter()
        .filter(|(rule, paths)| {
            found.iter().filter(|(id, at, ..)| id == rule && paths.contains(at)).count() != 1
        })
        .collect();
    assert_eq!(missing, Vec::<&(String, Vec<String>)>::new(), "{found:?}");
    let places: Vec<_> = found.iter().map(|(_, path, line, _)| (path, line)).collect();
    assert!(places.is_sorted(), "{places:?}");
}
