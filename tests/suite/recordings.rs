//! Files that tell where they were taken, and pictures that are too heavy to go on line as they are.

use std::fs;
use std::path::Path;

use crate::clinic::{Clinic, clinicsite};

fn boxed(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len() + 8).unwrap();
    [&size.to_be_bytes(), kind, content].concat()
}

/// The frame of an MP4, with this place in its user data; without user data where there is none.
pub(crate) fn video(place: &str) -> Vec<u8> {
    let length = u16::try_from(place.len()).unwrap().to_be_bytes();
    let place = boxed(b"\xA9xyz", &[&length, &[0x15, 0xC7], place.as_bytes()].concat());
    let told = if place.len() > 12 { boxed(b"udta", &place) } else { Vec::new() };
    let film = boxed(b"moov", &[boxed(b"mvhd", &[0; 100]), told].concat());
    [boxed(b"ftyp", b"isom\0\0\x02\0isom"), boxed(b"mdat", &[0; 500]), film].concat()
}

/// A drawing of about so many bytes.
pub(crate) fn drawing(bytes: usize) -> Vec<u8> {
    let path = "L1 1".repeat(bytes / 4);
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0{path}\"/></svg>")
        .into()
}

/// A TIFF with a directory of Exif.
fn scan() -> Vec<u8> {
    let entry = [0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26];
    [&b"MM\0*\0\0\0\x08\0\x01"[..], &entry, &[0; 10]].concat()
}

const BERLIN: &str = "+52.5200+013.4050+034/";

/// What `check` tells of one rule, in a clinic with these files of bytes.
fn told(clinic: &Clinic, files: &[(&str, &[u8])], rule: &str) -> Vec<String> {
    let folder = clinic.lay();
    files.iter().for_each(|(path, bytes)| write(folder.path(), path, bytes));
    let ran = clinicsite(folder.path(), &["check", "--as-of", "2026-12-01"]);
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let tag = format!("[{rule}]");
    said.split("\n\n").filter(|one| one.contains(&tag)).map(str::to_owned).collect()
}

fn write(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_video_that_holds_its_place_is_told_where_the_page_shows_it() {
    let clinic = Clinic::new().page("content/_index.md", "", "Welcome.\n\n![A talk](/talk.mp4)");
    let found = told(&clinic, &[("static/talk.mp4", &video(BERLIN))], "W06");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("`talk.mp4` tells where it was taken: 52.5° N, 13.4° E"), "{}", found[0]);
    assert!(found[0].contains("content/_index.md:8:1"), "{}", found[0]);
    assert!(found[0].contains("ffmpeg -i talk.mp4 -map_metadata -1 -c copy talk-clean.mp4"), "{}", found[0]);
    assert!(!found[0].contains("13.40"), "no finer than a town: {}", found[0]);
    assert!(told(&clinic, &[("static/talk.mp4", &video(""))], "W06").is_empty());
}

#[test]
fn a_recording_is_told_by_any_use_or_by_itself_and_only_where_it_goes_on_line() {
    let clinic =
        Clinic::new().page("content/_index.md", "", "Welcome.\n\n<video src=\"a.mov\"></video> [b](b.mp4)");
    let bytes = video(BERLIN);
    let files: Vec<(&str, &[u8])> =
        ["content/a.mov", "content/b.mp4", "content/c.mp4", "static/d.m4a", "static/e"]
            .into_iter()
            .map(|path| (path, bytes.as_slice()))
            .collect();
    let found = told(&clinic, &files, "W06").join("\n");
    for (name, place) in [("b.mp4", "content/_index.md:8:"), ("d.m4a", "static/d.m4a"), ("e", "static/e")] {
        let own = found.split("warning[W06]").find(|one| one.contains(&format!("`{name}` tells")));
        assert!(own.is_some_and(|own| own.contains(place)), "{name}: {found}");
    }
    assert!(!found.contains("c.mp4"), "nothing refers to it, so it is left out: {found}");
}

#[test]
fn a_picture_that_cannot_be_cleaned_is_told_by_its_exif() {
    let clinic = Clinic::new().page("content/_index.md", "", "Welcome.\n\n[The scan](/scan.tif)");
    let found = told(&clinic, &[("static/scan.tif", &scan())], "W06").join("\n");
    assert!(found.contains("`scan.tif` tells with which camera it was taken"), "{found}");
    assert!(found.contains("content/_index.md:8:1") && found.contains("export it as JPEG"), "{found}");
}

#[test]
fn a_page_may_ignore_that_its_video_tells_its_place() {
    let clinic = |keys| Clinic::new().page("content/_index.md", keys, "![A talk](/talk.mp4)");
    let ignored = "ignore = [{ rule = \"W06\", reason = \"the place is the clinic\" }]";
    let files: &[(&str, &[u8])] = &[("static/talk.mp4", &video(BERLIN))];
    assert_eq!(told(&clinic(""), files, "W06").len(), 1);
    assert!(told(&clinic(ignored), files, "W06").is_empty());
}

#[test]
fn a_heavy_drawing_is_told_where_it_is_shown_and_not_where_it_is_linked() {
    let drawing = drawing(400_000);
    let files: &[(&str, &[u8])] = &[("static/foot.svg", &drawing)];
    let on_page = |words: &str| told(&Clinic::new().page("content/_index.md", "", words), files, "W04");
    for shown in ["![A foot](/foot.svg)", "<img src=\"/foot.svg\" alt=\"A foot\">"] {
        let found = on_page(shown).join("\n");
        assert!(
            found.contains("`foot.svg` goes on line as it is, with 400 kB")
                && found.contains("content/_index.md:6:"),
            "{found}"
        );
    }
    assert_eq!(on_page("[A foot](/foot.svg)"), Vec::<String>::new());
    let by_style = Clinic::new().file("static/extra.css", "body { background: url(/foot.svg) }");
    let found = told(&by_style, files, "W04").join("\n");
    assert!(found.contains("static/foot.svg"), "{found}");
    let light = self::drawing(200_000);
    let clinic = Clinic::new().page("content/_index.md", "", "![A foot](/foot.svg)");
    assert_eq!(told(&clinic, &[("static/foot.svg", &light)], "W04"), Vec::<String>::new());
}

/// A GIF of so many pictures, one behind the other.
fn moving(pictures: usize) -> Vec<u8> {
    let screen = [1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0];
    let picture = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
    [&b"GIF89a"[..], &screen, &picture.repeat(pictures), &[0x3B]].concat()
}

#[test]
fn a_heavy_picture_that_moves_is_told_with_what_is_lighter() {
    let clinic = Clinic::new().page("content/_index.md", "", "![A foot](foot.gif)");
    let found = told(&clinic, &[("content/foot.gif", &moving(30_000))], "W04").join("\n");
    assert!(found.contains("`foot.gif` goes on line as it is, with 450 kB"), "{found}");
    assert!(found.contains("content/_index.md:6:1") && found.contains("save it as MP4"), "{found}");
    assert_eq!(told(&clinic, &[("content/foot.gif", &moving(10_000))], "W04"), Vec::<String>::new());
}

/// Dots that press to nothing.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let mut seed = 1_u32;
    let mut dot = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed.to_be_bytes()[0]
    };
    let pixels: Vec<u8> = (0..width * height * 3).map(|_| dot()).collect();
    crate::photo::png(&pixels, width, height, 1)
}

#[test]
fn a_heavy_photograph_is_told_only_where_it_is_shown_whole() {
    let photo = photograph(700, 700);
    assert!(photo.len() > 1_100_000, "{}", photo.len());
    let files: &[(&str, &[u8])] = &[("static/stairs.png", &photo)];
    let home = |words: &str| Clinic::new().page("content/_index.md", "", words);
    for (clinic, wanted) in [
        (home("![Stairs](/stairs.png)"), 0),
        (home("<img src=\"/stairs.png\" alt=\"Stairs\">"), 0),
        (home("[Stairs](/stairs.png)"), 0),
        (home("").file("static/extra.css", "main { background: url(stairs.png) }"), 1),
        (home("![Stairs](/stairs.png)").file("static/extra.css", "main { background: url(/stairs.png) }"), 1),
    ] {
        let found = told(&clinic, files, "W04");
        assert_eq!(found.len(), wanted, "{found:?}");
        assert!(found.iter().all(|one| one.contains("> static/stairs.png")), "{found:?}");
    }
    let style = "main { background: url(stairs.png) }";
    let clinic = home("").file("assets/extra.css", style);
    let found = told(&clinic, &[("assets/stairs.png", &photo)], "W04");
    assert!(found.iter().any(|one| one.contains("assets/stairs.png")), "{found:?}");
}
