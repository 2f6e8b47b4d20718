//! A site ready to be rendered, with a lazily filled cache of its outputs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock, Weak};

use rayon::prelude::*;

use crate::drafts::Drafts;
use crate::forms::{self, Sheets};
use crate::images::Wanted;
use crate::page::Page;
use crate::plan::Plan;
use crate::problem::Problems;
use crate::render::{self, Outputs, Rendered};
use crate::resolve::Resolved;
use crate::route::Route;
use crate::site::{EditionId, Site};
use crate::source::Sources;
use crate::theme::Theme;
use crate::views::shared::SiteViews;
use crate::views::{self, RenderContext};

/// A site that is read, joined and planned. Each of its addresses is rendered when it is first asked for, and only then.
#[derive(Debug)]
pub struct Prepared {
    /// What is known of the site.
    pub site: Site,
    /// How it looks.
    pub(crate) theme: Theme,
    /// Its addresses.
    pub(crate) plan: Plan,
    /// Its texts, with every question answered.
    resolved: Resolved,
    /// Its drafts, which stop nothing.
    drafts: Arc<Drafts>,
    /// What it was read from.
    pub(crate) sources: Sources,
    /// What the pages of each edition share, by the edition's number.
    shared: Vec<SiteViews>,
    /// What was made of each address of the plan. Rendering one asks for no other, so no two wait for each other.
    rendered: BTreeMap<Route, OnceLock<Rendered>>,
}

impl Prepared {
    pub(crate) fn new(
        site: Site,
        theme: Theme,
        plan: Plan,
        resolved: Resolved,
        drafts: Arc<Drafts>,
        sources: Sources,
    ) -> Arc<Self> {
        let rendered = plan.jobs.keys().map(|route| (route.clone(), OnceLock::new())).collect();
        Arc::new_cyclic(|this: &Weak<Prepared>| {
            let shared = site.editions().iter().map(|edition| {
                let (this, id) = (this.clone(), edition.id());
                let pages = move |asked| {
                    // Templates are rendered by the site alone, which is there as long.
                    let prepared = this.upgrade().ok_or("the site is gone")?;
                    views::pages(prepared.world(id), &asked)
                };
                SiteViews::new(&site, theme.engine(edition.phrases(), pages))
            });
            let shared = shared.collect();
            Prepared { site, theme, plan, resolved, drafts, sources, shared, rendered }
        })
    }

    /// The site for readers of an edition.
    fn world(&self, edition: EditionId) -> RenderContext<'_> {
        RenderContext {
            site: &self.site,
            edition: self.site.edition(edition),
            theme: &self.theme,
            plan: &self.plan,
            resolved: &self.resolved,
            shared: &self.shared[edition.number()],
        }
    }

    /// Its texts, with every question answered.
    pub(crate) fn resolved(&self) -> &Resolved {
        &self.resolved
    }

    /// What stands at an address, with the faults of its templates; nothing if the plan does not have it.
    pub fn render(&self, route: &Route) -> Option<&Rendered> {
        let (planned, kept) = (self.plan.jobs.get(route)?, self.rendered.get(route)?);
        let world = self.world(planned.edition);
        Some(kept.get_or_init(|| render::one(world, route, planned)))
    }

    /// The sheets for paper, which are not published, with the faults of their templates.
    pub(crate) fn sheets(&self) -> (Sheets, Problems) {
        let mut faults = Problems::default();
        let first = self.site.editions().first().map(|edition| edition.id());
        let made = first.map(|first| forms::sheets(self.world(first), &mut faults));
        (made.unwrap_or_default(), faults)
    }

    /// Everything that is published, made on all cores.
    pub fn outputs(&self) -> Outputs {
        let all: Vec<_> = self.rendered.par_iter().map(|(route, _)| (route, self.render(route))).collect();
        let outputs = all.into_iter().filter_map(|(route, one)| Some((route.clone(), one?.output.clone()?)));
        outputs.collect()
    }

    /// The pictures that are published, each at its address; they are made by those who publish or show them.
    pub(crate) fn pictures(&self) -> Vec<Wanted<'_>> {
        let jobs = self.plan.jobs.iter();
        jobs.filter_map(|(route, planned)| Some((route, planned.job.picture()?))).collect()
    }

    /// The faults of templates, found by rendering every address on all cores; nothing if `wanted` no longer holds.
    pub fn faults(&self, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Problems> {
        let one = |route| wanted().then(|| self.render(route)).flatten();
        let found: Option<Vec<_>> =
            self.rendered.par_iter().map(|(route, _)| Some((route, one(route)?))).collect();
        Some(self.gather(found?))
    }

    /// The faults of templates where drafts are shown.
    pub(crate) fn faults_in_drafts(&self) -> Problems {
        self.faults_of(self.site.pages.iter().filter(|page| page.draft).map(|page| &**page))
    }

    /// The faults of templates where these pages are shown.
    pub(crate) fn faults_of<'p>(&self, pages: impl Iterator<Item = &'p Page>) -> Problems {
        let routes: BTreeSet<Route> = pages.map(Page::shown_at).collect();
        let found = routes.par_iter().filter_map(|route| Some((route, self.render(route)?)));
        self.gather(found.collect())
    }

    fn gather(&self, found: Vec<(&Route, &Rendered)>) -> Problems {
        let found = found.into_iter().map(|(route, one)| (route.clone(), one.faults.clone()));
        render::faults::gather(&self.site, found)
    }

    /// Whether these problems are none that keep the site from being shown: its drafts may have errors.
    pub fn is_good(&self, problems: &Problems) -> bool {
        !self.drafts.has_other_error(problems)
    }

    /// How many pages a reader can open.
    pub fn pages(&self) -> usize {
        self.plan.jobs.keys().filter(|route| route.is_page()).count()
    }
}
