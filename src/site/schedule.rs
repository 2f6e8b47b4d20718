//! What is published today, what is held back and why, and what changes by itself later.

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{Config, Options};
use crate::page::{Data, Page};
use crate::table::Moment;

pub(super) fn after(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}

/// Notes a change if it is still to come.
pub(super) fn add(
    changes: &mut Vec<(Date, String)>,
    config: &Config,
    day: Option<Date>,
    what: impl FnOnce() -> String,
) {
    if let Some(day) = day.filter(|day| *day > config.today) {
        changes.push((day, what()));
    }
}

/// Which pages are published today; the others with their reasons; and what changes by itself later.
pub(super) fn schedule(
    config: &Config,
    pages: &[Arc<Page>],
    options: &Options,
    changes: &mut Vec<(Date, String)>,
) -> (Vec<bool>, Vec<(String, String)>) {
    let mut held_back = Vec::new();
    let mut published = Vec::with_capacity(pages.len());
    for page in pages {
        let mut reason = None;
        let path = &page.source.path;
        let name = path.strip_prefix("content/").unwrap_or(path);
        let (begins, ends) = span_of(page);
        if page.draft {
            reason = (!options.drafts).then(|| "a draft".to_owned());
        } else {
            for (key, moment) in begins {
                let day = moment.day_in(config.offset);
                add(changes, config, Some(day), || format!("{name} appears"));
                if day > config.today && !options.future {
                    reason = Some(format!("`{key}` is {day}"));
                }
            }
            for (key, moment) in ends {
                let day = moment.day_in(config.offset);
                let verb = if key == "closes" { "closes" } else { "ends" };
                add(changes, config, after(day), || format!("{name} {verb}"));
                if day < config.today && !options.expired {
                    reason = Some(format!("`{key}` was {day}"));
                }
            }
            if let Data::Event(event) = &page.data {
                add(changes, config, after(event.end.day_in(config.offset)), || format!("{name} is over"));
            }
            if let Data::Location(location) = &page.data {
                for closure in &location.closures {
                    add(changes, config, after(closure.to), || format!("{name} opens again"));
                }
            }
        }
        published.push(reason.is_none());
        held_back.extend(reason.map(|reason| (path.clone(), reason)));
    }
    (published, held_back)
}

type Bounds = Vec<(&'static str, Moment)>;

/// The moments that a page waits for, and those that end it.
fn span_of(page: &Page) -> (Bounds, Bounds) {
    let mut begins: Bounds = Vec::new();
    let mut ends: Bounds = Vec::new();
    begins.extend(page.date.map(|date| ("date", date)));
    begins.extend(page.publish.map(|publish| ("publish", publish)));
    ends.extend(page.expires.map(|expires| ("expires", expires)));
    match &page.data {
        Data::Announcement(notice) => {
            begins.push(("start", notice.start));
            ends.push(("end", notice.end));
        }
        Data::Career(career) => ends.extend(career.closes.map(|closes| ("closes", closes))),
        _ => {}
    }
    (begins, ends)
}
