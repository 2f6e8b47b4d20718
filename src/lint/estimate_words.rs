//! What a notice on Good Faith Estimates must say (45 CFR 149.610(b)(1)(iii), and the model notice of CMS-10791).

use super::prose::{self, Prose};
use crate::markdown::Part;
use crate::page::Page;

/// Something that the notice says, and the words that show that it does.
struct Element {
    /// What it says, for messages.
    what: &'static str,
    words: Words,
}

/// Words of which one shows that something is said: each is the beginning of a word of the text.
enum Words {
    /// By language.
    Of { en: &'static [&'static str], es: &'static [&'static str] },
    /// The same in every language.
    Any(&'static [&'static str]),
}

const ELEMENTS: [Element; 7] = [
    Element {
        what: "that everybody has the right to an estimate",
        words: Words::Of { en: &["right", "entitled"], es: &["derecho"] },
    },
    Element {
        what: "that it is given in writing",
        words: Words::Of {
            en: &["in writing", "written", "on paper"],
            es: &["por escrito", "escrita", "en papel"],
        },
    },
    Element {
        what: "that it comes before the care",
        words: Words::Of {
            en: &["before", "in advance", "ahead", "prior to"],
            es: &["antes", "por adelantado", "antelación", "anticipación"],
        },
    },
    Element {
        what: "that one can ask for it",
        words: Words::Of { en: &["ask", "request"], es: &["ped", "pid", "píd", "solicit", "pregunt"] },
    },
    Element {
        what: "that a bill $400 or more above it can be disputed",
        words: Words::Of {
            en: &["disput", "appeal", "challenge", "contest"],
            es: &["disput", "impugn", "objet", "apel", "reclam"],
        },
    },
    Element { what: "the amount of $400", words: Words::Any(&["400"]) },
    Element {
        what: "to keep a copy",
        words: Words::Of { en: &["copy", "copies", "picture", "photo"], es: &["copia", "foto", "imagen"] },
    },
];

/// Where CMS answers questions, one of which the notice names.
const ADDRESSES: [&str; 3] = ["cms.gov/nosurprises", "800-985-3059", "federalppdrquestions@cms.hhs.gov"];

const WHERE_TO_ASK: &str = "where to ask: www.cms.gov/nosurprises/consumers or 1-800-985-3059";

/// What the notice leaves out. In languages whose words are not known, only what is the same in all of them is looked for.
pub(super) fn missing(page: &Page, language: &str) -> Vec<&'static str> {
    let prose = prose::read(page);
    let text = prose.blocks.iter().map(|block| block.text.to_lowercase()).collect::<Vec<_>>().join("\n");
    let says = |words: &[&str]| words.iter().any(|word| begins_a_word(&text, word));
    let is_said = |element: &&Element| match (&element.words, language.split('-').next()) {
        (Words::Any(words), _)
        | (Words::Of { en: words, .. }, Some("en"))
        | (Words::Of { es: words, .. }, Some("es")) => says(words),
        (Words::Of { .. }, _) => true,
    };
    let silent = ELEMENTS.iter().filter(|element| !is_said(element)).map(|element| element.what);
    let nowhere = (!names_an_address(page, &prose)).then_some(WHERE_TO_ASK);
    silent.chain(nowhere).collect()
}

/// Whether the notice shows or links one of the addresses. They are no words, so no block has them.
fn names_an_address(page: &Page, prose: &Prose) -> bool {
    let names = |text: &str| {
        let text = text.to_lowercase();
        ADDRESSES.iter().any(|address| text.contains(address))
    };
    page.body.parts.iter().any(|part| matches!(part, Part::Html(html) if names(html)))
        || prose.marks.iter().any(|mark| names(&mark.target))
}

/// Whether a word of the text begins so.
fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_its_beginning() {
        assert!(begins_a_word("you may ask us", "ask") && begins_a_word("asking", "ask"));
        assert!(
            !begins_a_word("a mask", "ask")
                && begins_a_word("($400)", "400")
                && !begins_a_word("1400", "400")
        );
    }
}
