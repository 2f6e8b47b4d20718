//! The calendar: what it has made wrong is due and stops nothing; what it will make wrong is told today.
//!
//! A site is read as of today. Where a day of their own holds pages back, it is joined again as if those that have not begun
//! had: what is wrong then would be wrong one night. Where something is wrong and a day may have done it, it is joined once
//! more as if no day ever ended a page or changed a price: what is not wrong then, nobody but the calendar has made wrong.
//! Nothing is parsed again ([`Memo`]), and most sites are read once.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Options;
use crate::lint;
use crate::problem::{Level, Problems};
use crate::source::Sources;
use crate::{Depth, Memo, Preparation, Prepared};

/// What a reading takes for published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// What is published today.
    Today,
    /// Also what has not begun.
    Ahead,
    /// Also what has ended; and prices are those of the file, without what was announced and has come.
    Whole,
}

impl Reading {
    /// The options with which pages are chosen.
    pub(crate) fn options(self, options: &Options) -> Options {
        Options {
            future: options.future || self != Reading::Today,
            expired: options.expired || self == Reading::Whole,
            ..options.clone()
        }
    }

    /// The day whose prices it shows.
    pub(crate) fn day_of_prices(self, today: Date) -> Date {
        if self == Reading::Whole { Date::MIN } else { today }
    }
}

/// What days have done to a site so far, and what they will do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Days {
    /// They hold a page back that has not begun.
    pub(crate) hold_back: bool,
    /// They have ended a page.
    pub(crate) have_ended: bool,
    /// They have changed a price.
    pub(crate) have_priced: bool,
}

/// The readings of a site, each made when it is first needed, and looked at as closely.
pub(crate) struct Calendar<'a> {
    sources: &'a Sources,
    options: &'a Options,
    memo: &'a mut Memo,
    depth: Depth,
    days: Days,
    ahead: Option<Preparation>,
    whole: Option<Preparation>,
}

impl<'a> Calendar<'a> {
    /// Reads the site as of today.
    pub(crate) fn read(
        sources: &'a Sources,
        options: &'a Options,
        memo: &'a mut Memo,
        depth: Depth,
    ) -> (Self, Preparation) {
        let mut calendar =
            Calendar { sources, options, memo, depth, days: Days::default(), ahead: None, whole: None };
        let today = calendar.reading(Reading::Today);
        calendar.days = today.prepared.as_ref().map(|prepared| prepared.site.days).unwrap_or_default();
        if calendar.days.hold_back {
            calendar.ahead = Some(calendar.reading(Reading::Ahead));
        }
        (calendar, today)
    }

    fn reading(&mut self, reading: Reading) -> Preparation {
        let mut found = crate::read(self.sources, self.options, reading, self.memo);
        if self.depth >= Depth::Check
            && let Some(prepared) = &found.prepared
        {
            found.problems.extend(lint::check(prepared, self.depth));
        }
        found
    }

    /// The reading in which no day has done anything; nothing if today's is that.
    fn whole(&mut self) -> Option<&Preparation> {
        let Days { hold_back, have_ended, have_priced } = self.days;
        if !have_ended && !have_priced {
            return self.ahead.as_ref().filter(|_| hold_back);
        }
        if self.whole.is_none() {
            self.whole = Some(self.reading(Reading::Whole));
        }
        self.whole.as_ref()
    }

    /// What is wrong, as far as `find` finds it in a reading, in the light of all of them.
    pub(crate) fn judge(&mut self, mut today: Problems, find: &dyn Fn(&Preparation) -> Problems) -> Problems {
        let mut ahead = self.ahead.as_ref().map(find);
        let is_in_doubt = |found: &Problems| found.count(Level::Error) + found.count(Level::Warning) > 0;
        if (is_in_doubt(&today) || ahead.as_ref().is_some_and(is_in_doubt))
            && let Some(whole) = self.whole().map(find)
        {
            let places = whole.places();
            for found in [Some(&mut today), ahead.as_mut()].into_iter().flatten() {
                let mut made = found.take_others(&places);
                made.age();
                found.extend(made);
            }
        }
        if let Some(mut ahead) = ahead {
            let coming = ahead.take_others(&today.places());
            today.extend(coming);
        }
        today
    }

    /// The site with the pages that have not begun, if there are any.
    pub(crate) fn into_ahead(self) -> Option<Arc<Prepared>> {
        self.ahead?.prepared
    }

    /// Faults of the templates of pages that have not begun.
    pub(crate) fn faults_ahead(&self, today: &Preparation) -> Problems {
        let ahead = self.ahead.as_ref().and_then(|ahead| ahead.prepared.as_ref());
        let Some((ahead, today)) = ahead.zip(today.prepared.as_ref()) else { return Problems::default() };
        let is_coming = |id| ahead.site.pages.is_published(id) && !today.site.pages.is_published(id);
        ahead.faults_of(ahead.site.pages.entries().filter(|(id, _)| is_coming(*id)).map(|(_, page)| &**page))
    }
}

/// A stretch of days, with both its ends; none if the last is before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl Span {
    /// All days.
    pub(crate) const ALWAYS: Span = Span { first: Date::MIN, last: Date::MAX };
    /// No day.
    pub(crate) const NEVER: Span = Span { first: Date::MAX, last: Date::MIN };

    /// Whether it has no day.
    pub(crate) fn is_empty(self) -> bool {
        self.last < self.first
    }

    /// Its days from this one on.
    pub(crate) fn from(self, day: Date) -> Span {
        Span { first: self.first.max(day), ..self }
    }

    /// From the first day of both to the last.
    pub(crate) fn hull(self, other: Span) -> Span {
        Span { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

/// What holds on which days: no two of its spans have a day in common.
#[derive(Debug)]
pub(crate) struct Timeline<T>(BTreeMap<Date, (Date, T)>);

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Timeline(BTreeMap::new())
    }
}

impl<T> Timeline<T> {
    /// What holds on one of these days.
    pub(crate) fn on(&self, days: Span) -> Option<&T> {
        if days.is_empty() {
            return None;
        }
        let (_, (last, one)) = self.0.range(..=days.last).next_back()?;
        (*last >= days.first).then_some(one)
    }

    /// Adds what holds on days on which nothing does yet.
    pub(crate) fn add(&mut self, days: Span, one: T) {
        if !days.is_empty() {
            self.0.insert(days.first, (days.last, one));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i32) -> Date {
        Date::new(2026, 1, 1).unwrap().saturating_add(jiff::Span::new().days(number))
    }

    proptest! {
        #[test]
        fn a_timeline_finds_what_holds_on_one_of_the_days(
            spans in prop::collection::vec((0..60i32, -3..12i32), 0..12),
            asked in (0..60i32, -3..12i32),
        ) {
            let span = |(first, length): (i32, i32)| Span { first: day(first), last: day(first + length) };
            let has = |days: Span, n: i32| days.first <= day(n) && day(n) <= days.last;
            let (mut timeline, mut added) = (Timeline::default(), Vec::new());
            for days in spans.into_iter().map(span) {
                let meets = |other: &Span| (0..90).any(|n| has(days, n) && has(*other, n));
                prop_assert_eq!(timeline.on(days).is_some(), added.iter().any(meets));
                if timeline.on(days).is_none() {
                    timeline.add(days, added.len());
                    added.push(days);
                }
            }
            let asked = span(asked);
            let found = timeline.on(asked).map(|at| added[*at]);
            prop_assert!(found.is_none_or(|found| (0..90).any(|n| has(found, n) && has(asked, n))));
        }
    }
}
