//! clinicsite turns a clinic's folder into its website.
//!
//! # The tour
//!
//! Data flows one way, and each step is a function from values to a value:
//!
//! ```text
//!  disk ─ source ─▶ Sources
//!    read     config, page + markdown, prices + money, citations, theme ─▶ Config, [Page], PriceList, Library, Theme
//!    join     site ──────▶ Site       who and what there is today, by language
//!    address  address ───▶ Addresses  which addresses that makes
//!    resolve  resolve ───▶ Resolved   every question of every text answered, once
//!    plan     plan ──────▶ Plan       the addresses, and those that the content asks for
//!    render   prepared ──▶ Outputs    each address once, when it is first asked for ─ publish ─▶ disk
//!    develop  images ────▶ Outputs    pictures, smaller and upright, each once as long as its bytes are the same
//!  every step pushes into Problems and goes on: one run tells everything that is wrong. Behind `resolve` all is known but
//!  the faults of templates, which `render` finds.
//! ```
//!
//! Reading order: [`problem`], [`source`] (with [`unseen`] and [`misplaced`]), [`lines`], [`text_map`], [`known`],
//! [`table`], [`zone`], [`route`], [`identifiers`] are the ground; [`config`], [`page`], [`markdown`], [`mentions`], [`language`],
//! [`money`], [`prices`], [`citations`], [`images`] read; [`site`] joins; `address`, `resolve` and `plan` decide what is published;
//! [`theme`], `views`, [`render`], [`structured`], [`feeds`] and `generated` make its bytes, `forms` those of paper; [`lint`]
//! looks closer, [`calendar`] asks whether days alone have done it, and [`drafts`] says what is nobody's business yet;
//! [`publish`] writes, or [`serve`] shows and looks again. Beside the way, for those who write: [`starter`] makes a whole
//! clinic of a few answers, [`archetypes`] begin a page or an entry of the price list, [`price_tables`] show that list in a
//! terminal, and [`json_schema`] tells editors what a file may hold.
//!
//! # What is deliberately absent
//!
//! Each sentence is held by a test of `tests/suite/house.rs`, a lint, or a type.
//!
//! 1. Only [`source`], [`publish`], [`serve`], [`cli`] and the cache of [`images`] touch disk, network, terminal or clock;
//!    [`Options`] carries the moment of the run.
//! 2. The rooms that read ([`config`], [`kinds`], [`page`], [`markdown`], [`prices`], [`citations`]) see one file and know no
//!    site. What they cannot know is left as a hole, so a read page is used again as long as its text is the same
//!    ([`Memo`]).
//! 3. [`money`] and [`prices`] know no HTML, no page and no theme, and no binary fraction.
//! 4. Whoever writes for readers is given an edition ([`site`]); no other room knows a language or a fixed address.
//! 5. No kind of page is matched by name outside of [`kinds`].
//! 6. [`render`] finds nothing wrong but in templates; a template sees views, which are made of what is published alone.
//! 7. The same input gives the same bytes, in any order and at any number of threads.
//! 8. No text is cut by a range of bytes (a lint): places in a file are asked of [`text_map::TextMap`], never searched for.
//! 9. An address, a host, a telephone number, a country, an entry of the price list is a type that only its own check can
//!    make ([`identifiers`], [`prices`]), so no key can pass it unread.

#![allow(rustdoc::private_intra_doc_links, reason = "the tour leads through all rooms")]
#![cfg_attr(
    test,
    allow(clippy::string_slice, reason = "a test that cuts a character fails, and is meant to")
)]

mod address;
mod archetypes;
mod calendar;
mod citations;
pub mod cli;
mod config;
mod drafts;
mod explain;
mod feeds;
mod formats;
mod forms;
mod generated;
mod identifiers;
mod images;
mod json_schema;
mod kinds;
mod known;
mod language;
mod lines;
mod lint;
mod markdown;
mod mentions;
mod misplaced;
mod money;
mod page;
mod phrases;
mod plan;
mod portable;
mod prepared;
mod price_tables;
mod prices;
mod problem;
pub mod publish;
mod render;
pub mod report;
mod resolve;
mod route;
pub mod rules;
mod schema;
mod sentences;
pub mod serve;
mod site;
pub mod source;
mod srcset;
mod starter;
mod structured;
mod table;
mod text_map;
mod theme;
mod trackers;
mod unseen;
mod views;
mod zone;

use std::sync::Arc;

use jiff::civil::Date;

pub use crate::config::Options;
pub use crate::forms::Sheets;
pub use crate::images::{Pictures, Progress};
pub use crate::lint::rules as every_rule;
pub use crate::problem::{Place, Problem, Problems};
pub use crate::render::{Output, Outputs};
pub use crate::route::Route;
pub use crate::rules::Level;
pub use crate::source::Sources;

use crate::prepared::Prepared;

use crate::address::Addresses;
use crate::calendar::{Calendar, Reading};
use crate::drafts::Drafts;
use crate::language::{Language, Locale};
use crate::phrases::Phrases;
use crate::site::{Site, Unread};
use crate::source::LeftOut;
use crate::theme::Theme;

/// The result of a build.
#[derive(Debug, Default)]
pub struct Build {
    /// Everything to publish; empty where there are errors.
    pub outputs: Outputs,
    /// Everything that is wrong, in order.
    pub problems: Problems,
    /// Pages that are not published, with their reasons.
    pub held_back: Vec<(String, String)>,
    /// Files that are not published, with their reasons.
    pub left_out: Vec<LeftOut>,
    /// The next day on which the site changes by itself, and what happens then.
    pub next_change: Option<(Date, String)>,
    /// How many pages a reader can open.
    pub pages: usize,
    /// How many lines are marked as made up, in all that the site is made from.
    pub placeholders: usize,
    /// What is known of the site.
    pub site: Option<Site>,
}

/// The cache between two builds: parsed pages and compiled templates, each reused only if its text is the same.
#[derive(Debug, Default)]
pub struct Memo {
    pages: page::PageCache,
    templates: theme::TemplateCache,
    /// The pictures that were made smaller.
    pub(crate) pictures: Arc<Pictures>,
}

impl Memo {
    /// One that keeps pictures beside the site, from one run to the next.
    pub fn of(pictures: Pictures) -> Self {
        Memo { pictures: Arc::new(pictures), ..Memo::default() }
    }
}

/// How much a build checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Errors, and what would be published wrong.
    Build,
    /// Also everything that a careful editor would notice.
    Check,
    /// Also what may not go live.
    Launch,
}

/// Turns a clinic's folder into its site. Reads nothing but `sources`, writes nothing but its pictures, to where they are kept.
pub fn build(sources: &Sources, options: &Options, memo: &mut Memo) -> Build {
    build_to(sources, options, memo, Depth::Build)
}

/// A build with checks of this depth.
pub fn build_to(sources: &Sources, options: &Options, memo: &mut Memo, depth: Depth) -> Build {
    let (today, ahead, mut problems) = read_today(sources, options, memo, depth);
    let mut build = Build {
        left_out: sources.left_out.clone(),
        placeholders: lint::placeholders(sources),
        ..Build::default()
    };
    let drafts = today.drafts;
    if let Some(prepared) = today.prepared {
        build.outputs = prepared.outputs();
        let (pictures, faults) = developed(&memo.pictures, &prepared, ahead.as_deref());
        problems.extend(faults);
        build.outputs.extend(pictures);
        memo.pictures.note(sources);
        build.pages = prepared.pages();
        build.left_out.extend(prepared.plan.left_out.iter().cloned());
        build.held_back.clone_from(&prepared.site.held_back);
        build.next_change.clone_from(&prepared.site.next_change);
        build.site = Arc::into_inner(prepared).map(|prepared| prepared.site);
    }
    if depth >= Depth::Check {
        problems.extend(wrong_in_drafts(&drafts, sources, options, memo));
    }
    drafts.silence(&mut problems, depth);
    build.problems = problems.sorted();
    if build.problems.count(Level::Error) > 0 {
        build.outputs.clear();
    }
    build
}

/// Makes the pictures of a site, and those of pages that have not begun: what is wrong with them is told today.
fn developed(
    pictures: &Pictures,
    today: &Prepared,
    ahead: Option<&Prepared>,
) -> (Vec<(Route, Output)>, Problems) {
    let wanted = today.pictures();
    pictures.make(&wanted, &|| true);
    let mut faults = pictures.faults(&wanted);
    if let Some(ahead) = ahead {
        let wanted = ahead.pictures();
        pictures.make(&wanted, &|| true);
        let coming = pictures.faults(&wanted).take_others(&faults.places());
        faults.extend(coming);
    }
    (pictures.outputs(&wanted), faults)
}

/// The site of the day and that of the pages that have not begun, with all that is told of both but for what is wrong in drafts
/// and in pictures.
fn read_today(
    sources: &Sources,
    options: &Options,
    memo: &mut Memo,
    depth: Depth,
) -> (Preparation, Option<Arc<Prepared>>, Problems) {
    let (mut calendar, mut today) = Calendar::read(sources, options, memo, depth);
    let found = std::mem::take(&mut today.problems);
    let mut problems = calendar.judge(found, &|reading| reading.problems.clone());
    problems.extend(calendar.faults_ahead(&today));
    if let Some(prepared) = &today.prepared {
        problems.extend(prepared.faults(&|| true).unwrap_or_default());
        today.drafts.silence(&mut problems, depth);
        let idle = lint::silence(&prepared.site, &mut problems);
        if depth >= Depth::Check {
            problems.extend(calendar.judge(idle, &Preparation::idle_ignores));
        }
    }
    (today, calendar.into_ahead(), problems)
}

/// The result of [`forms()`].
#[derive(Debug, Default)]
pub struct Forms {
    /// The sheets by the names of their files; none where there are errors.
    pub sheets: Sheets,
    /// Everything that is wrong with the site, in order, as a build tells it.
    pub problems: Problems,
}

/// Makes a clinic's sheets for paper. Reads nothing but `sources`, writes nothing.
pub fn forms(sources: &Sources, options: &Options, memo: &mut Memo) -> Forms {
    let (today, _, mut problems) = read_today(sources, options, memo, Depth::Build);
    let (mut sheets, faults) = today.prepared.map(|prepared| prepared.sheets()).unwrap_or_default();
    problems.extend(faults);
    today.drafts.silence(&mut problems, Depth::Build);
    if problems.count(Level::Error) > 0 {
        sheets.clear();
    }
    Forms { sheets, problems: problems.sorted() }
}

/// The problems of drafts that are not published, found by a second reading that publishes them.
fn wrong_in_drafts(drafts: &Drafts, sources: &Sources, options: &Options, memo: &mut Memo) -> Problems {
    if !drafts.are_left_out() {
        return Problems::default();
    }
    let options = Options { drafts: true, ..options.clone() };
    let Preparation { prepared, mut problems, .. } = read(sources, &options, Reading::Today, memo);
    if let Some(prepared) = prepared {
        problems.extend(prepared.faults_in_drafts());
    }
    problems.retain(|problem| drafts.concern(problem));
    problems
}

/// A build up to the rendering: the site, read, joined and planned.
#[derive(Debug)]
pub struct Preparation {
    /// The site; nothing if `site.toml` or the theme cannot be read.
    pub prepared: Option<Arc<Prepared>>,
    /// What is wrong, so far.
    pub problems: Problems,
    /// The drafts among the pages.
    pub drafts: Arc<Drafts>,
}

impl Preparation {
    /// The suppressions that silence nothing.
    fn idle_ignores(&self) -> Problems {
        let silence = |prepared: &Arc<Prepared>| lint::silence(&prepared.site, &mut self.problems.clone());
        self.prepared.as_ref().map(silence).unwrap_or_default()
    }
}

/// Reads, joins and plans a site as of today; what days have made wrong is due, what they will make wrong is told.
pub fn prepare(sources: &Sources, options: &Options, memo: &mut Memo) -> Preparation {
    let (mut calendar, mut today) = Calendar::read(sources, options, memo, Depth::Build);
    let found = std::mem::take(&mut today.problems);
    today.problems = calendar.judge(found, &|reading| reading.problems.clone());
    today
}

/// Reads, joins and plans a site.
fn read(sources: &Sources, options: &Options, reading: Reading, memo: &mut Memo) -> Preparation {
    let options = &reading.options(options);
    let mut problems = sources.problems.clone();
    let mut unread = Unread::default();
    let before = problems.count(Level::Error);
    let config = config::read(sources, options, &mut problems);
    unread.config = problems.count(Level::Error) > before;
    let first = config.as_ref().and_then(|config| config.locales.first());
    let language = first.map_or(Language::fallback(), |locale| locale.language);
    let before = problems.count(Level::Error);
    let prices =
        sources.text("content/prices.toml").and_then(|text| prices::read(text, language, &mut problems));
    unread.prices = problems.count(Level::Error) > before || sources.is_unread("content/prices.toml");
    let before = problems.count(Level::Error);
    let library = sources
        .text("content/sources.toml")
        .map(|text| citations::read(text, &mut problems))
        .unwrap_or_default();
    unread.library = problems.count(Level::Error) > before || sources.is_unread("content/sources.toml");
    let pages = page::read_all(sources, &mut memo.pages, &mut problems);
    let there = sources.texts.keys().chain(&sources.unread);
    unread.pages = there.filter(|path| source::is_page(path)).cloned().collect();
    for page in &pages {
        unread.pages.remove(&page.source.path);
    }
    misplaced::check(sources, &mut problems);
    let drafts = Arc::new(Drafts::find(&pages, &unread.pages, sources, options));
    unread.drafts = drafts.left_out();
    let prepared = config.and_then(|config| {
        let theme = theme::load(sources, &config, &mut memo.templates, &mut problems);
        // A site without a theme is shown to nobody, and its problems are told all the same.
        let mute = |locale: &Locale| Arc::new(Phrases::new(Default::default(), locale.language));
        let phrases = theme.as_ref().map(|theme| theme.phrases.clone());
        let phrases = phrases.unwrap_or_else(|| config.locales.iter().map(mute).collect());
        let parts = site::SiteInputs { config, prices, library, phrases, unread, reading };
        let site = site::assemble(parts, pages, options, &mut problems);
        lint::before_rendering(sources, &site, &mut problems);
        let theme = theme?;
        let addresses = address::addresses(
            &site,
            &theme,
            sources,
            generated::ROWS.iter().map(|row| &row.file),
            &mut problems,
        );
        check_theme(&theme, &site, &addresses, &mut problems);
        let resolved = resolve::resolve(&site, &addresses, &mut problems);
        let plan = plan::plan(addresses, &site, &resolved, &mut problems);
        Some(Prepared::new(site, theme, plan, resolved, drafts.clone(), sources.clone()))
    });
    // Without `site.toml` everything was read all the same, so that one run tells all.
    Preparation { prepared, problems, drafts }
}

/// Tells what of a theme leads nowhere or is used by nothing. What a page that could not be read asks for is not known.
fn check_theme(theme: &Theme, site: &Site, addresses: &Addresses, problems: &mut Problems) {
    if site.unread().is_empty() {
        let templates = site.pages.iter().filter_map(|page| page.template.as_ref());
        theme.check_templates(templates.map(|template| template.value.as_str()), problems);
    }
    let is_there = |route: &Route| {
        // A page that is held back will be there.
        addresses.jobs.contains_key(route) || site.pages.iter().any(|page| page.route == *route)
    };
    theme.check_addresses(&is_there, &|| addresses.known(), problems);
}
