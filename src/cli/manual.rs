//! The man page: one for the program, with a section for each command, so that it is found and searched as a whole.

use std::io;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

/// What the statuses mean, and what of the surroundings is looked at.
const STATUS: [(&str, &str); 4] = [
    ("0", "It did what was asked."),
    ("1", "The site has errors, or warnings where these are refused; nothing was written."),
    ("2", "The command line is wrong."),
    ("3", "A file, a folder or an address cannot be read, written or listened on."),
];

const ENVIRONMENT: [(&str, &str); 3] = [
    ("NO_COLOR", "Where it is set and not empty, no colour is shown."),
    (
        "CLICOLOR_FORCE",
        "Where it is set and not empty, colours are shown even where the output is no terminal.",
    ),
    ("CLICOLOR", "Where it is 0, no colour is shown."),
];

const FILES: [(&str, &str); 3] = [
    ("site.toml", "The clinic, its menu and its choices. It makes a folder that of a clinic."),
    ("content/", "Its pages, its price list and its sources."),
    ("public/", "Where the site is written."),
];

/// The page, in roff.
pub(super) fn page(command: &Command) -> io::Result<String> {
    let mut out = Vec::new();
    let version = format!("clinicsite {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).title("CLINICSITE").source(version).manual("User Commands");
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    let mut rest = Roff::new();
    rest.control("SH", ["COMMANDS"]);
    let mut built = command.clone();
    built.build();
    for own in command.get_subcommands() {
        section(own, built.find_subcommand_mut(own.get_name()), &mut rest)?;
    }
    for (heading, entries) in
        [("EXIT STATUS", STATUS.as_slice()), ("ENVIRONMENT", &ENVIRONMENT), ("FILES", &FILES)]
    {
        rest.control("SH", [heading]);
        for (word, about) in entries {
            rest.control("TP", []).text([bold(*word)]).text([roman(*about)]);
        }
    }
    rest.control("SH", ["EXAMPLES"]);
    examples(command, &mut rest);
    rest.to_writer(&mut out)?;
    String::from_utf8(out).map_err(io::Error::other)
}

/// One command, without the options that all have; `built` knows how it is called.
fn section(own: &Command, built: Option<&mut Command>, page: &mut Roff) -> io::Result<()> {
    let Some(built) = built else { return Ok(()) };
    let usage = built.render_usage().to_string();
    if own.has_subcommands() {
        for inner in own.get_subcommands() {
            section(inner, built.find_subcommand_mut(inner.get_name()), page)?;
        }
        return Ok(());
    }
    page.control("SS", [usage.trim_start_matches("Usage: ")]);
    let about = own.get_about().map(ToString::to_string).unwrap_or_default();
    page.text([roman(format!("{about}."))]);
    for argument in own.get_arguments() {
        page.control("TP", []).text(name(argument));
        page.text([roman(described(argument))]);
    }
    page.control("PP", []);
    examples(own, page);
    Ok(())
}

/// What an argument is for, which words it takes and what holds without it.
fn described(argument: &clap::Arg) -> String {
    let mut about = format!("{}.", argument.get_help().map(ToString::to_string).unwrap_or_default());
    if !argument.get_action().takes_values() {
        return about;
    }
    let values = argument.get_possible_values();
    if !values.is_empty() {
        let names: Vec<_> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        about.push_str(&format!(" One of: {}.", names.join(", ")));
    }
    if let Some(default) = argument.get_default_values().first() {
        about.push_str(&format!(" Without it: {}.", default.to_string_lossy()));
    }
    about
}

/// An argument as it is written: `--output DIR`.
fn name(argument: &clap::Arg) -> Vec<Inline> {
    let values = argument.get_value_names().unwrap_or_default();
    let value = values.first().map(ToString::to_string).unwrap_or_default();
    match argument.get_long() {
        Some(long) if argument.get_action().takes_values() => {
            vec![bold(format!("--{long}")), roman(format!(" {value}"))]
        }
        Some(long) => vec![bold(format!("--{long}"))],
        None => vec![bold(value)],
    }
}

/// The examples of a command, line by line.
fn examples(command: &Command, page: &mut Roff) {
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    page.control("nf", []);
    for line in text.lines().filter(|line| *line != "Examples:") {
        page.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
    }
    page.control("fi", []);
}
