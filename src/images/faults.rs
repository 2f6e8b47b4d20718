//! What is told of a picture that cannot be shown, and what to do about it.

use super::Wrong;
use crate::problem::{Place, Problems, Rule};

/// How a picture becomes one that can be shown.
const EXPORT: &str = "open it, export it as JPEG (photographs) or PNG (drawings), and put that in its place";

/// Reports a picture of this name where it is shown.
pub(crate) fn report(problems: &mut Problems, place: Place, name: &str, wrong: &Wrong) {
    let (message, help) = words(name, wrong);
    problems.report(Rule::Picture, place, message).help(help);
}

/// Tells of a picture of this path that nothing shows and that holds nothing private: it is published as it is.
pub(crate) fn warn(problems: &mut Problems, path: &str, wrong: &Wrong) {
    let (message, help) = words(path, wrong);
    problems.warn(Rule::Picture, Place::path(path), message).help(help);
}

fn words(name: &str, wrong: &Wrong) -> (String, String) {
    let name = name.rsplit('/').next().unwrap_or(name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match wrong {
        Wrong::Other(kind @ ("JPEG" | "PNG" | "WebP" | "GIF" | "AVIF")) => {
            let own = if *kind == "JPEG" { "jpg".to_owned() } else { kind.to_ascii_lowercase() };
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let help = format!("rename it to `{stem}.{own}`, here and in its folder");
            (format!("`{name}` is called `.{ending}`, and is {}", with_article(kind)), help)
        }
        Wrong::Other(kind) => {
            (format!("`{name}` is called `.{ending}`, and is {}", with_article(kind)), EXPORT.to_owned())
        }
        Wrong::CutOff => (
            format!("the end of `{name}` is missing"),
            "copy it again from where it came from: it was not copied whole".to_owned(),
        ),
        Wrong::Broken(why) => (
            format!("`{name}` is broken, and nobody can see it: {why}"),
            "copy it again from where it came from, or open it and export it as JPEG or PNG".to_owned(),
        ),
        Wrong::TooLarge(size) => (
            format!(
                "`{name}` has {} million pixels, {} by {}: too many to take",
                size.pixels().div_ceil(1_000_000),
                size.width,
                size.height
            ),
            "export it smaller: 4000 pixels in its longer direction are more than enough".to_owned(),
        ),
        Wrong::TooLong(bytes) => (
            format!("`{name}` has {} MB: too many to take", bytes.div_ceil(1_000_000)),
            "export it as JPEG (photographs), PNG (drawings) or MP4 (what moves)".to_owned(),
        ),
        Wrong::Unshown(what) => {
            (format!("`{name}` is {what}, which browsers do not show"), EXPORT.to_owned())
        }
        Wrong::Private => (
            format!("`{name}` holds Exif or XMP, perhaps the place where it was taken"),
            "export it as JPEG and put that in its place: from a JPEG the build takes such things out"
                .to_owned(),
        ),
    }
}

/// The name of a format as a noun: `a PDF`, `an AVIF`; one that has its article keeps it.
fn with_article(kind: &str) -> String {
    if kind.starts_with("a ") || kind.starts_with("an ") {
        return kind.to_owned();
    }
    let article = if ["AVIF", "SVG", "XML"].contains(&kind) { "an" } else { "a" };
    format!("{article} {kind}")
}
