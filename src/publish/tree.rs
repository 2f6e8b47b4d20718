//! The directory tree of an output folder. No link is followed, so nothing outside is ever seen.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::Path;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::staging;

/// The kind of an entry of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    File,
    Folder,
    Link,
    /// A folder that the system does not let us read.
    Unreadable,
    /// An entry that we neither write nor look into: a pipe, a name that is no text, `.git`.
    Other,
}

/// The kinds of all entries below a folder, by path with `/`.
#[derive(Debug, Default)]
pub(super) struct OutputTree(BTreeMap<String, EntryKind>);

impl OutputTree {
    /// Reads a folder and all folders below it.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        Ok(OutputTree(read_entries(folder, "")?.into_iter().collect()))
    }

    /// The kind of the entry at a path.
    pub(super) fn get(&self, path: &str) -> Option<EntryKind> {
        self.0.get(path).copied()
    }

    /// All entries, in order of their paths.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, EntryKind)> {
        self.0.iter().map(|(path, kind)| (path.as_str(), *kind))
    }

    /// The entries below a folder.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = (&str, EntryKind)> {
        let start = format!("{folder}/");
        let from = (Bound::Excluded(start.clone()), Bound::Unbounded);
        self.0
            .range::<String, _>(from)
            .take_while(move |(path, _)| path.starts_with(&start))
            .map(|(path, kind)| (path.as_str(), *kind))
    }
}

/// The entries below a folder, whose path in the tree is `prefix` (empty, or with a `/` at its end).
fn read_entries(folder: &Path, prefix: &str) -> io::Result<Vec<(String, EntryKind)>> {
    let mut entries = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let (name, is_text) = (normalized(&name.to_string_lossy()), name.to_str().is_some());
        if prefix.is_empty() && staging::is_our_name(&name) {
            continue;
        }
        let path = format!("{prefix}{name}");
        let file_type = entry.file_type()?;
        let ignored = !is_text || name == ".git" || (prefix.is_empty() && name == "lost+found");
        let kind = match file_type {
            _ if file_type.is_symlink() => EntryKind::Link,
            _ if ignored => EntryKind::Other,
            _ if file_type.is_dir() => {
                folders.push((entry.path(), path));
                continue;
            }
            _ if file_type.is_file() => EntryKind::File,
            _ => EntryKind::Other,
        };
        entries.push((path, kind));
    }
    let inner: Vec<_> = folders
        .into_par_iter()
        .map(|(folder, path)| match read_entries(&folder, &format!("{path}/")) {
            Ok(mut inner) => {
                inner.push((path, EntryKind::Folder));
                inner
            }
            Err(_) => vec![(path, EntryKind::Unreadable)],
        })
        .collect();
    entries.extend(inner.into_iter().flatten());
    Ok(entries)
}

/// A name in Unicode's form NFC: some disks of macOS return it in another form than it was written in.
fn normalized(name: &str) -> String {
    if cfg!(target_os = "macos") { name.nfc().collect() } else { name.to_owned() }
}
