//! `docs/themes.md`, the reference of themes: its prose is written there, its tables are made of the views and of the
//! tables of the theme's room. `SNAPSHOTS=overwrite cargo test --lib reference` makes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::describe::{Described, Description, Field, Shape};
use super::files;
use super::shown::Shown;
use crate::kinds::{self, Kind, List, Standing, each_kind};
use crate::theme::built_in_colors;
use crate::theme::reference::{
    Argument, BLOCKS, Entry, FILTERS, FUNCTIONS, HOME_BLOCKS, Need, OPTION_TYPES, Others, PRICING_BLOCKS,
    TESTS,
};

/// A template with what it sees as `page` beside what every page has.
struct Template {
    name: String,
    /// What it makes, and of which files.
    of: String,
    shape: Shape,
}

fn template<V: Described>(name: &str, of: &str) -> Template {
    Template { name: name.to_owned(), of: of.to_owned(), shape: V::SHAPE }
}

/// The templates of pages, in the order of the reference.
fn pages() -> Vec<Template> {
    let mut pages = vec![
        template::<super::home::HomeView>("home.html", "The home page: `content/_index.md`"),
        template::<super::plain::PlainView>("page.html", "Any other page: `content/about.md`"),
        template::<super::lists::ListView>("section.html", "A folder of pages: `content/guides/_index.md`"),
    ];
    pages.extend(of_kinds());
    pages.extend([
        template::<super::conditions::ConditionsView>("conditions.html", "The list of conditions"),
        template::<super::conditions::ConditionView>(
            "condition.html",
            "A condition with its services, people, questions and articles, these in pages",
        ),
        template::<super::pricing::PricingView>("pricing.html", "The prices: `content/prices.toml`"),
        template::<super::estimate::EstimateView>(
            "good-faith-estimate.html",
            "The notice on Good Faith Estimates, for clinics in the US",
        ),
        template::<super::plain::NotFoundView>("404.html", "The page for addresses that do not exist"),
    ]);
    pages
}

macro_rules! of_kinds {
    ($($kind:ident = $module:ident,)*) => {
        /// The templates of each kind that has a folder: of its pages, if they have an address, and of its list.
        fn of_kinds() -> Vec<Template> {
            let mut all = Vec::new();
            $(all.extend(of_kind::<kinds::$kind>(Kind::$kind));)*
            all
        }
    };
}

each_kind!(of_kinds);

fn of_kind<K: Shown>(kind: Kind) -> Vec<Template>
where
    K::Page: Described,
    K::List: Described,
{
    let (spec, Some(folder)) = (kind.spec(), kind.folder()) else { return Vec::new() };
    let files = format!("`content/{folder}/NAME.md`");
    let mut all = Vec::new();
    if spec.stands == Standing::Own {
        let what = spec.schema.what;
        let of = format!("{}{}: {files}", what[..1].to_uppercase(), &what[1..]);
        all.push(template::<K::Page>(&format!("{}.html", spec.name), &of));
    }
    let of = match (spec.list, spec.stands) {
        (List::None, _) => return all,
        (List::Paged, _) => format!("The list of {}, in pages", spec.plural),
        (List::Whole, Standing::Own) => format!("The list of {}", spec.plural),
        (List::Whole, _) => format!("All of `content/{folder}/` on one page"),
    };
    all.push(template::<K::List>(&format!("{folder}.html"), &of));
    all
}

/// The templates of files that are no pages of the site.
fn file_templates() -> Vec<Template> {
    vec![
        template::<files::RedirectView>("redirect.html", "The page at an old address"),
        template::<files::RobotsView>("robots.txt", "What search engines may read"),
        template::<files::LlmsView>("llms.txt", "The site for language models, in the form of llmstxt.org"),
        template::<files::HeadersView>("_headers", "Headers, for hosts that read this file"),
    ]
}

/// The templates of sheets for paper.
fn form_templates() -> Vec<Template> {
    use crate::forms::view::{ClinicalFormView, NoticeView, PriceSheetView};
    vec![
        template::<PriceSheetView>("forms/price-sheet.html", "The prices on one page"),
        template::<ClinicalFormView>(
            "forms/good-faith-estimate.html",
            "A Good Faith Estimate to fill in, in the US",
        ),
        template::<ClinicalFormView>("forms/superbill.html", "A receipt for insurers to fill in, in the US"),
        template::<NoticeView>(
            "forms/notice.html",
            "The notice on Good Faith Estimates for the wall, in the US",
        ),
    ]
}

/// What a part that stands between two marks is made of.
fn made(name: &str) -> Option<String> {
    Some(match name {
        "pages" => index(&pages()),
        "every page" => view(<super::page::PageView as Described>::SHAPE),
        "kinds" => pages().iter().map(of_template).collect(),
        "site" => view(<super::site::SiteView as Described>::SHAPE),
        "estimate" => view(<super::example::ExampleView as Described>::SHAPE),
        "files" => file_templates().iter().map(of_template).collect(),
        "forms" => form_templates().iter().map(of_template).collect(),
        "shapes" => shapes(),
        "blocks" => entries(BLOCKS.iter(), "block"),
        "blocks of home.html" => entries(HOME_BLOCKS.iter(), "block"),
        "blocks of pricing.html" => entries(PRICING_BLOCKS.iter(), "block"),
        "filters" => listed(FILTERS),
        "tests" => listed(TESTS),
        "built-in options" => built_in_options(),
        "built-in pairs" => built_in_pairs(),
        "variables" => variables(),
        "kinds of pages" => listed(&super::pages::kinds().map(Kind::name).collect::<Vec<_>>()),
        "phrase keys" => listed(&phrase_keys()),
        "functions" => functions(),
        "options" => entries(OPTION_TYPES.iter().map(|(_, entry)| entry), "type"),
        _ => return None,
    })
}

fn index(templates: &[Template]) -> String {
    let mut out = String::from("| template | makes |\n|---|---|\n");
    for one in templates {
        let _ =
            writeln!(out, "| [`{0}`](#{1}) | {2} |", one.name, anchor(&format!("`{}`", one.name)), one.of);
    }
    out
}

fn of_template(template: &Template) -> String {
    let mut out = format!("### `{}`\n\n{}.\n\n", template.name, template.of);
    out.push_str(&match template.shape {
        Shape::View(view) if view.fields.is_empty() => "Nothing beside what every page has.\n".to_owned(),
        shape => view(shape),
    });
    out.push('\n');
    out
}

/// The table of the fields of a view.
fn view(shape: Shape) -> String {
    let Shape::View(view) = shape else { return String::new() };
    let mut out = String::from("| variable | type | what it is |\n|---|---|---|\n");
    for Field { name, doc, shape } in view.fields.iter().copied().flatten() {
        let _ = writeln!(out, "| `{name}` | {} | {} |", words(*shape), line(doc));
    }
    out
}

/// A type in words.
fn words(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Html => "HTML".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Any => "as written".to_owned(),
        Shape::Optional(shape) => format!("{}, or none", words(*shape)),
        Shape::List(shape) => format!("list of {}", words(*shape)),
        Shape::View(view) => format!("[{0}](#{1})", title(view), anchor(title(view))),
    }
}

/// The name of a view without the ending that tells it from the model's.
fn title(view: &Description) -> &'static str {
    view.name.strip_suffix("View").unwrap_or(view.name)
}

/// The address of a heading, as hosts of repositories make it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The views that variables hold, by name.
fn shapes() -> String {
    let mut found = BTreeMap::new();
    let roots = [<super::page::PageView as Described>::SHAPE, <super::site::SiteView as Described>::SHAPE];
    let templates = pages().into_iter().chain(file_templates()).chain(form_templates());
    let templates = templates.map(|template| template.shape);
    roots.into_iter().chain(templates).for_each(|shape| inside(shape, &mut found));
    let mut out = String::new();
    for (title, one) in found {
        let _ = writeln!(out, "### {title}\n\n{}\n\n{}", line(one.doc), view(Shape::View(one)));
    }
    out
}

/// Collects the views in the fields of a view.
fn inside(shape: Shape, found: &mut BTreeMap<&'static str, &'static Description>) {
    match shape {
        Shape::Optional(shape) | Shape::List(shape) => reached(*shape, found),
        Shape::View(view) => {
            view.fields.iter().copied().flatten().for_each(|field| reached(field.shape, found));
        }
        _ => {}
    }
}

fn reached(shape: Shape, found: &mut BTreeMap<&'static str, &'static Description>) {
    if let Shape::View(view) = shape
        && let Some(other) = found.insert(title(view), view)
    {
        assert_eq!(other.name, view.name, "two views of one name");
        return;
    }
    inside(shape, found);
}

/// A comment as one line.
fn line(doc: &str) -> String {
    doc.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().replace('|', "\\|")
}

fn entries<'e>(entries: impl Iterator<Item = &'e Entry>, what: &str) -> String {
    let mut out = format!("| {what} | what it is | example |\n|---|---|---|\n");
    for Entry { name, help, example } in entries {
        let _ = writeln!(out, "| `{name}` | {} | `{}` |", line(help), line(example));
    }
    out
}

/// Names in a line, each as code.
fn listed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

const THEME: &str = include_str!("../../themes/meridian/theme.toml");
const PHRASES: &str = include_str!("../../themes/meridian/phrases/en.toml");

fn declared() -> toml::Table {
    THEME.parse().expect("theme.toml is TOML")
}

fn built_in_options() -> String {
    let mut out = String::from("| option | type | default | what it is |\n|---|---|---|---|\n");
    for (name, option) in declared()["options"].as_table().expect("options are a table") {
        let said = |key: &str| option[key].as_str().expect("a text");
        let default = option.get("default").map(|default| format!("`{default}`")).unwrap_or_default();
        let words = option.get("choices").and_then(toml::Value::as_array);
        let words = words.map(|words| {
            format!(": {}", words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        });
        let (kind, words) = (said("type"), words.unwrap_or_default());
        let _ = writeln!(out, "| `{name}` | `{kind}`{words} | {default} | {} |", said("help"));
    }
    out
}

fn built_in_pairs() -> String {
    let mut out = String::from("| text | background | at least |\n|---|---|---|\n");
    for pair in declared()["contrast"].as_array().expect("pairs are a list") {
        let said = |key: &str| pair[key].as_str().expect("a text");
        let least = if pair.get("large").is_some() { "3" } else { "4.5" };
        let _ = writeln!(out, "| `{}` | `{}` | {least} |", said("text"), said("background"));
    }
    out
}

/// The colours of the built-in theme, by day and by night, with what they go by.
fn variables() -> String {
    let declared = declared();
    let mut out = String::from("| variable | by day | by night | goes by |\n|---|---|---|---|\n");
    for (name, light, dark) in built_in_colors() {
        let by = ["from", "option"]
            .into_iter()
            .find_map(|key| declared["colors"][name.as_str()].get(key)?.as_str());
        let by = by.map(|option| format!("`{option}`")).unwrap_or_default();
        let _ = writeln!(out, "| `--{name}` | `{light}` | `{dark}` | {by} |");
    }
    out
}

fn phrase_keys() -> Vec<&'static str> {
    PHRASES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| Some(line.split_once(" = ")?.0))
        .collect()
}

fn functions() -> String {
    let mut out = String::new();
    for function in FUNCTIONS {
        let Entry { name, help, example } = &function.entry;
        let _ = writeln!(out, "### `{name}`\n\n{help}.\n\n```html\n{example}\n```\n");
        for Argument { name, need, help } in function.arguments {
            let need = if *need == Need::Required { "" } else { " (may be left out)" };
            let _ = writeln!(out, "- `{name}`{need}: {help}");
        }
        if function.others == Others::Values {
            out.push_str("- any other name: the value for the place of that name in braces\n");
        }
        out.push('\n');
    }
    out
}

/// The document with every part between marks made anew.
fn remade(document: &str) -> String {
    let mut out = String::new();
    let mut rest = document;
    while let Some((before, after)) = rest.split_once("<!-- made: ") {
        let (name, after) = after.split_once(" -->\n").expect("a mark ends its line");
        let (_, after) = after.split_once("<!-- end -->").expect("a made part ends");
        let part = made(name).unwrap_or_else(|| panic!("nothing is made as `{name}`"));
        let _ = write!(out, "{before}<!-- made: {name} -->\n\n{}\n\n<!-- end -->", part.trim());
        rest = after;
    }
    out.push_str(rest);
    out
}

#[test]
fn the_reference_of_themes_says_what_templates_see() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md");
    let document = std::fs::read_to_string(&path).expect("docs/themes.md is there");
    let expected = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text));
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(snapbox::Data::text(remade(&document)), expected.raw());
}

#[test]
fn every_template_of_the_built_in_theme_is_in_the_reference() {
    let theme = crate::source::built_in_theme();
    let names = theme.texts.keys().filter_map(|path| path.strip_prefix("themes/builtin/templates/"));
    let (parts, mut names): (Vec<_>, Vec<_>) =
        names.filter(|name| !name.ends_with("base.html")).partition(|name| name.starts_with("parts/"));
    let document = include_str!("../../docs/themes.md");
    for part in parts {
        assert!(document.contains(&format!("| `{part}` |")), "{part}");
    }
    let mut told: Vec<_> = pages()
        .into_iter()
        .chain(file_templates())
        .chain(form_templates())
        .map(|template| template.name)
        .collect();
    names.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, names);
}
