//! The price list as data for others. Amounts are text with a point, as exact as the list.

mod csv;
mod json;

pub(crate) use csv::to_csv;
pub(crate) use json::to_json;
