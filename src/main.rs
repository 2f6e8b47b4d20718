//! The command line: one library call, its problems, one closing line, an exit status.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the only place that speaks to a terminal")]

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use annotate_snippets::Renderer;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clinicsite::Build;
use clinicsite::config::Options;
use clinicsite::page::Memo;
use clinicsite::problem::Level;
use jiff::civil::Date;

/// A static site generator for niche clinics: patient education in Markdown, open prices in TOML.
#[derive(Parser)]
#[command(version, propagate_version = true)]
struct Cli {
    /// The clinic's folder
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Say nothing but problems
    #[arg(long, global = true)]
    quiet: bool,
    /// Name every page that is held back
    #[arg(long, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// How problems are told
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Check everything, then write the site whole or not at all
    Build {
        #[command(flatten)]
        selection: Selection,
        /// Where the site is written, from the clinic's folder
        #[arg(long, default_value = "public", value_name = "DIR")]
        output: PathBuf,
        /// Fail on warnings too
        #[arg(long)]
        strict: bool,
    },
}

#[derive(Args)]
struct Selection {
    /// Build as on this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<Date>,
    /// The site's address, instead of that in site.toml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Publish drafts
    #[arg(long)]
    drafts: bool,
    /// Publish what is dated ahead
    #[arg(long)]
    future: bool,
    /// Publish what has expired
    #[arg(long)]
    expired: bool,
}

impl Selection {
    fn options(&self) -> Options {
        Options {
            now: jiff::Timestamp::now(),
            as_of: self.as_of,
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            future: self.future,
            expired: self.expired,
        }
    }
}

const FINE: u8 = 0;
const FAULTS: u8 = 1;
const NO_ACCESS: u8 = 3;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let status = match &cli.command {
        Command::Build { selection, output, strict } => {
            build(&cli, selection, &cli.root.join(output), *strict)
        }
    };
    ExitCode::from(status)
}

fn build(cli: &Cli, selection: &Selection, output: &Path, strict: bool) -> u8 {
    let started = Instant::now();
    let progress = progress(cli);
    if !cli.root.is_dir() {
        progress.finish_and_clear();
        eprintln!("error: the folder `{}` cannot be read", cli.root.display());
        return NO_ACCESS;
    }
    let sources = clinicsite::source::read(&cli.root);
    let build = clinicsite::build(&sources, &selection.options(), &mut Memo::default());
    progress.finish_and_clear();
    tell(cli, &build);
    let (errors, warnings) = (build.problems.count(Level::Error), build.problems.count(Level::Warning));
    if errors > 0 || (strict && warnings > 0) {
        if cli.format == Format::Text {
            eprintln!("{}, {}; nothing was written", counted(errors, "error"), counted(warnings, "warning"));
        }
        return FAULTS;
    }
    match clinicsite::publish::publish(&cli.root, output, &build.outputs) {
        Ok(_) => {
            if !cli.quiet && cli.format == Format::Text {
                println!("{}", closing_line(&build, warnings, started.elapsed()));
            }
            FINE
        }
        Err(refused) => {
            eprintln!("error: {refused}");
            NO_ACCESS
        }
    }
}

/// Shown on a terminal for what takes over half a second.
fn progress(cli: &Cli) -> indicatif::ProgressBar {
    if cli.quiet || cli.format == Format::Json || !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let bar = indicatif::ProgressBar::new_spinner().with_message("building the site");
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(500));
        if !shown.is_finished() {
            shown.enable_steady_tick(Duration::from_millis(100));
        }
    });
    bar
}

/// Problems: to stderr with their source lines, or to stdout as lines of JSON.
fn tell(cli: &Cli, build: &Build) {
    if cli.format == Format::Json {
        for problem in build.problems.iter() {
            println!("{}", problem.json());
        }
        return;
    }
    let plain = !std::io::stderr().is_terminal() || std::env::var_os("NO_COLOR").is_some();
    eprint!("{}", build.problems.render(&if plain { Renderer::plain() } else { Renderer::styled() }));
    if cli.verbose {
        for (path, reason) in &build.held_back {
            eprintln!("held back: {path}: {reason}");
        }
    }
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn closing_line(build: &Build, warnings: usize, took: Duration) -> String {
    let next = build.next_change.as_ref().map(|(day, what)| format!("next change {day}: {what}"));
    let held = match (build.held_back.len(), next) {
        (0, None) => String::new(),
        (0, Some(next)) => format!(", {next}"),
        (number, None) => format!(", {number} held back"),
        (number, Some(next)) => format!(", {number} held back ({next})"),
    };
    format!(
        "{}{held}, {}, {} ms",
        counted(build.pages, "page"),
        counted(warnings, "warning"),
        took.as_millis()
    )
}
