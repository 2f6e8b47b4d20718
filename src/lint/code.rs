//! What templates and scripts of the clinic's own may not hold.

use super::{Look, between};
use crate::problem::{Place, Problems, Rule};
use crate::site::Site;
use crate::source::{Bytes, Sources, is_inside};
use crate::trackers;

lint! {
    Look::Build(look);
    Rating = "S03", Error, "a rating of the clinic in markup";
    FrameTitle = "frame-title", Error, "a frame without a title in a template";
}

fn look(_: &Site, sources: &Sources, problems: &mut Problems) {
    for (_, source) in sources.texts.iter().filter(|(path, _)| path.contains("templates/")) {
        trackers::in_template(source, problems);
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
    for (path, asset) in &sources.assets {
        let script = [".js", ".mjs", ".html", ".htm"].iter().any(|ending| path.ends_with(ending));
        let Bytes::InMemory(bytes) = &asset.bytes else { continue };
        if let (true, Ok(text)) = (script && !is_inside(path, "static"), std::str::from_utf8(bytes)) {
            trackers::in_script(path, text, problems);
        }
    }
}
