//! The lock file: builds of one output folder write one after the other.
//!
//! The file is locked as long as a build is at work, and removed at its end. A killed build may leave the file but
//! never the lock, so no build waits for a dead one.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};

use super::{PublishError, write_error};

/// The lock file's name.
pub(super) const FILE_NAME: &str = ".clinicsite.lock";

/// How long a build waits before `on_wait` is called.
const SILENT_WAIT: Duration = Duration::from_secs(1);

/// A lock file that we hold, unlocked and removed when this value is dropped.
#[derive(Debug)]
pub(super) struct LockFile {
    path: PathBuf,
    _file: File,
}

impl LockFile {
    /// Locks a folder, and waits for another build that has it; calls `on_wait` once if that takes long.
    pub(super) fn acquire(folder: &Path, on_wait: &mut dyn FnMut()) -> Result<Self, PublishError> {
        let path = folder.join(FILE_NAME);
        let began = Instant::now();
        let mut told = false;
        loop {
            let Some(file) = open(&path).map_err(write_error(&path))? else { continue };
            match FileExt::try_lock(&file) {
                Err(TryLockError::WouldBlock) => {
                    if !told && began.elapsed() >= SILENT_WAIT {
                        on_wait();
                        told = true;
                    }
                    std::thread::sleep(Duration::from_millis(20));
                }
                // A file system without locks fails for everybody: a build goes on without one.
                Ok(()) | Err(TryLockError::Error(_)) if is_still_at(&file, &path) => {
                    return Ok(LockFile { path, _file: file });
                }
                _ => {}
            }
        }
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        // The file is removed while it is still locked: who opens it from now on creates a new one.
        let _ = fs::remove_file(&self.path);
    }
}

/// Creates or opens the file; never through a link, and never a pipe, which would make us wait. `None` if its owner has
/// just removed it.
fn open(path: &Path) -> io::Result<Option<File>> {
    match OpenOptions::new().read(true).write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        // Any other error would come again at every try (in `/proc` no file can be created).
        created => return created.map(Some),
    }
    match open_existing(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        opened => opened,
    }
}

fn open_existing(path: &Path) -> io::Result<Option<File>> {
    if !path.symlink_metadata()?.is_file() {
        fs::remove_file(path)?;
        return Ok(None);
    }
    // The lock file of another user may be open to us for reading alone.
    OpenOptions::new().read(true).write(true).open(path).or_else(|_| File::open(path)).map(Some)
}

/// Whether the path still leads to the open file, which another build may have removed while we waited.
fn is_still_at(file: &File, path: &Path) -> bool {
    let held = file.try_clone().and_then(same_file::Handle::from_file);
    held.is_ok_and(|held| same_file::Handle::from_path(path).is_ok_and(|there| held == there))
}
