//! Colours: of problems as of what the command line itself is told, by what the user has asked for. No test runs in a
//! terminal.

use std::path::Path;
use std::process::Command;

use crate::clinic::Clinic;

/// Whether what goes to stderr has colours.
fn is_colored(folder: &Path, arguments: &[&str], surroundings: &[(&str, &str)]) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clinicsite"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(name);
    }
    let ran =
        command.args(arguments).current_dir(folder).envs(surroundings.iter().copied()).output().unwrap();
    assert_ne!(ran.stderr, b"", "{arguments:?}");
    ran.stderr.contains(&0x1b)
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let folder = Clinic::new().article("flu", "[A](lost.md)").lay();
    for arguments in [["build", "--quiet"], ["build", "--strickt"]] {
        let is_colored = |surroundings: &[(&str, &str)]| is_colored(folder.path(), &arguments, surroundings);
        assert!(!is_colored(&[]), "{arguments:?}");
        assert!(is_colored(&[("CLICOLOR_FORCE", "1")]), "{arguments:?}");
        assert!(is_colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]), "{arguments:?}");
        assert!(!is_colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), "{arguments:?}");
        assert!(!is_colored(&[("CLICOLOR", "1")]), "{arguments:?}");
    }
}
