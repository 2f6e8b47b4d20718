//! One Markdown file → one [`Page`]: its kind, its keys, its body.
//!
//! A page depends on its own text and path only. What it says of other pages, people, prices and sources are
//! names with places; they are looked up when the site is joined. So a read page can be kept as long as its text
//! is the same.

mod front_matter;
mod read;

pub(crate) use crate::kinds::{
    Article, Career, Closing, Data, Hours, Kind, Location, Provider, Question, Review, Status,
};

use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use crate::kinds::Words;
use crate::kinds::{Day, Standing};
use crate::markdown::{Body, Role};
use crate::mentions::Mention;
use crate::problem::{Place, Problems};
use crate::route::Route;
use crate::source::{Source, Sources, is_page, page_stem};
use crate::table::{At, Moment, Named, Timed, Told};

/// A picture named in front matter.
#[derive(Debug)]
pub struct Picture {
    /// A path as in Markdown.
    pub path: At<String>,
    /// Words for those who do not see it.
    pub alt: String,
}

/// One page as it was written.
#[derive(Debug)]
pub struct Page {
    /// The file.
    pub source: Arc<Source>,
    /// What it is.
    pub kind: Kind,
    /// Where it stands on the site; what has no page of its own has the address it would have.
    pub route: Route,
    /// The last part of the address.
    pub slug: String,
    /// The title.
    pub title: At<String>,
    /// What it says, in a sentence or two: written, or the beginning of its first paragraph.
    pub summary: String,
    /// The summary, where it is written.
    pub lead: Option<String>,
    /// Small comes first.
    pub weight: i64,
    /// When it appeared.
    pub date: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// When it is to appear.
    pub publish: Option<Moment>,
    /// Its last day.
    pub expires: Option<Moment>,
    /// Not to be published.
    pub draft: bool,
    /// Not to be found by search engines.
    pub noindex: bool,
    /// Its picture.
    pub image: Option<Picture>,
    /// Another template than that of its kind.
    pub template: Option<At<String>>,
    /// Whether the box of urgent help stands in its text, where it says so.
    pub urgent_help: Option<At<bool>>,
    /// Older addresses.
    pub aliases: Vec<At<String>>,
    /// Keys of the clinic's own.
    pub extra: serde_json::Value,
    /// What its kind has beside.
    pub data: Data,
    /// Its words.
    pub body: Body,
    /// Rules that are silenced on it.
    pub ignore: Vec<crate::config::Ignore>,
    /// The files that it may refer to.
    pub mentions: Vec<Mention>,
    /// What its keys name: people, places, services, prices.
    pub(crate) names: Vec<Named>,
    /// Its moments that have a time: by which clock is looked up when the site is joined.
    pub(crate) timed: Vec<Timed>,
    /// Its days that tell of what has happened.
    pub(crate) told: Vec<Told>,
    /// Its words beside its Markdown.
    pub(crate) plain_words: Vec<PlainWords>,
}

/// Words of a key that is no Markdown.
#[derive(Debug)]
pub(crate) struct PlainWords {
    /// What they are.
    pub(crate) role: Role,
    /// The words.
    pub(crate) text: At<String>,
}

impl PlainWords {
    fn new(name: &str, text: At<String>) -> Self {
        let role = match name {
            "title" => Role::Title,
            "summary" => Role::Summary,
            "question" => Role::Question,
            _ => Role::Words,
        };
        PlainWords { role, text }
    }
}

impl Page {
    /// The texts of the page in the order in which a reader meets them: references are numbered in it.
    pub(crate) fn texts(&self) -> Vec<Words<'_>> {
        let own = self.data.own();
        [own.texts_above(), vec![Words::Text(&self.body)], own.texts_below()].concat()
    }

    /// The place of its first line, for what concerns the page as a whole.
    pub fn place(&self) -> Place {
        Place::new(&self.source, self.title.span.clone())
    }

    /// The folder that relative paths in it count from, without a slash at its end.
    pub fn folder(&self) -> &str {
        self.source.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether the page has an address of its own.
    pub fn has_address(&self) -> bool {
        matches!(self.kind.spec().stands, Standing::Own | Standing::Generated(_))
    }

    /// The address at which its words stand: its own, or that of a page with those of others.
    pub(crate) fn shown_at(&self) -> Route {
        match self.kind.spec().stands {
            Standing::Own | Standing::Generated(_) => self.route.clone(),
            Standing::Anchor | Standing::Beside => Route::page(&[self.kind.folder().unwrap_or_default()]),
            Standing::EveryPage | Standing::Box => Route::home(),
        }
    }

    /// Whether the box of urgent help is to stand in its text: as it says, else as its kind does.
    pub(crate) fn wants_urgent_help(&self) -> bool {
        let by_kind = || self.data.own().is_read_by_the_ill();
        self.has_address() && self.urgent_help.as_ref().map_or_else(by_kind, |said| said.value)
    }

    /// The day it carries: `date`, or what stands for it in its kind.
    pub fn day(&self) -> Option<Moment> {
        self.data.own().day().map(Day::moment).or(self.date)
    }

    /// When it appeared, as far as it says so: of what takes place, the day of that comes last.
    pub(crate) fn appeared(&self) -> Option<Moment> {
        match self.data.own().day() {
            Some(Day::Appeared(moment)) => Some(moment),
            Some(Day::TakesPlace(moment)) => self.date.or(self.publish).or(self.updated).or(Some(moment)),
            None => self.date,
        }
    }
}

/// The kind of the page that a file of this path is; nothing for what is no page.
pub(crate) fn kind_of(path: &str) -> Option<Kind> {
    let parts: Vec<&str> = page_stem(path)?.split('/').collect();
    Some(read::kind_of(&parts))
}

/// The cache of parsed pages between builds, keyed by their texts.
#[derive(Debug, Default)]
pub(crate) struct PageCache {
    pages: std::collections::BTreeMap<String, CachedPage>,
}

/// A text, the page it is, and what was wrong with it.
type CachedPage = (Arc<Source>, Option<Arc<Page>>, Problems);

/// Reads every page of the site; those that cannot be read are reported and left out.
pub(crate) fn read_all(sources: &Sources, memo: &mut PageCache, problems: &mut Problems) -> Vec<Arc<Page>> {
    let files: Vec<_> = sources.texts.values().filter(|source| is_page(&source.path)).collect();
    let read: Vec<_> = files
        .into_par_iter()
        .map(|source| match memo.pages.get(&source.path) {
            Some((known, page, problems)) if known == source => {
                (known.clone(), page.clone(), problems.clone())
            }
            _ => {
                let mut problems = Problems::default();
                let page = read::read(source, &mut problems).map(Arc::new);
                (source.clone(), page, problems)
            }
        })
        .collect();
    let mut pages = Vec::new();
    memo.pages.clear();
    for (source, page, found) in read {
        problems.extend(found.clone());
        pages.extend(page.clone());
        memo.pages.insert(source.path.clone(), (source, page, found));
    }
    pages
}
