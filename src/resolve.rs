//! The resolver of holes: links, prices, worked years, citations and pictures of every text, each resolved once.
//!
//! Stands between the addresses and the rendering, which prints the answers. What leads nowhere is told at its place;
//! what is held back loses its link and keeps its words. When this is done everything that is wrong with a site is
//! known, but for the faults of templates.

mod amounts;
mod answers;
mod booking;
mod media;
mod menu;
mod nowhere;
mod pictures;
mod remedy;
mod shared;
mod target;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use self::answers::Found;
pub(crate) use self::answers::{Answer, Answers, Cited, File, Mark, PictureUse, References, ShownYear};
use self::booking::InPlace;
pub(crate) use self::menu::MenuEntry;
use crate::address::Addresses;
use crate::images::Use;
use crate::kinds::Standing;
use crate::markdown::{self, Body, Part, Placeholder, PlaceholderKind, escape};
use crate::page::{Page, Words};
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::site::{Edition, EditionId, Fixture, PageId, Site};
use crate::source::Source;
use crate::table::At;

/// The answers to the holes of all texts of a site.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// By the page's number; nothing for those that are not shown.
    pages: Vec<Option<Answers>>,
    /// By the edition's number.
    editions: Vec<Common>,
    none: Answers,
}

/// The answers that all pages of an edition share.
#[derive(Debug)]
pub(crate) struct Common {
    /// The texts of the price list.
    pub(crate) prices: Answers,
    /// The texts of `site.toml`.
    pub(crate) config: Answers,
    /// The menu.
    pub(crate) menu: Vec<MenuEntry>,
    /// The clinic's own entries of the footer.
    pub(crate) footer: Vec<MenuEntry>,
    /// The clinic's logo.
    pub(crate) logo: Option<File>,
    /// The address of what browsers show beside the title of a page.
    pub(crate) icon: Option<String>,
    /// The picture that stands for the clinic where a page is shared.
    pub(crate) share_image: Option<File>,
}

impl Resolved {
    /// The answers of the texts of a page; none for one that is not published.
    pub(crate) fn page(&self, id: Option<PageId>) -> &Answers {
        id.and_then(|id| self.pages.get(id.number())?.as_ref()).unwrap_or(&self.none)
    }

    /// All answers that are known.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Answers> {
        let common = self.editions.iter().flat_map(|common| [&common.prices, &common.config]);
        common.chain(self.pages.iter().flatten())
    }

    /// The entries of all menus.
    pub(crate) fn menus(&self) -> impl Iterator<Item = &MenuEntry> {
        self.editions.iter().flat_map(|common| common.menu.iter().chain(&common.footer))
    }

    /// What the pages of an edition share.
    pub(crate) fn common(&self, edition: EditionId) -> &Common {
        &self.editions[edition.number()]
    }
}

/// Answers every question of every text that is shown.
pub(crate) fn resolve(site: &Site, addresses: &Addresses, problems: &mut Problems) -> Resolved {
    let mut common = |edition| common(site, site.edition(edition), addresses, problems);
    let editions = EditionId::all(site.editions().len()).map(&mut common).collect();
    shared::sources_of_prices(site, problems);
    let entries: Vec<_> = site.pages.entries().collect();
    let pages: Vec<_> = entries
        .into_par_iter()
        .map(|(id, page)| {
            let edition = site.edition(id.edition());
            let resolver = Resolver::new(site, edition, addresses, &page.source, page.route.clone());
            site.is_shown(id).then(|| resolver.page(page))
        })
        .collect();
    let mut keep = |(answers, found): (Answers, Problems)| {
        problems.extend(found);
        answers
    };
    let pages = pages.into_iter().map(|page| page.map(&mut keep)).collect();
    Resolved { pages, editions, none: Answers::default() }
}

fn common(site: &Site, edition: &Edition, addresses: &Addresses, problems: &mut Problems) -> Common {
    let resolver =
        |source, fixture| Resolver::new(site, edition, addresses, source, edition.address(fixture));
    let menu = menu::menu(site, edition, addresses, problems);
    let footer = menu::entries(site, &site.config.footer, addresses, problems);
    shared::ids_of_questions(edition, problems);
    shared::ids_of_prices(site, edition, problems);
    let mut config = resolver(&site.config.source, Fixture::Home);
    config.citing = Citing::Refused;
    let clinic = &site.config.clinic;
    clinic.emergency.iter().chain(&clinic.insurance).for_each(|text| config.sentence(text));
    let mut picture = |of: Use, image: &Option<At<String>>| {
        let image = image.as_ref()?;
        config.picture_for(of, &image.value, &image.span)
    };
    let logo = picture(Use::Small, &site.config.logo);
    let share_image = picture(Use::Share, &site.config.share_image);
    let icon = site.config.icon.as_ref().and_then(|icon| config.file(&icon.value, &icon.span));
    let prices = site.prices.as_ref().map(|list| {
        let mut resolver = resolver(&list.source, Fixture::Pricing);
        resolver.reach = Reach::Several;
        list.texts().for_each(|text| resolver.sentence(text));
        resolver.finish()
    });
    let mut keep = |(answers, found): (Answers, Problems)| {
        problems.extend(found);
        answers
    };
    let prices = prices.map(&mut keep).unwrap_or_default();
    Common {
        prices,
        config: keep(config.finish()),
        menu,
        footer,
        logo,
        icon: icon.map(|file| file.link),
        share_image,
    }
}

/// A link that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// It leads somewhere.
    Link,
    /// Its words alone stay.
    Words,
    /// So they do, and a note follows.
    Noted,
}

/// How the words show what they cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Citing {
    /// By numbers that lead to the list of references.
    Numbers,
    /// Not at all: the sources stand right beside the words.
    Beside,
    /// They may cite nothing, since no list of references could follow them.
    Refused,
}

/// How many pages show a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Its own alone.
    One,
    /// Others too: there a bare fragment would lead nowhere.
    Several,
}

/// Answers the questions of the texts of one file.
#[derive(Debug)]
struct Resolver<'a> {
    site: &'a Site,
    edition: &'a Edition,
    addresses: &'a Addresses,
    source: &'a Arc<Source>,
    /// The address that fragments and relative files count from.
    route: Route,
    /// The page of the texts, where they are those of one.
    page: Option<&'a Page>,
    citing: Citing,
    reach: Reach,
    /// Whether no picture of the page was shown yet: the first is loaded at once.
    is_first_picture: bool,
    references: References,
    found: Answers,
    problems: Problems,
}

impl<'a> Resolver<'a> {
    /// For sentences of a data file, shown at `route`.
    fn new(
        site: &'a Site,
        edition: &'a Edition,
        addresses: &'a Addresses,
        source: &'a Arc<Source>,
        route: Route,
    ) -> Self {
        Resolver {
            site,
            edition,
            addresses,
            source,
            route,
            page: None,
            citing: Citing::Numbers,
            reach: Reach::One,
            is_first_picture: false,
            references: References::default(),
            found: Answers::default(),
            problems: Problems::default(),
        }
    }

    /// The texts of a page, in the order in which a reader meets them.
    fn page(mut self, page: &'a Page) -> (Answers, Problems) {
        self.page = Some(page);
        self.citing = match page.kind.spec().stands {
            Standing::Own | Standing::Generated(_) | Standing::Anchor => Citing::Numbers,
            Standing::Beside => Citing::Beside,
            Standing::EveryPage | Standing::Box => Citing::Refused,
        };
        self.is_first_picture = page.image.is_none() && page.kind.spec().stands == Standing::Own;
        if let Some(picture) = &page.image {
            let (path, span) = (&picture.path.value, &picture.path.span);
            self.found.image = self.picture(path, span);
            if self.found.image.is_some() {
                self.found.share = self.picture_for(Use::Share, path, span);
            }
        }
        for words in page.texts() {
            match words {
                Words::Text(body) => self.text(body),
                Words::Shared(body) => {
                    self.reach = Reach::Several;
                    self.text(body);
                    self.reach = Reach::One;
                }
                Words::Sources(fact, sources) => {
                    let said = fact.cited();
                    let beside = sources.iter().filter(|id| !said.contains(&id.value.as_str()));
                    let beside: Vec<_> = beside.map(|id| (id.value.clone(), id.span.clone())).collect();
                    let marks = self.cite(&beside);
                    self.found.sources.push((fact.at, marks));
                }
            }
        }
        for id in page.data.own().works() {
            self.is_known_source(&id.value, &id.span);
        }
        self.finish()
    }

    fn finish(mut self) -> (Answers, Problems) {
        self.found.texts.sort_by_key(|(at, _)| *at);
        self.found.references = self.references.order;
        (self.found, self.problems)
    }

    /// A sentence of a data file.
    fn sentence(&mut self, text: &At<String>) {
        let body = markdown::inline(self.source, text, &mut self.problems);
        self.text(&body);
        self.found.sentences.insert(text.span.start, body);
    }

    /// A text: an answer for each of its holes.
    fn text(&mut self, body: &Body) {
        let mut open = Vec::new();
        let holes = body.parts.iter().filter_map(|part| match part {
            Part::Placeholder(hole) => Some(self.hole(hole, &mut open)),
            Part::Html(_) => None,
        });
        let answers: Box<[Answer]> = holes.collect();
        if !answers.is_empty() {
            self.found.texts.push((body.at, answers));
        }
    }

    fn cite(&mut self, ids: &[(String, Range<usize>)]) -> Box<[Mark]> {
        let mut marks = Vec::new();
        for (id, span) in ids {
            if self.citing == Citing::Refused {
                self.problems
                    .report(
                        Rule::CitationPlace,
                        Place::new(self.source, span.clone()),
                        "nothing can be cited here",
                    )
                    .label("these words stand where no list of references follows")
                    .help("cite it on a page, and link to that page from here");
                continue;
            }
            if !self.is_known_source(id, span) {
                continue;
            }
            let mark = self.references.mention(id);
            marks.extend((self.citing == Citing::Numbers).then_some(mark));
        }
        marks.into()
    }

    /// Whether the citation library has a work; that it does not is told.
    fn is_known_source(&mut self, id: &str, span: &Range<usize>) -> bool {
        let is_known = self.site.library.get(id).is_some();
        if !is_known && !self.site.unread().library {
            let place = self.place(span);
            self.problems
                .report(Rule::UnknownSource, place, format!("there is no source `{id}`"))
                .label("not in content/sources.toml")
                .help(format!("add it there: [[sources]] with id = \"{id}\", or take the citation out"))
                .propose_of(id, self.site.source_ids());
        }
        is_known
    }

    fn hole(&mut self, hole: &Placeholder, open: &mut Vec<Open>) -> Answer {
        let mut out = String::new();
        match &hole.kind {
            PlaceholderKind::LinkStart { target, title, attributes, button } => {
                match self.instead_of_booking(target, *button) {
                    Some(InPlace::Of(answer)) => {
                        open.push(Open::Link);
                        return answer;
                    }
                    Some(InPlace::Words) => {
                        open.push(Open::Noted);
                        return Answer::Html(out.into());
                    }
                    None => {}
                }
                let link = self.target(target, &hole.span);
                open.push(if link.is_some() { Open::Link } else { Open::Words });
                if let Some(link) = link {
                    start_link(&link, title, attributes, *button, &mut out);
                }
            }
            PlaceholderKind::LinkEnd => match open.pop() {
                Some(Open::Link) => return Answer::LinkEnd,
                Some(Open::Noted) => self.note_that_full(&mut out),
                Some(Open::Words) | None => {}
            },
            PlaceholderKind::Image { target, title, alt } => {
                self.media(target, title, alt, &hole.span, &mut out)
            }
            PlaceholderKind::Price { id, text, html } => {
                let own = amounts::Words { text: text.as_deref(), html, in_link: open.contains(&Open::Link) };
                self.price(id, own, &hole.span, &mut out);
            }
            PlaceholderKind::Estimate { id, text, html, alone } => {
                let own = amounts::Words { text: text.as_deref(), html, in_link: open.contains(&Open::Link) };
                if let Some(example) = self.estimate(id, own, *alone, &hole.span, &mut out) {
                    return example;
                }
            }
            PlaceholderKind::Cite { ids } => return Answer::Cite(self.cite(ids)),
            PlaceholderKind::Phrase { key } => escape(&mut out, &self.edition.phrase(key, &[])),
            PlaceholderKind::Source { attribute, address, target } => {
                self.attribute(attribute, *address, target, &hole.span, &mut out);
            }
        }
        Answer::Html(out.into())
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.source, span.clone())
    }

    fn link(&self, route: &Route) -> String {
        self.site.config.base.link(route)
    }
}

fn start_link(link: &str, title: &str, attributes: &str, button: bool, out: &mut String) {
    out.push_str("<a href=\"");
    escape(out, link);
    out.push('"');
    if !title.is_empty() {
        out.push_str(" title=\"");
        escape(out, title);
        out.push('"');
    }
    if button {
        out.push_str(" class=\"button\"");
    }
    out.push_str(attributes);
    out.push('>');
}
