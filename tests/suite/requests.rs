//! Requests to the preview, as browsers, other programs and other sites send them.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;

use crate::clinic::Clinic;
use crate::preview::{LIMIT, Preview};

fn clinic() -> Clinic {
    Clinic::new()
        .article("flu", "Rest helps.")
        .article("rest", "Sleep, see [flu](flu.md).")
        .file("static/leaflet.txt", "0123456789")
        .file("static/scan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>A scan</title></svg>")
}

fn replace(folder: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(path)).unwrap();
    fs::write(folder.join(path), text.replace(from, to)).unwrap();
}

/// Sends bytes, and reads what comes until the other side ends the connection.
fn send(preview: &Preview, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    // Who is refused in the middle of a request need not take the rest of it.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

/// A request for a page whose connection ends with the answer.
fn request(path: &[u8], headers: &[u8]) -> Vec<u8> {
    [b"GET ", path, b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", headers, b"\r\n"].concat()
}

#[test]
fn answers_are_those_of_a_host() {
    let folder = clinic()
        .file("static/files/übersicht 1.txt", "0123456789")
        .file("content/articles/ärzte.md", "+++\ntitle = \"Doctors\"\ndate = 2026-05-01\n+++\nWho.\n")
        .lay();
    replace(folder.path(), "site.toml", "clinic.example", "clinic.example/riverside");
    let preview = Preview::start(folder.path(), &[]);
    assert!(preview.out().contains("/riverside/ "), "{}", preview.out());
    let page = preview.get("/riverside/articles/flu/");
    assert_eq!((page.status, page.header("Content-Type")), (200, "text/html; charset=utf-8"));
    assert_eq!(page.header("Cache-Control"), "no-cache");
    for (path, to) in [
        ("/", "/riverside/"),
        ("/riverside", "/riverside/"),
        ("/riverside/articles/flu?from=mail", "/riverside/articles/flu/?from=mail"),
        ("/riverside/articles/flu/index.html", "/riverside/articles/flu/"),
        ("/riverside/articles/%C3%A4rzte", "/riverside/articles/%C3%A4rzte/"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("Location")), (302, to), "{path}");
    }
    let head = preview.with("HEAD", "/riverside/articles/flu/", "");
    assert_eq!(head.header("Content-Length"), page.header("Content-Length"));
    assert!(head.body.is_empty());
    let lost = preview.get("/riverside/lost/");
    assert!(lost.status == 404 && lost.text().contains("<html"));
    let post = preview.with("POST", "/riverside/", "Content-Length: 3\r\n\r\na=b");
    assert_eq!((post.status, post.header("Allow")), (405, "GET, HEAD"));
    let file = "/riverside/files/%C3%BCbersicht%201.txt";
    for (range, status, part, says) in [
        ("bytes=2-4", 206, "234", "bytes 2-4/10"),
        ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        ("bytes=8-99", 206, "89", "bytes 8-9/10"),
        ("bytes=20-", 416, "", "bytes */10"),
        ("bytes=0-1,4-5", 200, "0123456789", ""),
        ("lines=1-2", 200, "0123456789", ""),
    ] {
        let answer = preview.with("GET", file, &format!("Range: {range}\r\n"));
        assert_eq!((answer.status, answer.text().as_str()), (status, part), "{range}");
        assert_eq!(answer.header("Content-Range"), says, "{range}");
    }
}

#[test]
fn nobody_gets_at_other_files_or_by_another_name() {
    let folder = clinic().lay();
    fs::write(folder.path().join("secret.txt"), "CANARY").unwrap();
    let preview = Preview::start(folder.path(), &[]);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/articles/..%5c..%5csecret.txt",
        "//secret.txt",
        "/%00/../secret.txt",
        "secret.txt",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("CANARY"));
    }
    assert_eq!(status(&send(&preview, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")), 400);
    for (host, status) in [
        ("localhost:PORT", 200),
        ("127.0.0.1:PORT", 200),
        ("[::1]:PORT", 200),
        ("preview.localhost", 200),
        ("clinic.example", 200),
        ("evil.example:PORT", 403),
        ("evil.example\r\nX-Forwarded-Host: localhost", 403),
        ("192.0.2.7", 403),
        ("user@localhost", 403),
        ("localhost/evil", 403),
        ("localhost?evil", 403),
        ("localhost#", 403),
        ("localhost:99999", 403),
        ("localhost:8a", 403),
        ("localhost evil", 403),
        ("localhost.evil.example", 403),
        ("evil.example@127.0.0.1", 403),
        ("127.0.0.1.evil.example", 403),
        ("[::1", 403),
        ("löcalhost", 403),
        ("localhost\r\nHost: localhost", 400),
        ("", 403),
    ] {
        let answer = preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, status, "{host}");
    }
}

#[test]
fn clients_that_hold_still_harm_nobody() {
    let folder = clinic().lay();
    fs::write(folder.path().join("static/big.bin"), vec![0; 20_000_000]).unwrap();
    let preview = Preview::start(folder.path(), &[]);
    let mut held = Vec::new();
    let mut hold = |request: &str, times: usize| {
        for _ in 0..times {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            held.push(stream);
        }
    };
    // More than there is room for: who says nothing for longest makes room.
    hold("GET / HT", 300);
    hold("GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n", 8);
    hold("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nab", 2);
    hold(&"GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200), 1);
    hold("GET / HT", 1);
    assert_eq!(preview.get("/articles/flu/").status, 200);
    let last = held.last_mut().unwrap();
    last.set_nonblocking(true).unwrap();
    assert_eq!(
        last.read(&mut [0]).unwrap_err().kind(),
        std::io::ErrorKind::WouldBlock,
        "nobody was waited for"
    );
    // A head without an end is not read for ever.
    let mut endless = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    let sent = (0..10_000).take_while(|_| endless.write_all(&[b'a'; 1024]).is_ok()).count();
    assert!(sent < 10_000, "10 MB of a head were taken");
}

#[test]
fn bytes_beyond_ascii_and_long_heads_are_answered_at_once() {
    let folder = clinic()
        .file("content/articles/ärzte.md", "+++\ntitle = \"Doctors\"\ndate = 2026-05-01\n+++\nWho.\n")
        .lay();
    let preview = Preview::start(folder.path(), &[]);
    for cookie in
        ["a=\u{e9}".as_bytes(), b"a=\xe9\xff", "a=\u{65e5}; b=\u{1f600}".as_bytes(), &[b'c'; 30_000]]
    {
        let headers = [b"Cookie: ", cookie, b"\r\n"].concat();
        assert_eq!(status(&send(&preview, &request(b"/articles/flu/", &headers))), 200, "{cookie:?}");
    }
    let raw = send(&preview, &request("/articles/ärzte/".as_bytes(), b""));
    assert!(status(&raw) == 200 && raw.contains("Doctors"), "{raw}");
    assert_eq!(status(&send(&preview, &request(b"/articles/\xff\xfe/", b""))), 400);
    for length in [33_000, 200_000, 5_000_000] {
        let headers = [b"Cookie: ", vec![b'c'; length].as_slice(), b"\r\n"].concat();
        let answer = send(&preview, &request(b"/", &headers));
        // The answer to what is still being sent after megabytes may be lost on its way.
        assert!(status(&answer) == 431 || length > 1_000_000, "{length}: {answer}");
    }
    for (sent, wanted) in [
        (&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], 400),
        (b"GET /\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\n\r\n", 505),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET / HTTP/1.0\nHost: localhost\n\n", 200),
    ] {
        assert_eq!(status(&send(&preview, sent)), wanted, "{}", String::from_utf8_lossy(sent));
    }
}

#[test]
fn requests_in_one_go_are_answered_in_turn() {
    let folder = clinic().lay();
    fs::write(folder.path().join("static/big.bin"), vec![b'b'; 3_000_000]).unwrap();
    let preview = Preview::start(folder.path(), &[]);
    let ask = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let paths = ["/leaflet.txt", "/big.bin", "/articles/flu/", "/lost", "/leaflet.txt"];
    let all: String = paths.iter().cycle().take(50).map(|path| ask(path)).collect();
    let last = "HEAD /leaflet.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answers = send(&preview, format!("{all}{last}").as_bytes());
    let statuses: Vec<_> = answers.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
    let wanted: Vec<_> =
        ["200", "200", "200", "404", "200"].into_iter().cycle().take(50).chain(["200"]).collect();
    assert_eq!(statuses, wanted);
    assert!(answers.ends_with("\r\n\r\n"), "an answer to HEAD has no body");
    // One after the other on one connection, in pieces.
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    for _ in 0..3 {
        for piece in ask("/leaflet.txt").as_bytes().chunks(7) {
            stream.write_all(piece).unwrap();
        }
        let mut answer = Vec::new();
        while !answer.ends_with(b"0123456789") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            answer.push(byte[0]);
        }
    }
    // Who has asked all and waits for the answer gets it.
    stream.write_all(ask("/big.bin").as_bytes()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.len() > 3_000_000, "{}", rest.len());
}

#[test]
fn what_has_two_lengths_or_a_body_does_not_confuse_what_follows() {
    let folder = clinic().lay();
    let preview = Preview::start(folder.path(), &[]);
    let inner = "GET /leaflet.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (headers, wanted) in [
        (format!("Content-Length: {0}\r\nContent-Length: {0}\r\n", inner.len()), 400),
        (format!("Content-Length: 0\r\nContent-Length: {}\r\n", inner.len()), 400),
        ("Content-Length: 0x5\r\n".to_owned(), 400),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n".to_owned(), 400),
        ("Transfer-Encoding: xchunked\r\n".to_owned(), 501),
        ("Transfer-Encoding: gzip\r\n".to_owned(), 501),
        (format!("Content-Length: {}\r\n", inner.len()), 200),
        ("Transfer-Encoding: chunked\r\n".to_owned(), 200),
        ("Content-Length: 100000\r\nExpect: 100-continue\r\n".to_owned(), 200),
    ] {
        let answer =
            send(&preview, format!("GET / HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n{inner}").as_bytes());
        assert_eq!(status(&answer), wanted, "{headers}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "a body is no request: {headers}");
        assert!(answer.contains("Connection: close"), "{answer}");
    }
}

#[test]
fn a_client_that_has_a_file_is_told_so_and_a_part_of_another_file_is_none() {
    let folder = clinic().file("assets/own.css", "p { color: red }").lay();
    let preview = Preview::start(folder.path(), &[]);
    let page = preview.get("/articles/flu/").text();
    let sheet = page.split('"').find(|text| text.starts_with("/") && text.ends_with(".css")).unwrap();
    for path in ["/leaflet.txt", sheet] {
        let tag = preview.get(path).header("ETag").to_owned();
        assert!(tag.starts_with('"'), "{path}: {tag}");
        for (header, wanted) in [
            (format!("If-None-Match: {tag}"), 304),
            (format!("If-None-Match: \"other\", W/{tag}"), 304),
            ("If-None-Match: *".to_owned(), 304),
            ("If-None-Match: \"other\"".to_owned(), 200),
            (format!("Range: bytes=0-3\r\nIf-Range: {tag}"), 206),
            ("Range: bytes=0-3\r\nIf-Range: \"other\"".to_owned(), 200),
            ("Range: bytes=0-3\r\nIf-Range: Sat, 28 Nov 2026 10:00:00 GMT".to_owned(), 200),
            (format!("Range: bytes=0-3\r\nIf-Range: W/{tag}"), 200),
            ("Range: bytes=99999-\r\nIf-Range: \"other\"".to_owned(), 200),
        ] {
            let answer = preview.with("GET", path, &format!("{header}\r\n"));
            assert_eq!(answer.status, wanted, "{path}: {header}");
            assert_eq!(answer.body.is_empty(), wanted == 304, "{path}: {header}");
            let head = preview.with("HEAD", path, &format!("{header}\r\n"));
            assert!(
                head.body.is_empty() && head.status == if wanted == 206 { 200 } else { wanted },
                "{header}"
            );
        }
    }
    let old = preview.get("/leaflet.txt").header("ETag").to_owned();
    fs::write(folder.path().join("static/leaflet.txt"), "9876543210").unwrap();
    preview.shows("/leaflet.txt", "9876");
    let part = preview.with("GET", "/leaflet.txt", &format!("Range: bytes=0-3\r\nIf-Range: {old}\r\n"));
    assert_eq!((part.status, part.text().as_str()), (200, "9876543210"));
}

#[test]
fn other_sites_load_nothing_and_listen_to_nothing() {
    let folder = clinic().lay();
    let preview = Preview::start(folder.path(), &[]);
    let own = ["/__clinicsite/live.js", "/__clinicsite/live.css", "/__clinicsite/"];
    for path in ["/articles/flu/", "/scan.svg", "/lost", "/%00"].iter().chain(&own) {
        let answer = preview.get(path);
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("X-Robots-Tag", "noindex"),
            ("Access-Control-Allow-Origin", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {path}");
        }
        for from in ["cross-site", "same-site", "something-new"] {
            for (mode, dest) in [
                ("no-cors", "image"),
                ("no-cors", "script"),
                ("cors", "empty"),
                ("navigate", "object"),
                ("navigate", "iframe"),
            ] {
                let headers =
                    format!("Sec-Fetch-Site: {from}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}\r\n");
                assert_eq!(preview.with("GET", path, &headers).status, 403, "{path}: {headers}");
            }
            let visit =
                format!("Sec-Fetch-Site: {from}\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n");
            assert_eq!(
                preview.with("GET", path, &visit).status,
                answer.status,
                "a link from elsewhere to {path}"
            );
        }
        for origin in [
            "https://evil.example",
            "null",
            "http://localhost",
            "http://localhost:1",
            "http://127.0.0.1:PORT",
        ] {
            let answer = preview.with("GET", path, &format!("Origin: {origin}\r\n"));
            assert_eq!(answer.status, 403, "{path} from {origin}");
        }
        for ours in [
            "Origin: http://localhost:PORT",
            "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors",
            "Sec-Fetch-Site: none",
        ] {
            assert_eq!(
                preview.with("GET", path, &format!("{ours}\r\n")).status,
                answer.status,
                "{path}: {ours}"
            );
        }
    }
    for header in [
        "Origin: https://evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors",
    ] {
        let answer = preview.with("GET", "/__clinicsite/events", &format!("{header}\r\n"));
        assert_eq!(answer.status, 403, "{header}");
    }
}
