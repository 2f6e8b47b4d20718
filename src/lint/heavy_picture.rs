//! A picture that is slow to load.

use super::{Context, Look};
use crate::formats::Formats;
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Site(look);
    HeavyPicture = "W04", Warning, "a picture over 300 kB";
}

/// The most bytes of a picture.
const HEAVY: u64 = 300_000;

fn look(context: &Context<'_>, problems: &mut Problems) {
    for (path, asset) in &context.sources.assets {
        let picture = Formats::of(path) == Formats::Picture && !path.ends_with(".svg");
        let shipped = context.prepared.plan.files.contains_key(path) || path.starts_with("static/");
        if picture && shipped && asset.length > HEAVY {
            problems
                .report(
                    Rule::HeavyPicture,
                    Place::path(path),
                    format!("a picture of {} kB", asset.length / 1000),
                )
                .help("make it smaller: 1600 pixels wide are enough, as WebP or JPEG");
        }
    }
}
