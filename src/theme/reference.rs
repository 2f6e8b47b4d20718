//! What templates and themes may use beside the variables: blocks, functions, types of options. Data, so that the engine
//! reads it, messages name it, and the reference for agencies prints it.

mod blocks;
#[cfg(test)]
mod tests;

pub(crate) use blocks::{BLOCKS, HOME_BLOCKS, PRICING_BLOCKS};

/// A name with its meaning.
#[derive(Debug)]
pub(crate) struct Entry {
    /// As it is written.
    pub(crate) name: &'static str,
    /// What it is, in one line.
    pub(crate) help: &'static str,
    /// How it is used.
    pub(crate) example: &'static str,
}

/// A function that templates call.
#[derive(Debug)]
pub(crate) struct Function {
    /// Its name, its meaning, a call of it.
    pub(crate) entry: Entry,
    /// What it takes, each by its name.
    pub(crate) arguments: &'static [Argument],
    /// Whether it takes arguments of other names, too.
    pub(crate) others: Others,
}

/// What a function does with arguments that it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Others {
    /// They are a fault.
    Refused,
    /// They are values for the places in braces of a phrase.
    Values,
}

/// An argument of a function.
#[derive(Debug)]
pub(crate) struct Argument {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether it may be left out.
    pub(crate) need: Need,
    /// What it is, in one line.
    pub(crate) help: &'static str,
}

/// Whether an argument may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It must be given.
    Required,
    /// It may be left out.
    Optional,
}

/// The filters of the engine; it does not tell them itself, so a test holds that these are all.
pub(crate) const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The tests of the engine, for `is`; as the filters.
pub(crate) const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions of the engine itself; as the filters.
pub(crate) const ENGINE_FUNCTIONS: &[&str] = &["range", "throw"];

/// The functions, in the order of the alphabet. The engine knows these and no others.
pub(crate) const FUNCTIONS: &[Function] = &[
    Function {
        entry: Entry {
            name: "asset",
            help: "The address of a file of `assets/`, with its fingerprint",
            example: r#"<link rel="stylesheet" href="{{ asset(path="theme.css") }}">"#,
        },
        arguments: &[Argument {
            name: "path",
            need: Need::Required,
            help: "its path inside `assets/`, of the first layer that has it",
        }],
        others: Others::Refused,
    },
    Function {
        entry: Entry {
            name: "motif",
            help: "The drawing of a page's head, as SVG of 2 kB: lines of the class `m`, one of `m1`, and the ticks of that, `mt`; \
                   a style sheet colours them",
            example: r#"<div class="head-motif">{{ motif(seed=page.url) }}</div>"#,
        },
        arguments: &[Argument {
            name: "seed",
            need: Need::Required,
            help: "a text that decides on the drawing, such as the address of the page",
        }],
        others: Others::Refused,
    },
    Function {
        entry: Entry {
            name: "pages",
            help: "Cards of the pages of a kind, in the order of its list; of events those that are not over",
            example: r#"{% set cards = pages(kind="article", limit=3) %}{% include "parts/cards.html" %}"#,
        },
        arguments: &[
            Argument {
                name: "kind",
                need: Need::Required,
                help: "the name of a kind whose pages have a list and an address, such as `article`",
            },
            Argument {
                name: "condition",
                need: Need::Optional,
                help: "only those that name this condition, in any letter case",
            },
            Argument { name: "limit", need: Need::Optional, help: "how many at most" },
        ],
        others: Others::Refused,
    },
    Function {
        entry: Entry {
            name: "plate",
            help: "What stands for a portrait, as SVG of 4 to 5: lines as of `motif`, and initials of the class `mi`",
            example: r#"{{ plate(seed="ana-ortiz", initials="AO") }}"#,
        },
        arguments: &[
            Argument {
                name: "seed",
                need: Need::Optional,
                help: "a text that decides on the drawing; without it no lines are drawn",
            },
            Argument { name: "initials", need: Need::Optional, help: "the letters, one or two" },
        ],
        others: Others::Refused,
    },
    Function {
        entry: Entry {
            name: "t",
            help: "A phrase of `phrases/LANGUAGE.toml` in the language of the page",
            example: r#"{{ t(key="articles_count", n=3) }}"#,
        },
        arguments: &[
            Argument { name: "key", need: Need::Required, help: "the key of the phrase" },
            Argument {
                name: "n",
                need: Need::Optional,
                help: "a whole number: it chooses between `one` and `other`, and stands for `{n}`",
            },
        ],
        others: Others::Values,
    },
    Function {
        entry: Entry {
            name: "url",
            help: "An address of the site below the path of its `base_url`",
            example: r#"<a href="{{ url(to="/contact/") }}">"#,
        },
        arguments: &[Argument {
            name: "to",
            need: Need::Required,
            help: "the address from the root of the site, with `/` before it",
        }],
        others: Others::Refused,
    },
];

/// What kind of value an option has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OptionType {
    /// A colour, and a CSS variable.
    Color,
    /// Words for templates.
    Text,
    /// A number, and a CSS variable.
    Number,
    /// On or off, and a CSS variable that is 1 or 0.
    Bool,
    /// The address of a picture, for templates.
    Image,
    /// One of some words, and a CSS variable.
    Choice,
}

/// The types that an option can have.
pub(crate) const OPTION_TYPES: &[(OptionType, Entry)] = &[
    (
        OptionType::Color,
        Entry {
            name: "color",
            help: "A colour as `#rgb` or `#rrggbb`; the CSS variable `--NAME`",
            example: "default = \"#0b6e6e\"",
        },
    ),
    (
        OptionType::Text,
        Entry { name: "text", help: "Words, for templates", example: "default = \"Since 1987\"" },
    ),
    (
        OptionType::Number,
        Entry { name: "number", help: "A number; the CSS variable `--NAME`", example: "default = 1.25" },
    ),
    (
        OptionType::Bool,
        Entry {
            name: "bool",
            help: "`true` or `false`; the CSS variable `--NAME`, which is 1 or 0",
            example: "default = true",
        },
    ),
    (
        OptionType::Image,
        Entry {
            name: "image",
            help: "The address of a picture of the site, for templates",
            example: "default = \"/img/mark.svg\"",
        },
    ),
    (
        OptionType::Choice,
        Entry {
            name: "choice",
            help: "One of the words in `choices`; the CSS variable `--NAME`",
            example: "choices = [\"sharp\", \"soft\"]\ndefault = \"soft\"",
        },
    ),
];
