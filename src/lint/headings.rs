//! Headings go down one level at a time, and the columns of a table have one.

use super::{Context, Kind, Look, Text};
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Page(look);
    SkippedLevel = "A04", Warning, "a level of headings that is skipped";
    TableHead = "A06", Warning, "a column of a table without a heading";
}

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    levels(text, problems);
    for span in &text.prose.bare_heads {
        problems
            .report(
                Rule::TableHead,
                Place::new(&text.page.source, span.clone()),
                "a column without a heading",
            )
            .help("name in the first row what the column holds");
    }
}

/// Levels go down one at a time; the generator closes gaps, but the outline was meant otherwise.
fn levels(text: &Text<'_>, problems: &mut Problems) {
    let mut before: Option<u8> = None;
    for block in &text.prose.blocks {
        let Kind::Heading(level) = block.kind else { continue };
        if let Some(before) = before.filter(|before| level > before + 1) {
            problems
                .report(
                    Rule::SkippedLevel,
                    Place::new(&text.page.source, block.span.clone()),
                    format!("from a heading of level {before} to one of level {level}"),
                )
                .help(format!("write {} signs `#`", before + 1));
        }
        before = Some(level);
    }
}
