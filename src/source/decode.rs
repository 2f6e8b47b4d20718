//! The decoder of text files: from bytes to UTF-8 without a byte order mark, with LF alone and no invisible characters.

use std::sync::Arc;

use super::{Source, is_page};
use crate::problem::{Place, Problems, Rule};

/// Decodes a file of text; one that is not UTF-8 is reported.
pub(super) fn decode(name: &str, bytes: Vec<u8>, problems: &mut Problems) -> Option<Arc<Source>> {
    let text = utf8(name, bytes, problems)?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    Some(without_unseen(name, text, problems))
}

/// The text of a file as it is; one that is not UTF-8 is reported, with its encoding where that can be guessed.
pub(crate) fn utf8(name: &str, bytes: Vec<u8>, problems: &mut Problems) -> Option<String> {
    if let Some(encoding) = wide_encoding(&bytes) {
        problems
            .report(Rule::NotUtf8, Place::path(name), format!("this file is {encoding}, not UTF-8"))
            .help("save it anew with the encoding UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)");
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let byte = bytes.get(at).copied().unwrap_or_default();
            let source = Source::new(name, String::from_utf8_lossy(bytes));
            let meant = match byte {
                0xa0.. => format!("the first byte that is not; in Windows-1252 it is `{}`", char::from(byte)),
                _ => "the first byte that is not".to_owned(),
            };
            problems
                .report(Rule::NotUtf8, Place::new(&source, at..at + 3), "this file is not UTF-8")
                .label(meant)
                .help("save it anew with the encoding UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)");
            None
        }
    }
}

/// Removes invisible characters, and reports each.
fn without_unseen(name: &str, text: String, problems: &mut Problems) -> Arc<Source> {
    let (text, mut found) = crate::unseen::remove(text);
    let (text, references) = match is_page(name) {
        true => crate::unseen::remove_references(text),
        false => (text, Vec::new()),
    };
    found.extend(references);
    let source = Source::new(name, text);
    for character in found {
        character.report(Place::new(&source, character.at..character.at + 1), problems);
    }
    source
}

/// UTF-16 or UTF-32, if the bytes look like it: by their byte order mark, or by their zeros, which Latin letters have
/// in these encodings at every second, or at three of four bytes.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Some("UTF-16"),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |place: usize| head.iter().skip(place).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    // UTF-8 text has no zeros: many at even bytes and few at odd ones, or the reverse, are Latin letters in UTF-16.
    let lopsided = |many: usize, few: usize| many > 1 && many * 3 > pairs && few * 20 < many.max(20);
    if lopsided(even, odd) || lopsided(odd, even) {
        return Some("UTF-16");
    }
    (even + odd > 2 && (even + odd) * 2 > head.len()).then_some("UTF-32")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: Vec<u8>) -> String {
        let mut problems = Problems::default();
        let read = decode("content/a.md", bytes, &mut problems);
        assert!(read.is_none() || problems.iter().count() == 0);
        problems.iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn wide_encodings_are_named_with_and_without_their_mark() {
        let text = "+++\ntitle = \"Grüße – flu\"\n+++\n\nRest helps.\n";
        let wide = |mark: &[u8], unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.iter().copied().chain(text.encode_utf16().flat_map(unit)).collect()
        };
        for bytes in [
            wide(&[0xff, 0xfe], u16::to_le_bytes),
            wide(&[0xfe, 0xff], u16::to_be_bytes),
            wide(&[], u16::to_le_bytes),
            wide(&[], u16::to_be_bytes),
        ] {
            assert_eq!(told(bytes), "this file is UTF-16, not UTF-8");
        }
        let four = text.chars().flat_map(|c| u32::from(c).to_le_bytes());
        assert_eq!(told(four.collect()), "this file is UTF-32, not UTF-8");
        assert_eq!(told(text.as_bytes().to_vec()), "");
        assert_eq!(told(b"caf\xe9".to_vec()), "this file is not UTF-8");
        assert_eq!(told(Vec::new()), "");
    }
}
