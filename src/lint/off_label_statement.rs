//! Where something is named that a service uses off label, a reader finds that it is.

use std::collections::BTreeSet;

use super::{Context, Look, Text};
use crate::page::Kind;
use crate::problem::{Place, Problems, Rule};
use crate::route::Route;
use crate::schema::Reference;

lint! {
    Look::Page(look);
    OffLabelStatement = "off-label-statement", Warning, "something that is used off label is named, and nothing leads to the page that says so";
}

fn look(context: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let Some(names) = &context.off_label else { return };
    let mut seen = BTreeSet::new();
    for block in text.prose.blocks.iter().filter(|block| !block.quoted) {
        for name in names.find(&block.text) {
            let services = names.services(name.as_str());
            if !seen.insert(services) || leads_to_one(context, text, services) {
                continue;
            }
            let path = services.first().map_or_else(String::new, ToString::to_string);
            problems
                .report(
                    Rule::OffLabelStatement,
                    Place::new(&text.page.source, block.map.span(name.range())),
                    format!("`{}` is used off label, and this page does not say so", name.as_str()),
                )
                .help(format!("link the page that says it: `[{}]({path})`", name.as_str()));
        }
    }
}

/// Whether a page is one of these services, lists them, or leads to one.
fn leads_to_one(context: &Context<'_>, text: &Text<'_>, services: &[Route]) -> bool {
    let (page, edition) = (text.page, text.edition);
    let links = &context.prepared.resolved().page(context.site.pages.id_of(page)).links;
    let named = page.names.iter().filter(|named| named.what == Reference::Page("services"));
    let mut named = named.filter_map(|named| edition.visible(Kind::Service, &named.text.value));
    services.contains(&page.route)
        || page.route == edition.list_address(Kind::Service)
        || links.iter().any(|link| services.contains(link))
        || named.any(|service| services.contains(&service.route))
}
