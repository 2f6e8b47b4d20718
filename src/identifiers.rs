//! What identifies something to other systems: addresses of the web and of mail, hosts, telephone numbers, countries,
//! NPIs.
//!
//! Each is a type that only its own check can make, so no key can skip the check: what a template, a header or a
//! record shows of it is what the check has passed. Knows no site, no page and no file; [`keys`] reads them from TOML.

mod countries;
mod country;
mod host;
pub mod keys;
pub mod look_alike;
mod mail;
mod npi;
mod phone;
pub mod postal;
mod web;

pub use country::Country;
pub use host::Host;
pub use mail::{MailAddress, MailLink};
pub use npi::Npi;
pub use phone::Phone;
pub use web::{WebAddress, encode_href};

/// Why a text is not what it should be, and what to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, in the words of a message.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// A value as messages name it: on one line, not longer than one.
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 80;
    let mut out = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == MOST {
            out.push('…');
            break;
        }
        match c {
            c if c.is_control() || crate::unseen::turns(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// A type whose text is written as it is.
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
