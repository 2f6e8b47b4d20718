//! The list of events: those to come, recordings, and those that are over.

use super::Event;
use super::view::{EventStart, format_key, status_text, times};
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
        /// How it is attended, in words.
        format_text: String,
        /// `scheduled`, `postponed` or `cancelled`.
        status: &'static str,
        /// The status in words.
        status_text: String,
        /// Where its recording is.
        recording_url: Option<String>,
    }
}

impl EventCard {
    /// The card of an event.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page, event: &Event) -> Self {
        EventCard {
            base: Card::of(world, page),
            start: times(world, event).0,
            format_text: world.edition.phrase(format_key(event), &[]),
            status: event.status.word(),
            status_text: status_text(world, event),
            recording_url: event.recording_url.as_ref().map(ToString::to_string),
        }
    }
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
