//! What is there and not used: pages that nobody finds, files that nobody sees.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Context, Look};
use crate::page::{Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::render::Output;
use crate::route::Route;

lint! {
    Look::Site(look);
    UnusedAsset = "W01", Info, "a picture or file that no page uses";
    Orphan = "W03", Warning, "a page that no link leads to";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    let links = links(context);
    orphans(context, &links, problems);
    files(context, &links, problems);
}

/// Every address that an output leads to, by the output that does.
fn links(context: &Context<'_>) -> BTreeMap<Route, BTreeSet<String>> {
    let base = &context.site.config.base;
    let found: Vec<_> = context
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
fn orphans(context: &Context<'_>, links: &BTreeMap<Route, BTreeSet<String>>, problems: &mut Problems) {
    let base = &context.site.config.base;
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
    let lost = context.texts.iter().filter(|text| {
        let page = text.page;
        let addressed = page.has_address() && context.outputs.contains_key(&page.route);
        addressed && page.kind != Kind::Home && !own(page)
    });
    for text in lost {
        problems
            .report(Rule::Orphan, text.page.place(), "no other page leads to this one")
            .help("link it from a page, or put it in the menu");
    }
}

/// Files of `static/` that nothing leads to. Of `content/` only what is used is published.
fn files(context: &Context<'_>, links: &BTreeMap<Route, BTreeSet<String>>, problems: &mut Problems) {
    let base = &context.site.config.base;
    let all: BTreeSet<&str> = links.values().flatten().map(String::as_str).collect();
    for path in context.sources.assets.keys() {
        let Some(name) = path.strip_prefix("static/") else { continue };
        let Some(route) = Route::absolute(&crate::route::encode_path(&format!("/{name}"))) else { continue };
        let known = path.contains("/.well-known/")
            || KNOWN.contains(&route.as_str())
            || route.as_str().ends_with(".html");
        if !known && !all.contains(base.link(&route).as_str()) {
            problems
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
