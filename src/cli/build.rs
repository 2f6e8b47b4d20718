//! `clinicsite build`: the site, written whole or not at all.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;

use super::pictures::pictures;
use super::terminal::{Stream, print, print_error, print_problems, tell_unpublished, told_due};
use super::{Cli, Format, Selection, Status};
use crate::Memo;
use crate::problem::Level;
use crate::publish::OutputLock;
use crate::report::counted;
use crate::{Build, Depth};

#[derive(Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    selection: Selection,
    /// Where the site is written, from the clinic's folder
    #[arg(long, default_value = "public", value_name = "DIR")]
    output: PathBuf,
    /// Fail on warnings too, except on what is due: what days alone have made of it stops no site
    #[arg(long)]
    strict: bool,
}

/// Builds the site, and publishes it if it has no error.
pub(super) fn build(cli: &Cli, arguments: &BuildArguments) -> Status {
    if !cli.has_root() {
        return Status::NoAccess;
    }
    let BuildArguments { selection, output, strict } = arguments;
    let (output, strict) = (cli.root.join(output), *strict);
    // Its error is told after the site's problems, so that one run tells everything.
    let lock = OutputLock::acquire(&cli.root, &output, &mut || {
        print_error(format_args!("another build is at work on `{}`; waiting for its end", output.display()));
    });
    let started = Instant::now();
    let sources = crate::source::read(&cli.root);
    let depth = if strict { Depth::Check } else { Depth::Build };
    let mut memo = Memo::of(pictures(cli));
    let mut build = crate::build_to(&sources, &selection.options(), &mut memo, depth);
    // Notes are for `check`.
    build.problems.retain(|problem| problem.level != Level::Info);
    print_findings(cli, &build);
    let (errors, warnings) = (build.problems.count(Level::Error), build.problems.count(Level::Warning));
    if errors > 0 || (strict && warnings > 0) {
        if cli.format == Format::Text {
            let due = told_due(&build.problems);
            let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
            print_error(format_args!("{errors}, {warnings}{due}; nothing was written"));
        }
        return Status::Faults;
    }
    match lock.and_then(|lock| lock.publish(&build.outputs)) {
        Ok(_) => {
            if !cli.quiet && cli.format == Format::Text {
                print(&(closing_line(&build, started.elapsed()) + "\n"));
            }
            Status::Fine
        }
        Err(error) => {
            print_error(format_args!("error: {error}"));
            Status::NoAccess
        }
    }
}

/// Prints the problems, and with `--verbose` what is not published and why.
fn print_findings(cli: &Cli, build: &Build) {
    print_problems(cli, &build.problems, Stream::Err);
    tell_unpublished(cli, build, Stream::Err);
}

/// The line that sums up a build: `12 pages, 1 held back, 0 warnings, 20 ms`.
fn closing_line(build: &Build, elapsed: Duration) -> String {
    let next = build.next_change.as_ref().map(|(day, what)| format!("next change {day}: {what}"));
    let held = match (build.held_back.len(), next) {
        (0, None) => String::new(),
        (0, Some(next)) => format!(", {next}"),
        (number, None) => format!(", {number} held back"),
        (number, Some(next)) => format!(", {number} held back ({next})"),
    };
    let left = match build.left_out.len() {
        0 => String::new(),
        number => format!(", {} left out", counted(number, "file")),
    };
    let invented = match build.placeholders {
        0 => String::new(),
        number => format!(", {}", counted(number, "placeholder")),
    };
    format!(
        "{}{held}{left}{invented}, {}{}, {} ms",
        counted(build.pages, "page"),
        counted(build.problems.count(Level::Warning), "warning"),
        told_due(&build.problems),
        elapsed.as_millis()
    )
}
