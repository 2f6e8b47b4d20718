//! Something called free that has a price.

use std::sync::LazyLock;

use regex::Regex;

use super::Look;
use super::passage::{Passage, is_negated, pattern};
use crate::problem::{Problems, Rule};

lint! {
    Look::Passage(look);
    FreeOffer = "P05", Warning in "en", "something called free that has a price";
}

static FREE: LazyLock<Regex> = LazyLock::new(|| {
    const WHAT: &str =
        r"(?:visits?|consults?|consultations?|screenings?|appointments?|evaluations?|check-?ups?)";
    pattern(&format!(
        r"(?i)\b(?:free(?: [\w-]+){{0,2}} {WHAT}|{WHAT}(?: [\w-]+){{0,2}} (?:is|are|at|for) (?:free|no cost|no charge))\b",
    ))
});

fn look(passage: &Passage<'_>, problems: &mut Problems) {
    if passage.amounts.is_none_or(|amounts| amounts.has_zero()) {
        return;
    }
    for sentence in passage.statements() {
        let words = sentence.words.as_str();
        if let Some(one) = FREE.find(words).filter(|one| !is_negated(words, one.start())) {
            let said = format!("`{}`, though no price of the list is zero", one.as_str());
            passage
                .report(Rule::FreeOffer, sentence, &one.range(), said, problems)
                .help("give it a price of 0 in content/prices.toml, or take the words out");
        }
    }
}
