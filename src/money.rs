//! Exact amounts of money, in minor units of their currency. Knows nothing of services or pages.

pub(crate) mod axis;
pub(crate) mod mentions;
pub(crate) mod typed;

use std::fmt;

use crate::identifiers::{Fault, abbreviated};
use crate::language::Language;

/// A currency of ISO 4217 that has minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    known: iso_currency::Currency,
    digits: u32,
}

impl Currency {
    /// The currency of a code; `None` for unknown codes, and for those without minor units, such as gold.
    pub fn find(code: &str) -> Option<Self> {
        let known = iso_currency::Currency::from_code(code)?;
        Some(Currency { known, digits: u32::from(known.exponent()?) })
    }

    /// Parses a code.
    ///
    /// # Errors
    /// If it is none of a currency that can be counted.
    pub(crate) fn parse(code: &str) -> Result<Self, Fault> {
        Currency::find(code).ok_or_else(|| Fault {
            message: format!("`{}` is no currency that can be counted", abbreviated(code)),
            help: "write its code of ISO 4217: USD, EUR, GBP".to_owned(),
        })
    }

    /// The code of three capital letters.
    pub fn code(self) -> &'static str {
        self.known.code()
    }

    /// The number of decimals.
    pub fn digits(self) -> u32 {
        self.digits
    }
}

/// An amount of money, zero or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    minor: u64,
    currency: Currency,
}

impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

/// The error of parsing an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is told in words by Display")]
pub enum MoneyError {
    Sign,
    NotFinite,
    Comma,
    NotANumber,
    Decimals(u32, &'static str),
    TooLarge,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MoneyError::Sign => f.write_str("an amount has no sign and is not below zero"),
            MoneyError::NotFinite => f.write_str("an amount is a finite number"),
            MoneyError::Comma => f.write_str("an amount is a number whose decimal sign is a point"),
            MoneyError::NotANumber => f.write_str("an amount is a number and nothing else"),
            MoneyError::Decimals(0, code) => write!(f, "{code} has no decimals"),
            MoneyError::Decimals(digits, code) => write!(f, "more decimals than the {digits} of {code}"),
            MoneyError::TooLarge => f.write_str("the amount is too large"),
        }
    }
}

/// The largest amount in minor units: far above any price, and small enough that no sum overflows.
const LARGEST: u64 = 1_000_000_000_000_000;

impl Money {
    /// Parses a decimal number such as `45` or `45.10`.
    ///
    /// # Errors
    /// If it is anything else, or has more decimals than the currency.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let lower = text.to_ascii_lowercase();
        if lower.contains("inf") || lower.contains("nan") {
            return Err(MoneyError::NotFinite);
        }
        if text.starts_with(['-', '+']) {
            return Err(MoneyError::Sign);
        }
        if text.contains(',') {
            return Err(MoneyError::Comma);
        }
        let text = text.replace('_', "");
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let digits_only = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits_only(whole) || !digits_only(decimals) || text.ends_with('.') {
            return Err(MoneyError::NotANumber);
        }
        let digits = currency.digits as usize;
        if decimals.len() > digits {
            return Err(MoneyError::Decimals(currency.digits, currency.code()));
        }
        let minor = format!("{whole}{decimals:0<digits$}").parse().map_err(|_| MoneyError::TooLarge)?;
        if minor > LARGEST { Err(MoneyError::TooLarge) } else { Ok(Money { minor, currency }) }
    }

    /// The amount of zero.
    pub fn zero(currency: Currency) -> Self {
        Money { minor: 0, currency }
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The amount in minor units.
    pub fn minor(self) -> u64 {
        self.minor
    }

    /// The sum, saturating.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Money { minor: self.minor.saturating_add(other.minor), ..self }
    }

    /// The difference, zero at least.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Money { minor: self.minor.saturating_sub(other.minor), ..self }
    }

    /// The product, saturating.
    #[must_use]
    pub fn times(self, count: u32) -> Self {
        Money { minor: self.minor.saturating_mul(u64::from(count)), ..self }
    }

    /// What so many pay together, exact at any number: it may be larger than any amount.
    pub(crate) fn of_all(self, payers: u64) -> Takings {
        Takings { minor: u128::from(self.minor) * u128::from(payers), currency: self.currency }
    }

    /// Whole units, and the decimals as text.
    fn parts(self) -> (u128, String) {
        self.of_all(1).parts()
    }

    /// The amount for machines, with all decimals of the currency: `800.00`.
    pub fn decimal(self) -> String {
        self.of_all(1).decimal()
    }

    /// The amount as the price list writes it: without decimals if they are zero.
    pub fn toml(self) -> String {
        let (whole, decimals) = self.parts();
        without_zero_decimals(&whole.to_string(), &decimals)
    }

    /// The amount for readers of a language: without decimals if they are zero.
    pub fn format(self, language: &Language) -> String {
        self.of_all(1).format(language)
    }
}

/// What many pay together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Takings {
    minor: u128,
    currency: Currency,
}

impl Takings {
    /// Whole units, and the decimals as text.
    fn parts(self) -> (u128, String) {
        let unit = 10_u128.pow(self.currency.digits);
        let digits = self.currency.digits as usize;
        let decimals = if digits == 0 { String::new() } else { format!("{:0digits$}", self.minor % unit) };
        (self.minor / unit, decimals)
    }

    /// For machines, with all decimals of the currency.
    pub(crate) fn decimal(self) -> String {
        let (whole, decimals) = self.parts();
        if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") }
    }

    /// For readers of a language: without decimals if they are zero.
    pub(crate) fn format(self, language: &Language) -> String {
        let (whole, decimals) = self.parts();
        let decimals = if decimals.bytes().all(|b| b == b'0') { "" } else { &decimals };
        language.isolated(language.amount(whole, decimals, self.currency.code()))
    }
}

/// Digits before and after a decimal point as one number; decimals that are all zero are left out.
fn without_zero_decimals(whole: &str, decimals: &str) -> String {
    if decimals.bytes().all(|digit| digit == b'0') { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

/// A total: an exact amount, a range, or a range without an upper end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The lower end.
    pub from: Money,
    /// The upper end; `None` if it is open.
    pub to: Option<Money>,
}

impl Sum {
    /// An exact sum.
    pub fn exact(money: Money) -> Self {
        Sum { from: money, to: Some(money) }
    }

    /// The amount, if the sum is exact.
    pub fn as_exact(self) -> Option<Money> {
        (self.to == Some(self.from)).then_some(self.from)
    }

    /// The sum of both; it is open if one of them is.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Sum { from: self.from.plus(other.from), to: self.to.zip(other.to).map(|(a, b)| a.plus(b)) }
    }

    /// The range from the cheaper to the dearer of both; it is open if one of them is.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        let from = if other.from.minor < self.from.minor { other.from } else { self.from };
        let dearer = |(a, b): (Money, Money)| if b.minor > a.minor { b } else { a };
        Sum { from, to: self.to.zip(other.to).map(dearer) }
    }

    /// The range from `least` times the lower end to `most` times the upper end.
    #[must_use]
    pub fn times(self, least: u32, most: u32) -> Self {
        Sum { from: self.from.times(least), to: self.to.map(|to| to.times(most)) }
    }

    /// Whether it is larger than any amount can be, so that an operation may have saturated.
    pub fn is_too_large(self) -> bool {
        self.from.minor.max(self.to.map_or(0, Money::minor)) > LARGEST
    }

    /// The sum as the price list writes it.
    pub fn toml(self) -> String {
        match (self.as_exact(), self.to) {
            (Some(money), _) => money.toml(),
            (None, Some(to)) => format!("{{ from = {}, to = {} }}", self.from.toml(), to.toml()),
            (None, None) => format!("{{ from = {} }}", self.from.toml()),
        }
    }

    /// The sum for readers of a language; `range` and `open` put their amounts into words.
    pub fn describe(
        self,
        language: &Language,
        range: impl Fn(&str, &str) -> String,
        open: impl Fn(&str) -> String,
    ) -> String {
        let from = self.from.format(language);
        match self.to {
            Some(to) if to == self.from => from,
            Some(to) => range(&from, &to.format(language)),
            None => open(&from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currency(code: &str) -> Currency {
        Currency::find(code).unwrap()
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_reason() {
        for (text, wanted) in [
            ("-5", "an amount has no sign and is not below zero"),
            ("-0.0", "an amount has no sign and is not below zero"),
            ("nan", "an amount is a finite number"),
            ("+inf", "an amount is a finite number"),
            ("1,800", "an amount is a number whose decimal sign is a point"),
            ("$800", "an amount is a number and nothing else"),
            ("1e3", "an amount is a number and nothing else"),
            ("", "an amount is a number and nothing else"),
            ("19.999", "more decimals than the 2 of USD"),
            ("99999999999999999999", "the amount is too large"),
        ] {
            assert_eq!(Money::parse(text, currency("USD")).unwrap_err().to_string(), wanted, "{text}");
        }
        assert_eq!(Money::parse("800.50", currency("JPY")).unwrap_err().to_string(), "JPY has no decimals");
    }

    #[test]
    fn decimals_are_those_of_the_currency() {
        for (text, code, wanted) in [("45.1", "USD", "45.10"), ("800", "JPY", "800"), ("1.5", "KWD", "1.500")]
        {
            assert_eq!(Money::parse(text, currency(code)).unwrap().decimal(), wanted);
        }
        assert_eq!(Currency::find("XAU"), None, "gold has no minor unit");
    }

    #[test]
    fn ten_cents_three_times_are_thirty() {
        assert_eq!(Money::parse("0.10", currency("USD")).unwrap().times(3).decimal(), "0.30");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minor in 0..LARGEST, code in prop::sample::select(vec!["JPY", "USD", "KWD"])) {
            let money = Money { minor, currency: currency(code) };
            prop_assert_eq!(Money::parse(&money.decimal(), currency(code)), Ok(money));
        }

        #[test]
        fn what_all_pay_is_exact_at_any_number(minor in 0..=LARGEST, payers in any::<u64>()) {
            let all = Money { minor, currency: currency("KWD") }.of_all(payers).decimal();
            let digits: u128 = all.replace('.', "").parse().unwrap();
            prop_assert_eq!(digits, u128::from(minor) * u128::from(payers));
            prop_assert_eq!(all.len() - all.find('.').unwrap(), 4);
        }

        #[test]
        fn a_sum_of_ranges_is_a_range(a in 0..LARGEST / 9, b in 0..LARGEST / 9, c in 0..LARGEST / 9, least in 0u32..4, more in 0u32..4) {
            let money = |minor| Money { minor, currency: currency("USD") };
            let sum = Sum { from: money(a), to: Some(money(a + b)) }.plus(Sum::exact(money(c)));
            let times = sum.times(least, least + more);
            prop_assert!(times.from <= times.to.unwrap());
            prop_assert_eq!(times.from.minor(), (a + c) * u64::from(least));
        }
    }
}
