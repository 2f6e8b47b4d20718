//! Testimonials: a patient's words, which are the body (16 CFR 465, and the FTC's guidance of 2022).

pub(crate) mod view;

use jiff::civil::Date;

use super::common::{COMMON, day, plain, sentence};
use super::spec::{KindSpec, List, PageKind, Standing, Words};
use crate::identifiers::{WebAddress, keys};
use crate::markdown::Body;
use crate::rules::Rule;
use crate::schema::{Key, Schema, Shape, Tells, Word, key, words};
use crate::table::Table;

pub(super) static SPEC: KindSpec = KindSpec {
    name: "testimonial",
    plural: "testimonials",
    folder: Some("testimonials"),
    schema: &SCHEMA,
    stands: Standing::Beside,
    list: List::Whole,
    about: "A patient's words. The file is content/testimonials/NAME.md; all stand at /testimonials/, each with who speaks, whether they were paid, and what most patients can expect.",
    file: "content/testimonials/a-month-in-bed.md",
    text: "After a month in bed I can sit and read again.",
    outline: "The patient's own words.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a testimonial", parts: &[COMMON, KEYS] };

const WHY: &str =
    "the law asks to show who speaks, whether they were paid, and what most patients can expect";

const KEYS: &[Key] = &[
    key("title", Shape::Text, "A heading for the words").like(r#""A month in bed""#).required().words(),
    key("consent", Shape::Day, "The day on which the patient agreed in writing")
        .required_by(Rule::Testimonial, WHY)
        .tells(Tells::World),
    key("relationship", Shape::Choice(Relationship::WORDS), "Who speaks").required_by(Rule::Testimonial, WHY),
    key("compensated", Shape::Flag, "Whether they got anything for it")
        .like("false")
        .required_by(Rule::Testimonial, WHY),
    key("typical", Shape::Markdown, "What most patients can expect, with a source")
        .like(r#""In a trial, three of four got better.""#)
        .required_by(Rule::Testimonial, WHY),
    key("name", Shape::Text, "How the person wants to be named").like(r#""M., Vermont""#).usual(),
    key("source_url", Shape::Web, "Where the words were published first")
        .like(r#""https://reviews.example/m""#),
];

/// What a testimonial holds.
#[derive(Debug)]
pub struct Testimonial {
    /// The day on which the patient agreed in writing.
    pub consent: Date,
    /// Who speaks.
    pub relationship: Relationship,
    /// Whether they got anything for it.
    pub compensated: bool,
    /// What most patients can expect.
    pub typical: Body,
    /// How the person wants to be named.
    pub name: Option<String>,
    /// Where the words were published first.
    pub source_url: Option<WebAddress>,
}

words! {
    /// Who speaks in a testimonial.
    Relationship {
        /// A patient.
        Patient = "patient",
        /// Somebody of the patient's family.
        Relative = "relative",
        /// Somebody who works for the clinic.
        Employee = "employee",
    }
}

impl PageKind for Testimonial {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let (consent, relationship) = (day(table, "consent"), table.choice("relationship"));
        let (compensated, typical) = (table.flag("compensated"), sentence(table, "typical"));
        let (name, source_url) = (plain(table, "name"), keys::web_address(table, "source_url"));
        Some(Testimonial {
            consent: consent?,
            relationship: relationship?,
            compensated: compensated?,
            typical: typical?,
            name,
            source_url,
        })
    }

    fn texts_below(&self) -> Vec<Words<'_>> {
        vec![Words::Text(&self.typical)]
    }

    fn heading_level(&self) -> u8 {
        3
    }
}
