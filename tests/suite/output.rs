//! What machines read.

use crate::clinic::{Clinic, clinicsite};

#[test]
fn the_feed_has_whole_entries_with_whole_addresses() {
    let site = Clinic::new()
        .site("[clinic]\n")
        .file("site.toml", "title = \"Ear & Nose <Clinic>\"\nbase_url = \"https://clinic.example/ent\"\n")
        .article("sinus", "See [ears](ears.md) and [below](#rinse).\n\n## Rinse\n\n5 < 6")
        .article("ears", "Wax.")
        .build();
    let feed = site.get("/feed.xml");
    assert!(feed.contains("<title>Ear &amp; Nose &lt;Clinic&gt;</title>"), "{feed}");
    assert!(feed.contains("https://clinic.example/ent/articles/ears/&quot;"), "{feed}");
    assert!(feed.contains("https://clinic.example/ent/articles/sinus/#rinse&quot;"), "{feed}");
    assert!(feed.contains("5 &amp;lt; 6"), "{feed}");
}

#[test]
fn noindex_keeps_a_page_out_of_lists_for_machines() {
    let site = Clinic::new()
        .article("open", "A.")
        .page("content/articles/shut.md", "date = 2026-05-04\nnoindex = true", "A.")
        .build();
    for file in ["/feed.xml", "/sitemap.xml", "/llms.txt", "/articles/feed.xml"] {
        site.shows(file, "/articles/open/");
        site.hides(file, "/articles/shut/");
    }
}

#[test]
fn a_calendar_file_has_crlf_and_the_stamp_of_its_page() {
    let site = Clinic::new().page("content/events/x.md", "summary = \"Bring friends, please\"\nupdated = 2026-11-02\nstart = 2026-12-03T18:00:00-05:00\nend = 2026-12-03T19:00:00-05:00", "W.").build();
    site.shows("/events/x/", "href=\"/events/x/event.ics\"");
    let file = site.get("/events/x/event.ics");
    for line in [
        "DTSTAMP:20261102T000000Z",
        "DTSTART:20261203T230000Z",
        "DTEND:20261204T000000Z",
        "DESCRIPTION:Bring friends\\, please",
    ] {
        assert!(file.contains(&format!("{line}\r\n")), "{line} in\n{file}");
    }
}

#[test]
fn redirects_are_pages_and_lines() {
    let site =
        Clinic::new().page("content/articles/x.md", "date = 2026-05-04\naliases = [\"/old/\"]", "A.").build();
    site.shows("/old/", "url=https://clinic.example/articles/x/");
    site.shows("/_redirects", "/old/ https://clinic.example/articles/x/ 301\n");
}

#[test]
fn a_sites_own_template_asset_and_phrase_take_the_themes_place() {
    let site = Clinic::new()
        .article("x", "A.")
        .file("templates/robots.txt", "User-agent: mine\n")
        .file(
            "templates/404.html",
            "{% extends \"meridian/404.html\" %}{% block main %}Lost? {{ super() }}{% endblock %}",
        )
        .file("phrases/en.toml", "home = \"Start\"\n")
        .build();
    assert_eq!(site.get("/robots.txt"), "User-agent: mine\n");
    site.shows("/404.html", "Lost? ");
    site.shows("/articles/x/", ">Start</a>");
}

#[test]
fn every_page_has_the_strict_policy_and_no_inline_script_or_style() {
    let site = Clinic::new()
        .article("x", "A.")
        .prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n")
        .build();
    for (name, text) in
        site.files.iter().filter(|(name, text)| name.ends_with(".html") && text.contains("<main id"))
    {
        assert!(text.contains("default-src &#39;none&#39;"), "{name}");
        assert!(
            !text.contains(" style=") && !text.contains("<style") && !text.contains("<script>"),
            "{name}"
        );
    }
}

#[test]
fn addresses_in_a_style_sheet_follow_the_fingerprints() {
    let folder = Clinic::new()
        .file("site.toml", "title = \"Harbor Clinic\"\nbase_url = \"https://clinic.example/hno\"\n")
        .file("content/x.md", "+++\ntitle = \"X\"\n+++\n")
        .file("assets/theme.css", "@import \"css/more.css\";\n/* url(no.png) */ a { b: url( 'img/a b.svg#c' ); c: \"url(no.png)\" }\n@media print { d { e: url(/favicon.svg) } }\n")
        .file("assets/css/more.css", "f { g: url(../img/d.svg); h: url(data:,); i: image-set(url(../img/d.svg) 1x) }\n")
        .file("assets/img/a b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("assets/img/d.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .lay();
    let ran = clinicsite(folder.path(), &["build"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let assets = folder.path().join("public/assets");
    let named = |folder: &str, start: &str| {
        let names = std::fs::read_dir(assets.join(folder)).unwrap().map(|file| file.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).find(|name| name.starts_with(start)).unwrap()
    };
    let theme = std::fs::read_to_string(assets.join(named("", "theme."))).unwrap();
    let picture = named("img", "a b.").replace(' ', "%20");
    let d = named("img", "d.");
    let rules = [
        format!(
            "f{{g: url(\"/hno/assets/img/{d}\");h: url(data:,);i: image-set(url(\"/hno/assets/img/{d}\") 1x)}}\n"
        ),
        format!("a{{b: url(\"/hno/assets/img/{picture}#c\");c: \"url(no.png)\"}}\n"),
        "@media print{d{e: url(\"/hno/favicon.svg\")}}\n".to_owned(),
    ];
    assert!(theme.ends_with(&rules.concat()), "{theme}");
}

#[test]
fn a_dead_or_foreign_address_in_a_style_sheet_has_its_place() {
    let folder = Clinic::new()
        .file("assets/theme.css", "a {\n  b: url(lost.woff2);\n  c: url(https://fonts.example/a.woff2);\n}\n")
        .file("assets/a.css", "@import \"b.css\";\n")
        .file("assets/b.css", "@import \"a.css\";\n")
        .lay();
    let ran = clinicsite(folder.path(), &["build"]);
    let messages = String::from_utf8_lossy(&ran.stderr).into_owned();
    for wanted in [
        "assets/theme.css:2:6",
        "no asset `lost.woff2`",
        "assets/theme.css:3:6",
        "from another host",
        "assets/b.css:1:9",
    ] {
        assert!(messages.contains(wanted), "{wanted}\n{messages}");
    }
}
