//! `clinicsite explain`: why a rule is there, with a wrong and a right example.

use super::Status;
use super::terminal::{complain, say};
use crate::problem::nearest;
use crate::report;
use crate::rules::Rule;

/// Tells why a rule is there.
pub(super) fn explain(id: &str) -> Status {
    if let Some(rule) = Rule::find(id) {
        say(&report::explain(rule));
        return Status::Fine;
    }
    complain(format_args!("error: there is no rule `{id}`"));
    match nearest(id, Rule::ALL.iter().map(|rule| rule.id())) {
        Some(near) => complain(format_args!("help: did you mean `{near}`?")),
        None => complain("help: `clinicsite check --list` shows them all"),
    }
    Status::Usage
}
