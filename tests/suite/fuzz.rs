//! The example clinic with damaged files: no panic, and nothing published beside an error.
//!
//! Runs a second; `CLINICSITE_FUZZ_SECONDS=600 cargo test --release fuzz` looks longer, and with
//! `CLINICSITE_FUZZ_FILES=prices.toml` at the files whose paths hold that.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use annotate_snippets::Renderer;
use clinicsite::config::Options;
use clinicsite::page::Memo;
use clinicsite::problem::Level;
use clinicsite::source::{self, Sources};
use clinicsite::{Build, Depth, build_to, report};

/// Numbers that look thrown, the same in every run (xorshift64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// What breaks readers: ends of things, numbers beyond bounds, other scripts, half of a pair.
const PIECES: [&str; 48] = [
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "é",
    "東京",
    "🩺",
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
    "<a href=",
    "<!--",
    "&#0;",
    "&",
    "{{",
    "}}",
    "{%",
    "%}",
    "\"",
    "'''",
    "= ",
    "-1",
    "99999999999999999999",
    "1e400",
    "nan",
    "9999-12-31",
    "0000-01-01",
    "-9999-01-01T00:00:00+23:59",
    "{ from = 2, to = 1 }",
    "#",
    "/../..",
    "\\",
];

fn damage(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, dice.pick(&PIECES).bytes())),
            2 => drop(bytes.splice(at..end, dice.pick(&PIECES).bytes())),
            3 => bytes.truncate(at),
            4 => {
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

#[test]
fn fuzz_no_damaged_file_makes_it_panic_or_publish() {
    let seconds = std::env::var("CLINICSITE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(1));
    let example = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let only = std::env::var("CLINICSITE_FUZZ_FILES").unwrap_or_default();
    let paths: Vec<_> = example.texts.keys().filter(|path| path.contains(&only)).cloned().collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ seconds.unwrap_or(0));
    let mut memo = Memo::default();
    let (mut runs, mut faulty) = (0, 0);
    while Instant::now() < until {
        let path = dice.pick(&paths);
        let damaged = damage(&example.texts[path].text, &mut dice);
        let mut sources = Sources::from_texts([(path.as_str(), damaged.as_str())]);
        for (path, text) in &example.texts {
            sources.texts.entry(path.clone()).or_insert_with(|| text.clone());
        }
        sources.assets.clone_from(&example.assets);
        let tried = catch_unwind(AssertUnwindSafe(|| {
            let build: Build = build_to(&sources, &options(), &mut memo, Depth::Check);
            let told = build.problems.render(&Renderer::plain());
            let _ = report::html(&build.problems, "", "") + &report::github(&build.problems);
            let _ = build.site.as_ref().map(report::reviews);
            (build.problems.count(Level::Error), build.outputs.len(), told.len())
        }));
        let Ok((errors, outputs, told)) = tried else { panic!("{path} as\n{damaged}") };
        assert_eq!(errors > 0, outputs == 0, "{path} as\n{damaged}");
        assert!(errors == 0 || told > 0);
        runs += 1;
        faulty += usize::from(errors > 0);
    }
    assert!(0 < faulty && faulty < runs, "{faulty} of {runs} have errors");
    #[allow(clippy::print_stdout, reason = "how far a long search came")]
    {
        println!("{runs} damaged clinics, {faulty} with errors");
    }
}
