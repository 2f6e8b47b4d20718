//! What articles rest on: works that they cite, works that nobody cites, works that stand twice.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Look};
use crate::page::Data;
use crate::problem::{Place, Problems, Rule};

lint! {
    Look::Site(look);
    NoSource = "M08", Warning, "an article that cites nothing";
    UnusedSource = "M10", Info, "a source that no page cites";
    TwiceSource = "M12", Warning, "a work that stands twice in the citation library";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    for text in context.texts.iter().filter(|text| matches!(text.page.data, Data::Article(_))) {
        if text.prose.cited.is_empty() {
            problems
                .report(Rule::NoSource, text.page.place(), "this article cites no source")
                .help("cite what it rests on, as in `[@id]`, from content/sources.toml");
        }
    }
    unused(context, problems);
    twice(context, problems);
}

/// The works of the library, in the order of the file.
fn works<'a>(context: &Context<'a>) -> Vec<(&'a str, &'a Place)> {
    let library = &context.site.library;
    let mut works: Vec<(&str, &Place)> =
        library.ids().filter_map(|id| Some((id, library.place(id)?))).collect();
    works.sort_by_key(|(_, place)| place.span.as_ref().map(|span| span.start));
    works
}

/// Works that nobody cites.
fn unused(context: &Context<'_>, problems: &mut Problems) {
    let site = context.site;
    if !site.unread().pages.is_empty() {
        return;
    }
    let mut cited: BTreeSet<&str> =
        context.texts.iter().flat_map(|text| text.prose.cited.iter().map(String::as_str)).collect();
    let listed = context.texts.iter().flat_map(|text| text.page.data.own().works());
    cited.extend(listed.map(|id| id.value.as_str()));
    let others = site.prices.iter().flat_map(|list| list.looked_up());
    cited.extend(others.map(|(_, one)| one.source.value.as_str()));
    let resolved = context.prepared.resolved();
    let prices = site.editions().iter().flat_map(|edition| &resolved.common(edition.id()).prices.references);
    cited.extend(prices.map(|cited| cited.id.as_str()));
    for (id, place) in works(context) {
        if !cited.contains(id) {
            problems
                .report(Rule::UnusedSource, place.clone(), format!("no page cites `{id}`"))
                .help("cite it, or take it out");
        }
    }
}

/// Works that stand twice, by what identifies them everywhere.
fn twice(context: &Context<'_>, problems: &mut Problems) {
    let mut by_name: BTreeMap<String, (&str, &Place)> = BTreeMap::new();
    for (id, place) in works(context) {
        let Some(work) = context.site.library.get(id) else { continue };
        let names = [
            work.doi.as_ref().map(|doi| format!("doi {}", doi.to_lowercase())),
            work.pmid.as_ref().map(|pmid| format!("pmid {pmid}")),
            work.url.as_ref().map(|url| format!("url {url}")),
        ];
        for name in names.into_iter().flatten() {
            if let Some((first, there)) = by_name.get(&name) {
                problems
                    .report(Rule::TwiceSource, place.clone(), format!("`{id}` is the same work as `{first}`"))
                    .also((*there).clone(), "the first one")
                    .help("keep one of them, and cite that");
                break;
            }
            by_name.insert(name, (id, place));
        }
    }
}
