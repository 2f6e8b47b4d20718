//! Requests and answers. Who asks for what, and what is sent, are values; reading and writing stand at the end.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Cursor, Read, Seek, SeekFrom, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::json;
use tiny_http::{Header, Method, Request, Response, StatusCode};

use crate::render::Output;
use crate::route::Route;
use crate::serve::board::{Board, Shown};
use crate::serve::events::{self, Listener};
use crate::serve::{gate, inject, overview, pages};

/// The server's own names and choices.
#[derive(Debug)]
pub(super) struct Own {
    /// As the command line names it.
    pub(super) host: String,
    /// What that is.
    pub(super) bound: IpAddr,
    /// Whether pages that a build would hold back say so.
    pub(super) badges: bool,
}

/// Answers what comes to the listener, in threads of its own.
///
/// # Errors
/// If the system lets no server be opened behind the gate.
pub(super) fn answer(listener: TcpListener, board: Arc<Board>, own: Own) -> io::Result<()> {
    let (mut server, address) = open_server()?;
    let address = Arc::new(Mutex::new(address));
    let known = address.clone();
    thread::spawn(move || gate::open(listener, &known));
    let (own, busy) = (Arc::new(own), Busy::default());
    thread::spawn(move || {
        loop {
            match server.recv() {
                Ok(request) => take(request, &board, &own, &busy),
                // Out of descriptors tiny_http stops for good: another one takes its place.
                Err(_) => match open_server() {
                    Ok((next, at)) => {
                        server = next;
                        *address.lock().unwrap_or_else(PoisonError::into_inner) = at;
                    }
                    Err(_) => thread::sleep(Duration::from_millis(50)),
                },
            }
        }
    });
    Ok(())
}

fn open_server() -> io::Result<(tiny_http::Server, SocketAddr)> {
    let inner = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0))?;
    let address = inner.local_addr()?;
    let server = tiny_http::Server::from_listener(inner, None).map_err(io::Error::other)?;
    Ok((server, address))
}

/// Answers one request in a thread of its own.
fn take(request: Request, board: &Arc<Board>, own: &Arc<Own>, busy: &Busy) {
    let turn = request.remote_addr().and_then(|client| busy.turn(*client));
    let long = request.body_length().is_some_and(|length| length > 1024);
    let Some(turn) = turn.map(Some).or(long.then_some(None)) else {
        // Nobody needs so many answers at once; without one the gate ends the connection.
        drop(request.into_writer());
        return;
    };
    let (board, own) = (board.clone(), own.clone());
    thread::spawn(move || {
        // A client that has gone is no fault of ours.
        let _ = respond(request, &board, &own);
        drop(turn);
    });
}

/// How many answers are being written on each connection.
#[derive(Debug, Clone, Default)]
struct Busy(Arc<Mutex<BTreeMap<SocketAddr, usize>>>);

struct Turn(Busy, SocketAddr);

impl Busy {
    const MOST: usize = 2;

    fn turn(&self, client: SocketAddr) -> Option<Turn> {
        let mut busy = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if busy.get(&client).is_some_and(|count| *count >= Busy::MOST) {
            return None;
        }
        *busy.entry(client).or_default() += 1;
        Some(Turn(self.clone(), client))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut busy = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = busy.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                busy.remove(&self.1);
            }
        }
    }
}

/// What is sent.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Bytes(Vec<u8>),
    File(File, u64),
    /// An event stream for a page.
    Events(Option<Listener>),
}

impl Answer {
    fn text(status: u16, text: &str) -> Self {
        Answer::typed(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
    }

    fn typed(status: u16, kind: &str, bytes: Vec<u8>) -> Self {
        Answer { status, headers: vec![("Content-Type", kind.to_owned())], body: Body::Bytes(bytes) }
    }

    fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

fn respond(request: Request, board: &Board, own: &Own) -> io::Result<()> {
    let answer = answer_to(&request, &board.now(), own);
    let body: (Box<dyn Read>, u64) = match answer.body {
        Body::Events(listener) => {
            let head = request.method() == &Method::Head;
            let mut writer = request.into_writer();
            return match head {
                true => writer.write_all(events::HEAD.as_bytes()),
                false => events::stream(board, listener, own.badges, &mut writer),
            };
        }
        Body::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Box::new(Cursor::new(bytes)), length)
        }
        Body::File(file, length) => (Box::new(file.take(length)), length),
    };
    let no_cache = ("Cache-Control", "no-cache".to_owned());
    let headers = answer.headers.iter().chain([&no_cache]);
    let headers = headers
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok())
        .collect();
    let length = usize::try_from(body.1).map_err(io::Error::other)?;
    let response = Response::new(StatusCode(answer.status), headers, body.0, Some(length), None);
    let (version, head) = (request.http_version().clone(), request.method() == &Method::Head);
    let asked = request.headers().to_vec();
    // Head and body leave in one write where they are small: two would wait for each other (Nagle).
    let mut writer = BufWriter::with_capacity(256 * 1024, request.into_writer());
    response.with_chunked_threshold(usize::MAX).raw_print(&mut writer, version, &asked, head, None)?;
    writer.flush()
}

fn header<'a>(request: &'a Request, name: &'static str) -> Option<&'a str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}

fn answer_to(request: &Request, shown: &Shown, own: &Own) -> Answer {
    let hosts = request.headers().iter().filter(|header| header.field.equiv("Host")).count();
    if hosts != 1 || !is_our_name(header(request, "Host"), shown, own) {
        return Answer::text(403, "This preview answers to the name it was started with; see --host.\n");
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Answer::text(405, "A static site is only read.\n").header("Allow", "GET, HEAD");
    }
    let (path, query) = match request.url().split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (request.url(), None),
    };
    let base = shown.base_path();
    if let Some(name) = own_address(path, &base) {
        return own_answer(name, query.unwrap_or_default(), shown, own);
    }
    match pages::find(shown, path) {
        pages::Found::Elsewhere(to) => {
            let to = query.map_or(to.clone(), |query| format!("{to}?{query}"));
            Answer::text(302, "").header("Location", to)
        }
        pages::Found::Nothing => {
            let page = inject::into_page(blank(shown).as_bytes(), &base, path, &[]);
            Answer::typed(500, HTML, page)
        }
        pages::Found::File { route, output, lost } => {
            let kind = content_type(&route);
            let status = if lost { 404 } else { 200 };
            if kind == HTML {
                let Ok(html) = bytes_of(&output) else { return unreadable() };
                let page = inject::into_page(&html, &base, path, &reasons(shown, &route, own.badges));
                return Answer::typed(status, &kind, page);
            }
            part(&output, header(request, "Range")).header("Content-Type", kind)
        }
    }
}

/// The name behind `/__clinicsite/`, at the root and below the base path.
fn own_address<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base).unwrap_or(path).strip_prefix(inject::OWN)
}

fn own_answer(name: &str, query: &str, shown: &Shown, own: &Own) -> Answer {
    match name {
        "live.js" => {
            Answer::typed(200, "text/javascript; charset=utf-8", include_bytes!("door/live.js").to_vec())
        }
        "live.css" => Answer::typed(200, "text/css; charset=utf-8", include_bytes!("door/live.css").to_vec()),
        "events" => {
            let value = |key: &str| {
                let written = query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))?;
                percent_encoding::percent_decode_str(written).decode_utf8().ok().map(String::from)
            };
            let listener = value("page").zip(value("is")).map(|(path, is)| Listener { path, is });
            Answer { status: 200, headers: Vec::new(), body: Body::Events(listener) }
        }
        "" => {
            let page = overview::page(shown, own.badges);
            Answer::typed(200, HTML, inject::into_page(page.as_bytes(), &shown.base_path(), "", &[]))
        }
        _ => Answer::text(404, "There is nothing here.\n"),
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn content_type(route: &Route) -> String {
    let path = route.file_path();
    let guess = mime_guess::from_path(&path).first();
    match guess {
        Some(kind)
            if kind.type_() == mime_guess::mime::TEXT || kind.suffix() == Some(mime_guess::mime::XML) =>
        {
            format!("{}; charset=utf-8", kind.essence_str())
        }
        Some(kind) => kind.essence_str().to_owned(),
        // `_headers` and `_redirects` are text, whatever else has no ending is not known.
        None if path.starts_with('_') => "text/plain; charset=utf-8".to_owned(),
        None => "application/octet-stream".to_owned(),
    }
}

/// The bytes of a file that is held in memory or read now.
pub(super) fn bytes_of(output: &Output) -> io::Result<Vec<u8>> {
    match output {
        Output::Bytes(bytes) => Ok(bytes.to_vec()),
        Output::Copy(path) => std::fs::read(path),
    }
}

/// Why a build would hold the page back, if that is to be said.
pub(super) fn reasons(shown: &Shown, route: &Route, badges: bool) -> Vec<String> {
    let site = shown.current.as_ref().filter(|_| badges);
    site.map_or_else(Vec::new, |site| pages::held_back(site, route))
}

fn unreadable() -> Answer {
    Answer::text(500, "This file cannot be read.\n")
}

/// The whole of a file, or the part that is asked for (RFC 9110, 14). Several parts at once come as the whole.
fn part(output: &Output, range: Option<&str>) -> Answer {
    let length = match output {
        Output::Bytes(bytes) => Ok(bytes.len() as u64),
        Output::Copy(path) => std::fs::metadata(path).map(|about| about.len()),
    };
    let Ok(length) = length else { return unreadable() };
    // A unit or a form that is not known is passed over.
    let asked = range.and_then(|range| http_range_header::parse_range_header(range).ok());
    let (status, start, end) = match asked.map(|asked| asked.validate(length)) {
        None => (200, 0, length),
        Some(Ok(parts)) => match parts.as_slice() {
            [one] => (206, *one.start(), *one.end() + 1),
            _ => (200, 0, length),
        },
        Some(Err(_)) => {
            return Answer::text(416, "").header("Content-Range", format!("bytes */{length}"));
        }
    };
    let body = match output {
        Output::Bytes(bytes) => {
            let index = |at: u64| usize::try_from(at).unwrap_or(bytes.len());
            Ok(Body::Bytes(bytes[index(start)..index(end)].to_vec()))
        }
        Output::Copy(path) => File::open(path).and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            Ok(Body::File(file, end - start))
        }),
    };
    let Ok(body) = body else { return unreadable() };
    let answer = Answer { status, headers: Vec::new(), body }.header("Accept-Ranges", "bytes");
    if status == 206 {
        return answer.header("Content-Range", format!("bytes {start}-{}/{length}", end - 1));
    }
    answer
}

/// The page where no page of the site was ever good.
pub(super) fn blank(shown: &Shown) -> String {
    inject::template("blank.html", &json!({ "problems_html": shown.news.html }))
}

/// Whether a request names this server. A page of the internet can have its name lead here, but not change the name
/// (DNS rebinding); addresses in figures are safe from that.
fn is_our_name(host: Option<&str>, shown: &Shown, own: &Own) -> bool {
    use fluent_uri::component::Host;
    let Some(host) = host else { return false };
    let address = format!("http://{host}/");
    let Ok(uri) = fluent_uri::Uri::parse(address.as_str()) else { return false };
    let Some(authority) = uri.authority().filter(|authority| authority.userinfo().is_none()) else {
        return false;
    };
    let figures = |ip: IpAddr| ip.is_loopback() || ip == own.bound || own.bound.is_unspecified();
    match authority.host_parsed() {
        Host::Ipv4(ip) => figures(ip.into()),
        Host::Ipv6(ip) => figures(ip.into()),
        Host::RegName(name) => {
            let name = name.as_str().to_ascii_lowercase();
            let site = shown.current.as_ref().map(|site| site.site.config.base.host());
            name == "localhost"
                || name.ends_with(".localhost")
                || name.eq_ignore_ascii_case(&own.host)
                || site.is_some_and(|site| site.eq_ignore_ascii_case(&name))
        }
        _ => false,
    }
}
