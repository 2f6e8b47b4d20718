//! The writer of one file of the clinic's own: a new one never takes the place of another, and each is there whole or not
//! at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::staging::{self, Staging};
use super::{NotOurs, PublishError, create_parents, write_error};

/// Writes a file that is not there yet, with the folders above it.
///
/// # Errors
/// If something stands at the path, or it cannot be written; then nothing is changed.
pub(crate) fn add(path: &Path, contents: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), PublishError> {
    let folder = path.parent().unwrap_or(path);
    let mut created = Vec::new();
    let added = create_parents(folder, &mut created).and_then(|()| add_in(folder, path, contents.as_ref()));
    if added.is_err() {
        created.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
    added
}

fn add_in(folder: &Path, path: &Path, contents: &[u8]) -> Result<(), PublishError> {
    let taken = || PublishError::NotOurs { path: path.to_owned(), reason: NotOurs::Taken };
    if path.symlink_metadata().is_ok() {
        return Err(taken());
    }
    let (_staging, staged) = stage(folder, path, contents)?;
    // A second name is refused where there is a file by now; some file systems have no second names.
    match fs::hard_link(&staged, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(taken()),
        Err(_) if path.symlink_metadata().is_ok() => Err(taken()),
        Err(_) => fs::rename(&staged, path).map_err(write_error(path)),
    }
}

/// Writes a file anew that has these bytes; through a link it is the file at its end.
///
/// # Errors
/// If it has other bytes by now, or cannot be written; then it is as it was.
pub(crate) fn replace(path: &Path, old: &[u8], text: &str) -> Result<(), PublishError> {
    let place = path.canonicalize().map_err(write_error(path))?;
    let permissions = fs::metadata(&place).map_err(write_error(path))?.permissions();
    let refuse = |kind, words: &str| Err(write_error(path)(io::Error::new(kind, words)));
    if permissions.readonly() {
        return refuse(io::ErrorKind::PermissionDenied, "it is marked as read-only");
    }
    let (_staging, staged) = stage(place.parent().unwrap_or(&place), path, text.as_bytes())?;
    fs::set_permissions(&staged, permissions).map_err(write_error(path))?;
    if fs::read(&place).map_err(write_error(path))? != old {
        return refuse(io::ErrorKind::Other, "somebody has changed it meanwhile");
    }
    fs::rename(&staged, &place).map_err(write_error(path))
}

/// Writes the contents of a path into a folder beside its place, which is gone with the value that is returned first; what is
/// wrong is told of the path.
fn stage(folder: &Path, path: &Path, contents: &[u8]) -> Result<(Staging, PathBuf), PublishError> {
    let staging = Staging::new(folder).map_err(|error| match error {
        PublishError::Write(_, error) => write_error(path)(error),
        other => other,
    })?;
    let staged = staging.unused_path();
    let written = staging::create_new(&staged).and_then(|mut file| {
        file.write_all(contents)?;
        file.sync_all()
    });
    written.map_err(write_error(path))?;
    Ok((staging, staged))
}
