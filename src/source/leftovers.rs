//! The ignore list: hidden files, and files that editors, office programs, downloads and synchronisers leave behind.
//!
//! One list for all folders. A file on it is neither read nor published, nor is anything in a folder on it.

use std::sync::LazyLock;

use regex::RegexSet;

use super::names::with_parents;

/// An entry of the list: a pattern of names, and the program that leaves such files behind.
#[derive(Debug)]
pub struct Leftover {
    /// A regular expression for the name of a file or folder.
    pub name: &'static str,
    /// The program that leaves it behind, in words.
    pub origin: &'static str,
    /// Whether it may hold words of a person.
    pub kind: LeftoverKind,
    /// A name that the pattern matches.
    pub example: &'static str,
}

/// Whether leaving a file out is worth a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftoverKind {
    /// Nothing of the site's: it is only counted.
    Noise,
    /// A second copy of a file that two machines changed: somebody should compare them.
    SecondCopy,
}

const fn noise(name: &'static str, origin: &'static str, example: &'static str) -> Leftover {
    Leftover { name, origin, kind: LeftoverKind::Noise, example }
}

const fn second_copy(name: &'static str, origin: &'static str, example: &'static str) -> Leftover {
    Leftover { name, origin, kind: LeftoverKind::SecondCopy, example }
}

/// The list. Where two entries match a name, the first counts.
pub const LEFTOVERS: &[Leftover] = &[
    // Editors.
    noise(r"~$", "an editor's backup", "flu.md~"),
    noise(r"^#.*#$", "an editor's unsaved changes", "#flu.md#"),
    noise(r"^\.#", "an editor's lock", ".#flu.md"),
    noise(r"^4913$", "an editor's test of the folder", "4913"),
    noise(r"(?i)\.sw[a-p]$", "an editor's unsaved changes", ".flu.md.swp"),
    noise(r"(?i)\.un~$|\.kate-swp$", "an editor's unsaved changes", ".flu.md.kate-swp"),
    noise(r"(?i)___jb_(tmp|old)___$", "an editor's half-done save", "flu.md___jb_tmp___"),
    noise(r"^\.goutputstream-", "an editor's half-done save", ".goutputstream-X1Y2Z3"),
    noise(r"(?i)\.tmp([^a-z].*)?$", "a half-done save", "flu.md.tmp.4711"),
    noise(r"(?i)\.(bak|bk|backup|orig|rej)\d*$", "a backup", "flu.md.bak"),
    noise(r"(?i)\.save(\.\d+)?$", "an editor's unsaved changes", "flu.md.save"),
    noise(r"[._](BACKUP|BASE|LOCAL|REMOTE)[._]\d+", "a merge that did not end", "flu_REMOTE_4711.md"),
    // Office programs.
    noise(r"^~\$", "an office program, while the document is open", "~$leaflet.docx"),
    noise(r"^\.~lock\..*#$", "an office program, while the document is open", ".~lock.leaflet.odt#"),
    noise(r"(?i)^~wr[a-z]\d+\.", "an office program, while the document is open", "~WRL0001.docx"),
    noise(r"(?i)\.(asd|wbk|xlk|dwl2?|idlk|laccdb|ldb)$", "an office program's backup or lock", "leaflet.wbk"),
    // Systems.
    noise(r"^\._", "a Mac, on foreign disks", "._photo.jpg"),
    noise(r"(?i)^\.ds_store$", "a Mac", ".DS_Store"),
    noise(r"^Icon\r$", "a Mac", "Icon\r"),
    noise(r"(?i)^__macosx$", "an archive made on a Mac", "__MACOSX"),
    noise(r"(?i)^(eh)?thumbs(_\w+)?\.db$", "Windows", "Thumbs.db"),
    noise(r"(?i)^desktop\.ini$", "Windows", "desktop.ini"),
    noise(r"(?i)^(\$recycle\.bin|system volume information)$", "Windows", "$RECYCLE.BIN"),
    noise(r"^@eaDir$|^#recycle$|^lost\+found$", "a network disk", "@eaDir"),
    noise(r"^\.(fuse_hidden|nfs)[0-9a-fA-F]+$", "a network disk", ".nfs00000000a1"),
    // Downloads.
    noise(
        r"(?i)\.(crdownload|opdownload|download)$",
        "a download that did not end",
        "leaflet.pdf.crdownload",
    ),
    noise(
        r"(?i)\.(part|partial|filepart|aria2|!ut|!qb|bc!)$",
        "a download that did not end",
        "leaflet.pdf.part",
    ),
    // Synchronisers.
    noise(r"(?i)\.icloud$", "a file that a synchroniser has not fetched", ".photo.jpg.icloud"),
    noise(r"(?i)^[.~]syncthing[.~]|\.!sync$", "a synchroniser's half-done copy", "~syncthing~flu.md"),
    second_copy(r"(?i)\bconflicted copy\b", "a synchroniser", "flu (Ana's conflicted copy 2026-11-28).md"),
    second_copy(
        r"(?i)in konflikt stehende kopie|copie en conflit|copia en conflicto",
        "a synchroniser",
        "flu (Copie en conflit de Ana 2026-11-28).md",
    ),
    second_copy(
        r"(?i)\((case|selective sync|unicode encoding|sf)[ -]?conflict\b",
        "a synchroniser",
        "flu (SFConflict ana@clinic.example 2026-11-28-10-10-10).md",
    ),
    second_copy(r"(?i)\.sync-conflict-\d", "a synchroniser", "flu.sync-conflict-20261128-101010-ABCDEFG.md"),
    second_copy(r"(?i)_conflict-\d{8}-\d{6}", "a synchroniser", "flu_conflict-20261128-101010.md"),
    second_copy(
        r"_[A-Z][a-z]{2}-\d\d-\d{4}-\d{4}_Conflict",
        "a synchroniser",
        "flu_disk_Nov-28-1010-2026_Conflict.md",
    ),
    second_copy(r"(?i)\[conflict(ed)?\]", "a synchroniser", "flu [conflicted].md"),
    second_copy(r"-(DESKTOP|LAPTOP)-[A-Z0-9]{7,8}\b", "a synchroniser", "flu-DESKTOP-1A2B3C4.md"),
];

/// Hidden files that web hosts read: in `static/` they are published.
pub const PUBLISHED_HIDDEN: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

static NAMES: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new(LEFTOVERS.iter().map(|entry| entry.name)).expect("a test looks at every expression")
});

/// Why a file is left out.
#[derive(Debug, Clone, Copy)]
pub enum Exclusion {
    /// Its name is on the list.
    Leftover(&'static Leftover),
    /// Its name begins with a dot.
    Hidden,
}

impl std::fmt::Display for Exclusion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Exclusion::Leftover(Leftover { origin, kind: LeftoverKind::Noise, .. }) => f.write_str(origin),
            Exclusion::Leftover(Leftover { origin, .. }) => write!(f, "a second copy made by {origin}"),
            Exclusion::Hidden => f.write_str("hidden"),
        }
    }
}

/// Why the file or folder at this path is left out, judged by its own name.
pub fn exclusion_by_name(path: &str) -> Option<Exclusion> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Some(at) = NAMES.matches(name).iter().next() {
        return Some(Exclusion::Leftover(&LEFTOVERS[at]));
    }
    let published = PUBLISHED_HIDDEN.contains(&name) && super::is_inside(path, "static");
    (name.starts_with('.') && !published).then_some(Exclusion::Hidden)
}

/// Why the file at this path is left out, judged by its own name and those of the folders above it.
pub fn exclusion_by_path(path: &str) -> Option<Exclusion> {
    with_parents(path).find_map(exclusion_by_name)
}

/// Whether a file at this path is ignored without a message.
pub fn is_noise(path: &str) -> bool {
    match exclusion_by_path(path) {
        Some(Exclusion::Leftover(leftover)) => leftover.kind == LeftoverKind::Noise,
        Some(Exclusion::Hidden) => true,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_matches_its_example_in_every_folder() {
        for (at, entry) in LEFTOVERS.iter().enumerate() {
            let alone = regex::Regex::new(entry.name).unwrap();
            assert!(alone.is_match(entry.example), "{entry:?}");
            for folder in
                ["content/articles", "static", "static/.well-known", "templates", "themes/mine/assets"]
            {
                let found = exclusion_by_name(&format!("{folder}/{}", entry.example));
                let Some(Exclusion::Leftover(found)) = found else { panic!("{entry:?} in {folder}") };
                assert!(found.name == entry.name || found.kind == entry.kind, "{at}: {found:?}");
            }
            assert!(exclusion_by_path(&format!("static/{}/inner/file.txt", entry.example)).is_some());
        }
    }

    #[test]
    fn names_that_people_give_are_not_on_the_list() {
        for name in [
            "flu.md",
            "part-1.md",
            "flu.part.md",
            "backup.md",
            "the-download.md",
            "tmp.md",
            "notes.tmpl",
            "original.md",
            "C#.md",
            "a~b.md",
            "save.md",
            "conflict.md",
            "copy-of-the-conflict.md",
            "x-desktop-computer.md",
            "base.html",
            "CNAME",
            "_headers",
            "_forms",
            "4913.md",
            "flu (1).md",
            "2026.md",
            "REMOTE.md",
            "my.template.html",
        ] {
            assert!(exclusion_by_name(&format!("content/{name}")).is_none(), "{name}");
        }
    }

    #[test]
    fn hidden_files_are_published_only_where_a_host_looks_for_them() {
        for path in
            ["static/.well-known", "static/.nojekyll", "static/.htaccess", "themes/mine/static/.nojekyll"]
        {
            assert!(exclusion_by_path(path).is_none(), "{path}");
        }
        assert!(exclusion_by_path("static/.well-known/security.txt").is_none());
        for path in [
            "content/.htaccess",
            "static/.env",
            "static/docs/.svn/entries",
            "static/.well-known/.env",
            "assets/.x",
        ] {
            assert!(is_noise(path), "{path}");
        }
    }
}
