//! What was read of pictures before: their heads and prints, by path, length and time, so that a build that changes nothing
//! opens none of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::super::{Head, Print, VERSION};
use super::folder::Folder;
use crate::source::{Asset, Sources};

/// The name of the file in the cache.
const NAME: &str = "seen.json";

/// The age from which a file's time can be trusted: a change within the same tick of the clock would not be seen.
const SETTLED: Duration = Duration::from_secs(2);

/// The pictures of a clinic's folder, as they were read before.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    version: u32,
    files: BTreeMap<String, Entry>,
}

/// A picture as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    length: u64,
    /// Nanoseconds since 1970.
    modified: u64,
    head: Head,
    print: Print,
}

impl Seen {
    /// Reads what a clinic's cache says; nothing where it says nothing that this version understands.
    pub(crate) fn read(root: &Path) -> Self {
        let text = Folder::of(root).read(NAME).unwrap_or_default();
        let seen: Seen = serde_json::from_slice(&text).unwrap_or_default();
        if seen.version == VERSION { seen } else { Seen::default() }
    }

    /// The head and print of a file, if it is as long and as old as it was.
    pub(crate) fn of(&self, name: &str, length: u64, modified: Option<SystemTime>) -> Option<(Head, Print)> {
        let entry = self.files.get(name)?;
        let same = entry.length == length && Some(entry.modified) == modified.and_then(nanoseconds);
        same.then_some((entry.head, entry.print))
    }
}

/// Writes down what was read, if that is not what was written before.
pub(super) fn note(folder: &Folder, sources: &Sources) {
    let Some(read_at) = sources.read_at else { return };
    let entry = |asset: &Asset| {
        let (Some(Ok(head)), Some(print)) = (&asset.picture, asset.print) else { return None };
        let modified =
            asset.modified.filter(|at| read_at.duration_since(*at).is_ok_and(|age| age > SETTLED))?;
        Some(Entry { length: asset.length, modified: nanoseconds(modified)?, head: *head, print })
    };
    let files = sources.assets.iter().filter_map(|(name, asset)| Some((name.clone(), entry(asset)?)));
    let seen = Seen { version: VERSION, files: files.collect() };
    let Ok(text) = serde_json::to_vec(&seen) else { return };
    let is_new = folder.read(NAME).map_or(!seen.files.is_empty(), |known| known != text);
    if is_new {
        // Where it cannot be written, the next run reads all again.
        let _ = folder.write(NAME, &text);
    }
}

fn nanoseconds(time: SystemTime) -> Option<u64> {
    time.duration_since(UNIX_EPOCH).ok()?.as_nanos().try_into().ok()
}
