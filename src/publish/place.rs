//! Where the output stands, and whether that folder may be written.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Refused, at, manifest, staging};
use crate::source::FOLDERS;

/// What systems and version control put into a folder that is otherwise empty.
const NOT_A_SITE: [&str; 6] = [".git", ".gitkeep", ".gitignore", ".DS_Store", "Thumbs.db", "lost+found"];

/// An output folder, there or not.
#[derive(Debug)]
pub(super) struct Place {
    /// As it was asked for, for messages.
    shown: PathBuf,
    /// Without links and `..`.
    pub(super) real: PathBuf,
}

impl Place {
    /// The place of an output; refused if it is a link, or a part of the site at `root`.
    pub(super) fn new(root: &Path, output: &Path) -> Result<Self, Refused> {
        let (real, is_link) = resolve(output).map_err(at(output))?;
        let place = Place { shown: output.to_owned(), real };
        if is_link {
            return place.refuse("is a symbolic link");
        }
        let root = root.canonicalize().map_err(at(root))?;
        if is_within(&root, &place.real) {
            return place.refuse("holds the site itself");
        }
        if FOLDERS.iter().chain(&[".git"]).any(|folder| is_within(&place.real, &root.join(folder))) {
            return place.refuse("is a folder of the site's sources");
        }
        place.check_owner()?;
        Ok(place)
    }

    /// Refuses a folder that somebody else has filled.
    pub(super) fn check_owner(&self) -> Result<(), Refused> {
        if !self.is_there() {
            return Ok(());
        }
        if !self.real.is_dir() {
            return self.refuse("is not a folder");
        }
        if manifest::is_in(&self.real) {
            return Ok(());
        }
        for entry in fs::read_dir(&self.real).map_err(at(&self.real))? {
            let name = entry.map_err(at(&self.real))?.file_name();
            let name = name.to_string_lossy();
            if !NOT_A_SITE.contains(&&*name) && !staging::is_our_name(&name) {
                return self.refuse("is not empty, and clinicsite did not write it");
            }
        }
        Ok(())
    }

    /// Whether there is something.
    pub(super) fn is_there(&self) -> bool {
        self.real.symlink_metadata().is_ok()
    }

    /// The folder in which work on the output is done, on its own file system: the output itself, else the nearest
    /// folder above that is there.
    pub(super) fn room(&self) -> &Path {
        self.real.ancestors().find(|folder| folder.is_dir()).unwrap_or(&self.real)
    }

    fn refuse<T>(&self, why: &str) -> Result<T, Refused> {
        Err(Refused::NotOurs(format!("`{}` {why}; nothing was written", self.shown.display())))
    }
}

/// Whether a path is a folder or lies below it, by whatever name the system knows that folder. Only folders are opened to
/// be compared: who opens a pipe waits until somebody writes to it.
fn is_within(path: &Path, folder: &Path) -> bool {
    let is_folder = folder.is_dir();
    let is_same = |above: &Path| {
        above == folder
            || is_folder && above.is_dir() && same_file::is_same_file(above, folder).unwrap_or(false)
    };
    path.ancestors().any(is_same)
}

/// A path as the system finds it: links followed, `..` taken back, behind what is not there yet too; and whether its last
/// part is a link.
fn resolve(path: &Path) -> io::Result<(PathBuf, bool)> {
    let (mut real, mut is_link) = (PathBuf::new(), false);
    for part in std::path::absolute(path)?.components() {
        is_link = false;
        match part {
            Component::ParentDir => drop(real.pop()),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => real.push(part),
            Component::Normal(_) => {
                real.push(part);
                if let Ok(meta) = real.symlink_metadata() {
                    is_link = meta.is_symlink();
                    real = real.canonicalize()?;
                }
            }
        }
    }
    Ok((real, is_link))
}
