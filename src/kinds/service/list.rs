//! The list of services, by the groups of the price list.

use super::Service;
use crate::page::{Data, Kind};
use crate::prices::EntryId;
use crate::views::cards::Card;
use crate::views::lists::ListView;
use crate::views::{RenderContext, Shared, view};

view! {
    /// The list of services.
    ServicesView: ListView {
        /// The same by groups: those of the price list, in the order of their first services.
        groups: Vec<ServiceGroup>,
    }

    /// Services of a group of the price list.
    ServiceGroup {
        /// The title of the group; empty where no service is in any.
        title: String,
        /// Its services, in their order.
        services: Vec<Shared<Card>>,
    }
}

impl ServiceGroup {
    /// All services by their groups; those without one come last.
    pub(super) fn all(world: RenderContext<'_>) -> Vec<Self> {
        let mut groups: Vec<ServiceGroup> = Vec::new();
        let mut others = Vec::new();
        for id in world.edition.ids(Kind::Service) {
            let Data::Service(service) = &world.site.pages[*id].data else { continue };
            let card = world.shared.card(world, *id);
            let Some(title) = group(world, service) else {
                others.push(card);
                continue;
            };
            match groups.iter_mut().find(|group| group.title == title) {
                Some(group) => group.services.push(card),
                None => groups.push(ServiceGroup { title, services: vec![card] }),
            }
        }
        if !others.is_empty() {
            let alone = groups.is_empty();
            let title = if alone { String::new() } else { world.edition.phrase("more_services", &[]) };
            groups.push(ServiceGroup { title, services: others });
        }
        groups
    }
}

/// The group of a service: that of its first price.
fn group(world: RenderContext<'_>, service: &Service) -> Option<String> {
    let list = world.site.prices.as_ref()?;
    match list.find(&service.prices.first()?.value)?.entry {
        EntryId::Plan(_) => Some(world.edition.phrase("plans", &[])),
        EntryId::Service(id) => list[id].group.clone(),
        EntryId::Bundle(_) => Some(world.edition.phrase("bundles", &[])),
    }
}
