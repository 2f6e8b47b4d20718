//! Which files of the clinic's folder are read: plain files in plain folders, below its root, that somebody meant.
//!
//! Links are never followed, and pipes, sockets and devices never opened: their kind is looked at first.

use std::collections::BTreeSet;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::leftovers::{self, Leftover, Reason, Trace};
use super::names::{name_of, shown, unfit, without_twins};
use super::{FOLDERS, LeftOut, is_text};
use crate::problem::{Place, Problems, Rule};

/// Files without which the site would be another one.
const DATA: [&str; 2] = ["content/prices.toml", "content/sources.toml"];

/// What there is to read.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files by name, each with its real path.
    pub(super) files: Vec<(String, PathBuf)>,
    /// Names of what stands beside `site.toml` and is not read.
    pub(super) beside: Vec<String>,
    /// What is left out.
    pub(super) left_out: Vec<LeftOut>,
    /// Files that are there and cannot be read.
    pub(super) unread: BTreeSet<String>,
    /// What was wrong.
    pub(super) problems: Problems,
}

/// Looks through the clinic's folder.
pub(super) fn walk(root: &Path) -> Found {
    let mut found = Found::default();
    if is_there(root, "site.toml", "file", FileType::is_file, &mut found) {
        found.files.push(("site.toml".to_owned(), root.join("site.toml")));
    }
    for folder in FOLDERS {
        if is_there(root, folder, "folder", FileType::is_dir, &mut found) {
            list(root, &root.join(folder), &mut found);
        }
    }
    let ours = |name: &str| name == "site.toml" || FOLDERS.contains(&name);
    if let Ok(entries) = root.read_dir() {
        let names = entries.flatten().filter_map(|entry| {
            let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let name = entry.file_name().into_string().ok()?;
            let other = !ours(&name) && leftovers::reason(&name).is_none();
            other.then(|| if folder { format!("{name}/") } else { name })
        });
        found.beside = names.collect();
        found.beside.sort();
    }
    let mut files = std::mem::take(&mut found.files);
    files.sort();
    let written =
        |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let (files, lost) = without_twins(files, written, &mut found.problems);
    found.files = files;
    found.unread.extend(lost);
    found.left_out.sort();
    found
}

/// Whether a part of the site is there as what it should be; whatever else stands there is an error, since a site
/// without it would be another one.
fn is_there(root: &Path, name: &str, wanted: &str, is: fn(&FileType) -> bool, found: &mut Found) -> bool {
    let Ok(about) = root.join(name).symlink_metadata() else { return false };
    let plain = is(&about.file_type());
    if !plain {
        not_plain(name, about.file_type(), wanted, found);
    }
    plain
}

fn not_plain(name: &str, kind: FileType, wanted: &str, found: &mut Found) {
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

/// Lists the files below a folder.
fn list(root: &Path, top: &Path, found: &mut Found) {
    let mut walk = WalkDir::new(top).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                let enter = note(root, &entry, found);
                if !enter && entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Err(error) => {
                let name = error.path().map_or_else(String::new, |path| name_of(root, path));
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

/// Notes a file or folder; whether what is in it is to be looked at.
fn note(root: &Path, entry: &DirEntry, found: &mut Found) -> bool {
    let name = name_of(root, entry.path());
    let kind = entry.file_type();
    if let Some(reason) = leftovers::reason(&name) {
        let copied = matches!(reason, Reason::Leftover(Leftover { trace: Trace::SecondCopy, .. }));
        if copied && is_text(&name) {
            second_copy(&name, &mut found.problems);
        }
        let parent = name.strip_suffix(name.rsplit('/').next().unwrap_or_default()).unwrap_or_default();
        let slash = if kind.is_dir() { "/" } else { "" };
        let path = format!("{parent}{}{slash}", shown(entry.file_name()));
        found.left_out.push(LeftOut { path, reason: reason.to_string() });
        return false;
    }
    if let Some(why) = unfit(entry.file_name()) {
        let parent = entry.path().parent().map_or_else(String::new, |parent| name_of(root, parent));
        found
            .problems
            .report(
                Rule::BadName,
                Place::path(&format!("{parent}/{}", shown(entry.file_name()))),
                format!("the name `{}` {why}", shown(entry.file_name())),
            )
            .help("rename it, with letters, digits and hyphens");
        return false;
    }
    if DATA.contains(&name.as_str()) && !kind.is_file() {
        not_plain(&name, kind, "file", found);
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
    kind.is_dir()
}

fn second_copy(name: &str, problems: &mut Problems) {
    problems
        .report(
            Rule::SecondCopy,
            Place::path(name),
            "a synchroniser made this second copy, since two machines changed the file: it is left out",
        )
        .help("take over what only this copy says, then delete it");
}
