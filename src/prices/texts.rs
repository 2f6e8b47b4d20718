//! The Markdown of a price list.

use super::{Details, PriceList};
use crate::table::At;

impl PriceList {
    /// Its texts in the order of its page: references are numbered in it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &At<String>> {
        let plans = self
            .plans
            .iter()
            .flat_map(|plan| plan.cancel.iter().chain(&plan.unused).chain(plan.details.texts()));
        let services = self.services.iter().flat_map(|service| service.details.texts());
        let comparisons = self.comparisons.iter().filter_map(|one| one.note.as_ref());
        let terms = self.terms.iter().map(|term| &term.text);
        self.note.iter().chain(terms).chain(plans).chain(services).chain(comparisons)
    }
}

impl Details {
    fn texts(&self) -> impl Iterator<Item = &At<String>> {
        self.includes.iter().chain(&self.excludes).chain(&self.note)
    }
}
