//! The page of a procedure names its risks and the alternatives.

use super::{Context, Kind, Look, Text};
use crate::page::Data;
use crate::problem::{Problems, Rule};
use crate::table::At;

lint! {
    Look::Page(look);
    Risks = "M18", Warning in "en", "a procedure without its risks or its alternatives";
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
    let headings = || text.prose.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
    let has = |words: &[&str]| {
        headings().any(|block| {
            let lower = block.text.to_lowercase();
            words.iter().any(|word| lower.contains(word))
        })
    };
    let missing = match (
        has(&["risk", "side effect", "complication", "can go wrong"]),
        has(&["alternative", "other option", "other treatment", "other ways", "instead"]),
    ) {
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
