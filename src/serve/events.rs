//! The event stream of an open page (server-sent events): reload, swap of style sheets, problems.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::route::Route;
use crate::serve::board::{News, PreviewState, Snapshot};
use crate::serve::{inject, pages};

/// How often something is said: nobody between takes the stream for dead, and a page that has gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// What comes before the first event.
pub(super) fn head() -> String {
    let always = super::http::always();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Accel-Buffering: no\r\n{always}Connection: close\r\n\r\n"
    )
}

/// A client of the event stream: the path of its page, and the hash of what it shows.
#[derive(Debug)]
pub(super) struct Listener {
    pub(super) path: String,
    pub(super) is: String,
}

/// Writes events until the client disconnects. Without `page=` a client gets every change.
///
/// # Errors
/// When the page has gone.
pub(super) fn stream(
    board: &PreviewState,
    mut listener: Option<Listener>,
    badges: bool,
    writer: &mut dyn Write,
) -> io::Result<()> {
    let mut shown = board.now();
    let mut text = format!("{}retry: 500\n\n{}", head(), problems(&shown.news));
    if let Some(listener) = &mut listener {
        text.push_str(&catch_up(&shown, listener, badges));
    }
    loop {
        writer.write_all(text.as_bytes())?;
        writer.flush()?;
        let said = Instant::now();
        text.clear();
        // Changes that do not concern this page must not put the heartbeat off.
        while text.is_empty() {
            let Some(now) = board.wait(shown.version, HEARTBEAT.saturating_sub(said.elapsed())) else {
                text.push_str(":\n\n");
                break;
            };
            if !Arc::ptr_eq(&shown.news, &now.news) {
                text.push_str(&problems(&now.news));
            }
            // The overview shows the problems too.
            let other_news = listener.is_none() && !text.is_empty();
            if !same_site(&shown, &now) || other_news {
                text.push_str(&match &mut listener {
                    Some(listener) => change(&shown, &now, listener, badges),
                    None => event("build", &now.version.to_string()),
                });
            }
            shown = now;
        }
    }
}

fn same_site(before: &Snapshot, now: &Snapshot) -> bool {
    match (&before.site, &now.site) {
        (Some(before), Some(now)) => Arc::ptr_eq(before, now),
        // Without a site the problems are the page.
        (None, None) => Arc::ptr_eq(&before.news, &now.news),
        _ => false,
    }
}

fn event(name: &str, data: &str) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

fn problems(news: &News) -> String {
    let data = json!({
        "errors": news.errors, "warnings": news.warnings, "html": news.html, "pages": news.pages,
        "stopped": news.stopped,
    });
    event("problems", &data.to_string())
}

/// `missed`: the page was another one before anybody could tell it.
fn reload(is: &str, missed: bool) -> String {
    event("reload", &json!({ "is": is, "missed": missed }).to_string())
}

/// What a page missed while nobody could tell it.
fn catch_up(now: &Snapshot, listener: &mut Listener, badges: bool) -> String {
    let is = look_up(now, &listener.path, badges).identity();
    let missed = is != listener.is;
    listener.is = is;
    if missed { reload(&listener.is, true) } else { String::new() }
}

/// What is shown at a path.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) html: Vec<u8>,
    pub(super) reasons: Vec<String>,
    /// The link that leads to it.
    link: String,
}

impl Page {
    fn identity(&self) -> String {
        inject::identity(&self.html, &self.reasons)
    }
}

fn look_up(shown: &Snapshot, path: &str, badges: bool) -> Page {
    let plain = |html: String| Page { html: html.into_bytes(), reasons: Vec::new(), link: String::new() };
    match pages::find(shown, path) {
        pages::Lookup::File { route, output, .. } => Page {
            html: super::http::bytes_of(&output).unwrap_or_default(),
            reasons: super::http::reasons(shown, &route, badges),
            link: shown.site.as_ref().map_or_else(String::new, |site| site.site.config.base.link(&route)),
        },
        // Where it leads to is what the browser asks for next.
        pages::Lookup::Elsewhere(to) => plain(to),
        pages::Lookup::Nothing => plain(super::http::blank(shown)),
    }
}

fn change(before: &Snapshot, now: &Snapshot, listener: &mut Listener, badges: bool) -> String {
    let (old, new) = (look_up(before, &listener.path, badges), look_up(now, &listener.path, badges));
    let files = changed_files(before, now);
    // The page itself can be such a file, and then both were read from the disk just now.
    let touched = |page: &Page| {
        let text = String::from_utf8_lossy(&page.html);
        files.iter().any(|link| *link == page.link || text.contains(link.as_str()))
    };
    listener.is = new.identity();
    if old.html == new.html && old.reasons == new.reasons {
        return if touched(&new) { reload(&listener.is, false) } else { String::new() };
    }
    let sheets = changed_sheets(before, now);
    let text = String::from_utf8_lossy(&old.html);
    let with_new = sheets.iter().fold(text.into_owned(), |text, (old, new)| text.replace(old, new));
    if with_new.as_bytes() == new.html && old.reasons == new.reasons && !touched(&new) {
        return event("style", &json!({ "is": listener.is, "sheets": sheets }).to_string());
    }
    reload(&listener.is, false)
}

/// The links of files that keep their names and have other bytes now.
fn changed_files(before: &Snapshot, now: &Snapshot) -> Vec<String> {
    let (Some(before), Some(now)) = (&before.site, &now.site) else { return Vec::new() };
    let other =
        |(route, asset): &(&Route, _)| before.plan.assets.get(*route).is_some_and(|old| old != *asset);
    now.plan.assets.iter().filter(other).map(|(route, _)| now.site.config.base.link(route)).collect()
}

/// The links of style sheets that are others now: old and new.
fn changed_sheets(before: &Snapshot, now: &Snapshot) -> BTreeMap<String, String> {
    let (Some(before), Some(now)) = (&before.site, &now.site) else { return BTreeMap::new() };
    let sheets = |site: &crate::Prepared| -> BTreeMap<String, String> {
        let routes = site.theme.assets.keys().filter(|route| route.as_str().ends_with(".css"));
        // `theme.0123456789.css`: the name without its fingerprint.
        let name = |route: &Route| route.as_str().rsplitn(3, '.').nth(2).map(str::to_owned);
        routes.filter_map(|route| Some((name(route)?, site.site.config.base.link(route)))).collect()
    };
    let new = sheets(now);
    let pairs = sheets(before).into_iter().filter_map(|(name, old)| Some((old, new.get(&name)?.clone())));
    pairs.filter(|(old, new)| old != new).collect()
}
