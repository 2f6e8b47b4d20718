//! Conditions: the terms that articles name, each with a page of its own.

use std::collections::BTreeMap;

use super::edition::Lists;
use super::pages::{PageId, Pages};
use crate::page::{Data, Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::route::slug;
use crate::table::At;

/// A term with a page of its own.
#[derive(Debug)]
pub struct Condition {
    /// As the first file by path writes it.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// Its articles, newest first.
    pub articles: Vec<PageId>,
    /// Its own words, a page of `content/conditions/`.
    pub words: Option<PageId>,
    /// Where an article names it.
    pub place: Place,
}

/// The terms of articles and services as pages; two terms for one address are a problem.
pub(super) fn conditions(pages: &Pages, lists: &Lists, problems: &mut Problems) -> Vec<Condition> {
    struct Found<'a> {
        term: &'a At<String>,
        page: &'a Page,
        articles: Vec<PageId>,
    }
    let mut by_term: BTreeMap<String, Found<'_>> = BTreeMap::new();
    // The words of a draft decide nothing for others: it comes last.
    let (drafts, others): (Vec<_>, Vec<_>) = lists.own(pages).partition(|(_, page)| page.draft);
    for (id, page) in others.into_iter().chain(drafts) {
        let Data::Article(article) = &page.data else { continue };
        for term in &article.conditions {
            let key = term.value.trim().to_lowercase();
            if !by_term.contains_key(&key) && slug(&key).is_empty() {
                problems
                    .report(
                        Rule::BadSlug,
                        term.place(&page.source),
                        format!("the condition `{}` has neither letter nor digit", term.value),
                    )
                    .help("write its name in letters");
                continue;
            }
            let found = by_term.entry(key).or_insert(Found { term, page, articles: Vec::new() });
            // Pages come one after the other, so one that names the term twice is the last.
            if pages.is_published(id) && found.articles.last() != Some(&id) {
                found.articles.push(id);
            }
        }
    }
    let mut by_slug: BTreeMap<String, &Found<'_>> = BTreeMap::new();
    let mut conditions = Vec::new();
    let mut found: Vec<_> = by_term.values().collect();
    found.sort_by_key(|found| (found.page.draft, &found.page.source.path, found.term.span.start));
    for one in found {
        let slug = slug(&one.term.value);
        if let Some(first) = by_slug.get(&slug) {
            problems
                .report(
                    Rule::DuplicateTerm,
                    first.term.place(&first.page.source),
                    format!(
                        "the conditions `{}` and `{}` want one address, `/conditions/{slug}/`",
                        first.term.value, one.term.value
                    ),
                )
                .also(one.term.place(&one.page.source), "the other one")
                .help("write both alike, or change the words of one");
            continue;
        }
        by_slug.insert(slug.clone(), one);
        if one.articles.is_empty() {
            continue;
        }
        let mut articles = one.articles.clone();
        articles.sort_by_key(|id| lists.ranks[id.number()]);
        let words = lists.by_slug.get(&(Kind::Condition, slug.clone())).copied();
        let words = words.filter(|id| pages.is_published(*id));
        let (title, place) = (one.term.value.trim().to_owned(), one.term.place(&one.page.source));
        conditions.push(Condition { title, slug, articles, words, place });
    }
    for page in lists.lists.get(&Kind::Condition).into_iter().flatten().map(|id| &pages[*id]) {
        if !by_slug.contains_key(&page.slug) {
            problems
                .report(
                    Rule::UnknownTerm,
                    page.place(),
                    format!("no article names the condition `{}`", page.slug),
                )
                .help("name the file as the condition's address, or add the condition to an article");
        }
    }
    conditions.sort_by_key(|condition| (condition.title.to_lowercase(), condition.slug.clone()));
    conditions
}
