//! Signs of trackers, in pages, templates and scripts.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::problem::{Place, Problems, Rule};
use crate::source::Source;

/// Signs of trackers: the hosts and calls of their scripts.
const TRACKERS: [&str; 20] = [
    "googletagmanager.com",
    "google-analytics.com",
    "gtag('config'",
    "gtag(\"config\"",
    "fbevents.js",
    "fbq('init'",
    "fbq(\"init\"",
    "connect.facebook.net",
    "static.hotjar.com",
    "clarity.ms/tag",
    "doubleclick.net",
    "analytics.tiktok.com",
    "ttq.load",
    "snap.licdn.com",
    "cdn.segment.com",
    "cdn.mxpnl.com",
    "mixpanel.init",
    "fullstory.com/s/",
    "edge.fullstory.com",
    "px.ads.linkedin.com",
];

static TRACKER: LazyLock<Regex> = LazyLock::new(|| {
    let signs: Vec<_> = TRACKERS.iter().map(|sign| regex::escape(sign)).collect();
    Regex::new(&signs.join("|")).expect("escaped words are a pattern")
});

/// Trackers in the raw HTML of a page. Asked when the page is read, so that it is asked once for each text.
pub(crate) fn in_page(source: &Arc<Source>, problems: &mut Problems) {
    if !TRACKER.is_match(&source.text) {
        return;
    }
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        // A text may name what it does not use; a tag or a call uses it.
        let used = line.find(['<', '(']).unwrap_or(line.len());
        for found in TRACKER.find_iter(line) {
            if found.start() > used || found.as_str().contains('(') {
                let span = at + found.start()..at + found.end();
                tracker(Place::new(source, span), found.as_str(), problems);
            }
        }
        at += line.len();
    }
}

/// Trackers in a template, all of which is code.
pub(crate) fn in_template(source: &Arc<Source>, problems: &mut Problems) {
    for found in TRACKER.find_iter(&source.text) {
        tracker(Place::new(source, found.range()), found.as_str(), problems);
    }
}

/// Trackers in a script or a page of HTML that is published as it is.
pub(crate) fn in_script(path: &str, text: &str, problems: &mut Problems) {
    TRACKER.find_iter(text).for_each(|found| tracker(Place::path(path), found.as_str(), problems));
}

fn tracker(place: Place, sign: &str, problems: &mut Problems) {
    problems
        .report(Rule::Tracker, place, format!("`{sign}` belongs to a tracker"))
        .help("take it out: what patients read about is nobody else's business");
}
