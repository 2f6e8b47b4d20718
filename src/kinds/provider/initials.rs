//! Initials: the letters that stand for a person where there is no portrait.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::name::BETWEEN;

/// Words before a name that are no part of it, without their point; any other word of several letters that ends in a point
/// (`Dipl.-Psych.`) is one as well.
const TITLES: &[&str] = &[
    "dame",
    "doctor",
    "dr",
    "dra",
    "dre",
    "frau",
    "herr",
    "lady",
    "lord",
    "madame",
    "miss",
    "mme",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "mx",
    "pd",
    "pr",
    "prof",
    "professor",
    "sir",
];

/// Words behind a name that are no part of it.
const GENERATIONS: &[&str] = &["ii", "iii", "iv", "jr", "sr"];

/// Signs round what stands beside a name: `Ana (Anita) Ortiz`.
const BRACKETS: [char; 2] = ['(', ')'];

/// The first letters of the first and the last word of a name, as they are written. Scripts without letter case have no
/// initials: of a name in one of them it is the first character alone.
pub(super) fn initials(name: &str) -> String {
    let name: String = name.nfc().collect();
    let ends = |c: char| BETWEEN.contains(&c) && !BRACKETS.contains(&c);
    let own = name.split(ends).find(|part| part.chars().any(char::is_alphabetic)).unwrap_or_default();
    let is_own = |word: &&str| letter(word).is_some() && !word.starts_with('(') && !word.ends_with(')');
    let mut words: Vec<&str> = own.split_whitespace().filter(is_own).collect();
    while words.len() > 1 && words.first().is_some_and(|word| is_title(word)) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| is_among(GENERATIONS, word)) {
        words.pop();
    }
    let letters = |word: &&str| letter(word);
    let first = words.first().and_then(letters).unwrap_or_default();
    let last = words.iter().skip(1).next_back().and_then(letters);
    match last.filter(|last| has_case(&first) && has_case(last)) {
        Some(last) => first + &last,
        None => first,
    }
}

/// The first letter of a word, with the marks that belong to it.
fn letter(word: &str) -> Option<String> {
    let mut rest = word.chars().skip_while(|c| !c.is_alphabetic());
    let first = rest.next()?;
    Some(std::iter::once(first).chain(rest.take_while(|c| is_combining_mark(*c))).collect())
}

/// Whether a letter is of a script that has capital letters.
fn has_case(letter: &str) -> bool {
    letter.chars().next().is_some_and(|c| c.is_uppercase() || c.is_lowercase())
}

fn is_title(word: &str) -> bool {
    let is_short = word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    is_short || is_among(TITLES, word)
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_told_by_its_first_and_last_letters() {
        for (name, wanted) in [
            ("Ana Ortiz", "AO"),
            ("Friederike Schwarzenberg-Hohenlohe", "FS"),
            ("Ludwig van Beethoven", "LB"),
            ("J. R. Smith", "JS"),
            ("Cher", "C"),
            ("Dr. med. Eva Braun", "EB"),
            ("Prof Dr Eva Braun", "EB"),
            ("Priv.-Doz. Dr. Eva Braun", "EB"),
            ("Dr. Braun", "B"),
            ("Dr.", "D"),
            ("Martin King Jr.", "MK"),
            ("Henry Ford III", "HF"),
            ("James Okafor, MD, FAAN", "JO"),
            ("Ana (Anita) Ortiz", "AO"),
            ("Ana Ortiz (née Braun)", "AO"),
            ("'Uqba O'Neil", "UO"),
            ("bell hooks", "bh"),
            ("O\u{308}zlem U\u{308}nal", "ÖÜ"),
            ("M\u{300}ba N\u{30d}ge", "M\u{300}N\u{30d}"),
            ("Ольга Иванова", "ОИ"),
            ("Ελένη Παππά", "ΕΠ"),
            ("محمد الأحمد", "م"),
            ("דנה כהן", "ד"),
            ("山田 太郎", "山"),
            ("김민준", "김"),
            ("क\u{93f}रण राव", "क\u{93f}"),
            ("Ana 山田", "A"),
            ("", ""),
            ("42", ""),
        ] {
            assert_eq!(initials(name), wanted, "{name}");
        }
    }

    proptest! {
        /// Whatever a name is, its initials are few and are letters of it.
        #[test]
        fn initials_are_two_letters_at_most(name in "\\PC{0,40}") {
            let found = initials(&name);
            let letters = found.chars().filter(|c| !is_combining_mark(*c)).count();
            prop_assert!(letters <= 2, "{found}");
            let name: String = name.nfc().collect();
            prop_assert!(found.chars().all(|c| name.contains(c)));
        }
    }
}
