//! Links to the booking while no new patients are taken: what stands in their place.

use super::{Answer, Resolver};
use crate::identifiers::MailAddress;
use crate::markdown::{escape, scheme};

/// What stands in the place of a link.
pub(super) enum InPlace {
    /// Something else, for a link that is a paragraph of its own.
    Of(Answer),
    /// Its words, with a note behind them, in a sentence.
    Words,
}

impl Resolver<'_> {
    /// What stands in the place of a link to book; `None` for any other, and while new patients are taken.
    pub(super) fn instead_of_booking(&self, target: &str, button: bool) -> Option<InPlace> {
        let clinic = &self.site.config.clinic;
        let leads_there = scheme(target).as_deref() == Some("book")
            || clinic.booking_url.as_ref().is_some_and(|address| address.as_str() == target);
        (clinic.is_full() && leads_there).then(|| match button {
            true => InPlace::Of(Answer::Instead(self.full().into())),
            false => InPlace::Words,
        })
    }

    /// That no new patients are taken, in a sentence of a paragraph; then the waiting list, and how patients reach the
    /// clinic.
    fn full(&self) -> String {
        let clinic = &self.site.config.clinic;
        let mut out = String::new();
        out.push_str("<strong>");
        escape(&mut out, &self.edition.phrase("no_new_patients", &[]));
        out.push_str("</strong>");
        if let Some(address) = &clinic.waitlist_url {
            out.push(' ');
            self.link_to(address.as_str(), &self.edition.phrase("waitlist", &[]), &mut out);
        }
        let phone = clinic.phone.as_ref().map(|phone| &phone.value);
        let phone =
            phone.and_then(|phone| Some((self.site.phone_link(phone, None).ok()?, phone.to_string())));
        let mail = clinic.email.as_ref().map(|mail| (MailAddress::link(mail).to_owned(), mail.to_string()));
        for (at, (link, words)) in phone.into_iter().chain(mail).enumerate() {
            match at {
                0 => {
                    out.push_str("<br>");
                    escape(&mut out, &self.edition.phrase("our_patients", &[]));
                    out.push(' ');
                }
                _ => out.push_str(", "),
            }
            self.link_to(&link, &words, &mut out);
        }
        out
    }

    /// The note behind the words of a link in a sentence.
    pub(super) fn note_that_full(&self, out: &mut String) {
        out.push_str(" (");
        escape(out, &self.edition.phrase("no_new_patients_short", &[]));
        if let Some(address) = &self.site.config.clinic.waitlist_url {
            out.push_str("; ");
            self.link_to(address.as_str(), &self.edition.phrase("waitlist_in_words", &[]), out);
        }
        out.push(')');
    }

    fn link_to(&self, address: &str, words: &str, out: &mut String) {
        out.push_str("<a href=\"");
        escape(out, address);
        out.push_str("\">");
        escape(out, words);
        out.push_str("</a>");
    }
}
