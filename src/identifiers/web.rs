//! Web addresses, and the encoding of any address in `href`.

use std::net::Ipv6Addr;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::host::{ascii, port_number};
use super::{Fault, abbreviated, written};

/// The characters that `href` encodes: those that CommonMark's reference encodes and RFC 3986 does not allow.
const HREF_ENCODE_SET: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address percent-encoded for `href`; what is encoded already stays.
pub(crate) fn encode_href(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, part) in address.split('%').enumerate() {
        if at > 0 {
            let code = part.as_bytes().get(..2).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
            out.push_str(if code { "%" } else { "%25" });
        }
        out.extend(utf8_percent_encode(part, HREF_ENCODE_SET));
    }
    out
}

/// An absolute `http` or `https` address in ASCII, with a valid host and without blanks, control characters or a login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress(String);

impl WebAddress {
    /// Parses an address as a person writes it.
    ///
    /// # Errors
    /// If it is not absolute, has another scheme or a login, or an invalid host.
    pub fn parse(text: &str) -> Result<WebAddress, Fault> {
        let fault =
            |help: String| Fault { message: format!("`{}` is no web address", abbreviated(text)), help };
        if let Some(c) = text.chars().find(|c| c.is_whitespace() || is_invisible(*c)) {
            let trimmed = text.trim();
            return Err(fault(match WebAddress::read_plain(trimmed) {
                Some(_) => format!("take the blanks at its ends away: {trimmed}"),
                None if c.is_whitespace() => "an address has no blank; write one inside as %20".to_owned(),
                None => format!("type it anew: it holds the unseen sign U+{:04X}", u32::from(c)),
            }));
        }
        let Some((scheme, rest)) = split_scheme(text) else { return Err(fault(remedy(text))) };
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
        if authority.contains('@') || path.starts_with('\\') {
            let host = authority.rsplit('@').next().unwrap_or_default();
            return Err(fault(format!("an address has no name before its host: {scheme}://{host}")));
        }
        let Some(authority) = host_and_port(authority) else {
            return Err(fault(format!(
                "`{}` can be no host: write it as in {scheme}://clinic.example",
                abbreviated(authority)
            )));
        };
        let whole = format!("{scheme}://{authority}{}", encode_href(path));
        match fluent_uri::Uri::parse(whole.as_str()) {
            Ok(_) => Ok(WebAddress(whole)),
            Err(_) => Err(fault("copy it anew from the browser's address bar".to_owned())),
        }
    }

    /// Parses the address of a link in Markdown, where blanks are encoded first, as CommonMark does.
    ///
    /// # Errors
    /// As [`WebAddress::parse`].
    pub fn of_link(text: &str) -> Result<WebAddress, Fault> {
        WebAddress::parse(&encode_blanks(text))
    }

    /// Parses an address without blanks; used for proposals.
    fn read_plain(text: &str) -> Option<WebAddress> {
        let blank = text.is_empty() || text.contains(|c: char| c.is_whitespace() || is_invisible(c));
        if blank { None } else { WebAddress::parse(text).ok() }
    }

    /// Whether a text is meant as a web address: it begins with `http:`, `https:` or `//`.
    pub fn is_meant(text: &str) -> bool {
        let text = text.trim_start();
        let head = |word: &str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        head("http:") || head("https:") || text.starts_with("//")
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, and its port if there is one.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    }

    /// The origin (scheme, host, port), and the rest of the address.
    pub fn split(&self) -> (&str, &str) {
        let start = self.0.find("://").map_or(0, |at| at + 3);
        let host = self.host().len();
        self.0.split_at_checked(start + host).unwrap_or((&self.0, ""))
    }

    /// Whether the scheme is `https`.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }
}

written!(WebAddress);

/// Whether a character is invisible: a control character, a mark of direction, a space without width.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Percent-encodes blanks and invisible characters.
fn encode_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() || is_invisible(c) {
            out.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC));
        } else {
            out.push(c);
        }
    }
    out
}

/// Splits off `http` or `https`, in small letters; the rest begins after `://`.
fn split_scheme(text: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = ["https", "http"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    Some((scheme, rest))
}

/// What to write in place of an address that is not absolute.
fn remedy(text: &str) -> String {
    let inside = text.trim_start_matches(['/', '\\']);
    let behind = ["https:", "http:"].into_iter().find_map(|scheme| {
        let (head, rest) = text.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| rest.trim_start_matches(['/', '\\']))
    });
    let candidate = format!("https://{}", behind.unwrap_or(inside));
    let host = candidate.split(['/', '?', '#']).nth(2).unwrap_or_default();
    match WebAddress::read_plain(&candidate) {
        Some(address) if host.contains('.') => format!("write it whole: {address}"),
        _ => "write it whole: https://…".to_owned(),
    }
}

/// The host and the port in ASCII; `None` if they are invalid.
fn host_and_port(authority: &str) -> Option<String> {
    if let Some((address, port)) = authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let address: Ipv6Addr = address.parse().ok()?;
        return match port.strip_prefix(':') {
            Some(port) => Some(format!("[{address}]:{}", port_number(port)?)),
            None => port.is_empty().then(|| format!("[{address}]")),
        };
    }
    match authority.split_once(':') {
        Some((name, port)) => Some(format!("{}:{}", ascii(name)?, port_number(port)?)),
        None => ascii(authority),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts that are no web address.
    pub(super) const BAD: &[&str] = &[
        "javascript:alert(1)",
        "JavaScript://x.example/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://x.example/",
        "//x.example/",
        "\\\\x.example\\x",
        "http:/x.example",
        "https:x.example",
        "https:///x",
        "https://",
        "https://?x",
        "http://#x",
        "www.x.example",
        "x.example",
        "/path",
        "",
        " ",
        "https://x.example/a b",
        " https://x.example/",
        "https://x.example/\n",
        "https://x.example/\u{7}",
        "https://x.example/\u{202e}",
        "https://user@x.example/",
        "https://user:pass@x.example/",
        "https://x.example\\@y.example/",
        "https://x..example/",
        "https://.example/",
        "https://-x.example/",
        "https://x.example:/",
        "https://x.example:0/",
        "https://x.example:99999/",
        "https://x.example:80x/",
        "https://x y.example/",
        "https://x%2eexample/",
        "https://[::1/",
        "https://[x]/",
        "https://x.example;y/",
        "https://*.example/",
        "https://x\u{200b}.\u{200b}/",
    ];

    #[test]
    fn only_whole_addresses_pass() {
        for bad in BAD {
            let fault = WebAddress::parse(bad).expect_err(bad);
            assert!(!fault.help.is_empty() && !fault.message.contains('\n'), "{bad:?}");
        }
        for (written, address) in [
            ("https://x.example", "https://x.example"),
            ("HTTPS://X.Example/A?b=C#d", "https://x.example/A?b=C#d"),
            ("http://x.example:8080/ü?q=ä b", ""),
            ("http://x.example:8080/ü?q=ä", "http://x.example:8080/%C3%BC?q=%C3%A4"),
            ("https://praxis-müller.example/Über", "https://xn--praxis-mller-klb.example/%C3%9Cber"),
            ("https://x.example/a%20b/%zz[1]\\{2}", "https://x.example/a%20b/%25zz%5B1%5D%5C%7B2%7D"),
            ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
            ("https://my_files.example/x@y", "https://my_files.example/x@y"),
            ("http://127.0.0.1:4000/", "http://127.0.0.1:4000/"),
            ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ] {
            let read = WebAddress::parse(written).map(|address| address.to_string()).unwrap_or_default();
            assert_eq!(read, address, "{written}");
        }
    }

    #[test]
    fn the_remedy_is_made_of_what_was_written() {
        for (bad, help) in [
            ("www.x.example/a", "https://www.x.example/a"),
            ("//x.example/a", "https://x.example/a"),
            ("http:/x.example", "https://x.example"),
            (" https://x.example/", "https://x.example/"),
            ("https://me:secret@x.example/", "https://x.example"),
        ] {
            let said = WebAddress::parse(bad).unwrap_err().help;
            assert!(said.contains(help), "{bad}: {said}");
            assert!(!said.contains("secret"));
        }
    }

    #[test]
    fn a_link_in_a_text_may_have_blanks() {
        for (written, address) in [
            ("https://x.example/a b\tc", "https://x.example/a%20b%09c"),
            ("https://x.example/a\u{a0}b", "https://x.example/a%C2%A0b"),
            ("https://x.example/a%20b", "https://x.example/a%20b"),
        ] {
            assert_eq!(WebAddress::of_link(written).unwrap().as_str(), address);
        }
        assert!(WebAddress::of_link("https://x .example/").is_err());
    }

    #[test]
    fn an_href_is_encoded_once() {
        for (written, href) in [
            ("a b", "a%20b"),
            ("a%20b", "a%20b"),
            ("100%", "100%25"),
            ("%", "%25"),
            ("%C3%A4ä", "%C3%A4%C3%A4"),
            ("a[b]\\c", "a%5Bb%5D%5Cc"),
            ("a&b'c(d)*e", "a&b'c(d)*e"),
        ] {
            assert_eq!(encode_href(written), href);
            assert_eq!(encode_href(href), href);
        }
    }

    proptest! {
        #[test]
        fn what_passes_is_an_address_of_ascii(text in "(https?://)?[\\PC\n\t]{0,30}") {
            if let Ok(address) = WebAddress::parse(&text) {
                let uri = fluent_uri::Uri::parse(address.as_str()).unwrap();
                prop_assert!(uri.authority().is_some_and(|one| !one.has_userinfo() && !one.host().is_empty()));
                prop_assert!(matches!(uri.scheme().as_str(), "http" | "https"));
                prop_assert_eq!(WebAddress::parse(address.as_str()), Ok(address.clone()));
            }
        }
    }
}
