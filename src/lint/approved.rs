//! `FDA approved` without a citation.

use std::sync::LazyLock;

use regex::Regex;

use super::Look;
use super::passage::{Passage, is_negated, pattern};
use crate::problem::{Problems, Rule};

lint! {
    Look::Passage(look);
    Approved = "M16", Warning in "en", "`FDA approved` or `FDA cleared` without a citation";
}

static APPROVED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bFDA[- ](?:approved|cleared|approval|clearance)\b"));

fn look(passage: &Passage<'_>, problems: &mut Problems) {
    for sentence in passage.sentences.iter().filter(|_| !passage.block.cited) {
        let words = sentence.words.as_str();
        if let Some(one) = APPROVED.find(words).filter(|one| !is_negated(words, one.start())) {
            let said = format!("`{}` without a citation", one.as_str());
            passage
                .report(Rule::Approved, sentence, &one.range(), said, problems)
                .help("cite the FDA's own page, and say for what use");
        }
    }
}
