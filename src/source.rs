//! The clinic's folder as values: every text with its path, every other file by path, size and picture size.
//!
//! The only module that reads the site from the disk. All text is decoded here, once: UTF-8 without a byte order mark,
//! lines ended by LF, control characters replaced, so that no later stage sees the difference. Files that nobody meant
//! for the site ([`leftovers`]) are not read, so that no later stage can publish them.

mod decode;
pub mod leftovers;
mod names;
mod origin;
mod pictures;
pub(crate) mod text;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, DirEntry, include_dir};
use rayon::prelude::*;

use decode::decode;
pub(crate) use decode::utf8;
pub use names::{is_page, page_stem, without_page_ending};
pub use origin::{Coordinates, Origin};
use pictures::Looks;
pub use text::Source;

use crate::images::svg::{self, is_drawing};
use crate::images::{Head, Print, Seen, Turn, Wrong};
use crate::problem::{Place, Problems, Rule};

/// The name of the theme inside the program that stands below all others.
pub const BUILT_IN_THEME: &str = "meridian";

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/meridian");

/// The name of the other theme inside the program.
pub const PLAIN_THEME: &str = "plain";

static PLAIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// The width and height of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Size {
    /// How many pixels there are.
    pub(crate) fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The size behind a turn.
    pub(crate) fn turned(self, turn: Turn) -> Self {
        let Size { width, height } = self;
        if turn.is_sideways() { Size { width: height, height: width } } else { self }
    }
}

/// The bytes of an asset, in memory or on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// In memory: assets, whose names carry a fingerprint, and the built-in theme.
    InMemory(Arc<[u8]>),
    /// On the disk, below the site's root; copied when published.
    OnDisk(Arc<Path>),
}

/// A file that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Bytes,
    /// How many bytes it has.
    pub length: u64,
    /// Its size as it is seen, if it is a picture.
    pub size: Option<Size>,
    /// What its head tells, if its name is one of a picture of dots.
    pub picture: Option<Result<Head, Wrong>>,
    /// By what its bytes are known, if it is a picture of dots that can be shown.
    pub print: Option<Print>,
    /// What it tells of the place where it was taken, if it is no picture of dots: those are cleaned before they are published.
    pub origin: Option<Origin>,
    /// The modification time of a file on the disk, by which a preview notices a change. No output depends on it.
    pub modified: Option<std::time::SystemTime>,
}

/// A file or folder that is neither read nor published, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Its path from the site's root; a folder's ends with `/`.
    pub path: String,
    /// Why, in words for a message.
    pub reason: String,
}

/// All files of the clinic's folder: everything that a build depends on, beside its options.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Texts by path.
    pub texts: BTreeMap<String, Arc<Source>>,
    /// Other files by path.
    pub assets: BTreeMap<String, Asset>,
    /// Paths of files that exist and could not be read: a reference to one of them is not reported.
    pub unread: BTreeSet<String>,
    /// Files and folders that are left out, by path.
    pub left_out: Vec<LeftOut>,
    /// Names of files and folders beside `site.toml` that the program does not know; a folder's ends with `/`.
    pub unknown_at_root: Vec<String>,
    /// Problems found while reading.
    pub problems: Problems,
    /// When the reading began; nothing for what was never on a disk.
    pub read_at: Option<std::time::SystemTime>,
}

/// Sources that make equal sites are equal: the files that an editor leaves behind for a moment do not count.
impl PartialEq for Sources {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts && self.assets == other.assets && self.problems == other.problems
    }
}

/// The data files of `content/`.
pub const DATA_FILES: [&str; 2] = ["content/prices.toml", "content/sources.toml"];

/// The folders beside `site.toml` that are read.
pub const FOLDERS: [&str; 6] = ["content", "themes", "templates", "assets", "static", "phrases"];

/// Reads the clinic's folder. Files that cannot be read are problems in the result.
pub fn read(root: &Path) -> Sources {
    reread(root, &Sources::default())
}

/// Reads the clinic's folder again: texts that are still the same are shared with what was read before, and a file that is as
/// long and as old as it was is not looked into.
pub fn reread(root: &Path, known: &Sources) -> Sources {
    let read_at = Some(std::time::SystemTime::now());
    let found = walk::walk(root);
    let seen = if known.assets.is_empty() { Seen::read(root) } else { Seen::default() };
    let mut sources = Sources {
        unread: found.unread,
        left_out: found.left_out,
        unknown_at_root: found.unknown_at_root,
        problems: found.problems,
        read_at,
        ..Sources::default()
    };
    let read: Vec<_> = found
        .files
        .into_par_iter()
        .map(|(name, path)| {
            let (read, problems) = read_file(&name, &path, known, &seen);
            (name, read, problems)
        })
        .collect();
    for (name, read, problems) in read {
        sources.problems.extend(problems);
        match read {
            Some(FileContents::Text(source)) => drop(sources.texts.insert(name, source)),
            Some(FileContents::Asset(asset)) => drop(sources.assets.insert(name, asset)),
            None => drop(sources.unread.insert(name)),
        }
    }
    sources
}

/// The contents of a file, by how the program uses it.
enum FileContents {
    Text(Arc<Source>),
    Asset(Asset),
}

fn read_file(name: &str, path: &Path, known: &Sources, seen: &Seen) -> (Option<FileContents>, Problems) {
    let mut problems = Problems::default();
    let read = if is_text(name) {
        // Decoding is idempotent: bytes that equal a decoded text decode to it again.
        let same = |bytes: &[u8]| known.texts.get(name).filter(|source| source.text.as_bytes() == bytes);
        std::fs::read(path).map(|bytes| match same(&bytes) {
            Some(source) => Some(FileContents::Text(source.clone())),
            None => decode(name, bytes, &mut problems).map(FileContents::Text),
        })
    } else if is_kept_in_memory(name) && !is_too_large(name, path) {
        std::fs::read(path).map(|bytes| {
            let same = known.assets.get(name).filter(|asset| asset.has_bytes(&bytes)).cloned();
            Some(FileContents::Asset(same.unwrap_or_else(|| asset_in_memory(name, bytes.into()))))
        })
    } else {
        asset_on_disk(name, path, known.assets.get(name), seen).map(|asset| Some(FileContents::Asset(asset)))
    };
    let read = read.unwrap_or_else(|error| {
        problems
            .report(Rule::Unreadable, Place::path(name), format!("`{name}` cannot be read: {error}"))
            .help("check the file's permissions");
        None
    });
    (read, problems)
}

/// Whether a path lies in the folder of this name, of the site or of a theme.
pub(crate) fn is_inside(path: &str, folder: &str) -> bool {
    let mut parts = path.split('/');
    match parts.next() {
        Some("themes") => parts.nth(1) == Some(folder) && parts.next().is_some(),
        first => first == Some(folder) && parts.next().is_some(),
    }
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    endings.contains(&ending_of(path).as_str())
}

/// The ending of a file's name, in lower case.
fn ending_of(path: &str) -> String {
    path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

/// Whether a file is read as text: pages, data, templates, phrases, `theme.toml`.
fn is_text(path: &str) -> bool {
    if is_inside(path, "static") || is_inside(path, "assets") {
        return false;
    }
    is_inside(path, "templates") || has_ending(path, &["toml"]) || is_page(path)
}

/// Whether a file that is published is also looked into: assets, drawings, and files of `static/` that may link to others.
fn is_kept_in_memory(path: &str) -> bool {
    is_inside(path, "assets")
        || is_drawing(path)
        || (is_inside(path, "static") && has_ending(path, &["css", "html", "htm"]))
}

/// Whether a file is a drawing of more bytes than anybody looks into.
fn is_too_large(name: &str, path: &Path) -> bool {
    let length = || std::fs::metadata(path).map_or(0, |meta| meta.len());
    is_drawing(name) && !is_inside(name, "assets") && length() > svg::MOST_BYTES
}

fn asset_in_memory(name: &str, bytes: Arc<[u8]>) -> Asset {
    let Looks { size, picture, origin } =
        pictures::look(Cursor::new(&*bytes), &ending_of(name)).unwrap_or_default();
    let print = matches!(picture, Some(Ok(_))).then(|| Print::of(&bytes));
    let length = bytes.len() as u64;
    Asset { length, size, picture, print, origin, bytes: Bytes::InMemory(bytes), modified: None }
}

/// A file that stays on the disk: the known one if it has not changed. It is opened in any case: one that cannot be read any
/// more is told.
fn asset_on_disk(name: &str, path: &Path, known: Option<&Asset>, seen: &Seen) -> std::io::Result<Asset> {
    let file = std::fs::File::open(path)?;
    let meta = file.metadata()?;
    let (length, modified) = (meta.len(), meta.modified().ok());
    let bytes = Bytes::OnDisk(path.into());
    if let Some(known) = known
        && (known.length, known.modified) == (length, modified)
        && known.modified.is_some()
        && known.bytes == bytes
    {
        return Ok(known.clone());
    }
    if let Some((head, print)) = seen.of(name, length, modified) {
        let (size, picture, print) = (Some(head.size), Some(Ok(head)), Some(print));
        return Ok(Asset { bytes, length, size, picture, print, origin: None, modified });
    }
    let Looks { size, picture, origin } = pictures::look(BufReader::new(&file), &ending_of(name))?;
    let print = match picture {
        Some(Ok(_)) => Some(Print::of_file(std::fs::File::open(path)?)?),
        _ => None,
    };
    Ok(Asset { bytes, length, size, picture, print, origin, modified })
}

impl Asset {
    /// Whether it is in memory with these bytes.
    fn has_bytes(&self, bytes: &[u8]) -> bool {
        matches!(&self.bytes, Bytes::InMemory(own) if **own == *bytes)
    }
}

impl Sources {
    /// The sources of a site in memory, for tests.
    pub fn from_files<'a, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (&'a str, B)>) -> Self {
        let mut sources = Sources::default();
        for (path, bytes) in files {
            if !is_text(path) {
                sources.assets.insert(path.to_owned(), asset_in_memory(path, bytes.as_ref().into()));
            } else if let Some(source) = decode(path, bytes.as_ref().to_vec(), &mut sources.problems) {
                sources.texts.insert(path.to_owned(), source);
            }
        }
        sources
    }

    /// The text file of a path.
    pub fn text(&self, path: &str) -> Option<&Arc<Source>> {
        self.texts.get(path)
    }

    /// Whether the file, or a folder above it, exists and could not be read.
    pub fn is_unread(&self, path: &str) -> bool {
        names::with_parents(path).any(|path| self.unread.contains(path))
    }

    /// Whether any file stands in a folder, which is given with `/` at its end.
    pub fn has_folder(&self, folder: &str) -> bool {
        let first = |path: Option<&String>| path.is_some_and(|path| path.starts_with(folder));
        let below = folder.to_owned()..;
        first(self.texts.range(below.clone()).map(|(path, _)| path).next())
            || first(self.assets.range(below).map(|(path, _)| path).next())
    }

    /// The place of a span in a file, or of the whole file; the file need not exist.
    pub fn place(&self, path: &str, span: Option<Range<usize>>) -> Place {
        match (self.texts.get(path), span) {
            (Some(source), Some(span)) => Place::new(source, span),
            (Some(source), None) => Place::file(source),
            (None, _) => Place::path(path),
        }
    }
}

/// The files of the theme that stands below all others, with paths below `themes/builtin/`.
pub fn built_in_theme() -> &'static Sources {
    static READ: LazyLock<Sources> = LazyLock::new(|| embedded(&BUILT_IN, "themes/builtin/"));
    &READ
}

/// The files of the theme `plain`, with the paths that they have in a clinic's folder.
pub fn plain_theme() -> &'static Sources {
    static READ: LazyLock<Sources> = LazyLock::new(|| embedded(&PLAIN, "themes/plain/"));
    &READ
}

fn embedded(folder: &Dir<'static>, prefix: &str) -> Sources {
    let mut sources = Sources::default();
    add_embedded(folder, prefix, &mut sources);
    sources
}

fn add_embedded(folder: &Dir<'static>, prefix: &str, sources: &mut Sources) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => add_embedded(inner, prefix, sources),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let name = format!("{prefix}{path}");
                if is_text(&name) {
                    if let Some(source) = decode(&name, file.contents().to_vec(), &mut sources.problems) {
                        sources.texts.insert(name, source);
                    }
                } else {
                    let asset = asset_in_memory(&name, file.contents().into());
                    sources.assets.insert(name, asset);
                }
            }
        }
    }
}
