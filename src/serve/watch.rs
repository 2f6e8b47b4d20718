//! The file watcher. An event never says what has changed, only that the folder is to be read again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::serve::Notice;
use crate::source::FOLDERS;
use crate::source::leftovers::is_noise;

/// The quiet time after which one save counts as finished.
const AT_ONCE: Duration = Duration::from_millis(8);
/// The quiet time after which a burst of saves counts as finished.
const QUIET: Duration = Duration::from_millis(50);
/// The longest wait for the end of a burst.
const MOST: Duration = Duration::from_millis(500);
/// The interval at which a deleted folder is searched for.
const LOST: Duration = Duration::from_millis(500);

/// The kind of a file event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Heard {
    /// One of the watched folders itself may be another one now.
    folders: bool,
    /// Something is new or has another name: a folder's files may have come before it was watched.
    new: bool,
}

/// Events of the folder of one site.
pub(super) struct Watch {
    root: PathBuf,
    /// Nothing where the system has none, or none is wanted.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<Heard>,
    /// Kept, so that a wait without a watcher is a wait all the same.
    sender: Sender<Heard>,
    /// Whether something came that was not taken from `events` yet.
    waiting: Arc<AtomicUsize>,
    heard: Heard,
    /// When the first event came that has not been looked after.
    since: Option<Instant>,
    /// Whether events came too late for the look that is under way.
    late: bool,
    /// Whether the clinic's folder itself has gone.
    lost: bool,
    /// When the last look was over.
    rested: Instant,
    /// When the last event came.
    heard_at: Option<Instant>,
}

impl Watch {
    /// Watches the folder from now on. With it comes why nothing, or not all of it, can be watched.
    pub(super) fn new(root: &Path, notice: Notice) -> (Self, Option<notify::Error>) {
        // Where it cannot be told apart from other names of it, reading it will say why.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (sender, events) = channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let mut watch = Watch {
            root,
            watcher: None,
            events,
            sender: sender.clone(),
            waiting: waiting.clone(),
            heard: Heard::default(),
            since: None,
            late: false,
            lost: false,
            rested: Instant::now(),
            heard_at: None,
        };
        let begun = match notice {
            Notice::Events => watch.begin(sender, waiting),
            Notice::Looks => Ok(()),
        };
        (watch, begun.err())
    }

    fn begin(&mut self, sender: Sender<Heard>, waiting: Arc<AtomicUsize>) -> notify::Result<()> {
        // Links are not followed, as the program itself does not.
        let config = notify::Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(handler(self.root.clone(), sender, waiting), config)?;
        let watcher = self.watcher.insert(watcher);
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in folders(&self.root) {
            match watcher.watch(&folder, RecursiveMode::Recursive) {
                Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => return Err(error),
                // What cannot be read is a problem of the site, told as such.
                _ => {}
            }
        }
        Ok(())
    }

    /// What ends a wait as an event does.
    pub(super) fn knock(&self) -> impl Fn() + Send + 'static {
        let (sender, waiting) = (self.sender.clone(), self.waiting.clone());
        move || {
            waiting.fetch_add(1, Ordering::Relaxed);
            // Nobody waits any more.
            let _ = sender.send(Heard::default());
        }
    }

    /// Waits for an event, at most so long; whether one came.
    pub(super) fn wait(&mut self, most: Duration) -> bool {
        if self.since.is_some() {
            return true;
        }
        // A folder that has gone says nothing when it comes again.
        let most = if self.lost { most.min(LOST) } else { most };
        match self.events.recv_timeout(most) {
            Ok(heard) => {
                self.receive(heard);
                true
            }
            Err(RecvTimeoutError::Timeout) if self.lost && self.root.is_dir() => {
                self.note(Heard { folders: true, new: true });
                true
            }
            Err(_) => false,
        }
    }

    /// A look has found what no event told of.
    pub(super) fn found(&mut self) {
        self.since.get_or_insert_with(Instant::now);
    }

    /// Whether an event has come since then.
    pub(super) fn has_heard_since(&self, then: Instant) -> bool {
        self.heard_at.is_some_and(|at| at >= then)
    }

    fn receive(&mut self, heard: Heard) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        self.note(heard);
    }

    fn note(&mut self, heard: Heard) {
        let now = Instant::now();
        self.heard_at = Some(now);
        self.since.get_or_insert(now);
        self.heard.folders |= heard.folders;
        self.heard.new |= heard.new;
    }

    /// Waits until a save is over: shortly after a pause, for quiet in a burst, never for long.
    pub(super) fn settle(&mut self) {
        let quiet = if self.rested.elapsed() < MOST { QUIET } else { AT_ONCE };
        self.wait_for(quiet, self.since.unwrap_or_else(Instant::now) + MOST);
        if let (true, Some(watcher)) = (std::mem::take(&mut self.heard.folders), &mut self.watcher) {
            // The watches may be on folders that have another name by now, or none.
            for folder in FOLDERS.iter().chain([&""]) {
                let _ = watcher.unwatch(&self.root.join(folder));
            }
            self.lost = watcher.watch(&self.root, RecursiveMode::NonRecursive).is_err();
            for folder in folders(&self.root) {
                let _ = watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }

    fn wait_for(&mut self, quiet: Duration, end: Instant) {
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            match self.events.recv_timeout(quiet.min(left)) {
                Ok(heard) => self.receive(heard),
                Err(_) => return,
            }
        }
    }

    /// Whether something has come since the save seemed over, and there is time to look once more.
    pub(super) fn goes_on(&mut self) -> bool {
        let mut more = false;
        while let Ok(heard) = self.events.try_recv() {
            self.receive(heard);
            more = true;
        }
        let time = self.since.is_some_and(|since| since.elapsed() < MOST);
        self.late |= more && !time;
        more && time
    }

    /// Waits longer, for the other half of a save that seems to be half done.
    pub(super) fn wait_for_the_rest(&mut self) {
        self.wait_for(QUIET, Instant::now() + MOST);
    }

    /// The look is over; whether to look once more soon, though no event may come.
    pub(super) fn rest(&mut self) -> bool {
        self.rested = Instant::now();
        self.since = std::mem::take(&mut self.late).then_some(self.rested);
        std::mem::take(&mut self.heard.new)
    }

    /// How many events wait to be received, for other threads.
    pub(super) fn waiting(&self) -> Arc<AtomicUsize> {
        self.waiting.clone()
    }
}

fn folders(root: &Path) -> Vec<PathBuf> {
    FOLDERS.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()).collect()
}

/// Notes what matters: neither reading, which the program does itself, nor the output folder or other neighbours.
fn handler(
    root: PathBuf,
    sender: Sender<Heard>,
    waiting: Arc<AtomicUsize>,
) -> impl Fn(notify::Result<Event>) {
    move |event| {
        let heard = match &event {
            // Events were lost: everything may be different.
            Err(_) => Some(Heard { folders: true, new: true }),
            Ok(event) if event.need_rescan() => Some(Heard { folders: true, new: true }),
            Ok(event) => matters(&root, event),
        };
        if let Some(heard) = heard {
            // In this order no event waits that is not counted.
            waiting.fetch_add(1, Ordering::Relaxed);
            // The receiver is gone only when the program ends.
            let _ = sender.send(heard);
        }
    }
}

fn matters(root: &Path, event: &Event) -> Option<Heard> {
    let new = match event.kind {
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Data(_)) => false,
        // A folder that may be read now is watched from now on.
        EventKind::Modify(ModifyKind::Metadata(_)) => event.paths.iter().any(|path| path.is_dir()),
        _ => true,
    };
    let inside = event.paths.iter().filter_map(|path| path.strip_prefix(root).ok());
    let mut heard = None;
    // What is left out changes nothing, however often an editor writes it.
    let read = inside.filter(|path| !is_noise(&path.to_string_lossy().replace('\\', "/")));
    for path in read {
        let mut parts = path.iter();
        let first = parts.next().and_then(|part| part.to_str()).unwrap_or_default();
        let top = parts.next().is_none();
        // The clinic's folder itself has no first part.
        let folder = FOLDERS.contains(&first) || first.is_empty();
        if folder || (top && first == "site.toml") {
            let heard = heard.get_or_insert(Heard { folders: false, new });
            heard.folders |=
                folder && new && (top || matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_))));
        }
    }
    heard
}
