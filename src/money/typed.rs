//! Amounts as people type them, and what the price list has for them.

/// What somebody who typed an amount most likely meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// One amount.
    Amount(String),
    /// The least and the most.
    Range(String, String),
    /// The least.
    From(String),
    /// Nothing to pay.
    Free,
    /// No price at all.
    OnRequest,
}

impl Typed {
    /// As the price list writes it; `None` where the key is left out.
    pub(crate) fn toml(&self) -> Option<String> {
        match self {
            Typed::Amount(amount) => Some(amount.clone()),
            Typed::Range(from, to) => Some(format!("{{ from = {from}, to = {to} }}")),
            Typed::From(from) => Some(format!("{{ from = {from} }}")),
            Typed::Free => Some("0".to_owned()),
            Typed::OnRequest => None,
        }
    }
}

const FREE: &[&str] =
    &["free", "free of charge", "no charge", "no cost", "complimentary", "kostenlos", "gratis", "gratuit"];
const ON_REQUEST: &[&str] = &[
    "on request",
    "upon request",
    "price on request",
    "n/a",
    "na",
    "none",
    "tbd",
    "tba",
    "poa",
    "varies",
    "call",
    "call us",
    "please call",
    "ask",
    "ask us",
    "contact us",
    "inquire",
    "auf anfrage",
    "sur demande",
    "a consultar",
    "-",
    "–",
    "—",
    "?",
];
const BEFORE: &[&str] =
    &["from", "starting at", "starting from", "starts at", "at least", "ab", "dès", "à partir de", "desde"];
const BEHIND: &[&str] = &["and up", "and more", "or more", "plus", "+"];
const BETWEEN: &[&str] = &["–", "—", " to ", " bis ", " à ", "…", "...", "-"];

/// Reads an amount as it was typed; `None` if it cannot be told what it means.
pub(crate) fn read(text: &str) -> Option<Typed> {
    let lower = text.trim().to_lowercase();
    let text = lower.trim_end_matches('.');
    if FREE.contains(&text) {
        return Some(Typed::Free);
    }
    if ON_REQUEST.contains(&text) || text.is_empty() {
        return Some(Typed::OnRequest);
    }
    let open = BEFORE
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .filter(|rest| !rest.starts_with(char::is_alphabetic));
    let open = open.or_else(|| BEHIND.iter().find_map(|word| text.strip_suffix(word)));
    if let Some(rest) = open {
        return number(rest).map(Typed::From);
    }
    let between = |word: &&str| {
        let (from, to) = text.split_once(*word)?;
        Some(Typed::Range(number(from)?, number(to)?))
    };
    BETWEEN.iter().find_map(between).or_else(|| number(text).map(Typed::Amount))
}

/// Digits with a point before the decimals, out of digits grouped and marked in any way.
fn number(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(".-").trim_end_matches(",-").trim_end_matches(",–");
    let is_part = |c: char| c.is_ascii_digit() || ",.'’_".contains(c) || c.is_whitespace();
    let start = text.find(|c: char| c.is_ascii_digit() || (c == '.' && text.starts_with('.')))?;
    let (before, rest) = text.split_at_checked(start)?;
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at_checked(end)?;
    // Beside the digits only a sign or a code of money, or what one of it is.
    let sign = |part: &str| {
        part.chars().filter(|c| c.is_alphabetic()).count() <= 3
            && !part.contains(|c: char| c.is_ascii_digit())
    };
    let unit = behind.trim_start().starts_with(['/', '(']) || behind.trim_start().starts_with("per ");
    if !sign(before) || !(sign(behind) || unit) || behind.contains('%') {
        return None;
    }
    let digits: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == ',' || *c == '.').collect();
    let point = decimal_point(&digits);
    let (whole, decimals) = point.map_or((digits.as_str(), ""), |at| digits.split_at(at));
    let only = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, decimals) = (only(whole), only(decimals));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if decimals.bytes().all(|b| b == b'0') { whole.to_owned() } else { format!("{whole}.{decimals}") })
}

/// The byte of the sign before the decimals: the last one, unless it parts groups of three.
fn decimal_point(digits: &str) -> Option<usize> {
    let at = digits.rfind([',', '.'])?;
    let (whole, rest) = digits.split_at(at);
    let (sign, decimals) = rest.split_at(1);
    let other = if sign == "," { '.' } else { ',' };
    let groups =
        whole.contains(sign) || (decimals.len() == 3 && !whole.contains(other) && !matches!(whole, "" | "0"));
    (!groups).then_some(at)
}
