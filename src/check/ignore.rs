//! Rules that a page or the whole site ignores, each with its reason. One that silences nothing is itself a finding.

use std::collections::BTreeMap;

use crate::problem::{Level, Problems, Rule};
use crate::site::Site;

/// `idle`: whether one that silences nothing is told.
pub(crate) fn silence(site: &Site, problems: &mut Problems, idle: bool) {
    let config = &site.config;
    let mut used_everywhere = vec![false; config.check.ignore.len()];
    let mut used: Vec<Vec<bool>> = site.pages.iter().map(|page| vec![false; page.ignore.len()]).collect();
    let numbers: BTreeMap<&str, usize> =
        site.pages.iter().enumerate().map(|(at, page)| (page.source.path.as_str(), at)).collect();
    let has_any = !config.check.ignore.is_empty() || site.pages.iter().any(|page| !page.ignore.is_empty());
    if has_any {
        problems.retain(|problem| {
            if problem.level == Level::Error {
                return true;
            }
            let id = problem.rule.id();
            if let Some(&page) = numbers.get(problem.place.source.path.as_str())
                && let Some(at) = site.pages[page].ignore.iter().position(|one| one.rule.value == id)
            {
                used[page][at] = true;
                return false;
            }
            match config.check.ignore.iter().position(|one| one.rule.value == id) {
                Some(at) => {
                    used_everywhere[at] = true;
                    false
                }
                None => true,
            }
        });
    }
    if !idle {
        return;
    }
    let everywhere =
        config.check.ignore.iter().zip(used_everywhere).map(|(one, used)| (one, used, &config.source));
    let pages = site.pages.iter().zip(used).enumerate().filter(|(at, _)| site.published[*at]);
    let pages = pages.flat_map(|(_, (page, used))| {
        page.ignore.iter().zip(used).map(move |(one, used)| (one, used, &page.source))
    });
    for (one, _, source) in everywhere.chain(pages).filter(|(_, used, _)| !used) {
        problems
            .find(
                Rule::IdleIgnore,
                one.rule.place(source),
                format!("nothing here breaks `{}`", one.rule.value),
            )
            .help("take the `ignore` out");
    }
}
