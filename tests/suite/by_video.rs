//! A service by video: said with the states in which somebody who gives it has a license.

use crate::clinic::Clinic;

/// A clinic whose two people give a visit by video, with these licenses.
fn clinic(country: &str, ana: &str, ben: &str) -> Clinic {
    let person =
        |licenses: &str| format!("role = \"Surgeon\"\ncredentials = [\"MD\"]\nlicenses = [{licenses}]");
    Clinic::new()
        .site(&format!("[clinic]\ncountry = \"{country}\"\nemail = \"hello@clinic.example\"\n"))
        .page("content/providers/ana.md", &person(ana), "She listens.")
        .page("content/providers/ben.md", &person(ben), "He listens.")
        .page(
            "content/services/visit.md",
            "summary = \"We look.\"\nproviders = [\"ana\", \"ben\"]\ntelehealth = true",
            "We look.",
        )
}

const ANA: &str = "{ region = \"MA\", expires = 2027-06-30 }, { region = \"VT\", expires = 2026-11-30 }";
const BEN: &str = "{ region = \"MA\" }, { region = \"ME\", expires = 2026-12-01 }";

/// What the page of the service says of video.
fn said(clinic: &Clinic) -> Option<String> {
    let site = clinic.build();
    let (_, said) = site.main("/services/visit/").split_once("<dt>By video</dt><dd>")?;
    Some(said.split_once("</dd>")?.0.to_owned())
}

fn told(clinic: &Clinic) -> Vec<String> {
    let found = clinic.findings();
    let mine = found.iter().filter(|one| ["L09", "expired-license"].contains(&one.rule.id()));
    let due = |one: &clinicsite::Problem| if one.due { ", due" } else { "" };
    mine.map(|one| format!("{}{} {}", one.rule.id(), due(one), one.place.source.path)).collect()
}

#[test]
fn the_page_names_the_states_in_which_a_license_holds() {
    let clinic = clinic("US", ANA, BEN);
    let both = "You can have this by video if you are in Massachusetts or Maine.";
    assert_eq!(said(&clinic).as_deref(), Some(both));
    assert_eq!(told(&clinic), ["expired-license, due content/providers/ana.md"]);
    // The day after the license of Maine ended.
    let later = clinic.clone().on("2026-12-02");
    assert_eq!(said(&later).as_deref(), Some("You can have this by video if you are in Massachusetts."));
    let never =
        clinic.page("content/services/visit.md", "summary = \"We look.\"\ntelehealth = false", "We look.");
    assert_eq!(said(&never).as_deref(), Some("We do not give this by video."));
}

#[test]
fn in_the_us_nothing_is_by_video_without_a_license() {
    let none = clinic("US", "", "");
    assert_eq!((said(&none), told(&none)), (None, vec!["L09 content/services/visit.md".to_owned()]));
    let ended = clinic("US", "{ region = \"VT\", expires = 2026-11-30 }", "");
    assert_eq!(said(&ended), None);
    assert_eq!(
        told(&ended),
        ["expired-license, due content/providers/ana.md", "L09, due content/services/visit.md",]
    );
    // Somebody else's license is none.
    let other = clinic("US", "", "").page(
        "content/services/visit.md",
        "summary = \"We look.\"\nproviders = [\"ana\"]\ntelehealth = true",
        "We look.",
    );
    let other = other.page(
        "content/providers/ben.md",
        "role = \"Surgeon\"\ncredentials = [\"MD\"]\nlicenses = [{ region = \"MA\" }]",
        "He listens.",
    );
    assert_eq!((said(&other), told(&other)), (None, vec!["L09 content/services/visit.md".to_owned()]));
}

#[test]
fn elsewhere_a_license_is_asked_for_only_where_there_are_some() {
    let free = clinic("GB", "", "");
    assert_eq!(said(&free).as_deref(), Some("You can have this by video."));
    let some = clinic("GB", "{ region = \"Wales\" }", "{ region = \"Scotland\" }, { region = \"Wales\" }");
    assert_eq!(said(&some).as_deref(), Some("You can have this by video if you are in Wales or Scotland."));
    let ended = clinic("GB", "{ region = \"Wales\", expires = 2026-11-30 }", "");
    assert_eq!(said(&ended), None);
    assert_eq!(told(&free), [""; 0]);
}
