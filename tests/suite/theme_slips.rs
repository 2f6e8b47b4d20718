//! Slips of those who write a theme: calls that lack something, tags without an end, names that an option cannot have.

use clinicsite::rules::Rule;

use crate::theme::{clinic, theme};

#[test]
fn a_tag_that_is_not_closed_is_named_with_its_line() {
    let told = |text: &str| clinic().file("templates/page.html", text).messages();
    assert_eq!(
        told(
            "{% extends \"base.html\" %}\n{% block main %}\n{% if page.image %}\n{% for a in page.toc %}{% endfor %}\n{% endblock %}\n"
        ),
        "error[template]: `{% endblock %}` stands where `{% if %}` is still open\n \
         --> templates/page.html:5:4\n  |\n\
         5 | {% endblock %}\n  \
         |    ^^^^^^^^\n  |\n \
         ::: templates/page.html:3:1\n  |\n\
         3 | {% if page.image %}\n  \
         | ^^^^^^^^^^^^^^^^^^^ this is open\n\
         help: write `{% endif %}` before it\n\n"
    );
    for (text, message, at, help) in [
        (
            "{{ page.title }}\n{% endif %}",
            "no tag is open to which `{% endif %}` belongs",
            "2:4",
            "take it out, or write `{% if … %}` before it",
        ),
        (
            "{% block a %}{% endif %}{% endblock %}",
            "no tag is open to which `{% endif %}` belongs",
            "1:17",
            "take it out",
        ),
        (
            "{% if page.image %}x\n{% for a in page.toc %}{% else %}{% endif %}",
            "`{% endif %}` stands where `{% for %}` is still open",
            "2:37",
            "write `{% endfor %}` before it",
        ),
        (
            "x\n{% if page.image %}{{ page.title }}",
            "the template ends, and `{% if %}` is still open",
            "2:1",
            "write `{% endif %}` where it ends",
        ),
        (
            "{% set a %}x",
            "the template ends, and `{% set %}` is still open",
            "1:1",
            "write `{% endset %}` where it ends",
        ),
        ("{% fi page.image %}", "unknown tag", "1:4", "set_global, and the ends of those that have one"),
        ("{% if page.image %}{{ page.title", "unexpected end", "1:", "close what is open here"),
    ] {
        let told = told(text);
        let at = format!("--> templates/page.html:{at}");
        assert!(told.contains(message) && told.contains(&at) && told.contains(help), "{text}\n{told}");
        assert_eq!(told.matches("error[").count(), 1, "{told}");
    }
}

#[test]
fn an_option_has_a_name_that_templates_and_style_sheets_can_ask_for() {
    let option = |name: &str| format!("[options.{name}]\ntype = \"number\"\ndefault = 1\n");
    let asked = "{{ site.options.Band_2 }}{{ site.options._x }}";
    let quiet = theme(&format!("{}{}", option("Band_2"), option("_x")));
    quiet.file("templates/page.html", asked).build().shows("/about/", "11");
    for (name, other) in [("band-x", "band_x"), ("2nd", "own_2nd"), ("\"größe\"", "gr__e")] {
        let told = theme(&option(name)).site("[theme_options]\n\"band-x\" = 2\n").messages();
        assert!(
            told.contains(&format!("error[theme]: an option cannot be called `{}`", name.trim_matches('"')))
                && told.contains("themes/mine/theme.toml:2:10")
                && told.contains(&format!("digits and low lines, such as `{other}`")),
            "{told}"
        );
        // What the site sets is not held against it.
        assert_eq!(told.contains("has no option"), name != "band-x", "{told}");
    }
}

#[test]
fn an_option_that_the_built_in_style_sheet_sets_again_is_refused() {
    let option = |kind: &str| format!("[options.gutter]\ntype = \"{kind}\"\ndefault = \"#123456\"\n");
    let used = |kind: &str| theme(&option(kind)).file("templates/page.html", "{{ site.options.gutter }}");
    let told = used("color").messages();
    assert!(
        told.contains(
            "error[theme]: the option `gutter` has the name of a variable that the style sheets set themselves"
        ) && told.contains("themes/mine/theme.toml:2:10")
            && told.contains("`--gutter: var(--own_gutter)`"),
        "{told}"
    );
    // Words are for templates alone.
    assert_eq!(used("text").build().warnings, "");
}

#[test]
fn a_template_is_not_blamed_for_an_option_that_could_not_be_read() {
    let told = theme("[options.a]\ntype = \"color\"\n")
        .file("templates/page.html", "{{ site.options.a }}")
        .messages();
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}

#[test]
fn a_name_that_the_theme_means_otherwise_leaves_the_pairs_below() {
    let own = theme("[options.accent]\ntype = \"text\"\ndefault = \"bold\"\n");
    let told = own.file("templates/page.html", "{{ site.options.accent }}").messages();
    assert!(!told.contains("pair of colours"), "{told}");
}

#[test]
fn an_address_keeps_its_query_and_its_fragment() {
    let site = clinic().file("templates/page.html", "{{ url(to=\"/about/?a=1#part\") }}").build();
    site.shows("/about/", "/about/?a=1#part");
}

#[test]
fn a_function_is_told_what_it_lacks() {
    for (call, message) in [
        ("{{ asset(file=\"theme.css\") }}", "the function `asset` has no argument `file`, only `path`"),
        ("{{ url() }}", "the function `url` needs the argument `to`: the address from the root of the site"),
        ("{{ t(n=2) }}", "the function `t` needs the argument `key`"),
        ("{{ asset(path=\"thme.css\") }}", "there is no asset `thme.css`: did you mean `theme.css`?"),
        ("{{ t(key=\"boook\") }}", "there is no phrase `boook`: did you mean `book`?"),
        ("{{ nope() }}", "the functions are: asset,"),
        ("{% extends \"base.html\" %}{% block hedaer %}{% endblock %}", "did you mean `header`?"),
        (
            "{% extends \"base.html\" %}{% block other %}{% endblock %}",
            "those of `base.html` are: styles, page_styles, head,",
        ),
    ] {
        let told = clinic().file("templates/page.html", call).messages();
        assert!(told.contains(message), "{call}\n{told}");
        assert!(told.contains(&format!("error[{}]", Rule::Template.id())), "{told}");
    }
}

#[test]
fn an_unknown_filter_is_told_with_those_that_there_are() {
    for (call, help) in [
        ("{{ page.title | uper }}", "did you mean `upper`?"),
        ("{{ page.title | json_encode }}", "the filters are: abs, capitalize, default"),
        ("{% if page.title is definde %}{% endif %}", "did you mean `defined`?"),
    ] {
        let told = clinic().file("templates/page.html", call).messages();
        assert!(told.contains(help), "{told}");
    }
}
