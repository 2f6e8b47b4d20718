//! Texts in quotes: where they end, also if the quote that ends them is missing or another one, and their escapes.

use std::ops::Range;

use super::{Reader, words};
use crate::table::slips::mend::{Around, Cause, begins_another, ends};
use crate::table::slips::statements::{closing, parses};

impl Reader<'_> {
    /// A text behind a quote of any kind.
    pub(super) fn quoted(&mut self, quote: char, around: Around) -> Option<()> {
        let start = self.at;
        if let Some(three) = ["\"\"\"", "'''"].into_iter().find(|three| self.rest().starts_with(three)) {
            return self.long(three);
        }
        let line = self.line();
        let inside = line.get(quote.len_utf8()..)?;
        let straight = matches!(quote, '"' | '\'');
        let first = if straight { closing(inside, quote) } else { None };
        if let Some(first) = first {
            let behind = inside.get(first + 1..)?;
            let next = around == Around::Brackets && begins_another(behind);
            if ends(behind, around) || next {
                self.at = start + 1 + first + 1;
                self.escapes(start..self.at, inside.get(..first)?, quote);
                return Some(());
            }
            if around == Around::Statement && self.bare_list(start) {
                return Some(());
            }
        }
        // The last quote that something ends behind is the one that was meant.
        let quotes = inside.char_indices().filter(|(_, sign)| words::is_quote(*sign));
        let mut quotes =
            quotes.filter(|(at, sign)| ends(inside.get(at + sign.len_utf8()..).unwrap_or_default(), around));
        let last = match around {
            Around::Statement => quotes.next_back(),
            Around::Brackets if self.no_quote == Some(self.line_end) => None,
            Around::Brackets => quotes.next(),
        };
        if last.is_none() {
            self.no_quote = Some(self.line_end);
        }
        let (content, end) = match last {
            Some((at, sign)) => (inside.get(..at)?, start + quote.len_utf8() + at + sign.len_utf8()),
            None if first.is_some() => {
                self.at = start + 1 + first? + 1;
                return Some(());
            }
            None => return self.unclosed(start, quote, around),
        };
        let cause = if first.is_some() { Cause::InnerQuote } else { Cause::Quotes };
        let mixed = straight && first.is_none() && !content.contains(quote);
        self.edit(start..end, words::quoted(content), if mixed { Cause::Quotes } else { cause });
        self.at = end;
        Some(())
    }

    /// A quote that nothing closes on its line.
    fn unclosed(&mut self, start: usize, quote: char, around: Around) -> Option<()> {
        let inside = self.rest().get(quote.len_utf8()..)?;
        let line = self.line().len();
        if let Some((_, below)) = inside.split_once('\n')
            && let Some((at, sign)) = inside.char_indices().rev().find(|(_, sign)| words::is_quote(*sign))
            && at > inside.len() - below.len() - 1
        {
            let parts: Vec<&str> =
                inside.get(..at)?.lines().map(str::trim).filter(|part| !part.is_empty()).collect();
            let end = start + quote.len_utf8() + at + sign.len_utf8();
            self.edit(start..end, words::quoted(&parts.join(" ")), Cause::LineBreak);
            self.at = end;
            return Some(());
        }
        // In brackets the text goes to the next sign that could end it.
        let length = match around {
            Around::Statement => line,
            Around::Brackets => self.line().find([',', ']', '}']).unwrap_or(line),
        };
        let end = start + self.rest().get(..length)?.trim_end().len();
        let content = self.text.get(start + quote.len_utf8()..end)?;
        // Words behind a comment sign belong to the text: nobody closed it before.
        let cause = if matches!(quote, '"' | '\'') {
            Cause::Unclosed(if quote == '"' { "\"" } else { "'" })
        } else {
            Cause::Quotes
        };
        self.edit(start..end, words::quoted(content), cause);
        self.at = end;
        Some(())
    }

    /// `"a", "b"` without brackets around.
    fn bare_list(&mut self, start: usize) -> bool {
        let line = self.line();
        let (values, comment) = line.split_once('#').unwrap_or((line, ""));
        let values = values.trim_end().trim_end_matches(',');
        let list = format!("[{values}]");
        if comment.contains('"') || !values.contains(',') || !parses(&format!("a = {list}")) {
            return false;
        }
        self.edit(start..start + values.len(), list, Cause::List);
        self.at = start + values.len();
        true
    }

    pub(super) fn long(&mut self, three: &'static str) -> Option<()> {
        let start = self.at;
        let inside = self.rest().get(3..)?;
        match inside.find(three) {
            Some(at) => {
                self.at = start + 3 + at + 3;
                if three == "\"\"\"" && !parses(&format!("a = {}", self.text.get(start..self.at)?)) {
                    let content = inside.get(..at)?;
                    let with = match content.contains("'''") {
                        false => format!("'''{content}'''"),
                        true => format!("{three}{}{three}", content.replace('\\', "\\\\")),
                    };
                    self.edit(start..self.at, with, Cause::Escape);
                }
            }
            None => {
                let end = start + self.rest().trim_end().len();
                self.edit(end..end, three, Cause::Unclosed(three));
                self.at = self.text.len();
            }
        }
        Some(())
    }

    /// A backslash that is no escape: in single quotes it is only itself.
    fn escapes(&mut self, span: Range<usize>, content: &str, quote: char) {
        if quote == '"' && !parses(&format!("a = \"{content}\"")) {
            let with = match content.contains('\'') {
                false => format!("'{}'", content.replace("\\\\", "\\").replace("\\\"", "\"")),
                true => format!(
                    "\"{}\"",
                    content.replace("\\\"", "\"").replace('\\', "\\\\").replace('"', "\\\"")
                ),
            };
            self.edit(span, with, Cause::Escape);
        }
    }
}
