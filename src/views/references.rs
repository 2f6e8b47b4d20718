//! What a page cites, as a list below its words.

use super::RenderContext;
use super::{Html, view};
use crate::citations::Reference;
use crate::markdown::escape;
use crate::resolve::Cited;

view! {
    /// A work that the page cites.
    ReferenceView {
        /// Its number on the page, from 1.
        n: usize,
        /// The id of its entry, which the numbers in the text lead to.
        id: String,
        /// The work in one line, with its links.
        html: Option<Html>,
        /// The places in the text that cite it.
        backs: Vec<Back>,
    }

    /// A way back to a place that cites a work.
    Back {
        /// The address, which begins with `#`.
        href: String,
        /// Its number among the places that cite the work.
        label: usize,
    }
}

impl ReferenceView {
    /// The list of references, in the order of their numbers.
    pub(crate) fn list(world: RenderContext<'_>, references: &[Cited]) -> Vec<Self> {
        let one = |(at, cited): (usize, &Cited)| {
            let n = at + 1;
            let back = |label| Back { href: format!("#_cite-{n}-{label}"), label };
            let html = world.site.library.get(&cited.id).map(|work| Html(line(world, work)));
            ReferenceView {
                n,
                id: format!("_ref-{n}"),
                html,
                backs: (1..=cited.mentions).map(back).collect(),
            }
        };
        references.iter().enumerate().map(one).collect()
    }
}

/// One work in a line: what is missing leaves no stray punctuation.
pub(crate) fn line(world: RenderContext<'_>, work: &Reference) -> String {
    let mut html = String::new();
    if let Some(authors) = &work.authors {
        sentence(&mut html, authors, None);
    }
    sentence(&mut html, &work.title, Some("cite"));
    let mut place = work.journal.clone().or_else(|| work.publisher.clone()).unwrap_or_default();
    if let Some(year) = work.year {
        place = if place.is_empty() { year.to_string() } else { format!("{place}, {year}") };
    }
    if let Some(locator) = &work.locator {
        place = if place.is_empty() { locator.clone() } else { format!("{place};{locator}") };
    }
    if !place.is_empty() {
        sentence(&mut html, &place, None);
    }
    if let Some(evidence) = work.evidence {
        html.push_str("<span class=\"evidence\">");
        let kind = format!("evidence_{}", evidence.word().replace('-', "_"));
        escape(&mut html, &world.edition.phrase(&kind, &[]));
        html.push_str("</span> ");
    }
    if let Some(day) = work.retrieved {
        let day = world.edition.language().date(day);
        sentence(&mut html, &world.edition.phrase("retrieved", &[("date", &day)]), None);
    }
    for (at, (href, words)) in work.links().into_iter().enumerate() {
        html.push_str(if at > 0 { ", <a href=\"" } else { "<a href=\"" });
        escape(&mut html, &href);
        html.push_str("\">");
        escape(&mut html, &words);
        html.push_str("</a>");
    }
    html.truncate(html.trim_end().len());
    html
}

/// A part of the line, with a full stop where it has no other end.
fn sentence(html: &mut String, text: &str, tag: Option<&str>) {
    let text = text.trim_end_matches('.');
    if let Some(tag) = tag {
        html.push_str(&format!("<{tag}>"));
    }
    escape(html, text);
    if let Some(tag) = tag {
        html.push_str(&format!("</{tag}>"));
    }
    html.push_str(if text.ends_with(['?', '!']) { " " } else { ". " });
}
