//! Suppressions: rules that a page or the whole site ignores, each with its reason. An unused one is itself a finding.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{rule, rules};
use crate::config::Ignore;
use crate::problem::{Level, Problems, Rule};
use crate::site::Site;
use crate::source::Source;

/// Every `ignore` of `[check]` and of pages, with its file.
fn all(site: &Site) -> impl Iterator<Item = (&Ignore, &Arc<Source>)> {
    let config = &site.config;
    let pages = site.pages.iter().flat_map(|page| page.ignore.iter().map(|one| (one, &page.source)));
    config.check.ignore.iter().map(|one| (one, &config.source)).chain(pages)
}

/// What is ignored is a rule, and none whose breach stops the build.
pub(super) fn check_ids(site: &Site, problems: &mut Problems) {
    for (one, source) in all(site) {
        let (id, place) = (&one.rule.value, one.rule.place(source));
        match rule(id) {
            None => {
                problems
                    .report(Rule::BadValue, place, format!("there is no rule `{id}`"))
                    .help("`clinicsite check --list` shows them all")
                    .propose(id, rules().iter().map(|rule| rule.id()));
            }
            Some(known) if known.level() == Level::Error => {
                problems
                    .report(Rule::BadValue, place, format!("`{id}` is an error, which cannot be ignored"))
                    .help("mend what it is about");
            }
            Some(_) => {}
        }
    }
}

/// Removes the findings that are ignored; the suppressions that silence nothing are handed back.
pub(crate) fn silence(site: &Site, problems: &mut Problems) -> Problems {
    let config = &site.config;
    let mut used_everywhere = vec![false; config.check.ignore.len()];
    let mut used: Vec<Vec<bool>> = site.pages.iter().map(|page| vec![false; page.ignore.len()]).collect();
    // By path and rule, the first `ignore` of a page, with the page's number and its own.
    let mut on_pages: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (number, page) in site.pages.iter().enumerate() {
        for (at, one) in page.ignore.iter().enumerate() {
            on_pages.entry((&page.source.path, &one.rule.value)).or_insert((number, at));
        }
    }
    let mut everywhere: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, one) in config.check.ignore.iter().enumerate() {
        everywhere.entry(&one.rule.value).or_insert(at);
    }
    if !everywhere.is_empty() || !on_pages.is_empty() {
        problems.retain(|problem| {
            if problem.level == Level::Error {
                return true;
            }
            let id = problem.rule.id();
            if let Some((page, at)) = on_pages.get(&(problem.place.source.path.as_str(), id)) {
                used[*page][*at] = true;
                return false;
            }
            match everywhere.get(id) {
                Some(at) => {
                    used_everywhere[*at] = true;
                    false
                }
                None => true,
            }
        });
    }
    let mut idle = Problems::default();
    let everywhere =
        config.check.ignore.iter().zip(used_everywhere).map(|(one, used)| (one, used, &config.source));
    let pages = site.pages.entries().zip(used).filter(|((id, _), _)| site.pages.is_published(*id));
    let pages = pages.flat_map(|((_, page), used)| {
        page.ignore.iter().zip(used).map(move |(one, used)| (one, used, &page.source))
    });
    for (one, _, source) in everywhere.chain(pages).filter(|(_, used, _)| !used) {
        let (place, said) = (one.rule.place(source), format!("nothing here breaks `{}`", one.rule.value));
        // What days break, days may mend.
        let told = match rule(&one.rule.value).is_some_and(Rule::is_due) {
            true => idle.report_due(Rule::IdleIgnore, place, said),
            false => idle.report(Rule::IdleIgnore, place, said),
        };
        told.help("take the `ignore` out");
    }
    idle
}
