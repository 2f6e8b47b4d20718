//! Services: treatments and visits.

mod list;
pub(crate) mod view;

use jiff::civil::Date;

use super::common::{COMMON, QUESTIONS, Question, REVIEW, Review, TITLE, plain, questions, sentence};
use super::spec::{KindSpec, List, PageKind, Readers, Words};
use crate::identifiers::{WebAddress, keys};
use crate::markdown::Body;
use crate::schema::Reference::{Condition, Page, Price};
use crate::schema::{Key, Schema, Shape, Tells, key};
use crate::table::{At, Table};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "service",
    plural: "services",
    folder: Some("services"),
    schema: &SCHEMA,
    list: List::Whole,
    readers: Readers::Patients,
    about: "A treatment or a visit. Its file is content/services/NAME.md, its address /services/NAME/. What it costs comes from the price list.",
    file: "content/services/blood-patch.md",
    text: "Your own blood is placed beside the leak. There it clots.",
    outline: "Say what is done, and for whom.\n\n\
              ## What happens on the day\n\n\
              Say how long it takes, who is there, and what one feels.\n\n\
              ## What can go wrong\n\n\
              Say what can go wrong, and how often.\n\n\
              ## Alternatives\n\n\
              Say what other ways there are, and what happens without any.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a service", parts: &[COMMON, KEYS, REVIEW] };

const KEYS: &[Key] = &[
    TITLE.like(r#""Epidural blood patch""#),
    key("summary", Shape::AnyText, "A sentence or two for lists, search results and feeds")
        .like(r#""Your own blood is placed beside the leak, where it clots.""#)
        .required()
        .words(),
    key("prices", Shape::List(&Shape::Text), "What it costs: plans, services and bundles")
        .like(r#"["blood-patch"]"#)
        .usual()
        .names(Price),
    key(
        "if_it_fails",
        Shape::Markdown,
        "What a patient pays, and what is done, if it does not work; below its prices, and on the page of prices",
    )
    .like(r#""A second patch costs the same. We decide with you after a new scan.""#),
    key("booking_url", Shape::Web, "Where it is booked")
        .or("that of its only provider, or else of the clinic"),
    key("duration_min", Shape::Whole(1, 100_000), "How long the whole appointment takes")
        .like("180")
        .unit("minutes")
        .usual()
        .or("that of its price, if it has one alone"),
    key("referral", Shape::Flag, "Whether a referral is needed").like("false").or("nothing is said of it"),
    key(
        "telehealth",
        Shape::Flag,
        "Whether it is given by video; the page says where, by the `licenses` of its `providers`",
    )
    .like("false")
    .or("nothing is said of it"),
    key(
        "off_label",
        Shape::List(&Shape::Text),
        "Drugs and devices that are used in another way than their approval says: the page tells it",
    )
    .like(r#"["Fibrin sealant"]"#),
    key("providers", Shape::List(&Shape::Text), "Who does it")
        .like(r#"["ana-ortiz"]"#)
        .usual()
        .names(Page("providers")),
    key("locations", Shape::List(&Shape::Text), "Where it is done")
        .like(r#"["boston"]"#)
        .usual()
        .names(Page("locations")),
    key("conditions", Shape::List(&Shape::Text), "What it is for")
        .like(r#"["Spinal CSF leak"]"#)
        .names(Condition),
    QUESTIONS,
    key("measures", Shape::Tables(&MEASURE), "Results that the clinic counted"),
];

static MEASURE: Schema = Schema {
    what: "a measure",
    parts: &[&[
        key("what", Shape::Text, "What was counted").like(r#""Better after three months""#).required(),
        key("value", Shape::Text, "How many, and of how many").like(r#""41 of 60""#).required(),
        key("from", Shape::Day, "The first day that counts")
            .like("2025-01-01")
            .required()
            .tells(Tells::World),
        key("to", Shape::Day, "The last day that counts").like("2025-12-31").required().tells(Tells::World),
        key("note", Shape::Markdown, "Who was counted, and who not")
            .like(r#""Everybody who answered our call.""#),
    ]],
};

/// What a service holds.
#[derive(Debug)]
pub struct Service {
    /// Ids of plans, services and bundles of the price list.
    pub prices: Vec<At<String>>,
    /// What it means for the patient if it does not work.
    pub if_it_fails: Option<Body>,
    /// Where it is booked.
    pub booking_url: Option<WebAddress>,
    /// How long the whole appointment takes, in minutes.
    pub duration_min: Option<i64>,
    /// Whether a referral is needed.
    pub referral: Option<bool>,
    /// Whether it is given by video.
    pub telehealth: Option<At<bool>>,
    /// Drugs and devices that are used outside of their approval.
    pub off_label: Vec<At<String>>,
    /// Slugs of people.
    pub providers: Vec<At<String>>,
    /// Slugs of locations.
    pub locations: Vec<At<String>>,
    /// Names of conditions.
    pub conditions: Vec<At<String>>,
    /// Who reviewed the page.
    pub review: Review,
    /// Questions and answers.
    pub questions: Vec<Question>,
    /// Results that the clinic counted.
    pub measures: Vec<Measure>,
}

/// A result that the clinic counted.
#[derive(Debug)]
pub struct Measure {
    /// What was counted.
    pub what: String,
    /// How many, in words: "41 of 60".
    pub value: String,
    /// The first day that counts.
    pub from: Date,
    /// The last day that counts.
    pub to: Date,
    /// Who was counted.
    pub note: Option<Body>,
}

impl PageKind for Service {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let measures = measures(table);
        Some(Service {
            prices: table.texts("prices"),
            if_it_fails: sentence(table, "if_it_fails"),
            booking_url: keys::web_address(table, "booking_url"),
            duration_min: table.whole("duration_min").map(|minutes| minutes.value),
            referral: table.flag("referral"),
            telehealth: table.flag_at("telehealth"),
            off_label: table.texts("off_label"),
            providers: table.texts("providers"),
            locations: table.texts("locations"),
            conditions: table.texts("conditions"),
            review: Review::read(table),
            questions: questions(table),
            measures,
        })
    }

    fn texts_below(&self) -> Vec<Words<'_>> {
        let notes = self.measures.iter().filter_map(|one| one.note.as_ref());
        let answers = self.questions.iter().map(|one| &one.answer);
        let if_it_fails = self.if_it_fails.iter().map(Words::Shared);
        if_it_fails.chain(notes.chain(answers).map(Words::Text)).collect()
    }

    fn is_read_by_the_ill(&self) -> bool {
        !self.conditions.is_empty()
    }

    fn conditions(&self) -> &[At<String>] {
        &self.conditions
    }

    fn can_be_booked(&self) -> bool {
        self.booking_url.is_some()
    }

    fn review(&self) -> Option<&Review> {
        Some(&self.review)
    }

    fn prices(&self) -> &[At<String>] {
        &self.prices
    }
}

fn measures(table: &mut Table<'_>) -> Vec<Measure> {
    let mut measures = Vec::new();
    for mut entry in table.tables("measures") {
        let (what, value) = (plain(&mut entry, "what"), plain(&mut entry, "value"));
        let [from, to] = entry.first_and_last_day("from", "to");
        let note = sentence(&mut entry, "note");
        entry.finish(&mut table.problems);
        if let (Some(what), Some(value), Some(from), Some(to)) = (what, value, from, to) {
            measures.push(Measure { what, value, from: from.value, to: to.value, note });
        }
    }
    measures
}
