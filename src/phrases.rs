//! The words of the interface in one language: what buttons, labels and lists of the theme say.

use std::collections::{BTreeMap, BTreeSet};

use crate::known::nearest;
use crate::language::Language;

/// Phrases by key, with the rules of their language for numbers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Phrases {
    words: BTreeMap<String, Phrase>,
    /// The keys of those that stand in English for want of a translation.
    english: BTreeSet<String>,
    language: &'static Language,
}

/// One phrase, or its forms for one and for other numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// The same for every number.
    One(String),
    /// By number.
    Plural {
        /// For one.
        one: String,
        /// For all others.
        other: String,
    },
}

impl Phrases {
    /// The phrases of a language.
    pub(crate) fn new(words: BTreeMap<String, Phrase>, language: &'static Language) -> Self {
        Phrases { words, english: BTreeSet::new(), language }
    }

    /// The same with these phrases of the English language, where there is no other.
    pub(crate) fn or_english(mut self, words: impl IntoIterator<Item = (String, Phrase)>) -> Self {
        for (key, phrase) in words {
            if !self.words.contains_key(&key) {
                self.english.insert(key.clone());
                self.words.insert(key, phrase);
            }
        }
        self
    }

    /// Whether a phrase stands in English for want of a translation.
    pub(crate) fn is_english(&self, key: &str) -> bool {
        self.english.contains(key)
    }

    /// The key that another one was most likely meant to be.
    pub(crate) fn nearest(&self, key: &str) -> Option<&str> {
        nearest(key, self.words.keys().map(String::as_str))
    }

    /// The phrase of a key with its values; with a number it takes the form of that number.
    pub(crate) fn say(&self, key: &str, number: Option<u64>, values: &[(&str, &str)]) -> Option<String> {
        let mut text = match (self.words.get(key)?, number) {
            (Phrase::One(text), _) => text.clone(),
            (Phrase::Plural { one, .. }, Some(n)) if self.language.plural(n) == "one" => one.clone(),
            (Phrase::Plural { other, .. }, _) => other.clone(),
        };
        if let Some(n) = number {
            text = text.replace("{n}", &self.language.number(n));
        }
        for (name, value) in values {
            if text.contains('{') {
                text = text.replace(&format!("{{{name}}}"), value);
            }
        }
        Some(text)
    }

    /// The keys of all phrases.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}
