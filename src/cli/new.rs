//! `clinicsite new`: a draft of a page, or a new entry of the price list.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use jiff::civil::Date;

use super::terminal::{Stream, print, print_error, print_problems};
use super::{Cli, Format, Selection, Status};
use crate::archetypes::price::{self, Entry, Insertion, Refusal, What};
use crate::archetypes::{self, Facts, Wanted};
use crate::identifiers::{Fault, abbreviated};
use crate::kinds::Kind;
use crate::money::Currency;
use crate::prices::Period;
use crate::publish::{NotOurs, PublishError, one_file};
use crate::schema::Word;
use crate::source::{self, Sources};

/// The word for an entry of the price list, which is no kind of page.
const PRICE: &str = "price";

/// The headings of options that are for one use alone.
const PAGES: &str = "Options for a page";
const PRICES: &str = "Options for a price";

#[derive(Args)]
pub(super) struct NewArguments {
    /// A kind of page, or `price`
    #[arg(value_parser = kinds())]
    kind: String,
    /// Its title; of a price its id
    title: String,
    /// The name of the file, in place of one that is made of the title
    #[arg(long, value_name = "SLUG", help_heading = PAGES)]
    slug: Option<String>,
    /// Of a `page` or a `section`: its folder in content/
    #[arg(long, value_name = "FOLDER", help_heading = PAGES)]
    folder: Option<String>,
    /// Its name
    #[arg(long, value_name = "TEXT", help_heading = PRICES)]
    name: Option<String>,
    /// An amount such as 149.50, or a range such as "1400 to 2100"; without it a service is on request
    #[arg(long, value_name = "AMOUNT", help_heading = PRICES)]
    price: Option<String>,
    /// It is a plan, paid each month; or --plan=week, --plan=quarter, --plan=year
    #[arg(long, value_name = "PERIOD", num_args = 0..=1, require_equals = true, default_missing_value = "month", value_parser = period, help_heading = PRICES)]
    plan: Option<Period>,
    /// Of the first one: the currency of the list, such as EUR
    #[arg(long, value_name = "CODE", help_heading = PRICES)]
    currency: Option<String>,
    /// Write it as on this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<Date>,
}

fn period(word: &str) -> Result<Period, String> {
    let found = Period::ALL.iter().find(|period| period.word() == word);
    found.copied().ok_or_else(|| format!("a plan is paid each {}", Period::WORDS.join(", ")))
}

impl NewArguments {
    /// The first of these options that is there though it is one of the other use.
    fn misused(&self, of_price: bool) -> Option<&'static str> {
        let pages = [("--slug", self.slug.is_some()), ("--folder", self.folder.is_some())];
        let prices = [
            ("--name", self.name.is_some()),
            ("--price", self.price.is_some()),
            ("--plan", self.plan.is_some()),
            ("--currency", self.currency.is_some()),
        ];
        let others: &[_] = if of_price { &pages } else { &prices };
        others.iter().find(|(_, is_there)| *is_there).map(|(name, _)| *name)
    }
}

/// Writes the draft, or adds the entry, and prints the path of the file.
pub(super) fn new(cli: &Cli, arguments: &NewArguments) -> Status {
    if !cli.has_root() {
        return Status::NoAccess;
    }
    let is_price = arguments.kind == PRICE;
    if let Some(option) = arguments.misused(is_price) {
        let of = if is_price { "a page" } else { "a price" };
        print_error(format_args!("error: `{option}` is an option for {of}"));
        return Status::Usage;
    }
    if !cli.root.join("site.toml").exists() {
        print_error("error: there is no `site.toml` in this folder");
        print_error(
            "help: go to the clinic's folder, or name it with `--root DIR`; `clinicsite init DIR` makes one",
        );
        return Status::Faults;
    }
    let sources = source::read(&cli.root);
    let options = Selection { as_of: arguments.as_of, ..Selection::default() }.options();
    let facts = Facts::read(&sources, &options);
    match kind_of(&arguments.kind) {
        Some(kind) => new_page(cli, arguments, kind, &sources, &facts),
        None => new_price(cli, arguments, &facts),
    }
}

/// The words that name what can be made; that of a folder is taken for its kind.
fn kinds() -> PossibleValuesParser {
    let of = |kind: &Kind| PossibleValue::new(kind.name()).aliases(kind.folder());
    PossibleValuesParser::new(Kind::ALL.iter().map(of).chain([PossibleValue::new(PRICE)]))
}

/// A kind by its name, or by the name of its folder.
fn kind_of(word: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.name() == word).or_else(|| Kind::of_folder(word))
}

fn tell(fault: &Fault) {
    print_error(format_args!("error: {}", fault.message));
    print_error(format_args!("help: {}", fault.help));
}

fn new_page(cli: &Cli, arguments: &NewArguments, kind: Kind, sources: &Sources, facts: &Facts) -> Status {
    let title = archetypes::one_line(&arguments.title);
    let (slug, folder) = (arguments.slug.as_deref(), arguments.folder.as_deref());
    let path = match archetypes::path(&Wanted { kind, title: &title, slug, folder }) {
        Ok(path) => path,
        Err(fault) => {
            tell(&fault);
            return Status::Usage;
        }
    };
    if let Some(there) = archetypes::taken(&path, sources) {
        return tell_taken(kind, Path::new(there));
    }
    let place = place(cli, &path);
    match one_file::add(&place, &archetypes::page(kind, &title, facts)) {
        Ok(()) => tell_path(cli, &place),
        Err(PublishError::NotOurs { reason: NotOurs::Taken, path }) => tell_taken(kind, &path),
        Err(error) => tell_error(&error),
    }
}

/// Where a file of the site stands, as the one who asks would write it.
pub(super) fn place(cli: &Cli, path: &str) -> PathBuf {
    if cli.root == Path::new(".") { PathBuf::from(path) } else { cli.root.join(path) }
}

fn tell_path(cli: &Cli, path: &Path) -> Status {
    if !cli.quiet && cli.format == Format::Text {
        print(&format!("{}\n", path.display()));
    }
    Status::Fine
}

fn tell_taken(kind: Kind, path: &Path) -> Status {
    print_error(format_args!("error: `{}` is there already; nothing was written", path.display()));
    // The name of a page that stands alone is not for the writer to choose.
    let has_name = kind.folder().is_some() || kind == Kind::Plain;
    print_error(if has_name {
        "help: change that file, or name the new one by --slug NAME"
    } else {
        "help: change that file, or move it away first"
    });
    Status::NoAccess
}

fn tell_error(error: &PublishError) -> Status {
    print_error(format_args!("error: {error}"));
    print_error("help: nothing was written; look at the permissions of that place");
    Status::NoAccess
}

fn new_price(cli: &Cli, arguments: &NewArguments, facts: &Facts) -> Status {
    let name = arguments.name.as_deref().map(archetypes::one_line);
    let price = arguments.price.as_deref().map(archetypes::one_line);
    let what = arguments.plan.map_or(What::Service, What::Plan);
    if what != What::Service && price.is_none() {
        print_error("error: a plan has a price from the beginning");
        print_error("help: say it: --price 100");
        return Status::Usage;
    }
    let entry = Entry { id: &arguments.title, name: name.as_deref(), price: price.as_deref(), what };
    let place = place(cli, price::PATH);
    match fs::read(&place) {
        Ok(old) => add_price(cli, arguments, &entry, &place, &old),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            first_price(cli, arguments, &entry, &place, facts)
        }
        Err(error) => {
            print_error(format_args!("error: `{}` cannot be read: {error}", place.display()));
            Status::NoAccess
        }
    }
}

/// Makes the list with its first entry.
fn first_price(
    cli: &Cli,
    arguments: &NewArguments,
    entry: &Entry<'_>,
    place: &Path,
    facts: &Facts,
) -> Status {
    let is_us = facts.country.is_some_and(|country| country.code() == "US");
    let code = arguments.currency.as_deref().or(is_us.then_some("USD"));
    let Some(currency) = code.and_then(Currency::find) else {
        match code {
            Some(code) => {
                print_error(format_args!("error: `{}` is no currency that can be counted", abbreviated(code)))
            }
            None => print_error(format_args!(
                "error: there is no {} yet, and its currency is not known",
                price::PATH
            )),
        }
        print_error("help: say its code of ISO 4217: --currency EUR");
        return Status::Usage;
    };
    match price::first(entry, currency.code(), facts.today) {
        Ok(text) => match one_file::add(place, &text) {
            Ok(()) => tell_path(cli, place),
            Err(error) => tell_error(&error),
        },
        Err(refusal) => tell_refusal(cli, &refusal),
    }
}

/// Adds an entry to a list that is there.
fn add_price(cli: &Cli, arguments: &NewArguments, entry: &Entry<'_>, place: &Path, old: &[u8]) -> Status {
    if arguments.currency.is_some() {
        print_error(format_args!("error: {} has its currency already", price::PATH));
        print_error("help: leave `--currency` out");
        return Status::Usage;
    }
    let Ok(text) = std::str::from_utf8(old) else {
        print_error(format_args!("error: `{}` is no text in UTF-8", place.display()));
        print_error("help: save it as UTF-8 in your editor");
        return Status::Faults;
    };
    let added: Vec<Insertion> = match price::added(text, entry) {
        Ok(added) => added,
        Err(refusal) => return tell_refusal(cli, &refusal),
    };
    match one_file::replace(place, old, &price::with(text, &added)) {
        Ok(()) => tell_path(cli, place),
        Err(error) => tell_error(&error),
    }
}

fn tell_refusal(cli: &Cli, refusal: &Refusal) -> Status {
    match refusal {
        Refusal::Asked(fault) => {
            tell(fault);
            Status::Usage
        }
        Refusal::Broken(problems) => {
            print_problems(cli, problems, Stream::Err);
            print_error(format_args!("error: {} cannot be read, so nothing was added", price::PATH));
            print_error("help: mend it first");
            Status::Faults
        }
    }
}
