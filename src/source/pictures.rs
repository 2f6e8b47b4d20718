//! The reader of picture sizes: from the first bytes of a picture, or the root element of an SVG drawing.

use std::path::Path;

use super::Size;
use crate::images::svg::is_drawing;

/// The size of a picture in memory, whose format its bytes tell; an SVG drawing is known by its name.
pub(super) fn size_in_memory(name: &str, bytes: &[u8]) -> Option<Size> {
    if is_drawing(name) { svg_size(bytes) } else { imagesize::blob_size(bytes).ok().and_then(pixels) }
}

/// The size of a picture on the disk, whose format its ending tells. A drawing that is left there is too large to be read.
pub(super) fn size_on_disk(path: &Path) -> std::io::Result<Option<Size>> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
    Ok(match ending.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" => imagesize::size(path).ok().and_then(pixels),
        _ => None,
    })
}

fn pixels(size: imagesize::ImageSize) -> Option<Size> {
    Some(Size { width: size.width.try_into().ok()?, height: size.height.try_into().ok()? })
}

/// The size of an SVG drawing: the root element's `width` and `height`, or its `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<Size> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
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
