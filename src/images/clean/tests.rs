use std::io::Cursor;

use proptest::prelude::*;

use super::super::containers::built::*;
use super::*;
use crate::images::head;

/// The places where a text stands in bytes.
fn count(bytes: &[u8], text: &[u8]) -> usize {
    bytes.windows(text.len()).filter(|window| *window == text).count()
}

#[test]
fn nothing_private_is_left_in_any_place() {
    for (format, places) in FORMATS.into_iter().zip([11, 8, 4, 6, 7]) {
        let private = private(format);
        assert_eq!(count(&private, SECRET), places, "{format:?}");
        let clean = clean(&private, format).unwrap();
        assert_eq!(count(&clean, SECRET), 0, "{format:?}");
        let head = head(&mut Cursor::new(&clean), format.ending()).unwrap().unwrap().unwrap();
        assert_eq!((head.size.width, head.size.height), (40, 24), "{format:?}");
    }
}

#[test]
fn pixels_stay_as_they_were() {
    for format in [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::Webp] {
        let private = private(format);
        let clean = clean(&private, format).unwrap();
        assert_eq!(decoded(&clean, format), decoded(&private, format), "{format:?}");
    }
}

#[test]
fn what_is_clean_stays_as_it_is() {
    let clean_ones = [
        (
            jpeg(&[segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile(b"desc", "Display P3")[..]].concat())]),
            PictureFormat::Jpeg,
        ),
        (png(&[png_chunk(b"gAMA", &[0, 0, 0xB1, 0x8F])], &[]), PictureFormat::Png),
        (moving_png(), PictureFormat::Png),
        (webp(&[vp8l()]), PictureFormat::Webp),
        (
            webp(&[vp8x(0x30), webp_chunk(b"ICCP", b"profile"), webp_chunk(b"ALPH", b"\0alpha"), vp8()]),
            PictureFormat::Webp,
        ),
        (
            gif(&[gif_extension(0xFF, &[b"ANIMEXTS1.0", &[1, 3, 0]]), gif_frame(), gif_frame()]),
            PictureFormat::Gif,
        ),
        (avif(None, &iso_box(b"irot", &[1]), &[]), PictureFormat::Avif),
    ];
    for (bytes, format) in clean_ones {
        assert_eq!(clean(&bytes, format).as_ref(), Ok(&bytes), "{format:?}");
    }
}

#[test]
fn a_jpeg_keeps_its_density_and_loses_its_small_picture() {
    let density = b"JFIF\0\x01\x02\x01\x01\x2C\x01\x2C";
    let bytes = jpeg(&[segment(0xE0, &[&density[..], &[1, 1], b"dot"].concat())]);
    let clean = clean(&bytes, PictureFormat::Jpeg).unwrap();
    assert_eq!(count(&clean, &segment(0xE0, &[&density[..], &[0, 0]].concat())), 1);
    assert_eq!(count(&clean, b"dot"), 0);
}

#[test]
fn damage_in_a_scan_is_no_marker() {
    let bytes = jpeg(&[]);
    let end = bytes.len() - 2;
    let damaged = [&bytes[..end], &[0xFF, 0x4F, 0xFF, 0xFF, 0x00, 0xFF, 0xD3, 9], &bytes[end..]].concat();
    assert_eq!(clean(&damaged, PictureFormat::Jpeg), Ok(damaged));
}

#[test]
fn a_jpeg_of_more_passes_than_any_program_writes_is_refused() {
    let bytes = jpeg(&[]);
    let scans = count(&bytes, &[0xFF, 0xDA]);
    let last = bytes.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).unwrap();
    let (scan, end) = bytes[last..].split_at(bytes.len() - last - 2);
    let of = |all: usize| [&bytes[..last], &scan.repeat(all - scans + 1), end].concat();
    assert!(clean(&of(200), PictureFormat::Jpeg).is_ok());
    let refused = clean(&of(201), PictureFormat::Jpeg);
    assert_eq!(refused, Err(Wrong::Broken("it comes in more than 200 passes".to_owned())));
}

#[test]
fn a_picture_that_begins_within_another_ends_neither() {
    let first = jpeg(&[]);
    let two = [&first[..first.len() - 2], &jpeg(&[])].concat();
    assert_eq!(clean(&two, PictureFormat::Jpeg), Err(Wrong::CutOff));
}

#[test]
fn a_frame_of_a_webp_that_moves_keeps_its_pixels_alone() {
    let frame = |chunks: &[Vec<u8>]| webp_chunk(b"ANMF", &[&[0; 16][..], &chunks.concat()].concat());
    let start = [vp8x(0x02), webp_chunk(b"ANIM", &[0; 6])].concat();
    let private =
        webp(&[start.clone(), frame(&[vp8l(), webp_chunk(b"EXIF", SECRET)]), webp_chunk(b"EXIF", SECRET)]);
    assert_eq!(clean(&private, PictureFormat::Webp), Ok(webp(&[start, frame(&[vp8l()])])));
}

#[test]
fn a_webp_that_begins_with_its_pixels_has_nothing_else() {
    let two = webp(&[vp8l(), vp8(), webp_chunk(b"ALPH", SECRET)]);
    assert_eq!(clean(&two, PictureFormat::Webp), Ok(webp(&[vp8l()])));
}

#[test]
fn the_control_of_a_frame_of_a_gif_stays_before_it() {
    let control = gif_extension(0xF9, &[&[5, 10, 0, 1]]);
    let comment = gif_extension(0xFE, &[b"ours"]);
    let bytes = gif(&[control.clone(), comment, gif_frame(), gif_frame()]);
    assert_eq!(clean(&bytes, PictureFormat::Gif), Ok(gif(&[control, gif_frame(), gif_frame()])));
}

#[test]
fn an_avif_keeps_the_places_of_its_items() {
    let before = private(PictureFormat::Avif);
    let after = clean(&before, PictureFormat::Avif).unwrap();
    assert_eq!(after.len(), before.len());
    assert_eq!(after[after.len() - 108..], before[before.len() - 108..]);
    assert_eq!(count(&after, b"free"), 7);
}

#[test]
fn items_of_an_avif_that_are_no_pixels_are_refused() {
    for (kind, text) in
        [(b"Exif", &b""[..]), (b"mime", b"application/rdf+xml\0"), (b"uri ", b"https://example.org\0")]
    {
        let bytes = avif(Some((kind, text)), &[], &[]);
        assert_eq!(clean(&bytes, PictureFormat::Avif), Err(Wrong::Private));
        assert_eq!(head(&mut Cursor::new(&bytes), "avif").unwrap(), Some(Err(Wrong::Private)));
    }
}

#[test]
fn boxes_within_boxes_without_end_are_refused() {
    let mut boxes = iso_box(b"free", &[]);
    for _ in 0..10_000 {
        boxes = iso_box(b"trak", &boxes);
    }
    // A track within a track shows nothing, so nobody descends into it.
    let bytes = avif(None, &[], &[iso_box(b"moov", &boxes)]);
    assert_eq!(clean(&bytes, PictureFormat::Avif).map(|clean| clean.len()), Ok(bytes.len()));
    let mut boxes = iso_box(b"free", &[]);
    for _ in 0..10_000 {
        boxes = iso_box(b"iprp", &boxes);
    }
    let bytes = [avif(None, &[], &[]), iso_box(b"meta", &[&[0; 4], &boxes[..]].concat())].concat();
    assert!(matches!(clean(&bytes, PictureFormat::Avif), Err(Wrong::Broken(_))));
}

#[test]
fn what_is_cut_off_anywhere_is_refused() {
    for format in FORMATS {
        let private = private(format);
        // What stands behind the end may miss.
        let whole = match format {
            PictureFormat::Jpeg => private.len() - jpeg(&[segment(0xFE, SECRET)]).len(),
            PictureFormat::Avif => private.len(),
            _ => private.len() - SECRET.len(),
        };
        for place in 0..20 {
            let cut = &private[..whole * place / 20];
            assert_eq!(clean(cut, format), Err(Wrong::CutOff), "{format:?} {place}");
            let head = head(&mut Cursor::new(cut), format.ending()).unwrap().unwrap();
            let is_told = matches!(head, Err(Wrong::CutOff))
                || (format == PictureFormat::Jpeg || format == PictureFormat::Gif) && head.is_ok();
            assert!(is_told, "{format:?} {place}: {head:?}");
        }
        assert!(clean(&private[..whole], format).is_ok(), "{format:?}");
    }
}

/// A picture with bytes changed, put in, or cut off.
fn mutated() -> impl Strategy<Value = (PictureFormat, Vec<u8>)> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..8);
    (prop::sample::select(&FORMATS[..]), edits).prop_map(|(format, edits)| {
        let mut bytes = private(format);
        for (at, byte, kind) in edits {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes[at] ^= 1 << (byte % 8),
                2 => bytes.insert(at, byte),
                _ if byte < 16 => bytes.truncate(at + 1),
                _ => drop(bytes.remove(at)),
            }
        }
        (format, bytes)
    })
}

/// Holds what is true of all bytes.
fn holds(format: PictureFormat, bytes: &[u8]) -> Result<(), TestCaseError> {
    head(&mut Cursor::new(bytes), format.ending()).unwrap();
    if let Ok(once) = clean(bytes, format) {
        let twice = clean(&once, format);
        prop_assert_eq!(twice, Ok(once));
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in FORMATS {
            holds(format, &bytes)?;
        }
    }

    #[test]
    fn damaged_pictures_are_read((format, bytes) in mutated()) {
        holds(format, &bytes)?;
    }

    #[test]
    fn private_segments_go_in_any_order(markers in prop::collection::vec((0xE0..=0xFE_u8, 0..4_usize), 0..12)) {
        // Markers of other segments than those of programs and comments would be parts of the picture.
        let markers = markers.into_iter().filter(|(marker, _)| *marker < 0xF0 || *marker == 0xFE);
        let names = [&b"Exif\0\0"[..], b"MPF\0", b"JFXX\0", b""];
        let segments: Vec<Vec<u8>> =
            markers.map(|(marker, name)| segment(marker, &[names[name], SECRET].concat())).collect();
        prop_assert_eq!(clean(&jpeg(&segments), PictureFormat::Jpeg), Ok(jpeg(&[])));
    }

    #[test]
    fn private_chunks_go_in_any_order(names in prop::collection::vec("[a-z][a-zA-Z][A-Z][a-z]", 0..8)) {
        let shown = ["tRNS", "cHRM", "gAMA", "iCCP", "sRGB", "sBIT", "bKGD", "pHYs", "cICP", "mDCV", "cLLI", "acTL", "fcTL", "fdAT"];
        let names = names.iter().filter(|name| !shown.contains(&name.as_str()));
        let chunks: Vec<Vec<u8>> = names.map(|name| png_chunk(name.as_bytes().first_chunk().unwrap(), SECRET)).collect();
        prop_assert_eq!(clean(&png(&chunks, &chunks), PictureFormat::Png), Ok(png(&[], &[])));
    }
}
