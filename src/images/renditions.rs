//! The renditions that a use of a picture asks for: which sizes, at which addresses.

use std::sync::Arc;

use super::{Head, Print, Spec, VERSION, is_kept};
use crate::problem::Place;
use crate::route::{Route, nfc};
use crate::source::{Asset, Bytes, Size};

/// How a theme wants pictures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PictureSizes {
    /// The widths at which pictures are offered, in pixels, from small to large.
    pub(crate) widths: Vec<u32>,
    /// How wide a picture in running text is shown, as the attribute `sizes` says it.
    pub(crate) in_text: String,
}

/// A file to be made of a picture.
#[derive(Debug, Clone)]
pub(crate) struct Rendition {
    /// The picture.
    pub(crate) original: Original,
    /// What is made of it.
    pub(crate) spec: Spec,
}

/// A picture of the clinic's folder.
#[derive(Debug, Clone)]
pub(crate) struct Original {
    pub(crate) bytes: Bytes,
    pub(crate) head: Head,
    pub(crate) print: Print,
    /// The first place that shows it, for messages.
    pub(crate) place: Place,
    /// Its path, or its address, for messages.
    pub(crate) name: Arc<str>,
}

impl Rendition {
    /// The name that its bytes are kept under: other bytes never have it.
    pub(crate) fn key(&self) -> Print {
        key(self.original.print, self.spec)
    }
}

/// What is wanted of a picture, in one print.
fn key(print: Print, spec: Spec) -> Print {
    print.with(&format!("{VERSION} {spec:?}"))
}

/// A rendition that pages name: where it is, and how large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) spec: Spec,
    pub(crate) route: Route,
    pub(crate) size: Size,
}

/// How a picture is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// A page shows it in a place of its width.
    Shown,
    /// It stands for the clinic in a corner of each page.
    Small,
    /// It stands for a page where that is shared.
    Share,
}

/// The renditions that a use of a picture asks for, from small to large; none where it is published as it is.
pub(crate) fn candidates(route: &Route, asset: &Asset, sizes: &PictureSizes, of: Use) -> Vec<Candidate> {
    let (Some(Ok(head)), Some(print)) = (&asset.picture, asset.print) else { return Vec::new() };
    let specs = match of {
        _ if is_kept(head) => Vec::new(),
        Use::Shown => widths(head.size.width, &sizes.widths),
        Use::Small => widths(head.size.width, &sizes.widths).into_iter().take(1).collect(),
        Use::Share => vec![Spec::Share],
    };
    let candidate =
        |spec: Spec| Candidate { spec, route: address(route, head, print, spec), size: spec.size(head.size) };
    specs.into_iter().map(candidate).collect()
}

/// The widths of the theme that are less than the picture's, and its own if that is not more than the largest of them. One
/// that is nearly the next is left out.
fn widths(own: u32, wanted: &[u32]) -> Vec<Spec> {
    let most = wanted.last().copied().unwrap_or(own);
    let last = own.min(most);
    let is_less = |width: &u32| u64::from(*width) * 10 < u64::from(last) * 9;
    wanted.iter().copied().filter(is_less).chain([last]).map(Spec::Width).collect()
}

/// The most bytes of a picture's name in the address of a rendition: a width, a mark and an ending find room behind it in the
/// name of a file.
const LONGEST_STEM: usize = 200;

/// The address of a rendition: the picture's own name stays in it, in lower case, so that the same picture under names that
/// differ in that alone has one; and it changes with the bytes.
fn address(route: &Route, head: &Head, print: Print, spec: Spec) -> Route {
    let name = route.as_str().rsplit('/').next().unwrap_or_default();
    let stem = nfc(&name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase());
    let ends = stem.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take_while(|end| *end <= LONGEST_STEM).last().unwrap_or_default();
    let stem = stem.get(..end).unwrap_or_default();
    let of = match spec {
        Spec::Width(width) => width.to_string(),
        Spec::Share => "share".to_owned(),
        Spec::Whole => "whole".to_owned(),
    };
    let mark = key(print, spec).mark();
    let ending = spec.format(head).ending();
    Route::home().join(&format!("assets/img/{stem}-{of}.{mark}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_the_name_of_its_picture_as_far_as_a_file_can_be_called_so() {
        let head = Head::PHOTOGRAPH;
        let of = |name: &str| {
            let route = Route::home().join(name);
            address(&route, &head, Print::of(b"one"), Spec::Width(480)).as_str().to_owned()
        };
        let name = of("img/room.jpg");
        assert!(name.starts_with("/assets/img/room-480.") && name.ends_with(".jpg"), "{name}");
        assert_eq!(of("img/ROOM.JPG"), name);
        // It is decoded once: these signs stand in the name itself.
        assert!(of("100%25.jpg").starts_with("/assets/img/100%25-480."));
        for name in ["a".repeat(250), "診".repeat(80), "a.b".repeat(80)] {
            let made = of(&format!("{name}.jpg"));
            assert!(made.len() < 255 + "/assets/img/".len(), "{made}");
            assert!(Route::home().join(&made).fault().is_none(), "{made}");
        }
    }

    #[test]
    fn a_picture_comes_in_widths_below_its_own() {
        let of = |own| widths(own, &[480, 960, 1440]);
        let wide = |widths: &[u32]| widths.iter().copied().map(Spec::Width).collect::<Vec<_>>();
        assert_eq!(of(4000), wide(&[480, 960, 1440]));
        assert_eq!(of(1440), wide(&[480, 960, 1440]));
        assert_eq!(of(1200), wide(&[480, 960, 1200]));
        assert_eq!(of(1000), wide(&[480, 1000]));
        assert_eq!(of(300), wide(&[300]));
        assert_eq!(widths(300, &[]), wide(&[300]));
    }
}
