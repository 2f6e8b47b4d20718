//! The country of telephone numbers that are written without a calling code.

use super::Site;
use crate::identifiers::{Country, Fault, Phone};
use crate::page::Data;
use crate::problem::{Place, Problems, Rule};

impl Site {
    /// The clinic's country: the one it names, else that of US dollars, else the region of its language.
    pub fn country(&self) -> Option<Country> {
        let config = &self.config;
        let region = || {
            let (_, region) = config.locales.first()?.tag.split_once('-')?;
            Country::find(region)
        };
        config.clinic.country.or_else(|| if self.is_us() { Country::find("US") } else { region() })
    }

    /// The link that dials a number; `own` is the country of the place that has it.
    ///
    /// # Errors
    /// If it is a number neither there nor in the clinic's country.
    pub fn phone_link(&self, phone: &Phone, own: Option<Country>) -> Result<String, Fault> {
        let home = self.country();
        let first = phone.link(own.or(home));
        if first.is_err() && own.is_some() && own != home { phone.link(home).or(first) } else { first }
    }
}

/// Every telephone number of the site must be one that can be dialled.
pub(super) fn check_telephones(site: &Site, problems: &mut Problems) {
    let mut check = |phone: &Phone, own: Option<Country>, place: Place| {
        if let Err(fault) = site.phone_link(phone, own) {
            problems.report(Rule::BadValue, place, fault.message).help(fault.help);
        }
    };
    if let Some(phone) = &site.config.clinic.phone {
        check(&phone.value, None, Place::new(&site.config.source, phone.span.clone()));
    }
    for (_, page) in site.pages.published() {
        let Data::Location(location) = &page.data else { continue };
        if let Some(phone) = &location.phone {
            check(&phone.value, Some(location.address.country), Place::new(&page.source, phone.span.clone()));
        }
    }
}
