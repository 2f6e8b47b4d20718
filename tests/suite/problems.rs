//! Messages of a build: a small clinic that breaks a rule, the place and the words. (`rules` goes through all.)

use clinicsite::problem::Rule;

use crate::clinic::Clinic;

const ADDRESS: &str = "address = { street = \"2 B St\", locality = \"Salem\", country = \"US\" }";

/// Rule, clinic, what the message must hold.
fn cases() -> Vec<(Rule, Clinic, &'static str)> {
    let page = |keys: &str, body: &str| Clinic::new().page("content/x.md", keys, body);
    let article = |body: &str| Clinic::new().article("x", body);
    let prices = |text: &str| Clinic::new().prices(text);
    let site = |lines: &str| Clinic::new().site(lines);
    vec![
        (Rule::ControlCharacter, page("summary = \"a\\u000Bb\"", ""), "content/x.md:3:11"),
        (Rule::UnusedFile, Clinic::new().file("content/other.toml", ""), "content/other.toml"),
        (Rule::FrontMatter, Clinic::new().file("content/x.md", "---\ntitle: A\n---\n"), "content/x.md:1:1"),
        (Rule::Syntax, site("a = \n"), "site.toml:3:"),
        (Rule::UnknownKey, page("sumary = \"a\"", ""), "help: did you mean `summary`?"),
        (Rule::MissingKey, Clinic::new().file("content/x.md", "+++\n+++\n"), "needs the key `title`"),
        (Rule::WrongType, page("weight = \"a\"", ""), "content/x.md:3:10"),
        (Rule::BadValue, site("utc_offset = \"5\"\n"), "site.toml:3:14"),
        (Rule::BadDate, page("date = \"2026-05-04\"", ""), "write the date without quotes"),
        (Rule::BadSlug, page("aliases = [\"/../a/\"]", ""), "`/../a/`"),
        (Rule::NotYet, Clinic::new().page("content/x.es.md", "", ""), "not built yet"),
        (
            Rule::DuplicateAddress,
            page("", "").page("content/X.md", "", ""),
            "two sources want the address `/x/`",
        ),
        (
            Rule::DuplicateTerm,
            Clinic::new()
                .page("content/articles/a.md", "date = 2026-05-04\nconditions = [\"Hay fever\"]", "")
                .page("content/articles/b.md", "date = 2026-05-04\nconditions = [\"Hay-fever!\"]", ""),
            "want one address",
        ),
        (
            Rule::DuplicateId,
            prices("[[services]]\nid = \"a\"\nname = \"A\"\n[[services]]\nid = \"a\"\nname = \"B\"\n"),
            "already in line 3",
        ),
        (Rule::UnknownTerm, Clinic::new().page("content/conditions/flu.md", "", ""), "no article names"),
        (Rule::DeadLink, article("[a](lost.md)"), "content/articles/x.md:6:1"),
        (Rule::DeadFragment, article("[a](#lost)"), "no heading `lost`"),
        (Rule::DeadFile, article("![a](lost.png)"), "no file `lost.png`"),
        (Rule::DeadFootnote, article("a[^b]"), "content/articles/x.md:6:2"),
        (Rule::Scheme, article("[a](javascript:b)"), "javascript"),
        (Rule::RawHtml, article("<p onclick=\"a\">b</p>"), "content/articles/x.md:6:"),
        (Rule::EmptyLink, article("[](https://a.example)"), "content/articles/x.md:6:1"),
        (Rule::HeldBack, article("[a](../y.md)").page("content/y.md", "draft = true", ""), "held back"),
        (
            Rule::UnknownPage,
            Clinic::new().page("content/articles/a.md", "date = 2026-05-04\nservices = [\"lost\"]", ""),
            "`content/services/`",
        ),
        (Rule::UnknownPrice, article("[](price:lost)"), "content/articles/x.md:6:1"),
        (
            Rule::WrongPrice,
            article("[$2](price:a)").prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n"),
            "the price list $1",
        ),
        (
            Rule::WrongTotal,
            prices(
                "[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n[[examples]]\nid = \"b\"\nname = \"B\"\nlines = [{ id = \"a\" }]\ntotal = 2\n",
            ),
            "content/prices.toml:10:9",
        ),
        (
            Rule::DearBundle,
            prices(
                "[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n[[bundles]]\nid = \"b\"\nname = \"B\"\nlines = [{ id = \"a\" }]\nprice = 2\n",
            ),
            "its parts only $1",
        ),
        (Rule::NoBooking, article("[a](book:)"), "booking_url"),
        (
            Rule::Currency,
            Clinic::new().file("content/prices.toml", "currency = \"dollars\"\n"),
            "content/prices.toml:1:12",
        ),
        (
            Rule::Language,
            site("language = \"ko\"\n"),
            "en-US, en, en-GB, en-AU, en-CA, en-IE, en-NZ, de, de-DE, fr, fr-FR, es-US",
        ),
        (Rule::Theme, site("theme = \"meridan\"\n"), "help: did you mean `meridian`?"),
        (
            Rule::Template,
            article("a").file("templates/article.html", "{{ page.titel }}"),
            "templates/article.html:1:",
        ),
        (
            Rule::Phrase,
            article("a")
                .file("phrases/en.toml", "")
                .site("language = \"de\"\n")
                .file("themes/own/phrases/en.toml", "zebra = \"Z\"\n")
                .file("themes/own/theme.toml", "name = \"own\"\n")
                .file("themes/own/assets.toml", "")
                .site("theme = \"own\"\n"),
            "`zebra`",
        ),
        (
            Rule::Amount,
            prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = \"$800\"\n"),
            "content/prices.toml:5:9",
        ),
        (Rule::ValidUntil, prices("valid_until = 2026-01-01\n"), "content/prices.toml:2:15"),
        (
            Rule::PlanPeriod,
            prices("[[plans]]\nid = \"a\"\nname = \"A\"\nprice = 1\n"),
            "needs the key `period`",
        ),
        (
            Rule::Comparison,
            prices(
                "[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\n[[comparisons]]\nid = \"a\"\nlabel = \"B\"\nprice = 2\n",
            ),
            "`retrieved`",
        ),
        (
            Rule::RangeOrder,
            prices("[[services]]\nid = \"a\"\nname = \"A\"\nprice = { from = 3, to = 2 }\n"),
            "content/prices.toml:5:9",
        ),
        (
            Rule::UnknownPerson,
            Clinic::new().page("content/articles/a.md", "date = 2026-05-04\nauthors = [\"nobody\"]", ""),
            "content/articles/a.md:4:12",
        ),
        (
            Rule::ReviewAhead,
            Clinic::new().page("content/articles/a.md", "date = 2026-05-04\nreviewed = 2026-12-02", ""),
            "in the future",
        ),
        (Rule::UnknownSource, article("a [@lost]"), "content/articles/x.md:6:4"),
        (
            Rule::Identifier,
            Clinic::new()
                .file("content/sources.toml", "[[sources]]\nid = \"a\"\ntitle = \"A\"\ndoi = \"10.1001\"\n"),
            "content/sources.toml:4:7",
        ),
        (
            Rule::Testimonial,
            Clinic::new().page("content/testimonials/a.md", "", "Good."),
            "needs the key `consent`",
        ),
        (Rule::NoAlt, article("![](/favicon.svg)"), "content/articles/x.md:6:1"),
        (Rule::EmptyHeading, article("## "), "content/articles/x.md:6:1"),
        (Rule::HeadingId, article("## A {#a}\n\n## B {#a}"), "content/articles/x.md:8:"),
        (Rule::Contrast, site("[theme_options]\naccent = \"#aaaaaa\"\n"), "site.toml:4:10"),
        (Rule::Behaviour, article("<p tabindex=\"3\">a</p>"), "content/articles/x.md:6:"),
        (Rule::OtherHost, article("![a](https://cdn.example/a.png)"), "`cdn.example`"),
        (
            Rule::Form,
            article("<form method=\"post\" action=\"https://forms.example/\"><p>a</p></form>"),
            "content/articles/x.md:6:",
        ),
        (Rule::EstimateContact, site("[clinic]\ncountry = \"US\"\n"), "names no way to ask"),
        (
            Rule::BadValue,
            Clinic::new().page("content/locations/a.md", &format!("{ADDRESS}\nhours = [\"Mon 9-5\"]"), ""),
            "are no opening hours",
        ),
    ]
}

#[test]
fn messages_have_their_places() {
    for (rule, clinic, wanted) in cases() {
        let messages = clinic.messages();
        let mine: Vec<_> =
            messages.split("\n\n").filter(|one| one.contains(&format!("[{}]", rule.id()))).collect();
        assert!(mine.iter().any(|one| one.contains(wanted)), "{}: `{wanted}` in\n{messages}", rule.id());
    }
}

#[test]
fn the_message_of_the_design_is_word_for_word() {
    let messages = Clinic::new()
        .site("[clinic]\ncountry = \"GB\"\n")
        .prices("[[services]]\nid = \"blood-patch\"\nname = \"Patch\"\nprice = 800\n")
        .article("do-leaks-heal", "A patch costs [](price:blood-pach) here.")
        .messages();
    snapbox::assert_data_eq!(
        messages.trim_end(),
        snapbox::str![[r#"
error[unknown-price]: there is no price `blood-pach`
 --> content/articles/do-leaks-heal.md:6:15
  |
6 | A patch costs [](price:blood-pach) here.
  |               ^^^^^^^^^^^^^^^^^^^^ no entry of content/prices.toml has this id
help: did you mean `blood-patch`?
"#]]
    );
}

#[test]
fn all_faults_are_told_in_one_run() {
    let messages = Clinic::new()
        .site("colour = 1\n")
        .page("content/a.md", "sumary = \"x\"", "[b](lost.md)")
        .prices("[[services]]\nid = \"a\"\nname = \"A\"\nprize = 1\n")
        .messages();
    for rule in ["site.toml:3:1", "content/a.md:3:1", "content/a.md:6:1", "content/prices.toml:5:1"] {
        assert!(messages.contains(rule), "{rule}\n{messages}");
    }
}

#[test]
fn without_what_nothing_can_go_on_without_the_rest_is_still_told() {
    let messages = Clinic::new()
        .file("site.toml", "title = \"Harbor Clinic\"\n")
        .file("content/prices.toml", "[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1,50\nprize = 2\n")
        .file("content/sources.toml", "[[sources]]\nid = \"a\"\n")
        .messages();
    for wanted in ["needs the key `base_url`", "content/prices.toml:4:", "content/sources.toml:1:"] {
        assert!(messages.contains(wanted), "{wanted}\n{messages}");
    }
    let messages = Clinic::new()
        .file("content/prices.toml", "[[services]]\nid = \"a\"\nname = \"A\"\nprice = \"1.234\"\nprize = 2\n")
        .messages();
    for wanted in ["needs the key `currency`", "content/prices.toml:5:1"] {
        assert!(messages.contains(wanted), "{wanted}\n{messages}");
    }
    assert!(
        !messages.contains("1.234"),
        "no amount has too many decimals for a currency nobody knows\n{messages}"
    );
}

#[test]
fn files_that_cannot_be_read_as_they_are() {
    let folder = Clinic::new().lay();
    std::fs::create_dir_all(folder.path().join("content")).unwrap();
    std::fs::write(folder.path().join("content/a.md"), b"+++\ntitle = \"A\xff\"\n+++\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hosts", folder.path().join("content/link.md")).unwrap();
    std::fs::write(folder.path().join("content/b.md"), "+++\ntitle = \"B\"\n+++\n\n![Talk](talk.mp4)\n")
        .unwrap();
    std::fs::write(folder.path().join("content/talk.mp4"), "x").unwrap();
    let ran = crate::clinic::clinicsite(folder.path(), &["build"]);
    let messages = String::from_utf8_lossy(&ran.stderr).into_owned();
    for wanted in [
        "error[not-utf8]: this file is not UTF-8",
        "content/a.md:2:",
        "warning[symbolic-link]",
        "error[A10]: a video without captions",
    ] {
        assert!(messages.contains(wanted), "{wanted}\n{messages}");
    }
}
