//! A text of TOML cut into its statements, even where it does not parse.

use std::ops::Range;

use toml::de::DeTable;

/// A statement that so many lines did not complete is not completed by the next one: each is tried with all before it.
const PATIENCE: usize = 16;

/// The bytes of each statement: a heading, or a key with its value, over as many lines as it needs. Lines that cannot
/// begin one belong to the statement before them, where that does not parse alone.
pub(in super::super) fn statements(text: &str) -> Vec<Range<usize>> {
    let mut lines = Lines { text, at: 0 };
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut added = 0;
    while let Some((start, line)) = lines.next() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let own = if is_heading(line) { start + line.len() } else { lines.end_of_value(start, line) };
        let begins = is_heading(line) || is_key(line);
        match all.last_mut() {
            Some(last)
                if !begins && (added == PATIENCE || !parses(text.get(last.clone()).unwrap_or_default())) =>
            {
                last.end = own;
                added = PATIENCE.min(added + 1);
            }
            _ => {
                all.push(start..own);
                added = 0;
            }
        }
    }
    all
}

pub(super) fn parses(text: &str) -> bool {
    DeTable::parse(text).is_ok()
}

/// Lines with the byte at which each begins.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let line = rest.split('\n').next().unwrap_or_default();
        self.at = (start + line.len() + 1).min(self.text.len());
        Some((start, line))
    }
}

impl Lines<'_> {
    /// Takes the lines that a value goes on over; where the statement ends.
    fn end_of_value(&mut self, start: usize, line: &str) -> usize {
        let mut open = Open::default();
        open.read(line);
        let mut end = start + line.len();
        while open.is_open() {
            if let Some(quotes) = open.text
                && !self.text.get(self.at..).is_some_and(|rest| rest.contains(quotes))
            {
                open.text = None;
                open.depth = open.depth.max(1);
            }
            let before = self.at;
            let Some((from, next)) = self.next() else { break };
            if open.text.is_none() && !next.starts_with([' ', '\t']) && (is_heading(next) || is_key(next)) {
                self.at = before;
                break;
            }
            open.read(next);
            if !next.trim().is_empty() {
                end = from + next.len();
            }
        }
        end
    }
}

/// What is open at the end of a line.
#[derive(Default)]
struct Open {
    depth: usize,
    /// The three quotes that will close a text.
    text: Option<&'static str>,
}

impl Open {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.text.is_some()
    }

    fn read(&mut self, line: &str) {
        let mut rest = line;
        let mut curly = line.contains('”');
        loop {
            if let Some(quotes) = self.text {
                let Some((_, behind)) = rest.split_once(quotes) else { return };
                self.text = None;
                rest = behind;
            }
            if let Some(behind) = rest.strip_prefix("\"\"\"") {
                self.text = Some("\"\"\"");
                rest = behind;
                continue;
            }
            if let Some(behind) = rest.strip_prefix("'''") {
                self.text = Some("'''");
                rest = behind;
                continue;
            }
            let mut signs = rest.chars();
            match signs.next() {
                None | Some('#') => return,
                Some('[' | '{') => self.depth += 1,
                Some(']' | '}') => self.depth = self.depth.saturating_sub(1),
                Some(quote @ ('"' | '\'')) => {
                    let inside = signs.as_str();
                    let end = closing(inside, quote).unwrap_or(inside.len());
                    rest = inside.get(end..).unwrap_or_default();
                    rest = rest.strip_prefix(quote).unwrap_or(rest);
                    continue;
                }
                Some('“') if curly => {
                    let behind = signs.as_str().split_once('”').map(|(_, behind)| behind);
                    curly = behind.is_some();
                    rest = behind.unwrap_or(signs.as_str());
                    continue;
                }
                Some(_) => {}
            }
            rest = signs.as_str();
        }
    }
}

/// The byte of the quote that closes a text.
pub(super) fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if sign == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether a line looks like `[table]` or `[[tables]]`, or was meant to.
pub(super) fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let inside = line.strip_prefix("[[").or_else(|| line.strip_prefix('[')).map(str::trim_start);
    inside.is_some_and(|inside| {
        inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !inside.contains(',')
    })
}

/// Whether a line looks like `key = value`, or was meant to: a few words before `=`, or one before `:`.
pub(super) fn is_key(line: &str) -> bool {
    let line = line.trim_start();
    let word = |c: char| c.is_alphanumeric() || "_-.\"“”".contains(c);
    let equals = line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim_end();
        key.starts_with(word)
            && key.chars().count() < 40
            && key.chars().all(|c| word(c) || c.is_whitespace() || c == ':')
    });
    let colon = line.split_once(':').is_some_and(|(key, value)| {
        let key = key.trim_end();
        key.starts_with(char::is_alphabetic)
            && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
            && (value.is_empty() || value.starts_with([' ', '\t', '\u{a0}']))
    });
    equals || colon
}
