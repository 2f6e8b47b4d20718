//! A site that is ready to be rendered: whole, or an address at a time as it is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::drafts::Drafts;
use crate::links::World;
use crate::page::Page;
use crate::plan::Plan;
use crate::problem::Problems;
use crate::render::{self, Outputs, Rendered};
use crate::route::Route;
use crate::site::{EditionId, Site};
use crate::source::Sources;
use crate::theme::Theme;

/// A site that is read, joined and planned. Each of its addresses is rendered when it is first asked for, and only then.
#[derive(Debug)]
pub struct Prepared {
    /// What is known of the site.
    pub site: Site,
    /// How it looks.
    pub theme: Theme,
    /// Its addresses.
    pub plan: Plan,
    /// Its drafts, which stop nothing.
    drafts: Arc<Drafts>,
    /// What it was read from.
    pub(crate) sources: Sources,
    /// What all templates see as `site`.
    shared: tera::Value,
    /// What was made of each address of the plan. Rendering one asks for no other, so no two wait for each other.
    rendered: BTreeMap<Route, OnceLock<Rendered>>,
}

impl Prepared {
    pub(crate) fn new(
        site: Site,
        theme: Theme,
        plan: Plan,
        drafts: Arc<Drafts>,
        sources: Sources,
        shared: tera::Value,
    ) -> Self {
        let rendered = plan.jobs.keys().map(|route| (route.clone(), OnceLock::new())).collect();
        Prepared { site, theme, plan, drafts, sources, shared, rendered }
    }

    /// The site for readers of an edition.
    pub(crate) fn world(&self, edition: EditionId) -> World<'_> {
        World::new(&self.site, edition, &self.theme, &self.plan)
    }

    /// What stands at an address, with what is wrong there; nothing if the plan does not have it.
    pub fn render(&self, route: &Route) -> Option<&Rendered> {
        let (planned, kept) = (self.plan.jobs.get(route)?, self.rendered.get(route)?);
        let world = self.world(planned.edition);
        Some(kept.get_or_init(|| render::one(world, &self.shared, route, planned)))
    }

    /// Everything that is published, made on all cores.
    pub fn outputs(&self) -> Outputs {
        let all: Vec<_> = self.rendered.par_iter().map(|(route, _)| (route, self.render(route))).collect();
        let outputs = all.into_iter().filter_map(|(route, one)| Some((route.clone(), one?.output.clone()?)));
        outputs.collect()
    }

    /// What is wrong with all addresses, found on all cores; nothing if `wanted` no longer holds.
    pub fn check(&self, wanted: &(dyn Fn() -> bool + Sync)) -> Option<Problems> {
        let one = |route| wanted().then(|| self.render(route)).flatten();
        let found: Option<Vec<_>> =
            self.rendered.par_iter().map(|(route, _)| Some((route, one(route)?))).collect();
        let found = found?.into_iter().map(|(route, one)| (route.clone(), one.problems.clone()));
        Some(render::faults::gather(&self.site, found))
    }

    /// What is wrong with some of the pages as they are shown, and with no others.
    pub(crate) fn check_pages(&self, wanted: &dyn Fn(&Page) -> bool) -> Problems {
        let routes: BTreeSet<Route> =
            self.site.pages.iter().filter(|page| wanted(page)).map(|page| page.shown_at()).collect();
        let found: Vec<_> = routes.par_iter().filter_map(|route| self.render(route)).collect();
        let mut problems = Problems::default();
        found.into_iter().for_each(|one| problems.extend(one.problems.clone()));
        problems
    }

    /// Whether these problems are none that keep the site from being shown: its drafts may have errors.
    pub fn is_good(&self, problems: &Problems) -> bool {
        !self.drafts.stop(problems)
    }

    /// How many pages a reader can open.
    pub fn pages(&self) -> usize {
        self.plan.jobs.keys().filter(|route| route.is_page()).count()
    }
}
