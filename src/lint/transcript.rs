//! A recording has a transcript.

use super::{Context, Look, Mark, Text};
use crate::formats::Formats;
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Page(look);
    Transcript = "transcript", Warning, "a recording without a transcript";
}

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let mut recordings = text.prose.marks.iter().filter(|mark| mark.picture && is_recording(mark)).peekable();
    if recordings.peek().is_none() || has_transcript(text) {
        return;
    }
    for mark in recordings {
        problems
            .report(
                Rule::Transcript,
                Place::new(&text.page.source, mark.span.clone()),
                "a recording without a transcript",
            )
            .help("put what is said below it, or on a page that is linked with the word `transcript`");
    }
}

/// Whether a picture is a video or a sound, by its ending.
pub(super) fn is_recording(mark: &Mark) -> bool {
    matches!(Formats::of(&mark.target), Formats::Video | Formats::Sound)
}

/// Whether a page speaks of a transcript.
fn has_transcript(text: &Text<'_>) -> bool {
    let blocks = text.prose.blocks.iter().map(|block| &block.text);
    let mut all = blocks.chain(text.prose.marks.iter().map(|mark| &mark.text));
    all.any(|words| words.to_lowercase().contains("transcript"))
}
