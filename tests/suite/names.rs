//! What one thing calls another: every id and slug is of the kind that may stand there, and nothing is a part of itself.

use crate::clinic::Clinic;

const LIST: &str = r#"
[[plans]]
id = "club"
name = "Club"
price = 40
period = "month"
[[services]]
id = "visit"
name = "Visit"
price = 5
[[services]]
id = "shot"
name = "Shot"
price = 7
[[bundles]]
id = "pair"
name = "A pair"
lines = [{ id = "visit" }, { id = "shot" }]
price = 11
[[examples]]
id = "spring"
name = "Spring"
lines = [{ id = "visit", count = 3 }]
"#;

/// The one error of a clinic: its first line, the places in it, its help.
fn only(clinic: &Clinic) -> String {
    let messages = clinic.messages();
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    messages.split("\n\n").find(|one| one.contains("error[")).unwrap().to_owned()
}

#[track_caller]
fn told(clinic: &Clinic, wanted: &[&str]) {
    let message = only(clinic);
    for words in wanted {
        assert!(message.contains(words), "`{words}` in\n{message}");
    }
}

#[test]
fn a_name_of_the_wrong_kind_is_told_with_both_lines() {
    let spring = "22 | id = \"spring\"";
    for (more, kind, line, help) in [
        (
            "[[examples]]\nid = \"a\"\nname = \"A\"\nlines = [{ id = \"spring\" }]\n",
            spring,
            28,
            "lines of `spring`",
        ),
        (
            "[[examples]]\nid = \"a\"\nname = \"A\"\nlines = [{ id = \"a\" }]\n",
            "26 | id = \"a\"",
            28,
            "take this line out",
        ),
        (
            "[[bundles]]\nid = \"a\"\nname = \"A\"\nlines = [{ id = \"spring\" }]\nprice = 0\n",
            spring,
            28,
            "lines of `spring`",
        ),
        (
            "[[services]]\nid = \"a\"\nname = \"A\"\nincluded_in = \"pair\"\n",
            "17 | id = \"pair\"",
            28,
            "`lines` of `pair`",
        ),
        (
            "[[services]]\nid = \"a\"\nname = \"A\"\nincluded_in = \"spring\"\n",
            spring,
            28,
            "club, shot, visit",
        ),
        (
            "[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\nplan_prices = { visit = 1 }\n",
            "9 | id = \"visit\"",
            29,
            "write one of: club",
        ),
        (
            "[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1\nplan_prices = { spring = 1 }\n",
            spring,
            29,
            "write one of: club",
        ),
        (
            "[[discounts]]\nname = \"A\"\npercent = 5\nservices = [\"visit\", \"spring\"]\n",
            spring,
            28,
            "club, pair, shot, visit",
        ),
        (
            "[[comparisons]]\nid = \"spring\"\nlabel = \"A\"\nprice = 9\nsource = \"https://a.example\"\nretrieved = 2026-01-01\n",
            spring,
            26,
            "club, pair, shot, visit",
        ),
    ] {
        let clinic = Clinic::new().prices(&format!("{LIST}{more}"));
        told(&clinic, &["error[wrong-kind]", &format!("content/prices.toml:{line}:"), kind, help]);
    }
}

#[test]
fn pages_name_prices_and_examples_each_as_what_it_is() {
    let clinic = || Clinic::new().prices(LIST);
    let words = |words: &str| clinic().article("a", words);
    told(
        &words("It is [](price:spring)."),
        &["content/articles/a.md:6:7", "write [](estimate:spring)", "22 | id = \"spring\""],
    );
    told(
        &words("It is [](estimate:pair)."),
        &["content/articles/a.md:6:7", "write [](price:pair)", "17 | id = \"pair\""],
    );
    told(
        &clinic().page("content/services/s.md", "summary = \"S\"\nprices = [\"visit\", \"spring\"]", ""),
        &["content/services/s.md:4:20", "`spring` is an example", "22 | id = \"spring\""],
    );
    // Something of another folder.
    let place = "address = { street = \"1 A St\", locality = \"Salem\", country = \"US\" }";
    let both = |keys: &str| {
        Clinic::new()
            .page("content/providers/ana.md", "role = \"Doctor\"", "")
            .page("content/locations/quay.md", place, "")
            .page("content/services/s.md", &format!("summary = \"S\"\n{keys}"), "")
    };
    told(
        &both("locations = [\"ana\"]"),
        &[
            "error[unknown-page]",
            "content/services/s.md:4:14",
            "a provider has this name",
            "content/providers/ana.md",
        ],
    );
    told(
        &both("providers = [\"quay\"]"),
        &[
            "error[M01]",
            "content/services/s.md:4:14",
            "a location has this name",
            "content/locations/quay.md",
        ],
    );
    told(
        &Clinic::new().prices("[[services]]\nid = \"a\"\nname = \"A\"\npage = \"b\"\n"),
        &["error[unknown-page]", "content/prices.toml:5:8", "content/services/b.md"],
    );
}

#[test]
fn nothing_is_a_part_of_itself() {
    let bundle = |id: &str, part: &str| {
        format!(
            "[[bundles]]\nid = \"{id}\"\nname = \"B\"\nlines = [{{ id = \"visit\" }}, {{ id = \"{part}\" }}]\nprice = 1\n"
        )
    };
    let part = |id: &str, whole: &str| {
        format!("[[services]]\nid = \"{id}\"\nname = \"S\"\nincluded_in = \"{whole}\"\n")
    };
    for (more, places) in [
        (bundle("a", "a"), ["content/prices.toml:28:35", "26 | id = \"a\""]),
        (bundle("a", "b") + &bundle("b", "a"), ["content/prices.toml:33:35", "28 | lines"]),
        (
            bundle("a", "b") + &bundle("b", "c") + &bundle("c", "a"),
            ["content/prices.toml:38:35", "28 | lines"],
        ),
        (
            bundle("x", "a") + &bundle("a", "b") + &bundle("b", "a"),
            ["content/prices.toml:38:35", "33 | lines"],
        ),
        (part("a", "a"), ["content/prices.toml:28:15", "26 | id = \"a\""]),
        (part("a", "b") + &part("b", "a"), ["content/prices.toml:32:15", "28 | included_in"]),
        (
            part("a", "b") + &part("b", "c") + &part("c", "d") + &part("d", "a"),
            ["content/prices.toml:40:15", "28 | included_in"],
        ),
    ] {
        told(
            &Clinic::new().prices(&format!("{LIST}{more}")),
            &["error[circle]", "`a`", places[0], places[1]],
        );
    }
    // Parts of parts are fine as long as none leads back.
    Clinic::new().prices(&format!("{LIST}{}{}", part("a", "b"), part("b", "visit"))).build();
    Clinic::new().prices(&format!("{LIST}{}", bundle("a", "pair"))).build();
}

#[test]
fn a_name_of_nothing_is_told_where_it_stands() {
    // The same word stands in a comment and in a name before it.
    let list =
        format!("# see \"clubb\" below\n{}", LIST.replace("name = \"Visit\"", "name = 'the clubb visit'"));
    for (more, place) in [
        ("[[services]]\nid = \"a\"\nname = \"A\"\nincluded_in = 'clubb'\n", "29:15"),
        ("[[services]]\nid = \"a\"\nname = \"A\"\nplan_prices = { clubb = 1 }\n", "29:17"),
        ("[[discounts]]\nname = \"A\"\npercent = 5\nservices = ['clubb']\n", "29:13"),
        ("[[examples]]\nid = \"a\"\nname = \"A\"\nlines = [{ id = 'clubb' }]\n", "29:17"),
    ] {
        let clinic = Clinic::new().prices(&format!("{list}{more}"));
        told(&clinic, &[&format!("content/prices.toml:{place}"), "did you mean `club`?"]);
    }
    let clinic = Clinic::new()
        .prices(&format!("{LIST}[[discounts]]\nname = \"A\"\npercent = 5\nservices = ['zzzzzz']\n"));
    told(&clinic, &["there are: club, pair, shot, visit"]);
}

#[test]
fn a_sum_is_whole_or_refused() {
    let dear = "[[services]]\nid = \"dear\"\nname = \"Dear\"\nprice = 9999999999999\n\
                [[examples]]\nid = \"a\"\nname = \"A\"\nlines = [{ id = \"dear\", count = 100000 }]\n";
    told(&Clinic::new().prices(dear), &["error[too-large]", "content/prices.toml:7:6", "too large"]);
    // Whoever is on a plan twice joins once.
    let twice = "[[plans]]\nid = \"club\"\nname = \"Club\"\nprice = 10\nperiod = \"year\"\njoining_fee = 5\n\
                 [[examples]]\nid = \"a\"\nname = \"A\"\nlines = [{ id = \"club\" }, { id = \"club\" }]\ntotal = 25\n";
    Clinic::new().prices(twice).build();
    // An option of something that has none.
    let option = format!(
        "{LIST}[[examples]]\nid = \"a\"\nname = \"A\"\nlines = [{{ id = \"club\", option = \"Pair\" }}]\n"
    );
    told(
        &Clinic::new().prices(&option),
        &["content/prices.toml:28:34", "has no option `Pair`", "take `option` out"],
    );
}
