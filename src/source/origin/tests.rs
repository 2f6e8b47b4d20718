//! What files of every kind tell, built byte by byte; and that damaged ones end nothing.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;

const BERLIN: &str = "52.5° N, 13.4° E";
const WRITTEN: &[u8] = b"+52.5200+013.4050/";
const PACKET: &[u8] = b"<x exif:GPSLatitude=\"52,31.2N\" exif:GPSLongitude=\"13,24.3E\"/>";

/// What a file tells, in words.
fn told(bytes: &[u8]) -> String {
    match read(&mut Cursor::new(bytes)).unwrap() {
        Some(Origin::At(place)) => place.to_string(),
        Some(other) => format!("{other:?}"),
        None => String::new(),
    }
}

fn boxed(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len() + 8).unwrap();
    [&size.to_be_bytes(), kind, content].concat()
}

/// A box with a size of 64 bits.
fn long_box(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let size = content.len() as u64 + 16;
    [&[0, 0, 0, 1], kind, &size.to_be_bytes(), content].concat()
}

fn ftyp() -> Vec<u8> {
    boxed(b"ftyp", b"isom\0\0\x02\0isomiso2")
}

/// An MP4 with these boxes in its `moov`.
fn film(boxes: &[u8]) -> Vec<u8> {
    [ftyp(), boxed(b"moov", &[&boxed(b"mvhd", &[0; 100]), boxes].concat())].concat()
}

fn xyz() -> Vec<u8> {
    boxed(b"\xA9xyz", &[&[0, 18, 0x15, 0xC7], WRITTEN].concat())
}

fn user_data() -> Vec<u8> {
    boxed(b"udta", &xyz())
}

fn loci() -> Vec<u8> {
    let (east, north) = ((13.405_f64 * 65536.0) as i32, (52.52_f64 * 65536.0) as i32);
    boxed(
        b"loci",
        &[&b"\0\0\0\0\x15\xC7\0\0"[..], &east.to_be_bytes(), &north.to_be_bytes(), &[0; 4], b"earth\0\0"]
            .concat(),
    )
}

/// Metadata of one key, with the version that the standard asks for or without.
fn metadata(key: &[u8], version: &[u8]) -> Vec<u8> {
    let keys = boxed(b"keys", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &boxed(b"mdta", key)].concat());
    let value = boxed(b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0][..], WRITTEN].concat());
    let list = boxed(b"ilst", &boxed(&[0, 0, 0, 1], &value));
    boxed(b"meta", &[version, &boxed(b"hdlr", &[0; 24]), &keys, &list].concat())
}

fn xmp_box() -> Vec<u8> {
    let id = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];
    boxed(b"uuid", &[&id[..], PACKET].concat())
}

/// The description of samples of this format.
fn track(format: &[u8], words: &[u8]) -> Vec<u8> {
    let entry = boxed(format, &[&[0; 8], words].concat());
    let table = boxed(b"stbl", &boxed(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &entry].concat()));
    boxed(b"trak", &boxed(b"mdia", &boxed(b"minf", &table)))
}

/// A TIFF with a directory of GPS, or of Exif alone.
fn tiff(entries: &[(u16, [u8; 4])], gps: bool) -> Vec<u8> {
    let mut bytes = b"MM\0*\0\0\0\x08".to_vec();
    let entry = |tag: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &[0, 4], &count.to_be_bytes(), &value].concat()
    };
    bytes.extend(u16::try_from(entries.len()).unwrap().to_be_bytes());
    entries.iter().for_each(|(tag, value)| bytes.extend(entry(*tag, 1, *value)));
    bytes.extend([0; 4]);
    if gps {
        let at = u32::try_from(bytes.len() + 2 + 4 * 12 + 4).unwrap();
        bytes.extend([0, 4]);
        bytes.extend(entry(1, 2, *b"N\0\0\0"));
        bytes.extend(entry(2, 3, at.to_be_bytes()));
        bytes.extend(entry(3, 2, *b"E\0\0\0"));
        bytes.extend(entry(4, 3, (at + 24).to_be_bytes()));
        bytes.extend([0; 4]);
        for (over, under) in [(52, 1), (312, 10), (0, 0), (13, 1), (24, 1), (18, 1)] {
            bytes.extend([u32::to_be_bytes(over), u32::to_be_bytes(under)].concat());
        }
    }
    bytes
}

fn with_gps() -> Vec<u8> {
    tiff(&[(0x8825, [0, 0, 0, 26])], true)
}

fn with_exif() -> Vec<u8> {
    tiff(&[(0x8769, [0, 0, 0, 26])], false)
}

/// A HEIC with an item of this type, which stands behind its boxes.
fn photograph(kind: &[u8], behind: &[u8], content: &[u8]) -> Vec<u8> {
    let entry = boxed(b"infe", &[&[2, 0, 0, 0, 0, 7, 0, 0][..], kind, behind].concat());
    let kinds = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &entry].concat());
    let meta = |at: u32| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        let place = [&[0, 0, 0, 0, 0x44, 0, 0, 1, 0, 7, 0, 0, 0, 1][..], &at.to_be_bytes(), &length].concat();
        boxed(b"meta", &[&[0; 4][..], &kinds, &boxed(b"iloc", &place)].concat())
    };
    let start = [ftyp(), meta(0)].concat().len() + 8;
    [ftyp(), meta(u32::try_from(start).unwrap()), boxed(b"mdat", content)].concat()
}

/// A Photoshop document with a resource.
fn document(id: u16, content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len()).unwrap().to_be_bytes();
    let first = [&b"8BIM"[..], &[3, 0xED], b"\x01a", &[0, 0, 0, 1, 9, 0]].concat();
    let resource = [b"8BIM", &id.to_be_bytes()[..], &[0, 0], &size, content].concat();
    let all = [first, resource].concat();
    [&b"8BPS\0\x01"[..], &[0; 20], &[0; 4], &u32::try_from(all.len()).unwrap().to_be_bytes(), &all].concat()
}

fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    [
        id,
        &[0x10 | (content.len() >> 24) as u8],
        &u32::try_from(content.len()).unwrap().to_be_bytes()[1..],
        content,
    ]
    .concat()
}

fn tag(name: &[u8], said: &[u8]) -> Vec<u8> {
    let simple = [element(&[0x45, 0xA3], name), element(&[0x44, 0x87], said)].concat();
    element(&[0x12, 0x54, 0xC3, 0x67], &element(&[0x73, 0x73], &element(&[0x67, 0xC8], &simple)))
}

/// A WebM with a cluster, and what stands behind it.
fn webm(behind: &[u8]) -> Vec<u8> {
    let cluster = element(&[0x1F, 0x43, 0xB6, 0x75], &[7; 300]);
    let inside = [&cluster[..], behind].concat();
    [element(&[0x1A, 0x45, 0xDF, 0xA3], b"\x42\x82\x84webm"), element(&[0x18, 0x53, 0x80, 0x67], &inside)]
        .concat()
}

/// A live WebM: nobody wrote down how long its segment and its cluster are.
fn live_webm(behind: &[u8]) -> Vec<u8> {
    let unknown = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    let segment = [&[0x18, 0x53, 0x80, 0x67], &unknown[..]].concat();
    let cluster = [&[0x1F, 0x43, 0xB6, 0x75], &unknown[..], &element(&[0xA3], &[1, 2, 3])].concat();
    [&element(&[0x1A, 0x45, 0xDF, 0xA3], b""), &segment[..], &cluster, behind].concat()
}

/// Files that tell the place.
fn with_places() -> Vec<(&'static str, Vec<u8>)> {
    let mdat = boxed(b"mdat", &[1; 500]);
    let behind = film(&user_data());
    let fragments = [boxed(b"moof", &[0; 40]), mdat.clone()].concat().repeat(20);
    vec![
        ("QuickTime's user data", film(&user_data())),
        ("user data of a track", film(&boxed(b"trak", &user_data()))),
        ("3GP", film(&boxed(b"udta", &loci()))),
        ("a key of Apple", film(&metadata(b"com.apple.quicktime.location.ISO6709", &[]))),
        ("a key in metadata with a version", film(&metadata(b"location-eng", &[0; 4]))),
        (
            "iTunes",
            film(&boxed(
                b"udta",
                &boxed(
                    b"meta",
                    &[
                        &[0; 4][..],
                        &boxed(b"ilst", &boxed(b"\xA9xyz", &boxed(b"data", &[&[0; 8], WRITTEN].concat()))),
                    ]
                    .concat(),
                ),
            )),
        ),
        ("XMP", [film(&[]), xmp_box()].concat()),
        ("behind the film", [ftyp(), mdat.clone(), behind[ftyp().len()..].to_vec()].concat()),
        (
            "behind a long box",
            [ftyp(), long_box(b"mdat", &[1; 500]), behind[ftyp().len()..].to_vec()].concat(),
        ),
        ("in a long box", [ftyp(), long_box(b"moov", &user_data())].concat()),
        ("in a box up to the end", [&ftyp(), &[0, 0, 0, 0][..], b"moov", &user_data()].concat()),
        ("fragments", [film(&user_data()), fragments.clone()].concat()),
        ("behind fragments", [film(&[]), fragments, xmp_box()].concat()),
        ("QuickTime without ftyp", [boxed(b"wide", &[]), mdat, boxed(b"moov", &user_data())].concat()),
        ("WebM", webm(&tag(b"LOCATION", WRITTEN))),
        ("Matroska", webm(&tag(b"location-eng", WRITTEN))),
        ("a live WebM", live_webm(&tag(b"LOCATION", WRITTEN))),
        ("TIFF", with_gps()),
        ("HEIC", photograph(b"Exif", b"\0", &[&[0; 4][..], &with_gps()].concat())),
        ("HEIC with XMP", photograph(b"mime", b"\0application/rdf+xml\0", PACKET)),
        (
            "JPEG XL",
            [&[0, 0, 0, 12][..], b"JXL \r\n\x87\n", &boxed(b"Exif", &[&[0; 4][..], &with_gps()].concat())]
                .concat(),
        ),
        ("PSD", document(1058, &with_gps())),
        ("PSD with XMP", document(1060, PACKET)),
        ("PDF", [b"%PDF-1.7\n", PACKET].concat()),
        ("a long PDF", [b"%PDF-1.7\n", &[b' '; 3_000_000][..], PACKET, b"\n%%EOF"].concat()),
    ]
}

#[test]
fn a_place_is_found_wherever_it_stands() {
    for (what, bytes) in with_places() {
        assert_eq!(told(&bytes), BERLIN, "{what}");
    }
}

#[test]
fn what_tells_less_or_nothing_is_told_so() {
    for (bytes, wanted) in [
        (film(&track(b"gpmd", b"")), "Somewhere"),
        (film(&track(b"mebx", b"com.apple.quicktime.location.ISO6709")), "Somewhere"),
        (webm(&tag(b"RECORDING_LOCATION", b"DE, Berlin")), "Somewhere"),
        (
            film(&boxed(b"udta", &boxed(b"loci", b"\0\0\0\0\x15\xC7Berlin\0\0\0\0\0\0\0\0\0\0\0\0\0\0"))),
            "Somewhere",
        ),
        (with_exif(), "Camera"),
        (photograph(b"Exif", b"\0", &[&[0, 0, 0, 2, 9, 9][..], &with_exif()].concat()), "Camera"),
        (document(1058, &with_exif()), "Camera"),
        (b"FUJIFILMCCD-RAW 0201".to_vec(), "Camera"),
        (film(&track(b"mebx", b"com.apple.quicktime.detected-face")), ""),
        (film(&metadata(b"com.apple.quicktime.location.accuracy.horizontal", &[])), ""),
        (film(&boxed(b"udta", &boxed(b"\xA9xyz", b"\0\x12\x15\xC7+00.0000+000.0000/"))), ""),
        (webm(&tag(b"TITLE", WRITTEN)), ""),
        (webm(&tag(b"LOCATION", b"")), ""),
        (tiff(&[(256, [0, 0, 0, 1])], false), ""),
        (photograph(b"hvc1", b"\0", &with_gps()), ""),
        (film(&[]), ""),
        (Vec::new(), ""),
    ] {
        assert_eq!(told(&bytes), wanted, "{bytes:?}");
    }
}

/// A film with four gigabytes between its beginning and its end, which says how much of it was read.
struct Long {
    start: Vec<u8>,
    end: Vec<u8>,
    at: u64,
    read: usize,
}

const BETWEEN: u64 = 1 << 32;

impl Read for Long {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let behind = self.start.len() as u64 + BETWEEN;
        let rest: &[u8] = match usize::try_from(self.at) {
            Ok(at) if at < self.start.len() => &self.start[at..],
            _ if self.at < behind => &[0; 64],
            _ => self.end.get((self.at - behind) as usize..).unwrap_or_default(),
        };
        let taken = rest.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&rest[..taken]);
        self.at += taken as u64;
        self.read += taken;
        Ok(taken)
    }
}

impl Seek for Long {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(_) => self.start.len() as u64 + BETWEEN + self.end.len() as u64,
            SeekFrom::Current(_) => self.at,
        };
        Ok(self.at)
    }
}

#[test]
fn a_long_film_costs_no_more_than_a_short_one() {
    let size = (BETWEEN + 16).to_be_bytes();
    let start = [&ftyp(), &[0, 0, 0, 1][..], b"mdat", &size].concat();
    let mut film = Long { start, end: boxed(b"moov", &user_data()), at: 0, read: 0 };
    assert!(matches!(read(&mut film).unwrap(), Some(Origin::At(_))));
    assert!(film.read < 1000, "{} bytes were read", film.read);
}

#[test]
fn boxes_without_end_end() {
    // A box in itself by its size, more boxes than are looked at, more levels, and pieces of items without a length.
    let empty = boxed(b"free", &[]).repeat(200_000);
    let mut deep = xyz();
    for _ in 0..5000 {
        deep = boxed(b"udta", &deep);
    }
    let pieces =
        [&[1, 0, 0, 0, 0, 0][..], &[0xFF; 2], &[0, 7, 0, 0, 0, 0, 0xFF, 0xFF].repeat(100_000)].concat();
    let kinds =
        boxed(b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &boxed(b"infe", b"\x02\0\0\0\0\x07\0\0Exif\0")].concat());
    let items = boxed(b"meta", &[&[0; 4][..], &kinds, &boxed(b"iloc", &pieces)].concat());
    for end in
        [&b"\0\0\0\x01moov\0\0\0\0\0\0\0\0"[..], &[0, 0, 0, 7, b'm', b'o', b'o', b'v'], &empty, &deep, &items]
    {
        assert_eq!(told(&[&ftyp(), end].concat()), "");
    }
    assert_eq!(told(&webm(&element(&[0xEC], &[]).repeat(200_000))), "");
}

#[test]
fn a_file_that_is_cut_short_ends_nothing() {
    for (_, bytes) in with_places() {
        for end in 0..bytes.len().min(2000) {
            told(&bytes[..end]);
        }
    }
}

proptest! {
    #[test]
    fn a_damaged_file_ends_nothing(
        which in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![Just(0), Just(1), Just(0x7F), Just(0xFF), any::<u8>()]), 1..12),
    ) {
        let all = with_places();
        let mut bytes = which.get(&all[..all.len() - 1]).1.clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        told(&bytes);
    }

    #[test]
    fn no_bytes_end_anything(
        start in prop::sample::select(vec![
            &b"\0\0\0\x14ftyp"[..], b"\x1A\x45\xDF\xA3", b"II*\0", b"MM\0*", b"8BPS", b"%PDF", b"",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        told(&[start, &rest].concat());
    }
}
