//! Amounts that are typed into running text, where a link to the price list or a citation belongs.

use std::cell::LazyCell;
use std::sync::LazyLock;

use regex::Regex;

use super::Look;
use super::passage::{Passage, pattern};
use crate::money::mentions::Mention;
use crate::page::Kind as PageKind;
use crate::prices::Known;
use crate::problem::{Problems, Rule};

lint! {
    Look::Passage(look);
    TypedAmount = "P04", Warning in "en", "an amount in running text that is neither in the price list nor cited";
    TypedPrice = "P10", Warning in "en", "a price that is typed where a link to the price list would follow it";
}

/// Amounts of a story.
static STORY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(for example|for instance|suppose|imagine|say,|let['’]s say|e\.g\.|such as|would|your \w+ income)\b|\blike \$",
    )
});

fn look(passage: &Passage<'_>, problems: &mut Problems) {
    // The words of the estimate's page are the law's.
    let money = passage.amounts.zip(passage.mentions);
    let is_ours = passage.page.is_none_or(|page| page.kind != PageKind::Estimate);
    let Some((amounts, mentions)) = money.filter(|_| is_ours) else {
        return;
    };
    for sentence in &passage.sentences {
        let words = sentence.words.as_str();
        let cites = passage.block.cites_in(sentence.stretch);
        let story = LazyCell::new(|| STORY.is_match(words));
        for Mention { range, money } in mentions.find(words) {
            let known = money.and_then(|money| amounts.find(money));
            let link = match known {
                // What others charge may be as much as a price of ours.
                Some(_) if cites => continue,
                Some(Known::Price(id)) => Some((id, "price")),
                Some(Known::Example(id)) => Some((id, "estimate")),
                Some(Known::Other) => continue,
                None if passage.block.cited || *story => continue,
                None => None,
            };
            match link {
                Some((id, scheme)) => {
                    let said = format!("the price of `{id}` is typed here: it will not change with the list");
                    passage
                        .report(Rule::TypedPrice, sentence, &range, said, problems)
                        .help(format!("write `[]({scheme}:{id})`"));
                }
                None => {
                    let typed = words.get(range.clone()).unwrap_or_default();
                    let said = format!("`{typed}` is not in the price list, and nothing is cited for it");
                    passage
                        .report(Rule::TypedAmount, sentence, &range, said, problems)
                        .help("take it from content/prices.toml, or cite where it comes from");
                }
            }
        }
    }
}
