//! Which files of the output are ours: a mark of each path, in a file of the output itself.
//!
//! The output goes on line as a whole, this file too, so it names no path: one of them may be a page that nobody is
//! meant to find. A mark tells whether a path that is known is ours, and that is all it is asked: what lies in the
//! folder is looked at. Who guesses a path can try it on the marks as on the host itself.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The file's name.
pub(super) const NAME: &str = ".clinicsite";

/// Its first line. Without it each line is a path, as older versions wrote them.
const HEAD: &str = "clinicsite: marks of the files that it wrote here, which it may replace and remove";

/// The marks of paths.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Marks(BTreeSet<u128>);

impl Marks {
    /// The marks of these paths.
    pub(super) fn of<'a>(paths: impl IntoIterator<Item = &'a str>) -> Self {
        Marks(paths.into_iter().map(mark).collect())
    }

    /// The marks in a folder; none if there is no manifest.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        if !is_in(folder) {
            return Ok(Marks::default());
        }
        let bytes = fs::read(folder.join(NAME))?;
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines().peekable();
        Ok(if lines.next_if_eq(&HEAD).is_some() {
            Marks(lines.filter_map(|line| u128::from_str_radix(line, 16).ok()).collect())
        } else {
            Self::of(lines)
        })
    }

    /// Whether we wrote the file of this path.
    pub(super) fn have(&self, path: &str) -> bool {
        self.0.contains(&mark(path))
    }

    /// These and those.
    pub(super) fn and(&self, others: &Marks) -> Self {
        Marks(self.0.union(&others.0).copied().collect())
    }

    /// The text of the manifest.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        self.0.iter().for_each(|mark| text.push_str(&format!("{mark:032x}\n")));
        text
    }
}

/// Whether a folder has a manifest, a real file.
pub(super) fn is_in(folder: &Path) -> bool {
    folder.join(NAME).symlink_metadata().is_ok_and(|meta| meta.is_file())
}

/// Half of a SHA-256: two paths of one mark will not be met.
fn mark(path: &str) -> u128 {
    let digest = Sha256::digest(path.as_bytes());
    digest.iter().take(16).fold(0, |mark, byte| mark << 8 | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_they_were_written_and_name_no_path() {
        let folder = tempfile::tempdir().unwrap();
        let marks = Marks::of(["a/index.html", "secret-offer/index.html"]);
        fs::write(folder.path().join(NAME), marks.text()).unwrap();
        assert!(!marks.text().contains("offer"));
        let read = Marks::read(folder.path()).unwrap();
        assert_eq!(read, marks);
        assert!(read.have("secret-offer/index.html") && !read.have("notes.txt"));
    }

    #[test]
    fn a_manifest_of_an_older_version_is_a_list_of_paths() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), "a/index.html\nold.pdf\n").unwrap();
        let read = Marks::read(folder.path()).unwrap();
        assert!(read.have("old.pdf") && read.have("a/index.html") && !read.have("notes.txt"));
    }
}
