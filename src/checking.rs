//! The commands of the careful editor: `check` and `explain`.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use clinicsite::Depth;
use clinicsite::Memo;
use clinicsite::problem::{Level, Problems, nearest};
use clinicsite::report::{self, counted};
use clinicsite::rules::Rule;

use crate::terminal::{Stream, complain, say, tell_problems};
use crate::{Cli, FAULTS, FINE, Format, NO_ACCESS, Selection, WRONG, has_root};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Tell of these files only
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    selection: Selection,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Look at what may not go live: placeholders, invented addresses, pages that are missing
    #[arg(long)]
    launch: bool,
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

pub(crate) fn explain(id: &str) -> u8 {
    if let Some(rule) = Rule::find(id) {
        say(&report::explain(rule));
        return FINE;
    }
    complain(format_args!("error: there is no rule `{id}`"));
    match nearest(id, Rule::ALL.iter().map(|rule| rule.id())) {
        Some(near) => complain(format_args!("help: did you mean `{near}`?")),
        None => complain("help: `clinicsite check --list` shows them all"),
    }
    WRONG
}

pub(crate) fn check(cli: &Cli, arguments: &Arguments) -> u8 {
    if arguments.list {
        say(&report::rules());
        return FINE;
    }
    if cli.format == Format::Csv && !arguments.reviews {
        complain("error: the format csv is that of `clinicsite check --reviews`");
        return WRONG;
    }
    if !has_root(cli) {
        return NO_ACCESS;
    }
    let files: Vec<String> = arguments.files.iter().map(|file| from_root(&cli.root, file)).collect();
    if let Some(lost) = files.iter().find(|file| !cli.root.join(file).exists()) {
        complain(format_args!("error: there is no `{lost}` in the clinic's folder"));
        return NO_ACCESS;
    }
    let started = Instant::now();
    let sources = clinicsite::source::read(&cli.root);
    let depth = if arguments.launch { Depth::Launch } else { Depth::Check };
    let build = clinicsite::build_to(&sources, &arguments.selection.options(), &mut Memo::default(), depth);
    if let (Some(file), Some(site)) = (&arguments.links_out, &build.site) {
        let links = clinicsite::lint::links_out(site);
        let text: String =
            links.iter().map(|(address, pages)| format!("{address}\t{}\n", pages.join(" "))).collect();
        if let Err(status) = write(file, &text) {
            return status;
        }
    }
    if arguments.reviews {
        return match &build.site {
            Some(site) => reviews(cli, site),
            None => {
                tell_problems(cli, &build.problems, Stream::Out);
                FAULTS
            }
        };
    }
    let mut problems = build.problems;
    if let Some(file) = &arguments.write_baseline {
        return match write(file, &report::baseline(&problems)) {
            Ok(()) => FINE,
            Err(status) => status,
        };
    }
    if let Some(file) = &arguments.baseline {
        match std::fs::read_to_string(file) {
            Ok(known) => report::without_known(&mut problems, &known),
            Err(error) => {
                complain(format_args!("error: `{}` cannot be read: {error}", file.display()));
                return NO_ACCESS;
            }
        }
    }
    restrict(&mut problems, &files);
    let title = build.site.as_ref().map_or("The site", |site| &site.config.title);
    let day = build.site.as_ref().map_or_else(String::new, |site| site.config.today.to_string());
    match cli.format {
        Format::Html => say(&report::html(&problems, title, &day)),
        Format::Github => say(&report::github(&problems)),
        _ => tell_problems(cli, &problems, Stream::Out),
    }
    let count = |level| problems.count(level);
    let (errors, warnings, notes) = (count(Level::Error), count(Level::Warning), count(Level::Info));
    if cli.format == Format::Text && !cli.quiet {
        let took = started.elapsed().as_millis();
        let words = [
            counted(build.pages, "page"),
            counted(errors, "error"),
            counted(warnings, "warning"),
            counted(notes, "note"),
        ];
        say(&format!("{}, {took} ms\n", words.join(", ")));
    }
    if errors > 0 || (arguments.strict && warnings > 0) { FAULTS } else { FINE }
}

fn reviews(cli: &Cli, site: &clinicsite::site::Site) -> u8 {
    let rows = report::reviews(site);
    if cli.format != Format::Csv {
        say(&report::reviews_text(&rows));
        return FINE;
    }
    match report::reviews_csv(&rows) {
        Ok(text) => {
            say(&text);
            FINE
        }
        Err(error) => {
            complain(format_args!("error: {error}"));
            NO_ACCESS
        }
    }
}

/// A path as messages name it, from the clinic's folder.
fn from_root(root: &std::path::Path, file: &str) -> String {
    let path = std::path::Path::new(file);
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts = inside.components().filter(|part| *part != std::path::Component::CurDir);
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Leaves the findings of these files, or of files below these folders.
fn restrict(problems: &mut Problems, files: &[String]) {
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

fn write(file: &std::path::Path, text: &str) -> Result<(), u8> {
    std::fs::write(file, text).map_err(|error| {
        complain(format_args!("error: `{}` cannot be written: {error}", file.display()));
        NO_ACCESS
    })
}
