//! A location: a place of the clinic, with its address and its hours.

use jiff::civil::Date;

use super::week::Week;
use super::{Closure, Location};
use crate::identifiers::MailAddress;
use crate::page::{Kind, Page};
use crate::structured::place::put_place;
use crate::structured::{Graph, Node};
use crate::views::booking::Booking;
use crate::views::cards::{Card, Place, phone_link};
use crate::views::page::PageBuilder;
use crate::views::shown::Shown;
use crate::views::words::Words;
use crate::views::{Html, RenderContext, Shared, view};

view! {
    /// A place of `content/locations/`.
    LocationView {
        /// The lines of its postal address, as its country writes them.
        address: Vec<String>,
        /// Its telephone number, as written.
        phone: Option<String>,
        /// The address that dials it: `tel:+1…`.
        phone_link: Option<String>,
        /// Its address for mail.
        email: Option<String>,
        /// The address that writes a mail: `mailto:…`.
        email_link: Option<String>,
        /// How a visit is booked there.
        booking: Booking,
        /// The address of a map of it elsewhere.
        directions_url: Option<String>,
        /// When it is open; none where the page does not say.
        week: Option<Week>,
        /// When it is closed, from today on.
        closures: Vec<ClosureView>,
        /// How to get there and in, a sentence each.
        access: Vec<Html>,
        /// The people who work there.
        providers: Vec<Shared<Card>>,
    }

    /// The list of locations.
    LocationsView {
        /// The places, in their order.
        items: Vec<Shared<Place>>,
    }

    /// Days on which a place is closed.
    ClosureView {
        /// That it is closed on them, in a sentence.
        text: String,
        /// Why; may be empty.
        reason: String,
    }
}

impl Shown for Location {
    type Page = LocationView;
    type List = LocationsView;

    fn page(&self, world: RenderContext<'_>, page: &Page, words: &Words<'_>) -> LocationView {
        let closures = self.closures.iter().filter(|closure| closure.to >= world.site.config.today);
        LocationView {
            address: self.address.lines(),
            phone: self.phone.as_ref().map(|phone| world.edition.language().isolated(&phone.value)),
            phone_link: phone_link(world, self),
            email: self.email.as_ref().map(ToString::to_string),
            email_link: self.email.as_ref().map(|email| MailAddress::link(email).to_owned()),
            booking: Booking::of_place(world, self),
            directions_url: self.directions_url.as_ref().map(ToString::to_string),
            week: Week::of(world, &self.hours),
            closures: closures.map(|closure| ClosureView::of(world, closure)).collect(),
            access: self.access.iter().map(|text| words.html(text)).collect(),
            providers: world.shared.cards(world, world.shared.staff_of(world, &page.slug)),
        }
    }

    fn nodes(&self, graph: &Graph<'_>, page: &Page) -> Vec<Node> {
        let mut node = Node::of("MedicalClinic");
        node.put("@id", format!("{}#location", graph.url))
            .put("name", format!("{}, {}", graph.world.site.config.title, page.title.value))
            .put("url", graph.url)
            .node("parentOrganization", graph.organization())
            .put_some("telephone", self.phone.as_ref().map(|phone| &phone.value))
            .put_some("email", self.email.as_ref())
            .put_some("image", graph.image())
            .put_some("isAcceptingNewPatients", graph.world.site.config.clinic.is_full().then_some(false));
        put_place(&mut node, self);
        vec![graph.web_page("WebPage"), node]
    }

    fn list(world: RenderContext<'_>, kind: Kind, _: usize) -> (PageBuilder, LocationsView) {
        (PageBuilder::of_list(world, kind), LocationsView { items: world.shared.all_places(world) })
    }

    fn beside(&self, _: RenderContext<'_>) -> String {
        self.address.locality.clone()
    }
}

impl ClosureView {
    fn of(world: RenderContext<'_>, closure: &Closure) -> Self {
        let date = |day: Date| world.edition.language().date(day);
        let (from, to) = (date(closure.from), date(closure.to));
        let text = match closure.from == closure.to {
            true => world.edition.phrase("closed_on", &[("date", &from)]),
            false => world.edition.phrase("closed_from", &[("from", &from), ("to", &to)]),
        };
        ClosureView { text, reason: closure.reason.clone() }
    }
}
