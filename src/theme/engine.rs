//! The template engine: the templates of all layers, compiled once, and the functions that they call.
//!
//! Compiling depends on nothing but texts, so what is compiled is kept from one build to the next as long as no
//! template changes. The functions know the site: each site has its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::value::Key;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::faults::Fit;
use super::reference::{FUNCTIONS, Function, Need, Others};
use super::tags::Asked;
use super::{faults, names};
use crate::problem::{Level, Place, Problems, Rule};
use crate::source::Source;

/// Templates by the name that the engine knows.
pub(super) type Files = BTreeMap<String, Arc<Source>>;

/// The templates of all layers, compiled. Their functions are names without code.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) tera: Tera,
    pub(super) files: Files,
    /// What each template asks for.
    pub(super) asked: BTreeMap<String, Asked>,
    theme: String,
}

/// So many templates may include or extend one another: each takes room on the stack while a page is made.
const DEEPEST: usize = 20;

impl Compiled {
    /// A template that only a chain of more than so many leads to, if there is one.
    fn beyond(&self, most: usize) -> Option<&Arc<Source>> {
        let mut reached: BTreeSet<&str> = self.asked.keys().map(String::as_str).collect();
        for _ in 0..most {
            let next =
                reached.iter().filter_map(|name| self.asked.get(*name)).flat_map(|asked| &asked.templates);
            reached = next.filter_map(|template| self.file_of(&template.name)).collect();
        }
        reached.into_iter().find_map(|name| self.files.get(name))
    }

    /// The file that a template's name means: of the site, of the theme, of the built-in theme.
    fn file_of(&self, name: &str) -> Option<&str> {
        let names = [name.to_owned(), format!("{}/{name}", self.theme), format!("builtin/{name}")];
        names.iter().find_map(|name| self.files.get_key_value(name)).map(|(name, _)| name.as_str())
    }

    /// A template's name without that of its layer.
    pub(super) fn bare<'a>(&self, name: &'a str) -> &'a str {
        let bare = name.strip_prefix(&self.theme).and_then(|rest| rest.strip_prefix('/'));
        bare.or_else(|| name.strip_prefix("builtin/")).unwrap_or(name)
    }
}

/// The templates that were compiled last; used again only where their texts are the same.
#[derive(Debug, Default)]
pub(crate) struct TemplateCache(Option<CachedEngine>);

#[derive(Debug)]
struct CachedEngine {
    files: Files,
    compiled: Arc<Compiled>,
}

/// Compiles the templates, or takes them from the memo.
pub(super) fn compile(
    files: Files,
    theme: &str,
    memo: &mut TemplateCache,
    problems: &mut Problems,
) -> Option<Arc<Compiled>> {
    if let Some(kept) = memo.0.as_ref().filter(|kept| kept.compiled.theme == theme && kept.files == files) {
        return Some(kept.compiled.clone());
    }
    let mut all = files.clone();
    let asked = names::asked(&mut all, theme);
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([format!("{theme}/"), "builtin/".to_owned()]).ok()?;
    for function in FUNCTIONS {
        let name = function.entry.name;
        tera.register_function(name, move |_: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            Err(tera::Error::message(format!("the function `{name}` is not known here")))
        });
    }
    let texts = all.iter().map(|(name, source)| (name.as_str(), source.text.as_str()));
    if let Err(error) = tera.add_raw_templates(texts) {
        let before = problems.count(Level::Error);
        let broken = broken(&error, &all, problems);
        let whole = asked.iter().filter(|(name, _)| !broken.contains(name.as_str()));
        names::check(whole, &all, theme, problems);
        if broken.is_empty() {
            faults::unfit(&error, &Fit { files: &all, asked: &asked, theme }, problems);
        }
        if problems.count(Level::Error) == before {
            faults::report(&error, "templates", &all, problems);
        }
        return None;
    }
    let compiled = Arc::new(Compiled { tera, files: all, asked, theme: theme.to_owned() });
    if let Some(deepest) = compiled.beyond(DEEPEST) {
        problems
            .report(
                Rule::Template,
                Place::file(deepest),
                format!("over {DEEPEST} templates include or extend one another up to this one"),
            )
            .help("put what they hold into fewer templates");
        return None;
    }
    memo.0 = Some(CachedEngine { files, compiled: compiled.clone() });
    Some(compiled)
}

/// Tells of templates that cannot be read. The engine stops at the first: each is tried alone, so that all are told.
fn broken<'a>(error: &tera::Error, files: &'a Files, problems: &mut Problems) -> BTreeSet<&'a str> {
    let is_syntax = |error: &tera::Error| matches!(error.kind(), tera::ErrorKind::SyntaxError(_));
    let mut broken = BTreeSet::new();
    for (name, source) in files.iter().filter(|_| is_syntax(error)) {
        if let Err(error) = Tera::default().add_raw_template(name, &source.text)
            && is_syntax(&error)
        {
            faults::report(&error, name, files, problems);
            broken.insert(name.as_str());
        }
    }
    broken
}

/// Gives a function its code. Arguments that it does not have are refused before it is called.
pub(super) fn register<Code>(tera: &mut Tera, name: &'static str, code: Code)
where
    Code: Fn(&Kwargs) -> TeraResult<Value> + Send + Sync + 'static,
{
    let function = FUNCTIONS.iter().find(|function| function.entry.name == name);
    let function = function.expect("a test calls every function");
    tera.register_function(name, move |given: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        check_arguments(function, &given)?;
        code(&given)
    });
}

fn check_arguments(function: &Function, given: &Kwargs) -> TeraResult<()> {
    let (name, arguments) = (function.entry.name, function.arguments);
    let is_known = |key: &Key<'_>| arguments.iter().any(|argument| key.as_str() == Some(argument.name));
    if function.others == Others::Refused
        && let Some((key, _)) = given.iter().find(|(key, _)| !is_known(key))
    {
        let names: Vec<_> = arguments.iter().map(|argument| format!("`{}`", argument.name)).collect();
        let said = format!("the function `{name}` has no argument `{key}`, only {}", names.join(", "));
        return Err(tera::Error::message(said));
    }
    for argument in arguments.iter().filter(|argument| argument.need == Need::Required) {
        if given.get::<&Value>(argument.name)?.is_none() {
            let said =
                format!("the function `{name}` needs the argument `{}`: {}", argument.name, argument.help);
            return Err(tera::Error::message(said));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Files {
        let source = |name: &str, text: &str| (name.to_owned(), Source::new(name, text));
        [source("page.html", text), source("base.html", "{% block main %}{% endblock %}")].into()
    }

    #[test]
    fn templates_are_compiled_again_only_where_a_text_changed() {
        let (mut memo, mut problems) = (TemplateCache::default(), Problems::default());
        let mut compiled = |text: &str, theme: &str| {
            compile(files(text), theme, &mut memo, &mut problems).expect("it compiles")
        };
        let first = compiled("one", "mine");
        assert!(Arc::ptr_eq(&first, &compiled("one", "mine")));
        assert!(!Arc::ptr_eq(&first, &compiled("two", "mine")));
        let second = compiled("two", "mine");
        assert!(!Arc::ptr_eq(&second, &compiled("two", "other")));
        assert!(compile(files("{% if %}"), "mine", &mut memo, &mut problems).is_none());
    }

    #[test]
    fn every_function_that_is_named_has_its_code() {
        let page = FUNCTIONS.iter().map(|function| function.entry.example).collect::<Vec<_>>().join("\n");
        let site = "title = \"A clinic\"\nbase_url = \"https://clinic.example\"\n";
        let sources = crate::source::Sources::from_files([
            ("site.toml", site),
            ("templates/page.html", page.as_str()),
            ("content/contact.md", "+++\ntitle = \"Contact\"\n+++\n\nWords.\n"),
        ]);
        let options = crate::config::Options {
            now: jiff::Timestamp::UNIX_EPOCH,
            as_of: None,
            base_url: None,
            drafts: false,
            future: false,
            expired: false,
        };
        let build = crate::build(&sources, &options, &mut crate::Memo::default());
        let text = build.problems.render(&annotate_snippets::Renderer::plain());
        assert_eq!(build.problems.count(crate::problem::Level::Error), 0, "{text}");
    }
}
