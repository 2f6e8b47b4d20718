//! `clinicsite prices`: the price list and its worked years in the terminal.

use clap::Args;

use super::terminal::print_error;
use super::{Cli, Selection, Status};

#[derive(Args)]
pub(super) struct PricesArguments {
    #[command(flatten)]
    selection: Selection,
}

/// Prints them.
pub(super) fn prices(_cli: &Cli, arguments: &PricesArguments) -> Status {
    print_error(format_args!("{}", arguments.selection.drafts));
    Status::Usage
}
