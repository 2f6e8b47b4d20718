//! A theme of one's own: what its layers hold, what falls through them, and what is told of it.

use crate::clinic::{Clinic, SITE, Site};

const REFERENCE: &str = include_str!("../../docs/themes.md");

/// A clinic that has something for every block of the base, in the theme `mine`.
pub(crate) fn clinic() -> Clinic {
    Clinic::new()
        .site(
            "theme = \"mine\"\n[clinic]\nniche = \"sore feet\"\nphone = \"+1 617 555 0142\"\n\
             emergency = \"Call 911.\"\nbooking_url = \"https://book.example/x\"\n\
             [[menu]]\ntitle = \"About\"\nto = \"/about/\"\n",
        )
        .file("themes/mine/theme.toml", "name = \"mine\"\n")
        .page("content/about.md", "summary = \"Who we are\"", "Words.")
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

pub(crate) fn theme(text: &str) -> Clinic {
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
    for variable in [":root{--accent:#006400;", ";--show_niche:0;"] {
        assert!(self::css(&green).contains(variable), "{variable}");
    }
    green.hides("/about/", "sore feet</span>");
}

#[test]
fn each_option_is_the_one_of_the_first_layer_that_declares_it() {
    let own = "[options.accent]\ntype = \"color\"\ndefault = \"#7a1f2b\"\n[options.measure]\ntype = \"choice\"\n\
               choices = [\"36rem\", \"42rem\"]\ndefault = \"36rem\"\n";
    let used = "<p>{{ site.options.measure }} {{ site.options.show_niche }}</p>";
    let site = theme(own).file("themes/mine/templates/page.html", used).build();
    for variable in [":root{--accent:#7a1f2b;", ";--measure:36rem;", ";--show_niche:1;"] {
        assert!(css(&site).contains(variable), "{variable} {}", css(&site));
    }
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
        assert!(told.contains("error[A07]: `accent` on `bone` has the contrast 1.02"), "{told}");
        assert!(told.contains("--> site.toml:13:10"), "{told}");
    }
    // The theme's own value is at fault where the site says nothing.
    let told = theme(&ACCENT.replace("0b6e6e", "ffff00")).messages();
    assert!(told.contains("--> themes/mine/theme.toml:4:11"), "{told}");
    // A theme says of a pair what it means to it.
    let large = "[[contrast]]\ntext = \"on-deep\"\nbackground = \"deep\"\nlarge = true\n";
    let faint = "[colors.on-deep]\nlight = \"#7f8f8f\"\n";
    let is_told = |text: &str| theme(text).messages().contains("`on-deep` on `deep`");
    assert!(is_told(faint) && !is_told(&format!("{faint}{large}")));
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
        (
            "[options.a]\ntype = \"choice\"\ndefault = \"y\"\n",
            "the option `a` has nothing to choose from",
            "choices = [\"one\", \"another\"]",
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
    let base = Clinic::new().site("theme = \"mine\"\n").page(
        "content/about.md",
        "summary = \"Who we are\"",
        "Words.",
    );
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
    let misplaced = base.clone().file("themes/mine/templates/page.html", "x");
    let told = misplaced.file("themes/theme.toml", "name = \"mine\"\n").messages();
    assert!(told.contains("help: move `themes/theme.toml` into the theme's folder"), "{told}");
    let told = base.file("themes/theme.toml", "name = \"mine\"\n").messages();
    assert!(told.contains("there is no theme `mine`") && !told.contains("did you mean"), "{told}");
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
    for name in blocks() {
        // The templates of pages fill these blocks themselves.
        let bare = ["call", "content"].contains(&name);
        let clinic = || {
            if bare { clinic().file("templates/page.html", "{% extends \"base.html\" %}") } else { clinic() }
        };
        let before = clinic().build();
        let before = before.get("/about/");
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
        assert!(
            !taken.is_empty() || ["content", "head", "head_facts", "scripts", "page_styles"].contains(&name),
            "{name} had something to replace"
        );
    }
}

#[test]
fn a_template_builds_on_the_one_below_it_whatever_stands_above() {
    let page =
        |name: &str| format!("{{% extends \"{name}\" %}}{{% block scripts %}}[{name}]{{% endblock %}}");
    // The site's over the theme's over the built-in one; the theme has the second name.
    let site = clinic()
        .file("templates/page.html", &page("mine/page.html"))
        .file(
            "themes/mine/templates/page.html",
            "{% extends \"builtin/page.html\" %}{% block footer %}[theme]{% endblock %}",
        )
        .build();
    site.shows("/about/", "[mine/page.html]");
    site.shows("/about/", "[theme]");
    // What the theme leaves to the one below it has the theme's name all the same.
    clinic().file("templates/page.html", &page("mine/page.html")).build().shows("/about/", "Words.");
    // A copy of the built-in theme, and none.
    let built_in = || Clinic::new().page("content/about.md", "summary = \"Who we are\"", "Words.");
    for name in ["builtin/page.html", "meridian/page.html"] {
        let site = built_in().file("templates/page.html", &page(name));
        site.build().shows("/about/", "Words.");
        let copy = site.file("themes/meridian/templates/page.html", &page("builtin/page.html"));
        copy.build().shows("/about/", &format!("[{name}]"));
    }
    let copy = built_in().file(
        "themes/meridian/templates/parts/references.html",
        "{% include \"builtin/parts/references.html\" %}[mine]",
    );
    copy.build().shows("/about/", "[mine]");
}

#[test]
fn a_name_of_no_template_is_told_with_the_right_one() {
    for (path, text, message, help) in [
        (
            "templates/page.html",
            "{% extends \"page.html\" %}",
            "this template extends itself",
            "write `builtin/page.html`",
        ),
        (
            "themes/mine/templates/page.html",
            "{% extends \"page.html\" %}",
            "this template extends itself",
            "write `builtin/page.html`",
        ),
        (
            "templates/parts/toc.html",
            "{% include \"parts/toc.html\" %}",
            "this template includes itself",
            "write `builtin/parts/toc.html`",
        ),
        (
            "templates/own.html",
            "{% extends \"own.html\" %}",
            "extends itself",
            "no layer below has a template of this name",
        ),
        (
            "templates/page.html",
            "{% extends \"plain/page.html\" %}",
            "there is no template `plain/page.html`, which this one extends",
            "did you mean `builtin/page.html`?",
        ),
        (
            "templates/page.html",
            "{% extends \"bse.html\" %}",
            "there is no template `bse.html`",
            "did you mean `base.html`?",
        ),
        (
            "templates/page.html",
            "{% include \"parts/tomography.html\" %}",
            "there is no template `parts/tomography.html`, which this one includes",
            "add the file to `templates/`",
        ),
    ] {
        let told = clinic().page("content/own.md", "template = \"own.html\"", "").file(path, text).messages();
        assert!(told.contains(message) && told.contains(help), "{text}\n{told}");
        assert!(told.contains(&format!("--> {path}:1:13")), "{told}");
        let errors = if path == "templates/own.html" { 1 } else { told.matches("error[").count() };
        assert_eq!(errors, 1, "{told}");
    }
    let told = clinic()
        .file("themes/mine/templates/page.html", "{% extends \"builtin/page.html\" %}")
        .file("templates/page.html", "{% extends \"page.html\" %}")
        .messages();
    assert!(told.contains("write `mine/page.html`"), "{told}");
    // What stands in a template that is not whole is not held against it; the others are told in the same run.
    let told = clinic()
        .file("templates/page.html", "{% extends \"base.html %}\n{{ t(key=\"x\") }}")
        .file("templates/404.html", "{% extends \"bse.html\" %}")
        .messages();
    assert_eq!(told.matches("error[").count(), 2, "{told}");
    assert!(told.contains("templates/page.html:2:11") && told.contains("no template `bse.html`"), "{told}");
    let circle = clinic()
        .file("templates/a.html", "{% extends \"b.html\" %}")
        .file("templates/b.html", "{% extends \"a.html\" %}")
        .messages();
    assert!(circle.contains("a template that needs itself: a.html, b.html"), "{circle}");
}

#[test]
fn a_template_asks_for_pages_of_a_kind() {
    let day = |day: u8, condition: &str| format!("date = 2026-05-{day:02}\nconditions = [\"{condition}\"]");
    let event = |title: &str, day: &str| {
        format!(
            "+++\ntitle = \"{title}\"\nstart = {day}T18:00:00-05:00\nend = {day}T19:00:00-05:00\nformat = \"online\"\n+++\n\nWords.\n"
        )
    };
    let clinic = clinic()
        .page("content/articles/a.md", &day(1, "Flu"), "Words.")
        .page("content/articles/b.md", &day(3, "flu"), "Words.")
        .page("content/articles/c.md", &day(2, "Sore throat"), "Words.")
        .page(
            "content/articles/later.md",
            "date = 2026-05-09\npublish = 2027-01-01\nconditions = [\"Gout\"]",
            "Words.",
        )
        .page("content/services/visit.md", "summary = \"A visit.\"\nconditions = [\"Flu\"]", "Words.")
        .file("content/events/past.md", &event("Past", "2026-11-01"))
        .file("content/events/next.md", &event("Next", "2026-12-05"));
    let asked = |call: &str| {
        let page = format!("<main>{{% for card in {call} %}}{{{{ card.url }}}} {{% endfor %}}</main>");
        clinic.clone().file("themes/mine/templates/page.html", &page)
    };
    for (call, wanted) in [
        ("pages(kind=\"article\")", "/articles/b/ /articles/c/ /articles/a/ "),
        ("pages(kind=\"article\", limit=2)", "/articles/b/ /articles/c/ "),
        ("pages(kind=\"article\", condition=\"FLU\")", "/articles/b/ /articles/a/ "),
        ("pages(kind=\"article\", condition=\"sore-throat\", limit=1)", "/articles/c/ "),
        ("pages(kind=\"service\", condition=\"Flu\")", "/services/visit/ "),
        ("pages(kind=\"service\", condition=\"Sore throat\")", ""),
        ("pages(kind=\"article\", condition=\"Gout\")", ""),
        ("pages(kind=\"event\")", "/events/next/ "),
        ("pages(kind=\"career\")", ""),
        ("pages(kind=\"location\", limit=1)", "/locations/boston/ "),
    ] {
        assert_eq!(asked(call).build().get("/about/"), format!("<main>{wanted}</main>"), "{call}");
    }
    let kinds = "only of `service`, `article`, `provider`, `location`, `event`, `career`";
    for (call, message) in [
        ("pages(kind=\"articles\")", format!("there are no pages of the kind `articles`, {kinds}")),
        ("pages(kind=\"faq\")", format!("there are no pages of the kind `faq`, {kinds}")),
        (
            "pages(kind=\"article\", condition=\"Cold\")",
            "no page names the condition `Cold`; there are: `Flu`, `Sore throat`".to_owned(),
        ),
        (
            "pages(kind=\"event\", condition=\"Flu\")",
            "pages of the kind `event` name no conditions".to_owned(),
        ),
        ("pages(kind=\"article\", limit=0)", "`limit` is a whole number from 1, not `0`".to_owned()),
        (
            "pages(kind=\"article\", limt=3)",
            "the function `pages` has no argument `limt`, only `kind`, `condition`, `limit`".to_owned(),
        ),
        ("pages()", "the function `pages` needs the argument `kind`".to_owned()),
    ] {
        let told = asked(call).messages();
        assert!(
            told.contains(&message) && told.contains("themes/mine/templates/page.html:1:"),
            "{call}\n{told}"
        );
    }
}

/// The first example of the reference behind a mark.
fn example(mark: &str) -> &'static str {
    let (_, rest) = REFERENCE.split_once(mark).unwrap_or_else(|| panic!("the reference has `{mark}`"));
    let (_, rest) = rest.split_once("```").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("```").unwrap().0
}

/// A clinic with something on the home page and on that of prices.
fn full() -> Clinic {
    clinic()
        .page("content/articles/flu.md", "date = 2026-05-01\nconditions = [\"Flu\"]", "## One\n\nWords.")
        .page("content/services/visit.md", "summary = \"A visit.\"", "Words.")
        .page("content/providers/jo.md", "role = \"Doctor\"", "Words.")
        .prices(
            "valid_from = 2026-11-01\n[terms]\npayment = \"Pay at the desk.\"\n\
             [[services]]\nid = \"visit\"\nname = \"A visit\"\nprice = 100\n\
             [[plans]]\nid = \"plan\"\nname = \"A plan\"\nprice = 50\nperiod = \"month\"\n\
             [[bundles]]\nid = \"two\"\nname = \"Two visits\"\nprice = 180\nlines = [{ id = \"visit\", count = 2 }]\n",
        )
}

#[test]
fn the_themes_of_the_reference_build() {
    let hour = full()
        .file(
            "site.toml",
            &format!(
                "{SITE}{}[clinic]\nphone = \"+1 617 555 0142\"\n",
                example("The clinic names the theme in its `site.toml`")
            ),
        )
        .file(
            "static/img/logo.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"40\"/>",
        )
        .file("themes/harbor/theme.toml", example("`themes/harbor/theme.toml` says"))
        .file("themes/harbor/assets/css/own.css", example("`themes/harbor/assets/css/own.css` holds"))
        .file("themes/harbor/assets/fonts/harbor.woff2", "a font")
        .file("themes/harbor/templates/base.html", example("`themes/harbor/templates/base.html` is"))
        .file("themes/harbor/templates/home.html", example("`themes/harbor/templates/home.html` is"))
        .build();
    assert_eq!(hour.warnings, "");
    hour.shows(
        "/about/",
        "<img class=\"logo\" src=\"/img/logo.svg\" width=\"120\" height=\"40\" alt=\"Harbor Clinic\">",
    );
    hour.shows("/about/", "<span class=\"brand-since\">Since 1987</span>");
    hour.shows("/", "<a href=\"/locations/boston/\">A title</a></li>");
    let sheet = css(&hour);
    assert!(sheet.starts_with(":root{--accent:#5b1212;") && sheet.contains("--bone:#f3efe6;"), "{sheet}");
    assert!(sheet.contains("src: url(\"/assets/fonts/harbor."), "{sheet}");
    let colors = theme(example("## Colours"))
        .file("themes/mine/assets/css/own.css", "a { b: var(--ring) var(--panel) var(--night) var(--press) }")
        .build();
    assert_eq!(colors.warnings, "");
    let before = full().build().warnings;
    let frame = full().file("themes/mine/templates/base.html", example("## A frame of your own")).build();
    assert_eq!(frame.warnings, before);
    for page in ["/", "/about/", "/articles/flu/", "/pricing/", "/services/visit/"] {
        frame.shows(page, "http-equiv=\"Content-Security-Policy\" content=\"default-src ");
        frame.shows(page, "<link rel=\"canonical\" href=\"https://clinic.example/");
        frame.shows(page, "<script type=\"application/ld+json\">{");
    }
    frame.shows("/404.html", "<meta name=\"robots\" content=\"noindex\">");
    let order = full().file("templates/home.html", example("To put them into another order")).build();
    let home = order.get("/");
    assert!(home.find("id=\"_articles\"").unwrap() < home.find("id=\"_services\"").unwrap(), "{home}");
    order.hides("/", "id=\"_providers\"");
    let header = full().file("themes/mine/templates/base.html", example("This header of one's own")).build();
    header.shows("/about/", "class=\"brand-name\"");
    header.shows("/about/", "<nav class=\"menu\"");
    header.hides("/about/", "class=\"phone\"");
    let flu = full().file("templates/home.html", example("beside all that the page\nhas:")).build();
    assert_eq!(flu.warnings, before);
    flu.shows("/", "<h2 id=\"_flu\">Flu</h2>");
    flu.shows("/", "id=\"_articles\"");
    let list = full().file("themes/mine/templates/section.html", example("which shows a list")).build();
    list.shows("/articles/", "href=\"/articles/flu/\"");
}

#[test]
fn home_and_prices_in_another_order_keep_what_they_cite() {
    let library = "[[sources]]\nid = \"a\"\ntitle = \"Sleep\"\n";
    let full = || {
        let cites = full().file("content/sources.toml", library).page("content/_index.md", "", "Words [@a].");
        cites.page("content/pricing.md", "", "Words [@a].")
    };
    let order = full()
        .file("templates/home.html", example("To put them into another order"))
        .file("templates/pricing.html", example("The worked years below the prices"))
        .build();
    let before = full().build();
    let whole = |text: &str| text.replace(['\n', ' '], "");
    for page in ["/", "/pricing/"] {
        assert!(before.get(page).contains("href=\"#_ref-1\""), "{}", before.get(page));
        assert_eq!(order.get(page).matches("id=\"_ref-1\"").count(), 1, "{page}");
    }
    // Without worked years the order of the prices is what it was, and so is everything else.
    assert_eq!(whole(order.get("/pricing/")), whole(before.get("/pricing/")));
}

#[test]
fn the_lists_of_the_reference_are_what_they_say() {
    let page = "{% extends \"builtin/home.html\" %}{% block main %}{% set cards = page.services %}{% set_global titles = [] %}\
        <main>{{ page.articles[:3] | length }}{{ page.articles[1:] | length }}{{ page.articles[0].url }}\
        {{ [card for card in page.articles if card.summary] | length }}\
        {{ [...page.services, ...page.articles] | length }}{{ [...cards, page.articles[0]] | length }}\
        {% for card in page.articles %}{% set_global titles = [...titles, card.title] %}{% endfor %}{{ titles | join }}</main>\
        {% endblock %}";
    full().file("templates/home.html", page).build().shows("/", "10/articles/flu/122A title</main>");
}

#[test]
fn each_section_of_home_and_prices_can_be_left_out_alone() {
    for (template, page, text) in [
        ("home.html", "/", include_str!("../../themes/meridian/templates/home.html")),
        ("pricing.html", "/pricing/", include_str!("../../themes/meridian/templates/pricing.html")),
    ] {
        let before = full().build();
        let before = before.get(page);
        for name in text.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next()) {
            let own =
                format!("{{% extends \"builtin/{template}\" %}}{{% block {name} %}}[mine]{{% endblock %}}");
            let site = full().file(&format!("templates/{template}"), &own).build();
            let (head, tail) = site.get(page).split_once("[mine]").expect(name);
            assert!(before.starts_with(head) && before.ends_with(tail), "{name}");
        }
    }
}

#[test]
fn a_frame_that_lacks_a_block_is_told_itself() {
    let frame = |lacks: &[&str]| {
        let blocks = blocks().into_iter().filter(|name| !lacks.contains(name));
        let blocks = blocks.map(|name| format!("{{% block {name} %}}{{% endblock %}}"));
        format!("<html>{}</html>", blocks.collect::<String>())
    };
    let told = clinic().file("themes/mine/templates/base.html", &frame(&["scripts"])).messages();
    assert_eq!(
        told,
        "error[template]: this frame lacks the block `scripts`, which other templates fill\n\
         --> themes/mine/templates/base.html\n\
         help: write it where it belongs: {% block scripts %}{% endblock %}\n\n"
    );
    // A block that no frame has is the fault of the template that fills it.
    let told = clinic()
        .file("themes/mine/templates/base.html", &frame(&[]))
        .file("templates/page.html", "{% extends \"base.html\" %}{% block other %}{% endblock %}")
        .messages();
    assert!(
        told.contains("block `other` is not defined") && told.contains("templates/page.html:1:"),
        "{told}"
    );
}

#[test]
fn a_variable_that_no_kind_has_is_told_once() {
    let head = "{% extends \"builtin/base.html\" %}{% block head %}{{ page.titel }}{% endblock %}";
    let told = full().file("themes/mine/templates/base.html", head).messages();
    assert_eq!(told.matches("error[template]").count(), 1, "{told}");
    assert!(
        told.contains("field `titel` is not defined. Available fields: breadcrumbs, canonical, csp"),
        "{told}"
    );
    assert!(!told.contains("reviewer") && told.contains("more pages are made with it"), "{told}");
}
