//! A number or a finding without a citation in its paragraph.

use std::sync::LazyLock;

use regex::{Match, Regex};

use super::passage::{Passage, before, is_negated, pattern};
use super::{Kind, Look};
use crate::markdown::Role;
use crate::problem::{Problems, Rule};

lint! {
    Look::Passage(look);
    Uncited = "M14", Warning in "en", "a number or a finding without a citation in its paragraph";
}

static STUDIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b((?:studies|research|trials|evidence|a study|one study|data) (?:have |has )?(?:shows?|shown|proves?|proven|suggests?|finds?|found|confirms?|indicates?)|scientists (?:have )?(?:found|shown|proved)|according to (?:a |one |recent |new )?(?:study|studies|research))\b",
    )
});
/// What would be known if something were so.
static IF: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(when|if|until|whether)\b"));
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:\d+(?:\.\d+)?(?: ?(?:to|–|-) ?\d+(?:\.\d+)?)? ?(?:%|percent\b|per cent\b)|(?:about |around |nearly |up to )?(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:in|out of)(?: every)? (?:\d[\d,]*|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|a thousand)\b)",
    )
});
static OFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(off|discount|deposit|fee|price|reduction|interest|premiums?|rate increase|income|wages)\b|[$€£]",
    )
});
static DOSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(oxygen|alcohol|solution|cream|gel|ointment|chlorhexidine|salt|saline|sugar|fat|cotton|juice|bleach|peroxide|sunscreen|humidity|battery|A1C|HbA1c|peak flow|saturation)\b|(?:%|percent|per cent) of (?:your|his|her|their (?:own )?body)",
    )
});

fn look(passage: &Passage<'_>, problems: &mut Problems) {
    let block = passage.block;
    let claims = matches!(block.kind, Kind::Paragraph | Kind::Item | Kind::Key(Role::Sentence));
    if block.cited || !claims {
        return;
    }
    // One is enough to say that the paragraph wants a source.
    let first = passage.statements().find_map(|sentence| Some((sentence, claim(&sentence.words)?)));
    if let Some((sentence, one)) = first {
        let said = format!("`{}` without a citation in its paragraph", one.as_str().trim());
        passage
            .report(Rule::Uncited, sentence, &one.range(), said, problems)
            .help("cite the source, as in `[@id]`, or take the number out");
    }
}

/// What a sentence says that wants a source.
fn claim(words: &str) -> Option<Match<'_>> {
    let finding = STUDIES.find(words);
    let finding =
        finding.filter(|one| !is_negated(words, one.start()) && !IF.is_match(before(words, one.start())));
    finding.or_else(|| SHARE.find(words).filter(|_| !OFF.is_match(words) && !DOSE.is_match(words)))
}
