//! What lies in an output folder. No link is followed, so nothing outside is ever seen.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::Path;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::staging;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    File,
    Folder,
    Link,
    /// A folder that is closed to us.
    Closed,
    /// What we neither write nor look into: a pipe, a name that is no text, `.git`.
    Other,
}

/// Everything in a folder, by path with `/`.
#[derive(Debug, Default)]
pub(super) struct Tree(BTreeMap<String, Found>);

impl Tree {
    /// Looks through a folder.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        Ok(Tree(look(folder, "")?.into_iter().collect()))
    }

    /// What stands at a path.
    pub(super) fn get(&self, path: &str) -> Option<Found> {
        self.0.get(path).copied()
    }

    /// Everything, in order of paths.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Found)> {
        self.0.iter().map(|(path, found)| (path.as_str(), *found))
    }

    /// Everything below a folder.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = (&str, Found)> {
        let start = format!("{folder}/");
        let from = (Bound::Excluded(start.clone()), Bound::Unbounded);
        self.0
            .range::<String, _>(from)
            .take_while(move |(path, _)| path.starts_with(&start))
            .map(|(path, found)| (path.as_str(), *found))
    }
}

fn look(folder: &Path, inside: &str) -> io::Result<Vec<(String, Found)>> {
    let mut found = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let (name, is_text) = (named(&name.to_string_lossy()), name.to_str().is_some());
        if inside.is_empty() && staging::is_our_name(&name) {
            continue;
        }
        let path = format!("{inside}{name}");
        let kind = entry.file_type()?;
        let closed = !is_text || name == ".git" || (inside.is_empty() && name == "lost+found");
        let what = match kind {
            _ if kind.is_symlink() => Found::Link,
            _ if closed => Found::Other,
            _ if kind.is_dir() => {
                folders.push((entry.path(), path));
                continue;
            }
            _ if kind.is_file() => Found::File,
            _ => Found::Other,
        };
        found.push((path, what));
    }
    let inner: Vec<_> = folders
        .into_par_iter()
        .map(|(folder, path)| match look(&folder, &format!("{path}/")) {
            Ok(mut inner) => {
                inner.push((path, Found::Folder));
                inner
            }
            Err(_) => vec![(path, Found::Closed)],
        })
        .collect();
    found.extend(inner.into_iter().flatten());
    Ok(found)
}

/// A name in form NFC: some disks of macOS hand it out in another form than it was written in.
fn named(name: &str) -> String {
    if cfg!(target_os = "macos") { name.nfc().collect() } else { name.to_owned() }
}
