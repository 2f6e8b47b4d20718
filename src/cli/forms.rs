//! `clinicsite forms`: sheets for paper, in a folder that is not published.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::terminal::{Stream, print, print_error, print_problems};
use super::{Cli, Format, Selection, Status};
use crate::Memo;
use crate::problem::Level;
use crate::publish;
use crate::report::counted;

#[derive(Args)]
pub(super) struct FormsArguments {
    /// Where they are written, from the clinic's folder: not a folder that is published
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Make them as on this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<Date>,
}

/// Makes the sheets, and writes them if the site has no error.
pub(super) fn forms(cli: &Cli, arguments: &FormsArguments) -> Status {
    if !cli.has_root() {
        return Status::NoAccess;
    }
    let folder = cli.root.join(&arguments.folder);
    let sources = crate::source::read(&cli.root);
    let options = Selection { as_of: arguments.as_of, ..Selection::default() }.options();
    let mut forms = crate::forms(&sources, &options, &mut Memo::default());
    // Notes are for `check`.
    forms.problems.retain(|problem| problem.level != Level::Info);
    print_problems(cli, &forms.problems, Stream::Err);
    let errors = forms.problems.count(Level::Error);
    if errors > 0 {
        if cli.format == Format::Text {
            print_error(format_args!("{}; nothing was written", counted(errors, "error")));
        }
        return Status::Faults;
    }
    if forms.sheets.is_empty() {
        print_error("error: there is nothing to print: the clinic has no content/prices.toml");
        return Status::Faults;
    }
    if let Err(error) = publish::write_sheets(&cli.root, &folder, &forms.sheets) {
        print_error(format_args!("error: {error}"));
        return Status::NoAccess;
    }
    if !cli.quiet && cli.format == Format::Text {
        let names: Vec<_> = forms.sheets.keys().copied().collect();
        print(&format!("{} in {}: {}\n", counted(names.len(), "sheet"), folder.display(), names.join(", ")));
    }
    Status::Fine
}
