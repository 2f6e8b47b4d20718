//! How people, places, talks, openings, questions and words of patients are laid out: what a reader finds first.

use crate::clinic::{Clinic, Site};

const ADDRESS: &str = "address = { street = \"1 Quay\", locality = \"Boston\", region = \"MA\", postal_code = \"02110\", country = \"US\" }";

fn place(keys: &str) -> Clinic {
    Clinic::new().page("content/locations/quay.md", &format!("{ADDRESS}\n{keys}"), "Come in.")
}

fn person(keys: &str) -> Clinic {
    Clinic::new().file(
        "content/providers/ana.md",
        &format!("+++\ntitle = \"Ana Ortiz\"\nrole = \"Physician\"\n{keys}\n+++\n\nAna listens.\n"),
    )
}

fn talk(keys: &str) -> Clinic {
    let times = "start = 2027-01-21T17:30:00-05:00\nend = 2027-01-21T18:30:00-05:00";
    Clinic::new().page("content/events/talk.md", &format!("{times}\n{keys}"), "Bring questions.")
}

fn opening(keys: &str) -> Clinic {
    let keys = format!("posted = 2026-11-01\nrequirements = [\"A license\"]\n{keys}");
    Clinic::new().prices("").page("content/careers/nurse.md", &keys, "You call every patient.")
}

/// What of a page stands in this order.
fn in_order(site: &Site, path: &str, parts: &[&str]) {
    let main = site.main(path);
    let mut rest = main;
    for part in parts {
        let Some((_, behind)) = rest.split_once(part) else { panic!("`{part}` in its place: {main}") };
        rest = behind;
    }
}

/// The cells of a day in the table of hours: its bars as (start, length), and its words.
fn day<'s>(site: &'s Site, name: &str) -> (Vec<(u32, u32)>, Vec<&'s str>) {
    let main = site.main("/locations/quay/");
    let (_, row) = main.split_once(&format!("<th scope=\"row\">{name}</th>")).unwrap();
    let (row, _) = row.split_once("</tr>").unwrap();
    let (svg, words) = row.split_once("</svg></td><td>").unwrap();
    let number = |text: &str, name: &str| -> u32 {
        let (_, rest) = text.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let bars = svg.split("<rect x").skip(1).map(|bar| (number(bar, ""), number(bar, "width"))).collect();
    let words = words.strip_suffix("</td>").unwrap().split("<br>").collect();
    (bars, words)
}

#[test]
fn a_week_has_seven_days_in_words_and_as_bars_on_one_line() {
    let site = place(
        "hours = [\"Mo-Th 13:30-17:00\", \"Mo-Th 09:00-12:30\", \"Fr 06:15-11:00\", \"Sa 22:00-02:00\"]",
    )
    .build();
    let main = site.main("/locations/quay/");
    assert!(main.contains("viewBox=\"0 0 1200 10\""), "from 6 to 2 in the night: {main}");
    assert_eq!(main.matches("<th scope=\"row\">").count(), 7);
    assert_eq!(
        day(&site, "Tuesday"),
        (vec![(180, 210), (450, 210)], vec!["9:00\u{a0}AM to 12:30\u{a0}PM", "1:30\u{a0}PM to 5:00\u{a0}PM"])
    );
    assert_eq!(day(&site, "Friday"), (vec![(15, 285)], vec!["6:15\u{a0}AM to 11:00\u{a0}AM"]));
    assert_eq!(day(&site, "Saturday"), (vec![(960, 240)], vec!["10:00\u{a0}PM to 2:00\u{a0}AM"]));
    let (bars, words) = day(&site, "Sunday");
    assert!(bars.is_empty() && words[0].contains("Closed"), "{words:?}");
}

#[test]
fn a_place_says_what_it_has_and_nothing_of_what_it_has_not() {
    let bare = place("").build();
    assert_eq!(bare.main("/locations/quay/").matches("<h2").count(), 1, "where it is");
    let closed = |from: &str, to: &str| {
        place(&format!("closures = [{{ from = {from}, to = {to}, reason = \"Holidays\" }}]")).build()
    };
    closed("2026-12-24", "2027-01-01").shows(
        "/locations/quay/",
        "<strong>Closed from December 24, 2026 to January 1, 2027.</strong> Holidays",
    );
    closed("2026-12-24", "2026-12-24")
        .shows("/locations/quay/", "<strong>Closed on December 24, 2026.</strong> Holidays");
    closed("2026-11-24", "2026-11-26").hides("/locations/quay/", "Holidays");
}

#[test]
fn where_a_place_is_on_a_map_is_for_machines() {
    let site = place("geo = { latitude = 42.36010, longitude = -71.05890 }").build();
    assert!(!site.main("/locations/quay/").contains("42.36"));
    site.shows("/locations/quay/", "\"latitude\":42.3601");
}

#[test]
fn a_person_is_counted_first_and_hides_no_interest() {
    let site = person(
        "disclosures = [\"Owns the clinic\", \"Is paid by nobody else\"]\nexperience = [\n\
         { what = \"patches\", count = 1640, as_of = 2026-09-01 }, { what = \"scans\", count = 20, as_of = 2026-09-01 }]",
    )
    .build();
    in_order(
        &site,
        "/providers/ana/",
        &[
            ">1,640</strong> <span>patches, as of September 1, 2026<",
            ">20</strong>",
            "Ana listens.",
            "<dt>Interests to disclose</dt><dd>Owns the clinic</dd><dd>Is paid by nobody else</dd>",
        ],
    );
    let bare = person("").build();
    let main = bare.main("/providers/ana/");
    assert!(!main.contains("<h2") && !main.contains("<dl") && !main.contains("<ul"), "{main}");
}

#[test]
fn a_persons_page_names_what_the_person_wrote_and_reviewed() {
    let site = person("")
        .page("content/articles/one.md", "date = 2026-05-04\nauthors = [\"ana\"]", "One.")
        .page(
            "content/articles/two.md",
            "date = 2026-05-05\nreviewer = \"ana\"\nreviewed = 2026-05-06",
            "Two.",
        )
        .build();
    in_order(
        &site,
        "/providers/ana/",
        &[
            "Articles written by Ana Ortiz</h2>",
            "href=\"/articles/one/\"",
            "Articles reviewed by Ana Ortiz</h2>",
            "href=\"/articles/two/\"",
        ],
    );
}

#[test]
fn a_button_says_with_whom_one_books_where_it_leads_there() {
    let clinic =
        |keys: &str| person(keys).site("[clinic]\nbooking_url = \"https://booking.example/us\"\n").build();
    clinic("booking_url = \"https://booking.example/ana\"")
        .shows("/providers/ana/", "href=\"https://booking.example/ana\">Book with Ana Ortiz</a>");
    let site = clinic("");
    assert!(site.main("/providers/ana/").contains("href=\"https://booking.example/us\">Book a visit</a>"));
}

#[test]
fn a_talk_has_its_day_as_a_leaf_and_its_times_once() {
    let site = talk("register_url = \"https://r.example/\"").build();
    in_order(
        &site,
        "/events/talk/",
        &["January 2027", ">21</b>", "Thursday", ">5:30\u{a0}PM</time>", "Register", "event.ics"],
    );
    assert_eq!(site.main("/events/talk/").matches("January 21, 2027").count(), 1);
    talk("").site("language = \"es-US\"\n").build().shows("/events/talk/", "enero de 2027");
}

#[test]
fn a_talk_that_is_off_says_so_before_its_title_and_takes_nobody() {
    let site = talk("status = \"cancelled\"\nregister_url = \"https://r.example/\"").build();
    in_order(&site, "/events/talk/", &["Cancelled</span>", "<h1"]);
    let main = site.main("/events/talk/");
    assert!(!main.contains("https://r.example/") && !main.contains("event.ics"), "{main}");
    let later = talk("status = \"postponed\"\nregister_url = \"https://r.example/\"").build();
    in_order(&later, "/events/talk/", &["Postponed</span>", "<h1", "https://r.example/"]);
}

#[test]
fn a_talk_that_is_over_begins_with_its_recording() {
    let site = talk("recording_url = \"https://v.example/1\"\nregister_url = \"https://r.example/\"")
        .on("2027-01-23")
        .build();
    in_order(
        &site,
        "/events/talk/",
        &["January 21, 2027, 5:30\u{a0}PM", "This event is over.", "https://v.example/1", "Bring questions."],
    );
    let main = site.main("/events/talk/");
    assert!(!main.contains("leaf") && !main.contains("r.example") && !main.contains("event.ics"), "{main}");
}

#[test]
fn who_speaks_stands_in_a_list_of_the_language() {
    let site = talk("hosts = [\"ana\", \"ben\"]")
        .file("content/providers/ana.md", "+++\ntitle = \"Ana & Co\"\nrole = \"MD\"\n+++\n")
        .file(
            "content/providers/ben.md",
            "+++\ntitle = \"Ben Lee\"\nrole = \"MD\"\ncredentials = [\"MD\"]\n+++\n",
        )
        .site("language = \"de-DE\"\n")
        .build();
    site.shows(
        "/events/talk/",
        "<a href=\"/providers/ana/\">Ana &amp; Co</a> und <a href=\"/providers/ben/\">Ben Lee,\u{a0}MD</a>",
    );
}

#[test]
fn an_opening_says_its_pay_first_and_how_one_applies() {
    let pay = "pay = { from = 46, to = 54, period = \"hour\" }\nemployment = \"part-time\"";
    let site = opening(&format!("{pay}\napply = \"mailto:jobs@clinic.example?subject=Nurse\"")).build();
    in_order(
        &site,
        "/careers/nurse/",
        &["$46 to $54 an hour", "Part time", "You call every patient.", "A license"],
    );
    in_order(
        &site,
        "/careers/nurse/",
        &["href=\"mailto:jobs@clinic.example?subject=Nurse\"", "<p>jobs@clinic.example</p>"],
    );
    let web = opening("apply = \"https://jobs.example/nurse\"").build();
    in_order(&web, "/careers/nurse/", &["href=\"https://jobs.example/nurse\"", "Apply</a>"]);
    let bare = opening("").site("[clinic]\nemail = \"hello@clinic.example\"\n").build();
    assert!(!bare.main("/careers/nurse/").contains("<dl"), "{}", bare.main("/careers/nurse/"));
    assert!(bare.main("/careers/nurse/").contains("mailto:hello@clinic.example"));
}

#[test]
fn questions_stand_by_topic_each_at_its_address() {
    let site = Clinic::new()
        .page("content/faq/parts.md", "topic = \"Money\"", "Yes.")
        .page("content/faq/video.md", "topic = \"Treatment\"", "No.")
        .page("content/faq/other.md", "", "Ask.")
        .build();
    let main = site.main("/faq/");
    for part in
        ["Money</h2>", "<h3 id=\"parts\">", "Treatment</h2>", "<h3 id=\"video\">", "<h2 id=\"other\">"]
    {
        assert!(main.contains(part), "{part}: {main}");
    }
    assert!(!main.contains("<details"), "none is folded away");
}

#[test]
fn beside_the_words_of_a_patient_stands_whether_they_were_paid_and_what_most_can_expect() {
    let keys = "consent = 2026-05-01\nrelationship = \"relative\"\ncompensated = true\nname = \"J. R.\"\ntypical = \"Most get better.\"";
    let site = Clinic::new()
        .page("content/testimonials/one.md", keys, "They told me what they did not know.")
        .build();
    in_order(
        &site,
        "/testimonials/",
        &[
            "They told me what they did not know.",
            "J. R.",
            "A relative of a patient. Was paid for these words.",
            "What most people can expect",
            "Most get better.",
            "</article>",
        ],
    );
}

#[test]
fn what_ends_before_it_begins_is_told() {
    let place = |days: &str| {
        let keys = format!(
            "address = {{ street = \"12 Harbor Street\", locality = \"Boston\", country = \"US\" }}\nclosures = [{{ {days} }}]"
        );
        Clinic::new().page("content/locations/boston.md", &keys, "By the sea.").messages()
    };
    let told = place("from = 2026-12-24, to = 2026-01-02");
    assert!(told.contains("error[bad-value]: `to` is before `from`"), "{told}");
    assert_eq!(place("from = 2026-12-24, to = 2027-01-02"), "");
    let measure = "summary = \"A patch.\"\nmeasures = [{ what = \"Better\", value = \"4 of 6\", from = 2026-05-01, to = 2025-12-31 }]";
    let told = Clinic::new().page("content/services/patch.md", measure, "A patch.").messages();
    assert!(told.contains("error[bad-value]: `to` is before `from`"), "{told}");
    let told = Clinic::new().prices("valid_from = 2026-12-01\nvalid_until = 2026-11-01\n").messages();
    assert!(told.contains("error[bad-value]: `valid_until` is before `valid_from`"), "{told}");
}
