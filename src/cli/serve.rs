//! `clinicsite serve`: runs the preview and prints its events.

use clap::Args;

use super::terminal::{Stream, print, print_error, print_problems};
use super::{Cli, Format, Selection, Status};
use crate::problem::Level;
use crate::report::counted;
use crate::serve::{Built, Notice, ServeEvent, Settings};

#[derive(Args)]
pub(super) struct ServeArguments {
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
}

/// Serves the site until the process is ended.
pub(super) fn serve(cli: &Cli, arguments: &ServeArguments) -> Status {
    if !cli.has_root() {
        return Status::NoAccess;
    }
    let settings = Settings {
        root: cli.root.clone(),
        host: arguments.host.clone(),
        port: arguments.port,
        production: arguments.production,
        notice: Notice::Events,
    };
    // Nothing is written, so there is nothing to clean up.
    if let Err(error) = ctrlc::set_handler(|| std::process::exit(Status::Fine as i32)) {
        print_error(format_args!("warning: Ctrl-C will not end this with status 0: {error}"));
    }
    let options = || {
        let mut options = arguments.selection.options();
        if !settings.production {
            (options.drafts, options.future, options.expired) = (true, true, true);
        }
        options
    };
    let mut on_event = |told: ServeEvent<'_>| match told {
        ServeEvent::Ready { address, network } => {
            print_address(cli, address, network);
            if arguments.open
                && let Err(error) = open::that_detached(address)
            {
                print_error(format_args!("warning: no browser can be opened: {error}"));
            }
        }
        ServeEvent::Built(built) => print_built(cli, built),
        ServeEvent::Unwatched(error) => print_error(format_args!(
            "warning: not every file can be watched ({error}), so the preview looks at them all every two seconds"
        )),
        ServeEvent::Unheard(path) => print_error(format_args!(
            "note: {path} was changed and no event told of it (as on network drives, in containers, in WSL), \
             so the preview looks at all files every two seconds"
        )),
    };
    match crate::serve::serve(&settings, &options, &mut on_event) {
        Ok(never) => match never {},
        Err(error) => {
            print_error(format_args!("error: {error}"));
            Status::NoAccess
        }
    }
}

/// Prints the preview's addresses: to stderr with `--format json`, since stdout holds problems alone.
fn print_address(cli: &Cli, address: &str, network: Option<&str>) {
    let mut text = format!("The preview is at {address} (Ctrl-C ends it)\n");
    if let Some(network) = network {
        text.push_str(&format!("Everybody on this network can see it at {network}\n"));
    }
    if cli.format == Format::Json { print_error(text.trim_end()) } else { print(&text) }
}

/// Prints the problems of a rebuild, if they are new, and a line that sums it up.
fn print_built(cli: &Cli, built: &Built) {
    if built.news {
        print_problems(cli, &built.problems, Stream::Err);
    }
    if cli.quiet || cli.format == Format::Json {
        return;
    }
    let (errors, warnings) =
        (built.problems.count(Level::Error), built.problems.count(Level::Warning) + built.problems.due());
    let changed = &built.changed;
    if built.stopped {
        let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
        let kept =
            if built.pages > 0 { "the pages stay as they last were" } else { "there is no page to show yet" };
        print(&format!("{changed}: {errors}, {warnings}; {kept}\n"));
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
    print(&format!("{changed}: {pages}{early}{in_drafts}, {warnings}, {took} ms\n"));
    if cli.verbose {
        built
            .early
            .iter()
            .for_each(|(path, reason)| print(&format!("not published yet: {path}: {reason}\n")));
    }
}
