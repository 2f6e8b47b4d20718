//! Pages that are their words alone, and the one for addresses that do not exist.

use super::cards::Link;
use super::{RenderContext, view};
use crate::page::{Kind, Page};
use crate::route::Route;
use crate::site::Fixture;

view! {
    /// A page that is its words alone.
    PlainView {
        /// Whether it may end with the call to book a visit: no legal page does, and none that is over.
        calls: bool,
    }

    /// The page for addresses that do not exist.
    NotFoundView {
        /// What people look for most, in the words of the menu: prices, services, articles, places, as far as they exist.
        wanted: Vec<Link>,
    }
}

impl PlainView {
    /// A page of the clinic's own.
    pub(crate) fn of(world: RenderContext<'_>, page: &Page) -> Self {
        PlainView { calls: !world.edition.legal_pages().any(|legal| legal.route == page.route) }
    }
}

impl NotFoundView {
    /// The pages that a lost reader is led to.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        let edition = world.edition;
        let list = |kind: Kind, folder: &str| (edition.list_title(folder), edition.list_address(kind));
        let wanted = [
            (edition.phrase("pricing", &[]), edition.address(Fixture::Pricing)),
            list(Kind::Service, "services"),
            list(Kind::Article, "articles"),
            list(Kind::Location, "locations"),
        ];
        let there = wanted.into_iter().filter(|(_, route)| world.plan.jobs.contains_key(route));
        let link = |(title, route): (String, Route)| {
            let named = world.common().menu.iter().find(|entry| entry.route.as_ref() == Some(&route));
            let title = named.map_or(title, |entry| entry.title.clone());
            Link { title, url: world.site.config.base.link(&route) }
        };
        NotFoundView { wanted: there.map(link).collect() }
    }
}
