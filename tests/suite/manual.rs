//! What packagers ask a program for: its version, its man page, the completions of shells.

use crate::clinic::clinicsite;

fn out(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let ran = clinicsite(folder.path(), arguments);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn the_version_names_the_commit_where_it_is_known() {
    let version = out(&["--version"]);
    let rest = version.strip_prefix(concat!("clinicsite ", env!("CARGO_PKG_VERSION"))).unwrap();
    let commit = rest.trim_end().strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    assert!(rest == "\n" || commit.is_some_and(|commit| !commit.is_empty()), "{version}");
}

#[test]
fn the_man_page_tells_of_every_command_and_status() {
    let page = out(&["man"]);
    assert!(page.contains(".TH CLINICSITE 1 "), "{page}");
    for heading in [
        ".SS \"clinicsite init ",
        ".SS \"clinicsite build [OPTIONS]\"",
        ".SS \"clinicsite theme eject ",
        ".SH \"EXIT STATUS\"",
        ".SH ENVIRONMENT",
        "NO_COLOR",
    ] {
        assert!(page.contains(heading), "{heading} in {page}");
    }
    assert!(page.contains("Without it: public."), "{page}");
    assert!(!page.contains("0.1.0 ("), "the page is the same for every commit of a version");
}

#[test]
fn shells_are_told_of_commands_in_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&["completions", shell]).contains("eject"), "{shell}");
    }
}
