//! The check of days that tell of what has happened: none of them lies ahead (M05).

use std::sync::Arc;

use jiff::civil::Date;

use super::Site;
use crate::problem::{Problems, Rule};
use crate::schema::Tells;
use crate::source::Source;
use crate::table::Told;

/// Looks at the days of all files; at those of a page that appears on a later day as on that day.
pub(super) fn check_days(site: &Site, problems: &mut Problems) {
    let today = site.config.today;
    let data = [Some((&site.config.source, &site.config.told))];
    let prices = site.prices.as_ref().map(|list| (&list.source, &list.told));
    let library = site.library.told().map(|(source, told)| (source, told));
    for (source, told) in data.into_iter().chain([prices, library]).flatten() {
        told.iter().for_each(|one| check(source, one, today, problems));
    }
    for (_, page) in site.pages.published() {
        let appears = site.first_day(page).map_or(today, |first| first.max(today));
        for one in &page.told {
            let limit = match one.of {
                Tells::World => today,
                Tells::Page => appears,
            };
            check(&page.source, one, limit, problems);
        }
    }
}

fn check(source: &Arc<Source>, told: &Told, limit: Date, problems: &mut Problems) {
    let Told { key, day, .. } = told;
    if day.value > limit {
        problems
            .report(
                Rule::AheadOfToday,
                day.place(source),
                format!("`{key}` tells of what has happened, and is in the future ({})", day.value),
            )
            .help(format!("write the day on which it was, {limit} at the latest"));
    }
}
