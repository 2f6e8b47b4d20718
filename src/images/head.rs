//! The head of a picture: what its first bytes tell.

use std::io::{self, Read, Seek};

use super::containers::content::{Content, content};
use super::containers::walk::{Stop, Walk};
use super::containers::{gif, heif, jpeg, png, riff};
use super::{Head, MOST_PIXELS, PictureFormat, Turn, Wrong, is_kept};
use crate::source::Size;

/// Fewer bytes than the smallest picture of any format has.
const NO_PICTURE: usize = 12;

/// Reads the head of a picture whose name has this ending, in lower case; nothing where the ending is of no format of dots.
///
/// # Errors
/// If the file cannot be read.
pub(crate) fn head(file: &mut (impl Read + Seek), ending: &str) -> io::Result<Option<Result<Head, Wrong>>> {
    let Some(format) = format_of(ending) else { return Ok(None) };
    match read(file, format) {
        Ok(head) => Ok(Some(Ok(head))),
        Err(Stop::Wrong(wrong)) => Ok(Some(Err(wrong))),
        Err(Stop::Unread(error)) => Err(error),
    }
}

fn format_of(ending: &str) -> Option<PictureFormat> {
    match ending {
        "jpg" | "jpeg" | "jfif" => Some(PictureFormat::Jpeg),
        "png" | "apng" => Some(PictureFormat::Png),
        "webp" => Some(PictureFormat::Webp),
        "gif" => Some(PictureFormat::Gif),
        "avif" => Some(PictureFormat::Avif),
        _ => None,
    }
}

fn read(file: &mut (impl Read + Seek), format: PictureFormat) -> Result<Head, Stop> {
    let mut walk = Walk::new(file)?;
    let start = walk.start()?;
    if start.len() < NO_PICTURE {
        return Err(Wrong::CutOff.into());
    }
    match content(&start) {
        Some(Content::Shown(found)) if found == format => {}
        Some(Content::Shown(found)) => return Err(Wrong::Other(found.name()).into()),
        Some(Content::Other(name)) => return Err(Wrong::Other(name).into()),
        None => return Err(Wrong::Broken("nothing known begins as it does".to_owned()).into()),
    }
    let stored = match format {
        PictureFormat::Jpeg => jpeg::head(&mut walk),
        PictureFormat::Png => png::head(&mut walk),
        PictureFormat::Webp => riff::head(&mut walk),
        PictureFormat::Gif => gif::head(&mut walk),
        PictureFormat::Avif => heif::head(&mut walk),
    }?;
    Ok(seen(stored)?)
}

/// A head with the size as it is seen instead of as it is stored.
fn seen(mut head: Head) -> Result<Head, Wrong> {
    let Size { width, height } = head.size;
    if width == 0 || height == 0 {
        return Err(Wrong::Broken("it has no width or no height".to_owned()));
    }
    if is_kept(&head) {
        // It goes on line as it is stored; browsers do not turn what moves either.
        head.turn = Turn::None;
    }
    if head.turn.is_sideways() {
        head.size = Size { width: height, height: width };
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Wrong::TooLarge(head.size));
    }
    Ok(head)
}

#[cfg(test)]
mod tests;
