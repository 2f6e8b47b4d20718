//! Files beside the pages that templates make: `redirect.html`, `robots.txt`, `llms.txt`, `_headers`.

use super::RenderContext;
use super::view;
use crate::kinds::Standing;
use crate::page::{Kind, Page};
use crate::route::Route;
use crate::site::Fixture;

view! {
    /// The page at an old address (`redirect.html`).
    RedirectView {
        /// Where it leads.
        target: String,
        /// The same, for `link rel="canonical"`.
        canonical: String,
    }

    /// `robots.txt`.
    RobotsView {
        /// The whole address of the sitemap.
        sitemap_url: String,
    }

    /// `_headers`, for hosts that read it.
    HeadersView {
        /// The content security policy, with what only a header can say.
        csp: String,
    }

    /// `llms.txt`, in the form of llmstxt.org.
    LlmsView {
        /// Its sections.
        sections: Vec<LlmsSection>,
    }

    /// Pages under one heading.
    LlmsSection {
        /// The heading.
        title: String,
        /// The pages.
        items: Vec<LlmsItem>,
    }

    /// A page in `llms.txt`.
    LlmsItem {
        /// Its title.
        title: String,
        /// Its whole address.
        url: String,
        /// What it says, in a sentence or two; may be empty.
        summary: String,
    }
}

impl RedirectView {
    /// A page that leads elsewhere.
    pub(crate) fn to(target: &str) -> Self {
        RedirectView { target: target.to_owned(), canonical: target.to_owned() }
    }
}

impl RobotsView {
    /// Everything may be read; here is the sitemap.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        RobotsView { sitemap_url: world.site.config.base.absolute(&Route::home().join("sitemap.xml")) }
    }
}

impl HeadersView {
    /// What a host is to send with each file.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        HeadersView { csp: format!("{}; frame-ancestors 'none'", super::shared::policy(world)) }
    }
}

impl LlmsItem {
    fn new(world: RenderContext<'_>, title: &str, route: &Route, summary: &str) -> Self {
        let url = world.site.config.base.absolute(route);
        LlmsItem { title: title.to_owned(), url, summary: summary.to_owned() }
    }

    /// The pages of a kind that search engines may list.
    fn list(world: RenderContext<'_>, kind: Kind) -> Vec<Self> {
        let item = |page: &Page| LlmsItem::new(world, &page.title.value, &page.route, &page.summary);
        world.edition.list(kind).filter(|page| !page.noindex).map(item).collect()
    }
}

impl LlmsView {
    /// The prices, then the pages of each kind.
    pub(crate) fn of(world: RenderContext<'_>) -> Self {
        let mut sections = Vec::new();
        if world.site.prices.is_some() {
            let route = world.edition.address(Fixture::Pricing);
            let title = world.edition.phrase("pricing", &[]);
            let data = LlmsItem::new(world, "prices.json", &route.join("prices.json"), "");
            let items = vec![LlmsItem::new(world, &title, &route, ""), data];
            sections.push(LlmsSection { title, items });
        }
        for (kind, folder) in Kind::folders() {
            if kind.spec().stands == Standing::Own {
                let title = world.edition.phrase(folder, &[]);
                sections.push(LlmsSection { title, items: LlmsItem::list(world, kind) });
            }
        }
        let title = world.site.config.title.clone();
        sections.push(LlmsSection { title, items: LlmsItem::list(world, Kind::Plain) });
        sections.retain(|section| !section.items.is_empty());
        LlmsView { sections }
    }
}
