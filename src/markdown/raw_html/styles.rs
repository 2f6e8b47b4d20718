//! The reader of styles: what CSS would load, in a drawing that stands in a text and in one that is a file.

use std::ops::Range;

use cssparser::{Delimiter, ParseError, Parser, Token};

/// Something in a style that loads, or may load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Load {
    /// `@import`.
    Import,
    /// The address of a `url(…)`.
    Address(String),
    /// A function that is not known to load nothing.
    Function(String),
    /// Brackets too deep to look into.
    Deep,
}

/// CSS functions that load nothing.
const FUNCTIONS: &[&str] = &[
    "attr",
    "blur",
    "brightness",
    "calc",
    "circle",
    "clamp",
    "color",
    "color-mix",
    "conic-gradient",
    "contrast",
    "cos",
    "counter",
    "cubic-bezier",
    "drop-shadow",
    "ellipse",
    "env",
    "fit-content",
    "format",
    "grayscale",
    "hsl",
    "hsla",
    "hue-rotate",
    "hwb",
    "hypot",
    "inset",
    "invert",
    "lab",
    "layer",
    "lch",
    "light-dark",
    "linear",
    "linear-gradient",
    "local",
    "matrix",
    "matrix3d",
    "max",
    "min",
    "minmax",
    "oklab",
    "oklch",
    "opacity",
    "path",
    "perspective",
    "polygon",
    "radial-gradient",
    "ray",
    "rect",
    "repeating-conic-gradient",
    "repeating-linear-gradient",
    "repeating-radial-gradient",
    "rgb",
    "rgba",
    "rotate",
    "rotate3d",
    "rotatex",
    "rotatey",
    "rotatez",
    "round",
    "saturate",
    "scale",
    "scale3d",
    "scalex",
    "scaley",
    "scalez",
    "sepia",
    "shape",
    "sin",
    "skew",
    "skewx",
    "skewy",
    "steps",
    "tan",
    "tech",
    "translate",
    "translate3d",
    "translatex",
    "translatey",
    "translatez",
    "var",
    "xywh",
];

/// All that CSS would load, each with its byte range in it.
pub(crate) fn loads(css: &str) -> Vec<(Range<usize>, Load)> {
    let mut found = Vec::new();
    // What calls and loads nothing, as most values do, is not read.
    if css.contains(['(', '@', '\\']) {
        inside(&mut Parser::new(css), &mut found);
    }
    found
}

/// Looks into brackets, up to their end.
fn inside(parser: &mut Parser<'_>, found: &mut Vec<(Range<usize>, Load)>) {
    let mut last = Token::Semicolon;
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return };
        let mut find = |load, parser: &Parser<'_>| found.push((start..parser.position().byte_index(), load));
        match &token {
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => find(Load::Import, parser),
            // The address of a namespace is a name.
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("namespace") => {
                let nothing = |rule: &mut Parser<'_>| -> Result<(), ParseError<()>> {
                    while rule.next().is_ok() {}
                    Ok(())
                };
                let _ = parser.parse_until_after(Delimiter::Semicolon, nothing);
            }
            Token::UnquotedUrl(address) => find(Load::Address(address.as_ref().to_owned()), parser),
            Token::BadUrl(_) => find(Load::Function("url".to_owned()), parser),
            Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                let address = parser.parse_nested_block(|inner| -> Result<String, ParseError<()>> {
                    let address = inner.expect_string()?.as_ref().to_owned();
                    while inner.next().is_ok() {}
                    Ok(address)
                });
                let load = address.map_or_else(|_| Load::Function("url".to_owned()), Load::Address);
                found.push((start..parser.position().byte_index(), load));
            }
            Token::Function(name) => {
                let lower = name.to_ascii_lowercase();
                // A selector: `:not(…)`.
                let selects = last == Token::Colon && is_selector(&lower);
                if !selects && FUNCTIONS.binary_search(&lower.as_str()).is_err() {
                    find(Load::Function(lower), parser);
                }
                block(parser, start, found);
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                block(parser, start, found);
            }
            _ => {}
        }
        if found.last().is_some_and(|(_, load)| *load == Load::Deep) {
            return;
        }
        last = token;
    }
}

fn block(parser: &mut Parser<'_>, start: usize, found: &mut Vec<(Range<usize>, Load)>) {
    let looked = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
        inside(inner, found);
        Ok(())
    });
    // What stopped at it within is told there.
    if looked.is_err() && found.last().is_none_or(|(_, load)| *load != Load::Deep) {
        found.push((start..parser.position().byte_index(), Load::Deep));
    }
}

/// Whether a function behind a colon selects elements.
fn is_selector(name: &str) -> bool {
    ["dir", "has", "host", "is", "lang", "not", "where"].contains(&name) || name.starts_with("nth-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(css: &str) -> String {
        let said = loads(css).into_iter().map(|(span, load)| {
            let written = css.get(span).unwrap_or_default();
            match load {
                Load::Address(address) => format!("{written} = {address}"),
                other => format!("{written} = {other:?}"),
            }
        });
        said.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_functions_are_in_order() {
        assert!(FUNCTIONS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn what_draws_alone_loads_nothing() {
        for css in [
            "fill:#fff;transform:translate3d(0,0,0) rotate(calc(1deg * (2 + 3)))",
            "@media (prefers-color-scheme: dark) { .a:not(.b):nth-child(2n + 1) { fill: rgb(1 2 3) } }",
            "@keyframes a { from { opacity: 0 } to { animation: a 1s cubic-bezier(0, 0, 1, 1) } }",
            "@namespace svg url(http://www.w3.org/2000/svg); @supports (display: grid) { a { b: c } }",
            "content: 'url(https://other.example/a)'",
            "/* url(x) */ a { }",
            "} ) ]",
        ] {
            assert_eq!(said(css), "", "{css}");
        }
    }

    #[test]
    fn what_loads_is_found_however_it_is_written() {
        for (css, wanted) in [
            ("fill:url(#a)", "url(#a) = #a"),
            ("mask:URL( '#a' )", "URL( '#a' ) = #a"),
            ("a{b:c(url(//x))}", "c( = Function(\"c\"); url(//x) = //x"),
            ("a{b:u\\72l(https://x)}", "u\\72l(https://x) = https://x"),
            ("a{b:\\75rl('https://x')}", "\\75rl('https://x') = https://x"),
            ("@import 'x';", "@import = Import"),
            ("@\\69mport 'x';", "@\\69mport = Import"),
            ("b:image-set('x' 1x)", "image-set( = Function(\"image-set\")"),
            ("b:src('x')", "src( = Function(\"src\")"),
            ("b:var(--a)url(x", "url(x = x"),
            ("a:image(x)", "image( = Function(\"image\")"),
            ("b:url(a b)", "url(a b) = Function(\"url\")"),
            ("@font-face{src:url(x)format('woff')}", "url(x) = x"),
        ] {
            assert_eq!(said(css), wanted, "{css}");
        }
        assert_eq!(said(&"(".repeat(500)), "( = Deep");
    }
}
