//! The difference between an output folder and the new site, refused where somebody else's file is in the way.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{self, Manifest};
use super::staging::{self, has_same_bytes};
use super::tree::{EntryKind, OutputTree};
use super::{NotOurs, OutputFiles, PublishError};
use crate::address::folded;
use crate::render::Output;

/// The changes that make an output folder the new site.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    /// Paths to remove first, since a folder, or a file in place of a folder, belongs there: old files, links, and
    /// folders after what is in them.
    pub(super) in_the_way: Vec<String>,
    /// Folders of the files to write.
    pub(super) folders: BTreeSet<&'a str>,
    /// OutputFiles that are new or differ, in order of their [`WriteStage`]s.
    pub(super) write: Vec<(&'a str, &'a Output)>,
    /// The length of these files together.
    pub(super) bytes: u64,
    /// Old files that the new site does not have.
    pub(super) stale: Vec<String>,
}

impl Changes<'_> {
    /// Whether the folder is the new site already.
    pub(super) fn is_empty(&self) -> bool {
        self.in_the_way.is_empty() && self.write.is_empty() && self.stale.is_empty()
    }
}

/// Compares an output folder with the files of the new site.
pub(super) fn compare<'a>(
    output: &Path,
    tree: &OutputTree,
    old: &Manifest,
    files: &'a OutputFiles<'a>,
) -> Result<Changes<'a>, PublishError> {
    let state = OutputState { output, tree, old };
    let mut changes = Changes::default();
    for folder in folders_above(files.keys().map(String::as_str)) {
        match tree.get(folder) {
            None | Some(EntryKind::Folder) => {}
            Some(EntryKind::Link) => changes.in_the_way.push(folder.to_owned()),
            Some(EntryKind::File) if old.contains(folder) => changes.in_the_way.push(folder.to_owned()),
            Some(kind) => return Err(state.not_ours(folder, kind)),
        }
    }
    let compared: Vec<_> = files
        .par_iter()
        .map(|(path, file)| state.compare_file(path, file).map(|change| (path.as_str(), *file, change)))
        .collect::<Result<_, _>>()?;
    for (path, file, change) in compared {
        let Some(change) = change else { continue };
        changes.in_the_way.extend(change.in_the_way);
        changes.bytes += change.bytes;
        changes.write.push((path, file));
    }
    changes.write.sort_by_key(|(path, _)| (WriteStage::of(path), *path));
    changes.folders = folders_above(changes.write.iter().map(|(path, _)| *path));
    find_stale(&state, files, &mut changes);
    Ok(changes)
}

/// Finds the old files that the new site does not have, and links that took their place. Those whose names, or whose
/// folders' names, differ from new ones in letter case alone are removed first: on a system that does not tell letter
/// case apart, removing them later would remove the new ones.
fn find_stale(state: &OutputState<'_>, files: &OutputFiles<'_>, changes: &mut Changes<'_>) {
    let gone: BTreeSet<&str> = changes.in_the_way.iter().map(String::as_str).collect();
    let is_stale = |path: &str| {
        path != manifest::FILE_NAME
            && !files.contains_key(path)
            && !gone.contains(path)
            && state.old.contains(path)
    };
    let stale: Vec<&str> = state
        .tree
        .iter()
        .filter(|(path, kind)| matches!(kind, EntryKind::File | EntryKind::Link) && is_stale(path))
        .map(|(path, _)| path)
        .collect();
    if stale.is_empty() {
        return;
    }
    let all = files.keys().map(String::as_str);
    let names: BTreeMap<String, &str> =
        all.clone().chain(folders_above(all)).map(|path| (folded(path), path)).collect();
    let is_twin = |path: &str| names.get(&folded(path)).is_some_and(|name| *name != path);
    let (twins, rest): (Vec<&str>, Vec<&str>) =
        stale.into_iter().partition(|path| is_twin(path) || parents(path).any(is_twin));
    changes.in_the_way.extend(twins.into_iter().map(str::to_owned));
    changes.stale.extend(rest.into_iter().map(str::to_owned));
}

/// What has to be done to write one file.
struct FileChange {
    /// The length of the file.
    bytes: u64,
    /// What is to be removed before, contents before their folder.
    in_the_way: Vec<String>,
}

/// An output folder as it is: its tree and its manifest.
struct OutputState<'a> {
    output: &'a Path,
    tree: &'a OutputTree,
    old: &'a Manifest,
}

impl OutputState<'_> {
    /// How to write a file; `None` if it is there already, byte for byte.
    fn compare_file(&self, path: &str, file: &Output) -> Result<Option<FileChange>, PublishError> {
        let bytes = staging::length_of(file)?;
        let write_after = |in_the_way| Ok(Some(FileChange { bytes, in_the_way }));
        match self.tree.get(path) {
            None => write_after(Vec::new()),
            Some(EntryKind::File) if has_same_bytes(file, bytes, &self.output.join(path)) => Ok(None),
            Some(EntryKind::File) if self.old.contains(path) => write_after(Vec::new()),
            Some(EntryKind::Link) => write_after(vec![path.to_owned()]),
            Some(EntryKind::Folder) => {
                let is_ours = |path: &str, kind| match kind {
                    EntryKind::File => self.old.contains(path),
                    EntryKind::Folder | EntryKind::Link => true,
                    EntryKind::Unreadable | EntryKind::Other => false,
                };
                let mut in_the_way = vec![path.to_owned()];
                for (inner, kind) in self.tree.below(path) {
                    if !is_ours(inner, kind) {
                        return Err(self.not_ours(inner, kind));
                    }
                    in_the_way.push(inner.to_owned());
                }
                // Contents are removed before their folder.
                in_the_way.reverse();
                write_after(in_the_way)
            }
            Some(kind) => Err(self.not_ours(path, kind)),
        }
    }

    /// The error for an entry that we did not write.
    fn not_ours(&self, path: &str, kind: EntryKind) -> PublishError {
        let path = self.output.join(path);
        if kind == EntryKind::Unreadable {
            return PublishError::Read(path, io::ErrorKind::PermissionDenied.into());
        }
        PublishError::NotOurs { path, reason: NotOurs::InTheWay }
    }
}

/// The order in which files are written, so that no page names an asset, and no feed a page, that is not there yet.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum WriteStage {
    Assets,
    Pages,
    Feeds,
}

impl WriteStage {
    fn of(path: &str) -> Self {
        if path.ends_with(".html") {
            WriteStage::Pages
        } else if path.ends_with(".xml") {
            WriteStage::Feeds
        } else {
            WriteStage::Assets
        }
    }
}

/// Every folder above these paths.
pub(super) fn folders_above<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    paths.flat_map(parents).collect()
}

/// The folders above a path, outermost first.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| path.split_at(end).0)
}
