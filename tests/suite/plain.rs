//! The second theme inside the program.

use crate::clinic::Clinic;

#[test]
fn the_second_theme_needs_no_folder() {
    let site = Clinic::new().site("theme = \"plain\"\n").page("content/about.md", "", "We listen.").build();
    assert_eq!(site.warnings, "");
    let sheet =
        site.files.iter().find(|(path, _)| path.starts_with("assets/theme.")).expect("a style sheet").1;
    assert!(sheet.contains("Leaflet Serif") && !sheet.contains("Newsreader"), "{sheet}");
}

#[test]
fn a_folder_of_its_name_takes_the_place_of_the_second_theme() {
    let clinic =
        Clinic::new().site("theme = \"plain\"\n").file("themes/plain/theme.toml", "name = \"plain\"\n");
    let site = clinic.page("content/about.md", "", "We listen.").build();
    let sheet =
        site.files.iter().find(|(path, _)| path.starts_with("assets/theme.")).expect("a style sheet").1;
    assert!(!sheet.contains("Leaflet Serif"), "{sheet}");
}
