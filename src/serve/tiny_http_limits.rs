//! What tiny_http 0.12 lacks: bounds on connections, on the length of a head, on the time for it; and a right reading of
//! heads that are not plain ASCII. It also loses requests where many come in one go, and one where two connections come
//! at one moment (a thread that was woken still counts as waiting in its `task_pool`).
//!
//! So the network comes here, one thread for each connection, and tiny_http gets whole, small heads, each over a
//! connection of its own on this machine. With a server that has all this itself (tiny_http's last release is of 2022)
//! this room, `request_head` and the second listener in `http::answer` can go.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::serve::request_head::{self, Refusal, Request};

/// The most connections at a time, where the system allows as many.
const MOST_CONNECTIONS: usize = 256;
/// Descriptors of a connection: the client, one here and two of tiny_http for an answer, a file that is sent.
const DESCRIPTORS_EACH: u64 = 5;
/// Descriptors for all else: listeners, the watcher, reading the site on all cores.
const DESCRIPTORS_KEPT: u64 = 40;
/// How long a client may take to finish a head.
const TO_ASK: Duration = Duration::from_secs(10);
/// How long a client may leave an answer unread.
const TO_READ: Duration = Duration::from_secs(20);
/// How long a connection may be silent between two requests.
const IDLE: Duration = Duration::from_secs(60);
/// How often a stream is asked whether its client is still there.
const TICK: Duration = Duration::from_millis(500);
/// How much, and how long, is still read of a client that was told that it is over: else the system would throw away
/// what it was told.
const LINGER: (usize, Duration) = (1024 * 1024, Duration::from_secs(2));

/// Answers what comes to `listener` by the server that listens at `inner` at the moment, for ever.
pub(super) fn open(listener: &TcpListener, inner: &Arc<Mutex<SocketAddr>>) {
    // What the system refuses leaves the smaller number in force.
    let descriptors = rlimit::increase_nofile_limit(4096).unwrap_or(256);
    let most = (descriptors.saturating_sub(DESCRIPTORS_KEPT) / DESCRIPTORS_EACH).max(2);
    let most = usize::try_from(most).unwrap_or(MOST_CONNECTIONS).min(MOST_CONNECTIONS);
    let seats = Seats { taken: Arc::default(), most };
    for number in 0.. {
        match listener.accept() {
            Ok((client, _)) => {
                let Some(seat) = seats.take(client, number) else { continue };
                let inner = inner.clone();
                // Threads that do next to nothing, perhaps hundreds. Where none is left, the client is dropped.
                let _ = thread::Builder::new().stack_size(256 * 1024).spawn(move || {
                    // A client that has gone is no fault of ours.
                    let _ = converse(&seat, &inner);
                });
            }
            // Out of descriptors, or the client has gone already.
            Err(_) => thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// The connection pool. A connection too many ends the one that was idle for longest, so that silent clients cannot keep
/// others out.
#[derive(Debug, Clone)]
struct Seats {
    taken: Arc<Mutex<BTreeMap<u64, Taken>>>,
    most: usize,
}

#[derive(Debug)]
struct Taken {
    client: Arc<TcpStream>,
    /// Since when it is waited for its next request; nothing while it is answered.
    silent: Option<Instant>,
}

/// The state of one connection.
#[derive(Debug)]
struct Seat {
    seats: Seats,
    number: u64,
    client: Arc<TcpStream>,
}

impl Seats {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, Taken>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A seat for a client; none where all others are being answered.
    fn take(&self, client: TcpStream, number: u64) -> Option<Seat> {
        let mut taken = self.lock();
        if taken.len() >= self.most {
            let silent = taken.iter().filter_map(|(number, seat)| Some((seat.silent?, *number)));
            let (_, number) = silent.min()?;
            let _ = taken.remove(&number)?.client.shutdown(Shutdown::Both);
        }
        let client = Arc::new(client);
        taken.insert(number, Taken { client: client.clone(), silent: Some(Instant::now()) });
        Some(Seat { seats: self.clone(), number, client })
    }
}

impl Seat {
    fn silent_since(&self, since: Option<Instant>) {
        if let Some(taken) = self.seats.lock().get_mut(&self.number) {
            taken.silent = since;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.lock().remove(&self.number);
    }
}

/// Reads requests and sends their answers, one after the other, so that those sent in one go are answered in turn.
fn converse(seat: &Seat, inner: &Mutex<SocketAddr>) -> io::Result<()> {
    let client = &*seat.client;
    client.set_nodelay(true)?;
    client.set_write_timeout(Some(TO_READ))?;
    let mut bytes = Vec::new();
    loop {
        seat.silent_since(Some(Instant::now()));
        let request = read_request(client, &mut bytes)?;
        seat.silent_since(None);
        let goes_on = match request {
            Some(Ok(request)) => {
                bytes.drain(..request.length);
                answer(client, &request, inner)?
            }
            Some(Err(refusal)) => refuse(client, refusal)?,
            None => return Ok(()),
        };
        if !goes_on {
            return hang_up(client);
        }
    }
}

/// The next request; nothing when the client has sent its last.
fn read_request(mut client: &TcpStream, bytes: &mut Vec<u8>) -> io::Result<Option<Result<Request, Refusal>>> {
    let mut begun = (!bytes.is_empty()).then(Instant::now);
    let mut part = vec![0; 8 * 1024];
    loop {
        match request_head::first(bytes) {
            Ok(None) => {}
            Ok(Some(request)) => return Ok(Some(Ok(request))),
            Err(refusal) => return Ok(Some(Err(refusal))),
        }
        let left = begun.map_or(IDLE, |begun| TO_ASK.saturating_sub(begun.elapsed()));
        client.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        match client.read(&mut part) {
            Ok(0) => return Ok(None),
            Ok(length) => bytes.extend(part.iter().take(length)),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if is_timeout(&error) && begun.is_none() => return Ok(None),
            Err(error) if !is_timeout(&error) => return Err(error),
            Err(_) => {}
        }
        let begun = begun.get_or_insert_with(Instant::now);
        if begun.elapsed() >= TO_ASK {
            return Ok(Some(Err(Refusal(408, "the head of this request did not come to its end"))));
        }
    }
}

fn refuse(mut client: &TcpStream, Refusal(status, why): Refusal) -> io::Result<bool> {
    let reason = tiny_http::StatusCode(status).default_reason_phrase();
    let always = super::http::always();
    let text = format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\
         {always}Connection: close\r\n\r\n{why}\n",
        why.len() + 1
    );
    client.write_all(text.as_bytes())?;
    Ok(false)
}

/// Ends a connection in good order: what is still on its way is read, for a while.
fn hang_up(mut client: &TcpStream) -> io::Result<()> {
    client.shutdown(Shutdown::Write)?;
    let (mut left, end) = (LINGER.0, Instant::now() + LINGER.1);
    let mut part = vec![0; 8 * 1024];
    while left > 0 && Instant::now() < end {
        client.set_read_timeout(Some(TICK))?;
        match client.read(&mut part) {
            Ok(0) => break,
            Ok(length) => left = left.saturating_sub(length),
            Err(error) if is_timeout(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Sends one answer; whether the connection can go on.
fn answer(mut client: &TcpStream, request: &Request, inner: &Mutex<SocketAddr>) -> io::Result<bool> {
    let Some((mut server, begin)) = ask(request, inner) else {
        return refuse(client, Refusal(503, "there is too much to do at the moment; ask again"));
    };
    let goes_on = !request.last && begin.length.is_some();
    client.write_all(&begin.head(goes_on))?;
    let mut left = if request.only_head || begin.is_bare { Some(0) } else { begin.length };
    let mut part = begin.body;
    loop {
        if let Some(left) = &mut left {
            *left = left.saturating_sub(part.len() as u64);
        }
        client.write_all(&part)?;
        if left == Some(0) {
            return Ok(goes_on);
        }
        part.resize(32 * 1024, 0);
        let length = loop {
            match server.read(&mut part) {
                Ok(length) => break length,
                // Only a stream is silent for long, and nobody but its client ends it.
                Err(error) if is_timeout(&error) => {
                    if left.is_none() && is_gone(client) {
                        return Ok(false);
                    }
                }
                Err(error) => return Err(error),
            }
        };
        if length == 0 {
            return Ok(false);
        }
        part.truncate(length);
    }
}

/// The beginning of an answer of tiny_http.
struct Begin {
    lines: Vec<u8>,
    /// Nothing for a stream, which goes on until somebody ends it.
    length: Option<u64>,
    /// Whether its status has no body (RFC 9110, 6.4.1).
    is_bare: bool,
    /// What came of the body with it.
    body: Vec<u8>,
}

impl Begin {
    /// The head as the client gets it.
    fn head(&self, goes_on: bool) -> Vec<u8> {
        let end: &[u8] =
            if goes_on || self.length.is_none() { b"\r\n" } else { b"Connection: close\r\n\r\n" };
        [self.lines.strip_suffix(b"\r\n").unwrap_or(&self.lines), end].concat()
    }
}

/// Asks tiny_http, once more where it just gave up its listener for another one.
fn ask(request: &Request, inner: &Mutex<SocketAddr>) -> Option<(TcpStream, Begin)> {
    for _ in 0..3 {
        let address = *inner.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = || -> io::Result<(TcpStream, Option<Begin>)> {
            let mut server = TcpStream::connect(address)?;
            server.set_nodelay(true)?;
            server.set_read_timeout(Some(TICK))?;
            server.write_all(&request.head)?;
            let begin = read_begin(&mut server)?;
            Ok((server, begin))
        };
        if let Ok((server, Some(begin))) = asked() {
            return Some((server, begin));
        }
        thread::sleep(Duration::from_millis(50));
    }
    None
}

fn read_begin(server: &mut TcpStream) -> io::Result<Option<Begin>> {
    let mut bytes = Vec::new();
    let mut part = vec![0; 32 * 1024];
    loop {
        match server.read(&mut part) {
            Ok(0) => return Ok(None),
            Ok(length) => bytes.extend(part.iter().take(length)),
            // Rendering takes the time that it takes.
            Err(error) if is_timeout(&error) => continue,
            Err(error) => return Err(error),
        }
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut response = httparse::Response::new(&mut headers);
        let Ok(httparse::Status::Complete(end)) = response.parse(&bytes) else {
            continue;
        };
        let is_bare = matches!(response.code, Some(100..=199 | 204 | 304));
        let length = response.headers.iter().find(|header| header.name == "Content-Length");
        let length = length.and_then(|header| std::str::from_utf8(header.value).ok()?.parse().ok());
        let body = bytes.split_off(end);
        return Ok(Some(Begin { lines: bytes, length, is_bare, body }));
    }
}

/// Whether a client has hung up. It sends nothing while it listens to a stream.
fn is_gone(client: &TcpStream) -> bool {
    let peeked = client.set_nonblocking(true).and_then(|()| client.peek(&mut [0]));
    let back = client.set_nonblocking(false);
    back.is_err() || !matches!(peeked, Ok(1)) && !peeked.is_err_and(|error| is_timeout(&error))
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}
