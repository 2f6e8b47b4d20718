//! Signs that nobody sees: they turn a price round, split a word that nobody finds again, or carry words that only
//! machines read. They come with pasted text.
//!
//! Marks that the scripts of Arabic, Hebrew, Persian or India need to be written at all (U+200C to U+200F, U+061C), the
//! soft hyphen and the joiner of words stay.

use crate::problem::{Place, Problems, Rule};

/// Stands for a sign that is left out: as long as it, seen by nobody, and of no effect.
const NOTHING: char = '\u{2060}';
/// The same with half the bytes.
const NOTHING_SHORT: char = '\u{34f}';
/// Stands for what parts lines.
const BLANK: char = '\u{2005}';

/// What an unseen sign does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// It has no meaning in a text.
    Nothing,
    /// It turns the direction of the words behind it.
    Turns,
    /// It hides in a word.
    Hides,
    /// It parts lines.
    Parts,
}

/// Whether a text has no sign that a reader sees.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                NOTHING | NOTHING_SHORT | '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{2800}'
            )
    })
}

/// Whether a sign turns the direction of the words behind it.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn does(c: char) -> Option<Does> {
    match c {
        '\n' | '\t' => None,
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => Some(Does::Nothing),
        c if turns(c) => Some(Does::Turns),
        '\u{2028}' | '\u{2029}' => Some(Does::Parts),
        '\u{200b}' | '\u{feff}' | '\u{180e}' | '\u{2061}'..='\u{2064}' | '\u{206a}'..='\u{206f}' => {
            Some(Does::Hides)
        }
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' => Some(Does::Hides),
        '\u{e0000}'..='\u{e007f}' => Some(Does::Hides),
        _ => None,
    }
}

/// A sign that was left out, with its byte in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Where it stood.
    pub at: usize,
    /// The sign.
    pub sign: char,
    does: Does,
}

impl Found {
    /// Tells of it at a place.
    pub fn report(self, place: Place, problems: &mut Problems) {
        let code = format!("U+{:04X}", u32::from(self.sign));
        let (rule, message) = match self.does {
            Does::Nothing => {
                (Rule::ControlCharacter, format!("the control character {code} is shown as a space"))
            }
            Does::Turns => {
                (Rule::UnseenSign, format!("{code} turns the words behind it round, so it is left out"))
            }
            Does::Hides => (Rule::UnseenSign, format!("{code}, a sign that nobody sees, is left out")),
            Does::Parts => {
                (Rule::UnseenSign, format!("{code}, a line break that no file has, is shown as a space"))
            }
        };
        problems.report(rule, place, message).help("type the words again here: it came with pasted text");
    }
}

/// The text without unseen signs, as long as before so that places in it stay right, and those signs.
pub fn without(text: String) -> (String, Vec<Found>) {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~')) {
        return (text, Vec::new());
    }
    let mut found = Vec::new();
    let mut in_flag = false;
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        // The flags of England, Scotland and Wales are a black flag with signs behind it.
        in_flag = sign == '\u{1f3f4}' || (in_flag && matches!(sign, '\u{e0020}'..='\u{e007f}'));
        let flag = in_flag && sign != '\u{1f3f4}';
        // Thai, Lao, Khmer and Burmese have no spaces between words and break lines at U+200B.
        let breaks = sign == '\u{200b}'
            && matches!(before, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
        if let Some(does) = does(sign).filter(|_| !flag && !breaks) {
            found.push(Found { at, sign, does });
        }
        before = sign;
    }
    if found.is_empty() {
        return (text, found);
    }
    let mut clean = String::with_capacity(text.len());
    let mut next = found.iter().peekable();
    for (at, sign) in text.char_indices() {
        match next.next_if(|found| found.at == at) {
            Some(found) => clean.extend(instead(*found)),
            None => clean.push(sign),
        }
    }
    (clean, found)
}

/// What stands for a sign, as long as it.
fn instead(found: Found) -> impl Iterator<Item = char> {
    let length = found.sign.len_utf8();
    let (c, times) = match (found.does, length) {
        (Does::Nothing, length) => (' ', length),
        (Does::Parts, _) => (BLANK, 1),
        (_, 3) => (NOTHING, 1),
        (_, length) => (NOTHING_SHORT, length / 2),
    };
    std::iter::repeat_n(c, times)
}

/// The text of a page in which such signs are also written as numbers, `&#x202E;`: each as long as before.
pub fn without_references(text: String) -> (String, Vec<Found>) {
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
            part.split_once(';').and_then(|(number, rest)| Some((number, rest, character(number)?)));
        match reference.and_then(|(number, rest, sign)| Some((number, rest, sign, does(sign)?))) {
            Some((number, rest, sign, does)) if does != Does::Nothing => {
                let hex = number.strip_prefix(['x', 'X']);
                let width = hex.unwrap_or(number).len();
                let harmless = u32::from(NOTHING);
                clean.push_str(&match hex {
                    Some(_) => format!("x{harmless:0width$x};"),
                    None => format!("{harmless:0width$};"),
                });
                clean.push_str(rest);
                found.push(Found { at, sign, does });
            }
            _ => clean.push_str(part),
        }
    }
    (clean, found)
}

/// The character of a reference: `x202E`, `8238`.
fn character(number: &str) -> Option<char> {
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

    fn signs(text: &str) -> Vec<char> {
        let (clean, found) = without(text.to_owned());
        assert_eq!(clean.len(), text.len());
        assert!(without(clean).1.is_empty());
        found.into_iter().map(|found| found.sign).collect()
    }

    #[test]
    fn what_nobody_sees_is_found() {
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
            assert_eq!(signs(text), wanted, "{text:?}");
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
            assert!(signs(text).is_empty(), "{text:?}");
        }
        assert_eq!(signs("🏴x\u{e0067}"), ['\u{e0067}']);
    }

    #[test]
    fn numbers_for_such_signs_are_found_too() {
        for (text, clean) in [
            ("a &#x202E;b", "a &#x2060;b"),
            ("a &#8238;b", "a &#8288;b"),
            ("a &#x0202e; &#x00200b;b", "a &#x02060; &#x002060;b"),
        ] {
            let (done, found) = without_references(text.to_owned());
            assert_eq!((done.as_str(), done.len()), (clean, text.len()));
            assert_eq!(found.first().map(|found| found.at), Some(2));
        }
        for text in ["a &#x26;b", "&# ;", "&#8238", "&#x;", "&#99999999999;", "&#xD800;", "&#8206;"] {
            assert_eq!(without_references(text.to_owned()), (text.to_owned(), Vec::new()));
        }
    }
}
