//! `clinicsite completions` and `clinicsite man`: what shells and readers of manuals want of a program.

use clap::CommandFactory;
use clap_complete::Shell;

use super::terminal::{print, print_error};
use super::{Cli, Status, manual};

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "clinicsite", &mut script);
    print(&String::from_utf8_lossy(&script));
    Status::Fine
}

/// Prints the man page.
pub(super) fn man() -> Status {
    match manual::page(&Cli::command()) {
        Ok(page) => {
            print(&page);
            Status::Fine
        }
        Err(error) => {
            print_error(format_args!("error: the man page cannot be made: {error}"));
            Status::NoAccess
        }
    }
}
