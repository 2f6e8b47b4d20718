//! The pages that a template asks for: `pages(kind="article", condition="Sore throat", limit=3)`.

use tera::Value;

use super::RenderContext;
use crate::kinds::Standing;
use crate::page::{Data, Kind, Page};
use crate::route::slug;
use crate::theme::PagesOf;

/// Their cards, in the order of their list; or what is wrong with the question.
pub(crate) fn pages(world: RenderContext<'_>, asked: &PagesOf) -> Result<Value, String> {
    let kind = kind(&asked.kind)?;
    let all = match &asked.condition {
        Some(condition) => world.shared.about(world, kind, slug(condition)),
        None => world.edition.ids(kind),
    };
    let asked_for = all.iter().filter(|id| !is_over(world, &world.site.pages[**id]));
    let cards: Vec<Value> =
        asked_for.take(asked.limit).map(|id| world.shared.card(world, *id).value()).collect();
    if let Some(name) = asked.condition.as_ref().filter(|_| cards.is_empty()) {
        check_condition(world, kind, name)?;
    }
    Ok(cards.into())
}

/// The kinds whose pages have a list and an address.
pub(super) fn kinds() -> impl Iterator<Item = Kind> {
    let listed = Kind::folders().map(|(kind, _)| kind);
    listed.filter(|kind| kind.spec().stands == Standing::Own)
}

/// The kind of this name, if it is one of them.
fn kind(name: &str) -> Result<Kind, String> {
    kinds().find(|kind| kind.name() == name).ok_or_else(|| {
        let names: Vec<_> = kinds().map(|kind| format!("`{}`", kind.name())).collect();
        format!("there are no pages of the kind `{name}`, only of {}", names.join(", "))
    })
}

/// Whether a page is an event of the past.
fn is_over(world: RenderContext<'_>, page: &Page) -> bool {
    matches!(&page.data, Data::Event(event) if world.site.is_past(event.end))
}

/// That no page is about a condition is a fault only where no page ever will be: pages come and go with their days.
fn check_condition(world: RenderContext<'_>, kind: Kind, name: &str) -> Result<(), String> {
    if kind.spec().schema.key("conditions").is_none() {
        return Err(format!("pages of the kind `{}` name no conditions", kind.name()));
    }
    if world.shared.knows_condition(world, &slug(name)) {
        return Ok(());
    }
    let titles: Vec<_> =
        world.edition.conditions().iter().map(|condition| format!("`{}`", condition.title)).collect();
    let known = if titles.is_empty() { "none".to_owned() } else { titles.join(", ") };
    Err(format!("no page names the condition `{name}`; there are: {known}"))
}
