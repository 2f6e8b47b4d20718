//! `clinicsite init`: a whole clinic in a new folder.

mod talk;

use std::io::{ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::terminal::{print, print_error};
use super::{Cli, Format, Status};
use crate::config::{Medicare, zone};
use crate::identifiers::{Country, Fault, MailAddress, Phone, WebAddress};
use crate::money::Currency;
use crate::publish::{self, LayDownError};
use crate::report::counted;
use crate::schema::Word;
use crate::starter::{self, Answers, Ci, Part, Pay, Said};

#[derive(Args)]
pub(super) struct InitArguments {
    /// The folder, which is made; one that is there must be empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Ask nothing: what no flag says is taken as proposed
    #[arg(long)]
    yes: bool,
    /// The clinic's name; else that of the folder, in words
    #[arg(long, value_name = "WORDS")]
    name: Option<String>,
    /// What you treat: "headaches", "foot pain"
    #[arg(long, value_name = "WORDS")]
    niche: Option<String>,
    /// The town, which stands in titles and texts
    #[arg(long, value_name = "NAME")]
    town: Option<String>,
    /// A state of the US by its code, a nation of the United Kingdom, or a region
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// Two letters; it decides which pages the law asks for [default: US]
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// The language of the texts: en-US, en-GB, de, fr [default: that of the country]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Three letters [default: that of the country]
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The name of the clock, as in Europe/Berlin [default: that of the region]
    #[arg(long, value_name = "NAME")]
    time_zone: Option<String>,
    /// How patients pay [default: both]
    #[arg(long, value_name = "HOW", value_parser = PossibleValuesParser::new(Pay::WORDS))]
    pay: Option<String>,
    /// Somebody who works there; once for each
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// A place where patients are seen; once for each [default: the town]
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// With a list of talks
    #[arg(long)]
    events: bool,
    /// With a list of open positions
    #[arg(long)]
    openings: bool,
    /// With a list of what patients say
    #[arg(long)]
    testimonials: bool,
    /// US: where you stand with Medicare
    #[arg(long, value_name = "HOW", value_parser = PossibleValuesParser::new(Medicare::WORDS))]
    medicare: Option<String>,
    /// US: you send claims electronically, so HIPAA binds you
    #[arg(long)]
    hipaa: bool,
    /// US: you have money from Medicare, Medicaid or a grant of the NIH
    #[arg(long)]
    federal_funds: bool,
    /// US: a state in which your people are licensed; once for each [default: that of the clinic]
    #[arg(long, value_name = "CODE")]
    state: Vec<String>,
    /// The telephone number, as it is written in the country or with its country code
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// The address of mail
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Where visits are booked
    #[arg(long, value_name = "URL")]
    booking_url: Option<String>,
    /// The address at which the site will stand
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// With a workflow that publishes the site each night
    #[arg(long, value_name = "HOST", value_parser = PossibleValuesParser::new(Ci::WORDS))]
    ci: Option<String>,
}

/// Asks what is to be known, and lays the clinic down.
pub(super) fn init(cli: &Cli, arguments: &InitArguments) -> Status {
    // As it was typed, unless another root was named: so messages show it.
    let here = cli.root == Path::new(".");
    let folder = if here { arguments.folder.clone() } else { cli.root.join(&arguments.folder) };
    if let Err(error) = publish::refuse_full(&folder) {
        print_error(format_args!("error: {error}"));
        print_error("help: name a folder that is not there yet, or an empty one");
        return Status::NoAccess;
    }
    let mut said = match arguments.said() {
        Ok(said) => said,
        Err(faults) => return refused(&faults),
    };
    let name = name_of(&folder);
    on_interrupt();
    let talks = !arguments.yes && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    match talks.then(|| talk::talk(&mut said, &name)) {
        Some(Err(error)) if error.kind() == ErrorKind::Interrupted => stopped(),
        Some(Err(error)) => {
            print_error(format_args!("error: {error}; nothing was written"));
            return Status::NoAccess;
        }
        _ => {}
    }
    match said.complete(&name) {
        Ok(answers) => lay_down(cli, &folder, &answers),
        Err(faults) => refused(&faults.into_iter().map(|fault| (None, fault)).collect::<Vec<_>>()),
    }
}

/// Lays the clinic down, and says what comes next.
fn lay_down(cli: &Cli, folder: &Path, answers: &Answers) -> Status {
    let today = answers.zone().day_of(jiff::Timestamp::now());
    let files = match starter::starter(answers, today) {
        Ok(files) => files,
        Err(error) => {
            print_error(format_args!("error: the starter cannot be made: {error}"));
            return Status::Faults;
        }
    };
    match publish::lay_down(folder, &files, &|| STOP.load(Ordering::Relaxed)) {
        Err(LayDownError::Stopped) => stopped(),
        Err(error) => {
            print_error(format_args!("error: {error}"));
            return Status::NoAccess;
        }
        Ok(()) => {}
    }
    if !cli.quiet && cli.format == Format::Text {
        print(&closing_text(folder, files.len(), answers));
    }
    Status::Fine
}

/// Set by Ctrl-C: no further file is written, and what was written goes away.
static STOP: AtomicBool = AtomicBool::new(false);

/// What Ctrl-C does: it ends the talk at once, with the cursor as it was, and the laying down before its next file.
fn on_interrupt() {
    let handler = || {
        STOP.store(true, Ordering::Relaxed);
        if talk::is_on() {
            stopped();
        }
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        print_error(format_args!("warning: Ctrl-C may leave a hidden folder behind: {error}"));
    }
}

/// Ends the program as a shell expects it after Ctrl-C.
fn stopped() -> ! {
    talk::leave();
    print_error("stopped; nothing was written");
    std::process::exit(130)
}

/// The name of a folder, for `.` and `..` too.
fn name_of(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What was made, and the next three commands.
fn closing_text(folder: &Path, files: usize, answers: &Answers) -> String {
    let here = folder == Path::new(".");
    let path = if here { "this folder".to_owned() } else { format!("`{}`", folder.display()) };
    let name = folder.display().to_string();
    let name = if name.contains(' ') { format!("\"{name}\"") } else { name };
    let go = if here { String::new() } else { format!("  cd {name}\n") };
    let law = if answers.law_is_known() {
        String::new()
    } else {
        let country = answers.country().name();
        format!(
            "What the law of {country} asks of a clinic's site is not known here: ask somebody who knows it.\n"
        )
    };
    let nation = match answers.guessed_nation() {
        Some(nation) => format!("The regulator is that of {nation}: `--region` names another nation.\n"),
        None => String::new(),
    };
    let drafts = if starter::has_drafts(answers) {
        "Articles are drafts until somebody has reviewed them: `serve` shows them, `build` does not publish them.\n"
    } else {
        ""
    };
    format!(
        "{} in {path}: a whole clinic. What is invented is marked `placeholder`.\n{law}{nation}{drafts}\nNext:\n{go}  clinicsite serve --open       see it, and each change as you save it\n  clinicsite check --launch     what is still invented, line by line\n  clinicsite build --strict     the site, in `public`\n\nREADME.md says what to change first, and how to go on line.\n",
        counted(files, "file")
    )
}

/// Tells what cannot be taken, each with the flag that said it.
fn refused(faults: &[(Option<&'static str>, Fault)]) -> Status {
    for (flag, fault) in faults {
        let flag = flag.map(|flag| format!("--{flag}: ")).unwrap_or_default();
        print_error(format_args!("error: {flag}{}", fault.message));
        print_error(format_args!("help: {}", fault.help));
    }
    Status::Usage
}

type Faults = Vec<(Option<&'static str>, Fault)>;

impl InitArguments {
    /// What the flags say, each read as its key of `site.toml` is.
    fn said(&self) -> Result<Said, Faults> {
        let mut flags = Flags::default();
        let mut said = Said {
            name: flags.read("name", &self.name, starter::line),
            niche: flags.read("niche", &self.niche, starter::line),
            town: flags.read("town", &self.town, starter::line),
            country: flags.read("country", &self.country, Country::parse),
            language: flags.read("language", &self.language, starter::language),
            currency: flags.read("currency", &self.currency, Currency::parse),
            time_zone: flags.read("time-zone", &self.time_zone, zone::parse),
            pay: self.pay.as_deref().and_then(word),
            people: flags.read_all("person", &self.person, starter::line),
            places: flags.read_all("place", &self.place, starter::line),
            parts: self.parts().collect(),
            medicare: self.medicare.as_deref().and_then(word),
            hipaa: self.hipaa.then_some(true),
            federal_funds: self.federal_funds.then_some(true),
            phone: flags.read("phone", &self.phone, Phone::parse),
            email: flags.read("email", &self.email, MailAddress::parse),
            booking_url: flags.read("booking-url", &self.booking_url, WebAddress::parse),
            base_url: flags.read("base-url", &self.base_url, starter::base_url),
            ci: self.ci.as_deref().and_then(word),
            ..Said::default()
        };
        let country = said.country();
        said.region = flags.read("region", &self.region, |text| starter::region(country, text));
        said.states = flags.read_all("state", &self.state, |text| starter::region(country, text));
        if flags.faults.is_empty() { Ok(said) } else { Err(flags.faults) }
    }

    fn parts(&self) -> impl Iterator<Item = Part> {
        let flags = [self.events, self.openings, self.testimonials];
        Part::ALL.into_iter().zip(flags).filter(|(_, flag)| *flag).map(|(part, _)| part)
    }
}

/// The reader of flags, with all that could not be taken.
#[derive(Default)]
struct Flags {
    faults: Faults,
}

impl Flags {
    fn read<T>(
        &mut self,
        flag: &'static str,
        text: &Option<String>,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = read(text.as_deref()?);
        value.map_err(|fault| self.faults.push((Some(flag), fault))).ok()
    }

    fn read_all<T>(
        &mut self,
        flag: &'static str,
        texts: &[String],
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Vec<T> {
        texts.iter().filter_map(|text| self.read(flag, &Some(text.clone()), &read)).collect()
    }
}

/// One of the words that the command line let through.
fn word<W: Word>(text: &str) -> Option<W> {
    W::WORDS.iter().zip(W::ALL).find(|(word, _)| **word == text).map(|(_, value)| *value)
}
