//! Nothing written is lost in silence, and what is nearly Markdown is told where it stands.

use crate::clinic::{Clinic, clinicsite};

/// The messages of a site whose articles hold these lines from line 6 on, in one line each.
fn told(body: &str) -> String {
    Clinic::new().article("x", body).messages()
}

#[test]
fn words_that_no_reader_sees_are_told_and_the_rest_is_published() {
    let clinic = Clinic::new().article(
        "x",
        "Twice a day.[^dose]\n\n| Visit | Fee |\n| --- | --- |\n| First | 40 | SUNDAYS-90 |\n\n[^dose]: With food.\n\n\
         [^dose]: NEVER-WITH-MILK.\n\n[^gone]: NOT-FOR-CHILDREN.",
    );
    let site = clinic.build();
    site.shows("/articles/x/", "With food.");
    for (line, words) in [
        (10, "the head of the table has 2 columns"),
        (14, "the footnote `dose` is defined twice"),
        (16, "the footnote `gone` is never mentioned"),
    ] {
        let place = format!("content/articles/x.md:{line}:");
        let said = site
            .warnings
            .split("\n\n")
            .any(|one| one.starts_with("warning[lost-words]") && one.contains(words) && one.contains(&place));
        assert!(said, "{line} {words}: {}", site.warnings);
    }
}

#[test]
fn a_link_to_nowhere_is_an_error_in_markdown_and_in_raw_html() {
    for link in
        ["[Ask us]()", "[Ask us](<>)", "[Ask us](#)", "<a href=\"\">Ask us</a>", "<a href=\" \">Ask us</a>"]
    {
        let said = told(&format!("Please {link} today."));
        assert!(
            said.starts_with("error[no-target]: the link leads nowhere\n --> content/articles/x.md:6:8"),
            "{link}: {said}"
        );
        assert!(said.contains("help: write "), "{said}");
    }
    assert!(told("[Ask us]()").contains("write `[Ask us](page.md)`"));
    assert!(told("![A foot]()").contains("error[no-target]: no file is named here"));
    let site = Clinic::new().article("x", "[Up](#top)").build();
    site.shows("/articles/x/", "<a href=\"#top\">Up</a>");
}

#[test]
fn a_blank_in_an_address_is_told() {
    for (link, help) in [
        ("[it](<https://a.example/the list>)", "`https://a.example/the%20list`"),
        ("<a href=\"https://a.example/q- s/x\">it</a>", "`https://a.example/q-%20s/x`"),
        ("[it](<tel:+1 617 555 0142>)", "`tel:+16175550142`"),
    ] {
        let said = told(&format!("See {link}."));
        assert!(
            said.contains("warning[blank-in-link]") && said.contains(help) && said.contains("x.md:6:5"),
            "{said}"
        );
    }
}

#[test]
fn marks_of_another_generator_make_no_element() {
    let clinic = Clinic::new().article("x", "Ask {{<figure src=\"a.png\">}} the {{<local de>}} desk.");
    let site = clinic.build();
    site.shows("/articles/x/", "Ask {{&lt;figure src=&quot;a.png&quot;&gt;}} the {{&lt;local de&gt;}} desk.");
    assert_eq!(site.warnings.matches("warning[near-markdown]").count(), 2, "{}", site.warnings);
}

#[test]
fn a_sentence_in_toml_is_read_as_a_page_is() {
    let site = Clinic::new()
        .page(
            "content/articles/x.md",
            "date = 2026-05-04\nkey_points = [\"Say \\\"yes\\\": **Rest **now, see [the plan](care plan.pdf).\"]",
            "Words.",
        )
        .build();
    for (column, mark) in [(29, "**Rest **"), (47, "[the plan](care plan.pdf)")] {
        let place = format!("content/articles/x.md:4:{column}");
        let said = site.warnings.split("\n\n").any(|one| one.contains(&place) && one.contains(mark));
        assert!(said, "{place}: {}", site.warnings);
    }
}

#[test]
fn addresses_and_one_tilde_are_read_as_github_reads_them() {
    let site = Clinic::new()
        .article(
            "x",
            "Write to desk@clinic.example or see www.clinic.example/map. ~Closed~, ~$100 to ~$300 [1][2].",
        )
        .build();
    site.shows("/articles/x/", "<a href=\"mailto:desk@clinic.example\">desk@clinic.example</a>");
    site.shows("/articles/x/", "<a href=\"http://www.clinic.example/map\">www.clinic.example/map</a>. <del>Closed</del>, ~$100 to ~$300 [1][2].");
    assert!(told("[the desk][2]").contains("the reference `2` is not defined"));
}

#[test]
fn a_link_finds_its_file_in_either_unicode_form() {
    for (file, link) in
        [("caf\u{e9}", "cafe\u{301}"), ("cafe\u{301}", "caf\u{e9}"), ("cafe\u{301}", "caf%C3%A9")]
    {
        let folder = Clinic::new()
            .article("a", &format!("[It]({link}.md) [there](/articles/{link}/)"))
            .article(file, "Words.")
            .lay();
        let ran = clinicsite(folder.path(), &["build"]);
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let page = std::fs::read_to_string(folder.path().join("public/articles/a/index.html")).unwrap();
        for words in ["It", "there"] {
            assert!(page.contains(&format!("<a href=\"/articles/caf%C3%A9/\">{words}</a>")), "{page}");
        }
    }
}

#[test]
fn a_page_that_is_nearly_something_else_is_not_said_to_be_passed_over() {
    let said = Clinic::new()
        .page("content/_index.md", "", "Welcome.")
        .page("content/index.md", "", "Welcome again.")
        .page("content/articles/_Index.md", "date = 2026-05-04", "Our articles.")
        .messages();
    for (path, right) in [
        ("content/index.md", "content/_index.md"),
        ("content/articles/_Index.md", "content/articles/_index.md"),
    ] {
        assert!(
            said.contains(&format!("`{path}` is a page of its own: nearly `{right}`, and not quite")),
            "{said}"
        );
    }
}
