//! `clinicsite prices`: the price list and its worked years in the terminal.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::terminal::{Stream, print, print_error, print_problems};
use super::{Cli, Format, Selection, Status};
use crate::prepared::Prepared;
use crate::price_tables::{self, Panel, Room};
use crate::prices::{self, PriceList};
use crate::problem::{Level, Problems};
use crate::render::Output;
use crate::report::counted;
use crate::site::{Edition, Fixture};
use crate::source::{self, Source, Sources};
use crate::{Memo, prepare};

/// Where the list stands.
const PATH: &str = "content/prices.toml";

#[derive(Args)]
pub(super) struct PricesArguments {
    #[command(flatten)]
    selection: Selection,
    /// Also what the clinic takes in with so many patients, for each example of the list
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    panel: Option<u64>,
    /// What differs from an older price list, as a text for a letter; `-` reads it from standard input
    #[arg(long, value_name = "FILE", conflicts_with = "panel")]
    diff: Option<PathBuf>,
}

/// The clinic's list with what its words are taken from.
struct Clinic<'s> {
    prepared: &'s Prepared,
    list: &'s PriceList,
    edition: &'s Edition,
}

impl Clinic<'_> {
    fn name(&self) -> &str {
        &self.prepared.site.config.clinic.legal_name
    }

    /// What the site publishes at an address, byte for byte.
    fn published(&self, fixture: Fixture) -> String {
        let rendered = self.prepared.render(&self.edition.address(fixture));
        match rendered.and_then(|rendered| rendered.output.as_ref()) {
            Some(Output::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            Some(Output::Copy(_) | Output::Named(_)) | None => String::new(),
        }
    }
}

/// Prints them.
pub(super) fn prices(cli: &Cli, arguments: &PricesArguments) -> Status {
    if matches!(cli.format, Format::Html | Format::Github) {
        print_error("error: this format is one of `clinicsite check`");
        print_error("help: write --format text, json or csv");
        return Status::Usage;
    }
    if !cli.has_root() {
        return Status::NoAccess;
    }
    let sources = source::read(&cli.root);
    let prepared = prepare(&sources, &arguments.selection.options(), &mut Memo::default());
    let mut problems = prepared.problems;
    // What is wrong with a page is no matter here, as long as there is a site.
    let is_there = prepared.prepared.is_some();
    problems.retain(|problem| {
        let told = if is_there { problem.place.source.path == PATH } else { problem.level == Level::Error };
        told && problem.level != Level::Info
    });
    if problems.count(Level::Error) > 0 {
        return tell_errors(cli, &problems);
    }
    if cli.format == Format::Text {
        print_problems(cli, &problems, Stream::Err);
    }
    let clinic = prepared.prepared.as_deref().and_then(|prepared| {
        let (list, edition) = (prepared.site.prices.as_ref()?, prepared.site.editions().first()?);
        Some(Clinic { prepared, list, edition })
    });
    let Some(clinic) = clinic else {
        print_error(format_args!("error: the clinic has no {PATH}"));
        print_error("help: `clinicsite new price ID` makes one");
        return Status::Faults;
    };
    match &arguments.diff {
        Some(file) => tell_changes(cli, &sources, &clinic, file),
        None => {
            show(cli, &clinic, arguments.panel.map(Panel));
            Status::Fine
        }
    }
}

fn tell_errors(cli: &Cli, problems: &Problems) -> Status {
    print_problems(cli, problems, Stream::Err);
    if cli.format != Format::Json {
        print_error(counted(problems.count(Level::Error), "error"));
    }
    Status::Faults
}

/// Prints the list, its worked years, and what a panel pays.
fn show(cli: &Cli, clinic: &Clinic<'_>, panel: Option<Panel>) {
    let Clinic { list, edition, .. } = clinic;
    match cli.format {
        Format::Json => print(&json(clinic, panel)),
        Format::Csv => {
            let more = panel.map(|panel| panel.to_csv(list)).unwrap_or_default();
            print(&(clinic.published(Fixture::PricesCsv) + &more));
        }
        Format::Text | Format::Html | Format::Github => {
            let heading = price_tables::heading(list, edition, clinic.name());
            let tables = price_tables::tables(list, edition, panel);
            print(&format!("{heading}\n{}", price_tables::text(&tables, room())));
        }
    }
}

/// `prices.json` of the site, with the panel behind all else.
fn json(clinic: &Clinic<'_>, panel: Option<Panel>) -> String {
    let text = clinic.published(Fixture::PricesJson);
    let Some(panel) = panel else { return text };
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    value["panel"] = panel.to_json(clinic.list);
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

/// The room that standard output has.
fn room() -> Room {
    comfy_table::Table::new().width().map_or(Room::Endless, Room::Columns)
}

/// Prints what differs from an older list.
fn tell_changes(cli: &Cli, sources: &Sources, clinic: &Clinic<'_>, file: &Path) -> Status {
    let text = match read(file) {
        Ok(text) => text,
        Err(error) => {
            print_error(format_args!("error: `{}` cannot be read: {error}", file.display()));
            return Status::NoAccess;
        }
    };
    let language = clinic.edition.language();
    let mut problems = Problems::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let old = prices::read(&Source::new(&file.display().to_string(), text), language, &mut problems);
    problems.retain(|problem| problem.level == Level::Error);
    let Some(old) = old.filter(|_| problems.count(Level::Error) == 0) else {
        return tell_errors(cli, &problems);
    };
    // Both as they are written: the day of a change is that of its list.
    let new = sources.text(PATH).and_then(|text| prices::read(text, language, &mut Problems::default()));
    let Some(new) = new else { return Status::Faults };
    if price_tables::in_two_currencies(&old, &new) {
        print_error(format_args!(
            "warning: the older list is in {}, the newer one in {}: which price is higher is not said",
            old.currency.code(),
            new.currency.code()
        ));
    }
    let changes = price_tables::changes(&old, &new);
    print(&match cli.format {
        Format::Json => {
            serde_json::to_string_pretty(&price_tables::to_json(&changes)).unwrap_or_default() + "\n"
        }
        Format::Csv => price_tables::to_csv(&changes),
        Format::Text | Format::Html | Format::Github => {
            price_tables::letter(&changes, clinic.edition, clinic.name())
        }
    });
    Status::Fine
}

/// The text of an older list; `-` is standard input.
fn read(file: &Path) -> std::io::Result<String> {
    if file != Path::new("-") {
        return fs::read_to_string(file);
    }
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text)?;
    Ok(text)
}
