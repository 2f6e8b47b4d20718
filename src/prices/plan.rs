//! A plan: a recurring fee, with its keys and their reading.

use jiff::civil::Date;

use super::ids::IdKind;
use super::keys::{DETAILS, ID, OPTION};
use super::read::Reader;
use super::{Amount, Details};
use crate::money::{Money, Sum};
use crate::problem::Rule;
use crate::schema::{Schema, Shape, Word, key, words};
use crate::table::{At, Table};

words! {
    /// How often a plan is paid.
    Period {
        /// Every week.
        Week = "week",
        /// Every month.
        Month = "month",
        /// Every three months.
        Quarter = "quarter",
        /// Every year.
        Year = "year",
    }
}

impl Period {
    /// How often it comes in a year.
    pub fn per_year(self) -> u32 {
        match self {
            Period::Week => 52,
            Period::Month => 12,
            Period::Quarter => 4,
            Period::Year => 1,
        }
    }
}

/// A recurring fee.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its id, the anchor on the pricing page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is paid each period: one amount, or one for each of several cases.
    pub price: Amount,
    /// How often it is paid.
    pub period: Period,
    /// The shortest time, in words: "3 months".
    pub minimum: Option<String>,
    /// How it is ended; inline Markdown.
    pub cancel: Option<At<String>>,
    /// What becomes of what was not used; inline Markdown.
    pub unused: Option<At<String>>,
    /// What is paid once, at the beginning.
    pub joining_fee: Option<Money>,
    /// What it has in common with services.
    pub details: Details,
}

impl Plan {
    /// What it comes to in a year, from the cheapest option to the dearest.
    pub(crate) fn a_year(&self) -> Option<Sum> {
        let times = self.period.per_year();
        self.price.sum().map(|sum| sum.times(times, times))
    }
}

pub(super) static PLAN: Schema = Schema {
    what: "a plan",
    parts: &[
        &[
            key("id", Shape::Id, ID).like(r#""membership""#).required(),
            key("name", Shape::Text, "Its name").like(r#""Clinic membership""#).required().words(),
            key("price", Shape::Amount, "What is paid each period; or `options`")
                .like("100")
                .required_unless("options")
                .desk(),
            key(
                "options",
                Shape::Tables(&OPTION),
                "One price for each of several cases, such as a couple or a child, in place of `price`",
            )
            .like(r#"[{ name = "One person", price = 100 }, { name = "A couple", price = 180 }]"#),
            key("period", Shape::Choice(Period::WORDS), "How often the price is paid")
                .like(r#""month""#)
                .required_by(Rule::PlanPeriod, "say how often the price is paid: period = \"month\""),
            key(
                "joining_fee",
                Shape::Amount,
                "What is paid once, at the beginning; a plan among `lines` adds it once, without a line of its own",
            )
            .like("75")
            .desk(),
            key("minimum", Shape::Text, "The shortest time").like(r#""3 months""#).words(),
            key("cancel", Shape::Markdown, "How it is ended").like(r#""Any time, to the end of the month.""#),
            key("unused", Shape::Markdown, "What becomes of what was not used")
                .like(r#""Unused visits end with the quarter.""#),
        ],
        DETAILS,
    ],
};

impl Reader {
    pub(super) fn plan(&mut self, entry: &mut Table<'_>, valid_from: Option<Date>) -> Option<Plan> {
        let head = self.head(IdKind::Plan, entry);
        let price = self.price(entry, IdKind::Plan);
        let period = entry.choice("period");
        let details = self.details(entry, valid_from, true);
        let minimum = entry.text("minimum").map(|text| text.value);
        let (cancel, unused) =
            (entry.text_of("cancel", Shape::Markdown), entry.text_of("unused", Shape::Markdown));
        let joining_fee = self.money(entry, "joining_fee");
        let (id, name) = head?;
        if joining_fee.is_none() && entry.has("joining_fee") {
            self.is_in_part(&id);
        }
        Some(Plan { id, name, price: price?, period: period?, minimum, cancel, unused, joining_fee, details })
    }
}
