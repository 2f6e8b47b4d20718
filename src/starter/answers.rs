//! The answers that a clinic is made from: what its owner said, and a proposal for all else.

use std::collections::BTreeSet;

use super::countries::{nations, usual_in, zone_of};
use super::names::{Named, named};
use crate::config::Medicare;
use crate::identifiers::{Country, Fault, MailAddress, Phone, WebAddress, abbreviated, fiction, us_state};
use crate::language::Language;
use crate::money::Currency;
use crate::route::BaseUrl;
use crate::schema::Word;
use crate::zone::Zone;

/// How patients pay the clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pay {
    /// A fee for each period, which holds the visits.
    Membership,
    /// Each visit.
    Visit,
    /// Each visit, or a fee that makes visits cheaper.
    Both,
}

impl Word for Pay {
    const WORDS: &'static [&'static str] = &["membership", "visit", "both"];
    const ALL: &'static [Self] = &[Pay::Membership, Pay::Visit, Pay::Both];
}

/// The host of a repository whose machines build the site each night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ci {
    Github,
    Gitlab,
}

impl Word for Ci {
    const WORDS: &'static [&'static str] = &["github", "gitlab"];
    const ALL: &'static [Self] = &[Ci::Github, Ci::Gitlab];
}

/// A part of a site that not every clinic has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Talks and webinars.
    Events,
    /// Open positions.
    Openings,
    /// Words of patients.
    Testimonials,
}

impl Part {
    /// All of them, in the order in which they are asked for.
    pub(crate) const ALL: [Part; 3] = [Part::Events, Part::Openings, Part::Testimonials];
}

/// What the owner of a clinic said of it. What is `None` was not said.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) name: Option<String>,
    pub(crate) niche: Option<String>,
    pub(crate) town: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) country: Option<Country>,
    pub(crate) language: Option<&'static Language>,
    pub(crate) currency: Option<Currency>,
    pub(crate) time_zone: Option<Zone>,
    pub(crate) pay: Option<Pay>,
    pub(crate) people: Vec<String>,
    pub(crate) places: Vec<String>,
    pub(crate) parts: BTreeSet<Part>,
    pub(crate) medicare: Option<Medicare>,
    pub(crate) hipaa: Option<bool>,
    pub(crate) federal_funds: Option<bool>,
    pub(crate) states: Vec<String>,
    pub(crate) phone: Option<Phone>,
    pub(crate) email: Option<MailAddress>,
    pub(crate) booking_url: Option<WebAddress>,
    pub(crate) base_url: Option<String>,
    pub(crate) ci: Option<Ci>,
}

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It was said, or follows from what was said.
    Known,
    /// It was made up, and is marked as a placeholder.
    Invented,
}

/// An answer, and where it comes from.
#[derive(Debug, Clone)]
pub(crate) struct Answer<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

fn known<T>(value: T) -> Answer<T> {
    Answer { value, origin: Origin::Known }
}

fn invented<T>(value: T) -> Answer<T> {
    Answer { value, origin: Origin::Invented }
}

/// What was said, else something made up.
fn said_or<T>(said: Option<T>, other: impl FnOnce() -> T) -> Answer<T> {
    said.map_or_else(|| invented(other()), known)
}

/// All that the starter is made from.
#[derive(Debug)]
pub(crate) struct Answers {
    pub(super) name: Answer<String>,
    pub(super) niche: Answer<String>,
    pub(super) town: Answer<String>,
    pub(super) region: Answer<String>,
    pub(super) country: Country,
    pub(super) language: &'static Language,
    pub(super) currency: Answer<Currency>,
    pub(super) time_zone: Answer<Zone>,
    pub(super) emergency_number: Answer<&'static str>,
    pub(super) pay: Pay,
    pub(super) people: Answer<Vec<Named>>,
    pub(super) places: Answer<Vec<Named>>,
    pub(super) parts: BTreeSet<Part>,
    pub(super) medicare: Answer<Medicare>,
    pub(super) hipaa: Answer<bool>,
    pub(super) federal_funds: Answer<bool>,
    pub(super) states: Answer<Vec<String>>,
    pub(super) phone: Answer<String>,
    pub(super) email: Answer<String>,
    pub(super) booking_url: Answer<String>,
    pub(super) base_url: Answer<String>,
    pub(super) ci: Option<Ci>,
}

impl Answers {
    /// The clinic's clock: its day is that of the starter.
    pub(crate) fn zone(&self) -> &Zone {
        &self.time_zone.value
    }

    /// The clinic's country.
    pub(crate) fn country(&self) -> Country {
        self.country
    }

    /// The nation of the United Kingdom that was taken because none was said.
    pub(crate) fn guessed_nation(&self) -> Option<&str> {
        let is_guess = self.country.code() == "GB" && self.region.origin == Origin::Invented;
        is_guess.then_some(self.region.value.as_str())
    }

    /// Whether the pages that the country's law asks for are among those of the starter.
    pub(crate) fn law_is_known(&self) -> bool {
        super::countries::law_is_known(self.country)
    }
}

/// The most letters of a name.
const LONGEST: usize = 200;

/// A text that stands in titles and sentences: one line of letters that one can see.
///
/// # Errors
/// If it is anything else.
pub(crate) fn line(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    let fault = |why: &str, help: &str| {
        Err(Fault { message: format!("`{}` {why}", abbreviated(text)), help: help.to_owned() })
    };
    if crate::unseen::is_blank(text) {
        return fault("has no letter", "write a few words");
    }
    if text.contains(['\n', '\t']) || !crate::unseen::remove(text.to_owned()).1.is_empty() {
        return fault("holds signs that nobody sees", "type it again: they came with pasted text");
    }
    if text.chars().count() > LONGEST {
        return fault(&format!("has more than {LONGEST} letters"), "shorten it: it stands in titles");
    }
    Ok(text.to_owned())
}

/// The region of a clinic, as its country names it: a state of the US by its code, a nation of the United Kingdom.
///
/// # Errors
/// If it is none of them.
pub(crate) fn region(country: Country, text: &str) -> Result<String, Fault> {
    let text = line(text)?;
    let fault =
        |what: &str, help: String| Fault { message: format!("`{}` is no {what}", abbreviated(&text)), help };
    match country.code() {
        "US" => {
            let code = text.to_uppercase();
            let help = || "write its two letters: MA, CA, TX".to_owned();
            us_state(&code).map(|_| code.clone()).ok_or_else(|| fault("state of the US", help()))
        }
        "GB" => {
            let nation = nations().find(|nation| nation.to_lowercase() == text.to_lowercase());
            let all: Vec<_> = nations().collect();
            let help = || format!("write one of: {}", all.join(", "));
            nation.map(str::to_owned).ok_or_else(|| fault("nation of the United Kingdom", help()))
        }
        _ => Ok(text),
    }
}

/// A language in which there is a starter.
///
/// # Errors
/// If no site can be written in it, or there is no starter in it.
pub(crate) fn language(tag: &str) -> Result<&'static Language, Fault> {
    if let Some(language) = Language::find(tag).filter(|language| super::files::has(language)) {
        return Ok(language);
    }
    let all: Vec<_> = languages().map(|language| language.tag).collect();
    Err(Fault {
        message: format!("there is no starter in the language `{tag}`"),
        help: format!("take one of: {}", all.join(", ")),
    })
}

/// The languages in which there is a starter.
pub(crate) fn languages() -> impl Iterator<Item = &'static Language> {
    Language::tags().into_iter().filter_map(Language::find).filter(|language| super::files::has(language))
}

/// The words that are proposed in a language: what is treated, a town, two people.
fn words_in(language: &Language) -> (&'static str, &'static str, [&'static str; 2]) {
    match language.tag.split('-').next().unwrap_or_default() {
        "de" => ("Kopfschmerzen", "Musterstadt", ["Erika Muster", "Max Beispiel"]),
        "es" => ("dolor de cabeza", "Villanueva", ["Ana Ejemplo", "Luis Modelo"]),
        "fr" => ("maux de tête", "Villeneuve", ["Camille Exemple", "Dominique Modèle"]),
        _ => ("headaches", "Anytown", ["Alex Sample", "Robin Sample"]),
    }
}

/// What is proposed for what was not said.
impl Said {
    /// The country: the US where none was said.
    pub(crate) fn country(&self) -> Country {
        self.country.or_else(|| Country::find("US")).expect("a test finds every country")
    }

    pub(crate) fn language(&self) -> &'static Language {
        let usual = || usual_in(self.country()).and_then(|usual| language(usual.language).ok());
        self.language.or_else(usual).unwrap_or_else(|| match self.country().code() {
            "US" => Language::fallback(),
            _ => Language::find("en").unwrap_or_else(Language::fallback),
        })
    }

    pub(crate) fn currency(&self) -> Answer<Currency> {
        let usual = || usual_in(self.country()).and_then(|usual| Currency::find(usual.currency));
        let dollar = || Currency::find("USD").expect("a test finds every currency");
        said_or(self.currency.or_else(usual), dollar)
    }

    pub(crate) fn region(&self) -> Answer<String> {
        let usual = match self.country().code() {
            "US" => "MA",
            "GB" => "England",
            _ => return known(self.region.clone().unwrap_or_default()),
        };
        said_or(self.region.clone(), || usual.to_owned())
    }

    pub(crate) fn time_zone(&self) -> Answer<Zone> {
        let region = self.region();
        let usual = || zone_of(self.country(), &region.value).and_then(Zone::named);
        let zone = self.time_zone.clone().or_else(usual);
        let is_guess =
            self.time_zone.is_none() && region.origin == Origin::Invented && self.country().code() == "US";
        match zone {
            Some(zone) if is_guess => invented(zone),
            zone => {
                said_or(zone, || Zone::named("UTC").unwrap_or_else(|| Zone::fixed(jiff::tz::Offset::UTC)))
            }
        }
    }

    /// Whether a time zone can be proposed.
    pub(crate) fn country_has_usual_zone(&self) -> bool {
        usual_in(self.country()).is_some()
    }

    /// The name: that of the folder, in words, where none was said.
    pub(crate) fn name(&self, folder: &str) -> Answer<String> {
        let of_folder = || {
            let words = folder.split(|c: char| c == '-' || c == '_' || c.is_whitespace());
            let words: Vec<String> = words.filter(|word| !word.is_empty()).map(capitalized).collect();
            line(&words.join(" ")).unwrap_or_else(|_| "Sample Clinic".to_owned())
        };
        said_or(self.name.clone(), of_folder)
    }

    pub(crate) fn niche(&self) -> Answer<String> {
        said_or(self.niche.clone(), || words_in(self.language()).0.to_owned())
    }

    pub(crate) fn town(&self) -> Answer<String> {
        said_or(self.town.clone(), || words_in(self.language()).1.to_owned())
    }

    pub(crate) fn people(&self) -> Answer<Vec<String>> {
        let said = Some(self.people.clone()).filter(|people| !people.is_empty());
        said_or(said, || words_in(self.language()).2.map(str::to_owned).to_vec())
    }

    /// The places: one that has the name of the town, where none was said.
    pub(crate) fn places(&self) -> Answer<Vec<String>> {
        match self.places.is_empty() {
            true => {
                let town = self.town();
                Answer { value: vec![town.value], origin: town.origin }
            }
            false => known(self.places.clone()),
        }
    }

    pub(crate) fn states(&self) -> Answer<Vec<String>> {
        let said = Some(self.states.clone()).filter(|states| !states.is_empty());
        said_or(said, || if self.country().code() == "US" { vec![self.region().value] } else { Vec::new() })
    }

    /// All answers, for a clinic in a folder of this name.
    ///
    /// # Errors
    /// With all that does not go together.
    pub(crate) fn complete(self, folder: &str) -> Result<Answers, Vec<Fault>> {
        let mut faults = Vec::new();
        let country = self.country();
        let (region_said, states) = (self.region(), self.states());
        let mut checked = |text: &String| region(country, text).map_err(|fault| faults.push(fault)).ok();
        let region = region_said.value.is_empty().then(String::new).or_else(|| checked(&region_said.value));
        let states_known = states.value.iter().filter_map(&mut checked).collect();
        let phone = self.phone.as_ref().map(|phone| phone.link(Some(country)).map(|_| phone.to_string()));
        let phone = phone.transpose().map_err(|fault| faults.push(fault)).ok().flatten();
        let (people, places) = (self.people(), self.places());
        twice(people.value.iter().chain(&places.value), &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let host = || "clinic.example".to_owned();
        Ok(Answers {
            name: self.name(folder),
            niche: self.niche(),
            town: self.town(),
            region: Answer { value: region.unwrap_or_default(), origin: region_said.origin },
            country,
            language: self.language(),
            currency: self.currency(),
            time_zone: self.time_zone(),
            emergency_number: said_or(usual_in(country).map(|usual| usual.emergency), || "112"),
            pay: self.pay.unwrap_or(Pay::Both),
            people: Answer { value: super::names::people(&people.value), origin: people.origin },
            places: Answer { value: named(&places.value, "place"), origin: places.origin },
            medicare: said_or(self.medicare, || Medicare::OptedOut),
            hipaa: said_or(self.hipaa, || false),
            federal_funds: said_or(self.federal_funds, || false),
            states: Answer { value: states_known, origin: states.origin },
            phone: said_or(phone, || fiction::sample(country).unwrap_or_default()),
            email: said_or(self.email.map(|mail| mail.to_string()), || format!("hello@{}", host())),
            booking_url: said_or(self.booking_url.map(|url| url.to_string()), || {
                "https://booking.example/clinic".to_owned()
            }),
            base_url: said_or(self.base_url, || format!("https://{}", host())),
            parts: self.parts,
            ci: self.ci,
        })
    }
}

/// Tells names that two people or places have: their pages could not be told apart.
fn twice<'a>(names: impl Iterator<Item = &'a String>, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for name in names.filter(|name| !seen.insert(name.to_lowercase())) {
        faults.push(Fault {
            message: format!("two people or places have the name `{}`", abbreviated(name)),
            help: "tell them apart: their pages have these titles".to_owned(),
        });
    }
}

/// The address at which a site will stand, as it was said.
///
/// # Errors
/// If it is none.
pub(crate) fn base_url(text: &str) -> Result<String, Fault> {
    BaseUrl::parse(text).map(|_| text.trim().to_owned())
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
