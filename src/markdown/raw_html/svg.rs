//! The allow list of SVG elements and attributes: no scripts, no animations, no foreign HTML.
//!
//! Names are in lower case, as an HTML parser has them; browsers restore the capital of `viewBox`.

use super::styles::{self, Load};
use super::table::{Element, End, Reads, Value, Vocabulary};

const fn of(name: &'static str, reads: Reads, attributes: &'static [(&'static str, Value)]) -> Element {
    Element { name, of: Vocabulary::Svg, end: End::Tag, reads, closes: &[], attributes }
}

const fn shape(name: &'static str) -> Element {
    of(name, Reads::Inline, &[])
}

/// An element whose `href` refers to an element of the same drawing.
const fn referring(name: &'static str) -> Element {
    of(name, Reads::Inline, &[("href", Value::Within)])
}

/// An element whose `href` embeds an element or a picture, perhaps of another file.
const fn embedding(name: &'static str) -> Element {
    of(name, Reads::Inline, &[("href", Value::Draws)])
}

/// The SVG elements that pass, in order of their names.
pub(crate) const ELEMENTS: &[Element] = &[
    of("a", Reads::Link, &[("href", Value::Leads), ("rel", Value::Plain), ("target", Value::Plain)]),
    shape("circle"),
    shape("clippath"),
    shape("defs"),
    of("desc", Reads::Unread, &[]),
    shape("ellipse"),
    shape("feblend"),
    shape("fecolormatrix"),
    shape("fecomponenttransfer"),
    shape("fecomposite"),
    shape("feconvolvematrix"),
    shape("fediffuselighting"),
    shape("fedisplacementmap"),
    shape("fedistantlight"),
    shape("fedropshadow"),
    shape("feflood"),
    shape("fefunca"),
    shape("fefuncb"),
    shape("fefuncg"),
    shape("fefuncr"),
    shape("fegaussianblur"),
    embedding("feimage"),
    shape("femerge"),
    shape("femergenode"),
    shape("femorphology"),
    shape("feoffset"),
    shape("fepointlight"),
    shape("fespecularlighting"),
    shape("fespotlight"),
    shape("fetile"),
    shape("feturbulence"),
    referring("filter"),
    shape("g"),
    embedding("image"),
    shape("line"),
    referring("lineargradient"),
    shape("marker"),
    shape("mask"),
    shape("path"),
    referring("pattern"),
    shape("polygon"),
    shape("polyline"),
    referring("radialgradient"),
    shape("rect"),
    shape("stop"),
    shape("svg"),
    shape("switch"),
    shape("symbol"),
    of("text", Reads::Block, &[]),
    referring("textpath"),
    of("title", Reads::Unread, &[]),
    shape("tspan"),
    embedding("use"),
    shape("view"),
];

/// Attributes of geometry and filters, which pass on every SVG element: they hold numbers, names and ids.
const PLAIN: &[&str] = &[
    "amplitude",
    "azimuth",
    "basefrequency",
    "baseprofile",
    "bias",
    "clippathunits",
    "cx",
    "cy",
    "d",
    "diffuseconstant",
    "divisor",
    "dx",
    "dy",
    "edgemode",
    "elevation",
    "exponent",
    "filterunits",
    "focusable",
    "fr",
    "fx",
    "fy",
    "gradienttransform",
    "gradientunits",
    "height",
    "in",
    "in2",
    "intercept",
    "k1",
    "k2",
    "k3",
    "k4",
    "kernelmatrix",
    "kernelunitlength",
    "lengthadjust",
    "limitingconeangle",
    "markerheight",
    "markerunits",
    "markerwidth",
    "maskcontentunits",
    "maskunits",
    "method",
    "mode",
    "numoctaves",
    "offset",
    "operator",
    "order",
    "orient",
    "pathlength",
    "patterncontentunits",
    "patterntransform",
    "patternunits",
    "points",
    "pointsatx",
    "pointsaty",
    "pointsatz",
    "preservealpha",
    "preserveaspectratio",
    "primitiveunits",
    "r",
    "radius",
    "refx",
    "refy",
    "result",
    "rotate",
    "rx",
    "ry",
    "scale",
    "seed",
    "side",
    "slope",
    "spacing",
    "specularconstant",
    "specularexponent",
    "spreadmethod",
    "startoffset",
    "stddeviation",
    "stitchtiles",
    "surfacescale",
    "systemlanguage",
    "tablevalues",
    "targetx",
    "targety",
    "textlength",
    "type",
    "values",
    "version",
    "viewbox",
    "width",
    "x",
    "x1",
    "x2",
    "xchannelselector",
    "xml:lang",
    "xml:space",
    "xmlns",
    "xmlns:xlink",
    "y",
    "y1",
    "y2",
    "ychannelselector",
    "z",
];

/// Presentation attributes, whose values are CSS, and so could load files.
const STYLES: &[&str] = &[
    "alignment-baseline",
    "baseline-shift",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "color-rendering",
    "direction",
    "display",
    "dominant-baseline",
    "enable-background",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "image-rendering",
    "kerning",
    "letter-spacing",
    "lighting-color",
    "marker",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "opacity",
    "overflow",
    "paint-order",
    "pointer-events",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "transform",
    "transform-origin",
    "unicode-bidi",
    "vector-effect",
    "visibility",
    "word-spacing",
    "writing-mode",
];

/// The attribute of this name, of those that pass on every SVG element.
pub(super) fn attribute(name: &str) -> Option<&'static (&'static str, Value)> {
    static ALL: std::sync::LazyLock<Vec<(&str, Value)>> = std::sync::LazyLock::new(|| {
        let plain = PLAIN.iter().map(|name| (*name, Value::Plain));
        plain.chain(STYLES.iter().map(|name| (*name, Value::Style))).collect()
    });
    ALL.iter().find(|(known, _)| *known == name)
}

/// Whether a CSS value loads nothing: `url` leads to an id of the page alone.
pub(super) fn loads_nothing(value: &str) -> bool {
    let is_inside = |load: &Load| matches!(load, Load::Address(address) if address.starts_with('#'));
    styles::loads(value).iter().all(|(_, load)| is_inside(load))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_id_of_the_page_passes_in_a_style() {
        for fine in [
            "none",
            "#fff",
            "url(#a)",
            "URL( '#a' ) red",
            "rgb(1, 2, 3)",
            "rotate(45 (1))",
            "calc(1px + (2px))",
            "url/**/(https://evil.example)",
        ] {
            assert!(loads_nothing(fine), "{fine}");
        }
        for bad in [
            "url(https://evil.example/a.svg#a)",
            "URL(//evil.example)",
            "Url( \"https://evil.example\")",
            "url(#a) url(x)",
            "u\\72l(https://evil.example)",
            "image-set('https://evil.example' 1x)",
            "src(\"x\")",
            "url(",
            "ü-url(x)",
            "rgb(url(x))",
            "@import url(#a)",
        ] {
            assert!(!loads_nothing(bad), "{bad}");
        }
    }
}
