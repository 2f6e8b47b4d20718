//! Drawings: what of an SVG file goes on line, and what keeps one from it.

use std::fs;

use crate::clinic::{Clinic, clinicsite};

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\">";

/// What Inkscape saves: with the folder of who drew it, and the name.
const OF_AN_EDITOR: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width=\"4\" height=\"3\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" xmlns=\"http://www.w3.org/2000/svg\" inkscape:export-filename=\"/home/ann/knee.png\">
  <metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><creator>Ann</creator></rdf:RDF></metadata>
  <path style=\"fill:#fff\" d=\"M 0,0 H 1\" inkscape:label=\"Ann\" />
</svg>
";

const OF_AN_EDITOR_PUBLISHED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>

<svg width=\"4\" height=\"3\" xmlns=\"http://www.w3.org/2000/svg\">
  
  <path style=\"fill:#fff\" d=\"M 0,0 H 1\" />
</svg>
";

fn drawing(contents: &str) -> String {
    format!("{HEAD}\n{contents}\n</svg>\n")
}

#[test]
fn a_drawing_is_published_without_what_its_editor_wrote_for_itself() {
    let folder = Clinic::new()
        .article("rest", "![A knee](knee.svg)")
        .file("content/articles/knee.svg", OF_AN_EDITOR)
        .file("static/hip.SVG", OF_AN_EDITOR)
        .file("static/own.svg", &drawing("<!-- mine --><g/>").replace('\n', "\r\n"))
        .file("assets/foot.svg", OF_AN_EDITOR)
        .file("assets/theme.css", "a { b: url(foot.svg) }")
        .lay();
    let ran = clinicsite(folder.path(), &["build"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let public = folder.path().join("public");
    let read = |path: &str| fs::read_to_string(public.join(path)).unwrap();
    assert_eq!(read("articles/knee.svg"), OF_AN_EDITOR_PUBLISHED);
    assert_eq!(read("hip.SVG"), OF_AN_EDITOR_PUBLISHED);
    assert_eq!(read("own.svg"), drawing("<g/>").replace('\n', "\r\n"));
    assert!(read("articles/rest/index.html").contains("width=\"4\" height=\"3\""));
    let assets: Vec<_> =
        fs::read_dir(public.join("assets")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let foot = assets.iter().find(|path| path.extension().is_some_and(|ending| ending == "svg")).unwrap();
    assert_eq!(fs::read_to_string(foot).unwrap(), OF_AN_EDITOR_PUBLISHED);
}

#[test]
fn what_runs_in_a_drawing_stops_the_build_with_its_line() {
    let script = drawing("  <script>alert(1)</script>");
    for (path, body) in [
        ("content/articles/knee.svg", "![A knee](knee.svg)"),
        ("content/articles/knee.svg", "See [a knee](knee.svg)."),
        ("static/knee.svg", "Rest."),
        ("static/knee.SVG", "Rest."),
        ("themes/own/static/knee.svg", "Rest."),
        ("assets/knee.svg", "Rest."),
    ] {
        let clinic =
            Clinic::new().site("theme = \"own\"\n").file("themes/own/theme.toml", "name = \"own\"\n");
        let folder = clinic.article("rest", body).file(path, &script).lay();
        let ran = clinicsite(folder.path(), &["build"]);
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(!ran.status.success() && !folder.path().join("public").exists(), "{path}: {said}");
        assert!(said.contains("error[drawing]: `<script>` runs a script in a drawing"), "{said}");
        assert!(
            said.contains(&format!("{path}:2:3")) && said.contains("2 |   <script>alert(1)</script>"),
            "{said}"
        );
        assert_eq!(said.matches("error[").count(), 1, "{said}");
    }
}

#[test]
fn a_drawing_that_nothing_shows_is_not_judged() {
    let clinic =
        Clinic::new().article("rest", "Rest.").file("content/articles/knee.svg", &drawing("<script/>"));
    assert!(!clinic.messages().contains("drawing]"), "{}", clinic.messages());
}

#[test]
fn a_file_that_is_no_drawing_is_told_by_what_it_is() {
    for (bytes, said) in [
        (
            b"<!DOCTYPE html>\n<title>A knee</title>".as_slice(),
            "error[drawing]: this is a page in HTML, and no drawing",
        ),
        (b"\xff\xfe<\0s\0v\0g\0/\0>\0", "error[not-utf8]: this file is UTF-16, not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "error[drawing]: by its content this file is PNG, and no SVG"),
        (b"", "error[drawing]: this drawing is no XML, so browsers do not show it"),
    ] {
        let folder = Clinic::new().article("rest", "Rest.").lay();
        fs::create_dir(folder.path().join("static")).unwrap();
        fs::write(folder.path().join("static/knee.svg"), bytes).unwrap();
        let ran = clinicsite(folder.path(), &["build"]);
        let told = String::from_utf8_lossy(&ran.stderr);
        assert!(!ran.status.success() && told.contains(said), "{told}");
    }
}

#[test]
fn a_drawing_of_many_megabytes_is_refused_unread() {
    let folder = Clinic::new().article("rest", "Rest.").lay();
    fs::create_dir(folder.path().join("static")).unwrap();
    let file = fs::File::create(folder.path().join("static/knee.svg")).unwrap();
    file.set_len(3_000_000_000).unwrap();
    let ran = clinicsite(folder.path(), &["build"]);
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(told.contains("error[drawing]: this drawing has over 20 MB"), "{told}");
}

#[test]
fn the_drawings_of_the_program_and_of_the_example_come_out_byte_for_byte() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let mut clinic = Clinic::new().article("rest", "Rest.");
    let mut drawings = vec![("favicon.svg".to_owned(), read("themes/meridian/static/favicon.svg"))];
    for entry in fs::read_dir(root.join("static/img")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".svg") {
            let text = read(&format!("static/img/{name}"));
            clinic = clinic.file(&format!("static/img/{name}"), &text);
            drawings.push((format!("img/{name}"), text));
        }
    }
    assert!(drawings.len() > 3, "the example has drawings");
    let site = clinic.build();
    for (path, text) in drawings {
        assert_eq!(site.get(&path), text, "{path}");
    }
}

#[test]
fn pictures_that_are_not_for_pages_are_errors_with_the_way_to_export_them() {
    for (name, said, help) in [
        (
            "scan.bmp",
            "a picture of this format is too heavy for a page: `scan.bmp`",
            "write `scan.jpg` or `scan.png`",
        ),
        ("scan.ICO", "`scan.ICO` is an icon, and no picture of a page", "as PNG, and write `scan.png`"),
    ] {
        let clinic = Clinic::new().article("rest", &format!("![A scan]({name})"));
        let told = clinic.file(&format!("content/articles/{name}"), "BM").messages();
        assert!(told.contains(&format!("error[picture-format]: {said}")) && told.contains(help), "{told}");
    }
}
