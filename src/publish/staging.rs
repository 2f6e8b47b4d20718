//! The staging folder: new files are written there before any is renamed into place.
//!
//! It lies on the output's own file system, under a random name, and is removed when its value is dropped; what a
//! killed build leaves of it, the next build removes.

use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{PublishError, lock, manifest, read_error, write_error};
use crate::render::Output;

/// The beginning of a staging folder's name; twelve hexadecimal digits follow.
const PREFIX: &str = ".clinicsite-";

/// The size of the buffer for comparing files, in bytes.
const BUFFER: usize = 64 * 1024;

/// Whether this name at the top of an output folder is a lock file's or a staging folder's.
pub(super) fn is_our_name(name: &str) -> bool {
    name == lock::FILE_NAME || is_staging_name(name)
}

fn is_staging_name(name: &str) -> bool {
    let digits = name.strip_prefix(PREFIX).unwrap_or_default();
    digits.len() == 12 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// A staging folder, removed with all that is in it when this value is dropped.
#[derive(Debug)]
pub(super) struct Staging {
    /// The folder's path.
    pub(super) path: PathBuf,
    /// The number of the next unused path.
    next: AtomicUsize,
}

impl Staging {
    /// Creates one in this folder.
    pub(super) fn new(work_folder: &Path) -> Result<Self, PublishError> {
        loop {
            let number = RandomState::new().hash_one(work_folder) >> 16;
            let path = work_folder.join(format!("{PREFIX}{number:012x}"));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Staging { path, next: AtomicUsize::new(0) }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(write_error(&path)(error)),
            }
        }
    }

    /// A path in the folder that was not given out before. It is a short number, whatever the file will be called.
    pub(super) fn unused_path(&self) -> PathBuf {
        self.path.join(self.next.fetch_add(1, Ordering::Relaxed).to_string())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes the staging folders that killed builds left in a folder whose lock we hold.
pub(super) fn remove_abandoned(work_folder: &Path) -> Result<(), PublishError> {
    let ours = manifest::is_in(work_folder);
    for entry in fs::read_dir(work_folder).map_err(write_error(work_folder))? {
        let entry = entry.map_err(write_error(work_folder))?;
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder || !is_staging_name(&entry.file_name().to_string_lossy()) {
            continue;
        }
        // In somebody else's folder only one with a manifest of ours, or an empty one.
        let path = entry.path();
        let _ =
            if ours || manifest::is_in(&path) { fs::remove_dir_all(&path) } else { fs::remove_dir(&path) };
    }
    Ok(())
}

/// Writes an output to a path that does not exist; the file gets the default permissions.
pub(super) fn write_file(output: &Output, path: &Path) -> Result<(), PublishError> {
    match output {
        Output::Bytes(bytes) => {
            create_new(path).and_then(|mut file| file.write_all(bytes)).map_err(write_error(path))
        }
        Output::Copy(from) | Output::Named(from) => {
            let mut source = File::open(from).map_err(read_error(from))?;
            // `io::copy` lets the system copy, which on some file systems moves no byte.
            create_new(path)
                .and_then(|mut file| io::copy(&mut source, &mut file))
                .map(drop)
                .map_err(write_error(path))
        }
    }
}

/// Creates a file that does not exist, never through a link.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// The length of an output in bytes.
pub(super) fn length_of(output: &Output) -> Result<u64, PublishError> {
    match output {
        Output::Bytes(bytes) => Ok(bytes.len() as u64),
        Output::Copy(from) | Output::Named(from) => {
            let meta = fs::metadata(from).map_err(read_error(from))?;
            Ok(meta.len())
        }
    }
}

/// Whether a file has the bytes of an output, which has this length. A file that cannot be read differs.
pub(super) fn has_same_bytes(output: &Output, length: u64, path: &Path) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    if !file.metadata().is_ok_and(|meta| meta.len() == length) {
        return false;
    }
    match output {
        Output::Bytes(bytes) => streams_are_equal(&mut &bytes[..], &mut file, length),
        // What has this name and this length was written from these bytes.
        Output::Named(_) => true,
        Output::Copy(from) => {
            File::open(from).is_ok_and(|mut source| streams_are_equal(&mut source, &mut file, length))
        }
    }
}

/// Whether the first `length` bytes of two streams are equal.
fn streams_are_equal(one: &mut dyn Read, other: &mut dyn Read, length: u64) -> bool {
    let at_most_buffer = |bytes: u64| usize::try_from(bytes).unwrap_or(BUFFER).min(BUFFER);
    let mut left = vec![0; at_most_buffer(length)];
    let mut right = left.clone();
    let mut rest = length;
    while rest > 0 {
        let size = at_most_buffer(rest);
        let (left, right) = (&mut left[..size], &mut right[..size]);
        if one.read_exact(left).is_err() || other.read_exact(right).is_err() || left != right {
            return false;
        }
        rest -= size as u64;
    }
    true
}
