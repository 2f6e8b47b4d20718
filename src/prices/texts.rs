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
        self.note.iter().chain(self.terms.iter().map(|(_, text)| text)).chain(plans).chain(services)
    }
}

impl Details {
    fn texts(&self) -> impl Iterator<Item = &At<String>> {
        self.includes.iter().chain(&self.excludes).chain(&self.note)
    }
}
