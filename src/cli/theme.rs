//! `clinicsite theme`: files of the theme, taken into the site.

use clap::Subcommand;

use super::new::place;
use super::terminal::{Stream, print, print_error, print_problems};
use super::{Cli, Format, Selection, Status};
use crate::config;
use crate::identifiers::abbreviated;
use crate::known::nearest;
use crate::problem::Problems;
use crate::publish::{NotOurs, PublishError, one_file};
use crate::source::{self, BUILT_IN_THEME, Sources};
use crate::theme::{self, Contents, ThemeFile};

#[derive(Subcommand)]
pub(super) enum ThemeCommand {
    /// Lay down a file of the theme in the site, to be changed
    #[command(after_help = super::examples::THEME)]
    Eject {
        /// Its path in the theme, such as templates/home.html; without it, what there is
        file: Option<String>,
    },
}

/// Does what the command says.
pub(super) fn theme(cli: &Cli, command: &ThemeCommand) -> Status {
    if !cli.has_root() {
        return Status::NoAccess;
    }
    let ThemeCommand::Eject { file } = command;
    let sources = source::read(&cli.root);
    let mut problems = Problems::default();
    let Some(files) = read(&sources, &mut problems) else {
        problems.extend(sources.problems);
        print_problems(cli, &problems.sorted(), Stream::Err);
        return Status::Faults;
    };
    match file {
        None => {
            print(&list(&files));
            Status::Fine
        }
        Some(name) => {
            let name = name.replace('\\', "/");
            let name = name.trim_start_matches("./");
            match files.iter().find(|file| file.name == name) {
                Some(file) => eject(cli, file),
                None => unknown(name, &files),
            }
        }
    }
}

/// The files of the site's theme; nothing if its choices or the theme cannot be read, which is told.
fn read(sources: &Sources, problems: &mut Problems) -> Option<Vec<ThemeFile>> {
    let config = config::read(sources, &Selection::default().options(), problems)?;
    theme::files(sources, &config, problems)
}

/// All files, each with the theme that it comes from.
fn list(files: &[ThemeFile]) -> String {
    let width = files.iter().map(|file| file.name.chars().count()).max().unwrap_or_default();
    let line = |file: &ThemeFile| {
        let own = if file.is_replaced { ", but the site has its own" } else { "" };
        format!("{:width$}  {}{own}\n", file.name, file.theme)
    };
    files.iter().map(line).collect()
}

fn unknown(name: &str, files: &[ThemeFile]) -> Status {
    print_error(format_args!("error: the theme has no file `{}`", abbreviated(name)));
    let names = || files.iter().map(|file| file.name.as_str());
    // A name without its folder, or the path of the theme's own folder.
    let ending = format!("/{name}");
    let meant = names().find(|known| known.ends_with(&ending) || name.ends_with(&format!("/{known}")));
    match meant.or_else(|| nearest(name, names())) {
        Some(near) => print_error(format_args!("help: did you mean `{near}`?")),
        None => print_error("help: `clinicsite theme eject` lists what there is"),
    }
    Status::Usage
}

/// Lays a file down in the site, byte for byte.
fn eject(cli: &Cli, file: &ThemeFile) -> Status {
    let place = place(cli, &file.name);
    let bytes = match &file.contents {
        Contents::BuiltIn(bytes) => Ok(bytes.clone()),
        Contents::OnDisk(path) => {
            let path = cli.root.join(path);
            std::fs::read(&path).map_err(|error| PublishError::Read(path, error))
        }
    };
    let written = bytes.and_then(|bytes| one_file::add(&place, &bytes).map(|()| bytes));
    match written {
        Ok(bytes) => {
            if !cli.quiet && cli.format == Format::Text {
                let note = note(file, &String::from_utf8_lossy(&bytes));
                print(&format!("{}\n{note}\n", place.display()));
            }
            Status::Fine
        }
        Err(error) => {
            print_error(format_args!("error: {error}"));
            if matches!(error, PublishError::NotOurs { reason: NotOurs::Taken, .. }) {
                print_error("help: nothing was written; move that file away first, if you want the theme's");
            }
            Status::NoAccess
        }
    }
}

/// What its owner should know of it.
fn note(file: &ThemeFile, text: &str) -> String {
    let (folder, name) = file.name.split_once('/').unwrap_or((&file.name, ""));
    let whole = "It takes the place of the theme's: what a newer version changes there does not reach you.";
    if folder == "phrases" {
        let idle = if file.is_idle { "The site is in another language, so nothing reads it. " } else { "" };
        return format!(
            "{idle}Keep the phrases that you change, and take the others out: they come from the theme."
        );
    }
    if folder == "templates" && text.contains("{% block ") {
        let below = if file.theme == BUILT_IN_THEME { "builtin" } else { &file.theme };
        return format!(
            "{whole} To change a part of it alone, write {{% extends \"{below}/{name}\" %}} and the blocks that differ \
             (docs/themes.md)."
        );
    }
    whole.to_owned()
}
