//! What only TOML 1.1 has, found among the events of its parser: line breaks and last commas in `{ }`, two more escapes.

use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};

/// The deepest nesting that is looked into: that of the parser, which refuses more.
const DEEPEST: u32 = 80;

/// Something that TOML 1.0 does not have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Newer {
    /// The bytes of it.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) message: &'static str,
    /// The same in TOML 1.0.
    pub(super) help: String,
}

/// What of a text only TOML 1.1 has, once for each outermost `{ }` and each string. The text must be sound.
pub(super) fn newer(text: &str) -> Vec<Newer> {
    // Nothing else has a newer form, and most files have neither.
    if !text.contains(['{', '\\']) {
        return Vec::new();
    }
    let tokens = toml_parser::Source::new(text).lex().into_vec();
    let mut reader = Reader { text, open: Vec::new(), table: None, found: Vec::new() };
    let mut take = |event: Event| reader.take(&event);
    let mut guarded = RecursionGuard::new(&mut take, DEEPEST);
    parse_document(&tokens, &mut guarded, &mut ());
    reader.found
}

struct Reader<'t> {
    text: &'t str,
    /// The brackets that are open, each a table or an array.
    open: Vec<EventKind>,
    /// The outermost table that is open.
    table: Option<InlineTable>,
    found: Vec<Newer>,
}

/// An inline table, written anew in one line while it is read.
#[derive(Default)]
struct InlineTable {
    /// The first thing in it that 1.0 does not have.
    newer: Option<(Range<usize>, &'static str)>,
    line: String,
    /// A comma that waits for what comes behind it.
    comma: Option<Range<usize>>,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event) {
        let (kind, span) = (event.kind(), event.span().start()..event.span().end());
        let written = self.text.get(span.clone()).unwrap_or_default();
        if let Some((message, help)) = escape(event, written) {
            self.found.push(Newer { span: span.clone(), message, help });
        }
        let in_table = self.open.last() == Some(&EventKind::InlineTableOpen);
        match kind {
            EventKind::InlineTableOpen | EventKind::ArrayOpen => self.open.push(kind),
            EventKind::InlineTableClose | EventKind::ArrayClose => drop(self.open.pop()),
            _ => {}
        }
        if kind == EventKind::InlineTableOpen {
            self.table.get_or_insert_default();
        }
        if let Some(table) = &mut self.table {
            table.take(kind, span, written, in_table);
        }
        if !self.open.contains(&EventKind::InlineTableOpen) {
            self.found.extend(self.table.take().and_then(InlineTable::told));
        }
    }
}

impl InlineTable {
    fn take(&mut self, kind: EventKind, span: Range<usize>, written: &str, in_table: bool) {
        match kind {
            EventKind::Whitespace => return,
            EventKind::Newline | EventKind::Comment => {
                if in_table {
                    self.newer.get_or_insert((span, "a line break inside of `{ }`"));
                }
                return;
            }
            EventKind::ValueSep => {
                self.comma = Some(span);
                return;
            }
            _ => {}
        }
        match (self.comma.take(), kind) {
            (Some(comma), EventKind::InlineTableClose) => {
                self.newer.get_or_insert((comma, "a comma behind the last key of `{ }`"));
            }
            // In a list the last comma is one of TOML 1.0 too.
            (None, _) | (_, EventKind::ArrayClose) => {}
            (Some(_), _) => self.line.push_str(", "),
        }
        match kind {
            EventKind::InlineTableOpen => self.line.push_str("{ "),
            EventKind::InlineTableClose if self.line.ends_with("{ ") => self.line.push('}'),
            EventKind::InlineTableClose => self.line.push_str(" }"),
            EventKind::KeyValSep => self.line.push_str(" = "),
            _ => self.line.push_str(written),
        }
    }

    fn told(self) -> Option<Newer> {
        let (span, message) = self.newer?;
        let help = match self.line.contains('\n') {
            // A text of several lines may stand in it, which is one of TOML 1.0 too.
            true => "write it without line breaks and without a comma before the `}`".to_owned(),
            false => format!("write it in one line: {}", self.line),
        };
        Some(Newer { span, message, help })
    }
}

/// An escape that TOML 1.0 does not have, and that which it has for it.
fn escape(event: &Event, written: &str) -> Option<(&'static str, String)> {
    let escaped = matches!(event.encoding(), Some(Encoding::BasicString | Encoding::MlBasicString));
    if !escaped {
        return None;
    }
    let mut signs = written.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            continue;
        }
        match signs.next()? {
            'e' => return Some(("the escape `\\e`", "write it as \\u001B".to_owned())),
            'x' => {
                let digits: String = signs.clone().take(2).collect();
                return Some(("an escape that begins with `\\x`", format!("write it as \\u00{digits}")));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&str, String)> {
        newer(text).into_iter().map(|one| (&text[one.span], one.help)).collect()
    }

    #[test]
    fn what_is_written_in_both_is_silent() {
        for text in [
            "a = { b = 1, c = [1, 2,] }",
            "a = [\n  { b = 1 },\n  { b = 2 },\n]",
            "a = { b = [\n 1,\n] }",
            "a = \"\\u001B \\\\e \\\\x41\"\nb = '\\e'",
            "[a.b]\nc = 2026-12-03T18:00",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn what_only_the_newer_has_is_shown_in_the_older() {
        for (text, span, help) in [
            ("a = {\n b = 1,\n}", "\n", "write it in one line: { b = 1 }"),
            ("a = { b = 1, }", ",", "write it in one line: { b = 1 }"),
            ("a = [{b = 1, # one\n c = \"x, y\"}]", "# one", "write it in one line: { b = 1, c = \"x, y\" }"),
            (
                "a = { b = { c = 1,\n d = [ 1, 2, ] } }",
                "\n",
                "write it in one line: { b = { c = 1, d = [1, 2] } }",
            ),
            ("a = \"\\e[1m\"", "\"\\e[1m\"", "write it as \\u001B"),
            ("a = \"\\x41\"", "\"\\x41\"", "write it as \\u0041"),
        ] {
            assert_eq!(told(text), [(span, help.to_owned())], "{text}");
        }
    }
}
