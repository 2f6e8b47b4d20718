//! Style sheets as they are served: parts in their places, without what says nothing.

use crate::clinic::{Clinic, Site};

fn clinic() -> Clinic {
    Clinic::new().page("content/about.md", "", "Words.")
}

/// A style sheet as it is served, whole.
fn whole<'s>(site: &'s Site, name: &str) -> &'s str {
    let sheet = site.files.iter().find(|(path, _)| {
        path.strip_prefix("assets/").is_some_and(|path| path.starts_with(name) && path.ends_with(".css"))
    });
    sheet.unwrap_or_else(|| panic!("no {name} in {:?}", site.files.keys())).1
}

/// Its rules.
fn served<'s>(site: &'s Site, name: &str) -> &'s str {
    let text = whole(site, name);
    // What the site chooses stands before the rules.
    text.rsplit_once(":root{")
        .map_or(text, |(_, rest)| rest.split_once("}\n").unwrap().1.trim_start_matches("}\n"))
}

#[test]
fn parts_stand_in_the_place_of_their_imports_and_nowhere_else() {
    let site = clinic()
        .file("assets/theme.css", "@import \"css/a.css\";\n@import url(css/b.css);\nc { d: 1 }\n")
        .file("assets/css/a.css", "@import 'deep/a.css';\na { d: url(../img/a.svg) }")
        .file("assets/css/deep/a.css", "@charset \"utf-8\";\nx { d: url('../../img/a.svg') }\n")
        .file("assets/css/b.css", "")
        .file("assets/img/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .build();
    let text = served(&site, "theme.");
    let picture = site.files.keys().find(|path| path.starts_with("assets/img/a.")).unwrap();
    let wanted = format!("x{{d: url(\"/{picture}\")}}\na{{d: url(\"/{picture}\")}}\nc{{d: 1}}\n");
    assert_eq!(text, wanted);
    // Parts of the theme below are parts, too, where nothing imports them any more.
    let sheets = site.files.keys().filter(|path| path.starts_with("assets/") && path.ends_with(".css"));
    let names: Vec<_> = sheets.map(|path| path.split(['/', '.']).nth(1).unwrap()).collect();
    assert_eq!(names, ["article", "prices", "print", "theme"]);
}

#[test]
fn a_part_that_a_layer_replaces_is_put_into_the_sheet_of_the_layer_below() {
    let site = clinic().file("assets/css/lists.css", ".own-lists { margin: 0 }\n").build();
    assert!(whole(&site, "theme.").contains("\n.own-lists{margin: 0}\n"));
}

#[test]
fn the_conditions_of_an_import_hold_for_the_rules_of_the_part() {
    for (import, wanted) in [
        ("@import \"a.css\" print;", "@media print{a{b: c}\n}\n"),
        ("@import \"a.css\" layer;", "@layer{a{b: c}\n}\n"),
        (
            "@import \"a.css\" layer(x.y) supports(not (d: e)) screen and (width > 3em);",
            "@media screen and (width > 3em){@supports (not (d: e)){@layer x.y{a{b: c}\n}\n}\n}\n",
        ),
        ("@layer x, y;\n@import \"a.css\" supports(d: e);", "@layer x,y;@supports (d: e){a{b: c}\n}\n"),
    ] {
        let site = clinic()
            .file("assets/theme.css", &format!("{import}\n"))
            .file("assets/a.css", "a { b: c }")
            .build();
        assert_eq!(served(&site, "theme."), wanted);
    }
}

#[test]
fn what_says_nothing_is_not_served() {
    let sheet = "/* one */\n/*! The licence */\na  b , c\n  d { e : f  g; /* two */ h: \"i  /* j */\"; }\nk/* */l{m:n/**/o}\n\
                 @media ( x ) { p > q { --r: ; s: t } }\n.u\\, v { w: x }\n@layer y";
    let site = clinic().file("assets/theme.css", sheet).build();
    let wanted = "/*! The licence */ a b,c d{e : f g;h: \"i  /* j */\";}\nk/**/l{m:n/**/o}\n\
                  @media ( x ){p > q{--r: ;s: t}}\n.u\\, v{w: x}\n@layer y;\n";
    assert_eq!(served(&site, "theme."), wanted);
}

#[test]
fn imports_that_cannot_be_followed_are_told_with_what_to_write() {
    for (sheet, message, help) in [
        ("@import \"b.cs\";", "there is no asset `b.cs`", "did you mean `b.css`?"),
        ("a { b: c }\n@import \"b.css\";", "stands behind rules", "move it to the top"),
        ("@import \"/b.css\";", "`/b.css` is no style sheet of `assets/`", "write its name"),
        ("@import \"b.css\";\n@import \"b.css\" print;", "`b.css` is imported a second time", "take one"),
        ("@import b.css;", "an `@import` without the name", "write it in quotes"),
        ("@import \"a.css\";", "import one another: `a.css`, `a.css`", "take one"),
        ("@import \"c.css\";", "import one another: `a.css`, `c.css`, `a.css`", "take one"),
        ("@import \"https://fonts.example/a.css\";", "from another host", "put the file into `assets/`"),
        ("a { b: c", "the style sheet ends, and `{` is still open", "write `}`"),
        ("a { b: c } }", "a `}` that closes nothing", "take it out"),
    ] {
        let told = clinic()
            .file("assets/a.css", sheet)
            .file("assets/b.css", "b { c: d }")
            .file("assets/c.css", "@import \"a.css\";")
            .messages();
        assert!(told.contains(message) && told.contains(help) && told.contains("error["), "{sheet}\n{told}");
        assert_eq!(told.matches("error[").count(), 1, "{told}");
    }
    let chain = (0..30).fold(clinic(), |clinic, at| {
        clinic.file(&format!("assets/n{at}.css"), &format!("@import \"n{}.css\";", at + 1))
    });
    let told = chain.file("assets/n30.css", "").messages();
    assert!(told.contains("over 20 style sheets import one another"), "{told}");
    let deep = clinic().file("assets/a.css", &"a{".repeat(100)).messages();
    assert!(deep.contains("error[theme]"), "{deep}");
}
