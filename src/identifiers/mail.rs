//! Mail addresses (RFC 5322) and `mailto:` links (RFC 6068).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::host::ascii;
use super::{Fault, abbreviated, encode_href, written};

/// The characters that a link encodes before its `@`.
const LOCAL_ENCODE_SET: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b'+');

/// A mail address whose host is a valid name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddress {
    written: String,
    link: String,
}

impl MailAddress {
    /// Parses an address as a person writes it.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(text: &str) -> Result<MailAddress, Fault> {
        let fault =
            |help: String| Fault { message: format!("`{}` is no address for mail", abbreviated(text)), help };
        let example = || "write it as in hello@clinic.example".to_owned();
        if let Some(inner) = unwrapped(text) {
            return Err(fault(format!("write the address alone: {inner}")));
        }
        let Some((local, host)) = text.rsplit_once('@') else { return Err(fault(example())) };
        let Some(host) = ascii(host).filter(|host| is_host_name(host)) else {
            let why = format!(
                "`{}` can be no host for mail: it wants a name such as clinic.example",
                abbreviated(host)
            );
            return Err(fault(why));
        };
        if !is_local(local) {
            return Err(fault(example()));
        }
        let link = format!("mailto:{}@{host}", utf8_percent_encode(local, LOCAL_ENCODE_SET));
        Ok(MailAddress { written: text.to_owned(), link })
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The link: `mailto:hello@clinic.example`.
    pub fn link(&self) -> &str {
        &self.link
    }
}

written!(MailAddress);

/// The address inside `mailto:`, `Name <…>` or blanks, for proposals.
fn unwrapped(text: &str) -> Option<String> {
    let inner =
        text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(inner, _)| inner);
    let inner = inner.trim();
    let without = inner.split_at_checked(7).filter(|(head, _)| head.eq_ignore_ascii_case("mailto:"));
    let inner = without.map_or(inner, |(_, rest)| rest.trim());
    (inner != text && MailAddress::parse(inner).is_ok()).then(|| inner.to_owned())
}

/// Whether a host has two parts or more, the last of which is no number.
fn is_host_name(host: &str) -> bool {
    host.rsplit_once('.')
        .is_some_and(|(_, last)| last.len() > 1 && !last.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the part before the `@` is a dot-atom of RFC 5322, with the letters of all scripts (RFC 6531).
fn is_local(local: &str) -> bool {
    let fine = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.chars().all(fine))
}

/// A `mailto:` link with one or more addresses, and fields: `mailto:a@clinic.example?subject=Hello`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MailLink(String);

impl MailLink {
    /// Parses a link as a person writes it, with unencoded blanks.
    ///
    /// # Errors
    /// If one of its addresses is none.
    pub(crate) fn parse(text: &str) -> Result<MailLink, Fault> {
        let inside = text.split_once(':').map_or(text, |(_, rest)| rest).trim();
        let (to, fields) = inside.split_once('?').map_or((inside, None), |(to, fields)| (to, Some(fields)));
        let mut all = Vec::new();
        for one in to.split(',').map(str::trim) {
            let decoded = percent_encoding::percent_decode_str(one).decode_utf8_lossy();
            all.push(MailAddress::parse(&decoded)?.link.split_off("mailto:".len()));
        }
        let fields = fields.map(|fields| format!("?{}", encode_href(fields))).unwrap_or_default();
        Ok(MailLink(format!("mailto:{}{fields}", all.join(","))))
    }

    /// The link.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

written!(MailLink);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_host() {
        for (written, link) in [
            ("hello@clinic.example", "mailto:hello@clinic.example"),
            ("Ana.Ortiz+talks@Mail.Clinic.Example", "mailto:Ana.Ortiz+talks@mail.clinic.example"),
            ("praxis@praxis-müller.example", "mailto:praxis@xn--praxis-mller-klb.example"),
            ("müller@clinic.example", "mailto:m%C3%BCller@clinic.example"),
            ("a/b?c&d@clinic.example", "mailto:a%2Fb%3Fc%26d@clinic.example"),
            ("o'neil@clinic.example", "mailto:o%27neil@clinic.example"),
        ] {
            let address = MailAddress::parse(written).unwrap();
            assert_eq!((address.as_str(), address.link()), (written, link));
        }
        for bad in [
            "",
            "hello",
            "hello@",
            "@clinic.example",
            "hello@clinic",
            "www.clinic.example",
            "hello@clinic..example",
            "hello@@clinic.example",
            "a b@clinic.example",
            "hello@clinic.example\n",
            "hello @clinic.example",
            ".hello@clinic.example",
            "hello.@clinic.example",
            "a..b@clinic.example",
            "hello@clinic.e",
            "hello@192.0.2.7",
            "hello@-clinic.example",
            "hello@clinic.example/x",
            "a@clinic.example, b@clinic.example",
            "\"a\"@clinic.example",
            "hello(at)clinic.example",
            "hello\u{202e}@clinic.example",
            "https://clinic.example/",
        ] {
            assert!(!MailAddress::parse(bad).expect_err(bad).message.contains('\n'));
        }
    }

    #[test]
    fn an_address_in_something_else_is_proposed_alone() {
        for wrapped in [
            "mailto:hello@clinic.example",
            " hello@clinic.example ",
            "Clinic <hello@clinic.example>",
            "MAILTO: hello@clinic.example",
        ] {
            let help = MailAddress::parse(wrapped).unwrap_err().help;
            assert!(help.ends_with(" hello@clinic.example"), "{wrapped}: {help}");
        }
    }

    #[test]
    fn a_link_keeps_its_fields() {
        for (written, link) in [
            ("mailto:a@x.example", "mailto:a@x.example"),
            ("MAILTO:a@x.example,b@x.example", "mailto:a@x.example,b@x.example"),
            ("mailto:a@x.example?subject=A visit&body=Ä", "mailto:a@x.example?subject=A%20visit&body=%C3%84"),
            ("mailto:m%C3%BCller@x.example", "mailto:m%C3%BCller@x.example"),
        ] {
            assert_eq!(MailLink::parse(written).unwrap().as_str(), link);
        }
        for bad in ["mailto:", "mailto:hello", "mailto:a@x", "mailto:a@x.example,b", "mailto:?subject=x"] {
            assert!(MailLink::parse(bad).is_err(), "{bad}");
        }
    }
}
