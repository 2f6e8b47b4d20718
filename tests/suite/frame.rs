//! What stands round every page: announcements, header, menu, head, closing call, footer, booking bar.

use crate::clinic::{Clinic, Site};

const PHONE: &str = "phone = \"+1-617-555-0142\"\n";
const BOOK: &str = "booking_url = \"https://booking.example/us\"\n";

/// A clinic in the US with a page of most kinds, and these lines in `[clinic]`.
fn clinic(keys: &str) -> Clinic {
    let address = "address = { street = \"1 A St\", locality = \"Boston\", country = \"US\" }";
    Clinic::new()
        .site(&format!("[clinic]\ncountry = \"US\"\n{keys}"))
        .prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 120\nunit = \"visit\"\n")
        .page("content/about.md", "", "Words.")
        .page("content/privacy.md", "", "Words.")
        .page("content/locations/boston.md", address, "Here.")
        .page("content/services/feet.md", "summary = \"Feet.\"\nprices = [\"visit\"]", "Feet.")
        .article("rest", "Rest.")
        .article("more", "More.")
}

/// A page from one mark to the next.
#[track_caller]
fn part<'s>(site: &'s Site, path: &str, from: &str, to: &str) -> &'s str {
    let page = site.get(path);
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("{path} has no {from}:\n{page}"));
    rest.split_once(to).unwrap().0
}

fn menu<'s>(site: &'s Site, path: &str) -> &'s str {
    part(site, path, "<nav class=\"menu\"", "</nav>")
}

#[test]
fn the_menu_marks_the_page_and_the_section() {
    let site = clinic(BOOK)
        .site("[[menu]]\ntitle = \"Learn\"\nto = \"/articles/\"\n[[menu]]\ntitle = \"Home\"\nto = \"/\"\n[[menu]]\ntitle = \"Costs\"\nto = \"/pricing/\"\n")
        .build();
    let learn = |mark: &str| format!("<a href=\"/articles/\"{mark}>Learn</a>");
    assert!(menu(&site, "/articles/").contains(&learn(" aria-current=\"page\"")));
    assert!(menu(&site, "/articles/rest/").contains(&learn(" aria-current=\"true\"")));
    for path in ["/", "/pricing/", "/services/feet/", "/about/", "/404.html"] {
        assert!(menu(&site, path).contains(&learn("")), "{path}:\n{}", menu(&site, path));
        assert!(!menu(&site, path).contains("aria-current=\"true\""), "nobody is in two sections: {path}");
    }
}

#[test]
fn a_section_of_ones_own_holds_what_stands_below_it() {
    let site = clinic("")
        .site("[[menu]]\ntitle = \"Guides\"\nto = \"/guides/\"\n[[menu]]\ntitle = \"At home\"\nto = \"/guides/home/\"\n")
        .page("content/guides/_index.md", "", "All.")
        .page("content/guides/home/_index.md", "", "Home.")
        .page("content/guides/home/rest.md", "", "Rest.")
        .build();
    let marked = menu(&site, "/guides/home/rest/");
    assert!(marked.contains("<a href=\"/guides/home/\" aria-current=\"true\">"), "{marked}");
    assert!(marked.contains("<a href=\"/guides/\">"), "{marked}");
    assert!(
        !menu(&site, "/guides/home/").contains("aria-current=\"true\""),
        "a page in the menu is in no other section"
    );
}

#[test]
fn a_menu_of_more_than_eight_entries_keeps_seven() {
    let with = |entries: usize| {
        let entry = |n| format!("[[menu]]\ntitle = \"Entry {n}\"\nto = \"/about/#head-{n}\"\n");
        let entries: String = (1..=entries).map(entry).collect();
        clinic("").site(&entries).page("content/about.md", "", &heads()).build()
    };
    fn heads() -> String {
        (1..=14).map(|n| format!("## Head {n}\n\nWords.\n\n")).collect()
    }
    let eight = with(8);
    assert!(!menu(&eight, "/").contains("<details"));
    let many = with(14);
    let (before, folded) = menu(&many, "/").split_once("<details").unwrap();
    assert_eq!((before.matches("<li><a ").count(), folded.matches("<li><a ").count()), (7, 7));
    assert!(folded.contains("<summary>More"));
}

#[test]
fn the_menu_of_a_phone_needs_no_script() {
    let site = clinic(&format!("{PHONE}{BOOK}emergency = \"In an emergency call 911.\"\n")).build();
    site.shows("/about/", "<nav class=\"menu\" id=\"_menu\" popover aria-label=\"Main menu\">");
    assert_eq!(site.get("/about/").matches("popovertarget=\"_menu\"").count(), 2, "to open and to close");
    for text in ["https://booking.example/us", "tel:+16175550142", "In an emergency call 911."] {
        assert!(menu(&site, "/about/").contains(text), "{text}");
    }
    site.hides("/about/", "<script src");
}

#[test]
fn announcements_stand_above_all_and_the_gravest_first() {
    let keys = |level: &str| format!("start = 2026-11-01\nend = 2027-01-01\nlevel = \"{level}\"");
    let site = clinic("")
        .page("content/announcements/a.md", &keys("info"), "First.")
        .page("content/announcements/b.md", &keys("urgent"), "Second.")
        .page("content/announcements/c.md", &keys("warning"), "Third.")
        .build();
    let all = part(&site, "/about/", "<aside class=\"announcements\"", "</aside>");
    let levels: Vec<_> = all.split("notice-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(levels, ["urgent", "warning", "info"]);
    let page = site.get("/about/");
    assert!(page.find("<aside class=\"announcements\"") < page.find("<header"));
    clinic("").build().hides("/about/", "<aside");
}

#[test]
fn a_long_title_steps_down() {
    let titled = |title: &str| {
        let text = format!("+++\ntitle = \"{title}\"\n+++\n\nWords.\n");
        let site = clinic("").file("content/about.md", &text).build();
        part(&site, "/about/", "<h1", "</h1>").to_owned()
    };
    assert_eq!(titled("About us"), ">About us");
    assert!(titled(&"word ".repeat(12)).starts_with(" class=\"long\">"));
    assert!(titled(&"word ".repeat(19)).starts_with(" class=\"longer\">"));
    assert!(titled("Magnetresonanztomographie").starts_with(" class=\" long-word\">"));
}

#[test]
fn the_footer_names_each_page_once_and_profiles_by_their_names() {
    let keys =
        "same_as = [\"https://www.linkedin.com/company/harbor\", \"https://www.social.example/harbor\"]\n";
    let footer = |site: &Site| part(site, "/about/", "<footer", "</footer>").to_owned();
    let plain = footer(&clinic(keys).build());
    for text in [
        "<a href=\"https://www.linkedin.com/company/harbor\" rel=\"me\">LinkedIn</a>",
        "<a href=\"https://www.social.example/harbor\" rel=\"me\">social.example</a>",
        "<a href=\"/pricing/\">Prices</a>",
        "<a href=\"/good-faith-estimate/\">Good Faith Estimate</a>",
        "<a href=\"/privacy/\">",
    ] {
        assert_eq!(plain.matches(text).count(), 1, "{text}\n{plain}");
    }
    let own = "[[footer]]\ntitle = \"What it costs\"\nto = \"/pricing/\"\n\
               [[footer]]\ntitle = \"Estimates\"\nto = \"/good-faith-estimate/\"\n";
    let own = footer(&clinic("").site(own).build());
    for (address, words) in [("/pricing/", "What it costs"), ("/good-faith-estimate/", "Estimates")] {
        assert_eq!(own.matches(&format!("href=\"{address}\"")).count(), 1, "{own}");
        assert!(own.contains(words));
    }
}

#[test]
fn a_phone_has_a_bar_to_call_look_up_prices_and_book() {
    let bar = |site: &Site, path: &str| part(site, path, "<nav class=\"booking-bar\"", "</nav>").to_owned();
    let site = clinic(&format!("{PHONE}{BOOK}"))
        .page(
            "content/services/own.md",
            "summary = \"Own.\"\nbooking_url = \"https://booking.example/own\"",
            "Own.",
        )
        .build();
    for text in ["tel:+16175550142", "href=\"/pricing/\"", "https://booking.example/us"] {
        assert!(bar(&site, "/about/").contains(text), "{text}");
    }
    assert!(bar(&site, "/services/own/").contains("https://booking.example/own"));
    assert!(!bar(&clinic(PHONE).build(), "/about/").contains("Book a visit"));
    clinic("").build().hides("/about/", "<nav class=\"booking-bar\"");
    let full = format!("{PHONE}{BOOK}accepting_new_patients = false\n");
    clinic(&full).build().hides("/about/", "<nav class=\"booking-bar\"");
}

#[test]
fn pages_end_with_the_next_step_but_legal_ones_and_lost_ones() {
    let site = clinic(&format!("{PHONE}{BOOK}waiting = {{ days = 9, as_of = 2026-11-25 }}\n")).build();
    for text in ["The next step", "https://booking.example/us", "tel:+16175550142", "about 9 days"] {
        let call = part(&site, "/about/", "<section class=\"deep call\"", "</section>");
        assert!(call.contains(text), "{text}:\n{call}");
    }
    for path in ["/privacy/", "/404.html", "/good-faith-estimate/"] {
        site.hides(path, "deep call");
    }
    clinic("").build().hides("/about/", "deep call");
    let list = "accepting_new_patients = false\nwaitlist_url = \"https://list.example/us\"\n";
    let full = clinic(&format!("{PHONE}{BOOK}{list}")).build();
    let call = part(&full, "/about/", "<section class=\"deep call\"", "</section>");
    for text in
        ["We take no new patients at present.", "https://list.example/us", "Our patients: call or write"]
    {
        assert!(call.contains(text), "{text}:\n{call}");
    }
}

#[test]
fn a_lost_reader_is_led_to_the_prices_first() {
    let site = clinic(PHONE).site("[[menu]]\ntitle = \"What we do\"\nto = \"/services/\"\n").build();
    let main = site.main("/404.html");
    let buttons: Vec<_> = main.split("<a class=\"button").skip(1).collect();
    let words: Vec<_> =
        buttons.iter().map(|rest| rest.split(['>', '<']).nth(1).unwrap_or_default()).collect();
    assert_eq!(words, ["Prices", "What we do", "Articles", "Locations"]);
    assert!(main.contains("tel:+16175550142"));
    let bare = Clinic::new().page("content/about.md", "", "Words.").build();
    assert!(bare.main("/404.html").contains("<a class=\"button\" href=\"/\">Home</a>"));
}

#[test]
fn the_estimate_says_when_it_comes_and_whom_to_ask() {
    let site = clinic(&format!("{PHONE}email = \"hello@clinic.example\"\n")).build();
    let main = site.main("/good-faith-estimate/");
    for text in [
        "<strong>You have the right to a Good Faith Estimate.</strong>",
        "<td>ask for an estimate</td><td><strong>3 business days</strong></td>",
        "<td>book 3 or more business days ahead</td><td><strong>1 business day</strong></td>",
        "<td>book 10 or more business days ahead</td><td><strong>3 business days</strong></td>",
        "If your bill is $400 or more above the estimate, you can dispute it.",
        "tel:+16175550142",
        "mailto:hello@clinic.example",
    ] {
        assert!(main.contains(text), "{text}:\n{main}");
    }
}

#[test]
fn a_page_in_arabic_runs_from_right_to_left() {
    let english = include_str!("../../themes/meridian/phrases/en.toml");
    let phrases = english.replace("\"Skip to the content\"", "\"انتقل إلى المحتوى\"");
    let site = Clinic::new()
        .site("language = \"ar\"\n[clinic]\nphone = \"+81-3-5555-0142\"\n")
        .file("phrases/ar.toml", &phrases)
        .page("content/about.md", "", "نعالج القدمين.")
        .build();
    site.shows("/about/", "<html lang=\"ar\" dir=\"rtl\">");
    site.shows("/about/", ">انتقل إلى المحتوى</a>");
    site.shows("/about/", "+81-3-5555-0142");
    clinic("").build().shows("/about/", "<html lang=\"en-US\" dir=\"ltr\">");
}

#[test]
fn the_options_of_a_clinic_change_its_frame() {
    let plain = clinic(PHONE).build();
    plain.shows("/about/", "<body class=\"kind-page radius-soft face-serif density-airy\">");
    plain.shows("/about/", "<svg class=\"motif\"");
    assert!(part(&plain, "/about/", "<a class=\"brand\"", "</a>").contains("<svg class=\"mark\""));
    let options =
        "[theme_options]\nbooking_bar = false\nbands = false\nmotif = \"none\"\nradius = \"round\"\n";
    let site = clinic(PHONE).site(options).build();
    site.shows("/about/", "<body class=\"kind-page radius-round face-serif density-airy no-bands\">");
    site.hides("/about/", "<svg class=\"motif\"");
    site.hides("/about/", "class=\"booking-bar\"");
}
