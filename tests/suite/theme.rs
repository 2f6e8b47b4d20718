//! A theme of one's own: what its layers hold, what falls through them, and what is told of it.

use clinicsite::problem::Rule;

use crate::clinic::{Clinic, Site};

/// A clinic that has something for every block of the base, in the theme `mine`.
fn clinic() -> Clinic {
    Clinic::new()
        .site(
            "theme = \"mine\"\n[clinic]\nniche = \"sore feet\"\nphone = \"+1 617 555 0142\"\n\
             emergency = \"Call 911.\"\nbooking_url = \"https://book.example/x\"\n\
             [[menu]]\ntitle = \"About\"\nto = \"/about/\"\n",
        )
        .file("themes/mine/theme.toml", "name = \"mine\"\n")
        .page("content/about.md", "", "Words.")
        .page(
            "content/announcements/closed.md",
            "level = \"info\"\nstart = 2026-11-01\nend = 2027-01-01",
            "We are closed on Monday.",
        )
        .page(
            "content/locations/boston.md",
            "[address]\nstreet = \"1 Main Street\"\nlocality = \"Boston\"\nregion = \"MA\"\n\
             postal_code = \"02110\"\ncountry = \"US\"",
            "",
        )
}

fn theme(text: &str) -> Clinic {
    clinic().file("themes/mine/theme.toml", &format!("name = \"mine\"\n{text}"))
}

fn css(site: &Site) -> &str {
    let name = site.files.keys().find(|name| name.starts_with("assets/theme.")).unwrap();
    site.get(name)
}

const ACCENT: &str = "[options.accent]\ntype = \"color\"\ndefault = \"#0b6e6e\"\n";

#[test]
fn a_theme_of_one_line_has_all_that_the_theme_below_it_has() {
    let site = clinic().build();
    let css = css(&site);
    let used = css.split("var(--").skip(1).filter_map(|rest| rest.split([')', ',']).next());
    for name in used {
        assert!(css.contains(&format!("--{name}:")), "--{name} is defined");
    }
    site.shows("/about/", "<span class=\"brand-niche\">sore feet</span>");
    let green = clinic().site("[theme_options]\naccent = \"#006400\"\nshow_niche = false\n").build();
    assert!(self::css(&green).starts_with(":root{--accent:#006400;--show_niche:0;}"));
    green.hides("/about/", "sore feet</span>");
}

#[test]
fn each_option_is_the_one_of_the_first_layer_that_declares_it() {
    let own = "[options.accent]\ntype = \"color\"\ndefault = \"#7a1f2b\"\n[options.measure]\ntype = \"choice\"\n\
               choices = [\"36rem\", \"42rem\"]\ndefault = \"36rem\"\n";
    let used = "<p>{{ site.options.measure }} {{ site.options.show_niche }}</p>";
    let site = theme(own).file("themes/mine/templates/page.html", used).build();
    assert!(
        css(&site).starts_with(":root{--accent:#7a1f2b;--measure:36rem;--show_niche:1;}"),
        "{}",
        css(&site)
    );
    site.shows("/about/", "<p>36rem true</p>");
    let wide = theme(own)
        .file("themes/mine/templates/page.html", used)
        .site("[theme_options]\nmeasure = \"42rem\"\n")
        .build();
    wide.shows("/about/", "<p>42rem true</p>");
}

#[test]
fn a_pair_of_colours_holds_for_every_theme_above_it() {
    let lines = "[theme_options]\naccent = \"#ffff00\"\n";
    for text in ["", ACCENT] {
        let told = theme(text).site(lines).messages();
        assert!(told.contains("error[A07]: `accent` on `#ffffff` has the contrast 1.07"), "{told}");
        assert!(told.contains("--> site.toml:13:10"), "{told}");
    }
    // The theme's own value is at fault where the site says nothing.
    let told = theme(&ACCENT.replace("0b6e6e", "ffff00")).messages();
    assert!(told.contains("--> themes/mine/theme.toml:4:11"), "{told}");
    // A theme says of a pair what it means to it.
    let large = "[[contrast]]\ntext = \"accent\"\nbackground = \"#ffffff\"\nlarge = true\n";
    let lines = "[theme_options]\naccent = \"#808080\"\n";
    let of_white = |text: &str| theme(text).site(lines).messages().contains("`accent` on `#ffffff`");
    assert!(of_white("") && !of_white(large));
}

#[test]
fn a_declaration_that_cannot_be_read_is_told_with_what_to_write() {
    for (text, message, help) in [
        (
            "[options.a]\ntype = \"colour\"\n",
            "the option `a` has no type that is known",
            "write one of: color, text",
        ),
        ("[options.a]\ntype = \"color\"\n", "the option `a` has no default", "default = \"#0b6e6e\""),
        (
            "[options.a]\ntype = \"color\"\ndefault = \"teal\"\n",
            "the default of the option `a` is not a colour such as \"#0b6e6e\"",
            "write a value of the option's type",
        ),
        (
            "[options.a]\ntype = \"choice\"\nchoices = [\"x\"]\ndefault = \"y\"\n",
            "the default of the option `a` is not one of: x",
            "write a value of the option's type",
        ),
        ("[options.a]\ntype = \"text\"\ndefalt = \"y\"\n", "`defalt`", "did you mean `default`?"),
        ("[options]\na = 1\n", "`a` wants a table", ""),
        (
            "[[contrast]]\ntext = \"accnt\"\nbackground = \"#fff\"\n",
            "names neither an option nor a colour",
            "`color`",
        ),
    ] {
        let told = theme(text).messages();
        assert!(
            told.contains(message) && told.contains(help) && told.contains("themes/mine/theme.toml:"),
            "{told}"
        );
    }
    // An option that could not be read is not held against the site.
    let told =
        theme("[options.a]\ntype = \"colour\"\n").site("[theme_options]\na = \"#123456\"\n").messages();
    assert!(!told.contains("has no option"), "{told}");
    let told = clinic().site("[theme_options]\nacent = \"#123456\"\n").messages();
    assert!(
        told.contains("the theme has no option `acent`") && told.contains("did you mean `accent`?"),
        "{told}"
    );
}

#[test]
fn a_theme_says_its_name() {
    let base = Clinic::new().site("theme = \"mine\"\n").page("content/about.md", "", "Words.");
    let told = base.clone().file("themes/mine/templates/page.html", "x").messages();
    assert_eq!(
        told,
        "error[theme]: the theme `mine` has no `theme.toml`\n \
         --> themes/mine/theme.toml\n  |\n \
         ::: site.toml:3:1\n  |\n\
         3 | theme = \"mine\"\n  \
         | ^^^^^ the site asks for this theme\n\
         help: write the file with this line: name = \"mine\"\n\n"
    );
    // A copy of a part of the built-in theme leaves the rest to it.
    Clinic::new().file("themes/meridian/templates/404.html", "{% extends \"builtin/404.html\" %}").build();
    let named =
        Clinic::new().site("theme = \"builtin\"\n").file("themes/builtin/theme.toml", "name = \"builtin\"\n");
    let told = named.messages();
    assert!(told.contains("a theme cannot be called `builtin`") && told.contains("another name"), "{told}");
}

/// The names of the blocks of the built-in base.
fn blocks() -> Vec<&'static str> {
    let base = include_str!("../../themes/meridian/templates/base.html");
    base.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next()).collect()
}

#[test]
fn each_block_of_the_base_can_be_filled_alone() {
    let before = clinic().build();
    let before = before.get("/about/");
    for name in blocks() {
        let text = format!("{{% extends \"builtin/base.html\" %}}{{% block {name} %}}[mine]{{% endblock %}}");
        let page = "{% extends \"base.html\" %}{% block main %}[main]{% endblock %}";
        let own = clinic().file("themes/mine/templates/base.html", &text);
        let own = if name == "main" { own.file("templates/page.html", page) } else { own };
        let site = own.build();
        let after = site.get("/about/");
        let mark = if name == "main" { "[main]" } else { "[mine]" };
        let (head, tail) = after.split_once(mark).unwrap_or_else(|| panic!("{name}: {after}"));
        assert!(before.starts_with(head) && before.ends_with(tail), "{name}: {after}");
        let taken = &before[head.len()..before.len() - tail.len()];
        assert!(!taken.is_empty() || ["head", "scripts"].contains(&name), "{name} had something to replace");
    }
}

#[test]
fn a_function_is_told_what_it_lacks() {
    for (call, message) in [
        ("{{ asset(file=\"theme.css\") }}", "the function `asset` has no argument `file`, only `path`"),
        ("{{ url() }}", "the function `url` needs the argument `to`: the address from the root of the site"),
        ("{{ t(n=2) }}", "the function `t` needs the argument `key`"),
        ("{{ nope() }}", "the functions are: asset,"),
        ("{% extends \"base.html\" %}{% block hedaer %}{% endblock %}", "did you mean `header`?"),
        (
            "{% extends \"base.html\" %}{% block other %}{% endblock %}",
            "those of `base.html` are: head, header, brand",
        ),
    ] {
        let told = clinic().file("templates/page.html", call).messages();
        assert!(told.contains(message), "{call}\n{told}");
        assert!(told.contains(&format!("error[{}]", Rule::Template.id())), "{told}");
    }
}
