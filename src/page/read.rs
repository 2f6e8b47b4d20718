//! Reading one page: its kind, its address, its keys, its body.

use std::ops::Range;
use std::sync::Arc;

use super::{Page, Picture, PlainWords, front_matter};
use crate::identifiers::look_alike::mixed_scripts;
use crate::identifiers::{Fault, WebAddress};
use crate::kinds::{Data, Generated, Kind, Standing};
use crate::markdown::{self, Frame};
use crate::mentions;
use crate::problem::{Place, Problems, Rule};
use crate::route::{LONGEST_NAME, Route, slug};
use crate::schema::Shape;
use crate::source::{Source, page_stem};
use crate::table::{Moment, Table};

/// A file with the text of a page.
struct File<'a> {
    source: &'a Arc<Source>,
    kind: Kind,
    /// Its path in `content/`, without its ending, by folders.
    parts: Vec<&'a str>,
    /// The bytes of its body.
    body: Range<usize>,
}

/// Reads one page.
pub(super) fn read(source: &Arc<Source>, problems: &mut Problems) -> Option<Page> {
    let parts: Vec<&str> = page_stem(&source.path)?.split('/').collect();
    if refuse_language(source, parts.last().copied().unwrap_or_default(), problems) {
        return None;
    }
    let kind = kind_of(&parts);
    crate::trackers::in_page(source, problems);
    let (matter, body) = front_matter::split(source, problems)?;
    let file = File { source, kind, parts, body };
    let parsed = crate::table::parse(source, matter, problems);
    let mut mentions = Vec::new();
    mentions::of_toml(source, parsed.texts(), leads, &mut mentions);
    let mut table = parsed.table(kind.spec().schema);
    let data = kind.read(&mut table);
    let mut page = file.page(&mut table, data, problems);
    if !parsed.is_whole() {
        return None;
    }
    if let Some(page) = &mut page {
        mentions::of_body(&page.body, &mut mentions);
        page.mentions = mentions;
        page.names = parsed.names();
        page.timed = parsed.timed();
        page.told = parsed.told();
        let words = parsed.words(kind.spec().schema).into_iter();
        page.plain_words = words.map(|(name, text)| PlainWords::new(name, text)).collect();
    }
    table.finish(problems);
    page
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

/// The kind of a page, of its path in `content/`.
pub(super) fn kind_of(parts: &[&str]) -> Kind {
    match parts {
        ["_index"] => Kind::Home,
        ["pricing"] => Kind::Pricing,
        ["good-faith-estimate"] => Kind::Estimate,
        ["urgent-help"] => Kind::UrgentHelp,
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

impl File<'_> {
    /// Reads the keys of all pages, and the body.
    fn page(&self, table: &mut Table<'_>, data: Option<Data>, problems: &mut Problems) -> Option<Page> {
        let spec = self.kind.spec();
        let title = table.text("title");
        let summary = table.text("summary");
        let (folders, name) = address_of(&self.parts);
        let slug = read_slug(self.source, self.kind, table, name);
        let route = match is_index(self.kind) {
            true => Route::page(&[&folders.join("/")]),
            false => Route::page(&[&folders.join("/"), slug.as_deref().unwrap_or_default()]),
        };
        let moment = |table: &mut Table<'_>, key: &str| table.moment(key).map(|moment| moment.value);
        let date = moment(table, "date");
        let updated = moment(table, "updated");
        check_order(table, date, updated);
        let draft = table.flag("draft").unwrap_or(false);
        let prefix = format!("{}-", slug.as_deref().unwrap_or_default());
        let frame = match spec.stands {
            Standing::Own | Standing::Generated(_) => Frame::PAGE,
            Standing::Anchor | Standing::Beside | Standing::EveryPage | Standing::Box => {
                let level = data.as_ref().map_or(3, |data| data.own().heading_level());
                Frame { prefix: &prefix, level }
            }
        };
        let body = markdown::body(self.source, self.body.clone(), frame, problems);
        let lead = summary.map(|text| text.value).filter(|text| !text.trim().is_empty());
        let summary = lead.clone().unwrap_or_else(|| cut(&body.text, 200));
        let page = Page {
            source: self.source.clone(),
            kind: self.kind,
            route,
            summary,
            lead,
            weight: table.whole("weight").map_or(0, |number| number.value),
            date,
            updated,
            publish: moment(table, "publish"),
            expires: moment(table, "expires"),
            draft,
            // A draft that is shown, in a preview or for a trial, is no search result.
            noindex: table.flag("noindex").unwrap_or(false) || draft,
            image: read_image(table),
            template: table.text("template"),
            urgent_help: table.flag_at("urgent_help"),
            aliases: table.texts("aliases"),
            extra: read_extra(table),
            ignore: crate::config::read_ignores(table),
            body,
            mentions: Vec::new(),
            names: Vec::new(),
            timed: Vec::new(),
            told: Vec::new(),
            plain_words: Vec::new(),
            slug: slug?,
            title: title?,
            data: data?,
        };
        let is_dated = spec.schema.key("date").is_none_or(|key| date.is_some() || !key.is_required());
        is_dated.then_some(page)
    }
}

fn read_extra(table: &mut Table<'_>) -> serde_json::Value {
    let Some(extra) = table.table("extra") else { return serde_json::Value::Null };
    let value = front_matter::free_table(&extra);
    extra.finish_free(&mut table.problems);
    value
}

/// A page is not changed before it appears.
fn check_order(table: &mut Table<'_>, date: Option<Moment>, updated: Option<Moment>) {
    if let (Some(date), Some(updated)) = (date, updated)
        && updated.day < date.day
    {
        let place = table.key_place("updated");
        let problem = table.problems.report(Rule::BadValue, place, "`updated` is before `date`");
        problem.help(format!("write {} or a later day, or take `updated` out", date.day));
    }
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

/// Whether the file is an `_index.md`, whose address is that of its folder.
fn is_index(kind: Kind) -> bool {
    matches!(kind.spec().stands, Standing::Generated(Generated::Home | Generated::List))
}

fn read_last_part(source: &Arc<Source>, kind: Kind, table: &mut Table<'_>, name: String) -> Option<String> {
    let Some(written) = table.text("slug") else {
        if name.is_empty() && !is_index(kind) {
            table
                .problems
                .report(Rule::BadSlug, Place::file(source), "the file's name has neither letter nor digit")
                .help("rename the file, or give it a `slug`");
            return None;
        }
        return Some(name);
    };
    if written.value.len() > LONGEST_NAME {
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
        // A form writes both, and neither says anything.
        (None, Some(alt)) if !alt.value.is_empty() => {
            let place = alt.place(table.source());
            table.problems.report(Rule::MissingKey, place, "`image_alt` without `image`");
            None
        }
        (None, _) => None,
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
