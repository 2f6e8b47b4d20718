//! The cache of pictures: `.clinicsite-cache/` in the clinic's folder, or memory alone where there is none.
//!
//! The only place of this room that touches the disk. An entry is known by its name: the print of the picture it was made
//! of and of what was asked for, and its own length, so that one that was cut short is none. So the folder can be deleted,
//! shared and merged with that of another machine at any time. What nobody has asked for in a while goes.

mod folder;
mod seen;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use self::folder::Folder;
pub(crate) use self::seen::Seen;
use super::budget::Budget;
use super::faults;
use super::{Original, Print, Rendition, Spec, Wrong, make, needs};
use crate::problem::Problems;
use crate::render::Output;
use crate::route::Route;
use crate::source::{Bytes, Sources};

/// What came of a rendition.
#[derive(Debug, Clone)]
pub(crate) enum Made {
    /// It is this file.
    File(Arc<Path>),
    /// It is in memory, since the cache takes nothing.
    Bytes(Arc<[u8]>),
    /// It cannot be made.
    Not(Wrong),
}

/// The pictures that were made, by their keys, in a folder or in memory alone.
#[derive(Default)]
pub struct Pictures {
    folder: Option<Folder>,
    made: Mutex<HashMap<Print, Made>>,
    budget: Budget,
    told: Option<Listener>,
}

/// Who hears how far the making of pictures has come.
type Listener = Box<dyn Fn(Progress) + Send + Sync>;

/// A rendition, and the address at which it is published.
pub(crate) type Wanted<'a> = (&'a Route, &'a Rendition);

/// How far the making of pictures has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Pictures that are made.
    pub done: usize,
    /// All that have to be made.
    pub all: usize,
}

impl Pictures {
    /// Those that are kept in a clinic's folder.
    pub fn of(root: &Path) -> Self {
        Pictures { folder: Some(Folder::of(root)), ..Pictures::default() }
    }

    /// The same, with somebody who hears of each that is made.
    #[must_use]
    pub fn told(self, told: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Pictures { told: Some(Box::new(told)), ..self }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Print, Made>> {
        // A thread that panicked left whole entries behind.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What came of a rendition, if it was asked for before.
    pub(crate) fn get(&self, rendition: &Rendition) -> Option<Made> {
        self.known().get(&rendition.key()).cloned()
    }

    /// Makes all of these that are not there yet, on all cores, as long as they are wanted; whether all are made.
    pub(crate) fn make(&self, wanted: &[Wanted<'_>], still: &(dyn Fn() -> bool + Sync)) -> bool {
        let told = |progress| self.told.iter().for_each(|told| told(progress));
        let missing = self.missing(wanted);
        if missing.is_empty() {
            return true;
        }
        let (all, done) = (missing.len(), Mutex::new(0));
        told(Progress { done: 0, all });
        let made = missing.into_par_iter().all(|(original, specs)| {
            let wanted = still();
            if wanted {
                self.make_one(original, &specs);
                let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                *done += 1;
                told(Progress { done: *done, all });
            }
            wanted
        });
        if let Some(folder) = &self.folder {
            folder.sweep();
        }
        made
    }

    /// The renditions that are neither known nor in the folder, by picture.
    fn missing<'a>(&self, wanted: &[Wanted<'a>]) -> Vec<(&'a Original, Vec<Spec>)> {
        let mut known = self.known();
        let mut there = None;
        let mut missing: BTreeMap<Print, (&Original, Vec<Spec>)> = BTreeMap::new();
        for (_, rendition) in wanted {
            let key = rendition.key();
            if known.contains_key(&key) {
                continue;
            }
            let entries = there.get_or_insert_with(|| self.folder.as_ref().map(Folder::entries));
            match entries.as_ref().and_then(|entries| entries.get(&key.to_string())) {
                Some(entry) => drop(known.insert(key, Made::File(entry.used()))),
                None => {
                    let original = &rendition.original;
                    let (_, specs) = missing.entry(original.print).or_insert_with(|| (original, Vec::new()));
                    if !specs.contains(&rendition.spec) {
                        specs.push(rendition.spec);
                    }
                }
            }
        }
        missing.into_values().collect()
    }

    fn make_one(&self, original: &Original, specs: &[Spec]) {
        let made = self.bytes_of(original, specs);
        for (at, spec) in specs.iter().enumerate() {
            let rendition = Rendition { original: original.clone(), spec: *spec };
            let key = rendition.key();
            let made = match &made {
                Ok(all) => self.keep(key, *spec, original, all.get(at).cloned().unwrap_or_default()),
                Err(wrong) => Made::Not(wrong.clone()),
            };
            self.known().insert(key, made);
        }
    }

    fn bytes_of(&self, original: &Original, specs: &[Spec]) -> Result<Vec<Arc<[u8]>>, Wrong> {
        let read = |path: &Path| std::fs::read(path).map_err(|error| Wrong::Broken(error.to_string()));
        let length = match &original.bytes {
            Bytes::InMemory(bytes) => bytes.len() as u64,
            Bytes::OnDisk(path) => std::fs::metadata(path).map_or(0, |about| about.len()),
        };
        let _ration = self.budget.take(needs(length, &original.head, specs)?);
        match &original.bytes {
            Bytes::InMemory(bytes) => make(bytes, &original.head, specs),
            Bytes::OnDisk(path) => {
                let bytes = read(path)?;
                // Other bytes must never be kept under the name of these.
                if Print::of(&bytes) != original.print {
                    return Err(Wrong::Broken("it was replaced while the site was built".to_owned()));
                }
                make(&bytes, &original.head, specs)
            }
        }
    }

    /// Puts a rendition into the folder; into memory where that takes nothing.
    fn keep(&self, key: Print, spec: Spec, original: &Original, bytes: Arc<[u8]>) -> Made {
        let ending = spec.format(&original.head).ending();
        let kept = self.folder.as_ref().and_then(|folder| folder.keep(&key.to_string(), ending, &bytes).ok());
        kept.map_or(Made::Bytes(bytes), Made::File)
    }

    /// What is published of these, as far as they were made.
    pub(crate) fn outputs<'a>(&self, wanted: &[Wanted<'a>]) -> Vec<(Route, Output)> {
        let output = |(route, rendition): &Wanted<'a>| {
            let output = match self.get(rendition)? {
                // The name of the one itself stays, whatever its bytes are.
                Made::File(path) if rendition.spec == Spec::Whole => Output::Copy(path),
                Made::File(path) => Output::Named(path),
                Made::Bytes(bytes) => Output::Bytes(bytes),
                Made::Not(_) => return None,
            };
            Some(((*route).clone(), output))
        };
        wanted.iter().filter_map(output).collect()
    }

    /// What kept these from being made, each picture told once.
    pub(crate) fn faults(&self, wanted: &[Wanted<'_>]) -> Problems {
        let mut problems = Problems::default();
        let mut told = BTreeSet::new();
        for (_, rendition) in wanted.iter().copied() {
            let original = &rendition.original;
            if let Some(Made::Not(wrong)) = self.get(rendition)
                && told.insert(&original.name)
            {
                faults::report(&mut problems, original.place.clone(), &original.name, &wrong);
            }
        }
        problems
    }

    /// Notes what was read of the pictures, so that the next run need not look into them.
    pub(crate) fn note(&self, sources: &Sources) {
        if let Some(folder) = &self.folder {
            seen::note(folder, sources);
        }
    }
}

impl std::fmt::Debug for Pictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pictures").field("folder", &self.folder).finish_non_exhaustive()
    }
}
