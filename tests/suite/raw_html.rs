//! Raw HTML on a page: what it may load, where it may lead, what of it is read.

use annotate_snippets::Renderer;

use crate::clinic::Clinic;

const PRICES: &str = "[[services]]\nid = \"scan\"\nname = \"Scan\"\nprice = 95\n\
                      [[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"scan\", count = 2 }]\n";

/// The lines in which a rule is told.
fn lines(messages: &str, rule: &str) -> Vec<usize> {
    let told = messages.split("\n\n").filter(|one| one.contains(&format!("[{rule}]")));
    let line = |one: &str| one.split("a.md:").nth(1)?.split(':').next()?.parse().ok();
    told.filter_map(line).collect()
}

#[test]
fn nothing_in_a_drawing_loads_from_another_host() {
    for tag in [
        "<image href=\"https://other.example/a.png\"/>",
        "<IMAGE xlink:href='https://other.example/a.png'/>",
        "<use href=\"https:&#47;/other.example/a.svg#b\"/>",
        "<filter id=\"f\"><feImage href=\"https://other.example/a.png\"/></filter>",
    ] {
        let messages = Clinic::new().article("a", &format!("Rest.\n\n<svg>{tag}</svg>")).messages();
        assert_eq!(lines(&messages, "V01"), [8], "{tag}: {messages}");
    }
    let inner = "<rect fill=\"URL(https://other.example/a.svg#b)\" style=\"mask:url(//other.example)\"/>";
    let quiet = "<b attributionsrc=\"https://other.example/\" background=\"//other.example\">x</b>";
    let site = Clinic::new().article("a", &format!("Rest. <svg>{inner}</svg> {quiet}")).build();
    assert!(site.files.values().all(|text| !text.contains("other.example")), "{}", site.warnings);
    assert_eq!(lines(&site.warnings, "raw-html").len(), 4, "{}", site.warnings);
}

#[test]
fn a_host_that_is_allowed_may_be_drawn_from() {
    let site = Clinic::new()
        .site("[privacy]\nallow = [\"cdn.example\"]\n")
        .article("a", "<svg><use href=\"https://cdn.example/a.svg#b\"/><use href=\"#c\"/><g id=\"c\"/></svg>")
        .build();
    site.shows("/articles/a/", "<use href=\"https://cdn.example/a.svg#b\"/><use href=\"#c\"/><g id=\"c\"/>");
}

#[test]
fn a_price_in_raw_html_is_the_price_of_the_list() {
    let clinic = |body: &str| Clinic::new().prices(PRICES).article("a", body);
    let site =
        clinic("<div><a href=\"price:scan\"></a> and <a href=estimate:year>the year</a></div>").build();
    site.shows(
        "/articles/a/",
        "<a class=\"price\" href=\"/pricing/#scan\">$95</a> and <a class=\"price\" href=\"/pricing/#year\">the year</a>",
    );
    let messages =
        clinic("It is <a href=price:skan>so much</a>.\n\n<p><a href=\"estimate:yaer\">x</a></p>").messages();
    assert_eq!(lines(&messages, "unknown-price"), [6, 8], "{messages}");
    assert!(messages.contains("did you mean `scan`?"), "{messages}");
    let messages = clinic("<p>It is <a href=price:scan>$90</a>.</p>").messages();
    assert_eq!(lines(&messages, "wrong-price"), [6], "{messages}");
}

#[test]
fn the_rest_of_an_article_is_not_lost_in_silence() {
    for (body, line) in [
        ("Rest.\n\n<iframe src=\"https://maps.example/\">\n\nNever two a day.", 8),
        ("Rest.\n\n- one <noembed>\n\nNever two a day.", 8),
        ("<style >\np { }\n\nNever two a day.", 6),
        ("Rest.\n\n<!-- to be written\n\nNever two a day.", 8),
    ] {
        let messages = Clinic::new().article("a", body).messages();
        assert_eq!(lines(&messages, "endless"), [line], "{body}: {messages}");
        assert!(messages.contains("so all that follows it is lost"), "{messages}");
    }
    let site = Clinic::new().article("a", "One</br>two <your name>").build();
    site.shows("/articles/a/", "<p>One<br>two </p>");
    assert!(site.warnings.contains("if these are words, write `\\<your`"), "{}", site.warnings);
}

/// What `check` says of an article.
fn told(body: &str) -> String {
    Clinic::new()
        .prices(PRICES)
        .article("b", "Rest.")
        .article("a", body)
        .findings()
        .render(&Renderer::plain())
}

#[test]
fn words_of_raw_html_are_held_to_the_rules_of_words() {
    for (raw, rule) in [
        ("<figure><figcaption>We guarantee relief.</figcaption></figure>", "M13"),
        ("<details><summary>We guarantee relief.</summary></details>", "M13"),
        ("<ul><li>Rest.<li>We guarantee relief.</ul>", "M13"),
        ("<dl><dt>Odds</dt><dd>90% of patients improve.</dd></dl>", "M14"),
        ("<div>It costs $<b>950</b>.</div>", "P04"),
        ("<section>A scan costs $95.</section>", "P10"),
        ("Ours is the <i>best clinic</i> in town.", "M15"),
        ("<center>Ours is the <font>best clinic</font> in town.</center>", "M15"),
        ("<p>Rest &amp; drink: we guarantee relief &ndash; really.</p>", "M13"),
    ] {
        let found = told(&format!("Ü Rest.\n\n{raw}"));
        assert_eq!(lines(&found, rule), [8], "{raw}: {found}");
    }
    for quiet in [
        "<blockquote>We guarantee relief.</blockquote>",
        "<p>They said <q>we guarantee relief</q>.</p>",
        "<p>Type <code>We guarantee relief.</code></p>",
        "<script>We guarantee relief.</script>",
        "<p>Do you guarantee relief?</p>",
    ] {
        let found = told(quiet);
        assert_eq!(lines(&found, "M13"), [0_usize; 0], "{quiet}: {found}");
    }
}

#[test]
fn a_finding_in_raw_html_marks_the_very_words() {
    let found = told("Ü Rest.\n\n<div\n>\n<p>Ö &amp; 5 &lt; 6: we guarantee relief.</p>\n</div>");
    assert!(found.contains("a.md:10:25"), "{found}");
    let found = told("Ü <b>go</b> to <a\nhref=\"b.md\">here</a>.");
    assert!(found.contains("a.md:6:16"), "{found}");
}

#[test]
fn links_pictures_tables_and_headings_in_raw_html_are_read() {
    for (raw, rule) in [
        ("Read <a href=\"b.md\">more</a> of it.", "A03"),
        ("<li><a href=\"b.md\"><b>Click</b> here</a></li>", "A03"),
        ("<img src=\"/favicon.svg\" alt=\"DSC0042\">", "A02"),
        ("<picture><img src=\"/favicon.svg\" alt=\"Photo of a knee\"></picture>", "A02"),
        ("<img src=\"/favicon.svg\" alt=\"Before the patch and after it\">", "M20"),
        ("See <a target=_BLANK href=\"https://rest.example\">the rest</a>.", "A09"),
        ("<table><tbody><tr><td>Mo<td>9 to 5</table>", "A06"),
        ("<table><tr><th>Day<th></table>", "A06"),
        ("<div><h3>Fees</h3><p>x</p><h6>Deep</h6></div>", "A04"),
        ("<h2></h2>", "empty-heading"),
        ("<audio controls src=\"talk.mp3\"></audio>", "transcript"),
    ] {
        let found = told(&format!("Rest.\n\n{raw}"));
        assert!(lines(&found, rule).contains(&8), "{raw}: {found}");
    }
    for (fine, rule) in [
        ("<a href=\"b.md\" aria-label=\"All of rest\">more</a>", "A03"),
        ("<a href=\"https://rest.example\" target=\"_blank\">The rest (opens a new window)</a>", "A09"),
        ("<table><tr><th>Day<td>Mo</table>", "A06"),
        ("<table role=presentation><tr><td>Mo</table>", "A06"),
        ("<h2>Fees</h2>\n\n### Deep", "A04"),
        ("<a href=price:scan>$95</a>", "P10"),
    ] {
        let found = told(fine);
        assert_eq!(lines(&found, rule), [0_usize; 0], "{fine}: {found}");
    }
}

#[test]
fn a_citation_in_a_block_of_html_is_text_and_cites_nothing() {
    let sources = "[[sources]]\nid = \"cdc\"\ntitle = \"Rest\"\nurl = \"https://cdc.example\"\nretrieved = 2026-05-04\n";
    let clinic = |body: &str| Clinic::new().file("content/sources.toml", sources).article("a", body);
    let found = clinic("<p>90% of patients improve [@cdc].</p>").findings().render(&Renderer::plain());
    assert_eq!(lines(&found, "M14"), [6], "{found}");
    let found = clinic("90% of <b>patients</b> improve [@cdc].").findings().render(&Renderer::plain());
    assert_eq!(lines(&found, "M14"), [0_usize; 0], "{found}");
}
