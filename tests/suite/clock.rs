//! The clinic's clock: zones, local times, and what a reader is told of them.

use crate::clinic::Clinic;

const NEW_YORK: &str = "time_zone = \"America/New_York\"\n";

fn talk(times: &str, keys: &str) -> Clinic {
    Clinic::new().page("content/events/talk.md", &format!("{times}\n{keys}"), "Bring questions.")
}

fn from_to(start: &str, end: &str) -> String {
    format!("start = {start}\nend = {end}")
}

#[test]
fn a_local_time_goes_by_the_clinics_zone_in_winter_and_summer() {
    for (day, start, letters, begins, iso) in [
        ("2026-12-03", "December 3, 2026", "EST", "20261203T230000Z", "2026-12-03T18:00:00-05:00"),
        ("2027-07-01", "July 1, 2027", "EDT", "20270701T220000Z", "2027-07-01T18:00:00-04:00"),
    ] {
        let times = from_to(&format!("{day}T18:00:00"), &format!("{day}T19:00"));
        let site = talk(&times, "date = 2026-11-01T09:30:00").site(NEW_YORK).build();
        site.shows("/events/talk/event.ics", &format!("DTSTART:{begins}"));
        site.shows("/events/talk/", &format!("\"startDate\":\"{iso}\""));
        site.shows("/feed.xml", "<published>2026-11-01T09:30:00-05:00</published>");
        let main = site.main("/events/talk/");
        assert_eq!(main.matches(start).count(), 1, "{main}");
        let begins = format!("{start},</span> <time datetime=\"{iso}\">6:00\u{a0}PM</time> to ");
        assert!(main.contains(&begins), "{main}");
        assert!(main.contains(&format!(">7:00\u{a0}PM {letters}</time>")), "{main}");
        site.shows("/events/", &format!("{start}, 6:00\u{a0}PM</time> to "));
        site.shows("/events/", &format!(">7:00\u{a0}PM {letters}</time>"));
    }
}

#[test]
fn a_zone_without_letters_is_told_by_its_offset() {
    let site = talk(&from_to("2026-12-03T18:00:00", "2026-12-03T19:00:00"), "")
        .site("time_zone = \"America/Sao_Paulo\"\n")
        .build();
    site.shows("/events/talk/", "7:00\u{a0}PM UTC-03:00</time>");
}

#[test]
fn each_language_has_its_own_clock() {
    for (language, begins, ends) in [
        ("en-US", "December 3, 2026, 6:00\u{a0}PM<", "7:00\u{a0}PM CET<"),
        ("de-DE", "3. Dezember 2026, 18:00<", "19:00 CET<"),
        ("fr-FR", "3 décembre 2026, 18:00<", "19:00 CET<"),
        ("es-US", "3 de diciembre de 2026, 6:00\u{a0}p.m.<", "7:00\u{a0}p.m. CET<"),
    ] {
        let site = talk(&from_to("2026-12-03T18:00:00", "2026-12-03T19:00:00"), "")
            .site(&format!("time_zone = \"Europe/Berlin\"\nlanguage = \"{language}\"\n"))
            .build();
        site.shows("/events/", begins);
        site.shows("/events/", ends);
    }
}

#[test]
fn across_midnight_both_days_are_told_and_in_person_no_zone() {
    let times = from_to("2026-12-03T22:00:00", "2026-12-04T01:00:00");
    let site = talk(&times, "format = \"in-person\"").site(NEW_YORK).build();
    let main = site.main("/events/talk/");
    assert!(main.contains(">December 3, 2026, 10:00\u{a0}PM</time>"), "{main}");
    assert!(main.contains(">December 4, 2026, 1:00\u{a0}AM</time>"), "{main}");
    site.hides("/events/talk/", "EST");
}

#[test]
fn an_event_over_the_change_of_the_clock_has_two_letters() {
    let times = from_to("2027-11-06T23:00:00", "2027-11-07T03:00:00");
    let site = talk(&times, "format = \"online\"").site(NEW_YORK).build();
    site.shows("/events/talk/", "November 6, 2027, 11:00\u{a0}PM EDT</time>");
    site.shows("/events/talk/", "November 7, 2027, 3:00\u{a0}AM EST</time>");
    assert_eq!(site.warnings, "");
}

#[test]
fn today_is_that_of_the_clinics_zone() {
    let published = |now: &str| {
        Clinic::new()
            .with(|options| {
                options.as_of = None;
                options.now = now.parse().unwrap();
            })
            .site(NEW_YORK)
            .page("content/x.md", "publish = 2027-07-02", "W.")
            .build()
            .has("/x/")
    };
    assert!(!published("2027-07-02T03:59:00Z") && published("2027-07-02T04:01:00Z"));
}

#[test]
fn a_time_that_the_clock_does_not_show_is_told_with_what_to_write() {
    for (start, end, site, wanted) in [
        // Which clock is meant is not known.
        (
            "2026-12-03T18:00:00",
            "2026-12-03T19:00:00",
            "utc_offset = \"-08:00\"\n",
            "content/events/talk.md:3:9|add the offset from UTC, such as 2026-12-03T18:00:00-08:00",
        ),
        (
            "2027-03-14T02:30:00",
            "2027-03-14T04:00:00",
            NEW_YORK,
            "content/events/talk.md:3:9|there is no 02:30 on 2027-03-14|start = 2027-03-14T03:30:00",
        ),
        (
            "2027-11-07T00:30:00",
            "2027-11-07T01:30:00",
            NEW_YORK,
            "content/events/talk.md:4:7|01:30 comes twice on 2027-11-07|2027-11-07T01:30:00-04:00 or, an hour later, \
             2027-11-07T01:30:00-05:00",
        ),
        (
            "2027-07-01T18:00:00-05:00",
            "2027-07-01T20:00:00-04:00",
            NEW_YORK,
            "content/events/talk.md:3:9|has the offset -05:00|on 2027-07-01 it is -04:00|if it is 18:00 in New York, \
             write 2027-07-01T18:00:00-04:00; else 2027-07-01T19:00:00-04:00",
        ),
    ] {
        let messages = talk(&from_to(start, end), "").site(site).messages();
        assert_eq!(messages.matches("error").count(), if site == NEW_YORK { 1 } else { 2 }, "{messages}");
        for part in wanted.split('|') {
            assert!(messages.contains(part), "{part}: {messages}");
        }
    }
}

#[test]
fn the_hour_that_comes_twice_is_taken_with_its_offset() {
    let times = from_to("2027-11-07T01:30:00-04:00", "2027-11-07T01:30:00-05:00");
    let site = talk(&times, "").site(NEW_YORK).build();
    assert_eq!(site.warnings, "");
    site.shows("/events/talk/event.ics", "DTEND:20271107T063000Z");
}

#[test]
fn two_offsets_in_one_event_are_told_unless_a_zone_explains_them() {
    let times = from_to("2026-12-03T18:00:00+00:00", "2026-12-03T19:00:00-05:00");
    let warnings = talk(&times, "").site("utc_offset = \"-05:00\"\n").build().warnings;
    for part in [
        "warning[two-offsets]",
        "talk.md:3:9",
        "start = 2026-12-03T18:00:00-05:00",
        "2026-12-03T13:00:00-05:00",
    ] {
        assert!(warnings.contains(part), "{part}: {warnings}");
    }
    let times = from_to("2027-11-06T23:00:00-04:00", "2027-11-07T03:00:00-05:00");
    assert_eq!(talk(&times, "").site(NEW_YORK).build().warnings, "");
}

#[test]
fn an_unknown_zone_is_told_with_the_one_that_was_meant() {
    for (lines, help) in [
        ("time_zone = \"America/Boston\"\n", "write \"America/New_York\""),
        ("time_zone = \"Europe/Berln\"\n", "write \"Europe/Berlin\""),
        ("time_zone = \"EST\"\n", "write \"America/New_York\""),
        ("time_zone = \"-05:00\"\n", "utc_offset = \"-05:00\""),
        ("time_zone = \"Atlantis\"\n", "IANA"),
        ("utc_offset = \"Europe/Berlin\"\n", "time_zone = \"Europe/Berlin\""),
        ("utc_offset = \"-05:00\"\ntime_zone = \"America/New_York\"\n", "take `utc_offset` out"),
    ] {
        let messages = Clinic::new().site(lines).messages();
        assert!(messages.contains("error[bad-value]") && messages.contains("site.toml:3:"), "{messages}");
        assert!(messages.contains(help), "{help}: {messages}");
        assert_eq!(messages.matches("error").count(), 1, "{messages}");
    }
}

#[test]
fn a_page_is_read_once_whatever_the_zone_is() {
    use clinicsite::source::Sources;
    use clinicsite::{Memo, build};
    let page = "+++\ntitle = \"Talk\"\nstart = 2027-07-01T18:00:00\nend = 2027-07-01T19:00:00\n+++\n\nW.\n";
    let mut memo = Memo::default();
    for (zone, begins) in [("America/New_York", "T220000Z"), ("Europe/Berlin", "T160000Z")] {
        let site = format!("{}time_zone = \"{zone}\"\n", crate::clinic::SITE);
        let sources = Sources::from_files([("site.toml", site.as_str()), ("content/events/talk.md", page)]);
        let build = build(&sources, &crate::clinic::options(), &mut memo);
        let (_, calendar) =
            build.outputs.iter().find(|(route, _)| route.file_path().ends_with("event.ics")).unwrap();
        let clinicsite::Output::Bytes(bytes) = calendar else { panic!("a file in memory") };
        assert!(String::from_utf8_lossy(bytes).contains(&format!("DTSTART:20270701{begins}")), "{zone}");
    }
}
