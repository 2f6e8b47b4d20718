//! What others charge, as templates see it.

use super::entries::address;
use crate::citations::Reference;
use crate::identifiers::WebAddress;
use crate::markdown::escape;
use crate::prices::{LookedUp, Outside, OutsideId, PriceList};
use crate::views::{Html, RenderContext, references, view};

view! {
    /// What others will bill for beside the clinic.
    OutsideView {
        /// Its id, the anchor on the pricing page.
        id: String,
        /// What they bill for.
        name: String,
        /// Who sends the bill.
        who: String,
        /// How much, where that was looked up.
        amount: Option<String>,
        /// Where that is written.
        source_html: Option<Html>,
        /// The address of the entry on the pricing page.
        url: String,
    }
}

impl OutsideView {
    /// What others bill beside something.
    pub(crate) fn list(world: RenderContext<'_>, list: &PriceList, all: &[OutsideId]) -> Vec<Self> {
        all.iter().map(|id| OutsideView::of(world, &list[*id])).collect()
    }

    /// One of them.
    pub(crate) fn of(world: RenderContext<'_>, one: &Outside) -> Self {
        OutsideView {
            id: one.id.clone(),
            name: one.name.clone(),
            who: one.who.clone(),
            amount: one.found.as_ref().map(|found| world.edition.sum(found.price)),
            source_html: one.found.as_ref().map(|found| source(world, found)),
            url: address(world, &one.id),
        }
    }
}

/// Where a price of others is written, and when it was read.
pub(super) fn source(world: RenderContext<'_>, found: &LookedUp) -> Html {
    if let Some(work) = world.site.library.get(&found.source.value) {
        let work = Reference { retrieved: Some(found.retrieved), ..work.clone() };
        return Html(references::line(world, &work));
    }
    let address = WebAddress::parse(&found.source.value).ok();
    let mut link = String::new();
    escape(&mut link, address.as_ref().map_or("", WebAddress::as_str));
    let date = world.edition.language().date(found.retrieved);
    let retrieved = world.edition.phrase("retrieved", &[("date", &date)]);
    Html(format!("<a href=\"{link}\">{link}</a>. {retrieved}"))
}
