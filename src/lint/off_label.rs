//! What is used off label is not called approved, established or standard.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Match, Regex};

use super::Look;
use super::passage::{Passage, behind, pattern};
use crate::page::{Data, Kind};
use crate::problem::{Problems, Rule};
use crate::route::Route;
use crate::site::Site;

lint! {
    Look::Passage(look);
    OffLabel = "M22", Warning in "en", "what is used off label is called approved, established or standard";
}

/// What services use off label, as texts name it.
pub(super) struct OffLabelNames {
    pattern: Regex,
    /// By the name in lower case, the pages of the services that say so.
    services: BTreeMap<String, Vec<Route>>,
}

impl OffLabelNames {
    /// What the services of a site name; nothing where none names any.
    pub(super) fn of(site: &Site) -> Option<Self> {
        let mut services: BTreeMap<String, Vec<Route>> = BTreeMap::new();
        for page in site.every(Kind::Service) {
            let Data::Service(service) = &page.data else { continue };
            for name in &service.off_label {
                services.entry(plain(&name.value)).or_default().push(page.route.clone());
            }
        }
        // Of two names that begin alike the longer one is meant.
        let names: Vec<String> = services.keys().rev().map(|name| written(name)).collect();
        let pattern = Regex::new(&format!("(?i)(?:{})", names.join("|"))).ok();
        pattern.filter(|_| !services.is_empty()).map(|pattern| OffLabelNames { pattern, services })
    }

    /// Where they stand in a text.
    pub(super) fn find<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.pattern.find_iter(text)
    }

    /// The services that say of a name, as found in a text, that it is used off label.
    pub(super) fn services(&self, found: &str) -> &[Route] {
        let name = plain(found);
        let singular = || name.strip_suffix("es").or(name.strip_suffix('s'));
        let routes = self.services.get(&name).or_else(|| self.services.get(singular()?));
        routes.map_or(&[], Vec::as_slice)
    }
}

/// A name in lower case, with single blanks.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A pattern of a name: whole words, in the plural too.
fn written(name: &str) -> String {
    let words: Vec<String> = name.split(' ').map(regex::escape).collect();
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let begins = if is_word(name.chars().next()) { r"\b" } else { "" };
    let ends = if is_word(name.chars().next_back()) { r"(?:e?s)?\b" } else { "" };
    format!("{begins}{}{ends}", words.join(r"\s+"))
}

/// What may not be said of it.
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:FDA[- ])?(?:approved|approval)|FDA[- ](?:cleared|clearance)|(?:well[- ])?established|(?:gold[- ])?standard(?: (?:of care|care|treatments?|therap(?:y|ies)|practice|use|procedures?|approach|choice|option|medicine))?)\b",
    )
});
/// Words with which something else begins.
static ELSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:when|if|after|where|once|but|than|unlike|before|instead|although|though|while|because|we|you|they|fails?|failed|not|no|nor|never|neither|without|isn['’]t|aren['’]t|or)\b|[;–—]",
    )
});
/// A sentence that tells this use from the approved one.
static HONEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:off[- ]label|outside|unapproved|not (?:\w+ ){0,3}(?:approved|for)|(?:other|another|different) (?:uses?|purposes?))\b",
    )
});
/// The beginning of a sentence on what the one before it named.
static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:it|they|both|(?:the|this|that|these)(?: (?:drug|device|product|method|treatment|use)s?)?)\b",
    )
});

/// So many words may stand between a name and what is said of it.
const BETWEEN: usize = 6;

fn look(passage: &Passage<'_>, problems: &mut Problems) {
    let Some(names) = passage.off_label else { return };
    let mut before: Option<&str> = None;
    for sentence in &passage.sentences {
        let words = sentence.words.as_str();
        let own = names.find(words).next().map(|name| name.as_str());
        let Some(name) = own.or(before.filter(|_| AGAIN.is_match(words))) else {
            before = None;
            continue;
        };
        before = Some(name);
        let is_said = |said: &Match<'_>| match own {
            Some(_) => names.find(words).any(|name| are_near(words, &name.range(), &said.range())),
            None => are_near(words, &(0..0), &said.range()),
        };
        let mut called = CALLED.find_iter(words).filter(|said| is_claim(words, said));
        if !sentence.asks
            && !HONEST.is_match(words)
            && let Some(said) = called.find(is_said)
        {
            let told = format!("`{}` is said of `{name}`, which is used off label", said.as_str());
            passage
                .report(Rule::OffLabel, sentence, &said.range(), told, problems)
                .help("say that this use is not approved, or take the word out");
        }
    }
}

/// Whether the word says what it says of treatments: a clinic may be established in a year, and have standard hours.
fn is_claim(words: &str, said: &Match<'_>) -> bool {
    let rest = behind(words, said.end()).trim_start_matches(' ');
    let next = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match said.as_str().to_lowercase().as_str() {
        "established" => !["in", "since", "patient", "patients"].contains(&next),
        "standard" => ["", "in", "for", "at", "here", "now", "today", "everywhere"].contains(&next),
        _ => true,
    }
}

/// Whether a name and what is called approved stand in one clause.
fn are_near(words: &str, name: &Range<usize>, said: &Range<usize>) -> bool {
    let between = if name.end <= said.start { name.end..said.start } else { said.end..name.start };
    let between = words.get(between).unwrap_or_default();
    between.split_whitespace().count() <= BETWEEN && !ELSE.is_match(between)
}
