//! A picture that is slow to load.

use std::collections::BTreeSet;

use super::uses::Uses;
use super::{Context, Look};
use crate::images::PictureFormat;
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::source::{self, Asset};

lint! {
    Look::Site(look);
    HeavyPicture = "W04", Warning, "a heavy picture that goes on line as it is";
}

/// A picture, by what is done with it.
#[derive(Clone, Copy)]
enum Heavy {
    /// It is not made smaller, wherever it is shown.
    Kept(&'static str),
    /// Pages show it in sizes; whoever else names it gets the whole.
    Whole,
}

impl Heavy {
    /// What an asset is; nothing if it is no picture, or none that can be shown.
    fn of(path: &str, asset: &Asset) -> Option<Self> {
        let Some(head) = &asset.picture else {
            let drawing = path.to_ascii_lowercase().ends_with(".svg");
            return drawing.then_some(Heavy::Kept("simplify the drawing, or save it as PNG"));
        };
        let head = head.as_ref().ok()?;
        Some(match head.format {
            _ if head.moves => Heavy::Kept("save it as MP4, and show that: it is a tenth as large"),
            PictureFormat::Gif => Heavy::Kept("save it as PNG, which the program makes smaller"),
            PictureFormat::Avif => {
                Heavy::Kept("export it smaller, or as JPEG, which the program makes smaller")
            }
            PictureFormat::Jpeg | PictureFormat::Png | PictureFormat::Webp => Heavy::Whole,
        })
    }

    /// The most bytes of one.
    fn most(self) -> u64 {
        match self {
            Heavy::Kept(_) => 300_000,
            Heavy::Whole => 1_000_000,
        }
    }

    fn help(self) -> &'static str {
        match self {
            Heavy::Kept(help) => help,
            Heavy::Whole => {
                "a style sheet or template shows it as large as it is: save it 1600 pixels wide, as JPEG"
            }
        }
    }
}

/// A picture that is linked and not shown is opened by who wants it.
fn look(context: &Context<'_>, problems: &mut Problems) {
    let heavy: Vec<_> = context
        .published_files()
        .filter_map(|(route, path, asset)| Some((route, path, asset.length, Heavy::of(path, asset)?)))
        .filter(|(.., length, heavy)| *length > heavy.most())
        .collect();
    if heavy.is_empty() {
        return;
    }
    let by_pages: BTreeSet<&Route> =
        context.prepared.resolved().all().flat_map(|answers| &answers.whole).collect();
    let uses = Uses::of(context);
    for (route, path, length, heavy) in heavy {
        let by_theme = context.prepared.plan.named.contains(route) || source::is_inside(path, "assets");
        let place = match uses.shown(path) {
            Some(place) if by_pages.contains(route) => place.clone(),
            _ if by_theme || by_pages.contains(route) => Place::path(path),
            _ => continue,
        };
        let name = path.rsplit('/').next().unwrap_or(path);
        let message = format!("`{name}` goes on line as it is, with {} kB", length / 1000);
        problems.report(Rule::HeavyPicture, place, message).help(heavy.help());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::images::{Head, Turn, Wrong};
    use crate::source::{Bytes, Size};

    fn asset(picture: Option<Result<Head, Wrong>>) -> Asset {
        let bytes = Bytes::InMemory([].into());
        Asset { bytes, length: 0, size: None, picture, print: None, origin: None, modified: None }
    }

    #[test]
    fn what_moves_or_is_not_made_smaller_may_have_fewer_bytes() {
        use PictureFormat::{Avif, Gif, Jpeg, Png, Webp};
        let size = Size { width: 9, height: 9 };
        for (format, moves, most, help) in [
            (Gif, true, 300_000, "MP4"),
            (Gif, false, 300_000, "PNG"),
            (Avif, false, 300_000, "JPEG"),
            (Png, true, 300_000, "MP4"),
            (Webp, true, 300_000, "MP4"),
            (Png, false, 1_000_000, "1600"),
            (Webp, false, 1_000_000, "1600"),
            (Jpeg, false, 1_000_000, "1600"),
        ] {
            let (alpha, photograph, profile) = (false, false, false);
            let head = Head { format, size, turn: Turn::None, alpha, moves, photograph, profile, held: 0 };
            let heavy = Heavy::of("static/a.x", &asset(Some(Ok(head)))).unwrap();
            assert_eq!(heavy.most(), most, "{format:?}");
            assert!(heavy.help().contains(help), "{format:?}: {}", heavy.help());
        }
        let of = |path: &str, picture| Heavy::of(path, &asset(picture)).map(Heavy::most);
        assert_eq!(of("static/a.SVG", None), Some(300_000));
        assert_eq!(of("static/a.mp4", None), None);
        assert_eq!(of("static/a.png", Some(Err(Wrong::CutOff))), None);
    }
}
