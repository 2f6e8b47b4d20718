//! Stands between the network and tiny_http, which has no bounds of its own: on how many connections there are, how
//! much a client may send before it is answered, and how long it may take. Speaks no HTTP: bytes go through as they are.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The most connections at a time, where the system allows as many.
const MOST_CONNECTIONS: usize = 256;
/// Descriptors of a connection: two here, two of tiny_http, two of files that are sent.
const DESCRIPTORS_EACH: u64 = 6;
/// Descriptors for all else: streams, the watcher, reading the site on all cores.
const DESCRIPTORS_KEPT: u64 = 40;
/// The most that a client may send before it is answered: a request of ours has a head and no body.
const MOST_BYTES: usize = 32 * 1024;
/// How long a client may take to finish a request.
const TO_ASK: Duration = Duration::from_secs(10);
/// How long a client may leave an answer unread.
const TO_READ: Duration = Duration::from_secs(20);
/// How long a connection may be silent. Event streams say something more often.
const IDLE: Duration = Duration::from_secs(60);
/// How often the limits are looked at.
const TICK: Duration = Duration::from_millis(100);
/// How often a request that is not answered knocks again, at each tick.
const KNOCKS: u32 = 5;

/// Passes what comes to `listener` on to the server that listens at `inner` at the moment, for ever.
pub(super) fn open(listener: TcpListener, inner: &Mutex<SocketAddr>) {
    // What the system refuses leaves the smaller number in force.
    let descriptors = rlimit::increase_nofile_limit(4096).unwrap_or(256);
    let most = (descriptors.saturating_sub(DESCRIPTORS_KEPT) / DESCRIPTORS_EACH).max(2);
    let most = usize::try_from(most).unwrap_or(MOST_CONNECTIONS).min(MOST_CONNECTIONS);
    let open = Arc::new(());
    loop {
        match listener.accept() {
            // One too many hangs up at once: the client sees it, and nobody else has to wait.
            Ok((client, _)) if Arc::strong_count(&open) <= most => {
                let counted = open.clone();
                let inner = *inner.lock().unwrap_or_else(PoisonError::into_inner);
                small_thread(move || {
                    let _ = pass(client, inner);
                    drop(counted);
                });
            }
            Ok(_) => {}
            // Out of descriptors, or the client has gone already.
            Err(_) => thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// The threads of the gate do next to nothing, and there may be hundreds. Where none is left, the client is dropped.
fn small_thread(work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().stack_size(128 * 1024).spawn(work);
}

struct Ends {
    client: TcpStream,
    server: TcpStream,
    /// How often bytes of answers came.
    answered: AtomicU64,
    /// Whether the client has sent its last.
    asked_all: AtomicBool,
    /// Whether the server has sent its last.
    answered_all: AtomicBool,
}

fn pass(client: TcpStream, inner: SocketAddr) -> std::io::Result<()> {
    let server = TcpStream::connect(inner)?;
    for end in [&client, &server] {
        end.set_nodelay(true)?;
        end.set_read_timeout(Some(TICK))?;
        end.set_write_timeout(Some(TO_READ))?;
    }
    let ends = Arc::new(Ends {
        client,
        server,
        answered: AtomicU64::new(0),
        asked_all: AtomicBool::new(false),
        answered_all: AtomicBool::new(false),
    });
    let other = ends.clone();
    small_thread(move || {
        other.answers();
        let _ = other.client.shutdown(Shutdown::Write);
        let _ = other.server.shutdown(Shutdown::Both);
        other.answered_all.store(true, Ordering::Relaxed);
    });
    if ends.questions() {
        let _ = ends.server.shutdown(Shutdown::Write);
        ends.asked_all.store(true, Ordering::Relaxed);
    } else {
        let _ = ends.client.shutdown(Shutdown::Both);
        let _ = ends.server.shutdown(Shutdown::Both);
    }
    Ok(())
}

impl Ends {
    /// From client to server; whether the client ended it in good order.
    fn questions(&self) -> bool {
        let mut buffer = [0; 8 * 1024];
        let (mut sent, mut asking, mut seen, mut last) = (0, None::<Instant>, 0, Instant::now());
        let mut knocks = 0;
        loop {
            let read = (&self.client).read(&mut buffer);
            let answered = self.answered.load(Ordering::Relaxed);
            if answered != seen {
                (sent, asking, seen, last) = (0, None, answered, Instant::now());
                knocks = 0;
            }
            match read {
                Ok(0) => return true,
                Ok(length) => {
                    sent += length;
                    last = Instant::now();
                    asking.get_or_insert(last);
                    if sent > MOST_BYTES || (&self.server).write_all(&buffer[..length]).is_err() {
                        return false;
                    }
                }
                Err(error) if is_timeout(&error) => {
                    if asking.is_some() && knocks < KNOCKS {
                        knocks += 1;
                        self.knock();
                    }
                }
                Err(_) => return false,
            }
            let late = asking.is_some_and(|since| since.elapsed() > TO_ASK) || last.elapsed() > IDLE;
            if late || self.answered_all.load(Ordering::Relaxed) {
                return false;
            }
        }
    }

    /// Of two connections at one moment tiny_http 0.12 can take one for the work of an idle thread that the other one
    /// gets, and then it waits until any thread is free. A connection that ends at once frees one.
    fn knock(&self) {
        if let Ok(inner) = self.server.peer_addr() {
            drop(TcpStream::connect(inner));
        }
    }

    /// From server to client, until one of them ends it.
    fn answers(&self) {
        let mut buffer = [0; 32 * 1024];
        loop {
            match (&self.server).read(&mut buffer) {
                Ok(0) => return,
                Ok(length) => {
                    self.answered.fetch_add(1, Ordering::Relaxed);
                    if (&self.client).write_all(&buffer[..length]).is_err() {
                        return;
                    }
                }
                // A client that asks no more has had its answer when nothing comes for a while.
                Err(error) if is_timeout(&error) && !self.asked_all.load(Ordering::Relaxed) => {}
                Err(_) => return,
            }
        }
    }
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}
