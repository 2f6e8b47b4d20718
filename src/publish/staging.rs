//! The folder in which everything is made before anything is put in its place.
//!
//! It lies on the output's own file system, under a name that nothing else has; it goes away with this value, and what a
//! killed build left of it goes away with the next build.

use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Refused, at, manifest};
use crate::render::Output;

/// The name of the lock.
pub(super) const LOCK: &str = ".clinicsite.lock";

/// How the names of these folders begin; twelve hexadecimal digits follow.
const PREFIX: &str = ".clinicsite-";

/// How much of a file is held at once.
const PIECE: usize = 64 * 1024;

/// Whether a name at the top of an output is one of our own making.
pub(super) fn is_our_name(name: &str) -> bool {
    name == LOCK || is_staging(name)
}

fn is_staging(name: &str) -> bool {
    let digits = name.strip_prefix(PREFIX).unwrap_or_default();
    digits.len() == 12 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// A folder for what is in the making.
#[derive(Debug)]
pub(super) struct Staging {
    /// Where it is.
    pub(super) path: PathBuf,
    names: AtomicUsize,
}

impl Staging {
    /// A new one in this folder.
    pub(super) fn new(room: &Path) -> Result<Self, Refused> {
        loop {
            let number = RandomState::new().hash_one(room) >> 16;
            let path = room.join(format!("{PREFIX}{number:012x}"));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Staging { path, names: AtomicUsize::new(0) }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(at(&path)(error)),
            }
        }
    }

    /// A path in it that is not taken; short, whatever it will be.
    pub(super) fn free(&self) -> PathBuf {
        self.path.join(self.names.fetch_add(1, Ordering::Relaxed).to_string())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes what killed builds left in a folder in which we have the turn.
pub(super) fn sweep(room: &Path) -> Result<(), Refused> {
    let ours = manifest::is_in(room);
    for entry in fs::read_dir(room).map_err(at(room))? {
        let entry = entry.map_err(at(room))?;
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder || !is_staging(&entry.file_name().to_string_lossy()) {
            continue;
        }
        // In a folder of others only what bears our mark, or nothing at all.
        let path = entry.path();
        let _ =
            if ours || manifest::is_in(&path) { fs::remove_dir_all(&path) } else { fs::remove_dir(&path) };
    }
    Ok(())
}

/// Writes an output to a path at which there is nothing; the file gets the rights of any new file.
pub(super) fn write(output: &Output, path: &Path) -> Result<(), Refused> {
    match output {
        Output::Bytes(bytes) => new_file(path).and_then(|mut file| file.write_all(bytes)).map_err(at(path)),
        Output::Copy(from) => {
            let mut source = File::open(from).map_err(|error| Refused::Unread(from.to_path_buf(), error))?;
            // The system copies, where it can without moving a byte.
            new_file(path).and_then(|mut file| io::copy(&mut source, &mut file)).map(drop).map_err(at(path))
        }
    }
}

/// A file made anew, never through a link.
pub(super) fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// How many bytes an output has.
pub(super) fn length(output: &Output) -> Result<u64, Refused> {
    match output {
        Output::Bytes(bytes) => Ok(bytes.len() as u64),
        Output::Copy(from) => {
            let meta = fs::metadata(from).map_err(|error| Refused::Unread(from.to_path_buf(), error))?;
            Ok(meta.len())
        }
    }
}

/// Whether a file has the bytes of an output: by length, then in pieces. What cannot be read differs.
pub(super) fn is_same(output: &Output, length: u64, path: &Path) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    if !file.metadata().is_ok_and(|meta| meta.len() == length) {
        return false;
    }
    match output {
        Output::Bytes(bytes) => are_same(&mut &bytes[..], &mut file, length),
        Output::Copy(from) => {
            File::open(from).is_ok_and(|mut source| are_same(&mut source, &mut file, length))
        }
    }
}

fn are_same(one: &mut dyn Read, other: &mut dyn Read, length: u64) -> bool {
    let most = usize::try_from(length).unwrap_or(PIECE).min(PIECE);
    let (mut left, mut right) = (vec![0; most], vec![0; most]);
    let mut rest = length;
    while rest > 0 {
        let piece = usize::try_from(rest).unwrap_or(PIECE).min(PIECE);
        let (left, right) = (&mut left[..piece], &mut right[..piece]);
        if one.read_exact(left).is_err() || other.read_exact(right).is_err() || left != right {
            return false;
        }
        rest -= piece as u64;
    }
    true
}
