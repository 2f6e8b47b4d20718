//! `clinicsite explain`: what a file holds, key by key; what one key takes; why a rule is there.

use super::Status;
use super::terminal::{print, print_error};
use crate::explain;
use crate::identifiers::abbreviated;

/// Tells of a kind of page, a file, a key or a rule; without a word, what there is to tell of.
pub(super) fn explain(word: Option<&str>) -> Status {
    let Some(word) = word.map(str::trim) else {
        print(&explain::subjects());
        return Status::Fine;
    };
    if let Some(text) = explain::explain(word) {
        print(&text);
        return Status::Fine;
    }
    let shown = abbreviated(word);
    print_error(format_args!("error: there is neither a kind of page nor a file, a key or a rule `{shown}`"));
    match explain::nearest_to(word) {
        Some(near) => print_error(format_args!("help: did you mean `{near}`?")),
        None => print_error("help: `clinicsite explain` tells what there is to explain"),
    }
    Status::Usage
}
