//! A file that tells where it was taken.

use super::uses::Uses;
use super::{Context, Look};
use crate::formats::Formats;
use crate::problem::{Problems, Rule};
use crate::source::Origin;

lint! {
    Look::Site(look);
    TakenAt = "W06", Warning, "a file that tells where it was taken";
}

/// Pictures that browsers show are cleaned before they are published; what the program learns of others goes on line with them.
fn look(context: &Context<'_>, problems: &mut Problems) {
    let told: Vec<_> =
        context.published_files().filter_map(|(_, path, asset)| Some((path, asset.origin?))).collect();
    if told.is_empty() {
        return;
    }
    let uses = Uses::of(context);
    for (path, origin) in told {
        let name = path.rsplit('/').next().unwrap_or(path);
        let message = match origin {
            Origin::At(place) => format!("`{name}` tells where it was taken: {place}"),
            Origin::Somewhere => format!("`{name}` tells where it was taken"),
            Origin::Camera => format!("`{name}` tells with which camera it was taken, and when"),
        };
        problems.report(Rule::TakenAt, uses.place(path), message).help(help(name));
    }
}

/// How such a file is exported without its place.
fn help(name: &str) -> String {
    match Formats::of(name) {
        Formats::Video | Formats::OtherVideo | Formats::Sound | Formats::OtherSound => format!(
            "share it from an iPhone with `Options` → `Location` off, from Android with its location removed, or run `{}`",
            copy_without(name)
        ),
        Formats::OtherPicture => {
            "export it as JPEG and link to that: the program takes place and camera out of a JPEG".to_owned()
        }
        _ => "export it again, without the place".to_owned(),
    }
}

/// The command that copies a recording without what it tells of itself.
fn copy_without(name: &str) -> String {
    let plain = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let (stem, ending) = name.rsplit_once('.').filter(|_| plain(&name)).unwrap_or(("in", "mp4"));
    format!("ffmpeg -i {stem}.{ending} -map_metadata -1 -c copy {stem}-clean.{ending}")
}
