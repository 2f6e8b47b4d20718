//! `content/sources.toml`: the citation library, and how a reference is written.
//!
//! Identifiers are stored bare and checked by form only: a build looks nothing up (HEALTHCARE E).

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::identifiers::look_alike::LookAlikes;
use crate::identifiers::{WebAddress, keys};
use crate::problem::{Place, Problems, Rule};
use crate::route::slug;
use crate::source::Source;
use crate::table::{At, Table, parse};

/// One work that pages cite.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "named as in DESIGN 5")]
pub struct Reference {
    pub authors: Option<String>,
    pub title: String,
    pub journal: Option<String>,
    pub publisher: Option<String>,
    pub year: Option<i64>,
    pub locator: Option<String>,
    pub doi: Option<String>,
    pub pmid: Option<String>,
    pub pmcid: Option<String>,
    pub url: Option<WebAddress>,
    pub retrieved: Option<Date>,
    pub evidence: Option<&'static str>,
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
}

impl Library {
    /// The work of an id.
    pub fn get(&self, id: &str) -> Option<&Reference> {
        self.works.get(id)
    }

    /// Where a work stands.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(id)
    }

    /// All ids, for proposals.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.works.keys().map(String::as_str)
    }
}

const EVIDENCE: &[&str] = &[
    "guideline",
    "meta-analysis",
    "systematic-review",
    "trial",
    "cohort",
    "case-series",
    "review",
    "official",
    "data",
    "news",
];

/// Reads the library; bad entries are reported and left out.
pub fn read(source: &Arc<Source>, problems: &mut Problems) -> Library {
    let parsed = parse(source, 0..source.text.len(), problems);
    let mut table = parsed.table("sources.toml");
    let mut library = Library::default();
    let mut alike = LookAlikes::default();
    let mut lines: BTreeMap<String, At<String>> = BTreeMap::new();
    for mut entry in table.tables("sources", "a source") {
        let id = entry.required_text("id");
        let work = read_work(&mut entry);
        if let Some(id) = &id {
            if slug(&id.value) != id.value {
                let place = id.place(source);
                entry.problems.report(Rule::BadSlug, place, format!("`{}` cannot be an id", id.value));
            }
            if let Err(fault) = alike.take(&id.value) {
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
    library
}

fn read_work(entry: &mut Table<'_>) -> Option<Reference> {
    let text = |entry: &mut Table<'_>, key| entry.filled_text(key).map(|text| text.value);
    let title = entry.required_text("title");
    let url = keys::web_address(entry, "url");
    let work = Reference {
        authors: text(entry, "authors"),
        title: title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
        journal: text(entry, "journal"),
        publisher: text(entry, "publisher"),
        year: entry.whole("year", 1500, 2200).map(|year| year.value),
        locator: text(entry, "locator"),
        doi: identifier(
            entry,
            "doi",
            &["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"],
            is_doi,
            "10.1001/jama.295.19.2286",
        ),
        pmid: identifier(entry, "pmid", &["PMID:", "PMID"], is_pmid, "16705110"),
        pmcid: identifier(entry, "pmcid", &["PMCID:"], is_pmcid, "PMC6515981"),
        url,
        retrieved: entry.day("retrieved").map(|day| day.value),
        evidence: entry.choice("evidence", EVIDENCE),
    };
    title.map(|_| work)
}

fn identifier(
    entry: &mut Table<'_>,
    key: &'static str,
    prefixes: &[&str],
    fine: fn(&str) -> bool,
    example: &str,
) -> Option<String> {
    let text = entry.filled_text(key)?;
    let written = text.value.trim();
    let bare = prefixes.iter().find_map(|prefix| {
        let (head, rest) = written.split_at_checked(prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then(|| rest.trim())
    });
    let bare = bare.unwrap_or(written);
    if fine(bare) {
        return Some(bare.to_owned());
    }
    malformed(entry, &text, &key.to_uppercase(), example);
    None
}

fn malformed(entry: &mut Table<'_>, text: &At<String>, what: &str, example: &str) {
    let place: Place = text.place(entry.source());
    entry
        .problems
        .report(Rule::Identifier, place, format!("`{}` is no {what}", text.value))
        .help(format!("write it as in `{example}`"));
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
