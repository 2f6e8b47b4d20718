//! An event: a webinar or a talk, and its recording once it is over.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::list::EventsView;
use super::{Event, Format, Status};
use crate::identifiers::WebAddress;
use crate::page::{Data, Kind, Page};
use crate::structured::place::address;
use crate::structured::{Graph, Node};
use crate::table::Moment;
use crate::views::cards::{Link, Place};
use crate::views::page::PageBuilder;
use crate::views::shown::Shown;
use crate::views::words::Words;
use crate::views::{Html, RenderContext, Shared, view};
use crate::zone::offset_text;

view! {
    /// An event of `content/events/`.
    EventView {
        /// When it begins.
        start: EventStart,
        /// When it ends.
        end: EventEnd,
        /// The day on which it begins, as a leaf of a calendar.
        leaf: CalendarLeaf,
        /// Whether it ends on the day on which it begins.
        one_day: bool,
        /// How it is attended, in words.
        format_text: String,
        /// `scheduled`, `postponed` or `cancelled`.
        status: &'static str,
        /// The status in words.
        status_text: String,
        /// Whether it is over.
        is_past: bool,
        /// Where one registers; none once it is over or cancelled.
        register_url: Option<String>,
        /// Where its recording is.
        recording_url: Option<String>,
        /// Who holds it, as links in a list in words; may be empty.
        hosts_html: Html,
        /// Where it is held.
        location: Option<Shared<Place>>,
        /// The address of its calendar file; none once it is over or cancelled.
        ics_url: Option<String>,
    }

    /// A day as a leaf of a calendar.
    CalendarLeaf {
        /// Its month and year: `January 2027`.
        month: String,
        /// Its month: `January`.
        month_name: String,
        /// Its number: `21`.
        day: String,
        /// Its day of the week.
        weekday: String,
    }

    /// When an event begins.
    EventStart {
        /// For `datetime`.
        iso: String,
        /// Before its end: the clock is told once, there, where both go by one.
        text: String,
        /// The day of `text`.
        date: String,
        /// The time of `text`.
        time: String,
        /// Alone.
        whole: String,
    }

    /// When an event ends.
    EventEnd {
        /// For `datetime`.
        iso: String,
        /// Behind its begin: the hour alone on the same day.
        text: String,
    }
}

impl Shown for Event {
    type Page = EventView;
    type List = EventsView;

    fn page(&self, world: RenderContext<'_>, page: &Page, _: &Words<'_>) -> EventView {
        let (start, end) = times(world, self);
        let is_past = world.site.is_past(self.end);
        let is_open = !is_past && self.status != Status::Cancelled;
        let place =
            self.location.as_ref().and_then(|slug| world.edition.visible_id(Kind::Location, &slug.value));
        EventView {
            start,
            end,
            leaf: CalendarLeaf::of(world, self.start.day),
            one_day: self.start.day == self.end.day,
            format_text: world.edition.phrase(format_key(self), &[]),
            status: self.status.word(),
            status_text: status_text(world, self),
            is_past,
            register_url: self.register_url.as_ref().filter(|_| is_open).map(ToString::to_string),
            recording_url: self.recording_url.as_ref().map(ToString::to_string),
            hosts_html: Link::in_words(world, Kind::Provider, &self.hosts),
            location: place.and_then(|id| world.shared.place(world, id)),
            ics_url: is_open.then(|| world.site.config.base.link(&page.route.join("event.ics"))),
        }
    }

    fn nodes(&self, graph: &Graph<'_>, page: &Page) -> Vec<Node> {
        let page_node = graph.web_page("WebPage");
        if graph.world.site.is_past(self.end) {
            return [Some(page_node), recording(graph, page, self)].into_iter().flatten().collect();
        }
        let zone = &graph.world.site.config.zone;
        let (mode, places) = attended(graph, self);
        let status = match self.status {
            Status::Scheduled => "EventScheduled",
            Status::Postponed => "EventPostponed",
            Status::Cancelled => "EventCancelled",
        };
        let mut node = Node::of("Event");
        node.put("@id", format!("{}#event", graph.url))
            .put("name", &page.title.value)
            .put("url", graph.url)
            .put("startDate", self.start.iso(zone))
            .put("endDate", self.end.iso(zone))
            .put("eventAttendanceMode", format!("https://schema.org/{mode}EventAttendanceMode"))
            .put("eventStatus", format!("https://schema.org/{status}"))
            .node("organizer", graph.organization());
        match places.as_slice() {
            [only] => node.node("location", only),
            places => node.nodes("location", places),
        };
        node.put_some("description", Some(&page.summary).filter(|text| !text.is_empty()))
            .put_some("image", graph.image())
            .nodes("performer", &graph.people(&self.hosts));
        vec![page_node, node]
    }

    fn list(world: RenderContext<'_>, kind: Kind, _: usize) -> (PageBuilder, EventsView) {
        (PageBuilder::of_list(world, kind), EventsView::of(world))
    }
}

/// The times of an event: when it begins, when it ends (on the same day the hour alone) and by which clock, which only
/// who is there in person need not be told.
pub(super) fn times(world: RenderContext<'_>, event: &Event) -> (EventStart, EventEnd) {
    let (language, zone) = (world.edition.language(), &world.site.config.zone);
    let here = format(event) == Format::InPerson;
    let told = |moment: Moment| moment.instant(zone).map(|(instant, offset)| clock(world, instant, offset));
    let time = |moment: Moment| moment.clock.map(|clock| language.time(clock.time)).unwrap_or_default();
    let with_clock = |moment: Moment| match told(moment).filter(|_| !here) {
        Some(clock) => format!("{} {clock}", time(moment)),
        None => time(moment),
    };
    let on_day = |moment: Moment, time: &str| format!("{}, {time}", language.date(moment.day));
    let (start, end) = (event.start, event.end);
    let begins = if told(start) == told(end) { time(start) } else { with_clock(start) };
    let ends = with_clock(end);
    (
        EventStart {
            iso: start.iso(zone),
            text: on_day(start, &begins),
            whole: on_day(start, &with_clock(start)),
            date: language.date(start.day),
            time: begins,
        },
        EventEnd { iso: end.iso(zone), text: if end.day == start.day { ends } else { on_day(end, &ends) } },
    )
}

impl CalendarLeaf {
    /// The leaf of a day.
    pub(super) fn of(world: RenderContext<'_>, day: Date) -> Self {
        let language = world.edition.language();
        let weekday = language.weekday(usize::from(day.weekday().to_monday_zero_offset().unsigned_abs()));
        CalendarLeaf {
            month: language.month(day),
            month_name: language.month_name(day).to_owned(),
            day: day.day().to_string(),
            weekday: weekday.to_owned(),
        }
    }
}

/// The clock that has an offset at a moment, in words: the letters of the clinic's zone ("EST"), or "UTC-05:00".
fn clock(world: RenderContext<'_>, instant: Timestamp, offset: Offset) -> String {
    let zone = &world.site.config.zone;
    let own = zone.name().is_some() && zone.offset_at(instant) == offset;
    if let Some(letters) = zone.letters(instant).filter(|_| own) {
        return letters;
    }
    let shown = if offset.seconds() == 0 { String::new() } else { offset_text(offset) };
    world.edition.phrase("clock", &[("offset", &shown)])
}

/// How an event is attended; what has a place and no format is held there.
fn format(event: &Event) -> Format {
    event.format.unwrap_or(match event.location {
        Some(_) => Format::InPerson,
        None => Format::Online,
    })
}

/// The words for how an event is attended.
pub(super) fn format_key(event: &Event) -> &'static str {
    match format(event) {
        Format::Online => "format_online",
        Format::Mixed => "format_mixed",
        Format::InPerson => "format_in_person",
    }
}

/// Whether an event takes place, in the site's language.
pub(super) fn status_text(world: RenderContext<'_>, event: &Event) -> String {
    world.edition.phrase(&format!("status_{}", event.status.word()), &[])
}

/// The recording of an event that is over. Without a picture of its own the markup would lack what a reader of it must
/// have.
fn recording(graph: &Graph<'_>, page: &Page, event: &Event) -> Option<Node> {
    let (recording, picture) = (event.recording_url.as_ref()?, graph.own_image()?);
    let mut video = Node::of("VideoObject");
    video
        .put("@id", format!("{}#video", graph.url))
        .put("name", &page.title.value)
        .put("description", &page.summary)
        .put("uploadDate", event.end.rfc3339(&graph.world.site.config.zone))
        .put("contentUrl", recording)
        .put("thumbnailUrl", [picture]);
    Some(video)
}

/// How an event is attended, and where.
fn attended(graph: &Graph<'_>, event: &Event) -> (&'static str, Vec<Node>) {
    let slug = event.location.as_ref();
    let place = slug.and_then(|slug| graph.world.edition.visible(Kind::Location, &slug.value));
    let place = place.and_then(|page| {
        let Data::Location(location) = &page.data else { return None };
        let mut place = Node::of("Place");
        place.put("name", &page.title.value).node("address", &address(location));
        Some(place)
    });
    let mut online = Node::of("VirtualLocation");
    online.put("url", event.register_url.as_ref().map_or(graph.url, WebAddress::as_str));
    match format(event) {
        Format::Mixed => ("Mixed", place.into_iter().chain([online]).collect()),
        Format::Online => ("Online", vec![online]),
        Format::InPerson => ("Offline", place.into_iter().collect()),
    }
}
