//! The starter: a whole clinic, made from a few answers, to be made one's own.
//!
//! A function from values to values: templates of texts (Tera, in `files/`) and what is known of the clinic give the files
//! of its folder. `files/LANG/PATH` is laid down at `PATH`, unless nothing but blanks comes of it;
//! `content/providers/person.md` once for each person, `content/locations/place.md` once for each place. What nobody told
//! us is invented, and its line says so: `# placeholder`, or `<!-- placeholder -->` in Markdown, so that
//! `clinicsite check --launch` finds each.

mod answers;
mod context;
mod countries;
mod files;
mod names;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use tera::{Context, Tera, TeraResult};

pub(crate) use answers::{
    Answer, Answers, Ci, Origin, Part, Pay, Said, base_url, language, languages, line, region,
};
pub(crate) use countries::nations;
pub(crate) use names::split;

use crate::json_schema;

/// The template that is rendered for each person, and that for each place: the slug takes the place of its name.
const PERSON: &str = "content/providers/person.md";
const PLACE: &str = "content/locations/place.md";

/// The files of a clinic: path from its folder, with `/`, and text; in the order of their paths.
///
/// # Errors
/// If a template cannot be rendered, which a test looks at for every language.
pub(crate) fn starter(answers: &Answers, today: Date) -> Result<Vec<(String, String)>, String> {
    let mut made = rendered(answers, today).map_err(|error| error.to_string())?;
    for name in json_schema::names() {
        made.extend(json_schema::of(name).map(|schema| (format!("schemas/{name}.json"), schema)));
    }
    for (path, text) in &mut made {
        if let Some(line) = schema_line(path) {
            text.insert_str(0, &line);
        }
    }
    made.sort();
    Ok(made)
}

/// The first line of a data file, by which editors know its schema.
fn schema_line(path: &str) -> Option<String> {
    let (name, up) = match path {
        "site.toml" => ("site", "."),
        "content/prices.toml" => ("prices", ".."),
        "content/sources.toml" => ("sources", ".."),
        _ => return None,
    };
    json_schema::names().any(|known| known == name).then(|| format!("#:schema {up}/schemas/{name}.json\n\n"))
}

/// The templates of the clinic's language, rendered.
fn rendered(answers: &Answers, today: Date) -> TeraResult<Vec<(String, String)>> {
    let ci = answers.ci.map(|ci| match ci {
        Ci::Github => (".github/workflows/site.yml", "github.yml"),
        Ci::Gitlab => (".gitlab-ci.yml", "gitlab.yml"),
    });
    let common = std::iter::once((".gitignore", "gitignore")).chain(ci);
    let common = common.filter_map(|(path, name)| Some((path.to_owned(), files::common(name)?)));
    let templates: Vec<_> = files::templates(answers.language).into_iter().chain(common).collect();
    let mut tera = Tera::default();
    tera.autoescape_on(Vec::<&str>::new());
    context::filters(&mut tera);
    tera.add_raw_templates(templates.iter().map(|(path, text)| (path.as_str(), *text)))?;
    let context = context::context(answers, today)?;
    let mut made = Vec::new();
    for (path, _) in &templates {
        let each = match path.as_str() {
            PERSON => Some(("person", &answers.people.value)),
            PLACE => Some(("place", &answers.places.value)),
            _ => None,
        };
        let Some((word, all)) = each else {
            made.push((path.clone(), tidy(&tera.render(path, &context)?)));
            continue;
        };
        for one in all {
            let mut own: Context = context.clone();
            own.insert(word, one);
            let place = path.replace(&format!("{word}.md"), &format!("{}.md", one.slug));
            made.push((place, tidy(&tera.render(path, &own)?)));
        }
    }
    made.retain(|(_, text)| !text.is_empty());
    Ok(made)
}

/// A text without the blank lines that conditions leave: one between two paragraphs, none at the ends.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Whether the starter in this language has articles, which are drafts until they are reviewed.
pub(crate) fn has_drafts(answers: &Answers) -> bool {
    files::templates(answers.language)
        .iter()
        .any(|(path, _)| path.strip_prefix("content/articles/").is_some_and(|name| name != "_index.md"))
}
