//! The filter of invisible characters, which come with pasted text: they turn a price round, split a word so that no
//! search finds it, or hide words that only machines read.
//!
//! Characters that Arabic, Hebrew, Persian or Indian scripts need (U+200C to U+200F, U+061C), the soft hyphen and the
//! word joiner stay.

use crate::problem::{Place, Problems, Rule};

/// The replacement of a removed character of three bytes: as long, invisible and without effect (the word joiner).
const FILLER: char = '\u{2060}';
/// The same for each two bytes (the grapheme joiner).
const SHORT_FILLER: char = '\u{34f}';
/// The replacement of a line separator.
const SPACE: char = '\u{2005}';

/// The effect of an invisible character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// None: it is a control character.
    Control,
    /// It changes the direction of the words after it.
    Bidi,
    /// It hides in a word.
    Hidden,
    /// It breaks a line.
    LineBreak,
}

/// Whether a text has no visible character.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                FILLER | SHORT_FILLER | '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{2800}'
            )
    })
}

/// Whether a character changes the direction of the words after it (a bidirectional control).
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The effect of a character; `None` if it stays in the text.
fn effect(c: char) -> Option<Effect> {
    match c {
        '\n' | '\t' => None,
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => Some(Effect::Control),
        c if is_bidi_control(c) => Some(Effect::Bidi),
        '\u{2028}' | '\u{2029}' => Some(Effect::LineBreak),
        '\u{200b}' | '\u{feff}' | '\u{180e}' | '\u{2061}'..='\u{2064}' | '\u{206a}'..='\u{206f}' => {
            Some(Effect::Hidden)
        }
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' => Some(Effect::Hidden),
        '\u{e0000}'..='\u{e007f}' => Some(Effect::Hidden),
        _ => None,
    }
}

/// An invisible character that was removed from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnseenCharacter {
    /// Its byte offset in the text.
    pub at: usize,
    /// The character.
    pub character: char,
    effect: Effect,
}

impl UnseenCharacter {
    /// Reports it at a place.
    pub(crate) fn report(self, place: Place, problems: &mut Problems) {
        let code = format!("U+{:04X}", u32::from(self.character));
        let (rule, message) = match self.effect {
            Effect::Control => {
                (Rule::ControlCharacter, format!("the control character {code} is shown as a space"))
            }
            Effect::Bidi => {
                (Rule::UnseenSign, format!("{code} turns the words behind it round, so it is left out"))
            }
            Effect::Hidden => (Rule::UnseenSign, format!("{code}, a sign that nobody sees, is left out")),
            Effect::LineBreak => {
                (Rule::UnseenSign, format!("{code}, a line break that no file has, is shown as a space"))
            }
        };
        problems.report(rule, place, message).help("type the words again here: it came with pasted text");
    }
}

/// Removes invisible characters from a text, and returns them too. The text keeps its length, so that byte offsets in
/// it stay right.
pub(crate) fn remove(text: String) -> (String, Vec<UnseenCharacter>) {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~')) {
        return (text, Vec::new());
    }
    let mut found = Vec::new();
    let mut in_flag = false;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        // The flags of England, Scotland and Wales are a black flag with tag characters after it.
        in_flag = character == '\u{1f3f4}' || (in_flag && matches!(character, '\u{e0020}'..='\u{e007f}'));
        let is_tag = in_flag && character != '\u{1f3f4}';
        // Thai, Lao, Khmer and Burmese have no spaces between words and break lines at U+200B.
        let is_break = character == '\u{200b}'
            && matches!(before, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
        if let Some(effect) = effect(character).filter(|_| !is_tag && !is_break) {
            found.push(UnseenCharacter { at, character, effect });
        }
        before = character;
    }
    if found.is_empty() {
        return (text, found);
    }
    let mut clean = String::with_capacity(text.len());
    let mut next = found.iter().peekable();
    for (at, character) in text.char_indices() {
        match next.next_if(|found| found.at == at) {
            Some(found) => clean.extend(replacement(*found)),
            None => clean.push(character),
        }
    }
    (clean, found)
}

/// The characters in place of a removed one, together as long as it.
fn replacement(found: UnseenCharacter) -> impl Iterator<Item = char> {
    let length = found.character.len_utf8();
    let (c, times) = match (found.effect, length) {
        (Effect::Control, length) => (' ', length),
        (Effect::LineBreak, _) => (SPACE, 1),
        (_, 3) => (FILLER, 1),
        (_, length) => (SHORT_FILLER, length / 2),
    };
    std::iter::repeat_n(c, times)
}

/// As [`remove`], for the same characters written as numeric character references, such as `&#x202E;`.
pub(crate) fn remove_references(text: String) -> (String, Vec<UnseenCharacter>) {
    if !text.contains("&#") {
        return (text, Vec::new());
    }
    let mut found = Vec::new();
    let mut clean = String::with_capacity(text.len());
    let mut parts = text.split("&#");
    clean.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let at = clean.len();
        clean.push_str("&#");
        let reference =
            part.split_once(';').and_then(|(number, rest)| Some((number, rest, referenced(number)?)));
        match reference
            .and_then(|(number, rest, character)| Some((number, rest, character, effect(character)?)))
        {
            Some((number, rest, character, effect)) if effect != Effect::Control => {
                let hex = number.strip_prefix(['x', 'X']);
                let width = hex.unwrap_or(number).len();
                let harmless = u32::from(FILLER);
                clean.push_str(&match hex {
                    Some(_) => format!("x{harmless:0width$x};"),
                    None => format!("{harmless:0width$};"),
                });
                clean.push_str(rest);
                found.push(UnseenCharacter { at, character, effect });
            }
            _ => clean.push_str(part),
        }
    }
    (clean, found)
}

/// The character of a numeric reference: `x202E`, `8238`.
fn referenced(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    u32::from_str_radix(digits, radix)
        .ok()
        .and_then(char::from_u32)
        .filter(|_| (1..=8).contains(&digits.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(text: &str) -> Vec<char> {
        let (clean, found) = remove(text.to_owned());
        assert_eq!(clean.len(), text.len());
        assert!(remove(clean).1.is_empty());
        found.into_iter().map(|found| found.character).collect()
    }

    #[test]
    fn invisible_characters_are_found() {
        for (text, wanted) in [
            ("Visit \u{202e}001$\u{202c}", vec!['\u{202e}', '\u{202c}']),
            ("\u{2067}x\u{2069}", vec!['\u{2067}', '\u{2069}']),
            ("pa\u{200b}tient", vec!['\u{200b}']),
            ("a\u{feff}b", vec!['\u{feff}']),
            ("a\u{2028}b", vec!['\u{2028}']),
            ("a\u{e0041}b", vec!['\u{e0041}']),
            ("a\u{3164}b", vec!['\u{3164}']),
            ("a\u{b}b\u{85}", vec!['\u{b}', '\u{85}']),
        ] {
            assert_eq!(removed(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn what_a_script_needs_stays() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "שלום\u{200f}!",
            "\u{200e}12",
            "Donau\u{ad}dampf",
            "1\u{202f}200\u{a0}€",
            "a\u{2060}b",
            "👩\u{200d}⚕\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "ภาษา\u{200b}ไทย",
            "tab\tand\nline",
        ] {
            assert!(removed(text).is_empty(), "{text:?}");
        }
        assert_eq!(removed("🏴x\u{e0067}"), ['\u{e0067}']);
    }

    #[test]
    fn numeric_references_to_them_are_found_too() {
        for (text, clean) in [
            ("a &#x202E;b", "a &#x2060;b"),
            ("a &#8238;b", "a &#8288;b"),
            ("a &#x0202e; &#x00200b;b", "a &#x02060; &#x002060;b"),
        ] {
            let (done, found) = remove_references(text.to_owned());
            assert_eq!((done.as_str(), done.len()), (clean, text.len()));
            assert_eq!(found.first().map(|found| found.at), Some(2));
        }
        for text in ["a &#x26;b", "&# ;", "&#8238", "&#x;", "&#99999999999;", "&#xD800;", "&#8206;"] {
            assert_eq!(remove_references(text.to_owned()), (text.to_owned(), Vec::new()));
        }
    }
}
