//! Booking: how a reader arranges a visit, with the clinic, for one of its services or at one of its places.

use super::{RenderContext, view};
use crate::identifiers::WebAddress;
use crate::kinds::Service;
use crate::page::{Data, Kind, Location};

view! {
    /// How a visit is booked, for `parts/book.html`.
    Booking {
        /// The address at which it is booked; none where the clinic takes no bookings on the web.
        url: Option<String>,
    }
}

impl Booking {
    /// With the clinic.
    pub(crate) fn of_clinic(world: RenderContext<'_>) -> Self {
        Booking::at(world.site.config.clinic.booking_url.as_ref())
    }

    /// For a service: at its own address, else at that of the only person who gives it, else with the clinic.
    pub(crate) fn of_service(world: RenderContext<'_>, service: &Service) -> Self {
        let only = match service.providers.as_slice() {
            [only] => world.edition.visible(Kind::Provider, &only.value),
            _ => None,
        };
        let of_person = only.and_then(|page| {
            let Data::Provider(provider) = &page.data else { return None };
            provider.booking_url.as_ref()
        });
        match service.booking_url.as_ref().or(of_person) {
            Some(address) => Booking::at(Some(address)),
            None => Booking::of_clinic(world),
        }
    }

    /// At a place: at its own address, else with the clinic.
    pub(crate) fn of_place(world: RenderContext<'_>, place: &Location) -> Self {
        match &place.booking_url {
            Some(address) => Booking::at(Some(address)),
            None => Booking::of_clinic(world),
        }
    }

    fn at(address: Option<&WebAddress>) -> Self {
        Booking { url: address.map(ToString::to_string) }
    }
}
