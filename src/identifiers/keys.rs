//! Keys of TOML that hold identifiers: read here, and nowhere else.

use super::{Country, Fault, Host, MailAddress, MailLink, Npi, Phone, WebAddress};
use crate::problem::Rule;
use crate::schema::Shape;
use crate::table::{At, Table};

/// Reports what is no such thing, at its place.
fn report(table: &mut Table<'_>, rule: Rule, text: &At<String>, fault: Fault) {
    let place = text.place(table.source());
    table.problems.report(rule, place, fault.message).help(fault.help);
}

/// The value of a key, if its check passes.
fn checked<T>(
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

/// The items of a list that pass the check.
fn all_checked<T>(
    table: &mut Table<'_>,
    key: &str,
    shape: Shape,
    read: impl Fn(&str) -> Result<T, Fault>,
) -> Vec<At<T>> {
    let mut all = Vec::new();
    for text in table.texts_of(key, shape) {
        match read(&text.value) {
            Ok(value) => all.push(At { value, span: text.span }),
            Err(fault) => report(table, Rule::BadValue, &text, fault),
        }
    }
    all
}

/// A whole address of the web.
pub fn web_address(table: &mut Table<'_>, key: &str) -> Option<WebAddress> {
    checked(table, key, Shape::Web, WebAddress::read).map(|address| address.value)
}

/// Whole addresses of the web.
pub fn web_addresses(table: &mut Table<'_>, key: &str) -> Vec<WebAddress> {
    all_checked(table, key, Shape::Web, WebAddress::read).into_iter().map(|address| address.value).collect()
}

/// Hosts.
pub fn hosts(table: &mut Table<'_>, key: &str) -> Vec<Host> {
    all_checked(table, key, Shape::Host, Host::read).into_iter().map(|host| host.value).collect()
}

/// A host.
pub fn host(table: &mut Table<'_>, key: &str) -> Option<Host> {
    checked(table, key, Shape::Host, Host::read).map(|host| host.value)
}

/// A telephone number; whether it can be dialled is known where the clinic's country is.
pub fn phone(table: &mut Table<'_>, key: &str) -> Option<At<Phone>> {
    checked(table, key, Shape::Phone, Phone::read)
}

/// An address of mail.
pub fn mail(table: &mut Table<'_>, key: &str) -> Option<MailAddress> {
    checked(table, key, Shape::Mail, MailAddress::read).map(|mail| mail.value)
}

/// A country.
pub fn country(table: &mut Table<'_>, key: &str) -> Option<Country> {
    checked(table, key, Shape::Country, Country::read).map(|country| country.value)
}

/// An NPI.
pub fn npi(table: &mut Table<'_>, key: &str) -> Option<Npi> {
    checked(table, key, Shape::Npi, Npi::read).map(|npi| npi.value)
}

/// An address of the web, or a link that begins a letter.
pub fn web_or_mail(table: &mut Table<'_>, key: &str) -> Option<String> {
    let read = |text: &str| match text.split_at_checked(7) {
        Some((head, _)) if head.eq_ignore_ascii_case("mailto:") => {
            MailLink::read(text).map(|link| link.to_string())
        }
        _ => WebAddress::read(text).map(|address| address.to_string()).map_err(|mut fault| {
            if let Ok(mail) = MailAddress::read(text) {
                fault.help = format!("write {}", mail.link());
            }
            fault
        }),
    };
    checked(table, key, Shape::WebOrMail, read).map(|address| address.value)
}

/// Where an entry of the menu or a redirect leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address of the site as written; looked up when its addresses are known.
    Site(String),
    /// Another site.
    Web(WebAddress),
}

impl Destination {
    /// Reads a destination: what has a scheme or a host is held to the check of web addresses.
    ///
    /// # Errors
    /// If it is meant as a web address, and is none.
    pub fn read(text: &str) -> Result<Destination, Fault> {
        let site = text.starts_with('/') && !text.starts_with("//");
        let meant = WebAddress::is_meant(text) || crate::markdown::scheme(text).is_some();
        match meant && !site {
            true => WebAddress::read(text).map(Destination::Web),
            false => Ok(Destination::Site(text.to_owned())),
        }
    }
}

/// Where an entry leads.
pub fn destination(table: &mut Table<'_>, key: &str) -> Option<At<Destination>> {
    checked(table, key, Shape::Destination, Destination::read)
}
