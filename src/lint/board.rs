//! `board certified` without the name of the board.

use std::sync::LazyLock;

use regex::Regex;

use super::Look;
use super::passage::{Passage, behind, pattern};
use crate::problem::{Problems, Rule};

lint! {
    Look::Passage(look);
    Board = "M21", Warning in "en", "`board certified` without the name of the board";
}

static BOARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bboard[- ]certified\b"));
/// Doctors of a study are not the clinic's.
static STUDY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(study|studies|trial|compared)\b"));
static BOARD_NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(american board|board of|by the|\bABPM|ABMS|AOA|certified by)\b"));

fn look(passage: &Passage<'_>, problems: &mut Problems) {
    for sentence in passage.statements() {
        let words = sentence.words.as_str();
        let Some(one) = BOARD.find(words) else { continue };
        if !STUDY.is_match(words) && !BOARD_NAME.is_match(behind(words, one.end())) {
            passage
                .report(
                    Rule::Board,
                    sentence,
                    &one.range(),
                    "`board certified` without the name of the board",
                    problems,
                )
                .help("name the board, as in `certified by the American Board of Anesthesiology`");
        }
    }
}
