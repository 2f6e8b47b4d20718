//! Rules: what a clinic's folder can break, each one fact with one level and one remedy.
//!
//! A rule is a row (id, level, language, what breaks it) and beside it a Markdown file of its id: why it is there, a wrong
//! and a right example, where it comes from. `clinicsite explain` prints that file, and a test runs its examples. The rows
//! of [`lint`](crate::lint) stand there, above the functions that tell them; those of all other rooms in [`table`].

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

mod explanation;
mod table;

pub use explanation::{Explanation, Part, Spot};
pub(crate) use table::RULES;

/// How bad it is to break a rule: the severity of its problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The site is not published.
    Error,
    /// Something was mended or left out, or will soon be wrong; only `--strict` fails, and `build --strict` not on what is due.
    Warning,
    /// Something that could be better; never fails.
    Info,
}

impl Level {
    /// The word that begins a message.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "info",
        }
    }
}

/// A rule that a clinic's folder can break. Its id stands in brackets in every message.
#[derive(Clone, Copy)]
pub struct Rule(&'static Row);

/// What is said of a rule in one place.
pub(crate) struct Row {
    /// The name in the program, as of a variant of an enum.
    pub(crate) name: &'static str,
    /// The id that messages show.
    pub(crate) id: &'static str,
    /// How bad it is to break it.
    pub(crate) level: Level,
    /// Whether it comes to be broken as days go by.
    pub(crate) due: bool,
    /// The language of the words that it looks for; `None` if it holds in every language.
    pub(crate) language: Option<&'static str>,
    /// What breaks it, in a few words.
    pub(crate) what: &'static str,
    /// The Markdown file of its id.
    pub(crate) text: &'static str,
}

impl Rule {
    /// A rule of a row; `rules!` and `lint!` make them.
    pub(crate) const fn new(row: &'static Row) -> Self {
        Rule(row)
    }

    /// The id that messages show.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// How bad it is to break it.
    pub fn level(self) -> Level {
        self.0.level
    }

    /// Whether it holds a clinic against what law asks of its site: the `L` rules.
    pub fn is_of_law(self) -> bool {
        self.0.id.strip_prefix('L').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Whether it comes to be broken as days go by, with the same files: its problems are due, and stop no site.
    pub fn is_due(self) -> bool {
        self.0.due
    }

    /// How bad it is to break it, in words: `warning`, or `warning, due`.
    pub(crate) fn severity(self) -> String {
        format!("{}{}", self.level().word(), if self.is_due() { ", due" } else { "" })
    }

    /// The language of the words that it looks for, as the first part of a tag: `en`.
    pub fn language(self) -> Option<&'static str> {
        self.0.language
    }

    /// Whether it can be asked of words in the language of a tag, such as `en-GB`.
    pub(crate) fn speaks(self, tag: &str) -> bool {
        self.0.language.is_none_or(|language| tag.split('-').next() == Some(language))
    }

    /// What breaks it, in a few words.
    pub fn what(self) -> &'static str {
        self.0.what
    }

    /// Why it is there.
    pub fn why(self) -> &'static str {
        self.0.text.split("\n\n## ").next().unwrap_or_default()
    }

    /// Why it is there, with its examples and its source.
    pub fn explanation(self) -> Explanation {
        Explanation::read(self.0.text)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Rule {}

impl Hash for Rule {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl PartialOrd for Rule {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rule {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id().cmp(other.id())
    }
}

/// Declares rules: `Promise = "M13", Warning in "en", "a promise that medicine cannot keep";` makes `Rule::Promise` and
/// reads `M13.md` beside the file in which it stands. `Warning(due)` is the level of a rule that is broken as days go by.
macro_rules! rules {
    ($($name:ident = $id:literal, $level:ident $(($due:ident))? $(in $language:literal)?, $what:literal;)+) => {
        #[allow(non_upper_case_globals, reason = "a rule is named as a variant of an enum would be")]
        impl $crate::rules::Rule {
            $(
                #[doc = $what]
                pub const $name: $crate::rules::Rule = $crate::rules::Rule::new(&$crate::rules::Row {
                    name: stringify!($name),
                    id: $id,
                    level: $crate::rules::Level::$level,
                    due: $crate::rules::rules!(@due $($due)?),
                    language: $crate::rules::rules!(@language $($language)?),
                    what: $what,
                    text: include_str!(concat!($id, ".md")),
                });
            )+
        }

        /// The rules of this file.
        pub(crate) const RULES: &[$crate::rules::Rule] = &[$($crate::rules::Rule::$name),+];
    };
    (@due) => { false };
    (@due due) => { true };
    (@language) => { None };
    (@language $language:literal) => { Some($language) };
}
pub(crate) use rules;
