//! What lists and bylines show of a page: cards, people, places.

use super::RenderContext;
use super::page::{Day, Picture};
use super::shown::Shown;
use super::view;
use crate::kinds::each_kind;
use crate::kinds::provider::PersonName;
use crate::page::{Closing, Data, Hours, Location, Page, Provider};

view! {
    /// A page in a list.
    Card {
        /// Its title; a person's with the credentials behind the name.
        title: String,
        /// Its address.
        url: String,
        /// What it says, in a sentence or two; may be empty.
        summary: String,
        /// Its picture.
        image: Option<Picture>,
        /// The day it carries: when it appeared, when an event begins, when an opening was posted.
        date: Option<Day>,
        /// A word beside the title: what a service costs, what a person does, the town of a place; may be empty.
        meta: String,
    }

    /// A person in a byline.
    Person {
        /// The name, without the credentials.
        name: String,
        /// The credentials behind the name, `MD, PhD`; may be empty.
        credentials: String,
        /// The name with the credentials behind it; no line ends between them.
        full: String,
        /// What the person does at the clinic.
        role: String,
        /// The address of the person's page.
        url: String,
        /// The person's picture.
        image: Option<Picture>,
    }

    /// A place of the clinic in a list, beside an event or in the footer.
    Place: Card {
        /// The lines of its postal address, as its country writes them.
        address: Vec<String>,
        /// Its telephone number, as written.
        phone: Option<String>,
        /// The address that dials it: `tel:+1…`.
        phone_link: Option<String>,
        /// When it is open.
        hours: Vec<OpeningHours>,
    }

    /// When a place is open, on some days of the week.
    OpeningHours {
        /// The days: `Monday – Friday`.
        days: String,
        /// When it opens.
        opens: String,
        /// When it closes.
        closes: String,
        /// Whether it is open day and night.
        all_day: bool,
    }

    /// A page by its title.
    Link {
        /// Its title.
        title: String,
        /// Its address.
        url: String,
    }
}

impl Card {
    /// The card of a page.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page) -> Self {
        let (title, meta) = card_words(world, page);
        Card {
            title,
            url: world.site.config.base.link(&page.route),
            summary: page.summary.clone(),
            image: Picture::of(world, page),
            date: page.day().map(|date| Day::of_moment(world, date)),
            meta,
        }
    }
}

macro_rules! card_words {
    ($($kind:ident = $module:ident,)*) => {
        /// The title of a page's card, and the short word beside it.
        fn card_words(world: RenderContext<'_>, page: &Page) -> (String, String) {
            match &page.data { $(Data::$kind(own) => (own.card_title(page), own.beside(world)),)* }
        }
    };
}

each_kind!(card_words);

impl Person {
    /// A person as bylines show them.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page, provider: &Provider) -> Self {
        let full = PersonName::of(page).unbroken();
        let PersonName { name, credentials } = PersonName::of(page);
        Person {
            name,
            credentials,
            full,
            role: provider.role.clone(),
            url: world.site.config.base.link(&page.route),
            image: Picture::of(world, page),
        }
    }
}

impl Place {
    /// A place as lists and footers show it.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page, location: &Location) -> Self {
        Place {
            base: Card::of(world, page),
            address: location.address.lines(),
            phone: location.phone.as_ref().map(|phone| phone.value.to_string()),
            phone_link: phone_link(world, location),
            hours: location.hours.iter().map(|hours| OpeningHours::of(world, hours)).collect(),
        }
    }
}

/// The link that dials a place; where its number is none, that is told already.
pub(crate) fn phone_link(world: RenderContext<'_>, location: &Location) -> Option<String> {
    let phone = location.phone.as_ref()?;
    world.site.phone_link(&phone.value, Some(location.address.country)).ok()
}

impl OpeningHours {
    /// A row of opening hours in words.
    pub(crate) fn of(world: RenderContext<'_>, hours: &Hours) -> Self {
        let language = world.edition.language();
        let names: Vec<_> = hours.days.iter().map(|day| language.weekday(*day)).collect();
        let run = hours.days.windows(2).all(|pair| (pair[0] + 1) % 7 == pair[1]);
        let days = match names.as_slice() {
            [first, .., last] if run && names.len() > 2 => {
                world.edition.phrase("price_range", &[("from", first), ("to", last)])
            }
            _ => language.list(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()),
        };
        let closes = match hours.closes {
            Closing::At(time) => language.time(time),
            Closing::Midnight => world.edition.phrase("midnight", &[]),
        };
        OpeningHours { days, opens: language.time(hours.opens), closes, all_day: hours.is_all_day() }
    }
}

impl Link {
    /// A page of the site.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page) -> Self {
        Link { title: page.title.value.clone(), url: world.site.config.base.link(&page.route) }
    }
}
