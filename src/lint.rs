//! Lints: what builds and is still wrong, as a careful editor would notice it: stale reviews, numbers without a source, typed
//! prices, hard words, promises, pages that nobody finds.
//!
//! A lint is one file: the rows of its rules, and below them the function that tells them; their texts are the Markdown files of
//! their ids beside it. It looks at the joined site and at the words of its pages, and changes nothing. A new one is its file,
//! its line of `mod` and its line of [`LINTS`]; the compiler or a test names what was forgotten. What a page or `[check]`
//! ignores is taken out at the end.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use crate::money::mentions::Mentions;
use crate::page::Page;
use crate::prices::{Amounts, PriceList};
use crate::problem::Problems;
use crate::render::Output;
use crate::route::Route;
use crate::rules::Rule;
use crate::site::{Edition, Site};
use crate::source::{Asset, Source, Sources};
use crate::{Depth, Prepared};
use off_label::OffLabelNames;
use passage::Passage;
use prose::{Block, Kind, Mark, Prose};

/// Declares a lint: its input, then the rules that it reports, each with its Markdown file beside the lint's own.
macro_rules! lint {
    ($look:expr; $($rules:tt)+) => {
        $crate::rules::rules! { $($rules)+ }

        /// The lint of this file.
        pub(super) const LINT: $crate::lint::Lint = $crate::lint::Lint { rules: RULES, look: $look };
    };
}

mod abbreviation;
mod aged;
mod alt_words;
mod approved;
mod authors;
mod before_after;
mod board;
mod code;
mod emergency_number;
mod estimate_words;
mod forms;
mod free_offer;
mod grade;
mod headings;
mod heavy_picture;
mod help;
mod ignore;
mod insurance;
mod key_points;
mod legal_pages;
mod link_words;
mod long_text;
mod marked_up;
mod medicare;
mod medicines;
mod not_ready;
mod notices;
mod off_label;
mod off_label_statement;
mod passage;
mod past;
mod placeholder;
mod prices;
mod promise;
mod prose;
mod reading;
mod reviews;
mod risks;
mod sources;
mod superlative;
mod syllables;
mod taken_at;
mod titles;
mod transcript;
mod typed_amount;
mod uncited;
mod usage;
mod uses;
mod video_license;

pub(crate) use ignore::silence;
pub(crate) use reading::Readability;

/// All lints.
const LINTS: &[Lint] = &[
    abbreviation::LINT,
    aged::LINT,
    alt_words::LINT,
    approved::LINT,
    authors::LINT,
    before_after::LINT,
    board::LINT,
    code::LINT,
    emergency_number::LINT,
    forms::LINT,
    free_offer::LINT,
    grade::LINT,
    headings::LINT,
    heavy_picture::LINT,
    help::LINT,
    insurance::LINT,
    key_points::LINT,
    legal_pages::LINT,
    link_words::LINT,
    long_text::LINT,
    marked_up::LINT,
    medicare::LINT,
    medicines::LINT,
    not_ready::LINT,
    notices::LINT,
    off_label::LINT,
    off_label_statement::LINT,
    past::LINT,
    placeholder::LINT,
    prices::LINT,
    promise::LINT,
    reviews::LINT,
    risks::LINT,
    sources::LINT,
    superlative::LINT,
    taken_at::LINT,
    titles::LINT,
    transcript::LINT,
    typed_amount::LINT,
    uncited::LINT,
    usage::LINT,
    video_license::LINT,
];

/// A lint: a function that checks some rules.
struct Lint {
    rules: &'static [Rule],
    look: Look,
}

/// The input of a lint, which decides when it runs.
enum Look {
    /// The joined site and its files: every build asks it, before anything is rendered.
    Build(fn(&Site, &Sources, &mut Problems)),
    /// A published page; pages are asked on all cores.
    Page(fn(&Context<'_>, &Text<'_>, &mut Problems)),
    /// A block of running text: of a published page, of the price list, of `site.toml`.
    Passage(fn(&Passage<'_>, &mut Problems)),
    /// All that is published in a language.
    Edition(fn(&Context<'_>, &Edition, &mut Problems)),
    /// All that is published.
    Site(fn(&Context<'_>, &mut Problems)),
    /// All that is published, on the day before going live.
    Launch(fn(&Context<'_>, &mut Problems)),
}

/// The context of the lints: the site, its texts, its outputs.
struct Context<'a> {
    sources: &'a Sources,
    prepared: &'a Prepared,
    site: &'a Site,
    /// The published pages.
    texts: Vec<Text<'a>>,
    /// The amounts of the price list.
    amounts: Option<Amounts>,
    /// How amounts of its currency are typed in each language of the site.
    mentions: Vec<Mentions>,
    /// What services use off label, if any does.
    off_label: Option<OffLabelNames>,
}

/// A published page with its words.
struct Text<'a> {
    page: &'a Page,
    /// The language that they are in.
    edition: &'a Edition,
    prose: Prose,
    reading: Option<Readability>,
}

/// The blocks of a text, and where it is written.
struct Said<'a> {
    source: &'a Arc<Source>,
    /// The page that it stands on; nothing for a data file.
    page: Option<&'a Page>,
    edition: &'a Edition,
    blocks: &'a [Block],
}

/// Every rule there is, in the order of their ids.
pub fn rules() -> &'static [Rule] {
    static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let lints = LINTS.iter().flat_map(|lint| lint.rules);
        let mut all: Vec<Rule> = crate::rules::RULES.iter().chain(lints).copied().collect();
        all.sort();
        all
    });
    &ALL
}

/// The rule of an id.
pub(crate) fn rule(id: &str) -> Option<Rule> {
    rules().iter().copied().find(|rule| rule.id() == id)
}

impl Lint {
    /// Whether its rules can be asked of words in the language of an edition.
    fn speaks(&self, edition: &Edition) -> bool {
        self.rules.iter().all(|rule| rule.speaks(edition.language().tag))
    }
}

/// Runs the lints of every build, which need only the joined site.
pub(crate) fn before_rendering(sources: &Sources, site: &Site, problems: &mut Problems) {
    ignore::check_ids(site, problems);
    for lint in LINTS {
        if let Look::Build(look) = lint.look {
            look(site, sources, problems);
        }
    }
}

/// Runs all other lints.
pub(crate) fn check(prepared: &Prepared, depth: Depth) -> Problems {
    let site = &prepared.site;
    let mentions = |list: &PriceList| {
        let editions = site.editions().iter();
        editions.map(|edition| Mentions::new(list.currency, edition.language())).collect()
    };
    let context = Context {
        sources: &prepared.sources,
        prepared,
        site,
        texts: texts(site),
        amounts: site.prices.as_ref().map(PriceList::amounts),
        mentions: site.prices.as_ref().map(mentions).unwrap_or_default(),
        off_label: OffLabelNames::of(site),
    };
    let mut problems = Problems::default();
    let of_pages: Vec<Problems> = context.texts.par_iter().map(|text| context.page(text)).collect();
    of_pages.into_iter().for_each(|found| problems.extend(found));
    site.editions().iter().for_each(|edition| context.data(edition, &mut problems));
    for lint in LINTS {
        match lint.look {
            Look::Edition(look) => {
                let editions = site.editions().iter().filter(|edition| lint.speaks(edition));
                editions.for_each(|edition| look(&context, edition, &mut problems));
            }
            Look::Site(look) => look(&context, &mut problems),
            Look::Launch(look) if depth >= Depth::Launch => look(&context, &mut problems),
            _ => {}
        }
    }
    problems
}

impl<'a> Context<'a> {
    /// The files that are published, pictures in whatever size, with their addresses and paths.
    fn published_files(&self) -> impl Iterator<Item = (&'a Route, &'a str, &'a Asset)> {
        let (plan, theme, sources) = (&self.prepared.plan, &self.prepared.theme, self.sources);
        let files = plan.assets.iter().map(|(route, file)| (route, file.path.as_str(), &file.asset));
        let of_theme = theme.assets.iter().filter_map(|(route, (path, _))| {
            let (path, asset) = sources.assets.get_key_value(path)?;
            Some((route, path.as_str(), asset))
        });
        files.chain(of_theme)
    }
}

impl Context<'_> {
    /// The text of a page as it is published, where it can be rendered.
    fn output(&self, route: &Route) -> Option<Cow<'_, str>> {
        match self.prepared.render(route)?.output.as_ref()? {
            Output::Bytes(bytes) => Some(String::from_utf8_lossy(bytes)),
            Output::Copy(_) | Output::Named(_) => None,
        }
    }

    /// What lints find on a page.
    fn page(&self, text: &Text<'_>) -> Problems {
        let mut problems = Problems::default();
        let lints: Vec<&Lint> = LINTS.iter().filter(|lint| lint.speaks(text.edition)).collect();
        for lint in &lints {
            if let Look::Page(look) = lint.look {
                look(self, text, &mut problems);
            }
        }
        let source = &text.page.source;
        let said = Said { source, page: Some(text.page), edition: text.edition, blocks: &text.prose.blocks };
        self.passages(&said, &mut problems);
        problems
    }

    /// What lints find in the sentences of the price list and of `site.toml`.
    fn data(&self, edition: &Edition, problems: &mut Problems) {
        let common = self.prepared.resolved().common(edition.id());
        let prices = self.site.prices.as_ref().map(|list| (&list.source, &common.prices));
        for (source, answers) in prices.into_iter().chain([(&self.site.config.source, &common.config)]) {
            for body in answers.sentences() {
                let said = Said { source, page: None, edition, blocks: &body.prose.blocks };
                self.passages(&said, problems);
            }
        }
    }

    fn passages(&self, said: &Said<'_>, problems: &mut Problems) {
        let lints: Vec<&Lint> = LINTS.iter().filter(|lint| lint.speaks(said.edition)).collect();
        for block in said.blocks.iter().filter(|block| block.runs()) {
            let passage = Passage::new(self, said, block);
            for lint in &lints {
                if let Look::Passage(look) = lint.look {
                    look(&passage, problems);
                }
            }
        }
    }
}

/// The parts of a text between an opening and the next closing mark, with their byte ranges; a part that is not closed ends
/// at the next opening mark.
fn between<'t>(
    text: &'t str,
    open: &'t str,
    close: &'t str,
) -> impl Iterator<Item = (Range<usize>, &'t str)> {
    let mut next = 0;
    let parts = text.split(open).map(move |part| {
        let at = next;
        next = at + part.len() + open.len();
        (at, part)
    });
    parts.skip(1).map(move |(at, part)| {
        let inside = part.split(close).next().unwrap_or(part);
        (at - open.len()..at + inside.len(), inside)
    })
}

/// How many lines of a clinic say that they were made up.
pub(crate) fn placeholders(sources: &Sources) -> usize {
    placeholder::count(sources)
}

/// How many different sources a page cites.
pub(crate) fn sources_of(page: &Page) -> usize {
    prose::read(page).cited.into_iter().collect::<std::collections::BTreeSet<_>>().len()
}

/// Every address of another host that a published page leads to, with the paths of those pages.
pub(crate) fn links_out(site: &Site) -> BTreeMap<String, Vec<String>> {
    let mut links: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |address: &str, path: &str| {
        let pages = links.entry(address.to_owned()).or_default();
        if pages.last().is_none_or(|last| last != path) {
            pages.push(path.to_owned());
        }
    };
    for text in texts(site) {
        let path = &text.page.source.path;
        let marks = text
            .prose
            .marks
            .iter()
            .filter(|mark| crate::identifiers::WebAddress::of_link(&mark.target).is_ok());
        marks.for_each(|mark| add(&mark.target, path));
        let listed = text.page.data.own().works().iter().map(|id| &id.value);
        for id in text.prose.cited.iter().chain(listed) {
            let works = site.library.get(id).into_iter().flat_map(|work| work.links());
            works.for_each(|(address, _)| add(&address, path));
        }
    }
    links
}

/// The reading grades of published pages, by path.
pub(crate) fn readings(site: &Site) -> BTreeMap<String, Readability> {
    let texts = texts(site).into_iter();
    texts.filter_map(|text| Some((text.page.source.path.clone(), text.reading?))).collect()
}

fn texts(site: &Site) -> Vec<Text<'_>> {
    let published: Vec<_> = site.pages.published().collect();
    let scale = |edition: &Edition| reading::Scale::new(edition.language(), &site.config.check.terms);
    let scales: Vec<_> = site.editions().iter().map(scale).collect();
    published
        .into_par_iter()
        .map(|(id, page)| {
            let (edition, scale) = (site.edition(id.edition()), &scales[id.edition().number()]);
            let prose = prose::read(page);
            let reading = reading::measure(&prose, scale);
            Text { page, edition, prose, reading }
        })
        .collect()
}
