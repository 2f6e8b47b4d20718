//! Changes to the output that can be taken back, until the last of them is made.
//!
//! Each file is put in its place by renaming, so it is the old or the new one at every moment. What was there is kept
//! aside; if a later step fails, all are undone, last first, and the old site stands as it was.

use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use super::staging::{self, Staging};
use super::{Refused, at};

/// The changes so far.
#[derive(Debug)]
pub(super) struct Journal<'a> {
    output: &'a Path,
    staging: &'a Staging,
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    /// What was at the first path is at the second.
    Kept(PathBuf, PathBuf),
    MadeFile(PathBuf),
    MadeFolder(PathBuf),
    RemovedFolder(PathBuf, Permissions),
}

impl<'a> Journal<'a> {
    /// Nothing is changed yet.
    pub(super) fn new(output: &'a Path, staging: &'a Staging) -> Self {
        Journal { output, staging, steps: Vec::new() }
    }

    /// Takes away what stands at a path: a file, a link itself, or an empty folder.
    pub(super) fn take_away(&mut self, path: &str) -> Result<(), Refused> {
        let from = self.output.join(path);
        let meta = match from.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            meta => meta.map_err(at(&from))?,
        };
        if meta.is_dir() {
            // Not renamed: some systems (overlays, as in containers) rename no folder.
            fs::remove_dir(&from).map_err(at(&from))?;
            self.steps.push(Step::RemovedFolder(from, meta.permissions()));
            return Ok(());
        }
        let to = self.staging.free();
        fs::rename(&from, &to).map_err(at(&from))?;
        self.steps.push(Step::Kept(from, to));
        Ok(())
    }

    /// Makes a folder and those above it, as far as they are not there.
    pub(super) fn make_folder(&mut self, path: &str) -> Result<(), Refused> {
        let missing = |folder: &&Path| *folder != self.output && !folder.is_dir();
        let folder = self.output.join(path);
        let mut folders: Vec<_> = folder.ancestors().take_while(missing).map(Path::to_owned).collect();
        while let Some(folder) = folders.pop() {
            fs::create_dir(&folder).map_err(at(&folder))?;
            self.steps.push(Step::MadeFolder(folder));
        }
        Ok(())
    }

    /// Puts a finished file in its place.
    pub(super) fn put(&mut self, made: &Path, path: &str) -> Result<(), Refused> {
        let target = self.output.join(path);
        let old = self.staging.free();
        let was_there = keep(&target, &old).map_err(at(&target))?;
        if was_there {
            self.steps.push(Step::Kept(target.clone(), old));
        }
        fs::rename(made, &target).map_err(at(&target))?;
        if !was_there {
            self.steps.push(Step::MadeFile(target));
        }
        Ok(())
    }

    /// Removes the folders above a path that have become empty.
    pub(super) fn prune(&mut self, path: &str) {
        let target = self.output.join(path);
        for folder in target.ancestors().skip(1).take_while(|folder| *folder != self.output) {
            let Ok(meta) = folder.symlink_metadata() else { continue };
            if fs::remove_dir(folder).is_err() {
                break;
            }
            self.steps.push(Step::RemovedFolder(folder.to_owned(), meta.permissions()));
        }
    }

    /// Takes back every change, as far as the system lets us.
    pub(super) fn undo(self) {
        for step in self.steps.into_iter().rev() {
            let _ = match step {
                Step::Kept(from, to) => fs::rename(to, from),
                Step::MadeFile(path) => fs::remove_file(path),
                Step::MadeFolder(path) => fs::remove_dir(path),
                Step::RemovedFolder(path, permissions) => {
                    fs::create_dir(&path).and_then(|()| fs::set_permissions(&path, permissions))
                }
            };
        }
    }
}

/// Keeps a file under a second name while it stays in its place; `false` if there is none.
fn keep(file: &Path, second: &Path) -> io::Result<bool> {
    match fs::hard_link(file, second) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        // Not every disk has second names, and not every user may give one.
        Err(_) => {
            let mut source = fs::File::open(file)?;
            let mut copy = staging::new_file(second)?;
            io::copy(&mut source, &mut copy)?;
            fs::set_permissions(second, source.metadata()?.permissions())?;
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
    fn changes_are_taken_back_when_a_later_one_fails() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out");
        for (path, text) in [("page/index.html", "old"), ("gone/deep/file", "gone"), ("thing/a", "a")] {
            fs::create_dir_all(output.join(path).parent().unwrap()).unwrap();
            fs::write(output.join(path), text).unwrap();
        }
        let before = all(&output);
        let staging = Staging::new(folder.path()).unwrap();
        let made = |text: &str| {
            let path = staging.free();
            fs::write(&path, text).unwrap();
            path
        };
        let mut journal = Journal::new(&output, &staging);
        journal.take_away("thing/a").unwrap();
        journal.take_away("thing").unwrap();
        journal.put(&made("a file now"), "thing").unwrap();
        journal.put(&made("new"), "page/index.html").unwrap();
        journal.make_folder("more/of/it").unwrap();
        journal.put(&made("new"), "more/of/it/file").unwrap();
        journal.take_away("gone/deep/file").unwrap();
        journal.prune("gone/deep/file");
        assert!(!output.join("gone").exists() && output.join("thing").is_file());
        assert!(journal.put(&made("new"), "not/there/file").is_err());
        journal.undo();
        assert_eq!(all(&output), before);
    }
}
