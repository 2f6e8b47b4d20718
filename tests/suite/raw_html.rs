//! Raw HTML on a page: what it may load, where it may lead, what of it is read.

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
