//! When to get help at once: one file, in a box on every page that an ill person may read.

use crate::clinic::{Clinic, Site};
use crate::photo;

const ILL: &str = "date = 2026-05-04\nconditions = [\"Heel pain\"]";

/// A clinic with the box, an article and a service on a condition.
fn clinic() -> Clinic {
    Clinic::new()
        .file(
            "content/urgent-help.md",
            "+++\ntitle = \"Get help at once\"\n+++\n\nCall 911 if your leg is BLUE.\n",
        )
        .page(
            "content/articles/heel.md",
            ILL,
            "Rest.\n\n> A quotation.\n\n## Walking\n\nSlowly.\n\n## Running\n\nNo.",
        )
        .page(
            "content/services/visit.md",
            "summary = \"We look.\"\nconditions = [\"Heel pain\"]",
            "We look at it.",
        )
        .page("content/about.md", "", "We listen.\n\n## Since 2010\n\nYes.")
}

const BOX: &str = "<section class=\"alert alert-warning\" aria-labelledby=\"_urgent-help\">\
                   <h2 class=\"alert-title\" id=\"_urgent-help\">Get help at once</h2>\n\
                   <p>Call 911 if your leg is BLUE.</p>\n</section>\n";

/// What stands around the box on a page.
#[track_caller]
fn around<'s>(site: &'s Site, path: &str) -> (&'s str, &'s str) {
    let main = site.main(path);
    assert_eq!(main.matches("BLUE").count(), 1, "{main}");
    main.split_once(BOX).unwrap_or_else(|| panic!("{main}"))
}

/// The ids and paths of what `check` finds of these rules.
fn found(clinic: &Clinic, rules: &[&str]) -> Vec<String> {
    let found = clinic.findings();
    let mine = found.iter().filter(|one| rules.contains(&one.rule.id()));
    mine.map(|one| format!("{} {}", one.rule.id(), one.place.source.path)).collect()
}

#[test]
fn the_box_stands_above_the_first_heading_of_what_the_ill_read() {
    let site = clinic().build();
    let (above, below) = around(&site, "/articles/heel/");
    assert!(above.contains("<p>Rest.</p>") && above.ends_with("</blockquote>\n"), "{above}");
    assert!(below.starts_with("<h2 id=\"walking\">"), "{below}");
    // Where there is no heading it comes first.
    let (_, below) = around(&site, "/services/visit/");
    assert!(below.starts_with("<p>We look at it.</p>"), "{below}");
    site.hides("/about/", "BLUE");
    assert!(!site.has("/urgent-help/"), "it is no page");
    for file in ["sitemap.xml", "llms.txt", "feed.xml"] {
        assert!(!site.get(file).contains("urgent-help/"), "{file}");
    }
    site.shows("articles/feed.xml", "Call 911 if your leg is BLUE.");
}

#[test]
fn a_page_may_ask_for_the_box_or_do_without_it() {
    let clinic = clinic()
        .page("content/articles/rash.md", &format!("{ILL}\nurgent_help = false"), "Cream.")
        .page("content/about.md", "urgent_help = true", "")
        .page("content/faq/_index.md", "urgent_help = true", "Ask.")
        .page("content/faq/run.md", "", "No.")
        .page("content/conditions/heel-pain.md", "urgent_help = true", "Pain below the heel.");
    let site = clinic.build();
    site.hides("/articles/rash/", "BLUE");
    for path in ["/about/", "/faq/", "/conditions/heel-pain/"] {
        around(&site, path);
    }
}

#[test]
fn no_heading_inside_of_something_is_torn_off() {
    for (body, behind) in [
        ("One.\n\n> Two.\n>\n> ## Three\n", "<blockquote>"),
        ("One.\n\n- Two\n\n  ## Three\n", "<ul>"),
        ("One.\n\n<h3>Two</h3>\n\n## Three\n", "<h2>Two</h2>"),
        ("One.\n\n<div>\n\nTwo.\n\n## Three\n\n</div>\n", "<div>"),
        ("One [fee](price:visit).\n\n[](price:visit)\n\n## Three\n", "<h2 id=\"three\">"),
        ("## Three\n\nOne.", "<h2 id=\"three\">"),
        ("![A foot](/foot.png)\n\n## Three\n\nOne.", "<h2 id=\"three\">"),
        ("Note[^1].\n\n[^1]: ## Three\n", "<p>Note"),
    ] {
        let prices = "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n";
        let site = clinic()
            .prices(prices)
            .bytes("static/foot.png", &photo::drawing(60, 40))
            .page("content/articles/heel.md", ILL, body)
            .build();
        let (_, below) = around(&site, "/articles/heel/");
        assert!(below.trim_start().starts_with(behind), "{body}\n{below}");
    }
}

#[test]
fn its_links_prices_and_notes_are_those_of_any_text_and_it_cites_nothing() {
    let text = |body: &str| format!("+++\ntitle = \"Help & care\"\n+++\n\n{body}\n");
    let clinic = clinic().prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n");
    let site = clinic
        .clone()
        .file("content/urgent-help.md", &text("[Us](about.md), [](price:visit).\n\n## Signs\n\nPain.\n"))
        .build();
    site.shows("/articles/heel/", "Help &amp; care</h2>\n<p><a href=\"/about/\">Us</a>, ");
    site.shows("/articles/heel/", "$80");
    site.shows("/articles/heel/", "<h3 id=\"urgent-help-signs\">Signs</h3>");
    let cited = clinic.clone().file("content/urgent-help.md", &text("Call [@cdc].")).messages();
    assert!(cited.contains("error[citation-place]: nothing can be cited here"), "{cited}");
    let linked = clinic.clone().page("content/about.md", "", "[Help](urgent-help.md)").messages();
    assert!(linked.contains("error[dead-link]: `urgent-help.md` has no page of its own"), "{linked}");
    let twice = clinic.file("content/urgent-help.md", &text("## Walking {#walking}\n\nCall.")).messages();
    assert!(
        twice.contains("error[A05]: the id `walking` stands twice\n  --> content/articles/heel.md:11"),
        "{twice}"
    );
}

#[test]
fn a_page_that_asks_for_a_box_that_is_not_there_is_told() {
    let about = |keys: &str| Clinic::new().page("content/about.md", keys, "We listen.");
    let none = about("urgent_help = true").messages();
    assert!(none.contains("error[no-urgent-help]: there is no box of urgent help to show"), "{none}");
    assert!(none.contains("help: write `content/urgent-help.md`"), "{none}");
    let draft = about("urgent_help = true").page("content/urgent-help.md", "draft = true", "Call.");
    assert!(
        draft.messages().contains("warning[held-back, due]: the box of urgent help is held back"),
        "{}",
        draft.messages()
    );
    draft.build().hides("/about/", "Call.");
    draft.with(|options| options.drafts = true).build().shows("/about/", "Call.");
    let unread =
        about("urgent_help = true").file("content/urgent-help.md", "+++\ntitle = \"A\nx\n+++\n").messages();
    assert!(!unread.contains("no-urgent-help") && unread.contains("error[syntax]"), "{unread}");
    let question = clinic().page("content/faq/run.md", "urgent_help = true", "No.").messages();
    assert!(
        question.contains("error[bad-value]") && question.contains("content/faq/_index.md"),
        "{question}"
    );
    let again =
        clinic().file("content/urgent-help.markdown", "+++\ntitle = \"B\"\n+++\n\nRing.\n").messages();
    assert!(again.contains("the box of urgent help is written twice"), "{again}");
}

#[test]
fn words_that_no_page_shows_are_held_back_with_the_reason() {
    let clinic =
        Clinic::new().page("content/urgent-help.md", "", "Call.").page("content/about.md", "", "We.");
    let wanted = [("content/urgent-help.md".to_owned(), "no page asks for it".to_owned())];
    assert_eq!(clinic.build().held_back, wanted);
    let near = Clinic::new().page("content/urgent_help.md", "", "Call.").messages();
    assert!(near.contains("help: rename it to `content/urgent-help.md`"), "{near}");
}

#[test]
fn a_page_on_a_condition_says_when_to_get_help() {
    let rules = ["M17", "emergency-number"];
    assert_eq!(found(&clinic(), &rules), [""; 0]);
    let own = |body: &str| {
        let clinic = Clinic::new().page("content/articles/heel.md", ILL, body);
        found(&clinic, &["M17"]).is_empty()
    };
    for said in [
        "## When to get urgent help\n\nIf it is blue.",
        "## Call us at once if\n\nIt is blue.",
        "## Red flags\n\nBlue.",
        "> [!WARNING]\n> Call 911 if it is blue.",
        "> [!CAUTION]\n> - Blue toes: go to an emergency department.",
    ] {
        assert!(own(said), "{said}");
    }
    for unsaid in [
        "## Our doctors\n\nThey listen.",
        "## What helps\n\nRest.",
        "> [!WARNING]\n> Prices change in April.",
        "> [!NOTE]\n> Call 911 if it is blue.",
        "Call 911 if it is blue.",
    ] {
        assert!(!own(unsaid), "{unsaid}");
    }
    let without = clinic().page(
        "content/services/visit.md",
        "summary = \"We.\"\nconditions = [\"Heel pain\"]\nurgent_help = false",
        "We.",
    );
    assert_eq!(found(&without, &rules), ["M17 content/services/visit.md"]);
    let draft = clinic().page("content/urgent-help.md", "draft = true", "Call.").findings();
    let help = |one: &clinicsite::Problem| one.help.clone().unwrap();
    let held: Vec<_> = draft.iter().filter(|one| one.rule.id() == "M17").map(help).collect();
    assert!(held.len() == 2 && held[0].starts_with("publish `content/urgent-help.md`"), "{held:?}");
    // What days alone have taken away is due.
    let ended = clinic().page("content/urgent-help.md", "expires = 2026-11-30", "Call.").findings();
    let due: Vec<bool> = ended.iter().filter(|one| one.rule.id() == "M17").map(|one| one.due).collect();
    assert_eq!(due, [true, true]);
    // In the US the box names 911, and is told once if it does not.
    let unnamed =
        clinic().site("[clinic]\ncountry = \"US\"\n").page("content/urgent-help.md", "", "Go to a hospital.");
    assert_eq!(found(&unnamed, &rules), ["emergency-number content/urgent-help.md"]);
    let named = unnamed.site("emergency = \"In an emergency call 911.\"\n");
    assert_eq!(found(&named, &rules), [""; 0]);
}
