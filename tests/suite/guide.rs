//! The guide and the README: every command and every example in them, tried.
//!
//! A page is gone through from above. It begins with an empty folder, or with the clinic that a page before it makes:
//! `<!-- the clinic of first-hour.md -->`. What time it is says `<!-- on 2026-12-01 -->`; without it, it is today.
//!
//! - `toml` and `markdown` stand in the file that the paragraph before them names. A page of Markdown that begins with `+++` is the
//!   whole file; other Markdown is added to the text. TOML takes the place of keys of the same name, in entries of the
//!   same id, and is added else; in a page it stands between the `+++`. Then the clinic must be without an error or a warning. One that
//!   shows `<!-- a mistake -->` is taken back after the next `console`.
//! - `console` is run (`clinicsite`, `cd`, `cp`), and must print what is shown; `…` stands for what may differ.
//!   `<!-- status 1 -->` says how it ends if not well.
//! - `sh` is not run: the comment before it says why, `<!-- not run: it asks -->`.
//!
//! `docs/themes.md` is tried in `theme.rs`, and `docs/reference/` is made of tables whose examples are.

mod blocks;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clinicsite::{Depth, Level, Memo, Options, build_to};
use toml_edit::{DocumentMut, Item, Table};

use blocks::{Block, Page, Step, is_shown, steps, words};

/// The commands that take `--as-of`.
const OF_A_DAY: &[&str] = &["build", "check", "serve", "prices", "forms", "new"];

/// What stands in an indented block: the README's first commands, which CI runs.
const OPENING: &str = "cargo run --release --locked -- build --strict\ntests/run\n";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the guide, and the README.
fn pages() -> Vec<PathBuf> {
    let docs = std::fs::read_dir(repository().join("docs")).unwrap();
    let docs = docs
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut pages: Vec<_> = docs.filter(|path| !path.ends_with("themes.md")).collect();
    pages.push(repository().join("README.md"));
    pages.sort();
    pages
}

fn read(path: &Path) -> Page {
    Page::read(&std::fs::read_to_string(path).unwrap())
}

/// A reader who follows a page: the folder in which they are, and what they have changed.
struct Reader {
    page: PathBuf,
    home: tempfile::TempDir,
    /// The folder in which commands are run.
    folder: PathBuf,
    day: Option<String>,
    memo: Memo,
    /// Files with a mistake, each with what stood there.
    mistakes: BTreeMap<PathBuf, Option<String>>,
}

impl Reader {
    /// Opens a page, with what it begins with.
    fn open(path: &Path, page: &Page) -> Reader {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().to_owned();
        let day = page.comment("on ").map(str::to_owned);
        let (memo, mistakes) = (Memo::default(), BTreeMap::new());
        let mut reader = Reader { page: path.to_owned(), home, folder, day, memo, mistakes };
        if let Some(before) = page.comment("the clinic of ") {
            reader.make(&read(&path.with_file_name(before)));
        }
        reader
    }

    /// Makes the clinic that another page makes, as it would have been made on the day of this one.
    fn make(&mut self, page: &Page) {
        let all: Vec<Step> = page
            .blocks
            .iter()
            .filter(|block| block.form == "console")
            .flat_map(|block| steps(&block.text))
            .collect();
        let init = all
            .iter()
            .find(|step| step.command.get(1).is_some_and(|word| word == "init"))
            .expect("a page that makes a clinic");
        let status = self.command(&init.command).output().unwrap().status;
        assert!(status.success(), "{:?}", init.command);
        self.folder = self.home.path().join(&init.command[2]);
        let Some(day) = &self.day else { return };
        let prices = std::fs::read_to_string(self.folder.join("content/prices.toml")).unwrap();
        let today = prices.parse::<DocumentMut>().unwrap()["valid_from"].to_string();
        for path in files(&self.folder) {
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, text.replace(today.trim(), day)).unwrap();
        }
    }

    fn command(&self, words: &[String]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clinicsite"));
        command.args(&words[1..]).current_dir(&self.folder).env("NO_COLOR", "1");
        let is_of_a_day =
            OF_A_DAY.contains(&words[1].as_str()) && !words.iter().any(|word| word == "--as-of");
        if let Some(day) = self.day.as_ref().filter(|_| is_of_a_day) {
            command.arg(format!("--as-of={day}"));
        }
        command
    }

    fn follow(&mut self, block: &Block) {
        let place = format!("{}:{}", self.page.display(), block.line);
        match block.form.as_str() {
            "toml" | "markdown" => {
                let file =
                    block.file().unwrap_or_else(|| panic!("{place}: the paragraph before it names no file"));
                self.write(file, block, &place);
            }
            "console" => {
                let status = block.comment("status ").map_or(0, |status| status.parse().unwrap());
                steps(&block.text).iter().for_each(|step| self.run(step, status, &place));
                self.take_back();
            }
            "sh" => assert!(
                block.comment("not run: ").is_some_and(|why| !why.is_empty()),
                "{place}: why is it not run?"
            ),
            "" => assert_eq!(block.text, OPENING, "{place}"),
            form => panic!("{place}: nothing is known of a block of the form `{form}`"),
        }
    }

    /// Writes an example into its file, and builds the clinic with it.
    fn write(&mut self, file: &str, block: &Block, place: &str) {
        let path = self.folder.join(file);
        let before = std::fs::read_to_string(&path).ok();
        let old = before.as_deref().unwrap_or_default();
        let text = if file.ends_with(".toml") {
            merged(old, &block.text)
        } else if block.text.starts_with("+++\n") {
            block.text.clone()
        } else {
            let rest = old.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
            let (keys, body) = rest.unwrap_or_else(|| panic!("{place}: there is no page {file}"));
            let is_toml = block.form == "toml";
            let keys = if is_toml { merged(&format!("{keys}\n"), &block.text) } else { format!("{keys}\n") };
            format!(
                "+++\n{keys}+++\n{body}{}",
                if is_toml { String::new() } else { format!("\n{}", block.text) }
            )
        };
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        if block.comment("a mistake").is_some() {
            self.mistakes.entry(path).or_insert(before);
        } else {
            self.builds(place);
        }
    }

    /// Looks that the clinic has no error, and no warning but those of the day before going live.
    fn builds(&mut self, place: &str) {
        let as_of = self.day.as_ref().map(|day| day.parse().unwrap());
        let now = jiff::Timestamp::now();
        let options = Options { now, as_of, base_url: None, drafts: false, future: false, expired: false };
        let sources = clinicsite::source::read(&self.folder);
        let mut problems = build_to(&sources, &options, &mut self.memo, Depth::Check).problems;
        problems.retain(|problem| problem.level != Level::Info && !problem.due);
        let told = problems.render(&annotate_snippets::Renderer::plain());
        assert!(told.is_empty(), "{place}: with this example the clinic has faults\n{told}");
    }

    fn take_back(&mut self) {
        for (path, text) in std::mem::take(&mut self.mistakes) {
            match text {
                Some(text) => std::fs::write(path, text).unwrap(),
                None => std::fs::remove_file(path).unwrap(),
            }
        }
    }

    fn run(&mut self, step: &Step, status: i32, place: &str) {
        let Step { command, shown } = step;
        match command.first().map(String::as_str) {
            Some("cd") => self.folder = self.folder.join(&command[1]),
            Some("cp") => {
                std::fs::copy(self.folder.join(&command[1]), self.folder.join(&command[2])).unwrap();
            }
            Some("clinicsite") if command[1..].iter().any(|word| word == "serve") => {
                let told = self.preview(command, shown.lines().count());
                assert!(is_shown(shown, &told), "{place}: {command:?} prints\n{told}");
            }
            Some("clinicsite") => {
                let ran = self.command(command).stdin(Stdio::null()).output().unwrap();
                let told = String::from_utf8([ran.stderr, ran.stdout].concat()).unwrap();
                assert!(is_shown(shown, &told), "{place}: {command:?} prints\n{told}");
                assert_eq!(ran.status.code(), Some(status), "{place}: {command:?}\n{told}");
            }
            _ => panic!("{place}: {command:?} is not run here; make it a block of `sh`"),
        }
    }

    /// The first lines of a preview on a free port, told as if it were the usual one.
    fn preview(&self, command: &[String], lines: usize) -> String {
        let mut running = self.command(command).arg("--port=0").stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(running.stdout.take().unwrap());
        let told: Vec<String> = output.lines().take(lines).map(Result::unwrap).collect();
        running.kill().unwrap();
        running.wait().unwrap();
        let port = regex::Regex::new(r"127\.0\.0\.1:\d+").unwrap();
        port.replace_all(&(told.join("\n") + "\n"), "127.0.0.1:4000").into_owned()
    }
}

/// TOML with the keys and entries of an example in it.
fn merged(old: &str, new: &str) -> String {
    let read = |text: &str| text.parse::<DocumentMut>().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let (mut document, new) = (read(old), read(new));
    merge(document.as_table_mut(), new.as_table());
    forget_order(document.as_table_mut());
    document.to_string()
}

fn merge(into: &mut Table, from: &Table) {
    for (name, item) in from {
        match (into.get_mut(name), item) {
            (Some(Item::Table(into)), Item::Table(from)) => merge(into, from),
            (Some(Item::ArrayOfTables(entries)), Item::ArrayOfTables(more)) => {
                for entry in more {
                    let at = entries.iter().position(|one| name_of(one) == name_of(entry));
                    match at.and_then(|at| entries.get_mut(at)) {
                        Some(one) => merge(one, entry),
                        None => entries.push(entry.clone()),
                    }
                }
            }
            _ => drop(into.insert(name, item.clone())),
        }
    }
}

/// By what an entry of a list is known.
fn name_of(entry: &Table) -> Option<String> {
    ["id", "title", "name"].iter().find_map(|key| Some(entry.get(key)?.as_str()?.to_owned()))
}

/// Lets tables stand where they belong, and no longer where they stood in one of two files.
fn forget_order(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => forget_order(inner),
            Item::ArrayOfTables(entries) => entries.iter_mut().for_each(forget_order),
            _ => {}
        }
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Goes through a page of the guide.
fn follow(name: &str) {
    let path = repository().join(name);
    let page = read(&path);
    let mut reader = Reader::open(&path, &page);
    page.blocks.iter().for_each(|block| reader.follow(block));
}

macro_rules! pages {
    ($($test:ident = $page:literal;)*) => {
        $(#[test] fn $test() { follow($page); })*

        #[test]
        fn every_page_of_the_guide_is_followed() {
            let followed: Vec<_> = [$($page),*].iter().map(|page| repository().join(page)).collect();
            for page in pages() {
                assert!(followed.contains(&page), "{} is followed by no test", page.display());
            }
        }
    };
}

pages! {
    the_readme = "README.md";
    the_way_through = "docs/index.md";
    the_first_hour = "docs/first-hour.md";
    prices = "docs/prices.md";
    the_whole_cost = "docs/whole-cost.md";
    articles = "docs/articles.md";
    pictures = "docs/pictures.md";
    people = "docs/people.md";
    events_and_jobs = "docs/events-and-jobs.md";
    the_law = "docs/law.md";
    installing = "docs/install.md";
    going_on_line = "docs/online.md";
    scheduled_builds = "docs/scheduled-builds.md";
    many_clinics = "docs/many-clinics.md";
}

#[test]
fn every_link_of_the_guide_leads_to_a_file_and_a_heading() {
    for path in pages() {
        for link in read(&path).links.iter().filter(|link| !link.contains(':')) {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(file.exists(), "{}: {link}", path.display());
            let is_there = part.is_empty() || read(&file).anchors.iter().any(|anchor| anchor == part);
            assert!(is_there, "{}: {link}", path.display());
        }
    }
}

/// Words that stand for others, each with one that it stands for.
const STAND_INS: &[(&str, &str)] =
    &[("KIND", "article"), ("NAME", "site"), ("SHELL", "bash"), ("DAY", "2026-12-01"), ("N", "200")];

#[test]
fn every_command_in_a_sentence_is_one_that_the_program_takes() {
    for path in pages() {
        for name in read(&path).names.iter().filter(|name| name.starts_with("clinicsite ")) {
            let stand_in = |word: &String| {
                STAND_INS.iter().find(|(one, _)| one == word).map(|(_, other)| (*other).to_owned())
            };
            let words: Vec<String> =
                words(name).iter().map(|word| stand_in(word).unwrap_or_else(|| word.clone())).collect();
            let ran = Command::new(env!("CARGO_BIN_EXE_clinicsite"))
                .args(&words[1..])
                .arg("--help")
                .output()
                .unwrap();
            assert!(
                ran.status.success(),
                "{}: `{name}`\n{}",
                path.display(),
                String::from_utf8_lossy(&ran.stderr)
            );
        }
    }
}

#[test]
fn a_chapter_of_the_guide_is_read_in_one_sitting() {
    for path in pages().iter().filter(|path| !path.ends_with("README.md")) {
        let lines = std::fs::read_to_string(path).unwrap().lines().count();
        assert!(lines <= 150, "{} has {lines} lines", path.display());
    }
}

#[test]
fn an_example_takes_the_place_of_what_has_its_name() {
    let old = "a = 1\n[[x]]\nid = \"one\"\nb = 1\n[[x]]\nid = \"two\"\n[t]\nc = 1\n";
    let new = merged(old, "a = 2\n[[x]]\nid = \"two\"\nb = 2\n[[x]]\nid = \"three\"\n[t]\nd = 1\n");
    let read: toml_edit::DocumentMut = new.parse().unwrap();
    let entries = read["x"].as_array_of_tables().unwrap();
    assert_eq!((read["a"].as_integer(), entries.len()), (Some(2), 3));
    assert_eq!(entries.get(1).and_then(|entry| entry["b"].as_integer()), Some(2));
    assert_eq!((read["t"]["c"].as_integer(), read["t"]["d"].as_integer()), (Some(1), Some(1)));
}
