//! Alternative text says what a picture shows.

use super::transcript::is_recording;
use super::{Context, Look, Text};
use crate::formats::Formats;
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Page(look);
    AltWords = "A02", Warning, "alternative text that says nothing";
}

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let source = &text.page.source;
    let mut tell = |place: Place, alt: &str| {
        if let Some(fault) = fault(alt) {
            problems
                .report(Rule::AltWords, place, format!("the alternative text {fault}"))
                .help("say what the picture shows, as you would on the telephone");
        }
    };
    for mark in text.prose.marks.iter().filter(|mark| mark.picture && !is_recording(mark)) {
        tell(Place::new(source, mark.span.clone()), &mark.text);
    }
    if let Some(image) = &text.page.image {
        tell(image.path.place(source), &image.alt);
    }
}

fn fault(alt: &str) -> Option<&'static str> {
    let lower = alt.trim().to_lowercase();
    let numbered =
        ["img_", "img-", "dsc", "dcim", "pxl_", "screenshot"].iter().any(|start| lower.starts_with(start));
    let named =
        ["image of", "picture of", "photo of", "graphic of", "an image of", "a picture of", "a photo of"];
    if matches!(Formats::of(&lower), Formats::Picture | Formats::OtherPicture)
        || (numbered && lower.contains(|c: char| c.is_ascii_digit()))
    {
        Some("is the name of a file")
    } else if named.iter().any(|start| lower.starts_with(start)) {
        Some("says that it is a picture, which a reader hears anyway")
    } else if alt.chars().count() > 150 {
        Some("has over 150 characters")
    } else {
        None
    }
}
