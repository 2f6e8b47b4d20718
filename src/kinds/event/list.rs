//! The list of events: those to come, recordings, and those that are over.

use super::view::{CalendarLeaf, EventEnd, EventStart, format_key, status_text, times};
use super::{Event, Status};
use crate::kinds::provider::PersonName;
use crate::page::{Data, Kind, Page};
use crate::views::cards::Card;
use crate::views::{RenderContext, view};

view! {
    /// The list of events of `content/events/`.
    EventsView {
        /// Those to come, the next one first.
        upcoming: Vec<EventCard>,
        /// Those that are over and were recorded, the last one first.
        recordings: Vec<EventCard>,
        /// Those that are over, the last one first.
        past: Vec<EventCard>,
    }

    /// An event in a list.
    EventCard: Card {
        /// When it begins.
        start: EventStart,
        /// When it ends.
        end: EventEnd,
        /// The day on which it begins, as a leaf of a calendar.
        leaf: CalendarLeaf,
        /// How it is attended, in words.
        format_text: String,
        /// `scheduled`, `postponed` or `cancelled`.
        status: &'static str,
        /// The status in words.
        status_text: String,
        /// The names of those who hold it, as a list in words; may be empty.
        hosts_text: String,
        /// Where one registers; none once it is over.
        register_url: Option<String>,
        /// Where its recording is.
        recording_url: Option<String>,
    }
}

impl EventCard {
    /// The card of an event.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page, event: &Event) -> Self {
        let (start, end) = times(world, event);
        let hosts = event.hosts.iter().filter_map(|slug| world.edition.visible(Kind::Provider, &slug.value));
        let hosts: Vec<String> = hosts.map(|page| PersonName::of(page).name).collect();
        let register_url = event.register_url.as_ref().filter(|_| !world.site.is_past(event.end));
        EventCard {
            base: Card::of(world, page),
            start,
            end,
            leaf: CalendarLeaf::of(world, event.start.day),
            format_text: world.edition.phrase(format_key(event), &[]),
            status: event.status.word(),
            status_text: status_text(world, event),
            hosts_text: world.edition.language().list(&hosts),
            register_url: register_url.map(ToString::to_string),
            recording_url: event.recording_url.as_ref().map(ToString::to_string),
        }
    }
}

/// The next event that takes place as planned.
pub(crate) fn next(world: RenderContext<'_>) -> Option<EventCard> {
    let next = |page: &Page| match &page.data {
        Data::Event(event) if event.status == Status::Scheduled && !world.site.is_past(event.end) => {
            Some(EventCard::of(world, page, event))
        }
        _ => None,
    };
    world.edition.list(Kind::Event).find_map(next)
}

impl EventsView {
    /// All events.
    pub(super) fn of(world: RenderContext<'_>) -> Self {
        let (mut upcoming, mut recordings, mut past) = (Vec::new(), Vec::new(), Vec::new());
        for page in world.edition.list(Kind::Event) {
            let Data::Event(event) = &page.data else { continue };
            let list = match (world.site.is_past(event.end), &event.recording_url) {
                (false, _) => &mut upcoming,
                (true, Some(_)) => &mut recordings,
                (true, None) => &mut past,
            };
            list.push(EventCard::of(world, page, event));
        }
        recordings.reverse();
        past.reverse();
        EventsView { upcoming, recordings, past }
    }
}
