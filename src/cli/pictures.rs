//! The pictures of a clinic's folder, and how far their making has come, for the terminal.

use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::terminal::print_over;
use super::{Cli, Format};
use crate::{Pictures, Progress};

/// How long nothing is said: most builds make no picture, or one.
const QUIET: Duration = Duration::from_secs(1);

/// How often something is said.
const EACH: Duration = Duration::from_millis(100);

/// The pictures of the clinic's folder. Where somebody watches, a line says how many are made, and goes when all are.
pub(super) fn pictures(cli: &Cli) -> Pictures {
    let pictures = Pictures::of(&cli.root);
    if cli.quiet || cli.format != Format::Text || !stderr().is_terminal() {
        return pictures;
    }
    let next = Mutex::new(Instant::now() + QUIET);
    let began = Instant::now();
    pictures.told(move |Progress { done, all }| {
        let Ok(mut next) = next.lock() else { return };
        if done == all && began.elapsed() > QUIET {
            print_over("");
        } else if Instant::now() >= *next {
            print_over(&format!("{done} of {all} pictures made smaller"));
            *next = Instant::now() + EACH;
        }
    })
}
