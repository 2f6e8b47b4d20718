//! The journal of changes to an output folder, by which they can be rolled back until the last of them is made.
//!
//! Each file is renamed into place, so it is the old or the new one at every moment. What it replaces is kept in the
//! staging folder; if a later step fails, all are undone, last first, and the old site stands as it was.

use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use super::staging::{self, Staging};
use super::{PublishError, write_error};

/// The steps taken so far.
#[derive(Debug)]
pub(super) struct Journal<'a> {
    output: &'a Path,
    staging: &'a Staging,
    steps: Vec<JournalStep>,
}

/// A change, with what is needed to undo it.
#[derive(Debug)]
enum JournalStep {
    BackedUp { original: PathBuf, backup: PathBuf },
    CreatedFile(PathBuf),
    CreatedFolder(PathBuf),
    RemovedFolder(PathBuf, Permissions),
}

impl<'a> Journal<'a> {
    /// An empty journal for a folder.
    pub(super) fn new(output: &'a Path, staging: &'a Staging) -> Self {
        Journal { output, staging, steps: Vec::new() }
    }

    /// Removes what stands at a path: a file, a symbolic link itself, or an empty folder.
    pub(super) fn remove(&mut self, path: &str) -> Result<(), PublishError> {
        let original = self.output.join(path);
        let meta = match original.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            meta => meta.map_err(write_error(&original))?,
        };
        if meta.is_dir() {
            // A folder is not renamed: overlay file systems (containers) cannot.
            fs::remove_dir(&original).map_err(write_error(&original))?;
            self.steps.push(JournalStep::RemovedFolder(original, meta.permissions()));
            return Ok(());
        }
        let backup = self.staging.unused_path();
        fs::rename(&original, &backup).map_err(write_error(&original))?;
        self.steps.push(JournalStep::BackedUp { original, backup });
        Ok(())
    }

    /// Creates a folder and those above it, where they do not exist.
    pub(super) fn create_folder(&mut self, path: &str) -> Result<(), PublishError> {
        let missing = |folder: &&Path| *folder != self.output && !folder.is_dir();
        let folder = self.output.join(path);
        let mut folders: Vec<_> = folder.ancestors().take_while(missing).map(Path::to_owned).collect();
        while let Some(folder) = folders.pop() {
            fs::create_dir(&folder).map_err(write_error(&folder))?;
            self.steps.push(JournalStep::CreatedFolder(folder));
        }
        Ok(())
    }

    /// Renames a finished file to its path, in place of what is there.
    pub(super) fn install(&mut self, staged: &Path, path: &str) -> Result<(), PublishError> {
        let target = self.output.join(path);
        let backup = self.staging.unused_path();
        let existed = back_up(&target, &backup).map_err(write_error(&target))?;
        if existed {
            self.steps.push(JournalStep::BackedUp { original: target.clone(), backup });
        }
        fs::rename(staged, &target).map_err(write_error(&target))?;
        if !existed {
            self.steps.push(JournalStep::CreatedFile(target));
        }
        Ok(())
    }

    /// Removes the folders above a path that have become empty.
    pub(super) fn remove_empty_parents(&mut self, path: &str) {
        let target = self.output.join(path);
        for folder in target.ancestors().skip(1).take_while(|folder| *folder != self.output) {
            let Ok(meta) = folder.symlink_metadata() else { continue };
            if fs::remove_dir(folder).is_err() {
                break;
            }
            self.steps.push(JournalStep::RemovedFolder(folder.to_owned(), meta.permissions()));
        }
    }

    /// Undoes every step, as far as the system lets us.
    pub(super) fn roll_back(self) {
        for step in self.steps.into_iter().rev() {
            let _ = match step {
                JournalStep::BackedUp { original, backup } => fs::rename(backup, original),
                JournalStep::CreatedFile(path) => fs::remove_file(path),
                JournalStep::CreatedFolder(path) => fs::remove_dir(path),
                JournalStep::RemovedFolder(path, permissions) => {
                    fs::create_dir(&path).and_then(|()| fs::set_permissions(&path, permissions))
                }
            };
        }
    }
}

/// Gives a file a second name, by a hard link or a copy, while it stays in its place; `false` if there is no file.
fn back_up(file: &Path, backup: &Path) -> io::Result<bool> {
    match fs::hard_link(file, backup) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        // Not every file system has hard links, and not every user may make one.
        Err(_) => {
            let mut source = fs::File::open(file)?;
            let mut copy = staging::create_new(backup)?;
            io::copy(&mut source, &mut copy)?;
            fs::set_permissions(backup, source.metadata()?.permissions())?;
            Ok(true)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every path below a folder, with the bytes of files.
    fn all(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path());
        entries.map(|path| (path.clone(), fs::read(path).ok())).collect()
    }

    #[test]
    fn steps_are_rolled_back_when_a_later_one_fails() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out");
        for (path, text) in [("page/index.html", "old"), ("gone/deep/file", "gone"), ("thing/a", "a")] {
            fs::create_dir_all(output.join(path).parent().unwrap()).unwrap();
            fs::write(output.join(path), text).unwrap();
        }
        let before = all(&output);
        let staging = Staging::new(folder.path()).unwrap();
        let staged = |text: &str| {
            let path = staging.unused_path();
            fs::write(&path, text).unwrap();
            path
        };
        let mut journal = Journal::new(&output, &staging);
        journal.remove("thing/a").unwrap();
        journal.remove("thing").unwrap();
        journal.install(&staged("a file now"), "thing").unwrap();
        journal.install(&staged("new"), "page/index.html").unwrap();
        journal.create_folder("more/of/it").unwrap();
        journal.install(&staged("new"), "more/of/it/file").unwrap();
        journal.remove("gone/deep/file").unwrap();
        journal.remove_empty_parents("gone/deep/file");
        assert!(!output.join("gone").exists() && output.join("thing").is_file());
        assert!(journal.install(&staged("new"), "not/there/file").is_err());
        journal.roll_back();
        assert_eq!(all(&output), before);
    }
}
