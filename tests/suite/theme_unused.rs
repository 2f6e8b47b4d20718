//! What of a theme is used by nothing or leads nowhere: told where it is, and nothing told where it is not.

use crate::clinic::{Clinic, clinicsite};
use crate::theme::{clinic, theme};

#[test]
fn what_replaces_nothing_is_told() {
    let told = clinic()
        .file("templates/pricess.html", "{% include \"parts/termss.html\" %}")
        .file("templates/parts/termss.html", "x")
        .file("templates/team.json", "[]")
        .file("themes/mine/templates/parts/right.html", "x")
        .file("themes/mine/templates/meridian/page.html", "x")
        .file("templates/own.html", "{% include \"parts/right.html\" %}{{ t(key=\"mine\") }}{{ t(key=\"type_\" ~ page.kind) }}")
        .page("content/own.md", "template = \"own.html\"", "")
        .file("phrases/en.toml", "bok = \"Book now\"\nmine = \"Mine\"\nhome = \"Start\"\ntype_page = \"Page\"\n")
        .file("themes/mine/phrases/de.toml", "zebra = \"Zebra\"\n")
        .file(
            "themes/mine/theme.toml",
            "name = \"mine\"\n[options.one]\ntype = \"number\"\ndefault = 1\n[options.two]\ntype = \"number\"\ndefault = 2\n\
             [options.accent]\ntype = \"color\"\ndefault = \"#0b6e6e\"\n",
        );
    let build = told.run_to(::clinicsite::Depth::Build);
    let told: Vec<_> = build
        .problems
        .iter()
        .map(|problem| {
            let line = problem.place.line_column().map(|(line, _)| format!(":{line}")).unwrap_or_default();
            let path = &problem.place.source.path;
            (problem.rule.id(), format!("{path}{line}"), problem.help.clone().unwrap_or_default())
        })
        .collect();
    let begins: Vec<_> = told
        .iter()
        .map(|(rule, at, help)| (*rule, at.as_str(), help.split(' ').take(4).collect::<Vec<_>>().join(" ")))
        .collect();
    let wanted = [
        ("unused-phrase", "phrases/en.toml:1", "did you mean `book`?"),
        ("unused-template", "templates/parts/termss.html", "did you mean `parts/terms.html`?"),
        ("unused-template", "templates/pricess.html", "did you mean `pricing.html`?"),
        ("unused-template", "templates/team.json", "a page asks for"),
        ("unused-phrase", "themes/mine/phrases/de.toml:1", "a template asks for"),
        ("unused-template", "themes/mine/templates/meridian/page.html", "a page asks for"),
        ("unused-option", "themes/mine/theme.toml:2", "a style sheet asks"),
        ("unused-option", "themes/mine/theme.toml:5", "a style sheet asks"),
    ];
    let wanted: Vec<_> = wanted.iter().map(|(rule, at, help)| (*rule, *at, (*help).to_owned())).collect();
    assert_eq!(begins, wanted, "{told:#?}");
}

#[test]
fn what_is_used_is_not_told() {
    let options = "[options.one]\ntype = \"number\"\ndefault = 1\n[options.two]\ntype = \"text\"\n\
                   [options.three]\ntype = \"bool\"\ndefault = true\n";
    let quiet = theme(options)
        .file("templates/page.html", "{% extends \"builtin/page.html\" %}{% block head %}{{ site.options.two }}{{ t(key=page.title) }}{% endblock %}")
        .file("themes/mine/templates/base.html", "{% extends \"builtin/base.html\" %}{% block head %}{{ site.options[\"three\"] }}{% endblock %}")
        .file("phrases/en.toml", "\"A title\" = \"x\"\n");
    // Files of `assets/` are no texts: the style sheet is laid on the disk.
    let folder = quiet.file("themes/mine/assets/c.css", "p { width: calc(var( --one ) * 1rem) }\n").lay();
    let ran = clinicsite(folder.path(), &["build", "--as-of", "2026-12-01"]);
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && !told.contains("unused-"), "{told}");
    // A draft asks for its template, too.
    let draft = clinic()
        .page("content/own.md", "draft = true\ntemplate = \"own.html\"", "")
        .file("templates/own.html", "x");
    assert_eq!(draft.build().warnings, "");
}

#[test]
fn an_address_of_a_template_or_style_sheet_leads_somewhere() {
    let told = |text: &str| {
        let text = format!("{{% extends \"builtin/base.html\" %}}{{% block head %}}{text}{{% endblock %}}");
        clinic().file("templates/base.html", &text).build().warnings
    };
    for (text, help) in [
        ("<link rel=\"icon\" href=\"{{ url(to=\"/nope.png\") }}\">", "put the file into `static/`"),
        ("<a href=\"/abuot/#top\">A</a>", "did you mean `/about/`?"),
        (
            "{% if page.kind == \"home\" %}<img src='/welcome.jpg' alt=\"\">{% endif %}",
            "put the file into `static/`",
        ),
    ] {
        let told = told(text);
        assert!(
            told.contains("warning[dead-address]: there is nothing at `/") && told.contains(help),
            "{text}\n{told}"
        );
    }
    for text in [
        "<a href=\"/about/\">A</a><a href=\"{{ url(to=\"/favicon.svg\") }}\">B</a>",
        "{% if site.pricing_url %}<a href=\"/pricing/\">A</a>{% endif %}",
        "<!-- <a href=\"/old/\"> -->{# <a href=\"/older/\"> #}<a href=\"{{ url(to=page.url) }}\">B</a><a data-href=\"/x/\">",
    ] {
        assert_eq!(told(text), "", "{text}");
    }
    let below = |address: &str| {
        let text = format!(
            "{{% extends \"builtin/base.html\" %}}{{% block head %}}<a href=\"{address}\">{{% endblock %}}"
        );
        clinic()
            .with(|options| options.base_url = Some("https://clinic.example/sub".to_owned()))
            .file("templates/base.html", &text)
    };
    assert_eq!(below("/sub/about/").build().warnings, "");
    assert_eq!(below("/elsewhere/").build().warnings, "");
    assert!(below("/sub/abuot/").build().warnings.contains("did you mean `/about/`?"));
    // A picture that is chosen, or that stands where nothing is chosen.
    let picture = "[options.mark]\ntype = \"image\"\ndefault = \"/img/none.svg\"\n";
    let picture = theme(picture).file("templates/page.html", "{{ site.options.mark }}");
    let told = picture.clone().build().warnings;
    assert!(
        told.contains("nothing at `/img/none.svg`") && told.contains("themes/mine/theme.toml:4:11"),
        "{told}"
    );
    let set = |address: &str| {
        picture.clone().site(&format!("[theme_options]\nmark = \"{address}\"\n")).build().warnings
    };
    assert_eq!(set("/favicon.svg"), "");
    assert!(set("/favicom.svg").contains("site.toml:13:8"));
    let folder = clinic().file("assets/c.css", "a {\n  b: url(/img/nope.svg#c) }\n").lay();
    let ran = clinicsite(folder.path(), &["build", "--as-of", "2026-12-01"]);
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(
        told.contains("there is nothing at `/img/nope.svg`") && told.contains("assets/c.css:2:6"),
        "{told}"
    );
}

#[test]
fn an_address_that_is_an_option_leads_somewhere() {
    let option = "[options.more]\ntype = \"text\"\n";
    let base = "{% extends \"builtin/base.html\" %}{% block head %}{% if site.options.more %}<a href=\"{{ url(to=site.options.more) }}\">A</a>{% endif %}{% endblock %}";
    let set = |line: &str| {
        let own = theme(option).file("themes/mine/templates/base.html", base);
        own.site(&format!("[theme_options]\n{line}\n")).build().warnings
    };
    for line in ["", "more = \"/about/\"", "more = \"/about/?a#b\""] {
        assert_eq!(set(line), "", "{line}");
    }
    let told = set("more = \"/abuot/\"");
    assert!(
        told.contains("warning[dead-address]: there is nothing at `/abuot/`")
            && told.contains("site.toml:13:8")
            && told.contains("did you mean `/about/`?"),
        "{told}"
    );
}

/// Each file below a folder of the repository, by its path there.
fn repository(folder: &str) -> Vec<(String, Vec<u8>)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|file| file.file_type().is_file());
    let name =
        |path: &std::path::Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    files.map(|file| (name(file.path()), std::fs::read(file.path()).unwrap())).collect()
}

#[test]
fn the_built_in_theme_has_nothing_that_nothing_uses() {
    let theme = repository("themes/meridian");
    let own = theme.iter().fold(Clinic::new().site("theme = \"own\"\n"), |clinic, (path, text)| {
        clinic.bytes(&format!("themes/own/{path}"), text)
    });
    let ran = clinicsite(own.lay().path(), &["build", "--as-of", "2026-12-01"]);
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success() && !told.contains("unused-") && !told.contains("dead-address"), "{told}");
    // What a theme may replace is used: its templates by the program or by each other, its phrases by either.
    let templates: String = theme
        .iter()
        .filter(|(path, _)| path.starts_with("templates/"))
        .map(|(_, text)| String::from_utf8_lossy(text))
        .collect();
    let program = repository("src").into_iter().map(|(_, text)| String::from_utf8(text).unwrap());
    let program: String = program.collect();
    for (path, _) in &theme {
        if let Some(part) = path.strip_prefix("templates/parts/") {
            let named = format!("\"parts/{part}\"");
            assert!(templates.contains(&named) || program.contains(&named), "{part} stands in a template");
        }
    }
    let asked = |key: &str, text: &str| {
        let begins = key.match_indices('_').filter_map(|(at, _)| key.get(..=at));
        text.contains(&format!("\"{key}\""))
            || begins.into_iter().any(|begin| text.contains(&format!("\"{begin}{{")))
    };
    let (_, phrases) = theme.iter().find(|(path, _)| path == "phrases/en.toml").unwrap();
    let phrases = String::from_utf8_lossy(phrases);
    for key in phrases.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key) {
        assert!(
            asked(key, &templates) || asked(key, &program),
            "{key} is a phrase of a template or of the program"
        );
    }
}

#[test]
fn a_template_that_could_not_be_read_may_use_anything() {
    let folder = Clinic::new()
        .page("content/about.md", "", "About us.")
        .file("themes/own/theme.toml", "name = \"Own\"\n[options.motto]\ntype = \"text\"\ndefault = \"x\"\n")
        .file("phrases/en.toml", "zz = \"Zed\"\n")
        .site("theme = \"own\"\n")
        .lay();
    let template = folder.path().join("templates/page.html");
    std::fs::create_dir_all(template.parent().unwrap()).unwrap();
    std::fs::write(&template, b"\xff{{ site.options.motto }}{{ t(key=\"zz\") }}").unwrap();
    let ran = crate::clinic::clinicsite(folder.path(), &["build"]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(said.contains("error[not-utf8]") && !said.contains("unused-"), "{said}");
}

#[test]
fn a_chain_of_templates_without_an_end_is_told_and_ends_nothing() {
    let chain = |length: usize| {
        let first = Clinic::new()
            .page("content/about.md", "", "About us.")
            .file("templates/page.html", "{% include \"c0.html\" %}");
        let part = |clinic: Clinic, at: usize| {
            clinic.file(&format!("templates/c{at}.html"), &format!("{{% include \"c{}.html\" %}}", at + 1))
        };
        (0..length).fold(first, part).file(&format!("templates/c{length}.html"), "The end")
    };
    chain(16).build().shows("/about/", "The end");
    let told = chain(300).messages();
    assert!(told.contains("error[template]: over 20 templates include or extend one another"), "{told}");
}

#[test]
fn a_template_that_a_theme_offers_is_no_fault_of_a_clinic_that_does_not_take_it() {
    let clinic = |keys: &str| {
        Clinic::new()
            .page("content/about.md", keys, "About us.")
            .file(
                "themes/own/theme.toml",
                "name = \"Own\"\n[options.motto]\ntype = \"text\"\ndefault = \"x\"\n",
            )
            .file(
                "themes/own/templates/landing.html",
                "{{ site.options.motto }}{% include \"parts/land.html\" %}",
            )
            .file("themes/own/templates/parts/land.html", "<p>Land</p>")
            .site("theme = \"own\"\n")
    };
    assert_eq!(clinic("").build().warnings, "");
    clinic("template = \"landing.html\"").build().shows("/about/", "<p>Land</p>");
    let lost = clinic("").file("themes/own/templates/parts/lost.html", "").build().warnings;
    assert!(lost.contains("nothing uses the template `parts/lost.html`"), "{lost}");
    let own = clinic("").file("templates/mine.html", "").build().warnings;
    assert!(own.contains("nothing uses the template `mine.html`"), "{own}");
}
