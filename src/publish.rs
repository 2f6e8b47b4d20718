//! The writer of the output folder: all of a site or nothing, only the files that differ, never a file of somebody
//! else.
//!
//! A build locks the folder first ([`OutputLock::acquire`]), so that two never write at once. Everything that differs
//! is written to a staging folder on the same file system (`staging`); when all of it is there it is renamed into place
//! file by file, and each step can be rolled back (`journal`). So a full disk, a closed folder or a system error leaves
//! the old site as it was, and a build that is killed leaves each file old or new. A folder that does not exist yet
//! appears whole.
//!
//! A manifest in the folder says which files we wrote (`manifest`): before the first change it lists the old and the
//! new ones, at the end the new ones. Anything else is never replaced, removed or looked into; symbolic links are
//! replaced by what belongs in their place and never followed (`tree`).

mod changes;
mod journal;
mod lay_down;
mod lock;
mod manifest;
pub(crate) mod one_file;
mod output_folder;
mod sheets;
mod staging;
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::changes::Changes;
use self::journal::Journal;
pub use self::lay_down::{LayDownError, lay_down, refuse_full};
use self::lock::LockFile;
use self::manifest::Manifest;
use self::output_folder::OutputFolder;
pub use self::sheets::write_sheets;
use self::staging::Staging;
use self::tree::OutputTree;
use crate::render::{Output, Outputs};

/// Outputs by the paths of their files, from the output folder, with `/`.
type OutputFiles<'a> = BTreeMap<String, &'a Output>;

/// Why the output folder was not written; what was in it is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// The folder, or something in it, belongs to somebody else.
    NotOurs {
        /// The folder as it was asked for, or the path of what stands in it.
        path: PathBuf,
        /// Whose it is.
        reason: NotOurs,
    },
    /// The new files are larger than the free space of the disk.
    DiskFull {
        /// The folder on that disk.
        folder: PathBuf,
        /// Bytes of the new files.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// The system does not let us read a file of the site.
    Read(PathBuf, io::Error),
    /// The system does not let us write.
    Write(PathBuf, io::Error),
}

/// Why a path may not be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOurs {
    /// The output folder is a symbolic link.
    SymbolicLink,
    /// The output folder is the clinic's folder, or lies above it.
    HoldsTheSite,
    /// The output folder is one of the folders that the site is made from, or lies in it.
    SourceFolder,
    /// The folder of printed sheets is published, or lies in one that is.
    Published,
    /// The output folder is a file, a pipe or a device.
    NotAFolder,
    /// The output folder has files and no manifest.
    NotEmpty,
    /// A file that is not in the manifest stands where one of the site belongs.
    InTheWay,
    /// Something stands at the path of a new file of the clinic's own.
    Taken,
}

impl NotOurs {
    fn words(self) -> &'static str {
        match self {
            NotOurs::SymbolicLink => "is a symbolic link",
            NotOurs::HoldsTheSite => "holds the site itself",
            NotOurs::SourceFolder => "is a folder of the site's sources",
            NotOurs::Published => "is published, and these sheets are not for the web",
            NotOurs::NotAFolder => "is not a folder",
            NotOurs::NotEmpty => "is not empty, and clinicsite did not write it",
            NotOurs::InTheWay => "is in the way of the site, and clinicsite did not write it",
            NotOurs::Taken => "is there already",
        }
    }
}

impl std::fmt::Display for PublishError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PublishError::NotOurs { path, reason } => {
                write!(f, "`{}` {}; nothing was written", path.display(), reason.words())
            }
            PublishError::DiskFull { folder, needed, free } => write!(
                f,
                "`{}` has no room: the new files have {} kB, and {} kB are free; nothing was written",
                folder.display(),
                needed.div_ceil(1000),
                free / 1000
            ),
            PublishError::Read(path, error) => write!(f, "`{}` cannot be read: {error}", path.display()),
            PublishError::Write(path, error) => write!(f, "`{}` cannot be written: {error}", path.display()),
        }
    }
}

/// Turns an I/O error at a path into a [`PublishError::Read`], for `map_err`.
fn read_error(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    move |error| PublishError::Read(path.to_owned(), error)
}

/// Turns an I/O error at a path into a [`PublishError::Write`], for `map_err`.
fn write_error(path: &Path) -> impl FnOnce(io::Error) -> PublishError + '_ {
    move |error| PublishError::Write(path.to_owned(), error)
}

/// The numbers of files that a build wrote and removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// OutputFiles that are new or differ.
    pub written: usize,
    /// OutputFiles that the site no longer has.
    pub removed: usize,
}

/// An output folder that is locked: as long as this value lives, no other build writes to it.
#[derive(Debug)]
pub struct OutputLock {
    output: OutputFolder,
    /// The folder that holds the lock file and the staging folder.
    work_folder: PathBuf,
    _lock: LockFile,
}

impl OutputLock {
    /// Locks a folder that is absent, empty, or was written by us, and is no part of the site at `root`; waits for
    /// another build that has it. Lock it before the site is read: else an older state could be published last.
    /// `on_wait` is called once if the wait is long.
    ///
    /// # Errors
    /// If the folder is not ours to write, or the system does not let us.
    pub fn acquire(root: &Path, output: &Path, on_wait: &mut dyn FnMut()) -> Result<Self, PublishError> {
        let output = OutputFolder::new(root, output)?;
        loop {
            let work_folder = output.work_folder().to_owned();
            let lock = LockFile::acquire(&work_folder, on_wait)?;
            // The build before us may have made the folder.
            if output.work_folder() == work_folder {
                output.refuse_foreign()?;
                return Ok(OutputLock { output, work_folder, _lock: lock });
            }
        }
    }

    /// Makes the folder hold these outputs.
    ///
    /// # Errors
    /// If something cannot be written, or is not ours; then the folder is as it was.
    pub fn publish(self, outputs: &Outputs) -> Result<Published, PublishError> {
        let files: OutputFiles<'_> =
            outputs.iter().map(|(route, output)| (route.file_path(), output)).collect();
        staging::remove_abandoned(&self.work_folder)?;
        if self.output.exists() {
            update(&self.output.path, &files)
        } else {
            create(&self.output.path, &files)
        }
    }
}

/// Publishes to a folder that does not exist: it is staged as a whole and renamed.
fn create(output: &Path, files: &OutputFiles<'_>) -> Result<Published, PublishError> {
    let parent = output.parent().unwrap_or(output);
    let mut created = Vec::new();
    let published = create_parents(parent, &mut created).and_then(|()| create_in(parent, output, files));
    if published.is_err() {
        // A folder that somebody else has begun to use stays: only empty ones can be removed.
        created.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
    published
}

/// Creates the missing folders down to `parent`, and notes each.
fn create_parents(parent: &Path, created: &mut Vec<PathBuf>) -> Result<(), PublishError> {
    // The end of a path that begins here is no folder to be made.
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let mut missing: Vec<_> = parent.ancestors().take_while(is_missing).collect();
    while let Some(folder) = missing.pop() {
        fs::create_dir(folder).map_err(write_error(folder))?;
        created.push(folder.to_owned());
    }
    Ok(())
}

fn create_in(parent: &Path, output: &Path, files: &OutputFiles<'_>) -> Result<Published, PublishError> {
    let mut bytes = 0;
    for file in files.values() {
        bytes += staging::length_of(file)?;
    }
    require_space(parent, bytes)?;
    let staging = Staging::new(parent)?;
    // The manifest comes first, so that what a killed build leaves is known as ours.
    let manifest = Manifest::of_paths(files.keys().map(String::as_str));
    write_text(&manifest.text(), &staging.path.join(manifest::FILE_NAME))?;
    for folder in changes::folders_above(files.keys().map(String::as_str)) {
        let folder = staging.path.join(folder);
        fs::create_dir(&folder).map_err(write_error(&folder))?;
    }
    files.par_iter().try_for_each(|(path, file)| staging::write_file(file, &staging.path.join(path)))?;
    fs::rename(&staging.path, output).map_err(write_error(output))?;
    Ok(Published { written: files.len(), removed: 0 })
}

/// Publishes to a folder that exists: what differs is staged, then renamed into place under a journal.
fn update(output: &Path, files: &OutputFiles<'_>) -> Result<Published, PublishError> {
    let tree = OutputTree::read(output).map_err(write_error(output))?;
    let manifest_path = output.join(manifest::FILE_NAME);
    let old = Manifest::read(output).map_err(read_error(&manifest_path))?;
    let new = Manifest::of_paths(files.keys().map(String::as_str));
    let changes = changes::compare(output, &tree, &old, files)?;
    let text = new.text();
    let published = Published { written: changes.write.len(), removed: changes.stale.len() };
    if changes.is_empty() && fs::read(&manifest_path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(published);
    }
    require_space(output, changes.bytes)?;
    let staging = Staging::new(output)?;
    let staged = changes
        .write
        .par_iter()
        .map(|(path, file)| {
            let staged = staging.unused_path();
            staging::write_file(file, &staged).map(|()| StagedFile { staged, path })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let manifests = StagedManifests { during: staging.unused_path(), finished: staging.unused_path() };
    write_text(&new.union(&old).text(), &manifests.during)?;
    write_text(&text, &manifests.finished)?;
    let mut journal = Journal::new(output, &staging);
    match apply(&mut journal, &changes, &staged, &manifests) {
        Ok(()) => Ok(published),
        Err(error) => {
            journal.roll_back();
            Err(error)
        }
    }
}

/// A finished file in the staging folder, and the path at which it belongs.
struct StagedFile<'a> {
    staged: PathBuf,
    path: &'a str,
}

/// The paths of the two manifests in the staging folder.
struct StagedManifests {
    /// Lists the old and the new files: it is right for every state between the two sites.
    during: PathBuf,
    /// Lists the new files alone.
    finished: PathBuf,
}

/// Takes the steps that change what readers see, in an order in which each state between them holds together.
fn apply(
    journal: &mut Journal<'_>,
    changes: &Changes<'_>,
    files: &[StagedFile<'_>],
    manifests: &StagedManifests,
) -> Result<(), PublishError> {
    journal.install(&manifests.during, manifest::FILE_NAME)?;
    for path in &changes.in_the_way {
        journal.remove(path)?;
        journal.remove_empty_parents(path);
    }
    for folder in &changes.folders {
        journal.create_folder(folder)?;
    }
    for file in files {
        journal.install(&file.staged, file.path)?;
    }
    for path in &changes.stale {
        journal.remove(path)?;
        journal.remove_empty_parents(path);
    }
    journal.install(&manifests.finished, manifest::FILE_NAME)
}

fn write_text(text: &str, path: &Path) -> Result<(), PublishError> {
    staging::create_new(path).and_then(|mut file| file.write_all(text.as_bytes())).map_err(write_error(path))
}

/// Refuses to begin where the disk has no space for these bytes. Where a system cannot tell, writing will.
fn require_space(folder: &Path, bytes: u64) -> Result<(), PublishError> {
    match fs4::available_space(folder) {
        Ok(free) if free > 0 && free < bytes => {
            Err(PublishError::DiskFull { folder: folder.to_owned(), needed: bytes, free })
        }
        _ => Ok(()),
    }
}
