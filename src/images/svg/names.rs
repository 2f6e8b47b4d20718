//! The names of a drawing: which elements and attributes pass, which are noise, which are refused.
//!
//! The lists of raw HTML (`markdown::raw_html`) hold for a drawing too. A drawing that is a file has in addition its
//! own styles and what moves it without a script. Names are in lower case, though XML tells letters apart: what browsers do
//! not know in this spelling they do not draw.

use crate::markdown::raw_html::{DRAWN, Element, Value, Vocabulary, element};

/// The vocabulary of a name, by the namespace of its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Svg,
    Xlink,
    Xml,
    Html,
    /// That of an editor, or none.
    Other,
}

/// The namespace of drawings.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

impl Space {
    fn of(address: &str) -> Self {
        match address {
            SVG => Space::Svg,
            "http://www.w3.org/1999/xlink" => Space::Xlink,
            "http://www.w3.org/XML/1998/namespace" => Space::Xml,
            "http://www.w3.org/1999/xhtml" => Space::Html,
            _ => Space::Other,
        }
    }
}

/// The prefixes that the open elements declare.
#[derive(Debug, Default)]
pub(super) struct Spaces<'t> {
    declared: Vec<Declared<'t>>,
}

#[derive(Debug)]
struct Declared<'t> {
    /// Nothing for names without a prefix.
    prefix: &'t str,
    space: Space,
    /// How many elements are open around it.
    depth: usize,
}

/// So many prefixes may be declared at once; editors declare a dozen.
pub(super) const MOST_PREFIXES: usize = 100;

impl<'t> Spaces<'t> {
    /// Takes a declaration of the element at this depth; whether there is still room for it.
    pub(super) fn declare(&mut self, prefix: &'t str, address: &str, depth: usize) -> bool {
        self.declared.push(Declared { prefix, space: Space::of(address), depth });
        self.declared.len() <= MOST_PREFIXES
    }

    /// Forgets what elements at this depth and below have declared.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|last| last.depth >= depth) {
            self.declared.pop();
        }
    }

    /// The vocabulary of a prefix; nothing if it is not declared.
    pub(super) fn find(&self, prefix: &str) -> Option<Space> {
        let declared = self.declared.iter().rev().find(|declared| declared.prefix == prefix);
        match prefix {
            "xml" => Some(Space::Xml),
            _ => declared.map(|declared| declared.space),
        }
    }
}

/// The prefix of a name declared by an attribute: nothing is declared by `fill`, the empty one by `xmlns`.
pub(super) fn declared(attribute: &str) -> Option<&str> {
    if attribute == "xmlns" { Some("") } else { attribute.strip_prefix("xmlns:") }
}

/// The prefix of a name, or nothing, and what follows it.
pub(super) fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// What becomes of an element of SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Passes,
    /// It tells browsers nothing, and is cut out with all that is in it.
    Noise,
    /// It acts, or is unknown.
    Refused,
}

/// Elements that only a drawing of its own may have: its styles, and what moves it.
const OWN: &[&str] = &["animate", "animatemotion", "animatetransform", "discard", "mpath", "set", "style"];

/// Elements that no browser draws: notes, fonts and colours of SVG 1.1, flowed text of a SVG 1.2 that never came, drafts.
const UNDRAWN: &[&str] = &[
    "altglyph",
    "altglyphdef",
    "altglyphitem",
    "animatecolor",
    "color-profile",
    "cursor",
    "definition-src",
    "flowdiv",
    "flowline",
    "flowpara",
    "flowregion",
    "flowregionbreak",
    "flowregionexclude",
    "flowroot",
    "flowspan",
    "flowtref",
    "font",
    "font-face",
    "font-face-format",
    "font-face-name",
    "font-face-src",
    "font-face-uri",
    "glyph",
    "glyphref",
    "hatch",
    "hatchpath",
    "hkern",
    "mesh",
    "meshgradient",
    "meshpatch",
    "meshrow",
    "metadata",
    "midpointstop",
    "missing-glyph",
    "page",
    "pageset",
    "solidcolor",
    "tbreak",
    "tref",
    "vkern",
];

/// What becomes of an element of SVG by its name.
pub(super) fn verdict(name: &str) -> Verdict {
    if element(name, Vocabulary::Svg).is_some() || OWN.contains(&name) {
        Verdict::Passes
    } else if UNDRAWN.contains(&name) {
        Verdict::Noise
    } else {
        Verdict::Refused
    }
}

/// The names of all elements that pass, for proposals.
pub(super) fn elements() -> impl Iterator<Item = &'static str> {
    DRAWN.iter().map(|element| element.name).chain(OWN.iter().copied())
}

/// Whether an element moves another one.
pub(super) fn moves(element: &str) -> bool {
    element.starts_with("animate") || element == "set"
}

/// Attributes of what moves.
const MOVING: &[(&str, Value)] = &[
    ("accumulate", Value::Plain),
    ("additive", Value::Plain),
    ("attributename", Value::Plain),
    ("attributetype", Value::Plain),
    ("begin", Value::Plain),
    ("by", Value::Style),
    ("calcmode", Value::Plain),
    ("dur", Value::Plain),
    ("end", Value::Plain),
    ("fill", Value::Plain),
    ("from", Value::Style),
    ("href", Value::Within),
    ("keypoints", Value::Plain),
    ("keysplines", Value::Plain),
    ("keytimes", Value::Plain),
    ("max", Value::Plain),
    ("min", Value::Plain),
    ("origin", Value::Plain),
    ("path", Value::Plain),
    ("repeatcount", Value::Plain),
    ("repeatdur", Value::Plain),
    ("restart", Value::Plain),
    ("to", Value::Style),
    ("values", Value::Style),
];

/// Attributes that pass on every element of a drawing of its own, beside those of one in a text.
const MORE: &[(&str, Value)] = &[
    ("clip", Value::Style),
    ("color-profile", Value::Style),
    ("contentscripttype", Value::Plain),
    ("contentstyletype", Value::Plain),
    ("cursor", Value::Style),
    ("externalresourcesrequired", Value::Plain),
    ("filterres", Value::Plain),
    ("font", Value::Style),
    ("glyph-orientation-horizontal", Value::Style),
    ("glyph-orientation-vertical", Value::Style),
    ("isolation", Value::Style),
    ("line-height", Value::Style),
    ("media", Value::Plain),
    ("mix-blend-mode", Value::Style),
    ("requiredextensions", Value::Plain),
    ("requiredfeatures", Value::Plain),
    ("shape-inside", Value::Style),
    ("solid-color", Value::Style),
    ("solid-opacity", Value::Style),
    ("style", Value::Style),
    ("text-overflow", Value::Style),
    ("viewtarget", Value::Plain),
    ("white-space", Value::Style),
    ("zoomandpan", Value::Plain),
];

/// The values that an attribute of an element may have; nothing if no browser knows it there.
pub(super) fn value(name: &str, attribute: &str) -> Option<Value> {
    let of =
        |list: &[(&str, Value)]| list.iter().find(|(known, _)| *known == attribute).map(|(_, value)| *value);
    let own = OWN.contains(&name).then(|| of(MOVING)).flatten();
    let shared = || {
        // What passes on every element passes on `g`.
        let shared: Option<&Element> =
            element(name, Vocabulary::Svg).or_else(|| element("g", Vocabulary::Svg));
        shared.and_then(|shared| shared.attribute(attribute)).map(|(_, value)| value)
    };
    own.or_else(shared).or_else(|| of(MORE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_has_what_acts_and_none_has_a_name_of_another() {
        for name in ["script", "foreignobject", "handler", "listener", "iframe", "image:x", ""] {
            assert_eq!(verdict(name), Verdict::Refused, "{name}");
        }
        for list in [MOVING, MORE] {
            assert!(list.is_sorted_by(|a, b| a.0 < b.0));
        }
        assert!(OWN.is_sorted() && UNDRAWN.is_sorted());
        assert!(UNDRAWN.iter().chain(OWN).all(|name| element(name, Vocabulary::Svg).is_none()));
        let shared = |name: &str| element("g", Vocabulary::Svg).is_some_and(|g| g.attribute(name).is_some());
        assert!(MORE.iter().all(|(name, _)| !shared(name)), "a name stands in both lists");
        for (element, name) in [("g", "href"), ("g", "onload"), ("svg", "src"), ("a", "ping")] {
            assert_eq!(value(element, name), None, "{name} of {element}");
        }
        assert_eq!(value("set", "href"), Some(Value::Within));
        assert_eq!(value("fecolormatrix", "values"), Some(Value::Plain));
    }
}
