//! One Markdown file → one [`Page`]: its kind, its keys, its body.
//!
//! A page depends on its own text and path only. What it says of other pages, people, prices and sources are
//! names with places; they are looked up when the site is joined. So a read page can be kept as long as its text
//! is the same.

mod front_matter;

pub use crate::kinds::{
    Address, Announcement, Article, Career, Change, Closing, Closure, Data, Event, Experience, Faq, Format,
    Hours, Kind, Location, Measure, Myth, Provider, Question, Registration, Review, Service, Status,
    Testimonial,
};

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::identifiers::look_alike::mixed_scripts;
use crate::identifiers::{Fault, WebAddress};
use crate::kinds::Plain;
pub(crate) use crate::kinds::Words;
use crate::markdown::{self, Body, Frame, Role};
use crate::mentions::{self, Mention};
use crate::problem::{Place, Problems, Rule};
use crate::route::{PART_MOST, Route, slug};
use crate::schema::Shape;
use crate::source::{Source, Sources, is_page, page_stem};
use crate::table::{At, Moment, Table};

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
        !matches!(self.kind, Kind::Faq | Kind::Testimonial | Kind::Announcement)
    }

    /// The address at which its words stand: its own, or that of a page with those of others.
    pub(crate) fn shown_at(&self) -> Route {
        match self.kind {
            _ if self.has_address() => self.route.clone(),
            Kind::Announcement => Route::home(),
            kind => Route::page(&[kind.folder().unwrap_or_default()]),
        }
    }

    /// The day it carries: `date`, or what stands for it in its kind.
    pub fn day(&self) -> Option<Moment> {
        let posted = |day: Date| Moment { day, instant: None };
        match &self.data {
            Data::Event(event) => Some(event.start),
            Data::Career(career) => Some(posted(career.posted)),
            Data::Announcement(notice) => Some(notice.start),
            _ => self.date,
        }
    }
}

/// Pages by their texts, kept from one build to the next; used again only where the text is the same.
#[derive(Debug, Default)]
pub struct Memo {
    pages: std::collections::BTreeMap<String, Kept>,
}

/// A text, the page it is, and what was wrong with it.
type Kept = (Arc<Source>, Option<Arc<Page>>, Problems);

/// Reads every page of the site; those that cannot be read are reported and left out.
pub fn read_all(sources: &Sources, memo: &mut Memo, problems: &mut Problems) -> Vec<Arc<Page>> {
    let files: Vec<_> = sources.texts.values().filter(|source| is_page(&source.path)).collect();
    let read: Vec<_> = files
        .into_par_iter()
        .map(|source| match memo.pages.get(&source.path) {
            Some((known, page, problems)) if known == source => {
                (known.clone(), page.clone(), problems.clone())
            }
            _ => {
                let mut problems = Problems::default();
                let page = read(source, &mut problems).map(Arc::new);
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

/// Reads one page.
fn read(source: &Arc<Source>, problems: &mut Problems) -> Option<Page> {
    let inside = page_stem(&source.path)?;
    let parts: Vec<&str> = inside.split('/').collect();
    if refuse_language(source, parts.last().copied().unwrap_or_default(), problems) {
        return None;
    }
    let kind = kind_of(&parts);
    crate::trackers::in_page(source, problems);
    let (matter, body) = front_matter::split(source, problems)?;
    let parsed = crate::table::parse(source, matter, problems);
    let mut mentions = Vec::new();
    mentions::of_toml(source, parsed.texts(), leads, &mut mentions);
    let mut table = parsed.table(kind.spec().schema);
    let mut read = read_common(source, kind, &parts, &mut table, body, problems);
    if !parsed.is_whole() {
        return None;
    }
    let data = kind.read(&mut table);
    if let (Some(page), Some(data)) = (&mut read, data) {
        page.data = data;
        mentions::of_body(&page.body, &mut mentions);
        page.mentions = mentions;
        let words = parsed.words(kind.spec().schema).into_iter();
        page.plain_words = words.map(|(name, text)| PlainWords::new(name, text)).collect();
    } else {
        read = None;
    }
    table.finish(problems);
    read
}

/// Whether the text below a key of the front matter is an address.
fn leads(key: &str, text: &str) -> bool {
    key == "image" || (key == "extra" && text.starts_with('/')) || WebAddress::is_meant(text)
}

/// `name.es.md` is a page in another language, which this version does not build.
fn refuse_language(source: &Arc<Source>, stem: &str, problems: &mut Problems) -> bool {
    let Some((_, ending)) = stem.rsplit_once('.') else { return false };
    let (language, region) = ending.split_once('-').unwrap_or((ending, ""));
    let is_language = language.len() == 2
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && region.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_language {
        problems
            .report(
                Rule::NotYet,
                Place::file(source),
                format!("pages in another language (`{ending}`) are not built yet by this version"),
            )
            .help("rename the file without the language, or move it out of `content/` for now");
    }
    is_language
}

fn kind_of(parts: &[&str]) -> Kind {
    match parts {
        ["_index"] => Kind::Home,
        ["pricing"] => Kind::Pricing,
        ["good-faith-estimate"] => Kind::Estimate,
        [.., "_index"] => Kind::Section,
        ["conditions", _] => Kind::Condition,
        [folder, _, ..] => Kind::of_folder(folder).unwrap_or(Kind::Plain),
        _ => Kind::Plain,
    }
}

/// The slugs of the folders and the name that the last part of the address is made of.
fn address_of(parts: &[&str]) -> (Vec<String>, String) {
    let mut folders: Vec<String> = parts.iter().map(|part| slug(part)).collect();
    let mut last = folders.pop().unwrap_or_default();
    if parts.len() > 1 && parts.last() == Some(&"index") {
        last = folders.pop().unwrap_or_default();
    }
    (folders, last)
}

fn read_common(
    source: &Arc<Source>,
    kind: Kind,
    parts: &[&str],
    table: &mut Table<'_>,
    body: std::ops::Range<usize>,
    problems: &mut Problems,
) -> Option<Page> {
    let title = table.text("title");
    let summary = table.text("summary");
    let (folders, name) = address_of(parts);
    let slug = read_slug(source, kind, table, name);
    let route = match kind {
        Kind::Home => Route::home(),
        Kind::Section => Route::page(&[&folders.join("/")]),
        _ => Route::page(&[&folders.join("/"), slug.as_deref().unwrap_or_default()]),
    };
    let weight = table.whole("weight").map_or(0, |number| number.value);
    let moment = |table: &mut Table<'_>, key: &str| table.moment(key).map(|moment| moment.value);
    let date = moment(table, "date");
    let updated = moment(table, "updated");
    let publish = moment(table, "publish");
    let expires = moment(table, "expires");
    let image = read_image(table);
    let ignore = crate::config::read_ignores(table);
    let extra = table.table("extra").map_or(serde_json::Value::Null, |extra| {
        let value = front_matter::free_table(&extra);
        extra.finish_free(&mut table.problems);
        value
    });
    let draft = table.flag("draft").unwrap_or(false);
    // A draft that is shown, in a preview or for a trial, is no search result.
    let noindex = table.flag("noindex").unwrap_or(false) || draft;
    let template = table.text("template");
    let aliases = table.texts("aliases");
    let prefix = format!("{}-", slug.as_deref().unwrap_or_default());
    let frame = match kind {
        Kind::Faq => Frame { prefix: &prefix, level: if table.has("topic") { 4 } else { 3 } },
        Kind::Testimonial | Kind::Announcement => Frame { prefix: &prefix, level: 3 },
        _ => Frame::PAGE,
    };
    let body = markdown::body(source, body, frame, problems);
    let summary = match summary {
        Some(text) if !text.value.trim().is_empty() => text.value,
        _ => cut(&body.text, 200),
    };
    if kind == Kind::Article {
        // An article is shown with its day.
        date?;
    }
    Some(Page {
        source: source.clone(),
        kind,
        route,
        slug: slug?,
        title: title?,
        summary,
        weight,
        date,
        updated,
        publish,
        expires,
        draft,
        noindex,
        image,
        template,
        aliases,
        extra,
        data: Data::Plain(Box::new(Plain)),
        body,
        ignore,
        mentions: Vec::new(),
        plain_words: Vec::new(),
    })
}

/// The last part of the address, of letters that do not look like those of another script.
fn read_slug(source: &Arc<Source>, kind: Kind, table: &mut Table<'_>, name: String) -> Option<String> {
    let slug = read_last_part(source, kind, table, name)?;
    if let Err(fault) = mixed_scripts(&slug) {
        let written = table.has("slug");
        let place = if written { table.key_place("slug") } else { Place::file(source) };
        let help =
            if written { fault.help } else { "rename the file, typing the word on one keyboard".to_owned() };
        table.problems.report(Rule::LookAlike, place, fault.message).help(help);
    }
    Some(slug)
}

fn read_last_part(source: &Arc<Source>, kind: Kind, table: &mut Table<'_>, name: String) -> Option<String> {
    let Some(written) = table.text("slug") else {
        if name.is_empty() && !matches!(kind, Kind::Home | Kind::Section) {
            table
                .problems
                .report(Rule::BadSlug, Place::file(source), "the file's name has neither letter nor digit")
                .help("rename the file, or give it a `slug`");
            return None;
        }
        return Some(name);
    };
    if written.value.len() > PART_MOST {
        let fault = Fault::too_long(&written.value);
        table.problems.report(Rule::BadSlug, written.place(source), fault.message).help(fault.help);
        return None;
    }
    if !written.value.is_empty() && slug(&written.value) == written.value {
        return Some(written.value);
    }
    let place = written.place(source);
    let made = slug(&written.value);
    let problem = table.problems.report(
        Rule::BadSlug,
        place,
        format!("`{}` cannot be the last part of an address", written.value),
    );
    problem.label("letters and digits in lower case, with single hyphens between");
    if !made.is_empty() {
        problem.help(format!("write `{made}`"));
    }
    None
}

fn read_image(table: &mut Table<'_>) -> Option<Picture> {
    let path = table.text_of("image", Shape::Picture);
    let alt = table.text("image_alt");
    match (path, alt) {
        (Some(path), Some(alt)) => Some(Picture { path, alt: alt.value }),
        (Some(path), None) => {
            let place = path.place(table.source());
            table
                .problems
                .report(Rule::NoAlt, place, "`image` needs `image_alt`")
                .help("say what the picture shows, for those who do not see it; \"\" if it only decorates");
            None
        }
        (None, Some(alt)) => {
            let place = alt.place(table.source());
            table.problems.report(Rule::MissingKey, place, "`image_alt` without `image`");
            None
        }
        (None, None) => None,
    }
}

/// A text cut at a word, to at most so many characters.
fn cut(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let (head, _) = text.split_at(end);
    let head = head.rsplit_once(char::is_whitespace).map_or(head, |(head, _)| head);
    format!("{}…", head.trim_end_matches(|c: char| c.is_whitespace() || ",;:.".contains(c)))
}
