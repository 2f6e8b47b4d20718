//! What is there and not used: pages that nobody finds, files that nobody sees.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Desk;
use super::prose::Kind;
use crate::page::{Kind as PageKind, Page};
use crate::problem::{Place, Rule};
use crate::render::Output;
use crate::route::Route;

/// The most bytes of a picture.
const HEAVY: u64 = 300_000;

pub(super) fn check(desk: &mut Desk<'_>) {
    let links = links(desk);
    orphans(desk, &links);
    files(desk, &links);
    words(desk);
}

/// Every address that an output leads to, by the output that does.
fn links(desk: &Desk<'_>) -> BTreeMap<Route, BTreeSet<String>> {
    let base = &desk.site.config.base;
    let found: Vec<_> = desk
        .outputs
        .par_iter()
        .filter_map(|(route, output)| {
            let Output::Bytes(bytes) = output else { return None };
            let text = std::str::from_utf8(bytes).ok()?;
            let mut links = BTreeSet::new();
            let mut add = |code: &str| {
                for piece in code.split(['"', '\'', ' ', '(', ')', ',', '\n', '<', '>']) {
                    let piece = piece.strip_prefix(base.origin()).unwrap_or(piece);
                    if piece.starts_with('/') {
                        links.insert(piece.split(['#', '?']).next().unwrap_or(piece).to_owned());
                    }
                }
            };
            match route.is_page() {
                true => code_of(text).for_each(&mut add),
                false => add(text),
            }
            Some((route.clone(), links))
        })
        .collect();
    found.into_iter().collect()
}

/// What is no words in a page of HTML: its tags, scripts and styles. An address that is only named leads nowhere.
fn code_of(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|part| match part.split_once('>') {
        Some((tag, _)) if !["script", "style"].iter().any(|name| tag.starts_with(name)) => tag,
        _ => part,
    })
}

/// Pages that no other page leads to.
fn orphans(desk: &mut Desk<'_>, links: &BTreeMap<Route, BTreeSet<String>>) {
    let base = &desk.site.config.base;
    let pages = links.iter().filter(|(route, _)| route.is_page());
    let mut linked: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, links) in pages.clone() {
        links.iter().for_each(|link| *linked.entry(link).or_default() += 1);
    }
    let own = |page: &Page| {
        let link = base.link(&page.route);
        let itself = links.get(&page.route).is_some_and(|links| links.contains(&link));
        linked.get(link.as_str()).is_some_and(|count| *count > usize::from(itself))
    };
    let lost = desk.texts.iter().filter(|text| {
        let page = text.page;
        let addressed = page.has_address() && desk.outputs.contains_key(&page.route);
        addressed && page.kind != PageKind::Home && !own(page)
    });
    let lost: Vec<Place> = lost.map(|text| text.page.place()).collect();
    for place in lost {
        desk.problems
            .report(Rule::Orphan, place, "no other page leads to this one")
            .help("link it from a page, or put it in the menu");
    }
}

fn files(desk: &mut Desk<'_>, links: &BTreeMap<Route, BTreeSet<String>>) {
    let base = &desk.site.config.base;
    let all: BTreeSet<&str> = links.values().flatten().map(String::as_str).collect();
    for (path, asset) in &desk.sources.assets {
        let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
        let picture = ["png", "jpg", "jpeg", "webp", "gif", "avif"].contains(&ending.as_str());
        let shipped = desk.prepared.plan.files.contains_key(path) || path.starts_with("static/");
        if picture && shipped && asset.length > HEAVY {
            desk.problems
                .report(
                    Rule::HeavyPicture,
                    Place::path(path),
                    format!("a picture of {} kB", asset.length / 1000),
                )
                .help("make it smaller: 1600 pixels wide are enough, as WebP or JPEG");
        }
        let route = match path.strip_prefix("static/") {
            Some(name) => Route::absolute(&crate::route::encode_path(&format!("/{name}"))),
            // Of `content/` only what is used is published.
            None => None,
        };
        let Some(route) = route else { continue };
        let known = path.contains("/.well-known/")
            || KNOWN.contains(&route.as_str())
            || route.as_str().ends_with(".html");
        // Captions stand beside their video without a link in the source.
        if !known && !all.contains(base.link(&route).as_str()) {
            desk.problems
                .report(Rule::UnusedAsset, Place::path(path), "no page uses this file")
                .help("show or link it, or take it away");
        }
    }
}

/// Files that hosts and browsers ask for by themselves.
const KNOWN: [&str; 8] = [
    "/favicon.ico",
    "/favicon.svg",
    "/apple-touch-icon.png",
    "/robots.txt",
    "/CNAME",
    "/.nojekyll",
    "/_headers",
    "/site.webmanifest",
];

/// Summaries, and the clinic's speciality in the titles that search engines show.
fn words(desk: &mut Desk<'_>) {
    let niche = desk.site.config.clinic.niche.as_deref().map(str::to_lowercase);
    for text in &desk.texts {
        let page = text.page;
        let written = text.prose.blocks.iter().any(|block| block.kind == Kind::Key("summary"));
        let listed = page.has_address() && !matches!(page.kind, PageKind::Home | PageKind::Section);
        if !written && listed {
            desk.problems
                .report(Rule::NoSummary, page.place(), "this page has no summary")
                .help("say in a sentence what it holds: lists and search results show it");
        }
        if let Some(niche) =
            niche.as_deref().filter(|_| matches!(page.kind, PageKind::Home | PageKind::Career))
        {
            let title = page.title.value.to_lowercase();
            if !title.contains(niche.trim_end_matches('s')) {
                desk.problems
                    .report(Rule::NicheTitle, page.place(), format!("this title does not name `{niche}`"))
                    .help("put what the clinic is for into it: that is what people search for");
            }
        }
    }
}
