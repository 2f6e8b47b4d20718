//! The formats of dates, times, numbers, lists and amounts in each supported language.
//!
//! A table with a row for each language, checked against the values of CLDR. It has no phrases: the words of the
//! interface belong to the theme.

mod signs;

use jiff::civil::{Date, Time};

pub(crate) use self::signs::is_money;
use crate::identifiers::Country;

/// The formats of a language in a region.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// The language tag (BCP 47).
    pub tag: &'static str,
    decimal: char,
    /// The separator of thousands.
    group: &'static str,
    /// Whether the currency sign stands after the amount, with a no-break space between.
    sign_last: bool,
    /// The currency that its readers write as a bare `$`; other dollars are written by their code.
    own_dollar: Option<&'static str>,
    date: DateFormat,
    months: &'static [&'static str; 12],
    days: &'static [&'static str; 7],
    clock: Clock,
    /// The word before the last item, with the space between them if there is one.
    and: &'static str,
    or: &'static str,
    /// Whether that word stands between all items, in place of commas.
    word_repeats: bool,
    /// Whether a list of three or more has a comma before its last item.
    oxford_comma: bool,
    /// The space between a number and the percent sign.
    percent_gap: &'static str,
    /// Whether zero takes the singular.
    zero_is_singular: bool,
    direction: Direction,
}

/// The direction of a language's text.
#[derive(Debug, PartialEq, Eq)]
enum Direction {
    LeftToRight,
    RightToLeft,
}

/// A language tag as the clinic writes it, with the formats of its language.
#[derive(Debug, Clone)]
pub struct Locale {
    /// As written, for `lang` and for the names of files.
    pub tag: String,
    /// The formats of the language.
    pub language: &'static Language,
}

impl Locale {
    /// The language without its region: `en` of `en-GB`.
    pub fn primary(&self) -> &str {
        self.tag.split('-').next().unwrap_or_default()
    }
}

/// The format of amounts of a currency, for whoever writes them elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AmountFormat {
    /// What stands before the number.
    pub(crate) before: String,
    /// What stands behind it.
    pub(crate) after: String,
    /// The separator of thousands.
    pub(crate) group: &'static str,
    pub(crate) decimal: char,
}

/// The format of a date.
#[derive(Debug, PartialEq, Eq)]
enum DateFormat {
    /// January 5, 2026
    MonthDayYear,
    /// 5 January 2026
    DayMonthYear,
    /// 5. Januar 2026
    DayPoint,
    /// 1er janvier 2026, 5 janvier 2026
    DayOrdinalFirst,
    /// 5 de enero de 2026
    DayDeMonth,
    /// 5 בינואר 2026
    DayBeMonth,
}

/// The format of a time of day.
#[derive(Debug, PartialEq, Eq)]
enum Clock {
    /// Hours from 0 to 23.
    Hours24,
    /// Hours from 1 to 12, with these words before noon and after it.
    Hours12 { before_noon: &'static str, after_noon: &'static str },
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
#[rustfmt::skip]
const AR_MONTHS: [&str; 12] = [
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
];
const AR_DAYS: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
#[rustfmt::skip]
const HE_MONTHS: [&str; 12] = [
    "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
];
#[rustfmt::skip]
const HE_DAYS: [&str; 7] = [
    "יום שני", "יום שלישי", "יום רביעי", "יום חמישי", "יום שישי", "יום שבת", "יום ראשון",
];

const EN_US: Language = Language {
    tag: "en-US",
    decimal: '.',
    group: ",",
    sign_last: false,
    own_dollar: Some("USD"),
    date: DateFormat::MonthDayYear,
    months: &EN_MONTHS,
    days: &EN_DAYS,
    clock: Clock::Hours12 { before_noon: "AM", after_noon: "PM" },
    and: "and ",
    or: "or ",
    word_repeats: false,
    oxford_comma: true,
    percent_gap: "",
    zero_is_singular: false,
    direction: Direction::LeftToRight,
};
const EN_GB: Language = Language {
    tag: "en-GB",
    own_dollar: None,
    date: DateFormat::DayMonthYear,
    clock: Clock::Hours24,
    oxford_comma: false,
    ..EN_US
};
const DE: Language = Language {
    tag: "de",
    decimal: ',',
    group: ".",
    sign_last: true,
    own_dollar: None,
    date: DateFormat::DayPoint,
    months: &DE_MONTHS,
    days: &DE_DAYS,
    clock: Clock::Hours24,
    and: "und ",
    or: "oder ",
    word_repeats: false,
    oxford_comma: false,
    percent_gap: "\u{a0}",
    zero_is_singular: false,
    direction: Direction::LeftToRight,
};
const FR: Language = Language {
    tag: "fr",
    decimal: ',',
    group: "\u{202f}",
    sign_last: true,
    own_dollar: None,
    date: DateFormat::DayOrdinalFirst,
    months: &FR_MONTHS,
    days: &FR_DAYS,
    clock: Clock::Hours24,
    and: "et ",
    or: "ou ",
    word_repeats: false,
    oxford_comma: false,
    percent_gap: "\u{a0}",
    zero_is_singular: true,
    direction: Direction::LeftToRight,
};
/// An amount is a run from left to right within the text, so its sign stands first.
const AR: Language = Language {
    tag: "ar",
    own_dollar: None,
    date: DateFormat::DayMonthYear,
    months: &AR_MONTHS,
    days: &AR_DAYS,
    clock: Clock::Hours12 { before_noon: "ص", after_noon: "م" },
    word_repeats: true,
    and: "و",
    or: "أو ",
    oxford_comma: false,
    direction: Direction::RightToLeft,
    ..EN_US
};
const HE: Language = Language {
    tag: "he",
    own_dollar: None,
    date: DateFormat::DayBeMonth,
    months: &HE_MONTHS,
    days: &HE_DAYS,
    clock: Clock::Hours24,
    and: "ו-",
    or: "או ",
    oxford_comma: false,
    direction: Direction::RightToLeft,
    ..EN_US
};

static LANGUAGES: [Language; 14] = [
    EN_US,
    Language { tag: "en", ..EN_US },
    EN_GB,
    Language {
        tag: "en-AU",
        own_dollar: Some("AUD"),
        clock: Clock::Hours12 { before_noon: "am", after_noon: "pm" },
        ..EN_GB
    },
    Language {
        tag: "en-CA",
        own_dollar: Some("CAD"),
        clock: Clock::Hours12 { before_noon: "a.m.", after_noon: "p.m." },
        oxford_comma: false,
        ..EN_US
    },
    Language { tag: "en-IE", ..EN_GB },
    Language {
        tag: "en-NZ",
        own_dollar: Some("NZD"),
        clock: Clock::Hours12 { before_noon: "am", after_noon: "pm" },
        ..EN_GB
    },
    DE,
    Language { tag: "de-DE", ..DE },
    FR,
    Language { tag: "fr-FR", ..FR },
    AR,
    HE,
    Language {
        tag: "es-US",
        own_dollar: Some("USD"),
        date: DateFormat::DayDeMonth,
        months: &ES_MONTHS,
        days: &ES_DAYS,
        clock: Clock::Hours12 { before_noon: "a.m.", after_noon: "p.m." },
        and: "y ",
        or: "o ",
        oxford_comma: false,
        ..EN_US
    },
];

impl Language {
    /// The language of a tag; `None` for a region that has no row, since its formats may differ.
    pub fn find(tag: &str) -> Option<&'static Language> {
        LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(tag))
    }

    /// The tag that was probably meant by a wrong one: with an underscore, another word for the country, or the
    /// language's name.
    pub fn guess(tag: &str) -> Option<&'static str> {
        let tag = tag.trim().replace('_', "-");
        let (language, region) = tag.split_once('-').unwrap_or((&tag, ""));
        let names = [
            ("english", "en"),
            ("german", "de"),
            ("deutsch", "de"),
            ("french", "fr"),
            ("français", "fr"),
            ("spanish", "es-US"),
            ("arabic", "ar"),
            ("hebrew", "he"),
        ];
        let named = names.iter().find(|(name, _)| *name == language.to_lowercase()).map(|(_, code)| *code);
        let language = named.unwrap_or(language);
        let country = Country::find(&region.to_uppercase()).or_else(|| Country::guess(region));
        let whole = match country.filter(|_| !region.is_empty()) {
            Some(country) => format!("{language}-{}", country.code()),
            None => language.to_owned(),
        };
        Language::find(&whole).map(|language| language.tag)
    }

    /// The language of a site that sets none: American English.
    pub fn fallback() -> &'static Language {
        &LANGUAGES[0]
    }

    /// The supported tags.
    pub fn tags() -> Vec<&'static str> {
        LANGUAGES.iter().map(|language| language.tag).collect()
    }

    /// The direction of its text, for `dir`.
    pub fn direction(&self) -> &'static str {
        match self.direction {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// A number or an amount as it is shown in a text: from left to right even where the text runs the other way, whatever
    /// stands beside it. For readers only; data for machines has it bare.
    pub fn isolated(&self, text: impl std::fmt::Display) -> String {
        match self.direction {
            Direction::LeftToRight => text.to_string(),
            Direction::RightToLeft => format!("\u{2066}{text}\u{2069}"),
        }
    }

    /// Formats a date: "January 5, 2026".
    pub fn date(&self, day: Date) -> String {
        let month = self.month_name(day);
        let (number, year) = (day.day(), day.year());
        match self.date {
            DateFormat::MonthDayYear => format!("{month} {number}, {year}"),
            DateFormat::DayMonthYear => format!("{number} {month} {year}"),
            DateFormat::DayPoint => format!("{number}. {month} {year}"),
            DateFormat::DayOrdinalFirst if number == 1 => format!("1er {month} {year}"),
            DateFormat::DayOrdinalFirst => format!("{number} {month} {year}"),
            DateFormat::DayDeMonth => format!("{number} de {month} de {year}"),
            DateFormat::DayBeMonth => format!("{number} ב{month} {year}"),
        }
    }

    /// Formats the month of a date: "January 2026".
    pub fn month(&self, day: Date) -> String {
        let of = if self.date == DateFormat::DayDeMonth { " de" } else { "" };
        format!("{}{of} {}", self.month_name(day), day.year())
    }

    /// Formats a time of day: "6:00 PM", "18:00".
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        let Clock::Hours12 { before_noon, after_noon } = self.clock else {
            return format!("{hour:02}:{minute:02}");
        };
        let half = if hour < 12 { before_noon } else { after_noon };
        let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
        format!("{shown}:{minute:02}\u{a0}{half}")
    }

    /// The name of the month of a date: "January".
    pub(crate) fn month_name(&self, day: Date) -> &'static str {
        self.months[usize::from(day.month().unsigned_abs()) - 1]
    }

    /// The name of a day of the week, Monday as 0.
    pub fn weekday(&self, day: usize) -> &'static str {
        self.days[day % 7]
    }

    /// Formats a percentage from a decimal number in TOML's notation.
    pub fn percent(&self, number: &str) -> String {
        let number = number.replace('.', &self.decimal.to_string());
        format!("{number}{}%", self.percent_gap)
    }

    /// The decimal separator.
    pub(crate) fn decimal(&self) -> char {
        self.decimal
    }

    /// The separator of thousands.
    pub(crate) fn group(&self) -> &'static str {
        self.group
    }

    /// Formats a whole number, with separators of thousands.
    pub fn number(&self, number: impl Into<u128>) -> String {
        let digits = number.into().to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(self.group);
            }
            text.push(digit);
        }
        text
    }

    /// Formats an amount of money: whole units, decimals as digits (may be empty), the currency's code.
    pub fn amount(&self, whole: u128, decimals: &str, code: &str) -> String {
        let AmountFormat { before, after, decimal, .. } = self.amount_format(code);
        let mut number = self.number(whole);
        if !decimals.is_empty() {
            number.push(decimal);
            number.push_str(decimals);
        }
        format!("{before}{number}{after}")
    }

    /// The format of amounts of a currency.
    pub(crate) fn amount_format(&self, code: &str) -> AmountFormat {
        let sign = self.sign(code);
        let (before, after) = match sign {
            _ if self.sign_last => (String::new(), format!("\u{a0}{}", sign.unwrap_or(code))),
            Some(sign) => (sign.to_owned(), String::new()),
            None => (format!("{code}\u{a0}"), String::new()),
        };
        AmountFormat { before, after, group: self.group, decimal: self.decimal }
    }

    /// The plural category of a number: `one` or `other` (CLDR). Phrases have no other forms, so those that Arabic and
    /// Hebrew have for two and for few are `other`.
    pub fn plural(&self, number: u64) -> &'static str {
        if number == 1 || (number == 0 && self.zero_is_singular) { "one" } else { "other" }
    }

    /// Formats a list: "A, B, and C".
    pub fn list(&self, items: &[String]) -> String {
        self.joined(items, self.and)
    }

    /// Formats a choice: "A, B, or C".
    pub(crate) fn choice(&self, items: &[String]) -> String {
        let last = items.last().map(|last| last.to_lowercase()).unwrap_or_default();
        // Spanish says `u` before a word that sounds as the conjunction itself does: Maine u Ohio.
        let clashes = self.or == "o " && (last.starts_with(['o', 'ó']) || last.starts_with("ho"));
        let or = if clashes { "u " } else { self.or };
        self.joined(items, or)
    }

    fn joined(&self, items: &[String], word: &str) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} {word}{two}"),
            [most @ .., last] => {
                let comma = if self.oxford_comma { "," } else { "" };
                let between = if self.word_repeats { format!(" {word}") } else { ", ".to_owned() };
                format!("{}{comma} {word}{last}", most.join(&between))
            }
        }
    }
}

#[cfg(test)]
mod tests;
