//! A promise that medicine cannot keep.

use std::sync::LazyLock;

use regex::{Match, Regex};

use super::Look;
use super::passage::{Passage, behind, clause, is_negated, pattern};
use crate::problem::{Problems, Rule};

lint! {
    Look::Passage(look);
    Promise = "M13", Warning in "en", "a promise that medicine cannot keep";
}

static HEDGED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(may|might|could|can|sometimes|often|usually|rarely|some|most|many|few|if|whether|trying|try|hope|research|possible|possibly|chance|likely|find|looking)\b",
    )
});
static PROMISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(risk[- ]free|miracle (?:cures?|treatments?|drugs?|relief)|(?:is|are|works?|working) (?:like )?(?:a )?miracles?|always works|works every time|permanent relief|permanently (?:cured?|fixed|relieved)|100 ?(?:%|percent|per cent) (?:safe|effective|success|successful|accurate|certain|relief|cured?|reliable|of (?:our|the) patients)|completely (?:safe|cured))(?:\b|$)",
    )
});
static GUARANTEE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(guarantee[ds]?|guaranteeing)\b"));
/// A guarantee of these is one of the clinic's.
static OUTCOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(we|our|relief|results?|outcomes?|cured?|success|recovery|recover|improve\w*|pain|better|safe|healed?|treatments?|procedures?|satisfaction)\b",
    )
});
static CURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:we|it|this|that|which|patch(?:es)?|treatments?|surgery|procedures?|injections?|therapy|clinic|will|doctors?|method)(?: \w+)? (cures?)|(?:is|are|be|been|was|were|get|gets|got)(?: \w+)? (cured)|(?:a|the|our|your)(?: \w+)? (cure))\b",
    )
});
static PAINLESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(painless|pain-free)\b(?: (lumps?|swellings?|sores?|ulcers?|bleeding|bumps?|blisters?|haematuria|hematuria|growths?|nodules?|spots?|area))?",
    )
});
static TREATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(we|our|procedures?|treatments?|injections?|patch(?:es)?|surgery|operations?|visits?|therapy)\b",
    )
});

fn look(passage: &Passage<'_>, problems: &mut Problems) {
    for sentence in passage.statements() {
        if let Some(one) = promise(&sentence.words) {
            let said = format!("`{}` promises what medicine cannot", one.as_str());
            passage
                .report(Rule::Promise, sentence, &one.range(), said, problems)
                .help("say how often it helps, with a source, and how often not");
        }
    }
}

/// The first promise of a sentence that is not taken back.
fn promise(words: &str) -> Option<Match<'_>> {
    let plain = |at: usize| !is_negated(words, at);
    let unhedged = |at: usize| plain(at) && !HEDGED.is_match(clause(words, at));
    let promise = PROMISE.find(words).filter(|one| plain(one.start()));
    let guarantee = || GUARANTEE.find(words).filter(|one| plain(one.start()) && OUTCOME.is_match(words));
    let cure = || {
        let found = CURE.captures(words)?;
        let one = found.iter().skip(1).flatten().next()?;
        let rest = behind(words, one.end()).trim_start_matches([',', ' ']);
        (unhedged(one.start()) && !rest.starts_with("rate")).then_some(one)
    };
    let painless = || {
        let one = PAINLESS.captures(words).filter(|one| one.get(2).is_none())?.get(1)?;
        (unhedged(one.start()) && TREATED.is_match(words)).then_some(one)
    };
    promise.or_else(guarantee).or_else(cure).or_else(painless)
}
