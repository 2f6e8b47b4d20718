//! Files that are published as they are: all of `static/` and the theme's assets, and of `content/` those that something
//! on the site refers to. Every other one is named, or left out with the page that it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::{AddressRequest, Addresses, Job, PublishedFile};
use crate::formats::Formats;
use crate::identifiers::WebAddress;
use crate::images::svg;
use crate::mentions::{self, CodeKind, Mention};
use crate::misplaced;
use crate::page::Page;
use crate::problem::{Place, Problems, Rule};
use crate::route::{Requested, Route, encode_path, join, slug};
use crate::site::{EditionId, Fixture, Site};
use crate::source::{self, Asset, Bytes, LeftOut, Source, Sources, is_page};
use crate::theme::Theme;

/// Plans the files of `content/` and `static/`, and the theme's assets.
pub(super) fn files(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    addresses: &mut Addresses,
    problems: &mut Problems,
) {
    let shelf = Shelf::new(site, sources);
    let (shown, held) = referred(&shelf, site, theme, sources);
    for (path, asset) in content(sources) {
        if is_html(path) {
            html_page(path, problems);
        } else if shown.contains(path) {
            match shelf.routes.get(path) {
                Some(route) => {
                    addresses.files.insert(path.to_owned(), route.clone());
                    add_file(addresses, route.clone(), path, asset, problems);
                }
                None => no_address(path, problems),
            }
        } else if held.contains(path) {
            let reason = "only pages that are held back refer to it".to_owned();
            addresses.left_out.push(LeftOut { path: path.to_owned(), reason });
        } else if !site.unread().is_empty() {
            let reason = "nothing that could be read refers to it".to_owned();
            addresses.left_out.push(LeftOut { path: path.to_owned(), reason });
        } else if !misplaced::is_reported(path) {
            unused(path, problems);
        }
    }
    let texts = sources.texts.keys().filter(|path| path.starts_with("content/") && !is_page(path));
    for path in
        texts.filter(|path| !source::DATA_FILES.contains(&path.as_str()) && !misplaced::is_reported(path))
    {
        problems
            .report(
                Rule::NotData,
                sources.place(path, None),
                "this file is neither a page nor data, so it is left out",
            )
            .help("data stand in content/prices.toml and content/sources.toml");
    }
    for (name, (path, asset)) in &theme.statics {
        let page = name.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
        let route = match page {
            Some(folder) => Some(Route::page(&[folder])),
            None => plain_file(name),
        };
        match route {
            Some(route) => add_file(addresses, route, path, asset, problems),
            None => no_address(path, problems),
        }
    }
    addresses.named = named(site, theme, addresses);
    for (route, (path, bytes)) in &theme.assets {
        let what = format!("the asset `{path}`");
        let job = Job::Bytes(bytes.clone());
        addresses.claim(AddressRequest::of_site(route.clone(), job, Place::path(path), &what), problems);
    }
}

/// The files that templates, style sheets, scripts and the theme's options name, and pages of `static/`.
fn named(site: &Site, theme: &Theme, addresses: &Addresses) -> BTreeSet<Route> {
    let paths = addresses.assets.iter().map(|(route, file)| (route.clone(), file.path.as_str()));
    let mut shelf = Shelf { site, routes: BTreeMap::new(), paths: paths.collect() };
    shelf.routes = shelf.paths.iter().map(|(route, path)| (*path, route.clone())).collect();
    let mut found = BTreeSet::new();
    shelf.add_theme(theme, &mut found);
    found.into_iter().filter_map(|path| shelf.routes.get(path).cloned()).collect()
}

/// Files of `content/` that are neither pages nor data.
fn content(sources: &Sources) -> impl Iterator<Item = (&str, &Asset)> {
    let below = sources.assets.range("content/".to_owned()..);
    below.take_while(|(path, _)| path.starts_with("content/")).map(|(path, asset)| (path.as_str(), asset))
}

/// Files with the addresses that they have, or would have.
pub(crate) struct Shelf<'a> {
    site: &'a Site,
    routes: BTreeMap<&'a str, Route>,
    paths: BTreeMap<Route, &'a str>,
}

/// Where a reference counts from.
struct Here<'a> {
    folder: &'a str,
    route: &'a Route,
}

impl<'a> Shelf<'a> {
    fn new(site: &'a Site, sources: &'a Sources) -> Self {
        let mut shelf = Shelf { site, routes: BTreeMap::new(), paths: BTreeMap::new() };
        for (path, _) in content(sources) {
            if let Some(route) = path.strip_prefix("content/").and_then(|inside| content_route(site, inside))
            {
                shelf.paths.entry(route.clone()).or_insert(path);
                shelf.routes.insert(path, route);
            }
        }
        shelf
    }

    /// All files that have addresses: of `content/` and `static/`.
    pub(crate) fn of_all(site: &'a Site, sources: &'a Sources) -> Self {
        let mut shelf = Shelf::new(site, sources);
        shelf.add_statics(sources);
        shelf
    }

    fn add_statics(&mut self, sources: &'a Sources) {
        let below = sources.assets.range("static/".to_owned()..);
        for path in below.map(|(path, _)| path.as_str()).take_while(|path| path.starts_with("static/")) {
            if let Some(route) = path.strip_prefix("static/").and_then(plain_file) {
                self.paths.insert(route.clone(), path);
                self.routes.insert(path, route);
            }
        }
    }

    /// The file that an address on a page means.
    pub(crate) fn named_on(&self, page: &Page, target: &str) -> Option<&'a str> {
        self.find(&Here { folder: page.folder(), route: &page.route }, target)
    }

    /// The file that an address means, by the rules of links.
    fn find(&self, here: &Here<'_>, target: &str) -> Option<&'a str> {
        let base = &self.site.config.base;
        let whole = WebAddress::is_meant(target).then(|| WebAddress::of_link(target).ok()).flatten();
        let written = whole.as_ref().and_then(|address| base.on_host(address)).unwrap_or(target);
        let path = written.split(['?', '#']).next().unwrap_or(written);
        if path.is_empty() {
            return None;
        }
        if path.starts_with('/') {
            let from_root = Route::absolute(path).and_then(|route| self.paths.get(&route).copied());
            return from_root.or_else(|| match base.find(path) {
                Requested::Inside(route) => self.paths.get(&route).copied(),
                _ => None,
            });
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let beside = join(here.folder, &decoded).and_then(|path| self.routes.get_key_value(path.as_str()));
        let on_page = || {
            let inside = join(here.route.as_str().trim_matches('/'), &decoded)?;
            self.paths.get(&plain_file(&inside)?).copied()
        };
        beside.map(|(path, _)| *path).or_else(on_page)
    }

    fn add(&self, here: &Here<'_>, mentions: &[Mention], found: &mut BTreeSet<&'a str>) {
        for mention in mentions {
            match mention {
                Mention::Address(target) => found.extend(self.find(here, target)),
                Mention::Embedded(target) => {
                    found.extend(self.find(here, target));
                    let there = |names: Vec<String>| names.iter().find_map(|name| self.find(here, name));
                    for edition in self.site.editions() {
                        let companions = Formats::companions(target, edition.tag());
                        found.extend(there(companions.captions));
                        found.extend(there(vec![companions.poster]));
                    }
                }
            }
        }
    }

    fn add_data(&self, sources: &Sources, found: &mut BTreeSet<&'a str>) {
        let is_address: fn(&str, &str) -> bool =
            |_, text| text.starts_with('/') || WebAddress::is_meant(text);
        let edition = self.site.edition(EditionId::FIRST);
        let (pricing, home) = (edition.address(Fixture::Pricing), edition.address(Fixture::Home));
        for (path, folder, route, leads) in [
            ("site.toml", "", &home, is_address),
            ("content/prices.toml", "content", &pricing, |_: &str, text: &str| WebAddress::is_meant(text)),
        ] {
            if let Some(source) = sources.text(path) {
                self.add(&Here { folder, route }, &of_file(source, leads), found);
            }
        }
    }

    fn add_theme(&self, theme: &Theme, found: &mut BTreeSet<&'a str>) {
        for code in code(theme) {
            let here = Here { folder: code.folder, route: &code.route };
            self.add(&here, &code.mentions, found);
        }
        let home = self.site.edition(EditionId::FIRST).address(Fixture::Home);
        for value in theme.options.values().filter_map(serde_json::Value::as_str) {
            self.add(&Here { folder: "", route: &home }, &[Mention::Address(value.to_owned())], found);
        }
    }
}

/// Files that something published refers to, and those that pages which are held back refer to.
fn referred<'a>(
    shelf: &Shelf<'a>,
    site: &Site,
    theme: &Theme,
    sources: &Sources,
) -> (BTreeSet<&'a str>, BTreeSet<&'a str>) {
    let (mut shown, mut held) = (BTreeSet::new(), BTreeSet::new());
    if shelf.routes.is_empty() {
        return (shown, held);
    }
    for (id, page) in site.pages.entries() {
        let here = Here { folder: page.folder(), route: &page.route };
        shelf.add(&here, &page.mentions, if site.is_shown(id) { &mut shown } else { &mut held });
    }
    shelf.add_data(sources, &mut shown);
    shelf.add_theme(theme, &mut shown);
    (shown, held)
}

/// A file of a theme or of `static/` that can name addresses.
pub(crate) struct CodeFile {
    /// The folder that its paths count from.
    folder: &'static str,
    /// The address that they count from.
    route: Route,
    /// What it names.
    pub(crate) mentions: Vec<Mention>,
}

/// The templates, style sheets, scripts and texts of a theme and of `static/`.
pub(crate) fn code(theme: &Theme) -> Vec<CodeFile> {
    let templates = theme.templates().map(|source| CodeFile {
        folder: "templates",
        route: Route::home(),
        mentions: mentions::of_code(&source.text, CodeKind::Markup),
    });
    let assets = theme.assets.iter().map(|(route, (path, bytes))| (route.clone(), path, bytes));
    let statics = theme.statics.iter().filter_map(|(name, (path, asset))| match &asset.bytes {
        // The many numbers of a drawing lead nowhere.
        Bytes::InMemory(bytes) if !svg::is_drawing(path) => Some((plain_file(name)?, path, bytes)),
        Bytes::InMemory(_) | Bytes::OnDisk(_) => None,
    });
    let files = assets.chain(statics).filter_map(|(route, path, bytes)| {
        let (code, text) = CodeKind::of(path).zip(std::str::from_utf8(bytes).ok())?;
        let route = Route::page(&[route.as_str().rsplit_once('/').map_or("", |(folder, _)| folder)]);
        Some(CodeFile { folder: "static", route, mentions: mentions::of_code(text, code) })
    });
    templates.chain(files).collect()
}

/// The files of `static/` that something published refers to, by their paths.
pub(crate) fn used_files(site: &Site, theme: &Theme, sources: &Sources) -> BTreeSet<String> {
    let mut shelf = Shelf { site, routes: BTreeMap::new(), paths: BTreeMap::new() };
    shelf.add_statics(sources);
    referred(&shelf, site, theme, sources).0.into_iter().map(str::to_owned).collect()
}

fn of_file(source: &std::sync::Arc<Source>, leads: fn(&str, &str) -> bool) -> Vec<Mention> {
    let mut found = Vec::new();
    let parsed = crate::table::parse(source, 0..source.text.len(), &mut Problems::default());
    mentions::of_toml(source, parsed.texts(), leads, &mut found);
    found
}

fn is_html(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "html" | "htm" | "xhtml" | "shtml")
}

fn html_page(path: &str, problems: &mut Problems) {
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    problems
        .report(Rule::HtmlPage, Place::path(path), "pages in `content/` are Markdown, and this is HTML")
        .help(format!(
            "move it to `static/{inside}` to publish it as it is, or write its words in `content/{stem}.md`"
        ));
}

fn no_address(path: &str, problems: &mut Problems) {
    problems
        .report(Rule::BadName, Place::path(path), "no address can be made of the name of this file")
        .help("rename it, with letters, digits and hyphens");
}

fn unused(path: &str, problems: &mut Problems) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let shown = ["svg", "png", "jpg", "jpeg", "webp", "gif", "avif"].contains(&ending.as_str());
    let link = if shown { "show it, as in `![what it shows](" } else { "link it, as in `[words](" };
    problems
        .report(
            Rule::UnusedFile,
            Place::path(path),
            "nothing on the site refers to this file: it is left out",
        )
        .help(format!(
            "{link}{})`, if it is for the public; else move it out of `content/`",
            if name.contains([' ', '(', ')']) { format!("<{name}>") } else { name.to_owned() }
        ));
}

/// A file's own name is not an encoded address: `100% private.txt` stands for itself.
fn plain_file(name: &str) -> Option<Route> {
    Route::absolute(&encode_path(&format!("/{name}")))
}

fn add_file(addresses: &mut Addresses, route: Route, path: &str, asset: &Asset, problems: &mut Problems) {
    let job = match &asset.bytes {
        Bytes::InMemory(bytes) if svg::is_drawing(path) => {
            Job::Bytes(svg::published(path, bytes, problems).unwrap_or_else(|| bytes.clone()))
        }
        Bytes::InMemory(bytes) => Job::Bytes(bytes.clone()),
        Bytes::OnDisk(file) => {
            if svg::is_drawing(path) {
                svg::too_large(path, problems);
            }
            Job::Copy(file.clone())
        }
    };
    let file = PublishedFile { path: path.to_owned(), asset: asset.clone() };
    addresses.assets.insert(route.clone(), file);
    addresses.claim(AddressRequest::of_site(route, job, Place::path(path), &format!("`{path}`")), problems);
}

/// Files beside a page's `index.md` go with the page; others keep their folder.
fn content_route(site: &Site, inside: &str) -> Option<Route> {
    let (folders, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    let mut folder = folders;
    while !folder.is_empty() {
        if let Some((page, _)) = site.by_stem(&format!("{folder}/index")) {
            let rest = inside.strip_prefix(folder)?.trim_start_matches('/');
            return plain_file(&format!("{}{rest}", page.route.as_str().trim_start_matches('/')));
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    let parts: Vec<String> = folders.split('/').filter(|part| !part.is_empty()).map(slug).collect();
    let name: String = name.nfc().collect();
    plain_file(&parts.into_iter().chain([name]).collect::<Vec<_>>().join("/"))
}
