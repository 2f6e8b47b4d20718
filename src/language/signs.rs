//! Currency signs: the one that the program prints beside an amount, and those that people type there.

use super::Language;

/// The signs of a currency. Its code of ISO 4217 is always one.
struct Signs {
    code: &'static str,
    /// Means this currency to every reader, so that amounts are printed with it.
    printed: Option<&'static str>,
    /// What people type besides.
    typed: &'static [&'static str],
    /// Whether those who pay with it type a bare `$`.
    dollar: bool,
}

const fn printed(code: &'static str, sign: &'static str, typed: &'static [&'static str]) -> Signs {
    Signs { code, printed: Some(sign), typed, dollar: false }
}

/// Printed by its code: its signs are those of others too, or unknown to most.
const fn typed(code: &'static str, typed: &'static [&'static str]) -> Signs {
    Signs { code, printed: None, typed, dollar: false }
}

/// Printed as `$` for its own readers, and by its code for all others.
const fn dollar(code: &'static str, typed: &'static [&'static str]) -> Signs {
    Signs { code, printed: None, typed, dollar: true }
}

const SIGNS: [Signs; 36] = [
    printed("EUR", "€", &[]),
    printed("GBP", "£", &[]),
    printed("JPY", "¥", &["JP¥"]),
    printed("KRW", "₩", &[]),
    printed("INR", "₹", &["Rs.", "Rs"]),
    printed("ILS", "₪", &["NIS"]),
    dollar("USD", &["US$", "USD$"]),
    dollar("CAD", &["CA$", "C$", "CAD$"]),
    dollar("AUD", &["A$", "AU$", "AUD$"]),
    dollar("NZD", &["NZ$", "NZD$"]),
    dollar("SGD", &["S$", "SG$"]),
    dollar("HKD", &["HK$"]),
    dollar("TWD", &["NT$"]),
    dollar("MXN", &["MX$", "Mex$"]),
    dollar("CLP", &["CLP$"]),
    dollar("COP", &["COL$"]),
    dollar("ARS", &["AR$"]),
    typed("BRL", &["R$"]),
    typed("CHF", &["Fr.", "fr.", "SFr.", "sFr.", "Fr", "SFr", "sFr"]),
    typed("SEK", &["kr.", "kr", "Kr.", "Kr", "SKr"]),
    typed("NOK", &["kr.", "kr", "Kr.", "Kr", "NKr"]),
    typed("DKK", &["kr.", "kr", "Kr.", "Kr", "DKr"]),
    typed("ISK", &["kr.", "kr", "Kr.", "Kr", "IKr"]),
    typed("PLN", &["zł", "zl"]),
    typed("CZK", &["Kč"]),
    typed("HUF", &["Ft"]),
    typed("RON", &["lei"]),
    typed("TRY", &["₺", "TL"]),
    typed("UAH", &["₴"]),
    typed("CNY", &["¥", "CN¥", "RMB"]),
    typed("THB", &["฿"]),
    typed("PHP", &["₱"]),
    typed("VND", &["₫"]),
    typed("NGN", &["₦"]),
    typed("AED", &["Dhs.", "Dhs", "Dh"]),
    typed("ZAR", &["R"]),
];

fn find(code: &str) -> Option<&'static Signs> {
    SIGNS.iter().find(|signs| signs.code == code)
}

impl Language {
    /// The sign that amounts of a currency are printed with; none if that is its code.
    pub(super) fn sign(&self, code: &str) -> Option<&'static str> {
        if self.own_dollar == Some(code) { Some("$") } else { find(code)?.printed }
    }

    /// What those who write this language type for a currency: its code, its signs, and `$` where that can mean no other
    /// dollar. The longest come first.
    pub(crate) fn signs(&self, code: &'static str) -> Vec<&'static str> {
        let known = find(code);
        let own_dollar = match self.own_dollar {
            Some(own) => own == code,
            None => known.is_some_and(|signs| signs.dollar),
        };
        let mut all = vec![code];
        all.extend(known.into_iter().flat_map(|signs| signs.printed.iter().chain(signs.typed)));
        all.extend(own_dollar.then_some("$"));
        all.sort_by_key(|sign| std::cmp::Reverse(sign.len()));
        all
    }
}

/// Whether a word of small letters is the code of a currency or a sign with letters in it.
pub(crate) fn is_money(word: &str) -> bool {
    let is = |sign: &&str| sign.chars().count() > 1 && sign.to_lowercase() == word;
    SIGNS.iter().any(|signs| is(&signs.code) || signs.typed.iter().any(is))
}

#[cfg(test)]
mod tests {
    use super::super::LANGUAGES;
    use super::*;

    #[test]
    fn no_printed_sign_means_two_currencies() {
        for language in &LANGUAGES {
            let signs: Vec<_> = SIGNS.iter().filter_map(|signs| language.sign(signs.code)).collect();
            for (at, sign) in signs.iter().enumerate() {
                assert_eq!(signs.iter().position(|other| other == sign), Some(at), "{}", language.tag);
            }
        }
        for (at, signs) in SIGNS.iter().enumerate() {
            assert!(iso_currency::Currency::from_code(signs.code).is_some(), "{}", signs.code);
            assert_eq!(SIGNS.iter().position(|other| other.code == signs.code), Some(at), "{}", signs.code);
        }
    }

    #[test]
    fn a_bare_dollar_is_the_readers_own() {
        let typed = |tag: &str, code| Language::find(tag).unwrap().signs(code).contains(&"$");
        for (tag, code, wanted) in [
            ("en-US", "USD", true),
            ("en-US", "CAD", false),
            ("en-US", "CHF", false),
            ("en-CA", "CAD", true),
            ("en-CA", "USD", false),
            ("en-GB", "USD", true),
            ("en-GB", "GBP", false),
        ] {
            assert_eq!(typed(tag, code), wanted, "{tag} {code}");
        }
        assert_eq!(Language::fallback().signs("CHF").last(), Some(&"Fr"));
        assert_eq!(Language::fallback().signs("KWD"), ["KWD"]);
    }
}
