//! `clinicsite schema`: JSON Schemas for editors.

use super::Status;
use super::terminal::{print, print_error};
use crate::identifiers::abbreviated;
use crate::json_schema;
use crate::known::nearest;

/// Prints the schema of a file or of a kind of page; without a name, which there are.
pub(super) fn schema(name: Option<&str>) -> Status {
    let Some(name) = name.map(str::trim) else {
        print(&list());
        return Status::Fine;
    };
    if let Some(schema) = json_schema::of(name) {
        print(&schema);
        return Status::Fine;
    }
    print_error(format_args!("error: there is no schema `{}`", abbreviated(name)));
    match nearest(name, json_schema::names()) {
        Some(near) => print_error(format_args!("help: did you mean `{near}`?")),
        None => print_error("help: `clinicsite schema` lists what there is"),
    }
    Status::Usage
}

/// All names, each with the files it is of.
fn list() -> String {
    let width = json_schema::names().map(str::len).max().unwrap_or_default();
    let line = |(name, path)| format!("  {name:width$}  {path}\n");
    let lines: String = json_schema::all().map(line).collect();
    format!(
        "clinicsite schema NAME prints the JSON Schema of a file, or of the front matter of a page:\n\n{lines}"
    )
}
