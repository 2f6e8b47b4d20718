//! Amounts of one currency in running text, as people type them: with its code or a sign of it, before the number or
//! behind it. What another currency costs is not seen.

use std::ops::Range;

use regex::Regex;

use super::{Currency, Money};
use crate::language::Language;

/// What amounts of a currency look like in a language.
#[derive(Debug)]
pub(crate) struct Mentions {
    currency: Currency,
    /// The longest first.
    signs: Vec<&'static str>,
    number: Regex,
    decimal: char,
}

/// An amount in a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The number and its sign.
    pub(crate) range: Range<usize>,
    /// Nothing if the currency has no such amount.
    pub(crate) money: Option<Money>,
}

/// Countries as they stand before the sign of their dollar.
const COUNTRIES: [&str; 5] = ["US", "CA", "AU", "NZ", "HK"];

/// Words that make a number one of thousands.
const MANY: [&str; 3] = ["million", "billion", "thousand"];
/// Their signs right behind the number: `$1.5M`, `$80k`.
const MANY_SIGNS: [&str; 7] = ["k", "K", "m", "M", "bn", "B", "tn"];

impl Mentions {
    /// Looks for amounts of a currency in texts of a language.
    pub(crate) fn new(currency: Currency, language: &Language) -> Self {
        let (group, decimal) = (regex::escape(language.group()), language.decimal());
        let pattern = format!(
            "(?:[0-9]{{1,3}}(?:[{group}'’\u{a0}\u{202f}][0-9]{{3}})+|[0-9]+)(?:[{decimal}][0-9]{{1,3}})?"
        );
        let number = Regex::new(&pattern).expect("the signs of numbers are plain");
        Mentions { currency, signs: language.signs(currency.code()), number, decimal }
    }

    /// The amounts of a text, in their order.
    pub(crate) fn find<'m>(&'m self, text: &'m str) -> impl Iterator<Item = Mention> + 'm {
        self.number.find_iter(text).filter_map(|number| {
            let before = text.get(..number.start())?;
            let behind = text.get(number.end()..)?;
            let range = match (self.sign_before(before), self.sign_behind(before, behind)) {
                (Some(from), _) if !is_of_many(behind) => from..number.end(),
                (None, Some(length)) => number.start()..number.end() + length,
                _ => return None,
            };
            if self.is_of_another(text.get(..range.start)?, text.get(range.end..)?) {
                return None;
            }
            let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
            let typed = match number.as_str().split_once(self.decimal) {
                Some((whole, decimals)) => format!("{}.{decimals}", digits(whole)),
                None => digits(number.as_str()),
            };
            Some(Mention { range, money: Money::parse(&typed, self.currency).ok() })
        })
    }

    /// Whether the code of another currency, or the country of another dollar, stands beside an amount: `AUD $80`,
    /// `US $80`, `$80 CAD`, `$80CAD`.
    fn is_of_another(&self, before: &str, behind: &str) -> bool {
        let of_another = |word: &str| {
            let dollar = format!("{word}$");
            let is_code = word != self.currency.code() && Currency::find(word).is_some();
            let is_country = COUNTRIES.contains(&word) && !self.signs.contains(&dollar.as_str());
            is_code || is_country
        };
        let is_letter = |c: char| c.is_ascii_uppercase();
        let blank = before.strip_suffix(char::is_whitespace);
        let word_before =
            blank.and_then(|text| text.rsplit(|c: char| !is_letter(c)).next()).unwrap_or_default();
        let word_behind =
            one_blank_less(behind).split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        of_another(word_before) || (word_behind.len() == 3 && of_another(word_behind))
    }

    /// The byte at which the sign begins that ends here: `CHF 80`, `A$80`. A sign that is the end of another (`$` in
    /// `A$`) is none.
    fn sign_before(&self, text: &str) -> Option<usize> {
        let blank = text.chars().next_back().filter(|c| c.is_whitespace());
        let text = blank.and_then(|blank| text.strip_suffix(blank)).unwrap_or(text);
        let heads = self.signs.iter().filter_map(|sign| text.strip_suffix(sign));
        heads.filter(|head| !head.ends_with(char::is_alphanumeric)).map(str::len).next()
    }

    /// How long the sign is that begins here, with the blank before it: `80 €`, `80 kr.`
    fn sign_behind(&self, before: &str, text: &str) -> Option<usize> {
        if before.ends_with(|c: char| c.is_alphanumeric() || c == self.decimal) {
            return None;
        }
        // A letter behind a number is anything (`5 R`), and a dollar stands before its number.
        let signs = self.signs.iter().filter(|sign| sign.len() > 1);
        let mut rests = signs.filter_map(|sign| one_blank_less(text).strip_prefix(sign));
        // A sign before a digit belongs to that number.
        let rest = rests.find(|rest| !rest.starts_with(char::is_alphanumeric))?;
        Some(text.len() - rest.len())
    }
}

/// Whether what stands behind a number makes it one of thousands or more.
fn is_of_many(behind: &str) -> bool {
    let sign = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    MANY_SIGNS.contains(&sign) || MANY.iter().any(|word| one_blank_less(behind).starts_with(word))
}

/// A text without the one blank that it may begin with.
fn one_blank_less(text: &str) -> &str {
    text.strip_prefix(char::is_whitespace).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CODES: &[&str] =
        &["USD", "CAD", "AUD", "EUR", "GBP", "CHF", "SEK", "JPY", "KWD", "PLN", "ZAR", "CNY", "INR"];

    fn find(tag: &str, code: &str, text: &str) -> Vec<String> {
        let mentions = Mentions::new(Currency::find(code).unwrap(), Language::find(tag).unwrap());
        let words = |one: Mention| {
            format!("{} is {}", &text[one.range], one.money.map_or("none".to_owned(), Money::toml))
        };
        mentions.find(text).map(words).collect()
    }

    #[test]
    fn amounts_are_found_as_people_type_them() {
        for (tag, code, text, wanted) in [
            ("en-US", "CHF", "In the US it is $80, here CHF 80.", &["CHF 80 is 80"][..]),
            (
                "en-US",
                "CHF",
                "It is Fr. 1'200.50 or 80 CHF, not 80 Francs.",
                &["Fr. 1'200.50 is 1200.50", "80 CHF is 80"],
            ),
            ("en-US", "USD", "From $1,400 to US$2,100.50.", &["$1,400 is 1400", "US$2,100.50 is 2100.50"]),
            ("en-US", "USD", "It is A$80, CA$80 and NZ$80 elsewhere.", &[]),
            ("en-US", "USD", "For 2 $80 visits or 80 USD, not 80$.", &["$80 is 80", "80 USD is 80"]),
            ("en-US", "USD", "It is AUD $800, $800 CAD, $800CAD or CA $800; A $80 visit.", &["$80 is 80"]),
            (
                "en-CA",
                "CAD",
                "It is US $800, $800 USD, CA $800 and CAD 80.",
                &["$800 is 800", "CAD 80 is 80"],
            ),
            ("en-US", "USD", "They paid $1.5 million, $3 thousand, $1.5M, $80k and $2bn.", &[]),
            ("en-AU", "AUD", "It is $80 or A$80, and US$80 there.", &["$80 is 80", "A$80 is 80"]),
            (
                "en-GB",
                "SEK",
                "It is 800 kr, 1,200 kr. and kr 5; 5 krona.",
                &["800 kr is 800", "1,200 kr. is 1200", "kr 5 is 5"],
            ),
            ("en-IE", "EUR", "It is 80 €, 80€ and €80.5.", &["80 € is 80", "80€ is 80", "€80.5 is 80.50"]),
            ("en", "ZAR", "It is R800, ask for R 12; 5 R and 5R.", &["R800 is 800", "R 12 is 12"]),
            ("en", "JPY", "It is ¥800.50.", &["¥800.50 is none"]),
            ("de", "EUR", "Das kostet 1.200,50 € oder 80 EUR.", &["1.200,50 € is 1200.50", "80 EUR is 80"]),
        ] {
            assert_eq!(find(tag, code, text), wanted, "{text}");
        }
    }

    fn language() -> impl Strategy<Value = &'static Language> {
        prop::sample::select(Language::tags()).prop_map(|tag| Language::find(tag).unwrap())
    }

    proptest! {
        /// What the program prints, and what people type with any sign on either side.
        #[test]
        fn an_amount_of_the_currency_is_found(
            language in language(), code in prop::sample::select(CODES), minor in 0..100_000_000_u64,
            sign in any::<prop::sample::Index>(), blank in prop::sample::select(&["", " ", "\u{a0}"][..]),
        ) {
            let money = Money { minor, currency: Currency::find(code).unwrap() };
            let mentions = Mentions::new(money.currency, language);
            let signs = language.signs(money.currency.code());
            let sign = sign.get(&signs);
            let (whole, decimals) = money.parts();
            let mut number = language.number(whole);
            if !decimals.is_empty() {
                number.push(language.decimal());
                number.push_str(&decimals);
            }
            let plain = money.format(language).replace(['\u{2066}', '\u{2069}'], "");
            let mut texts = vec![plain, format!("{sign}{blank}{number}")];
            if sign.len() > 1 {
                texts.push(format!("{number}{blank}{sign}"));
            }
            for typed in texts {
                let text = format!("Dès 9 h: {typed}, {typed}");
                let found: Vec<_> = mentions.find(&text).collect();
                let wanted = Some(money);
                let at = text.len() - typed.len();
                prop_assert_eq!(found.last(), Some(&Mention { range: at..text.len(), money: wanted }), "{}", text);
                prop_assert_eq!(found.len(), 2, "{}", text);
            }
        }

        /// No sign of another currency, unless it is one of this currency too.
        #[test]
        fn an_amount_of_another_currency_is_none(
            language in language(), own in prop::sample::select(CODES), other in prop::sample::select(CODES),
            sign in any::<prop::sample::Index>(), whole in 0..1_000_000_u64, blank in prop::sample::select(&["", " "][..]),
        ) {
            let mentions = Mentions::new(Currency::find(own).unwrap(), language);
            let signs = language.signs(Currency::find(other).unwrap().code());
            let sign = sign.get(&signs);
            prop_assume!(!mentions.signs.contains(sign));
            let number = language.number(whole);
            for text in [format!("It is {sign}{blank}{number}."), format!("It is {number}{blank}{sign}.")] {
                prop_assert_eq!(mentions.find(&text).next(), None, "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_to_its_end(text in "[0-9A-Za-z$€ .,'’\u{a0}kr]{0,40}", code in prop::sample::select(CODES)) {
            let mentions = Mentions::new(Currency::find(code).unwrap(), Language::fallback());
            let mut end = 0;
            for one in mentions.find(&text) {
                prop_assert!(text.get(one.range.clone()).is_some() && end <= one.range.end);
                end = one.range.end;
            }
        }
    }
}
