//! How dates, numbers, lists and amounts are written in the languages the program claims.
//!
//! One row of a table for each language, checked against CLDR's own values (HEALTHCARE F). Knows no phrases:
//! words of the interface belong to the theme.

use jiff::civil::{Date, Time};

use crate::identifiers::Country;

/// A language, as far as dates and numbers go.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// The tag of BCP 47.
    pub tag: &'static str,
    decimal: char,
    group: &'static str,
    /// The amount stands before the sign of the currency, with a no-break space between.
    sign_last: bool,
    /// The currency that its readers write as `$`.
    own_dollar: Option<&'static str>,
    date: DateForm,
    months: &'static [&'static str; 12],
    days: &'static [&'static str; 7],
    clock: Clock,
    and: &'static str,
    oxford: bool,
    /// Stands between a number and the sign of percent.
    percent_gap: &'static str,
    /// Zero counts as one.
    zero_is_one: bool,
}

/// A language tag as the clinic writes it, with how its dates, numbers and amounts are written.
#[derive(Debug, Clone)]
pub struct Locale {
    /// As written, for `lang` and for the names of files.
    pub tag: String,
    /// The row of the tag.
    pub language: &'static Language,
}

impl Locale {
    /// The language without its region: `en` of `en-GB`.
    pub fn primary(&self) -> &str {
        self.tag.split('-').next().unwrap_or_default()
    }
}

#[derive(Debug, PartialEq, Eq)]
enum DateForm {
    MonthFirst,
    DayFirst,
    DayWithPoint,
    DayFirstOfMonth,
    DayDe,
}

/// How hours are told.
#[derive(Debug, PartialEq, Eq)]
enum Clock {
    /// From 0 to 23.
    Whole,
    /// From 1 to 12, with these words for before noon and after it.
    Half(&'static str, &'static str),
}

#[rustfmt::skip]
const EN_MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
const EN_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
#[rustfmt::skip]
const DE_MONTHS: [&str; 12] = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
];
const DE_DAYS: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
#[rustfmt::skip]
const FR_MONTHS: [&str; 12] = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
];
const FR_DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
#[rustfmt::skip]
const ES_MONTHS: [&str; 12] = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
];
const ES_DAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

/// Signs that mean one currency to every reader. A bare `$` is the reader's own dollar; all others are written by code.
const SIGNS: [(&str, &str); 6] =
    [("EUR", "€"), ("GBP", "£"), ("JPY", "¥"), ("KRW", "₩"), ("INR", "₹"), ("ILS", "₪")];

const EN_US: Language = Language {
    tag: "en-US",
    decimal: '.',
    group: ",",
    sign_last: false,
    own_dollar: Some("USD"),
    date: DateForm::MonthFirst,
    months: &EN_MONTHS,
    days: &EN_DAYS,
    clock: Clock::Half("AM", "PM"),
    and: "and",
    oxford: true,
    percent_gap: "",
    zero_is_one: false,
};
const EN_GB: Language = Language {
    tag: "en-GB",
    own_dollar: None,
    date: DateForm::DayFirst,
    clock: Clock::Whole,
    oxford: false,
    ..EN_US
};
const DE: Language = Language {
    tag: "de",
    decimal: ',',
    group: ".",
    sign_last: true,
    own_dollar: None,
    date: DateForm::DayWithPoint,
    months: &DE_MONTHS,
    days: &DE_DAYS,
    clock: Clock::Whole,
    and: "und",
    oxford: false,
    percent_gap: "\u{a0}",
    zero_is_one: false,
};
const FR: Language = Language {
    tag: "fr",
    decimal: ',',
    group: "\u{202f}",
    sign_last: true,
    own_dollar: None,
    date: DateForm::DayFirstOfMonth,
    months: &FR_MONTHS,
    days: &FR_DAYS,
    clock: Clock::Whole,
    and: "et",
    oxford: false,
    percent_gap: "\u{a0}",
    zero_is_one: true,
};

static LANGUAGES: [Language; 12] = [
    EN_US,
    Language { tag: "en", ..EN_US },
    EN_GB,
    Language { tag: "en-AU", own_dollar: Some("AUD"), clock: Clock::Half("am", "pm"), ..EN_GB },
    Language {
        tag: "en-CA",
        own_dollar: Some("CAD"),
        clock: Clock::Half("a.m.", "p.m."),
        oxford: false,
        ..EN_US
    },
    Language { tag: "en-IE", ..EN_GB },
    Language { tag: "en-NZ", own_dollar: Some("NZD"), clock: Clock::Half("am", "pm"), ..EN_GB },
    DE,
    Language { tag: "de-DE", ..DE },
    FR,
    Language { tag: "fr-FR", ..FR },
    Language {
        tag: "es-US",
        own_dollar: Some("USD"),
        date: DateForm::DayDe,
        months: &ES_MONTHS,
        days: &ES_DAYS,
        clock: Clock::Half("a.m.", "p.m."),
        and: "y",
        oxford: false,
        ..EN_US
    },
];

impl Language {
    /// The row of a tag; another region of a language is written otherwise, so it has none.
    pub fn find(tag: &str) -> Option<&'static Language> {
        LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(tag))
    }

    /// The tag that somebody means who writes one that is none: another word for the country, a low line, the English
    /// name of the language.
    pub fn meant(tag: &str) -> Option<&'static str> {
        let tag = tag.trim().replace('_', "-");
        let (language, region) = tag.split_once('-').unwrap_or((&tag, ""));
        let names = [
            ("english", "en"),
            ("german", "de"),
            ("deutsch", "de"),
            ("french", "fr"),
            ("français", "fr"),
            ("spanish", "es-US"),
        ];
        let named = names.iter().find(|(name, _)| *name == language.to_lowercase()).map(|(_, code)| *code);
        let language = named.unwrap_or(language);
        let country = Country::find(&region.to_uppercase()).or_else(|| Country::meant(region));
        let whole = match country.filter(|_| !region.is_empty()) {
            Some(country) => format!("{language}-{}", country.code()),
            None => language.to_owned(),
        };
        Language::find(&whole).map(|language| language.tag)
    }

    /// The language of a site that names none.
    pub fn first() -> &'static Language {
        &LANGUAGES[0]
    }

    /// The tags there are.
    pub fn known() -> Vec<&'static str> {
        LANGUAGES.iter().map(|language| language.tag).collect()
    }

    /// Which way its lines run, for `dir`: none of those that the program claims is written from right to left.
    pub fn direction(&self) -> &'static str {
        "ltr"
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
        let Clock::Half(before, after) = self.clock else { return format!("{hour:02}:{minute:02}") };
        let half = if hour < 12 { before } else { after };
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
        let sign = if self.own_dollar == Some(code) {
            Some("$")
        } else {
            SIGNS.iter().find(|(known, _)| *known == code).map(|(_, sign)| *sign)
        };
        match sign {
            _ if self.sign_last => format!("{number}\u{a0}{}", sign.unwrap_or(code)),
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
mod tests;
