//! What an output folder lacks to be the new site, and whether anything of somebody else stands in its way.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{self, Marks};
use super::staging::{self, is_same};
use super::tree::{Found, Tree};
use super::{Files, Refused};
use crate::plan::folded;
use crate::render::Output;

/// All that has to be done.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    /// What stands where a folder or file of another shape is wanted: old files, links, and folders behind what is in them.
    pub(super) in_the_way: Vec<String>,
    /// Folders that hold the files to write.
    pub(super) folders: BTreeSet<&'a str>,
    /// Files that differ or are not there: assets first, then pages, then feeds, so that no page names what is not
    /// there yet.
    pub(super) write: Vec<(&'a str, &'a Output)>,
    /// How many bytes these have.
    pub(super) bytes: u64,
    /// Old files that the new site does not have.
    pub(super) stale: Vec<String>,
}

impl Changes<'_> {
    /// Whether the folder is the new site already.
    pub(super) fn are_none(&self) -> bool {
        self.in_the_way.is_empty() && self.write.is_empty() && self.stale.is_empty()
    }
}

/// Compares a folder with the files that it shall have.
pub(super) fn find<'a>(
    output: &Path,
    tree: &Tree,
    old: &Marks,
    files: &'a Files<'a>,
) -> Result<Changes<'a>, Refused> {
    let look = Look { output, tree, old };
    let mut changes = Changes::default();
    for folder in folders(files.keys().map(String::as_str)) {
        match tree.get(folder) {
            None | Some(Found::Folder) => {}
            Some(Found::Link) => changes.in_the_way.push(folder.to_owned()),
            Some(Found::File) if old.have(folder) => changes.in_the_way.push(folder.to_owned()),
            Some(found) => return Err(look.foreign(folder, found)),
        }
    }
    let found: Vec<_> = files
        .par_iter()
        .map(|(path, file)| look.at_file(path, file).map(|need| (path.as_str(), *file, need)))
        .collect::<Result<_, _>>()?;
    for (path, file, need) in found {
        let Some(need) = need else { continue };
        changes.in_the_way.extend(need.in_the_way);
        changes.bytes += need.bytes;
        changes.write.push((path, file));
    }
    changes.write.sort_by_key(|(path, _)| (stage_of(path), *path));
    changes.folders = folders(changes.write.iter().map(|(path, _)| *path));
    find_stale(&look, files, &mut changes);
    Ok(changes)
}

/// Old files that the new site does not have, and links that took their place. Those whose names, or whose folders' names, differ from new ones in letter
/// case alone go first: where both are one name, they would be taken for the new ones.
fn find_stale(look: &Look<'_>, files: &Files<'_>, changes: &mut Changes<'_>) {
    let gone: BTreeSet<&str> = changes.in_the_way.iter().map(String::as_str).collect();
    let is_stale = |path: &str| {
        path != manifest::NAME && !files.contains_key(path) && !gone.contains(path) && look.old.have(path)
    };
    let stale: Vec<&str> = look
        .tree
        .iter()
        .filter(|(path, found)| matches!(found, Found::File | Found::Link) && is_stale(path))
        .map(|(path, _)| path)
        .collect();
    if stale.is_empty() {
        return;
    }
    let all = files.keys().map(String::as_str);
    let names: BTreeMap<String, &str> =
        all.clone().chain(folders(all)).map(|path| (folded(path), path)).collect();
    let is_twin = |path: &str| names.get(&folded(path)).is_some_and(|name| *name != path);
    let (twins, rest): (Vec<&str>, Vec<&str>) =
        stale.into_iter().partition(|path| is_twin(path) || prefixes(path).any(is_twin));
    changes.in_the_way.extend(twins.into_iter().map(str::to_owned));
    changes.stale.extend(rest.into_iter().map(str::to_owned));
}

/// What a file needs that is not as it shall be.
struct Need {
    bytes: u64,
    in_the_way: Vec<String>,
}

struct Look<'a> {
    output: &'a Path,
    tree: &'a Tree,
    old: &'a Marks,
}

impl Look<'_> {
    fn at_file(&self, path: &str, file: &Output) -> Result<Option<Need>, Refused> {
        let bytes = staging::length(file)?;
        let need = |in_the_way| Ok(Some(Need { bytes, in_the_way }));
        match self.tree.get(path) {
            None => need(Vec::new()),
            Some(Found::File) if is_same(file, bytes, &self.output.join(path)) => Ok(None),
            Some(Found::File) if self.old.have(path) => need(Vec::new()),
            Some(Found::Link) => need(vec![path.to_owned()]),
            Some(Found::Folder) => {
                let ours = |path: &str, found| match found {
                    Found::File => self.old.have(path),
                    Found::Folder | Found::Link => true,
                    Found::Closed | Found::Other => false,
                };
                let mut in_the_way = vec![path.to_owned()];
                for (inner, found) in self.tree.below(path) {
                    if !ours(inner, found) {
                        return Err(self.foreign(inner, found));
                    }
                    in_the_way.push(inner.to_owned());
                }
                // What is in a folder comes before it.
                in_the_way.reverse();
                need(in_the_way)
            }
            Some(found) => Err(self.foreign(path, found)),
        }
    }

    fn foreign(&self, path: &str, found: Found) -> Refused {
        let path = self.output.join(path);
        if found == Found::Closed {
            return Refused::Unread(path, io::ErrorKind::PermissionDenied.into());
        }
        Refused::NotOurs(format!(
            "`{}` is in the way of the site, and clinicsite did not write it; nothing was written",
            path.display()
        ))
    }
}

fn stage_of(path: &str) -> u8 {
    if path.ends_with(".html") {
        1
    } else if path.ends_with(".xml") {
        2
    } else {
        0
    }
}

/// Every folder above these paths.
pub(super) fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    paths.flat_map(prefixes).collect()
}

/// The folders above a path, outermost first.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| path.split_at(end).0)
}
