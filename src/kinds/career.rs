//! Career pages: openings. The title is the position.

pub(crate) mod view;

use jiff::civil::Date;

use super::common::{COMMON, day, sentences};
use super::spec::{Day, Empty, Feed, KindSpec, List, Order, PageKind, Words};
use crate::identifiers::keys;
use crate::markdown::Body;
use crate::problem::Rule;
use crate::schema::Reference::PageOr;
use crate::schema::{Key, Schema, Shape, Tells, Word, key, words};
use crate::table::{At, Moment, Table};

pub(super) static SPEC: KindSpec = KindSpec {
    name: "career",
    plural: "careers",
    folder: Some("careers"),
    schema: &SCHEMA,
    list: List::Whole,
    empty: Empty::Stays,
    ended: Some("opening_closed"),
    order: Order::Newest,
    feed: Feed::Site,
    about: "An opening. Its file is content/careers/NAME.md, its address /careers/NAME/. Behind the day of `closes` it stands in no list, and its address says that it is closed, until the file is deleted.",
    file: "content/careers/nurse.md",
    text: "You call every patient on the day after a patch.",
    outline: "Say what the work is, with whom, and what a week looks like.",
    ..KindSpec::PAGE
};

static SCHEMA: Schema = Schema { what: "a career page", parts: &[COMMON, KEYS] };

/// What stands in `location` for work from anywhere.
const REMOTE: &str = "remote";

const KEYS: &[Key] = &[
    key("title", Shape::Text, "The position").like(r#""Nurse practitioner""#).required().words(),
    key("posted", Shape::Day, "The day on which it was posted")
        .like("2026-11-01")
        .required()
        .desk()
        .tells(Tells::Page),
    key("closes", Shape::Moment, "The last day to apply").like("2027-01-31").usual().desk(),
    key("employment", Shape::Choice(Employment::WORDS), "How one is employed").usual(),
    key("location", Shape::Text, "Where the work is done")
        .like(r#""boston""#)
        .usual()
        .names(PageOr("locations", REMOTE))
        .or("the clinic's only place"),
    key("pay", Shape::Table(&PAY), "What it pays, in the currency of the price list").usual(),
    key("requirements", Shape::List(&Shape::Markdown), "What one must bring")
        .like(r#"["At least 100 epidural blood patches"]"#)
        .required(),
    key("evidence", Shape::List(&Shape::Markdown), "What one must send")
        .like(r#"["A log of your last 20 patches"]"#),
    key("questions", Shape::List(&Shape::Markdown), "What we will ask").like(r#"["When do you not patch?"]"#),
    key("apply", Shape::WebOrMail, "Where one applies").like(r#""mailto:jobs@clinic.example""#).usual(),
];

static PAY: Schema = Schema {
    what: "`pay`",
    parts: &[&[
        key("from", Shape::Amount, "The least").like("350000").required(),
        key("to", Shape::Amount, "The most; without it the pay is one amount").like("420000").usual(),
        key("period", Shape::Choice(PayPeriod::WORDS), "For how long").like(r#""year""#).required(),
    ]],
};

/// What a career page holds.
#[derive(Debug)]
pub struct Career {
    /// The day on which it was posted.
    pub posted: Date,
    /// The last moment to apply.
    pub closes: Option<Moment>,
    /// How one is employed.
    pub employment: Option<Employment>,
    /// The slug of a location, or [`Career::is_remote`].
    pub location: Option<At<String>>,
    /// What it pays.
    pub pay: Option<WrittenPay>,
    /// What one must bring.
    pub requirements: Vec<Body>,
    /// What one must send.
    pub evidence: Vec<Body>,
    /// What will be asked.
    pub questions: Vec<Body>,
    /// Where one applies: an address of the web, or a `mailto:` link.
    pub apply: Option<String>,
}

impl Career {
    /// Whether one works wherever one likes.
    pub fn is_remote(&self) -> bool {
        self.location.as_ref().is_some_and(|place| place.value == REMOTE)
    }
}

/// The pay of an opening as it is written; the price list says in which currency.
#[derive(Debug)]
pub struct WrittenPay {
    /// The least, as typed.
    pub from: At<String>,
    /// The most, as typed.
    pub to: Option<At<String>>,
    /// For how long.
    pub period: PayPeriod,
}

words! {
    /// What a pay is for.
    PayPeriod {
        /// An hour.
        Hour = "hour",
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

words! {
    /// How one is employed.
    Employment {
        /// For all of a week's hours.
        FullTime = "full-time",
        /// For a part of them.
        PartTime = "part-time",
        /// As a contractor.
        Contract = "contract",
        /// For a while.
        Temporary = "temporary",
        /// To learn.
        Intern = "intern",
        /// Without pay.
        Volunteer = "volunteer",
        /// Day by day, as needed.
        PerDiem = "per-diem",
    }
}

impl PageKind for Career {
    fn read(table: &mut Table<'_>) -> Option<Self> {
        let (posted, pay) = (day(table, "posted"), pay(table));
        let closes = table.moment("closes");
        if let (Some(posted), Some(closes)) = (posted, &closes)
            && closes.value.day < posted
        {
            let place = closes.place(table.source());
            let problem = table.problems.report(Rule::BadValue, place, "`closes` is before `posted`");
            problem.help(format!("write {posted} or a later day"));
        }
        let career = Career {
            posted: posted.unwrap_or(Date::ZERO),
            closes: closes.map(|moment| moment.value),
            employment: table.choice("employment"),
            location: table.text("location"),
            pay,
            requirements: sentences(table, "requirements"),
            evidence: sentences(table, "evidence"),
            questions: sentences(table, "questions"),
            apply: keys::web_or_mail(table, "apply"),
        };
        posted.map(|_| career)
    }

    fn texts_below(&self) -> Vec<Words<'_>> {
        let lists = [&self.requirements, &self.evidence, &self.questions];
        lists.into_iter().flatten().map(Words::Text).collect()
    }

    fn day(&self) -> Option<Day> {
        Some(Day::Appeared(Moment::of_day(self.posted)))
    }

    fn ends(&self) -> Vec<(&'static str, Moment)> {
        self.closes.map(|closes| ("closes", closes)).into_iter().collect()
    }
}

fn pay(table: &mut Table<'_>) -> Option<WrittenPay> {
    let mut entry = table.table("pay")?;
    let (from, to) = (entry.number("from"), entry.number("to"));
    let period = entry.choice("period");
    entry.finish(&mut table.problems);
    Some(WrittenPay { from: from?, to, period: period? })
}
