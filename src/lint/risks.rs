//! The page of a procedure names its risks and the alternatives.

use std::sync::LazyLock;

use regex::{Match, Regex};

use super::passage::{before, behind, pattern};
use super::{Context, Kind, Look, Text};
use crate::page::Data;
use crate::problem::{Problems, Rule};
use crate::table::At;

lint! {
    Look::Page(look);
    Risks = "M18", Warning in "en", "a procedure without its risks or its alternatives";
}

static RISKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:risks?|side[- ]effects?|complications?|(?:can|may|could) go wrong)\b")
});
static ALTERNATIVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:alternatives?|other (?:options?|treatments?|ways?|choices?)|instead)\b")
});

static DENIED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:no|zero|without)(?: \w+)? $"));

/// Whether a heading praises that there is none: "No risk", "A risk-free patch".
fn is_denied(heading: &str, one: &Match<'_>) -> bool {
    let free = behind(heading, one.end()).to_lowercase();
    DENIED.is_match(before(heading, one.start())) || free.starts_with("-free") || free.starts_with(" free")
}

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let Data::Service(service) = &text.page.data else { return };
    let site = context.site;
    let Some(list) = &site.prices else { return };
    let is_procedure =
        |id: &At<String>| list.find(&id.value).is_some_and(|offers| list.is_procedure(offers.entry));
    if !service.prices.iter().any(is_procedure) {
        return;
    }
    let has = |words: &Regex| {
        let mut headings = text.prose.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
        headings.any(|block| words.find_iter(&block.text).any(|one| !is_denied(&block.text, &one)))
    };
    let missing = match (has(&RISKS), has(&ALTERNATIVES)) {
        (true, true) => return,
        (false, true) => "its risks",
        (true, false) => "its alternatives",
        _ => "its risks and alternatives",
    };
    problems
        .report(
            Rule::Risks,
            text.page.place(),
            format!("the page of a procedure has no heading for {missing}"),
        )
        .help("give each a heading, such as `Risks` and `Alternatives`");
}
