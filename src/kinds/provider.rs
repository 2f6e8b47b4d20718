//! Providers: the people of the clinic. The title is the name.

pub(crate) mod view;

use jiff::civil::Date;

use super::common::{COMMON, day, plain, plains, sentences};
use super::spec::{KindSpec, List, PageKind, Words};
use crate::identifiers::{Npi, WebAddress, keys};
use crate::markdown::Body;
use crate::problem::Rule;
use crate::schema::Reference::Page;
use crate::schema::{Key, Schema, Shape, key};
use crate::table::{At, Table};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "provider",
    plural: "providers",
    folder: Some("providers"),
    schema: &SCHEMA,
    list: List::Whole,
    about: "A person of the clinic. The file is content/providers/NAME.md, the address /providers/NAME/; other pages name the person as NAME.",
    file: "content/providers/ana-ortiz.md",
    text: "Ana Ortiz founded the clinic. She sees new patients on three days a week.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a provider", parts: &[COMMON, KEYS] };

const KEYS: &[Key] = &[
    key("title", Shape::Text, "The name").like(r#""Ana Ortiz""#).required().words(),
    key("role", Shape::Text, "What the person does here").like(r#""Anesthesiologist""#).required().words(),
    key("credentials", Shape::List(&Shape::Text), "Letters behind the name").like(r#"["MD"]"#).usual(),
    key("specialty", Shape::Text, "The field of medicine").like(r#""Anesthesiology""#).words(),
    key("registration", Shape::Tables(&REGISTRATION), "Numbers that authorities gave"),
    key("languages", Shape::List(&Shape::Text), "Languages spoken").like(r#"["English", "Spanish"]"#).usual(),
    key("locations", Shape::List(&Shape::Text), "Where the person works")
        .like(r#"["boston"]"#)
        .usual()
        .names(Page("locations")),
    key("accepting_new_patients", Shape::Flag, "Whether new patients are seen")
        .or("nothing is said of it")
        .desk(),
    key("booking_url", Shape::Web, "Where visits with this person are booked")
        .like(r#""https://booking.example/ana-ortiz""#),
    key("experience", Shape::Tables(&EXPERIENCE), "What the person has done, counted"),
    key("disclosures", Shape::List(&Shape::Markdown), "Interests that patients should know of")
        .like(r#"["Owns a part of the clinic."]"#),
    key("same_as", Shape::List(&Shape::Web), "Pages elsewhere that are about the person")
        .like(r#"["https://orcid.example/0000-0001"]"#),
];

static REGISTRATION: Schema = Schema {
    what: "a registration",
    parts: &[&[
        key("authority", Shape::Text, "Who gave the number; the check digit of an NPI is looked at")
            .like(r#""NPI""#)
            .required(),
        key("number", Shape::Text, "The number").like(r#""1234567893""#).required(),
    ]],
};

static EXPERIENCE: Schema = Schema {
    what: "an experience",
    parts: &[&[
        key("what", Shape::Text, "What was counted").like(r#""epidural blood patches""#).required(),
        key("count", Shape::Whole(0, 10_000_000), "How many").like("640").required(),
        key("as_of", Shape::Day, "The day of the count").like("2026-09-01").required(),
    ]],
};

/// What a person's page holds.
#[derive(Debug)]
pub struct Provider {
    /// What the person does here.
    pub role: String,
    /// Letters behind the name.
    pub credentials: Vec<String>,
    /// The field of medicine.
    pub specialty: Option<String>,
    /// Numbers that authorities gave.
    pub registration: Vec<Registration>,
    /// Languages spoken, in words.
    pub languages: Vec<String>,
    /// Slugs of locations.
    pub locations: Vec<At<String>>,
    /// Whether new patients are seen, if it is said.
    pub accepting_new_patients: Option<bool>,
    /// Where visits are booked.
    pub booking_url: Option<WebAddress>,
    /// Counted experience.
    pub experience: Vec<Experience>,
    /// Interests that patients should know of.
    pub disclosures: Vec<Body>,
    /// The person elsewhere.
    pub same_as: Vec<WebAddress>,
}

/// A number that an authority gave.
#[derive(Debug)]
pub struct Registration {
    /// Who gave it: "NPI", a board, a register.
    pub authority: String,
    /// The number, which may have letters.
    pub number: String,
}

/// Counted experience.
#[derive(Debug)]
pub struct Experience {
    /// What was counted, in the plural.
    pub what: String,
    /// How many.
    pub count: i64,
    /// The day of the count.
    pub as_of: Date,
}

impl PageKind for Provider {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let role = plain(table, "role");
        let (registration, experience) = (registration(table), experience(table));
        let provider = Provider {
            role: role.clone().unwrap_or_default(),
            credentials: plains(table, "credentials"),
            specialty: plain(table, "specialty"),
            registration,
            languages: plains(table, "languages"),
            locations: table.texts("locations"),
            accepting_new_patients: table.flag("accepting_new_patients"),
            booking_url: keys::web_address(table, "booking_url"),
            experience,
            disclosures: sentences(table, "disclosures"),
            same_as: keys::web_addresses(table, "same_as"),
        };
        role.map(|_| provider)
    }

    fn texts_below(&self) -> Vec<Words<'_>> {
        self.disclosures.iter().map(Words::Text).collect()
    }
}

fn registration(table: &mut Table<'_>) -> Vec<Registration> {
    let mut all = Vec::new();
    for mut entry in table.tables("registration") {
        let (authority, number) = (entry.text("authority"), entry.text("number"));
        if let (Some(authority), Some(number)) = (&authority, &number)
            && authority.value == "NPI"
            && let Err(fault) = Npi::parse(&number.value)
        {
            let place = number.place(entry.source());
            entry.problems.report(Rule::Identifier, place, fault.message).help(fault.help);
        }
        entry.finish(&mut table.problems);
        if let (Some(authority), Some(number)) = (authority, number) {
            all.push(Registration { authority: authority.value, number: number.value });
        }
    }
    all
}

fn experience(table: &mut Table<'_>) -> Vec<Experience> {
    let mut all = Vec::new();
    for mut entry in table.tables("experience") {
        let (what, count) = (plain(&mut entry, "what"), entry.whole("count"));
        let as_of = day(&mut entry, "as_of");
        entry.finish(&mut table.problems);
        if let (Some(what), Some(count), Some(as_of)) = (what, count, as_of) {
            all.push(Experience { what, count: count.value, as_of });
        }
    }
    all
}
