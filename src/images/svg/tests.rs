//! Tests of drawings.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;

use super::published;
use crate::problem::{Problems, Rule};

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

/// A drawing of these bytes as it is published, or what is told of it: `line:column: message`.
fn of_bytes(bytes: &[u8]) -> Result<String, Vec<String>> {
    let mut problems = Problems::default();
    let published = published("static/a.svg", &Arc::from(bytes), &mut problems);
    let told = problems.iter().map(|problem| {
        assert!([Rule::Drawing, Rule::NotUtf8].contains(&problem.rule), "{problem:?}");
        let (line, column) = problem.place.line_column().unwrap_or_default();
        format!("{line}:{column}: {}", problem.message)
    });
    let told: Vec<String> = told.collect();
    assert_eq!(published.is_none(), !told.is_empty(), "{told:?}");
    published.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap()).ok_or(told)
}

/// What is told of these contents of a drawing, which begin in its second line.
fn told(contents: &str) -> Vec<String> {
    of_bytes(format!("{HEAD}\n{contents}\n</svg>").as_bytes()).err().unwrap_or_default()
}

/// These contents of a drawing as they are published.
fn kept(contents: &str) -> String {
    let text = of_bytes(format!("{HEAD}{contents}</svg>").as_bytes())
        .unwrap_or_else(|told| panic!("{contents}: {told:?}"));
    text.strip_prefix(HEAD).and_then(|text| text.strip_suffix("</svg>")).unwrap().to_owned()
}

/// Drawings that come out as they are written.
const AS_WRITTEN: &[&str] = &[
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\r\n<svg version=\"1.1\" id=\"a\"\r\n\txmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" viewBox = '0 0 4 3'>\r\n<title>A knee &amp; a hip &#8211; &#x26;</title><desc>Seen from the side</desc></svg >\r\n",
    "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:g><s:path d=\"M0 0h1\"/></s:g></s:svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><style type=\"text/css\"><![CDATA[@media (min-width: 9px) { .a:not(.b) > g { fill: url(#b) } } /* a > b */]]></style><style>a &gt; b { mask: url('#c') }</style></svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><defs><linearGradient id=\"b\" xlink:href=\"#a\" gradientUnits=\"userSpaceOnUse\"/></defs><use xlink:href=\"#b\" href='#c'/><image href=\"data:image/png;base64,\niVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\"/><a href=\"/hours/\" xlink:href=\"https://clinic.example/\" target=\"_top\" xlink:title=\"a\"><path aria-label=\"x\" data-x='1' class=\"b\" style=\"fill:url(#b);stroke:#fff\"/></a></svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"1\"><animate attributeName=\"r\" values=\"1;2;1\" dur=\"2s\" repeatCount=\"indefinite\"/><animateTransform attributeName=\"transform\" type=\"rotate\" from=\"0 1 1\" to=\"360 1 1\"/><set attributeName=\"fill\" to=\"red\" begin=\"click\"/><animateMotion dur=\"1s\"><mpath href=\"#m\"/></animateMotion></circle></svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>@font-face { font-family: a; src: url(data:font/woff2;base64,AAAA) format('woff2') }</style><text>]] &gt; \u{1d54f} ]</text></svg>",
];

#[test]
fn what_a_hand_wrote_comes_out_byte_for_byte() {
    for text in AS_WRITTEN {
        assert_eq!(of_bytes(text.as_bytes()).as_deref(), Ok(*text));
    }
}

#[test]
fn what_says_nothing_to_browsers_is_cut_out() {
    for (contents, wanted) in [
        ("<!-- C:\\Users\\Ann --><g/>", "<g/>"),
        ("<?xpacket begin=''?><g/><?php x ?>", "<g/>"),
        ("<metadata><rdf:RDF xmlns:rdf='r'><dc:creator>Ann</dc:creator><script/></rdf:RDF></metadata>", ""),
        ("<metadata id='m'/> <g/>", " <g/>"),
        ("<sodipodi:namedview id=\"b\"><inkscape:grid/></sodipodi:namedview>", ""),
        (
            "<g xmlns:i=\"http://ns.adobe.com/i\" i:layer='yes' inkscape:label=\"Ann\"\n fill='red'/>",
            "<g\n fill='red'/>",
        ),
        ("<path data-name=\"Layer of Ann\" d='M0 0' p-id=\"7\"/>", "<path d='M0 0'/>"),
        ("<g xml:base='https://other.example/' xml:lang='de'/>", "<g xml:lang='de'/>"),
        ("<x:g xmlns:x=\"x\"><x:script>a</x:script><g/></x:g>", ""),
        ("<g xmlns='x'><path onclick='a()'/></g>", ""),
        (
            "<font><font-face-src><font-face-uri xlink:href='https://other.example/a'/></font-face-src></font>",
            "",
        ),
        ("<path src='https://other.example' href='//x' ping='x' d='M0 0'/>", "<path d='M0 0'/>"),
        (
            "<switch><foreignObject requiredExtensions='http://ns.adobe.com/AdobeIllustrator/10.0/'/><g/></switch>",
            "<switch><g/></switch>",
        ),
        ("<style>a{b:c}<!-- Ann --></style>", "<style>a{b:c}</style>"),
        ("<g>a<!-- ] -->b<x:y/>c</g>", "<g>abc</g>"),
    ] {
        assert_eq!(kept(contents), wanted, "{contents}");
    }
    let illustrator = "<?xml version=\"1.0\"?>\n<!-- Generator: A -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"&#38;x\" x:y='z'/>\n<!-- the end -->";
    let wanted = "<?xml version=\"1.0\"?>\n\n\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";
    assert_eq!(of_bytes(illustrator.as_bytes()).as_deref(), Ok(wanted));
}

#[test]
fn what_runs_a_script_is_refused_where_it_stands() {
    for (contents, wanted) in [
        ("<g>\n  <script>alert(1)</script></g>", "3:3: `<script>` runs a script in a drawing"),
        ("<script xlink:href='https://other.example/a.js'/>", "2:1: `<script>` runs a script in a drawing"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", "2:1: `<s:script>` runs a script in a drawing"),
        ("<g fill='red' onclick='a()'/>", "2:15: `onclick` runs a script in a drawing"),
        ("<animate onBegin='a()'/>", "2:10: `onBegin` runs a script in a drawing"),
        (
            "<foreignObject><b/></foreignObject>",
            "2:1: `<foreignObject>` holds HTML, which has no place in a drawing",
        ),
        (
            "<b xmlns='http://www.w3.org/1999/xhtml'>x</b>",
            "2:1: `<b>` is HTML, which has no place in a drawing",
        ),
        (
            "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>",
            "2:1: `<h:script>` is HTML, which has no place in a drawing",
        ),
        ("<cirlce/>", "2:1: `<cirlce>` is no element of a drawing"),
        ("<iframe src='x'/>", "2:1: `<iframe>` is no element of a drawing"),
        ("<a href='java&#10;script:a()'/>", "2:4: the scheme `javascript` is not allowed in a drawing"),
        ("<a xlink:href=' data:text/html,x'/>", "2:4: the scheme `data` is not allowed in a drawing"),
        (
            "<a x:href='javascript:a()' xmlns:x='http://www.w3.org/1999/xlink'/>",
            "2:4: the scheme `javascript` is not allowed in a drawing",
        ),
        (
            "<set attributeName='href' to='javascript:a'/>",
            "2:6: what moves in a drawing must not change `href`",
        ),
        ("<animate attributeName=' x:HREF '/>", "2:10: what moves in a drawing must not change `x:HREF`"),
        ("<animate attributeName='onload'/>", "2:10: what moves in a drawing must not change `onload`"),
    ] {
        assert_eq!(told(contents), [wanted], "{contents}");
    }
}

#[test]
fn what_loads_something_is_refused_where_it_stands() {
    for (contents, wanted) in [
        ("<image href='photo.jpg'/>", "2:8: `<image>` of a drawing shows another file: `photo.jpg`"),
        (
            "<image xlink:href='https://other.example/a.png'/>",
            "2:8: `<image>` of a drawing shows another file: `https://other.example/a.png`",
        ),
        ("<use href='a.svg#b'/>", "2:6: `<use>` of a drawing leads to another file: `a.svg#b`"),
        (
            "<use href='data:image/svg+xml,x#a'/>",
            "2:6: `<use>` of a drawing leads to another file: `data:image/svg+xml,x#a`",
        ),
        (
            "<filter><feImage href='//x'/></filter>",
            "2:18: `<feimage>` of a drawing shows another file: `//x`",
        ),
        (
            "<linearGradient xlink:href='b.svg#b'/>",
            "2:17: `<lineargradient>` of a drawing leads to another file: `b.svg#b`",
        ),
        (
            "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
            "2:8: what stands in this drawing is no picture of PNG, JPEG, WebP, GIF or AVIF",
        ),
        ("<image href='data:image/png;base64,%%'/>", "2:8: a picture in this drawing cannot be read"),
        ("<g style='fill:red;mask:url(//x)'/>", "2:25: the styles of a drawing load another file: `//x`"),
        (
            "<g fill='url(&quot;a.svg#b&quot;)'/>",
            "2:10: the styles of a drawing load another file: `a.svg#b`",
        ),
        (
            "<set attributeName='mask' to='url(//x)'/>",
            "2:31: the styles of a drawing load another file: `//x`",
        ),
        ("<style>\na{b:c}\n @import 'x';</style>", "4:2: the styles of a drawing import others"),
        ("<style>@im<!-- -->port 'x';</style>", "2:8: the styles of a drawing import others"),
        (
            "<style><![CDATA[a{b:u\\72l(//x)}]]></style>",
            "2:21: the styles of a drawing load another file: `//x`",
        ),
        (
            "<style>a{b:image-set('x' 1x)}</style>",
            "2:12: `image-set(…)` may load something, so it has no place in a drawing",
        ),
        (
            "<style>@font-face{src:url(https://x/a.woff)}</style>",
            "2:23: the styles of a drawing load another file: `https://x/a.woff`",
        ),
    ] {
        assert_eq!(told(contents), [wanted], "{contents}");
    }
}

#[test]
fn what_browsers_cannot_read_is_told_at_its_place() {
    let broken = "this drawing is no XML, so browsers do not show it";
    for (text, place) in [
        (format!("{HEAD}\n<g></svg>"), "2:4"),
        (format!("{HEAD}\n <g>"), "2:2"),
        (format!("{HEAD}</svg>\n{HEAD}</svg>"), "2:1"),
        (format!("{HEAD}</svg>\nwords"), "2:1"),
        (format!("{HEAD}\n</g></svg>"), "2:1"),
        (format!("{HEAD}\n<g fill=red/></svg>"), "2:4"),
        (format!("{HEAD}\n<g fill='red'stroke='red'/></svg>"), "2:14"),
        (format!("{HEAD}\n<g fill='a' fill='b'/></svg>"), "2:13"),
        (format!("{HEAD}\n<g fill='<'/></svg>"), "2:4"),
        (format!("{HEAD}\na & b</svg>"), "2:3"),
        (format!("{HEAD}\n<g fill='&nbsp;'/></svg>"), "2:10"),
        (format!("{HEAD}\na&nbsp;</svg>"), "2:2"),
        (format!("{HEAD}\n&#0;</svg>"), "2:1"),
        (format!("{HEAD}\n\u{1}</svg>"), "2:1"),
        (format!("{HEAD}\n<!-- x</svg>"), "2:1"),
        (format!("{HEAD}\n<g fill='x"), "2:1"),
        (format!("{HEAD}\n]<!-- -->]></svg>"), "2:10"),
        (format!("<?xml version='1.0' coding='x'?>{HEAD}</svg>"), "1:1"),
        ("words".to_owned(), "1:1"),
        (String::new(), "1:1"),
        (format!("{HEAD}\n{}", "<g>".repeat(300)), "2:748"),
    ] {
        assert_eq!(of_bytes(text.as_bytes()), Err(vec![format!("{place}: {broken}")]), "{text}");
    }
}

#[test]
fn what_is_no_drawing_is_told_by_what_it_is() {
    let wide: Vec<u8> = "<svg/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = [b"<?xml version='1.0' encoding='ISO-8859-1'?><svg>caf\xe9</svg>".as_slice()].concat();
    for (bytes, wanted) in [
        (b"<!DOCTYPE html><html><br></html>".as_slice(), "1:1: this is a page in HTML, and no drawing"),
        (b"<html><body/></html>", "1:1: this is a page in HTML, and no drawing"),
        (b"<svg><g></svg>", "1:1: this drawing does not say that it is one, so browsers do not show it"),
        (b"<x/>", "1:1: this drawing begins with `<x>`, and not with `<svg>`"),
        (
            b"<!DOCTYPE svg [\n <!ENTITY a \"]>&b;\"> ]><svg>&a;</svg>",
            "2:2: this drawing declares entities, which can hide what is in it",
        ),
        (b"\x1f\x8b\x08\0", "0:0: by its content this file is compressed (SVGZ), and no SVG"),
        (b"\x89PNG\r\n", "0:0: by its content this file is PNG, and no SVG"),
        (&wide, "0:0: this file is UTF-16, not UTF-8"),
        (&latin, "1:52: this file is not UTF-8"),
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?><svg>é</svg>".as_bytes(),
            "1:1: this drawing says that it is ISO-8859-1, and is UTF-8",
        ),
    ] {
        assert_eq!(of_bytes(bytes), Err(vec![wanted.to_owned()]), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn bounds_hold_and_what_is_large_takes_no_time() {
    let mut prefixes = String::from("<g");
    for number in 0..200 {
        let _ = write!(prefixes, " xmlns:a{number}=\"a\"");
    }
    assert_eq!(told(&(prefixes + "/>")).len(), 1);
    let large: Arc<[u8]> = vec![b' '; super::MOST_BYTES as usize + 1].into();
    let mut problems = Problems::default();
    assert!(published("a.svg", &large, &mut problems).is_none());
    assert!(problems.iter().any(|problem| problem.message == "this drawing has over 20 MB"));
    let many = "<g fill='red'><!-- --></g>".repeat(20_000);
    assert_eq!(kept(&many).len(), "<g fill='red'></g>".len() * 20_000);
    let brackets = "(".repeat(100_000);
    assert_eq!(told(&format!("<g style=\"{brackets}\"/>")), ["2:86: too many brackets within one another"]);
}

/// Pieces of drawings, good and bad, whose sequences come near to both.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<svg xmlns=\"http://www.w3.org/2000/svg\">",
        "</svg>",
        "<g>",
        "</g>",
        "<g/>",
        "<g fill='url(#a)'>",
        "<!-- x -->",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "]",
        ">",
        "<",
        "&",
        "&amp;",
        "&#65;",
        ";",
        "<style>",
        "</style>",
        "a{b:url(",
        ")}",
        "'",
        "\"",
        "<?x y?>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE svg>",
        "<metadata>",
        "</metadata>",
        "<x:y z='1'>",
        "</x:y>",
        " xmlns:x='x'",
        " x:y='z'",
        " onclick='x'",
        "<image href='data:image/png;base64,",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "'/>",
        "data:image/gif;base64,R0lGODlh",
        "\u{feff}",
        "é",
        "\u{1}",
        "@import ",
        "\\75rl(",
        "\r\n",
        "<title>",
        "</title>",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

/// A drawing that passes, with a stretch of it put elsewhere.
fn damaged() -> impl Strategy<Value = String> {
    let any = any::<prop::sample::Index>;
    (prop::sample::select(AS_WRITTEN.to_vec()), any(), any(), soup()).prop_map(|(text, from, to, soup)| {
        let characters: Vec<char> = text.chars().collect();
        let (from, to) = (from.index(characters.len()), to.index(characters.len()));
        let (before, behind) = (&characters[..from.min(to)], &characters[to..]);
        before.iter().chain(&soup.chars().collect::<Vec<_>>()).chain(behind).collect()
    })
}

fn passes_again(bytes: &[u8]) {
    if let Ok(once) = of_bytes(bytes) {
        assert_eq!(of_bytes(once.as_bytes()), Ok(once.clone()), "of {:?}", String::from_utf8_lossy(bytes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_panics_and_what_passes_passes_again_unchanged(
        soup in soup(), damaged in damaged(), bytes in prop::collection::vec(any::<u8>(), 0..64)
    ) {
        passes_again(soup.as_bytes());
        passes_again(format!("{HEAD}{soup}</svg>").as_bytes());
        passes_again(damaged.as_bytes());
        passes_again(&bytes);
    }
}
