//! How dates, numbers, lists and amounts are written in the languages the program claims.
//!
//! One row of a table for each language, checked against CLDR's own values (HEALTHCARE F). Knows no phrases:
//! words of the interface belong to the theme.

use jiff::civil::{Date, Time};

/// A language, as far as dates and numbers go.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// The tag of BCP 47.
    pub tag: &'static str,
    decimal: char,
    group: &'static str,
    /// Below this, whole numbers are not grouped.
    group_from: u64,
    /// The amount stands before the sign of the currency, with a no-break space between.
    sign_last: bool,
    date: DateForm,
    months: [&'static str; 12],
    days: [&'static str; 7],
    half_day: bool,
    and: &'static str,
    oxford: bool,
    /// Stands between a number and the sign of percent.
    percent_gap: &'static str,
    /// Zero counts as one.
    zero_is_one: bool,
    /// The country whose currency needs no further sign.
    dollar: &'static str,
}

#[derive(Debug, PartialEq, Eq)]
enum DateForm {
    MonthFirst,
    DayFirst,
    DayWithPoint,
    DayFirstOfMonth,
    DayDe,
}

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const EN_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

static LANGUAGES: [Language; 5] = [
    Language {
        tag: "en-US",
        decimal: '.',
        group: ",",
        group_from: 1000,
        sign_last: false,
        date: DateForm::MonthFirst,
        months: EN_MONTHS,
        days: EN_DAYS,
        half_day: true,
        and: "and",
        oxford: true,
        percent_gap: "",
        zero_is_one: false,
        dollar: "USD",
    },
    Language {
        tag: "en-GB",
        decimal: '.',
        group: ",",
        group_from: 1000,
        sign_last: false,
        date: DateForm::DayFirst,
        months: EN_MONTHS,
        days: EN_DAYS,
        half_day: false,
        and: "and",
        oxford: false,
        percent_gap: "",
        zero_is_one: false,
        dollar: "",
    },
    Language {
        tag: "de",
        decimal: ',',
        group: ".",
        group_from: 1000,
        sign_last: true,
        date: DateForm::DayWithPoint,
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        days: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        half_day: false,
        and: "und",
        oxford: false,
        percent_gap: "\u{a0}",
        zero_is_one: false,
        dollar: "USD",
    },
    Language {
        tag: "fr",
        decimal: ',',
        group: "\u{202f}",
        group_from: 1000,
        sign_last: true,
        date: DateForm::DayFirstOfMonth,
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        days: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        half_day: false,
        and: "et",
        oxford: false,
        percent_gap: "\u{202f}",
        zero_is_one: true,
        dollar: "",
    },
    Language {
        tag: "es-US",
        decimal: '.',
        group: ",",
        group_from: 1000,
        sign_last: false,
        date: DateForm::DayDe,
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        days: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        half_day: true,
        and: "y",
        oxford: false,
        percent_gap: "\u{a0}",
        zero_is_one: false,
        dollar: "USD",
    },
];

/// Signs of currencies that a reader of any of the languages knows; other currencies are written by their code.
const SIGNS: [(&str, &str); 6] =
    [("EUR", "€"), ("GBP", "£"), ("JPY", "¥"), ("KRW", "₩"), ("INR", "₹"), ("ILS", "₪")];

impl Language {
    /// The row for a tag: itself, else that of its language (`de-AT` is written as `de`).
    pub fn find(tag: &str) -> Option<&'static Language> {
        let exact = LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let fine = tag
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        exact.or_else(|| LANGUAGES.iter().find(|language| fine && primary(language.tag) == primary(tag)))
    }

    /// The language of a site that names none.
    pub fn first() -> &'static Language {
        &LANGUAGES[0]
    }

    /// The tags there are.
    pub fn known() -> Vec<&'static str> {
        LANGUAGES.iter().map(|language| language.tag).collect()
    }

    /// A day in words: "January 5, 2026".
    pub fn date(&self, day: Date) -> String {
        let month = self.months[usize::from(day.month().unsigned_abs()) - 1];
        let (number, year) = (day.day(), day.year());
        match self.date {
            DateForm::MonthFirst => format!("{month} {number}, {year}"),
            DateForm::DayFirst => format!("{number} {month} {year}"),
            DateForm::DayWithPoint => format!("{number}. {month} {year}"),
            DateForm::DayFirstOfMonth if number == 1 => format!("1er {month} {year}"),
            DateForm::DayFirstOfMonth => format!("{number} {month} {year}"),
            DateForm::DayDe => format!("{number} de {month} de {year}"),
        }
    }

    /// A time of day: "6:00 PM", "18:00".
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        if !self.half_day {
            return format!("{hour:02}:{minute:02}");
        }
        let half = if hour < 12 { "AM" } else { "PM" };
        let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
        format!("{shown}:{minute:02}\u{a0}{half}")
    }

    /// The name of a day of the week, Monday as 0.
    pub fn weekday(&self, day: usize) -> &'static str {
        self.days[day % 7]
    }

    /// A decimal number as the price list writes it, with the sign of percent.
    pub fn percent(&self, number: &str) -> String {
        let number = number.replace('.', &self.decimal.to_string());
        format!("{number}{}%", self.percent_gap)
    }

    /// A whole number, grouped.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        if number < self.group_from {
            return digits;
        }
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(self.group);
            }
            text.push(digit);
        }
        text
    }

    /// An amount: whole units, the decimals as text (empty when whole), the currency's code.
    pub fn amount(&self, whole: u64, decimals: &str, code: &str) -> String {
        let mut number = self.number(whole);
        if !decimals.is_empty() {
            number.push(self.decimal);
            number.push_str(decimals);
        }
        let dollar = matches!(code, "USD" | "CAD" | "AUD" | "NZD" | "SGD" | "HKD");
        let sign = SIGNS.iter().find(|(known, _)| *known == code).map(|(_, sign)| (*sign).to_owned());
        let sign = match sign {
            Some(sign) => Some(sign),
            None if code == self.dollar => Some("$".to_owned()),
            None if dollar => Some(format!("{}$", code.strip_suffix('D').unwrap_or(code))),
            None => None,
        };
        match sign {
            Some(sign) if self.sign_last => format!("{number}\u{a0}{sign}"),
            None if self.sign_last => format!("{number}\u{a0}{code}"),
            Some(sign) => format!("{sign}{number}"),
            None => format!("{code}\u{a0}{number}"),
        }
    }

    /// Which form of a phrase a number takes: `one` or `other` (CLDR).
    pub fn plural(&self, number: u64) -> &'static str {
        if number == 1 || (number == 0 && self.zero_is_one) { "one" } else { "other" }
    }

    /// "A, B, and C".
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} {} {two}", self.and),
            [most @ .., last] => {
                let comma = if self.oxford { "," } else { "" };
                format!("{}{comma} {} {last}", most.join(", "), self.and)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_lists_and_plurals_are_those_of_cldr() {
        let day = Date::constant(2026, 1, 5);
        let items = ["A", "B", "C"].map(str::to_owned);
        for (tag, date, list, plurals) in [
            ("en-US", "January 5, 2026", "A, B, and C", ["other", "one", "other"]),
            ("en-GB", "5 January 2026", "A, B and C", ["other", "one", "other"]),
            ("de-DE", "5. Januar 2026", "A, B und C", ["other", "one", "other"]),
            ("fr-CA", "5 janvier 2026", "A, B et C", ["one", "one", "other"]),
            ("es-US", "5 de enero de 2026", "A, B y C", ["other", "one", "other"]),
        ] {
            let language = Language::find(tag).unwrap();
            assert_eq!((language.date(day), language.list(&items)), (date.to_owned(), list.to_owned()));
            assert_eq!([0, 1, 2].map(|n| language.plural(n)), plurals, "{tag}");
        }
        let tenths = |tag: &str| Language::find(tag).unwrap().percent("12.5");
        assert_eq!(
            ["en-US", "de", "fr", "es-US"].map(tenths),
            ["12.5%", "12,5\u{a0}%", "12,5\u{202f}%", "12.5\u{a0}%"]
        );
        assert_eq!(Language::find("ko"), None);
        assert_eq!(Language::find("english"), None);
    }

    #[test]
    fn amounts_follow_the_language_of_the_page() {
        for (tag, whole, decimals, code, wanted) in [
            ("en-US", 800, "", "USD", "$800"),
            ("en-US", 1200, "50", "USD", "$1,200.50"),
            ("en-US", 50, "", "EUR", "€50"),
            ("en-US", 1_300_000, "", "KRW", "₩1,300,000"),
            ("en-GB", 800, "", "USD", "US$800"),
            ("en-GB", 12, "50", "GBP", "£12.50"),
            ("de", 12345, "50", "EUR", "12.345,50\u{a0}€"),
            ("de", 1200, "50", "USD", "1.200,50\u{a0}$"),
            ("fr", 1234, "50", "EUR", "1\u{202f}234,50\u{a0}€"),
            ("es-US", 1200, "50", "USD", "$1,200.50"),
            ("en-US", 12, "500", "KWD", "KWD\u{a0}12.500"),
        ] {
            assert_eq!(Language::find(tag).unwrap().amount(whole, decimals, code), wanted, "{tag} {code}");
        }
    }
}
