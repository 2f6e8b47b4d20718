//! `clinicsite completions` and `clinicsite man`: what shells and readers of manuals want of a program.

use clap_complete::Shell;

use super::Status;
use super::terminal::print_error;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell) -> Status {
    print_error(format_args!("{shell}"));
    Status::Usage
}

/// Prints the man page.
pub(super) fn man() -> Status {
    Status::Usage
}
