//! Outputs → disk: whole or not at all, only what differs, nothing that is not ours.
//!
//! A build takes its turn ([`Turn::take`]), so that two never write at once. Everything that differs is made in a folder
//! beside its place (`staging`); when all of it is there it is renamed into place file by file, and each step can be
//! taken back (`journal`). So a full disk, a closed folder or a fault of the system leaves the old site as it was, and
//! a build that is killed leaves each file old or new. A folder that is not there yet appears whole.
//!
//! Which files are ours a manifest in the folder tells (`manifest`): before the first change it has the old and the new
//! ones, at the end the new ones. Anything else is never replaced, removed or looked into; links are replaced by what
//! belongs in their place and never followed (`tree`).

mod changes;
mod journal;
mod lock;
mod manifest;
mod place;
mod staging;
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::changes::Changes;
use self::journal::Journal;
use self::lock::Lock;
use self::manifest::Marks;
use self::place::Place;
use self::staging::Staging;
use self::tree::Tree;
use crate::render::{Output, Outputs};

/// Outputs by the paths of their files.
type Files<'a> = BTreeMap<String, &'a Output>;

/// Why an output folder cannot be written. What was there is as it was.
#[derive(Debug)]
pub enum Refused {
    /// It, or something in it, is somebody else's.
    NotOurs(String),
    /// The disk cannot hold this many bytes, but only that many.
    NoRoom(PathBuf, u64, u64),
    /// The system does not let us read a file of the site.
    Unread(PathBuf, io::Error),
    /// The system does not let us write.
    Failed(PathBuf, io::Error),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::NotOurs(why) => f.write_str(why),
            Refused::NoRoom(path, wanted, free) => write!(
                f,
                "`{}` has no room: the new files have {} kB, and {} kB are free; nothing was written",
                path.display(),
                wanted.div_ceil(1000),
                free / 1000
            ),
            Refused::Unread(path, error) => write!(f, "`{}` cannot be read: {error}", path.display()),
            Refused::Failed(path, error) => write!(f, "`{}` cannot be written: {error}", path.display()),
        }
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> Refused + '_ {
    move |error| Refused::Failed(path.to_owned(), error)
}

/// What a build did to the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or differ.
    pub written: usize,
    /// Files that the site no longer has.
    pub removed: usize,
}

/// A build's turn at an output folder: as long as it lasts, no other build of this folder is at work.
#[derive(Debug)]
pub struct Turn {
    place: Place,
    /// The folder in which the work is done.
    room: PathBuf,
    _lock: Lock,
}

impl Turn {
    /// Waits for a turn at a folder that is absent, empty, or was written by us, and no part of the site at `root`. Take it
    /// before the site is read: else an older state could be published last. `busy` is called if it takes long.
    ///
    /// # Errors
    /// With the reason, in words for the user.
    pub fn take(root: &Path, output: &Path, busy: &mut dyn FnMut()) -> Result<Self, Refused> {
        let place = Place::new(root, output)?;
        loop {
            let room = place.room().to_owned();
            let lock = Lock::take(&room, busy)?;
            // The build before us may have made the folder.
            if place.room() == room {
                place.check_owner()?;
                return Ok(Turn { place, room, _lock: lock });
            }
        }
    }

    /// Publishes the outputs.
    ///
    /// # Errors
    /// If something cannot be written, or is not ours; then the folder is as it was.
    pub fn publish(self, outputs: &Outputs) -> Result<Published, Refused> {
        let files: Files<'_> = outputs.iter().map(|(route, output)| (route.file_path(), output)).collect();
        staging::sweep(&self.room)?;
        if self.place.is_there() {
            update(&self.place.real, &files)
        } else {
            create(&self.place.real, &files)
        }
    }
}

/// Makes a folder that was not there, all at once.
fn create(output: &Path, files: &Files<'_>) -> Result<Published, Refused> {
    let parent = output.parent().unwrap_or(output);
    let mut made = Vec::new();
    let done = make_parents(parent, &mut made).and_then(|()| create_in(parent, output, files));
    if done.is_err() {
        // Not ours to keep, unless somebody else uses them by now.
        made.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
    done
}

fn make_parents(parent: &Path, made: &mut Vec<PathBuf>) -> Result<(), Refused> {
    let mut missing: Vec<_> = parent.ancestors().take_while(|folder| !folder.exists()).collect();
    while let Some(folder) = missing.pop() {
        fs::create_dir(folder).map_err(at(folder))?;
        made.push(folder.to_owned());
    }
    Ok(())
}

fn create_in(parent: &Path, output: &Path, files: &Files<'_>) -> Result<Published, Refused> {
    let mut bytes = 0;
    for file in files.values() {
        bytes += staging::length(file)?;
    }
    need_room(parent, bytes)?;
    let staging = Staging::new(parent)?;
    // First of all, so that a build that is killed leaves something that is known as ours.
    let marks = Marks::of(files.keys().map(String::as_str));
    write_text(&marks.text(), &staging.path.join(manifest::NAME))?;
    for folder in changes::folders(files.keys().map(String::as_str)) {
        let folder = staging.path.join(folder);
        fs::create_dir(&folder).map_err(at(&folder))?;
    }
    files.par_iter().try_for_each(|(path, file)| staging::write(file, &staging.path.join(path)))?;
    fs::rename(&staging.path, output).map_err(at(output))?;
    Ok(Published { written: files.len(), removed: 0 })
}

/// Changes what differs in a folder that is there.
fn update(output: &Path, files: &Files<'_>) -> Result<Published, Refused> {
    let tree = Tree::read(output).map_err(at(output))?;
    let old = Marks::read(output).map_err(|error| Refused::Unread(output.join(manifest::NAME), error))?;
    let new = Marks::of(files.keys().map(String::as_str));
    let changes = changes::find(output, &tree, &old, files)?;
    let text = new.text();
    let published = Published { written: changes.write.len(), removed: changes.stale.len() };
    if changes.are_none() && fs::read(output.join(manifest::NAME)).is_ok_and(|bytes| bytes == text.as_bytes())
    {
        return Ok(published);
    }
    need_room(output, changes.bytes)?;
    let staging = Staging::new(output)?;
    let made = changes
        .write
        .par_iter()
        .map(|(path, file)| {
            let made = staging.free();
            staging::write(file, &made).map(|()| (made, *path))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let manifests = [staging.free(), staging.free()];
    write_text(&new.and(&old).text(), &manifests[0])?;
    write_text(&text, &manifests[1])?;
    let mut journal = Journal::new(output, &staging);
    match put_in_place(&mut journal, &changes, &made, &manifests) {
        Ok(()) => Ok(published),
        Err(refused) => {
            journal.undo();
            Err(refused)
        }
    }
}

/// The steps that change what readers see, in an order in which each state between them holds together.
fn put_in_place(
    journal: &mut Journal<'_>,
    changes: &Changes<'_>,
    made: &[(PathBuf, &str)],
    manifests: &[PathBuf; 2],
) -> Result<(), Refused> {
    journal.put(&manifests[0], manifest::NAME)?;
    for path in &changes.in_the_way {
        journal.take_away(path)?;
        journal.prune(path);
    }
    for folder in &changes.folders {
        journal.make_folder(folder)?;
    }
    for (made, path) in made {
        journal.put(made, path)?;
    }
    for path in &changes.stale {
        journal.take_away(path)?;
        journal.prune(path);
    }
    journal.put(&manifests[1], manifest::NAME)
}

fn write_text(text: &str, path: &Path) -> Result<(), Refused> {
    staging::new_file(path).and_then(|mut file| file.write_all(text.as_bytes())).map_err(at(path))
}

/// Asks for room before a disk is filled in vain. Where a system cannot tell, writing will.
fn need_room(folder: &Path, bytes: u64) -> Result<(), Refused> {
    match fs4::available_space(folder) {
        Ok(free) if free > 0 && free < bytes => Err(Refused::NoRoom(folder.to_owned(), bytes, free)),
        _ => Ok(()),
    }
}
