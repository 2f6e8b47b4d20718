//! The price list by day: what is announced changes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::Site;
use crate::prices::{IdKind, PriceList};

/// So many lists are kept at once: a clinic changes its prices on a day or two of a year.
const MOST_KEPT: usize = 16;

/// The price list as it is written, and as it is on days that were asked for.
#[derive(Debug)]
pub(super) struct PriceDays {
    written: Option<PriceList>,
    kept: Mutex<BTreeMap<Date, Arc<PriceList>>>,
}

impl PriceDays {
    pub(super) fn new(written: Option<PriceList>) -> Self {
        PriceDays { written, kept: Mutex::default() }
    }

    /// The list as it is written.
    pub(super) fn written(&self) -> Option<&PriceList> {
        self.written.as_ref()
    }
}

impl Site {
    /// The price list of a day.
    pub(crate) fn prices_on(&self, day: Date) -> Option<Arc<PriceList>> {
        let PriceDays { written, kept } = &self.price_days;
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == MOST_KEPT && !kept.contains_key(&day) {
            kept.clear();
        }
        let list = || Some(Arc::new(written.clone()?.in_force(day)));
        Some(match kept.get(&day) {
            Some(list) => list.clone(),
            None => kept.entry(day).or_insert(list()?).clone(),
        })
    }

    /// The days on which what an entry or an example costs changes.
    pub(crate) fn price_changes(&self, id: &str, kind: IdKind) -> BTreeSet<Date> {
        let Some(list) = &self.price_days.written else { return BTreeSet::new() };
        let entries: Vec<_> = match kind {
            IdKind::Example => {
                let lines = list.example(id).into_iter().flat_map(|example| &example.lines);
                lines.map(|line| list.offers_of(line.entry)).collect()
            }
            IdKind::Plan | IdKind::Service | IdKind::Bundle | IdKind::Outside => {
                list.find(id).into_iter().collect()
            }
        };
        entries.into_iter().filter_map(|offers| Some(offers.next?.from)).collect()
    }
}
