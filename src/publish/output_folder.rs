//! The output folder's path, and the check that it is ours to write.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{NotOurs, PublishError, manifest, staging, write_error};
use crate::source::FOLDERS;

/// Names that systems and version control put into a folder that is otherwise empty.
const IGNORED_NAMES: [&str; 6] = [".git", ".gitkeep", ".gitignore", ".DS_Store", "Thumbs.db", "lost+found"];

/// An output folder, which may not exist yet.
#[derive(Debug)]
pub(super) struct OutputFolder {
    /// The path as it was asked for, for messages.
    requested: PathBuf,
    /// The path without links and `..`.
    pub(super) path: PathBuf,
}

impl OutputFolder {
    /// The folder of this path; refused if it is a symbolic link, a part of the site at `root`, or somebody else's.
    pub(super) fn new(root: &Path, output: &Path) -> Result<Self, PublishError> {
        let resolved = resolve(output).map_err(write_error(output))?;
        let folder = OutputFolder { requested: output.to_owned(), path: resolved.path };
        if resolved.is_link {
            return folder.refuse(NotOurs::SymbolicLink);
        }
        let root = root.canonicalize().map_err(write_error(root))?;
        if is_within(&root, &folder.path) {
            return folder.refuse(NotOurs::HoldsTheSite);
        }
        if FOLDERS.iter().chain(&[".git"]).any(|source| is_within(&folder.path, &root.join(source))) {
            return folder.refuse(NotOurs::SourceFolder);
        }
        folder.refuse_foreign()?;
        Ok(folder)
    }

    /// Refuses a folder with files and no manifest: somebody else has filled it.
    pub(super) fn refuse_foreign(&self) -> Result<(), PublishError> {
        if !self.exists() {
            return Ok(());
        }
        if !self.path.is_dir() {
            return self.refuse(NotOurs::NotAFolder);
        }
        if manifest::is_in(&self.path) {
            return Ok(());
        }
        for entry in fs::read_dir(&self.path).map_err(write_error(&self.path))? {
            let name = entry.map_err(write_error(&self.path))?.file_name();
            let name = name.to_string_lossy();
            if !IGNORED_NAMES.contains(&&*name) && !staging::is_our_name(&name) {
                return self.refuse(NotOurs::NotEmpty);
            }
        }
        Ok(())
    }

    /// Whether anything stands at the path, be it a broken link.
    pub(super) fn exists(&self) -> bool {
        self.path.symlink_metadata().is_ok()
    }

    /// The folder for the lock file and the staging folder, on the output's own file system: the output itself, else
    /// the nearest folder above it that exists.
    pub(super) fn work_folder(&self) -> &Path {
        self.path.ancestors().find(|folder| folder.is_dir()).unwrap_or(&self.path)
    }

    fn refuse<T>(&self, reason: NotOurs) -> Result<T, PublishError> {
        Err(PublishError::NotOurs { path: self.requested.clone(), reason })
    }
}

/// Whether a path is this folder or lies below it, under any name the system has for that folder. Only folders are
/// opened for the comparison: opening a pipe would wait until somebody writes to it.
pub(super) fn is_within(path: &Path, folder: &Path) -> bool {
    let is_folder = folder.is_dir();
    let is_same = |above: &Path| {
        above == folder
            || is_folder && above.is_dir() && same_file::is_same_file(above, folder).unwrap_or(false)
    };
    path.ancestors().any(is_same)
}

/// A path without links and `..`.
pub(super) struct ResolvedPath {
    pub(super) path: PathBuf,
    /// Whether the last part of the path, as it was given, is a symbolic link.
    is_link: bool,
}

/// Resolves a path as [`Path::canonicalize`] does, also where its last parts do not exist yet.
pub(super) fn resolve(path: &Path) -> io::Result<ResolvedPath> {
    let mut resolved = ResolvedPath { path: PathBuf::new(), is_link: false };
    for part in std::path::absolute(path)?.components() {
        resolved.is_link = false;
        match part {
            Component::ParentDir => drop(resolved.path.pop()),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => resolved.path.push(part),
            Component::Normal(_) => {
                resolved.path.push(part);
                if let Ok(meta) = resolved.path.symlink_metadata() {
                    resolved.is_link = meta.is_symlink();
                    resolved.path = resolved.path.canonicalize()?;
                }
            }
        }
    }
    Ok(resolved)
}
