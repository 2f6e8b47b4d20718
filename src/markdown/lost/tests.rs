//! Nothing written is lost in silence: each word comes out, or a message marks it.

use proptest::prelude::*;

use crate::markdown::conformance::print;
use crate::markdown::tests::{faults, html, read};
use crate::problem::{Level, Rule};

/// Line and marked text of each loss.
fn lost(text: &str) -> Vec<(usize, String)> {
    let (faults, _) = faults(text);
    let of_rule = |(level, rule, line, marked)| {
        assert_eq!((level, rule), (Level::Warning, Rule::LostWords), "{text:?}: {marked:?}");
        (line, marked)
    };
    faults.into_iter().map(of_rule).collect()
}

#[test]
fn what_the_parser_swallows_is_marked() {
    for (text, line, marked) in [
        ("| A | B |\n|---|---|\n| 1 | 2 | *three* | 4 |\n", 3, "*three* | 4"),
        ("> | A |\n> |---|\n> | 1 | ✓ |\n", 3, "✓"),
        ("- | A |\n  |---|\n  | a \\| b | c |\n", 3, "c"),
        ("A[^n].\n\n[^n]: One.\n\n[^n]: Two\n    and three.\n", 5, "[^n]: Two\n    and three."),
        ("A.\n\n[^n]: One [^m].\n\n[^m]: Two [^n].\n", 3, "[^n]: One [^m]."),
        ("[Tip]: rest-first\n\nA.", 1, "[Tip]: rest-first"),
        ("[a]\n\n[a]: /x\n[a]: /y \"Call us\"\n", 4, "[a]: /y \"Call us\""),
        ("## Fees {for members}\n", 1, "{for members}"),
        ("Fees {for members}\n---\n", 1, "{for members}"),
        ("```Take two a day\nx\n```\n", 1, "```Take two a day"),
        ("![A knee](a.png \"decorative\")", 1, "![A knee](a.png \"decorative\")"),
        ("[$5](price:x \"For members\")", 1, "[$5](price:x \"For members\")"),
    ] {
        let found = lost(text);
        assert_eq!(found.first(), Some(&(line, marked.to_owned())), "{text:?}");
    }
}

#[test]
fn what_is_silent_by_its_nature_is_not_told() {
    for text in [
        "| A | B |\n|---|---|\n| 1 |\n| 1 | 2 |\n| 1 | 2 | |\n",
        "A[^n] [b][ref] ![c][ref].\n\n[^n]: One.\n\n    Two.\n\n[ref]: /x \"Title\"\n",
        "[//]: # (a note to myself)\n\nA.",
        "<!-- a\n\nb -->\n\nA. <!-- c --> <!---->",
        "## A {#a .b lang=de}\n\nC {#c}\n===\n",
        "```toml title=a.toml\nx\n```\n\n~~~ text\ny\n~~~\n",
        "7. a\n8. b\n   1) c\n\n> [!TIP]\n> d\n\nE\n: f\n\n: g\n\n  h\n\nLast.",
        "[a](b \"T\") ![c](d 'U') <https://e.example> `f` &copy; \\*g\\* h\\\ni",
        "> A\n> : b\n>\n> After [c,\n> d](/e)\n",
    ] {
        html(text);
    }
}

/// Fragments of Markdown; each `%` is a word of its own.
#[allow(clippy::too_many_lines, reason = "a table of pieces is as long as it is")]
fn fragment() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "% ",
        "%",
        " %",
        "\n",
        "\n\n",
        "\n\n% %\n\n",
        "| % | % |\n",
        "|---|---|\n",
        "\n| % | % | % |\n",
        "|",
        "\\| ",
        "[^a]",
        "[^b]",
        "\n\n[^a]: % %\n",
        "\n\n[^b]: %[^a]\n\n    %\n",
        "\n\n[ref]: %\n",
        "\n\n[one]: /% \"%\"\n",
        "[ref]",
        "[%][ref]",
        "[one]",
        "\n## % %\n",
        "\n# % {%}\n",
        "## % {#%}\n",
        "\n---\n",
        "\n===\n",
        "{%}",
        "```\n",
        "\n```% % %\n",
        "~~~ %\n",
        "`%`",
        "<!-- % -->",
        "<!--",
        "-->",
        "\n<!-- %\n",
        "> ",
        "\n> %\n",
        "- ",
        "\n- %\n",
        "12. %\n",
        "    ",
        "\t",
        "*%*",
        "**%** ",
        "**% **",
        "__",
        "~",
        "~~%~~",
        "[%](%)",
        "![%](%)",
        "![%](% \"%\")",
        "![%](% \"decorative\")",
        "[%](price:%)",
        "[](price:% \"%\")",
        "[%](% %)",
        "[%",
        "](",
        ")",
        "]",
        "<b>%</b>",
        "\n<div>%</div>\n",
        "<div>\n",
        "</div>\n",
        "&amp;%",
        "\\",
        "\\%",
        "\n: %\n",
        "%\n: %\n",
        "- [ ] %\n",
        "\n> [!NOTE]\n> %\n",
        "> [!%] %\n",
        "<https://%.example/>",
        "<%@a.example>",
        "www.%.example",
        "[@%]",
        "{{< % >}}",
        "{{<% %>}}",
        ":::",
        "\u{a0}",
        "é",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn every_word_comes_out_or_is_marked(parts in prop::collection::vec(fragment(), 0..16)) {
        let mut words = Vec::new();
        let mut text = String::new();
        for c in parts.concat().chars() {
            match c {
                '%' => {
                    let word = format!("qz{}", char::from_u32(0x4e00 + words.len() as u32).unwrap());
                    text.push_str(&word);
                    words.push(word);
                }
                c => text.push(c),
            }
        }
        let (body, problems) = read(&text);
        let out = print(&body);
        let comments = text.split("<!--").skip(1).map(|rest| rest.split("-->").next().unwrap_or_default());
        let comments: Vec<_> = comments.collect();
        for word in &words {
            let marked = problems.iter().any(|problem| {
                let span = problem.place.span.clone().unwrap();
                problem.place.source.text.get(span).is_some_and(|marked| marked.contains(word))
            });
            let encoded = percent_encoding::percent_decode_str(&out).decode_utf8_lossy().contains(word);
            // The language of code, and a label that is found again, are silent.
            let fence = text.lines().any(|line| (line.contains("```") || line.contains("~~~")) && line.contains(word));
            let comment = comments.iter().any(|comment| comment.contains(word));
            prop_assert!(encoded || marked || fence || comment, "{word} of {text:?} is lost: {out:?}");
        }
    }
}

#[test]
fn a_mention_in_other_letter_case_is_of_the_same_note() {
    for text in ["A[^ab], b[^AB].\n\n[^ab]: Note.\n", "A[^Maß], b[^MASS].\n\n[^maß]: Note.\n"] {
        let html = html(text);
        assert_eq!(
            (html.matches("_fnref-1\"").count(), html.matches("_fnref-1-2\"").count()),
            (2, 2),
            "{html}"
        );
        assert_eq!(lost(text), []);
    }
    assert_eq!(lost("A[^ab].\n\n[^ab]: One.\n\n[^AB]: Two.\n"), [(5, "[^AB]: Two.".to_owned())]);
}
