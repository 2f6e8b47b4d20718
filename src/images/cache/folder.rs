//! The folder of the cache: one file for each rendition, `PRINT.LENGTH.jpg`.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The name of the folder beside `site.toml`.
const NAME: &str = ".clinicsite-cache";

/// How long an entry stays that nobody asks for.
const IDLE: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// How long an entry counts as asked for now, so that few are written to only for that.
const FRESH: Duration = Duration::from_secs(24 * 60 * 60);

/// The longest file that is read whole: what a cache says of a hundred thousand pictures is a quarter of it.
const LONGEST: u64 = 100_000_000;

/// The beginning of the name of a file that is being written.
const UNFINISHED: &str = "unfinished-";

/// The name of the file that holds [`TAG`].
const TAG_NAME: &str = "CACHEDIR.TAG";

/// What says to backup programs that nothing here is worth keeping (the Cache Directory Tagging Specification).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # Pictures that clinicsite has made smaller. This folder may be deleted at any time.\n";

/// The folder.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

/// A rendition in the folder.
#[derive(Debug)]
pub(super) struct Entry {
    path: Arc<Path>,
    modified: Option<SystemTime>,
}

impl Entry {
    /// The path of an entry that is used: it stays for as long again.
    pub(super) fn used(&self) -> Arc<Path> {
        let now = SystemTime::now();
        let idle = self.modified.and_then(|since| now.duration_since(since).ok());
        if idle.is_some_and(|idle| idle > FRESH) {
            // Where the folder cannot be written to, another machine sweeps it.
            let _ = File::options().write(true).open(&self.path).and_then(|file| file.set_modified(now));
        }
        self.path.clone()
    }
}

impl Folder {
    /// The one in a clinic's folder; it need not be there yet.
    pub(super) fn of(root: &Path) -> Self {
        Folder { path: root.join(NAME) }
    }

    /// The path of a file of this name.
    fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Whether it is there as a folder. A symbolic link is none: it leads to what is somebody else's.
    fn is_there(&self) -> bool {
        fs::symlink_metadata(&self.path).is_ok_and(|about| about.is_dir())
    }

    /// The files in it.
    fn files(&self) -> impl Iterator<Item = fs::DirEntry> {
        let files = self.is_there().then(|| fs::read_dir(&self.path).ok()).flatten();
        files.into_iter().flatten().flatten()
    }

    /// The bytes of a file of this name, if it is one and not too long.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.path(name);
        let about = self.is_there().then(|| fs::symlink_metadata(&path).ok()).flatten()?;
        if about.is_file() && about.len() <= LONGEST { fs::read(path).ok() } else { None }
    }

    /// The whole entries, by their prints.
    pub(super) fn entries(&self) -> HashMap<String, Entry> {
        let mut entries = HashMap::new();
        for file in self.files() {
            let name = file.file_name();
            let (Some((print, length)), Ok(about)) = (name.to_str().and_then(parts), file.metadata()) else {
                continue;
            };
            if about.is_file() && about.len() == length {
                let modified = about.modified().ok();
                entries.insert(print.to_owned(), Entry { path: file.path().into(), modified });
            }
        }
        entries
    }

    /// Removes entries that nobody has asked for in a while, and what a killed run left behind.
    pub(super) fn sweep(&self) {
        let now = SystemTime::now();
        for entry in self.files() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let most = if name.starts_with(UNFINISHED) { FRESH } else { IDLE };
            let is_ours = name.starts_with(UNFINISHED) || parts(name).is_some();
            let since = entry.metadata().and_then(|about| about.modified()).ok();
            let idle = since.and_then(|since| now.duration_since(since).ok()).unwrap_or_default();
            if is_ours && idle > most {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Keeps an entry.
    pub(super) fn keep(&self, print: &str, ending: &str, bytes: &[u8]) -> io::Result<Arc<Path>> {
        Ok(self.write(&format!("{print}.{}.{ending}", bytes.len()), bytes)?.into())
    }

    /// Writes a file of this name whole or not at all.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        self.create()?;
        let path = self.path(name);
        let number = RandomState::new().hash_one(&path);
        let unfinished = self.path(&format!("{UNFINISHED}{number:016x}"));
        let written = OpenOptions::new().write(true).create_new(true).open(&unfinished);
        let written = written.and_then(|mut file| file.write_all(bytes));
        let moved = written.and_then(|()| fs::rename(&unfinished, &path));
        if moved.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        moved.map(|()| path)
    }

    /// Makes the folder, which version control and backups leave out.
    fn create(&self) -> io::Result<()> {
        if !self.is_there() {
            fs::create_dir(&self.path)?;
        }
        // The last of them is missing where a run was killed before.
        if !self.path(TAG_NAME).exists() {
            fs::write(self.path(".gitignore"), "*\n")?;
            fs::write(self.path(TAG_NAME), TAG)?;
        }
        Ok(())
    }
}

/// The print and the length in the name of an entry.
fn parts(name: &str) -> Option<(&str, u64)> {
    let mut parts = name.split('.');
    let (print, length) = (parts.next()?, parts.next()?.parse().ok()?);
    let is_print = print.len() == 64 && print.bytes().all(|digit| digit.is_ascii_hexdigit());
    (is_print && parts.next().is_some() && parts.next().is_none()).then_some((print, length))
}
