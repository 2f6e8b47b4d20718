//! `share_image`: the picture that stands for a page where somebody shares it.

use crate::problem::Rule;
use crate::schema::Shape;
use crate::table::{At, Table};

/// Reads `share_image`, which must be a PNG or JPEG: messengers and networks show no other format.
pub(super) fn read(table: &mut Table<'_>) -> Option<At<String>> {
    let path = table.text_of("share_image", Shape::Picture)?;
    let ending = path.value.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let (wrong, help) = match ending.as_str() {
        _ if !path.value.starts_with('/') || path.value.starts_with("//") => (
            "is no address of a file of the site",
            "put the picture into `static/`, and write its path from there, as in `/img/share.png`"
                .to_owned(),
        ),
        "png" | "jpg" | "jpeg" => return Some(path),
        _ => {
            let stem = path.value.strip_suffix(&ending).unwrap_or(&path.value).trim_end_matches('.');
            let help =
                format!("save the picture as PNG or JPEG, as in `{stem}.png`: messengers show nothing else");
            ("is neither PNG nor JPEG", help)
        }
    };
    let place = path.place(table.source());
    table.problems.report(Rule::BadValue, place, format!("`{}` {wrong}", path.value)).help(help);
    None
}
