//! The checks for empty addresses and for blanks in addresses.

use std::ops::Range;

use super::Resolver;
use crate::markdown::scheme;
use crate::problem::Rule;

impl Resolver<'_> {
    /// Whether an address can lead anywhere at all: the empty one and `#` do not.
    pub(super) fn leads_somewhere(&mut self, target: &str, span: &Range<usize>) -> bool {
        let address = target.trim();
        if address.is_empty() || address == "#" {
            let written = self.source.text.get(span.clone()).unwrap_or_default();
            let words =
                written.strip_prefix('[').and_then(|rest| rest.split_once("](")).map(|(words, _)| words);
            let help = match words {
                Some(words) => format!("write `[{words}](page.md)` with the page or address it leads to"),
                None => "write the page or address it leads to".to_owned(),
            };
            let top = if address == "#" { "; `#top` is the top of the page" } else { "" };
            let place = self.place(span);
            self.problems
                .report(Rule::NoTarget, place, "the link leads nowhere")
                .label(if address.is_empty() { "its address is empty" } else { "its address is `#` alone" })
                .help(format!("{help}{top}"));
            return false;
        }
        self.report_blank(address, span);
        true
    }

    /// A blank in an address that goes out as it is written.
    fn report_blank(&mut self, address: &str, span: &Range<usize>) {
        let joined = |text: &str, with: &str| text.split_whitespace().collect::<Vec<_>>().join(with);
        let whole = match (scheme(address).as_deref(), address.split_once('?')) {
            (Some("tel" | "sms" | "mailto"), None) => joined(address, ""),
            (Some("mailto"), Some((name, rest))) => format!("{}?{}", joined(name, ""), joined(rest, "%20")),
            (Some("http" | "https"), _) => joined(address, "%20"),
            _ => return,
        };
        if address.contains(char::is_whitespace) {
            let place = self.place(span);
            self.problems
                .report(Rule::BlankInLink, place, format!("a blank stands in the address `{address}`"))
                .help(format!("write `{whole}`, or take the blank out if it came by accident"));
        }
    }
}
