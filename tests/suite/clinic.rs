//! A clinic in memory, built by chained calls; and one in a temporary folder, for the program itself.

use std::collections::BTreeMap;
use std::process::{Command, Output as Ran};

use annotate_snippets::Renderer;
use clinicsite::Memo;
use clinicsite::Options;
use clinicsite::Output;
use clinicsite::source::Sources;
use clinicsite::{Build, Depth, build_to};
use clinicsite::{Level, Problems};

#[derive(Clone)]
pub(crate) struct Clinic {
    files: BTreeMap<String, Vec<u8>>,
    options: Options,
}

pub(crate) const SITE: &str = "title = \"Harbor Clinic\"\nbase_url = \"https://clinic.example\"\n";

/// The day on which tests run.
pub(crate) fn options() -> Options {
    Options {
        now: "2026-12-01T12:00:00Z".parse().unwrap(),
        as_of: Some("2026-12-01".parse().unwrap()),
        base_url: None,
        drafts: false,
        future: false,
        expired: false,
    }
}

impl Clinic {
    /// `site.toml` with title and address, and nothing else.
    pub(crate) fn new() -> Self {
        Clinic { files: BTreeMap::new(), options: options() }.file("site.toml", SITE)
    }

    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// A file that is no text.
    pub(crate) fn bytes(mut self, path: &str, bytes: &[u8]) -> Self {
        self.files.insert(path.to_owned(), bytes.to_owned());
        self
    }

    /// Adds lines to `site.toml`.
    pub(crate) fn site(mut self, lines: &str) -> Self {
        self.files.get_mut("site.toml").unwrap().extend_from_slice(lines.as_bytes());
        self
    }

    /// A page with these keys and this body.
    pub(crate) fn page(self, path: &str, keys: &str, body: &str) -> Self {
        let text = format!("+++\ntitle = \"A title\"\n{keys}\n+++\n\n{body}\n");
        self.file(path, &text)
    }

    pub(crate) fn article(self, name: &str, body: &str) -> Self {
        self.file(
            &format!("content/articles/{name}.md"),
            &format!("+++\ntitle = \"About {name}\"\ndate = 2026-05-04\n+++\n\n{body}\n"),
        )
    }

    pub(crate) fn prices(self, entries: &str) -> Self {
        self.file("content/prices.toml", &format!("currency = \"USD\"\n{entries}"))
    }

    pub(crate) fn on(mut self, day: &str) -> Self {
        self.options.as_of = Some(day.parse().unwrap());
        self
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    fn sources(&self) -> Sources {
        Sources::from_files(self.files.iter().map(|(path, bytes)| (path.as_str(), bytes)))
    }

    fn run(&self) -> Build {
        self.run_to(Depth::Build)
    }

    /// What comes of the clinic, looked at as closely as wanted.
    pub(crate) fn run_to(&self, depth: Depth) -> Build {
        build_to(&self.sources(), &self.options, &mut Memo::default(), depth)
    }

    /// The site, which must have no error.
    pub(crate) fn build(&self) -> Site {
        let build = self.run();
        let text = build.problems.render(&Renderer::plain());
        assert_eq!(build.problems.count(Level::Error), 0, "{text}");
        let files = build.outputs.iter().map(|(route, output)| {
            let Output::Bytes(bytes) = output else { panic!("a file in memory") };
            (route.file_path(), String::from_utf8_lossy(bytes).into_owned())
        });
        Site {
            files: files.collect(),
            warnings: text,
            held_back: build.held_back.clone(),
            next_change: build.next_change,
        }
    }

    /// Every message, as a terminal shows it.
    pub(crate) fn messages(&self) -> String {
        self.run().problems.render(&Renderer::plain())
    }

    /// Every finding of `check`.
    pub(crate) fn findings(&self) -> Problems {
        self.run_to(Depth::Check).problems
    }

    /// Lays the clinic in a temporary folder.
    pub(crate) fn lay(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in &self.files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }
}

pub(crate) struct Site {
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) warnings: String,
    pub(crate) held_back: Vec<(String, String)>,
    pub(crate) next_change: Option<(jiff::civil::Date, String)>,
}

impl Site {
    /// A file that must be there, by its path or the address of its page.
    pub(crate) fn get(&self, path: &str) -> &str {
        let path = path.trim_start_matches('/');
        let name = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        self.files.get(&name).unwrap_or_else(|| panic!("no {name} in {:?}", self.files.keys()))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        let path = path.trim_start_matches('/');
        self.files.contains_key(path) || self.files.contains_key(&format!("{path}index.html"))
    }

    /// The main part of a page.
    pub(crate) fn main(&self, path: &str) -> &str {
        let page = self.get(path);
        let start = page.find("<main").unwrap();
        &page[start..page.find("</main>").unwrap()]
    }

    #[track_caller]
    pub(crate) fn shows(&self, path: &str, text: &str) {
        assert!(self.get(path).contains(text), "{path} shows `{text}`:\n{}", self.get(path));
    }

    #[track_caller]
    pub(crate) fn hides(&self, path: &str, text: &str) {
        assert!(!self.get(path).contains(text), "{path} does not show `{text}`");
    }
}

/// Runs the program in a folder.
pub(crate) fn clinicsite(folder: &std::path::Path, arguments: &[&str]) -> Ran {
    Command::new(env!("CARGO_BIN_EXE_clinicsite")).args(arguments).current_dir(folder).output().unwrap()
}
