//! The draft of a price list: its entries as they are written, with ids that are still text.

use crate::money::{Money, Sum};
use crate::prices::{LookedUp, Service};
use crate::table::At;

/// The entries whose ids are not resolved yet.
#[derive(Debug, Default)]
pub(in crate::prices) struct Draft {
    pub(in crate::prices) services: Vec<WrittenService>,
    pub(in crate::prices) bundles: Vec<WrittenBundle>,
    pub(in crate::prices) discounts: Vec<WrittenDiscount>,
    pub(in crate::prices) comparisons: Vec<WrittenComparison>,
    pub(in crate::prices) examples: Vec<WrittenExample>,
    /// How many examples are of a first year, read or not.
    pub(in crate::prices) first_years: usize,
}

#[derive(Debug)]
pub(in crate::prices) struct WrittenService {
    /// The service, as far as it stands on its own.
    pub(in crate::prices) service: Service,
    pub(in crate::prices) included_in: Option<At<String>>,
    pub(in crate::prices) plan_prices: Vec<(At<String>, Money)>,
    pub(in crate::prices) outside: Vec<At<String>>,
}

#[derive(Debug)]
pub(in crate::prices) struct WrittenBundle {
    pub(in crate::prices) id: String,
    pub(in crate::prices) name: String,
    pub(in crate::prices) price: Money,
    pub(in crate::prices) lines: WrittenLines,
}

#[derive(Debug)]
pub(in crate::prices) struct WrittenDiscount {
    pub(in crate::prices) name: String,
    pub(in crate::prices) percent: Option<String>,
    pub(in crate::prices) amount: Option<At<Money>>,
    pub(in crate::prices) services: Vec<At<String>>,
}

#[derive(Debug)]
pub(in crate::prices) struct WrittenComparison {
    pub(in crate::prices) id: At<String>,
    pub(in crate::prices) label: String,
    pub(in crate::prices) note: Option<At<String>>,
    pub(in crate::prices) found: LookedUp,
}

#[derive(Debug)]
pub(in crate::prices) struct WrittenExample {
    pub(in crate::prices) id: String,
    pub(in crate::prices) name: String,
    pub(in crate::prices) first_year: bool,
    pub(in crate::prices) lines: WrittenLines,
    pub(in crate::prices) outside: Vec<At<String>>,
    pub(in crate::prices) stated: Option<At<Sum>>,
}

/// Lines with the ids that they name.
#[derive(Debug)]
pub(in crate::prices) struct WrittenLines {
    pub(in crate::prices) lines: Vec<WrittenLine>,
    /// Whether every line could be read: only then a sum can be judged.
    pub(in crate::prices) whole: bool,
}

#[derive(Debug)]
pub(in crate::prices) struct WrittenLine {
    pub(in crate::prices) id: At<String>,
    pub(in crate::prices) count: Option<(u32, u32)>,
    pub(in crate::prices) option: Option<At<String>>,
}
