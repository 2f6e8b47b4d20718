//! What a file is by its first bytes, whatever its name says.

use crate::images::PictureFormat;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// A picture that browsers show.
    Shown(PictureFormat),
    /// Something else, of this name.
    Other(&'static str),
}

/// Signatures at the very beginning, and what has them.
const SIGNATURES: [(&[u8], Content); 19] = [
    (b"\xFF\xD8\xFF", Content::Shown(PictureFormat::Jpeg)),
    (b"\x89PNG\r\n\x1A\n", Content::Shown(PictureFormat::Png)),
    (b"GIF87a", Content::Shown(PictureFormat::Gif)),
    (b"GIF89a", Content::Shown(PictureFormat::Gif)),
    (b"II*\0", Content::Other("TIFF")),
    (b"MM\0*", Content::Other("TIFF")),
    (b"II+\0", Content::Other("TIFF")),
    (b"MM\0+", Content::Other("TIFF")),
    (b"%PDF-", Content::Other("a PDF")),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Content::Other("an office file")),
    (b"\xFF\x0A", Content::Other("JPEG XL")),
    (b"\0\0\0\x0CJXL \r\n\x87\n", Content::Other("JPEG XL")),
    (b"\0\0\0\x0CjP  \r\n\x87\n", Content::Other("JPEG 2000")),
    (b"\xFF\x4F\xFF\x51", Content::Other("JPEG 2000")),
    (b"8BPS", Content::Other("a file of Photoshop")),
    (b"%!PS", Content::Other("PostScript")),
    (b"\0\0\x01\0", Content::Other("an icon (ICO)")),
    (b"\x1A\x45\xDF\xA3", Content::Other("a video")),
    (b"version https://git-lfs", Content::Other("a pointer of Git LFS, whose file was not fetched")),
];

/// What a file with this start is; nothing where it is nothing known.
pub(crate) fn content(start: &[u8]) -> Option<Content> {
    if let Some((_, content)) = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature)) {
        return Some(*content);
    }
    if start.starts_with(b"RIFF") {
        return Some(match start.get(8..12)? {
            b"WEBP" => Content::Shown(PictureFormat::Webp),
            b"AVI " => Content::Other("a video"),
            _ => return None,
        });
    }
    match start.get(4..8) {
        Some(b"ftyp") => return Some(of_brands(start)),
        Some(b"moov" | b"mdat" | b"wide") => return Some(Content::Other("a video")),
        _ => {}
    }
    let other = if start.starts_with(b"BM") && start.get(6..10) == Some(&[0; 4]) {
        "BMP"
    } else if start.starts_with(b"PK\x03\x04") {
        let office = [&b"[Content_Types].xml"[..], b"mimetypeapplication/vnd", b"word/", b"docProps/"];
        let is_office = office.iter().any(|name| position(start, name).is_some());
        if is_office { "an office file" } else { "a ZIP archive" }
    } else {
        markup(start)?
    };
    Some(Content::Other(other))
}

/// What a file of ISO boxes is, by the brands that its first box names.
fn of_brands(start: &[u8]) -> Content {
    let length = start.first_chunk().map_or(0, |length| u32::from_be_bytes(*length));
    let end = usize::try_from(length).unwrap_or(usize::MAX).min(start.len());
    let brands: Vec<&[u8]> = start.get(8..end).unwrap_or_default().chunks_exact(4).collect();
    let names = |any: &[&[u8]]| brands.iter().any(|brand| any.contains(brand));
    if names(&[b"avif", b"avis"]) {
        Content::Shown(PictureFormat::Avif)
    } else if names(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"]) {
        Content::Other("HEIC")
    } else if names(&[b"mif1", b"msf1", b"mif2"]) {
        Content::Other("HEIF")
    } else if names(&[b"crx "]) {
        Content::Other("a raw photograph")
    } else {
        Content::Other("a video")
    }
}

/// What a text in angle brackets is: a drawing, a web page that was saved instead of the picture, or any XML.
fn markup(start: &[u8]) -> Option<&'static str> {
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start().to_ascii_lowercase();
    if !text.starts_with(b"<") {
        return None;
    }
    let first = |names: &[&str]| names.iter().filter_map(|name| position(&text, name.as_bytes())).min();
    let drawing = first(&["<svg", "<!doctype svg"]);
    let page = first(&["<html", "<!doctype html", "<head", "<body", "<script", "<meta", "<title"]);
    Some(match (drawing, page) {
        (Some(drawing), Some(page)) if drawing < page => "SVG",
        (Some(_), None) => "SVG",
        (_, Some(_)) => "a web page",
        (None, None) if text.starts_with(b"<?xml") => "XML",
        (None, None) => return None,
    })
}

fn position(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_what_a_file_is() {
        let boxes = |brands: &str| {
            let length = (brands.len() + 8) as u32;
            [&length.to_be_bytes()[..], b"ftyp", brands.as_bytes(), b"\0\0\0\x08freeavif"].concat()
        };
        for (start, name) in [
            (boxes("heic\0\0\0\0mif1heic"), "HEIC"),
            (boxes("mif1\0\0\0\0mif1heix"), "HEIC"),
            (boxes("mif1\0\0\0\0mif1miaf"), "HEIF"),
            (boxes("isom\0\0\x02\0isomiso2mp41"), "a video"),
            (boxes("qt  \0\0\0\0"), "a video"),
            (boxes("crx \0\0\0\0"), "a raw photograph"),
            (b"\0\0\0\x08wide\0\0\0\0mdat".to_vec(), "a video"),
            (b"RIFF\0\0\0\0AVI LIST".to_vec(), "a video"),
            (b"II*\0\x08\0\0\0".to_vec(), "TIFF"),
            (b"MM\0*\0\0\0\x08".to_vec(), "TIFF"),
            (b"BM\x36\0\0\0\0\0\0\0\x36".to_vec(), "BMP"),
            (b"%PDF-1.7\n".to_vec(), "a PDF"),
            (b"PK\x03\x04\x14\0\x06\0........[Content_Types].xml".to_vec(), "an office file"),
            (b"PK\x03\x04\x14\0\0\0........mimetypeapplication/vnd.oasis".to_vec(), "an office file"),
            (b"PK\x03\x04\x14\0\0\0........pictures/one.jpg".to_vec(), "a ZIP archive"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "an office file"),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), "SVG"),
            (b"\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- x --><svg/>".to_vec(), "SVG"),
            (b"<?xml version=\"1.0\"?><rss/>".to_vec(), "XML"),
            (b"\r\n<!DOCTYPE html><html><svg/>".to_vec(), "a web page"),
            (b"<!-- saved --><HTML>".to_vec(), "a web page"),
        ] {
            assert_eq!(content(&start), Some(Content::Other(name)), "{}", start.escape_ascii());
        }
        assert_eq!(content(&boxes("mif1\0\0\0\0avifmiaf")), Some(Content::Shown(PictureFormat::Avif)));
        for unknown in [&b"BM means something"[..], b"RIFF\0\0\0\0WAVE", b"<3 is no tag", b"\0\0\0\0"] {
            assert_eq!(content(unknown), None, "{}", unknown.escape_ascii());
        }
    }
}
