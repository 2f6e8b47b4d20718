//! Requests and answers. Who asks for what, and what is sent, are values; reading and writing stand at the end.

use std::fs::File;
use std::io::{self, BufWriter, Cursor, Read, Seek, SeekFrom, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, UNIX_EPOCH};

use serde_json::json;
use tiny_http::{Header, Method, Request, Response, StatusCode};

use crate::render::Output;
use crate::route::Route;
use crate::serve::board::{PreviewState, Snapshot};
use crate::serve::events::{self, Listener};
use crate::serve::{access, inject, overview, pages, tiny_http_limits};

/// The configuration of the server.
#[derive(Debug)]
pub(super) struct ServerConfig {
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
/// If the system lets no server be opened behind its limits.
pub(super) fn answer(listener: TcpListener, board: Arc<PreviewState>, own: ServerConfig) -> io::Result<()> {
    let (mut server, address) = open_server()?;
    let address = Arc::new(Mutex::new(address));
    let known = address.clone();
    thread::spawn(move || tiny_http_limits::open(&listener, &known));
    let own = Arc::new(own);
    thread::spawn(move || {
        loop {
            match server.recv() {
                Ok(request) => take(request, &board, &own),
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

/// Answers one request in a thread of its own. Where the system has none left, the client is told so.
fn take(request: Request, board: &Arc<PreviewState>, own: &Arc<ServerConfig>) {
    let (board, own) = (board.clone(), own.clone());
    let _ = thread::Builder::new().spawn(move || {
        // A client that has gone is no fault of ours.
        let _ = respond(request, &board, &own);
    });
}

/// An HTTP response.
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

fn respond(request: Request, board: &PreviewState, own: &ServerConfig) -> io::Result<()> {
    let answer = answer_to(&request, &board.now(), own);
    let body: (Box<dyn Read>, u64) = match answer.body {
        Body::Events(listener) => {
            let head = request.method() == &Method::Head;
            let mut writer = request.into_writer();
            return match head {
                true => writer.write_all(events::head().as_bytes()),
                false => events::stream(board, listener, own.badges, &mut writer),
            };
        }
        Body::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Box::new(Cursor::new(bytes)), length)
        }
        Body::File(file, length) => (Box::new(file.take(length)), length),
    };
    let headers = answer.headers.iter().map(|(name, value)| (*name, value.as_str())).chain(ALWAYS);
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

/// What every answer says: ask again each time, take nothing for what it is not called, show nothing of it on other
/// sites or in search results.
const ALWAYS: [(&str, &str); 4] = [
    ("Cache-Control", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Robots-Tag", "noindex"),
];

/// The same as lines of a head.
pub(super) fn always() -> String {
    ALWAYS.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
}

fn answer_to(request: &Request, shown: &Snapshot, own: &ServerConfig) -> Answer {
    let headers = access::Headers(request.headers());
    if !access::is_our_name(headers.one("Host"), shown, own) {
        return Answer::text(403, "This preview answers to the name it was started with; see --host.\n");
    }
    if !access::is_from_here(headers) {
        return Answer::text(
            403,
            "This preview is shown to its own pages and to visitors, not to other sites.\n",
        );
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
        pages::Lookup::Elsewhere(to) => {
            let to = query.map_or(to.clone(), |query| format!("{to}?{query}"));
            Answer::text(302, "").header("Location", to)
        }
        pages::Lookup::Nothing => {
            let page = inject::into_page(blank(shown).as_bytes(), &base, path, &[]);
            Answer::typed(500, HTML, page)
        }
        pages::Lookup::File { route, output, lost } => {
            let kind = content_type(&route);
            let status = if lost { 404 } else { 200 };
            if kind == HTML {
                let Ok(html) = bytes_of(&output) else { return unreadable() };
                let page = inject::into_page(&html, &base, path, &reasons(shown, &route, own.badges));
                return Answer::typed(status, &kind, page);
            }
            file(&output, &FileRequest::of(request)).header("Content-Type", kind)
        }
    }
}

/// The name behind `/__clinicsite/`, at the root and below the base path.
fn own_address<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base).unwrap_or(path).strip_prefix(inject::OWN)
}

fn own_answer(name: &str, query: &str, shown: &Snapshot, own: &ServerConfig) -> Answer {
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
        Output::Copy(path) | Output::Named(path) => std::fs::read(path),
    }
}

/// Why a build would hold the page back, if that is to be said.
pub(super) fn reasons(shown: &Snapshot, route: &Route, badges: bool) -> Vec<String> {
    let site = shown.site.as_ref().filter(|_| badges);
    site.map_or_else(Vec::new, |site| pages::held_back(site, route))
}

fn unreadable() -> Answer {
    Answer::text(500, "This file cannot be read.\n")
}

/// The conditions and the range of a request (RFC 9110, 13 and 14).
struct FileRequest<'a> {
    range: Option<&'a str>,
    if_range: Option<&'a str>,
    if_none_match: Option<&'a str>,
}

impl<'a> FileRequest<'a> {
    fn of(request: &'a Request) -> Self {
        let headers = access::Headers(request.headers());
        FileRequest {
            // A part is defined for GET alone.
            range: headers.one("Range").filter(|_| request.method() == &Method::Get),
            if_range: headers.one("If-Range"),
            if_none_match: headers.one("If-None-Match"),
        }
    }

    /// Whether the client has the file already.
    fn knows(&self, tag: &str) -> bool {
        let known = self.if_none_match.into_iter().flat_map(|tags| tags.split(',')).map(str::trim);
        known.into_iter().any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
    }

    /// Which bytes are asked for; nothing for all of them. A part of a file that is another one now is no part, a unit
    /// or a form that is not known is passed over, several parts at once come as the whole.
    fn part(&self, tag: &str, length: u64) -> Result<Option<Range<u64>>, ()> {
        let range = self.range.filter(|_| self.if_range.is_none_or(|known| known.trim() == tag));
        let range = range.and_then(|range| http_range_header::parse_range_header(range).ok());
        match range.map(|range| range.validate(length)) {
            Some(Ok(parts)) => Ok(match parts.as_slice() {
                [one] => Some(*one.start()..*one.end() + 1),
                _ => None,
            }),
            Some(Err(_)) => Err(()),
            None => Ok(None),
        }
    }
}

/// The length of a file, and a tag that is another one when its bytes are.
fn about(output: &Output) -> io::Result<(u64, String)> {
    match output {
        Output::Bytes(bytes) => Ok((bytes.len() as u64, format!("\"{}\"", inject::identity(bytes, &[])))),
        Output::Copy(path) | Output::Named(path) => {
            let about = std::fs::metadata(path)?;
            let written = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
            let written = written.map_or(0, |since| since.as_nanos());
            Ok((about.len(), format!("\"{:x}-{written:x}\"", about.len())))
        }
    }
}

/// The whole of a file, the part that is asked for, or that it is still the same.
fn file(output: &Output, asked: &FileRequest<'_>) -> Answer {
    let Ok((length, tag)) = about(output) else { return unreadable() };
    if asked.knows(&tag) {
        return Answer::text(304, "").header("ETag", tag);
    }
    let Ok(part) = asked.part(&tag, length) else {
        return Answer::text(416, "").header("Content-Range", format!("bytes */{length}"));
    };
    let Range { start, end } = part.clone().unwrap_or(0..length);
    let body = match output {
        Output::Bytes(bytes) => {
            let index = |at: u64| usize::try_from(at).unwrap_or(bytes.len());
            Ok(Body::Bytes(bytes.get(index(start)..index(end)).unwrap_or_default().to_vec()))
        }
        Output::Copy(path) | Output::Named(path) => File::open(path).and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            Ok(Body::File(file, end - start))
        }),
    };
    let Ok(body) = body else { return unreadable() };
    let status = if part.is_some() { 206 } else { 200 };
    let answer = Answer { status, headers: Vec::new(), body };
    let answer = answer.header("Accept-Ranges", "bytes").header("ETag", tag);
    if part.is_some() {
        return answer.header("Content-Range", format!("bytes {start}-{}/{length}", end - 1));
    }
    answer
}

/// The page where no page of the site was ever good.
pub(super) fn blank(shown: &Snapshot) -> String {
    let draft = shown.site.is_some();
    inject::template("blank.html", &json!({ "problems_html": shown.news.html, "draft": draft }))
}
