//! The pictures that stand for the clinic: `logo`, `icon`, `share_image`.

use crate::formats::Formats;
use crate::problem::Rule;
use crate::schema::Shape;
use crate::table::{At, Table};

/// Reads `logo`, a picture of the site that browsers show.
pub(super) fn logo(table: &mut Table<'_>) -> Option<At<String>> {
    picture(table, "logo", "/img/logo.svg", |path, _| match Formats::of(path) {
        Formats::Picture => None,
        other => Some(other.refusal(path, "").unwrap_or_else(|| {
            (format!("`{path}` is no picture"), "name an SVG or PNG, as in `/img/logo.svg`".to_owned())
        })),
    })
}

/// Reads `icon`, what browsers show beside the title of a page.
pub(super) fn icon(table: &mut Table<'_>) -> Option<At<String>> {
    picture(table, "icon", "/favicon.svg", |path, ending| {
        icon_type(path).is_none().then(|| {
            let stem = path.strip_suffix(ending).unwrap_or(path).trim_end_matches('.');
            let help = format!("save it as SVG or as a square PNG, as in `{stem}.svg`");
            (format!("`{path}` is neither SVG nor PNG nor ICO"), help)
        })
    })
}

/// The media type of a picture that can be an icon.
pub(crate) fn icon_type(path: &str) -> Option<&'static str> {
    match ending(path).to_ascii_lowercase().as_str() {
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "ico" => Some("image/x-icon"),
        _ => None,
    }
}

/// Reads `share_image`, which must be a PNG or JPEG: messengers and networks show no other format.
pub(super) fn share_image(table: &mut Table<'_>) -> Option<At<String>> {
    picture(table, "share_image", "/img/share.png", |path, ending| {
        let is_shown = ["png", "jpg", "jpeg"].contains(&ending.to_ascii_lowercase().as_str());
        (!is_shown).then(|| {
            let stem = path.strip_suffix(ending).unwrap_or(path).trim_end_matches('.');
            let help =
                format!("save the picture as PNG or JPEG, as in `{stem}.png`: messengers show nothing else");
            (format!("`{path}` is neither PNG nor JPEG"), help)
        })
    })
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The path of a file of the site, from its root. `wrong` says what is wrong with it, by its ending, and what to do.
fn picture(
    table: &mut Table<'_>,
    key: &str,
    like: &str,
    wrong: impl Fn(&str, &str) -> Option<(String, String)>,
) -> Option<At<String>> {
    let path = table.text_of(key, Shape::Picture)?;
    let fault = if !path.value.starts_with('/') || path.value.starts_with("//") {
        let help = format!("put the picture into `static/`, and write its path from there, as in `{like}`");
        Some((format!("`{}` is no address of a file of the site", path.value), help))
    } else {
        wrong(&path.value, ending(&path.value))
    };
    let Some((said, help)) = fault else { return Some(path) };
    let place = path.place(table.source());
    table.problems.report(Rule::BadValue, place, said).help(help);
    None
}
