//! Pages that a clinic's site has by law, and what must stand on them.

use super::{Context, Look, prose};
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::site::Site;
use crate::site::legal::{self, LegalPage};

lint! {
    Look::Site(look);
    LegalPages = "L05", Warning, "a legal page that is missing";
    AccessibilityContact = "accessibility-contact", Warning, "an accessibility page that names no way to reach anybody";
    CountryPages = "L11", Warning, "what the law of the clinic's country wants on a website is missing";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    let site = context.site;
    for missing in missing(site) {
        problems.report(missing.rule, missing.place, missing.words).help(missing.help);
    }
    if let Some(page) = unreachable(site) {
        problems
            .report(
                Rule::AccessibilityContact,
                page.place(),
                "the accessibility page names no way to reach anybody",
            )
            .help("write a mail address or telephone number on it");
    }
}

/// What is missing, where, and what to do.
pub(super) struct Missing {
    rule: Rule,
    pub(super) place: Place,
    pub(super) words: String,
    pub(super) help: String,
}

/// What is missing of the pages that every clinic has, and of those of its country.
pub(super) fn missing(site: &Site) -> Vec<Missing> {
    let mut missing = Vec::new();
    for page in [&legal::PRIVACY, &legal::ACCESSIBILITY] {
        missing.extend(without(site, page, Rule::LegalPages, format!("there is no {}", page.path())));
    }
    let in_washington = |page: &Page| {
        let Data::Location(location) = &page.data else { return false };
        location.is_in_us_state("WA")
    };
    let washington = site.every(Kind::Location).any(in_washington);
    let form = site.is_us() && site.pages.iter().any(|page| page.source.text.contains("<form"));
    if washington || form {
        let why = if washington { "a clinic in Washington" } else { "a form" };
        let page = &legal::HEALTH_DATA;
        missing.extend(without(site, page, Rule::LegalPages, format!("{why}, and no {}", page.path())));
    }
    missing.extend(of_the_country(site));
    missing
}

/// A legal page that is missing.
fn without(site: &Site, page: &LegalPage, rule: Rule, words: String) -> Option<Missing> {
    if !site.lacks(page) {
        return None;
    }
    let path = page.path();
    let (place, words, help) = match (site.by_path(&path), site.meant_as(page)) {
        // Not told at the page: what is wrong with a draft is nobody's business yet, and this is.
        (Some(_), _) => {
            (Place::file(&site.config.source), format!("{words}: it is held back"), "publish it".to_owned())
        }
        (None, Some(meant)) => (meant.place(), words, renamed(meant, page)),
        (None, None) => (Place::path(&path), words, "write it; every page's footer leads to it".to_owned()),
    };
    Some(Missing { rule, place, words, help })
}

/// How a file becomes that of a legal page, and keeps its address.
pub(super) fn renamed(meant: &Page, page: &LegalPage) -> String {
    format!("rename {} to {}.md, and write slug = \"{}\" into it", meant.source.path, page.name, meant.slug)
}

/// What the law of the clinic's country asks for beside that of the US.
///
/// DE: § 5 DDG, § 18 (2) MStV; AT: § 5 ECG, §§ 24, 25 MedienG; CH: Art. 3 (1) s UWG; GB: the trading disclosures of 2015,
/// the e-commerce regulations of 2002, CQC regulation 20A. Who is responsible for data: Art. 13 GDPR and UK GDPR, Art. 19 DSG.
fn of_the_country(site: &Site) -> Vec<Missing> {
    let mut missing = Vec::new();
    let Some(country) = site.config.clinic.country.map(|country| country.code()) else { return missing };
    let rule = Rule::CountryPages;
    if ["DE", "AT", "CH"].contains(&country) {
        let words = format!("a clinic in {country}, and no {}", legal::IMPRESSUM.path());
        missing.extend(without(site, &legal::IMPRESSUM, rule, words));
    }
    if country == "GB" && site.config.clinic.registration.is_empty() {
        missing.push(Missing {
            rule,
            place: Place::file(&site.config.source),
            words: "a clinic in GB that does not say who regulates it".to_owned(),
            help: "write `registration` below `[clinic]`: its regulator or professional register, and its company number"
                .to_owned(),
        });
    }
    if ["DE", "AT", "CH", "GB"].contains(&country)
        && let Some(page) = site
            .legal_page(&legal::PRIVACY)
            .filter(|page| !(names_a_controller(page) && is_reachable(site, page)))
    {
        missing.push(Missing {
            rule,
            place: page.place(),
            words: "the privacy page does not name who is responsible, with a way to write".to_owned(),
            help: "name the controller of the data on it, with a mail address or telephone number".to_owned(),
        });
    }
    missing
}

/// Words that name the controller of data, in lower case: English, German, French, Spanish, Italian.
const CONTROLLER: [&str; 6] = [
    "controller",
    "verantwortlich",
    "responsable du traitement",
    "responsable de traitement",
    "responsable del tratamiento",
    "titolare",
];

fn names_a_controller(page: &Page) -> bool {
    let prose = prose::read(page);
    prose.blocks.iter().any(|block| {
        let words = block.text.to_lowercase();
        CONTROLLER.iter().any(|word| words.contains(word))
    })
}

/// Whether a page names a mail address or a telephone number.
fn is_reachable(site: &Site, page: &Page) -> bool {
    let text = &page.source.text;
    let phone = site.config.clinic.phone.as_ref();
    ["mailto:", "@", "tel:"].iter().any(|sign| text.contains(sign))
        || phone.is_some_and(|phone| text.contains(phone.value.as_str()))
}

/// The accessibility page, if it names no way to reach anybody.
pub(super) fn unreachable(site: &Site) -> Option<&Page> {
    site.legal_page(&legal::ACCESSIBILITY).filter(|page| !is_reachable(site, page))
}
