//! What templates of the clinic's own may not hold.

use super::{Look, between};
use crate::problem::{Place, Problems, Rule};
use crate::site::Site;
use crate::source::Sources;

lint! {
    Look::Build(look);
    Rating = "S03", Error, "a rating of the clinic in markup";
    FrameTitle = "frame-title", Error, "a frame without a title in a template";
}

fn look(_: &Site, sources: &Sources, problems: &mut Problems) {
    for (_, source) in sources.texts.iter().filter(|(path, _)| path.contains("templates/")) {
        for (at, sign) in source.text.match_indices("aggregateRating") {
            problems
                .report(
                    Rule::Rating,
                    Place::new(source, at..at + sign.len()),
                    "a rating of the clinic in markup",
                )
                .help("take it out: search engines distrust ratings that one gives oneself");
        }
        for (span, inside) in between(&source.text, "<iframe", ">") {
            if !inside.contains("title=") {
                problems
                    .report(Rule::FrameTitle, Place::new(source, span), "a frame without a title")
                    .help("say in `title` what it shows");
            }
        }
    }
}
