//! Proposals for values without quotes: words and numbers as people type them, in TOML's notation.

use super::super::dates;
use crate::money::typed::{self, TypedAmount};

/// A form of a value that TOML does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Form {
    /// `yes`, `True`.
    Flag,
    /// `05/04/2026`, `May 4, 2026`.
    Date,
    /// `2026-13-40`: written like a date, and no day.
    NoDay,
    /// `02110`: digits that are no number.
    Zero,
    /// `$120`, `1,200`.
    Amount,
    /// `12.5%`.
    Percent,
    /// `.5`, `1_000_`.
    Number,
    /// `null`.
    Nothing,
}

impl Form {
    pub(super) fn message(self, typed: &str) -> String {
        match self {
            Form::Flag => format!("`{typed}` is neither `true` nor `false`"),
            Form::Date => format!("`{typed}` is not a date"),
            Form::NoDay => format!("`{typed}` is no day of the calendar"),
            Form::Zero => format!("`{typed}` begins with a zero, so it is no number"),
            Form::Amount => {
                format!("`{typed}` is not a number: a number has digits, and a point before its decimals")
            }
            Form::Percent => format!("`{typed}` is not a number: it has no sign behind it"),
            Form::Number => format!("`{typed}` is not a number"),
            Form::Nothing => format!("TOML has no `{typed}`"),
        }
    }
}

/// What words without quotes were meant to be.
pub(super) struct Meant {
    /// In TOML; several where a date can be read in two ways.
    pub(super) readings: Vec<String>,
    /// `None`: a text.
    pub(super) form: Option<Form>,
}

/// Parts of the names of keys that can hold a range.
const AMOUNTS: [&str; 7] = ["price", "amount", "total", "count", "fee", "deposit", "cost"];

/// What words without quotes, which TOML does not know, were meant to be.
pub(super) fn meant(words: &str, key: &str) -> Meant {
    let one = |reading: &str, form| Meant { readings: vec![reading.to_owned()], form: Some(form) };
    match words.to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => return one("true", Form::Flag),
        "false" | "no" | "off" | "n" => return one("false", Form::Flag),
        "null" | "nil" | "none" | "~" | "undefined" => return one("\"\"", Form::Nothing),
        _ => {}
    }
    let readings = dates::readings(words);
    if !readings.is_empty() {
        return Meant { readings, form: Some(Form::Date) };
    }
    let parts: Vec<&str> = words.split(['-', '/', '.']).collect();
    let month = matches!(parts.as_slice(), [a, b] if matches!((a.len(), b.len()), (4, 1 | 2) | (1 | 2, 4)) && !words.contains('.'));
    if (parts.len() == 3 || month)
        && parts
            .iter()
            .all(|part| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|b| b.is_ascii_digit()))
    {
        return one("2026-05-04", Form::NoDay);
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(words) && words.starts_with('0') {
        return one(&quoted(words), Form::Zero);
    }
    if let Some(number) = words.strip_suffix('%').map(str::trim_end)
        && let Some(TypedAmount::Amount(number)) = typed::parse(number)
    {
        return one(&number, Form::Percent);
    }
    let money =
        words.chars().any(|c| c.is_ascii_digit()) && words.chars().filter(|c| c.is_alphabetic()).count() <= 5;
    let typed = typed::parse(words).filter(|_| money);
    // A range is one of money or of counts; elsewhere it may be hours, or a number of a house.
    let range = AMOUNTS.iter().any(|amount| key.contains(amount));
    let typed = typed.filter(|typed| range || matches!(typed, TypedAmount::Amount(_)));
    if let Some(amount) = typed.and_then(|typed| typed.toml()) {
        let form = if words.bytes().all(|b| b.is_ascii_digit() || b"_.+-".contains(&b)) {
            Form::Number
        } else {
            Form::Amount
        };
        return one(&amount, form);
    }
    // A quote at its end alone closes what nobody opened.
    let text = words.strip_suffix(['"', '”']).filter(|text| !text.contains(is_quote)).unwrap_or(words);
    Meant { readings: vec![quoted(text)], form: None }
}

/// A text as TOML writes it, on one line: in single quotes where that saves escapes.
pub(crate) fn quoted(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect();
    match text.contains(['"', '\\']) {
        true if !text.contains('\'') => format!("'{text}'"),
        true => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        false => format!("\"{text}\""),
    }
}

/// Whether a sign looks like a blank and is none of TOML's.
pub(super) fn is_odd_blank(sign: char) -> bool {
    let white = sign.is_whitespace() && !matches!(sign, ' ' | '\t' | '\n' | '\r');
    white || matches!(sign, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The name of a sign that looks like a blank.
pub(super) fn blank(sign: char) -> &'static str {
    match sign {
        '\u{a0}' => "no-break space",
        '\u{202f}' => "narrow no-break space",
        '\u{200b}' => "zero-width space",
        '\u{feff}' => "byte order mark",
        '\u{ad}' => "soft hyphen",
        '\u{3000}' => "wide space",
        '\u{2060}' => "sign that nobody sees",
        _ => "blank of another kind",
    }
}

/// Whether a sign is used as a quotation mark.
pub(super) fn is_quote(sign: char) -> bool {
    "\"'“”„‟‘’‚‛«»‹›「」`´″＂＇".contains(sign)
}
