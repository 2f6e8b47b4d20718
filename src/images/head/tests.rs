use std::io::Cursor;

use super::super::containers::built::*;
use super::*;
use crate::images::Turn;

fn told(bytes: &[u8], ending: &str) -> Result<Head, Wrong> {
    head(&mut Cursor::new(bytes), ending).unwrap().unwrap()
}

fn size(width: u32, height: u32) -> Size {
    Size { width, height }
}

/// What is the same in most heads.
const HEAD: Head = Head {
    format: PictureFormat::Jpeg,
    size: Size { width: 40, height: 24 },
    turn: Turn::None,
    alpha: false,
    moves: false,
    photograph: false,
    profile: false,
    held: 0,
};

/// The JPEG of the tests: it comes in several passes.
const PHOTOGRAPH: Head = Head { photograph: true, held: 9216, ..HEAD };

#[test]
fn the_eight_orientations_are_read_in_both_orders_and_all_formats() {
    let turns = [
        (Turn::None, size(40, 24)),
        (Turn::Mirror, size(40, 24)),
        (Turn::Half, size(40, 24)),
        (Turn::Flip, size(40, 24)),
        (Turn::Transpose, size(24, 40)),
        (Turn::Right, size(24, 40)),
        (Turn::Transverse, size(24, 40)),
        (Turn::Left, size(24, 40)),
    ];
    for (orientation, expected) in (1..).zip(turns) {
        for order in [b"II", b"MM"] {
            let exif = exif(order, 60, orientation);
            let segment = segment(0xE1, &[b"Exif\0\0", &exif[..]].concat());
            let chunk = webp_chunk(b"EXIF", &exif);
            for (bytes, ending) in [
                (jpeg(&[segment]), "jpg"),
                (png(&[png_chunk(b"eXIf", &exif)], &[]), "png"),
                (png(&[], &[png_chunk(b"eXIf", &exif)]), "png"),
                (webp(&[vp8x(8), vp8l(), chunk]), "webp"),
            ] {
                let head = told(&bytes, ending).unwrap();
                assert_eq!((head.turn, head.size), expected, "{orientation} {ending}");
            }
        }
    }
}

#[test]
fn what_moves_lies_as_it_is_stored() {
    let turn = exif(b"II", 0, 6);
    let moving = moving_png();
    let (start, rest) = moving.split_at(8 + 25);
    let with_exif = [start, &png_chunk(b"eXIf", &turn), rest].concat();
    for (bytes, ending) in [(with_exif, "png"), (webp(&[vp8x(0x0A), webp_chunk(b"EXIF", &turn)]), "webp")] {
        let head = told(&bytes, ending).unwrap();
        assert_eq!((head.moves, head.turn, head.size), (true, Turn::None, size(40, 24)), "{ending}");
    }
}

#[test]
fn the_first_exif_with_an_orientation_is_believed() {
    let exif = |orientation| segment(0xE1, &[b"Exif\0\0", &exif(b"II", 0, orientation)[..]].concat());
    let broken = segment(0xE1, b"Exif\0\0II*\0\xFF\xFF\xFF\xFF");
    let xmp = segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", &[b' '; 60_000][..]].concat());
    assert_eq!(
        told(&jpeg(&[xmp, broken.clone(), exif(0), exif(6), exif(3)]), "jpg").unwrap().turn,
        Turn::Right
    );
    assert_eq!(told(&jpeg(&[broken]), "jpg"), Ok(PHOTOGRAPH));
}

#[test]
fn segments_as_long_as_they_can_be_are_passed_over() {
    let long = segment(0xFE, &[0xFF; 65_533]);
    assert_eq!(told(&jpeg(&[long.clone(), long.clone(), long]), "jpeg"), Ok(PHOTOGRAPH));
}

#[test]
fn browsers_get_over_what_stands_between_segments() {
    let odd = [
        segment(0xFE, b"x"),
        b"junk\xFF\xFF\xFF".to_vec(),
        segment(0xFE, b"x"),
        b"\0\0\xFF\0\xFF\x01\xFF\xD0".to_vec(),
    ];
    assert_eq!(told(&jpeg(&odd), "jfif"), Ok(PHOTOGRAPH));
}

#[test]
fn a_jpeg_that_browsers_do_not_show_is_told() {
    let plain = jpeg(&[]);
    let frame = plain.windows(2).position(|pair| pair == [0xFF, 0xC2]).unwrap();
    let with = |at: usize, byte: u8| {
        let mut bytes = plain.clone();
        bytes[frame + at] = byte;
        told(&bytes, "jpg")
    };
    assert_eq!(with(1, 0xC0), Ok(Head { held: 2304, ..PHOTOGRAPH }));
    assert_eq!(with(1, 0xC3), Err(Wrong::Unshown("a JPEG without loss")));
    assert_eq!(with(1, 0xC5), Err(Wrong::Unshown("a hierarchical JPEG")));
    assert_eq!(with(1, 0xC9), Err(Wrong::Unshown("a JPEG with arithmetic coding")));
    assert_eq!(with(1, 0xF7), Err(Wrong::Unshown("a JPEG-LS")));
    assert_eq!(with(4, 12), Err(Wrong::Unshown("a JPEG of more than 8 bits a colour")));
    assert_eq!(with(6, 0), Err(Wrong::Unshown("a JPEG that tells its height behind its pixels")));
    assert_eq!(with(8, 0), Err(Wrong::Broken("it has no width or no height".to_owned())));
}

#[test]
fn a_profile_counts_unless_it_is_that_of_srgb() {
    for kind in [b"desc", b"mluc"] {
        for (name, counts) in [("sRGB IEC61966-2.1", false), ("Display P3", true)] {
            let profile = profile(kind, name);
            let part = segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile[..]].concat());
            let property = iso_box(b"colr", &[b"prof", &profile[..]].concat());
            let zipped = png_chunk(b"iCCP", &[name.as_bytes(), b"\0\0", SECRET].concat());
            for (bytes, ending) in [
                (jpeg(&[part]), "jpg"),
                (webp(&[vp8x(0x20), webp_chunk(b"ICCP", &profile), vp8l()]), "webp"),
                (avif(None, &property, &[]), "avif"),
                (png(&[zipped], &[]), "png"),
            ] {
                assert_eq!(told(&bytes, ending).unwrap().profile, counts, "{name} {ending}");
            }
        }
    }
    let parts = [&[b"\x01\x02", &profile(b"desc", "sRGB")[..]].concat()[..], b"\x02\x02the rest of it"];
    let parts = parts.map(|part| segment(0xE2, &[b"ICC_PROFILE\0", part].concat()));
    assert!(!told(&jpeg(&parts), "jpg").unwrap().profile);
    let cut = segment(0xE2, b"ICC_PROFILE\0\x01\x01sRGB");
    assert!(told(&jpeg(&[cut]), "jpg").unwrap().profile);
}

#[test]
fn a_png_tells_what_is_transparent_what_moves_and_what_is_a_photograph() {
    let head = Head { format: PictureFormat::Png, ..HEAD };
    assert_eq!(told(&png(&[], &[]), "png"), Ok(Head { photograph: true, ..head }));
    assert_eq!(told(&png(&[png_chunk(b"tRNS", &[0; 6])], &[]), "png"), Ok(Head { alpha: true, ..head }));
    assert_eq!(told(&moving_png(), "apng"), Ok(Head { moves: true, photograph: true, ..head }));
    // A thousand bytes of pixels are those of an icon.
    let icon = |coded: usize| {
        let start = png_chunk(b"IHDR", &[0, 0, 0, 20, 0, 0, 0, 20, 8, 2, 0, 0, 0]);
        let pixels = png_chunk(b"IDAT", &vec![0; coded]);
        told(&[&b"\x89PNG\r\n\x1a\n"[..], &start, &pixels, &png_chunk(b"IEND", b"")].concat(), "png").unwrap()
    };
    assert!(!icon(1300).photograph && icon(1400).photograph);
    // The same few bytes of pixels for a picture a hundred times as large.
    let mut drawing = png(&[], &[]);
    drawing[18..20].copy_from_slice(&4000_u16.to_be_bytes());
    assert_eq!(told(&drawing, "png"), Ok(Head { size: size(4000, 24), ..head }));
    drawing[25] = 6;
    assert!(told(&drawing, "png").unwrap().alpha);
    let end = drawing.len() - 12;
    assert_eq!(told(&drawing[..end], "png"), Err(Wrong::CutOff));
}

#[test]
fn a_webp_tells_what_is_transparent_what_moves_and_what_is_a_photograph() {
    let head = Head { format: PictureFormat::Webp, ..HEAD };
    assert_eq!(told(&webp(&[vp8()]), "webp"), Ok(Head { photograph: true, ..head }));
    assert_eq!(told(&webp(&[vp8l()]), "webp"), Ok(head));
    assert_eq!(told(&webp(&[vp8x(0), vp8()]), "webp"), Ok(Head { photograph: true, ..head }));
    assert_eq!(told(&webp(&[vp8x(0x10), vp8()]), "webp"), Ok(Head { alpha: true, ..head }));
    assert_eq!(told(&webp(&[vp8x(0x02)]), "webp"), Ok(Head { moves: true, ..head }));
    let mut longer = webp(&[vp8()]);
    longer[4] += 1;
    assert_eq!(told(&longer, "webp"), Err(Wrong::CutOff));
}

#[test]
fn a_gif_moves_if_it_has_two_frames() {
    let head = Head { format: PictureFormat::Gif, ..HEAD };
    let times = gif_extension(0xFF, &[b"NETSCAPE2.0", &[1, 0, 0]]);
    assert_eq!(told(&gif(&[times.clone(), gif_frame()]), "gif"), Ok(head));
    assert_eq!(told(&gif(&[times, gif_frame(), gif_frame()]), "gif"), Ok(Head { moves: true, ..head }));
    let clear = gif_extension(0xF9, &[&[1, 0, 0, 0]]);
    assert_eq!(told(&gif(&[clear, gif_frame()]), "gif"), Ok(Head { alpha: true, ..head }));
    assert_eq!(told(&gif(&[]), "gif"), Err(Wrong::Broken("there are no pixels in it".to_owned())));
}

#[test]
fn an_avif_is_as_wide_as_browsers_show_it() {
    let head = Head { format: PictureFormat::Avif, ..HEAD };
    let alpha = iso_box(b"auxC", b"\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0");
    assert_eq!(told(&avif(None, &alpha, &[]), "avif"), Ok(Head { alpha: true, ..head }));
    assert_eq!(told(&avif(None, &iso_box(b"irot", &[2]), &[]), "avif"), Ok(head));
    let turned = told(&avif(None, &iso_box(b"irot", &[3]), &[]), "avif");
    assert_eq!(turned, Ok(Head { size: size(24, 40), ..head }));
}

#[test]
fn more_pixels_than_the_program_takes_are_refused() {
    let mut bytes = png(&[png_chunk(b"eXIf", &exif(b"MM", 0, 6))], &[]);
    bytes[16..24].copy_from_slice(&[0, 0, 0x27, 0x11, 0, 0, 0x27, 0x10]);
    assert_eq!(told(&bytes, "png"), Err(Wrong::TooLarge(size(10_000, 10_001))));
    bytes[19] = 0x10;
    assert_eq!(told(&bytes, "png").map(|head| head.size), Ok(size(10_000, 10_000)));
    bytes[16..24].fill(0xFF);
    assert_eq!(told(&bytes, "png"), Err(Wrong::TooLarge(size(u32::MAX, u32::MAX))));
}

#[test]
fn a_name_that_does_not_say_what_a_file_is_is_told() {
    assert_eq!(told(&png(&[], &[]), "jpg"), Err(Wrong::Other("PNG")));
    assert_eq!(told(&jpeg(&[]), "webp"), Err(Wrong::Other("JPEG")));
    assert_eq!(told(&avif(None, &[], &[]), "png"), Err(Wrong::Other("AVIF")));
    assert_eq!(told(b"<!doctype html><title>Log in</title>", "jpg"), Err(Wrong::Other("a web page")));
    assert_eq!(told(&[0; 64], "gif"), Err(Wrong::Broken("nothing known begins as it does".to_owned())));
    assert_eq!(told(b"", "png"), Err(Wrong::CutOff));
}

#[test]
fn files_of_other_endings_are_left_alone() {
    for ending in ["svg", "tiff", "JPG", ""] {
        assert_eq!(head(&mut Cursor::new(jpeg(&[])), ending).unwrap(), None);
    }
}

/// A file that counts what is read of it.
struct Counted(Cursor<Vec<u8>>, u64);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1 += count as u64;
        Ok(count)
    }
}

impl Seek for Counted {
    fn seek(&mut self, place: io::SeekFrom) -> io::Result<u64> {
        self.0.seek(place)
    }
}

#[test]
fn pixels_are_passed_over_unread() {
    let pixels = png_chunk(b"IDAT", &vec![0; 500_000]);
    let long = segment(0xE2, &[0; 60_000]);
    for (bytes, ending) in [
        (png(&[pixels.clone(), pixels], &[]), "png"),
        ([jpeg(&[long.clone(), long]), vec![0; 1_000_000]].concat(), "jpg"),
        (webp(&[vp8x(0), webp_chunk(b"ALPH", &vec![0; 999_999]), vp8l()]), "webp"),
        (avif(None, &[], &[iso_box(b"mdat", &vec![0; 1_000_000])]), "avif"),
    ] {
        let mut file = Counted(Cursor::new(bytes), 0);
        assert!(head(&mut file, ending).unwrap().unwrap().is_ok());
        assert!(file.1 < 20_000, "{ending}: {}", file.1);
    }
}
