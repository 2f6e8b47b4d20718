//! Procedures: what is done to the body, as against a visit or a talk. Their prices say what they include, and their
//! pages name the risks.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{EntryId, PriceList, Service};

impl PriceList {
    /// Whether something is done to the patient: a service that is a procedure, or a bundle with one in it or in a bundle
    /// of it.
    pub(crate) fn is_procedure(&self, entry: EntryId) -> bool {
        // A bundle that is a part of itself is looked into once.
        let (mut seen, mut open) = (BTreeSet::new(), vec![entry]);
        while let Some(entry) = open.pop() {
            match entry {
                EntryId::Service(id) if self[id].is_procedure() => return true,
                EntryId::Bundle(id) if seen.insert(entry) => {
                    open.extend(self[id].lines.iter().map(|line| line.entry));
                }
                EntryId::Plan(_) | EntryId::Service(_) | EntryId::Bundle(_) => {}
            }
        }
        false
    }
}

impl Service {
    /// Whether it says so itself, or by its unit, its codes or the heading that it stands under.
    fn is_procedure(&self) -> bool {
        self.procedure
            || self.unit.as_deref().is_some_and(names_procedures)
            || self.billing_codes.iter().any(|code| is_code_of_procedure(code))
            || self.group.as_deref().is_some_and(names_procedures)
    }
}

/// Beginnings of words that name procedures, in the languages of the theme, without their accents.
const WORDS: [&str; 11] = [
    "procedure",
    "procedimiento",
    "prozedur",
    "surger",
    "chirurgi",
    "cirug",
    "operation",
    "operaci",
    "eingriff",
    "intervention",
    "intervenci",
];

/// Whether a heading, or the name of a unit, says that it is of procedures.
fn names_procedures(text: &str) -> bool {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let mut words = plain.split(|c: char| !c.is_alphabetic());
    words.any(|word| WORDS.iter().any(|begin| word.starts_with(begin)))
}

/// Whether a code is one of the sections Anesthesia (00100 to 01999) or Surgery (10004 to 69990) of CPT, which the
/// American Medical Association keeps. The others hold visits, imaging, laboratory tests, and a mix of all: there the list
/// says it by `procedure = true`.
fn is_code_of_procedure(code: &str) -> bool {
    let mut words = code.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next();
    let number =
        if first.is_some_and(|word| word.eq_ignore_ascii_case("cpt")) { words.next() } else { first };
    let number = number.filter(|word| word.len() == 5).and_then(|word| word.parse::<u32>().ok());
    number.is_some_and(|number| (100..=1999).contains(&number) || (10_004..=69_990).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_procedures_are_told_from_those_of_visits() {
        for code in ["CPT 62273", "62273", "cpt 20550-RT", "CPT: 00635"] {
            assert!(is_code_of_procedure(code), "{code}");
        }
        for code in ["CPT 99213", "CPT 72148", "GOÄ 5", "EBM 03000", "CPT 622731", "J1885", "", "CPT"] {
            assert!(!is_code_of_procedure(code), "{code}");
        }
    }

    #[test]
    fn a_heading_says_that_procedures_stand_under_it() {
        for heading in [
            "Procedures",
            "Minor surgery",
            "Ambulante Eingriffe",
            "Cirugía menor",
            "Procédures",
            "Opérations",
            "Intervenciones",
            "OPÉRATIONS",
            "Chirurgische Operationen",
            "Interventions",
        ] {
            assert!(names_procedures(heading), "{heading}");
        }
        for heading in ["Visits", "Imaging", "Hours of operators", "Sprechstunde", ""] {
            assert!(!names_procedures(heading), "{heading}");
        }
    }
}
