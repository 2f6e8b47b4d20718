//! The containers of pictures: how the parts of a file follow each other in each format.
//!
//! A format has a `head`, which passes over what it need not know, and a `clean`, which copies the parts that show the
//! picture. Neither decodes a pixel. No length that a file states is believed before that many bytes are there.

#[cfg(test)]
pub(super) mod built;
pub(super) mod content;
mod exif;
pub(super) mod gif;
pub(super) mod heif;
mod icc;
pub(super) mod jpeg;
pub(super) mod png;
pub(super) mod riff;
pub(super) mod walk;

pub(crate) use self::exif::Order;
use super::Wrong;

/// What is wrong with a file that is of its format, and has nothing to show.
fn no_pixels() -> Wrong {
    Wrong::Broken("there are no pixels in it".to_owned())
}
