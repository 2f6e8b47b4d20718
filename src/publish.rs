//! Outputs → disk: whole or not at all, only what differs, nothing that is not ours.
//!
//! A manifest in the output folder lists the files that the program wrote. Before the first change it lists the old
//! and the new files, at the end the new ones: a build killed half-way leaves nothing that the next does not know.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::render::{Output, Outputs};

const MANIFEST: &str = ".clinicsite";

/// Why an output folder cannot be written.
#[derive(Debug)]
pub enum Refused {
    /// It is somebody else's; nothing was touched.
    NotOurs(String),
    /// The system said no.
    Failed(PathBuf, io::Error),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::NotOurs(why) => f.write_str(why),
            Refused::Failed(path, error) => write!(f, "`{}` cannot be written: {error}", path.display()),
        }
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> Refused + '_ {
    move |error| Refused::Failed(path.to_owned(), error)
}

/// Whether the folder may be written: absent, empty, or written by us before; and not a part of the site.
///
/// # Errors
/// With the reason, in words for the user.
pub fn check(root: &Path, output: &Path) -> Result<(), Refused> {
    let not_ours =
        |why: &str| Err(Refused::NotOurs(format!("`{}` {why}; nothing was written", output.display())));
    if output.symlink_metadata().is_ok_and(|meta| meta.file_type().is_symlink()) {
        return not_ours("is a symbolic link");
    }
    let root = root.canonicalize().map_err(at(root))?;
    // Of a folder that is not there yet, the nearest one above it that is.
    let absolute = std::path::absolute(output).map_err(at(output))?;
    let above = absolute.ancestors().find(|path| path.exists()).unwrap_or(&absolute);
    let real =
        above.canonicalize().map_err(at(above))?.join(absolute.strip_prefix(above).unwrap_or(Path::new("")));
    if root.starts_with(&real) {
        return not_ours("holds the site itself");
    }
    if crate::source::FOLDERS.iter().any(|folder| real.starts_with(root.join(folder))) {
        return not_ours("is a folder of the site's sources");
    }
    if output.exists() && !output.is_dir() {
        return not_ours("is not a folder");
    }
    if output.is_dir()
        && !output.join(MANIFEST).is_file()
        && fs::read_dir(output).map_err(at(output))?.next().is_some()
    {
        return not_ours("is not empty, and clinicsite did not write it");
    }
    Ok(())
}

/// Publishes the outputs; says how many files were written and removed.
///
/// # Errors
/// If the folder is not ours, or something cannot be written.
pub fn publish(root: &Path, output: &Path, outputs: &Outputs) -> Result<(usize, usize), Refused> {
    check(root, output)?;
    let files: Vec<(String, &Output)> =
        outputs.iter().map(|(route, output)| (route.file_path(), output)).collect();
    let new: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let partial = beside(output);
    if partial.exists() {
        fs::remove_dir_all(&partial).map_err(at(&partial))?;
    }
    if !output.exists() {
        write_all(&partial, &files)?;
        write_manifest(&partial, new.iter().copied())?;
        fs::rename(&partial, output).map_err(at(output))?;
        return Ok((files.len(), 0));
    }
    let old = read_manifest(output);
    sweep(output, &old);
    let stale: Vec<&String> = old.iter().filter(|path| !new.contains(path.as_str())).collect();
    write_manifest(output, old.iter().map(String::as_str).chain(new.iter().copied()))?;
    clear_the_way(output, &files, &old)?;
    // Assets first, then pages, then feeds: no page names what is not there yet.
    let mut written = 0;
    for stage in 0..3 {
        let now: Vec<_> = files.iter().filter(|(path, _)| stage_of(path) == stage).collect();
        written += now
            .par_iter()
            .map(|(path, file)| write_one(output, path, file))
            .try_reduce(|| 0, |a, b| Ok(a + b))?;
    }
    for path in &stale {
        let file = output.join(path);
        match fs::remove_file(&file) {
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(at(&file)(error));
            }
            _ => {}
        }
        remove_empty(output, &file);
    }
    write_manifest(output, new.iter().copied())?;
    Ok((written, stale.len()))
}

fn stage_of(path: &str) -> u8 {
    if path.ends_with(".html") {
        1
    } else if path.ends_with(".xml") {
        2
    } else {
        0
    }
}

/// `.NAME.partial` beside a folder that is not there yet.
fn beside(output: &Path) -> PathBuf {
    let name = output.file_name().map_or_else(|| "public".into(), |name| name.to_string_lossy().into_owned());
    output.with_file_name(format!(".{name}.partial"))
}

fn write_all(folder: &Path, files: &[(String, &Output)]) -> Result<(), Refused> {
    fs::create_dir_all(folder).map_err(at(folder))?;
    let folders: BTreeSet<PathBuf> =
        files.iter().filter_map(|(path, _)| folder.join(path).parent().map(Path::to_owned)).collect();
    for one in &folders {
        fs::create_dir_all(one).map_err(at(one))?;
    }
    files.par_iter().try_for_each(|(path, output)| {
        let target = folder.join(path);
        match output {
            Output::Bytes(bytes) => fs::write(&target, bytes).map_err(at(&target)),
            Output::Copy(from) => fs::copy(from, &target).map(drop).map_err(at(&target)),
        }
    })
}

/// Writes a file if it differs, by renaming; 1 if it did.
fn write_one(folder: &Path, path: &str, output: &Output) -> Result<usize, Refused> {
    let target = folder.join(path);
    let held;
    let bytes: &[u8] = match output {
        Output::Bytes(bytes) => bytes,
        Output::Copy(from) => {
            held = fs::read(from).map_err(at(from))?;
            &held
        }
    };
    let same = fs::metadata(&target).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64)
        && fs::read(&target).is_ok_and(|old| old == bytes);
    if same {
        return Ok(0);
    }
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(at(parent))?;
    }
    let temporary = temporary(&target);
    fs::write(&temporary, bytes).map_err(at(&temporary))?;
    fs::rename(&temporary, &target).map_err(at(&target))?;
    Ok(1)
}

fn temporary(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.tmp"))
}

/// Old files that stand where a folder is wanted, and old folders where a file is.
fn clear_the_way(output: &Path, files: &[(String, &Output)], old: &BTreeSet<String>) -> Result<(), Refused> {
    for (path, _) in files {
        for folder in Path::new(path).ancestors().skip(1) {
            let name = folder.to_string_lossy().replace('\\', "/");
            if old.contains(&name) {
                let file = output.join(folder);
                if file.is_file() {
                    fs::remove_file(&file).map_err(at(&file))?;
                }
            }
        }
    }
    Ok(())
}

/// What a killed build left behind of the files it listed.
fn sweep(output: &Path, listed: &BTreeSet<String>) {
    for path in listed.iter().map(String::as_str).chain([MANIFEST]) {
        let _ = fs::remove_file(temporary(&output.join(path)));
    }
}

/// Removes folders that have become empty, up to the output folder.
fn remove_empty(output: &Path, file: &Path) {
    for folder in file.ancestors().skip(1) {
        if folder == output || fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

fn read_manifest(output: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(output.join(MANIFEST)).unwrap_or_default();
    let inside =
        |path: &&str| !path.is_empty() && !path.starts_with('/') && !path.split('/').any(|part| part == "..");
    text.lines().filter(inside).map(str::to_owned).collect()
}

fn write_manifest<'a>(output: &Path, paths: impl Iterator<Item = &'a str>) -> Result<(), Refused> {
    let paths: BTreeSet<&str> = paths.collect();
    let target = output.join(MANIFEST);
    let temporary = temporary(&target);
    let mut file = fs::File::create(&temporary).map_err(at(&temporary))?;
    let text: String = paths.into_iter().flat_map(|path| [path, "\n"]).collect();
    file.write_all(text.as_bytes()).map_err(at(&temporary))?;
    drop(file);
    fs::rename(&temporary, &target).map_err(at(&target))
}
