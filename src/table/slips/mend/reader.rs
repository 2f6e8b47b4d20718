//! The lenient parser of a statement, which collects the edits that make it valid TOML.

mod texts;

use std::ops::Range;

use super::super::statements::{closing, is_heading, is_key, parses};
use super::super::words::{self, Meant};
use super::{Around, Cause, TextEdit};

/// So many brackets may be open at once: those of the parser of TOML.
const DEEPEST: usize = 80;

/// What stands in the way of a statement; `None` if it cannot be told what was meant.
pub(super) fn edits(statement: &str) -> Option<Vec<TextEdit>> {
    let mut reader = Reader {
        text: statement,
        key: "",
        at: 0,
        line_start: 1,
        line_end: 0,
        no_quote: None,
        depth: 0,
        edits: Vec::new(),
    };
    reader.statement()?;
    Some(reader.edits)
}

/// What brackets hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    List,
    Table,
}

impl Bracket {
    /// The sign that closes them.
    fn sign(self) -> &'static str {
        match self {
            Bracket::List => "]",
            Bracket::Table => "}",
        }
    }

    /// The same as it is written behind the last item.
    fn closed(self) -> &'static str {
        match self {
            Bracket::List => "]",
            Bracket::Table => " }",
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    /// The key whose value is read.
    key: &'t str,
    at: usize,
    /// The line that was looked at last, as far as it was.
    line_start: usize,
    line_end: usize,
    /// The end of a line in whose rest no quote ends a value.
    no_quote: Option<usize>,
    /// How many brackets are open around the value.
    depth: usize,
    edits: Vec<TextEdit>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The rest of the line. Its end is looked for once: a list may have a thousand values in one line.
    fn line(&mut self) -> &'t str {
        if !(self.line_start..=self.line_end).contains(&self.at) {
            self.line_start = self.at;
            self.line_end = self.at + self.rest().find('\n').unwrap_or(self.rest().len());
        }
        self.text.get(self.at..self.line_end).unwrap_or_default()
    }

    fn edit(&mut self, span: Range<usize>, with: impl Into<String>, cause: Cause) {
        self.edits.push(TextEdit { span, with: vec![with.into()], cause });
    }

    /// Passes over blanks; signs that only look like one become one.
    fn blanks(&mut self) {
        while let Some(sign) = self.peek() {
            if words::is_odd_blank(sign) {
                let with = if sign.is_whitespace() { " " } else { "" };
                self.edit(self.at..self.at + sign.len_utf8(), with, Cause::Blank(sign));
            } else if sign != ' ' && sign != '\t' {
                return;
            }
            self.at += sign.len_utf8();
        }
    }

    /// Passes over blanks, line ends and comments.
    fn gap(&mut self) {
        loop {
            self.blanks();
            match self.peek() {
                Some('\n') => self.at += 1,
                Some('#') => self.at += self.line().len(),
                _ => return,
            }
        }
    }

    fn statement(&mut self) -> Option<()> {
        self.blanks();
        if let Some(start) =
            ["//", "<!--", "/*", "--", ";"].into_iter().find(|start| self.rest().starts_with(start))
        {
            let line = self.line();
            let words = line.trim_start_matches(start).trim_end_matches("-->").trim_end_matches("*/");
            self.edit(self.at..self.at + line.len(), format!("# {}", words.trim()), Cause::Comment);
            return Some(());
        }
        if is_heading(self.line()) {
            return self.heading();
        }
        if let Some(item) = self.rest().strip_prefix("- ") {
            let item = words::quoted(item.lines().next()?.trim().trim_matches(words::is_quote));
            self.edit(self.at..self.text.trim_end().len(), format!("key = [{item}]"), Cause::List);
            return Some(());
        }
        // A line of words and nothing else is a note.
        let line = self.line();
        if line.split_whitespace().count() > 3
            && !line.contains(|c| c == '=' || c == ':' || words::is_quote(c))
        {
            self.edit(self.at..self.at + line.len(), format!("# {line}"), Cause::Comment);
            return Some(());
        }
        self.key()?;
        if self.second_key() {
            return Some(());
        }
        self.value(Around::Statement)?;
        self.behind()
    }

    /// A second key with its value on the line of the first: it belongs on a line of its own. Of many `=` only the first
    /// are looked at, so that a long line costs no more than a few.
    fn second_key(&mut self) -> bool {
        let (before, line) = (self.text.get(..self.at).unwrap_or_default(), self.line());
        let parting = |c: char| c == ' ' || c == '\t' || c == ',' || c == ';';
        let first = line.match_indices('=').take(3).find_map(|(at, _)| {
            let value = line.get(..at)?.trim_end();
            let (value, _) = value.split_at_checked(value.rfind(parting)? + 1)?;
            let second = line.get(value.len()..)?;
            let value = value.trim_end_matches(parting);
            let both = is_key(second) && parses(second) && parses(&format!("{before}{value}"));
            both.then_some((value.len(), line.len() - second.len()))
        });
        let Some((end, next)) = first.filter(|_| self.edits.is_empty()) else { return false };
        self.edit(self.at + end..self.at + next, "\n", Cause::SecondKey);
        true
    }

    fn heading(&mut self) -> Option<()> {
        let line = self.line();
        let (head, comment) =
            line.split_once('#').map_or((line, None), |(head, comment)| (head, Some(comment)));
        let name = head.trim_matches(|c: char| c.is_whitespace() || "[]:".contains(c));
        let name = if name.contains(char::is_whitespace) { name.replace(' ', "_") } else { name.to_owned() };
        let mut with =
            if head.trim_start().starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
        with.extend(comment.map(|comment| format!(" #{comment}")));
        self.edit(self.at..self.at + line.len(), with, Cause::Heading);
        Some(())
    }

    /// A key and the sign behind it.
    fn key(&mut self) -> Option<()> {
        self.blanks();
        let (start, line) = (self.at, self.line());
        let quoted = line.starts_with(['"', '\'']);
        let end = match quoted {
            true => {
                let inside = line.get(1..)?;
                2 + closing(inside, line.chars().next()?)?
            }
            false => line.find(['=', ':']).or_else(|| line.find([' ', '\t', '"'])).unwrap_or(line.len()),
        };
        let key = line.get(..end)?.trim_end_matches(|c: char| c.is_whitespace() || words::is_odd_blank(c));
        let bare = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        if !key.starts_with(|c: char| c.is_alphanumeric() || c == '_' || words::is_quote(c)) {
            return None;
        }
        if !quoted && !key.chars().all(bare) {
            let plain = key.trim_matches(words::is_quote);
            let parts: Vec<_> = plain.split(|c: char| c.is_whitespace() || words::is_odd_blank(c)).collect();
            let joined = parts.join("_");
            let with = if joined.chars().all(bare) { joined } else { words::quoted(plain) };
            let cause = key.chars().find(|c| words::is_odd_blank(*c)).map_or(Cause::Key, Cause::Blank);
            self.edit(start..start + key.len(), with, cause);
        }
        self.key = key;
        self.at = start + key.len();
        self.blanks();
        let signs = ["=>", ":=", "==", "=", ":", "＝"];
        let Some(sign) = signs.into_iter().find(|sign| self.rest().starts_with(sign)) else {
            // `title "About us"`, or nothing but a key.
            let cause = if self.line().trim().is_empty() { Cause::NoValue } else { Cause::Sign };
            let with = if self.at == start + key.len() { " =" } else { "= " };
            self.edit(self.at..self.at, with, cause);
            return Some(());
        };
        if sign != "=" {
            let with = if self.at == start + key.len() { " =" } else { "=" };
            self.edit(self.at..self.at + sign.len(), with, Cause::Sign);
        }
        self.at += sign.len();
        Some(())
    }

    fn value(&mut self, around: Around) -> Option<()> {
        self.blanks();
        match self.peek() {
            None | Some('\n' | '#') if around == Around::Statement => self.no_value(),
            Some('[') => self.nested(Bracket::List),
            Some('{') => self.nested(Bracket::Table),
            Some(quote) if words::is_quote(quote) => self.quoted(quote, around),
            Some(_) => self.bare(around),
            None => None,
        }
    }

    /// What stands in brackets; brackets deeper than the parser of TOML goes mean nothing.
    fn nested(&mut self, bracket: Bracket) -> Option<()> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let done = self.items(bracket);
        self.depth -= 1;
        done
    }

    /// Nothing behind the sign: perhaps a list of YAML follows.
    fn no_value(&mut self) -> Option<()> {
        let items: Vec<&str> =
            self.rest().lines().skip(1).map(str::trim).filter(|line| !line.is_empty()).collect();
        if !items.is_empty() && items.iter().all(|item| item.starts_with("- ")) {
            let items = items.iter().filter_map(|item| item.strip_prefix("- "));
            let items: Vec<String> =
                items.map(|item| words::quoted(item.trim().trim_matches(words::is_quote))).collect();
            self.edit(self.at..self.text.len(), format!(" [{}]", items.join(", ")), Cause::List);
            self.at = self.text.len();
            return Some(());
        }
        let with = if self.text.get(..self.at).is_some_and(|text| text.ends_with(' ')) {
            "\"…\""
        } else {
            " \"…\""
        };
        self.edit(self.at..self.at, with, Cause::NoValue);
        Some(())
    }

    /// The items between two brackets: values, or in a table each with its key.
    fn items(&mut self, bracket: Bracket) -> Option<()> {
        self.at += 1;
        let mut end = self.at;
        let mut comma = true;
        loop {
            self.gap();
            match (self.peek(), bracket) {
                (None, _) => {
                    self.edit(end..end, bracket.closed(), Cause::Unclosed(bracket.sign()));
                    self.at = self.text.len();
                    return Some(());
                }
                (Some(']'), Bracket::List) | (Some('}'), Bracket::Table) => {
                    self.at += 1;
                    return Some(());
                }
                (Some(')' | '}'), Bracket::List) => {
                    self.edit(self.at..self.at + 1, bracket.sign(), Cause::Unclosed(bracket.sign()));
                    self.at += 1;
                    return Some(());
                }
                // The bracket closes the list around, so this table was not closed.
                (Some(']'), Bracket::Table) => {
                    self.edit(end..end, bracket.closed(), Cause::Unclosed(bracket.sign()));
                    return Some(());
                }
                (Some(sign @ (',' | ';')), _) => {
                    match (sign, comma) {
                        (',', false) => {}
                        (',', true) => self.edit(self.at..self.at + 1, "", Cause::Comma),
                        _ => self.edit(self.at..self.at + 1, ",", Cause::Comma),
                    }
                    comma = true;
                    self.at += 1;
                }
                (Some(_), _) => {
                    if !comma {
                        self.edit(end..end, ",", Cause::Comma);
                    }
                    if bracket == Bracket::Table {
                        self.key()?;
                    }
                    self.value(Around::Brackets)?;
                    end = self.at;
                    comma = false;
                }
            }
        }
    }

    /// A value without quotes.
    fn bare(&mut self, around: Around) -> Option<()> {
        let line = self.line();
        let words = match around {
            Around::Statement => line,
            Around::Brackets => line.split([',', ']', '}', ';']).next().unwrap_or_default(),
        };
        let words = words.split_once(" #").map_or(words, |(words, _)| words);
        let words = match around {
            Around::Statement => words.trim_end_matches([';', ',', ' ', '\t']),
            Around::Brackets => words,
        };
        let words = words.trim_end_matches(|c: char| c.is_whitespace() || words::is_odd_blank(c));
        if words.is_empty() {
            return None;
        }
        let span = self.at..self.at + words.len();
        if !parses(&format!("a = {words}")) {
            let Meant { readings, form } = words::meant(words, self.key);
            self.edits.push(TextEdit {
                span: span.clone(),
                with: readings,
                cause: form.map_or(Cause::Unquoted, Cause::Form),
            });
        }
        self.at = span.end;
        Some(())
    }

    /// What stands behind a whole value: nothing, a comment, or what does not belong there.
    fn behind(&mut self) -> Option<()> {
        self.blanks();
        let line = self.line();
        if !line.is_empty() && !line.starts_with('#') {
            let stray = line.find('#').and_then(|at| line.get(..at)).unwrap_or(line).trim_end();
            let with =
                if stray.chars().any(char::is_alphanumeric) { format!("# {stray}") } else { String::new() };
            self.edit(self.at..self.at + stray.len(), with, Cause::Trailing);
        }
        self.at += line.len();
        self.gap();
        self.rest().is_empty().then_some(())
    }
}
