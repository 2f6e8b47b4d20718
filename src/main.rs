//! The command line: one library call, its problems, one closing line, an exit status.

mod checking;
mod terminal;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clinicsite::Memo;
use clinicsite::config::Options;
use clinicsite::problem::Level;
use clinicsite::publish::Turn;
use clinicsite::report::counted;
use clinicsite::serve::{Built, Notice, Settings, Told};
use clinicsite::source::LeftOut;
use clinicsite::{Build, Depth};
use jiff::civil::Date;

use crate::terminal::{Stream, complain, say, tell_problems};

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
    /// Tell every finding, and name every page that is held back and every file that is left out
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
    /// Of `check`: one page that needs nothing else
    Html,
    /// Of `check`: annotations of a workflow
    Github,
    /// Of `check --reviews`
    Csv,
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
    /// Tell everything that a careful editor would notice; nothing is written
    Check(checking::Arguments),
    /// Tell why a rule is there, with a wrong and a right example
    Explain {
        /// The id of a rule, as in brackets in every message
        rule: String,
    },
    /// Show the site in a browser, and every change to it as soon as it is saved
    Serve {
        #[command(flatten)]
        selection: Selection,
        /// The address to listen on; 0.0.0.0 lets everybody on the network see the preview, drafts too
        #[arg(long, default_value = "127.0.0.1")]
        host: String,
        /// The port to listen on; 0 takes a free one
        #[arg(long, default_value_t = 4000)]
        port: u16,
        /// Open the site in the browser
        #[arg(long)]
        open: bool,
        /// Show what a build would publish; else what it would hold back is shown too, with a badge
        #[arg(long)]
        production: bool,
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
const WRONG: u8 = 2;
const NO_ACCESS: u8 = 3;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let for_all = matches!(cli.format, Format::Text | Format::Json);
    let status = match &cli.command {
        Command::Check(arguments) => checking::check(&cli, arguments),
        Command::Explain { rule } => checking::explain(rule),
        _ if !for_all => {
            complain("error: this format is one of `clinicsite check`");
            WRONG
        }
        Command::Build { selection, output, strict } => {
            build(&cli, selection, &cli.root.join(output), *strict)
        }
        Command::Serve { selection, host, port, open, production } => {
            let settings = Settings {
                root: cli.root.clone(),
                host: host.clone(),
                port: *port,
                production: *production,
                notice: Notice::Events,
            };
            serve(&cli, selection, &settings, *open)
        }
    };
    ExitCode::from(status)
}

/// Whether there is a folder to read; says so if not.
fn has_root(cli: &Cli) -> bool {
    let is = cli.root.is_dir();
    if !is {
        complain(format_args!("error: the folder `{}` cannot be read", cli.root.display()));
    }
    is
}

fn serve(cli: &Cli, selection: &Selection, settings: &Settings, open: bool) -> u8 {
    if !has_root(cli) {
        return NO_ACCESS;
    }
    // Nothing is written, so there is nothing to tidy up.
    if let Err(error) = ctrlc::set_handler(|| std::process::exit(FINE.into())) {
        complain(format_args!("warning: Ctrl-C will not end this with status 0: {error}"));
    }
    let options = || {
        let mut options = selection.options();
        if !settings.production {
            (options.drafts, options.future, options.expired) = (true, true, true);
        }
        options
    };
    let mut tell = |told: Told<'_>| match told {
        Told::Ready { address, network } => {
            tell_address(cli, address, network);
            if open && let Err(error) = open::that_detached(address) {
                complain(format_args!("warning: no browser can be opened: {error}"));
            }
        }
        Told::Built(built) => tell_built(cli, built),
        Told::Unwatched(error) => complain(format_args!(
            "warning: not every file can be watched ({error}), so the preview looks at them all every two seconds"
        )),
        Told::Unheard(path) => complain(format_args!(
            "note: {path} was changed and no event told of it (as on network drives, in containers, in WSL), \
             so the preview looks at all files every two seconds"
        )),
    };
    match clinicsite::serve::serve(settings, &options, &mut tell) {
        Ok(never) => match never {},
        Err(refused) => {
            complain(format_args!("error: {refused}"));
            NO_ACCESS
        }
    }
}

/// With `--format json` stdout holds problems alone.
fn tell_address(cli: &Cli, address: &str, network: Option<&str>) {
    let mut text = format!("The preview is at {address} (Ctrl-C ends it)\n");
    if let Some(network) = network {
        text.push_str(&format!("Everybody on this network can see it at {network}\n"));
    }
    if cli.format == Format::Json { complain(text.trim_end()) } else { say(&text) }
}

fn tell_built(cli: &Cli, built: &Built) {
    if built.news {
        tell_problems(cli, &built.problems, Stream::Err);
    }
    if cli.quiet || cli.format == Format::Json {
        return;
    }
    let (errors, warnings) = (built.problems.count(Level::Error), built.problems.count(Level::Warning));
    let changed = &built.changed;
    if built.stopped {
        let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
        let kept =
            if built.pages > 0 { "the pages stay as they last were" } else { "there is no page to show yet" };
        say(&format!("{changed}: {errors}, {warnings}; {kept}\n"));
        return;
    }
    let pages = counted(built.pages, "page");
    let early = match built.early.len() {
        0 => String::new(),
        count => format!(" ({count} not published yet)"),
    };
    let in_drafts = match errors {
        0 => String::new(),
        count => format!(", {} in drafts", counted(count, "error")),
    };
    let warnings = counted(warnings, "warning");
    let took = built.took.as_millis();
    say(&format!("{changed}: {pages}{early}{in_drafts}, {warnings}, {took} ms\n"));
    if cli.verbose {
        built.early.iter().for_each(|(path, reason)| say(&format!("not published yet: {path}: {reason}\n")));
    }
}

fn build(cli: &Cli, selection: &Selection, output: &Path, strict: bool) -> u8 {
    if !has_root(cli) {
        return NO_ACCESS;
    }
    // A folder that cannot be written is told behind what is wrong with the site.
    let turn = Turn::take(&cli.root, output, &mut || {
        complain(format_args!("another build is at work on `{}`; waiting for its end", output.display()));
    });
    let started = Instant::now();
    let progress = progress(cli);
    let sources = clinicsite::source::read(&cli.root);
    let depth = if strict { Depth::Check } else { Depth::Build };
    let mut build = clinicsite::build_to(&sources, &selection.options(), &mut Memo::default(), depth);
    // Notes are for `check`.
    build.problems.retain(|problem| problem.level != Level::Info);
    progress.finish_and_clear();
    tell(cli, &build);
    let (errors, warnings) = (build.problems.count(Level::Error), build.problems.count(Level::Warning));
    if errors > 0 || (strict && warnings > 0) {
        if cli.format == Format::Text {
            complain(format_args!(
                "{}, {}; nothing was written",
                counted(errors, "error"),
                counted(warnings, "warning")
            ));
        }
        return FAULTS;
    }
    match turn.and_then(|turn| turn.publish(&build.outputs)) {
        Ok(_) => {
            if !cli.quiet && cli.format == Format::Text {
                say(&(closing_line(&build, warnings, started.elapsed()) + "\n"));
            }
            FINE
        }
        Err(refused) => {
            complain(format_args!("error: {refused}"));
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

fn tell(cli: &Cli, build: &Build) {
    tell_problems(cli, &build.problems, Stream::Err);
    if cli.verbose && cli.format == Format::Text {
        for (path, reason) in &build.held_back {
            complain(format_args!("held back: {path}: {reason}"));
        }
        for LeftOut { path, reason } in &build.left_out {
            complain(format_args!("left out: {path}: {reason}"));
        }
    }
}

fn closing_line(build: &Build, warnings: usize, took: Duration) -> String {
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
    format!(
        "{}{held}{left}, {}, {} ms",
        counted(build.pages, "page"),
        counted(warnings, "warning"),
        took.as_millis()
    )
}
