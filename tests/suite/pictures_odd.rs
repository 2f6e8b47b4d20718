//! Pictures as people have them: odd names, many uses, caches that were damaged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::clinic::{Clinic, clinicsite};
use crate::photo::{self, Seen, look, upright};
use crate::pictures::files;

/// What the program writes for a clinic, by path.
fn built(clinic: &Clinic) -> BTreeMap<String, Vec<u8>> {
    let folder = clinic.lay();
    build(folder.path())
}

fn build(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let ran = clinicsite(folder, &["build"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    files(&folder.join("public"))
}

/// The pictures that were made.
fn made(files: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    files.keys().filter_map(|path| path.strip_prefix("assets/img/")).collect()
}

/// The addresses that a page's pictures name, each of which must lead to a file.
#[track_caller]
fn shown(files: &BTreeMap<String, Vec<u8>>, path: &str, alt: &str) -> Vec<String> {
    let page = std::str::from_utf8(&files[path]).unwrap();
    let start = page.find(&format!("alt=\"{alt}\"")).unwrap_or_else(|| panic!("{alt}: {page}"));
    let start = page[..start].rfind("<img").unwrap();
    let tag = page[start..].split('>').next().unwrap();
    let value = |name: &str| tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next();
    let mut addresses = vec![value("src").unwrap().to_owned()];
    for candidate in value("srcset").unwrap_or_default().split(", ").filter(|one| !one.is_empty()) {
        let (address, width) = candidate.split_once(' ').unwrap();
        assert!(width.ends_with('w') && !width.contains(' '), "{tag}");
        addresses.push(address.to_owned());
    }
    for address in &addresses {
        assert!(!address.contains([',', ' ', '\'', '(', ')']), "{tag}");
        let decoded = percent_encoding::percent_decode_str(address).decode_utf8().unwrap();
        let path = decoded.strip_prefix("/clinic").unwrap_or(&decoded);
        assert!(files.contains_key(path.trim_start_matches('/')), "{address} of {:?}", files.keys());
    }
    addresses
}

/// What an editor encodes at most.
const SIGNS: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC.remove(b'.');

#[test]
fn a_picture_may_be_called_as_it_likes() {
    let photo = photo::jpeg(1000, 600, 1);
    for name in [
        "診察室.jpg",
        "Our room, with a view.jpg",
        "Ana's room (1).jpg",
        "a.b.c.JPG",
        "IMG_0042.JPEG",
        "50% & more; 2 = 1+1!.jpg",
        "Zu\u{308}rich [new] {x}.jpg",
        "100%25.jpg",
    ] {
        let written = percent_encoding::utf8_percent_encode(name, SIGNS);
        let clinic = Clinic::new()
            .page("content/rooms/index.md", "", &format!("![Our room]({written})"))
            .bytes(&format!("content/rooms/{name}"), &photo);
        let site = built(&clinic);
        assert_eq!(shown(&site, "rooms/index.html", "Our room").len(), 3, "{name}");
        assert_eq!(made(&site).len(), 2, "{name}: {:?}", made(&site));
    }
}

#[test]
fn a_name_as_long_as_a_file_can_have_leaves_room_for_what_is_made() {
    let photo = photo::jpeg(1000, 600, 1);
    for name in [format!("{}.jpg", "a".repeat(246)), format!("{}.jpg", "診".repeat(82))] {
        let clinic = Clinic::new()
            .page("content/rooms.md", "", &format!("![Our room](/img/{name})"))
            .bytes(&format!("static/img/{name}"), &photo);
        let site = built(&clinic);
        assert_eq!(shown(&site, "rooms/index.html", "Our room").len(), 3, "{name}");
    }
}

#[test]
fn one_picture_under_names_that_differ_in_letter_case_is_made_once() {
    let photo = photo::jpeg(1000, 600, 1);
    let clinic = Clinic::new()
        .page("content/one/index.md", "", "![Our room](ROOM.JPG)")
        .page("content/two/index.md", "", "![Our room](room.jpg)")
        .bytes("content/one/ROOM.JPG", &photo)
        .bytes("content/two/room.jpg", &photo);
    let site = built(&clinic);
    assert_eq!(made(&site).len(), 2, "{:?}", made(&site));
    assert_eq!(shown(&site, "one/index.html", "Our room"), shown(&site, "two/index.html", "Our room"));
}

#[test]
fn one_picture_may_be_called_in_every_way_and_is_made_once() {
    let photo = photo::jpeg(1000, 600, 6);
    let body = |target: &str| format!("![Our room]({target})");
    let clinic = Clinic::new()
        .page("content/rooms/index.md", "", &body("room.jpg"))
        .page("content/about/index.md", "", &body("../rooms/room.jpg"))
        .page("content/way.md", "", &body("/rooms/room.jpg"))
        .page("content/asked.md", "", &body("/rooms/room.jpg?v=2"))
        .page("content/encoded.md", "", &body("/rooms/r%6Fom.jpg"))
        .page("content/draft.md", "draft = true", &body("/rooms/room.jpg"))
        .page("content/ahead.md", "date = 2030-01-01", &body("/rooms/room.jpg"))
        .bytes("content/rooms/room.jpg", &photo);
    let site = built(&clinic);
    assert_eq!(made(&site).len(), 2, "{:?}", made(&site));
    let first = shown(&site, "rooms/index.html", "Our room");
    for page in ["about", "way", "asked", "encoded"] {
        assert_eq!(shown(&site, &format!("{page}/index.html"), "Our room"), first, "{page}");
    }
    assert!(!site.contains_key("rooms/room.jpg"));
}

#[test]
fn one_picture_may_be_shown_linked_named_by_a_sheet_and_stand_for_its_page() {
    let keys = "image = \"room.jpg\"\nimage_alt = \"Our room\"";
    let clinic = Clinic::new()
        .page("content/rooms/index.md", keys, "![Here](room.jpg)\n\n[All of it](room.jpg)")
        .file("assets/css/own.css", "main { background: url(/rooms/room.jpg) }")
        .bytes("content/rooms/room.jpg", &photo::jpeg(1000, 600, 6));
    let site = built(&clinic);
    shown(&site, "rooms/index.html", "Our room");
    shown(&site, "rooms/index.html", "Here");
    let whole = look(&site["rooms/room.jpg"]);
    assert_eq!(whole, Seen { width: 600, height: 1000, fields: upright(6) });
    assert_eq!(made(&site).iter().filter(|name| name.contains("-share.")).count(), 1);
}

#[test]
fn a_site_below_a_path_and_one_that_has_a_folder_of_that_name_show_their_pictures() {
    let site = "title = \"Harbor Clinic\"\nbase_url = \"https://host.example/clinic\"\n";
    let photo = photo::jpeg(1000, 600, 1);
    let clinic = Clinic::new()
        .file("site.toml", site)
        .page("content/rooms/index.md", "", "![Our room](room.jpg)\n\n![Theirs](/assets/img/room-480.jpg)")
        .bytes("content/rooms/room.jpg", &photo)
        .bytes("static/assets/img/room-480.jpg", &photo);
    let site = built(&clinic);
    for alt in ["Our room", "Theirs"] {
        let addresses = shown(&site, "rooms/index.html", alt);
        assert!(addresses.iter().all(|one| one.starts_with("/clinic/assets/img/room-")), "{addresses:?}");
    }
}

#[test]
fn pictures_of_one_pixel_and_of_one_row_are_shown() {
    let clinic = Clinic::new()
        .page("content/rooms/index.md", "", "![Dot](dot.jpg)\n\n![Row](row.jpg)\n\n![Column](column.png)")
        .bytes("content/rooms/dot.jpg", &photo::jpeg(1, 1, 6))
        .bytes("content/rooms/row.jpg", &photo::jpeg(5000, 1, 1))
        .bytes("content/rooms/column.png", &photo::png(&photo::fields(1, 5000), 1, 5000, 1));
    let site = built(&clinic);
    for alt in ["Dot", "Row", "Column"] {
        shown(&site, "rooms/index.html", alt);
    }
}

#[test]
fn a_cache_that_was_damaged_in_any_way_gives_the_same_site() {
    let clinic = Clinic::new()
        .page("content/rooms/index.md", "", "![Our room](room.jpg)")
        .bytes("content/rooms/room.jpg", &photo::jpeg(1600, 1000, 6));
    let folder = clinic.lay();
    let cache = folder.path().join(".clinicsite-cache");
    let first = build(folder.path());
    let entries: Vec<_> = files(&cache).into_iter().filter(|(name, _)| name.ends_with(".jpg")).collect();
    let again = || {
        fs::remove_dir_all(folder.path().join("public")).unwrap();
        assert_eq!(build(folder.path()), first);
    };
    // Cut short, or under each other's names.
    for (at, (name, bytes)) in entries.iter().enumerate() {
        fs::write(cache.join(name), &bytes[..bytes.len() * at / entries.len()]).unwrap();
    }
    again();
    for (at, (name, _)) in entries.iter().enumerate() {
        fs::write(cache.join(name), &entries[(at + 1) % entries.len()].1).unwrap();
    }
    again();
    // A folder in the place of each.
    for (name, _) in &entries {
        fs::remove_file(cache.join(name)).unwrap();
        fs::create_dir(cache.join(name)).unwrap();
    }
    again();
    for seen in ["", "{", "[]", "{\"version\":1,\"files\":{\"content/rooms/room.jpg\":7}}", "\u{0}"] {
        fs::write(cache.join("seen.json"), seen).unwrap();
        again();
    }
}

#[cfg(unix)]
#[test]
fn a_cache_that_is_a_link_leads_nowhere() {
    let clinic = Clinic::new()
        .page("content/rooms/index.md", "", "![Our room](room.jpg)")
        .bytes("content/rooms/room.jpg", &photo::jpeg(1600, 1000, 6));
    let (folder, other) = (clinic.lay(), tempfile::tempdir().unwrap());
    let first = built(&clinic);
    std::os::unix::fs::symlink(other.path(), folder.path().join(".clinicsite-cache")).unwrap();
    assert_eq!(build(folder.path()), first);
    assert!(files(other.path()).is_empty(), "{:?}", files(other.path()).keys());
}
