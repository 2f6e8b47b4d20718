//! Files that nobody wrote for the site: what editors, office programs, downloads and synchronisers leave behind, and
//! hidden files. One list for all folders; what is on it is neither read nor published.

use std::sync::LazyLock;

use regex::RegexSet;

/// What stands on the list: names of one kind, and whose they are.
#[derive(Debug)]
pub struct Leftover {
    /// A regular expression for the name of a file or folder.
    pub name: &'static str,
    /// Who leaves it behind.
    pub of: &'static str,
    /// Whether words of a person may be lost with it.
    pub trace: Trace,
    /// Such a name.
    pub example: &'static str,
}

/// What is left out with a name of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace {
    /// Nothing of the site's: it is only counted.
    Nothing,
    /// A second copy of a file that two machines changed: somebody should compare them.
    SecondCopy,
}

const fn trace(name: &'static str, of: &'static str, example: &'static str) -> Leftover {
    Leftover { name, of, trace: Trace::Nothing, example }
}

const fn copy(name: &'static str, of: &'static str, example: &'static str) -> Leftover {
    Leftover { name, of, trace: Trace::SecondCopy, example }
}

/// The list. Where a name is on it twice, the first entry speaks.
pub const LEFTOVERS: &[Leftover] = &[
    // Editors.
    trace(r"~$", "an editor's backup", "flu.md~"),
    trace(r"^#.*#$", "an editor's unsaved changes", "#flu.md#"),
    trace(r"^\.#", "an editor's lock", ".#flu.md"),
    trace(r"^4913$", "an editor's test of the folder", "4913"),
    trace(r"(?i)\.sw[a-p]$", "an editor's unsaved changes", ".flu.md.swp"),
    trace(r"(?i)\.un~$|\.kate-swp$", "an editor's unsaved changes", ".flu.md.kate-swp"),
    trace(r"(?i)___jb_(tmp|old)___$", "an editor's half-done save", "flu.md___jb_tmp___"),
    trace(r"^\.goutputstream-", "an editor's half-done save", ".goutputstream-X1Y2Z3"),
    trace(r"(?i)\.tmp([^a-z].*)?$", "a half-done save", "flu.md.tmp.4711"),
    trace(r"(?i)\.(bak|bk|backup|orig|rej)\d*$", "a backup", "flu.md.bak"),
    trace(r"(?i)\.save(\.\d+)?$", "an editor's unsaved changes", "flu.md.save"),
    trace(r"[._](BACKUP|BASE|LOCAL|REMOTE)[._]\d+", "a merge that did not end", "flu_REMOTE_4711.md"),
    // Office programs.
    trace(r"^~\$", "an office program, while the document is open", "~$leaflet.docx"),
    trace(r"^\.~lock\..*#$", "an office program, while the document is open", ".~lock.leaflet.odt#"),
    trace(r"(?i)^~wr[a-z]\d+\.", "an office program, while the document is open", "~WRL0001.docx"),
    trace(r"(?i)\.(asd|wbk|xlk|dwl2?|idlk|laccdb|ldb)$", "an office program's backup or lock", "leaflet.wbk"),
    // Systems.
    trace(r"^\._", "a Mac, on foreign disks", "._photo.jpg"),
    trace(r"(?i)^\.ds_store$", "a Mac", ".DS_Store"),
    trace(r"^Icon\r$", "a Mac", "Icon\r"),
    trace(r"(?i)^__macosx$", "an archive made on a Mac", "__MACOSX"),
    trace(r"(?i)^(eh)?thumbs(_\w+)?\.db$", "Windows", "Thumbs.db"),
    trace(r"(?i)^desktop\.ini$", "Windows", "desktop.ini"),
    trace(r"(?i)^(\$recycle\.bin|system volume information)$", "Windows", "$RECYCLE.BIN"),
    trace(r"^@eaDir$|^#recycle$|^lost\+found$", "a network disk", "@eaDir"),
    trace(r"^\.(fuse_hidden|nfs)[0-9a-fA-F]+$", "a network disk", ".nfs00000000a1"),
    // Downloads.
    trace(
        r"(?i)\.(crdownload|opdownload|download)$",
        "a download that did not end",
        "leaflet.pdf.crdownload",
    ),
    trace(
        r"(?i)\.(part|partial|filepart|aria2|!ut|!qb|bc!)$",
        "a download that did not end",
        "leaflet.pdf.part",
    ),
    // Synchronisers.
    trace(r"(?i)\.icloud$", "a file that a synchroniser has not fetched", ".photo.jpg.icloud"),
    trace(r"(?i)^[.~]syncthing[.~]|\.!sync$", "a synchroniser's half-done copy", "~syncthing~flu.md"),
    copy(r"(?i)\bconflicted copy\b", "a synchroniser", "flu (Ana's conflicted copy 2026-11-28).md"),
    copy(
        r"(?i)in konflikt stehende kopie|copie en conflit|copia en conflicto",
        "a synchroniser",
        "flu (Copie en conflit de Ana 2026-11-28).md",
    ),
    copy(
        r"(?i)\((case|selective sync|unicode encoding|sf)[ -]?conflict\b",
        "a synchroniser",
        "flu (SFConflict ana@clinic.example 2026-11-28-10-10-10).md",
    ),
    copy(r"(?i)\.sync-conflict-\d", "a synchroniser", "flu.sync-conflict-20261128-101010-ABCDEFG.md"),
    copy(r"(?i)_conflict-\d{8}-\d{6}", "a synchroniser", "flu_conflict-20261128-101010.md"),
    copy(
        r"_[A-Z][a-z]{2}-\d\d-\d{4}-\d{4}_Conflict",
        "a synchroniser",
        "flu_disk_Nov-28-1010-2026_Conflict.md",
    ),
    copy(r"(?i)\[conflict(ed)?\]", "a synchroniser", "flu [conflicted].md"),
    copy(r"-(DESKTOP|LAPTOP)-[A-Z0-9]{7,8}\b", "a synchroniser", "flu-DESKTOP-1A2B3C4.md"),
];

/// Hidden files that hosts ask for; they are meant, in `static/`.
pub const MEANT: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

static NAMES: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new(LEFTOVERS.iter().map(|one| one.name)).expect("a test looks at every expression")
});

/// Why a name is left out.
#[derive(Debug, Clone, Copy)]
pub enum Reason {
    /// It is on the list.
    Leftover(&'static Leftover),
    /// It begins with a dot.
    Hidden,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Reason::Leftover(Leftover { of, trace: Trace::Nothing, .. }) => f.write_str(of),
            Reason::Leftover(Leftover { of, .. }) => write!(f, "a second copy made by {of}"),
            Reason::Hidden => f.write_str("hidden"),
        }
    }
}

/// Why the file or folder at this path, from the site's root, is left out, by its own name.
pub fn reason(path: &str) -> Option<Reason> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Some(at) = NAMES.matches(name).iter().next() {
        return Some(Reason::Leftover(&LEFTOVERS[at]));
    }
    let meant = MEANT.contains(&name) && super::is_inside(path, "static");
    (name.starts_with('.') && !meant).then_some(Reason::Hidden)
}

/// Why the file at this path is left out, by its own name or that of a folder above it.
pub fn reason_for_all(path: &str) -> Option<Reason> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.filter_map(|end| path.get(..end)).find_map(reason)
}

/// Whether nothing is read, published or told that stands at this path.
pub fn is_noise(path: &str) -> bool {
    let reason = reason_for_all(path);
    reason
        .is_some_and(|reason| !matches!(reason, Reason::Leftover(Leftover { trace: Trace::SecondCopy, .. })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_knows_its_example_in_every_folder() {
        for (at, entry) in LEFTOVERS.iter().enumerate() {
            let alone = regex::Regex::new(entry.name).unwrap();
            assert!(alone.is_match(entry.example), "{entry:?}");
            for folder in
                ["content/articles", "static", "static/.well-known", "templates", "themes/mine/assets"]
            {
                let found = reason(&format!("{folder}/{}", entry.example));
                let Some(Reason::Leftover(found)) = found else { panic!("{entry:?} in {folder}") };
                assert!(found.name == entry.name || found.trace == entry.trace, "{at}: {found:?}");
            }
            assert!(reason_for_all(&format!("static/{}/inner/file.txt", entry.example)).is_some());
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
            assert!(reason(&format!("content/{name}")).is_none(), "{name}");
        }
    }

    #[test]
    fn hidden_files_are_meant_only_where_a_host_looks_for_them() {
        for path in
            ["static/.well-known", "static/.nojekyll", "static/.htaccess", "themes/mine/static/.nojekyll"]
        {
            assert!(reason_for_all(path).is_none(), "{path}");
        }
        assert!(reason_for_all("static/.well-known/security.txt").is_none());
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
