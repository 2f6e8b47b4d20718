//! The regions of licenses: states of the United States by their codes, for a clinic that is there.

use super::Site;
use crate::identifiers::us_state;
use crate::page::Data;
use crate::problem::{Problems, Rule};

impl Site {
    /// The region of a license as it stands in a sentence: the name of a state of the US for its code, else as written.
    pub(crate) fn region_name<'r>(&self, region: &'r str) -> &'r str {
        us_state(region).filter(|_| self.is_us()).unwrap_or(region)
    }
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
