//! Countries by their codes of two letters (ISO 3166-1).

use std::fmt;

use super::countries::{ALIASES, COUNTRIES, CountryData};
use super::{Fault, abbreviated};

/// A country of ISO 3166-1.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Country(pub(super) &'static CountryData);

impl Country {
    /// The country of a code of two capital letters.
    pub fn find(code: &str) -> Option<Country> {
        COUNTRIES
            .binary_search_by(|row| row.code.cmp(code))
            .ok()
            .and_then(|at| COUNTRIES.get(at))
            .map(Country)
    }

    /// Parses a code.
    ///
    /// # Errors
    /// If it is none; the help names the code that was probably meant.
    pub fn parse(text: &str) -> Result<Country, Fault> {
        Country::find(text).ok_or_else(|| {
            let help = match Country::guess(text) {
                Some(country) => format!("write \"{}\" for {}", country.code(), country.name()),
                None => "write the two capital letters of ISO 3166-1: US, GB, DE".to_owned(),
            };
            Fault { message: format!("`{}` is no country", abbreviated(text)), help }
        })
    }

    /// The country that was probably meant by another code, a name, or small letters.
    pub fn guess(text: &str) -> Option<Country> {
        let text = text.trim();
        let same = |one: &str| one.to_lowercase() == text.to_lowercase();
        let usual = ALIASES.iter().find(|(word, _)| same(word)).and_then(|(_, code)| Country::find(code));
        let known = || COUNTRIES.iter().find(|row| [row.code, row.alpha3, row.name].into_iter().any(same));
        let near = || {
            let far =
                |row: &&CountryData| strsim::osa_distance(&row.name.to_lowercase(), &text.to_lowercase());
            COUNTRIES.iter().min_by_key(far).filter(|row| text.len() > 4 && far(row) <= 2)
        };
        usual.or_else(|| known().or_else(near).map(Country))
    }

    /// The calling code; empty if it has no telephone network of its own.
    pub(super) fn calling_code(self) -> &'static str {
        self.0.calling_code
    }

    /// Every country.
    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Country> {
        COUNTRIES.iter().map(Country)
    }

    /// The code of two letters.
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// The English name, for messages.
    pub fn name(self) -> &'static str {
        self.0.name
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl serde::Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_and_no_two_are_alike() {
        for pair in COUNTRIES.windows(2) {
            assert!(pair[0].code < pair[1].code, "{}", pair[1].code);
        }
        for row in COUNTRIES {
            assert_eq!(Country::find(row.code).map(Country::name), Some(row.name));
            assert!(row.code.len() == 2 && row.alpha3.len() == 3);
            assert_eq!(row.calling_code.is_empty(), row.number_lengths.is_empty(), "{}", row.code);
            assert!(row.address_layout.contains('T'), "{}", row.code);
        }
        for (word, code) in ALIASES {
            assert!(Country::find(word).is_none() && Country::find(code).is_some(), "{word}");
        }
    }

    #[test]
    fn what_people_write_for_a_country_is_understood() {
        for (written, code) in [
            ("UK", "GB"),
            ("gb", "GB"),
            ("EN", "GB"),
            ("USA", "US"),
            ("Germany", "DE"),
            ("germany", "DE"),
            ("Deutschland", "DE"),
            ("Irland", "IE"),
            ("DEU", "DE"),
            ("U.S.A.", "US"),
        ] {
            let help = Country::parse(written).unwrap_err().help;
            assert!(help.contains(&format!("\"{code}\"")), "{written}: {help}");
        }
        for written in ["XX", "ZZ", "Atlantis", "", "1"] {
            assert!(Country::parse(written).unwrap_err().help.contains("ISO 3166-1"), "{written}");
        }
    }
}
