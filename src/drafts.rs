//! Drafts and their problems: an error in a draft does not stop a build that leaves drafts out.
//!
//! Such a build does not report it; `check`, where writers look, reports it as a note.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Depth;
use crate::config::Options;
use crate::page::Page;
use crate::problem::{Level, Problem, Problems};
use crate::source::{Source, Sources, page_stem};

/// The drafts of a site, with those that could not be read.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The paths of all drafts.
    paths: BTreeSet<String>,
    /// The paths of those that could not be read.
    unread: BTreeSet<String>,
    /// Whether drafts are published: then their problems count as those of any page.
    published: bool,
}

impl Drafts {
    /// Finds the drafts among the pages, and among the files that could not be read as pages.
    pub(crate) fn find(
        pages: &[Arc<Page>],
        unread: &BTreeSet<String>,
        sources: &Sources,
        options: &Options,
    ) -> Self {
        // A file that is not even text is in no list: its problem has it.
        let undecoded = sources.problems.iter().map(|problem| &problem.place.source);
        let undecoded = undecoded.filter(|source| !sources.texts.contains_key(&source.path));
        let texts = unread.iter().filter_map(|path| sources.texts.get(path)).chain(undecoded);
        let unread: BTreeSet<_> =
            texts.filter(|source| says_draft(source)).map(|source| source.path.clone()).collect();
        let read = pages.iter().filter(|page| page.draft).map(|page| page.source.path.clone());
        Drafts { paths: read.chain(unread.iter().cloned()).collect(), unread, published: options.drafts }
    }

    /// Whether there are drafts that are not published.
    pub(crate) fn are_left_out(&self) -> bool {
        !self.published && !self.paths.is_empty()
    }

    /// The paths of unreadable drafts, if drafts are not published.
    pub(crate) fn left_out(&self) -> BTreeSet<String> {
        if self.published { BTreeSet::new() } else { self.unread.clone() }
    }

    /// Whether one of the problem's places is in a draft.
    pub(crate) fn concern(&self, problem: &Problem) -> bool {
        let is_draft = |source: &Source| self.paths.contains(&source.path);
        is_draft(&problem.place.source)
            || problem.also.as_ref().is_some_and(|(place, _)| is_draft(&place.source))
    }

    /// Whether there is an error outside of drafts, so that the site cannot be shown.
    pub(crate) fn has_other_error(&self, problems: &Problems) -> bool {
        problems.iter().any(|problem| problem.level == Level::Error && !self.concern(problem))
    }

    /// If drafts are not published, removes their problems for a build, and lowers them to notes for `check`.
    pub(crate) fn silence(&self, problems: &mut Problems, depth: Depth) {
        if !self.are_left_out() {
            return;
        }
        match depth {
            Depth::Build => problems.retain(|problem| !self.concern(problem)),
            Depth::Check | Depth::Launch => problems.lower(|problem| self.concern(problem)),
        }
    }
}

/// Whether the front matter of an unreadable page has a line `draft = true` above its first table, or the `draft: true`
/// of other generators.
fn says_draft(source: &Source) -> bool {
    if page_stem(&source.path).is_none() {
        return false;
    }
    let mut lines = source.text.lines().map(str::trim_end);
    let Some(fence) = lines.next().filter(|line| matches!(*line, "+++" | "---")) else { return false };
    let keys = lines.take_while(|line| *line != fence && !line.trim_start().starts_with('['));
    // An indented line belongs to another key in YAML; in TOML indentation means nothing.
    let keys = keys.map(|line| if fence == "+++" { line.trim_start() } else { line });
    let mut keys = keys.filter_map(|line| line.split_once(['=', ':']));
    keys.any(|(key, value)| {
        let value = value.split('#').next().unwrap_or(value).trim();
        matches!(key.trim_end(), "draft" | "\"draft\"" | "'draft'") && value.eq_ignore_ascii_case("true")
    })
}

#[cfg(test)]
mod tests {
    use super::says_draft;
    use crate::source::Source;

    #[test]
    fn a_line_says_that_a_page_is_a_draft_though_others_are_wrong() {
        let says = |path: &str, text: &str| says_draft(&Source::new(path, text));
        for text in [
            "+++\ntitle = \"A\ndraft = true\n+++\n",
            "+++\ndraft=true # until spring\ntitle = A\n+++\n",
            "+++  \ntitle: A\n  draft = True\n",
            "---\ntitle: A\ndraft: true\n---\n",
            "+++\ntitle = \"A\"\n\"draft\" = true\nsources = [1,,2]\n+++",
        ] {
            assert!(says("content/a.md", text) && says("content/b/A.MD", text), "{text:?}");
            assert!(!says("content/prices.toml", text) && !says("themes/x.md", text), "{text:?}");
        }
        for text in [
            "",
            "draft = true",
            "+++\ntitle = \"A\n+++\n\ndraft = true\n",
            "+++\n[extra]\ndraft = true\n+++\n",
            "+++\ndraft = false\n+++\n",
            "+++\n# draft = true\ntitle = \"draft = true\n+++\n",
            "+++\ndrafts = true\n+++\n",
            "---\ncascade:\n  draft: true\n---\n",
        ] {
            assert!(!says("content/a.md", text), "{text:?}");
        }
    }
}
