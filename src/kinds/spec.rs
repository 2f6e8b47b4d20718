//! The interface of a kind of page: its static description, and the trait of its data.

use jiff::civil::Date;

use super::Review;
use crate::markdown::Body;
use crate::schema::Schema;
use crate::table::{At, Moment, Table};
use crate::zone::Zone;

/// A kind of page, as far as it is the same for all its pages.
#[derive(Debug)]
pub(crate) struct KindSpec {
    /// The name in templates and messages.
    pub(crate) name: &'static str,
    /// Its pages, as a heading over them.
    pub(crate) plural: &'static str,
    /// The folder in `content/`, which is also the name of its list.
    pub(crate) folder: Option<&'static str>,
    /// The keys of its front matter.
    pub(crate) schema: &'static Schema,
    /// Where its words stand.
    pub(crate) stands: Standing,
    /// The list of its pages.
    pub(crate) list: List,
    /// What becomes of that list without an entry.
    pub(crate) empty: Empty,
    /// The phrase that the address of a page says when it has ended, until its file is taken away; without one the address is
    /// gone with the page.
    pub(crate) ended: Option<&'static str>,
    /// The order of that list, among pages of one weight.
    pub(crate) order: Order,
    /// Who reads it.
    pub(crate) readers: Readers,
    /// Whether its pages go into the feed.
    pub(crate) feed: Feed,
    /// What it is, where its files are and where they appear.
    pub(crate) about: &'static str,
    /// The path of a file of it.
    pub(crate) file: &'static str,
    /// The text of such a file.
    pub(crate) text: &'static str,
    /// What a new file says until its writer does: what to write, part by part; else `text`.
    pub(crate) outline: &'static str,
}

impl KindSpec {
    /// A kind of pages that have an address and stand in no list; each kind says what is otherwise.
    pub(crate) const PAGE: KindSpec = KindSpec {
        name: "",
        plural: "",
        folder: None,
        schema: &Schema::free(""),
        stands: Standing::Own,
        list: List::None,
        empty: Empty::Gone,
        ended: None,
        order: Order::Title,
        readers: Readers::Everybody,
        feed: Feed::No,
        about: "",
        file: "",
        text: "",
        outline: "",
    };

    /// The path of its files.
    pub(crate) fn path(&self) -> String {
        self.folder.map_or_else(|| self.file.to_owned(), |folder| format!("content/{folder}/NAME.md"))
    }
}

/// Where the words of a page stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// At an address of its own.
    Own,
    /// On a page that the generator makes.
    Generated(Generated),
    /// On the list of its kind, at an anchor of its slug.
    Anchor,
    /// On the list of its kind, each with its sources beside it.
    Beside,
    /// On every page, so that they can cite nothing.
    EveryPage,
    /// In a box among the words of the pages that ask for it, so that they can cite nothing.
    Box,
}

/// A page that the generator makes whether somebody has written words for it or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Generated {
    /// The home page.
    Home,
    /// The list of a folder, if there is one of that folder; else a page of its own.
    List,
    /// `/pricing/`.
    Pricing,
    /// `/good-faith-estimate/`.
    Estimate,
    /// The page of a condition.
    Condition,
}

/// The list that the pages of a kind stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// There is none.
    None,
    /// All of them on one page.
    Whole,
    /// So many on a page, as `paginate_by` says.
    Paged,
}

/// What becomes of a list without an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    /// It is gone, with the words above it.
    Gone,
    /// Where somebody has written words for it, it stays, and says that there is nothing at present.
    Stays,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// By title.
    Title,
    /// By day, the newest first.
    Newest,
    /// By day, the next to come first.
    Soonest,
}

/// Who reads the pages of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Patients, who must be able to read it: the reading grade is held against it.
    Patients,
    /// Everybody else too.
    Everybody,
}

/// Whether pages of a kind go into the site's feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feed {
    /// They do not.
    No,
    /// They do.
    Site,
}

/// What a page of a kind holds beside the keys of all.
pub(crate) trait PageKind {
    /// Reads its keys; `None` if one that is required is missing or bad (reported).
    fn read(table: &mut Table<'_>) -> Option<Self>
    where
        Self: Sized;

    /// The texts that stand above the body, in the order of the page.
    fn texts_above(&self) -> Vec<Words<'_>> {
        Vec::new()
    }

    /// The texts that stand below the body, in the order of the page.
    fn texts_below(&self) -> Vec<Words<'_>> {
        Vec::new()
    }

    /// Whether it is about an illness that its readers may have, so that it says when to get help at once.
    fn is_read_by_the_ill(&self) -> bool {
        false
    }

    /// The conditions that it names.
    fn conditions(&self) -> &[At<String>] {
        &[]
    }

    /// The level of the first heading in its body.
    fn heading_level(&self) -> u8 {
        2
    }

    /// The day that it carries in place of `date`.
    fn day(&self) -> Option<Day> {
        None
    }

    /// Moments that it waits for, each with its key.
    fn begins(&self) -> Vec<(&'static str, Moment)> {
        Vec::new()
    }

    /// Moments that end it, each with its key.
    fn ends(&self) -> Vec<(&'static str, Moment)> {
        Vec::new()
    }

    /// Days behind which it changes though it is published before and after, each with what happens then.
    fn turns(&self, _: &Zone) -> Vec<(Date, &'static str)> {
        Vec::new()
    }

    /// Slugs of the people who wrote it.
    fn authors(&self) -> &[At<String>] {
        &[]
    }

    /// Ids of the price list that say what it costs.
    fn prices(&self) -> &[At<String>] {
        &[]
    }

    /// Ids of the works of the citation library that it lists without citing them.
    fn works(&self) -> &[At<String>] {
        &[]
    }

    /// Whether a new patient can book what it tells of, or call there.
    fn can_be_booked(&self) -> bool {
        false
    }

    /// Who reviewed it, for a kind that is reviewed.
    fn review(&self) -> Option<&Review> {
        None
    }
}

/// The day that a page carries.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Day {
    /// The page appeared on it.
    Appeared(Moment),
    /// What it tells of takes place on it.
    TakesPlace(Moment),
}

impl Day {
    pub(crate) fn moment(self) -> Moment {
        match self {
            Day::Appeared(moment) | Day::TakesPlace(moment) => moment,
        }
    }
}

/// Markdown of a page, or what is cited beside it.
#[derive(Debug, Clone)]
pub(crate) enum Words<'a> {
    /// A text.
    Text(&'a Body),
    /// A text that another page shows as well.
    Shared(&'a Body),
    /// The sources of a myth, behind its fact.
    Sources(&'a Body, &'a [At<String>]),
}
