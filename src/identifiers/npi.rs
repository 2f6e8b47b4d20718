//! The National Provider Identifier of US health care (45 CFR 162.406).

use super::{Fault, abbreviated, written};

/// An NPI whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Npi(String);

impl Npi {
    /// Parses an NPI.
    ///
    /// # Errors
    /// If it is not ten digits, or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Npi, Fault> {
        if is_npi(text) {
            return Ok(Npi(text.to_owned()));
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let help = match () {
            () if is_npi(&digits) => format!("write \"{digits}\""),
            () if digits.len() == 10 => "its check digit is wrong: look it up in the NPI registry".to_owned(),
            () => "write its ten digits".to_owned(),
        };
        Err(Fault { message: format!("`{}` is no NPI", abbreviated(text)), help })
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

written!(Npi);

/// Whether these are ten digits that pass the Luhn check with the prefix `80840`.
fn is_npi(text: &str) -> bool {
    if text.len() != 10 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let doubled = |(at, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        if at % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
    };
    "80840".bytes().chain(text.bytes()).rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_npi_has_ten_digits_and_a_right_check_digit() {
        for good in ["1234567893", "1245319599", "0000000006", "1679576722"] {
            assert!(Npi::parse(good).is_ok(), "{good}");
        }
        for bad in ["1234567890", "1245319598", "123456789", "12345 67893", "", "１２３４５６７８９３"]
        {
            assert!(Npi::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Npi::parse("1234-567-893").unwrap_err().help, "write \"1234567893\"");
    }
}
