//! What is shown is checked, wherever it is written; what only looks like a citation is none.

use clinicsite::rules::Rule;

use crate::clinic::Clinic;

/// The words of files that a rule marks, with their paths.
fn marked(clinic: &Clinic, rule: Rule) -> Vec<(String, String)> {
    let findings = clinic.findings();
    let of_rule = findings.iter().filter(|one| one.rule == rule);
    let marked = of_rule.map(|one| {
        let words = one.place.source.text.get(one.place.span.clone().unwrap_or_default());
        (one.place.source.path.clone(), words.unwrap_or_default().to_owned())
    });
    marked.collect()
}

#[test]
fn a_promise_is_told_in_every_text_that_a_reader_sees() {
    let address =
        "address = { street = \"1 Main St\", locality = \"Boston\", region = \"MA\", country = \"US\" }";
    for (path, front) in [
        ("content/articles/a.md", "date = 2026-05-01\nkey_points = [\"We guarantee relief.\"]"),
        ("content/articles/a.md", "date = 2026-05-01\ndisclosure = \"We guarantee relief.\""),
        (
            "content/articles/a.md",
            "date = 2026-05-01\n[[questions]]\nquestion = \"Does it help?\"\nanswer = \"We guarantee relief.\"",
        ),
        (
            "content/articles/a.md",
            "date = 2026-05-01\n[[changes]]\ndate = 2026-05-02\ntext = \"We guarantee relief.\"",
        ),
        ("content/careers/a.md", "posted = 2026-05-01\nrequirements = [\"We guarantee relief.\"]"),
        (
            "content/careers/a.md",
            "posted = 2026-05-01\nrequirements = [\"A\"]\nevidence = [\"We guarantee relief.\"]",
        ),
        ("content/locations/a.md", &format!("{address}\naccess = [\"We guarantee relief.\"]")),
        (
            "content/services/a.md",
            "summary = \"A\"\n[[measures]]\nwhat = \"A\"\nvalue = \"9\"\nfrom = 2026-01-01\nto = 2026-02-01\nnote = \"We guarantee relief.\"",
        ),
        ("content/services/a.md", "summary = \"We guarantee relief.\""),
    ] {
        let clinic = Clinic::new().file(path, &format!("+++\ntitle = \"A\"\n{front}\n+++\n\nA.\n"));
        assert_eq!(marked(&clinic, Rule::Promise), [(path.to_owned(), "guarantee".to_owned())], "{front}");
    }
}

#[test]
fn a_promise_is_told_in_the_price_list_and_in_site_toml() {
    let visit =
        "note = \"We guarantee relief.\"\n[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\n";
    let part =
        "[[services]]\nid = \"visit\"\nname = \"Visit\"\nprice = 80\nincludes = [\"We guarantee relief.\"]\n";
    for entries in [visit, part] {
        let told = marked(&Clinic::new().prices(entries), Rule::Promise);
        assert_eq!(told, [("content/prices.toml".to_owned(), "guarantee".to_owned())], "{entries}");
    }
    let clinic = Clinic::new().site("[clinic]\nemergency = \"We guarantee relief.\"");
    assert_eq!(marked(&clinic, Rule::Promise), [("site.toml".to_owned(), "guarantee".to_owned())]);
}

#[test]
fn what_is_shown_as_code_or_in_the_words_of_a_link_cites_nothing() {
    let sources = "[[sources]]\nid = \"cdc\"\ntitle = \"About flu\"\n";
    for (body, cites) in [
        ("Rest helps [@cdc].", true),
        ("Rest helps.[^1]\n\n[^1]: As said [@cdc].", true),
        ("Rest helps `[@cdc]`.", false),
        ("Rest helps, [as said [@cdc]](/about/).", false),
        ("Rest helps.\n\n    [@cdc]\n", false),
        ("<p>Rest helps [@cdc].</p>", false),
    ] {
        let clinic = Clinic::new().file("content/sources.toml", sources).article("a", body);
        let path = "content/articles/a.md".to_owned();
        let told = marked(&clinic, Rule::NoSource).iter().any(|(at, _)| *at == path);
        assert_eq!(told, !cites, "{body}");
        assert_eq!(marked(&clinic, Rule::UnusedSource).is_empty(), cites, "{body}");
    }
}
