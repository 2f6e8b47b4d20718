//! Booking: where a visit is booked, and what is said where nobody new is taken.

use crate::clinic::{Clinic, Site};

const BOOK: &str = "booking_url = \"https://booking.example/us\"\n";
const FULL: &str = "accepting_new_patients = false\nwaiting = { days = 9, as_of = 2026-11-25 }\n\
    phone = \"+1-617-555-0142\"\nemail = \"hello@clinic.example\"\n";
const NOBODY: &str = "We take no new patients at present.";

/// A clinic with every page on which a visit can be booked.
fn clinic(keys: &str, of_ana: &str) -> Clinic {
    let address = "address = { street = \"1 A St\", locality = \"Boston\", country = \"US\" }";
    Clinic::new()
        .site(&format!("[clinic]\ncountry = \"US\"\n{keys}"))
        .prices("[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 120\nunit = \"visit\"\n")
        .page("content/_index.md", "", "[Book a visit](book:)\n\nThen come. To begin, [book](book:) or write.")
        .page("content/locations/boston.md", &format!("{address}\nbooking_url = \"https://booking.example/boston\""), "Here.")
        .page("content/services/feet.md", "summary = \"Feet.\"\nprices = [\"visit\"]\nproviders = [\"ana\"]", "Feet.")
        .page("content/services/own.md", "summary = \"Own.\"\nbooking_url = \"https://booking.example/own\"", "Own.")
        .page("content/services/both.md", "summary = \"Both.\"\nproviders = [\"ana\", \"ben\"]", "Both.")
        .page("content/providers/ana.md", &format!("role = \"Doctor\"\ncredentials = [\"MD\"]\nbooking_url = \"https://booking.example/ana\"\n{of_ana}"), "Ana.")
        .page("content/providers/ben.md", "role = \"Nurse\"", "Ben.")
        .page("content/articles/rest.md", "date = 2026-05-04\nservices = [\"own\"]", "See [the booking](https://booking.example/us).")
        .page("content/articles/more.md", "date = 2026-05-04", "More.")
}

/// Where the first button of a page leads, below the header.
fn button<'s>(site: &'s Site, path: &str) -> Option<&'s str> {
    let (_, rest) = site.main(path).split_once("<a class=\"button\" href=\"")?;
    Some(rest.split_once('"').unwrap().0)
}

#[test]
fn a_visit_is_booked_where_the_decision_is_made() {
    let site = clinic(BOOK, "").build();
    for (path, wanted) in [
        ("/", "us"),
        ("/pricing/", "us"),
        ("/services/feet/", "ana"),
        ("/services/own/", "own"),
        ("/services/both/", "us"),
        ("/providers/ana/", "ana"),
        ("/providers/ben/", "us"),
        ("/locations/boston/", "boston"),
        ("/articles/rest/", "own"),
        ("/articles/more/", "us"),
    ] {
        assert_eq!(button(&site, path), Some(format!("https://booking.example/{wanted}").as_str()), "{path}");
    }
}

#[test]
fn a_clinic_without_a_booking_address_has_no_button() {
    let page = clinic("", "").page("content/_index.md", "", "Welcome.");
    let site = page.build();
    assert_eq!(button(&site, "/"), None);
    assert_eq!(button(&site, "/services/feet/"), Some("https://booking.example/ana"));
    assert_eq!(button(&site, "/articles/more/"), None);
}

#[test]
fn no_page_of_a_full_clinic_leads_to_the_booking() {
    let site = clinic(&format!("{BOOK}{FULL}"), "accepting_new_patients = true").build();
    for (path, text) in &site.files {
        assert!(!text.contains("booking.example"), "{path}:\n{text}");
        assert!(!text.contains("9 days"), "{path} tells a waiting time");
    }
    for path in
        ["/", "/pricing/", "/services/own/", "/providers/ana/", "/locations/boston/", "/articles/more/"]
    {
        let page = site.main(path);
        assert!(page.contains(NOBODY), "{path}:\n{page}");
        assert!(page.contains("Our patients: call or write"), "{path}:\n{page}");
        assert!(page.contains("tel:+16175550142") && page.contains("mailto:hello@clinic.example"), "{path}");
        assert_eq!(button(&site, path), None, "{path}");
    }
    let ana = site.main("/providers/ana/");
    assert!(!ana.contains("New patients"), "what she says of herself does not hold:\n{ana}");
    site.shows("/", "\"isAcceptingNewPatients\":false");
    site.shows("/locations/boston/", "\"isAcceptingNewPatients\":false");
}

#[test]
fn the_words_of_a_page_do_not_offer_a_visit_either() {
    let site = clinic(&format!("{BOOK}{FULL}"), "").build();
    let page = site.main("/");
    assert!(!page.contains("Book a visit"), "the button is no more:\n{page}");
    assert!(
        page.contains(&format!("<p><strong>{NOBODY}</strong><br>Our patients: call or write <a href=\"tel:")),
        "{page}"
    );
    assert!(page.contains("To begin, book (no new patients at present) or write."), "{page}");
    let article = site.main("/articles/rest/");
    assert!(article.contains("See the booking (no new patients at present)."), "{article}");
}

#[test]
fn the_waiting_list_takes_the_place_of_the_booking() {
    let list = "waitlist_url = \"https://list.example/us\"\n";
    let site = clinic(&format!("{BOOK}{FULL}{list}"), "").build();
    for path in ["/pricing/", "/services/feet/", "/providers/ben/", "/locations/boston/", "/articles/more/"] {
        assert_eq!(button(&site, path), Some("https://list.example/us"), "{path}");
    }
    let link = "<a href=\"https://list.example/us\">Join the waiting list</a>";
    site.shows("/", &format!("<p><strong>{NOBODY}</strong> {link}<br>"));
    let link = "<a href=\"https://list.example/us\">waiting list</a>";
    site.shows("/", &format!("book (no new patients at present; {link}) or write."));
    let open = clinic(&format!("{BOOK}{list}"), "").build();
    assert!(open.files.values().all(|text| !text.contains("list.example")), "nobody need wait");
}

#[test]
fn a_full_clinic_needs_no_booking_address() {
    let messages = clinic(FULL, "").messages();
    assert!(!messages.contains("no-booking"), "{messages}");
    assert!(clinic("", "").messages().contains("error[no-booking]"));
}

#[test]
fn a_person_who_takes_no_new_patients_is_not_booked() {
    let site = clinic(BOOK, "accepting_new_patients = false").build();
    let page = site.main("/providers/ana/");
    assert!(page.contains("A title,\u{a0}MD takes no new patients at present."), "{page}");
    assert_eq!(button(&site, "/providers/ana/"), None);
    let service = site.main("/services/feet/");
    assert!(service.contains("We take no new patients for this at present."), "{service}");
    assert_eq!(button(&site, "/services/feet/"), None);
    assert_eq!(
        button(&site, "/services/both/"),
        Some("https://booking.example/us"),
        "another one does it too"
    );
    assert!(site.files.values().all(|text| !text.contains("booking.example/ana")));
}

#[test]
fn a_clinic_that_nobody_can_book_is_not_ready() {
    let is_told = |clinic: &Clinic| {
        let found = clinic.run_to(clinicsite::Depth::Launch).problems;
        found.iter().any(|one| one.message == "there is no way to book")
    };
    let bare = Clinic::new().page("content/_index.md", "", "Welcome.");
    assert!(is_told(&bare));
    assert!(!is_told(&bare.clone().site("[clinic]\nphone = \"+1-617-555-0142\"\n")));
    assert!(!is_told(&clinic("", "").page("content/_index.md", "", "Welcome.")));
}

#[test]
fn a_clinic_that_is_booked_by_telephone_is_called_from_its_first_screen() {
    let site = Clinic::new()
        .site("[clinic]\ncountry = \"US\"\nphone = \"+1 617 555 0142\"\n")
        .prices("valid_from = 2026-11-01\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 90\n")
        .page("content/services/visit.md", "summary = \"A visit.\"\nprices = [\"visit\"]", "Words.")
        .build();
    let service = site.get("/services/visit/").split_once("<article").unwrap().0;
    let head = service.split_once("<h1").unwrap().1;
    assert!(head.contains("<a class=\"button\" href=\"tel:+16175550142\">"), "{head}");
    let home = site.get("/");
    let hero = home.split_once("<h1").unwrap().1.split_once("class=\"alternate\"").unwrap().0;
    assert!(hero.contains("<a class=\"button\" href=\"tel:+16175550142\">"), "{hero}");
    assert!(hero.contains("class=\"gfe\""), "{hero}");
}
