//! What is told to machines: no more than the page says, and nothing that holds only there.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::clinic::{Clinic, Site, clinicsite};
use crate::photo;

/// A clinic with files that are no texts, built by the program.
fn published(clinic: &Clinic) -> Site {
    fn read(folder: &Path, base: &Path, files: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, base, files);
            } else {
                let name = path.strip_prefix(base).unwrap().to_str().unwrap().to_owned();
                files.insert(name, String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned());
            }
        }
    }
    let folder = clinic.lay();
    let ran = clinicsite(folder.path(), &["build", "--as-of", "2026-12-01"]);
    let warnings = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(0), "{warnings}");
    let mut files = BTreeMap::new();
    let out = folder.path().join("public");
    read(&out, &out, &mut files);
    Site { files, warnings, held_back: Vec::new(), next_change: None }
}

/// The nodes of a page's JSON-LD.
fn graph(site: &Site, path: &str) -> Vec<Value> {
    let page = site.get(path);
    let text = page.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    serde_json::from_str::<Value>(text).unwrap()["@graph"].as_array().unwrap().clone()
}

fn node(site: &Site, path: &str, kind: &str) -> Option<Value> {
    graph(site, path).into_iter().find(|node| node["@type"] == kind)
}

fn job(location: &str, places: &[&str]) -> Clinic {
    let keys = format!(
        "summary = \"A post.\"\nposted = 2026-11-01\nrequirements = [\"A licence\"]\napply = \"mailto:a@b.example\"\n{location}"
    );
    let clinic = Clinic::new().page(
        "content/careers/nurse.md",
        &keys,
        "Work with us, see [rest](/articles/rest/#more).",
    );
    let clinic = clinic.article("rest", "## More\n\nRest.");
    places.iter().fold(clinic, |clinic, place| {
        let address = "address = { street = \"1 Long Street\", locality = \"Boston\", region = \"MA\", postal_code = \"02110\", country = \"US\" }";
        clinic.page(&format!("content/locations/{place}.md"), address, "Here.")
    })
}

#[test]
fn an_opening_is_where_somebody_says_that_it_is() {
    let at = |clinic: Clinic| node(&clinic.build(), "/careers/nurse/", "JobPosting");
    let posting = at(job("", &["boston"])).unwrap();
    assert_eq!(posting["jobLocation"]["address"]["addressLocality"], "Boston");
    assert_eq!(posting.get("jobLocationType"), None);
    assert!(
        job("", &["boston"]).build().main("/careers/nurse/").contains("/locations/boston/"),
        "and the page says so"
    );
    assert_eq!(at(job("", &[])), None, "nobody says where");
    assert_eq!(at(job("", &["boston", "salem"])), None, "two places");
    assert!(at(job("location = \"salem\"", &["boston", "salem"])).is_some());
    let remote = at(job("location = \"remote\"", &["boston"])).unwrap();
    assert_eq!(remote["jobLocationType"], "TELECOMMUTE");
    assert_eq!(remote["applicantLocationRequirements"]["name"], "US");
    let nowhere = at(job("location = \"remote\"", &[])).unwrap();
    assert_eq!(nowhere.get("applicantLocationRequirements"), None, "no country is named");
}

#[test]
fn a_talk_in_a_room_is_not_told_to_be_online() {
    let keys = "start = 2026-12-24T18:00:00Z\nend = 2026-12-24T19:00:00Z\nformat = \"in-person\"";
    let event =
        node(&Clinic::new().page("content/events/talk.md", keys, "Come.").build(), "/events/talk/", "Event")
            .unwrap();
    assert_eq!(event["eventAttendanceMode"], "https://schema.org/OfflineEventAttendanceMode");
    assert_eq!(event.get("location"), None);
}

#[test]
fn texts_for_machines_hold_whole_addresses() {
    let posting = node(&job("", &["boston"]).build(), "/careers/nurse/", "JobPosting").unwrap();
    let text = posting["description"].as_str().unwrap();
    assert!(text.contains("href=\"https://clinic.example/articles/rest/#more\""), "{text}");
    let site = Clinic::new()
        .article("rest", "Rest.")
        .page("content/faq/fly.md", "", "See [rest](/articles/rest/) and [the top](#top).\n\n<form method=\"post\" action=\"/articles/rest/\">Yes <input name=\"a\"></form>")
        .build();
    let page = node(&site, "/faq/", "FAQPage").unwrap();
    let text = page["mainEntity"][0]["acceptedAnswer"]["text"].as_str().unwrap();
    assert!(text.contains("href=\"https://clinic.example/articles/rest/\""), "{text}");
    assert!(text.contains("href=\"https://clinic.example/faq/#top\""), "{text}");
    assert!(!text.contains("<form") && !text.contains("<input") && text.contains("Yes"), "{text}");
}

#[test]
fn a_feed_holds_whole_addresses_and_no_forms() {
    let prices = "[[services]]\nid = \"scan\"\nname = \"Scan\"\nprice = 95\n[[examples]]\nid = \"year\"\nname = \"A year\"\nlines = [{ id = \"scan\" }]\n";
    let body = "[](estimate:year)\n\nA note[^a].\n\n- [x] Fast\n- [ ] Drink\n\n\
                <img src=\"/a.png\" srcset=\"/a.png 1x, /b.png 2x\" alt=\"A knee\">\n\n\
                <blockquote cite=\"/articles/b/\">Rest.</blockquote>\n\n\
                <form method=\"post\" action=\"/articles/b/\"><p>Your name <input name=\"n\"></p><button>Send</button></form>\n\n[^a]: Rest.";
    let clinic = Clinic::new()
        .bytes("static/a.png", &photo::drawing(64, 64))
        .bytes("static/b.png", &photo::drawing(64, 32))
        .prices(prices)
        .article("b", "Rest.")
        .article("a", body);
    let site = published(&clinic);
    let feed = site
        .get("/feed.xml")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    for attribute in ["href", "src", "srcset", "action", "cite"] {
        for value in feed.split(&format!(" {attribute}=\"")).skip(1) {
            assert!(
                value.starts_with("https://clinic.example/"),
                "{attribute}: {}",
                value.split('"').next().unwrap()
            );
        }
    }
    for (part, mark) in [("a-64.", " 1x, "), ("b-64.", " 2x\"")] {
        let rest = feed.split(&format!("https://clinic.example/assets/img/{part}")).last().unwrap();
        assert!(rest.split_once(".png").unwrap().1.starts_with(mark), "{feed}");
    }
    for tag in ["<form", "<input", "<button", "<label"] {
        assert!(!feed.contains(tag), "{tag} in {feed}");
    }
    assert!(feed.contains("Your name") && feed.contains("☑ Fast") && feed.contains("☐ Drink"), "{feed}");
}

#[test]
fn the_number_of_a_clinic_is_no_number_of_a_physician() {
    let site = Clinic::new()
        .site("[clinic]\nnpi = \"1234567893\"\ncountry = \"US\"\nphone = \"+1-617-555-0142\"\n")
        .build();
    let clinic = node(&site, "/", "MedicalClinic").unwrap();
    assert_eq!(clinic.get("usNPI"), None);
    assert_eq!(clinic["identifier"][0]["propertyID"], "NPI");
    assert_eq!(clinic["identifier"][0]["value"], "1234567893");
}

/// The picture that a page is shared with.
fn shared<'a>(site: &'a Site, path: &str) -> Option<&'a str> {
    site.get(path).split("\"og:image\" content=\"").nth(1)?.split('"').next()
}

#[test]
fn a_page_is_shared_with_a_picture_that_messengers_show() {
    let pictures = |own: &str| {
        let keys = format!("date = 2026-05-04\nimage = \"/img/{own}\"\nimage_alt = \"Own\"");
        ["own.png", "clinic.jpg", "home.webp", "home.gif"]
            .iter()
            .fold(Clinic::new(), |clinic, name| {
                clinic.bytes(&format!("static/img/{name}"), &photo::by_name(name).unwrap())
            })
            .file("static/img/own.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .page("content/articles/a.md", &keys, "Rest.")
    };
    let home = |clinic: Clinic, name: &str| {
        clinic.page("content/_index.md", &format!("image = \"/img/{name}\"\nimage_alt = \"Home\""), "Hello.")
    };
    let share = |clinic: Clinic| clinic.site("share_image = \"/img/clinic.jpg\"\n");
    for (clinic, wanted) in [
        (pictures("own.png"), Some("assets/img/own-share.")),
        (share(home(pictures("own.png"), "home.webp")), Some("assets/img/own-share.")),
        (share(home(pictures("own.svg"), "home.webp")), Some("assets/img/clinic-share.")),
        (home(pictures("own.svg"), "home.webp"), Some("assets/img/home-share.")),
        (home(pictures("own.svg"), "home.gif"), Some("img/home.gif")),
        (pictures("own.svg"), None),
    ] {
        let site = published(&clinic);
        let shown = shared(&site, "/articles/a/").unwrap();
        let beginning = format!("https://clinic.example/{}", wanted.unwrap_or("share.jpg"));
        assert!(shown.starts_with(&beginning), "{shown}");
        // The drawing of a theme shows nothing of the article.
        let article = node(&site, "/articles/a/", "Article").unwrap();
        assert_eq!(article.get("image").and_then(Value::as_str), wanted.map(|_| shown));
    }
}

#[test]
fn the_picture_to_share_is_a_file_of_the_site_that_messengers_show() {
    let said = |value: &str| {
        Clinic::new().site(&format!("share_image = \"{value}\"\n")).file("static/a.svg", "x").messages()
    };
    let drawing = said("/a.svg");
    assert!(drawing.contains("error[bad-value]: `/a.svg` is neither PNG nor JPEG"), "{drawing}");
    assert!(drawing.contains("as in `/a.png`") && drawing.contains("site.toml:3"), "{drawing}");
    assert!(said("/lost.png").contains("error[dead-file]"), "{}", said("/lost.png"));
    assert!(
        said("https://cdn.example/a.png").contains("error[bad-value]"),
        "{}",
        said("https://cdn.example/a.png")
    );
}

#[test]
fn a_recording_is_told_with_its_own_picture() {
    let keys = "start = 2026-11-03T18:00:00Z\nend = 2026-11-03T19:00:00Z\nrecording_url = \"https://v.example/1\"\nimage = \"/talk.png\"\nimage_alt = \"A talk\"";
    let site = published(&Clinic::new().bytes("static/talk.png", &photo::drawing(64, 64)).page(
        "content/events/talk.md",
        keys,
        "W.",
    ));
    let video = node(&site, "/events/talk/", "VideoObject").unwrap();
    let picture = video["thumbnailUrl"][0].as_str().unwrap();
    assert!(picture.starts_with("https://clinic.example/assets/img/talk-64."), "{picture}");
}

#[test]
fn pay_is_the_same_amount_for_readers_and_machines() {
    let with = |pay: &str, currency: &str| {
        let prices = format!("currency = \"{currency}\"\n");
        job(&format!("pay = {pay}"), &["boston"]).file("content/prices.toml", &prices)
    };
    for (pay, currency, words, salary) in [
        (
            "{ from = 350000, to = 420000, period = \"year\" }",
            "USD",
            "$350,000 to $420,000 a year",
            r#"{"@type":"QuantitativeValue","unitText":"YEAR","minValue":350000,"maxValue":420000}"#,
        ),
        (
            "{ from = 30.50, period = \"hour\" }",
            "CHF",
            "CHF\u{a0}30.50 an hour",
            r#"{"@type":"QuantitativeValue","unitText":"HOUR","value":30.5}"#,
        ),
    ] {
        let site = with(pay, currency).build();
        site.shows("/careers/nurse/", words);
        site.shows("/careers/", words);
        let posting = node(&site, "/careers/nurse/", "JobPosting").unwrap();
        assert_eq!(posting["baseSalary"]["currency"], currency);
        assert_eq!(posting["baseSalary"]["value"].to_string(), salary);
    }
    for (pay, currency, told) in [
        ("{ from = 30.505, period = \"hour\" }", "CHF", PAY_DECIMALS),
        ("{ from = 42, to = 35, period = \"hour\" }", "CHF", PAY_FALLS),
    ] {
        assert_eq!(with(pay, currency).messages(), told);
    }
    let without = job("pay = { from = 35, period = \"hour\" }", &["boston"]);
    assert_eq!(without.messages(), PAY_NOWHERE, "no currency is made up");
    let unread = without.file("content/prices.toml", "currency = \"Dollar\"\n");
    assert!(!unread.messages().contains("nurse.md"), "what is told at the list is not told again");
}

const PAY_DECIMALS: &str = r#"error[P01]: `30.505` cannot be `from` of `pay`: more decimals than the 2 of CHF
 --> content/careers/nurse.md:7:16
  |
7 | pay = { from = 30.505, period = "hour" }
  |                ^^^^^^
help: write from = 30.51

"#;
const PAY_FALLS: &str = r#"error[P09]: the range falls: `to` is less than `from`
 --> content/careers/nurse.md:7:16
  |
7 | pay = { from = 42, to = 35, period = "hour" }
  |                ^^^^^^^^^^^
help: write from = 35, to = 42, if they are the wrong way round

"#;
const PAY_NOWHERE: &str = r#"warning[pay-currency]: `pay` is in the currency of the price list, and there is no price list
 --> content/careers/nurse.md:7:16
  |
7 | pay = { from = 35, period = "hour" }
  |                ^^
help: write content/prices.toml, which begins with its currency: currency = "USD"; or take `pay` out

"#;

#[test]
fn a_list_of_openings_names_the_only_place_of_the_clinic() {
    let site = job("", &["boston"]).build();
    let list = site.get("/careers/");
    assert!(list.contains("<p class=\"row-by\"><span>A title</span>"), "{list}");
}
