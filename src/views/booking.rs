//! Booking: how a reader arranges a visit: with the clinic, for one of its services, with a person, at a place.

use super::{RenderContext, view};
use crate::identifiers::WebAddress;
use crate::kinds::Service;
use crate::kinds::provider::PersonName;
use crate::page::{Article, Data, Kind, Location, Page, Provider};

view! {
    /// How a visit is booked, for `parts/book.html`.
    Booking {
        /// The address at which it is booked; none where there is no such address, or where no new patients are taken.
        url: Option<String>,
        /// The words that lead there: `Book a visit`, or with whom where that is one person's own address.
        label: String,
        /// That no new patients are taken, in a sentence; none where they are.
        full: Option<String>,
    }
}

impl Booking {
    /// With the clinic.
    pub(crate) fn of_clinic(world: RenderContext<'_>) -> Self {
        Booking::at(world, None)
    }

    /// For a service: at its own address, else at that of the only person who gives it, else with the clinic. Where each of
    /// its people takes no new patients, nobody can be booked.
    pub(crate) fn of_service(world: RenderContext<'_>, service: &Service) -> Self {
        let named = service.providers.iter();
        let pages = named.filter_map(|slug| world.edition.visible(Kind::Provider, &slug.value));
        let people: Vec<&Provider> = pages.filter_map(provider).collect();
        if !people.is_empty() && people.iter().all(|person| person.is_full()) {
            return Booking::full(world, "no_new_patients_for_this", &[]);
        }
        let of_person = match people.as_slice() {
            [only] if service.providers.len() == 1 => only.booking_url.as_ref(),
            _ => None,
        };
        Booking::at(world, service.booking_url.as_ref().or(of_person))
    }

    /// With a person: at his or her own address, else with the clinic.
    pub(crate) fn of_person(world: RenderContext<'_>, page: &Page, person: &Provider) -> Self {
        if person.is_full() {
            let name = PersonName::of(page).unbroken();
            return Booking::full(world, "no_new_patients_with", &[("name", &name)]);
        }
        let mut booking = Booking::at(world, person.booking_url.as_ref());
        if person.booking_url.is_some() {
            booking.label = world.edition.phrase("book_with", &[("name", &PersonName::of(page).name)]);
        }
        booking
    }

    /// At a place: at its own address, else with the clinic.
    pub(crate) fn of_place(world: RenderContext<'_>, place: &Location) -> Self {
        Booking::at(world, place.booking_url.as_ref())
    }

    /// After an article: for its only service, else with the clinic.
    pub(crate) fn of_article(world: RenderContext<'_>, article: &Article) -> Self {
        let only = match article.services.as_slice() {
            [only] => world.edition.visible(Kind::Service, &only.value),
            _ => None,
        };
        match only.map(|page| &page.data) {
            Some(Data::Service(service)) => Booking::of_service(world, service),
            _ => Booking::of_clinic(world),
        }
    }

    /// At this address, else at the clinic's; nowhere while the clinic takes no new patients.
    fn at(world: RenderContext<'_>, address: Option<&WebAddress>) -> Self {
        let clinic = &world.site.config.clinic;
        if clinic.is_full() {
            return Booking::full(world, "no_new_patients", &[]);
        }
        let url = address.or(clinic.booking_url.as_ref()).map(ToString::to_string);
        Booking { url, label: world.edition.phrase("book", &[]), full: None }
    }

    /// Nowhere: in the words for the whole clinic where that takes no new patients, else in these.
    fn full(world: RenderContext<'_>, phrase: &str, values: &[(&str, &str)]) -> Self {
        let is_clinic = world.site.config.clinic.is_full();
        let phrase = if is_clinic { "no_new_patients" } else { phrase };
        Booking { url: None, label: String::new(), full: Some(world.edition.phrase(phrase, values)) }
    }
}

fn provider(page: &Page) -> Option<&Provider> {
    let Data::Provider(provider) = &page.data else { return None };
    Some(provider)
}
