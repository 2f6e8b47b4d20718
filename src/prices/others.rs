//! What others charge: for the same thing, in a comparison, and beside us, for what a patient needs besides.

use jiff::civil::Date;

use super::PriceList;
use super::ids::{EntryId, IdKind};
use super::keys::ID;
use super::read::Reader;
use super::resolve::WrittenComparison;
use crate::money::Sum;
use crate::rules::Rule;
use crate::schema::Reference::{Price, SourceOrWeb};
use crate::schema::{Schema, Shape, Tells, key};
use crate::table::{At, Table};

/// A price of somebody else, as it was looked up.
#[derive(Debug, Clone)]
pub struct LookedUp {
    /// Their price.
    pub price: Sum,
    /// An id of the citation library, or an address.
    pub source: At<String>,
    /// The day on which it was read.
    pub retrieved: Date,
}

/// What others charge for the same.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What is compared.
    pub entry: EntryId,
    /// Whose price it is.
    pub label: String,
    /// What their price includes and leaves out; inline Markdown.
    pub note: Option<At<String>>,
    /// Their price.
    pub found: LookedUp,
}

/// What others will bill for beside us.
#[derive(Debug, Clone)]
pub struct Outside {
    /// Its id, the anchor on the pricing page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who sends the bill.
    pub who: String,
    /// What they charge, where it was looked up.
    pub found: Option<LookedUp>,
}

impl PriceList {
    /// The prices of others, each with the name of whose it is.
    pub(crate) fn looked_up(&self) -> impl Iterator<Item = (&str, &LookedUp)> {
        let comparisons = self.comparisons.iter().map(|one| (one.label.as_str(), &one.found));
        let outside = self.outside.iter().filter_map(|one| Some((one.who.as_str(), one.found.as_ref()?)));
        comparisons.chain(outside)
    }
}

pub(super) static COMPARISON: Schema = Schema {
    what: "a comparison",
    parts: &[&[
        key("id", Shape::Id, "What is compared").like(r#""blood-patch""#).required().names(Price),
        key("label", Shape::Text, "Whose price it is")
            .like(r#""Hospitals nearby, middle half""#)
            .required()
            .words(),
        key("price", Shape::Amounts, "Their price").like("{ from = 702, to = 1708 }").required(),
        key("source", Shape::Text, "Where it stands")
            .like(r#""https://data.example/prices""#)
            .names(SourceOrWeb)
            .required_by(Rule::Comparison, LOOKED_UP),
        key("retrieved", Shape::Day, "The day on which you read it")
            .like("2026-10-01")
            .tells(Tells::World)
            .required_by(Rule::Comparison, LOOKED_UP),
        key("note", Shape::Markdown, "What their price includes and leaves out (P15)")
            .like(r#""Without the fee of the physician.""#),
    ]],
};

pub(super) static OUTSIDE: Schema = Schema {
    what: "an entry of [[outside]]",
    parts: &[&[
        key("id", Shape::Id, ID).like(r#""mri""#).required(),
        key("name", Shape::Text, "What they bill for").like(r#""MRI of the spine""#).required().words(),
        key("who", Shape::Text, "Who sends the bill").like(r#""The imaging center""#).required().words(),
        key("price", Shape::Amounts, "Their price")
            .like("{ from = 400, to = 1200 }")
            .or("no amount is shown")
            .required_beside(
                "source",
                Rule::MissingKey,
                "write the price that stands there, or take `source` out",
            ),
        key("source", Shape::Text, "Where it stands")
            .like(r#""https://data.example/prices""#)
            .names(SourceOrWeb)
            .required_beside("price", Rule::Comparison, LOOKED_UP),
        key("retrieved", Shape::Day, "The day on which you read it")
            .like("2026-10-01")
            .tells(Tells::World)
            .required_beside("price", Rule::Comparison, LOOKED_UP),
    ]],
};

const LOOKED_UP: &str = "say where the other price stands and on which day you read it: source = \"https://…\", retrieved = 2026-05-04";

impl Reader {
    pub(super) fn comparison(&self, entry: &mut Table<'_>) -> Option<WrittenComparison> {
        let (id, label) = (entry.text("id"), entry.text("label"));
        let note = entry.text_of("note", Shape::Markdown);
        let found = self.looked_up(entry);
        Some(WrittenComparison { id: id?, label: label?.value, note, found: found? })
    }

    pub(super) fn outside(&mut self, entry: &mut Table<'_>) -> Option<Outside> {
        let head = self.head(IdKind::Outside, entry);
        let who = entry.text("who");
        let found = self.looked_up(entry);
        let (id, name) = head?;
        Some(Outside { id, name, who: who?.value, found })
    }

    /// A price of somebody else; `None` without one, and where a part of it is missing (told).
    fn looked_up(&self, entry: &mut Table<'_>) -> Option<LookedUp> {
        let price = self.sum(entry, "price");
        let source = entry.text("source");
        let retrieved = entry.day("retrieved");
        Some(LookedUp { price: price?, source: source?, retrieved: retrieved?.value })
    }
}
