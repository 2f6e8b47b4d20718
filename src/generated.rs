//! Files that the generator makes beside the pages, for machines. A new one is its function and its row here.

use crate::address::{GeneratedFile, Per};
use crate::feeds;
use crate::page::Kind;
use crate::site::{Edition, Fixture};
use crate::views::RenderContext;
use crate::views::files::{HeadersView, LlmsView, RobotsView};

/// A file, and how its bytes are made.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) file: GeneratedFile,
    pub(crate) make: Make,
}

/// How the bytes of a file are made.
#[derive(Debug)]
pub(crate) enum Make {
    /// By this function.
    Text(fn(RenderContext<'_>) -> String),
    /// By the template of this name, which sees this as `page`.
    Template(&'static str, fn(RenderContext<'_>) -> tera::Value),
}

/// All of them; a [`crate::address::Job`] names one by its number.
pub(crate) const ROWS: &[Row] = &[
    Row {
        file: GeneratedFile {
            what: "the prices as JSON",
            per: Per::Edition {
                address: |edition| edition.address(Fixture::PricesJson),
                wanted: |site, _| site.prices.is_some(),
            },
        },
        make: Make::Text(feeds::prices_json),
    },
    Row {
        file: GeneratedFile {
            what: "the prices as CSV",
            per: Per::Edition {
                address: |edition| edition.address(Fixture::PricesCsv),
                wanted: |site, _| site.prices.is_some(),
            },
        },
        make: Make::Text(|world| world.site.prices.as_ref().map(crate::prices::to_csv).unwrap_or_default()),
    },
    Row {
        file: GeneratedFile {
            what: "the feed of articles",
            per: Per::Edition {
                address: |edition| edition.address(Fixture::ArticleFeed),
                wanted: |_, edition| has_dated(edition, Kind::Article),
            },
        },
        make: Make::Text(feeds::of_articles),
    },
    Row {
        file: GeneratedFile {
            what: "the feed",
            per: Per::Edition {
                address: |edition| edition.address(Fixture::Feed),
                wanted: |_, edition| feeds::fed().into_iter().any(|kind| has_dated(edition, kind)),
            },
        },
        make: Make::Text(feeds::of_site),
    },
    Row {
        file: GeneratedFile { what: "the generated sitemap", per: Per::Site("sitemap.xml") },
        make: Make::Text(feeds::sitemap),
    },
    Row {
        file: GeneratedFile { what: "the generated robots.txt", per: Per::Site("robots.txt") },
        make: Make::Template("robots.txt", |world| tera::Value::from_serializable(&RobotsView::of(world))),
    },
    Row {
        file: GeneratedFile { what: "the generated llms.txt", per: Per::Site("llms.txt") },
        make: Make::Template("llms.txt", |world| tera::Value::from_serializable(&LlmsView::of(world))),
    },
    Row {
        file: GeneratedFile { what: "the generated _headers", per: Per::Site("_headers") },
        make: Make::Template("_headers", |world| tera::Value::from_serializable(&HeadersView::of(world))),
    },
    Row {
        file: GeneratedFile { what: "the generated _redirects", per: Per::Site("_redirects") },
        make: Make::Text(feeds::redirects),
    },
];

/// Whether a kind has a page with a day that search engines may list.
fn has_dated(edition: &Edition, kind: Kind) -> bool {
    edition.list(kind).any(|page| page.day().is_some() && !page.noindex)
}
