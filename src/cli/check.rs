//! `clinicsite check`: everything that a careful editor would notice.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::pictures::pictures;
use super::terminal::{Stream, print, print_error, print_problems, tell_unpublished, told_due};
use super::{Cli, Format, Selection, Status};
use crate::problem::{Level, Problems};
use crate::report::{self, counted};
use crate::{Build, Depth, Memo};

#[derive(Args)]
pub(super) struct CheckArguments {
    /// Tell of these files only
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    selection: Selection,
    /// Fail on warnings too, and on what is due
    #[arg(long)]
    strict: bool,
    /// Tell only what is due, and fail on it: what was right and has aged, for a mail every night
    #[arg(long, conflicts_with = "strict")]
    due: bool,
    /// Look at what may not go live: placeholders, invented addresses, pages that are missing
    #[arg(long)]
    pub(super) launch: bool,
    /// Show every rule
    #[arg(long)]
    list: bool,
    /// Show the articles by the day of their next review
    #[arg(long)]
    reviews: bool,
    /// Write every address of another host to a file, each with the pages that lead there
    #[arg(long, value_name = "FILE")]
    links_out: Option<PathBuf>,
    /// Write the findings of today to a file
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// Tell only what is not in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

/// Checks the site and prints what it found.
pub(super) fn check(cli: &Cli, arguments: &CheckArguments) -> Status {
    if arguments.list {
        print(&report::rules());
        return Status::Fine;
    }
    if cli.format == Format::Csv && !arguments.reviews {
        print_error("error: the format csv is that of `clinicsite check --reviews`");
        return Status::Usage;
    }
    if !cli.has_root() {
        return Status::NoAccess;
    }
    let files: Vec<String> = arguments.files.iter().map(|file| from_root(&cli.root, file)).collect();
    if let Some(lost) = files.iter().find(|file| !cli.root.join(file).exists()) {
        print_error(format_args!("error: there is no `{lost}` in the clinic's folder"));
        return Status::NoAccess;
    }
    let started = Instant::now();
    let sources = crate::source::read(&cli.root);
    let depth = if arguments.launch { Depth::Launch } else { Depth::Check };
    let mut memo = Memo::of(pictures(cli));
    let build = crate::build_to(&sources, &arguments.selection.options(), &mut memo, depth);
    finish(cli, arguments, build, &files, started).unwrap_or_else(|status| status)
}

/// Writes the files that are asked for, else prints the findings; `Err` is the status after a failure.
fn finish(
    cli: &Cli,
    arguments: &CheckArguments,
    mut build: Build,
    files: &[String],
    started: Instant,
) -> Result<Status, Status> {
    if let (Some(file), Some(site)) = (&arguments.links_out, &build.site) {
        let links = crate::lint::links_out(site);
        let line = |(address, pages): (&String, &Vec<String>)| format!("{address}\t{}\n", pages.join(" "));
        write_file(file, &links.iter().map(line).collect::<String>())?;
    }
    if arguments.reviews {
        let Some(site) = &build.site else {
            print_problems(cli, &build.problems, Stream::Out);
            return Ok(Status::Faults);
        };
        return Ok(print_reviews(cli, site));
    }
    if let Some(file) = &arguments.write_baseline {
        write_file(file, &report::baseline(&build.problems))?;
        return Ok(Status::Fine);
    }
    if let Some(file) = &arguments.baseline {
        let known = std::fs::read_to_string(file).map_err(|error| {
            print_error(format_args!("error: `{}` cannot be read: {error}", file.display()));
            Status::NoAccess
        })?;
        report::without_known(&mut build.problems, &known);
    }
    retain_files(&mut build.problems, files);
    if arguments.due {
        build.problems.retain(|problem| problem.due || problem.level == Level::Error);
    }
    print_findings(cli, &build, started);
    let CheckArguments { strict, due, .. } = *arguments;
    let (count, has_due) = (|level| build.problems.count(level), build.problems.due() > 0);
    let failed =
        count(Level::Error) > 0 || (strict && count(Level::Warning) > 0) || ((strict || due) && has_due);
    Ok(if failed { Status::Faults } else { Status::Fine })
}

/// Prints the findings in the format that is asked for; as text with their numbers at the end.
fn print_findings(cli: &Cli, build: &Build, started: Instant) {
    let problems = &build.problems;
    let title = build.site.as_ref().map_or("The site", |site| &site.config.title);
    let day = build.site.as_ref().map_or_else(String::new, |site| site.config.today.to_string());
    match cli.format {
        Format::Html => print(&report::html(problems, title, &day)),
        Format::Github => print(&report::github(problems, &from_repository(&cli.root))),
        _ => print_problems(cli, problems, Stream::Out),
    }
    tell_unpublished(cli, build, Stream::Out);
    if cli.format == Format::Text && !cli.quiet {
        let elapsed = started.elapsed().as_millis();
        let words = [
            counted(build.pages, "page"),
            counted(problems.count(Level::Error), "error"),
            counted(problems.count(Level::Warning), "warning") + &told_due(problems),
            counted(problems.count(Level::Info), "note"),
        ];
        print(&format!("{}, {elapsed} ms\n", words.join(", ")));
    }
}

/// The way to the clinic's folder from the one that the workflow stands in, which is that of the repository.
fn from_repository(root: &std::path::Path) -> String {
    match from_root(std::path::Path::new(""), &root.to_string_lossy()) {
        way if way.is_empty() || root.is_absolute() => String::new(),
        way => way + "/",
    }
}

/// Prints the articles by the day of their next review.
fn print_reviews(cli: &Cli, site: &crate::site::Site) -> Status {
    let rows = report::reviews(site);
    if cli.format != Format::Csv {
        print(&report::reviews_text(&rows));
        return Status::Fine;
    }
    match report::reviews_csv(&rows) {
        Ok(text) => {
            print(&text);
            Status::Fine
        }
        Err(error) => {
            print_error(format_args!("error: {error}"));
            Status::NoAccess
        }
    }
}

/// A path of the command line, as problems name it: from the clinic's folder, with `/`.
fn from_root(root: &std::path::Path, file: &str) -> String {
    let path = std::path::Path::new(file);
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts = inside.components().filter(|part| *part != std::path::Component::CurDir);
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Keeps the findings of these files and of files below these folders; all, if none is named.
fn retain_files(problems: &mut Problems, files: &[String]) {
    if files.is_empty() {
        return;
    }
    problems.retain(|problem| {
        let path = problem.place.source.path.as_str();
        files.iter().any(|file| {
            path == *file || path.strip_prefix(file.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    });
}

/// Writes a file that an option names; prints an error if that fails.
fn write_file(file: &std::path::Path, text: &str) -> Result<(), Status> {
    std::fs::write(file, text).map_err(|error| {
        print_error(format_args!("error: `{}` cannot be written: {error}", file.display()));
        Status::NoAccess
    })
}
