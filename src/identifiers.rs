//! Validated identifiers: web and mail addresses, hosts, telephone numbers, countries, US states, NPIs.
//!
//! Each is a type that only its own parser can make, so no key can skip the check: what a template, a header or a
//! record shows of it has passed. They know no site, no page and no file; [`keys`] reads them from TOML.

mod countries;
mod country;
pub(crate) mod fiction;
mod host;
pub(crate) mod keys;
pub(crate) mod look_alike;
mod mail;
mod npi;
mod phone;
pub(crate) mod postal;
mod registration;
mod us_states;
mod web;

pub(crate) use country::Country;
pub(crate) use host::Host;
pub(crate) use mail::{MailAddress, MailLink};
pub(crate) use npi::Npi;
pub(crate) use phone::Phone;
pub(crate) use registration::{REGISTRATION, Registration, registrations};
pub(crate) use us_states::us_state;
pub(crate) use web::{WebAddress, encode_href};

/// The error of a value that is not what it should be, with what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as a problem's message.
    pub message: String,
    /// What to write, as a problem's help.
    pub help: String,
}

/// A value quoted in a message: in one line and shortened, with control characters escaped.
pub(crate) fn abbreviated(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut out = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == LONGEST {
            out.push('…');
            break;
        }
        match c {
            c if c.is_control() || crate::unseen::is_bidi_control(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// Implements `Display` and `Serialize` for a type by its `as_str`.
macro_rules! written {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
use written;
