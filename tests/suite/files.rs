//! Which files of `content/` go on line: those that something published refers to, in whatever way; all others are named.

use std::fs;

use crate::clinic::Clinic;
use crate::photo;
use crate::sources::{build, laid, published};

const PAGE: &str = "+++\ntitle = \"A page\"\n+++\n\nWords.\n";

fn clinic() -> Clinic {
    Clinic::new().page("content/_index.md", "", "Welcome.")
}

#[test]
fn a_file_goes_on_line_by_any_way_of_referring_to_it() {
    let body = "[One (PDF)](form-1.pdf) ![Two](pic-2.png) [Three (PDF)](/files/form-3.pdf) [Four (PDF)](<my form-4.pdf>)\n\n\
                <img src=\"pic-5.png\" alt=\"Five\" srcset=\"pic-6.png 1x, files/pic-7.png 2x\">\n\n\
                <a href=\"files/form-8.pdf\">Eight (PDF)</a> [Nine (PDF)][nine] A note[^a].\n\n\
                <video controls src=\"v-10.mp4\" poster=\"pic-11.jpg\"><track kind=\"captions\" src=\"v-10.vtt\"></video>\n\n\
                ![Talk](talk-12.mp4) [Thirteen (PDF)](https://clinic.example/files/form-13.pdf#page=2)\n\n\
                | a | b |\n|---|---|\n| [Fourteen (PDF)](f%6Frm-14.pdf?x=1) | b |\n\n\
                [nine]: files/form-9.pdf\n[^a]: See [fifteen (PDF)](form-15.pdf).\n";
    let site = clinic()
        .site("[[menu]]\ntitle = \"Sixteen\"\nto = \"/files/form-16.pdf\"\n[redirects]\n\"/old.pdf\" = \"/files/form-17.pdf\"\n")
        .site("[clinic]\nemergency = \"See [eighteen (PDF)](/files/form-18.pdf).\"\n")
        .page("content/about.md", "image = \"pic-19.jpg\"\nimage_alt = \"\"\n[extra]\nsheet = \"/files/form-20.pdf\"", body)
        .page("content/room/index.md", "", "![Our room](in-21.png)")
        .file("content/faq/rest.md", "+++\ntitle = \"Rest?\"\n+++\n\n[Yes (PDF)](rest-22.pdf)\n")
        .file(
            "content/articles/flu.md",
            "+++\ntitle = \"Flu\"\ndate = 2026-05-04\nkey_points = [\"Read [this (PDF)](key-23.pdf).\"]\n\
             questions = [{ question = \"Can I?\", answer = \"Read <a href='/files/form-24.pdf'>this</a>.\" }]\n+++\n\nRest.\n",
        )
        .prices("note = \"See [our terms (PDF)](files/form-25.pdf).\"\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n")
        .file("templates/parts/none.html", "<img src=\"{{ url(to=\"/files/pic-26.png\") }}\" alt=\"\">")
        .file("assets/own.css", "p { background: url(/files/pic-27.png) }")
        .file("static/css/own.css", "p { background: url('../files/pic-28.png') }")
        .file("static/old.html", "<a href=\"files/form-29.pdf\">Old</a>");
    let names = [
        "form-1.pdf",
        "pic-2.png",
        "files/form-3.pdf",
        "my form-4.pdf",
        "pic-5.png",
        "pic-6.png",
        "files/pic-7.png",
        "files/form-8.pdf",
        "files/form-9.pdf",
        "v-10.mp4",
        "v-10.vtt",
        "pic-11.jpg",
        "talk-12.mp4",
        "talk-12.en.vtt",
        "talk-12.jpg",
        "files/form-13.pdf",
        "form-14.pdf",
        "form-15.pdf",
        "files/form-16.pdf",
        "files/form-17.pdf",
        "files/form-18.pdf",
        "pic-19.jpg",
        "files/form-20.pdf",
        "room/in-21.png",
        "faq/rest-22.pdf",
        "articles/key-23.pdf",
        "files/form-24.pdf",
        "files/form-25.pdf",
        "files/pic-26.png",
        "files/pic-27.png",
        "files/pic-28.png",
        "files/form-29.pdf",
    ];
    let files: Vec<_> =
        names.iter().map(|name| (format!("content/{name}"), format!("FILE {name}"))).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = laid(&site, &files);
    let (good, said) = build(folder.path());
    assert!(good, "{said}");
    let pictures: Vec<String> = fs::read_dir(folder.path().join("public/assets/img"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in names {
        let file = folder.path().join("public").join(name);
        let stem = name.rsplit('/').next().unwrap().split('.').next().unwrap();
        // A picture goes on line in the sizes of the page that shows it.
        if pictures.iter().any(|picture| picture.starts_with(&format!("{stem}-")))
            || photo::by_name(name).is_some() && file.is_file()
        {
            continue;
        }
        assert_eq!(fs::read_to_string(file).unwrap_or_default(), format!("FILE {name}"), "{name}: {said}");
    }
    assert!(!said.contains("unused-file"), "{said}");
}

#[test]
fn a_file_stays_at_home_that_is_only_spoken_of_or_only_a_draft_refers_to() {
    let site = clinic()
        .page(
            "content/about.md",
            "",
            "Ask for `consent-1.pdf`, consent-2.pdf or /consent-3.pdf.\n\n<!-- [x](consent-4.pdf) -->",
        )
        .page(
            "content/later.md",
            "draft = true\nimage = \"pic-5.jpg\"\nimage_alt = \"\"",
            "[Consent (PDF)](consent-6.pdf)",
        )
        .page("content/spring/index.md", "publish = 2027-03-01", "![Spring](spring-7.png)");
    let names = [
        "consent-1.pdf",
        "consent-2.pdf",
        "consent-3.pdf",
        "consent-4.pdf",
        "pic-5.jpg",
        "consent-6.pdf",
        "spring/spring-7.png",
    ];
    let files: Vec<_> = names.iter().map(|name| (format!("content/{name}"), "SECRET")).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let folder = laid(&site, &files);
    let (good, said) = build(folder.path());
    assert!(good && !published(folder.path()).contains("SECRET"), "{said}");
    for name in names.iter().take(4) {
        assert!(
            said.contains(&format!("refers to this file: it is left out\n--> content/{name}\n")),
            "{said}"
        );
    }
    for name in names.iter().skip(4) {
        let told = format!("left out: content/{name}: only pages that are held back refer to it\n");
        assert!(said.contains(&told), "{said}");
    }
    assert_eq!(said.matches("warning[").count(), 4, "{said}");
    assert!(said.contains("2 held back") && said.contains("3 files left out"), "{said}");
}

#[test]
fn a_page_of_html_in_content_is_refused() {
    for name in ["old.html", "articles/OLD.HTM"] {
        let folder = laid(
            &clinic().page("content/about.md", "", "[Old](old.html)"),
            &[(&format!("content/{name}"), "<p>Old</p>")],
        );
        let (good, said) = build(folder.path());
        assert!(!good && said.contains("error[html-page]"), "{said}");
        assert!(said.contains(&format!("move it to `static/{name}`")), "{said}");
    }
}

#[test]
fn what_is_nearly_at_its_place_is_named_with_the_right_one() {
    let toml = "currency = \"USD\"\n";
    for (path, text, right) in [
        ("prices.toml", toml, "content/prices.toml"),
        ("content/Prices.toml.txt", toml, "content/prices.toml"),
        ("content/fees.toml", toml, "content/prices.toml"),
        ("content/articles/prices.toml", toml, "content/prices.toml"),
        ("static/prices.toml", toml, "content/prices.toml"),
        ("content/site.toml", toml, "site.toml"),
        ("content/source.toml", toml, "content/sources.toml"),
        ("site.toml.txt", toml, "site.toml"),
        ("content/rash.markdown.txt", PAGE, "content/rash.markdown"),
        ("content/rash.mdx", PAGE, "content/rash.md"),
        ("content/index.md", PAGE, "content/_index.md"),
        ("content/Articles/rash.md", PAGE, "content/articles/"),
        ("content/blog/rash.md", PAGE, "content/articles/"),
        ("content/doctors/ana.md", PAGE, "content/providers/"),
        ("content/People/ana.md", PAGE, "content/providers/"),
        ("content/treatments/visit.md", PAGE, "content/services/"),
        ("content/loactions/boston.md", PAGE, "content/locations/"),
        ("content/event/talk.md", PAGE, "content/events/"),
        ("content/static/room.jpg", "a room", "static/"),
        ("content/templates/page.html", "<p>x</p>", "static/templates/page.html"),
        ("articles/rash.md", PAGE, "content/articles/"),
        ("Static/room.jpg", "a room", "static/"),
        ("template/page.html", "", "templates/"),
    ] {
        let folder = laid(&clinic(), &[(path, text)]);
        let (_, said) = build(folder.path());
        let names = path.split('/').next().unwrap();
        assert!(said.contains(&format!("--> {names}")), "{path}: {said}");
        assert!(said.contains(&format!("to `{right}`")), "{path}: {said}");
        assert!(said.matches("[").count() <= 2 && !said.contains("unused-file"), "{path}: {said}");
    }
}

#[test]
fn a_folder_of_plain_pages_is_not_cried_over() {
    let site = clinic()
        .page("content/providers/ana.md", "role = \"Doctor\"", "A doctor.")
        .page("content/team/_index.md", "", "How we work together.")
        .page("content/team/rounds.md", "", "We meet each day.");
    let site = ["carers", "devices", "guides", "news", "about", "legal", "particles"]
        .into_iter()
        .fold(site, |site, folder| site.page(&format!("content/{folder}/one.md"), "", "Words."));
    let folder = laid(
        &site,
        &[("netlify.toml", "x = 1"), ("docs/README.md", "x"), ("README.md", "x"), ("src/a.js", "x")],
    );
    let (good, said) = build(folder.path());
    assert!(good && said.contains(", 0 warnings"), "{said}");
}

#[test]
fn a_format_that_browsers_do_not_show_is_refused_where_it_is_shown() {
    let mut site =
        clinic().page("content/about.md", "image = \"Room.TIFF\"\nimage_alt = \"Our room\"", "Words.");
    let cases = [
        ("heic", "![Our room](room.heic)", "JPEG"),
        ("scan", "<img src=\"/img/scan.tif?x=1\" alt=\"A scan\">", "PNG"),
        ("set", "<img src=\"room.png\" srcset=\"room.heif 2x\" alt=\"A room\">", "JPEG"),
        ("letter", "![A letter](letter.docx)", "link to it, as in `[A letter](letter.docx)`"),
        ("talk", "![A talk](talk.MOV)", "MP4"),
        ("sound", "![A song](song.wav)", "MP3"),
        ("none", "![A room](room)", "PNG"),
        (
            "poster",
            "<video src=\"talk.mp4\" poster=\"poster.pdf\"><track kind=\"captions\" src=\"talk.vtt\"></video>",
            "PNG",
        ),
    ];
    for (name, body, _) in cases {
        site = site.page(&format!("content/{name}.md"), "", body);
    }
    let folder = laid(&site, &[("content/room.png", ""), ("content/talk.mp4", ""), ("content/talk.vtt", "")]);
    let (good, said) = build(folder.path());
    assert!(
        !good && said.contains("error[picture-format]: browsers show no picture of this format: `Room.TIFF`"),
        "{said}"
    );
    assert!(said.contains("--> content/about.md:3:"), "{said}");
    for (name, _, help) in cases {
        let at = said.find(&format!("--> content/{name}.md:6:")).unwrap_or_else(|| panic!("{name}: {said}"));
        let (_, rest) = said.split_at(at);
        let told = rest.split("\n\n").next().unwrap_or(rest);
        assert!(told.contains(help), "{name}: {told}");
    }
    assert_eq!(said.matches("error[picture-format]").count(), cases.len() + 1, "{said}");
}

#[test]
fn an_address_that_windows_cannot_hold_is_refused_at_its_source() {
    let site = clinic()
        .page("content/con.md", "", "Pros and cons.")
        .page("content/about.md", "aliases = [\"/aux/\", \"/what?/\"]", "Words.")
        .page("content/lpt1/fine.md", "", "Words.");
    let files =
        [("static/nul.txt", ""), ("static/a.", ""), ("static/deep. /b.txt", ""), ("static/e|f.txt", "")];
    let folder = laid(&site, &files);
    let (good, said) = build(folder.path());
    assert!(!good);
    for place in ["content/con.md:2", "content/about.md:3", "content/lpt1/fine.md:2"]
        .iter()
        .chain(&files.map(|(path, _)| path))
    {
        assert!(said.contains(&format!("--> {place}")), "{place}: {said}");
    }
}

#[test]
fn a_file_goes_on_line_by_a_whole_address_however_the_host_is_written() {
    let site = clinic()
        .site("[clinic]\nbooking_url = \"https://clinic.example/book-1.pdf\"\n")
        .page(
            "content/about.md",
            "[extra]\nsheet = \"HTTPS://clinic.example:443/sheet-2.pdf\"",
            "[Three (PDF)](http://clinic.example/form-3.pdf) [Four (PDF)](https://CLINIC.Example/form-4.pdf#page=2)\n\n\
             [Not ours (PDF)](https://files.example/other-7.pdf)",
        )
        .file(
            "content/events/talk.md",
            "+++\ntitle = \"A talk\"\nstart = 2026-12-03T18:00:00Z\nend = 2026-12-03T19:00:00Z\nformat = \"online\"\n\
             register_url = \"https://clinic.example/files/form-5.pdf\"\n+++\n\nCome.\n",
        )
        .file(
            "content/articles/flu.md",
            "+++\ntitle = \"Flu\"\ndate = 2026-05-04\nkey_points = [\"It is on https://clinic.example/key-6.pdf today.\"]\n\
             +++\n\nRest.\n",
        );
    let names = [
        "book-1.pdf",
        "sheet-2.pdf",
        "form-3.pdf",
        "form-4.pdf",
        "files/form-5.pdf",
        "key-6.pdf",
        "other-7.pdf",
    ];
    let files: Vec<_> = names.iter().map(|name| (format!("content/{name}"), "FILE")).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let folder = laid(&site, &files);
    let (good, said) = build(folder.path());
    assert!(good, "{said}");
    for name in names {
        let is_ours = name != "other-7.pdf";
        assert_eq!(folder.path().join("public").join(name).is_file(), is_ours, "{name}: {said}");
    }
}

#[test]
fn words_for_a_page_that_is_not_made_are_named_and_bring_no_file() {
    let site = clinic()
        .site("[clinic]\ncountry = \"GB\"\n")
        .page("content/pricing.md", "", "[Fees (PDF)](fees-1.pdf)")
        .page("content/good-faith-estimate.md", "", "[Form (PDF)](form-2.pdf)")
        .page("content/conditions/flu.md", "", "[Sheet (PDF)](/sheet-3.pdf)");
    let names = ["fees-1.pdf", "form-2.pdf", "sheet-3.pdf"];
    let files: Vec<_> = names.iter().map(|name| (format!("content/{name}"), "SECRET")).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let folder = laid(&site, &files);
    let (good, said) = build(folder.path());
    assert!(good && !published(folder.path()).contains("SECRET"), "{said}");
    assert!(
        said.contains("there is no price list") && said.contains("has no Good Faith Estimate page"),
        "{said}"
    );
    assert!(said.contains("no page names the condition `flu`"), "{said}");
}

#[test]
fn what_stands_behind_the_name_of_a_file_stays_as_it_is_written() {
    let site = clinic().page("content/about.md", "", "[Leaflet (PDF)](/leaflet.pdf#page=2&zoom=80,%20é)");
    let folder = laid(&site, &[("static/leaflet.pdf", "FILE")]);
    let (good, said) = build(folder.path());
    let page = fs::read_to_string(folder.path().join("public/about/index.html")).unwrap_or_default();
    assert!(good && page.contains("href=\"/leaflet.pdf#page=2&amp;zoom=80,%20%C3%A9\""), "{said}{page}");
}
