//! The keys of `theme.toml`.

use super::reference::OPTION_TYPES;
use crate::rules::Rule;
use crate::schema::{Key, Schema, Shape, key};

pub(crate) static THEME: Schema = Schema { what: "theme.toml", parts: &[KEYS] };

const KEYS: &[Key] = &[
    key("name", Shape::Text, "The theme's name").like(r#""harbor""#).required(),
    key(
        "image_widths",
        Shape::List(&Shape::Whole(1, 10_000)),
        "The widths at which pages offer a picture, in pixels; none is wider than the picture",
    )
    .like("[480, 960, 1440]")
    .usual(),
    key(
        "image_sizes",
        Shape::Text,
        "How wide a picture in running text is shown, as `sizes` of HTML says it",
    )
    .like(r#""(min-width: 45rem) 40rem, 90vw""#)
    .usual(),
    key("options", Shape::Map("an option", &EACH), "What a site can choose below `[theme_options]`")
        .like("accent")
        .usual(),
    key(
        "colors",
        Shape::Map("a colour", &COLORS),
        "The colours of the style sheets, each a CSS variable `--NAME`",
    )
    .like("own-ground")
    .usual(),
    key("contrast", Shape::Tables(&CONTRAST), "Every pair of colours that the theme lays on one another")
        .usual(),
];

static EACH: Shape = Shape::Table(&OPTION);

static COLORS: Shape = Shape::Table(&COLOR);

static COLOR: Schema = Schema {
    what: "a colour",
    parts: &[&[
        key("option", Shape::Text, "The option of the type `choice` by whose words it goes")
            .like(r#""neutral""#),
        key(
            "from",
            Shape::Text,
            "The option of the type `color` that it is made from, in OKLCH: its hue stays",
        )
        .like(r#""accent""#),
        key(
            "light",
            Shape::Shade,
            "The colour in the light scheme; with `from` and without this as the option has it",
        )
        .like(r##""#fffefb""##)
        .usual(),
        key("dark", Shape::Shade, "The colour in the dark scheme; else as in the light one")
            .like(r##""#7fd2d1""##),
    ]],
};

/// What changes in a colour that is made from an option.
pub(super) static CHANGE: Schema = Schema {
    what: "a change of a colour",
    parts: &[&[
        key("lightness", Shape::Share, "Its lightness, from 0, black, to 1, white"),
        key("lightness_less", Shape::Share, "How much darker it is than the option").like("0.1"),
        key(
            "chroma_max",
            Shape::Share,
            "The most chroma that is left: about 0.02 is a tint, 0.1 a plain colour",
        )
        .like("0.045"),
    ]],
};

/// A colour for each word of an option.
pub(super) static WORDS: Schema = Schema::free("colours by the words of an option");

static OPTION: Schema = Schema {
    what: "an option",
    parts: &[&[
        key("type", Shape::Choice(&TYPES), "What it holds")
            .required_by(Rule::Theme, "write it: type = \"color\""),
        key("default", Shape::Any, "Its value where a site says nothing; `text` and `image` can do without")
            .like(r##""#0b6e6e""##)
            .usual(),
        key("help", Shape::Text, "What it is for").like(r#""Links and buttons""#).usual(),
        key("choices", Shape::List(&Shape::Text), "The words that a `choice` has")
            .like(r#"["sharp", "soft"]"#),
    ]],
};

/// The names of the types that an option can have.
static TYPES: [&str; OPTION_TYPES.len()] = {
    let mut names = [""; OPTION_TYPES.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = OPTION_TYPES[at].1.name;
        at += 1;
    }
    names
};

static CONTRAST: Schema = Schema {
    what: "a pair of colours",
    parts: &[&[
        key("text", Shape::Color, "The colour of the text: a colour, or the name of one or of an option")
            .like(r##""#1c2b2b""##)
            .required(),
        key("background", Shape::Color, "The colour behind it").like(r##""#ffffff""##).required(),
        key("large", Shape::Flag, "Whether the text is large, so that less contrast is enough").or("false"),
    ]],
};
