//! The checks for orphans: pages without a link to them, files that nothing uses.

use std::collections::BTreeSet;

use super::{Context, Look};
use crate::address::Job;
use crate::mentions::Mention;
use crate::page::{Kind, Page};
use crate::problem::{Place, Problems, Rule};
use crate::route::{Requested, Route};
use crate::site::{Edition, Fixture};

lint! {
    Look::Site(look);
    UnusedAsset = "W01", Info, "a picture or file that no page uses";
    Orphan = "W03", Warning, "a page that no link leads to";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    // A page that could not be read may lead to any.
    if context.site.unread().pages.is_empty() {
        orphans(context, problems);
    }
    files(context, problems);
}

/// Pages that no other page leads to.
fn orphans(context: &Context<'_>, problems: &mut Problems) {
    let plan = &context.prepared.plan;
    let mut graph = Graph { context, linked: BTreeSet::new() };
    graph.pages();
    graph.templates();
    context.site.editions().iter().for_each(|edition| graph.edition(edition));
    // Who has the old address of a page finds it.
    let redirects = plan.jobs.values().filter_map(|planned| match &planned.job {
        Job::Redirect(target) => Some(target.as_str()),
        _ => None,
    });
    redirects.for_each(|target| graph.written(target));
    for text in &context.texts {
        let page = text.page;
        // One that search engines are not to find is led to from elsewhere.
        let addressed = page.has_address() && !page.noindex && plan.jobs.contains_key(&page.route);
        if addressed && page.kind != Kind::Home && !graph.linked.contains(&page.route) {
            problems
                .report(Rule::Orphan, page.place(), "no other page leads to this one")
                .help("link it from a page, or put it in the menu");
        }
    }
}

/// The addresses that pages lead to.
struct Graph<'a> {
    context: &'a Context<'a>,
    linked: BTreeSet<Route>,
}

impl Graph<'_> {
    /// What a page's own texts and keys lead to; one that leads to itself is not found by that.
    fn pages(&mut self) {
        let site = self.context.site;
        for (id, page) in site.pages.published() {
            let here = page.shown_at();
            let was_there = self.linked.contains(&here);
            let answers = self.context.prepared.resolved().page(Some(id));
            self.linked.extend(answers.links.iter().cloned());
            page.mentions.iter().for_each(|mention| self.mention(mention));
            if !was_there {
                self.linked.remove(&here);
            }
        }
        for (id, page) in site.pages.published() {
            if self.is_in_section(site.edition(id.edition()), page) {
                self.linked.insert(page.route.clone());
            }
        }
    }

    /// Whether the words for the page's folder list it.
    fn is_in_section(&self, edition: &Edition, page: &Page) -> bool {
        let folder = page.folder().strip_prefix("content/").unwrap_or_default();
        // A page with a folder of its own stands in the folder above, too.
        let above = folder.rsplit_once('/').map(|(above, _)| above);
        let own = above.filter(|_| {
            crate::source::page_stem(&page.source.path).is_some_and(|stem| stem.ends_with("/index"))
        });
        let section =
            |folder: &str| edition.index_of(folder).is_some_and(|section| section.route != page.route);
        page.kind != Kind::Section && (section(folder) || own.is_some_and(section))
    }

    /// What templates, scripts and options name.
    fn templates(&mut self) {
        let theme = &self.context.prepared.theme;
        let named: Vec<Mention> =
            crate::address::code(theme).into_iter().flat_map(|code| code.mentions).collect();
        named.iter().for_each(|mention| self.mention(mention));
        let options = theme.options.values().filter_map(serde_json::Value::as_str);
        options.for_each(|value| self.written(value));
    }

    /// What lists, menu, data files and the theme's own links to what the generator makes lead to.
    fn edition(&mut self, edition: &Edition) {
        let prepared = self.context.prepared;
        let common = prepared.resolved().common(edition.id());
        self.linked.extend(common.menu.iter().filter_map(|entry| entry.route.clone()));
        self.linked.extend(common.prices.links.iter().chain(&common.config.links).cloned());
        for (kind, _) in Kind::folders() {
            let members: Vec<_> = edition.list(kind).filter(|page| page.has_address()).collect();
            // Each leads back to its list.
            self.linked.extend(members.first().map(|_| edition.list_address(kind)));
            self.linked.extend(members.into_iter().map(|page| page.route.clone()));
        }
        if !edition.conditions().is_empty() {
            self.linked.insert(edition.address(Fixture::Conditions));
            self.linked
                .extend(edition.conditions().iter().map(|condition| edition.condition_address(condition)));
        }
        let says = |name: &str| prepared.theme.templates().any(|template| template.text.contains(name));
        for (name, route) in [
            ("site.pricing_url", edition.address(Fixture::Pricing)),
            ("site.estimate_url", edition.address(Fixture::Estimate)),
            ("site.testimonials_url", edition.list_address(Kind::Testimonial)),
            ("site.footer_lists", edition.address(Fixture::Pricing)),
            ("site.footer_lists", edition.list_address(Kind::Testimonial)),
            ("site.legal", edition.address(Fixture::Estimate)),
        ] {
            if says(name) {
                self.linked.insert(route);
            }
        }
        if says("site.footer") {
            self.linked.extend(common.footer.iter().filter_map(|entry| entry.route.clone()));
        }
        if says("site.legal") {
            self.linked.extend(edition.legal_pages().map(|page| page.route.clone()));
        }
    }

    fn mention(&mut self, mention: &Mention) {
        if let Mention::Address(written) = mention {
            self.written(written);
        }
    }

    /// An address from the root, or a whole one of this site.
    fn written(&mut self, written: &str) {
        let base = &self.context.site.config.base;
        let path = written.strip_prefix(base.origin()).unwrap_or(written);
        let path = path.split(['?', '#']).next().unwrap_or(path);
        if path.starts_with('/') {
            self.linked.extend(Route::absolute(path));
            if let Requested::Inside(route) = base.find(path) {
                self.linked.insert(route);
            }
        }
    }
}

/// Files of `static/` that nothing leads to. Of `content/` only what is used is published. A page that could not be read
/// may use any of them.
fn files(context: &Context<'_>, problems: &mut Problems) {
    if !context.site.unread().pages.is_empty() {
        return;
    }
    let used = crate::address::used_files(context.site, &context.prepared.theme, context.sources);
    for path in context.sources.assets.keys() {
        let Some(name) = path.strip_prefix("static/") else { continue };
        let known = name.starts_with(".well-known/") || KNOWN.contains(&name) || name.ends_with(".html");
        if !known && !used.contains(path.as_str()) {
            problems
                .report(Rule::UnusedAsset, Place::path(path), "no page uses this file")
                .help("show or link it, or take it away");
        }
    }
}

/// Files that hosts and browsers ask for by themselves, and the picture of a theme for pages that have none.
const KNOWN: [&str; 9] = [
    "favicon.ico",
    "favicon.svg",
    "share.jpg",
    "apple-touch-icon.png",
    "robots.txt",
    "CNAME",
    ".nojekyll",
    "_headers",
    "site.webmanifest",
];
