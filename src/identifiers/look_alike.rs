//! The detector of confusable ids: a Cyrillic letter among Latin ones, or a whole word of them (Unicode UTS 39).

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

use super::Fault;

/// Scripts whose letters look like each other's.
const CONFUSABLE: [Script; 4] = [Script::Latin, Script::Cyrillic, Script::Greek, Script::Armenian];

/// The ids of one list by their skeletons: ids with one skeleton look alike.
#[derive(Debug, Default)]
pub(crate) struct LookAlikes {
    first_by_skeleton: BTreeMap<String, String>,
}

impl LookAlikes {
    /// Adds an id.
    ///
    /// # Errors
    /// If one of its words mixes scripts, or it looks like an id that was added before.
    pub(crate) fn insert(&mut self, id: &str) -> Result<(), Fault> {
        mixed_scripts(id)?;
        let first = self.first_by_skeleton.entry(skeleton(id).collect()).or_insert_with(|| id.to_owned());
        if first == id || (first.is_ascii() && id.is_ascii()) {
            return Ok(());
        }
        let odd = [id, first.as_str()].into_iter().flat_map(str::chars).find(|c| !c.is_ascii());
        let odd = odd.map_or(String::new(), |c| format!(", which has {}", described(c)));
        Err(Fault {
            message: format!("`{id}` and the id `{first}`, spelt with other letters, look alike{odd}"),
            help: "type one of them again, or give it another name".to_owned(),
        })
    }
}

/// Checks that no word mixes letters of confusable scripts.
///
/// # Errors
/// If one does; the message names the letter.
pub(crate) fn mixed_scripts(id: &str) -> Result<(), Fault> {
    if id.is_ascii() {
        return Ok(());
    }
    for word in id.split(|c: char| !c.is_alphabetic()) {
        let count = |script: Script| word.chars().filter(|c| c.script() == script).count();
        let mut scripts: Vec<_> = CONFUSABLE
            .into_iter()
            .map(|script| (count(script), script))
            .filter(|(count, _)| *count > 0)
            .collect();
        scripts.sort_by_key(|(count, _)| *count);
        let [(_, few), .., (_, most)] = scripts.as_slice() else { continue };
        let Some(odd) = word.chars().find(|c| c.script() == *few) else { continue };
        return Err(Fault {
            message: format!(
                "`{id}` mixes scripts: {} stands among {} letters",
                described(odd),
                most.full_name()
            ),
            help: "type the word again on one keyboard".to_owned(),
        });
    }
    Ok(())
}

/// A letter with its code point and script, for messages.
fn described(c: char) -> String {
    format!("`{c}` (U+{:04X}, {})", u32::from(c), c.script().full_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_scripts_is_told() {
        for (id, sign) in [
            ("p\u{430}tch", "U+0430"),
            ("blood-p\u{430}tch", "U+0430"),
            ("\u{440}atch", "U+0440"),
            ("ο-vιsit", "U+03B9"),
        ] {
            let fault = mixed_scripts(id).unwrap_err();
            assert!(fault.message.contains(sign), "{id}: {}", fault.message);
        }
        for id in [
            "patch",
            "größe",
            "визит",
            "визит-b12",
            "α-blocker",
            "小児科-mri",
            "β-agonist-2",
            "ñandú",
            "covid-テスト",
            "قلب-ct",
        ] {
            assert_eq!(mixed_scripts(id), Ok(()), "{id}");
        }
    }

    #[test]
    fn an_id_that_looks_like_another_is_told() {
        let mut ids = LookAlikes::default();
        for id in ["coco", "plan-1", "plan-l", "visit", "visit", "größe"] {
            assert_eq!(ids.insert(id), Ok(()), "{id}");
        }
        let message = ids.insert("сосо").unwrap_err().message;
        assert!(message.contains("look alike") && message.contains("Cyrillic"), "{message}");
    }
}
