//! Builds of one output take turns.
//!
//! The lock is a file that is locked as long as a build is at work and removed at its end. Of a killed build the file
//! may stay, but not the lock, so nobody waits for the dead.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};

use super::{Refused, at};

/// How long a build waits before it says so.
const PATIENCE: Duration = Duration::from_secs(1);

/// A turn at a folder.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Waits until no other build is at work in this folder; calls `busy` once if that takes long.
    pub(super) fn take(folder: &Path, busy: &mut dyn FnMut()) -> Result<Self, Refused> {
        let path = folder.join(super::staging::LOCK);
        let began = Instant::now();
        let mut told = false;
        loop {
            let Some(file) = open(&path).map_err(at(&path))? else { continue };
            match FileExt::try_lock(&file) {
                Err(TryLockError::WouldBlock) => {
                    if !told && began.elapsed() >= PATIENCE {
                        busy();
                        told = true;
                    }
                    std::thread::sleep(Duration::from_millis(20));
                }
                // A file system without locks gives none to anybody: then a build goes on as it always did.
                Ok(()) | Err(TryLockError::Error(_)) if is_still(&file, &path) => {
                    return Ok(Lock { path, _file: file });
                }
                _ => {}
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still locked: who opens it from now on makes a new one.
        let _ = fs::remove_file(&self.path);
    }
}

/// Opens the file, making it anew, and never through a link; nor is a pipe opened, which would make us wait. Nothing if
/// its owner has just removed it.
fn open(path: &Path) -> io::Result<Option<File>> {
    match OpenOptions::new().read(true).write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        // Whatever else is wrong stays so, though we try again: `/proc` finds no file that it could make.
        made => return made.map(Some),
    }
    match open_there(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        there => there,
    }
}

fn open_there(path: &Path) -> io::Result<Option<File>> {
    if !path.symlink_metadata()?.is_file() {
        fs::remove_file(path)?;
        return Ok(None);
    }
    // That of another user may be open for reading alone.
    OpenOptions::new().read(true).write(true).open(path).or_else(|_| File::open(path)).map(Some)
}

/// Whether the path still leads to the open file, which another build may have removed as we waited.
fn is_still(file: &File, path: &Path) -> bool {
    let held = file.try_clone().and_then(same_file::Handle::from_file);
    held.is_ok_and(|held| same_file::Handle::from_path(path).is_ok_and(|there| held == there))
}
