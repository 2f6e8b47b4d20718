//! `clinicsite explain`: what a file holds, key by key; what one key takes; why a rule is there.

use super::Status;
use super::terminal::{complain, say};
use crate::explain;

/// Tells of a kind of page, a file, a key or a rule; without a word, what there is to tell of.
pub(super) fn explain(word: Option<&str>) -> Status {
    let Some(word) = word else {
        say(&explain::subjects());
        return Status::Fine;
    };
    if let Some(text) = explain::explain(word) {
        say(&text);
        return Status::Fine;
    }
    complain(format_args!("error: there is neither a kind of page nor a file, a key or a rule `{word}`"));
    match explain::nearest_to(word) {
        Some(near) => complain(format_args!("help: did you mean `{near}`?")),
        None => complain("help: `clinicsite explain` tells what there is to explain"),
    }
    Status::Usage
}
