//! Pictures of before and after show one result.

use std::cell::LazyCell;

use super::{Context, Kind, Look, Text};
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Page(look);
    BeforeAfter = "M20", Warning, "pictures of before and after without consent and a word on results";
}

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    // Of each block of the body where it ends, and whether it speaks of consent and of results.
    let blocks = LazyCell::new(|| {
        let body = text.prose.blocks.iter().filter(|block| !matches!(block.kind, Kind::Key(_)));
        let said = body.map(|block| {
            let words = block.text.to_lowercase();
            (block.span.end, words.contains("consent"), words.contains("results vary"))
        });
        said.collect::<Vec<_>>()
    });
    for mark in text.prose.marks.iter().filter(|mark| mark.picture) {
        let words = format!("{} {}", mark.text, mark.target).to_lowercase();
        if !(words.contains("before") && words.contains("after")) {
            continue;
        }
        let first = blocks.partition_point(|(end, ..)| *end < mark.span.start);
        let near = || blocks.iter().skip(first).take(2);
        if !(near().any(|(_, consent, _)| *consent) && near().any(|(.., vary)| *vary)) {
            problems
                .report(
                    Rule::BeforeAfter,
                    Place::new(&text.page.source, mark.span.clone()),
                    "a picture of before and after without consent and a word on results",
                )
                .help("write beside it that the patient gave consent, and that results vary");
        }
    }
}
