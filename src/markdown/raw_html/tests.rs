//! Raw HTML in, and what passes.

use html5gum::{Token, Tokenizer};
use proptest::prelude::*;

use super::table::{Value, Vocabulary, element};
use crate::markdown::conformance::print;
use crate::markdown::scheme;
use crate::markdown::soup::fragment;
use crate::markdown::tests::{error, faults, holes, html, read, warning};
use crate::markdown::{Address, PlaceholderKind};
use crate::problem::{Level, Rule};

#[test]
fn raw_html_passes_filtered() {
    for (text, wanted) in [
        ("a <b class='x\"y'>c</b> <br/>", "<p>a <b class=\"x&quot;y\">c</b> <br></p>"),
        ("<!-- no -->\n\na <!-- b -->c", "<p>a c</p>"),
        ("<h1>A</h1>", "<h2>A</h2>"),
        (
            "<a class=k href='x.md?a&amp;b' title=T>y</a>",
            "<p><a href=\"x.md?a&amp;b\" title=\"T\" class=\"k\">y</a></p>",
        ),
        ("<img src=a.png alt=''>", "<img alt=\"\" src=\"a.png\">"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<video poster=p.jpg\tcontrols>\n\n*x*\n\n</video>",
            "<video controls=\"\" poster=\"p.jpg\">\n<p><em>x</em></p>\n</video>",
        ),
    ] {
        let found = html(text);
        assert_eq!(found, wanted, "{text}");
    }
    for (text, wanted, count) in [
        ("ü <script>alert('<b>')</script>c", "<p>ü c</p>", 1),
        ("<script>\nif (a < b) { x('</b>') }\n\ny\n</script>\n<p>c</p>", "<p>c</p>", 1),
        ("<iframe src=x></iframe>d <object>e</object>", "d e", 2),
        ("<b onclick=x STYLE=y formaction=z>c</b>", "<p><b>c</b></p>", 3),
        ("<div>\n\n*a*", "<div>\n<p><em>a</em></p>\n</div>", 1),
        ("a</i> b", "<p>a b</p>", 1),
        ("*<i>a* b</i>", "<p><em><i>a</i></em> b</p>", 2),
        ("<div class=\"a", "", 1),
        ("<style>\np{}\n</style>", "", 1),
    ] {
        assert_eq!(warning(text, count), wanted, "{text}");
    }
    let (body, _) = read("# A <h2>b</h2>");
    assert!(print(&body).ends_with("<h3>b</h3></h2>\n"), "{}", print(&body));
    error("a\n\n<audio autoplay src=a.mp3></audio>", Rule::Behaviour, 3);
    error("<p tabindex='3'>a</p>", Rule::Behaviour, 1);
    error("x <img src=a.png>", Rule::NoAlt, 1);
    error("<form method=get action=/x></form>", Rule::FormMethod, 1);
    let (found, _) = faults("Ä\n\n<div>\n<p>ö <b\n onclick=x>c</b></p>\n</div>");
    assert_eq!((found[0].2, found[0].3.as_str()), (4, "<b\n onclick=x>"));
}

#[test]
fn what_is_not_on_the_lists_does_not_pass() {
    for (text, wanted, count) in [
        ("a <foo>b</foo> <center>c</center>", "<p>a b c</p>", 2),
        ("<img src=a.png alt=A attributionsrc=https://x.example ping=y>", "<img alt=\"A\" src=\"a.png\">", 2),
        ("<table background=b.png><tr><th>a</table>", "<table><tr><th>a</th></tr></table>", 1),
        ("<div itemscope itemprop=rating>5</div>", "<div>5</div>", 2),
        ("<path d=M0>", "", 1),
        (
            "<svg><rect fill='URL(https://x.example/a#b)' stroke=url(#c) /></svg>",
            "<p><svg><rect stroke=\"url(#c)\"/></svg></p>",
            1,
        ),
        (
            "<svg><rect mask='&#117;rl(//x.example)'/><g clip-path='u\\72l(x)'/></svg>",
            "<p><svg><rect/><g/></svg></p>",
            2,
        ),
        (
            "<svg><lineargradient href=https://x.example/a#b /></svg>",
            "<p><svg><lineargradient/></svg></p>",
            1,
        ),
        ("<?php x ?>a <!ELEMENT b>", "a ", 2),
    ] {
        assert_eq!(warning(text, count), wanted.trim_end(), "{text}");
    }
    assert_eq!(
        html("<svg viewBox='0 0 1 1'><title>Ü</title><use href=#a /><g id=a aria-hidden=true /></svg>"),
        "<p><svg viewbox=\"0 0 1 1\"><title>Ü</title><use href=\"#a\"/><g aria-hidden=\"true\" id=\"a\"/></svg></p>"
    );
}

#[test]
fn every_address_that_loads_or_leads_is_a_hole() {
    for (text, address, attribute) in [
        ("<img src=a alt=A>", Address::Loads, "src"),
        ("<picture><source srcset='a 1x'></picture>", Address::LoadsEach, "srcset"),
        ("<svg><image href=a /></svg>", Address::Loads, "href"),
        ("<svg><use xlink:href='a#b' xlink:href=c /></svg>", Address::Loads, "href"),
        ("<svg><filter><feImage href=a /></filter></svg>", Address::Loads, "href"),
        ("<audio src=a></audio>", Address::Loads, "src"),
        ("<map><area href=a alt=A></map>", Address::Leads, "href"),
        ("<blockquote cite=a>b</blockquote>", Address::Leads, "cite"),
        ("<form method=post action=a></form>", Address::Posts, "action"),
    ] {
        let holes = holes(&read(text).0);
        let [PlaceholderKind::Source { attribute: name, address: found, target }] = &holes[..] else {
            panic!("{text}: {holes:?}");
        };
        assert_eq!((*name, *found, target.starts_with('a')), (attribute, address, true), "{text}");
    }
}

#[test]
fn what_is_lost_behind_an_open_end_stops_the_build() {
    for (text, line, shown) in [
        ("a <script>b *c*\n\nd", 1, "<p>a <em></em></p>\n<p>d</p>"),
        ("a\n\n<iframe src=x>\n\nb", 3, "<p>a</p>"),
        ("<style >\n\nb", 1, ""),
        ("- <title>a\n\nb", 1, "<p>b</p>"),
        ("<!-- a\n\nb", 1, ""),
        ("<div><!-- a\n\nb</div>", 1, ""),
        ("<?php a\n\nb", 1, ""),
    ] {
        let (found, html) = faults(text);
        let found: Vec<_> = found.iter().filter(|fault| fault.1 == Rule::Endless).collect();
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].0, found[0].2), (Level::Error, line), "{text}");
        assert!(shown.is_empty() || html.contains(shown), "{text}: {html}");
    }
    assert_eq!(html("a</br>b"), "<p>a<br>b</p>");
    assert_eq!(html("<p>a</br >b</p>"), "<p>a<br>b</p>");
}

#[test]
fn an_amount_in_raw_html_is_the_hole_of_markdown() {
    for (raw, markdown) in [
        ("<a href=price:x></a>", "[](price:x)"),
        ("a <a href='price: x'>a *b* <i>c</i></a>", "a [a *b* <i>c</i>](<price: x>)"),
        ("a <a href=\"estimate:x\">$5</a> b", "a [$5](estimate:x) b"),
        ("a <A HREF=PRICE:x>5 &lt; 6</A> b", "a [5 < 6](price:x) b"),
    ] {
        assert_eq!(holes(&read(raw).0), holes(&read(markdown).0), "{raw}");
    }
    let block = holes(&read("<p>It is <a href=price:x>$5</a>.</p>\n").0);
    assert_eq!(
        block,
        [PlaceholderKind::Price { id: "x".into(), text: Some("$5".into()), html: "$5".into() }]
    );
    warning("<a class=k href=price:x>a</a>", 1);
}

#[test]
fn what_says_nothing_is_told_as_in_markdown() {
    error("<h2> <b></b></h2>", Rule::EmptyHeading, 1);
    error("a\n\n<a href=/x></a>", Rule::EmptyLink, 3);
    error("<video src=a.mp4></video>", Rule::Captions, 1);
    error("<video><source src=a.mp4></video>", Rule::Captions, 1);
    error("<map><area href=/x></map>", Rule::NoAlt, 1);
    for fine in [
        "<h2>a</h2>",
        "<h2><img src=a alt=A></h2>",
        "<h2><a href=price:x></a></h2>",
        "<a href=/x aria-label=A></a>",
        "<a id=x></a>",
        "<a href=/x><img src=a alt=A></a>",
        "<video src=a.mp4><track kind=captions src=a.vtt></video>",
        "<video><source src=a.mp4><track src=a.vtt></video>",
    ] {
        html(fine);
    }
}

/// Holds published HTML against the lists: tags in pairs, each element and attribute on them, no odd scheme.
pub(crate) fn well_formed(html: &str) {
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let in_drawing = open.iter().any(|name| name == "svg");
                let context = if in_drawing { Vocabulary::Svg } else { Vocabulary::Html };
                // Markdown goes on within a drawing.
                let found = element(&name, context).or_else(|| element(&name, Vocabulary::Html));
                let Some(element) = found else { panic!("`{name}` in {html}") };
                for (key, value) in &tag.attributes {
                    let key = String::from_utf8_lossy(key).into_owned();
                    let value = String::from_utf8_lossy(value).into_owned();
                    let listed = element.attribute(&key).map(|(_, value)| value);
                    assert!(
                        listed.is_some() || crate::markdown::raw_html::attributes::is_open_ended(&key),
                        "`{key}` of `{name}` in {html}"
                    );
                    if !matches!(listed, None | Some(Value::Plain | Value::Id | Value::Style)) {
                        let allowed = ["http", "https", "mailto", "tel", "sms", "book"];
                        let known = scheme(&value).is_none_or(|scheme| allowed.contains(&scheme.as_str()));
                        assert!(known, "{value} in {html}");
                    }
                }
                if !element.is_void() && !(tag.self_closing && (in_drawing || name == "svg")) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                assert_eq!(open.pop().unwrap_or_default().as_bytes(), &**tag.name, "{html}");
            }
            Token::String(_) => {}
            other => panic!("{other:?} in {html}"),
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

#[test]
fn words_that_no_browser_draws_are_told() {
    for lost in [
        "<svg>words</svg>",
        "Here <svg>words</svg> it is.",
        "<svg viewBox='0 0 9 9'><g>words</g></svg>",
        "<svg><text>a</text> words</svg>",
    ] {
        let (found, _) = faults(lost);
        let told: Vec<_> = found.iter().map(|(_, rule, _, marked)| (*rule, marked.trim())).collect();
        assert_eq!(told, [(Rule::LostWords, "words")], "{lost}");
    }
    let (found, html_of) = faults("<svg><foreignobject><p>a</p></foreignobject></svg>");
    let rules: Vec<_> = found.iter().map(|(_, rule, ..)| *rule).collect();
    assert_eq!(rules, [Rule::RawHtml, Rule::RawHtml, Rule::LostWords]);
    assert_eq!(html_of, "<p><svg>a</svg></p>");
    html(
        "<svg role=\"img\"><title>A foot</title><desc>Drawn</desc><g><text>a <tspan>b</tspan></text></g> </svg>",
    );
}

/// Tags, whole ones, and marks of Markdown.
fn tag() -> impl Strategy<Value = String> {
    let names = [
        "p",
        "div",
        "b",
        "i",
        "li",
        "ul",
        "td",
        "tr",
        "table",
        "h2",
        "a href=/x",
        "a href=price:x",
        "svg",
        "title",
        "path",
        "script",
        "iframe",
        "foo",
        "br",
        "img alt=A src=a",
        "summary",
        "details",
        "blockquote",
        "option",
        "select",
        "math",
        "form method=post",
    ];
    let tags = (prop::sample::select(names.to_vec()), any::<bool>()).prop_map(|(name, end)| match end {
        true => format!("</{}>", name.split(' ').next().unwrap_or_default()),
        false => format!("<{name}>"),
    });
    let marks = ["\n\n", "\n", "*", "**", "- ", "> ", " ", "## ", "|", "&amp;", "[", "](/y)"];
    prop_oneof![3 => tags, 1 => prop::sample::select(marks.to_vec()).prop_map(str::to_owned)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn no_soup_of_tags_brings_out_what_is_not_listed(parts in prop::collection::vec(prop_oneof![tag(), fragment()], 0..24)) {
        well_formed(&print(&read(&parts.concat()).0));
    }

    #[test]
    fn every_word_is_shown_or_named(parts in prop::collection::vec(tag(), 0..24)) {
        let words = |at: usize| format!("w{at}q");
        let text: String = parts.iter().enumerate().map(|(at, part)| format!("{} {part}", words(at))).collect();
        let (body, problems) = read(&text);
        let shown = print(&body);
        // What is left out with all it holds says so at its start, and so does what has no end.
        let named = |at: usize| problems.iter().any(|problem| {
            let before = problem.place.span.as_ref().is_some_and(|span| span.start <= at + 8);
            before && (problem.rule == Rule::Endless || problem.message.ends_with("with all up to its end"))
        });
        for at in 0..parts.len() {
            let word = words(at);
            let place = text.find(&word).unwrap_or(text.len());
            prop_assert!(shown.contains(&word) || named(place), "{word} of {text:?} in {shown:?}");
        }
    }
}
