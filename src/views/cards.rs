//! What lists and bylines show of a page: cards, people, places.

use super::page::{Day, Picture};
use super::parts::{reviewed, reviewer};
use super::shown::Shown;
use super::{Html, RenderContext, Shared, view};
use crate::kinds::each_kind;
use crate::kinds::provider::PersonName;
use crate::markdown::escape;
use crate::page::{Closing, Data, Hours, Kind, Location, Page, Provider};
use crate::table::At;

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
        /// What a service costs.
        price: Option<CardPrice>,
        /// Who reviewed it.
        reviewer: Option<Shared<Person>>,
        /// When it was reviewed last.
        reviewed: Option<Day>,
        /// The letters that stand for a person without a picture; empty of all else.
        initials: String,
    }

    /// What a service costs, in a few words: the amount of its only price, of several the least.
    CardPrice {
        /// The amount; without one that it is included in something, or on request.
        amount: String,
        /// What the amount is for: `a month`, `per patch`; may be empty.
        per: String,
        /// Whether there is an amount.
        is_amount: bool,
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
        /// What the person's page says, in a sentence or two; may be empty.
        summary: String,
        /// The person's picture.
        image: Option<Picture>,
        /// The letters that stand for the person without a picture: the first of the first and the last name.
        initials: String,
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

macro_rules! card {
    ($($kind:ident = $module:ident,)*) => {
        impl Card {
            /// The card of a page.
            pub(crate) fn of(world: RenderContext<'_>, page: &Page) -> Self {
                match &page.data { $(Data::$kind(own) => Card::shown(world, page, &**own),)* }
            }
        }
    };
}

each_kind!(card);

impl Card {
    /// The card of a page, as its kind shows it.
    fn shown(world: RenderContext<'_>, page: &Page, own: &impl Shown) -> Self {
        let review = page.data.own().review();
        Card {
            title: own.card_title(page),
            url: world.site.config.base.link(&page.route),
            summary: page.summary.clone(),
            image: Picture::of(world, page),
            date: page.day().map(|date| Day::of_moment(world, date)),
            meta: own.beside(world),
            price: own.price(world),
            reviewer: review.and_then(|review| reviewer(world, review)),
            reviewed: review.and_then(|review| reviewed(world, review)),
            initials: own.initials(page),
        }
    }

    /// The card of what has a title and an address, and no file of its own.
    pub(crate) fn named(title: String, url: String) -> Self {
        Card {
            title,
            url,
            summary: String::new(),
            image: None,
            date: None,
            meta: String::new(),
            price: None,
            reviewer: None,
            reviewed: None,
            initials: String::new(),
        }
    }
}

impl CardPrice {
    /// The amount with what it is for.
    pub(crate) fn in_words(&self) -> String {
        format!("{} {}", self.amount, self.per).trim_end().to_owned()
    }
}

impl Person {
    /// A person as bylines show them.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page, provider: &Provider) -> Self {
        let person = PersonName::of(page);
        let (full, initials) = (person.unbroken(), person.initials());
        let PersonName { name, credentials } = person;
        Person {
            name,
            credentials,
            full,
            role: provider.role.clone(),
            url: world.site.config.base.link(&page.route),
            summary: page.summary.clone(),
            image: Picture::of(world, page),
            initials,
        }
    }
}

impl Place {
    /// A place as lists and footers show it.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page, location: &Location) -> Self {
        Place {
            base: Card::of(world, page),
            address: location.address.lines(),
            phone: location.phone.as_ref().map(|phone| world.edition.language().isolated(&phone.value)),
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
        let (opens, closes) = (language.time(hours.opens), closing_text(world, hours.closes));
        OpeningHours { days, opens, closes, all_day: hours.is_all_day() }
    }
}

/// The end of opening hours in words.
pub(crate) fn closing_text(world: RenderContext<'_>, closes: Closing) -> String {
    match closes {
        Closing::At(time) => world.edition.language().time(time),
        Closing::Midnight => world.edition.phrase("midnight", &[]),
    }
}

impl Link {
    /// A page of the site.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page) -> Self {
        Link { title: page.title.value.clone(), url: world.site.config.base.link(&page.route) }
    }

    /// The pages of a kind that these slugs name, as far as they are published, as links in a list in words; empty
    /// without any.
    pub(crate) fn in_words(world: RenderContext<'_>, kind: Kind, slugs: &[At<String>]) -> Html {
        let pages = slugs.iter().filter_map(|slug| world.edition.visible(kind, &slug.value));
        let link = |page: &Page| {
            let Card { title, url, .. } = Card::of(world, page);
            let mut html = "<a href=\"".to_owned();
            escape(&mut html, &url);
            html.push_str("\">");
            escape(&mut html, &title);
            html.push_str("</a>");
            html
        };
        Html(world.edition.language().list(&pages.map(link).collect::<Vec<_>>()))
    }
}
