//! Markdown, raw HTML and signs thrown together: whatever comes of it is well formed, and nothing ends the program.

use proptest::prelude::*;

use super::conformance::print;
use super::raw_html::well_formed;
use super::tests::{inline, read};

#[allow(clippy::too_many_lines, reason = "a table of pieces is as long as it is")]
pub(super) fn fragment() -> impl Strategy<Value = String> {
    let nasty = [
        "<",
        ">",
        "\"",
        "'",
        "</",
        "<script",
        "<script>",
        "</script>",
        "<style>",
        "</style",
        "<a href=",
        "<svg>",
        "</svg>",
        "<a>",
        "</a>",
        "javascript:",
        "&#106;avascript:",
        "java\tscript:",
        " onclick=",
        " style=",
        "x=",
        "/",
        "=",
        "<!--",
        "-->",
        "<?",
        "?>",
        "<![CDATA[",
        "]]>",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "> ",
        "[",
        "](",
        "]",
        ")",
        "![",
        "[^a]",
        "\n\n[^a]: ",
        "[@a",
        "; @b]",
        "`",
        "```\n",
        "*",
        "**",
        "_",
        "~",
        "~~",
        "\\",
        "|",
        "\n|-|-|\n",
        "# ",
        "{#x}",
        "{onclick=x}",
        "https://",
        "doi:10.1000/",
        "PMID 1",
        "(price:x)",
        "(estimate:x)",
        "(book:)",
        "<div>",
        "</div>",
        "<p>",
        "<textarea>",
        "<title>",
        "<image href=",
        "<foo>",
        "</foo>",
        " xlink:href=",
        " fill=",
        "URL(",
        "<td>",
        "<p>",
        "</br>",
        "<img src=x ",
        "ü",
        "&lt;",
        "&amp;",
        ":",
        "\n: ",
        "- [ ] ",
        "> [!NOTE]\n",
        "[a]: javascript:x\n",
        "<iframe ",
        "<h1>",
        "</h1>",
        "<b>",
        "</b>",
        "<li>",
        "x",
    ];
    prop_oneof![8 => prop::sample::select(nasty.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn no_text_panics_and_nothing_bad_comes_out(parts in prop::collection::vec(fragment(), 0..24)) {
        let text = parts.concat();
        let (body, problems) = read(&text);
        well_formed(&print(&body));
        for problem in problems.iter() {
            let span = problem.place.span.clone().unwrap();
            prop_assert!(problem.place.source.text.get(span).is_some());
        }
        let mut ids = body.ids.clone();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), body.ids.len());
        let (body, problems) = inline(&toml::Value::String(text.replace(char::is_control, "\n")).to_string());
        well_formed(&print(&body));
        for problem in problems.iter() {
            prop_assert!(problem.place.line_column().is_some());
        }
    }
}
