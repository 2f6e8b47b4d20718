//! Titles and summaries, as results of a search show them.

use std::collections::BTreeMap;

use super::{Context, Kind, Look};
use crate::calendar::Timeline;
use crate::markdown::Role;
use crate::page::Kind as PageKind;
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Site(look);
    SameTitle = "A12", Warning, "two pages with one title or one summary";
    NicheTitle = "W02", Warning, "a title that does not name what the clinic is for";
    NoSummary = "W05", Info, "a page without a summary";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    same(context, problems);
    words(context, problems);
}

/// Each page has a title and a summary of its own.
fn same(context: &Context<'_>, problems: &mut Problems) {
    let mut titles: BTreeMap<String, Timeline<Place>> = BTreeMap::new();
    let mut summaries: BTreeMap<String, Timeline<Place>> = BTreeMap::new();
    for text in context.texts.iter().filter(|text| text.page.has_address()) {
        let page = text.page;
        let days = context.site.days_of(page);
        let mut tell = |seen: &mut BTreeMap<String, Timeline<Place>>,
                        words: &str,
                        place: Place,
                        what: &str| {
            let seen = seen.entry(words.to_lowercase()).or_default();
            let Some(first) = seen.on(days) else { return seen.add(days, place) };
            let problem =
                problems.report(Rule::SameTitle, place, format!("another page has the {what} `{words}`"));
            problem.also(first.clone(), "that one").help("tell them apart: this is what search results show");
        };
        tell(&mut titles, page.title.value.trim(), page.place(), "title");
        let written = text.prose.blocks.iter().find(|block| block.kind == Kind::Key(Role::Summary));
        if let Some(block) = written {
            tell(
                &mut summaries,
                page.summary.trim(),
                Place::new(&page.source, block.span.clone()),
                "summary",
            );
        }
    }
}

/// Summaries, and the clinic's speciality in the titles that search engines show.
fn words(context: &Context<'_>, problems: &mut Problems) {
    let niche = context.site.config.clinic.niche.as_deref().map(str::to_lowercase);
    for text in &context.texts {
        let page = text.page;
        let written = text.prose.blocks.iter().any(|block| block.kind == Kind::Key(Role::Summary));
        let listed = page.has_address() && !matches!(page.kind, PageKind::Home | PageKind::Section);
        if !written && listed {
            problems
                .report(Rule::NoSummary, page.place(), "this page has no summary")
                .help("say in a sentence what it holds: lists and search results show it");
        }
        if let Some(niche) =
            niche.as_deref().filter(|_| matches!(page.kind, PageKind::Home | PageKind::Career))
        {
            let title = page.title.value.to_lowercase();
            if !title.contains(niche.trim_end_matches('s')) {
                problems
                    .report(Rule::NicheTitle, page.place(), format!("this title does not name `{niche}`"))
                    .help("put what the clinic is for into it: that is what people search for");
            }
        }
    }
}
