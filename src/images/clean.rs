//! A picture without what is private: its bytes, with everything cut out that is not needed to show it.
//!
//! What shows it is copied; all else is left out without a look at it, because cameras and programs hide things in more
//! places than anybody has listed.

use super::containers::{gif, heif, jpeg, png, riff};
use super::{PictureFormat, Wrong};

/// The bytes of a picture of this format without Exif, GPS, XMP, comments, and what stands behind its end. Its pixels are
/// those they were, in the same coding; the orientation, which is in Exif, is gone.
///
/// # Errors
/// If it is cut off or broken, or if its format lets nothing be cut out.
pub(crate) fn clean(bytes: &[u8], format: PictureFormat) -> Result<Vec<u8>, Wrong> {
    match format {
        PictureFormat::Jpeg => jpeg::clean(bytes),
        PictureFormat::Png => png::clean(bytes),
        PictureFormat::Webp => riff::clean(bytes),
        PictureFormat::Gif => gif::clean(bytes),
        PictureFormat::Avif => heif::clean(bytes),
    }
}

#[cfg(test)]
mod tests;
