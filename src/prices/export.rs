//! The price list as data for others. Amounts are text with a point, as exact as the list.

mod csv;
mod json;

pub(crate) use csv::{cell, to_csv};
pub(crate) use json::{sum as sum_to_json, to_json};
