//! The lenient parser of amounts as people type them, for proposals of what to write in the price list.

use super::without_zero_decimals;
use crate::language::is_money;

/// What a typed amount most likely means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypedAmount {
    /// An exact amount.
    Amount(String),
    /// A range: its lower and its upper end.
    Range { from: String, to: String },
    /// A range without an upper end: its lower end.
    From(String),
    /// Nothing to pay.
    Free,
    /// No price at all.
    OnRequest,
}

impl TypedAmount {
    /// The amount as the price list writes it; `None` if the key is to be left out.
    pub(crate) fn toml(&self) -> Option<String> {
        match self {
            TypedAmount::Amount(amount) => Some(amount.clone()),
            TypedAmount::Range { from, to } => Some(format!("{{ from = {from}, to = {to} }}")),
            TypedAmount::From(from) => Some(format!("{{ from = {from} }}")),
            TypedAmount::Free => Some("0".to_owned()),
            TypedAmount::OnRequest => None,
        }
    }
}

/// Words for a price of zero.
const FREE: &[&str] =
    &["free", "free of charge", "no charge", "no cost", "complimentary", "kostenlos", "gratis", "gratuit"];
/// Words for no published price.
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
/// Words and signs before the lower end of an open range.
const OPEN_PREFIXES: &[&str] = &[
    "from",
    "starting at",
    "starting from",
    "starts at",
    "at least",
    "ab",
    "dès",
    "à partir de",
    "desde",
    "≥",
    ">",
];
/// Words and signs after the lower end of an open range.
const OPEN_SUFFIXES: &[&str] = &["and up", "and more", "or more", "plus", "+"];
/// Words and signs between the ends of a range.
const RANGE_SEPARATORS: &[&str] = &["–", "—", " to ", " and ", " bis ", " à ", "…", "...", "..", "-"];
/// Words that may stand beside a number, but for codes and signs of currencies: names of them, countries before a `$`,
/// endings of ordinals.
const UNITS: &[&str] = &[
    "", "us", "ca", "au", "nz", "dollar", "dollars", "bucks", "euro", "euros", "pound", "pounds", "yen",
    "pesos", "st", "nd", "rd", "th",
];

/// Parses an amount as it was typed; `None` if its meaning is unclear.
pub(crate) fn parse(text: &str) -> Option<TypedAmount> {
    let lower = text.trim().to_lowercase();
    let text = lower.trim_end_matches('.');
    if FREE.contains(&text) {
        return Some(TypedAmount::Free);
    }
    if ON_REQUEST.contains(&text) || text.is_empty() {
        return Some(TypedAmount::OnRequest);
    }
    let open = OPEN_PREFIXES
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .filter(|rest| !rest.starts_with(char::is_alphabetic));
    let open = open.or_else(|| OPEN_SUFFIXES.iter().find_map(|word| text.strip_suffix(word)));
    if let Some(from) = open.and_then(number) {
        return Some(TypedAmount::From(from));
    }
    let between = |word: &&str| {
        let text = text.strip_prefix("between ").unwrap_or(open.unwrap_or(text));
        let (from, to) = text.split_once(*word)?;
        let (from, to) = (number(from)?, number(to)?);
        // A range rises; `555-0142` is something else.
        (thousandths(&from)? < thousandths(&to)?).then_some(TypedAmount::Range { from, to })
    };
    let range = RANGE_SEPARATORS.iter().find_map(between);
    range.or_else(|| number(text).filter(|_| open.is_none()).map(TypedAmount::Amount))
}

/// An amount in thousandths, for comparison.
fn thousandths(amount: &str) -> Option<u128> {
    let (whole, decimals) = amount.split_once('.').unwrap_or((amount, ""));
    let decimals: String = decimals.chars().chain("000".chars()).take(3).collect();
    format!("{whole}{decimals}").parse().ok()
}

/// An amount rounded to this many decimals; `None` if it is no plain number.
pub(crate) fn rounded(text: &str, digits: u32) -> Option<String> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = digits as usize;
    let kept: String = decimals.chars().chain("000".chars()).take(digits).collect();
    let up = decimals.chars().nth(digits).is_some_and(|next| next >= '5');
    let minor = format!("{whole}{kept}").parse::<u128>().ok()? + u128::from(up);
    let all = format!("{minor:0>width$}", width = digits + 1);
    let (whole, decimals) = all.split_at_checked(all.len() - digits)?;
    Some(without_zero_decimals(whole, decimals))
}

/// A number in any notation as digits with a decimal point; `None` if it is more than a number with its unit.
fn number(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(".-").trim_end_matches(",-").trim_end_matches(",–");
    let is_part = |c: char| c.is_ascii_digit() || ",.'’_".contains(c) || c.is_whitespace();
    let start = text.find(|c: char| c.is_ascii_digit() || (c == '.' && text.starts_with('.')))?;
    let (before, rest) = text.split_at_checked(start)?;
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at_checked(end)?;
    // `1.2k`: a thousand of it.
    if let Some(thousands) =
        text.strip_suffix('k').filter(|thousands| thousands.ends_with(|c: char| c.is_ascii_digit()))
    {
        return thousandths(&number(thousands)?).map(|amount| amount.to_string());
    }
    // Beside the digits only a sign, code or name of money may stand: `12O`, `9am` and `50¢` are something else.
    let sign = |part: &str| {
        let letters: String = part.chars().filter(|c| c.is_alphabetic()).collect();
        (UNITS.contains(&letters.as_str()) || is_money(part.trim()) || is_money(&letters))
            && !part.contains(|c: char| c.is_ascii_digit() || "<>≤≥¢%".contains(c))
    };
    let unit = behind.trim_start().starts_with(['/', '(']) || behind.trim_start().starts_with("per ");
    let unit = unit && !behind.contains(|c: char| c.is_ascii_digit());
    // Groups separated by blanks have three digits; `617 555 0142` is something else.
    let mut groups = digits.trim().split(|c: char| c.is_whitespace() || "'’".contains(c)).skip(1);
    if !groups.all(|group| group.bytes().take_while(u8::is_ascii_digit).count() == 3) {
        return None;
    }
    if !sign(before) || !(sign(behind) || unit) {
        return None;
    }
    let digits: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == ',' || *c == '.').collect();
    let point = decimal_point(&digits);
    let (whole, decimals) = point.map_or((digits.as_str(), ""), |at| digits.split_at(at));
    if point.is_some_and(|at| at + 1 == digits.len())
        || !whole.split([',', '.']).skip(1).all(|group| group.len() == 3)
    {
        return None;
    }
    let only = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, decimals) = (only(whole), only(decimals));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(without_zero_decimals(whole, &decimals))
}

/// The byte offset of the decimal point or comma: the last one, unless it separates groups of three digits.
fn decimal_point(digits: &str) -> Option<usize> {
    let at = digits.rfind([',', '.'])?;
    let (whole, rest) = digits.split_at(at);
    let (sign, decimals) = rest.split_at(1);
    let other = if sign == "," { '.' } else { ',' };
    let groups =
        whole.contains(sign) || (decimals.len() == 3 && !whole.contains(other) && !matches!(whole, "" | "0"));
    (!groups).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, wanted) in [
            ("$120", "120"),
            ("120 USD", "120"),
            ("USD 1,250.00", "1250"),
            ("1.250,00 €", "1250"),
            ("1'250.50", "1250.50"),
            ("1 250,5", "1250.5"),
            ("1,250", "1250"),
            ("1.250", "1250"),
            ("12,5", "12.5"),
            ("120.-", "120"),
            ("~ 90", "90"),
            ("$85/visit", "85"),
            ("$85 per visit", "85"),
            ("0.50", "0.50"),
            ("1,234,567", "1234567"),
            ("120 dollars", "120"),
            ("1.2k", "1200"),
            ("$2k", "2000"),
            ("US$95", "95"),
        ] {
            assert_eq!(parse(typed), Some(TypedAmount::Amount(wanted.to_owned())), "{typed}");
        }
        for (typed, wanted) in [
            ("600–950", "{ from = 600, to = 950 }"),
            ("80-90", "{ from = 80, to = 90 }"),
            ("$1,400 to $2,100", "{ from = 1400, to = 2100 }"),
            ("from $85", "{ from = 85 }"),
            ("ab 85 €", "{ from = 85 }"),
            ("85+", "{ from = 85 }"),
            ("≥ 85", "{ from = 85 }"),
            ("80..90", "{ from = 80, to = 90 }"),
            ("from $80 to $90", "{ from = 80, to = 90 }"),
            ("between 80 and 90", "{ from = 80, to = 90 }"),
            ("$85 and up", "{ from = 85 }"),
            ("Free", "0"),
        ] {
            assert_eq!(parse(typed).and_then(|typed| typed.toml()).as_deref(), Some(wanted), "{typed}");
        }
        for typed in ["on request", "n/a", "N/A.", "TBD", "—", "Call us"] {
            assert_eq!(parse(typed), Some(TypedAmount::OnRequest), "{typed}");
        }
        let unclear = [
            "twelve",
            "1 for 2",
            "call 555-0142 now",
            "50%",
            "12O",
            "9am",
            "50¢",
            "<80",
            "1,2,3",
            "80.00.00",
        ];
        for typed in unclear {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn decimals_are_rounded_to_the_nearest() {
        for (typed, digits, wanted) in [
            ("19.999", 2, "20"),
            ("1.005", 2, "1.01"),
            ("800.50", 0, "801"),
            ("0.004", 2, "0"),
            ("80.991", 2, "80.99"),
        ] {
            assert_eq!(rounded(typed, digits).as_deref(), Some(wanted), "{typed}");
        }
        assert_eq!(rounded("x", 2), None);
    }
}
