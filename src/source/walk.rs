//! The directory walk: it finds the files of the clinic's folder that are read, plain files in plain folders.
//!
//! Symbolic links are never followed, and pipes, sockets and devices never opened: the type of each entry is read
//! first.

use std::collections::BTreeSet;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::leftovers::{self, Exclusion, Leftover, LeftoverKind};
use super::names::{printable, relative_path, why_no_address, without_twins};
use super::{DATA_FILES, FOLDERS, LeftOut, is_text};
use crate::problem::{Place, Problems, Rule};

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct WalkResult {
    /// The paths of files from the site's root, each with its path on the disk.
    pub(super) files: Vec<(String, PathBuf)>,
    /// Names beside `site.toml` that the program does not know.
    pub(super) unknown_at_root: Vec<String>,
    /// Files and folders on the ignore list.
    pub(super) left_out: Vec<LeftOut>,
    /// Files that exist and cannot be read.
    pub(super) unread: BTreeSet<String>,
    /// Problems on the way.
    pub(super) problems: Problems,
}

/// Walks through the clinic's folder.
pub(super) fn walk(root: &Path) -> WalkResult {
    let mut found = WalkResult::default();
    if is_plain(root, "site.toml", RequiredType::File, &mut found) {
        found.files.push(("site.toml".to_owned(), root.join("site.toml")));
    }
    for folder in FOLDERS {
        if is_plain(root, folder, RequiredType::Folder, &mut found) {
            list(root, &root.join(folder), &mut found);
        }
    }
    let ours = |name: &str| name == "site.toml" || FOLDERS.contains(&name);
    if let Ok(entries) = root.read_dir() {
        let names = entries.flatten().filter_map(|entry| {
            let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let name = entry.file_name().into_string().ok()?;
            let other = !ours(&name) && leftovers::exclusion_by_name(&name).is_none();
            other.then(|| if folder { format!("{name}/") } else { name })
        });
        found.unknown_at_root = names.collect();
        found.unknown_at_root.sort();
    }
    let mut files = std::mem::take(&mut found.files);
    files.sort();
    let path_of =
        |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let unique = without_twins(files, path_of, &mut found.problems);
    found.files = unique.kept;
    found.unread.extend(unique.dropped);
    found.left_out.sort();
    found
}

/// The type that a part of the site must have.
#[derive(Clone, Copy)]
enum RequiredType {
    File,
    Folder,
}

impl RequiredType {
    fn word(self) -> &'static str {
        match self {
            RequiredType::File => "file",
            RequiredType::Folder => "folder",
        }
    }
}

/// Whether a part of the site exists and has the type that it must have; one of another type is an error, since a site
/// without it would be another one.
fn is_plain(root: &Path, name: &str, wanted: RequiredType, found: &mut WalkResult) -> bool {
    let Ok(meta) = root.join(name).symlink_metadata() else { return false };
    let plain = match wanted {
        RequiredType::File => meta.is_file(),
        RequiredType::Folder => meta.is_dir(),
    };
    if !plain {
        report_not_plain(name, meta.file_type(), wanted, found);
    }
    plain
}

fn report_not_plain(name: &str, kind: FileType, wanted: RequiredType, found: &mut WalkResult) {
    let wanted = wanted.word();
    found.unread.insert(name.to_owned());
    found
        .problems
        .report(
            Rule::NotPlain,
            Place::path(name),
            format!("`{name}` is {}, not a {wanted}: nothing of it is read", in_words(kind)),
        )
        .help(format!(
            "put the {wanted} itself here: nothing outside the site's folder is read or published"
        ));
}

fn in_words(kind: FileType) -> &'static str {
    if kind.is_symlink() {
        "a symbolic link"
    } else if kind.is_dir() {
        "a folder"
    } else if kind.is_file() {
        "a file"
    } else {
        "a pipe, a socket or a device"
    }
}

/// Adds the files below a folder.
fn list(root: &Path, top: &Path, found: &mut WalkResult) {
    let mut walk = WalkDir::new(top).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                let descend = add_entry(root, &entry, found);
                if descend == Descend::No && entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Err(error) => {
                let name = error.path().map_or_else(String::new, |path| relative_path(root, path));
                let place = Place::path(&name);
                found
                    .problems
                    .report(Rule::Unreadable, place, format!("cannot be read: {error}"))
                    .help("check the permissions of the folder");
                found.unread.insert(name);
            }
        }
    }
}

/// Whether the walk goes on into a folder.
#[derive(PartialEq, Eq)]
enum Descend {
    Yes,
    No,
}

/// Adds a file, or reports why not.
fn add_entry(root: &Path, entry: &DirEntry, found: &mut WalkResult) -> Descend {
    let name = relative_path(root, entry.path());
    let kind = entry.file_type();
    if let Some(reason) = leftovers::exclusion_by_name(&name) {
        let is_copy = matches!(reason, Exclusion::Leftover(Leftover { kind: LeftoverKind::SecondCopy, .. }));
        if is_copy && is_text(&name) {
            report_second_copy(&name, &mut found.problems);
        }
        let parent = name.strip_suffix(name.rsplit('/').next().unwrap_or_default()).unwrap_or_default();
        let slash = if kind.is_dir() { "/" } else { "" };
        let path = format!("{parent}{}{slash}", printable(entry.file_name()));
        found.left_out.push(LeftOut { path, reason: reason.to_string() });
        return Descend::No;
    }
    if let Some(why) = why_no_address(entry.file_name()) {
        let parent = entry.path().parent().map_or_else(String::new, |parent| relative_path(root, parent));
        found
            .problems
            .report(
                Rule::BadName,
                Place::path(&format!("{parent}/{}", printable(entry.file_name()))),
                format!("the name `{}` {why}", printable(entry.file_name())),
            )
            .help("rename it, with letters, digits and hyphens");
        return Descend::No;
    }
    // Without one of its data files the site would be another one.
    if DATA_FILES.contains(&name.as_str()) && !kind.is_file() {
        report_not_plain(&name, kind, RequiredType::File, found);
    } else if kind.is_file() {
        found.files.push((name, entry.path().to_owned()));
    } else if kind.is_symlink() {
        found
            .problems
            .report(Rule::SymbolicLink, Place::path(&name), "a symbolic link is not followed: it is left out")
            .help("put the file or folder itself here: nothing outside the site's folder is published");
        found.unread.insert(name);
    } else if !kind.is_dir() {
        found
            .problems
            .report(Rule::SpecialFile, Place::path(&name), format!("{} is left out", in_words(kind)))
            .help("put a plain file here, or take it away");
        found.unread.insert(name);
    }
    if kind.is_dir() { Descend::Yes } else { Descend::No }
}

fn report_second_copy(name: &str, problems: &mut Problems) {
    problems
        .report(
            Rule::SecondCopy,
            Place::path(name),
            "a synchroniser made this second copy, since two machines changed the file: it is left out",
        )
        .help("take over what only this copy says, then delete it");
}
