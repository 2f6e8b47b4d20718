//! A running `serve` for tests, asked as browsers ask it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take on a slow and busy machine. Nothing waits so long when all is well.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);
pub(crate) const DAY: &str = "--as-of=2026-12-01";

/// A running `serve`, ended when it goes out of scope.
pub(crate) struct Preview {
    pub(crate) process: Child,
    pub(crate) port: u16,
    out: Arc<Mutex<String>>,
    err: Arc<Mutex<String>>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let prefix = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(prefix.as_str())).unwrap_or_default()
    }
}

fn collect(stream: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let text = Arc::new(Mutex::new(String::new()));
    let kept = text.clone();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            kept.lock().unwrap().push_str(&(line + "\n"));
        }
    });
    text
}

#[track_caller]
pub(crate) fn wait_for<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + LIMIT;
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < end, "{what} did not come within {LIMIT:?}");
        thread::sleep(Duration::from_millis(10));
    }
}

impl Preview {
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_clinicsite"))
            .args(["serve", "--port", "0", DAY])
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = collect(process.stdout.take().unwrap());
        let err = collect(process.stderr.take().unwrap());
        let port = wait_for("the address", || {
            let said = out.lock().unwrap();
            let rest = said.split("http://127.0.0.1:").nth(1)?;
            rest.split('/').next()?.parse().ok()
        });
        let preview = Preview { process, port, out, err };
        wait_for("the first build", || (!preview.built().is_empty()).then_some(()));
        preview
    }

    pub(crate) fn out(&self) -> String {
        self.out.lock().unwrap().clone()
    }

    pub(crate) fn err(&self) -> String {
        self.err.lock().unwrap().clone()
    }

    /// The lines that tell of builds.
    pub(crate) fn built(&self) -> Vec<String> {
        self.out().lines().filter(|line| !line.contains("http://")).map(str::to_owned).collect()
    }

    pub(crate) fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream.write_all(request.replace("PORT", &self.port.to_string()).as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let split = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..split]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes.get(split + 4..).unwrap_or_default().to_vec() }
    }

    pub(crate) fn with(&self, method: &str, path: &str, header: &str) -> Answer {
        self.ask(&format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n{header}\r\n"
        ))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.with("GET", path, "")
    }

    #[track_caller]
    pub(crate) fn shows(&self, path: &str, text: &str) {
        wait_for(&format!("`{text}` at {path}"), || self.get(path).text().contains(text).then_some(()));
    }

    /// The page that is shown at a path, as the script of the page names it.
    pub(crate) fn identity(&self, path: &str) -> String {
        let page = self.get(path).text();
        page.split("data-is=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// Listens as the page at a path does; without a path, to everything.
    pub(crate) fn listen(&self, page: Option<(&str, &str)>) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let query = page.map_or(String::new(), |(path, is)| format!("?page={path}&is={is}"));
        let head = format!("GET /__clinicsite/events{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let events = Events { lines: Arc::default(), stream: stream.try_clone().unwrap() };
        let lines = events.lines.clone();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                lines.lock().unwrap().push(line);
            }
        });
        wait_for("the event stream", || events.has("event: problems").then_some(()));
        events
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        assert!(!self.err().contains("panicked"), "{}", self.err());
    }
}

pub(crate) struct Events {
    pub(crate) lines: Arc<Mutex<Vec<String>>>,
    stream: TcpStream,
}

impl Events {
    pub(crate) fn has(&self, start: &str) -> bool {
        self.lines.lock().unwrap().iter().any(|line| line.starts_with(start))
    }

    pub(crate) fn forget(&self) {
        self.lines.lock().unwrap().clear();
    }

    #[track_caller]
    pub(crate) fn expect(&self, start: &str) {
        wait_for(start, || self.has(start).then_some(()));
        self.forget();
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
    }
}
