//! The answers of one file's texts, and the numbers of what they cite.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::images::Candidate;
use crate::markdown::Body;
use crate::problem::Place;
use crate::route::Route;
use crate::source::Size;

/// The answer to a hole: what is rendered in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// This HTML; nothing where the hole is left empty.
    Html(Box<str>),
    /// This HTML in place of a link and its words.
    Instead(Box<str>),
    /// The end of the link that was begun last.
    LinkEnd,
    /// Numbers that lead to the list of references.
    Cite(Box<[Mark]>),
    /// The worked year of that number, as a table.
    Example(usize),
}

/// One mention of a source in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The source's number, from 1.
    pub(crate) number: usize,
    /// Which mention of it this is, from 1.
    pub(crate) mention: usize,
}

/// A source that a file or page cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    /// Its id in the library.
    pub(crate) id: String,
    /// How often it is mentioned.
    pub(crate) mentions: usize,
}

/// A file that a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct File {
    /// Its address: from the root of this site, or a whole one of another host. Of a picture in several sizes the largest.
    pub(crate) link: String,
    /// Its size, if it is a picture of this site.
    pub(crate) size: Option<Size>,
    /// Its sizes, as the attribute `srcset` has them, if there are several.
    pub(crate) srcset: Option<String>,
}

/// A file that something names.
#[derive(Debug)]
pub(super) enum Found {
    /// One of another host, by its whole address.
    Elsewhere(String),
    /// One of this site.
    Here {
        /// Its address.
        route: Route,
        /// What stands behind that: a query, a fragment.
        query: String,
    },
}

/// A picture that is shown in sizes of its own.
#[derive(Debug)]
pub(crate) struct PictureUse {
    /// The address of the picture itself.
    pub(crate) route: Route,
    /// The sizes that are named for it.
    pub(crate) candidates: Vec<Candidate>,
    /// Where it is shown.
    pub(crate) place: Place,
}

/// A worked year that is shown as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownYear {
    /// Its number among the examples of the price list.
    pub(crate) number: usize,
    /// Bytes of the file that ask for it.
    pub(crate) span: Range<usize>,
}

/// The answers of one file's texts.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// By the byte at which the text begins, an answer for each of its holes; texts without holes are left out.
    pub(super) texts: Vec<(usize, Box<[Answer]>)>,
    /// The sentences of a data file, by the byte at which they begin.
    pub(super) sentences: BTreeMap<usize, Body>,
    /// What stands behind the fact of a myth, by the byte at which that begins.
    pub(super) sources: Vec<(usize, Box<[Mark]>)>,
    /// The sources that are cited, in the order of their numbers.
    pub(crate) references: Vec<Cited>,
    /// The addresses of this site that its links lead to.
    pub(crate) links: Vec<Route>,
    /// The pictures that it shows in sizes of their own.
    pub(crate) pictures: Vec<PictureUse>,
    /// The files that it shows as they are.
    pub(crate) whole: Vec<Route>,
    /// The pictures that cannot be shown, which is told.
    pub(crate) wrong: Vec<Route>,
    /// The page's own picture.
    pub(crate) image: Option<File>,
    /// The frame of it that stands for the page where that is shared.
    pub(crate) share: Option<File>,
    /// The worked years that are shown as tables.
    pub(crate) examples: Vec<ShownYear>,
}

impl Answers {
    /// The answers of a text, one for each of its holes.
    pub(crate) fn of(&self, body: &Body) -> &[Answer] {
        let found = self.texts.binary_search_by_key(&body.at, |(at, _)| *at);
        found.ok().and_then(|at| self.texts.get(at)).map_or(&[], |(_, answers)| answers)
    }

    /// The sources that stand behind the fact of a myth.
    pub(crate) fn beside(&self, fact: &Body) -> &[Mark] {
        self.sources.iter().find(|(at, _)| *at == fact.at).map_or(&[], |(_, marks)| marks)
    }

    /// The sentences of a data file, in the order of the file.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &Body> {
        self.sentences.values()
    }

    /// A sentence of a data file, by the byte at which it begins.
    pub(crate) fn sentence(&self, at: usize) -> Option<&Body> {
        self.sentences.get(&at)
    }
}

/// The references of a page, numbered by their first mention.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// In the order of their numbers.
    pub(crate) order: Vec<Cited>,
    numbers: BTreeMap<String, usize>,
}

impl References {
    /// The references of a page on which the texts of this file come first.
    pub(crate) fn of(answers: &Answers) -> Self {
        let mut references = References::default();
        for cited in &answers.references {
            references.add(&cited.id, cited.mentions);
        }
        references
    }

    /// The number of a source, and which mention of it this is.
    pub(crate) fn mention(&mut self, id: &str) -> Mark {
        self.add(id, 1)
    }

    /// Counts so many mentions of a source, and says which is the last of them.
    fn add(&mut self, id: &str, mentions: usize) -> Mark {
        let number = *self.numbers.entry(id.to_owned()).or_insert_with(|| {
            self.order.push(Cited { id: id.to_owned(), mentions: 0 });
            self.order.len()
        });
        let cited = &mut self.order[number - 1];
        cited.mentions += mentions;
        Mark { number, mention: cited.mentions }
    }
}
