//! `clinicsite schema`: JSON Schemas for editors.

use super::Status;
use super::terminal::print_error;

/// Prints the schema of a file or of a kind of page; without a name, which there are.
pub(super) fn schema(name: Option<&str>) -> Status {
    print_error(format_args!("{name:?}"));
    Status::Usage
}
