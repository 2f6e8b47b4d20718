//! `clinicsite theme`: files of the theme, taken into the site.

use clap::Subcommand;

use super::terminal::print_error;
use super::{Cli, Status};

#[derive(Subcommand)]
pub(super) enum ThemeCommand {
    /// Lay down a file of the theme in the site, to be changed
    Eject {
        /// Its path in the theme, such as `templates/home.html`
        file: Option<String>,
    },
}

/// Does what the command says.
pub(super) fn theme(_cli: &Cli, command: &ThemeCommand) -> Status {
    let ThemeCommand::Eject { file } = command;
    print_error(format_args!("{file:?}"));
    Status::Usage
}
