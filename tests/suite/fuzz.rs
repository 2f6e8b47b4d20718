//! Clinics with a damaged file: no panic, nothing published beside an error, and every error told.
//!
//! The same few hundred in every run, by seeds. A long search: `CLINICSITE_FUZZ_SECONDS=600 cargo test --release fuzz`
//! goes on from there, over the example clinic too; `CLINICSITE_FUZZ_FILES=prices.toml` damages only the files whose
//! paths hold that.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use annotate_snippets::Renderer;
use clinicsite::Level;
use clinicsite::Memo;
use clinicsite::Options;
use clinicsite::every_rule;
use clinicsite::rules::Spot;
use clinicsite::source::{self, Sources};
use clinicsite::{Build, Depth, build_to, report};

use crate::everything;

/// How many clinics a plain run damages.
const CLINICS: u64 = 300;

/// Numbers that look thrown, the same for a seed (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end.max(1) as u64).unwrap()
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// What breaks readers: ends of things, numbers beyond bounds, other scripts, half of a pair.
const PIECES: &[&str] = &[
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{a0}",
    "é",
    "東京",
    "🩺",
    "–",
    "—",
    "…",
    "’",
    "“",
    "\\\"",
    "\\u00fc",
    "\\",
    "\r\n",
    "\t",
    "+++",
    "---",
    "```",
    "> ",
    "- ",
    "1. ",
    "| a | b |\n|---|---|\n",
    "[",
    "](",
    ")",
    "[@",
    "[^1]",
    "[^1]: x",
    "](price:",
    "](estimate:",
    "](book:)",
    "<",
    "</a>",
    "</br>",
    "<a href=",
    "<iframe>",
    "<svg><image href=",
    "<!--",
    "-->",
    "&#0;",
    "&",
    "{{",
    "}}",
    "{%",
    "%}",
    "{{<",
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "= ",
    "[[",
    "]]",
    "-1",
    "99999999999999999999",
    "1e400",
    "nan",
    "1,5",
    "$5",
    "9999-12-31",
    "0000-01-01",
    "-9999-01-01T00:00:00+23:59",
    "05/04/2026",
    "{ from = 2, to = 1 }",
    "included_in = 'two'",
    "#",
    "/../..",
    "//x",
    "javascript:x",
    "?a=1",
    "%2e%2e",
    "[!WARNING]",
    "www.a.b",
    "a@b.c",
    "~x~",
    "**x **",
];

/// Signs of several bytes, or written as an escape, before words that a rule looks for.
const SIGNS: &[&str] = &["–", "— ", "…", "’", "“", "ü", "中", "🩺", "\u{a0}", "\\\"", "\\u2013 ", "\\t"];

/// What is spliced in: [`PIECES`], words of articles that break a rule, other wrong examples.
struct Dictionary([Vec<String>; 3]);

impl Dictionary {
    /// The wrong example of every rule, whole and line by line, behind each of the [`SIGNS`].
    fn new() -> Self {
        let (mut words, mut others) = (Vec::new(), Vec::new());
        for part in every_rule().iter().flat_map(|rule| rule.explanation().wrong) {
            let list = if part.spot() == Some(Spot::Body) { &mut words } else { &mut others };
            if let Some(text) = &part.text {
                for part in [text.as_str()].into_iter().chain(text.lines()) {
                    list.extend(SIGNS.iter().map(|sign| format!("{sign}{}", part.trim_end())));
                }
            }
        }
        Dictionary([PIECES.iter().map(|piece| (*piece).to_owned()).collect(), words, others])
    }

    fn pick(&self, dice: &mut Dice) -> &str {
        let list = dice.pick(&self.0);
        dice.pick::<String>(list)
    }
}

/// Any byte; as often one where words begin: behind a quote, a blank or a line break, where readers expect a value.
fn position(bytes: &[u8], dice: &mut Dice) -> usize {
    let any = dice.below(bytes.len() + 1);
    let begins = |byte: &u8| matches!(byte, b'"' | b' ' | b'\n');
    match dice.below(2) {
        0 => any,
        _ => bytes.iter().skip(any).position(begins).map_or(any, |at| any + at + 1),
    }
}

fn damage(text: &str, words: &Dictionary, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(3) {
        let at = position(&bytes, dice);
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(8) {
            0 => drop(bytes.drain(at..end)),
            1..=3 => drop(bytes.splice(at..at, words.pick(dice).bytes())),
            4 => drop(bytes.splice(at..end, words.pick(dice).bytes())),
            5 => bytes.truncate(at),
            6 => {
                let piece = bytes[at..end].to_vec();
                let to = dice.below(bytes.len() + 1);
                drop(bytes.splice(to..to, piece));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(dice.below(256)).unwrap();
                }
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Everything that a clinic has, held back or not.
fn options() -> Options {
    Options { drafts: true, future: true, expired: true, ..crate::clinic::options() }
}

/// A whole clinic, whose files are damaged one at a time.
struct Victim {
    sources: Sources,
    memo: Memo,
}

impl Victim {
    fn small() -> Self {
        Victim { sources: Sources::from_files(everything::FILES.iter().copied()), memo: Memo::default() }
    }

    fn example() -> Self {
        let sources = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
        Victim { sources, memo: Memo::default() }
    }

    /// Builds it with one file damaged by this seed; says whether that was an error.
    fn suffers(&mut self, seed: u64, only: &str, words: &Dictionary) -> bool {
        let mut dice = Dice(seed);
        // Long files are hit more often: each byte of the clinic is as likely as any other.
        let files = self.sources.texts.values().filter(|source| source.path.contains(only));
        let bytes: Vec<&String> =
            files.flat_map(|source| std::iter::repeat_n(&source.path, 1 + source.text.len() / 64)).collect();
        let path = (*dice.pick(&bytes)).clone();
        let damaged = damage(&self.sources.texts[&path].text, words, &mut dice);
        let mut sources = Sources::from_files([(path.as_str(), damaged.as_str())]);
        for (path, text) in &self.sources.texts {
            sources.texts.entry(path.clone()).or_insert_with(|| text.clone());
        }
        sources.assets.clone_from(&self.sources.assets);
        let memo = &mut self.memo;
        let tried = catch_unwind(AssertUnwindSafe(|| {
            let build: Build = build_to(&sources, &options(), memo, Depth::Check);
            let told = build.problems.render(&Renderer::plain());
            let reports = report::html(&build.problems, "", "")
                + &report::github(&build.problems, "")
                + &report::summary(&build.problems, &Renderer::plain())
                + &report::baseline(&build.problems);
            let rows = build.site.as_ref().map(report::reviews);
            assert!(!reports.is_empty() && rows.is_none_or(|rows| rows.len() < 10_000));
            (build.problems.count(Level::Error), build.outputs.len(), told.len())
        }));
        let Ok((errors, outputs, told)) = tried else { panic!("seed {seed}: {path} as\n{damaged}") };
        assert_eq!(errors > 0, outputs == 0, "seed {seed}: {path} as\n{damaged}");
        assert!(errors == 0 || told > 0, "seed {seed}: {path}");
        errors > 0
    }
}

#[test]
fn the_clinic_that_is_damaged_is_whole() {
    let sources = Sources::from_files(everything::FILES.iter().copied());
    let build = build_to(&sources, &options(), &mut Memo::default(), Depth::Build);
    assert_eq!(build.problems.count(Level::Error), 0, "{}", build.problems.render(&Renderer::plain()));
}

#[test]
fn fuzz_no_damaged_file_makes_it_panic_or_publish() {
    let variable = |name: &str| std::env::var(name).ok();
    let seconds = variable("CLINICSITE_FUZZ_SECONDS").and_then(|text| text.parse().ok());
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let only = variable("CLINICSITE_FUZZ_FILES").unwrap_or_default();
    let words = Dictionary::new();
    let mut victims = vec![Victim::small()];
    victims.extend(until.map(|_| Victim::example()));
    victims.retain(|victim| victim.sources.texts.keys().any(|path| path.contains(&only)));
    assert!(!victims.is_empty(), "no file of a clinic has `{only}` in its path");
    let mut faulty = 0;
    let mut seed = 0;
    while until.map_or(seed < CLINICS, |until| Instant::now() < until) {
        let victim = usize::try_from(seed).unwrap() % victims.len();
        faulty += u64::from(victims[victim].suffers(seed, &only, &words));
        seed += 1;
    }
    let share = 100 * faulty / seed.max(1);
    assert!((20..=95).contains(&share), "{faulty} of {seed} have errors");
    #[allow(clippy::print_stdout, reason = "how far a long search came")]
    {
        println!("{seed} damaged clinics, {faulty} with errors");
    }
}
