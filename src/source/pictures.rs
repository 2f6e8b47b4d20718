//! The reader of what a picture tells without being decoded: its head, or the root element of an SVG drawing.

use std::io::{BufRead, Result, Seek};

use super::Size;
use super::origin::{self, Origin};
use crate::images::{self, Head, Wrong};

/// What a file looks like.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// Its size as it is seen, if it is a picture.
    pub(super) size: Option<Size>,
    /// What its head tells, if its name is one of a picture of dots.
    pub(super) picture: Option<std::result::Result<Head, Wrong>>,
    /// What it tells of the place where it was taken, if it is none that can be shown.
    pub(super) origin: Option<Origin>,
}

/// Looks at a file whose name has this ending, in lower case.
pub(super) fn look(mut file: impl BufRead + Seek, ending: &str) -> Result<Looks> {
    let picture = images::head(&mut file, ending)?;
    let origin = match &picture {
        // What can be shown is cleaned.
        Some(Ok(_)) => None,
        Some(Err(_)) => origin::of_broken(&mut file)?,
        None => origin::read(&mut file)?,
    };
    file.rewind()?;
    let size = match (&picture, ending) {
        (Some(head), _) => head.as_ref().ok().map(|head| head.size),
        (None, "svg") => svg_size(file),
        (None, _) => None,
    };
    Ok(Looks { size, picture, origin })
}

/// The size of an SVG drawing: the root element's `width` and `height`, or its `viewBox`.
fn svg_size(file: impl BufRead) -> Option<Size> {
    let mut reader = quick_xml::Reader::from_reader(file);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                let text = |name: &str| {
                    let value = tag.try_get_attribute(name).ok()??.value;
                    Some(value.into_owned())
                };
                let length = |text: String| text.trim().trim_end_matches("px").parse::<f32>().ok();
                let sides = match (text("width").and_then(length), text("height").and_then(length)) {
                    (Some(width), Some(height)) => [width, height],
                    _ => {
                        let frame = text("viewBox")?;
                        let mut numbers = frame.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
                        [numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?]
                    }
                };
                let [width, height] = sides.map(|side| side.round().clamp(1.0, 100_000.0) as u32);
                return Some(Size { width, height });
            }
            quick_xml::events::Event::Eof => return None,
            _ => buffer.clear(),
        }
    }
}
