//! The clinic in which the examples of the rules are tried: what stands in a rule's Markdown file, put at its place.

use std::cell::Cell;
use std::collections::BTreeMap;

use clinicsite::Memo;
use clinicsite::Problems;
use clinicsite::rules::{Part, Rule, Spot};
use clinicsite::source::Sources;
use clinicsite::{Depth, build_to};

/// A clinic that breaks no rule.
pub(crate) const BASE: &[(&str, &str)] = &[
    (
        "site.toml",
        "title = \"Harbor Clinic\"\nbase_url = \"https://clinic.example\"\ntheme = \"meridian\"\nlanguage = \"en-US\"\n\
         paginate_by = 12\ndescription = \"Sore feet\"\n[clinic]\nemail = \"hello@clinic.example\"\n\
         [legal]\nmedicare = \"no-medicare-patients\"\n",
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
        "currency = \"USD\"\nvalid_from = 2026-09-01\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\nfirst = true\n",
    ),
];

const KEYS: &str = "title = \"Flu\"\ndate = 2026-05-04\nsummary = \"What helps.\"\nauthors = [\"ana\"]\nreviewer = \"ben\"\n\
                    reviewed = 2026-06-01\nconditions = [\"Flu\"]\nkey_points = [\"Rest.\", \"Drink.\", \"Wait.\"]\n";
const WORDS: &str = "Rest helps [@cdc].\n\n## When to get help\n\nCall 911 if you cannot breathe.\n";

/// The article in which examples stand.
pub(crate) const ARTICLE: &str = "content/articles/flu.md";

/// The clinic with an example in it.
pub(crate) struct Example {
    pub(crate) files: BTreeMap<String, String>,
    /// Where the example stands.
    pub(crate) stretches: Vec<Stretch>,
}

/// Where a part of an example stands.
#[derive(Debug)]
pub(crate) struct Stretch {
    pub(crate) path: String,
    pub(crate) lines: std::ops::RangeInclusive<usize>,
    pub(crate) text: String,
}

impl Example {
    pub(crate) fn new(parts: &[Part]) -> Self {
        let mut files: BTreeMap<String, String> =
            BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let (mut keys, mut words) = (KEYS.to_owned(), WORDS.to_owned());
        let mut touched = Vec::new();
        for part in parts {
            let (Some(spot), Some(text)) = (part.spot(), part.text.as_deref()) else { continue };
            let path = match spot {
                Spot::Body | Spot::WholeBody | Spot::Keys => ARTICLE,
                Spot::In(path) | Spot::File(path) => path,
            };
            match spot {
                Spot::Body => words = format!("{text}\n{words}"),
                Spot::WholeBody => words = text.to_owned(),
                Spot::Keys => keys = replaced(&keys, text),
                Spot::In(path) if text.starts_with("[[") => files.get_mut(path).unwrap().push_str(text),
                Spot::In(path) => drop(files.insert(path.to_owned(), replaced(&files[path], text))),
                Spot::File(path) => drop(files.insert(path.to_owned(), text.to_owned())),
            }
            touched.push((path.to_owned(), text.to_owned()));
        }
        files.insert(ARTICLE.to_owned(), format!("+++\n{keys}+++\n\n{words}"));
        let stretches = touched.into_iter().map(|(path, text)| {
            let whole = &files[&path];
            let at = whole.find(text.trim_end()).unwrap_or(0);
            let first = whole[..at].matches('\n').count() + 1;
            Stretch { path, lines: first..=first + text.trim_end().matches('\n').count(), text }
        });
        Example { stretches: stretches.collect(), files }
    }

    /// What is found in it, looked at as closely as the rule is.
    pub(crate) fn findings(&self, rule: Rule) -> Problems {
        findings(&self.files, rule)
    }
}

thread_local! {
    /// Pages and templates of the example before. While a build uses it another on its thread has its own.
    static MEMO: Cell<Option<Memo>> = const { Cell::new(None) };
}

/// What is found in a clinic, looked at as closely as a rule is.
pub(crate) fn findings(files: &BTreeMap<String, String>, rule: Rule) -> Problems {
    let sources = Sources::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut options = crate::clinic::options();
    // A closed opening is shown in the preview alone.
    options.expired = rule == Rule::ClosedOpening;
    let depth = if is_of_launch(rule) { Depth::Launch } else { Depth::Check };
    // Most of a clinic is the same from one example to the next, as it is from one edit to the next.
    let mut memo = MEMO.take().unwrap_or_default();
    let problems = build_to(&sources, &options, &mut memo, depth).problems;
    MEMO.set(Some(memo));
    problems
}

/// Whether a rule is asked on the day before going live alone; every invented clinic breaks those.
pub(crate) fn is_of_launch(rule: Rule) -> bool {
    [Rule::Placeholder, Rule::NotReady].contains(&rule)
}

/// Lines with keys that the new lines have too give way to them, and a table to one of its name.
fn replaced(old: &str, new: &str) -> String {
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let heading = new.lines().next().filter(|line| line.starts_with('['));
    let keys: Vec<String> = new.lines().filter(|line| line.contains('=')).map(key).collect();
    let mut below = "";
    let mut kept = String::new();
    for line in old.lines() {
        if line.starts_with('[') {
            below = line;
        }
        let gives_way = heading.map_or_else(|| keys.contains(&key(line)), |heading| heading == below);
        if !gives_way {
            kept.push_str(&format!("{line}\n"));
        }
    }
    match kept.find("\n[").filter(|_| heading.is_none()) {
        Some(at) => kept.insert_str(at + 1, new),
        None => kept.push_str(new),
    }
    kept
}
