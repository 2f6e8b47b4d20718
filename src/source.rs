//! The clinic's folder as values: every text with its path, every other file by path, size and picture size.
//!
//! The only reading room: nothing behind it touches the disk. All text is decoded here, once: UTF-8 without a
//! byte order mark, lines ended by LF, control characters replaced, so that no later stage sees the difference.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::problem::{Place, Problems, Rule};
use crate::text_map::floor_boundary;

/// The name of the theme that is embedded in the program.
pub const BUILT_IN_THEME: &str = "meridian";

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/meridian");

/// A text file: its path from the site's root, with `/`, and its whole text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Path from the site's root, with `/` on every system.
    pub path: String,
    /// The decoded text.
    pub text: String,
}

impl Source {
    /// A text with its path.
    pub fn new(path: &str, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Source { path: path.to_owned(), text: text.into() })
    }

    /// Bytes of the line in which a byte stands, without its end.
    pub fn line_at(&self, at: usize) -> Range<usize> {
        let (before, behind) = self.text.split_at(floor_boundary(&self.text, at));
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        start..behind.find('\n').map_or(self.text.len(), |newline| before.len() + newline)
    }

    /// Line and column of a byte, in characters, both from 1.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let (before, _) = self.text.split_at(floor_boundary(&self.text, at));
        let line = before.rsplit('\n').next().unwrap_or(before);
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

/// Width and height of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// Where the bytes of a file are that is published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// In memory: assets, whose names carry a fingerprint, and the built-in theme.
    Held(Arc<[u8]>),
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
    /// Its size, if it is a picture.
    pub size: Option<Size>,
    /// When a file on the disk was written: how a preview notices another one. No output depends on it.
    pub written: Option<std::time::SystemTime>,
}

/// All that the program reads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sources {
    /// Texts by path.
    pub texts: BTreeMap<String, Arc<Source>>,
    /// Other files by path.
    pub assets: BTreeMap<String, Asset>,
    /// What was wrong while reading.
    pub problems: Problems,
}

/// The folders of a site that are read, beside `site.toml`.
pub const FOLDERS: [&str; 6] = ["content", "themes", "templates", "assets", "static", "phrases"];

/// Reads the clinic's folder. Files that cannot be read are problems in the result.
pub fn read(root: &Path) -> Sources {
    read_again(root, &Sources::default())
}

/// Reads the clinic's folder again: texts that are still the same are shared with what was read before.
pub fn read_again(root: &Path, known: &Sources) -> Sources {
    let mut sources = Sources::default();
    let mut paths = Vec::new();
    if root.join("site.toml").exists() {
        paths.push(("site.toml".to_owned(), root.join("site.toml")));
    }
    for folder in FOLDERS {
        let top = root.join(folder);
        if top.symlink_metadata().is_ok() {
            list(root, &top, &mut paths, &mut sources.problems);
        }
    }
    paths.sort();
    let read: Vec<_> = paths.into_par_iter().map(|(name, path)| read_file(&name, &path, known)).collect();
    for (read, problems) in read {
        sources.problems.extend(problems);
        match read {
            Some(Read::Text(source)) => drop(sources.texts.insert(source.path.clone(), source)),
            Some(Read::Asset(name, asset)) => drop(sources.assets.insert(name, asset)),
            None => {}
        }
    }
    sources
}

/// Lists the files below a folder, with their names from the root; hidden and temporary ones are passed over.
fn list(root: &Path, top: &Path, paths: &mut Vec<(String, PathBuf)>, problems: &mut Problems) {
    let walk = WalkDir::new(top).into_iter();
    for entry in
        walk.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(&name_of(root, entry.path())))
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                paths.push((name_of(root, entry.path()), entry.into_path()));
            }
            Ok(entry) if entry.file_type().is_symlink() => {
                problems
                    .warn(
                        Rule::SymbolicLink,
                        Place::path(&name_of(root, entry.path())),
                        "a symbolic link is not followed",
                    )
                    .help("put the file itself here: nothing outside the site's folder is published");
            }
            Ok(_) => {}
            Err(error) => {
                let name = error.path().map_or_else(String::new, |path| name_of(root, path));
                problems.error(Rule::Unreadable, Place::path(&name), format!("cannot be read: {error}"));
            }
        }
    }
}

/// A path from the site's root, with `/`. Names are put in form NFC, as the web and most systems write them.
fn name_of(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    if let (false, Some(name)) = (cfg!(windows), inside.to_str().filter(|name| name.is_ascii())) {
        return name.to_owned();
    }
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy().nfc().collect::<String>()).collect();
    parts.join("/")
}

/// Editors' and systems' own files. In `static/` a name that begins with a dot can be meant (`.well-known`).
fn is_passed_over(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    let hidden = last.starts_with('.') && !name.starts_with("static/");
    hidden
        || last.ends_with('~')
        || last.ends_with(".swp")
        || last.ends_with(".tmp")
        || last == "4913"
        || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

enum Read {
    Text(Arc<Source>),
    Asset(String, Asset),
}

fn read_file(name: &str, path: &Path, known: &Sources) -> (Option<Read>, Problems) {
    let mut problems = Problems::default();
    let read = if is_text(name) {
        // Bytes that are a decoded text already decode to it again.
        let same = |bytes: &[u8]| known.texts.get(name).filter(|source| source.text.as_bytes() == bytes);
        std::fs::read(path).map(|bytes| match same(&bytes) {
            Some(source) => Some(Read::Text(source.clone())),
            None => decode(name, bytes, &mut problems).map(Read::Text),
        })
    } else if is_held(name) {
        std::fs::read(path).map(|bytes| Some(Read::Asset(name.to_owned(), held(name, bytes.into()))))
    } else {
        on_disk(path).map(|asset| Some(Read::Asset(name.to_owned(), asset)))
    };
    let read = read.unwrap_or_else(|error| {
        problems
            .error(Rule::Unreadable, Place::path(name), format!("`{name}` cannot be read: {error}"))
            .help("check the file's permissions");
        None
    });
    (read, problems)
}

/// Files that the program reads as text: pages and data, templates, phrases, themes' declarations.
fn is_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let folders: Vec<_> = name.split('/').collect();
    let inside =
        |folder: &str| folders[0] == folder || (folders[0] == "themes" && folders.get(2) == Some(&folder));
    if inside("static") || inside("assets") {
        return false;
    }
    inside("templates") || ending == "toml" || (folders[0] == "content" && ending == "md")
}

fn is_held(name: &str) -> bool {
    let mut folders = name.split('/');
    match folders.next() {
        Some("assets") => true,
        Some("themes") => folders.nth(1) == Some("assets"),
        _ => false,
    }
}

fn held(name: &str, bytes: Arc<[u8]>) -> Asset {
    let size = if name.ends_with(".svg") {
        svg_size(&bytes)
    } else {
        imagesize::blob_size(&bytes).ok().and_then(pixels)
    };
    Asset { length: bytes.len() as u64, size, bytes: Bytes::Held(bytes), written: None }
}

fn on_disk(path: &Path) -> std::io::Result<Asset> {
    let about = std::fs::File::open(path)?.metadata()?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
    let size = match ending.as_str() {
        "svg" => svg_size(&std::fs::read(path)?),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" => imagesize::size(path).ok().and_then(pixels),
        _ => None,
    };
    Ok(Asset { bytes: Bytes::OnDisk(path.into()), length: about.len(), size, written: about.modified().ok() })
}

fn pixels(size: imagesize::ImageSize) -> Option<Size> {
    Some(Size { width: size.width.try_into().ok()?, height: size.height.try_into().ok()? })
}

/// The size that an SVG's root element names, by `width` and `height` or by its `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<Size> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                let text = |name: &str| {
                    let value = tag.try_get_attribute(name).ok()??.value;
                    Some(value.into_owned())
                };
                let length = |text: String| text.trim().trim_end_matches("px").parse::<f32>().ok();
                let sides = match (text("width").and_then(length), text("height").and_then(length)) {
                    (Some(width), Some(height)) => [width, height],
                    _ => {
                        let frame = text("viewBox")?;
                        let mut numbers = frame.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
                        [numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?]
                    }
                };
                let [width, height] = sides.map(|side| side.round().clamp(1.0, 100_000.0) as u32);
                return Some(Size { width, height });
            }
            quick_xml::events::Event::Eof => return None,
            _ => buffer.clear(),
        }
    }
}

/// Bytes as text: no byte order mark, LF only, control characters as spaces (each reported).
fn decode(name: &str, bytes: Vec<u8>, problems: &mut Problems) -> Option<Arc<Source>> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let good = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = Source::new(name, good);
            problems
                .error(Rule::NotUtf8, Place::new(&source, at..at + 3), "this file is not UTF-8")
                .label("the first byte that is not")
                .help("save the file with the encoding UTF-8");
            return None;
        }
    };
    let text = text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned);
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let bad: Vec<usize> = text.char_indices().filter(|(_, c)| is_control(*c)).map(|(at, _)| at).collect();
    if bad.is_empty() {
        return Some(Source::new(name, text));
    }
    // Two-byte controls become two spaces, so that places stay right.
    let clean: String =
        text.chars().map(|c| if is_control(c) { " ".repeat(c.len_utf8()) } else { c.to_string() }).collect();
    let source = Source::new(name, clean);
    for at in bad {
        let control = text[at..].chars().next().map_or(0, u32::from);
        problems
            .warn(
                Rule::ControlCharacter,
                Place::new(&source, at..at + 1),
                format!("the control character U+{control:04X} is shown as a space"),
            )
            .help("type the words again here: it came with pasted text");
    }
    Some(source)
}

fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

impl Sources {
    /// A site of texts alone, for tests.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = Sources::default();
        for (path, text) in texts {
            if let Some(source) = decode(path, text.as_bytes().to_vec(), &mut sources.problems) {
                sources.texts.insert(path.to_owned(), source);
            }
        }
        sources
    }

    /// The text of a path.
    pub fn text(&self, path: &str) -> Option<&Arc<Source>> {
        self.texts.get(path)
    }

    /// A place in a file that may not be there.
    pub fn place(&self, path: &str, span: Option<Range<usize>>) -> Place {
        match (self.texts.get(path), span) {
            (Some(source), Some(span)) => Place::new(source, span),
            (Some(source), None) => Place::file(source),
            (None, _) => Place::path(path),
        }
    }
}

/// The theme that is embedded in the program, with paths below `builtin/`.
pub fn built_in_theme() -> Sources {
    let mut sources = Sources::default();
    add_built_in(&BUILT_IN, &mut sources);
    sources
}

fn add_built_in(folder: &Dir<'static>, sources: &mut Sources) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => add_built_in(inner, sources),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let name = format!("themes/builtin/{path}");
                if is_text(&name) {
                    if let Some(source) = decode(&name, file.contents().to_vec(), &mut sources.problems) {
                        sources.texts.insert(name, source);
                    }
                } else {
                    let asset = held(&name, file.contents().into());
                    sources.assets.insert(name, asset);
                }
            }
        }
    }
}
