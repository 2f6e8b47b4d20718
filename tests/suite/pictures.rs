//! Pictures: straight from a telephone onto the site, small, upright and without what they know.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::clinic::{Clinic, clinicsite};
use crate::photo::{self, SECRET, Seen, look, upright};

/// A clinic with a page that shows pictures.
fn clinic(body: &str) -> Clinic {
    Clinic::new().page("content/rooms/index.md", "", body)
}

/// What the program writes for a clinic, by path.
fn built(clinic: &Clinic) -> BTreeMap<String, Vec<u8>> {
    let folder = clinic.lay();
    let ran = clinicsite(folder.path(), &["build"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    files(&folder.path().join("public"))
}

/// All files below a folder, by path.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// The files whose names begin so: a fingerprint stands behind it.
fn named<'f>(files: &'f BTreeMap<String, Vec<u8>>, beginning: &str) -> Vec<&'f Vec<u8>> {
    files.iter().filter(|(path, _)| path.starts_with(beginning)).map(|(_, bytes)| bytes).collect()
}

fn html(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// Nothing of what cameras write is in any file.
#[track_caller]
fn is_silent(files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        for secret in [
            SECRET.as_bytes(),
            b"Exif\0\0",
            b"http://ns.adobe.com/xap",
            b"Photoshop 3.0",
            b"ftypmp42",
            b"eXIf",
        ] {
            let found = bytes.windows(secret.len()).any(|part| part == secret);
            assert!(!found, "{path} holds {:?}", String::from_utf8_lossy(secret));
        }
    }
}

#[test]
fn a_photograph_is_shown_in_the_sizes_of_the_theme_upright_and_alone() {
    let photo = photo::jpeg(2000, 1200, 6);
    let site = built(&clinic("![Our room](room.jpg)").bytes("content/rooms/room.jpg", &photo));
    is_silent(&site);
    for (name, width, height) in [("480", 480, 800), ("960", 960, 1600), ("1200", 1200, 2000)] {
        let [file] = named(&site, &format!("assets/img/room-{name}."))[..] else {
            panic!("{:?}", site.keys())
        };
        assert_eq!(look(file), Seen { width, height, fields: upright(6) }, "{name}");
        assert!(file.starts_with(b"\xff\xd8\xff"));
    }
    assert!(!site.contains_key("rooms/room.jpg"), "nothing leads to the picture itself");
    let page = html(&site, "rooms/index.html");
    let tag = page.split("<img").find(|tag| tag.contains("Our room")).unwrap();
    for part in
        [" 480w, ", " 960w, ", " 1200w\"", "sizes=\"", "width=\"1200\" height=\"2000\"", "alt=\"Our room\""]
    {
        assert!(tag.contains(part), "{part}: {tag}");
    }
    assert!(!tag.split('>').next().unwrap().contains("lazy"), "the first picture is there at once: {tag}");
}

#[test]
fn the_second_picture_waits_until_it_is_seen_and_one_behind_the_pages_own_does_too() {
    let photo = photo::jpeg(300, 200, 1);
    let lazy = |site: &BTreeMap<String, Vec<u8>>| {
        let page = html(site, "rooms/index.html");
        let tags = page.split("<img").skip(1).map(|tag| tag.split('>').next().unwrap().to_owned());
        tags.filter(|tag| tag.contains("room-"))
            .map(|tag| tag.contains("loading=\"lazy\""))
            .collect::<Vec<_>>()
    };
    let two = clinic("![One](room.jpg)\n\n![Two](room.jpg)").bytes("content/rooms/room.jpg", &photo);
    assert_eq!(lazy(&built(&two)), [false, true]);
    let keys = "image = \"room.jpg\"\nimage_alt = \"The room\"";
    let own = Clinic::new().page("content/rooms/index.md", keys, "![One](room.jpg)");
    assert_eq!(lazy(&built(&own.bytes("content/rooms/room.jpg", &photo))), [false, true]);
}

#[test]
fn every_orientation_comes_upright_from_every_format() {
    for orientation in 1..=8 {
        let body = "![A](a.jpg)\n\n![B](b.png)\n\n![C](c.webp)\n\n[D](d.jpg)\n\n[E](e.png)\n\n[F](f.webp)";
        let clinic = clinic(body)
            .bytes("content/rooms/a.jpg", &photo::jpeg(640, 400, orientation))
            .bytes("content/rooms/b.png", &photo::png(&photo::fields(640, 400), 640, 400, orientation))
            .bytes("content/rooms/c.webp", &photo::webp(640, 400, orientation))
            .bytes("content/rooms/d.jpg", &photo::jpeg(640, 400, orientation))
            .bytes("content/rooms/e.png", &photo::png(&photo::fields(640, 400), 640, 400, orientation))
            .bytes("content/rooms/f.webp", &photo::webp(640, 400, orientation));
        let site = built(&clinic);
        is_silent(&site);
        let sideways = orientation > 4;
        let (width, height) = if sideways { (400, 640) } else { (640, 400) };
        let fields = upright(orientation);
        for name in ["a", "b", "c"] {
            let [.., largest] = named(&site, &format!("assets/img/{name}-{width}."))[..] else {
                panic!("{name}")
            };
            assert_eq!(look(largest), Seen { width, height, fields }, "{name} {orientation}");
        }
        for name in ["d.jpg", "e.png", "f.webp"] {
            let whole = &site[&format!("rooms/{name}")];
            assert_eq!(look(whole), Seen { width, height, fields }, "{name} {orientation}");
        }
    }
}

#[test]
fn a_drawing_stays_one_and_what_is_transparent_too() {
    let body = "![Steps](steps.png)\n\n![Leaf](leaf.png)\n\n![Photo](photo.png)";
    let clinic = clinic(body)
        .bytes("content/rooms/steps.png", &photo::drawing(1200, 800))
        .bytes("content/rooms/leaf.png", &photo::half_transparent(1200, 800))
        .bytes("content/rooms/photo.png", &noise(1200, 800));
    let site = built(&clinic);
    is_silent(&site);
    for (name, beginning) in [("steps", &b"\x89PNG"[..]), ("leaf", b"\x89PNG"), ("photo", b"\xff\xd8\xff")] {
        let files = named(&site, &format!("assets/img/{name}-"));
        assert_eq!(files.len(), 3, "{name}: {:?}", site.keys());
        assert!(files.iter().all(|file| file.starts_with(beginning)), "{name}");
    }
    for leaf in named(&site, "assets/img/leaf-") {
        let mut reader = png::Decoder::new(std::io::Cursor::new(leaf)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(frame.color_type, png::ColorType::Rgba);
        assert_eq!((pixels[3], pixels[frame.line_size - 1]), (255, 0));
        assert_eq!(pixels[..3], [20, 90, 90]);
    }
}

/// A photograph as PNG: no pixel is like its neighbour.
fn noise(width: u32, height: u32) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let pixels: Vec<u8> = (0..width * height * 3).map(|_| next()).collect();
    photo::png(&pixels, width, height, 1)
}

#[test]
fn what_moves_or_is_not_decoded_is_published_as_it_is_but_for_its_comments() {
    let site = built(&clinic("![A dot](dot.gif)").bytes("content/rooms/dot.gif", &photo::gif()));
    is_silent(&site);
    assert!(site["rooms/dot.gif"].starts_with(b"GIF89a"));
    assert!(
        html(&site, "rooms/index.html")
            .contains("<img src=\"/rooms/dot.gif\" alt=\"A dot\" width=\"1\" height=\"1\"")
    );
}

#[test]
fn a_picture_of_static_is_treated_alike_and_one_that_a_sheet_names_is_published_whole() {
    let photo = photo::jpeg(1000, 600, 3);
    let clinic = clinic("![Shown](/img/shown.jpg)\n\n[Linked](/img/linked.jpg)")
        .bytes("static/img/shown.jpg", &photo)
        .bytes("static/img/linked.jpg", &photo)
        .bytes("static/img/named.jpg", &photo)
        .bytes("static/img/unused.jpg", &photo)
        .file("assets/css/own.css", "main { background: url(/img/named.jpg) }");
    let site = built(&clinic);
    is_silent(&site);
    assert!(!site.contains_key("img/shown.jpg"));
    assert_eq!(named(&site, "assets/img/shown-").len(), 2);
    for name in ["linked", "named", "unused"] {
        let seen = look(&site[&format!("img/{name}.jpg")]);
        assert_eq!(seen, Seen { width: 1000, height: 600, fields: upright(3) }, "{name}");
    }
}

#[test]
fn every_page_has_a_picture_to_be_shared_with() {
    let photo = photo::jpeg(1600, 2400, 1);
    let keys = "image = \"room.jpg\"\nimage_alt = \"The room\"";
    let clinic = Clinic::new()
        .page("content/rooms/index.md", keys, "Words.")
        .page("content/about.md", "", "Words.")
        .bytes("content/rooms/room.jpg", &photo);
    let site = built(&clinic);
    let shared = |path: &str| {
        let page = html(&site, path);
        let address = page.split("og:image\" content=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(
            page.contains("og:image:width\" content=\"1200\"")
                && page.contains("og:image:height\" content=\"630\"")
        );
        address.strip_prefix("https://clinic.example/").unwrap().to_owned()
    };
    let own = shared("rooms/index.html");
    assert!(own.starts_with("assets/img/room-share.") && own.ends_with(".jpg"), "{own}");
    let Seen { width, height, .. } = look(&site[&own]);
    assert_eq!((width, height), (1200, 630));
    let others = shared("about/index.html");
    let Seen { width, height, .. } = look(&site[&others]);
    assert_eq!((width, height), (1200, 630), "{others}");
    // The home page's picture stands for all.
    let keys = "image = \"/rooms/room.jpg\"\nimage_alt = \"The room\"";
    let site = built(&clinic.page("content/_index.md", keys, "Words."));
    assert!(html(&site, "about/index.html").contains(&format!("https://clinic.example/{own}")));
}

#[test]
fn portraits_cards_and_the_logo_come_small() {
    let photo = photo::jpeg(1600, 2000, 8);
    let clinic = Clinic::new()
        .site("logo = \"/img/logo.png\"\n")
        .bytes("static/img/logo.png", &photo::half_transparent(2000, 500))
        .page(
            "content/providers/ana.md",
            "role = \"Physician\"\nimage = \"/img/ana.jpg\"\nimage_alt = \"Ana\"",
            "Words.",
        )
        .bytes("static/img/ana.jpg", &photo);
    let site = built(&clinic);
    is_silent(&site);
    for path in ["providers/index.html", "providers/ana/index.html"] {
        let page = html(&site, path);
        let tag = page.split("<img").find(|tag| tag.contains("alt=\"Ana\"")).unwrap();
        assert!(tag.contains("/assets/img/ana-480.") && tag.contains("sizes=\""), "{path}: {tag}");
        assert!(page.contains("<img class=\"logo wide-logo\" src=\"/assets/img/logo-480."), "{path}");
    }
    assert!(!site.contains_key("img/logo.png") && !site.contains_key("img/ana.jpg"));
}

#[test]
fn a_picture_that_cannot_be_shown_is_told_where_it_is_shown() {
    let jpeg = photo::jpeg(640, 400, 1);
    let png = photo::png(&photo::fields(64, 40), 64, 40, 1);
    let cases: [(&str, &[u8], &str, &str); 6] = [
        ("room.jpg", &jpeg[..jpeg.len() / 2], "the end of `room.jpg` is missing", "copy it again"),
        ("room.png", &png[..png.len() / 2], "the end of `room.png` is missing", "copy it again"),
        ("room.png", &jpeg, "`room.png` is called `.png`, and is a JPEG", "rename it to `room.jpg`"),
        (
            "room.jpg",
            b"<!DOCTYPE html><title>Sign in</title>",
            "is called `.jpg`, and is",
            "export it as JPEG",
        ),
        (
            "room.jpg",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            "is called `.jpg`, and is a HEIC",
            "export it as JPEG",
        ),
        (
            "room.heic",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            "browsers show no picture of this format",
            "JPEG",
        ),
    ];
    for (name, bytes, message, help) in cases {
        let page =
            |body: &str| clinic(&format!("Words.\n\n{body}")).bytes(&format!("content/rooms/{name}"), bytes);
        let told = page(&format!("![Our room]({name})")).messages();
        assert!(told.contains(message) && told.contains(help), "{name}\n{told}");
        assert!(told.contains("content/rooms/index.md:8:"), "{name}\n{told}");
        assert_eq!(told.matches("error[").count(), 1, "{name}\n{told}");
        let keys = format!("image = \"{name}\"\nimage_alt = \"Our room\"");
        let front = Clinic::new().page("content/rooms/index.md", &keys, "Words.");
        let told = front.bytes(&format!("content/rooms/{name}"), bytes).messages();
        assert!(told.contains(message) && told.contains("content/rooms/index.md:3:"), "{name}\n{told}");
        assert_eq!(told.matches("error[").count(), 1, "{name}\n{told}");
    }
}

#[test]
fn what_is_wrong_inside_of_a_photograph_is_found_though_nobody_could_see_it_from_its_head() {
    let mut jpeg = photo::jpeg(640, 400, 1);
    let middle = jpeg.len() / 2;
    jpeg[middle..middle + 400].fill(0xff);
    let told = clinic("![Our room](room.jpg)").bytes("content/rooms/room.jpg", &jpeg).messages();
    assert!(told.contains("error[picture]") && told.contains("content/rooms/index.md:6:"), "{told}");
    // A stub that nothing shows harms nobody, and stays as it is.
    let stub = clinic("Words.").bytes("static/img/room.webp", b"RIFF\x04\0\0\0WEBP");
    assert!(stub.messages().contains("warning[picture]") && stub.build().has("img/room.webp"));
    // One that holds Exif, which nobody can cut out of it, does not.
    let whole = photo::png(&photo::fields(64, 40), 64, 40, 1);
    for (name, bytes) in [
        ("room.png", &whole[..whole.len() - 20]),
        ("room.jpg", &whole[..]),
        ("room.webp", &photo::exif(1)[..]),
    ] {
        let told = clinic("Words.").bytes(&format!("static/img/{name}"), bytes).messages();
        assert!(told.contains("error[picture]"), "{name}\n{told}");
        assert!(told.contains(&format!("--> static/img/{name}")), "{name}\n{told}");
    }
    // One that nothing shows is told at its own path.
    let told = clinic("Words.").bytes("static/img/room.jpg", &jpeg).messages();
    assert!(told.contains("error[picture]") && told.contains("--> static/img/room.jpg"), "{told}");
}

#[test]
fn a_bomb_is_refused_by_its_head() {
    let mut png = photo::png(&photo::fields(4, 4), 4, 4, 1);
    png[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let told = clinic("![Our room](room.png)").bytes("content/rooms/room.png", &png).messages();
    assert!(told.contains("million pixels") && told.contains("export it smaller"), "{told}");
}

#[test]
fn a_second_build_makes_no_picture_and_the_cache_may_be_cut_short_or_deleted() {
    let clinic = clinic("![Our room](room.jpg)").bytes("content/rooms/room.jpg", &photo::jpeg(1600, 1000, 6));
    let folder = clinic.lay();
    let (cache, public) = (folder.path().join(".clinicsite-cache"), folder.path().join("public"));
    let build = || {
        let ran = clinicsite(folder.path(), &["build"]);
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        files(&public)
    };
    let first = build();
    assert!(cache.join(".gitignore").exists() && cache.join("CACHEDIR.TAG").exists());
    let entries: Vec<_> = files(&cache).into_keys().filter(|name| name.ends_with(".jpg")).collect();
    assert_eq!(entries.len(), 2, "{entries:?}");
    // What is in the cache is taken from there.
    let entry = cache.join(&entries[0]);
    let bytes = fs::read(&entry).unwrap();
    fs::write(&entry, vec![7; bytes.len()]).unwrap();
    fs::remove_dir_all(&public).unwrap();
    assert!(build().values().any(|file| *file == vec![7; bytes.len()]));
    // What was cut short is made anew.
    fs::write(&entry, &bytes[..bytes.len() / 2]).unwrap();
    fs::remove_dir_all(&public).unwrap();
    assert_eq!(build(), first);
    assert_eq!(fs::read(&entry).unwrap(), bytes);
    fs::remove_dir_all(&cache).unwrap();
    assert_eq!(build(), first);
    // A file in its place: nothing can be kept, and all is published.
    fs::remove_dir_all(&cache).unwrap();
    fs::write(&cache, "no folder").unwrap();
    fs::remove_dir_all(&public).unwrap();
    assert_eq!(build(), first);
}

#[test]
fn entries_that_nobody_asked_for_in_a_while_go_and_what_is_not_ours_stays() {
    let clinic = clinic("![Our room](room.jpg)").bytes("content/rooms/room.jpg", &photo::jpeg(640, 400, 1));
    let folder = clinic.lay();
    let cache = folder.path().join(".clinicsite-cache");
    let build = || assert!(clinicsite(folder.path(), &["build"]).status.success());
    build();
    let used: Vec<_> = files(&cache).into_keys().filter(|name| name.ends_with(".jpg")).collect();
    let old = format!("{}.3.jpg", "ab".repeat(32));
    for (name, bytes) in [(old.as_str(), "abc"), ("notes.txt", "mine"), ("unfinished-1", "a")] {
        fs::write(cache.join(name), bytes).unwrap();
    }
    let months = std::time::SystemTime::now() - std::time::Duration::from_secs(100 * 24 * 60 * 60);
    for entry in fs::read_dir(&cache).unwrap() {
        let file = fs::File::options().write(true).open(entry.unwrap().path()).unwrap();
        file.set_modified(months).unwrap();
    }
    // Another picture has to be made, which is when the cache is looked through.
    fs::write(folder.path().join("content/rooms/room.jpg"), photo::jpeg(640, 400, 3)).unwrap();
    fs::write(folder.path().join("content/rooms/other.jpg"), photo::jpeg(640, 400, 1)).unwrap();
    let text = "+++\ntitle = \"Rooms\"\n+++\n\n![One](room.jpg)\n\n![Two](other.jpg)\n";
    fs::write(folder.path().join("content/rooms/index.md"), text).unwrap();
    build();
    let left = files(&cache);
    assert!(!left.contains_key(&old) && !left.contains_key("unfinished-1"), "{:?}", left.keys());
    assert!(left.contains_key("notes.txt"));
    assert!(used.iter().all(|name| left.contains_key(name)), "the bytes of the first picture are used still");
}

#[test]
fn a_picture_that_was_replaced_by_one_as_long_and_as_old_is_another_one() {
    let (one, mut other) = (photo::png(&[1; 300], 10, 10, 1), photo::png(&[1; 300], 10, 10, 1));
    // Another comment: as long, and other bytes.
    let at = other.windows(6).position(|part| part == b"Secret").unwrap();
    other[at] = b's';
    let clinic = clinic("![Our room](room.png)").bytes("content/rooms/room.png", &one);
    let folder = clinic.lay();
    let path = folder.path().join("content/rooms/room.png");
    let names = || {
        assert!(clinicsite(folder.path(), &["build"]).status.success());
        files(&folder.path().join("public"))
            .into_keys()
            .filter(|name| name.contains("room-"))
            .collect::<Vec<_>>()
    };
    // What was just written is read again: its time says nothing yet.
    let time = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    let wrote_just_now = || fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    wrote_just_now();
    let first = names();
    fs::write(&path, &other).unwrap();
    wrote_just_now();
    assert_ne!(names(), first);
}

#[test]
fn the_same_pictures_become_the_same_bytes_at_any_number_of_threads_and_everywhere() {
    let clinic = clinic("![A](a.jpg)\n\n![B](b.png)\n\n![C](c.webp)")
        .bytes("content/rooms/a.jpg", &photo::jpeg(1600, 1000, 6))
        .bytes("content/rooms/b.png", &photo::half_transparent(1000, 600))
        .bytes("content/rooms/c.webp", &photo::webp(1000, 600, 1));
    let with = |threads: &str| {
        let folder = clinic.lay();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_clinicsite"));
        let ran = command.arg("build").current_dir(folder.path()).env("RAYON_NUM_THREADS", threads).output();
        assert!(ran.unwrap().status.success());
        files(&folder.path().join("public"))
    };
    let (one, many) = (with("1"), with("8"));
    assert_eq!(one, many);
    let pictures = one.iter().filter(|(path, _)| path.starts_with("assets/img/"));
    let prints: String =
        pictures.map(|(path, bytes)| format!("{path} {} {}\n", bytes.len(), print(bytes))).collect();
    snapbox::assert_data_eq!(prints, snapbox::file!["pictures/prints.txt"].raw());
}

/// A short print of bytes.
fn print(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn readers_elsewhere_get_whole_addresses_of_every_size() {
    let clinic = Clinic::new()
        .article("rest", "![Our room](/img/room.jpg)")
        .bytes("static/img/room.jpg", &photo::jpeg(1600, 1000, 1));
    let site = built(&clinic);
    let feed = html(&site, "feed.xml");
    assert!(feed.contains("https://clinic.example/assets/img/room-480."), "{feed}");
    assert!(!feed.contains("\"/assets") && !feed.contains(" /assets"), "{feed}");
}

#[test]
fn raw_html_shows_the_largest_size() {
    let body = "<img src=\"room.jpg\" alt=\"Our room\">";
    let site = built(&clinic(body).bytes("content/rooms/room.jpg", &photo::jpeg(2000, 1000, 6)));
    is_silent(&site);
    let page = html(&site, "rooms/index.html");
    assert!(page.contains("src=\"/assets/img/room-1000."), "{page}");
    assert!(!site.contains_key("rooms/room.jpg"));
}

#[test]
fn a_picture_by_its_whole_address_is_one_of_the_site() {
    let clinic = Clinic::new()
        .file("site.toml", "title = \"Harbor\"\nbase_url = \"https://clinic.example/feet\"\n")
        .page("content/about.md", "", "![Our room](https://clinic.example/feet/img/room.jpg)")
        .bytes("static/img/room.jpg", &photo::jpeg(640, 400, 1));
    let site = built(&clinic);
    assert!(
        html(&site, "about/index.html").contains("src=\"/feet/assets/img/room-640."),
        "{:?}",
        site.keys()
    );
    let told = clinic.page("content/about.md", "", "![Our room](https://other.example/room.jpg)").messages();
    assert!(told.contains("error[V01]"), "{told}");
}
