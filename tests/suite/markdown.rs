//! Markdown as a page shows it.

use crate::clinic::Clinic;

#[test]
fn money_is_not_mathematics() {
    let site = Clinic::new().article("x", "A visit is $100-$300 in all. Pay $50/visit,$80/pair.").build();
    site.shows("/articles/x/", "A visit is $100-$300 in all. Pay $50/visit,$80/pair.");
}

#[test]
fn three_headings_make_contents_and_each_has_its_own_id() {
    let site =
        Clinic::new().article("x", "## Prices\n\nA.\n\n## Prices\n\nB.\n\n#### Late {#late}\n\nC.").build();
    let page = site.main("/articles/x/");
    for text in ["<h2 id=\"prices\">", "<h3 id=\"late\">", "href=\"#late\"", "On this page"] {
        assert!(page.contains(text), "{text}\n{page}");
    }
    assert_eq!(page.matches("id=\"prices\"").count(), 1);
}

#[test]
fn citations_are_numbered_by_first_mention_with_links_back() {
    let site = Clinic::new()
        .file("content/sources.toml", "[[sources]]\nid = \"b\"\nauthors = \"Lee A\"\ntitle = \"Rest\"\njournal = \"J\"\nyear = 2020\ndoi = \"https://doi.org/10.1000/x\"\nevidence = \"trial\"\n[[sources]]\nid = \"a\"\ntitle = \"Sleep\"\n")
        .article("x", "One [@b]. Two [@a; @b].").build();
    let page = site.main("/articles/x/");
    let first = "One\u{a0}<sup class=\"cite\"><a href=\"#_ref-1\" id=\"_cite-1-1\" aria-label=\"Reference 1\">[1]</a></sup>.";
    assert!(page.contains(first), "{page}");
    assert!(page.contains("href=\"#_cite-1-2\"") && page.contains("href=\"#_cite-2-1\""), "{page}");
    assert!(page.contains("Lee A. <cite>Rest</cite>. J, 2020. <span class=\"evidence\">Trial</span> <a href=\"https://doi.org/10.1000/x\">doi:10.1000/x</a>"), "{page}");
}

#[test]
fn a_booking_link_alone_is_a_button() {
    let site = Clinic::new()
        .site("[clinic]\nbooking_url = \"https://b.example/\"\n")
        .article("x", "[Book now](book:)")
        .build();
    site.shows("/articles/x/", "<a href=\"https://b.example/\" class=\"button\">Book now</a>");
}

#[test]
fn links_to_files_lead_to_addresses() {
    let site = Clinic::new()
        .article("a", "[b](b.md#part) [c](../faq/cost.md) [d](/articles/b.md)")
        .article("b", "## Part\n\nW.")
        .page("content/faq/cost.md", "", "Little.")
        .build();
    for link in ["/articles/b/#part", "/faq/#cost", "/articles/b/"] {
        site.shows("/articles/a/", &format!("href=\"{link}\""));
    }
}
