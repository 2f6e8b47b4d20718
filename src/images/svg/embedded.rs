//! Pictures that stand inside of a drawing, as `data:image/…;base64,…`, without what is private in them.

use std::io::Cursor;

use data_encoding::{BASE64, BASE64_MIME_PERMISSIVE};

use crate::images::{PictureFormat, Turn, Wrong, clean, head};

/// What keeps an address from standing in a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It leads to another file or host.
    Elsewhere,
    /// What it holds is no picture of dots.
    NoPicture,
    /// It is not written in base64.
    Unreadable,
    /// Its pixels lie on their side, and only its Exif says so.
    Turned,
    Wrong(Wrong),
}

/// The data of an address: its type in lower case, and what stands behind the comma.
struct Data<'a> {
    kind: String,
    is_base64: bool,
    text: &'a str,
}

fn data(address: &str) -> Option<Data<'_>> {
    let (scheme, rest) = address.trim().split_once(':')?;
    let (kind, text) = rest.split_once(',').filter(|_| scheme.eq_ignore_ascii_case("data"))?;
    let mut parts = kind.split(';').map(|part| part.trim().to_ascii_lowercase());
    let kind = parts.next().unwrap_or_default();
    Some(Data { kind, is_base64: parts.next_back().as_deref() == Some("base64"), text })
}

/// Whether an address is a font that stands in the drawing itself.
pub(super) fn is_font(address: &str) -> bool {
    let is_font = |kind: &str| {
        let kind = kind.strip_prefix("application/").or_else(|| kind.strip_prefix("font/").map(|_| "font"));
        kind.is_some_and(|kind| {
            let kind = kind.strip_prefix("x-").unwrap_or(kind);
            kind.starts_with("font") || kind == "vnd.ms-fontobject"
        })
    };
    data(address).is_some_and(|data| is_font(&data.kind))
}

/// The address of a picture that stands in the drawing itself, anew, if something private was in it.
pub(super) fn picture(address: &str) -> Result<Option<String>, Fault> {
    let data = data(address).ok_or(Fault::Elsewhere)?;
    // Without a type browsers go by the bytes, as the next step does.
    let kind =
        if data.kind.is_empty() { "" } else { data.kind.strip_prefix("image/").ok_or(Fault::NoPicture)? };
    if !["", "png", "apng", "jpeg", "jpg", "webp", "gif", "avif"].contains(&kind) {
        return Err(Fault::NoPicture);
    }
    let bytes = decode(data.text).filter(|_| data.is_base64).ok_or(Fault::Unreadable)?;
    let format = format(&bytes).ok_or(Fault::NoPicture)?;
    match head(&mut Cursor::new(&bytes), format.ending()) {
        Ok(Some(Ok(head))) if head.turn != Turn::None => return Err(Fault::Turned),
        Ok(Some(Err(wrong))) => return Err(Fault::Wrong(wrong)),
        _ => {}
    }
    let cleaned = clean(&bytes, format).map_err(Fault::Wrong)?;
    let anew = || format!("data:{};base64,{}", data.kind, BASE64.encode(&cleaned));
    Ok((cleaned != bytes).then(anew))
}

/// What base64 holds, as browsers read it: with blanks in it, and with or without its end filled up.
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut text: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    while text.last() == Some(&b'=') {
        text.pop();
    }
    let whole = text.len().next_multiple_of(4);
    text.resize(whole, b'=');
    BASE64_MIME_PERMISSIVE.decode(&text).ok()
}

/// The format that the first bytes of a picture tell.
fn format(bytes: &[u8]) -> Option<PictureFormat> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(PictureFormat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Some(PictureFormat::Png),
        [b'G', b'I', b'F', b'8', ..] => Some(PictureFormat::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(PictureFormat::Webp),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some(PictureFormat::Avif),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::images::containers::built;

    #[test]
    fn what_is_private_in_a_picture_is_cut_out() {
        for format in [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::Gif] {
            let bytes = built::private(format);
            let address = format!("data:image/{};base64,{}", format.ending(), BASE64.encode(&bytes));
            match picture(&address) {
                Ok(Some(anew)) => {
                    let cleaned = decode(data(&anew).unwrap().text).unwrap();
                    assert_eq!(cleaned, clean(&bytes, format).unwrap(), "{format:?}");
                    assert!(!cleaned.windows(built::SECRET.len()).any(|part| part == built::SECRET));
                }
                // One that lies on its side would lie so for good.
                other => assert_eq!(other, Err(Fault::Turned), "{format:?}"),
            }
        }
    }

    #[test]
    fn a_picture_in_base64_passes_and_nothing_else() {
        let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        for fine in [
            format!("data:image/png;base64,{png}"),
            format!(" DATA:image/PNG;charset=utf-8;BASE64,{png}"),
            "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7".to_owned(),
            format!("data:;base64,{png}"),
        ] {
            assert_eq!(picture(&fine), Ok(None), "{fine}");
        }
        for (bad, fault) in [
            ("photo.jpg", Fault::Elsewhere),
            ("https://other.example/a.png", Fault::Elsewhere),
            ("data:text/html;base64,PHA+", Fault::NoPicture),
            ("data:image/svg+xml;base64,PHN2Zz4=", Fault::NoPicture),
            ("data:image/png;base64,PHN2Zz4=", Fault::NoPicture),
            ("data:image/png;base64,%89PNG", Fault::Unreadable),
            ("data:image/png,abc", Fault::Unreadable),
            ("data:image/png;base64,iVBORw0KGgo=", Fault::Wrong(Wrong::CutOff)),
            ("data:image/jpg;base64,\n/9j/\n4AAQ", Fault::Wrong(Wrong::CutOff)),
            ("data:;base64", Fault::Elsewhere),
        ] {
            assert_eq!(picture(bad), Err(fault), "{bad}");
        }
        for (address, font) in [
            ("data:font/woff2;base64,AA", true),
            ("data:application/x-font-ttf;charset=utf-8;base64,AA", true),
            ("data:application/font-woff;base64,AA", true),
            ("data:application/xml,<a/>", false),
            ("https://other.example/a.woff", false),
        ] {
            assert_eq!(is_font(address), font, "{address}");
        }
    }
}
