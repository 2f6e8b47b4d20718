//! The allow list of raw HTML: elements, the attributes of each, and the values of each attribute.
//!
//! What is not on it does not pass. The elements are listed in `html` and `svg`.

use super::html::HTML;
use super::svg;

/// An element of the allow list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: &'static str,
    pub(super) of: Vocabulary,
    pub(super) end: End,
    /// Its role in the text, for the rules of words.
    pub(crate) reads: Reads,
    /// The elements that its start tag ends, if they are innermost.
    pub(super) closes: &'static [&'static str],
    /// Its own attributes, beside the global ones.
    pub(super) attributes: &'static [(&'static str, Value)],
}

/// The language of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vocabulary {
    Html,
    Svg,
}

/// How an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// By its end tag.
    Tag,
    /// By its end tag, or by what follows.
    Optional,
    /// At once: it has no contents.
    Void,
}

/// The role of an element in the text of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    /// A part of the line.
    Inline,
    /// A break of the line.
    Break,
    /// A block of words, or a container of blocks.
    Block,
    Heading(u8),
    Item,
    Table,
    Cell,
    HeadCell,
    /// Somebody else's words, as a block.
    Quotation,
    /// Somebody else's words, in the line.
    Quote,
    /// Code, or words that are not shown.
    Unread,
    Link,
    Picture,
    /// A video, a sound, or the file of one.
    Recording,
}

/// The values that an attribute may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// Any text: no address.
    Plain,
    /// An id, unique on a page.
    Id,
    /// An address that the browser loads when the reader follows it.
    Leads,
    /// An address that is loaded with the page.
    Loads,
    /// Several such addresses, with widths: `srcset`.
    LoadsEach,
    /// `#id` of the same drawing, or an address that is loaded.
    Draws,
    /// `#id` of the same drawing.
    Within,
    /// An address that a form posts to.
    Posts,
    /// A CSS value, in which `url(#id)` is the only address.
    Style,
}

use Value::Plain;

/// Elements that are left out with their contents.
const WITHOUT_CONTENT: &[&str] =
    &["iframe", "listing", "math", "noembed", "noframes", "script", "style", "template", "title", "xmp"];

/// Elements that do not pass, with what to write in place of them.
const INSTEAD: &[(&[&str], &str)] = &[
    (
        &[
            "applet",
            "base",
            "embed",
            "fencedframe",
            "frame",
            "frameset",
            "link",
            "meta",
            "object",
            "param",
            "portal",
        ],
        "scripts, styles and frames have no place in a text; a template can hold them",
    ),
    (&["body", "head", "html", "main"], "take the tag out: the theme writes what stands around a text"),
    (&["acronym"], "write `<abbr>`"),
    (
        &["big", "blink", "center", "font", "marquee", "nobr", "tt"],
        "write `<span class=\"…\">`: the theme says how words look",
    ),
    (&["strike"], "write `~~words~~`, or `<s>`"),
    (&["dialog"], "write `<details>`, which opens without a script"),
    (&["animate", "animatemotion", "animatetransform", "set"], "take it out: a drawing stands still"),
    (&["foreignobject"], "write `<text>`: HTML has no place in a drawing"),
    (&["noscript"], "take the tag out: a page has no script that could be missing"),
];

/// The global attributes. `aria-…` and `data-…` pass too.
const GLOBAL: &[(&str, Value)] = &[
    ("class", Plain),
    ("dir", Plain),
    ("hidden", Plain),
    ("id", Value::Id),
    ("lang", Plain),
    ("role", Plain),
    ("tabindex", Plain),
    ("title", Plain),
    ("translate", Plain),
];

/// The element of a name in HTML, or in an SVG drawing; `None` if it does not pass.
pub(crate) fn element(name: &str, context: Vocabulary) -> Option<&'static Element> {
    let list = if context == Vocabulary::Svg || name == "svg" { svg::ELEMENTS } else { HTML };
    list.binary_search_by(|element| element.name.cmp(name)).ok().and_then(|at| list.get(at))
}

/// The names of the HTML elements that pass, for proposals.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    HTML.iter().map(|element| element.name)
}

/// What to write in place of an element that does not pass, if that is known.
pub(super) fn instead(name: &str) -> Option<&'static str> {
    INSTEAD.iter().find(|(names, _)| names.contains(&name)).map(|(_, instead)| *instead)
}

/// Whether an element is left out with its contents.
pub(super) fn is_without_content(name: &str) -> bool {
    WITHOUT_CONTENT.contains(&name)
}

impl Element {
    /// The name under which an attribute is written, and its values; `None` if it does not pass.
    pub(crate) fn attribute(&self, name: &str) -> Option<(&'static str, Value)> {
        // The old name of it, which browsers still take in drawings.
        let name = if name == "xlink:href" { "href" } else { name };
        let mut all = self.attributes.iter().chain(GLOBAL);
        let found = all.find(|(known, _)| *known == name);
        let drawn = || (self.of == Vocabulary::Svg).then(|| svg::attribute(name)).flatten();
        found.or_else(drawn).copied()
    }

    /// The names of its own and the global attributes, for proposals.
    pub(super) fn attribute_names(&self) -> impl Iterator<Item = &'static str> {
        self.attributes.iter().chain(GLOBAL).map(|(name, _)| *name)
    }

    /// Whether it has no contents.
    pub(super) fn is_void(&self) -> bool {
        self.end == End::Void
    }

    /// Whether addresses and citations stay text in it.
    pub(super) fn is_quiet(&self) -> bool {
        const QUIET: &[&str] =
            &["a", "button", "code", "kbd", "label", "option", "pre", "samp", "select", "svg", "textarea"];
        QUIET.contains(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_hold_nothing_that_acts() {
        for list in [HTML, svg::ELEMENTS] {
            assert!(list.is_sorted_by(|a, b| a.name < b.name));
            for element in list {
                assert!(element.attributes.is_sorted_by(|a, b| a.0 < b.0), "{}", element.name);
                assert!(!is_without_content(element.name) || element.name == "title");
                for name in
                    ["style", "onclick", "ping", "formaction", "attributionsrc", "srcdoc", "background"]
                {
                    assert_eq!(element.attribute(name), None, "{name} of {}", element.name);
                }
            }
        }
        assert!(GLOBAL.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn what_holds_an_address_is_known_as_such() {
        let holds = ["action", "cite", "href", "poster", "src", "srcset", "usemap"];
        for element in HTML.iter().chain(svg::ELEMENTS) {
            for (name, value) in element.attributes {
                assert_eq!(holds.contains(name), *value != Plain, "{name} of {}", element.name);
            }
        }
    }
}
