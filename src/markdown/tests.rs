//! A text and what comes of it.

use super::conformance::print;
use super::{Body, Frame, Part, PlaceholderKind, body, escape, scheme};
use crate::problem::{Level, Problems, Rule};
use crate::source::Source;
use crate::table::At;

pub(super) fn read(text: &str) -> (Body, Problems) {
    let source = Source::new("a.md", format!("+++\n+++\n{text}"));
    let mut problems = Problems::default();
    let body = body(&source, 8..8 + text.len(), Frame::PAGE, &mut problems);
    (body, problems)
}

/// The HTML of a text without problems.
pub(super) fn html(text: &str) -> String {
    let (body, problems) = read(text);
    let said: Vec<_> = problems.iter().map(|problem| &problem.message).collect();
    assert!(said.is_empty(), "{text:?}: {said:?}");
    print(&body).trim().to_owned()
}

/// Level, rule, line and marked text of all problems, and the HTML.
pub(super) fn faults(text: &str) -> (Vec<(Level, Rule, usize, String)>, String) {
    let (body, problems) = read(text);
    let one = |problem: &crate::problem::Problem| {
        let span = problem.place.span.clone().unwrap();
        let marked = problem.place.source.text.get(span).unwrap().to_owned();
        (problem.level, problem.rule, problem.place.line_column().unwrap().0 - 2, marked)
    };
    (problems.sorted().iter().map(one).collect(), print(&body).trim().to_owned())
}

pub(super) fn error(text: &str, rule: Rule, line: usize) -> String {
    let (faults, html) = faults(text);
    let found: Vec<_> = faults.iter().map(|(level, rule, line, _)| (*level, *rule, *line)).collect();
    assert_eq!(found, [(Level::Error, rule, line)], "{text}");
    html
}

pub(super) fn warning(text: &str, count: usize) -> String {
    let (faults, html) = faults(text);
    assert!(faults.iter().all(|(level, rule, ..)| (*level, *rule) == (Level::Warning, Rule::RawHtml)));
    assert_eq!(faults.len(), count, "{text}: {faults:?}");
    html
}

pub(super) fn holes(body: &Body) -> Vec<PlaceholderKind> {
    let hole = |part: &Part| match part {
        Part::Placeholder(hole) => Some(hole.kind.clone()),
        Part::Html(_) => None,
    };
    body.parts.iter().filter_map(hole).collect()
}

#[test]
fn money_stays_money() {
    for text in [
        "An exam is $80-$120 and a lens $30 and $40.",
        "(Adults $40)/(children $20), ~$100 to ~$300, ~$100~$300; ~5 mg; 2~3 or 4~5 days.",
        "It \"costs\" $5 -- or $6... H~ 2~ x^2 [a] [[3]]",
    ] {
        assert_eq!(html(text), format!("<p>{}</p>", text.replace('"', "&quot;")));
    }
    assert_eq!(html("~~$9~~ $8 `$x-$y` \\$5"), "<p><del>$9</del> $8 <code>$x-$y</code> $5</p>");
    assert_eq!(html("~a **b** c~."), "<p><del>a <strong>b</strong> c</del>.</p>");
    assert!(faults("Now ~$5~.").1.contains("Now ~$5~."));
    assert_eq!(html("~closed~ ~~shut~~ ~~$9~~"), "<p><del>closed</del> <del>shut</del> <del>$9</del></p>");
}

#[test]
fn headings_are_closed_up_and_have_ids() {
    let (body, problems) = read(
        "# One\n\n### Two\n\n### Two\n\n## Two 1\n\n#### ::\n\n##### !!\n\n# Öffnung & *mehr* <small>9</small>\n\n## Late {#Late-X .wide}\n",
    );
    assert_eq!(problems.iter().count(), 0);
    let found: Vec<_> = body.headings.iter().map(|h| (h.level, h.id.as_str(), h.html.as_str())).collect();
    assert_eq!(
        found,
        [
            (2, "one", "One"),
            (3, "two", "Two"),
            (3, "two-1", "Two"),
            (3, "two-1-1", "Two 1"),
            (4, "section", "::"),
            (5, "section-1", "!!"),
            (2, "öffnung-mehr-9", "Öffnung &amp; mehr 9"),
            (3, "Late-X", "Late"),
        ]
    );
    assert_eq!(body.ids.len(), 8);
    assert!(print(&body).contains("<h3 id=\"Late-X\" class=\"wide\">Late</h3>"));
    assert_eq!(html("### Deep\n\n## Less"), "<h2 id=\"deep\">Deep</h2>\n<h2 id=\"less\">Less</h2>");
}

#[test]
fn a_raw_heading_within_a_heading_does_not_change_its_end() {
    let written = read("## One <h3>two</h3>\n\nA <h4>b</h4>\n").0;
    assert!(print(&written).starts_with("<h2 id=\"one-two\">One <h3>two</h3></h2>"), "{}", print(&written));
}

#[test]
fn given_ids_come_first_and_once() {
    let text = "## Cost\n\n## Fees {#cost}\n\n<p id=\"cost-1\">x</p>";
    assert!(html(text).starts_with("<h2 id=\"cost-2\">Cost</h2>\n<h2 id=\"cost\">Fees</h2>"));
    error("## A {#x}\n\n## B {#x}", Rule::HeadingId, 3);
    error("## A {#x}\n\n<p id=x>b</p>", Rule::HeadingId, 3);
    error("## A {#_top}", Rule::BadId, 1);
    error("<p id='a b'>x</p>", Rule::BadId, 1);
    error("Words\n\n##\n", Rule::EmptyHeading, 3);
    assert!(html("## [](price:a)").contains("{price a|}"));
}

#[test]
fn a_link_in_the_words_of_a_link_is_left_out_and_told() {
    for (text, words) in [
        ("[see <https://a.example> now](/y)", "see https://a.example now"),
        ("[see <me@a.example>](/y)", "see me@a.example"),
        ("[see <price:visit>](/y)", "see price:visit"),
    ] {
        let (body, problems) = read(text);
        let links =
            |wanted: fn(&PlaceholderKind) -> bool| holes(&body).iter().filter(|hole| wanted(hole)).count();
        assert_eq!(links(|hole| matches!(hole, PlaceholderKind::LinkStart { .. })), 1, "{text}");
        assert_eq!(links(|hole| matches!(hole, PlaceholderKind::LinkEnd)), 1, "{text}");
        assert_eq!(holes(&body).len(), 2, "{text}");
        assert!(print(&body).contains(words), "{}", print(&body));
        assert!(problems.iter().any(|problem| problem.message == "a link inside of a link is left out"));
    }
}

#[test]
fn links_and_prices_are_holes_with_their_place() {
    let (body, problems) =
        read("See [*fees*](../fees.md#x \"Fee\") at [](price:patch), [from **us**](estimate:y-1).");
    assert_eq!(problems.iter().count(), 0);
    assert_eq!(
        holes(&body),
        [
            PlaceholderKind::LinkStart {
                target: "../fees.md#x".into(),
                title: "Fee".into(),
                attributes: String::new(),
                button: false
            },
            PlaceholderKind::LinkEnd,
            PlaceholderKind::Price { id: "patch".into(), text: None, html: String::new() },
            PlaceholderKind::Estimate {
                id: "y-1".into(),
                text: Some("from us".into()),
                html: "from <strong>us</strong>".into(),
                alone: false
            },
        ]
    );
    let Part::Placeholder(hole) = &body.parts[1] else { panic!() };
    assert_eq!(hole.span, 12..12 + "[*fees*](../fees.md#x \"Fee\")".len());
    assert_eq!(html("[Book](book:)"), "<p><a class=\"button\" href=\"book:\">Book</a></p>");
    assert_eq!(html("[Book](book:)!"), "<p><a href=\"book:\">Book</a>!</p>");
    assert_eq!(html("a\n\n[](estimate:y)\n\nb"), "<p>a</p>\n{estimate y||true}<p>b</p>");
    error("a [](x.md)", Rule::EmptyLink, 1);
}

#[test]
fn the_summary_is_the_first_paragraph_that_shows_no_price() {
    let (body, _) = read("# T\n\n> no\n\nIt is [](price:x).\n\nOne **two**\nthree[@a].[^n]\n\n[^n]: note\n");
    assert_eq!(body.text, "One two three.");
}

#[test]
fn schemes_are_held_to_the_list_in_any_spelling() {
    for text in [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(2))",
        "[a](java&Tab;script&colon;x)",
        "[a](javascript&#58;x)",
        "[a](  &#1;vbscript:x)",
        "[a](data:text/html;base64,PH)",
        "![a](javascript:x)",
        "<javascript:x>",
        "[a][n]\n\n[n]: javascript:x",
        "![a](mailto:x)",
        "<a href=\"java\nscript:x\">a</a>",
        "<img src='data:image/png;base64,x' alt=a>",
    ] {
        let html = error(text, Rule::Scheme, 1);
        assert!(!html.contains("href") && !html.contains("src"), "{html}");
    }
    html(
        "[a](http://x) [b](https://x) [c](mailto:a@b) [d](tel:+1) [e](sms:1) [f](/a:b) [g](#x:y) <a@b.example>",
    );
    assert_eq!(scheme("a/b:c"), None);
}

#[test]
fn what_is_not_defined_is_an_error() {
    let (found, html) = faults("Text.[^desk]\n\nSee [the desk][desk], [desk][], [plain], \\[^no].");
    let found: Vec<_> = found.into_iter().map(|(_, rule, line, marked)| (rule, line, marked)).collect();
    assert_eq!(
        found,
        [
            (Rule::DeadFootnote, 1, "[^desk]".to_owned()),
            (Rule::DeadFootnote, 3, "[the desk][desk]".to_owned()),
            (Rule::DeadFootnote, 3, "[desk]".to_owned()),
        ]
    );
    assert!(html.contains("[plain], [^no]."));
    for text in ["Shown twice [1][2], [3, 4-6][12], [Shin 2022][Lee 2019a].", "[@a][@b] x"] {
        assert!(faults(text).0.is_empty(), "{text}");
    }
    for text in ["[the fees][1]", "[1][fees]", "[Ward 7][Ward 8]", "[2][]"] {
        error(text, Rule::DeadFootnote, 1);
    }
}

#[test]
fn notes_stand_at_the_end_and_lead_back() {
    let text = "A[^b] b[^a] c[^b].\n\n[^a]: Of a.\n[^b]: Of b[^c].\n\n    - x\n\n[^c]: Last [](price:p).\n";
    let html = html(text);
    assert!(html.starts_with("<p>A<sup class=\"footnote-ref\"><a href=\"#_fn-1\" id=\"_fnref-1\""), "{html}");
    assert!(html.contains("id=\"_fnref-1-2\""));
    assert!(
        html.contains("<li id=\"_fn-2\"><p>Of a. <a href=\"#_fnref-2\" role=\"doc-backlink\">↩"),
        "{html}"
    );
    assert!(html.contains("<li id=\"_fn-3\"><p>Last {price p|}. <a href=\"#_fnref-3\""), "{html}");
    assert!(html.ends_with("</ol>\n</section>"));
    let (found, _) = faults("A\n\n[^a]: Lost.");
    assert_eq!((found[0].0, found[0].1, found[0].2), (Level::Warning, Rule::LostWords, 3));
}

#[test]
fn citations_are_seen_in_running_text_only() {
    let text = "A [@shin2022], [@a; @b\n; @c_d]. `[@x]` \\[@y] [@name](https://x.example) [@z z] a@b.example";
    let (body, problems) = read(text);
    assert_eq!(problems.iter().count(), 0);
    let cite = |kind| match kind {
        PlaceholderKind::Cite { ids } => Some(ids),
        _ => None,
    };
    let cites: Vec<_> = holes(&body).into_iter().filter_map(cite).collect();
    let named: Vec<Vec<_>> =
        cites.iter().map(|ids| ids.iter().map(|(id, _)| id.as_str()).collect()).collect();
    assert_eq!(named, [vec!["shin2022"], vec!["a", "b", "c_d"]]);
    assert_eq!(cites[0][0].1, 11..20);
    assert!(print(&body).contains("[@y] <a href=\"https://x.example\">@name</a> [@z z]"), "{}", print(&body));
    assert!(html("[@a][@b]").contains("{cite a}{cite b}"));
    error("[@a, p. 3]", Rule::BadCitation, 1);
}

#[test]
fn bare_addresses_become_links() {
    for (text, target) in [
        ("(see https://a.example/x_y_(z)).", "https://a.example/x_y_(z)"),
        ("https://a.example/?a=1&amp;b=2, so", "https://a.example/?a=1&b=2"),
        ("HTTP://A.example!", "HTTP://A.example"),
        ("doi:10.1000/ab.12.", "https://doi.org/10.1000/ab.12"),
        ("PMID 16705110;", "https://pubmed.ncbi.nlm.nih.gov/16705110/"),
        ("見る https://a.example/。次", "https://a.example/"),
        ("www.a.example", "http://www.a.example"),
        ("(WWW.a.example/find?q=a+(b)))", "http://WWW.a.example/find?q=a+(b)"),
        ("So www.a.example/a.b., or", "http://www.a.example/a.b"),
        ("www.a.example/?q=1&lang=en", "http://www.a.example/?q=1&lang=en"),
        ("www.a.example/?q=1&nix;", "http://www.a.example/?q=1"),
        ("\"www.a.example\"", "http://www.a.example"),
        ("Write to ask+me_now.x-y@mail.a-b.example.", "mailto:ask+me_now.x-y@mail.a-b.example"),
        ("mailto:ana@a.example, please", "mailto:ana@a.example"),
        ("連絡先：ana@a.example まで", "mailto:ana@a.example"),
    ] {
        let (body, _) = read(text);
        let PlaceholderKind::LinkStart { target: found, .. } = &holes(&body)[0] else { panic!("{text}") };
        assert_eq!(found, target);
    }
    for text in [
        "`https://a.example`",
        "xhttp://a",
        "http://",
        "https\\://a.example",
        "ftp://a.example",
        "www",
        "www. Then",
        "awww.a.example",
        "www..a",
        "www.a_b.example",
        "a.www.b.example",
        "@ana",
        "ana@home",
        "ana@a.b-",
        "ana@a.b_",
        "ana@mail+x.example",
        "ana@a..example",
        "ana@b.example@c.example",
        "ana\\@a.example",
        "3 @ 5.50",
    ] {
        assert!(holes(&read(text).0).is_empty(), "{text}");
    }
    assert_eq!(holes(&read("[https://a.example](b) <a href=c>https://d.example</a>").0).len(), 4);
}

#[test]
fn blocks_of_the_design() {
    let table = html("| a | b |\n|:-:|--:|\n| 1 | $5-$6 |");
    assert!(table.starts_with(
        "<div class=\"table-scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\" class=\"align-center\">a"
    ));
    assert!(table.contains("<td class=\"align-right\">$5-$6</td></tr>\n</tbody></table></div>"), "{table}");
    assert_eq!(
        html("> [!WARNING]\n> Call."),
        "<div class=\"alert alert-warning\" role=\"note\"><p class=\"alert-title\">{alert_warning}</p>\n<p>Call.</p>\n</div>"
    );
    assert_eq!(
        html("- [x] Fast\n  - in\n- [ ] Bring\n"),
        "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled checked> Fast</label>\n<ul>\n<li>in</li>\n</ul>\n</li>\n\
         <li class=\"task\"><label><input type=\"checkbox\" disabled> Bring</label></li>\n</ul>"
    );
    assert_eq!(html("Term\n: What"), "<dl>\n<dt>Term</dt>\n<dd>What</dd>\n</dl>");
    assert_eq!(html("```toml x\na<b\n```"), "<pre><code class=\"language-toml\">a&lt;b\n</code></pre>");
    assert_eq!(html("![A *b*](c.png \"t\")"), "<p><img src=\"c.png\" alt=\"A b\" title=\"t\"></p>");
    assert_eq!(html("![](c.png \"decorative\")"), "<p><img src=\"c.png\" alt=\"\"></p>");
    error("a\n![](c.png)", Rule::NoAlt, 2);
}

/// The Markdown of a TOML string, written so.
pub(super) fn inline(literal: &str) -> (Body, Problems) {
    let file = format!("a = {literal}\n");
    let table: toml::Table = file.parse().unwrap();
    let value = table["a"].as_str().unwrap().to_owned();
    let source = Source::new("a.toml", file.as_str());
    let mut problems = Problems::default();
    let body = super::inline(&source, &At { value, span: 4..4 + literal.len() }, &mut problems);
    (body, problems)
}

#[test]
fn a_sentence_stands_without_its_paragraph() {
    let (one, problems) = inline("\"Call *us* [x](javascript:y)\"");
    assert_eq!(print(&one), "Call <em>us</em> x");
    assert_eq!(one.text, "Call us x");
    assert_eq!(problems.iter().next().unwrap().place.span, Some(15..32));
    assert_eq!(print(&inline("\"\"\"One\n\nTwo\"\"\"").0), "<p>One</p>\n<p>Two</p>\n");
    assert_eq!(print(&inline("'[](estimate:x)'").0), "{estimate x||false}");
    assert_eq!(print(&inline("''").0), "");
}

#[test]
fn a_fault_in_a_sentence_is_marked_to_the_character_behind_escapes_too() {
    for (literal, marked) in [
        (r#""Say \"rest\" – [here](javascript:y), ü""#, "[here](javascript:y)"),
        (r#""Take \u00fc [@a, p. 3] \"now\"""#, "[@a, p. 3]"),
        (r#""\u0022Caf&eacute;\u0022 [^no] ü""#, "[^no]"),
        ("\"\"\"\nOne \\\n  line &amp; [two][nowhere]\"\"\"", "[two][nowhere]"),
        ("'one C:\\x &lt; [@b, x]'", "[@b, x]"),
        (r#""[here](x\"y) [@c, x]""#, "[@c, x]"),
    ] {
        let (_, problems) = inline(literal);
        let place = &problems.iter().next().unwrap().place;
        assert_eq!(place.source.text.get(place.span.clone().unwrap()), Some(marked), "{literal}");
    }
}

#[test]
fn holes_in_a_sentence_keep_their_very_place() {
    let literal = r#""\"Ask\" [@one; @two] or &amp; www [](price:x)""#;
    let (body, _) = inline(literal);
    let file = format!("a = {literal}\n");
    let told = |span: &std::ops::Range<usize>| file.get(span.clone()).unwrap().to_owned();
    let spans: Vec<_> = body
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Placeholder(hole) => Some((
                told(&hole.span),
                match &hole.kind {
                    PlaceholderKind::Cite { ids } => ids.iter().map(|(_, span)| told(span)).collect(),
                    _ => Vec::new(),
                },
            )),
            Part::Html(_) => None,
        })
        .collect();
    let cite = ("[@one; @two]".to_owned(), vec!["@one".to_owned(), "@two".to_owned()]);
    assert_eq!(spans, [cite, ("[](price:x)".to_owned(), Vec::new())]);
}

#[test]
fn each_sign_of_html_is_escaped_wherever_it_stands() {
    for before in 0..40 {
        let plain = "é".repeat(before / 2) + &"a".repeat(before % 2);
        let mut out = String::new();
        escape(&mut out, &format!("{plain}<b>&{plain}\"{plain}"));
        assert_eq!(out, format!("{plain}&lt;b&gt;&amp;{plain}&quot;{plain}"));
    }
}
