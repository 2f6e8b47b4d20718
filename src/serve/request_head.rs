//! The head of a request, read strictly and handed on small: what tiny_http 0.12 drops, mistakes or waits for does not
//! reach it. Pure: bytes in, a decision out.

use std::fmt::Write as _;

use httparse::{EMPTY_HEADER, Error, Header, Status};

/// The longest head that is read. Browsers send 1 to 2 kB, with the cookies of other programs of this machine more.
pub(super) const LONGEST: usize = 32 * 1024;
/// The most headers of a request.
const MOST_HEADERS: usize = 128;
/// The headers that answers depend on. All others stay outside, cookies with whatever bytes among them.
const HANDED_ON: [&str; 8] = [
    "Host",
    "Origin",
    "Sec-Fetch-Site",
    "Sec-Fetch-Mode",
    "Sec-Fetch-Dest",
    "Range",
    "If-Range",
    "If-None-Match",
];

/// A request that can be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// How many bytes its head has.
    pub(super) length: usize,
    /// The head as tiny_http gets it: in ASCII, without a body, the only one of its connection.
    pub(super) head: Vec<u8>,
    /// Whether the answer has a head alone.
    pub(super) only_head: bool,
    /// Whether the connection ends with the answer: the client wants it, or sends a body, which nobody reads.
    pub(super) last: bool,
}

/// A request that is not answered but refused: a status and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) u16, pub(super) &'static str);

/// The first request in these bytes; nothing as long as its head is not whole.
///
/// # Errors
/// If no answer can be right, or the head is too long.
pub(super) fn first(bytes: &[u8]) -> Result<Option<Request>, Refusal> {
    let mut headers = [EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(bytes) {
        Ok(Status::Complete(length)) if length <= LONGEST => length,
        Ok(Status::Partial) if bytes.len() <= LONGEST => return Ok(None),
        Ok(_) => return Err(Refusal(431, "the head of this request is too long")),
        Err(Error::TooManyHeaders) => return Err(Refusal(431, "this request has too many headers")),
        Err(Error::Version) => return Err(Refusal(505, "this preview speaks HTTP/1.1")),
        Err(_) => return Err(Refusal(400, "this is no request of HTTP/1.1")),
    };
    let (method, target) = (request.method.unwrap_or_default(), request.path.unwrap_or_default());
    if !target.starts_with('/') {
        return Err(Refusal(400, "an address begins with `/`"));
    }
    if values(request.headers, "Host").count() != 1 {
        return Err(Refusal(400, "a request names one host"));
    }
    let has_body = has_body(request.headers)?;
    let closes = values(request.headers, "Connection")
        .flat_map(|value| value.split(|byte| *byte == b','))
        .any(|option| option.trim_ascii().eq_ignore_ascii_case(b"close"));
    Ok(Some(Request {
        length,
        head: handed_on(method, target, request.headers).into_bytes(),
        only_head: method == "HEAD",
        last: closes || has_body || request.version != Some(1),
    }))
}

fn values<'a>(headers: &'a [Header<'_>], name: &'a str) -> impl Iterator<Item = &'a [u8]> {
    headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value)
}

/// Whether a body follows; two readings of where it ends are none (RFC 9112, 6.3).
fn has_body(headers: &[Header<'_>]) -> Result<bool, Refusal> {
    let lengths: Vec<_> = values(headers, "Content-Length").collect();
    let codings: Vec<_> = values(headers, "Transfer-Encoding").collect();
    match (lengths.as_slice(), codings.as_slice()) {
        ([], []) => Ok(false),
        ([length], []) if !length.is_empty() && length.iter().all(u8::is_ascii_digit) => {
            Ok(length.iter().any(|digit| *digit != b'0'))
        }
        ([], [coding]) if coding.eq_ignore_ascii_case(b"chunked") => Ok(true),
        ([], _) => Err(Refusal(501, "this `Transfer-Encoding` is not known here")),
        _ => Err(Refusal(400, "a body has one length")),
    }
}

/// In ASCII: bytes beyond it are encoded in the address, as browsers do, and stand as `?` in headers, where no value
/// with one can be right.
fn handed_on(method: &str, target: &str, headers: &[Header<'_>]) -> String {
    let mut head = format!("{method} {} HTTP/1.1\r\nConnection: close\r\n", in_ascii(target));
    for name in HANDED_ON {
        for value in values(headers, name) {
            let value = value.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' });
            let _ = write!(head, "{name}: {}\r\n", value.collect::<String>().trim());
        }
    }
    head + "\r\n"
}

fn in_ascii(target: &str) -> String {
    const NOTHING_MORE: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b' ');
    percent_encoding::utf8_percent_encode(target, NOTHING_MORE).to_string()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Refusal, first};

    fn refused(head: &str) -> u16 {
        match first(head.as_bytes()) {
            Err(Refusal(status, _)) => status,
            other => panic!("{head:?}: {other:?}"),
        }
    }

    #[test]
    fn what_answers_depend_on_is_handed_on_in_ascii() {
        let mut bytes =
            b"\r\nget /a?b=\xc3\xbc HTTP/1.1\r\nhOST: localhost\r\nCookie: \xe9\xff=1\r\n".to_vec();
        bytes.extend(b"Accept: */*\r\nRange:  bytes=0-3 \r\nOrigin: http://\xe9\r\n\r\nGET /next");
        let request = first(&bytes).unwrap().unwrap();
        let wanted = "get /a?b=%C3%BC HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\nOrigin: http://?\r\nRange: bytes=0-3\r\n\r\n";
        assert_eq!(String::from_utf8(request.head).unwrap(), wanted);
        assert_eq!(bytes.len() - request.length, "GET /next".len());
        assert!(!request.last && !request.only_head);
    }

    #[test]
    fn a_head_is_waited_for_as_long_as_it_can_become_one() {
        for part in ["", "\r\n", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\n"] {
            assert_eq!(first(part.as_bytes()), Ok(None), "{part:?}");
        }
        for wrong in ["\x16\x03\x01\x02", "GET /\u{7f} HTTP/1.1\r\n", "GET / HTTP/1.1\r\nno colon\r\n"] {
            assert_eq!(refused(wrong), 400, "{wrong:?}");
        }
        assert_eq!(refused("GET / HTTP/2.0\r\n"), 505);
        let long = "c".repeat(LONGEST);
        assert_eq!(refused(&format!("GET / HTTP/1.1\r\nHost: a\r\nCookie: {long}")), 431);
        assert_eq!(refused(&format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n")), 431);
        assert_eq!(refused(&format!("GET / HTTP/1.1\r\n{}", "a: b\r\n".repeat(200))), 431);
    }

    #[test]
    fn a_request_that_two_may_read_in_two_ways_is_refused() {
        for (headers, status) in [
            ("", 400),
            ("Host: a\r\nHost: b\r\n", 400),
            ("Host: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n", 400),
            ("Host: a\r\nContent-Length: 5, 5\r\n", 400),
            ("Host: a\r\nContent-Length: +5\r\n", 400),
            ("Host: a\r\nContent-Length: -1\r\n", 400),
            ("Host: a\r\nContent-Length:\r\n", 400),
            ("Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400),
            ("Host: a\r\nTransfer-Encoding: xchunked\r\n", 501),
            ("Host: a\r\nTransfer-Encoding: gzip, chunked\r\n", 501),
            ("Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 501),
            ("Host: a\r\n folded: b\r\n", 400),
            ("Host : a\r\n", 400),
        ] {
            assert_eq!(refused(&format!("GET / HTTP/1.1\r\n{headers}\r\n")), status, "{headers:?}");
        }
        for target in ["*", "http://localhost/", "secret.txt", "localhost:80"] {
            assert_eq!(refused(&format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n")), 400, "{target}");
        }
    }

    #[test]
    fn a_connection_goes_on_unless_the_client_ends_it_or_sends_a_body() {
        for (head, last) in [
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", false),
            ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", false),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", false),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", true),
            ("GET / HTTP/1.0\r\nHost: a\r\n\r\n", true),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 07\r\n\r\n", true),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n", true),
        ] {
            assert_eq!(first(head.as_bytes()).unwrap().unwrap().last, last, "{head:?}");
        }
    }
}
