//! The schedule: which pages are published today, which are held back and why, and the next day on which the site changes.

use std::sync::Arc;

use jiff::civil::Date;

use super::PageId;
use crate::calendar::{Days, Span};
use crate::config::{Config, Options, WAITING_DAYS};
use crate::page::Page;
use crate::prices::PriceList;
use crate::table::Moment;
use jiff::ToSpan;

fn after(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}

/// Notes a change if it is still to come.
fn add(changes: &mut Vec<(Date, String)>, config: &Config, day: Option<Date>, what: impl FnOnce() -> String) {
    if let Some(day) = day.filter(|day| *day > config.today) {
        changes.push((day, what()));
    }
}

/// The pages that are published on a day, and those that are held back.
#[derive(Debug, Default)]
pub(super) struct Schedule {
    /// Whether the page of that number is published.
    pub(super) published: Vec<bool>,
    /// Pages that are not, and why.
    pub(super) held_back: Vec<(String, String)>,
    /// Pages that are only because the options ask for them, and why they would not be.
    pub(super) early: Vec<(String, String)>,
    /// What days alone have done.
    pub(super) days: Days,
}

/// Which pages are published today, and what changes by itself later.
pub(super) fn schedule(
    config: &Config,
    pages: &[Arc<Page>],
    options: &Options,
    changes: &mut Vec<(Date, String)>,
) -> Schedule {
    let mut schedule = Schedule::default();
    for page in pages {
        let path = &page.source.path;
        let name = path.strip_prefix("content/").unwrap_or(path);
        let (mut begins_later, mut has_ended) = (false, false);
        let mut reason = page.draft.then(|| ("a draft".to_owned(), options.drafts));
        if !page.draft {
            let (begins, ends) = span_of(page);
            for (key, moment) in begins {
                let day = moment.day_in(&config.zone);
                add(changes, config, Some(day), || format!("{name} appears"));
                if day > config.today {
                    begins_later = true;
                    note(&mut reason, format!("`{key}` is {day}"), options.future);
                }
            }
            for (key, moment) in ends {
                let day = moment.day_in(&config.zone);
                let verb = if key == "closes" { "closes" } else { "ends" };
                add(changes, config, after(day), || format!("{name} {verb}"));
                if day < config.today {
                    has_ended = true;
                    note(&mut reason, format!("`{key}` was {day}"), options.expired);
                }
            }
            for (day, what) in page.data.own().turns(&config.zone) {
                add(changes, config, after(day), || format!("{name} {what}"));
            }
            let due = page.data.own().review().and_then(|review| review.due(config.check.review_months));
            add(changes, config, due.and_then(after), || format!("{name} is due for its next review"));
        }
        let shown = reason.as_ref().is_none_or(|(_, wanted)| *wanted);
        if !shown && !page.draft {
            schedule.days.hold_back |= begins_later;
            schedule.days.have_ended |= has_ended;
        }
        schedule.published.push(shown);
        if let Some((reason, _)) = reason {
            let list = if shown { &mut schedule.early } else { &mut schedule.held_back };
            list.push((path.clone(), reason));
        }
    }
    schedule
}

/// What changes by itself later because of the price list and `site.toml`.
pub(super) fn of_data(config: &Config, prices: Option<&PriceList>, changes: &mut Vec<(Date, String)>) {
    if let Some(prices) = prices {
        if let Some(until) = prices.valid_until {
            add(changes, config, after(until), || "content/prices.toml: the list ends".to_owned());
        }
        let upcoming = prices.upcoming(config.today);
        changes.extend(upcoming.map(|(day, what)| (day, format!("content/prices.toml: {what}"))));
    }
    if let Some(waiting) = &config.clinic.waiting {
        let last = waiting.as_of.value.checked_add(i64::from(WAITING_DAYS).days()).ok();
        add(changes, config, last.and_then(after), || {
            "site.toml: the waiting time is too old to show".to_owned()
        });
    }
}

impl super::Site {
    /// Whether the address of a page says that it has ended: the page was there, and its kind leaves word.
    pub(crate) fn has_ended_page(&self, id: PageId) -> bool {
        let page = &self.pages[id];
        let (today, day) = (self.config.today, |moment: &Moment| moment.day_in(&self.config.zone));
        let (begins, _) = span_of(page);
        page.kind.spec().ended.is_some()
            && !self.pages.is_published(id)
            && !page.draft
            && begins.iter().all(|(_, moment)| day(moment) <= today)
            && page.expires.is_none_or(|expires| day(&expires) >= today)
    }

    /// The last day on which a page is published, if it has one.
    pub fn last_day(&self, page: &Page) -> Option<Date> {
        let (_, ends) = span_of(page);
        ends.into_iter().map(|(_, moment)| moment.day_in(&self.config.zone)).min()
    }

    /// The first day on which a page is published, if it has one.
    pub(crate) fn first_day(&self, page: &Page) -> Option<Date> {
        let (begins, _) = span_of(page);
        begins.into_iter().map(|(_, moment)| moment.day_in(&self.config.zone)).max()
    }

    /// The days from today on that a page has its address: what has ended keeps it, where its kind leaves word.
    pub(crate) fn days_of(&self, page: &Page) -> Span {
        let last = match page.kind.spec().ended {
            Some(_) => page.expires.map(|expires| expires.day_in(&self.config.zone)),
            None => self.last_day(page),
        };
        let first = self.first_day(page).unwrap_or(Date::MIN);
        Span { first, last: last.unwrap_or(Date::MAX) }.from(self.config.today)
    }

    /// The days from today on that a list of these pages is there.
    pub(crate) fn days_of_all<'p>(&self, pages: impl IntoIterator<Item = &'p Page>) -> Span {
        pages
            .into_iter()
            .map(|page| self.days_of(page))
            .filter(|days| !days.is_empty())
            .fold(Span::NEVER, Span::hull)
    }
}

/// A reason to hold a page back, and whether the options overrule it. One that they do not overrule stays.
fn note(reason: &mut Option<(String, bool)>, words: String, overruled: bool) {
    if reason.as_ref().is_none_or(|(_, overruled)| *overruled) {
        *reason = Some((words, overruled));
    }
}

type Bounds = Vec<(&'static str, Moment)>;

/// The moments that a page waits for, and those that end it.
fn span_of(page: &Page) -> (Bounds, Bounds) {
    let mut begins: Bounds = Vec::new();
    let mut ends: Bounds = Vec::new();
    begins.extend(page.date.map(|date| ("date", date)));
    begins.extend(page.publish.map(|publish| ("publish", publish)));
    ends.extend(page.expires.map(|expires| ("expires", expires)));
    begins.extend(page.data.own().begins());
    ends.extend(page.data.own().ends());
    (begins, ends)
}
