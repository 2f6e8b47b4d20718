//! `clinicsite init`: a whole clinic in a new folder.

use std::path::PathBuf;

use clap::Args;

use super::terminal::print_error;
use super::{Cli, Status};

#[derive(Args)]
pub(super) struct InitArguments {
    /// The folder, which is made; one that is there must be empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Ask nothing: what no flag says is taken as proposed
    #[arg(long)]
    yes: bool,
}

/// Asks what is to be known, and lays the clinic down.
pub(super) fn init(_cli: &Cli, arguments: &InitArguments) -> Status {
    print_error(format_args!("{}{}", arguments.folder.display(), arguments.yes));
    Status::Usage
}
