//! A claim to be better than others that nobody can check.

use std::sync::LazyLock;

use regex::Regex;

use super::Look;
use super::passage::{Passage, is_negated, pattern};
use crate::problem::{Problems, Rule};

lint! {
    Look::Passage(look);
    Superlative = "M15", Warning in "en", "a claim to be better than others that nobody can check";
}

static SUPERLATIVE: LazyLock<Regex> = LazyLock::new(|| {
    const WHO: &str = r"(?:clinics?|doctors?|physicians?|surgeons?|specialists?|experts?|teams?|hospitals?|cent(?:er|re)s?|practices?|providers?|results|outcomes|nurses?|therapists?)";
    pattern(&format!(
        r"(?i)(?:\b(?:the|our|your|america['’]s|nation['’]s|country['’]s|world['’]s) (?:very )?(?:best|finest|safest|leading|most experienced|most trusted|most advanced)(?: [\w-]+){{0,3}} {WHO}\b|\b(?:a|one of the|the) (?:nation['’]s |world['’]s )?leading (?:[\w-]+ ){{0,2}}{WHO}\b|\b(?:world-class|top-rated|unrivall?ed|second to none|unmatched)\b|#1\b|\bnumber one (?:in|choice|{WHO})\b|\b(?:we|our \w+) (?:are|is|offer|provide|have|give) the (?:best|safest|finest|most experienced|most advanced)\b)",
    ))
});

fn look(passage: &Passage<'_>, problems: &mut Problems) {
    for sentence in passage.statements() {
        let words = sentence.words.as_str();
        if let Some(one) = SUPERLATIVE.find(words).filter(|one| !is_negated(words, one.start())) {
            let said = format!("`{}` cannot be verified", one.as_str().trim());
            passage
                .report(Rule::Superlative, sentence, &one.range(), said, problems)
                .help("say what can be counted: years, procedures, results with their period");
        }
    }
}
