//! The shared state of the preview, and the condition variable that event streams wait on.

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use crate::problem::{Level, Problems};
use crate::serve::inject;
use crate::{Pictures, Prepared};

/// The problems of a build, as a browser shows them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct News {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) html: String,
    /// Whether the site stays as it last was.
    pub(super) stopped: bool,
    /// Whether there are pages to show beside the errors.
    pub(super) pages: bool,
}

impl News {
    /// Of these problems; nothing is said of the site.
    pub(super) fn of(problems: &Problems) -> Self {
        News {
            errors: problems.count(Level::Error),
            warnings: problems.count(Level::Warning) + problems.due(),
            html: inject::problems(problems),
            ..News::default()
        }
    }
}

/// A snapshot of the shared state. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(super) struct Snapshot {
    /// Grows with each change.
    pub(super) version: u64,
    /// The site whose pages are shown; nothing as long as none was without error.
    pub(super) site: Option<Arc<Prepared>>,
    /// What is wrong with the newest sources.
    pub(super) news: Arc<News>,
    /// The pictures that were made.
    pub(super) pictures: Arc<Pictures>,
}

impl Snapshot {
    /// The path before all addresses, without a slash at its end.
    pub(super) fn base_path(&self) -> String {
        self.site.as_ref().map_or_else(String::new, |site| site.site.config.base.path().to_owned())
    }
}

/// The shared state: a snapshot behind a mutex, with a condition variable.
#[derive(Debug, Default)]
pub(super) struct PreviewState {
    shown: Mutex<Snapshot>,
    bell: Condvar,
}

impl PreviewState {
    /// Where nothing is shown yet, beside these pictures.
    pub(super) fn of(pictures: Arc<Pictures>) -> Self {
        let shown = Snapshot { pictures, ..Snapshot::default() };
        PreviewState { shown: Mutex::new(shown), bell: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, Snapshot> {
        // A thread that panicked left a whole value behind: each change is one assignment.
        self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> Snapshot {
        self.lock().clone()
    }

    /// Shows a site beside the problems that are known.
    pub(super) fn show(&self, site: Arc<Prepared>) {
        let mut shown = self.lock();
        shown.site = Some(site);
        shown.version += 1;
        self.bell.notify_all();
    }

    /// Shows a site, if there is one, and what is wrong with the newest sources. Whether that is other than before.
    pub(super) fn tell(&self, news: News, site: Option<Arc<Prepared>>) -> bool {
        let mut shown = self.lock();
        shown.site = site;
        let other = *shown.news != news;
        if other {
            shown.news = Arc::new(news);
        }
        shown.version += 1;
        self.bell.notify_all();
        other
    }

    /// Waits, at most so long, until something else is shown than at `version`.
    pub(super) fn wait(&self, version: u64, most: Duration) -> Option<Snapshot> {
        let waited = self.bell.wait_timeout_while(self.lock(), most, |shown| shown.version == version);
        let (shown, timeout) = waited.unwrap_or_else(std::sync::PoisonError::into_inner);
        (!timeout.timed_out()).then(|| shown.clone())
    }
}
