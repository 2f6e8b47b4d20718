//! Sentences, paragraphs and sections that are too long.

use std::ops::Range;

use super::{Context, Kind, Look, Text};
use crate::problem::{Place, Problems, Rule};
use crate::sentences::words;

lint! {
    Look::Page(look);
    LongSentence = "R02", Info, "a sentence of more than 25 words";
    LongSection = "R04", Info, "more than 300 words without a heading";
    LongParagraph = "long-paragraph", Info, "a paragraph of 120 words or more";
}

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let place = |span: Range<usize>| Place::new(&text.page.source, span);
    let mut since_heading = 0;
    for block in &text.prose.blocks {
        if matches!(block.kind, Kind::Heading(_)) {
            since_heading = 0;
            continue;
        }
        if matches!(block.kind, Kind::Key(_)) {
            continue;
        }
        let count = words(&block.text).count();
        let before = since_heading;
        since_heading += count;
        if before <= 300 && since_heading > 300 {
            problems
                .report(Rule::LongSection, place(block.span.clone()), "more than 300 words without a heading")
                .help("put a heading before this, so that readers find their way");
        }
        if block.kind == Kind::Paragraph && count >= 120 {
            problems
                .report(
                    Rule::LongParagraph,
                    place(block.span.clone()),
                    format!("a paragraph of {count} words"),
                )
                .help("make two of it");
        }
        for sentence in block.sentences() {
            let count = words(sentence.text).count();
            if count > 25 {
                problems
                    .report(
                        Rule::LongSentence,
                        place(block.map.span(sentence.range())),
                        format!("a sentence of {count} words"),
                    )
                    .help("say it in two");
            }
        }
    }
}
