//! What is usual in a country: its language, currency, time zone and emergency number, and the law's pages known here.
//!
//! Each is a proposal that the owner may change. What a row does not know is asked, or stands as a placeholder.

use crate::identifiers::Country;

/// What is usual in a country.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    code: &'static str,
    /// The tag of a language in which a site can be written.
    pub(super) language: &'static str,
    pub(super) currency: &'static str,
    /// The time zone of its largest town.
    pub(super) zone: &'static str,
    /// The number to call in a medical emergency.
    pub(super) emergency: &'static str,
}

const fn usual(
    code: &'static str,
    language: &'static str,
    currency: &'static str,
    zone: &'static str,
    emergency: &'static str,
) -> Usual {
    Usual { code, language, currency, zone, emergency }
}

#[rustfmt::skip]
static USUAL: &[Usual] = &[
    usual("AE", "en", "AED", "Asia/Dubai", "998"),
    usual("AT", "de", "EUR", "Europe/Vienna", "144"),
    usual("AU", "en-AU", "AUD", "Australia/Sydney", "000"),
    usual("BE", "fr", "EUR", "Europe/Brussels", "112"),
    usual("BG", "en", "EUR", "Europe/Sofia", "112"),
    usual("BR", "en", "BRL", "America/Sao_Paulo", "192"),
    usual("CA", "en-CA", "CAD", "America/Toronto", "911"),
    usual("CH", "de", "CHF", "Europe/Zurich", "144"),
    usual("CY", "en", "EUR", "Asia/Nicosia", "112"),
    usual("CZ", "en", "CZK", "Europe/Prague", "112"),
    usual("DE", "de-DE", "EUR", "Europe/Berlin", "112"),
    usual("DK", "en", "DKK", "Europe/Copenhagen", "112"),
    usual("EE", "en", "EUR", "Europe/Tallinn", "112"),
    usual("ES", "en", "EUR", "Europe/Madrid", "112"),
    usual("FI", "en", "EUR", "Europe/Helsinki", "112"),
    usual("FR", "fr-FR", "EUR", "Europe/Paris", "15"),
    usual("GB", "en-GB", "GBP", "Europe/London", "999"),
    usual("GR", "en", "EUR", "Europe/Athens", "112"),
    usual("HK", "en", "HKD", "Asia/Hong_Kong", "999"),
    usual("HR", "en", "EUR", "Europe/Zagreb", "112"),
    usual("HU", "en", "HUF", "Europe/Budapest", "112"),
    usual("IE", "en-IE", "EUR", "Europe/Dublin", "112"),
    usual("IL", "en", "ILS", "Asia/Jerusalem", "101"),
    usual("IN", "en", "INR", "Asia/Kolkata", "112"),
    usual("IS", "en", "ISK", "Atlantic/Reykjavik", "112"),
    usual("IT", "en", "EUR", "Europe/Rome", "112"),
    usual("JP", "en", "JPY", "Asia/Tokyo", "119"),
    usual("KR", "en", "KRW", "Asia/Seoul", "119"),
    usual("LI", "de", "CHF", "Europe/Vaduz", "144"),
    usual("LT", "en", "EUR", "Europe/Vilnius", "112"),
    usual("LU", "fr", "EUR", "Europe/Luxembourg", "112"),
    usual("LV", "en", "EUR", "Europe/Riga", "112"),
    usual("MT", "en", "EUR", "Europe/Malta", "112"),
    usual("MX", "es-US", "MXN", "America/Mexico_City", "911"),
    usual("NL", "en", "EUR", "Europe/Amsterdam", "112"),
    usual("NO", "en", "NOK", "Europe/Oslo", "113"),
    usual("NZ", "en-NZ", "NZD", "Pacific/Auckland", "111"),
    usual("PL", "en", "PLN", "Europe/Warsaw", "112"),
    usual("PR", "es-US", "USD", "America/Puerto_Rico", "911"),
    usual("PT", "en", "EUR", "Europe/Lisbon", "112"),
    usual("RO", "en", "RON", "Europe/Bucharest", "112"),
    usual("SE", "en", "SEK", "Europe/Stockholm", "112"),
    usual("SG", "en", "SGD", "Asia/Singapore", "995"),
    usual("SI", "en", "EUR", "Europe/Ljubljana", "112"),
    usual("SK", "en", "EUR", "Europe/Bratislava", "112"),
    usual("TR", "en", "TRY", "Europe/Istanbul", "112"),
    usual("US", "en-US", "USD", "America/New_York", "911"),
    usual("ZA", "en", "ZAR", "Africa/Johannesburg", "112"),
];

/// What is usual in a country, if it is known here.
pub(super) fn usual_in(country: Country) -> Option<&'static Usual> {
    USUAL.iter().find(|row| row.code == country.code())
}

/// Whether the pages that a country's law asks for on a clinic's site are among the starter's.
pub(super) fn law_is_known(country: Country) -> bool {
    ["AT", "CH", "DE", "GB", "US"].contains(&country.code())
}

/// Regions whose clock is not that of their country's largest town.
#[rustfmt::skip]
static ZONES: &[(&str, &str, &[&str])] = &[
    ("US", "America/Chicago", &["AL", "AR", "IL", "IA", "KS", "LA", "MN", "MS", "MO", "NE", "ND", "OK", "SD", "TN", "TX", "WI"]),
    ("US", "America/Denver", &["CO", "MT", "NM", "UT", "WY"]),
    ("US", "America/Los_Angeles", &["CA", "NV", "OR", "WA"]),
    ("US", "America/Anchorage", &["AK"]),
    ("US", "America/Boise", &["ID"]),
    ("US", "America/Detroit", &["MI"]),
    ("US", "America/Indiana/Indianapolis", &["IN"]),
    ("US", "America/Phoenix", &["AZ"]),
    ("US", "America/Puerto_Rico", &["PR", "VI"]),
    ("US", "Pacific/Guam", &["GU", "MP"]),
    ("US", "Pacific/Honolulu", &["HI"]),
    ("US", "Pacific/Pago_Pago", &["AS"]),
    ("CA", "America/Vancouver", &["BC"]),
    ("CA", "America/Edmonton", &["AB", "NT"]),
    ("CA", "America/Regina", &["SK"]),
    ("CA", "America/Winnipeg", &["MB"]),
    ("CA", "America/Halifax", &["NB", "NS", "PE"]),
    ("CA", "America/St_Johns", &["NL"]),
    ("CA", "America/Whitehorse", &["YT"]),
    ("AU", "Australia/Brisbane", &["QLD"]),
    ("AU", "Australia/Adelaide", &["SA"]),
    ("AU", "Australia/Darwin", &["NT"]),
    ("AU", "Australia/Perth", &["WA"]),
    ("AU", "Australia/Hobart", &["TAS"]),
];

/// The time zone of a region of a country, if the country is known here.
pub(super) fn zone_of(country: Country, region: &str) -> Option<&'static str> {
    let own = ZONES.iter().find(|(code, _, regions)| {
        *code == country.code() && regions.iter().any(|known| known.eq_ignore_ascii_case(region))
    });
    own.map(|(_, zone, _)| *zone).or_else(|| usual_in(country).map(|usual| usual.zone))
}

/// Whoever regulates a clinic in a nation of the United Kingdom.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub(super) struct Regulator {
    nation: &'static str,
    name: &'static str,
    url: &'static str,
}

static REGULATORS: [Regulator; 4] = [
    Regulator { nation: "England", name: "Care Quality Commission", url: "https://www.cqc.org.uk" },
    Regulator {
        nation: "Scotland",
        name: "Healthcare Improvement Scotland",
        url: "https://www.healthcareimprovementscotland.scot",
    },
    Regulator { nation: "Wales", name: "Healthcare Inspectorate Wales", url: "https://www.hiw.org.uk" },
    Regulator {
        nation: "Northern Ireland",
        name: "Regulation and Quality Improvement Authority",
        url: "https://www.rqia.org.uk",
    },
];

/// The nations of the United Kingdom, each with a regulator of its own.
pub(crate) fn nations() -> impl Iterator<Item = &'static str> {
    REGULATORS.iter().map(|regulator| regulator.nation)
}

/// The regulator of a nation.
pub(super) fn regulator_of(nation: &str) -> Option<&'static Regulator> {
    REGULATORS.iter().find(|regulator| regulator.nation == nation)
}

/// By how much a sum in US dollars is multiplied to be a round sum of about its worth in a currency.
pub(super) fn scale(currency: &str) -> u64 {
    match currency {
        "PLN" | "ILS" | "AED" | "RON" | "BRL" => 4,
        "DKK" | "SEK" | "NOK" | "HKD" => 8,
        "MXN" | "ZAR" => 20,
        "CZK" => 25,
        "TRY" => 40,
        "INR" | "THB" => 50,
        "JPY" | "ISK" | "HUF" => 100,
        "CLP" | "KRW" => 1000,
        "COP" => 4000,
        "IDR" | "VND" => 20_000,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::money::Currency;
    use crate::zone::Zone;

    #[test]
    fn what_is_usual_is_known_to_the_program() {
        for row in USUAL {
            assert!(Country::find(row.code).is_some(), "{}", row.code);
            assert!(Language::find(row.language).is_some(), "{}", row.language);
            assert!(Currency::find(row.currency).is_some(), "{}", row.currency);
            assert!(Zone::named(row.zone).is_some(), "{}", row.zone);
            assert!(row.emergency.bytes().all(|byte| byte.is_ascii_digit()), "{}", row.emergency);
        }
        for (code, zone, _) in ZONES {
            assert!(Country::find(code).is_some() && Zone::named(zone).is_some(), "{zone}");
        }
    }

    #[test]
    fn a_region_has_the_clock_of_its_own() {
        let zone = |country: &str, region: &str| zone_of(Country::find(country).unwrap(), region);
        assert_eq!(zone("US", "tx"), Some("America/Chicago"));
        assert_eq!(zone("US", "MA"), Some("America/New_York"));
        assert_eq!(zone("AU", "WA"), Some("Australia/Perth"));
        assert_eq!(zone("US", "WA"), Some("America/Los_Angeles"));
        assert_eq!(zone("GB", "Wales"), Some("Europe/London"));
        assert_eq!(zone("FJ", ""), None);
    }
}
