//! The writer of printed sheets: beside what lies in their folder, and never where it would be published.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::output_folder::{is_within, resolve};
use super::{NotOurs, PublishError, manifest, write_error};
use crate::forms::{MARK, Sheets};
use crate::source::FOLDERS;

/// The folder that a build writes into unless it is told another one; any other is known by its manifest.
const OUTPUT: &str = "public";

/// Writes the sheets, each whole or not at all; a file of one of their names that is no sheet stops all of them.
///
/// # Errors
/// If the folder is published, is one that the site is made from, or cannot be written; then nothing is changed.
pub fn write_sheets(root: &Path, folder: &Path, sheets: &Sheets) -> Result<(), PublishError> {
    let path = resolve(folder).map_err(write_error(folder))?.path;
    let refuse = |reason| Err(PublishError::NotOurs { path: folder.to_owned(), reason });
    let root = root.canonicalize().map_err(write_error(root))?;
    if is_within(&root, &path) && is_within(&path, &root) {
        return refuse(NotOurs::HoldsTheSite);
    }
    if FOLDERS.iter().chain(&[".git"]).any(|source| is_within(&path, &root.join(source))) {
        return refuse(NotOurs::SourceFolder);
    }
    if is_within(&path, &root.join(OUTPUT)) || path.ancestors().any(manifest::is_in) {
        return refuse(NotOurs::Published);
    }
    if path.exists() && !path.is_dir() {
        return refuse(NotOurs::NotAFolder);
    }
    for name in sheets.keys() {
        let there = path.join(name);
        if !is_ours(&there).map_err(write_error(&there))? {
            return Err(PublishError::NotOurs { path: folder.join(name), reason: NotOurs::InTheWay });
        }
    }
    fs::create_dir_all(&path).map_err(write_error(folder))?;
    let written = write_all(&path, sheets);
    if written.is_err() {
        sheets.keys().for_each(|name| drop(fs::remove_file(new(&path, name))));
    }
    written
}

/// Writes all of them beside their places, then each into its place.
fn write_all(folder: &Path, sheets: &Sheets) -> Result<(), PublishError> {
    for (name, text) in sheets {
        let new = new(folder, name);
        fs::write(&new, text).map_err(write_error(&new))?;
    }
    for name in sheets.keys() {
        let place = folder.join(name);
        fs::rename(new(folder, name), &place).map_err(write_error(&place))?;
    }
    Ok(())
}

/// Where a sheet stands until all are written.
fn new(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.new"))
}

/// Whether a path is free, or has a sheet of an earlier run.
fn is_ours(path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
        // A pipe would wait until somebody writes to it.
        Ok(meta) if !meta.is_file() => Ok(false),
        Ok(_) => {
            let mut beginning = Vec::new();
            fs::File::open(path)?.take(MARK.len() as u64).read_to_end(&mut beginning)?;
            Ok(beginning == MARK.as_bytes())
        }
    }
}
