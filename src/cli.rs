//! The command line: arguments, commands and exit statuses.
//!
//! Each command is a file: a library call, its problems, one closing line.

mod build;
mod check;
mod completions;
mod examples;
mod explain;
mod forms;
mod init;
mod manual;
mod new;
mod pictures;
mod prices;
mod schema;
mod serve;
mod terminal;
mod theme;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::config::Options;
use terminal::print_error;

/// The allocator of the program: a build makes millions of small texts, on all cores.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs the program with the arguments of its process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let status = match &cli.command {
        Command::Check(arguments) => check::check(&cli, arguments),
        Command::Prices(arguments) => prices::prices(&cli, arguments),
        _ if !cli.format.is_for_all() => {
            print_error("error: this format is one of `clinicsite check`");
            Status::Usage
        }
        Command::Build(arguments) => build::build(&cli, arguments),
        Command::Completions { shell } => completions::completions(*shell),
        Command::Explain { word } => explain::explain(word.as_deref()),
        Command::Forms(arguments) => forms::forms(&cli, arguments),
        Command::Init(arguments) => init::init(&cli, arguments),
        Command::Man => completions::man(),
        Command::New(arguments) => new::new(&cli, arguments),
        Command::Schema { name } => schema::schema(name.as_deref()),
        Command::Serve(arguments) => serve::serve(&cli, arguments),
        Command::Theme { command } => theme::theme(&cli, command),
    };
    ExitCode::from(status as u8)
}

/// The exit status of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// It did what was asked.
    Fine = 0,
    /// The site has errors, or warnings where these are refused.
    Faults = 1,
    /// The command line is wrong: an unknown rule, a format of another command.
    Usage = 2,
    /// A file, a folder or an address cannot be read, written or listened on.
    NoAccess = 3,
}

/// A static site generator for niche clinics: patient education in Markdown, open prices in TOML.
#[derive(Parser)]
#[command(version = env!("CLINICSITE_VERSION"), propagate_version = true, after_help = examples::ALL)]
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

/// The output format of problems, and of a few other results.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    /// Of `check`: one page that needs nothing else
    Html,
    /// Of `check`: annotations of a workflow
    Github,
    /// Of `check --reviews` and of `prices`
    Csv,
}

impl Format {
    /// Whether every command can write it.
    fn is_for_all(self) -> bool {
        matches!(self, Format::Text | Format::Json)
    }
}

#[derive(Subcommand)]
enum Command {
    /// Lay down a whole clinic in a new folder, to be made one's own
    #[command(after_help = examples::INIT)]
    Init(Box<init::InitArguments>),
    /// Write a draft of a page with all keys of its kind, or add an entry to the price list
    #[command(after_help = examples::NEW)]
    New(new::NewArguments),
    /// Check everything, then write the site whole or not at all
    #[command(after_help = examples::BUILD)]
    Build(build::BuildArguments),
    /// Tell everything that a careful editor would notice; nothing is written
    #[command(after_help = examples::CHECK)]
    Check(check::CheckArguments),
    /// Tell what a file holds, key by key, or why a rule is there
    #[command(after_help = examples::EXPLAIN)]
    Explain {
        /// A kind of page, `site`, `prices`, `sources`, `theme`, a key of any of them, or the id of a rule
        word: Option<String>,
    },
    /// Make sheets for paper: prices, and in the US the forms for estimates and receipts
    #[command(after_help = examples::FORMS)]
    Forms(forms::FormsArguments),
    /// Show the price list and its worked years as tables
    #[command(after_help = examples::PRICES)]
    Prices(prices::PricesArguments),
    /// Print the JSON Schema of a file or of a kind of page, for editors
    #[command(after_help = examples::SCHEMA)]
    Schema {
        /// `site`, `prices`, `sources`, `theme` or a kind of page
        name: Option<String>,
    },
    /// Show the site in a browser, and every change to it as soon as it is saved
    #[command(after_help = examples::SERVE)]
    Serve(serve::ServeArguments),
    /// Take files of the theme into the site, to be changed
    #[command(after_help = examples::THEME)]
    Theme {
        #[command(subcommand)]
        command: theme::ThemeCommand,
    },
    /// Print the completions of a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the man page
    #[command(after_help = examples::MAN)]
    Man,
}

impl Cli {
    /// Whether every finding is told, however many there are: what may not go live is a list to be worked through.
    fn tells_each(&self) -> bool {
        self.verbose || matches!(&self.command, Command::Check(arguments) if arguments.launch)
    }

    /// Whether the clinic's folder exists; prints an error if not.
    fn has_root(&self) -> bool {
        let exists = self.root.is_dir();
        if !exists {
            print_error(format_args!("error: the folder `{}` cannot be read", self.root.display()));
        }
        exists
    }
}

/// The options that `build`, `check` and `serve` share: what is published, and as of which day.
#[derive(Args, Default)]
struct Selection {
    /// Build as on this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<Date>,
    /// The site's address, instead of that in site.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
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

/// An address that a site can have.
fn base_url(text: &str) -> Result<String, String> {
    let fault = |fault: crate::identifiers::Fault| format!("{}: {}", fault.message, fault.help);
    crate::route::BaseUrl::parse(text).map(|_| text.to_owned()).map_err(fault)
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
