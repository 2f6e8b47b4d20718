//! Much of a kind: what is wrong many times is told some times and counted, and what is shown of it stays small.

use std::time::{Duration, Instant};

use clinicsite::Level;
use clinicsite::rules::Rule;

use crate::clinic::{Clinic, clinicsite};

fn dead_links(count: usize) -> String {
    (0..count).map(|number| format!("[words](/gone-{number}/)\n\n")).collect()
}

#[test]
fn more_than_fifty_of_a_rule_in_a_file_are_counted() {
    let clinic = Clinic::new().article("a", &dead_links(60)).article("b", &dead_links(50));
    let problems = clinic.findings();
    assert_eq!(problems.count(Level::Error), 110);
    let of = |name: &str| {
        let path = format!("content/articles/{name}.md");
        let dead =
            problems.iter().filter(move |one| one.rule == Rule::DeadLink && one.place.source.path == path);
        dead.collect::<Vec<_>>()
    };
    assert_eq!((of("a").len(), of("b").len()), (51, 50));
    let last = of("a")[50].clone();
    assert_eq!(last.message, "and 10 more of `dead-link` in this file");
    // At the first of those that are not told.
    assert_eq!((last.more, last.place.line_column()), (10, Some((106, 1))));
    let json: serde_json::Value = serde_json::from_str(&last.json()).unwrap();
    assert_eq!((&json["more"], &json["level"]), (&10.into(), &"error".into()));
}

#[test]
fn what_is_ignored_is_not_counted_either() {
    let promises = "We guarantee relief.\n\n".repeat(60);
    let rules = |keys: &str| {
        let clinic = Clinic::new().page("content/about.md", keys, &promises);
        clinic
            .findings()
            .iter()
            .filter(|one| one.rule == Rule::Promise)
            .map(|one| one.number())
            .sum::<usize>()
    };
    assert_eq!(rules(""), 60);
    assert_eq!(rules("ignore = [{ rule = \"M13\", reason = \"They are quoted\" }]"), 0);
}

#[test]
fn a_baseline_knows_those_that_are_only_counted() {
    let folder = Clinic::new().file("content/sources.toml", "").lay();
    let about = folder.path().join("content/about.md");
    let tell = |promises: usize| {
        let text = format!("+++\ntitle = \"About\"\n+++\n\n{}", "We guarantee relief.\n\n".repeat(promises));
        std::fs::write(&about, text).unwrap();
        let ran = clinicsite(folder.path(), &["check", "--baseline", "known.txt", "--format", "json"]);
        let out = String::from_utf8(ran.stdout).unwrap();
        let lines = out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let told = lines.filter(|line| line["rule"] == "M13");
        told.map(|line| line["more"].as_u64().unwrap_or(1)).sum::<u64>()
    };
    std::fs::write(folder.path().join("known.txt"), "").unwrap();
    assert_eq!(tell(70), 70);
    clinicsite(folder.path(), &["check", "--write-baseline", "known.txt"]);
    assert_eq!((tell(70), tell(69), tell(40), tell(73)), (0, 0, 0, 3));
}

#[test]
fn of_a_long_line_what_stands_around_the_mark_is_shown() {
    let text =
        format!("{} ü [words](/gone/) ü {}", "Rest ü well. ".repeat(2000), "Rest ü well. ".repeat(2000));
    let clinic = Clinic::new().article("a", &text);
    let messages = clinic.messages();
    assert!(messages.len() < 2000, "{messages}");
    assert!(messages.contains(" --> content/articles/a.md:6:26004\n"), "{messages}");
    assert!(messages.contains("ü [words](/gone/) ü Rest"), "{messages}");
    let lines: Vec<_> = messages.lines().collect();
    let shown = lines.iter().position(|line| line.contains("[words]")).unwrap();
    let column = |line: &str, sign: &str| line.split(sign).next().unwrap().chars().count();
    assert_eq!(column(lines[shown], "[words]"), column(lines[shown + 1], "^"), "{messages}");
}

#[test]
fn a_value_of_a_million_letters_is_not_repeated_whole() {
    let long = "x".repeat(1_000_000);
    let messages = Clinic::new().article("a", &format!("[words](/{long}/)")).messages();
    assert!(messages.contains("dead-link") && messages.len() < 5000, "{} bytes", messages.len());
}

#[test]
fn a_dead_link_of_a_migration_is_given_the_page_of_that_name() {
    let clinic = (0..300).fold(Clinic::new(), |clinic, number| {
        clinic.article(&format!("what-helps-against-a-leak-{number}"), "Rest.")
    });
    for (link, wanted) in [
        ("/articles/what-helps-against-a-lek-217/", "/articles/what-helps-against-a-leak-217/"),
        ("/2019/05/what-helps-against-a-leak-217/", "/articles/what-helps-against-a-leak-217/"),
        ("/articles/what-helps-against-a-leak-217.html", "/articles/what-helps-against-a-leak-217/"),
        ("what-helps-agianst-a-leak-217.md", "what-helps-against-a-leak-217.md"),
        ("../articles/what-helps-agianst-a-leak-217.md", "what-helps-against-a-leak-217.md"),
    ] {
        let clinic = clinic.clone().article("a", &format!("[words]({link})"));
        let messages = clinic.messages();
        let told = [format!("did you mean `{wanted}`?"), format!("help: write {wanted}")];
        assert!(told.iter().any(|told| messages.contains(told)), "{messages}");
    }
    let messages =
        clinic.page("content/about.md", "", "[x](articles/what-helps-agianst-a-leak-217.md)").messages();
    assert!(messages.contains("did you mean `articles/what-helps-against-a-leak-217.md`?"), "{messages}");
}

/// Inputs of a size at which work for each sign that grows with the file would take hours.
fn much() -> Vec<(&'static str, String)> {
    let abbreviation = |number: u32| {
        (0..4).map(|digit| char::from(b'A' + (number / 26_u32.pow(digit) % 26) as u8)).collect::<String>()
    };
    let notes = 0..10_000;
    vec![
        ("links", "[](price:x) ".repeat(20_000)),
        ("word", "diaeio".repeat(200_000)),
        ("nots", format!("x{}", "n't".repeat(200_000))),
        ("amounts", "$800 ".repeat(30_000)),
        ("short", (0..30_000).map(|number| abbreviation(number) + "\u{a0}").collect()),
        ("colons", "http://".repeat(20_000)),
        ("tags", "<b>y ".repeat(10_000)),
        ("forms", "<input ".repeat(20_000)),
        ("cites", "[@x ".repeat(20_000)),
        ("videos", "![Walk](walk.mp4) ".repeat(5_000)),
        ("pictures", "![before after](foot.png) ".repeat(5_000)),
        (
            "notes",
            notes
                .clone()
                .map(|n| format!("[^{n}] "))
                .chain(notes.map(|n| format!("\n\n[^{n}]: note")))
                .collect(),
        ),
    ]
}

/// What some work gives, and the processor time it took: all of it on one thread, so that a busy machine changes nothing.
fn spent<T: Send>(work: impl FnOnce() -> T + Send) -> (T, Duration) {
    let began = Instant::now();
    let now = || match std::fs::read_to_string("/proc/thread-self/schedstat") {
        Ok(text) => Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap()),
        // Other systems tell no thread's time by a file.
        Err(_) => began.elapsed(),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        let before = now();
        let made = work();
        (made, now() - before)
    })
}

#[test]
fn much_of_a_kind_is_told_in_no_time() {
    let clinic = much().iter().fold(Clinic::new(), |clinic, (name, text)| clinic.article(name, text));
    let (problems, spent) = spent(|| clinic.findings());
    // Work that grew with the file would take from minutes to days.
    assert!(spent.as_secs() < 120, "{spent:?}");
    let told =
        problems.iter().filter(|one| one.rule == Rule::UnknownPrice).map(|one| one.number()).sum::<usize>();
    assert_eq!(told, 20_000);
    assert!(problems.iter().count() < 2000);
}

#[test]
fn a_long_statement_that_does_not_parse_is_told_in_no_time() {
    for value in [
        format!("[{}]", "a b, ".repeat(200_000)),
        format!("[{}]", "\"a\" \"b\" ".repeat(100_000)),
        format!("[{}", "“a, ".repeat(100_000)),
        "“".repeat(200_000),
        "\"a\n".repeat(60_000),
    ] {
        let text = format!("+++\ntitle = \"A title\"\nsummary = {value}\n+++\n\nWords.\n");
        let clinic = Clinic::new().file("content/about.md", &text);
        let (errors, spent) = spent(|| clinic.findings().count(Level::Error));
        assert!(errors > 0);
        // Work for each value or line that grew with the statement took many minutes.
        assert!(spent.as_secs() < 60, "{spent:?}");
    }
}
