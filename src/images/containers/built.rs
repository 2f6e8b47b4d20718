//! Pictures built for tests: real ones of the program's encoders, with parts put in where cameras put them.

use std::io::Cursor;

use crate::images::PictureFormat;

/// What stands in all places that are private.
pub(in crate::images) const SECRET: &[u8] = b"52 31 12 N, 13 24 18 E";

pub(in crate::images) const FORMATS: [PictureFormat; 5] =
    [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::Webp, PictureFormat::Gif, PictureFormat::Avif];

/// Width and height of all that encoders make here.
const SIDES: (u16, u16) = (40, 24);

fn dots() -> Vec<u8> {
    (0..u32::from(SIDES.0) * u32::from(SIDES.1) * 3).map(|at| (at * at / 7 % 251) as u8).collect()
}

/// The first list of Exif, with other tags before the orientation.
pub(in crate::images) fn exif(order: &[u8; 2], others: u16, orientation: u16) -> Vec<u8> {
    let is_big = order == b"MM";
    let short = |number: u16| if is_big { number.to_be_bytes() } else { number.to_le_bytes() };
    let long = |number: u32| if is_big { number.to_be_bytes() } else { number.to_le_bytes() };
    let tag =
        |name: u16, value: u16| [&short(name)[..], &short(3), &long(1), &short(value), &[0, 0]].concat();
    let mut exif = [&order[..], &short(42), &long(8), &short(others + 1)].concat();
    (0..others).for_each(|name| exif.extend(tag(name, 6)));
    exif.extend(tag(0x0112, orientation));
    exif.extend(long(0));
    exif.extend(SECRET);
    exif
}

/// A colour profile of this name, of version 2 or 4.
pub(in crate::images) fn profile(kind: &[u8; 4], name: &str) -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[16..20].copy_from_slice(b"RGB ");
    profile.extend(1_u32.to_be_bytes());
    profile.extend([&b"desc"[..], &144_u32.to_be_bytes(), &100_u32.to_be_bytes()].concat());
    profile.extend([&kind[..], &[0; 4]].concat());
    let length = name.len() as u32;
    if kind == b"desc" {
        profile.extend([&length.to_be_bytes(), name.as_bytes()].concat());
    } else {
        let head = [1, 12, u32::from_be_bytes(*b"enUS"), length * 2, 28];
        head.iter().for_each(|number| profile.extend(number.to_be_bytes()));
        name.encode_utf16().for_each(|unit| profile.extend(unit.to_be_bytes()));
    }
    profile
}

/// A progressive JPEG with these segments at its beginning.
pub(in crate::images) fn jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.set_progressive(true);
    encoder.set_restart_interval(2);
    encoder.encode(&dots(), SIDES.0, SIDES.1, jpeg_encoder::ColorType::Rgb).unwrap();
    [&bytes[..2], &segments.concat(), &bytes[2..]].concat()
}

pub(in crate::images) fn segment(marker: u8, text: &[u8]) -> Vec<u8> {
    [&[0xFF, marker], &(text.len() as u16 + 2).to_be_bytes()[..], text].concat()
}

/// A PNG with these chunks before and behind its pixels.
pub(in crate::images) fn png(before: &[Vec<u8>], behind: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIDES.0.into(), SIDES.1.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&dots()).unwrap();
    let (start, end) = (33, bytes.len() - 12);
    [&bytes[..start], &before.concat(), &bytes[start..end], &behind.concat(), &bytes[end..]].concat()
}

pub(in crate::images) fn moving_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIDES.0.into(), SIDES.1.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&dots()).unwrap();
    writer.write_image_data(&dots()).unwrap();
    writer.finish().unwrap();
    bytes
}

pub(in crate::images) fn png_chunk(name: &[u8; 4], text: &[u8]) -> Vec<u8> {
    let named = [name, text].concat();
    let sum = named.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    });
    [&(text.len() as u32).to_be_bytes()[..], &named, &(!sum).to_be_bytes()].concat()
}

/// A WebP of these chunks.
pub(in crate::images) fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let chunks = chunks.concat();
    [b"RIFF", &(chunks.len() as u32 + 4).to_le_bytes(), &b"WEBP"[..], &chunks].concat()
}

pub(in crate::images) fn webp_chunk(name: &[u8; 4], text: &[u8]) -> Vec<u8> {
    [name, &(text.len() as u32).to_le_bytes()[..], text, &[0][..text.len() % 2]].concat()
}

/// The chunk `VP8X` with these flags.
pub(in crate::images) fn vp8x(flags: u8) -> Vec<u8> {
    webp_chunk(b"VP8X", &[flags, 0, 0, 0, SIDES.0 as u8 - 1, 0, 0, SIDES.1 as u8 - 1, 0, 0])
}

/// The chunk of pixels without loss.
pub(in crate::images) fn vp8l() -> Vec<u8> {
    let mut bytes = Vec::new();
    image_webp::WebPEncoder::new(&mut bytes)
        .encode(&dots(), SIDES.0.into(), SIDES.1.into(), image_webp::ColorType::Rgb8)
        .unwrap();
    bytes.split_off(12)
}

/// The head of a chunk of pixels with loss.
pub(in crate::images) fn vp8() -> Vec<u8> {
    webp_chunk(b"VP8 ", &[0x10, 0, 0, 0x9D, 0x01, 0x2A, SIDES.0 as u8, 0x40, SIDES.1 as u8, 0x80, 0, 0])
}

/// A GIF of 40 × 24 with these blocks.
pub(in crate::images) fn gif(blocks: &[Vec<u8>]) -> Vec<u8> {
    [&b"GIF89a\x28\0\x18\0\x80\0\0\0\0\0\xFF\xFF\xFF"[..], &blocks.concat(), &[0x3B]].concat()
}

/// A frame of one dot.
pub(in crate::images) fn gif_frame() -> Vec<u8> {
    vec![0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0]
}

pub(in crate::images) fn gif_extension(label: u8, pieces: &[&[u8]]) -> Vec<u8> {
    let mut extension = vec![0x21, label];
    for piece in pieces {
        extension.push(piece.len() as u8);
        extension.extend(*piece);
    }
    extension.push(0);
    extension
}

pub(in crate::images) fn iso_box(name: &[u8; 4], text: &[u8]) -> Vec<u8> {
    [&(text.len() as u32 + 8).to_be_bytes(), &name[..], text].concat()
}

/// An AVIF with one more item and property, and these boxes between its list and its pixels.
pub(in crate::images) fn avif(
    item: Option<(&[u8; 4], &[u8])>,
    property: &[u8],
    boxes: &[Vec<u8>],
) -> Vec<u8> {
    let entry = |kind: &[u8; 4], text: &[u8]| {
        iso_box(b"infe", &[&[2, 0, 0, 0, 0, 1, 0, 0], &kind[..], b"\0", text].concat())
    };
    let mut items = vec![0, 0, 0, 0, 0, 1 + u8::from(item.is_some())];
    items.extend(entry(b"av01", b""));
    items.extend(item.map(|(kind, text)| entry(kind, text)).unwrap_or_default());
    let size = iso_box(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 24]);
    let properties = iso_box(b"iprp", &iso_box(b"ipco", &[&size, property].concat()));
    let list = [&[0; 4][..], &iso_box(b"iinf", &items), &properties].concat();
    let start = iso_box(b"ftyp", b"avif\0\0\0\0avifmif1miaf");
    let pixels = iso_box(b"mdat", &dots()[..100]);
    [start, iso_box(b"meta", &list), boxes.concat(), pixels].concat()
}

/// A picture of this format with a secret in each place where such things stand.
pub(in crate::images) fn private(format: PictureFormat) -> Vec<u8> {
    match format {
        PictureFormat::Jpeg => private_jpeg(),
        PictureFormat::Png => {
            let chunk = |name| png_chunk(name, SECRET);
            let turn = png_chunk(b"eXIf", &exif(b"II", 3, 6));
            let before = [chunk(b"tEXt"), chunk(b"zTXt"), chunk(b"prVt"), png_chunk(b"pHYs", &[0; 9])];
            let behind = [chunk(b"iTXt"), turn, chunk(b"tIME"), chunk(b"caBX")];
            [png(&before, &behind), SECRET.to_vec()].concat()
        }
        PictureFormat::Webp => {
            let secret = |name| webp_chunk(name, SECRET);
            let exif = webp_chunk(b"EXIF", &exif(b"MM", 0, 8));
            let chunks =
                [vp8x(0x2C), secret(b"WHAT"), webp_chunk(b"ICCP", b"odd"), vp8l(), exif, secret(b"XMP ")];
            [webp(&chunks), SECRET.to_vec()].concat()
        }
        PictureFormat::Gif => {
            let xmp = gif_extension(0xFF, &[b"XMP DataXMP", SECRET]);
            let times = gif_extension(0xFF, &[b"NETSCAPE2.0", &[1, 0, 0], SECRET]);
            let comment = gif_extension(0xFE, &[SECRET, SECRET]);
            let text = gif_extension(0x01, &[&[0; 12], SECRET]);
            let control = gif_extension(0xF9, &[&[4, 10, 0, 0]]);
            let blocks = [times, xmp, control, comment, gif_frame(), text, gif_frame()];
            [gif(&blocks), SECRET.to_vec()].concat()
        }
        PictureFormat::Avif => {
            let secret = |name| iso_box(name, SECRET);
            let track = iso_box(b"moov", &iso_box(b"trak", &[secret(b"udta"), secret(b"meta")].concat()));
            let boxes =
                ["free", "skip", "uuid", "mpvd"].map(|name| secret(name.as_bytes().first_chunk().unwrap()));
            avif(None, &secret(b"udes"), &[boxes.concat(), track])
        }
    }
}

fn private_jpeg() -> Vec<u8> {
    let thumbnail = [b"JFIF\0\x01\x01\0\0\x01\0\x01\x04\x02", SECRET].concat();
    let segments = [
        segment(0xE0, &thumbnail),
        segment(0xE0, &[b"JFXX\0\x10", SECRET].concat()),
        segment(0xE1, &[b"Exif\0\0", &exif(b"MM", 2, 6)[..]].concat()),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat()),
        segment(0xE2, &[b"MPF\0", SECRET].concat()),
        segment(0xED, &[b"Photoshop 3.0\0", SECRET].concat()),
        segment(0xEE, &[b"Adobe\0\x64\0\0\0\0\x01", SECRET].concat()),
        segment(0xFE, SECRET),
        SECRET.to_vec(),
    ];
    let plain = jpeg(&segments);
    // One between two scans too, and a whole other picture behind the end.
    let scan = plain.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).unwrap();
    [&plain[..scan], &segment(0xE5, SECRET), &plain[scan..], &jpeg(&[segment(0xFE, SECRET)])].concat()
}

/// The colours of a picture that a decoder of the program reads.
pub(in crate::images) fn decoded(bytes: &[u8], format: PictureFormat) -> Vec<u8> {
    match format {
        PictureFormat::Jpeg => jpeg_decoder::Decoder::new(bytes).decode().unwrap(),
        PictureFormat::Png => {
            let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
            let mut colours = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut colours).unwrap();
            colours
        }
        PictureFormat::Webp => {
            let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).unwrap();
            let mut colours = vec![0; decoder.output_buffer_size().unwrap()];
            decoder.read_image(&mut colours).unwrap();
            colours
        }
        PictureFormat::Gif | PictureFormat::Avif => unreachable!("the program decodes neither"),
    }
}
