//! Laying down a new clinic: all of its files appear at once, in a folder that is new or empty, or none does.
//!
//! They are written to a staging folder on the same file system. A folder that is not there yet is the staging folder,
//! renamed; in one that is there, each entry of its top is renamed into it, `site.toml` last, without which nothing takes
//! it for a clinic. A stop between two files, or an error, leaves the place as it was.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::staging::{self, Staging};
use super::{NotOurs, PublishError, create_parents, write_error};
use crate::source::leftovers;

/// Hidden entries that the starter lays down itself: a folder that has one is not empty. All other hidden ones, and what
/// systems leave behind, are nobody's content: `.git`, `.DS_Store`.
const OURS: [&str; 3] = [".gitignore", ".github", ".gitlab-ci.yml"];

/// Why a clinic was not laid down; the place is as it was.
#[derive(Debug)]
pub enum LayDownError {
    /// Something lies there already: the names of the first few.
    NotEmpty(PathBuf, Vec<String>),
    /// It was told to stop.
    Stopped,
    /// The system does not let us, or a file has the name.
    Publish(PublishError),
}

impl std::fmt::Display for LayDownError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LayDownError::NotEmpty(path, names) => {
                write!(
                    f,
                    "`{}` is not empty: it holds {}; nothing was written",
                    path.display(),
                    names.join(", ")
                )
            }
            LayDownError::Stopped => f.write_str("it was told to stop; nothing was written"),
            LayDownError::Publish(error) => error.fmt(f),
        }
    }
}

impl From<PublishError> for LayDownError {
    fn from(error: PublishError) -> Self {
        LayDownError::Publish(error)
    }
}

/// Refuses a place where a clinic cannot be laid down, before its owner is asked anything.
///
/// # Errors
/// If the folder is not empty, or is none.
pub fn refuse_full(folder: &Path) -> Result<(), LayDownError> {
    match folder.metadata() {
        Ok(meta) if !meta.is_dir() => {
            Err(PublishError::NotOurs { path: folder.to_owned(), reason: NotOurs::NotAFolder }.into())
        }
        Ok(_) => {
            let names = in_the_way(folder).map_err(|error| PublishError::Read(folder.to_owned(), error))?;
            if names.is_empty() { Ok(()) } else { Err(LayDownError::NotEmpty(folder.to_owned(), names)) }
        }
        // A link that leads nowhere is there all the same.
        Err(_) if folder.symlink_metadata().is_ok() => {
            Err(PublishError::NotOurs { path: folder.to_owned(), reason: NotOurs::SymbolicLink }.into())
        }
        Err(_) => Ok(()),
    }
}

/// Lays files down in a folder: paths with `/`, and texts. `stop` is asked before each.
///
/// # Errors
/// If the folder is not empty, if it cannot be written, or if `stop` says so.
pub fn lay_down(
    folder: &Path,
    files: &[(String, String)],
    stop: &dyn Fn() -> bool,
) -> Result<(), LayDownError> {
    refuse_full(folder)?;
    if folder.exists() {
        let staging = staged(folder, files, stop)?;
        return move_in(&staging.path, folder).map_err(LayDownError::Publish);
    }
    let folder = &std::path::absolute(folder).map_err(write_error(folder))?;
    let parent = folder.parent().unwrap_or(folder);
    let mut created = Vec::new();
    let laid = create_parents(parent, &mut created).map_err(LayDownError::Publish).and_then(|()| {
        let staging = staged(parent, files, stop)?;
        fs::rename(&staging.path, folder).map_err(write_error(folder))?;
        Ok(())
    });
    if laid.is_err() {
        created.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
    laid
}

/// All files, in a staging folder within this one.
fn staged(
    folder: &Path,
    files: &[(String, String)],
    stop: &dyn Fn() -> bool,
) -> Result<Staging, LayDownError> {
    let staging = Staging::new(folder).map_err(|error| match error {
        PublishError::Write(_, error) => PublishError::Write(folder.to_owned(), error),
        other => other,
    })?;
    for (path, text) in files {
        if stop() {
            return Err(LayDownError::Stopped);
        }
        let path = staging.path.join(path);
        let above = path.parent().unwrap_or(&staging.path);
        fs::create_dir_all(above).map_err(write_error(above))?;
        let written = staging::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(write_error(&path))?;
    }
    if stop() { Err(LayDownError::Stopped) } else { Ok(staging) }
}

/// Moves all entries of the staging folder into the folder; where one cannot be, those before it go back.
fn move_in(staging: &Path, folder: &Path) -> Result<(), PublishError> {
    let mut names: Vec<_> = fs::read_dir(staging)
        .and_then(Iterator::collect::<io::Result<Vec<_>>>)
        .map_err(write_error(staging))?
        .into_iter()
        .map(|entry| entry.file_name())
        .collect();
    names.sort_by_key(|name| (name == "site.toml", name.clone()));
    for (at, name) in names.iter().enumerate() {
        let place = folder.join(name);
        if let Err(error) = fs::rename(staging.join(name), &place) {
            names.iter().take(at).for_each(|name| drop(fs::rename(folder.join(name), staging.join(name))));
            return Err(write_error(&place)(error));
        }
    }
    Ok(())
}

/// The names of what makes a folder full; of many the first few, and how many more.
fn in_the_way(folder: &Path) -> io::Result<Vec<String>> {
    const TOLD: usize = 5;
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_ours = OURS.iter().any(|ours| ours.eq_ignore_ascii_case(&name));
        if is_ours || leftovers::exclusion_by_name(&name).is_none() {
            names.push(format!("`{name}`"));
        }
    }
    names.sort();
    let more = names.len().saturating_sub(TOLD);
    if more > 0 {
        names.truncate(TOLD);
        names.push(format!("and {more} more"));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::path::Path;

    use super::{LayDownError, lay_down};

    fn files() -> Vec<(String, String)> {
        let paths = ["site.toml", "content/about.md", "content/faq/why.md", ".gitignore"];
        paths.map(|path| (path.to_owned(), path.to_owned())).to_vec()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_stop_after_any_file_leaves_the_place_as_it_was() {
        for there in [true, false] {
            for stop_at in 0..=files().len() {
                let root = tempfile::tempdir().unwrap();
                let folder = root.path().join("a/b");
                if there {
                    fs::create_dir_all(folder.join(".git")).unwrap();
                }
                let asked = Cell::new(0);
                let stop = || asked.replace(asked.get() + 1) == stop_at;
                let laid = lay_down(&folder, &files(), &stop);
                assert!(matches!(laid, Err(LayDownError::Stopped)), "{stop_at}");
                match there {
                    true => assert_eq!(names(&folder), [".git"]),
                    false => assert_eq!(names(root.path()), [""; 0]),
                }
            }
        }
    }

    #[test]
    fn all_is_there_in_a_folder_that_is_new_or_empty() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["new/clinic", "empty"] {
            let folder = root.path().join(folder);
            if folder.ends_with("empty") {
                fs::create_dir_all(folder.join(".git")).unwrap();
            }
            lay_down(&folder, &files(), &|| false).unwrap();
            let left: Vec<_> = names(&folder).into_iter().filter(|name| name != ".git").collect();
            assert_eq!(left, [".gitignore", "content", "site.toml"]);
            assert_eq!(fs::read_to_string(folder.join("content/faq/why.md")).unwrap(), "content/faq/why.md");
        }
        assert_eq!(names(root.path()), ["empty", "new"]);
    }
}
