//! Who wrote an article.

use std::collections::BTreeSet;

use super::{Context, Look, Text};
use crate::page::{Data, Kind};
use crate::problem::{Problems, Rule};

lint! {
    Look::Page(look);
    NoAuthor = "no-author", Warning, "an article without an author";
    Credentials = "M02", Warning, "an author or reviewer without credentials";
}

fn look(_: &Context<'_>, text: &Text<'_>, problems: &mut Problems) {
    let page = text.page;
    let Data::Article(article) = &page.data else { return };
    if article.authors.is_empty() {
        problems
            .report(Rule::NoAuthor, page.place(), "this article has no author")
            .help("write `authors = [\"…\"]` with people of content/providers/");
    }
    let people = article.authors.iter().chain(&article.review.reviewer);
    let mut seen = BTreeSet::new();
    for slug in people.filter(|slug| seen.insert(slug.value.clone())) {
        let known = text.edition.visible(Kind::Provider, &slug.value);
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
