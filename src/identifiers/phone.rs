//! Telephone numbers: parsed as people write them, linked as RFC 3966 writes them.

use unicode_normalization::UnicodeNormalization;

use super::countries::{COUNTRIES, CountryData, PLAN_OWNERS, SHARED_CODES};
use super::{Country, Fault, abbreviated, written};

/// The most digits of a number with its calling code (ITU-T E.164).
const MOST_DIGITS: usize = 15;
/// The most digits of an extension.
const MOST_EXTENSION_DIGITS: usize = 11;

/// The words and signs before an extension, in the languages of the phrases and a few more.
const EXTENSION_WORDS: &[&str] = &[
    "ext",
    "extn",
    "extension",
    "ex",
    "x",
    "#",
    ";ext=",
    "durchwahl",
    "dw",
    "nst",
    "nebenstelle",
    "app",
    "apparat",
    "klappe",
    "poste",
    "p",
    "anexo",
    "int",
    "interno",
    "toestel",
    ",",
    ",,",
];

/// A text in the form of a telephone number, shown as it was written. Which number it is depends on the clinic's
/// country if it has no calling code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    written: String,
    /// Whether it begins with `+` and a calling code.
    international: bool,
    /// The digits as dialled; letters are converted.
    digits: String,
    /// The number of digits at the end that were letters.
    letters: usize,
    /// Whether a zero in brackets follows the calling code: `+44 (0)20`.
    bracketed_zero: bool,
    extension: Option<String>,
}

written!(Phone);

impl Phone {
    /// Parses a number as a person writes it.
    ///
    /// # Errors
    /// If it is a number in no country.
    pub fn parse(text: &str) -> Result<Phone, Fault> {
        let plain: String =
            text.nfkc().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{ad}')).collect();
        let (number, extension) = split_extension(plain.trim());
        let scanned = scan(number).filter(|scanned| (3..=MOST_DIGITS + 4).contains(&scanned.digits.len()));
        let Some(Scanned { international, digits, letters }) = scanned else {
            return Err(not_a_number(text));
        };
        if digits.len() < 7 && (international || extension.is_some()) {
            return Err(not_a_number(text));
        }
        Ok(Phone {
            written: text.to_owned(),
            international,
            digits,
            letters,
            bracketed_zero: number.contains("(0)"),
            extension,
        })
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The digits of a short number such as 911 or 116117, which can be dialled inside its country only.
    pub fn short(&self) -> Option<&str> {
        (!self.international && self.digits.len() <= 6 && self.letters == 0).then_some(self.digits.as_str())
    }

    /// The link that dials it: `tel:+16175550142;ext=3`. `home` is the country of a number without a calling code.
    ///
    /// # Errors
    /// If it is no number of its country, or its country is not known.
    pub fn link(&self, home: Option<Country>) -> Result<String, Fault> {
        let number = if self.international { self.dial_international() } else { self.dial_national(home) }?;
        let extension = self.extension.as_ref().map(|digits| format!(";ext={digits}")).unwrap_or_default();
        Ok(format!("tel:+{number}{extension}"))
    }

    /// The digits to dial, of a number written with its calling code.
    fn dial_international(&self) -> Result<String, Fault> {
        for length in 1..=3 {
            let Some((code, rest)) = self.digits.split_at_checked(length) else { break };
            let Some(plan) = NumberingPlan::of_code(code) else { continue };
            return match plan.number_from_abroad(rest, self) {
                Some(rest) => Ok(format!("{code}{rest}")),
                None => Err(Fault {
                    message: format!("`{}` is no telephone number", abbreviated(&self.written)),
                    help: format!(
                        "numbers behind +{code} have {} digits, this one has {}",
                        plan.lengths(),
                        rest.len()
                    ),
                }),
            };
        }
        let help = "no country has its code: write + and the code of the country, as in +1 or +44".to_owned();
        Err(Fault { message: format!("`{}` is no telephone number", abbreviated(&self.written)), help })
    }

    /// The digits to dial, of a number written as inside its country.
    fn dial_national(&self, home: Option<Country>) -> Result<String, Fault> {
        let Some(home) = home.filter(|home| !home.0.calling_code.is_empty()) else {
            return Err(Fault {
                message: format!("nothing says which country `{}` belongs to", abbreviated(&self.written)),
                help: "set `country` in `[clinic]` of site.toml, or write it with + and the country's code"
                    .to_owned(),
            });
        };
        let plan = NumberingPlan::of(home.0);
        let exit_code = exit_code(home.0.calling_code);
        if let Some(rest) = self.digits.strip_prefix(exit_code).filter(|rest| rest.len() > 7) {
            let abroad = Phone { digits: rest.to_owned(), international: true, ..self.clone() };
            return abroad.dial_international();
        }
        if let Some(rest) = plan.number_from_inside(self) {
            return Ok(format!("{}{rest}", home.0.calling_code));
        }
        let (code, name) = (home.0.calling_code, home.name());
        let first = match home.0.trunk_prefix {
            "" | "1" => String::new(),
            trunk => format!(", as it is dialled there, with its first {trunk}"),
        };
        Err(Fault {
            message: format!("`{}` is no telephone number of {name}", abbreviated(&self.written)),
            help: format!(
                "write the whole number{first}, or with + and the country's code: +{code} and {} digits",
                plan.lengths()
            ),
        })
    }
}

/// The exit code, dialled first for a call out of the country of a calling code.
fn exit_code(calling_code: &str) -> &'static str {
    match calling_code {
        "1" => "011",
        "61" => "0011",
        "81" => "010",
        "65" | "66" | "82" | "852" | "855" => "001",
        "886" => "002",
        _ => "00",
    }
}

/// The numbering plan of a calling code.
#[derive(Clone, Copy)]
struct NumberingPlan {
    trunk_prefix: &'static str,
    /// The lengths in the country, and those of the country that owns a shared calling code.
    lengths: [&'static str; 2],
}

impl NumberingPlan {
    /// The plan of a country, with the lengths of the owner of its calling code if several countries share it.
    fn of(row: &'static CountryData) -> NumberingPlan {
        let shared = PLAN_OWNERS
            .iter()
            .filter_map(|code| Country::find(code))
            .find(|one| one.0.calling_code == row.calling_code);
        NumberingPlan {
            trunk_prefix: row.trunk_prefix,
            lengths: [row.number_lengths, shared.map_or("", |country| country.0.number_lengths)],
        }
    }

    /// The plan of a calling code.
    fn of_code(code: &str) -> Option<NumberingPlan> {
        let service = SHARED_CODES.iter().find(|(known, _)| *known == code);
        if let Some((_, lengths)) = service {
            return Some(NumberingPlan { trunk_prefix: "", lengths: [lengths, ""] });
        }
        let shared =
            PLAN_OWNERS.iter().filter_map(|one| Country::find(one)).find(|one| one.0.calling_code == code);
        let row = shared
            .map(|country| country.0)
            .or_else(|| COUNTRIES.iter().find(|row| row.calling_code == code))?;
        Some(NumberingPlan::of(row))
    }

    /// Whether numbers of this many digits exist.
    fn has_length(self, length: usize) -> bool {
        let within = |range: &str| {
            let (from, to) = range.split_once('-').unwrap_or((range, range));
            from.parse::<usize>().is_ok_and(|from| from <= length)
                && to.parse::<usize>().is_ok_and(|to| length <= to)
        };
        self.lengths.iter().flat_map(|all| all.split(',')).any(within)
    }

    /// The lengths for a message: `7 or 9 to 10`.
    fn lengths(self) -> String {
        self.lengths[0].replace('-', " to ").replace(',', " or ")
    }

    /// The national number, of digits after a calling code: without a trunk prefix that was written there.
    fn number_from_abroad(self, rest: &str, phone: &Phone) -> Option<String> {
        let bracketed = || phone.written.contains(&format!("({})", self.trunk_prefix));
        let without =
            rest.strip_prefix(self.trunk_prefix).filter(|_| self.trunk_prefix == "0" || bracketed());
        let without =
            without.filter(|without| !self.trunk_prefix.is_empty() && self.has_length(without.len()));
        // A zero in brackets is a slip where no trunk prefix exists, as in Spain; in Italy it is part of the number.
        let slip =
            || rest.strip_prefix('0').filter(|rest| phone.bracketed_zero && self.has_length(rest.len()));
        let whole = || self.fit_length(rest, phone).or_else(|| slip().map(str::to_owned));
        without.map(str::to_owned).or_else(whole)
    }

    /// The national number, of a number written as inside its country: without the trunk prefix.
    fn number_from_inside(self, phone: &Phone) -> Option<String> {
        match phone.digits.strip_prefix(self.trunk_prefix).filter(|_| !self.trunk_prefix.is_empty()) {
            Some(rest) if self.fit_length(rest, phone).is_some() => self.fit_length(rest, phone),
            // Only numbers of special services have no trunk prefix `0`; without it other numbers lack their area code.
            _ if self.trunk_prefix == "0" && !phone.digits.starts_with('1') => None,
            _ => self.fit_length(&phone.digits, phone),
        }
    }

    /// The digits, if a number may have this many; surplus letters at the end of a word are cut off.
    fn fit_length(self, digits: &str, phone: &Phone) -> Option<String> {
        // In North America no area code begins with 0 or 1.
        if self.trunk_prefix == "1" && digits.starts_with(['0', '1']) {
            return None;
        }
        if self.has_length(digits.len()) {
            return Some(digits.to_owned());
        }
        let least = digits.len().saturating_sub(phone.letters.saturating_sub(1));
        let length = (least..digits.len()).rev().find(|length| self.has_length(*length))?;
        digits.get(..length).map(str::to_owned)
    }
}

/// The digits of a number, with letters converted.
struct Scanned {
    international: bool,
    digits: String,
    letters: usize,
}

/// Scans a number; `None` if it has anything but digits, letters and separators.
fn scan(number: &str) -> Option<Scanned> {
    let mut scanned = Scanned { international: false, digits: String::new(), letters: 0 };
    for c in number.chars() {
        match c {
            '0'..='9' if scanned.letters == 0 || scanned.digits.len() <= MOST_DIGITS => {
                // A digit after letters is part of a word such as `4U`.
                scanned.letters += usize::from(scanned.letters > 0);
                scanned.digits.push(c);
            }
            '+' if scanned.digits.is_empty() && !scanned.international => scanned.international = true,
            'A'..='Z' | 'a'..='z' if scanned.digits.len() >= 3 => {
                scanned.letters += 1;
                scanned.digits.push(keypad_digit(c));
            }
            '-' | '.' | '/' | '(' | ')' | '·' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    Some(scanned)
}

/// The digit of a letter on a telephone keypad (ITU-T E.161).
fn keypad_digit(letter: char) -> char {
    match letter.to_ascii_uppercase() {
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        _ => '9',
    }
}

/// Splits a text into the number and its extension.
fn split_extension(text: &str) -> (&str, Option<String>) {
    let inner = text
        .strip_suffix(')')
        .filter(|inner| inner.rsplit_once('(').is_some_and(|(_, last)| last.contains(char::is_alphabetic)));
    let body = inner.unwrap_or(text);
    let before = body.trim_end_matches(|c: char| c.is_ascii_digit());
    let Some(digits) =
        body.strip_prefix(before).filter(|digits| (1..=MOST_EXTENSION_DIGITS).contains(&digits.len()))
    else {
        return (text, None);
    };
    let head = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-'));
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '#' | ',' | ';' | '=');
    let number = head.trim_end_matches(is_word);
    let Some(word) = head.strip_prefix(number) else { return (text, None) };
    let known = |word: &str| EXTENSION_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
    let word = word.to_lowercase();
    let number = number
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | '-' | '/' | '.'));
    let fine = known(&word) || known(word.trim_start_matches([',', ';']));
    if fine { (number, Some(digits.to_owned())) } else { (text, None) }
}

/// The fault of a text that has not the form of a number.
fn not_a_number(text: &str) -> Fault {
    let help = match text.find(|c: char| c.is_ascii_digit() || c == '+') {
        Some(_) => "write one number and nothing else: +1-617-555-0142, with ext. 3 behind it if need be",
        None => "write the number in digits: +1-617-555-0142",
    };
    Fault { message: format!("`{}` is no telephone number", abbreviated(text)), help: help.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dial(country: &str, text: &str) -> String {
        Phone::parse(text)
            .and_then(|phone| phone.link(Country::find(country)))
            .unwrap_or_else(|fault| fault.message)
    }

    #[test]
    fn a_number_is_dialled_from_everywhere() {
        for (country, text, link) in [
            ("US", "(617) 555-0142", "tel:+16175550142"),
            ("US", "1-617-555-0142", "tel:+16175550142"),
            ("US", "617.555.0142", "tel:+16175550142"),
            ("US", "617\u{a0}555\u{2011}0142", "tel:+16175550142"),
            ("US", "1-800-555-CARE", "tel:+18005552273"),
            ("US", "1-800-DOCTORS", "tel:+18003628677"),
            ("US", "1-800-CONTACTS", "tel:+18002668228"),
            ("US", "011 44 20 7946 0018", "tel:+442079460018"),
            ("CA", "902 555 0142", "tel:+19025550142"),
            ("GB", "01539 555142", "tel:+441539555142"),
            ("GB", "(020) 7946 0018", "tel:+442079460018"),
            ("GB", "0044 20 7946 0018", "tel:+442079460018"),
            ("AU", "0011 44 20 7946 0018", "tel:+442079460018"),
            ("JP", "010 44 20 7946 0018", "tel:+442079460018"),
            ("HK", "001 65 6123 4567", "tel:+6561234567"),
            ("US", "+44 (0)20 7946 0018", "tel:+442079460018"),
            ("US", "+44 020 7946 0018", "tel:+442079460018"),
            ("US", "(+44) 20 7946 0018", "tel:+442079460018"),
            ("DE", "030/23125 014", "tel:+493023125014"),
            ("DE", "030 23125-0", "tel:+4930231250"),
            ("DE", "+49 (0) 30 23125014", "tel:+493023125014"),
            ("FR", "01 99 00 12 34", "tel:+33199001234"),
            ("FR", "+33 (0)1 99 00 12 34", "tel:+33199001234"),
            ("IT", "06 1234 5678", "tel:+390612345678"),
            ("IT", "+39 06 1234 5678", "tel:+390612345678"),
            ("ES", "912 345 678", "tel:+34912345678"),
            ("US", "+34 (0) 912 345 678", "tel:+34912345678"),
            ("US", "+39 (0)6 1234 5678", "tel:+390612345678"),
            ("US", "+36 (06) 1 234 5678", "tel:+3612345678"),
            ("AU", "(08) 5550 4321", "tel:+61855504321"),
            ("AU", "1300 975 707", "tel:+611300975707"),
            ("IE", "091 555 432", "tel:+35391555432"),
            ("NZ", "09 555 0123", "tel:+6495550123"),
            ("CH", "044 668 18 00", "tel:+41446681800"),
            ("HU", "06 1 234 5678", "tel:+3612345678"),
            ("JP", "０３−１２３４−５６７８", "tel:+81312345678"),
            ("US", "+1 617 555 0142", "tel:+16175550142"),
            ("US", "+800 1234 5678", "tel:+80012345678"),
        ] {
            assert_eq!(dial(country, text), link, "{text}");
        }
    }

    #[test]
    fn an_extension_is_not_dialled_with_the_number() {
        for text in [
            "617-555-0142 ext. 3",
            "617-555-0142 x3",
            "617-555-0142x3",
            "617-555-0142, ext 3",
            "617-555-0142 (ext. 3)",
            "617-555-0142 #3",
            "617-555-0142 Extension: 3",
            "617-555-0142;ext=3",
            "617-555-0142,3",
            "617-555-0142 poste 3",
            "617-555-0142 Durchwahl 3",
            "+1 617 555 0142 EXT 3",
        ] {
            assert_eq!(dial("US", text), "tel:+16175550142;ext=3", "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_told() {
        for (country, text) in [
            ("US", "call us"),
            ("US", ""),
            ("US", "12"),
            ("US", "555-0142"),
            ("US", "617-555-014"),
            ("US", "617-555-01422"),
            ("US", "117-555-0142"),
            ("US", "+1 617 555"),
            ("US", "617-555-0142 or 617-555-0143"),
            ("US", "617-555-0142 / 617-555-0143"),
            ("US", "Tel: 617-555-0142"),
            ("US", "617-555-0142 Mo-Fr"),
            ("US", "+999 123 456 789"),
            ("US", "+0 617 555 0142"),
            ("US", "617+555+0142"),
            ("US", "++1 617 555 0142"),
            ("US", "hello@clinic.example"),
            ("US", "617_555_0142"),
            ("GB", "7946 0018"),
            ("GB", "020 7946 001888"),
            ("DE", "23125014"),
            ("FR", "1 23"),
            ("AU", "5550 4321"),
            ("US", "1234567890123456789012345"),
            ("US", "911 ext. 3"),
            ("US", "x3"),
            ("US", "1-800-"),
            ("AQ", "617 555 0142"),
        ] {
            let said = dial(country, text);
            assert!(said.starts_with('`') || said.starts_with("nothing"), "{country} {text}: {said}");
        }
        let fault = Phone::parse("01539 555142").unwrap().link(None).unwrap_err();
        assert!(fault.help.contains("`country`"), "{}", fault.help);
    }

    #[test]
    fn a_short_number_stays_short() {
        for text in ["911", "112", "988", "116 117", "13 11 14"] {
            assert_eq!(Phone::parse(text).unwrap().short(), Some(text.replace(' ', "").as_str()));
        }
        assert_eq!(Phone::parse("+44 20 7946 0018").unwrap().short(), None);
    }

    #[test]
    fn every_number_that_is_dialled_has_as_many_digits_as_one_may() {
        for row in COUNTRIES.iter().filter(|row| !row.calling_code.is_empty()) {
            let plan = NumberingPlan::of_code(row.calling_code).unwrap();
            let length = (4..=MOST_DIGITS)
                .find(|length| plan.has_length(*length) && row.calling_code.len() + length >= 7)
                .unwrap();
            let number = "2345678923456789".get(..length).unwrap();
            let link = dial("US", &format!("+{} {number}", row.calling_code));
            let digits = link.strip_prefix("tel:+").unwrap_or_else(|| panic!("{}: {link}", row.code));
            assert!(digits.len() <= MOST_DIGITS && digits.starts_with(row.calling_code), "{link}");
        }
    }
}
