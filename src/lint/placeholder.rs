//! Something invented, on the day before going live.

use std::sync::LazyLock;

use regex::Regex;

use super::{Context, Look};
use crate::identifiers::{Country, Phone, fiction};
use crate::problem::{Place, Problems, Rule};
use crate::source::{Sources, is_page};

lint! {
    Look::Launch(look);
    Placeholder = "K01", Error, "something invented, on the day before going live";
}

fn look(context: &Context<'_>, problems: &mut Problems) {
    let home = context.site.country();
    for (path, source) in &context.sources.texts {
        if path.starts_with("themes/") {
            continue;
        }
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            let words = line.trim_end();
            let marked = is_marked(words, path);
            let host = words
                .split(|c: char| !(c.is_alphanumeric() || ".-".contains(c)))
                .find(|word| is_example(word));
            let phone = telephones(words).find(|number| is_free(number, home));
            let what = if marked {
                Some(("a placeholder".to_owned(), "write what is true, and take the mark out"))
            } else if let Some(host) = host {
                Some((format!("the invented host `{}`", host.trim_matches('.')), "write the true host"))
            } else if let Some(host) = HOSTS_OF_PREVIEW.iter().find(|host| words.contains(*host)) {
                Some((
                    format!("`{host}`, the address of the preview, which nobody else can open"),
                    "link the page by its file, as in [words](../about.md)",
                ))
            } else if let Some(phone) = phone {
                Some((format!("the invented telephone number `{phone}`"), "write the true number"))
            } else {
                let found = INVENTED.captures(words).and_then(|found| found.get(1).or_else(|| found.get(2)));
                found.map(|found| {
                    (format!("`{}`, which `init` made up", found.as_str()), "write what is true")
                })
            };
            if let Some((what, help)) = what {
                let start = at + line.len() - line.trim_start().len();
                problems
                    .report(Rule::Placeholder, Place::new(source, start..at + words.len()), what)
                    .help(help);
            }
            at += line.len();
        }
    }
}

/// Whether a line says that it was made up.
fn is_marked(line: &str, path: &str) -> bool {
    line.trim_end().ends_with("# placeholder") || (is_page(path) && line.contains("<!-- placeholder -->"))
}

/// How many lines say that they were made up.
pub(super) fn count(sources: &Sources) -> usize {
    let texts = sources.texts.iter().filter(|(path, _)| !path.starts_with("themes/"));
    let marked = texts.filter(|(_, source)| source.text.contains("placeholder"));
    marked.map(|(path, source)| source.text.lines().filter(|line| is_marked(line, path)).count()).sum()
}

/// How an address of the preview begins, as it is pasted from the browser.
const HOSTS_OF_PREVIEW: [&str; 3] = ["://localhost", "://127.0.0.1", "://0.0.0.0"];

/// What a starter writes for what only its owner knows: a mark that is taken out alone leaves it in place.
static INVENTED: LazyLock<Regex> = LazyLock::new(|| {
    let numbers = r"(?:^|[^#\w.,])(0{5,}|1000000004)\b";
    let names = r"\b(Sample (?:Street|Hosting|Booking)|Musterweg|Muster-(?:Hosting|Buchung)|rue de l'Exemple|Exemple-(?:Hébergement|Rendez-vous)|Calle Ejemplo|Ejemplo (?:Alojamiento|Citas))\b";
    let pattern = format!("{numbers}|{names}");
    Regex::new(&pattern).expect("a test looks for what starters make up")
});

fn is_example(word: &str) -> bool {
    let word = word.trim_matches('.').to_lowercase();
    word.ends_with(".example")
        || ["example.com", "example.org", "example.net"]
            .iter()
            .any(|host| word == *host || word.ends_with(&format!(".{host}")))
}

/// Runs of digits that could be a telephone number, with the signs that people set between them.
static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[+(]?\d(?:[\d ().\u{a0}/-]{5,24})\d").expect("a test looks at numbers of every form")
});

fn telephones(line: &str) -> impl Iterator<Item = &str> {
    TELEPHONE.find_iter(line).map(|found| found.as_str())
}

/// Whether a number is kept free for stories.
fn is_free(number: &str, home: Option<Country>) -> bool {
    let link = Phone::parse(number).and_then(|phone| phone.link(home));
    link.is_ok_and(|link| {
        let digits = link.strip_prefix("tel:+").unwrap_or_default();
        fiction::is_reserved(digits.split(';').next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::{Country, INVENTED, is_free, telephones};

    #[test]
    fn what_a_starter_makes_up_is_known_without_its_mark() {
        for line in [
            "number = \"000000\"",
            "postal_code = \"00000\"",
            "registration = [{ authority = \"NPI\", number = \"1000000004\" }]",
            "at 1 Sample Street, Boston",
            "Musterweg 1, 00000 Hamburg",
            "Its name is Sample Booking.",
        ] {
            assert!(INVENTED.is_match(line), "{line}");
        }
        for line in [
            "accent = \"#000000\"",
            "price = 1000000",
            "0.00000",
            "a sample street",
            "Room 0000",
            "n = 10000000040",
        ] {
            assert!(!INVENTED.is_match(line), "{line}");
        }
    }

    #[test]
    fn invented_numbers_are_found_in_text_however_they_are_written() {
        for (country, line, found) in [
            ("US", "phone = \"+1-617-555-0142\"", Some("+1-617-555-0142")),
            ("US", "Call (617) 555-0142, ext. 3", Some("(617) 555-0142")),
            ("US", "[Call](tel:+16175550142)", Some("+16175550142")),
            ("US", "call 617.555.0142 today", Some("617.555.0142")),
            ("US", "call 617-555-2368 in 2026-2027", None),
            ("GB", "Telephone: 020 7946 0018", Some("020 7946 0018")),
            ("GB", "Telephone: +44 (0)20 7946 0018", Some("+44 (0)20 7946 0018")),
            ("GB", "Telephone: 020 7947 0018", None),
            ("DE", "Telefon 030 23125-123", Some("030 23125-123")),
            ("DE", "Telefon +49 30 5550100", None),
            ("AU", "Ring 0491 570 156", Some("0491 570 156")),
            ("FR", "Appelez le 01 99 00 12 34", Some("01 99 00 12 34")),
            ("US", "doi = \"10.1212/5550142555\"", None),
        ] {
            let country = Country::find(country);
            assert_eq!(telephones(line).find(|number| is_free(number, country)), found, "{line}");
        }
    }
}
