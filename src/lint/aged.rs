//! What was true for a time, and is shown no longer: a waiting time, a license.

use super::{Context, Look};
use crate::config::WAITING_DAYS;
use crate::page::Data;
use crate::problem::{Problems, Rule};

lint! {
    Look::Site(look);
    StaleWaiting = "stale-waiting", Warning(due), "a waiting time that is more than 30 days old";
    ExpiredLicense = "expired-license", Warning(due), "a license that has expired";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    let config = &context.site.config;
    if let Some(waiting) = &config.clinic.waiting
        && !waiting.holds(config.today)
        && !config.clinic.is_full()
    {
        let message = format!("the waiting time is of {}, so it is not shown", waiting.as_of.value);
        problems
            .report(Rule::StaleWaiting, waiting.as_of.place(&config.source), message)
            .label(format!("shown for {WAITING_DAYS} days"))
            .help("write how long one waits now, and today's day; or take `waiting` out");
    }
    for page in context.texts.iter().map(|text| text.page) {
        let Data::Provider(provider) = &page.data else { continue };
        for license in provider.licenses.iter().filter(|license| !license.holds(config.today)) {
            let Some(last) = &license.expires else { continue };
            let region = context.site.region_name(license.region.as_str());
            let message = format!("the license of {region} ended on {}, so it is not shown", last.value);
            problems
                .report(Rule::ExpiredLicense, last.place(&page.source), message)
                .help("write the day until which it was renewed, or take it out");
        }
    }
}
