//! Slips in TOML: for each exactly one error, at its line, whose help is the line as it is meant; with that line the
//! file is right.

use crate::clinic::Clinic;

/// What was typed into an article's front matter, and what the help must hold.
const SLIPS: &[(&str, &str)] = &[
    // Quotes.
    ("summary = “Sore heels”", "summary = \"Sore heels\""),
    ("summary = „Wunde Fersen“", "summary = \"Wunde Fersen\""),
    ("summary = «Talons»", "summary = \"Talons\""),
    ("summary = ‘Heels’", "summary = \"Heels\""),
    ("summary = \"Heels”", "summary = \"Heels\""),
    ("summary = “Heels\"", "summary = \"Heels\""),
    ("summary = \"they say \"rest\" a lot\"", "summary = 'they say \"rest\" a lot'"),
    ("summary = \"don't say \"rest\"\"", "summary = \"don't say \\\"rest\\\"\""),
    ("summary = 'don't run'", "summary = \"don't run\""),
    ("summary = \"Heels", "summary = \"Heels\""),
    ("summary = Heels\"", "summary = \"Heels\""),
    ("summary = 'Heels", "summary = \"Heels\""),
    ("summary = Sore heels", "summary = \"Sore heels\""),
    ("summary = Heels # short", "summary = \"Heels\" # short"),
    ("summary = \"Sore\nheels\"", "summary = \"Sore heels\""),
    ("summary = \"D:\\Feet\\Unit\"", "summary = 'D:\\Feet\\Unit'"),
    ("summary = \"\"\"Sore\nheels", "heels\"\"\""),
    ("conditions = [“Gout”, \"Flu\"]", "conditions = [\"Gout\", \"Flu\"]"),
    ("conditions = [\"so-called \"gout\"\", \"Flu\"]", "conditions = ['so-called \"gout\"', \"Flu\"]"),
    // Signs and blanks.
    ("summary: Heels", "summary = \"Heels\""),
    ("summary : \"Heels\"", "summary = \"Heels\""),
    ("summary := \"Heels\"", "summary = \"Heels\""),
    ("summary == \"Heels\"", "summary = \"Heels\""),
    ("summary \"Heels\"", "summary = \"Heels\""),
    ("summary =\u{a0}\"Heels\"", "summary = \"Heels\""),
    ("summary\u{a0}= \"Heels\"", "summary = \"Heels\""),
    ("\u{a0}summary = \"Heels\"", "summary = \"Heels\""),
    ("summary = \"Heels\"\u{202f}", "summary = \"Heels\""),
    ("summary\u{200b} = \"Heels\"", "summary = \"Heels\""),
    ("summary = \"Heels\",", "summary = \"Heels\""),
    ("summary = \"Heels\";", "summary = \"Heels\""),
    ("summary = \"Heels\" draft", "summary = \"Heels\" # draft"),
    ("// a note", "# a note"),
    ("<!-- a note -->", "# a note"),
    // Lists and tables.
    ("conditions = [\"Gout\", \"Flu\"", "conditions = [\"Gout\", \"Flu\"]"),
    ("conditions = [\"Gout\" \"Flu\"]", "conditions = [\"Gout\", \"Flu\"]"),
    ("conditions = [\n  \"Gout\"\n  \"Flu\"\n]", "\"Gout\","),
    ("conditions = [\"Gout\",, \"Flu\"]", "conditions = [\"Gout\", \"Flu\"]"),
    ("conditions = [\"Gout\"; \"Flu\"]", "conditions = [\"Gout\", \"Flu\"]"),
    ("conditions = [Gout, Flu]", "conditions = [\"Gout\", \"Flu\"]"),
    ("conditions = [\"Gout\", \"Flu\")", "conditions = [\"Gout\", \"Flu\"]"),
    ("conditions = \"Gout\", \"Flu\"", "conditions = [\"Gout\", \"Flu\"]"),
    ("conditions:\n  - Gout\n  - Flu", "conditions = [\"Gout\", \"Flu\"]"),
    ("ignore = [{ rule: \"R01\", reason = \"x\" }]", "ignore = [{ rule = \"R01\", reason = \"x\" }]"),
    ("ignore = [{ rule = \"R01\" reason = \"x\" }]", "ignore = [{ rule = \"R01\", reason = \"x\" }]"),
    ("ignore = [{ rule = \"R01\", reason = \"x\" ]", "ignore = [{ rule = \"R01\", reason = \"x\" } ]"),
    // Values in other forms.
    ("draft = no", "draft = false"),
    ("draft = False", "draft = false"),
    ("updated = 12/01/2026", "updated = 2026-12-01   or   updated = 2026-01-12"),
    ("updated = 05/30/2026", "updated = 2026-05-30"),
    ("updated = 30.05.2026", "updated = 2026-05-30"),
    ("updated = 2026/05/30", "updated = 2026-05-30"),
    ("updated = 2026-5-3", "updated = 2026-05-03"),
    ("updated = May 30, 2026", "updated = 2026-05-30"),
    ("updated = 30th of May 2026", "updated = 2026-05-30"),
    ("updated = 2026-30-05", "updated = 2026-05-30"),
    ("updated = 2026-06-31", "updated = 2026-06-30"),
    ("updated = 2026-05-30T18:00:00-0500", "updated = 2026-05-30T18:00:00-05:00"),
    ("updated = 2026-05-30 6pm -05:00", "updated = 2026-05-30T18:00:00-05:00"),
    ("weight = 1,200", "weight = 1200"),
    ("weight = 1_200_", "weight = 1200"),
    ("slug = 007", "slug = \"007\""),
    ("summary =", "summary = \"…\""),
    ("summary", "summary = \"…\""),
    ("image alt = \"\"", "image_alt = \"\""),
    ("“summary” = \"Heels\"", "summary = \"Heels\""),
    // What only looks like a number, a range or a date.
    ("summary = +1 617 555 0142", "summary = \"+1 617 555 0142\""),
    ("summary = 555-0142", "summary = \"555-0142\""),
    ("summary = 9-17", "summary = \"9-17\""),
    ("summary = 10.1001/jama.295", "summary = \"10.1001/jama.295\""),
    ("summary = Dr. Ana's clinic", "summary = \"Dr. Ana's clinic\""),
    ("summary = We say: \"rest\"", "summary = 'We say: \"rest\"'"),
    ("updated = 2026–05–30", "updated = 2026-05-30"),
    ("updated = 30-May-2026", "updated = 2026-05-30"),
    ("updated = 5/30/26", "updated = 2026-05-30"),
    ("updated = 2026-05", "as in updated = 2026-05-04"),
    ("weight = 12th", "weight = 12"),
    ("summary = 617-555-0142", "summary = \"617-555-0142\""),
    ("summary = 9am", "summary = \"9am\""),
    ("summary = \"Heels\" weight = 5", "summary = \"Heels\"\n"),
    ("weight = 5, summary = \"Heels\"", "weight = 5\n"),
    ("we wrote this in a hurry", "# we wrote this in a hurry"),
];

fn article(line: &str) -> Clinic {
    let text = format!("+++\ntitle = \"Heels\"\ndate = 2026-01-05\n{line}\n+++\n\nText.\n");
    Clinic::new().file("content/articles/heels.md", &text)
}

#[test]
fn each_slip_is_told_once_with_the_line_as_it_is_meant() {
    let mut wrong = Vec::new();
    for (typed, right) in SLIPS {
        let messages = article(typed).messages();
        // Where a comma or the closing quotes are missing, that is where the line ends.
        let below = typed.contains("\n  \"Gout\"") || typed.contains("\"\"\"");
        let place = format!("content/articles/heels.md:{}:", if below { 5 } else { 4 });
        let help = messages.split("help: ").nth(1).unwrap_or_default();
        let once = messages.matches("error[").count() == 1;
        if !(once && messages.contains(&place) && help.contains(right)) {
            wrong.push(format!("{typed}\nwants once, at {place}: {right}\n{messages}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn with_the_line_of_the_help_the_file_parses() {
    for (typed, right) in SLIPS {
        let mended = match typed.split_once('\n') {
            // Of several lines the help holds those that change.
            Some(_) if right.ends_with("\"\"\"") => typed.replace("heels", right),
            Some(_) if right.ends_with(',') => typed.replace("\"Gout\"", right),
            _ => right.trim_start_matches("as in ").split("   or   ").next().unwrap().to_owned(),
        };
        let messages = article(&mended).messages();
        for rule in ["error[syntax]", "error[bad-date]"] {
            assert!(!messages.contains(rule), "{typed} as {mended}\n{messages}");
        }
    }
}

#[test]
fn a_word_that_means_nothing_is_to_be_left_out() {
    for typed in ["summary = null", "summary = none", "summary = ~"] {
        let messages = article(typed).messages();
        assert_eq!(messages.matches("error[").count(), 1, "{messages}");
        assert!(messages.contains("help: take the line out"), "{messages}");
    }
}

#[test]
fn a_section_that_does_not_parse_is_told_of_nothing_else() {
    let list = |text: &str| Clinic::new().prices(text).messages();
    // What it lacks may stand in the line that could not be read.
    let messages =
        list("[[services]]\nid = \"a\"\nname = “A”\n[[services]]\nid = \"b\"\nname = \"B\"\nprize = 2\n");
    assert_eq!(messages.matches("error[").count(), 2, "{messages}");
    assert!(messages.contains("name = \"A\"") && messages.contains("`prize`"), "{messages}");
    // Below a heading that does not close stand no strangers, and nothing twice.
    let messages = list(
        "[[services]]\nid = \"a\"\nname = \"A\"\n[[services]\nid = \"b\"\nname = \"B\"\n[[services]]\nid = \"c\"\nname = \"C\"\n",
    );
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    assert!(
        messages.contains("content/prices.toml:5:1") && messages.contains("write [[services]]"),
        "{messages}"
    );
    // A list that is not closed does not swallow what stands below.
    let messages =
        list("[[services]]\nid = \"a\"\nname = \"A\"\nincludes = [\"x\",\n  \"y\"\n\n[terms]\npayment = 5\n");
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    assert!(messages.contains("content/prices.toml:6:6"), "{messages}");
}

#[test]
fn what_stands_twice_is_told_with_both_lines() {
    let messages = article("summary = \"A\"\nsummary = \"B\"").messages();
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    assert!(messages.contains("`summary` stands twice") && messages.contains("4 | summary"), "{messages}");
    let messages =
        Clinic::new().site("[clinic]\nphone = \"1\"\n[legal]\n[clinic]\nemail = \"a\"\n").messages();
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    assert!(messages.contains("`[clinic]` stands twice") && messages.contains("3 | [clinic]"), "{messages}");
}

#[test]
fn brackets_as_deep_as_the_file_is_long_are_told_like_any_slip() {
    for (open, close) in [("[", "]"), ("[", ""), ("{ a = ", " }"), ("[{ a = ", "")] {
        let line = format!("summary = {}{}", open.repeat(40_000), close.repeat(40_000));
        let messages = article(&line).messages();
        assert!(messages.contains("content/articles/heels.md:4:"), "{open}{close}");
        assert_eq!(messages.matches("error[syntax]").count(), 1, "{open}{close}");
    }
}
