//! Pictures as cameras and programs write them, made in memory, each with something in it that nobody shall read.

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image_webp::WebPEncoder;
use jpeg_encoder::{ColorType, Encoder};

/// A word that stands in everything private of a picture.
pub(crate) const SECRET: &str = "Secret-Harbor-Street-12";

/// A picture of four fields: red and green above, blue and yellow below; with a pattern, so that it does not press to nothing.
pub(crate) fn fields(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let grain = u8::try_from((x * 7 + y * 13 + x * y) % 32).unwrap();
            let field = match (x * 2 < width, y * 2 < height) {
                (true, true) => [220, grain, grain],
                (false, true) => [grain, 200, grain],
                (true, false) => [grain, grain, 220],
                (false, false) => [220, 200, grain],
            };
            pixels.extend_from_slice(&field);
        }
    }
    pixels
}

/// The Exif of a telephone: which way up, where, and who.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let degrees = |whole| {
        let part = |num| Rational { num, denom: 1 };
        Value::Rational(vec![part(whole), part(3), part(30)])
    };
    let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
    let fields = [
        field(Tag::Orientation, Value::Short(vec![orientation])),
        field(Tag::Make, text(SECRET)),
        field(Tag::GPSLatitudeRef, text("N")),
        field(Tag::GPSLatitude, degrees(42)),
        field(Tag::GPSLongitudeRef, text("W")),
        field(Tag::GPSLongitude, degrees(71)),
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = std::io::Cursor::new(Vec::new());
    writer.write(&mut out, false).unwrap();
    out.into_inner()
}

/// A JPEG of a telephone that was held so (an orientation of Exif); the size is that of its pixels as they are stored.
pub(crate) fn jpeg(width: u32, height: u32, orientation: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 90);
    encoder.add_exif_metadata(&exif(orientation)).unwrap();
    let xmp =
        format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><exif:GPSLatitude>{SECRET}</exif:GPSLatitude>");
    encoder.add_app_segment(1, xmp.into_bytes()).unwrap();
    encoder.add_app_segment(13, format!("Photoshop 3.0\0{SECRET}").into_bytes()).unwrap();
    let (width, height) = (u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
    encoder.encode(&fields(width.into(), height.into()), width, height, ColorType::Rgb).unwrap();
    // A comment behind the first marker; a film behind the end, as some telephones write it.
    let comment = SECRET.as_bytes();
    let mut segment = vec![0xff, 0xfe, 0, u8::try_from(comment.len() + 2).unwrap()];
    segment.extend_from_slice(comment);
    out.splice(2..2, segment);
    out.extend_from_slice(format!("....ftypmp42{SECRET}").as_bytes());
    out
}

/// A PNG of these pixels, of three or four bytes each, with its orientation, a text and a time.
pub(crate) fn png(pixels: &[u8], width: u32, height: u32, orientation: u16) -> Vec<u8> {
    let mut info = png::Info::with_size(width, height);
    info.bit_depth = png::BitDepth::Eight;
    let channels = pixels.len() / (width * height) as usize;
    info.color_type = if channels == 4 { png::ColorType::Rgba } else { png::ColorType::Rgb };
    info.exif_metadata = Some(exif(orientation).into());
    let mut out = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut out, info).unwrap();
    encoder.add_text_chunk("Comment".to_owned(), SECRET.to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    out
}

/// A drawing of few colours as PNG.
pub(crate) fn drawing(width: u32, height: u32) -> Vec<u8> {
    let pixel = |at: u32| if ((at % width) / 50).is_multiple_of(2) { [250, 250, 240] } else { [20, 90, 90] };
    let pixels: Vec<u8> = (0..width * height).flat_map(pixel).collect();
    png(&pixels, width, height, 1)
}

/// A drawing that is transparent on its right half.
pub(crate) fn half_transparent(width: u32, height: u32) -> Vec<u8> {
    let pixel = |at: u32| [20, 90, 90, if (at % width) * 2 < width { 255 } else { 0 }];
    let pixels: Vec<u8> = (0..width * height).flat_map(pixel).collect();
    png(&pixels, width, height, 1)
}

/// A WebP with its orientation.
pub(crate) fn webp(width: u32, height: u32, orientation: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = WebPEncoder::new(&mut out);
    encoder.set_exif_metadata(exif(orientation));
    encoder.set_xmp_metadata(SECRET.as_bytes().to_vec());
    encoder.encode(&fields(width, height), width, height, image_webp::ColorType::Rgb8).unwrap();
    out
}

/// A GIF of one pixel with a comment.
pub(crate) fn gif() -> Vec<u8> {
    let mut out = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0".to_vec();
    out.extend_from_slice(b"\x21\xfe");
    out.push(u8::try_from(SECRET.len()).unwrap());
    out.extend_from_slice(SECRET.as_bytes());
    out.push(0);
    out.extend_from_slice(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b");
    out
}

/// A small picture by the ending of its name; nothing for a name of something else.
pub(crate) fn by_name(name: &str) -> Option<Vec<u8>> {
    Some(match name.rsplit('.').next()? {
        "jpg" => jpeg(60, 40, 1),
        "png" => png(&fields(60, 40), 60, 40, 1),
        "webp" => webp(60, 40, 1),
        "gif" => gif(),
        _ => return None,
    })
}

/// A picture as somebody sees it who only looks: its size, and the colours of its four fields.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) fields: [&'static str; 4],
}

/// Decodes a JPEG or PNG and looks.
pub(crate) fn look(bytes: &[u8]) -> Seen {
    let (width, height, channels, pixels) = if bytes.starts_with(b"\x89PNG") {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        (frame.width, frame.height, frame.color_type.samples(), pixels)
    } else if bytes.starts_with(b"RIFF") {
        let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(bytes)).unwrap();
        let (width, height) = decoder.dimensions();
        let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut pixels).unwrap();
        (width, height, if decoder.has_alpha() { 4 } else { 3 }, pixels)
    } else {
        let mut decoder = jpeg_decoder::Decoder::new(bytes);
        let pixels = decoder.decode().unwrap();
        let info = decoder.info().unwrap();
        (info.width.into(), info.height.into(), info.pixel_format.pixel_bytes(), pixels)
    };
    let colour = |x: u32, y: u32| {
        let at = (y * width + x) as usize * channels;
        match [pixels[at] > 128, pixels[at + 1] > 128, pixels[at + 2] > 128] {
            [true, false, false] => "red",
            [false, true, false] => "green",
            [false, false, true] => "blue",
            [true, true, false] => "yellow",
            _ => "other",
        }
    };
    let (left, right, top, bottom) = (width / 4, width * 3 / 4, height / 4, height * 3 / 4);
    let fields = [colour(left, top), colour(right, top), colour(left, bottom), colour(right, bottom)];
    Seen { width, height, fields }
}

/// The four fields as they stand upright where a picture was stored in this orientation.
pub(crate) fn upright(orientation: u16) -> [&'static str; 4] {
    match orientation {
        2 => ["green", "red", "yellow", "blue"],
        3 => ["yellow", "blue", "green", "red"],
        4 => ["blue", "yellow", "red", "green"],
        5 => ["red", "blue", "green", "yellow"],
        6 => ["blue", "red", "yellow", "green"],
        7 => ["yellow", "green", "blue", "red"],
        8 => ["green", "yellow", "red", "blue"],
        _ => ["red", "green", "blue", "yellow"],
    }
}
