//! A page on a condition says when to get help at once.

use std::sync::LazyLock;

use regex::Regex;

use super::passage::pattern;
use super::{Context, Kind, Look, Text};
use crate::kinds::Kind as PageKind;
use crate::problem::{Problems, Rule};
use crate::source::page_stem;

lint! {
    Look::Page(look);
    Help = "M17", Warning in "en", "a page on a condition that does not say when to get help";
}

/// Words of a heading below which stands when to get help at once.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(urgent(?:ly)?|emergenc(?:y|ies)|911|999|112|(?:get|seek|need|find|call for|go for|come for) (?:\w+ ){0,2}(?:help|care|attention)|call (?:us|me|a|your|the)\b|see (?:a|your) (?:doctor|physician|nurse|gp)|when (?:to (?:call|worry|go to)|not to wait)|(?:warning|danger|alarm) signs?|red flags?|at once|right away|immediately)\b",
    )
});

/// Words of an alert that sends its reader for help.
static ALERT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(911|999|112|(?:call|phone|ring) (?:us|me|a|an|your|the|for)\b|emergenc(?:y|ies)|urgent(?:ly)?|ambulance|to (?:a|the|your|the nearest) hospital|(?:get|seek) (?:\w+ ){0,2}(?:help|care)|see a (?:doctor|physician|nurse|gp|midwife)|at once|right away|immediately)\b",
    )
});

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let page = text.page;
    if !page.data.own().is_read_by_the_ill() || shows_box(text) || says_it(text) {
        return;
    }
    let file = PageKind::UrgentHelp.spec().file;
    let own = "add a heading such as `When to get urgent help`";
    let written = page_stem(file).and_then(|stem| context.site.pages.by_stem(stem));
    let help = match (text.edition.urgent_help(), written) {
        (Some(_), _) => {
            format!("take `urgent_help = false` out, so that the box of `{file}` stands here, or {own}")
        }
        (None, Some(_)) => format!("publish `{file}`, which is held back, or {own}"),
        (None, None) => format!("write `{file}`, once for all pages on a condition, or {own}"),
    };
    problems.report(Rule::Help, page.place(), "this page does not say when to get help at once").help(help);
}

/// Whether the box of urgent help stands on a page.
pub(super) fn shows_box(text: &Text<'_>) -> bool {
    text.page.wants_urgent_help() && text.edition.urgent_help().is_some()
}

/// Whether a page says in words of its own, in English, when to get help at once.
pub(super) fn says_it(text: &Text<'_>) -> bool {
    text.prose.blocks.iter().any(|block| match block.kind {
        Kind::Heading(_) => HEADING.is_match(&block.text),
        _ => block.alert && ALERT.is_match(&block.text),
    })
}
