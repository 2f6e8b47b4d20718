//! The manifest of the output folder: a hash of the path of each file that we wrote, in a file of the folder itself.
//!
//! The folder goes on line as a whole, this file too, so it has hashes and no paths: one of them may be a page that
//! nobody is meant to find. A hash is enough to answer the only question, whether a file that lies in the folder is
//! ours. Who guesses a path can try it on the hashes, as on the host itself.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The manifest's name.
pub(super) const FILE_NAME: &str = ".clinicsite";

/// The manifest's first line. Without it each line is a path, as older versions wrote them.
const HEADER: &str = "clinicsite: marks of the files that it wrote here, which it may replace and remove";

/// The hashes of the paths that we wrote.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Manifest(BTreeSet<u128>);

impl Manifest {
    /// The manifest of files with these paths.
    pub(super) fn of_paths<'a>(paths: impl IntoIterator<Item = &'a str>) -> Self {
        Manifest(paths.into_iter().map(hash).collect())
    }

    /// The manifest of a folder; an empty one if there is none.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        if !is_in(folder) {
            return Ok(Manifest::default());
        }
        let bytes = fs::read(folder.join(FILE_NAME))?;
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines().peekable();
        Ok(if lines.next_if_eq(&HEADER).is_some() {
            Manifest(lines.filter_map(|line| u128::from_str_radix(line, 16).ok()).collect())
        } else {
            Self::of_paths(lines)
        })
    }

    /// Whether we wrote the file of this path.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.contains(&hash(path))
    }

    /// A manifest of the files of both.
    pub(super) fn union(&self, others: &Manifest) -> Self {
        Manifest(self.0.union(&others.0).copied().collect())
    }

    /// The manifest as the file has it.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        self.0.iter().for_each(|hash| text.push_str(&format!("{hash:032x}\n")));
        text
    }
}

/// Whether a folder has a manifest that is a file and no link.
pub(super) fn is_in(folder: &Path) -> bool {
    folder.join(FILE_NAME).symlink_metadata().is_ok_and(|meta| meta.is_file())
}

/// The first half of a path's SHA-256: long enough that two paths never share one.
fn hash(path: &str) -> u128 {
    let digest = Sha256::digest(path.as_bytes());
    digest.iter().take(16).fold(0, |hash, byte| hash << 8 | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written_and_names_no_path() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = Manifest::of_paths(["a/index.html", "secret-offer/index.html"]);
        fs::write(folder.path().join(FILE_NAME), manifest.text()).unwrap();
        assert!(!manifest.text().contains("offer"));
        let read = Manifest::read(folder.path()).unwrap();
        assert_eq!(read, manifest);
        assert!(read.contains("secret-offer/index.html") && !read.contains("notes.txt"));
    }

    #[test]
    fn a_manifest_of_an_older_version_is_a_list_of_paths() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE_NAME), "a/index.html\nold.pdf\n").unwrap();
        let read = Manifest::read(folder.path()).unwrap();
        assert!(read.contains("old.pdf") && read.contains("a/index.html") && !read.contains("notes.txt"));
    }
}
