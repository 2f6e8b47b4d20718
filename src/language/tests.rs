//! Every language that is accepted, against CLDR.

use super::*;

/// What CLDR 48 has for each tag, but for the signs of currencies, which are ours; a space before "PM" is a no-break one here, the first of a French month is ours, and there are no marks of direction.
struct Wanted {
    tags: &'static [&'static str],
    dates: [&'static str; 2],
    times: [&'static str; 3],
    list: &'static str,
    percent: &'static str,
    /// 1,200.50 or, without decimals, 1,201, in USD, EUR, GBP, AUD, CAD, NZD, JPY, CHF.
    amounts: [&'static str; 8],
}

#[rustfmt::skip]
const WANTED: &[Wanted] = &[
    Wanted {
        tags: &["en", "en-US"], dates: ["January 1, 2026", "March 4, 2026"], times: ["6:00·PM", "12:05·AM", "12:05·PM"],
        list: "A, B, and C", percent: "12.5%",
        amounts: ["$1,200.50", "€1,200.50", "£1,200.50", "AUD·1,200.50", "CAD·1,200.50", "NZD·1,200.50", "¥1,201", "CHF·1,200.50"],
    },
    Wanted {
        tags: &["en-GB", "en-IE"], dates: ["1 January 2026", "4 March 2026"], times: ["18:00", "00:05", "12:05"],
        list: "A, B and C", percent: "12.5%",
        amounts: ["USD·1,200.50", "€1,200.50", "£1,200.50", "AUD·1,200.50", "CAD·1,200.50", "NZD·1,200.50", "¥1,201", "CHF·1,200.50"],
    },
    Wanted {
        tags: &["en-AU"], dates: ["1 January 2026", "4 March 2026"], times: ["6:00·pm", "12:05·am", "12:05·pm"],
        list: "A, B and C", percent: "12.5%",
        amounts: ["USD·1,200.50", "€1,200.50", "£1,200.50", "$1,200.50", "CAD·1,200.50", "NZD·1,200.50", "¥1,201", "CHF·1,200.50"],
    },
    Wanted {
        tags: &["en-CA"], dates: ["January 1, 2026", "March 4, 2026"], times: ["6:00·p.m.", "12:05·a.m.", "12:05·p.m."],
        list: "A, B and C", percent: "12.5%",
        amounts: ["USD·1,200.50", "€1,200.50", "£1,200.50", "AUD·1,200.50", "$1,200.50", "NZD·1,200.50", "¥1,201", "CHF·1,200.50"],
    },
    Wanted {
        tags: &["en-NZ"], dates: ["1 January 2026", "4 March 2026"], times: ["6:00·pm", "12:05·am", "12:05·pm"],
        list: "A, B and C", percent: "12.5%",
        amounts: ["USD·1,200.50", "€1,200.50", "£1,200.50", "AUD·1,200.50", "CAD·1,200.50", "$1,200.50", "¥1,201", "CHF·1,200.50"],
    },
    Wanted {
        tags: &["de", "de-DE"], dates: ["1. Januar 2026", "4. März 2026"], times: ["18:00", "00:05", "12:05"],
        list: "A, B und C", percent: "12,5·%",
        amounts: ["1.200,50·USD", "1.200,50·€", "1.200,50·£", "1.200,50·AUD", "1.200,50·CAD", "1.200,50·NZD", "1.201·¥", "1.200,50·CHF"],
    },
    Wanted {
        tags: &["fr", "fr-FR"], dates: ["1er janvier 2026", "4 mars 2026"], times: ["18:00", "00:05", "12:05"],
        list: "A, B et C", percent: "12,5·%",
        amounts: ["1_200,50·USD", "1_200,50·€", "1_200,50·£", "1_200,50·AUD", "1_200,50·CAD", "1_200,50·NZD", "1_201·¥", "1_200,50·CHF"],
    },
    Wanted {
        tags: &["es-US"], dates: ["1 de enero de 2026", "4 de marzo de 2026"], times: ["6:00·p.m.", "12:05·a.m.", "12:05·p.m."],
        list: "A, B y C", percent: "12.5%",
        amounts: ["$1,200.50", "€1,200.50", "£1,200.50", "AUD·1,200.50", "CAD·1,200.50", "NZD·1,200.50", "¥1,201", "CHF·1,200.50"],
    },
    Wanted {
        tags: &["ar"], dates: ["1 يناير 2026", "4 مارس 2026"], times: ["6:00·م", "12:05·ص", "12:05·م"],
        list: "A وB وC", percent: "12.5%",
        amounts: ["USD·1,200.50", "€1,200.50", "£1,200.50", "AUD·1,200.50", "CAD·1,200.50", "NZD·1,200.50", "¥1,201", "CHF·1,200.50"],
    },
    Wanted {
        tags: &["he"], dates: ["1 בינואר 2026", "4 במרץ 2026"], times: ["18:00", "00:05", "12:05"],
        list: "A, B ו-C", percent: "12.5%",
        amounts: ["USD·1,200.50", "€1,200.50", "£1,200.50", "AUD·1,200.50", "CAD·1,200.50", "NZD·1,200.50", "¥1,201", "CHF·1,200.50"],
    },
];

#[test]
fn each_language_is_written_as_its_country_does() {
    let spaced = |text: &str| text.replace('·', "\u{a0}").replace('_', "\u{202f}");
    let days = [Date::constant(2026, 1, 1), Date::constant(2026, 3, 4)];
    let times = [(18, 0), (0, 5), (12, 5)].map(|(hour, minute)| Time::constant(hour, minute, 0, 0));
    let items = ["A", "B", "C"].map(str::to_owned);
    let codes = ["USD", "EUR", "GBP", "AUD", "CAD", "NZD", "JPY", "CHF"];
    let mut seen = Vec::new();
    for wanted in WANTED {
        for tag in wanted.tags {
            let language = Language::find(tag).unwrap();
            assert_eq!(days.map(|day| language.date(day)), wanted.dates, "{tag}");
            assert_eq!(times.map(|time| language.time(time)), wanted.times.map(spaced), "{tag}");
            assert_eq!(language.list(&items), wanted.list, "{tag}");
            assert_eq!(language.percent("12.5"), spaced(wanted.percent), "{tag}");
            let amounts = codes.map(|code| match code {
                "JPY" => language.amount(1201, "", code),
                code => language.amount(1200, "50", code),
            });
            assert_eq!(amounts, wanted.amounts.map(spaced), "{tag}");
            seen.push(*tag);
        }
    }
    let mut known = Language::tags();
    known.sort_unstable();
    seen.sort_unstable();
    assert_eq!(seen, known, "every language has a row here");
}

#[test]
fn amounts_have_decimals_only_where_they_are_not_whole() {
    for (tag, whole, decimals, code, wanted) in [
        ("en-US", 800, "", "USD", "$800"),
        ("en-US", 1_300_000, "", "KRW", "₩1,300,000"),
        ("en-US", 12, "500", "KWD", "KWD\u{a0}12.500"),
        ("en-GB", 12, "50", "GBP", "£12.50"),
        ("de", 12345, "50", "EUR", "12.345,50\u{a0}€"),
        ("fr", 1_234_567, "", "EUR", "1\u{202f}234\u{202f}567\u{a0}€"),
    ] {
        assert_eq!(Language::find(tag).unwrap().amount(whole, decimals, code), wanted, "{tag} {code}");
    }
}

#[test]
fn another_region_is_not_written_as_a_neighbour() {
    for tag in [
        "es", "es-ES", "es-MX", "de-AT", "de-CH", "fr-CA", "fr-CH", "fr-BE", "en-ZA", "en-IN", "en-UK", "ko",
        "english", "",
    ] {
        assert_eq!(Language::find(tag), None, "{tag}");
    }
    for (tag, meant) in [
        ("en-UK", Some("en-GB")),
        ("en_US", Some("en-US")),
        ("en-USA", Some("en-US")),
        ("EN-ENG", Some("en-GB")),
        ("English", Some("en")),
        ("Deutsch", Some("de")),
        ("es-MX", None),
        ("de-AT", None),
    ] {
        assert_eq!(Language::guess(tag), meant, "{tag}");
    }
}

#[test]
fn plurals_are_those_of_cldr() {
    for (tag, wanted) in [
        ("en", ["other", "one", "other"]),
        ("de", ["other", "one", "other"]),
        ("fr", ["one", "one", "other"]),
        ("es-US", ["other", "one", "other"]),
    ] {
        let language = Language::find(tag).unwrap();
        assert_eq!([0, 1, 2].map(|number| language.plural(number)), wanted, "{tag}");
    }
}

#[test]
fn a_choice_is_joined_as_the_language_does() {
    for (tag, items, wanted) in [
        ("en-US", &["A"][..], "A"),
        ("en-US", &["A", "B"], "A or B"),
        ("en-US", &["A", "B", "C"], "A, B, or C"),
        ("en-GB", &["A", "B", "C"], "A, B or C"),
        ("de", &["A", "B", "C"], "A, B oder C"),
        ("fr", &["A", "B", "C"], "A, B ou C"),
        ("es-US", &["Maine", "Texas"], "Maine o Texas"),
        ("es-US", &["Maine", "Ohio"], "Maine u Ohio"),
        ("es-US", &["Ohio", "Maine"], "Ohio o Maine"),
        ("ar", &["A", "B", "C"], "A أو B أو C"),
        ("he", &["A", "B", "C"], "A, B או C"),
        ("en-US", &["Maine", "Ohio"], "Maine or Ohio"),
    ] {
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        assert_eq!(Language::find(tag).unwrap().choice(&items), wanted, "{tag}");
    }
}

#[test]
fn arabic_and_hebrew_are_written_from_right_to_left() {
    for (tag, wanted) in [("en-US", "ltr"), ("de", "ltr"), ("ar", "rtl"), ("he", "rtl")] {
        assert_eq!(Language::find(tag).unwrap().direction(), wanted, "{tag}");
    }
}
