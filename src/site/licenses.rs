//! Licenses: their regions, states of the United States by their codes for a clinic that is there; and where they let a
//! service be given by video.

use super::{Edition, Site};
use crate::identifiers::us_state;
use crate::kinds::Service;
use crate::page::{Data, Kind, Provider};
use crate::problem::{Problems, Rule};

impl Site {
    /// The region of a license as it stands in a sentence: the name of a state of the US for its code, else as written.
    pub(crate) fn region_name<'r>(&self, region: &'r str) -> &'r str {
        us_state(region).filter(|_| self.is_us()).unwrap_or(region)
    }
}

/// Where patients are to whom a service is given by video.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ByVideo {
    /// In these regions alone, in which somebody who gives it has a license.
    In(Vec<String>),
    /// Wherever they are: nothing is said of licenses, in a country that knows none by region.
    Anywhere,
    /// Nowhere: nobody who gives it has a license.
    Unlicensed,
    /// Nowhere: the licenses of those who give it have expired.
    Expired,
}

impl Site {
    /// Where a service is given by video today, if it is.
    pub(crate) fn by_video(&self, edition: &Edition, service: &Service) -> ByVideo {
        let mut regions: Vec<String> = Vec::new();
        for provider in people(edition, service) {
            for region in provider.licensed_regions(self.config.today) {
                let name = self.region_name(region).to_owned();
                if !regions.contains(&name) {
                    regions.push(name);
                }
            }
        }
        let has_licenses = || people(edition, service).any(|provider| !provider.licenses.is_empty());
        match regions.is_empty() {
            false => ByVideo::In(regions),
            true if has_licenses() => ByVideo::Expired,
            true if self.is_us() => ByVideo::Unlicensed,
            true => ByVideo::Anywhere,
        }
    }
}

/// The people who give a service, as far as they are published.
fn people<'e>(edition: &'e Edition, service: &'e Service) -> impl Iterator<Item = &'e Provider> {
    let pages = service.providers.iter().filter_map(|slug| edition.visible(Kind::Provider, &slug.value));
    pages.filter_map(|page| if let Data::Provider(provider) = &page.data { Some(&**provider) } else { None })
}

/// In the US a region of two letters is the code of a state.
pub(super) fn check_regions(site: &Site, problems: &mut Problems) {
    if !site.is_us() {
        return;
    }
    for (_, page) in site.pages.published() {
        let Data::Provider(provider) = &page.data else { continue };
        for region in provider.licenses.iter().map(|license| &license.region) {
            let is_code = region.value.len() == 2 && region.value.bytes().all(|b| b.is_ascii_alphabetic());
            if is_code && us_state(&region.value).is_none() {
                problems
                    .report(
                        Rule::BadValue,
                        region.place(&page.source),
                        format!("`{}` is not the code of a state of the US", region.value),
                    )
                    .help("write the code, as in region = \"MA\"; or the name of a region elsewhere in full");
            }
        }
    }
}
