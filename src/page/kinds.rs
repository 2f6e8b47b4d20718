//! What each kind of page has beside the keys of all.

use jiff::civil::{Date, Time};

use super::Words;
use crate::identifiers::{Country, MailAddress, Phone, WebAddress, postal};
use crate::markdown::Body;
use crate::table::{At, Moment};

/// The keys of one kind.
#[derive(Debug)]
#[allow(missing_docs, reason = "each variant is the kind of that name")]
pub enum Data {
    Plain,
    Article(Box<Article>),
    Service(Box<Service>),
    Provider(Box<Provider>),
    Location(Box<Location>),
    Faq(Faq),
    Event(Box<Event>),
    Career(Box<Career>),
    Testimonial(Box<Testimonial>),
    Announcement(Announcement),
}

impl Data {
    /// The texts that stand below the body, in the order of the page.
    pub(super) fn texts<'a>(&'a self, texts: &mut Vec<Words<'a>>) {
        let answers = |questions: &'a [Question]| questions.iter().map(|one| Words::Text(&one.answer));
        match self {
            Data::Article(article) => {
                for myth in &article.myths {
                    texts.extend([Words::Text(&myth.fact), Words::Sources(&myth.fact, &myth.sources)]);
                }
                texts.extend(answers(&article.questions));
                texts.extend(article.changes.iter().map(|change| Words::Text(&change.text)));
                texts.extend(article.disclosure.iter().map(Words::Text));
            }
            Data::Service(service) => {
                texts.extend(answers(&service.questions));
                texts.extend(service.measures.iter().filter_map(|one| one.note.as_ref()).map(Words::Text));
            }
            Data::Provider(provider) => texts.extend(provider.disclosures.iter().map(Words::Text)),
            Data::Location(location) => texts.extend(location.access.iter().map(Words::Text)),
            Data::Career(career) => {
                let lists = [&career.requirements, &career.evidence, &career.questions];
                texts.extend(lists.into_iter().flatten().map(Words::Text));
            }
            Data::Testimonial(testimonial) => texts.push(Words::Text(&testimonial.typical)),
            Data::Plain | Data::Faq(_) | Data::Event(_) | Data::Announcement(_) => {}
        }
    }
}

/// Who reviewed a page, and when.
#[derive(Debug, Default)]
pub struct Review {
    /// The slug of a person.
    pub reviewer: Option<At<String>>,
    /// The day of the review.
    pub reviewed: Option<At<Date>>,
    /// After how many months the next review is due, if this page has its own number.
    pub months: Option<i64>,
}

/// Keys of an article.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Article {
    pub authors: Vec<At<String>>,
    pub review: Review,
    pub conditions: Vec<At<String>>,
    pub services: Vec<At<String>>,
    pub key_points: Vec<Body>,
    pub myths: Vec<Myth>,
    pub questions: Vec<Question>,
    pub changes: Vec<Change>,
    pub disclosure: Option<Body>,
}

/// A widespread claim and what is known of it.
#[derive(Debug)]
pub struct Myth {
    /// The claim, as people say it.
    pub claim: String,
    /// `false`, `misleading`, `unproven` or `true`.
    pub verdict: &'static str,
    /// What is known.
    pub fact: Body,
    /// Ids of the citation library.
    pub sources: Vec<At<String>>,
}

/// A question and its answer.
#[derive(Debug)]
pub struct Question {
    /// The question, plain.
    pub question: String,
    /// The answer.
    pub answer: Body,
}

/// What changed in an article, and when.
#[derive(Debug)]
pub struct Change {
    /// The day.
    pub date: Date,
    /// What changed.
    pub text: Body,
}

/// Keys of a service.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Service {
    pub prices: Vec<At<String>>,
    pub duration_min: Option<i64>,
    pub referral: Option<bool>,
    pub telehealth: Option<bool>,
    pub providers: Vec<At<String>>,
    pub locations: Vec<At<String>>,
    pub conditions: Vec<At<String>>,
    pub review: Review,
    pub questions: Vec<Question>,
    pub measures: Vec<Measure>,
}

/// A result that the clinic counted.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Measure {
    pub what: String,
    pub value: String,
    pub from: Date,
    pub to: Date,
    pub note: Option<Body>,
}

/// Keys of a provider.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Provider {
    pub role: String,
    pub credentials: Vec<String>,
    pub specialty: Option<String>,
    pub registration: Vec<Registration>,
    pub languages: Vec<String>,
    pub locations: Vec<At<String>>,
    pub accepting_new_patients: Option<bool>,
    pub booking_url: Option<WebAddress>,
    pub experience: Vec<Experience>,
    pub disclosures: Vec<Body>,
    pub same_as: Vec<WebAddress>,
}

/// A number that an authority gave.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Registration {
    pub authority: String,
    pub number: String,
}

/// Counted experience.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Experience {
    pub what: String,
    pub count: i64,
    pub as_of: Date,
}

/// Keys of a location.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Location {
    pub address: Address,
    pub phone: Option<At<Phone>>,
    pub email: Option<MailAddress>,
    pub geo: Option<(String, String)>,
    pub hours: Vec<Hours>,
    pub closures: Vec<Closure>,
    pub access: Vec<Body>,
}

/// A postal address.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Address {
    pub street: String,
    pub locality: String,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub country: Country,
}

impl Address {
    /// The lines of the address as its country has them.
    pub fn lines(&self) -> Vec<String> {
        let (region, code) = (self.region.as_deref(), self.postal_code.as_deref());
        postal::Parts { street: &self.street, town: &self.locality, region, code, country: self.country }
            .lines()
    }
}

/// Opening hours of some days (schema.org `openingHours`).
#[derive(Debug)]
pub struct Hours {
    /// Days of the week, Monday as 0.
    pub days: Vec<usize>,
    /// When it opens.
    pub opens: Time,
    /// When it closes.
    pub closes: Closing,
}

/// The end of opening hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// A time of day; one before the opening is of the next day.
    At(Time),
    /// Midnight at the end of the day, 24:00.
    Midnight,
}

impl Hours {
    /// Whether it is open all day and night.
    pub fn is_all_day(&self) -> bool {
        let last = matches!(self.closes, Closing::At(time) if (time.hour(), time.minute()) == (23, 59));
        self.opens == Time::midnight() && (last || self.closes == Closing::Midnight)
    }
}

/// Days on which a place is closed.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Closure {
    pub from: Date,
    pub to: Date,
    pub reason: String,
}

/// Keys of a question.
#[derive(Debug)]
pub struct Faq {
    /// The heading it stands under.
    pub topic: Option<String>,
}

/// How an event is attended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub enum Format {
    Online,
    InPerson,
    Mixed,
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub enum Status {
    Scheduled,
    Postponed,
    Cancelled,
}

/// Keys of an event.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Event {
    pub start: Moment,
    pub end: Moment,
    pub format: Option<Format>,
    pub status: Status,
    pub register_url: Option<WebAddress>,
    pub recording_url: Option<WebAddress>,
    pub hosts: Vec<At<String>>,
    pub location: Option<At<String>>,
}

/// Pay of an opening, in the words of the price list's currency; read when that is known.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Pay {
    pub from: At<String>,
    pub to: Option<At<String>>,
    pub period: &'static str,
}

/// Keys of a career page.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Career {
    pub posted: Date,
    pub closes: Option<Moment>,
    pub employment: Option<&'static str>,
    pub location: Option<At<String>>,
    pub pay: Option<Pay>,
    pub requirements: Vec<Body>,
    pub evidence: Vec<Body>,
    pub questions: Vec<Body>,
    pub apply: Option<String>,
}

/// Keys of a testimonial (16 CFR 465, and the FTC's guidance of 2022).
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Testimonial {
    pub consent: Date,
    pub relationship: &'static str,
    pub compensated: bool,
    pub typical: Body,
    pub name: Option<String>,
    pub source_url: Option<WebAddress>,
}

/// Keys of an announcement.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as in DESIGN 3")]
pub struct Announcement {
    pub start: Moment,
    pub end: Moment,
    pub level: &'static str,
}
