//! `site.toml`: the clinic, its menu and its choices, complete and with every default filled in.
//!
//! Knows nothing of pages, prices or themes: addresses and options are kept with
//! their places and checked where those are known.

pub(crate) mod brand;
mod check;
mod clinic;
mod keys;
mod legal;
pub(crate) mod zone;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use toml::de::DeValue;

use crate::identifiers::keys::{self as identifiers, Destination};
use crate::identifiers::{Fault, Host, abbreviated};
use crate::language::{Language, Locale};
use crate::problem::{Place, Problems, Rule};
use crate::route::BaseUrl;
use crate::source::{Source, Sources};
use crate::table::{At, Table, Told, parse};
use crate::zone::Zone;
pub(crate) use check::{CheckConfig, Ignore, read_ignores};
pub(crate) use clinic::{Clinic, WAITING_DAYS, Waiting};
pub(crate) use keys::{IGNORE, SITE};
pub(crate) use legal::{GoodFaithText, Legal, Medicare};

/// What the command line says about a build.
#[derive(Debug, Clone)]
pub struct Options {
    /// The moment of the run, read once at the rim.
    pub now: Timestamp,
    /// The day to build for, instead of today.
    pub as_of: Option<Date>,
    /// An address that takes the place of `base_url`.
    pub base_url: Option<String>,
    /// Publish drafts too.
    pub drafts: bool,
    /// Publish what is dated ahead too.
    pub future: bool,
    /// Publish what has expired too.
    pub expired: bool,
}

/// The whole of `site.toml`.
#[derive(Debug)]
pub struct Config {
    /// The file.
    pub source: Arc<Source>,
    /// The site's title.
    pub title: String,
    /// Where it will stand.
    pub base: BaseUrl,
    /// What it is, in a sentence.
    pub description: String,
    /// The languages of the site, at least one.
    pub locales: Vec<Locale>,
    /// The clinic's clock.
    pub zone: Zone,
    /// The theme's name, with its place if written.
    pub theme: String,
    /// Where the theme's name stands.
    pub theme_place: Place,
    /// The clinic's logo.
    pub logo: Option<At<String>>,
    /// What browsers show beside the title of a page.
    pub icon: Option<At<String>>,
    /// The picture that stands for a page without one of its own, where the page is shared.
    pub share_image: Option<At<String>>,
    /// Entries on a page of a list.
    pub paginate_by: usize,
    /// The clinic.
    pub clinic: Clinic,
    /// The menu as written; empty means the lists there are.
    pub menu: Vec<MenuItem>,
    /// The footer's own entries, as written.
    pub footer: Vec<MenuItem>,
    /// Options for the theme.
    pub theme_options: Vec<(At<String>, At<OptionValue>)>,
    /// Answers to questions of law.
    pub legal: Legal,
    /// Hosts that pages may load from.
    pub allow: Vec<Host>,
    /// Hosts that forms may post to.
    pub form_hosts: Vec<FormHost>,
    /// Old addresses and where they lead now.
    pub redirects: Vec<(At<String>, At<Destination>)>,
    /// What `check` holds pages against.
    pub check: CheckConfig,
    /// Its days that tell of what has happened.
    pub(crate) told: Vec<Told>,
    /// The day that is built for, in the clinic's zone.
    pub today: Date,
}

/// One entry of the menu or the footer.
#[derive(Debug)]
pub struct MenuItem {
    /// The words.
    pub title: String,
    /// An address of the site or of another one.
    pub to: At<Destination>,
}

/// The value of a theme's option, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionValue {
    /// A text.
    Text(String),
    /// A number, as typed.
    Number(String),
    /// Yes or no.
    Flag(bool),
}

impl OptionValue {
    /// The value, if an option can have one of its kind.
    pub(crate) fn of(value: &DeValue<'_>) -> Option<Self> {
        match value {
            DeValue::String(text) => Some(OptionValue::Text(text.clone().into_owned())),
            DeValue::Integer(number) => Some(OptionValue::Number(number.as_str().to_owned())),
            DeValue::Float(number) => Some(OptionValue::Number(number.as_str().to_owned())),
            DeValue::Boolean(flag) => Some(OptionValue::Flag(*flag)),
            _ => None,
        }
    }
}

/// A host that forms may post to.
#[derive(Debug)]
pub struct FormHost {
    /// The host.
    pub host: Host,
    /// Whether an agreement is signed.
    pub baa: bool,
}

/// Reads `site.toml`; `None` if it is missing or lacks what nothing can go on without.
pub(crate) fn read(sources: &Sources, options: &Options, problems: &mut Problems) -> Option<Config> {
    let Some(source) = sources.text("site.toml") else {
        if !sources.problems.iter().any(|problem| problem.place.source.path == "site.toml") {
            problems
                .report(Rule::NoSite, Place::path("site.toml"), "there is no `site.toml` in this folder")
                .help("go to the clinic's folder, or name it with `--root DIR`");
        }
        return None;
    };
    let parsed = parse(source, 0..source.text.len(), problems);
    let mut table = parsed.table(&SITE);
    if !parsed.is_whole() {
        return None;
    }
    let config = read_table(source, &mut table, options);
    table.finish(problems);
    config.map(|config| Config { told: parsed.told(), ..config })
}

fn read_table(source: &Arc<Source>, table: &mut Table<'_>, options: &Options) -> Option<Config> {
    let title = table.text("title");
    let base = read_base(table, options);
    let description = table.text("description").map(|text| text.value).unwrap_or_default();
    let language_tag = table.text("language");
    let tag = language_tag.as_ref().map_or(Language::fallback().tag, At::as_str).to_owned();
    let language = Language::find(&tag);
    if language.is_none() {
        unknown_language(table, &tag);
    }
    let zone = zone::read(table);
    let theme = table.text("theme");
    let theme_place = table.key_place("theme");
    let (logo, icon) = (brand::logo(table), brand::icon(table));
    let share_image = brand::share_image(table);
    let paginate_by = table.whole("paginate_by").map_or(12, |number| number.value as usize);
    let title = title.map(|text| text.value);
    let clinic = clinic::read(table, title.as_deref().unwrap_or_default());
    let menu = read_entries(table, "menu");
    let footer = read_entries(table, "footer");
    let theme_options = read_theme_options(table);
    let legal = legal::read(table);
    let (allow, form_hosts) = read_privacy(table);
    let check = check::read(table);
    let redirects = read_redirects(table);
    let today = options.as_of.unwrap_or_else(|| zone.day_of(options.now));
    Some(Config {
        source: source.clone(),
        title: title?,
        base: base?,
        description,
        locales: vec![Locale { tag, language: language? }],
        zone,
        theme: theme.map_or_else(|| crate::source::BUILT_IN_THEME.to_owned(), |text| text.value),
        theme_place,
        logo,
        icon,
        share_image,
        paginate_by,
        clinic,
        menu,
        footer,
        theme_options,
        legal,
        allow,
        form_hosts,
        redirects,
        check,
        told: Vec::new(),
        today,
    })
}

fn read_base(table: &mut Table<'_>, options: &Options) -> Option<BaseUrl> {
    let written = table.text("base_url");
    let named = options.base_url.as_deref().or(written.as_ref().map(At::as_str))?;
    let place = written.as_ref().map_or_else(|| table.place(), |text| text.place(table.source()));
    match BaseUrl::parse(named) {
        Ok(base) => Some(base),
        Err(fault) => {
            table.problems.report(Rule::BadValue, place, fault.message).help(fault.help);
            None
        }
    }
}

/// Reports a language that cannot be written: another region's rules would make one euro twenty of 1,200 euros.
fn unknown_language(table: &mut Table<'_>, tag: &str) {
    let place = table.key_place("language");
    let (rule, fault) = language_fault(tag);
    table.problems.report(rule, place, fault.message).help(fault.help);
}

/// The fault of a language that cannot be written.
pub(crate) fn language_fault(tag: &str) -> (Rule, Fault) {
    let (rule, words) = match Language::guess(tag) {
        None if is_language_tag(tag) => (Rule::Language, "cannot be written yet"),
        _ => (Rule::LanguageTag, "is no language tag"),
    };
    let help = match Language::guess(tag) {
        Some(meant) => format!("write \"{meant}\""),
        None => format!("write one of: {}", Language::tags().join(", ")),
    };
    (rule, Fault { message: format!("the language `{}` {words}", abbreviated(tag)), help })
}

/// Whether a text has the form of a language tag (BCP 47): two or three letters, then parts of up to eight.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn read_entries(site: &mut Table<'_>, key: &str) -> Vec<MenuItem> {
    let mut entries = Vec::new();
    for mut table in site.tables(key) {
        let title = table.text("title");
        let to = identifiers::destination(&mut table, "to");
        table.finish(&mut site.problems);
        if let (Some(title), Some(to)) = (title, to) {
            entries.push(MenuItem { title: title.value, to });
        }
    }
    entries
}

fn read_theme_options(site: &mut Table<'_>) -> Vec<(At<String>, At<OptionValue>)> {
    let Some(table) = site.table("theme_options") else { return Vec::new() };
    let mut options = Vec::new();
    for (name, value, span) in table.entries() {
        let Some(value) = OptionValue::of(value) else {
            site.wrong_type(name.value, span, "a text, a number, `true` or `false`");
            continue;
        };
        options.push((At { value: name.value.to_owned(), span: name.span }, At { value, span }));
    }
    table.finish_free(&mut site.problems);
    options
}

fn read_privacy(site: &mut Table<'_>) -> (Vec<Host>, Vec<FormHost>) {
    let Some(mut table) = site.table("privacy") else { return Default::default() };
    let allow = identifiers::hosts(&mut table, "allow");
    let mut hosts = Vec::new();
    for mut host in table.tables("form_hosts") {
        let name = identifiers::host(&mut host, "host");
        let baa = host.flag("baa").unwrap_or(false);
        host.finish(&mut table.problems);
        hosts.extend(name.map(|name| FormHost { host: name, baa }));
    }
    table.finish(&mut site.problems);
    (allow, hosts)
}

fn read_redirects(site: &mut Table<'_>) -> Vec<(At<String>, At<Destination>)> {
    let Some(table) = site.table("redirects") else { return Vec::new() };
    let mut redirects = Vec::new();
    for (from, value, span) in table.entries() {
        let DeValue::String(to) = value else {
            site.wrong_type(from.value, span, "an address in quotes");
            continue;
        };
        match Destination::parse(to) {
            Ok(to) => {
                redirects.push((At { value: from.value.to_owned(), span: from.span }, At { value: to, span }))
            }
            Err(fault) => {
                let place = Place::new(site.source(), span);
                site.problems.report(Rule::BadValue, place, fault.message).help(fault.help);
            }
        }
    }
    table.finish_free(&mut site.problems);
    redirects
}
