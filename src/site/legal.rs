//! Legal pages: the files of `content/` that stand in every footer because law asks for them, known by their names.

use super::{Edition, Site};
use crate::page::Page;
use crate::rules::Rule;
use crate::source::page_stem;

/// A page that law asks for, known by its file; `slug` may change its address.
#[derive(Debug)]
pub(crate) struct LegalPage {
    /// The name of its file, without the ending.
    pub(crate) name: &'static str,
    /// The rules that ask for it; none for one that only a clinic itself knows to be owed.
    pub(crate) rules: &'static [Rule],
    /// Names that its file has elsewhere, by which it is not known here.
    aliases: &'static [&'static str],
}

const fn legal(name: &'static str, rules: &'static [Rule]) -> LegalPage {
    LegalPage { name, rules, aliases: &[] }
}

pub(crate) static PRIVACY: LegalPage = legal("privacy", &[Rule::LegalPages, Rule::CountryPages]).called(&[
    "privacy-policy",
    "datenschutz",
    "datenschutzerklaerung",
    "datenschutzerklärung",
    "confidentialite",
    "privacidad",
]);
pub(crate) static ACCESSIBILITY: LegalPage =
    legal("accessibility", &[Rule::LegalPages, Rule::AccessibilityContact]).called(&[
        "accessibility-statement",
        "barrierefreiheit",
        "accessibilite",
        "accesibilidad",
    ]);
pub(crate) static NONDISCRIMINATION: LegalPage = legal("nondiscrimination", &[Rule::Nondiscrimination]);
pub(crate) static HEALTH_DATA: LegalPage = legal("consumer-health-data", &[Rule::LegalPages]);
pub(crate) static OPEN_PAYMENTS: LegalPage = legal("open-payments", &[Rule::OpenPayments]);
pub(crate) static PRIVACY_PRACTICES: LegalPage =
    legal("notice-of-privacy-practices", &[Rule::PrivacyPractices]).called(&[
        "privacy-practices",
        "npp",
        "hipaa",
    ]);
pub(crate) static IMPRESSUM: LegalPage =
    legal("impressum", &[Rule::CountryPages]).called(&["imprint", "legal-notice", "mentions-legales"]);
static TERMS: LegalPage = legal("terms", &[]);
static COMPLAINTS: LegalPage = legal("complaints", &[]);
static COOKIES: LegalPage = legal("cookies", &[]);

/// Every legal page, in the order of the footer.
pub(crate) static LEGAL_PAGES: [&LegalPage; 10] = [
    &PRIVACY,
    &ACCESSIBILITY,
    &NONDISCRIMINATION,
    &HEALTH_DATA,
    &OPEN_PAYMENTS,
    &PRIVACY_PRACTICES,
    &IMPRESSUM,
    &TERMS,
    &COMPLAINTS,
    &COOKIES,
];

impl LegalPage {
    const fn called(self, aliases: &'static [&'static str]) -> LegalPage {
        LegalPage { aliases, ..self }
    }

    /// The path of its file.
    pub(crate) fn path(&self) -> String {
        format!("content/{}.md", self.name)
    }

    /// Whether a file is that of this page: `NAME.md`, or `NAME/index.md` with files beside it.
    fn is_file(&self, path: &str) -> bool {
        page_stem(path).is_some_and(|stem| stem.strip_suffix("/index").unwrap_or(stem) == self.name)
    }
}

impl Edition {
    /// The legal pages that are published, in the order of the footer.
    pub(crate) fn legal_pages(&self) -> impl Iterator<Item = &Page> {
        LEGAL_PAGES.iter().filter_map(|page| self.legal_page(page))
    }

    /// A legal page, if it is published.
    pub(crate) fn legal_page(&self, page: &LegalPage) -> Option<&Page> {
        let stems = [page.name.to_owned(), format!("{}/index", page.name)];
        stems.iter().find_map(|stem| self.published_by_stem(stem))
    }
}

impl Site {
    /// A legal page, if it is published in the site's first language.
    pub(crate) fn legal_page(&self, page: &LegalPage) -> Option<&Page> {
        self.editions.first()?.legal_page(page)
    }

    /// The page that was most likely meant to be a legal page, under another name.
    pub(crate) fn meant_as(&self, page: &LegalPage) -> Option<&Page> {
        page.aliases.iter().find_map(|name| Some(self.by_stem(name)?.0))
    }

    /// Whether a legal page is missing. One that could not be read is there.
    pub(crate) fn lacks(&self, page: &LegalPage) -> bool {
        self.legal_page(page).is_none() && !self.unread.pages.iter().any(|path| page.is_file(path))
    }
}
