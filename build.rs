//! Names the commit that the program is built from: `CLINICSITE_COMMIT`, which packagers set who build from an archive,
//! else that of the checkout. Where neither is known the version stands alone.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Folders that are embedded whole: the compiler alone does not notice a file that is new in them.
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/starter/files");
    println!("cargo::rerun-if-env-changed=CLINICSITE_COMMIT");
    let named = std::env::var("CLINICSITE_COMMIT").ok().map(|commit| commit.trim().to_owned());
    let commit = named.filter(|commit| !commit.is_empty()).or_else(of_checkout);
    let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
    println!("cargo::rustc-env=CLINICSITE_VERSION={}{commit}", env!("CARGO_PKG_VERSION"));
}

/// The commit of the checkout with its day. The program is built anew when another one is checked out.
fn of_checkout() -> Option<String> {
    let folder = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    // An archive that was unpacked inside somebody's repository is none of its commits.
    let top = git(&["rev-parse", "--show-toplevel"])?;
    if Path::new(&top).canonicalize().ok()? != Path::new(&folder).canonicalize().ok()? {
        return None;
    }
    let branch = git(&["symbolic-ref", "--quiet", "HEAD"]);
    for name in ["HEAD", "logs/HEAD", "packed-refs"].into_iter().chain(branch.as_deref()) {
        // Cargo takes a file that is not there for one that has changed.
        if let Some(file) = git(&["rev-parse", "--git-path", name]).filter(|file| Path::new(file).exists()) {
            println!("cargo::rerun-if-changed={file}");
        }
    }
    git(&["log", "-1", "--abbrev=9", "--date=short", "--format=%h %cd"])
}

/// What Git says; nothing where it cannot be asked.
fn git(arguments: &[&str]) -> Option<String> {
    let ran = Command::new("git").args(arguments).output().ok().filter(|ran| ran.status.success())?;
    let said = String::from_utf8(ran.stdout).ok()?.trim().to_owned();
    (!said.is_empty()).then_some(said)
}
