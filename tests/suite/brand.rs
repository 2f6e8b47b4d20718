//! What stands for the clinic: logo, icon, initial; and the direction of its language.

use crate::clinic::Clinic;
use crate::photo;

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"40\"/>";

fn clinic() -> Clinic {
    Clinic::new().page("content/about.md", "", "Words.")
}

/// A clinic whose pages show one value.
fn shows(value: &str) -> Clinic {
    clinic().file("templates/page.html", &format!("<p>{{{{ {value} }}}}</p>"))
}

#[test]
fn a_logo_has_its_address_and_its_size() {
    let of = |name: &str| format!("site.{name}.src ~ \" \" ~ site.{name}.width ~ \" \" ~ site.{name}.height");
    let site =
        shows(&of("logo")).site("logo = \"/img/logo.svg\"\n").file("static/img/logo.svg", LOGO).build();
    site.shows("/about/", "<p>/img/logo.svg 120 40</p>");
    let site = shows(&of("logo_dark"))
        .file("site.toml", "title = \"A\"\nbase_url = \"https://clinic.example/a\"\n[theme_options]\nlogo_dark = \"/img/dark.svg\"\n")
        .file("static/img/dark.svg", LOGO)
        .build();
    site.shows("/about/", "<p>/a/img/dark.svg 120 40</p>");
    let without = shows("site.logo is none and site.logo_dark is none").build();
    without.shows("/about/", "<p>true</p>");
}

#[test]
fn a_picture_that_cannot_stand_for_the_clinic_is_told_with_what_to_write() {
    for (line, message, help) in [
        ("logo = \"/img/logo.sgv\"", "`logo.sgv` has no ending of a picture", "`logo.jpg` or `logo.png`"),
        ("logo = \"/img/logos.svg\"", "there is no file `/img/logos.svg`", "/img/logo.svg"),
        ("logo = \"img/logo.svg\"", "is no address of a file of the site", "as in `/img/logo.svg`"),
        ("logo = \"/talk.mp4\"", "`/talk.mp4` is no picture", "name an SVG or PNG"),
        (
            "logo = \"https://cdn.example/logo.svg\"",
            "is no address of a file of the site",
            "put the picture into `static/`",
        ),
        ("icon = \"/icon.jpg\"", "`/icon.jpg` is neither SVG nor PNG nor ICO", "as in `/icon.svg`"),
        ("icon = \"/icon.png\"", "there is no file `/icon.png`", ""),
        ("share_image = \"/share.svg\"", "`/share.svg` is neither PNG nor JPEG", "as in `/share.png`"),
        ("favicon = \"/favicon.svg\"", "`favicon`", "icon = \"/favicon.svg\""),
    ] {
        let told = clinic().site(&format!("{line}\n")).file("static/img/logo.svg", LOGO).messages();
        assert!(told.contains(message) && told.contains(help), "{line}\n{told}");
        assert!(told.contains("--> site.toml:3:") && told.matches("error[").count() == 1, "{line}\n{told}");
    }
    let told = clinic().site("[theme_options]\nlogo_dark = \"/img/no.svg\"\n").messages();
    assert!(told.contains("there is nothing at `/img/no.svg`") && told.contains("site.toml:4:13"), "{told}");
}

#[test]
fn an_icon_is_the_sites_own_before_that_of_the_theme() {
    let icon = "<link rel=\"icon\" href=";
    let plain = clinic().build();
    plain.shows("/about/", &format!("{icon}\"/favicon.svg\" type=\"image/svg+xml\">"));
    let own = clinic().file("static/favicon.ico", "icon").build();
    own.shows("/about/", &format!("{icon}\"/favicon.ico\" type=\"image/x-icon\">"));
    let named =
        clinic().site("icon = \"/img/i.png\"\n").bytes("static/img/i.png", &photo::drawing(64, 64)).build();
    named.shows("/about/", &format!("{icon}\"/img/i.png\" type=\"image/png\">"));
}

#[test]
fn the_initial_is_the_first_letter_of_the_title() {
    for (title, initial) in [("Harbor", "H"), ("„élan“", "É"), ("مركز", "م")] {
        let site = format!("title = \"{title}\"\nbase_url = \"https://clinic.example\"\n");
        let site = shows("site.initial").file("site.toml", &site).build();
        site.shows("/about/", &format!("<p>{initial}</p>"));
    }
}

#[test]
fn text_from_right_to_left_says_so_and_holds_its_amounts_and_numbers_together() {
    let phrases = include_str!("../../themes/meridian/phrases/en.toml");
    for language in ["ar", "he"] {
        let site = Clinic::new()
            .site(&format!(
                "language = \"{language}\"\n[clinic]\nphone = \"+1-617-555-0142\"\ncountry = \"US\"\n\
                 [redirects]\n\"/old/\" = \"/pricing/\"\n"
            ))
            .file(&format!("phrases/{language}.toml"), phrases)
            .prices("[[services]]\nid = \"a\"\nname = \"A visit\"\nprice = { from = 1400, to = 2100 }\n")
            .page("content/about.md", "", "It costs [](price:a).")
            .build();
        for page in ["/about/", "/pricing/", "/old/"] {
            site.shows(page, &format!("<html lang=\"{language}\" dir=\"rtl\">"));
        }
        for amount in ["1,400\u{2069}", "2,100\u{2069}"] {
            site.shows("/about/", amount);
        }
        let page = site.get("/pricing/");
        let isolated = page.matches('\u{2066}').count();
        assert!(isolated > 2 && isolated == page.matches('\u{2069}').count(), "{page}");
        site.shows("/about/", ">\u{2066}+1-617-555-0142\u{2069}</");
        for (name, text) in &site.files {
            let is_data = name.ends_with(".json") || name.ends_with(".csv");
            let data =
                page.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next();
            assert!(!is_data || !text.contains('\u{2066}'), "{name}");
            assert!(!data.unwrap().contains('\u{2066}'), "{data:?}");
        }
    }
    let page = clinic().prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n").build();
    page.shows("/pricing/", "<html lang=\"en-US\" dir=\"ltr\">");
    page.hides("/pricing/", "\u{2066}");
}
