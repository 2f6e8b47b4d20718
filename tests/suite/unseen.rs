//! Signs that nobody sees, and letters that look like others.

use crate::clinic::Clinic;

#[test]
fn a_sign_that_nobody_sees_is_told_where_it_stands_and_left_out() {
    let clinic = Clinic::new()
        .prices("[[services]]\nid = \"visit\"\nname = \"Visit \u{2067}05$\u{2069}\"\nprice = 50\nnote = \"Call \\u202Dus\"\n")
        .file("content/articles/cough.md", "+++\ntitle = \"Co\u{200b}ugh\"\ndate = 2026-05-04\n+++\n\nDrink \u{202e}aet.\n\nRest &#x202E;tser.\n");
    let messages = clinic.messages();
    for (code, place) in [
        ("U+2067", "content/prices.toml:4:"),
        ("U+2069", "content/prices.toml:4:"),
        ("U+202D", "content/prices.toml:6:"),
        ("U+200B", "content/articles/cough.md:2:"),
        ("U+202E", "content/articles/cough.md:6:"),
        ("U+202E", "content/articles/cough.md:8:"),
    ] {
        let told = messages.split("\n\n").any(|block| {
            block.contains("warning[unseen-sign]")
                && block.contains(code)
                && block.contains(place)
                && block.contains("help: ")
        });
        assert!(told, "{code} {place}:\n{messages}");
    }
    let turns = ['\u{200b}', '\u{202d}', '\u{202e}', '\u{2067}', '\u{2069}'];
    for (path, text) in &clinic.build().files {
        assert!(!text.contains(turns) && !text.to_lowercase().contains("&#x202e"), "{path}");
    }
    let fine = Clinic::new()
        .article("flu", "שלום\u{200f}, می\u{200c}خواهم, 👩\u{200d}⚕, Donau\u{ad}dampf.")
        .messages();
    assert!(!fine.contains("unseen-sign"), "{fine}");
}

#[test]
fn a_title_of_nothing_but_signs_that_nobody_sees_is_empty() {
    for title in ["\u{3164}", "\u{200b}", "\u{feff} \u{2063}", "\u{ad}", "\u{2800}", "\\u202E", "\u{34f}"] {
        let said = Clinic::new()
            .file("content/about.md", &format!("+++\ntitle = \"{title}\"\n+++\n\nWords.\n"))
            .messages();
        assert!(said.contains("`title` is empty"), "{title:?}: {said}");
    }
}

#[test]
fn ids_and_addresses_are_of_letters_that_look_like_no_others() {
    let service = |id: &str| format!("[[services]]\nid = \"{id}\"\nname = \"N\"\nprice = 5\n");
    let messages =
        Clinic::new().prices(&format!("{}{}", service("visit"), service("v\u{456}sit"))).messages();
    assert!(
        messages.contains("error[look-alike]") && messages.contains("content/prices.toml:7:"),
        "{messages}"
    );
    assert!(messages.contains("U+0456") && messages.contains("Cyrillic"), "{messages}");
    let whole =
        Clinic::new().prices(&format!("{}{}", service("oxo"), service("\u{43e}\u{445}\u{43e}"))).messages();
    assert!(
        whole.contains("error[look-alike]") && whole.contains("look alike") && whole.contains(":7:"),
        "{whole}"
    );
    let source = "[[sources]]\nid = \"sh\u{456}n2022\"\ntitle = \"T\"\n";
    let library = Clinic::new().article("flu", "Rest.").file("content/sources.toml", source).messages();
    assert!(library.contains("error[look-alike]") && library.contains("sources.toml:2:"), "{library}");
    let page = Clinic::new().article("fl\u{443}", "Rest.").messages();
    assert!(page.contains("error[look-alike]") && page.contains("rename the file"), "{page}");
    let fine = Clinic::new()
        .prices(&format!("{}{}{}", service("визит"), service("größe-2"), service("α-blocker")))
        .messages();
    assert!(!fine.contains("look-alike"), "{fine}");
}
