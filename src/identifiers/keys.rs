//! The readers of TOML keys that hold identifiers.

use super::{Country, Fault, Host, MailAddress, MailLink, Npi, Phone, WebAddress};
use crate::problem::Rule;
use crate::schema::Shape;
use crate::table::{At, Table};

/// Reports a value that does not pass, at its place.
fn report(table: &mut Table<'_>, rule: Rule, text: &At<String>, fault: Fault) {
    let place = text.place(table.source());
    table.problems.report(rule, place, fault.message).help(fault.help);
}

/// Reads a key and parses its value; a value that does not pass is reported.
fn parsed<T>(
    table: &mut Table<'_>,
    key: &str,
    shape: Shape,
    read: impl FnOnce(&str) -> Result<T, Fault>,
) -> Option<At<T>> {
    let text = table.text_of(key, shape)?;
    match read(&text.value) {
        Ok(value) => Some(At { value, span: text.span }),
        Err(fault) => {
            let rule = if matches!(shape, Shape::Npi) { Rule::Identifier } else { Rule::BadValue };
            report(table, rule, &text, fault);
            None
        }
    }
}

/// Reads a list and parses its items; items that do not pass are reported.
fn all_parsed<T>(
    table: &mut Table<'_>,
    key: &str,
    shape: Shape,
    read: impl Fn(&str) -> Result<T, Fault>,
) -> Vec<At<T>> {
    let mut values = Vec::new();
    for text in table.texts_of(key, shape) {
        match read(&text.value) {
            Ok(value) => values.push(At { value, span: text.span }),
            Err(fault) => report(table, Rule::BadValue, &text, fault),
        }
    }
    values
}

/// Reads a web address.
pub(crate) fn web_address(table: &mut Table<'_>, key: &str) -> Option<WebAddress> {
    parsed(table, key, Shape::Web, WebAddress::parse).map(|address| address.value)
}

/// Reads a list of web addresses.
pub(crate) fn web_addresses(table: &mut Table<'_>, key: &str) -> Vec<WebAddress> {
    all_parsed(table, key, Shape::Web, WebAddress::parse).into_iter().map(|address| address.value).collect()
}

/// Reads a list of hosts.
pub(crate) fn hosts(table: &mut Table<'_>, key: &str) -> Vec<Host> {
    all_parsed(table, key, Shape::Host, Host::parse).into_iter().map(|host| host.value).collect()
}

/// Reads a host.
pub(crate) fn host(table: &mut Table<'_>, key: &str) -> Option<Host> {
    parsed(table, key, Shape::Host, Host::parse).map(|host| host.value)
}

/// Reads a telephone number; whether it can be dialled is checked when the clinic's country is known.
pub(crate) fn phone(table: &mut Table<'_>, key: &str) -> Option<At<Phone>> {
    parsed(table, key, Shape::Phone, Phone::parse)
}

/// Reads a mail address.
pub(crate) fn mail(table: &mut Table<'_>, key: &str) -> Option<MailAddress> {
    parsed(table, key, Shape::Mail, MailAddress::parse).map(|mail| mail.value)
}

/// Reads a country.
pub(crate) fn country(table: &mut Table<'_>, key: &str) -> Option<Country> {
    parsed(table, key, Shape::Country, Country::parse).map(|country| country.value)
}

/// Reads an NPI.
pub(crate) fn npi(table: &mut Table<'_>, key: &str) -> Option<Npi> {
    parsed(table, key, Shape::Npi, Npi::parse).map(|npi| npi.value)
}

/// Reads a web address or a `mailto:` link.
pub(crate) fn web_or_mail(table: &mut Table<'_>, key: &str) -> Option<String> {
    let read = |text: &str| match text.split_at_checked(7) {
        Some((head, _)) if head.eq_ignore_ascii_case("mailto:") => {
            MailLink::parse(text).map(|link| link.to_string())
        }
        _ => WebAddress::parse(text).map(|address| address.to_string()).map_err(|mut fault| {
            if let Ok(mail) = MailAddress::parse(text) {
                fault.help = format!("write {}", mail.link());
            }
            fault
        }),
    };
    parsed(table, key, Shape::WebOrMail, read).map(|address| address.value)
}

/// The target of a menu entry or a redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address of this site as written; it is looked up when the site's addresses are known.
    Site(String),
    /// An address of another site.
    Web(WebAddress),
}

impl Destination {
    /// Parses a destination: a text with a scheme or a host must be a web address.
    ///
    /// # Errors
    /// If such a text is none.
    pub fn parse(text: &str) -> Result<Destination, Fault> {
        let site = text.starts_with('/') && !text.starts_with("//");
        let meant = WebAddress::is_meant(text) || crate::markdown::scheme(text).is_some();
        match meant && !site {
            true => WebAddress::parse(text).map(Destination::Web),
            false => Ok(Destination::Site(text.to_owned())),
        }
    }
}

/// Reads a destination.
pub(crate) fn destination(table: &mut Table<'_>, key: &str) -> Option<At<Destination>> {
    parsed(table, key, Shape::Destination, Destination::parse)
}
