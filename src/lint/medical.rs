//! Who wrote, who reviewed, what is cited, and what a patient must be told.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::prose::Kind;
use super::{Desk, Text};
use crate::markdown::citations;
use crate::page::{Article, Data, Kind as PageKind, Page, Review, Service};
use crate::problem::{Place, Problems, Rule};
use crate::site::Site;
use crate::table::At;

pub(super) fn check(desk: &mut Desk<'_>) {
    let site = desk.site;
    for text in &desk.texts {
        let page = text.page;
        match &page.data {
            Data::Article(article) => {
                authors(text, article, &mut desk.problems);
                review(site, page, Some(article), &article.review, &mut desk.problems);
                if text.prose.cited.is_empty() {
                    desk.problems
                        .report(Rule::NoSource, page.place(), "this article cites no source")
                        .help("cite what it rests on, as in `[@id]`, from content/sources.toml");
                }
                help(site, text, &mut desk.problems);
            }
            Data::Service(service) => {
                review(site, page, None, &service.review, &mut desk.problems);
                risks(site, text, service, &mut desk.problems);
            }
            _ => {}
        }
        before_after(text, &mut desk.problems);
    }
    library(desk);
}

fn authors(text: &Text<'_>, article: &Article, problems: &mut Problems) {
    let page = text.page;
    if article.authors.is_empty() {
        problems
            .report(Rule::NoAuthor, page.place(), "this article has no author")
            .help("write `authors = [\"…\"]` with people of content/providers/");
    }
    let people = article.authors.iter().chain(&article.review.reviewer);
    let mut seen = BTreeSet::new();
    for slug in people.filter(|slug| seen.insert(slug.value.clone())) {
        let known = text.edition.visible(PageKind::Provider, &slug.value);
        if let Some(Data::Provider(provider)) = known.map(|page| &page.data)
            && provider.credentials.is_empty()
        {
            problems
                .report(
                    Rule::Credentials,
                    slug.place(&page.source),
                    format!("`{}` has no credentials", slug.value),
                )
                .help(format!("write `credentials` in content/providers/{}.md", slug.value));
        }
    }
}

/// The day on which the next review is due; a month that is too short ends on its last day.
pub(crate) fn due(site: &Site, review: &Review) -> Option<Date> {
    let months = review.months.unwrap_or(site.config.check.review_months);
    review.reviewed.as_ref()?.value.checked_add(months.months()).ok()
}

fn review(site: &Site, page: &Page, article: Option<&Article>, review: &Review, problems: &mut Problems) {
    if article.is_some() && (review.reviewer.is_none() || review.reviewed.is_none()) {
        let missing = match (&review.reviewer, &review.reviewed) {
            (None, None) => "`reviewer` and `reviewed`",
            (None, Some(_)) => "`reviewer`",
            _ => "`reviewed`",
        };
        problems
            .report(Rule::NoReview, page.place(), format!("this article lacks {missing}"))
            .help("have somebody review it who did not write it, and note who and when");
    }
    if let (Some(article), Some(reviewer)) = (article, &review.reviewer)
        && let [only] = article.authors.as_slice()
        && only.value == reviewer.value
    {
        problems
            .report(Rule::OwnReview, reviewer.place(&page.source), "the author has reviewed the article")
            .help("have somebody else review it");
    }
    let Some(reviewed) = &review.reviewed else { return };
    if let Some(due) = due(site, review).filter(|due| *due < site.config.today) {
        problems
            .report(
                Rule::ReviewDue,
                reviewed.place(&page.source),
                format!("the review of {} was due again on {due}", reviewed.value),
            )
            .help("have it reviewed, and set the new `reviewed`");
    }
    let changed = page.updated.map(|updated| updated.day_in(site.config.offset));
    if let Some(changed) = changed.filter(|changed| *changed > reviewed.value) {
        problems
            .report(
                Rule::ChangedSince,
                reviewed.place(&page.source),
                format!("this was changed on {changed}, after its review of {}", reviewed.value),
            )
            .help("have the change reviewed, and set the new `reviewed`");
    }
}

/// An article on a condition or treatment says when to get help, and where.
fn help(site: &Site, text: &Text<'_>, problems: &mut Problems) {
    let Data::Article(article) = &text.page.data else { return };
    if article.conditions.is_empty() && article.services.is_empty() {
        return;
    }
    let english = super::is_english(text.edition);
    let says = |words: &str| {
        let words = words.to_lowercase();
        let signs = [
            "help",
            "emergency",
            "911",
            "999",
            "112",
            "call us",
            "see a doctor",
            "urgent",
            "doctor",
            "warning",
        ];
        signs.iter().any(|sign| words.contains(sign))
    };
    let named = |block: &super::prose::Block| match block.kind {
        Kind::Heading(_) => english && says(&block.text),
        _ => false,
    };
    let alert = text.prose.blocks.iter().any(|block| block.alert);
    if !alert && !text.prose.blocks.iter().any(named) && english {
        problems
            .report(Rule::Help, text.page.place(), "this article does not say when to get help")
            .help("add a heading such as `When to get help`, or an alert `> [!WARNING]`");
        return;
    }
    let emergency = site.config.clinic.emergency.as_ref().is_some_and(|text| text.value.contains("911"));
    if site.is_us() && !emergency && !text.page.source.text.contains("911") {
        problems
            .report(Rule::Help, text.page.place(), "this article does not name 911")
            .help("name 911 where it says when to get help, or in `emergency` of `[clinic]`");
    }
}

/// The page of a procedure names its risks and the alternatives.
fn risks(site: &Site, text: &Text<'_>, service: &Service, problems: &mut Problems) {
    let list = site.prices.as_ref();
    let is_procedure = |id: &At<String>| {
        let entry = list.and_then(|list| list.services.iter().find(|service| service.id == id.value));
        entry.is_some_and(|entry| {
            !entry.billing_codes.is_empty() || entry.unit.as_deref() == Some("procedure")
        })
    };
    if !service.prices.iter().any(is_procedure) || !super::is_english(text.edition) {
        return;
    }
    let headings = || text.prose.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
    let has = |words: &[&str]| {
        headings().any(|block| {
            let lower = block.text.to_lowercase();
            words.iter().any(|word| lower.contains(word))
        })
    };
    let missing = match (
        has(&["risk", "side effect", "complication", "can go wrong"]),
        has(&["alternative", "other option", "other treatment", "other ways", "instead"]),
    ) {
        (true, true) => return,
        (false, true) => "its risks",
        (true, false) => "its alternatives",
        _ => "its risks and alternatives",
    };
    problems
        .report(Rule::Risks, text.page.place(), format!("the page of a procedure does not name {missing}"))
        .help("give each a heading, such as `Risks` and `Alternatives`");
}

/// Pictures of before and after show one result.
fn before_after(text: &Text<'_>, problems: &mut Problems) {
    // Of each block of the body where it ends, and whether it speaks of consent and of results.
    let blocks = LazyCell::new(|| {
        let body = text.prose.blocks.iter().filter(|block| !matches!(block.kind, Kind::Key(_)));
        let said = body.map(|block| {
            let words = block.text.to_lowercase();
            (block.span.end, words.contains("consent"), words.contains("results vary"))
        });
        said.collect::<Vec<_>>()
    });
    for mark in text.prose.marks.iter().filter(|mark| mark.picture) {
        let words = format!("{} {}", mark.text, mark.target).to_lowercase();
        if !(words.contains("before") && words.contains("after")) {
            continue;
        }
        let first = blocks.partition_point(|(end, ..)| *end < mark.span.start);
        let near = || blocks.iter().skip(first).take(2);
        if !(near().any(|(_, consent, _)| *consent) && near().any(|(.., vary)| *vary)) {
            problems
                .report(
                    Rule::BeforeAfter,
                    Place::new(&text.page.source, mark.span.clone()),
                    "a picture of before and after without consent and a word on results",
                )
                .help("write beside it that the patient gave consent, and that results vary");
        }
    }
}

/// Works that nobody cites, and works that stand twice.
fn library(desk: &mut Desk<'_>) {
    let mut cited: BTreeSet<&str> =
        desk.texts.iter().flat_map(|text| text.prose.cited.iter().map(String::as_str)).collect();
    let comparisons = desk.site.prices.iter().flat_map(|list| &list.comparisons);
    cited.extend(comparisons.map(|one| one.source.value.as_str()));
    let elsewhere = [Some(&desk.site.config.source), desk.site.prices.as_ref().map(|list| &list.source)];
    let elsewhere: BTreeSet<String> = elsewhere
        .into_iter()
        .flatten()
        .flat_map(|source| citations(&source.text))
        .flat_map(|(_, ids)| ids)
        .collect();
    let library = &desk.site.library;
    let mut works: Vec<(&str, &Place)> =
        library.ids().filter_map(|id| Some((id, library.place(id)?))).collect();
    works.sort_by_key(|(_, place)| place.span.as_ref().map(|span| span.start));
    let mut by_name: BTreeMap<String, (&str, &Place)> = BTreeMap::new();
    let mut found = Problems::default();
    let all_read = desk.site.unread().pages.is_empty();
    for (id, place) in works {
        if all_read && !cited.contains(id) && !elsewhere.contains(id) {
            found
                .report(Rule::UnusedSource, place.clone(), format!("no page cites `{id}`"))
                .help("cite it, or take it out");
        }
        let Some(work) = library.get(id) else { continue };
        let names = [
            work.doi.as_ref().map(|doi| format!("doi {}", doi.to_lowercase())),
            work.pmid.as_ref().map(|pmid| format!("pmid {pmid}")),
            work.url.as_ref().map(|url| format!("url {url}")),
        ];
        for name in names.into_iter().flatten() {
            if let Some((first, there)) = by_name.get(&name) {
                found
                    .report(Rule::TwiceSource, place.clone(), format!("`{id}` is the same work as `{first}`"))
                    .also((*there).clone(), "the first one")
                    .help("keep one of them, and cite that");
                break;
            }
            by_name.insert(name, (id, place));
        }
    }
    desk.problems.extend(found);
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::Date;

    #[test]
    fn a_month_that_is_too_short_ends_on_its_last_day() {
        for (from, months, to) in [
            ("2025-01-31", 1, "2025-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2025-08-31", 6, "2026-02-28"),
        ] {
            let from: Date = from.parse().unwrap();
            assert_eq!(from.checked_add(months.months()).unwrap().to_string(), to);
        }
    }
}
