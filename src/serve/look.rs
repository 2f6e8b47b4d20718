//! A look at the names, sizes and stamps of a clinic's files, beside the events that tell of edits. Some systems send no
//! event and do not say so (network drives, containers, WSL, a system whose watches are all taken).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use crate::source::FOLDERS;

/// The polling interval.
const PAUSE: Duration = Duration::from_secs(2);
/// On a slow disk, so many times the time that a look takes: looking is never what a machine is busy with.
const SHARE: u32 = 20;

/// The polling watcher: the fingerprint of the last scan, and when the next one is due.
#[derive(Debug)]
pub(super) struct Look {
    seen: u64,
    due: Instant,
}

impl Look {
    /// Nothing was seen yet.
    pub(super) fn new() -> Self {
        Look { seen: 0, due: Instant::now() + PAUSE }
    }

    /// How long it is until the next look.
    pub(super) fn wait(&self) -> Duration {
        self.due.saturating_duration_since(Instant::now())
    }

    /// Looks; whether something is other than at the last look. Before the files are read, so that what changes while
    /// they are read is seen by the next look, and what events told of is not seen again.
    pub(super) fn look(&mut self, root: &Path) -> bool {
        let start = Instant::now();
        let seen = fingerprint(root);
        self.due = Instant::now() + PAUSE.max(start.elapsed() * SHARE);
        std::mem::replace(&mut self.seen, seen) != seen
    }
}

/// A sum, since the order in which a folder lists its files means nothing.
fn fingerprint(root: &Path) -> u64 {
    let site = WalkDir::new(root.join("site.toml")).max_depth(0);
    let folders = FOLDERS.iter().map(|folder| (*folder, WalkDir::new(root.join(folder))));
    let walks = folders.chain([("", site)]).flat_map(|(folder, walk)| {
        // Hidden files are read below `static` alone; a theme may bring the thousands of its history with it.
        walk.into_iter().filter_entry(move |entry| {
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            entry.depth() == 0 || folder == "static" || !hidden
        })
    });
    let is_file = |entry: &walkdir::Result<walkdir::DirEntry>| match entry {
        Ok(entry) => !entry.file_type().is_dir(),
        // A folder that is not there is no file; one that cannot be read may be read later.
        Err(error) => error.io_error().is_none_or(|error| error.kind() != std::io::ErrorKind::NotFound),
    };
    walks.filter(is_file).fold(0, |sum, entry| sum.wrapping_add(sign(entry)))
}

/// The fingerprint of one file.
fn sign(entry: walkdir::Result<walkdir::DirEntry>) -> u64 {
    let mut hash = DefaultHasher::new();
    match &entry {
        Ok(entry) => entry.path().hash(&mut hash),
        Err(error) => error.path().hash(&mut hash),
    }
    let about = entry.and_then(|entry| entry.metadata());
    about.ok().map(|about| (about.len(), about.modified().ok())).hash(&mut hash);
    hash.finish()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::Look;

    #[test]
    fn a_look_sees_names_sizes_and_stamps_of_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &str| {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), text).unwrap();
        };
        let mut look = Look::new();
        let mut sees = |what: &str, wanted: bool| {
            assert_eq!(look.look(root), wanted, "{what}");
            assert!(!look.look(root), "{what}, once more");
        };
        write("content/a/b.md", "one");
        sees("a file", true);
        write("public/index.html", "one");
        write("themes/x/.git/objects/1", "one");
        sees("what is not read", false);
        write("content/a/b.md", "longer");
        sees("another length", true);
        let later = SystemTime::now() + Duration::from_secs(60);
        let stamp = |path: &Path| fs::File::options().write(true).open(path)?.set_modified(later);
        stamp(&root.join("content/a/b.md")).unwrap();
        sees("another stamp", true);
        fs::rename(root.join("content/a"), root.join("content/c")).unwrap();
        sees("another name of a folder", true);
        write("static/.well-known/x", "");
        sees("a hidden file in `static`", true);
        write("site.toml", "");
        sees("site.toml", true);
        fs::remove_dir_all(root.join("content")).unwrap();
        sees("nothing", true);
    }
}
