//! Messages of a build beside those of the rules' own examples (`rules`): places, one run, what is still told.

use clinicsite::rules::Rule;

use crate::clinic::Clinic;

const ADDRESS: &str = "address = { street = \"2 B St\", locality = \"Salem\", country = \"US\" }";

#[test]
fn the_same_fact_in_other_places_is_told_there() {
    let page = |keys: &str| Clinic::new().page("content/x.md", keys, "");
    let articles = ["Hay fever", "Hay-fever!"].iter().fold(Clinic::new(), |clinic, condition| {
        let path = format!("content/articles/{}.md", condition.len());
        clinic.page(&path, &format!("date = 2026-05-04\nconditions = [\"{condition}\"]"), "")
    });
    for (rule, clinic, wanted) in [
        (Rule::BadSlug, page("aliases = [\"/../a/\"]"), "content/x.md:3:12"),
        (Rule::DuplicateAddress, page("").page("content/X.md", "", ""), "two sources want the address `/x/`"),
        (Rule::DuplicateTerm, articles, "want one address"),
        (Rule::BadValue, Clinic::new().site("utc_offset = \"5\"\n"), "site.toml:3:14"),
        (
            Rule::BadValue,
            Clinic::new().page("content/locations/a.md", &format!("{ADDRESS}\nhours = [\"Mon 9-5\"]"), ""),
            "are no opening hours",
        ),
    ] {
        let messages = clinic.messages();
        let mut mine = messages.split("\n\n").filter(|one| one.contains(&format!("[{}]", rule.id())));
        assert!(mine.any(|one| one.contains(wanted)), "{}: `{wanted}` in\n{messages}", rule.id());
    }
}

#[test]
fn the_message_of_the_design_is_word_for_word() {
    let messages = Clinic::new()
        .site("[clinic]\ncountry = \"GB\"\n")
        .prices("[[services]]\nid = \"blood-patch\"\nname = \"Patch\"\nprice = 800\n")
        .article("do-leaks-heal", "A patch costs [](price:blood-pach) here.")
        .messages();
    snapbox::assert_data_eq!(
        messages.trim_end(),
        snapbox::str![[r#"
error[unknown-price]: there is no price `blood-pach`
 --> content/articles/do-leaks-heal.md:6:15
  |
6 | A patch costs [](price:blood-pach) here.
  |               ^^^^^^^^^^^^^^^^^^^^ no entry of content/prices.toml has this id
help: did you mean `blood-patch`?
"#]]
    );
}

#[test]
fn all_faults_are_told_in_one_run() {
    let messages = Clinic::new()
        .site("colour = 1\n")
        .page("content/a.md", "sumary = \"x\"", "[b](lost.md)")
        .prices("[[services]]\nid = \"a\"\nname = \"A\"\nprize = 1\n")
        .messages();
    for rule in ["site.toml:3:1", "content/a.md:3:1", "content/a.md:6:1", "content/prices.toml:5:1"] {
        assert!(messages.contains(rule), "{rule}\n{messages}");
    }
}

#[test]
fn without_what_nothing_can_go_on_without_the_rest_is_still_told() {
    let messages = Clinic::new()
        .file("site.toml", "title = \"Harbor Clinic\"\n")
        .file("content/prices.toml", "[[services]]\nid = \"a\"\nname = \"A\"\nprice = 1,50\nprize = 2\n")
        .file("content/sources.toml", "[[sources]]\nid = \"a\"\n")
        .messages();
    for wanted in ["needs the key `base_url`", "content/prices.toml:4:", "content/sources.toml:1:"] {
        assert!(messages.contains(wanted), "{wanted}\n{messages}");
    }
    let messages = Clinic::new()
        .file("content/prices.toml", "[[services]]\nid = \"a\"\nname = \"A\"\nprice = \"1.234\"\nprize = 2\n")
        .messages();
    for wanted in ["needs the key `currency`", "content/prices.toml:5:1"] {
        assert!(messages.contains(wanted), "{wanted}\n{messages}");
    }
    assert!(
        !messages.contains("1.234"),
        "no amount has too many decimals for a currency nobody knows\n{messages}"
    );
}

#[test]
fn files_that_cannot_be_read_as_they_are() {
    let folder = Clinic::new().lay();
    std::fs::create_dir_all(folder.path().join("content")).unwrap();
    std::fs::write(folder.path().join("content/a.md"), b"+++\ntitle = \"A\xff\"\n+++\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hosts", folder.path().join("content/link.md")).unwrap();
    std::fs::write(folder.path().join("content/b.md"), "+++\ntitle = \"B\"\n+++\n\n![Talk](talk.mp4)\n")
        .unwrap();
    std::fs::write(folder.path().join("content/talk.mp4"), "x").unwrap();
    let ran = crate::clinic::clinicsite(folder.path(), &["build"]);
    let messages = String::from_utf8_lossy(&ran.stderr).into_owned();
    for wanted in [
        "error[not-utf8]: this file is not UTF-8",
        "content/a.md:2:",
        "warning[symbolic-link]",
        "error[A10]: a video without captions",
    ] {
        assert!(messages.contains(wanted), "{wanted}\n{messages}");
    }
}
