//! The check of times: by which clock each goes, and whether that clock shows it.

use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::Site;
use crate::page::Page;
use crate::problem::{Problem, Problems, Rule};
use crate::schema::Shape;
use crate::table::Timed;
use crate::zone::{Reading, Zone, offset_text};

/// Looks at every moment of every page that has a time.
pub(super) fn check_times(site: &Site, problems: &mut Problems) {
    let zone = &site.config.zone;
    for (_, page) in site.pages.entries() {
        for timed in &page.timed {
            let mut clock = Clock { zone, page, timed, problems };
            match (zone.name(), timed.clock.offset) {
                (None, None) => clock.no_offset(),
                (Some(_), None) => clock.changing(),
                (Some(name), Some(offset)) => clock.other_offset(name, offset),
                (None, Some(_)) => {}
            }
        }
        if zone.name().is_none() {
            two_offsets(zone, page, problems);
        }
    }
}

/// A time, and the clock that it should go by.
struct Clock<'a> {
    zone: &'a Zone,
    page: &'a Page,
    timed: &'a Timed,
    problems: &'a mut Problems,
}

impl Clock<'_> {
    fn report(&mut self, message: String) -> &mut Problem {
        let place = self.timed.moment.place(&self.page.source);
        self.problems.report(Rule::BadDate, place, message)
    }

    /// A time without an offset, where the site has no zone.
    fn no_offset(&mut self) {
        let Timed { key, moment, .. } = self.timed;
        let shown = self.timed.shown();
        // The default is nobody's choice.
        let own = self.zone.offset_at(self.zone.instant(shown));
        let offset = if own == Offset::UTC { jiff::tz::offset(-5) } else { own };
        let alone = match key.shape {
            Shape::Moment => format!("write the date alone, {}, or ", moment.value.day),
            _ => String::new(),
        };
        let help = format!(
            "{alone}add the offset from UTC, such as {}; or name the clinic's zone in site.toml: \
             time_zone = \"America/New_York\"",
            with_offset(shown, offset)
        );
        self.report(format!("`{}` is neither a date nor an instant", key.name))
            .label("a time without an offset")
            .help(help);
    }

    /// A time without an offset on a day on which the clock changes.
    fn changing(&mut self) {
        let (key, shown) = (self.timed.key.name, self.timed.shown());
        let (day, time) = (shown.date(), clock_text(shown));
        match self.zone.reading(shown) {
            Reading::Once => {}
            Reading::Never(before, after) => {
                let later = self.zone.instant(shown);
                let later = local(self.zone.shown(later));
                self.report(format!("there is no {time} on {day}: the clock is put forward past it"))
                    .label(format!("{} before, {} after", offset_text(before), offset_text(after)))
                    .help(format!("write a time that there is: {key} = {later}"));
            }
            Reading::Twice(first, second) => {
                let (first, second) = (with_offset(shown, first), with_offset(shown, second));
                self.report(format!("{time} comes twice on {day}: the clock is put back over it"))
                    .help(format!("write which of the two it is: {first} or, an hour later, {second}"));
            }
        }
    }

    /// An offset that the zone does not have at that moment: mostly that of winter in summer.
    fn other_offset(&mut self, name: &str, offset: Offset) {
        let (key, shown) = (self.timed.key.name, self.timed.shown());
        let Ok(instant) = offset.to_timestamp(shown) else { return };
        if self.zone.offset_at(instant) == offset {
            return;
        }
        let own = self.zone.instant(shown);
        let own_offset = self.zone.offset_at(own);
        let (meant, own_offset) = (with_offset(shown, own_offset), offset_text(own_offset));
        let same = with_offset(self.zone.shown(instant), self.zone.offset_at(instant));
        let (day, time) = (shown.date(), clock_text(shown));
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        self.report(format!(
            "`{key}` has the offset {}, which is not that of {name} then",
            offset_text(offset)
        ))
        .label(format!("on {day} it is {own_offset}"))
        .help(format!("if it is {time} in {city}, write {meant}; else {same}"));
    }
}

/// Tells of an event that begins by one clock and ends by another, where no zone says that it changes between.
fn two_offsets(zone: &Zone, page: &Page, problems: &mut Problems) {
    let at = |key: &str| page.timed.iter().find(|timed| timed.key.name == key);
    let Some((start, end)) = at("start").zip(at("end")) else { return };
    let Some((one, two)) = start.clock.offset.zip(end.clock.offset).filter(|(one, two)| one != two) else {
        return;
    };
    let clinics = |timed: &Timed, offset| zone.offset_at(zone.instant(timed.shown())) == offset;
    // The one that is not by the clinic's clock is the odd one.
    let (odd, other) = if clinics(end, two) && !clinics(start, one) { (start, end) } else { (end, start) };
    let wanted = if odd.key.name == "start" { two } else { one };
    let shown = odd.shown();
    let instant = odd.moment.value.begins(zone);
    let same = with_offset(wanted.to_datetime(instant), wanted);
    problems
        .report(
            Rule::TwoOffsets,
            odd.moment.place(&page.source),
            format!("`start` and `end` go by two clocks, {} and {}", offset_text(one), offset_text(two)),
        )
        .also(other.moment.place(&page.source), "the other one")
        .help(format!(
            "write both by one: {} = {}, or, if it is the same moment that you mean, {same}",
            odd.key.name,
            with_offset(shown, wanted)
        ));
}

/// A moment as TOML has it.
fn with_offset(shown: DateTime, offset: Offset) -> String {
    format!("{}{}", local(shown), offset_text(offset))
}

/// What a clock shows, as TOML has it.
fn local(shown: DateTime) -> String {
    shown.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// The time of day, as a clock shows it.
fn clock_text(shown: DateTime) -> String {
    shown.strftime("%H:%M").to_string()
}
