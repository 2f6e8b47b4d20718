//! `clinicsite new`: a draft of a page, or a new entry of the price list.

use clap::Args;

use super::terminal::print_error;
use super::{Cli, Status};

#[derive(Args)]
pub(super) struct NewArguments {
    /// A kind of page, or `price`
    kind: String,
    /// Its title; of a price its id
    title: String,
}

/// Writes the draft, or adds the entry.
pub(super) fn new(_cli: &Cli, arguments: &NewArguments) -> Status {
    print_error(format_args!("{}{}", arguments.kind, arguments.title));
    Status::Usage
}
