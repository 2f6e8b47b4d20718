//! What is nearly Markdown is told at its place, with what to write; what is none is let alone.

use crate::markdown::tests::{html, read};
use crate::problem::Rule;

/// What is marked, and the help, of all that is nearly Markdown.
fn near(text: &str) -> Vec<(String, String)> {
    let (_, problems) = read(text);
    let of_rule = problems.iter().filter(|problem| problem.rule == Rule::NearMarkdown);
    of_rule
        .map(|problem| {
            let span = problem.place.span.clone().unwrap();
            let marked = problem.place.source.text.get(span).unwrap().to_owned();
            (marked, problem.help.clone().unwrap())
        })
        .collect()
}

#[track_caller]
fn told(cases: &[(&str, &str, &str)]) {
    for (text, marked, help) in cases {
        let found = near(text);
        let fits = found.len() == 1 && found[0].0 == *marked && found[0].1.contains(help);
        assert!(fits, "{text:?}: {found:?}");
    }
}

#[test]
fn links_that_are_none_are_told() {
    told(&[
        (
            "See [the plan](care plan.pdf).",
            "[the plan](care plan.pdf)",
            "`[the plan](<care plan.pdf>)` or `[the plan](care%20plan.pdf)`",
        ),
        ("![A *left* hip](left hip.jpg)", "![A *left* hip](left hip.jpg)", "![A left hip](<left hip.jpg>)"),
        ("- [x](/a b/c d.pdf)", "[x](/a b/c d.pdf)", "(/a%20b/c%20d.pdf)"),
        ("[x](form (new).pdf)", "[x](form (new).pdf)", "`[x](<form (new).pdf>)`"),
        ("[fees](fees.md “Our fees”)", "[fees](fees.md “Our fees”)", "`[fees](fees.md \"Our fees\")`"),
        ("[fees](fees.md Our fees)", "[fees](fees.md Our fees)", "`[fees](<fees.md Our fees>)`"),
        ("[x](my form.pdf \"A form\")", "[x](my form.pdf \"A form\")", "`[x](<my form.pdf> \"A form\")`"),
        ("![A hip](hip.jpg =200x100)", "![A hip](hip.jpg =200x100)", "`![A hip](hip.jpg)`"),
        ("Please [call] (tel:+16175550142).", "[call] (tel:+16175550142)", "`[call](tel:+16175550142)`"),
        ("[our fees]\n(../fees.md#late)", "[our fees]\n(../fees.md#late)", "`[our fees](../fees.md#late)`"),
        (
            "(https://a.example/x)[the map] here",
            "(https://a.example/x)[the map]",
            "`[the map](https://a.example/x)`",
        ),
        ("(fees.md)[our fees]", "(fees.md)[our fees]", "`[our fees](fees.md)`"),
        (
            "[the map](https://a.example/x and more",
            "[the map](https://a.example/x and more",
            "`[the map](https://a.example/x)`",
        ),
        ("<https://a.example/my file>", "<https://a.example/my file>", "<https://a.example/my%20file>"),
        ("See [[Late fees]].", "[[Late fees]]", "`[Late fees](late-fees.md)`"),
        ("![[hip.png|A hip]]", "![[hip.png|A hip]]", "`![A hip](hip.png)`"),
    ]);
}

#[test]
fn marks_of_other_programs_are_told() {
    for mark in [
        "{{< youtube abc >}}",
        "{{<tip>}}",
        "{{% /tip %}}",
        "{{ site.title }}",
        "{% if a %}",
        "{# a note #}",
        "<%= a %>",
        "{:.wide}",
        "{#late}",
        "{.wide}",
        "[/gallery]",
        "[gallery ids=\"1,2\"]",
        "==this==",
        ":telephone_receiver:",
        "&nbsp",
    ] {
        for text in [format!("Words {mark} more"), mark.to_owned(), format!("| A |\n|---|\n| {mark} |")] {
            let found = near(&text);
            assert!(found.len() == 1 && found[0].0 == mark, "{text:?}: {found:?}");
        }
        html(&format!("`{mark}`\n\n```\n{mark}\n```\n\n<code>`{mark}`</code>"));
    }
    told(&[
        ("CO~2~ rises", "~2~", "<sub>2</sub>"),
        ("10^9^ cells", "^9^", "<sup>9</sup>"),
        ("Words <!-- a *", "<!-- a *", "`-->`"),
        ("[TOC]", "[TOC]", "three headings"),
        ("<div>\n{{ x }}\n</div>", "{{ x }}", "Markdown"),
        ("<div>\n**Call** us\n</div>", "**Call**", "empty"),
        ("<p>\n[us](a.md)</p>", "[us](a.md)", "empty"),
        ("Now ~$40~ $30", "~$40~", "~~$40~~"),
    ]);
    told(&[
        ("[fees]({{< ref \"fees.md\" >}})", "{{< ref \"fees.md\" >}}", "Markdown"),
        ("A <b class=\"{{ x }}\">b</b>", "{{ x }}", "Markdown"),
        ("![A hip](hip.jpg){width=50%}", "{width=50%}", "take it out"),
        ("%%a note%% Words", "%%a note%%", "<!--"),
    ]);
    let (body, _) = read("Ask {{<figure src=\"a.png\">}} the {{<b>}} desk.");
    assert_eq!(body.text, "Ask {{<figure src=\"a.png\">}} the {{<b>}} desk.");
}

#[test]
fn stars_that_stay_are_told() {
    told(&[
        ("**Fast **before it", "**Fast **", "`**Fast** `"),
        ("Then ** rest**.", "** rest**", "`**rest**`"),
        ("** Rest ** well", "** Rest **", "`**Rest**`"),
        ("__Rest __ well", "__Rest __", "`__Rest__`"),
        ("**Note:**Read this", "**Note:**", "with a blank behind it"),
        ("*Rest * well", "*Rest *", "`*Rest*`"),
        ("Now _rest _.", "_rest _", "`_rest_`"),
        ("**Call us first", "**Call us first", "`**Call us first**`"),
    ]);
    for text in [
        "Cost 5** and 7**",
        "2 ** 3 ** 4",
        "Name: ____ Day: ____",
        "a*b*c **d** __e__",
        "\\*\\*a \\*\\*",
        "x **",
    ] {
        assert_eq!(near(text), [], "{text}");
    }
}

#[test]
fn lines_that_begin_nothing_are_told() {
    told(&[
        ("##\u{a0}Costs", "##\u{a0}Costs", "`## Costs`"),
        ("#\u{2009}Costs", "#\u{2009}Costs", "`# Costs`"),
        ("\u{feff}## Costs", "\u{feff}## Costs", "`## Costs`"),
        ("-\u{a0}one\n- two", "-\u{a0}one", "`- one`"),
        ("1.\u{202f}one", "1.\u{202f}one", "`1. one`"),
        ("#Fees", "#Fees", "`# Fees`"),
        ("Words\n###Fees & more", "###Fees & more", "`### Fees & more`"),
        ("####### Fees", "####### Fees", "`###### Fees`"),
        ("• Bring a card", "• Bring a card", "`- Bring a card`"),
        ("You need:\n· a card\n· a list", "· a card", "`- a card`"),
        ("– a card\n– a list\n– a pen", "– a card", "`- a card`"),
        ("a) first\nb) then", "a) first", "`1. first`"),
        ("(1) first\n(2) then", "(1) first", "`1. first`"),
        ("*one\n*two", "*one", "`- one`"),
        ("- [] Bring a card", "[] Bring a card", "`- [ ] Bring a card`"),
        ("-one\n-two", "-one", "`- one`"),
        ("1.one\n2.two", "1.one", "`1. one`"),
        ("::: warning\nCall.\n:::", "::: warning", "> [!NOTE]"),
        ("!!! note\n    Call.", "!!! note", "> [!NOTE]"),
        (".. note:: Call.", ".. note:: Call.", "> [!NOTE]"),
        ("[ ] Bring a card", "[ ] Bring a card", "`- [ ] Bring a card`"),
        ("> [!DANGER]\n> Call.", "[!DANGER]", "[!CAUTION]"),
        ("> [!info]- More\n> Call.", "[!info]- More", "[!NOTE]"),
        ("> [!TIP] Rest\n> well", "[!TIP] Rest", "`> Rest`"),
        ("[!NOTE]\nRest", "[!NOTE]", "`> [!NOTE]`"),
        ("| A | B |\n| - | - | - |\n| c | d |", "| - | - | - |", "`| --- | --- |`"),
        ("| A | B |\n| — | — |\n| c | d |", "| — | — |", "`| --- | --- |`"),
        ("| A | B |\n| c | d |", "| A | B |", "`| --- | --- |`"),
        ("One line of it\nand another\n---\n", "One line of it\nand another", "## "),
        ("You should call us on the day.\n---\n", "You should call us on the day.", "empty"),
        ("```\ncode\n\nWords", "```", "```"),
        ("> ~~~~\n> code\n\nWords", "~~~~", "~~~~"),
    ]);
}

#[test]
fn what_is_meant_as_it_stands_is_not_told() {
    for text in [
        "He said [sic](in a letter) that [Ann] (a nurse) came. [1] (https://a.example) [@cdc] (https://a.example)",
        "(see 3)[4] and (https://a.example)[2]",
        "[a](b.md \"c d\") [a](<b c.md>) [e](f%20g.md) [h][i]\n\n[i]: <j k.md>",
        "\\[a](b c.pdf) \\[[b]] \\#Fees \\{\\{ x }} &#123;{ y }} \\:::",
        "# A • b\n\nMon • Tue – 9:00:30 a:b: {a} {b c} [d] [e]: f",
        "– Hello, said Ann.",
        "#1 in care\n\n#flu #health\n\n\\#Fees",
        "5. five\n6) six\n\n- - x\n\nA | B\n\n||\n||",
        "A short title\n---\n\nAnother one.\n\n---\n\nLast one\n===\n",
        "> [!CAUTION]\n> a\n\n> [b]!\n\n> **Note** c",
        "```` md\n```\n````\n\n    [a](b c.pdf)\n\n`[a](b c.pdf)`",
        "x = {a: 1}; 50% {or so} & more; ?a=1&copy=2; AT&T; 3 < 4 > 2",
        "H2O ~ x^2 2^nd 10~20 ~/file a~b",
        "<pre>\n{{ x }} **a**\n</pre>\n\n<!-- {{ x }} [a](b) -->",
    ] {
        assert_eq!(near(text), [], "{text:?}");
    }
}
