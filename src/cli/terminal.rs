//! The terminal's two streams: results and the closing line on stdout, problems on stderr.
//!
//! Nobody may be reading (`| head -1`), or the disk behind a stream may be full. Neither changes what a command did, so
//! what cannot be written is dropped and the exit status stays that of the result. The lints `print_stdout` and
//! `print_stderr` keep every other room from writing here by the macros of `std`, which end the program instead.

use std::fmt::Display;
use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use crate::Build;
use crate::problem::Problems;
use crate::report;
use crate::source::LeftOut;
use annotate_snippets::Renderer;

use super::{Cli, Format};

/// Standard output or standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    Out,
    Err,
}

impl Stream {
    /// Whether colours are shown: on a terminal that has them, or where CLICOLOR_FORCE wants them, unless NO_COLOR or
    /// CLICOLOR=0 wants none; as clap decides of its own messages.
    fn has_colors(self) -> bool {
        let choice = match self {
            Stream::Out => AutoStream::choice(&io::stdout()),
            Stream::Err => AutoStream::choice(&io::stderr()),
        };
        choice != ColorChoice::Never
    }

    /// Writes a text with colours; a console of Windows that does not know their signs is told by its own calls.
    fn write_colored(self, text: &str) {
        let _ = match self {
            Stream::Out => {
                let mut out = anstream::stdout().lock();
                out.write_all(text.as_bytes()).and_then(|()| out.flush())
            }
            Stream::Err => anstream::stderr().lock().write_all(text.as_bytes()),
        };
    }

    /// Writes a text with one call; what cannot be written is dropped.
    fn write(self, text: &str) {
        let _ = match self {
            Stream::Out => {
                let mut out = io::stdout().lock();
                out.write_all(text.as_bytes()).and_then(|()| out.flush())
            }
            Stream::Err => io::stderr().lock().write_all(text.as_bytes()),
        };
    }
}

/// Writes a result to stdout, as it is.
pub(super) fn print(text: &str) {
    Stream::Out.write(text);
}

/// Writes a line to stderr.
pub(super) fn print_error(line: impl Display) {
    Stream::Err.write(&format!("{line}\n"));
}

/// Writes a line to stderr over the one that this wrote before; nothing takes that away.
pub(super) fn print_over(line: &str) {
    // Back to the first column, and all behind the line is cleared (ECMA-48).
    Stream::Err.write(&format!("\r{line}\x1b[K"));
}

/// Writes problems with their source lines to a stream, or as lines of JSON to stdout.
pub(super) fn print_problems(cli: &Cli, problems: &Problems, stream: Stream) {
    if cli.format == Format::Json {
        let lines: String = problems.iter().map(|problem| problem.json() + "\n").collect();
        return print(&lines);
    }
    let all = cli.tells_each() || problems.iter().count() <= report::MOST;
    let render = |renderer| if all { problems.render(renderer) } else { report::summary(problems, renderer) };
    match stream.has_colors() {
        true => stream.write_colored(&render(&Renderer::styled())),
        false => stream.write(&render(&Renderer::plain())),
    }
}

/// How many problems are due, behind the number of warnings; nothing if none is.
pub(super) fn told_due(problems: &Problems) -> String {
    match problems.due() {
        0 => String::new(),
        number => format!(", {number} due"),
    }
}

/// Writes what is not published and why, if everything is to be told.
pub(super) fn tell_unpublished(cli: &Cli, build: &Build, stream: Stream) {
    if !cli.verbose || cli.format != Format::Text {
        return;
    }
    for (path, reason) in &build.held_back {
        stream.write(&format!("held back: {path}: {reason}\n"));
    }
    for LeftOut { path, reason } in &build.left_out {
        stream.write(&format!("left out: {path}: {reason}\n"));
    }
}
