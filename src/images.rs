//! Pictures: what a file tells of itself, and what is made of it for the web.
//!
//! A photograph from a phone has thousands of pixels, may lie on its side, and knows where it was taken. What is
//! published is upright, as small as its place on the page needs, and knows nothing: no Exif, GPS, XMP or comment.
//!
//! [`head()`] reads what the beginning of a file tells, without decoding it; [`clean()`] cuts everything private out of a
//! file and leaves its pixels as they are; [`svg`] does so for drawings, and tells what cannot be published.

mod budget;
mod cache;
mod clean;
mod color;
mod containers;
mod decode;
mod encode;
mod faults;
mod head;
mod make;
mod pixels;
mod print;
mod renditions;
pub(crate) mod svg;

pub(crate) use self::cache::{Made, Seen, Wanted};
pub use self::cache::{Pictures, Progress};
pub(crate) use self::clean::clean;
pub(crate) use self::containers::Order;
pub(crate) use self::faults::{report, warn};
pub(crate) use self::head::head;
pub(crate) use self::make::{Spec, is_kept, make, needs};
pub(crate) use self::print::Print;
pub(crate) use self::renditions::Rendition;
pub(crate) use self::renditions::{Candidate, Original, PictureSizes, Use, candidates};
use serde::{Deserialize, Serialize};

use crate::source::Size;

/// The formats of dots that browsers show, as the bytes tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG, moving or not.
    Png,
    /// WebP, moving or not.
    Webp,
    /// GIF, moving or not.
    Gif,
    /// AVIF.
    Avif,
}

impl PictureFormat {
    /// Its name, for messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            PictureFormat::Jpeg => "JPEG",
            PictureFormat::Png => "PNG",
            PictureFormat::Webp => "WebP",
            PictureFormat::Gif => "GIF",
            PictureFormat::Avif => "AVIF",
        }
    }

    /// The ending of its files.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            PictureFormat::Jpeg => "jpg",
            PictureFormat::Png => "png",
            PictureFormat::Webp => "webp",
            PictureFormat::Gif => "gif",
            PictureFormat::Avif => "avif",
        }
    }
}

/// How stored pixels are turned to stand upright: the eight orientations of Exif (CIPA DC-008, tag 0x0112).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Turn {
    /// 1: they stand upright.
    #[default]
    None,
    /// 2: mirrored, left for right.
    Mirror,
    /// 3: by half a turn.
    Half,
    /// 4: mirrored, top for bottom.
    Flip,
    /// 5: rows and columns change places.
    Transpose,
    /// 6: by a quarter, clockwise.
    Right,
    /// 7: rows and columns change places, along the other diagonal.
    Transverse,
    /// 8: by a quarter, counter-clockwise.
    Left,
}

impl Turn {
    /// The turn of an Exif orientation; none for a value that is no orientation.
    pub(crate) fn of_exif(orientation: u32) -> Self {
        match orientation {
            2 => Turn::Mirror,
            3 => Turn::Half,
            4 => Turn::Flip,
            5 => Turn::Transpose,
            6 => Turn::Right,
            7 => Turn::Transverse,
            8 => Turn::Left,
            _ => Turn::None,
        }
    }

    /// Whether it makes the width the height.
    pub(crate) fn is_sideways(self) -> bool {
        matches!(self, Turn::Transpose | Turn::Right | Turn::Transverse | Turn::Left)
    }
}

/// What the head of a picture tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Head {
    /// Its format.
    pub format: PictureFormat,
    /// Its size as it is seen, upright.
    pub size: Size,
    /// How its pixels are turned to stand upright.
    pub turn: Turn,
    /// Whether pixels may be transparent.
    pub alpha: bool,
    /// Whether it moves.
    pub moves: bool,
    /// Whether it looks like a photograph, by the bytes that a pixel takes: a JPEG, a lossy WebP, an opaque PNG of more than
    /// 0.8 bytes a pixel and a thousand. The other ones are drawings, whose edges no lossy format may blur.
    pub photograph: bool,
    /// Whether it brings a colour profile (ICC) of its own.
    pub profile: bool,
    /// The bytes of coefficients that a decoder holds beside the pixels, of a JPEG; none of any other.
    pub held: u64,
}

/// What keeps a picture from being shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// By its content it is something else, of this name: `HEIC`, `PNG`, `a PDF`.
    Other(&'static str),
    /// Its end is missing.
    CutOff,
    /// It cannot be decoded, for this reason.
    Broken(String),
    /// It has more pixels than the program takes.
    TooLarge(Size),
    /// It has more bytes than the program takes.
    TooLong(u64),
    /// It is of a kind that browsers do not show, though of this format: `a JPEG without loss`.
    Unshown(&'static str),
    /// It holds Exif or XMP that cannot be cut out of its format.
    Private,
}

/// The version of what is made of pictures: another one where the same picture becomes other bytes.
pub(crate) const VERSION: u32 = 1;

/// The most pixels of a picture: 100 million, more than any phone's camera takes by default.
pub(crate) const MOST_PIXELS: u64 = 100_000_000;

#[cfg(test)]
impl Head {
    /// That of a photograph of 12 million pixels, for tests.
    pub(crate) const PHOTOGRAPH: Head = Head {
        format: PictureFormat::Jpeg,
        size: Size { width: 4000, height: 3000 },
        turn: Turn::None,
        alpha: false,
        moves: false,
        photograph: true,
        profile: false,
        held: 0,
    };
}
