//! The writer's preview: builds in memory, answers the browser, looks again after every save.
//!
//! Three parties: the loop here reads, prepares and checks; `board` holds what is shown; `http` answers from it.
//! A prepared site renders its addresses when they are asked for, so an edit shows before the whole site has been
//! rendered; that is done behind it, for the faults of templates: all else is known before anything is shown. With an
//! error the last good pages stay.

mod access;
mod board;
mod darkroom;
mod events;
mod http;
mod inject;
mod look;
mod overview;
mod pages;
mod request_head;
mod tiny_http_limits;
mod watch;

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use crate::Memo;
use crate::config::Options;
use crate::drafts::Drafts;
use crate::problem::Problems;
use crate::source::{self, Sources};
use crate::{Depth, Pictures, Preparation, Prepared};
use board::{News, PreviewState};
use darkroom::Darkroom;
use look::Look;
use watch::Watch;

/// What is served, and where.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The clinic's folder.
    pub root: PathBuf,
    /// An address of this machine, or a name for one.
    pub host: String,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Show what a build would publish, without badges.
    pub production: bool,
    /// How edits are noticed.
    pub notice: Notice,
}

/// How a preview notices edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// By what the system tells of files; by looks at them, what it does not tell.
    Events,
    /// By looks alone, as where the system tells nothing.
    Looks,
}

/// An event of the preview, for the terminal.
#[derive(Debug)]
pub enum ServeEvent<'a> {
    /// It can be opened in a browser.
    Ready {
        /// The address of the home page.
        address: &'a str,
        /// The address for another machine of the network, if it can be reached from there.
        network: Option<&'a str>,
    },
    /// The site was built.
    Built(&'a Built),
    /// The system cannot watch the folder, or not all of it: looks alone notice edits.
    Unwatched(&'a notify::Error),
    /// This file was changed and the system did not tell of it: a look has noticed. Said once.
    Unheard(&'a str),
}

/// One build of the preview.
#[derive(Debug, Clone)]
pub struct Built {
    /// What was different from the build before, in words.
    pub changed: String,
    /// Everything that is wrong, in order.
    pub problems: Problems,
    /// Whether the problems are others than those of the build before.
    pub news: bool,
    /// Whether the site stays as it last was: errors in drafts alone stop nothing.
    pub stopped: bool,
    /// How many pages a reader can open.
    pub pages: usize,
    /// Pages that a build would hold back, with the reasons.
    pub early: Vec<(String, String)>,
    /// From the save to the end of the check.
    pub took: Duration,
}

/// The error of a preview that cannot start.
#[derive(Debug)]
pub enum ServeError {
    /// Another program listens there.
    Taken(String, u16),
    /// The address cannot be listened on.
    Address(String, u16, io::Error),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ServeError::Taken(host, port) => write!(
                f,
                "port {port} of {host} is already in use; end the program that has it, or take another with `--port` \
                 (`--port 0` takes a free one)"
            ),
            ServeError::Address(host, port, error) => {
                write!(f, "port {port} of {host} cannot be listened on: {error}")
            }
        }
    }
}

/// Serves the clinic's folder until the process ends. `options` is asked before each build, since days pass.
///
/// # Errors
/// If the address is taken.
pub fn serve(
    settings: &Settings,
    options: &dyn Fn() -> Options,
    tell: &mut dyn FnMut(ServeEvent<'_>),
) -> Result<std::convert::Infallible, ServeError> {
    let (listener, bound) = listen(&settings.host, settings.port)?;
    let (watch, unwatched) = Watch::new(&settings.root, settings.notice);
    let memo = Memo::of(Pictures::of(&settings.root));
    let board = Arc::new(PreviewState::of(memo.pictures.clone()));
    let failed = |error| ServeError::Address(settings.host.clone(), bound.port(), io::Error::other(error));
    let (behind, darkroom) = (spare_threads().map_err(failed)?, Arc::new(Darkroom::default()));
    darkroom
        .begin(memo.pictures.clone(), spare_threads().map_err(failed)?, watch.knock())
        .map_err(|error| ServeError::Address(settings.host.clone(), bound.port(), error))?;
    let mut preview = Preview {
        root: &settings.root,
        options,
        watch,
        look: Look::new(),
        unheard: Unheard::Not,
        board: board.clone(),
        memo,
        sources: Sources::default(),
        changed: BTreeSet::new(),
        day_ends: None,
        again: None,
        unchecked: None,
        sound: None,
        behind,
        darkroom,
    };
    let sources = preview.read();
    preview.prepare(sources, Instant::now());
    let own =
        http::ServerConfig { host: settings.host.clone(), bound: bound.ip(), badges: !settings.production };
    http::answer(listener, board.clone(), own)
        .map_err(|error| ServeError::Address(settings.host.clone(), bound.port(), error))?;
    let base = board.now().base_path();
    let address = |ip: IpAddr| format!("http://{}{base}/", SocketAddr::new(ip, bound.port()));
    let here = if bound.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { bound.ip() };
    let network = if bound.ip().is_unspecified() { network_address() } else { None };
    tell(ServeEvent::Ready { address: &address(here), network: network.map(address).as_deref() });
    if let Some(error) = &unwatched {
        tell(ServeEvent::Unwatched(error));
        preview.unheard = Unheard::Told;
    }
    loop {
        preview.check(tell);
        preview.wait(tell);
    }
}

/// Threads for what is done behind the pages that are shown; answers to browsers have a core of their own.
///
/// The check of the site and the darkroom have different ones: a thread takes up nothing new until all pictures of its
/// round are made.
fn spare_threads() -> Result<ThreadPool, ThreadPoolBuildError> {
    let threads = rayon::current_num_threads().saturating_sub(1).max(1);
    ThreadPoolBuilder::new().num_threads(threads).build()
}

fn listen(host: &str, port: u16) -> Result<(TcpListener, SocketAddr), ServeError> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::Taken(host.to_owned(), port),
        _ => ServeError::Address(host.to_owned(), port, error),
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<_> = (bare, port).to_socket_addrs().map_err(failed)?.collect();
    let listener = TcpListener::bind(addresses.as_slice()).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// The address of this machine that others of its network see. Nothing is sent for it.
fn network_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for documentation (RFC 5737): the system only has to choose the way to it.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|ip| !ip.is_loopback() && !ip.is_unspecified())
}

/// The delay of a second look after files were created, removed or renamed.
const ONCE_MORE: Duration = Duration::from_millis(150);
/// The longest delay of an event.
const LATE: Duration = Duration::from_secs(1);
/// The longest time for which saves may delay the check of the whole site.
const LONGEST_DELAY: Duration = Duration::from_secs(2);

struct Preview<'a> {
    root: &'a Path,
    options: &'a dyn Fn() -> Options,
    watch: Watch,
    look: Look,
    unheard: Unheard,
    board: Arc<PreviewState>,
    memo: Memo,
    sources: Sources,
    /// What is different from the last build that was told of.
    changed: BTreeSet<String>,
    /// When another day begins for the clinic.
    day_ends: Option<Timestamp>,
    /// When to look though no event may come.
    again: Option<Instant>,
    unchecked: Option<Unchecked>,
    /// The last site that was shown and of which every address can be made.
    sound: Option<Arc<Prepared>>,
    /// Where the whole site is rendered.
    behind: ThreadPool,
    darkroom: Arc<Darkroom>,
}

/// The state of the search for edits without events (network drives, containers, WSL).
enum Unheard {
    /// None is known.
    Not,
    /// A look found an edit, of this file, at this time; its event may only be late.
    Perhaps(String, Instant),
    /// It was told.
    Told,
}

/// The newest build, until all its addresses have been rendered.
struct Unchecked {
    /// Nothing where not even its pages are known.
    prepared: Option<Arc<Prepared>>,
    /// What was shown before them.
    before: Option<Arc<Prepared>>,
    problems: Problems,
    drafts: Arc<Drafts>,
    /// When the save was noticed.
    since: Instant,
}

impl Preview<'_> {
    /// Reads the folder once a save is over, and again where it was not.
    fn read(&mut self) -> Sources {
        self.watch.settle();
        let mut patient = false;
        let sources = loop {
            self.look.look(self.root);
            let sources = source::reread(self.root, &self.sources);
            if self.watch.goes_on() {
                self.watch.settle();
                continue;
            }
            if patient || !is_half_saved(&self.sources, &sources) {
                break sources;
            }
            // Once, however long it took so far: what comes meanwhile must be read.
            patient = true;
            self.watch.wait_for_the_rest();
        };
        self.again = self.watch.rest().then(|| Instant::now() + ONCE_MORE);
        sources
    }

    /// How long nothing has to be done if no event comes. Never for long: the clock that waits stands still while the
    /// machine sleeps.
    fn most(&self) -> Duration {
        let midnight = self.day_ends.map(|end| {
            let left = end.as_millisecond().saturating_sub((self.options)().now.as_millisecond());
            Duration::from_millis(left.try_into().unwrap_or(0))
        });
        let once_more = self.again.map(|at| at.saturating_duration_since(Instant::now()));
        [midnight, once_more, Some(self.look.wait())].into_iter().flatten().min().unwrap_or_default()
    }

    /// Waits until there is something to check; what is new is shown by then.
    fn wait(&mut self, tell: &mut dyn FnMut(ServeEvent<'_>)) {
        loop {
            let mut stirred = self.watch.wait(self.most());
            let since = Instant::now();
            let found = !stirred && self.look.wait().is_zero() && self.look.look(self.root);
            if found {
                self.watch.found();
                stirred = true;
            }
            self.tell_unheard(tell);
            let day = self.day_ends.is_some_and(|end| (self.options)().now >= end);
            // Set again by the next site that can be prepared.
            self.day_ends = self.day_ends.filter(|_| !day);
            if !stirred && !day && self.again.is_none_or(|at| at > since) {
                continue;
            }
            let sources = self.read();
            if day {
                self.changed.insert("a new day".to_owned());
            }
            let pictures = self.darkroom.has_news();
            if pictures {
                self.changed.insert("pictures".to_owned());
            }
            if found
                && matches!(self.unheard, Unheard::Not)
                && let Some(path) = differences(&self.sources, &sources).into_iter().next()
            {
                self.unheard = Unheard::Perhaps(path, since);
            }
            if day || pictures || sources != self.sources {
                return self.prepare(sources, since);
            }
            if self.unchecked.is_some() {
                return;
            }
        }
    }

    /// Says once that events do not come. Not at once: on a busy machine they are late.
    fn tell_unheard(&mut self, tell: &mut dyn FnMut(ServeEvent<'_>)) {
        let Unheard::Perhaps(path, since) = &self.unheard else { return };
        if self.watch.has_heard_since(*since) {
            self.unheard = Unheard::Not;
        } else if since.elapsed() > LATE {
            tell(ServeEvent::Unheard(path));
            self.unheard = Unheard::Told;
        }
    }

    /// Reads what was found and shows it, unless it has errors already.
    fn prepare(&mut self, sources: Sources, since: Instant) {
        let before = std::mem::replace(&mut self.sources, sources);
        let options = (self.options)();
        let Preparation { prepared, mut problems, drafts } =
            crate::prepare(&self.sources, &options, &mut self.memo);
        if let Some(prepared) = &prepared {
            problems.extend(self.memo.pictures.faults(&prepared.pictures()));
            self.darkroom.develop(prepared.clone());
            let config = &prepared.site.config;
            let tomorrow = config.today.tomorrow().ok().filter(|_| options.as_of.is_none());
            self.day_ends = tomorrow.map(|day| config.zone.day_begins(day));
        }
        let shown = self.board.now().site;
        let at_once = |site: &&Arc<Prepared>| {
            // Faults of templates are not known yet: those that were edited are tried on all pages first.
            site.is_good(&problems) && shown.as_ref().is_none_or(|shown| site.theme.is_like(&shown.theme))
        };
        if let Some(site) = prepared.as_ref().filter(at_once) {
            self.board.show(site.clone());
        }
        self.changed.extend(differences(&before, &self.sources));
        self.unchecked = Some(Unchecked { prepared, before: shown, problems, drafts, since });
    }

    /// Renders everything, for the faults of templates, and tells all that is wrong; later, if a save comes.
    fn check(&mut self, tell: &mut dyn FnMut(ServeEvent<'_>)) {
        let Some(mut unchecked) = self.unchecked.take() else { return };
        if let Some(prepared) = &unchecked.prepared {
            let waiting = self.watch.waiting();
            // Noise that changes nothing must not put it off for ever.
            let impatient = unchecked.since.elapsed() > LONGEST_DELAY;
            let wanted = || impatient || waiting.load(Ordering::Relaxed) == 0;
            match self.behind.install(|| prepared.faults(&wanted)) {
                Some(found) => unchecked.problems.extend(found),
                None => {
                    self.unchecked = Some(unchecked);
                    return;
                }
            }
        }
        if let Some(prepared) = &unchecked.prepared {
            let _ = crate::lint::silence(&prepared.site, &mut unchecked.problems);
        }
        unchecked.drafts.silence(&mut unchecked.problems, Depth::Build);
        let problems = unchecked.problems.sorted().by_level();
        let newest = unchecked.prepared.filter(|site| site.is_good(&problems));
        let stopped = newest.is_none();
        // What was shown before stays, though nobody may have had the time to render it whole; if it has faults, what
        // was shown before that.
        let is_sound = |site: &Arc<Prepared>| {
            self.behind.install(|| site.faults(&|| true)).is_some_and(|faults| site.is_good(&faults))
        };
        if let Some(site) = newest.or_else(|| unchecked.before.filter(is_sound)) {
            self.sound = Some(site);
        }
        let site = self.sound.clone();
        let news = News { stopped, pages: site.is_some(), ..News::of(&problems) };
        let news = self.board.tell(news, site.clone());
        tell(ServeEvent::Built(&Built {
            changed: in_words(std::mem::take(&mut self.changed)),
            news,
            stopped,
            pages: site.as_ref().map_or(0, |site| site.pages()),
            early: site.map_or_else(Vec::new, |site| site.site.early.clone()),
            problems,
            took: unchecked.since.elapsed(),
        }));
    }
}

/// Whether a text has gone or is empty: perhaps its new one is still to be written.
fn is_half_saved(before: &Sources, now: &Sources) -> bool {
    before.texts.iter().any(|(path, source)| {
        !source.text.is_empty() && now.texts.get(path).is_none_or(|now| now.text.is_empty())
    })
}

/// The paths of files that are new, gone, or others than before.
fn differences(before: &Sources, now: &Sources) -> Vec<String> {
    if before.texts.is_empty() && before.assets.is_empty() {
        return Vec::new();
    }
    let texts = before.texts.keys().chain(now.texts.keys());
    let texts = texts.filter(|path| before.texts.get(*path) != now.texts.get(*path));
    let assets = before.assets.keys().chain(now.assets.keys());
    let assets = assets.filter(|path| before.assets.get(*path) != now.assets.get(*path));
    texts.chain(assets).cloned().collect()
}

fn in_words(changed: BTreeSet<String>) -> String {
    let count = changed.len();
    match changed.into_iter().next() {
        Some(first) if count == 1 => first,
        Some(first) => format!("{first} and {} more", count - 1),
        None => "the site".to_owned(),
    }
}
