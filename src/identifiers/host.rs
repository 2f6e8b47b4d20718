//! Host names, with a port or without.

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

use super::{Fault, abbreviated, written};

/// A host name with an optional port: small letters, digits, dots and hyphens; other scripts as Punycode.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Host(String);

impl Host {
    /// Parses a host as a person writes it.
    ///
    /// # Errors
    /// If it is anything else: a whole address, a pattern, a keyword or directive of a policy, several hosts.
    pub fn parse(text: &str) -> Result<Host, Fault> {
        Host::parse_name_and_port(text).ok_or_else(|| Fault {
            message: format!("`{}` is no host", abbreviated(text)),
            help: remedy(text),
        })
    }

    fn parse_name_and_port(text: &str) -> Option<Host> {
        let (name, port) = match text.split_once(':') {
            Some((name, port)) => (name, Some(port_number(port)?)),
            None => (text, None),
        };
        if !name.contains('.') && !name.eq_ignore_ascii_case("localhost") {
            return None;
        }
        // A content security policy allows no underscore in hosts (CSP 3, host-char).
        let name = ascii(name).filter(|name| !name.contains('_'))?;
        Some(Host(match port {
            Some(port) => format!("{name}:{port}"),
            None => name,
        }))
    }

    /// The name, and the port if there is one.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

written!(Host);

/// What to write in place of a text that is no host.
fn remedy(text: &str) -> String {
    let inside = text.split_once("//").map_or(text, |(_, rest)| rest);
    let end = inside.find(['/', '?', '#', '\\', ' ', ';', ',', '\n']).unwrap_or(inside.len());
    let inside = inside.split_at(end).0;
    let bare = inside.rsplit_once('@').map_or(inside, |(_, host)| host);
    match Host::read_name(bare.trim_start_matches("*.")) {
        Some(host) if text.contains('*') => {
            format!(
                "name each host in whole, such as \"{host}\": a pattern would let in more than one knows of"
            )
        }
        Some(host) => format!("write the host alone: \"{host}\""),
        None => "write a host alone, without https:// and without a path: \"files.example\"".to_owned(),
    }
}

impl Host {
    /// Parses a name with a dot and without a port; used for proposals.
    fn read_name(text: &str) -> Option<Host> {
        let fine = text.contains('.') && !text.contains(':');
        ascii(text).filter(|_| fine).map(Host)
    }
}

/// A host name in ASCII (UTS 46), of letters, digits, dots, hyphens and underscores.
pub(super) fn ascii(name: &str) -> Option<String> {
    let done = Uts46::new()
        .to_ascii(name.as_bytes(), AsciiDenyList::URL, Hyphens::CheckFirstLast, DnsLength::Verify)
        .ok()?;
    let fine = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    (!done.is_empty() && done.bytes().all(fine)).then(|| done.into_owned())
}

/// Parses a port from 1 to 65535.
pub(super) fn port_number(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|port| *port > 0 && digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_and_perhaps_a_port() {
        for (written, host) in [
            ("files.example", "files.example"),
            ("Files.Example", "files.example"),
            ("files.example:8443", "files.example:8443"),
            ("praxis-müller.example", "xn--praxis-mller-klb.example"),
            ("r3---sn-x.video.example", "r3---sn-x.video.example"),
            ("localhost:8080", "localhost:8080"),
            ("192.0.2.7", "192.0.2.7"),
        ] {
            assert_eq!(Host::parse(written).map(|host| host.to_string()), Ok(host.to_owned()), "{written}");
        }
        for bad in [
            "",
            " ",
            "*",
            "*.example",
            "*.files.example",
            "https://files.example",
            "files.example/",
            "files.example/x",
            "//files.example",
            "files.example; object-src *",
            "files.example\n  X-Evil: 1",
            "'self'",
            "'unsafe-inline'",
            "self",
            "none",
            "https:",
            "data:",
            "files.example:",
            "files.example:0",
            "files.example:99999",
            "files.example:+80",
            "files..example",
            ".example",
            "files.example.",
            "-files.example",
            "user@files.example",
            "a b.example",
            "a\tb.example",
            "files.example,b.example",
            "\u{202e}files.example",
            "[::1]",
            "files.example?x",
            "files%2eexample",
            "\"files.example\"",
            "xn--a.example",
            "$x.example",
            "files.example\u{3002}/",
        ] {
            let fault = Host::parse(bad).expect_err(bad);
            assert!(!fault.message.contains('\n') && !fault.help.contains('\n'), "{bad}");
        }
    }

    #[test]
    fn the_remedy_is_made_of_what_was_written() {
        for (bad, word) in [
            ("https://files.example/", "\"files.example\""),
            ("//files.example/x?y", "\"files.example\""),
            ("*.files.example", "\"files.example\""),
            ("user@files.example", "\"files.example\""),
            ("files.example; object-src *", "\"files.example\""),
        ] {
            let help = Host::parse(bad).unwrap_err().help;
            assert!(help.contains(word), "{bad}: {help}");
        }
    }
}
