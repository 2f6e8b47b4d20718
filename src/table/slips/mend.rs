//! The repair of one statement: the edits that make it parse.

use std::ops::Range;

use super::statements::parses;
use super::words;

mod reader;

/// What was wrong with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Cause {
    /// A sign that only looks like a blank.
    Blank(char),
    /// `:`, `:=` or `==` where `=` belongs.
    Sign,
    /// Quotes of a word processor.
    Quotes,
    /// A quote inside of quotes.
    InnerQuote,
    /// A quote is missing.
    Unclosed(&'static str),
    /// A line ends inside of quotes.
    LineBreak,
    /// A backslash that is no escape.
    Escape,
    /// No quotes around a text.
    Unquoted,
    /// A word or number in another form than TOML's.
    Form(words::Form),
    /// A comma is missing, or there is one too many.
    Comma,
    /// Something behind a value.
    Trailing,
    /// A second key on the line of the first.
    SecondKey,
    /// Several values without brackets around them.
    List,
    /// Nothing stands behind the key.
    NoValue,
    /// A key that no key can be.
    Key,
    /// A comment of another language.
    Comment,
    /// A heading with too few or too many brackets.
    Heading,
}

/// A repaired statement.
#[derive(Debug)]
pub(super) struct Mended {
    pub(super) span: Range<usize>,
    pub(super) cause: Cause,
    pub(super) message: String,
    pub(super) help: String,
}

/// The replacement of a byte range.
#[derive(Debug, Clone)]
struct TextEdit {
    span: Range<usize>,
    /// One or several readings of it.
    with: Vec<String>,
    cause: Cause,
}

/// How far a value goes.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    /// To the end of the line.
    Statement,
    /// To the next comma or closing bracket.
    Brackets,
}

/// Reads a statement as it was meant; `None` if that cannot be told.
pub(super) fn mend(statement: &str) -> Option<Mended> {
    let mut edits = reader::edits(statement)?;
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let first = edits.first()?.clone();
    let main = edits.iter().find(|edit| !matches!(edit.cause, Cause::Blank(_))).unwrap_or(&first).clone();
    let readings: Vec<String> =
        (0..main.with.len()).filter_map(|reading| apply(statement, &edits, reading)).collect();
    if readings.is_empty() || !readings.iter().all(|reading| parses(reading)) {
        return None;
    }
    let typed = statement.get(main.span.clone()).unwrap_or_default();
    let message = message(main.cause, typed, statement);
    let lines: Vec<String> = readings.iter().map(|reading| changed(statement, reading)).collect();
    Some(Mended { span: main.span, cause: main.cause, message, help: help(main.cause, &lines) })
}

fn apply(statement: &str, edits: &[TextEdit], reading: usize) -> Option<String> {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        out.push_str(statement.get(at..edit.span.start)?);
        out.push_str(edit.with.get(reading).or(edit.with.first())?);
        at = edit.span.end;
    }
    out.push_str(statement.get(at..)?);
    Some(out)
}

/// The lines of the mended statement that differ; all of it where lines were joined.
fn changed(statement: &str, mended: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (statement.lines().collect(), mended.lines().collect());
    let lines: Vec<_> = match old.len() == new.len() {
        true => new.iter().zip(&old).filter(|(new, old)| new != old).map(|(new, _)| new.trim()).collect(),
        false => new.iter().map(|line| line.trim_end()).collect(),
    };
    lines.join("\n").trim().to_owned()
}

fn message(cause: Cause, typed: &str, statement: &str) -> String {
    let key = statement.split(['=', ':']).next().unwrap_or_default().trim();
    let typed = typed.lines().next().unwrap_or_default();
    match cause {
        Cause::Blank(sign) => {
            format!("a {} (U+{:04X}) stands where a blank belongs", words::blank(sign), u32::from(sign))
        }
        Cause::Sign if typed.is_empty() => {
            format!("`=` is missing behind `{}`", key.split(' ').next().unwrap_or_default())
        }
        Cause::Sign => format!("`{typed}` stands where TOML has `=`"),
        Cause::Quotes => "TOML knows straight quotes only".to_owned(),
        Cause::InnerQuote => "a quote inside of quotes ends the text".to_owned(),
        Cause::Unclosed(what) => format!("`{what}` is missing"),
        Cause::LineBreak => "the line ends inside of quotes".to_owned(),
        Cause::Escape => "a backslash in double quotes begins an escape".to_owned(),
        Cause::Unquoted => format!("`{typed}` is a text, and stands without quotes"),
        Cause::Form(form) => form.message(typed),
        Cause::Comma => "a comma is missing, or there is one too many".to_owned(),
        Cause::Trailing => format!("`{typed}` stands behind the value"),
        Cause::SecondKey => "two keys stand on one line".to_owned(),
        Cause::List => "several values stand without brackets".to_owned(),
        Cause::NoValue => format!("`{key}` has no value"),
        Cause::Key => format!("`{typed}` cannot be a key"),
        Cause::Comment => "a comment of TOML begins with `#`".to_owned(),
        Cause::Heading => "the brackets of a heading do not close as they open".to_owned(),
    }
}

fn help(cause: Cause, readings: &[String]) -> String {
    let lines = readings.join("   or   ");
    match cause {
        Cause::Blank(sign) => {
            format!("type the blank again, in place of the {}: {lines}", words::blank(sign))
        }
        Cause::SecondKey => format!("write them on two lines:\n{lines}"),
        Cause::NoValue => format!("write its value, or take the line out: {lines}"),
        Cause::Form(words::Form::NoDay) => format!("write the year, the month and the day, as in {lines}"),
        Cause::Form(words::Form::Nothing) => {
            "take the line out: a key that is not there has no value".to_owned()
        }
        _ => format!("write {lines}"),
    }
}

/// Whether another value or key follows, so that only a comma is missing: `["a" "b"]`.
fn begins_another(behind: &str) -> bool {
    let next = behind.trim_start();
    let key = next.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let value = next.starts_with(['"', '\'', '{', '[']);
    next.len() < behind.len() && (value || key.len() < next.len() && key.trim_start().starts_with(['=', ':']))
}

/// Whether nothing more of a value follows.
fn ends(behind: &str, around: Around) -> bool {
    let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || words::is_odd_blank(c));
    match around {
        Around::Statement => {
            behind.is_empty()
                || behind.starts_with('#')
                || behind.trim_end().chars().all(|c| ";,".contains(c))
        }
        Around::Brackets => behind.is_empty() || behind.starts_with([',', ']', '}', '#', ';']),
    }
}
