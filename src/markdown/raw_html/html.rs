//! The allow list of HTML elements and their attributes.

use super::table::Value::{self, Leads, Loads, LoadsEach, Plain, Posts};
use super::table::{Element, End, Reads, Vocabulary};

const CELL: &[(&str, Value)] = &[
    ("abbr", Plain),
    ("align", Plain),
    ("colspan", Plain),
    ("headers", Plain),
    ("rowspan", Plain),
    ("scope", Plain),
    ("valign", Plain),
];
const ROWS: &[(&str, Value)] = &[("align", Plain), ("valign", Plain)];
const CITES: &[(&str, Value)] = &[("cite", Leads)];
const CHANGE: &[(&str, Value)] = &[("cite", Leads), ("datetime", Plain)];
const NONE: &[(&str, Value)] = &[];

/// AllowedAttributes with their values, in order of their names.
type AllowedAttributes = &'static [(&'static str, Value)];

/// An element that can stand in a paragraph.
const fn of(name: &'static str, reads: Reads, attributes: AllowedAttributes) -> Element {
    Element { name, of: Vocabulary::Html, end: End::Tag, reads, closes: &[], attributes }
}

const fn inline(name: &'static str) -> Element {
    of(name, Reads::Inline, NONE)
}

/// An element that cannot stand in a paragraph.
const fn block_of(name: &'static str, reads: Reads, attributes: AllowedAttributes) -> Element {
    Element { closes: &["p"], ..of(name, reads, attributes) }
}

const fn block(name: &'static str) -> Element {
    block_of(name, Reads::Block, NONE)
}

const fn heading(name: &'static str, level: u8) -> Element {
    block_of(name, Reads::Heading(level), &[("align", Plain)])
}

/// An element without contents.
const fn void(name: &'static str, reads: Reads, attributes: AllowedAttributes) -> Element {
    Element { end: End::Void, ..of(name, reads, attributes) }
}

/// An element whose end tag may be missing; `closes` names the elements that its start tag ends.
const fn optional(
    name: &'static str,
    reads: Reads,
    closes: &'static [&'static str],
    attributes: AllowedAttributes,
) -> Element {
    Element { end: End::Optional, closes, ..of(name, reads, attributes) }
}

const ROW_GROUP: &[&str] = &["p", "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"];

/// The HTML elements that pass, in order of their names.
pub(super) const HTML: &[Element] = &[
    of(
        "a",
        Reads::Link,
        &[
            ("download", Plain),
            ("href", Leads),
            ("hreflang", Plain),
            ("rel", Plain),
            ("target", Plain),
            ("type", Plain),
        ],
    ),
    inline("abbr"),
    block("address"),
    void(
        "area",
        Reads::Link,
        &[
            ("alt", Plain),
            ("coords", Plain),
            ("download", Plain),
            ("href", Leads),
            ("rel", Plain),
            ("shape", Plain),
            ("target", Plain),
        ],
    ),
    block("article"),
    block("aside"),
    of(
        "audio",
        Reads::Recording,
        &[("controls", Plain), ("loop", Plain), ("muted", Plain), ("preload", Plain), ("src", Loads)],
    ),
    inline("b"),
    inline("bdi"),
    inline("bdo"),
    block_of("blockquote", Reads::Quotation, CITES),
    void("br", Reads::Break, NONE),
    of(
        "button",
        Reads::Inline,
        &[("disabled", Plain), ("form", Plain), ("name", Plain), ("type", Plain), ("value", Plain)],
    ),
    block("caption"),
    inline("cite"),
    of("code", Reads::Unread, NONE),
    void("col", Reads::Block, &[("align", Plain), ("span", Plain), ("valign", Plain), ("width", Plain)]),
    optional(
        "colgroup",
        Reads::Block,
        &["caption", "colgroup"],
        &[("align", Plain), ("span", Plain), ("valign", Plain)],
    ),
    of("data", Reads::Inline, &[("value", Plain)]),
    inline("datalist"),
    optional("dd", Reads::Item, &["p", "dt", "dd"], NONE),
    of("del", Reads::Inline, CHANGE),
    block_of("details", Reads::Block, &[("name", Plain), ("open", Plain)]),
    inline("dfn"),
    block_of("div", Reads::Block, &[("align", Plain)]),
    block("dl"),
    optional("dt", Reads::Item, &["p", "dt", "dd"], NONE),
    inline("em"),
    block_of("fieldset", Reads::Block, &[("disabled", Plain), ("form", Plain), ("name", Plain)]),
    block("figcaption"),
    block("figure"),
    block("footer"),
    block_of(
        "form",
        Reads::Block,
        &[
            ("accept-charset", Plain),
            ("action", Posts),
            ("autocomplete", Plain),
            ("enctype", Plain),
            ("method", Plain),
            ("name", Plain),
            ("novalidate", Plain),
        ],
    ),
    heading("h1", 1),
    heading("h2", 2),
    heading("h3", 3),
    heading("h4", 4),
    heading("h5", 5),
    heading("h6", 6),
    block("header"),
    block("hgroup"),
    Element { closes: &["p"], ..void("hr", Reads::Block, NONE) },
    inline("i"),
    void(
        "img",
        Reads::Picture,
        &[
            ("align", Plain),
            ("alt", Plain),
            ("decoding", Plain),
            ("fetchpriority", Plain),
            ("height", Plain),
            ("ismap", Plain),
            ("loading", Plain),
            ("sizes", Plain),
            ("src", Loads),
            ("srcset", LoadsEach),
            ("usemap", Value::Within),
            ("width", Plain),
        ],
    ),
    void(
        "input",
        Reads::Inline,
        &[
            ("accept", Plain),
            ("autocomplete", Plain),
            ("capture", Plain),
            ("checked", Plain),
            ("disabled", Plain),
            ("enterkeyhint", Plain),
            ("form", Plain),
            ("inputmode", Plain),
            ("list", Plain),
            ("max", Plain),
            ("maxlength", Plain),
            ("min", Plain),
            ("minlength", Plain),
            ("multiple", Plain),
            ("name", Plain),
            ("pattern", Plain),
            ("placeholder", Plain),
            ("readonly", Plain),
            ("required", Plain),
            ("size", Plain),
            ("step", Plain),
            ("type", Plain),
            ("value", Plain),
        ],
    ),
    of("ins", Reads::Inline, CHANGE),
    of("kbd", Reads::Unread, NONE),
    of("label", Reads::Inline, &[("for", Plain)]),
    block("legend"),
    optional("li", Reads::Item, &["p", "li"], &[("value", Plain)]),
    of("map", Reads::Inline, &[("name", Plain)]),
    inline("mark"),
    block("menu"),
    of(
        "meter",
        Reads::Inline,
        &[
            ("high", Plain),
            ("low", Plain),
            ("max", Plain),
            ("min", Plain),
            ("optimum", Plain),
            ("value", Plain),
        ],
    ),
    block("nav"),
    block_of("ol", Reads::Block, &[("reversed", Plain), ("start", Plain), ("type", Plain)]),
    optional("optgroup", Reads::Block, &["option", "optgroup"], &[("disabled", Plain), ("label", Plain)]),
    optional(
        "option",
        Reads::Item,
        &["option"],
        &[("disabled", Plain), ("label", Plain), ("selected", Plain), ("value", Plain)],
    ),
    of("output", Reads::Inline, &[("for", Plain), ("form", Plain), ("name", Plain)]),
    optional("p", Reads::Block, &["p"], &[("align", Plain)]),
    inline("picture"),
    block_of("pre", Reads::Unread, NONE),
    of("progress", Reads::Inline, &[("max", Plain), ("value", Plain)]),
    of("q", Reads::Quote, CITES),
    optional("rp", Reads::Unread, &["rt", "rp"], NONE),
    optional("rt", Reads::Unread, &["rt", "rp"], NONE),
    inline("ruby"),
    inline("s"),
    of("samp", Reads::Unread, NONE),
    block("search"),
    block("section"),
    of(
        "select",
        Reads::Inline,
        &[
            ("autocomplete", Plain),
            ("disabled", Plain),
            ("form", Plain),
            ("multiple", Plain),
            ("name", Plain),
            ("required", Plain),
            ("size", Plain),
        ],
    ),
    inline("small"),
    void(
        "source",
        Reads::Recording,
        &[
            ("height", Plain),
            ("media", Plain),
            ("sizes", Plain),
            ("src", Loads),
            ("srcset", LoadsEach),
            ("type", Plain),
            ("width", Plain),
        ],
    ),
    inline("span"),
    inline("strong"),
    inline("sub"),
    block("summary"),
    inline("sup"),
    block_of("table", Reads::Table, &[("align", Plain), ("border", Plain), ("width", Plain)]),
    optional("tbody", Reads::Block, ROW_GROUP, ROWS),
    optional("td", Reads::Cell, &["p", "td", "th"], CELL),
    of(
        "textarea",
        Reads::Inline,
        &[
            ("autocomplete", Plain),
            ("cols", Plain),
            ("disabled", Plain),
            ("form", Plain),
            ("maxlength", Plain),
            ("minlength", Plain),
            ("name", Plain),
            ("placeholder", Plain),
            ("readonly", Plain),
            ("required", Plain),
            ("rows", Plain),
            ("wrap", Plain),
        ],
    ),
    optional("tfoot", Reads::Block, ROW_GROUP, ROWS),
    optional("th", Reads::HeadCell, &["p", "td", "th"], CELL),
    optional("thead", Reads::Block, ROW_GROUP, ROWS),
    of("time", Reads::Inline, &[("datetime", Plain)]),
    optional("tr", Reads::Block, &["p", "td", "th", "tr", "caption", "colgroup"], ROWS),
    void(
        "track",
        Reads::Inline,
        &[("default", Plain), ("kind", Plain), ("label", Plain), ("src", Loads), ("srclang", Plain)],
    ),
    inline("u"),
    block_of("ul", Reads::Block, NONE),
    of("var", Reads::Inline, NONE),
    of(
        "video",
        Reads::Recording,
        &[
            ("controls", Plain),
            ("height", Plain),
            ("loop", Plain),
            ("muted", Plain),
            ("playsinline", Plain),
            ("poster", Loads),
            ("preload", Plain),
            ("src", Loads),
            ("width", Plain),
        ],
    ),
    void("wbr", Reads::Inline, NONE),
];
