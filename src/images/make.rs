//! The bytes of renditions: a picture is decoded once for all that themes usually show.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::budget::MOST;
use super::color::{Coloured, to_srgb};
use super::decode::{Decoded, decode, decoded_size, memory};
use super::encode::{SHOWN, WHOLE, encode};
use super::pixels::Pixels;
use super::{Head, PictureFormat, Turn, Wrong, clean};
use crate::source::Size;

/// What is made of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Spec {
    /// It is so wide, in pixels, and no wider than it was.
    Width(u32),
    /// A frame of it, as messengers and networks show it: 1200 by 630, or as much of that shape as there is.
    Share,
    /// All of it, upright and without what is private.
    Whole,
}

/// The size at which networks show a picture (Open Graph).
const SHARED: Size = Size { width: 1200, height: 630 };

/// The width in pixels up to which themes show pictures.
const USUAL: u32 = 1440;

/// The most bytes of a photograph that is shown as it was stored, at its own width.
const LIGHT: usize = 300_000;

/// The most pixels of a picture that is turned and published whole; a larger one comes at half its size.
const MOST_TURNED: u64 = 25_000_000;

impl Spec {
    /// The format of what is made: photographs become JPEG, drawings PNG.
    pub(crate) fn format(self, head: &Head) -> PictureFormat {
        match self {
            Spec::Whole => head.format,
            Spec::Share => PictureFormat::Jpeg,
            Spec::Width(_) if head.photograph => PictureFormat::Jpeg,
            Spec::Width(_) => PictureFormat::Png,
        }
    }

    /// The size of what is made of a picture of this size.
    pub(crate) fn size(self, size: Size) -> Size {
        match self {
            Spec::Width(width) => at_width(size, width.clamp(1, size.width.max(1))),
            Spec::Share => frame(size),
            Spec::Whole => size,
        }
    }

    /// The size that the whole picture has while it is made, upright.
    fn of_all(self, head: &Head) -> Size {
        let size = head.size;
        match self {
            Spec::Width(_) => self.size(size),
            Spec::Whole => whole(head),
            Spec::Share => {
                let frame = frame(size);
                let wide = at_width(size, frame.width);
                if wide.height >= frame.height { wide } else { at_height(size, frame.height) }
            }
        }
    }
}

/// `part` of `whole`, rounded, of a side that has at least one pixel.
fn share(side: u32, part: u32, whole: u32) -> u32 {
    let (side, part, whole) = (u64::from(side), u64::from(part), u64::from(whole.max(1)));
    u32::try_from((side * part + whole / 2) / whole).unwrap_or(u32::MAX).max(1)
}

fn at_width(size: Size, width: u32) -> Size {
    Size { width, height: share(size.height, width, size.width) }
}

fn at_height(size: Size, height: u32) -> Size {
    Size { width: share(size.width, height, size.height), height }
}

/// The largest frame of the shape of [`SHARED`] in a picture, at most of that size.
fn frame(size: Size) -> Size {
    let by_height = share(size.height, SHARED.width, SHARED.height);
    let width = size.width.min(by_height).clamp(1, SHARED.width);
    Size { width, height: share(width, SHARED.height, SHARED.width).min(size.height.max(1)) }
}

/// The memory that is needed to make these of a file of so many bytes.
///
/// # Errors
/// If that is more than all pictures may take together.
pub(crate) fn needs(bytes: u64, head: &Head, wanted: &[Spec]) -> Result<u64, Wrong> {
    // The file, and what is left of it when it is clean.
    let files = bytes.saturating_mul(2);
    if files > MOST / 2 {
        return Err(Wrong::TooLong(bytes));
    }
    let needed = if is_kept(head) { files } else { files + for_pixels(head, wanted) };
    if needed > MOST { Err(Wrong::TooLarge(head.size)) } else { Ok(needed) }
}

/// The memory that the pixels need.
fn for_pixels(head: &Head, wanted: &[Spec]) -> u64 {
    let channels = if head.alpha { 4 } else { 3 };
    let of_group = |(decoded, specs): (Size, Vec<Spec>)| {
        let made = specs.into_iter().filter(|spec| !is_as_stored(head, *spec)).map(|spec| {
            let size = spec.of_all(head).turned(head.turn);
            // It is made narrower first, and then lower.
            let narrow = Size { height: decoded.height, ..size };
            // There are three of it while its colours change, or while it is turned and encoded.
            size.pixels().saturating_mul(3).max(size.pixels().saturating_add(narrow.pixels()))
        });
        let pixels = decoded.pixels().saturating_add(made.max().unwrap_or_default());
        memory(head, decoded).max(pixels.saturating_mul(channels))
    };
    by_size(head, wanted).into_iter().map(of_group).max().unwrap_or_default()
}

/// Whether a rendition is the file itself without what is private, whatever its pixels are.
fn is_as_stored(head: &Head, spec: Spec) -> bool {
    spec == Spec::Whole && head.turn == Turn::None
}

/// Makes renditions of a picture, in the order in which they are wanted.
///
/// # Errors
/// If the picture is broken or cut off, or of a kind that is not shown.
pub(crate) fn make(bytes: &[u8], head: &Head, wanted: &[Spec]) -> Result<Vec<Arc<[u8]>>, Wrong> {
    let cleaned = clean(bytes, head.format)?;
    if is_kept(head) {
        let cleaned: Arc<[u8]> = cleaned.into();
        return Ok(wanted.iter().map(|_| cleaned.clone()).collect());
    }
    let mut made = BTreeMap::new();
    for (size, specs) in by_size(head, wanted) {
        let Decoded { pixels, profile } = decode(&cleaned, head, size)?;
        let original = Original { head, cleaned: &cleaned, pixels: pixels.weighed(), profile };
        for spec in specs {
            made.insert(spec, Arc::from(original.rendition(spec)?));
        }
    }
    Ok(wanted.iter().filter_map(|spec| made.get(spec).cloned()).collect())
}

/// Whether a picture is published as it is: it moves, or its format is not decoded.
pub(crate) fn is_kept(head: &Head) -> bool {
    head.moves || matches!(head.format, PictureFormat::Gif | PictureFormat::Avif)
}

/// The sizes at which a picture is decoded, as it is stored, and what is made of it at each. The size depends on what is made
/// alone, not on what else is: the same rendition is the same bytes, whatever a cache has already.
fn by_size(head: &Head, wanted: &[Spec]) -> Vec<(Size, Vec<Spec>)> {
    let (stored, others): (Vec<Spec>, Vec<Spec>) =
        wanted.iter().copied().partition(|spec| is_as_stored(head, *spec));
    let mut groups: Vec<(Size, Vec<Spec>)> = Vec::new();
    for spec in others {
        let size = decoded_size(head, enough_for(head, spec));
        match groups.iter_mut().find(|(of, _)| *of == size) {
            Some((_, specs)) => specs.push(spec),
            None => groups.push((size, vec![spec])),
        }
    }
    // One that is published as it was stored is decoded all the same: if its end is missing, nobody shall see half of it.
    match groups.first_mut() {
        Some((_, specs)) => specs.extend(stored),
        None => groups.push((decoded_size(head, Size { width: 1, height: 1 }), stored)),
    }
    groups
}

/// The size from which a rendition can be made, as it is stored: for all that usual themes show it is the same, so that a
/// picture is decoded once for them.
fn enough_for(head: &Head, spec: Spec) -> Size {
    let (own, usual) = (spec.of_all(head), Spec::Width(USUAL).size(head.size));
    Size { width: own.width.max(usual.width), height: own.height.max(usual.height) }.turned(head.turn)
}

/// The size of a picture that is turned and published whole.
fn whole(head: &Head) -> Size {
    let Size { width, height } = head.size;
    let mut part = 1;
    while head.size.pixels() / (part * part) > MOST_TURNED {
        part *= 2;
    }
    let side = |side: u32| u32::try_from(u64::from(side).div_ceil(part)).unwrap_or(side).max(1);
    Size { width: side(width), height: side(height) }
}

/// A picture that renditions are made of.
struct Original<'a> {
    head: &'a Head,
    /// Its bytes, without what is private.
    cleaned: &'a [u8],
    /// Its pixels, as they are stored.
    pixels: Pixels,
    profile: Option<Vec<u8>>,
}

impl Original<'_> {
    fn rendition(&self, spec: Spec) -> Result<Vec<u8>, Wrong> {
        if self.is_stored_so(spec) {
            return Ok(self.cleaned.to_vec());
        }
        let (head, format) = (self.head, spec.format(self.head));
        let (size, quality) = match spec {
            Spec::Whole => (spec.of_all(head).turned(head.turn), WHOLE),
            spec => (spec.of_all(head).turned(head.turn), SHOWN),
        };
        let pixels = self.pixels.resized(size).unweighed();
        let Coloured { pixels, profile } = to_srgb(pixels, self.profile.clone());
        let mut pixels = pixels.turned(head.turn);
        if spec == Spec::Share {
            pixels = framed(&pixels, frame(head.size));
        }
        let made = encode(pixels, profile.as_deref(), format, quality)?;
        // A file that was pressed hard, or has few colours, is smaller as it is.
        let is_light = matches!(spec, Spec::Width(_)) && self.is_upright_in(format);
        Ok(if is_light && self.cleaned.len() <= made.len() { self.cleaned.to_vec() } else { made })
    }

    /// Whether what is stored is what is wanted.
    fn is_stored_so(&self, spec: Spec) -> bool {
        let is_light = self.cleaned.len() <= LIGHT && !self.head.profile;
        match spec {
            Spec::Whole => is_as_stored(self.head, spec),
            spec => {
                spec.size(self.head.size) == self.head.size
                    && self.is_upright_in(spec.format(self.head))
                    && is_light
            }
        }
    }

    fn is_upright_in(&self, format: PictureFormat) -> bool {
        self.head.turn == Turn::None && self.head.format == format
    }
}

/// The frame of this size in a picture: of a tall one the part above the middle, where faces are.
fn framed(pixels: &Pixels, frame: Size) -> Pixels {
    let size =
        Size { width: frame.width.min(pixels.size.width), height: frame.height.min(pixels.size.height) };
    let (left, top) = (pixels.size.width - size.width, pixels.size.height - size.height);
    pixels.part(left / 2, top / 3, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    const JPEG: Head = Head::PHOTOGRAPH;

    #[test]
    fn what_needs_more_memory_than_there_is_is_refused_before_a_pixel_is_decoded() {
        let specs = [Spec::Width(480), Spec::Width(1440), Spec::Share, Spec::Whole];
        let needs = |head| needs(8_000_000, &head, &specs);
        // Of a telephone: five of these fit at one time.
        assert!(needs(JPEG).unwrap() < 80_000_000, "{:?}", needs(JPEG));
        let lying = Head { turn: Turn::Right, ..JPEG };
        assert!(needs(lying).unwrap() < 180_000_000, "{:?}", needs(lying));
        let huge = Head { size: size(11_500, 8_600), ..JPEG };
        assert!(needs(huge).is_ok() && needs(Head { turn: Turn::Left, ..huge }).is_ok());
        // All coefficients of a large one, and a strip that is no wider than its place.
        assert_eq!(needs(Head { held: 390_000_000, ..huge }), Err(Wrong::TooLarge(huge.size)));
        let strip = size(1440, 69_000);
        assert_eq!(needs(Head { size: strip, ..JPEG }), Err(Wrong::TooLarge(strip)));
        let png = Head { format: PictureFormat::Png, photograph: false, ..JPEG };
        assert!(needs(Head { size: huge.size, ..png }).is_ok());
        assert!(needs(Head { size: huge.size, alpha: true, ..png }).is_err());
        let film = Head { format: PictureFormat::Gif, moves: true, ..JPEG };
        assert_eq!(super::needs(250_000_000, &film, &[Spec::Whole]), Err(Wrong::TooLong(250_000_000)));
    }

    #[test]
    fn a_rendition_is_the_same_bytes_whatever_else_is_made() {
        let (width, height) = (3000_u16, 400_u16);
        let grain = |at: u32| u8::try_from((at * 7 + at / 3000 * 13) % 251).unwrap();
        let pixels: Vec<u8> = (0..u32::from(width) * u32::from(height) * 3).map(grain).collect();
        let mut bytes = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
        encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
        for turn in [Turn::None, Turn::Right] {
            let head = Head { turn, size: size(width.into(), height.into()).turned(turn), ..JPEG };
            let specs = [Spec::Whole, Spec::Width(100), Spec::Width(1440), Spec::Width(2900), Spec::Share];
            let together = make(&bytes, &head, &specs).unwrap();
            for (spec, together) in specs.into_iter().zip(together) {
                assert!(make(&bytes, &head, &[spec]).unwrap() == [together], "{spec:?} {turn:?}");
            }
        }
    }

    #[test]
    fn a_frame_is_as_large_as_networks_show_it_or_as_the_picture_allows() {
        let head = |size| Head { size, ..JPEG };
        for (of, frame_of) in [
            (size(4000, 3000), size(1200, 630)),
            (size(3000, 4000), size(1200, 630)),
            (size(1200, 630), size(1200, 630)),
            (size(600, 600), size(600, 315)),
            (size(1000, 200), size(381, 200)),
            (size(1, 1), size(1, 1)),
            (size(65_535, 1), size(2, 1)),
        ] {
            assert_eq!(Spec::Share.size(of), frame_of, "{of:?}");
            let all = Spec::Share.of_all(&head(of));
            assert!(all.width >= frame_of.width && all.height >= frame_of.height, "{of:?}: {all:?}");
        }
    }

    #[test]
    fn a_picture_keeps_its_shape_and_grows_never() {
        assert_eq!(Spec::Width(480).size(size(4000, 3000)), size(480, 360));
        assert_eq!(Spec::Width(480).size(size(300, 200)), size(300, 200));
        assert_eq!(Spec::Width(480).size(size(4000, 1)), size(480, 1));
    }
}
