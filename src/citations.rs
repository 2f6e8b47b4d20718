//! `content/sources.toml`: the citation library, and how a reference is written.
//!
//! Identifiers are stored bare and checked by form only: a build looks nothing up.

mod keys;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::identifiers::look_alike::LookAlikes;
use crate::identifiers::{self, WebAddress};
use crate::problem::{Place, Problems, Rule};
use crate::route::slug;
use crate::schema::{Shape, words};
use crate::source::Source;
use crate::table::{At, Table, Told, parse};
pub(crate) use keys::SOURCES;

/// A cited work.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Who wrote it, as a list of references has it.
    pub authors: Option<String>,
    /// Its title.
    pub title: String,
    /// The journal.
    pub journal: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The year.
    pub year: Option<i64>,
    /// Volume, issue and pages: "17(1):12-23".
    pub locator: Option<String>,
    /// Its DOI, without a prefix.
    pub doi: Option<String>,
    /// Its number in PubMed, without a prefix.
    pub pmid: Option<String>,
    /// Its number in PubMed Central, with `PMC`.
    pub pmcid: Option<String>,
    /// Its address on the web.
    pub url: Option<WebAddress>,
    /// The day on which the address was read.
    pub retrieved: Option<Date>,
    /// What kind of evidence it is.
    pub evidence: Option<Evidence>,
}

impl Reference {
    /// Addresses that lead to it, with the words of the link: DOI, PubMed, PMC, then its own.
    pub fn links(&self) -> Vec<(String, String)> {
        let mut links = Vec::new();
        if let Some(doi) = &self.doi {
            // A DOI may hold any sign; only those that cannot stand in an address are encoded.
            let path: String =
                doi.chars()
                    .map(|c| {
                        if "<>\"{}|\\^`% #?".contains(c) {
                            format!("%{:02X}", c as u32)
                        } else {
                            c.to_string()
                        }
                    })
                    .collect();
            links.push((format!("https://doi.org/{path}"), format!("doi:{doi}")));
        }
        if let Some(pmid) = &self.pmid {
            links.push((format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"), format!("PMID {pmid}")));
        }
        if let Some(pmcid) = &self.pmcid {
            links.push((format!("https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"), pmcid.clone()));
        }
        if let Some(url) = &self.url {
            links.push((url.to_string(), url.host().to_owned()));
        }
        links
    }
}

/// All works, by id.
#[derive(Debug, Default)]
pub struct Library {
    works: BTreeMap<String, Reference>,
    places: BTreeMap<String, Place>,
    /// The file, and the days in it that tell of what has happened.
    told: Option<(Arc<Source>, Vec<Told>)>,
}

impl Library {
    /// The work of an id.
    pub fn get(&self, id: &str) -> Option<&Reference> {
        self.works.get(id)
    }

    /// The place of a work.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(id)
    }

    /// The file, and the days in it that tell of what has happened.
    pub(crate) fn told(&self) -> Option<&(Arc<Source>, Vec<Told>)> {
        self.told.as_ref()
    }

    /// All ids, for proposals.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.works.keys().map(String::as_str)
    }
}

words! {
    /// What kind of evidence a work is.
    Evidence {
        /// A guideline for practice.
        Guideline = "guideline",
        /// Numbers of several studies, taken together.
        MetaAnalysis = "meta-analysis",
        /// All studies of a question, looked for by a method.
        SystematicReview = "systematic-review",
        /// People were assigned to a treatment.
        Trial = "trial",
        /// People were followed.
        Cohort = "cohort",
        /// Some patients were described.
        CaseSeries = "case-series",
        /// Studies were told of, without a method.
        Review = "review",
        /// An authority says so.
        Official = "official",
        /// A collection of data.
        Data = "data",
        /// A report in the news.
        News = "news",
    }
}

/// Reads the library; bad entries are reported and left out.
pub(crate) fn read(source: &Arc<Source>, problems: &mut Problems) -> Library {
    let parsed = parse(source, 0..source.text.len(), problems);
    let mut table = parsed.table(&SOURCES);
    let mut library = Library::default();
    let mut alike = LookAlikes::default();
    let mut lines: BTreeMap<String, At<String>> = BTreeMap::new();
    for mut entry in table.tables("sources") {
        let id = entry.text("id");
        let work = read_work(&mut entry);
        if let Some(id) = &id {
            if slug(&id.value) != id.value {
                let place = id.place(source);
                entry
                    .problems
                    .report(Rule::BadId, place, format!("`{}` cannot be an id", id.value))
                    .help(format!("write `{}`", slug(&id.value)));
            }
            if let Err(fault) = alike.insert(&id.value) {
                let place = id.place(source);
                entry.problems.report(Rule::LookAlike, place, fault.message).help(fault.help);
            }
            if let Some(first) = lines.get(&id.value) {
                let line = source.line_column(first.span.start).0;
                let place = id.place(source);
                entry
                    .problems
                    .report(
                        Rule::DuplicateId,
                        place,
                        format!("the id `{}` is already in line {line}", id.value),
                    )
                    .also(first.place(source), "the first one");
            }
        }
        entry.finish(&mut table.problems);
        if let (Some(id), Some(work)) = (id, work) {
            lines.entry(id.value.clone()).or_insert_with(|| id.clone());
            library.places.entry(id.value.clone()).or_insert_with(|| id.place(source));
            library.works.entry(id.value).or_insert(work);
        }
    }
    table.finish(problems);
    library.told = Some((source.clone(), parsed.told()));
    library
}

fn read_work(entry: &mut Table<'_>) -> Option<Reference> {
    let text = |entry: &mut Table<'_>, key| entry.text(key).map(|text| text.value);
    let title = entry.text("title");
    let url = identifiers::keys::web_address(entry, "url");
    let work = Reference {
        authors: text(entry, "authors"),
        title: title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
        journal: text(entry, "journal"),
        publisher: text(entry, "publisher"),
        year: entry.whole("year").map(|year| year.value),
        locator: text(entry, "locator"),
        doi: identifier(entry, "doi", &DOI),
        pmid: identifier(entry, "pmid", &PMID),
        pmcid: identifier(entry, "pmcid", &PMCID),
        url,
        retrieved: entry.day("retrieved").map(|day| day.value),
        evidence: entry.choice("evidence"),
    };
    title.map(|_| work)
}

/// The format of an external identifier.
struct Form {
    shape: Shape,
    /// What people write before it.
    prefixes: &'static [&'static str],
    is_fine: fn(&str) -> bool,
    example: &'static str,
}

const DOI: Form = Form {
    shape: Shape::Doi,
    prefixes: &["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"],
    is_fine: is_doi,
    example: "10.1001/jama.295.19.2286",
};

const PMID: Form =
    Form { shape: Shape::Pmid, prefixes: &["PMID:", "PMID"], is_fine: is_pmid, example: "16705110" };

const PMCID: Form =
    Form { shape: Shape::Pmcid, prefixes: &["PMCID:"], is_fine: is_pmcid, example: "PMC6515981" };

fn identifier(entry: &mut Table<'_>, key: &str, form: &Form) -> Option<String> {
    let text = entry.text_of(key, form.shape)?;
    let written = text.value.trim();
    let bare = form.prefixes.iter().find_map(|prefix| {
        let (head, rest) = written.split_at_checked(prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then(|| rest.trim())
    });
    let bare = bare.unwrap_or(written);
    if (form.is_fine)(bare) {
        return Some(bare.to_owned());
    }
    let place = text.place(entry.source());
    entry
        .problems
        .report(Rule::Identifier, place, format!("`{}` is no {}", text.value, key.to_uppercase()))
        .help(format!("write it as in `{}`", form.example));
    None
}

/// `^10\.\d{4,9}/\S+$`, the form of old and new DOIs (Crossref).
fn is_doi(text: &str) -> bool {
    let Some((registrant, rest)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    (4..=9).contains(&registrant.len())
        && registrant.bytes().all(|b| b.is_ascii_digit())
        && !rest.is_empty()
        && !rest.contains(char::is_whitespace)
}

/// `^[1-9]\d{0,7}$`.
fn is_pmid(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

/// `^PMC\d{1,8}$`.
fn is_pmcid(text: &str) -> bool {
    text.strip_prefix("PMC")
        .is_some_and(|digits| (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_checked_by_their_form() {
        assert!(is_doi("10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"));
        assert!(!is_doi("10.1001") && !is_doi("11.1001/x"));
        assert!(is_pmid("16705110") && !is_pmid("0123") && !is_pmid("123456789"));
        assert!(is_pmcid("PMC6515981") && !is_pmcid("6515981"));
    }
}
