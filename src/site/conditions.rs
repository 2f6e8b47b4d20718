//! Conditions: the terms that articles, services and questions name, each with a page of its own.

use std::collections::BTreeMap;

use super::Unread;
use super::edition::Lists;
use super::pages::{PageId, Pages};
use crate::page::{Kind, Page};
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
    /// Where the first page names it.
    pub place: Place,
}

/// A term with the published pages that name it, in any letter case.
struct Term<'a> {
    /// As its first page writes it.
    name: &'a At<String>,
    page: &'a Page,
    pages: Vec<PageId>,
}

impl Term<'_> {
    fn place(&self) -> Place {
        self.name.place(&self.page.source)
    }
}

/// The terms as pages; two terms for one address are a problem.
pub(super) fn conditions(
    pages: &Pages,
    lists: &Lists,
    unread: &Unread,
    problems: &mut Problems,
) -> Vec<Condition> {
    let terms = terms(pages, lists, problems);
    let mut by_slug: BTreeMap<String, &Term<'_>> = BTreeMap::new();
    let mut conditions = Vec::new();
    for term in &terms {
        let slug = slug(&term.name.value);
        if let Some(first) = by_slug.get(&slug) {
            report_twins(first, term, &slug, problems);
            continue;
        }
        by_slug.insert(slug.clone(), term);
        if term.pages.is_empty() {
            continue;
        }
        let mut articles = term.pages.clone();
        articles.retain(|id| pages[*id].kind == Kind::Article);
        articles.sort_by_key(|id| lists.ranks[id.number()]);
        let words = lists.by_slug.get(&(Kind::Condition, slug.clone())).copied();
        let words = words.filter(|id| pages.is_published(*id));
        let (title, place) = (term.name.value.trim().to_owned(), term.place());
        conditions.push(Condition { title, slug, articles, words, place });
    }
    // A page that could not be read may name it.
    let all_read = !unread.pages.iter().any(|path| may_name(path));
    let words = lists.lists.get(&Kind::Condition).into_iter().flatten().filter(|_| all_read);
    for page in words.map(|id| &pages[*id]) {
        if !by_slug.contains_key(&page.slug) {
            let message = format!("no page names the condition `{}`", page.slug);
            problems.report(Rule::UnknownTerm, page.place(), message).help(
                "name the file as the condition's address, or add the condition to an article or service",
            );
        }
    }
    conditions.sort_by_key(|condition| (condition.title.to_lowercase(), condition.slug.clone()));
    conditions
}

/// Whether the page of a path is of a kind that names conditions.
fn may_name(path: &str) -> bool {
    let folder = path.strip_prefix("content/").and_then(|path| path.split('/').next());
    let kind = folder.and_then(Kind::of_folder);
    kind.is_some_and(|kind| kind.spec().schema.key("conditions").is_some())
}

/// The terms by their first page; the words of a draft decide nothing for others, so it comes last.
fn terms<'p>(pages: &'p Pages, lists: &Lists, problems: &mut Problems) -> Vec<Term<'p>> {
    let mut by_name: BTreeMap<String, Term<'_>> = BTreeMap::new();
    let (drafts, others): (Vec<_>, Vec<_>) = lists.own(pages).partition(|(_, page)| page.draft);
    for (id, page) in others.into_iter().chain(drafts) {
        for name in page.data.own().conditions() {
            let key = name.value.trim().to_lowercase();
            if !by_name.contains_key(&key) && slug(&key).is_empty() {
                let message = format!("the condition `{}` has neither letter nor digit", name.value);
                problems
                    .report(Rule::BadSlug, name.place(&page.source), message)
                    .help("write its name in letters");
                continue;
            }
            let term = by_name.entry(key).or_insert(Term { name, page, pages: Vec::new() });
            // Pages come one after the other, so one that names the term twice is the last.
            if pages.is_published(id) && term.pages.last() != Some(&id) {
                term.pages.push(id);
            }
        }
    }
    let mut terms: Vec<_> = by_name.into_values().collect();
    terms.sort_by_key(|term| (term.page.draft, &term.page.source.path, term.name.span.start));
    terms
}

fn report_twins(first: &Term<'_>, other: &Term<'_>, slug: &str, problems: &mut Problems) {
    let names = format!("the conditions `{}` and `{}`", first.name.value, other.name.value);
    problems
        .report(
            Rule::DuplicateTerm,
            first.place(),
            format!("{names} want one address, `/conditions/{slug}/`"),
        )
        .also(other.place(), "the other one")
        .help("write both alike, or change the words of one");
}
