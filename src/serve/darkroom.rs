//! The darkroom of the preview: pictures are made behind what is shown, those of the newest site, until it is another one.
//!
//! Until one is made the picture itself is shown in its place, so no edit ever waits for a picture.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use rayon::ThreadPool;

use crate::images::{Made, Pictures, Rendition};
use crate::render::Output;
use crate::source::Bytes;
use crate::{Prepared, Problems};

/// A thread that makes pictures.
#[derive(Debug, Default)]
pub(super) struct Darkroom {
    /// The site whose pictures are to be made next.
    next: Mutex<Option<Arc<Prepared>>>,
    bell: Condvar,
    /// Whether pictures that cannot be made were found that nobody has been told of.
    news: AtomicBool,
}

impl Darkroom {
    /// Begins to work, on these threads. `found` is called where there is something to tell.
    pub(super) fn begin(
        self: &Arc<Self>,
        pictures: Arc<Pictures>,
        pool: ThreadPool,
        found: impl Fn() + Send + 'static,
    ) -> std::io::Result<()> {
        let darkroom = self.clone();
        let work = move || loop {
            let site = darkroom.wait();
            let wanted = site.pictures();
            let known = told(&pictures.faults(&wanted));
            let made = pool.install(|| pictures.make(&wanted, &|| darkroom.next().is_none()));
            if made {
                pictures.note(&site.sources);
            }
            if told(&pictures.faults(&wanted)) != known {
                darkroom.news.store(true, Ordering::Relaxed);
                found();
            }
        };
        thread::Builder::new().name("darkroom".to_owned()).spawn(work).map(drop)
    }

    fn next(&self) -> MutexGuard<'_, Option<Arc<Prepared>>> {
        // A thread that panicked left a whole value behind.
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self) -> Arc<Prepared> {
        let mut next = self.next();
        loop {
            match next.take() {
                Some(site) => return site,
                None => next = self.bell.wait(next).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Makes the pictures of this site instead of those of the one before.
    pub(super) fn develop(&self, site: Arc<Prepared>) {
        *self.next() = Some(site);
        self.bell.notify_all();
    }

    /// Whether there is something to tell, once.
    pub(super) fn has_news(&self) -> bool {
        self.news.swap(false, Ordering::Relaxed)
    }
}

/// What is told of pictures, in a form that can be compared.
fn told(problems: &Problems) -> Vec<String> {
    problems.iter().map(|problem| problem.json()).collect()
}

/// What is shown at the address of a rendition: itself, or the picture that it is to be made of.
pub(super) fn shown(pictures: &Pictures, rendition: &Rendition) -> Output {
    match pictures.get(rendition) {
        // The cache may be deleted at any time.
        Some(Made::File(path)) if path.exists() => Output::Copy(path),
        Some(Made::Bytes(bytes)) => Output::Bytes(bytes),
        _ => match &rendition.original.bytes {
            Bytes::InMemory(bytes) => Output::Bytes(bytes.clone()),
            Bytes::OnDisk(path) => Output::Copy(path.clone()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::images::{Head, Original, Print, Spec};
    use crate::problem::Place;

    #[test]
    fn until_a_rendition_is_made_the_picture_itself_is_shown() {
        let bytes: Arc<[u8]> = b"a picture that nobody can decode".as_slice().into();
        let head = Head::PHOTOGRAPH;
        let original = Original {
            bytes: Bytes::InMemory(bytes.clone()),
            head,
            print: Print::of(&bytes),
            place: Place::path("content/about.md"),
            name: "content/room.jpg".into(),
        };
        let rendition = Rendition { original, spec: Spec::Width(480) };
        assert_eq!(shown(&Pictures::default(), &rendition), Output::Bytes(bytes));
    }
}
